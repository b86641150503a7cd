/* identity.c - which report is which: the very one that came before, and an id of its own for each that is new.
 *
 * A report that comes again with the id and the content that it had is known: it changes nothing. Another report under an
 * id that is taken gets that id with a number behind it: "x-2", "x-3". Of the content 32 bits of a hash are kept. */
#include <stdio.h>

#include "base/caps.h"
#include "group/inner.h"

#define SUFFIX 16            /* bytes of "-N" */

static syn_slice cut(syn_slice s) { return s.len > CAP_META_BYTES ? slice_cut(s, 0, CAP_META_BYTES) : s; }

static uint32_t content_of(const portrait *p) { return (uint32_t)(p->content >> 32); }

static uint32_t hash_of(syn_slice id) { return index_hash(slice_hash(id)); }
static uint32_t hash_with(syn_slice id, uint32_t content) { return index_hash(hash_join(slice_hash(id), content)); }

/* The id that a renamed report came with. */
static syn_slice first_id(syn_slice id) {
    size_t end = id.len;
    while (end && id.ptr[end - 1] >= '0' && id.ptr[end - 1] <= '9') end--;
    return end && end < id.len && id.ptr[end - 1] == '-' ? slice_cut(id, 0, end - 1) : SLICE_NONE;
}

uint32_t grouping_find(const grouping *g, syn_slice id) {
    uint32_t at = INDEX_BEGIN, report, hash = hash_of(id);
    while ((report = index_next(&g->ids, hash, &at)) != INDEX_END)
        if (slice_equal(kept_text_of(&g->reports.at[report], TEXT_ID), id)) return report;
    return REPORT_NONE;
}

uint32_t identity_known(const grouping *g, const portrait *p) {
    syn_slice id = cut(p->id);
    uint32_t content = content_of(p), at = INDEX_BEGIN, report = id.len ? grouping_find(g, id) : REPORT_NONE;
    if (report == REPORT_NONE) return REPORT_NONE;
    if (!g->reports.at[report].renamed && g->reports.at[report].content == content) return report;
    uint32_t hash = hash_with(id, content);
    while ((report = index_next(&g->renamed, hash, &at)) != INDEX_END) {
        const kept_report *kept = &g->reports.at[report];
        if (kept->content == content && slice_equal(first_id(kept_text_of(kept, TEXT_ID)), id)) return report;
    }
    return REPORT_NONE;
}

/* The next free "id-N" into `out`, which has the id already; 0 when there is no memory. */
static size_t next_id(grouping *g, char *out, size_t length, size_t room) {
    uint32_t *last = map_slot_of(&g->numbers, slice_hash(slice_of(out, length)), 1);
    while (last) {
        int more = snprintf(out + length, room - length, "-%u", ++*last);
        if (more < 0) return 0;
        if (grouping_find(g, slice_of(out, length + (size_t)more)) == REPORT_NONE) return length + (size_t)more;
    }
    return 0;
}

/* A report's id is its own from now on. */
static bool take_id(grouping *g, uint32_t report, const kept_report *kept) {
    syn_slice id = kept_text_of(kept, TEXT_ID);
    if (!index_add(&g->ids, hash_of(id), report)) return false;
    return !kept->renamed || index_add(&g->renamed, hash_with(first_id(id), kept->content), report);
}

bool identity_keep(grouping *g, const portrait *p, kept_report *kept) {
    char id[CAP_META_BYTES + SUFFIX];
    syn_slice parts[KEPT_TEXTS] = {cut(p->id), cut(p->source), cut(p->url), cut(p->title), p->names};
    bool named = !g->options.batch && p->id.len;
    kept->renamed = named && grouping_find(g, parts[0]) != REPORT_NONE;
    if (kept->renamed) {
        memcpy(id, parts[0].ptr, parts[0].len);
        parts[0].len = next_id(g, id, parts[0].len, sizeof id);
        parts[0].ptr = id;
        if (!parts[0].len) return false;
    }
    kept->texts = texts_keep(g, parts, KEPT_TEXTS);
    if (!kept->texts) return false;
    kept->content = content_of(p);
    kept->day = p->day;
    kept->article = p->article;
    kept->time_stated = p->time_stated;
    kept->source_credited = p->source_credited;
    kept->credit_agency = p->credit_agency;
    kept->zone = p->zone;
    kept->minute = p->minute;
    kept->credit = p->credit;
    return !named || take_id(g, g->reports.n, kept);
}

bool identity_load(grouping *g, uint32_t report, bool *sane) {
    const kept_report *kept = &g->reports.at[report];
    syn_slice id = kept_text_of(kept, TEXT_ID);
    *sane = (!id.len || grouping_find(g, id) == REPORT_NONE) && (!kept->renamed || first_id(id).len);
    return !*sane || !id.len || take_id(g, report, kept);
}

group_report grouping_report(const grouping *g, uint32_t report) {
    const kept_report *kept = &g->reports.at[report];
    syn_slice parts[KEPT_TEXTS];
    for (uint32_t i = 0; i < KEPT_TEXTS; i++) parts[i] = kept_text_of(kept, i);
    return (group_report){.id = parts[TEXT_ID], .source = parts[TEXT_SOURCE], .url = parts[TEXT_URL], .title = parts[TEXT_TITLE],
                          .names = parts[TEXT_NAMES], .note = kept->note ? texts_get(kept->note, 1, 0) : SLICE_NONE,
                          .story = grouping_story(g, report), .copy_of = kept->copy_of, .version_of = kept->version_of,
                          .day = kept->day, .article = kept->article};
}

syn_code grouping_note(grouping *g, uint32_t report, syn_slice note, syn_error *error) {
    g->reports.at[report].note = note.len ? texts_keep(g, &note, 1) : NULL;
    return arena_check(&g->arena, "group", error);
}
