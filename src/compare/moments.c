/* moments.c - see moments.h. Two weekdays without a week are held against each other as they stand: the reports of one story tell
 * of the same few days. */
#include "compare/moments.h"

#include "compare/timex.h"

#define MOST_TIMES 4        /* of a statement that are looked at */

bool moment_read(const syn_time *time, moment *out) {
    *out = (moment){0};
    if (time->type > TIME_TIME) return false;
    syn_slice day = timex_day(time->value);
    if (time->resolved && timex_range(day, &out->from, &out->to)) return true;
    bool weekday = day.len == 10 && slice_starts(day, SLICE_LIT("XXXX-WXX-")) && day.ptr[9] >= '1' && day.ptr[9] <= '7';
    if (weekday) out->weekday = day.ptr[9] - '0';
    return weekday;
}

bool moment_of(const syn_report *r, const syn_time *time, moment *out) {
    static const char *const units[] = {"week", "month", "year"};
    static const char *const sides[] = {"last", "this", "next"};
    if (moment_read(time, out)) return true;
    if (time->type > TIME_TIME) return false;
    uint32_t w = report_word_at(r, time->span.end - 1);
    if (w == 0 || w >= r->words.n) return false;
    syn_slice unit = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    syn_slice side = slice_cut(r->text, r->words.at[w - 1].begin, r->words.at[w - 1].end);
    for (int u = 0; u < 3; u++)
        for (int i = 0; i < 3; i++)
            if (slice_equal_ascii_case(unit, slice_str(units[u])) && slice_equal_ascii_case(side, slice_str(sides[i])))
                out->weekday = MOMENT_RELATIVE + u * 4 + i;
    return out->weekday != 0;
}

int moment_meet(const moment *a, const moment *b) {
    if (!a->weekday && !b->weekday) return a->from <= b->to && b->from <= a->to ? 1 : -1;
    if (a->weekday >= MOMENT_RELATIVE || b->weekday >= MOMENT_RELATIVE) {
        bool one_unit = a->weekday >= MOMENT_RELATIVE && b->weekday >= MOMENT_RELATIVE && a->weekday / 4 == b->weekday / 4;
        return !one_unit ? 0 : a->weekday == b->weekday ? 1 : -1;
    }
    if (a->weekday && b->weekday) return a->weekday == b->weekday ? 1 : -1;
    const moment *dated = a->weekday ? b : a;
    if (dated->from != dated->to) return 0;
    long weekday = ((dated->from + 3) % 7 + 7) % 7 + 1;  /* day 0 was a Thursday */
    return weekday == a->weekday + b->weekday ? 1 : -1;
}

int moment_clock(const syn_time *time) {
    syn_slice day = timex_day(time->value), rest = slice_cut(time->value, day.len, time->value.len);
    if (time->value.len && time->value.ptr[0] == 'T') rest = time->value;
    if (time->zoned || time->type != TIME_TIME || rest.len < 6 || rest.ptr[3] != ':') return -1;
    int parts[2] = {0, 0};
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++) {
            char c = rest.ptr[1 + i * 3 + k];
            if (c < '0' || c > '9') return -1;
            parts[i] = parts[i] * 10 + (c - '0');
        }
    return parts[0] * 60 + parts[1];
}

bool moment_names_day(const syn_report *r, const syn_time *time) {
    static const char *const days[] = {"today", "yesterday", "tomorrow", "tonight"};
    for (uint32_t w = report_word_at(r, time->span.begin); w < r->words.n && r->words.at[w].begin < time->span.end; w++) {
        const syn_word *word = &r->words.at[w];
        syn_slice text = slice_cut(r->text, word->begin, word->end);
        if (word->kind == WORD_LETTERS && word->begin > 0 && word->end - word->begin > 2 && !(word->flags & WORD_ALL_CAPS) &&
            text.ptr[0] >= 'A' && text.ptr[0] <= 'Z') return true;
        for (size_t i = 0; i < sizeof days / sizeof *days; i++)
            if (slice_equal_ascii_case(text, slice_str(days[i]))) return true;
    }
    return false;
}

bool moment_is_stamp(const syn_report *r, const syn_time *time) {
    uint32_t first = report_word_at(r, time->span.begin);
    if (!time->resolved || timex_day(time->value).len != 10) return false;
    const syn_word *last = &r->words.at[report_word_at(r, time->span.end - 1)];
    bool year = last->kind == WORD_NUMBER && last->end - last->begin == 4;
    bool leads = first && r->words.at[first - 1].sentence == r->words.at[first].sentence;
    uint8_t before = leads ? r->words.at[first - 1].upos : UPOS_PUNCT;
    return year && before != UPOS_ADP && before != UPOS_VERB && before != UPOS_ADV && before != UPOS_DET;
}

static uint32_t collect(const syn_report *r, const statement *of, moment *out) {
    const syn_sentence *in = &r->sentences.at[of->sentence];
    uint32_t n = 0;
    for (uint32_t t = report_time_at(r, in->begin); t < r->times.n && r->times.at[t].span.begin < in->end; t++)
        if (n < MOST_TIMES && moment_of(r, &r->times.at[t], &out[n])) n++;
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
