/* stories_bytes.c - stories as bytes and back, so that a stream goes on as if it had never stopped.
 *
 * Written: how many stories there are; the seats with their portraits; the lists of the index in order of key. Which reports a
 * story has, and in what order, follows from the seats. */
#include <stdlib.h>

#include "group/stories.h"

enum {
    SEAT_LEAST = 19,  /* bytes of a seat */
    DAYS_MOST = 4000000              /* from 1970: more than years of four digits have */
};

static void put_run(syn_buffer *out, const void *bytes, size_t length) { buffer_add(out, slice_of(bytes, length)); }

static void get_run(bytes_reader *in, void *out, size_t length) {
    syn_slice run = bytes_get_run(in, length);
    if (run.len) memcpy(out, run.ptr, run.len);
}

void features_put(const portrait_features *f, syn_buffer *out) {
    bytes_put_u8(out, f->count);
    bytes_put_u32s(out, f->word, f->count);
    put_run(out, f->marks, f->count);
    put_run(out, f->rarity, f->count);
    bytes_put_u8(out, f->days);
    for (uint32_t i = 0; i < f->days; i++) bytes_put_u16(out, f->named_day[i]);
    bytes_put_u16(out, f->words);
    bytes_put_u8(out, f->day_stated);
    bytes_put_u32(out, (uint32_t)f->day);
    bytes_put_u8(out, f->amounts.count);
    for (uint32_t i = 0; i < f->amounts.count; i++) bytes_put_u16(out, f->amounts.at[i]);
    bytes_put_u8(out, f->amounts.weekdays);
}

static void get_amounts(bytes_reader *in, report_amounts *amounts) {
    amounts->count = bytes_get_u8(in);
    if (amounts->count > AMOUNTS) amounts->count = 0, in->bad = true;
    for (uint32_t i = 0; i < amounts->count; i++) {
        amounts->at[i] = bytes_get_u16(in);
        if (i && amounts->at[i] <= amounts->at[i - 1]) in->bad = true;
    }
    amounts->weekdays = bytes_get_u8(in);
}

void features_get(bytes_reader *in, portrait_features *f) {
    *f = (portrait_features){.count = bytes_get_u8(in)};
    if (f->count > PORTRAIT_WORDS) f->count = 0, in->bad = true;
    bytes_get_u32s(in, f->word, f->count);
    get_run(in, f->marks, f->count);
    get_run(in, f->rarity, f->count);
    for (uint32_t i = 1; i < f->count; i++)
        if (portrait_hash(f->word[i]) <= portrait_hash(f->word[i - 1])) in->bad = true;
    f->days = bytes_get_u8(in);
    if (f->days > PORTRAIT_DAYS) in->bad = true;
    for (uint32_t i = 0; i < f->days && !in->bad; i++) f->named_day[i] = bytes_get_u16(in);
    f->words = bytes_get_u16(in);
    f->day_stated = bytes_get_u8(in) != 0;
    f->day = (int32_t)bytes_get_u32(in);
    if (f->day == PORTRAIT_NO_DAY ? f->day_stated : f->day < -DAYS_MOST || f->day > DAYS_MOST) in->bad = true;
    get_amounts(in, &f->amounts);
    if (!in->bad) portrait_sum(f);
}

static void put_near(const near_list *own, uint32_t seat, syn_buffer *out) {
    uint8_t nears = 0;
    while (nears < SEATS_NEAR && own->at[nears]) nears++;
    bytes_put_u8(out, nears);
    for (uint32_t i = 0; i < nears; i++) {
        bytes_put_u32(out, near_seat(own->at[i], seat));
        bytes_put_u8(out, (uint8_t)((own->at[i] >> SEATS_SEAT_BITS) - SEATS_NO_SCORE));
    }
}

