/* overlap.c - stretches of samples that two texts share.
 *
 * In: two rows of samples. Out: what they share. The places of the first row's samples lie in a table, which serves for all rows that it is compared with; a shared
 * sample goes on with the open stretch whose end is nearest, or opens one. How long a gap may be hangs on the gaps that there are: where
 * words were changed throughout, samples are lost evenly and gaps are long; where two reports share passages, the gaps in these are
 * short, and a long one is text of another hand. */
#include "group/overlap.h"

#include <string.h>

enum {
    PLACE_SHIFT = 23,        /* 32 - log2 of OVERLAP_PLACES */
    OPEN = 8,                /* stretches that may go on, the latest ones */
    LONGEST_GAP = 16,        /* samples from one of a stretch to the next; where two words in five are changed, one in four stays */
    GAPS = 4,                /* ... and this many times the median, and one */
    SLACK = 3                /* by which two gaps may differ, and half of the longer one */
};

typedef struct match {       /* a sample that both have */
    uint32_t a, b;           /* places in the rows */
    bool prose, common, rare;
} match;

typedef struct stretch {
    uint32_t a_first, a_last, b_first, b_last;
    uint32_t shared, prose, common, rare;
} stretch;

/* Where one begins to look for a sample: its first SAMPLE_BITS bits are known in every row. */
static uint32_t place_of(uint32_t sample) { return (sample >> (32 - SAMPLE_BITS)) * 0x9e3779b1u >> PLACE_SHIFT; }

/* The row of another level. */
static void set_level(overlap_text *text, unsigned level) {
    text->level = level;
    text->count = 0;
    memset(text->kinds, 0, sizeof text->kinds);
    for (uint32_t i = 0; i < text->print->count; i++) {
        text->place[i] = (uint8_t)text->count;
        if (!sample_kept(text->print->samples[i], level)) continue;
        text->named[text->count++] = fingerprint_named(text->print, i);
        text->kinds[text->known[i]]++;
    }
}

/* Of equal samples the last is found first. */
void overlap_begin(overlap_text *text, const fingerprint *print, const uint8_t *known) {
    text->print = print;
    text->known = known;
    memset(text->places, 0, sizeof text->places);
    for (uint32_t i = print->count; i-- > 0;) {
        uint32_t at = place_of(print->samples[i]);
        while (text->places[at]) at = (at + 1) % OVERLAP_PLACES;
        text->places[at] = (uint16_t)(i + 1);
    }
    set_level(text, print->level);
}

/* The samples that both rows have, in the order of b. */
static uint32_t find_matches(const overlap_text *text, uint32_t mask, const uint32_t *b, uint32_t count_b, match *out) {
    uint32_t n = 0;
    for (uint32_t j = 0; j < count_b; j++) {
        uint32_t same = (sample_posted(b[j], text->level) ? ~0u : mask) & ~SAMPLE_QUOTED, at = place_of(b[j]), i;
        while ((i = text->places[at]) && (text->print->samples[i - 1] ^ b[j]) & same) at = (at + 1) % OVERLAP_PLACES;
        if (!i--) continue;
        uint8_t known = text->known[i];
        bool prose = !(text->print->samples[i] & b[j] & SAMPLE_QUOTED);
        out[n++] = (match){text->place[i], j, prose, known == SAMPLE_COMMON, known == SAMPLE_RARE};
    }
    return n;
}

