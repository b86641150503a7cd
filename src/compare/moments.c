/* moments.c - see moments.h. Two weekdays without a week are held against each other as they stand: the reports of one story tell
 * of the same few days. */
#include "compare/moments.h"

#include "compare/timex.h"

#define MOST_TIMES 4        /* of a statement that are looked at */

uint32_t moments_first(const syn_report *r, uint32_t at) {
    uint32_t low = 0, high = r->times.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->times.at[middle].span.end <= at) low = middle + 1;
        else high = middle;
    }
    return low;
}

bool moment_read(const syn_time *time, moment *out) {
    *out = (moment){0};
    if (time->type > TIME_TIME) return false;
    syn_slice day = timex_day(time->value);
    if (time->resolved && timex_range(day, &out->from, &out->to)) return true;
    bool weekday = day.len == 10 && slice_starts(day, SLICE_LIT("XXXX-WXX-")) && day.ptr[9] >= '1' && day.ptr[9] <= '7';
    if (weekday) out->weekday = day.ptr[9] - '0';
    return weekday;
}

int moment_meet(const moment *a, const moment *b) {
    if (!a->weekday && !b->weekday) return a->from <= b->to && b->from <= a->to ? 1 : -1;
    if (a->weekday && b->weekday) return a->weekday == b->weekday ? 1 : -1;
    const moment *dated = a->weekday ? b : a;
    if (dated->from != dated->to) return 0;
    long weekday = ((dated->from + 3) % 7 + 7) % 7 + 1;  /* day 0 was a Thursday */
    return weekday == a->weekday + b->weekday ? 1 : -1;
}

static uint32_t collect(const syn_report *r, const statement *of, moment *out) {
    const syn_sentence *in = &r->sentences.at[of->sentence];
    uint32_t n = 0;
    for (uint32_t t = moments_first(r, in->begin); t < r->times.n && r->times.at[t].span.begin < in->end; t++)
        if (n < MOST_TIMES && moment_read(&r->times.at[t], &out[n])) n++;
    return n;
}

int moments_meet(const story *s, const statement *a, const statement *b) {
    moment x[MOST_TIMES], y[MOST_TIMES];
    uint32_t n = collect(s->reports[a->report], a, x), m = n ? collect(s->reports[b->report], b, y) : 0;
    int best = n && m ? -1 : 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++) {
            int meet = moment_meet(&x[i], &y[k]);
            if (meet > best) best = meet;
        }
    return best;
}
