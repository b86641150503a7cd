/* decisions.c - what a person has decided, kept and obeyed.
 *
 * Each id that a decision names is a membership, found by the id when its report comes. A side of a decision remembers a few
 * reports that have come, one for each story in which its reports stand: the first of `together` says where the next one
 * goes, all of the other side say where it must not go. Decisions are asked from the latest to the earliest, and
 * what a later one forbids, an earlier one cannot ask for. */
#include "base/caps.h"
#include "base/error.h"
#include "group/inner.h"

enum { TOGETHER, APART };
#define NO_MEMBERSHIP (MAP_NONE - 1)

/* ---- what is remembered ---- */

static bool stands_in(const grouping *g, const kept_side *side, uint32_t story) {
    for (uint32_t i = 0; i < side->n; i++)
        if (grouping_story(g, side->at[i]) == story) return true;
    return false;
}

/* A report of a side has come, or stands elsewhere now. False when there is no memory. */
static bool remember(grouping *g, kept_side *side, uint32_t report) {
    for (uint32_t i = 0; i < side->n; i++)
        if (side->at[i] == report) return true;
    return stands_in(g, side, grouping_story(g, report)) || VEC_PUSH(&g->arena, side, report);
}

/* All reports of a side that have come; a map tells the stories that are remembered, for they may be many. */
static bool remember_all(grouping *g, kept_side *side, const group_bans *reports, syn_arena *scratch) {
    syn_map known;
    map_init(&known, scratch);
    for (uint32_t i = 0; i < reports->n; i++) {
        uint32_t *first = map_slot_of(&known, grouping_story(g, reports->at[i]), i);
        if (!first || (*first == i && !VEC_PUSH(&g->arena, side, reports->at[i]))) return false;
    }
    return true;
}

bool decisions_came(grouping *g, uint32_t report) {
    const kept_report *kept = &g->reports.at[report];
    uint32_t at = g->memberships.n ? map_get(&g->members, slice_hash(kept_text_of(kept, TEXT_ID))) : MAP_NONE;
    for (; at < NO_MEMBERSHIP; at = g->memberships.at[at].older) {
        kept_membership m = g->memberships.at[at];
        if (!remember(g, &g->decisions.at[m.decision].sides[m.side], report)) return false;
    }
    return true;
}

static bool forbid(const grouping *g, const kept_side *side, group_bans *bans, syn_arena *scratch) {
    for (uint32_t i = 0; i < side->n; i++)
        if (!VEC_PUSH(scratch, bans, grouping_story(g, side->at[i]))) return false;
    return true;
}

bool decisions_forbid(const group_bans *bans, uint32_t story) {
    for (uint32_t i = 0; i < bans->n; i++)
        if (bans->at[i] == story) return true;
    return false;
}

bool decisions_ask(const grouping *g, syn_slice id, uint32_t *target, group_bans *bans, syn_arena *scratch) {
    *target = REPORT_NONE;
    uint32_t at = g->memberships.n ? map_get(&g->members, slice_hash(id)) : MAP_NONE;
    for (; at < NO_MEMBERSHIP; at = g->memberships.at[at].older) {
        kept_membership m = g->memberships.at[at];
        const kept_decision *d = &g->decisions.at[m.decision];
        if (m.side == TOGETHER && d->sides[TOGETHER].n) {
            uint32_t story = grouping_story(g, d->sides[TOGETHER].at[0]);
            if (!decisions_forbid(bans, story)) {
                *target = story;
                return true;
            }
        }
        if (!forbid(g, &d->sides[m.side == TOGETHER ? APART : TOGETHER], bans, scratch)) return false;
    }
    return true;
}

bool decisions_allow(const grouping *g, uint32_t report, uint32_t to, bool *allowed, syn_arena *scratch) {
    const kept_report *kept = &g->reports.at[report];
    group_bans bans = {0};
    uint32_t target;
    *allowed = true;
    if (!g->memberships.n) return true;
    if (!decisions_ask(g, kept_text_of(kept, TEXT_ID), &target, &bans, scratch)) return false;
    *allowed = target == REPORT_NONE ? to == REPORT_NONE || !decisions_forbid(&bans, to) : to == target;
    return true;
}

