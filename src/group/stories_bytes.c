/* stories_bytes.c - stories as bytes and back, so that a stream goes on as if it had never stopped.
 *
 * Written: the seats with their features; of each story what it went into; the centres, as they are (they hold reports
 * that left the window); the lists of the index in order of key. Lists of reports and counts follow from the seats. */
#include <stdlib.h>

#include "group/stories.h"

enum { SEAT_LEAST = 20, CENTRE_LEAST = 20 + 4 * VECTORS_SIZE, HIGHEST_CENTRE = 1 << 30 };

void features_put(const portrait_features *f, syn_buffer *out) {
    bytes_put_u8(out, f->count);
    for (uint32_t i = 0; i < f->count; i++) {
        bytes_put_u32(out, f->key[i]);
        bytes_put_u8(out, f->weight[i]);
        bytes_put_u8(out, f->marks[i]);
    }
    bytes_put_u8(out, f->heavies);
    for (uint32_t i = 0; i < f->heavies; i++) bytes_put_u8(out, f->heavy[i]);
    bytes_put_u16(out, f->words);
    bytes_put_u32(out, (uint32_t)f->day);
    for (uint32_t k = 0; k < VECTORS_SIZE; k++) bytes_put_u8(out, (uint8_t)f->dense[k]);
}

void features_get(bytes_reader *in, portrait_features *f) {
    *f = (portrait_features){.count = bytes_get_u8(in)};
    if (f->count > PORTRAIT_FEATURES) in->bad = true;
    for (uint32_t i = 0; i < f->count && !in->bad; i++) {
        f->key[i] = bytes_get_u32(in);
        f->weight[i] = bytes_get_u8(in);
        f->marks[i] = bytes_get_u8(in);
        if (!f->key[i] || (i && f->key[i] <= f->key[i - 1])) in->bad = true;
    }
    f->heavies = bytes_get_u8(in);
    if (f->heavies > PORTRAIT_KEYS) in->bad = true;
    for (uint32_t i = 0; i < f->heavies && !in->bad; i++) {
        f->heavy[i] = bytes_get_u8(in);
        if (f->heavy[i] >= f->count) in->bad = true;
    }
    f->words = bytes_get_u16(in);
    f->day = (int32_t)bytes_get_u32(in);
    for (uint32_t k = 0; k < VECTORS_SIZE; k++) f->dense[k] = (int8_t)bytes_get_u8(in);
}

static void put_centre(const story_centre *c, syn_buffer *out) {
    bytes_put_u32(out, c->count);
    bytes_put_u32(out, c->reports);
    for (uint32_t i = 0; i < c->count; i++) {
        const centre_feature *f = &c->features[i];
        bytes_put_u32(out, f->key);
        bytes_put_u16(out, f->all);
        bytes_put_u16(out, f->title);
        bytes_put_u16(out, f->lead);
        bytes_put_u8(out, f->marks);
        bytes_put_u8(out, f->reports);
    }
    for (uint32_t k = 0; k < VECTORS_SIZE; k++) bytes_put_u32(out, (uint32_t)c->dense[k]);
    bytes_put_u32(out, (uint32_t)c->first_day);
    bytes_put_u32(out, (uint32_t)c->last_day);
}

static void get_centre(bytes_reader *in, story_centre *c) {
    c->count = bytes_get_u32(in);
    c->reports = bytes_get_u32(in);
    if (c->count > CENTRE_FEATURES || c->reports > CENTRE_REPORTS) in->bad = true;
    for (uint32_t i = 0; i < c->count && !in->bad; i++) {
        centre_feature *f = &c->features[i];
        f->key = bytes_get_u32(in);
        f->all = bytes_get_u16(in);
        f->title = bytes_get_u16(in);
        f->lead = bytes_get_u16(in);
        f->marks = bytes_get_u8(in);
        f->reports = bytes_get_u8(in);
        if (i && f->key <= f[-1].key) in->bad = true;
    }
    for (uint32_t k = 0; k < VECTORS_SIZE; k++) {
        c->dense[k] = (int32_t)bytes_get_u32(in);
        if (c->dense[k] > HIGHEST_CENTRE || c->dense[k] < -HIGHEST_CENTRE) in->bad = true;
    }
    c->first_day = (int32_t)bytes_get_u32(in);
    c->last_day = (int32_t)bytes_get_u32(in);
}

static int by_key(const void *left, const void *right) {
    const posting_slot *a = left, *b = right;
    return a->key < b->key ? -1 : a->key > b->key;
}

static void put_postings(const postings *all, syn_buffer *out) {
    posting_slot *sorted = malloc((all->used + 1) * sizeof *sorted);
    uint32_t n = 0;
    if (!sorted) {
        out->failed = SYN_ERR_MEMORY;
        return;
    }
    for (uint32_t i = 0; i < all->size; i++)
        if (all->slots[i].key) sorted[n++] = all->slots[i];
    qsort(sorted, n, sizeof *sorted, by_key);
    bytes_put_u32(out, n);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t *list = NULL;
        uint32_t count = postings_get(all, sorted[i].key, &list);
        bytes_put_u32(out, sorted[i].key);
        bytes_put_u8(out, (uint8_t)count);
        bytes_put_u32s(out, list, count);
    }
    free(sorted);
}

