/* times_ranges.c - ties times to what stands beside them: two ends of one range ("from Monday to Friday", "April 24-25",
 * "between 2004 and 2008"), a year that one date lends another ("from July 3 to July 8, 2015"), and lengths that are
 * counted from an event ("three weeks after the minister met her").
 *
 * In: the shapes of a report in order. Out: which of them are ends of a range, with the years they lend; later, when all
 * have values, the ranges and events on the report's times. An event is given as the words that say it, up to the end of
 * its clause. The length stays a length; where those words name one day, the day it comes to is given beside it. */
#include "mark/times_ranges.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"

enum {
    EVENT_WORDS = 16,   /* of an event, at most */
    CHANGE_WORDS = 6,   /* words back to a verb of moving */
    FAR_COUNT = 4000    /* lengths are counted from an event up to so many units */
};

static bool is_clock(const time_shape *s) { return s->clock || s->kind == SHAPE_CLOCK || s->part[0]; }

static bool is_place(const time_shape *s) {
    switch ((shape_kind)s->kind) {
    case SHAPE_DAY: case SHAPE_MONTH: case SHAPE_YEAR: case SHAPE_DECADE: case SHAPE_CENTURY: case SHAPE_WEEKDAY:
    case SHAPE_RELATIVE: case SHAPE_HOLIDAY: case SHAPE_PERIOD: case SHAPE_QUARTER: case SHAPE_HALF: case SHAPE_SEASON:
    case SHAPE_PART: case SHAPE_CLOCK: return !s->every;
    default: return false;
    }
}

/* Months and days from the start of a year, to say which of two dates is the later one. */
static int in_year(const time_shape *s) { return s->month * 32 + s->day; }

/* "May and June 2015", "July 3 to July 8, 2015", "December 2014 to January". */
static void lend_year(time_shape *a, time_shape *b, bool range) {
    bool dates = (a->kind == SHAPE_DAY || a->kind == SHAPE_MONTH) && (b->kind == SHAPE_DAY || b->kind == SHAPE_MONTH);
    if (!dates || a->deixis || b->deixis || a->whole_year || b->whole_year) return;
    bool wraps = in_year(a) > in_year(b);
    if (!a->year && b->year && (range || !wraps)) a->year = b->year - wraps;
    else if (a->year && !b->year && range) b->year = a->year + wraps;
}

/* "moved the vote from Monday to Tuesday": a change of one day for another. */
static bool is_change(const mark_scan *scan, uint32_t at) {
    uint32_t begin = scan_sentence_begin(scan, at);
    if (at == begin || !scan_word_is(scan, at - 1, "from")) return false;
    for (uint32_t back = 2; back <= CHANGE_WORDS && at >= begin + back; back++)
        if (scan_role(scan, at - back, CLASS_CONTEXT, 'n')) return true;
    return false;
}

void ranges_find(grammar_scan *g, time_shapes *shapes) {
    for (uint32_t i = 0; i + 1 < shapes->n; i++) {
        time_shape *a = &shapes->at[i], *b = a + 1;
        uint32_t end = scan_sentence_end(g->scan, a->word);
        if (b->word >= end || !is_place(a)) continue;
        bool now = b->kind == SHAPE_REF && b->text[1] == 'R';  /* "from 2015 to now" */
        uint32_t joint = grammar_match(g, ROOT_JOINT, a->past, end, NULL);
        uint32_t pair = grammar_match(g, ROOT_PAIR, a->past, end, NULL);
        bool between = a->word > 0 && grammar_match(g, ROOT_BETWEEN, a->word - 1, end, NULL) == a->word;
        bool to = joint > a->past && joint == b->word, and = pair > a->past && pair == b->word;
        if (b->paired) to = scan_hyphen(g->scan, a->past) || grammar_match(g, ROOT_JOINT, a->past, end, NULL) > a->past;
        if (!(is_place(b) || now) || (is_clock(a) != is_clock(b) && !now)) continue;
        a->begins_range = b->ends_range = (to && !is_change(g->scan, a->word)) || (between && and);
        if (to || and) lend_year(a, b, to || between);
    }
}

/* ---- events ------------------------------------------------------------------------------------------------------- */

/* First word past the clause that begins at `at`. */
static uint32_t clause_end(const mark_scan *scan, uint32_t at, uint32_t end) {
    uint32_t last = at + EVENT_WORDS < end ? at + EVENT_WORDS : end;
    for (; at < last; at++)
        if (scan->words[at].kind == WORD_PUNCT && !scan_hyphen(scan, at) && (at + 1 >= end || !scan_joined(scan, at + 1) ||
            !scan_joined(scan, at))) break;
    return at;
}

static int unit_days(char unit) { return unit == 'D' ? 1 : unit == 'W' ? 7 : unit == 'F' ? 14 : 0; }

static void event_find(grammar_scan *g, syn_report *report, const time_shapes *shapes, uint32_t i) {
    const mark_scan *scan = g->scan;
    const time_shape *length = &shapes->at[i];
    uint32_t end = scan_sentence_end(scan, length->word);
    time_shape relation;
    uint32_t begin = length->past < end ? grammar_match(g, ROOT_RELATION, length->past, end, &relation) : end;
    if (begin >= end || begin == length->past) return;
    uint32_t past = clause_end(scan, begin, end), named = 0;
    bool content = false;
    for (uint32_t w = begin; w < past; w++)
        content = content || scan_is_content(scan, w) || scan->words[w].kind == WORD_NUMBER;
    if (!content) return;
    syn_time *time = &report->times.at[i];
    time->relation = relation.relation;
    time->event = (syn_span){scan->words[begin].begin, scan->words[past - 1].end};
    long day = 0;
    for (uint32_t k = i + 1; k < shapes->n && shapes->at[k].word < past; k++) {
        if (shapes->at[k].has_day) day = shapes->at[k].days;
        named++;
    }
    bool whole = length->count >= 1 && length->count <= FAR_COUNT && length->count - (double)(long)length->count < 0.01;
    long days = whole && !length->unit2 ? (long)length->count * unit_days(length->unit) : 0;
    if (named != 1 || !shapes->at[i + 1].has_day || !days || relation.relation == TIME_SINCE) return;
    char printed[40];
    syn_civil on = civil_from_days(relation.relation == TIME_AFTER ? day + days : day - days);
    if (on.year >= 1 && on.year <= 9999)
        time->falls_on = arena_copy(&report->arena, slice_of(printed, civil_print(&on, printed)));
}

void ranges_put(grammar_scan *g, syn_report *report, const time_shapes *shapes) {
    for (uint32_t i = 0; i < shapes->n && i < report->times.n; i++) {
        const time_shape *shape = &shapes->at[i];
        syn_time *time = &report->times.at[i];
        if (shape->begins_range && i + 1 < report->times.n) {
            time->range = (syn_span){time->span.begin, time[1].span.end};
            time[1].range = time->range;
        }
        if (shape->kind == SHAPE_DURATION && !shape->every) event_find(g, report, shapes, i);
    }
}
