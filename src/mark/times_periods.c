/* times_periods.c - matches stretches of the calendar by their place: "this week", "last year", "the third quarter of 1990",
 * "the summer of 2016", "the weekend", "the quarter", "year-end", "the next morning".
 *
 * In: a word number. Out: a shape whose steps count from now, or from the date last spoken of ("the following year"). "The
 * year" and "the quarter" alone are matched only beside words that make them times; times_value.c finds which one is
 * meant. */
#include <string.h>

#include "mark/lexicon/lexicon.gen.h"
#include "mark/times.h"

static uint32_t past_the(const mark_scan *scan, uint32_t at) { return scan_word_is(scan, at, "the") ? at + 1 : at; }

static uint32_t past_word(const mark_scan *scan, uint32_t at, const char *word) {
    return scan_word_is(scan, at, word) ? at + 1 : at;
}

static bool unit_is(const mark_scan *scan, uint32_t at, uint32_t end, const char *letters) {
    const char *value = at < end ? scan_value(scan, at, CLASS_UNIT) : NULL;
    return value && value[1] == '\0' && strchr(letters, value[0]);
}

/* ---- quarters and halves ------------------------------------------------------------------------------------------ */

static int ordinal_at(const mark_scan *scan, uint32_t at, uint32_t end) {
    if (at >= end) return 0;
    if (SCAN_ANY(scan, at, "last", "final")) return -1;
    syn_slice rest;
    int value = scan_digits_and(scan, at, &rest);
    if (value > 0 && rest.len == 2) return value;
    return read_int(scan_value(scan, at, CLASS_ORDINAL), NULL);
}

/* " of 1990", " 1990", " of this year", " last year". */
static uint32_t year_of(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t from = past_word(scan, past_word(scan, at, "of"), "fiscal"), past = year_at(scan, from, end, &shape->year);
    if (past > from) return past;
    if (from + 1 < end && scan_is(scan, from, CLASS_DEICTIC) && scan_word_is(scan, from + 1, "year")) {
        time_shape other = {0};
        deixis_read(scan_value(scan, from, CLASS_DEICTIC), &other);
        if (other.deixis == DEIXIS_NOW) {
            shape->whole_year = true;
            shape->year_steps = other.steps;
            return from + 2;
        }
    }
    return at;
}

/* "third[-]quarter", "the fiscal first quarter", "the 1988 third quarter", "second half of 1989", "the year-ago quarter". */
static uint32_t quarter_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t from = past_the(scan, at), year_past = year_at(scan, from, end, &shape->year);
    if (year_past > from) from = year_past;
    for (int i = 0; i < 2; i++) {
        if (SCAN_ANY(scan, from, "latest", "fiscal", "comparable", "corresponding", "calendar"))
            from = scan_past_hyphen(scan, from + 1);
        if (scan_word_is(scan, from, "year") && scan_hyphen(scan, from + 1) &&
            (SCAN_ANY(scan, from + 2, "ago", "earlier"))) {
            shape->whole_year = true;
            shape->year_steps = -1;
            from += 3;
        }
    }
    int number = ordinal_at(scan, from, end);
    uint32_t unit = number ? scan_past_hyphen(scan, from + 1) : from;
    if (unit >= end) return at;
    bool quarter = scan_word_is(scan, unit, "quarter"), half = scan_word_is(scan, unit, "half");
    bool period = scan_word_is(scan, unit, "period");
    if ((quarter || half) && number >= 1 && number <= (quarter ? 4 : 2)) {
        shape->kind = quarter ? SHAPE_QUARTER : SHAPE_HALF;
        shape->number = number;
        uint32_t past = year_of(scan, unit + 1, end, shape);
        /* "the second half" of a match is no date. */
        if (half && past == unit + 1 && !shape->year && !shape->whole_year) return at;
        return past;
    }
    bool latest = unit > at && scan_word_is(scan, unit - 1, "latest");
    if (number || !(quarter || period)) return at;
    if (!latest && !shape->whole_year && !shape->year && !(quarter && from > at)) return at;
    shape->kind = SHAPE_QUARTER;
    return unit + 1;
}

