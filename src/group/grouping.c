/* grouping.c - the state of a stream: what has come, where it stands, and what happens when a report comes.
 *
 * A copy or a later version stands where its model stands and adds no weight there; any other report joins the story
 * that stories.h chooses, or begins one. fingerprints.h tells what is a copy. */
#include <stdlib.h>

#include "base/caps.h"
#include "base/error.h"
#include "group/inner.h"

#define LENIENT_MOST 32      /* reports that a caller can have put together by hand */

syn_code grouping_new(grouping **out, const group_options *options, syn_budget *budget, syn_error *error) {
    *out = calloc(1, sizeof **out);
    if (!*out) return error_memory(error, "group");
    if (options) (*out)->options = *options;
    (*out)->changes = 1;     /* nothing is told of any set yet */
    arena_init(&(*out)->arena, budget);
    fingerprints_init(&(*out)->prints, &(*out)->arena);
    stories_init(&(*out)->stories, options && options->lenient, &(*out)->arena);
    syn_map *const maps[] = {&(*out)->numbers, &(*out)->members, &(*out)->taken};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) map_init(maps[i], &(*out)->arena);
    hash_index *const indexes[] = {&(*out)->ids, &(*out)->renamed, &(*out)->pages};
    for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) index_init(indexes[i], &(*out)->arena);
    return SYN_OK;
}

void grouping_free(grouping *g) {
    if (!g) return;
    arena_free(&g->arena);
    free(g);
}

/* The earlier report that this one is a copy of, or holds. A copy of a copy is a copy of the first. */
static void find_copy(const grouping *g, const portrait *p, group_placing *out, copy_finding *found) {
    fingerprints_find(&g->prints, &p->print, found);
    if (found->kind == COPY_NONE) return;
    if (found->kind == COPY_CONTAINS) {
        out->contains = found->report;
        return;
    }
    uint32_t model = g->reports.at[found->report].copy_of;
    out->copy_of = model == REPORT_NONE ? found->report : model;
    out->copy_kind = found->kind;
}

static bool tell(group_placing *out, group_event_kind kind, uint32_t other, syn_arena *scratch) {
    group_event event = {.kind = (uint8_t)kind, .report = out->report, .story = out->story, .other = other,
                         .score = out->score, .by_person = out->decided && kind == EVENT_JOIN};
    return VEC_PUSH(scratch, &out->events, event);
}

/* The story that a report is to stand in, in `out`; a new one where it belongs to none. What a person decided counts
 * first, then what it is a copy of. */
static bool choose(grouping *g, const portrait *p, syn_slice id, group_placing *out, copy_finding *found,
                   syn_arena *scratch) {
    story_choice choice = {REPORT_NONE, 0, REPORT_NONE, 0};
    group_bans bans = {0};
    uint32_t decided;
    find_copy(g, p, out, found);
    if (!decisions_ask(g, id, &decided, &bans, scratch)) return false;
    /* A version may have the words of another version: then it is that, and no copy. */
    if (out->version_of != REPORT_NONE) out->copy_of = REPORT_NONE;
    uint32_t model = out->version_of != REPORT_NONE ? out->version_of : out->copy_of;
    uint32_t copied = model == REPORT_NONE ? REPORT_NONE : grouping_story(g, model);
    bool copies = copied != REPORT_NONE && !decisions_forbid(&bans, copied);
    out->decided = decided != REPORT_NONE;
    if (p->features.count && !copies) choice = stories_choose(&g->stories, p, bans.at, bans.n);
    if (out->decided) choice = (story_choice){decided, 0, REPORT_NONE, 0};
    else if (copies) choice.story = copied;
    bool begins = choice.story == REPORT_NONE;
    out->story = begins ? stories_begin(&g->stories) : choice.story;
    out->score = choice.score;
    out->rival = choice.rival;
    out->rival_score = choice.rival_score;
    if (out->story == REPORT_NONE || (begins && !lists_begin(g, out->story))) return false;
    reasons_find(g, p, begins ? REPORT_NONE : out->story, out);
    if (!tell(out, begins ? EVENT_START : EVENT_JOIN, REPORT_NONE, scratch)) return false;
    if (out->version_of != REPORT_NONE) return tell(out, EVENT_VERSION, out->version_of, scratch);
    return out->copy_of == REPORT_NONE || tell(out, EVENT_COPY, out->copy_of, scratch);
}

/* A report goes to another story, its copies and versions with it. */
static bool move(grouping *g, group_event event, group_placing *out, syn_arena *scratch) {
    group_bans with = {0};
    uint32_t member = g->reports.at[event.report].member;
    if (member != REPORT_NONE) member = g->copies.at[g->copies.at[member].first].newest;
    for (; member != REPORT_NONE; member = g->copies.at[member].older) {
        uint32_t r = g->copies.at[member].report;
        bool allowed = r != event.report && g->copies.at[member].bearer == event.report && grouping_story(g, r) == event.other;
        if (allowed && !decisions_allow(g, r, event.story, &allowed, scratch)) return false;
        if (allowed && !VEC_PUSH(scratch, &with, r)) return false;
    }
    lists_move(g, event.report, event.story);
    if (!VEC_PUSH(scratch, &out->events, event)) return false;
    for (uint32_t i = with.n; i-- > 0;) {
        group_event follows = {.kind = EVENT_MOVE, .report = with.at[i], .story = event.story, .other = event.other};
        lists_move(g, with.at[i], event.story);
        if (!VEC_PUSH(scratch, &out->events, follows)) return false;
    }
    return true;
}

