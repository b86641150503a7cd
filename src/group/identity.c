/* identity.c - which report is which: the very one that came before, and an id of its own for each that is new.
 *
 * A report that comes again with the id and the content that it had is known: it changes nothing. Another report under an
 * id that is taken gets that id with a number behind it: "x-2", "x-3". Ids are compared by their hashes of 64 bits. */
#include <stdio.h>

#include "base/caps.h"
#include "group/inner.h"

#define SUFFIX 16            /* bytes of "-N" */

static uint64_t known_key(const portrait *p) { return hash_join(slice_hash(p->id), p->content); }

uint32_t identity_known(const grouping *g, const portrait *p) {
    return p->id.len ? map_get(&g->known, known_key(p)) : MAP_NONE;
}

uint32_t grouping_find(const grouping *g, syn_slice id) { return map_get(&g->ids, slice_hash(id)); }

static syn_slice cut(syn_slice s) { return s.len > CAP_META_BYTES ? slice_cut(s, 0, CAP_META_BYTES) : s; }

/* The next free "id-N" into `out`, which has the id already; 0 when there is no memory. */
static size_t next_id(grouping *g, char *out, size_t length, size_t room) {
    uint32_t *last = map_slot_of(&g->numbers, slice_hash(slice_of(out, length)), 1);
    while (last) {
        int more = snprintf(out + length, room - length, "-%u", ++*last);
        if (more < 0) return 0;
        if (grouping_find(g, slice_of(out, length + (size_t)more)) == MAP_NONE) return length + (size_t)more;
    }
    return 0;
}

bool identity_keep(grouping *g, const portrait *p, kept_report *kept) {
    char id[CAP_META_BYTES + SUFFIX];
    syn_slice parts[KEPT_TEXTS] = {cut(p->id), cut(p->source), cut(p->url), cut(p->title), p->names};
    if (!g->options.batch && p->id.len) {
        memcpy(id, parts[0].ptr, parts[0].len);
        if (grouping_find(g, parts[0]) != MAP_NONE) parts[0].len = next_id(g, id, parts[0].len, sizeof id);
        parts[0].ptr = id;
        if (!parts[0].len || !map_set(&g->ids, slice_hash(parts[0]), g->reports.n) ||
            !map_set(&g->known, known_key(p), g->reports.n))
            return false;
    }
    size_t size = 0, at = 0;
    for (int i = 0; i < KEPT_TEXTS; i++) size += parts[i].len;
    char *texts = arena_alloc(&g->arena, size);
    if (!texts) return false;
    for (int i = 0; i < KEPT_TEXTS; i++) {
        if (parts[i].len) memcpy(texts + at, parts[i].ptr, parts[i].len);
        at += parts[i].len;
        kept->lengths[i] = (uint16_t)parts[i].len;
    }
    kept->texts = texts;
    kept->known = g->options.batch || !p->id.len ? 0 : known_key(p);
    kept->day = p->day;
    kept->article = p->article;
    kept->time_stated = p->time_stated;
    kept->source_credited = p->source_credited;
    kept->credit_agency = p->credit_agency;
    kept->zone = p->zone;
    kept->minute = p->minute;
    kept->credit = p->credit;
    return true;
}

group_report grouping_report(const grouping *g, uint32_t report) {
    const kept_report *kept = &g->reports.at[report];
    syn_slice parts[KEPT_TEXTS];
    size_t at = 0;
    for (int i = 0; i < KEPT_TEXTS; at += kept->lengths[i++]) parts[i] = slice_of(kept->texts + at, kept->lengths[i]);
    return (group_report){.id = parts[0], .source = parts[1], .url = parts[2], .title = parts[3], .names = parts[4],
                          .note = slice_of(kept->note, kept->note_length), .story = grouping_story(g, report),
                          .copy_of = kept->copy_of, .version_of = kept->version_of, .day = kept->day,
                          .article = kept->article};
}

syn_code grouping_note(grouping *g, uint32_t report, syn_slice note, syn_error *error) {
    syn_slice copy = arena_copy(&g->arena, note);
    g->reports.at[report].note = copy.ptr;
    g->reports.at[report].note_length = (uint32_t)copy.len;
    return arena_check(&g->arena, "group", error);
}
