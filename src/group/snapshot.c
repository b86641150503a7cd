/* snapshot.c - a grouping as bytes, and back: all that is kept of reports and stories, nothing that can be made anew
 * from it.
 *
 * A loader trusts nothing: every number that points at something is checked before it is followed, and lists of reports
 * must hold each report once. */
#include <stdlib.h>

#include "base/caps.h"
#include "base/error.h"
#include "group/inner.h"

enum {
    REPORT_BYTES = KEPT_TEXTS * 4 + 2 + 2 + 4 * 7 + 4, STORY_BYTES = 16, MEMBER_BYTES = 21,
    ARTICLE = 1, WEIGHS = 2, TIME_STATED = 4, SOURCE_CREDITED = 8, CREDIT_AGENCY = 16, RENAMED = 32,  /* flags of a report */
    VERSION = 1, OWN = 2     /* ... of a member */
};

/* ---- reports and stories ---- */

static void save_report(const kept_report *kept, syn_buffer *out) {
    for (uint32_t i = 0; i < KEPT_TEXTS; i++) bytes_put_text(out, kept_text_of(kept, i));
    int flags = (kept->article ? ARTICLE : 0) | (kept->weighs ? WEIGHS : 0) | (kept->time_stated ? TIME_STATED : 0) |
                (kept->source_credited ? SOURCE_CREDITED : 0) | (kept->credit_agency ? CREDIT_AGENCY : 0) | (kept->renamed ? RENAMED : 0);
    bytes_put_u8(out, (uint8_t)flags);
    bytes_put_u8(out, (uint8_t)kept->zone);
    bytes_put_u16(out, (uint16_t)kept->minute);
    const uint32_t numbers[7] = {kept->story, kept->next, kept->copy_of, kept->version_of, (uint32_t)kept->day, kept->credit, kept->content};
    bytes_put_u32s(out, numbers, 7);
    bytes_put_text(out, kept->note ? texts_get(kept->note, 1, 0) : SLICE_NONE);
}

static bool load_report(grouping *g, bytes_reader *in) {
    kept_report kept = {.member = REPORT_NONE};
    syn_slice texts[KEPT_TEXTS];
    for (int i = 0; i < KEPT_TEXTS; i++) texts[i] = bytes_get_text(in);
    uint8_t flags = bytes_get_u8(in);
    kept.zone = (int8_t)bytes_get_u8(in);
    kept.minute = (int16_t)bytes_get_u16(in);
    uint32_t numbers[7];
    bytes_get_u32s(in, numbers, 7);
    kept.article = flags & ARTICLE;
    kept.weighs = flags & WEIGHS;
    kept.time_stated = flags & TIME_STATED;
    kept.source_credited = flags & SOURCE_CREDITED;
    kept.credit_agency = flags & CREDIT_AGENCY;
    kept.renamed = flags & RENAMED;
    kept.credit = numbers[5], kept.content = numbers[6];
    kept.story = numbers[0], kept.next = numbers[1], kept.copy_of = numbers[2], kept.version_of = numbers[3];
    kept.day = (int32_t)numbers[4];
    syn_slice note = bytes_get_text(in);
    uint32_t number = g->reports.n;
    if (kept.copy_of != REPORT_NONE && kept.copy_of >= number) in->bad = true;
    if (kept.version_of != REPORT_NONE && kept.version_of >= number) in->bad = true;
    if (in->bad) return true;
    bool sane;
    kept.texts = texts_keep(g, texts, KEPT_TEXTS);
    kept.note = note.len ? texts_keep(g, &note, 1) : NULL;
    if (!kept.texts || (note.len && !kept.note) || !VEC_PUSH(&g->arena, &g->reports, kept)) return false;
    if (!versions_keep(g, number) || !identity_load(g, number, &sane)) return false;
    if (!sane) in->bad = true;
    return true;
}