bool grouping_apart(const grouping *g, uint32_t story, uint32_t other) {
    for (uint32_t i = g->decisions.n; i-- > 0;) {
        const kept_side *sides = g->decisions.at[i].sides;
        bool here = stands_in(g, &sides[TOGETHER], story), there = stands_in(g, &sides[TOGETHER], other);
        if ((here && stands_in(g, &sides[APART], other)) || (there && stands_in(g, &sides[APART], story))) return true;
    }
    return false;
}

/* ---- a decision is taken ---- */

static bool enlist(grouping *g, syn_slice id, uint8_t side) {
    uint64_t key = slice_hash(id);
    uint32_t *newest = map_slot_of(&g->members, key, NO_MEMBERSHIP);
    if (!newest) return false;
    kept_membership m = {key, g->decisions.n - 1, *newest, side};
    *newest = g->memberships.n;
    return VEC_PUSH(&g->arena, &g->memberships, m);
}

/* The reports of a list that have come, into `out`. */
static bool find_all(const grouping *g, const syn_slice *ids, uint32_t count, group_bans *out, syn_arena *scratch) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t report = grouping_find(g, ids[i]);
        if (report != REPORT_NONE && !VEC_PUSH(scratch, out, report)) return false;
    }
    return true;
}

/* Where the reports are to stand: in the first of their stories that has none of those apart from them; else in a new
 * one. REPORT_NONE when there is no memory. */
static uint32_t find_place(grouping *g, const group_bans *together, const group_bans *apart, syn_arena *scratch) {
    syn_map taken;
    map_init(&taken, scratch);
    for (uint32_t i = 0; i < apart->n; i++)
        if (!map_set(&taken, grouping_story(g, apart->at[i]), i)) return REPORT_NONE;
    for (uint32_t i = 0; i < together->n; i++) {
        uint32_t story = grouping_story(g, together->at[i]);
        if (map_get(&taken, story) == MAP_NONE) return story;
    }
    uint32_t story = stories_begin(&g->stories);
    return story != REPORT_NONE && lists_begin(g, story) ? story : REPORT_NONE;
}

static bool carry_out(grouping *g, uint8_t kind, const group_bans *together, const group_bans *apart, group_events *events,
                      syn_arena *scratch) {
    uint32_t to = together->n ? find_place(g, together, apart, scratch) : REPORT_NONE;
    if (together->n && to == REPORT_NONE) return false;
    for (uint32_t i = 0; i < together->n; i++) {
        uint32_t report = together->at[i], from = grouping_story(g, report);
        if (from == to) continue;
        group_event event = {.report = report, .story = to, .other = from, .by_person = true};
        event.kind = kind == DECISION_MERGE ? EVENT_MERGE : kind == DECISION_SPLIT ? EVENT_SPLIT : EVENT_MOVE;
        if (kind == DECISION_MERGE) lists_merge(g, to, from);
        else lists_move(g, report, to);
        if (!VEC_PUSH(scratch, events, event)) return false;
    }
    return true;
}

static bool take(grouping *g, const group_decision *d, group_events *events, syn_arena *scratch) {
    group_bans come[2] = {{0}, {0}};
    kept_decision kept = {.key = d->key, .kind = d->kind};
    if (!VEC_PUSH(&g->arena, &g->decisions, kept) || !map_set(&g->taken, d->key, g->decisions.n - 1)) return false;
    for (uint32_t i = 0; i < d->together_count; i++)
        if (!enlist(g, d->together[i], TOGETHER)) return false;
    for (uint32_t i = 0; i < d->apart_count; i++)
        if (!enlist(g, d->apart[i], APART)) return false;
    if (!find_all(g, d->together, d->together_count, &come[TOGETHER], scratch) ||
        !find_all(g, d->apart, d->apart_count, &come[APART], scratch) ||
        !carry_out(g, d->kind, &come[TOGETHER], &come[APART], events, scratch))
        return false;
    kept_side *sides = g->decisions.at[g->decisions.n - 1].sides;
    return remember_all(g, &sides[TOGETHER], &come[TOGETHER], scratch) && remember_all(g, &sides[APART], &come[APART], scratch);
}

