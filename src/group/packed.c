/* packed.c - see packed.h. Words with the same marks are a run; runs stand in the order in which their marks first come. */
#include "group/packed.h"

void packed_put(const portrait_features *f, packed_features *p) {
    uint8_t marks[PORTRAIT_WORDS], size[PORTRAIT_WORDS] = {0}, run_of[256], next[PORTRAIT_WORDS];
    memset(p, 0, sizeof *p);
    memset(run_of, UINT8_MAX, sizeof run_of);
    memcpy(p->squares, f->squares, sizeof p->squares);
    memcpy(p->part, f->part, sizeof p->part);
    memcpy(p->dense, f->dense, sizeof p->dense);
    p->dense_squares = f->dense_squares;
    p->day = f->day;
    p->words = f->words;
    p->count = f->count;
    p->days = f->days;
    p->day_stated = f->day_stated;
    for (uint32_t i = 0; i < f->count; i++) {
        uint8_t own = f->marks[i];
        if (run_of[own] == UINT8_MAX) {
            marks[p->runs] = own;
            run_of[own] = p->runs++;
        }
        size[run_of[own]]++;
    }
    uint16_t *days = p->low + p->count;
    uint8_t *high = (uint8_t *)(days + p->days), *weight = high + p->count, *rarity = weight + p->count, *runs = rarity + p->count;
    memcpy(days, f->named_day, p->days * sizeof *days);
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
        rarity[at] = f->rarity[i];
    }
}

void packed_get(const packed_features *p, portrait_features *out) {
    const uint8_t *high = packed_high(p), *weight = packed_weight(p), *rarity = packed_rarity(p), *marks = packed_marks(p);
    *out = (portrait_features){.count = p->count, .days = p->days, .words = p->words, .day = p->day, .day_stated = p->day_stated,
                               .dense_squares = p->dense_squares};
    memcpy(out->squares, p->squares, sizeof p->squares);
    memcpy(out->part, p->part, sizeof p->part);
    memcpy(out->dense, p->dense, sizeof p->dense);
    memcpy(out->named_day, packed_days(p), p->days * sizeof *out->named_day);
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
            out->rarity[at] = rarity[n];
        }
    }
}