/* "this year's third quarter", "last year's quarter". */
static uint32_t years_quarter_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    if (at + 3 >= end || !scan_is(scan, at, CLASS_DEICTIC) || !scan_word_is(scan, at + 1, "year") ||
        scan->words[at + 2].kind != WORD_POSSESSIVE) return at;
    uint32_t past = quarter_match(scan, at + 3, end, shape);
    if (past == at + 3 && scan_word_is(scan, at + 3, "quarter")) {
        shape->kind = SHAPE_QUARTER;
        past++;
    }
    if (past == at + 3 || shape->year) return at;
    time_shape other = {0};
    deixis_read(scan_value(scan, at, CLASS_DEICTIC), &other);
    shape->whole_year = true;
    shape->year_steps = other.steps;
    return past;
}

/* ---- seasons ------------------------------------------------------------------------------------------------------ */

static uint32_t season_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    bool the = scan_word_is(scan, at, "the");
    uint32_t from = past_the(scan, at);
    bool deictic = from < end && scan_is(scan, from, CLASS_DEICTIC);
    if (deictic) {
        deixis_read(scan_value(scan, from, CLASS_DEICTIC), shape);
        from++;
        if (from < end && shape->steps == 0 && scan_is(scan, from, CLASS_DEICTIC))
            deixis_read(scan_value(scan, from++, CLASS_DEICTIC), shape);
    }
    const char *season = from < end ? scan_value(scan, from, CLASS_SEASON) : NULL;
    if (!season) return at;
    shape->kind = SHAPE_SEASON;
    shape->season = season;
    uint32_t past = year_of(scan, from + 1, end, shape);
    if (deictic || past > from + 1) return past;
    /* "in the fall" is a season, "the fall of the wall" is not; "spring training" needs no date. */
    bool begins = at == scan_sentence_begin(scan, at);
    bool cue = !begins && (scan_is(scan, at - 1, CLASS_BEFORE) || scan_word_is(scan, at - 1, "over"));
    bool open = SCAN_ANY(scan, from, "fall", "spring");
    if (past < end && scan_word_is(scan, past, "of")) return at;
    return cue && (the || !open) && !(open && past < end && scan_is_content(scan, past)) ? past : at;
}

/* ---- units -------------------------------------------------------------------------------------------------------- */

/* "this week", "the past year", "the previous day", "that night", "the current fiscal year". */
static uint32_t deictic_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t from = past_the(scan, at);
    if (from >= end || !scan_is(scan, from, CLASS_DEICTIC)) return at;
    deixis_read(scan_value(scan, from, CLASS_DEICTIC), shape);
    uint32_t next = from + 1;
    if (next < end && shape->steps == 0 && scan_is(scan, next, CLASS_DEICTIC)) {  /* "this past weekend", "that same day" */
        uint8_t outer = shape->deixis;
        deixis_read(scan_value(scan, next++, CLASS_DEICTIC), shape);
        if (outer == DEIXIS_SPOKEN) shape->deixis = outer;
    }
    if (next < end && (SCAN_ANY(scan, next, "fiscal", "calendar", "full"))) next++;
    if (next >= end) return at;
    const char *part = scan_value(scan, next, CLASS_PART);
    if (part && part[2] == '\0' && !scan_is_capital(scan, next)) {
        bool the_next = scan_word_is(scan, at, "the") && shape->steps == 1;
        if (shape->deixis == DEIXIS_NOW && !the_next) return at;  /* "this morning" stands in time_relative.txt */
        shape->deixis = DEIXIS_SPOKEN;
        shape->kind = SHAPE_PART;
        shape->part[0] = part[0];
        shape->part[1] = part[1];
        return next + 1;
    }
    if (!unit_is(scan, next, end, "DWNMQYEC")) return at;
    shape->kind = SHAPE_PERIOD;
    shape->unit = scan_value(scan, next, CLASS_UNIT)[0];
    if (shape->unit == 'D') {
        bool the_next = shape->steps == 1 && shape->deixis == DEIXIS_NOW;
        if (shape->deixis == DEIXIS_NOW && !the_next) return at;  /* "this day", "the last day" */
        shape->deixis = DEIXIS_SPOKEN;
    }
    /* "the past decade": its length */
    if ((shape->unit == 'C' || shape->unit == 'E') && scan_word_is(scan, from, "past")) {
        shape->kind = SHAPE_DURATION;
        shape->count = 1;
    }
    return next + 1;
}

