/* quotes_day.c - on which day it was said.
 *
 * In: an attribution, the times of the report. Out: its said_on, or nothing: no day is guessed.
 *
 * The day is the nearest time of day grain in the cue's frame that stands in no content, no source and no other clause: not
 * behind "who", "which", "when he", nor in a clause that "but" or a semicolon parts from the cue. Nothing was said later
 * than the day of writing.
 *
 * A day of the week whose date is not known (a report without a date of its own) is known where the report has that day with
 * its date once, and only one: "Wednesday, Aug. 8, 2018". */
#include "mark/quotes.h"
#include "base/civil.h"

#define ANCHOR_TIMES 400u  /* times looked through for a day with its date */

bool quotes_is_day(syn_slice value) {
    if (value.len < 10 || value.ptr[4] != '-' || value.ptr[7] != '-') return false;
    for (unsigned i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (value.ptr[i] < '0' || value.ptr[i] > '9')) return false;
    return value.len == 10 || value.ptr[10] == 'T';
}

/* True if something between two items parts them into clauses: a relative, ", but", a semicolon. */
static bool clause_between(const quote_work *work, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        uint8_t tag = item_tag(work, i);
        if (tag_in(tag, IS(RELATIVE) | IS(SEMICOLON) | IS(THAT))) return true;
        if (tag == TAG_CONJ && i > from && item_tag(work, i - 1) == TAG_COMMA) return true;
    }
    return false;
}

bool quotes_other_clause(const quote_work *work, const attribution *a, uint32_t first, uint32_t item) {
    uint32_t cue = a->cue.first;
    if (item > cue) return clause_between(work, a->cue.past, item);
    uint32_t from = item;
    while (from > first && !tag_in(item_tag(work, from - 1), IS(COMMA) | IS(QUOTE) | IS(STOP) | IS(SEMICOLON))) {
        from--;
        uint8_t tag = item_tag(work, from);
        bool opens = tag_in(tag, IS(RELATIVE) | IS(THAT)) || (tag == TAG_SUB && item_role(work, from) != ROLE_AFTER);
        if (!opens) continue;
        for (uint32_t i = item; i < cue; i++)
            if (tag_in(item_tag(work, i), IS(COMMA) | IS(DASH) | IS(CLOSE))) return true;  /* it ends before the cue */
        return tag == TAG_RELATIVE && from != a->source.first;
    }
    return clause_between(work, item, a->source.first > item && a->source.first < cue ? a->source.first : cue);
}

/* The day of the week that a value leaves open, 1 to 7 from Monday, or 0: "XXXX-WXX-3". */
static unsigned open_weekday(syn_slice value) {
    bool open = value.len >= 10 && memcmp(value.ptr, "XXXX-WXX-", 9) == 0 && value.ptr[9] >= '1' && value.ptr[9] <= '7';
    return open ? (unsigned)(value.ptr[9] - '0') : 0;
}

/* The day of the week of a value of day grain, 1 to 7 from Monday; 0 if it is none. */
static unsigned weekday_of(syn_slice value) {
    syn_civil day;
    if (!civil_parse(slice_cut(value, 0, 10), &day) || day.grain != CIVIL_DAY) return 0;
    return (unsigned)civil_weekday(civil_days(day.year, day.month, day.day));
}

/* The only date of the report that is written with this day of the week; empty if there is none or several. */
static syn_slice dated_weekday(const syn_report *report, unsigned weekday) {
    syn_slice found = SLICE_NONE;
    for (uint32_t t = 0; t < report->times.n && t < ANCHOR_TIMES; t++) {
        const syn_time *time = &report->times.at[t];
        syn_slice text = report_slice(report, time->span);
        bool date = time->type <= TIME_TIME && time->resolved && quotes_is_day(time->value) && !span_present(time->at_odds);
        bool written = date && slice_find(text, SLICE_LIT("day,"), 0) != SIZE_MAX;
        if (!written || weekday_of(time->value) != weekday) continue;
        syn_slice day = slice_cut(time->value, 0, 10);
        if (found.len > 0 && !slice_equal(found, day)) return SLICE_NONE;
        found = day;
    }
    return found;
}

static syn_slice day_of(const syn_report *report, const syn_time *time) {
    if (time->type > TIME_TIME) return SLICE_NONE;
    unsigned weekday = open_weekday(time->value);
    if (weekday) return dated_weekday(report, weekday);
    if (!time->resolved || !quotes_is_day(time->value)) return SLICE_NONE;
    syn_slice day = slice_cut(time->value, 0, 10);
    bool later = report->published.len >= 10 && quotes_is_day(slice_cut(report->published, 0, 10)) &&
                 memcmp(day.ptr, report->published.ptr, 10) > 0;
    return later ? SLICE_NONE : day;
}

void quotes_find_day(const quote_work *work, attribution *a, item_range around) {
    const syn_report *report = work->report;
    uint32_t cue = work->items.at[a->cue.first].begin, best = UINT32_MAX;
    uint32_t begin = work->items.at[around.first].begin, end = work->items.at[around.past - 1].end;
    uint32_t item = around.first;
    for (uint32_t t = report_time_at(report, begin); t < report->times.n && report->times.at[t].span.begin < end; t++) {
        const syn_time *time = &report->times.at[t];
        while (item + 1 < around.past && work->items.at[item].end <= time->span.begin) item++;
        bool source = item >= a->source.first && item < a->source.past;
        if (quotes_in_content(a, item) || item_tag(work, item) == TAG_QUOTE) continue;
        /* "A port official on Wednesday said": the last words of the source, behind a preposition */
        bool closes = source && a->source.past <= a->cue.first && work->items.at[a->source.past - 1].end <= time->span.end;
        if (source && !closes) continue;
        if (quotes_other_clause(work, a, around.first, item)) continue;
        syn_slice day = day_of(report, time);
        uint32_t away = time->span.begin > cue ? time->span.begin - cue : cue - time->span.begin;
        if (day.len == 0 || away >= best) continue;
        best = away;
        a->said_on = day;
    }
}