static uint32_t distance(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

/* The open stretch that a match goes on with, or NULL. */
static stretch *stretch_for(stretch *all, uint32_t n, const match *m, uint32_t gap) {
    stretch *best = NULL;
    for (uint32_t k = n; k-- > 0 && n - k <= OPEN;) {
        stretch *s = &all[k];
        if (m->a <= s->a_last || m->a - s->a_last > gap || m->b - s->b_last > gap) continue;
        uint32_t gap_a = m->a - s->a_last, gap_b = m->b - s->b_last, longer = gap_a > gap_b ? gap_a : gap_b;
        if (distance(gap_a, gap_b) > SLACK + longer / 2) continue;
        if (!best || gap_a < m->a - best->a_last) best = s;
    }
    return best;
}

/* Joins matches to stretches whose gaps are `gap` at most; `steps` counts the steps of each length. Gives how many stretches. */
static uint32_t join(const match *matches, uint32_t count, uint32_t gap, stretch *all, uint32_t steps[LONGEST_GAP + 1]) {
    uint32_t n = 0;
    memset(steps, 0, (LONGEST_GAP + 1) * sizeof *steps);
    for (const match *m = matches; m < matches + count; m++) {
        stretch *s = stretch_for(all, n, m, gap);
        if (s) steps[(m->a - s->a_last + m->b - s->b_last) / 2]++;
        else {
            s = &all[n++];
            *s = (stretch){.a_first = m->a, .b_first = m->b};
        }
        s->a_last = m->a;
        s->b_last = m->b;
        s->shared++;
        s->prose += m->prose;
        s->common += m->common;
        s->rare += m->rare;
    }
    return n;
}

static uint32_t median(const uint32_t steps[LONGEST_GAP + 1]) {
    uint32_t sum = 0, half = 0, at = 0;
    for (uint32_t i = 0; i <= LONGEST_GAP; i++) sum += steps[i];
    while (at < LONGEST_GAP && (half += steps[at]) * 2 < sum) at++;
    return at;
}

/* Covers places, but for those before the row's begin and behind its end; gives how many were not covered yet. */
static uint32_t cover(bool *covered, uint32_t count, uint32_t first, uint32_t last, uint32_t margin) {
    uint32_t new = 0;
    first = first > margin ? first - margin : 0;
    last = last + margin < count ? last + margin : count - 1;
    for (uint32_t i = first; i <= last; i++) {
        new += !covered[i];
        covered[i] = true;
    }
    return new;
}

static overlap summed(const stretch *all, uint32_t n, uint32_t count_a, uint32_t count_b) {
    overlap out = {0};
    bool covered[2][FINGERPRINT_SAMPLES] = {{false}};
    uint32_t gaps = 0, steps = 0;
    for (uint32_t k = 0; k < n; k++) {
        const stretch *s = &all[k];
        if (s->shared < 2) continue;
        out.shared += s->shared;
        out.prose += s->prose;
        out.common += s->common;
        out.rare += s->rare;
        gaps += s->a_last - s->a_first + s->b_last - s->b_first;
        steps += 2 * (s->shared - 1);
    }
    if (!steps) return out;
    out.kept = (double)steps / gaps;
    /* Where samples are lost inside of stretches, they are lost at their ends too. */
    uint32_t margin = (gaps - steps + steps / 2) / steps;
    for (uint32_t k = 0; k < n; k++) {
        if (all[k].shared < 2) continue;
        out.covered_a += cover(covered[0], count_a, all[k].a_first, all[k].a_last, margin);
        out.covered_b += cover(covered[1], count_b, all[k].b_first, all[k].b_last, margin);
    }
    return out;
}

/* Counts what is kept between the ends of the stretches, apart for names and numbers, and for other words. */
static void count_kept(overlap *out, const stretch *all, uint32_t n, const match *matches, uint32_t count, const overlap_text *text) {
    enum { OUTSIDE, LOST, KEPT };
    uint8_t state[FINGERPRINT_SAMPLES] = {OUTSIDE};
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t i = all[k].a_first; all[k].shared > 1 && i <= all[k].a_last; i++) state[i] = LOST;
    for (uint32_t m = 0; m < count; m++)
        if (state[matches[m].a] == LOST) state[matches[m].a] = KEPT;
    for (uint32_t i = 0; i < text->count; i++) {
        if (state[i] == OUTSIDE) continue;
        bool named = text->named[i];
        out->named += named;
        out->plain += !named;
        out->named_kept += named && state[i] == KEPT;
        out->plain_kept += !named && state[i] == KEPT;
    }
}

overlap overlap_of(overlap_text *text, unsigned other, const uint32_t *b, uint32_t count_b) {
    stretch all[FINGERPRINT_SAMPLES];
    match matches[FINGERPRINT_SAMPLES];
    unsigned own = text->print->level, level = own > other ? own : other, finer = own < other ? own : other;
    if (text->level != level) set_level(text, level);
    uint32_t steps[LONGEST_GAP + 1], n = find_matches(text, sample_mask(finer), b, count_b, matches);
    if (n < 2) return (overlap){0};
    join(matches, n, LONGEST_GAP, all, steps);
    uint32_t gap = 1 + GAPS * median(steps);
    uint32_t stretches = join(matches, n, gap < LONGEST_GAP ? gap : LONGEST_GAP, all, steps);
    overlap out = summed(all, stretches, text->count, count_b);
    if (out.shared) count_kept(&out, all, stretches, matches, n, text);
    return out;
}