static bool get_postings(stories *all, bytes_reader *in) {
    uint32_t count = bytes_get_count(in, 5), before = 0, list[POSTINGS_MOST];
    for (uint32_t i = 0; i < count && !in->bad; i++) {
        uint32_t key = bytes_get_u32(in), n = bytes_get_u8(in);
        if (key <= before || n > POSTINGS_MOST) in->bad = true;
        if (in->bad) return true;
        bytes_get_u32s(in, list, n);
        for (uint32_t k = 0; k < n; k++) in->bad |= list[k] >= all->states.n;
        if (!postings_put(&all->index, key, list, n)) return false;
        before = key;
    }
    return true;
}

void stories_save(const stories *all, syn_buffer *out) {
    uint32_t first = all->seated > CAP_GROUP_WINDOW ? all->seated - CAP_GROUP_WINDOW : 0;
    bytes_put_u32(out, all->states.n);
    for (uint32_t i = 0; i < all->states.n; i++) bytes_put_u32(out, stories_now(all, i));
    bytes_put_u32(out, first);
    bytes_put_u32(out, all->seated - first);
    for (uint32_t seat = first; seat < all->seated; seat++) {
        const seated_report *kept = stories_seat(all, seat);
        bytes_put_u32(out, kept->report);
        bytes_put_u32(out, kept->story);
        features_put(&kept->features, out);
    }
    bytes_put_u32(out, all->centres.n - all->free_centres.n);
    for (uint32_t i = 0; i < all->states.n; i++) {
        if (all->states.at[i].centre == REPORT_NONE) continue;
        bytes_put_u32(out, i);
        put_centre(all->centres.at[all->states.at[i].centre], out);
    }
    put_postings(&all->index, out);
}

static bool get_states(stories *all, bytes_reader *in) {
    uint32_t count = bytes_get_count(in, 4);
    for (uint32_t i = 0; i < count; i++) {
        story_state state = {bytes_get_u32(in), 0, REPORT_NONE, REPORT_NONE};
        if (state.into >= count) in->bad = true;
        if (!VEC_PUSH(all->arena, &all->states, state)) return false;
    }
    for (uint32_t i = 0; i < count && !in->bad; i++)
        if (all->states.at[all->states.at[i].into].into != all->states.at[i].into) in->bad = true;
    return true;
}

static bool get_seats(stories *all, bytes_reader *in) {
    all->seated = bytes_get_u32(in);
    uint32_t count = bytes_get_count(in, SEAT_LEAST), before = 0;
    if (count > CAP_GROUP_WINDOW || (all->seated && count != CAP_GROUP_WINDOW) || all->seated > REPORT_NONE - count) in->bad = true;
    if (in->bad) return true;
    if (!stories_open_seats(all, count)) return false;
    for (uint32_t i = 0; i < count && !in->bad; i++) {
        uint32_t seat = all->seated++;
        seated_report *kept = stories_seat(all, seat);
        *kept = (seated_report){.report = bytes_get_u32(in), .story = bytes_get_u32(in), .older = REPORT_NONE};
        features_get(in, &kept->features);
        if (kept->story >= all->states.n || all->states.at[kept->story].into != kept->story || kept->report >= CAP_GROUP_REPORTS ||
            (i && kept->report <= before)) in->bad = true;
        if (in->bad) return true;
        before = kept->report;
        while (all->seats.n <= kept->report)
            if (!VEC_PUSH(all->arena, &all->seats, REPORT_NONE)) return false;
        story_state *state = &all->states.at[kept->story];
        kept->older = state->newest;
        state->newest = all->seats.at[kept->report] = seat;
        state->reports++;
    }
    return true;
}

static bool get_centres(stories *all, bytes_reader *in) {
    uint32_t count = bytes_get_count(in, CENTRE_LEAST);
    for (uint32_t i = 0; i < count && !in->bad; i++) {
        uint32_t story = bytes_get_u32(in);
        story_centre *c = ARENA_NEW(all->arena, story_centre);
        if (!c || !VEC_PUSH(all->arena, &all->centres, c)) return false;
        get_centre(in, c);
        if (story >= all->states.n || all->states.at[story].centre != REPORT_NONE || !all->states.at[story].reports) in->bad = true;
        if (!in->bad) all->states.at[story].centre = i;
    }
    for (uint32_t i = 0; i < all->states.n && !in->bad; i++)
        if (all->states.at[i].reports > 1 && all->states.at[i].centre == REPORT_NONE) in->bad = true;
    return true;
}

bool stories_load(stories *all, bytes_reader *in) {
    return get_states(all, in) && !in->bad && get_seats(all, in) && !in->bad && get_centres(all, in) && !in->bad &&
           get_postings(all, in) && !in->bad;
}