/* Makes one change, unless a person holds otherwise. */
static bool change(grouping *g, const story_change *c, group_placing *out, syn_arena *scratch) {
    group_event event = {.kind = EVENT_MERGE, .report = out->report, .story = c->to, .other = c->from, .score = c->score};
    bool allowed = true;
    if (c->merge) {
        if (grouping_apart(g, c->to, c->from)) return true;
        lists_merge(g, c->to, c->from);
        return VEC_PUSH(scratch, &out->events, event);
    }
    if (!decisions_allow(g, c->report, c->to, &allowed, scratch)) return false;
    if (!allowed) return true;
    event.kind = c->to == REPORT_NONE ? EVENT_SPLIT : EVENT_MOVE;
    event.report = c->report;
    if (c->to == REPORT_NONE) event.story = stories_begin(&g->stories);
    if (event.story == REPORT_NONE || (c->to == REPORT_NONE && !lists_begin(g, event.story))) return false;
    return move(g, event, out, scratch);
}

/* Makes the changes that follow from the report that has just joined. */
static bool settle(grouping *g, group_placing *out, syn_arena *scratch) {
    story_settling settling;
    story_change next;
    stories_settle(&g->stories, out->report, &settling);
    while (stories_next_change(&g->stories, &settling, &next))
        if (!change(g, &next, out, scratch)) return false;
    out->story = grouping_story(g, out->report);
    return true;
}

static bool place(grouping *g, const portrait *p, group_placing *out, syn_arena *scratch) {
    kept_report kept = {.copy_of = REPORT_NONE, .version_of = REPORT_NONE, .member = REPORT_NONE};
    copy_finding found;
    stories_expect(&g->stories, p);
    fingerprints_expect(&g->prints, &p->print);
    stories_step(&g->stories);
    versions_find(g, p, out);
    if (!identity_keep(g, p, &kept)) return false;
    stories_step(&g->stories);
    if (!choose(g, p, kept_text_of(&kept, TEXT_ID), out, &found, scratch)) return false;
    kept.copy_of = out->copy_of;
    kept.version_of = out->version_of;
    kept.weighs = out->copy_of == REPORT_NONE && out->version_of == REPORT_NONE;
    if (!VEC_PUSH(&g->arena, &g->reports, kept) || !fingerprints_add(&g->prints, &p->print, &found)) return false;
    if (out->report >= CAP_GROUP_WINDOW) fingerprints_drop(&g->prints, out->report - CAP_GROUP_WINDOW);
    if (!copies_join(g, out->report, &p->print, &found)) return false;
    lists_join(g, out->story, out->report);
    if (!decisions_came(g, out->report) || !versions_keep(g, out->report)) return false;
    if (!kept.weighs) return true;
    return stories_join(&g->stories, out->story, out->report, p) && settle(g, out, scratch);
}

/* A report that came before stands where it stands. */
static void tell_known(const grouping *g, uint32_t report, group_placing *out) {
    const kept_report *kept = &g->reports.at[report];
    out->known = true;
    out->report = report;
    out->story = grouping_story(g, report);
    out->copy_of = kept->copy_of;
    out->version_of = kept->version_of;
}

syn_code grouping_add(grouping *g, const portrait *p, group_placing *out, syn_arena *scratch, syn_error *error) {
    *out = (group_placing){.report = g->reports.n, .story = REPORT_NONE, .copy_of = REPORT_NONE, .version_of = REPORT_NONE,
                           .contains = REPORT_NONE, .rival = REPORT_NONE};
    uint32_t before = g->options.batch ? REPORT_NONE : identity_known(g, p);
    if (before != REPORT_NONE) {
        tell_known(g, before, out);
        return SYN_OK;
    }
    if (g->reports.n == CAP_GROUP_REPORTS)
        return error_set(error, SYN_ERR_LIMIT, "group", 0, "more than %u reports", CAP_GROUP_REPORTS);
    if (place(g, p, out, scratch)) return SYN_OK;
    syn_code code = arena_check(&g->arena, "group", error);
    return code == SYN_OK ? arena_check(scratch, "group", error) : code;
}

syn_code group_run(const group_options *options, const syn_report *const *reports, uint32_t count, group_placing *out,
                   syn_arena *scratch, syn_error *error) {
    group_options used = {.lenient = options && options->lenient && count <= LENIENT_MOST, .batch = true};
    grouping *g;
    syn_arena own;  /* of one portrait */
    arena_init(&own, scratch->budget);
    syn_code code = grouping_new(&g, &used, scratch->budget, error);
    for (uint32_t i = 0; code == SYN_OK && i < count; i++) {
        portrait p;
        code = portrait_of(reports[i], &p, &own, error);
        if (code == SYN_OK) code = grouping_add(g, &p, &out[i], scratch, error);
        arena_reset(&own);
    }
    arena_free(&own);
    for (uint32_t i = 0; code == SYN_OK && i < count; i++) out[i].story = grouping_story(g, i);
    grouping_free(g);
    return code;
}