/* "all week", "the whole year", "the weekend", "the week of March 6", "year-end", "the day" with words that place it. */
static uint32_t plain_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    bool all = scan_word_is(scan, at, "all");
    uint32_t from = past_the(scan, all ? at + 1 : at);
    bool the = from > at && !all;
    if (from < end && (SCAN_ANY(scan, from, "whole", "entire", "full"))) {
        all = all || the;
        from++;
    }
    if (!unit_is(scan, from, end, "DWNMQY") || from == at) {
        uint32_t year = scan_word_is(scan, at, "year") ? scan_past_hyphen(scan, at + 1) : at;
        if (year > at && year < end && scan->words[year].kind == WORD_POSSESSIVE) year++;
        if (year == at || year >= end || !scan_word_is(scan, year, "end")) return at;
        shape->kind = SHAPE_PERIOD;
        shape->deixis = DEIXIS_NOW;
        shape->unit = 'Y';
        shape->mod = "END";
        return year + 1;
    }
    shape->kind = SHAPE_PERIOD;
    shape->deixis = DEIXIS_NOW;
    shape->unit = scan_value(scan, from, CLASS_UNIT)[0];
    if (shape->unit == 'N' && the) return from + 1;
    if (shape->unit == 'W' && the && from + 2 < end && scan_word_is(scan, from + 1, "of")) {
        time_shape day = {0};
        uint32_t past = day_match(scan, from + 2, end, &day);
        if (past > from + 2 && day.kind == SHAPE_DAY) {
            *shape = day;
            shape->unit = 'W';
            return past;
        }
    }
    if (all && shape->unit != 'D' && shape->unit != 'N') return from + 1;
    if (!the || shape->unit == 'N' || all) return at;
    if (shape->unit == 'Q') {
        shape->kind = SHAPE_QUARTER;
        return from + 1;
    }
    bool placed = false;  /* "earlier in the week", "the rest of the year" */
    uint32_t begin = scan_sentence_begin(scan, at);
    for (uint32_t back = 1; back <= 2 && at >= begin + back; back++)
        placed = placed || scan_role(scan, at - back, CLASS_CONTEXT, 'p');
    bool ended = from + 1 < end && (SCAN_ANY(scan, from + 1, "ended", "ending"));
    if (ended && shape->unit == 'Y') {  /* "for the year ended Sept. 30": its length */
        shape->kind = SHAPE_DURATION;
        shape->count = 1;
        return from + 1;
    }
    bool for_the = at > begin && scan_word_is(scan, at - 1, "for") && shape->unit == 'Y';
    return placed || ended || for_the ? from + 1 : at;
}

uint32_t period_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    typedef uint32_t (*matcher)(const mark_scan *, uint32_t, uint32_t, time_shape *);
    static const matcher matchers[] = {years_quarter_match, quarter_match, season_match, deictic_match, plain_match};
    for (unsigned i = 0; i < sizeof matchers / sizeof *matchers; i++) {
        *shape = (time_shape){0};
        uint32_t past = matchers[i](scan, at, end, shape);
        if (past > at) return past;
    }
    return at;
}
