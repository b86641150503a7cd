/* packed.c - see packed.h. Words with the same marks are a run; runs stand in the order in which their marks first come. */
#include "group/packed.h"

/* The runs of one kind of words, those with a rarity or those without; how many there are now. */
static uint32_t add_runs(const portrait_features *f, bool rated, uint8_t *runs, uint8_t marks[PORTRAIT_WORDS], uint8_t size[PORTRAIT_WORDS],
                         uint8_t run_of[256]) {
    for (uint32_t i = 0; i < f->count; i++) {
        uint8_t own = f->marks[i];
        if (((own & PACKED_RATED) != 0) != rated) continue;
        if (run_of[own] == UINT8_MAX) {
            marks[*runs] = own;
            run_of[own] = (*runs)++;
        }
        size[run_of[own]]++;
    }
    uint32_t words = 0;
    for (uint32_t r = 0; r < *runs; r++) words += size[r];
    return words;
}

void packed_put(const portrait_features *f, packed_features *p) {
    uint8_t marks[PORTRAIT_WORDS], size[PORTRAIT_WORDS] = {0}, run_of[256], next[PORTRAIT_WORDS];
    memset(p, 0, sizeof *p);
    memset(run_of, UINT8_MAX, sizeof run_of);
    memcpy(p->squares, f->squares, sizeof p->squares);
    memcpy(p->part, f->part, sizeof p->part);
    p->day = f->day;
    p->words = f->words;
    p->count = f->count;
    p->days = f->days;
    p->amounts = f->amounts.count;
    p->weekdays = f->amounts.weekdays;
    p->day_stated = f->day_stated;
    p->rated = (uint8_t)add_runs(f, true, &p->runs, marks, size, run_of);
    add_runs(f, false, &p->runs, marks, size, run_of);
    uint16_t *days = p->low + p->count, *amounts = days + p->days;
    uint8_t *high = (uint8_t *)(amounts + p->amounts), *weight = high + p->count, *rarity = weight + p->count, *runs = rarity + p->rated;
    memcpy(days, f->named_day, p->days * sizeof *days);
    memcpy(amounts, f->amounts.at, p->amounts * sizeof *amounts);
    for (uint32_t r = 0, at = 0; r < p->runs; r++) {
        next[r] = (uint8_t)at;
        at += size[r];
        runs[r] = marks[r];
        runs[p->runs + r] = size[r];
    }
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t hash = portrait_hash(f->word[i]), at = next[run_of[f->marks[i]]]++;
        p->low[at] = (uint16_t)hash;
        high[at] = (uint8_t)(hash >> PACKED_LOW);
        weight[at] = (uint8_t)portrait_weight(f->word[i]);
        if (at < p->rated) rarity[at] = f->rarity[i];
    }
}

void packed_get(const packed_features *p, portrait_features *out) {
    const uint8_t *high = packed_high(p), *weight = packed_weight(p), *rarity = packed_rarity(p), *marks = packed_marks(p);
    *out = (portrait_features){.count = p->count, .days = p->days, .words = p->words, .day = p->day, .day_stated = p->day_stated};
    memcpy(out->squares, p->squares, sizeof p->squares);
    memcpy(out->part, p->part, sizeof p->part);
    memcpy(out->named_day, packed_days(p), p->days * sizeof *out->named_day);
    memcpy(out->amounts.at, packed_amounts(p), p->amounts * sizeof *out->amounts.at);
    out->amounts.count = p->amounts;
    out->amounts.weekdays = p->weekdays;
    uint32_t n = 0;
    for (uint32_t r = 0; r < p->runs; r++) {
        for (uint32_t left = marks[p->runs + r]; left; left--, n++) {
            uint32_t word = ((uint32_t)high[n] << PACKED_LOW | p->low[n]) << PORTRAIT_KEY_BITS | weight[n], at = n;
            for (; at && out->word[at - 1] > word; at--) {
                out->word[at] = out->word[at - 1];
                out->marks[at] = out->marks[at - 1];
                out->rarity[at] = out->rarity[at - 1];
            }
            out->word[at] = word;
            out->marks[at] = marks[r];
            out->rarity[at] = n < p->rated ? rarity[n] : 0;
        }
    }
}