static void get_near(bytes_reader *in, near_list *own, uint32_t seat, uint32_t end) {
    uint8_t nears = bytes_get_u8(in);
    if (nears > SEATS_NEAR) in->bad = true;
    for (uint32_t i = 0; i < nears && !in->bad; i++) {
        uint32_t near = bytes_get_u32(in), score = (uint8_t)(bytes_get_u8(in) + SEATS_NO_SCORE);
        own->at[i] = score << SEATS_SEAT_BITS | (near & ((1u << SEATS_SEAT_BITS) - 1));
        if (near >= end || near_seat(own->at[i], seat) != near || !score) in->bad = true;
    }
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
        uint32_t count = postings_get(all, postings_find(all, sorted[i].key), &list);
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
        if (key <= before || !n || n > POSTINGS_MOST) in->bad = true;
        if (in->bad) return true;
        bytes_get_u32s(in, list, n);
        for (uint32_t k = 0; k < n; k++) in->bad |= list[k] >= all->window.taken;
        if (!postings_put(&all->index, key, list, n)) return false;
        before = key;
    }
    return true;
}

void stories_save(const stories *all, syn_buffer *out) {
    uint32_t taken = all->window.taken, first = taken > CAP_GROUP_WINDOW ? taken - CAP_GROUP_WINDOW : 0;
    portrait_features f;
    bytes_put_u32(out, all->states.n);
    bytes_put_u32(out, first);
    bytes_put_u32(out, taken - first);
    for (uint32_t seat = first; seat < taken; seat++) {
        const seated_report *own = stories_seat(all, seat);
        bytes_put_u32(out, own->report);
        bytes_put_u32(out, own->story);
        packed_get(stories_features(all, seat), &f);
        features_put(&f, out);
        put_near(stories_near(all, seat), seat, out);
    }
    put_postings(&all->index, out);
    for (uint32_t i = 0; i < all->states.n; i++) bytes_put_u32(out, (uint32_t)all->states.at[i].alike);
}

/* The report of a seat takes its place in its story. */
static bool get_seat(stories *all, bytes_reader *in, uint32_t end, uint32_t *before, uint32_t reports) {
    uint32_t report = bytes_get_u32(in), story = bytes_get_u32(in), seat = all->window.taken;
    portrait_features f;
    packed_features packed;
    seated_report *own;
    features_get(in, &f);
    if (in->bad) return true;
    packed_put(&f, &packed);
    if (!seats_take(&all->window, &packed, &own)) return false;
    own->report = report;
    own->story = story;
    get_near(in, stories_near(all, seat), seat, end);
    if (own->story >= all->states.n || own->report >= reports || (*before != REPORT_NONE && own->report <= *before)) in->bad = true;
    if (in->bad) return true;
    *before = own->report;
    while (all->seats.n <= own->report)
        if (!VEC_PUSH(all->arena, &all->seats, REPORT_NONE)) return false;
    all->seats.at[own->report] = seat;
    stories_newest(all, own->story, seat);
    return true;
}

static void get_alike(stories *all, bytes_reader *in) {
    for (uint32_t i = 0; i < all->states.n && !in->bad; i++) {
        int32_t alike = (int32_t)bytes_get_u32(in);
        if (alike != STORIES_NOT_KNOWN && (alike < -DECIDE_MOST || alike > DECIDE_MOST)) in->bad = true;
        all->states.at[i].alike = alike;
    }
}

bool stories_load(stories *all, bytes_reader *in, uint32_t reports, uint32_t begun) {
    uint32_t states = bytes_get_u32(in), before = REPORT_NONE;
    if (states != begun) in->bad = true;
    for (uint32_t i = 0; i < states && !in->bad; i++)
        if (stories_begin(all) == REPORT_NONE) return false;
    uint32_t first = bytes_get_u32(in), count = bytes_get_count(in, SEAT_LEAST);
    if (count > CAP_GROUP_WINDOW || (first && count != CAP_GROUP_WINDOW) || first > REPORT_NONE - 1 - count) in->bad = true;
    if (in->bad) return false;
    all->window.taken = first;
    for (uint32_t i = 0; i < count && !in->bad; i++)
        if (!get_seat(all, in, first + count, &before, reports)) return false;
    if (in->bad || !get_postings(all, in)) return false;
    get_alike(all, in);
    return !in->bad;
}
