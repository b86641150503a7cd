/* clocks.c - a report at odds with itself: a clock time or a measure told in two ways that do not fit.
 *
 * In: the marked times and numbers. Out: differences of kind inside.
 * "11:36 a.m. (0336 GMT)": a clock time and, in brackets right behind it, the same with its zone. What lies between them is the
 * offset of the place: it must be whole quarters of an hour, nearly, from 12 hours behind to 14 ahead; and where places of the sentence
 * stand in lexicon/en/zones.txt, that of one of them, in winter or summer time.
 * "10 miles (60 kilometers)": two measures of one dimension, each rounded as far as its zeros say, must be one size.
 * Linear in the times, the numbers and the words of the sentences that hold such pairs. A false alarm costs more than a miss. */
#include <math.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/moments.h"
#include "compare/timex.h"

#define DAY 1440
#define LEAST_OFFSET (-720)
#define MOST_OFFSET 840
#define SECONDS 2           /* minutes that two clocks may be apart by rounding */
#define LONGEST_GAP 3       /* bytes from a measure or time to the same in brackets */
#define SLACK 0.04          /* of a size, besides what is rounded */
#define MOST_PLACES 8       /* of a sentence */

static bool opens_bracket(const syn_report *r, uint32_t from, uint32_t to) {
    syn_slice gap = slice_cut(r->text, from, to);
    if (to < from || gap.len > LONGEST_GAP) return false;
    return slice_find(gap, SLICE_LIT("("), 0) != SIZE_MAX || slice_find(gap, SLICE_LIT("["), 0) != SIZE_MAX;
}

static bool add_inside(story *s, uint32_t report, syn_span a, syn_span b) {
    if (s->out->differences.n >= CAP_FINDINGS) return true;
    collation_difference d = {.kind = DIFFER_INSIDE, .about = {.report = report, .span = {a.begin, b.end}}};
    syn_span spans[2] = {a, b};
    for (int i = 0; i < 2; i++) {
        collation_reading reading = {.place = {.report = report, .span = spans[i]}};
        if (!VEC_PUSH(s->keep, &reading.marks, (syn_place){.report = report, .span = spans[i]}) ||
            !VEC_PUSH(s->keep, &d.readings, reading)) return false;
    }
    return VEC_PUSH(s->keep, &s->out->differences, d);
}

/* ---- clock times --------------------------------------------------------------------------------------------------- */

/* Is `offset` (or a day more or less) one of "-480 -420"? */
static bool is_offset(const char *list, int offset) {
    while (*list) {
        int sign = 1, value = 0;
        while (*list == ' ') list++;
        if (*list == '-') sign = -1, list++;
        for (; *list >= '0' && *list <= '9'; list++) value = value * 10 + (*list - '0');
        if ((offset - sign * value) % DAY == 0) return true;
        while (*list && *list != ' ') list++;
    }
    return false;
}

/* 1: a place of the sentence has the offset, -1: there are places, none has it, 0: none is known. */
static int place_allows(const syn_report *r, const syn_sentence *in, int offset) {
    int found = 0;
    for (uint32_t w = in->word, n = 0; w < in->word + in->words && n < MOST_PLACES; w++) {
        const lexicon_entry *zone = lexicon_match(&lexicon_compare_zones, r->words.at, w, in->word + in->words);
        if (!zone || !(r->words.at[w].flags & (WORD_CAPITAL | WORD_ALL_CAPS))) continue;
        if (is_offset(zone->value, offset)) return 1;
        found = -1;
        n++;
    }
    return found;
}

static bool clock_fits(const syn_report *r, const syn_time *local, const syn_time *zoned) {
    syn_time bare = *zoned;
    bare.zoned = false;
    int here = moment_clock(local), there = moment_clock(&bare);
    uint32_t in = report_sentence_at(r, local->span.begin);
    bool cut = local->span.begin && r->text.ptr[local->span.begin - 1] == ':';  /* "17:06 pm" */
    if (here < 0 || there < 0 || in == REPORT_NONE || cut) return true;
    int offset = (here - (there - zoned->zone)) % DAY;
    if (offset <= LEAST_OFFSET) offset += DAY;
    if (offset > MOST_OFFSET) offset -= DAY;
    int quarter = (offset + DAY + SECONDS) % 15;  /* "0554 (2253 GMT)": each cut to its minute */
    if (offset < LEAST_OFFSET || quarter > 2 * SECONDS) return false;
    offset -= quarter - SECONDS;
    return place_allows(r, &r->sentences.at[in], offset) >= 0;
}

static bool check_times(story *s, uint32_t report) {
    const syn_report *r = s->reports[report];
    for (uint32_t t = 0; t + 1 < r->times.n; t++) {
        const syn_time *a = &r->times.at[t], *b = a + 1;
        if (a->type != TIME_TIME || b->type != TIME_TIME || a->zoned || !b->zoned || !opens_bracket(r, a->span.end, b->span.begin))
            continue;
        if (!clock_fits(r, a, b) && !add_inside(s, report, a->span, b->span)) return false;
    }
    return true;
}

/* ---- measures ------------------------------------------------------------------------------------------------------ */

/* How far a number may be from what it stands for, as a share: half of its last digit that is no zero. */
static double rounding(double value) {
    double step = 1;
    if (value <= 0) return 0;
    while (step > 1e-6 && fabs(value / step - floor(value / step + 0.5)) > 1e-6) step /= 10;
    while (step < 1e12 && fabs(value / (step * 10) - floor(value / (step * 10) + 0.5)) < 1e-9) step *= 10;
    return step / 2 / value;
}

static bool check_measures(story *s, uint32_t report) {
    const syn_report *r = s->reports[report];
    for (uint32_t n = 0; n + 1 < r->numbers.n; n++) {
        const syn_number *a = &r->numbers.at[n], *b = a + 1;
        if (!a->si_unit.len || !b->si_unit.len || !slice_equal(a->si_unit, b->si_unit) || a->unit_stem == b->unit_stem) continue;
        uint32_t end = a->unit.end > a->span.end ? a->unit.end : a->span.end;
        if (!opens_bracket(r, end, b->span.begin) || number_is_range(a) || number_is_range(b)) continue;
        if (a->si_value <= 0 || b->si_value <= 0) continue;
        double ratio = a->si_value > b->si_value ? a->si_value / b->si_value : b->si_value / a->si_value;
        if (ratio <= (1 + rounding(a->value)) * (1 + rounding(b->value)) + SLACK) continue;
        syn_span spans[2] = {{a->span.begin, end}, {b->span.begin, b->unit.end > b->span.end ? b->unit.end : b->span.end}};
        if (!add_inside(s, report, spans[0], spans[1])) return false;
    }
    return true;
}

bool story_clocks(story *s) {
    for (uint32_t i = 0; i < s->count; i++) {
        if (s->out->sources[i].copy_of != REPORT_NONE) continue;
        if (!check_times(s, i) || !check_measures(s, i)) return false;
    }
    return true;
}