/* Each report stands in the list of its story, once, and nothing else does. Lists are linked back, too. */
static bool lists_hold(grouping *g) {
    uint32_t seen = 0;
    for (uint32_t s = 0; s < g->begun.n; s++) {
        const kept_story *story = &g->begun.at[s];
        uint32_t size = 0, last = REPORT_NONE;
        if (story->into >= g->begun.n || g->begun.at[story->into].into != story->into) return false;
        for (uint32_t r = story->first; r != REPORT_NONE; r = g->reports.at[r].next, size++) {
            if (r >= g->reports.n || seen++ >= g->reports.n || g->reports.at[r].story >= g->begun.n ||
                g->begun.at[g->reports.at[r].story].into != s)
                return false;
            g->reports.at[r].before = last;
            last = r;
        }
        if (size != story->size || last != story->last) return false;
    }
    return seen == g->reports.n;
}

static void save_lists(const grouping *g, syn_buffer *out) {
    bytes_put_u32(out, g->reports.n);
    for (uint32_t r = 0; r < g->reports.n; r++) save_report(&g->reports.at[r], out);
    bytes_put_u32(out, g->begun.n);
    for (uint32_t s = 0; s < g->begun.n; s++) {
        const kept_story *story = &g->begun.at[s];
        const uint32_t numbers[4] = {grouping_now(g, s), story->first, story->last, story->size};
        bytes_put_u32s(out, numbers, 4);
    }
}

static bool load_lists(grouping *g, bytes_reader *in) {
    uint32_t count = bytes_get_count(in, REPORT_BYTES);
    if (count > CAP_GROUP_REPORTS) in->bad = true;
    for (uint32_t r = 0; r < count && !in->bad; r++)
        if (!load_report(g, in)) return false;
    uint32_t begun = bytes_get_count(in, STORY_BYTES);
    for (uint32_t s = 0; s < begun && !in->bad; s++) {
        uint32_t numbers[4];
        bytes_get_u32s(in, numbers, 4);
        if (!VEC_PUSH(&g->arena, &g->begun, (kept_story){numbers[0], numbers[1], numbers[2], numbers[3]})) return false;
    }
    if (!in->bad && !lists_hold(g)) in->bad = true;
    return true;
}

/* ---- sets of copies ---- */

static void save_copies(const grouping *g, syn_buffer *out) {
    bytes_put_u32(out, g->copies.n);
    for (uint32_t i = 0; i < g->copies.n; i++) {
        const kept_member *m = &g->copies.at[i];
        const uint32_t numbers[5] = {m->report, m->first, m->bearer, m->words, m->common};
        bytes_put_u32s(out, numbers, 5);
        bytes_put_u8(out, (uint8_t)((m->version ? VERSION : 0) | (m->own ? OWN : 0)));
    }
}

static bool load_copies(grouping *g, bytes_reader *in) {
    uint32_t count = bytes_get_count(in, MEMBER_BYTES);
    for (uint32_t i = 0; i < count && !in->bad; i++) {
        uint32_t numbers[5];
        bytes_get_u32s(in, numbers, 5);
        uint8_t flags = bytes_get_u8(in);
        kept_member m = {.report = numbers[0], .first = numbers[1], .older = REPORT_NONE, .newest = i, .bearer = numbers[2],
                         .words = numbers[3], .common = numbers[4], .version = flags & VERSION, .own = flags & OWN,
                         .lead = REPORT_NONE};
        if (m.report >= g->reports.n || g->reports.at[m.report].member != REPORT_NONE || m.first > i ||
            (m.first < i && g->copies.at[m.first].first != m.first) || m.bearer >= g->reports.n)
            in->bad = true;
        if (in->bad) return true;
        if (m.first < i) m.older = g->copies.at[m.first].newest;
        g->reports.at[m.report].member = i;
        if (!VEC_PUSH(&g->arena, &g->copies, m)) return false;
        g->copies.at[m.first].newest = i;
    }
    for (uint32_t r = 0; r < g->reports.n; r++) {
        const uint32_t models[2] = {g->reports.at[r].copy_of, g->reports.at[r].version_of};
        for (int i = 0; i < 2; i++)
            if (models[i] != REPORT_NONE && g->reports.at[models[i]].member == REPORT_NONE) in->bad = true;
    }
    return true;
}

/* The reports that fingerprints and stories speak of are those of the lists, and stand where these say. */
static bool parts_agree(const grouping *g) {
    if ((uint64_t)g->prints.prints.first + g->prints.prints.n != g->reports.n) return false;
    for (uint32_t r = 0; r < g->stories.seats.n; r++) {
        uint32_t seat = g->stories.seats.at[r];
        if (seat == REPORT_NONE) continue;
        if (!g->reports.at[r].weighs || stories_seat(&g->stories, seat)->story != grouping_story(g, r)) return false;
    }
    return true;
}