syn_code grouping_has_room(const grouping *g, const group_decision *d, syn_error *error) {
    uint64_t members = (uint64_t)g->memberships.n + d->together_count + d->apart_count;
    if (g->decisions.n < CAP_DECISIONS && members <= CAP_DECISION_REPORTS) return SYN_OK;
    return error_set(error, SYN_ERR_LIMIT, "group", 0, "more decisions than %u, or more reports in them than %u",
                     CAP_DECISIONS, CAP_DECISION_REPORTS);
}

syn_code grouping_decide(grouping *g, const group_decision *d, group_events *events, syn_arena *scratch, syn_error *error) {
    if (grouping_has_room(g, d, error) != SYN_OK) return SYN_ERR_LIMIT;
    if (take(g, d, events, scratch)) return SYN_OK;
    syn_code code = arena_check(&g->arena, "group", error);
    return code == SYN_OK ? arena_check(scratch, "group", error) : code;
}

bool grouping_decided(const grouping *g, uint64_t key) { return map_get(&g->taken, key) != MAP_NONE; }
uint32_t grouping_decisions(const grouping *g) { return g->decisions.n; }

/* ---- as bytes ---- */

void decisions_save(const grouping *g, syn_buffer *out) {
    bytes_put_u32(out, g->decisions.n);
    for (uint32_t i = 0; i < g->decisions.n; i++) {
        const kept_decision *d = &g->decisions.at[i];
        bytes_put_u64(out, d->key);
        bytes_put_u8(out, d->kind);
        for (int side = TOGETHER; side <= APART; side++) {
            bytes_put_u32(out, d->sides[side].n);
            bytes_put_u32s(out, d->sides[side].at, d->sides[side].n);
        }
    }
    bytes_put_u32(out, g->memberships.n);
    for (uint32_t i = 0; i < g->memberships.n; i++) {
        const kept_membership *m = &g->memberships.at[i];
        bytes_put_u64(out, m->id);
        bytes_put_u32(out, m->decision);
        bytes_put_u8(out, m->side);
    }
}

static bool load_side(grouping *g, bytes_reader *in, kept_side *side) {
    uint32_t count = bytes_get_count(in, 4);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t report = bytes_get_u32(in);
        if (report >= g->reports.n) in->bad = true;
        if (!VEC_PUSH(&g->arena, side, report)) return false;
    }
    return true;
}

bool decisions_load(grouping *g, bytes_reader *in) {
    uint32_t count = bytes_get_count(in, 17);
    if (count > CAP_DECISIONS) in->bad = true;
    for (uint32_t i = 0; i < count && !in->bad; i++) {
        kept_decision d = {.key = bytes_get_u64(in), .kind = bytes_get_u8(in)};
        if (!load_side(g, in, &d.sides[TOGETHER]) || !load_side(g, in, &d.sides[APART])) return false;
        if (!VEC_PUSH(&g->arena, &g->decisions, d) || !map_set(&g->taken, d.key, i)) return false;
    }
    count = bytes_get_count(in, 13);
    if (count > CAP_DECISION_REPORTS) in->bad = true;
    for (uint32_t i = 0; i < count && !in->bad; i++) {
        kept_membership m = {.id = bytes_get_u64(in), .decision = bytes_get_u32(in), .side = bytes_get_u8(in)};
        uint32_t *newest = map_slot_of(&g->members, m.id, NO_MEMBERSHIP);
        if (!newest) return false;
        m.older = *newest;
        *newest = i;
        if (m.decision >= g->decisions.n || m.side > APART) in->bad = true;
        if (!VEC_PUSH(&g->arena, &g->memberships, m)) return false;
    }
    return true;
}