/* ---- all of it ---- */

void grouping_save(const grouping *g, syn_buffer *out) {
    bytes_put_u8(out, g->options.lenient);
    save_lists(g, out);
    save_copies(g, out);
    fingerprints_save(&g->prints, out);
    decisions_save(g, out);
    stories_save(&g->stories, out);
}

syn_code grouping_load(grouping **out, bytes_reader *in, syn_budget *budget, syn_error *error) {
    group_options options = {.lenient = bytes_get_u8(in) != 0};
    syn_code code = grouping_new(out, &options, budget, error);
    if (code != SYN_OK) return code;
    bool done = load_lists(*out, in) && !in->bad && load_copies(*out, in) && !in->bad && fingerprints_load(&(*out)->prints, in, &(*out)->arena) && !in->bad &&
                decisions_load(*out, in) && !in->bad &&
                stories_load(&(*out)->stories, in, (*out)->reports.n, (*out)->begun.n) && !in->bad && parts_agree(*out);
    code = arena_check(&(*out)->arena, "group", error);
    if (code == SYN_OK && (!done || in->bad))
        code = error_set(error, SYN_ERR_FORMAT, "group", 0, "this is no state of a grouping, or it is damaged");
    if (code == SYN_OK) return code;
    grouping_free(*out);
    *out = NULL;
    return code;
}

/* ---- one portrait ---- */

void portrait_save(const portrait *p, syn_buffer *out) {
    const syn_slice texts[KEPT_TEXTS] = {p->id, p->url, p->source, p->title, p->names};
    for (int i = 0; i < KEPT_TEXTS; i++) bytes_put_text(out, texts[i]);
    bytes_put_u8(out, p->article);
    bytes_put_u64(out, p->content);
    bytes_put_u32(out, (uint32_t)p->day);
    bytes_put_u16(out, (uint16_t)p->minute);
    bytes_put_u8(out, (uint8_t)p->zone);
    bytes_put_u8(out, (uint8_t)((p->time_stated ? TIME_STATED : 0) | (p->source_credited ? SOURCE_CREDITED : 0) |
                                (p->credit_agency ? CREDIT_AGENCY : 0)));
    bytes_put_u32(out, p->credit);
    features_put(&p->features, out);
    bytes_put_u8(out, p->keys);
    bytes_put_u32s(out, p->key, p->keys);
    buffer_add(out, slice_of((const char *)p->key_weight, p->keys));
    fingerprint_put(&p->print, out);
}

syn_code portrait_load(portrait *out, bytes_reader *in, syn_arena *arena, syn_error *error) {
    syn_slice texts[KEPT_TEXTS];
    for (int i = 0; i < KEPT_TEXTS; i++) texts[i] = bytes_get_text(in);
    *out = (portrait){.id = texts[0], .url = texts[1], .source = texts[2], .title = texts[3], .names = texts[4]};
    out->article = bytes_get_u8(in) != 0;
    out->content = bytes_get_u64(in);
    out->day = (int32_t)bytes_get_u32(in);
    out->minute = (int16_t)bytes_get_u16(in);
    out->zone = (int8_t)bytes_get_u8(in);
    uint8_t flags = bytes_get_u8(in);
    out->time_stated = flags & TIME_STATED;
    out->source_credited = flags & SOURCE_CREDITED;
    out->credit_agency = flags & CREDIT_AGENCY;
    out->credit = bytes_get_u32(in);
    features_get(in, &out->features);
    out->keys = bytes_get_u8(in);
    if (out->keys > PORTRAIT_KEYS) out->keys = 0, in->bad = true;
    bytes_get_u32s(in, out->key, out->keys);
    for (uint32_t i = 0; i < out->keys; i++) out->key_weight[i] = bytes_get_u8(in);
    for (uint32_t i = 0; i < out->keys; i++) in->bad |= !out->key[i];
    if (!fingerprint_get(in, &out->print, arena)) return arena_check(arena, "group", error);
    if (!in->bad) return SYN_OK;
    return error_set(error, SYN_ERR_FORMAT, "group", 0, "this is no portrait of a report, or it is damaged");
}
