/* times_dates.c - matches what names a place in the calendar: days, months, years, weekdays, holidays.
 *
 * In: a word number. Out: a shape, and the first word past it. English forms, American and British: "August 7, 2018",
 * "7 August 2018", "the 7th of August", "Aug. 7", "Friday, Oct. 13", "2018-08-07", "8/27/2018" (only where day and month
 * cannot be taken for each other), "the 1980s", "the '80s", "nineteen ninety-six", "yesterday", "next Monday".
 *
 * Words with a second meaning (May, March, Mar., Sun) need a capital letter and a neighbour that settles them; a bare
 * number is a year only where nothing shows it to be a count. */
#include <string.h>

#include "base/civil.h"
#include "mark/lexicon/lexicon.gen.h"
#include "mark/times.h"

enum { YEAR_MIN = 1000, YEAR_MAX = 2100, YEAR_SURE = 1900 };

static int value_int(const mark_scan *scan, uint32_t at, word_class class) {
    const char *value = scan_value(scan, at, class);
    return read_int(value, NULL);
}

static bool is_comma(const mark_scan *scan, uint32_t at) { return scan_char(scan, at) == ','; }

/* ---- years -------------------------------------------------------------------------------------------------------- */

/* "nineteen ninety-six", "twenty ten": two groups below a hundred, the first 13 to 20. */
static uint32_t spoken_year_at(const mark_scan *scan, uint32_t at, uint32_t end, int *year) {
    int century = value_int(scan, at, CLASS_CARDINAL);
    if (century < 13 || century > 20) return at;
    uint32_t tens_at = scan_past_hyphen(scan, at + 1);
    int tens = tens_at < end ? value_int(scan, tens_at, CLASS_CARDINAL) : 0;
    if (tens < 10 || tens > 90) return at;
    uint32_t past = tens_at + 1, ones_at = scan_past_hyphen(scan, past);
    int ones = tens >= 20 && ones_at < end ? value_int(scan, ones_at, CLASS_CARDINAL) : 0;
    if (ones >= 1 && ones <= 9) {
        tens += ones;
        past = ones_at + 1;
    }
    *year = century * 100 + tens;
    return past;
}

uint32_t year_at(const mark_scan *scan, uint32_t at, uint32_t end, int *year) {
    if (at >= end) return at;
    int value = scan_integer(scan, at);
    if (value >= YEAR_MIN && value <= YEAR_MAX && scan->words[at].end - scan->words[at].begin == 4) {
        *year = value;
        return at + 1;
    }
    return spoken_year_at(scan, at, end, year);
}

/* ", 2018", " 2018", " of 2018", " last year" behind a month or day. */
static uint32_t year_behind(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t from = at, past;
    if (from < end && (is_comma(scan, from) || SCAN_ANY(scan, from, "of", "in"))) from++;
    if ((past = year_at(scan, from, end, &shape->year)) > from) return past;
    if (from + 1 < end && scan_is(scan, from, CLASS_DEICTIC) && scan_word_is(scan, from + 1, "year") &&
        !is_comma(scan, at)) {
        time_shape other = {0};
        deixis_read(scan_value(scan, from, CLASS_DEICTIC), &other);
        if (other.deixis == DEIXIS_NOW) {
            shape->whole_year = true;
            shape->year_steps = other.steps;
            return from + 2;
        }
    }
    /* "May '98": an apostrophe and two digits. */
    if (at + 1 < end && scan->words[at].end - scan->words[at].begin <= 3 && scan_joined(scan, at + 1) &&
        (scan_char(scan, at) == '\'' || slice_equal(scan_text(scan, at), SLICE_LIT("\xE2\x80\x99")))) {
        int two = scan_integer(scan, at + 1);
        if (two >= 0 && two <= 99 && scan->words[at + 1].end - scan->words[at + 1].begin == 2) {
            shape->year = two < 40 ? 2000 + two : 1900 + two;
            return at + 2;
        }
    }
    return at;
}

/* Whether four digits at `at` are a year, though nothing but the neighbours can say so. */
static bool year_is_meant(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, int year) {
    if (at > 0) {
        char before = scan_char(scan, at - 1);
        if (before && strchr("#/:+", before)) return false;
        if (scan_is(scan, at - 1, CLASS_CURRENCY)) return false;
        bool dashed = before == '-' && at > 1 && scan->words[at - 2].kind == WORD_NUMBER && scan_length(scan, at - 2) != 4;
        if (scan_joined(scan, at) && (before == '.' || dashed)) return false;
        if (scan_is(scan, at - 1, CLASS_LABEL) && scan_is_capital(scan, at - 1)) return false;
    }
    if (past < end) {
        char next = scan_char(scan, past);
        if (next && strchr("%/:", next)) return false;
        static const word_class counted[] = {CLASS_SCALE, CLASS_CURRENCY, CLASS_MEASURE, CLASS_PEOPLE, CLASS_UNIT};
        for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
            if (scan_is(scan, past, counted[i])) return false;
        if (scan_hyphen(scan, past) && scan_is(scan, past + 1, CLASS_MEASURE)) return false;
    }
    const char *cue = at > 0 ? scan_value(scan, at - 1, CLASS_BEFORE) : NULL;
    bool noun = past < end && scan_is_content(scan, past);
    bool thing = noun && !(scan->words[past].flags & WORD_CAPITAL);
    if (cue && (cue[0] || !thing)) return year >= YEAR_SURE || !thing;
    if (year < YEAR_SURE) return false;
    bool determined = at > 0 && (scan_word_is(scan, at - 1, "the") || scan->words[at - 1].kind == WORD_POSSESSIVE ||
                                 SCAN_ANY(scan, at - 1, "a", "his", "its", "their"));
    if (determined) return true;
    /* "killed 2000 soldiers" counts, "(2000)" and "2000, when" do not; round numbers count the oftener. */
    return !noun || year % 100 != 0;
}

static uint32_t year_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t past = year_at(scan, at, end, &shape->year);
    if (past == at) return at;
    if (past == at + 1 && scan->words[at].kind == WORD_NUMBER && !year_is_meant(scan, at, past, end, shape->year)) return at;
    shape->kind = SHAPE_YEAR;
    return past;
}

/* "1980s", "'80s", "nineties", "20th century". */
static uint32_t decade_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    syn_slice rest;
    uint32_t digits = scan_word_is(scan, at, "the") && at + 1 < end ? at + 1 : at;
    if (scan_char(scan, digits) == '\'' || slice_equal(scan_text(scan, digits), SLICE_LIT("\xE2\x80\x99"))) digits++;
    int value = digits < end ? scan_digits_and(scan, digits, &rest) : -1;
    if (value >= 0 && slice_equal(rest, SLICE_LIT("s"))) {
        bool full = value >= 1000 && value <= YEAR_MAX, two = value >= 10 && value <= 90;
        if (value % 10 == 0 && (full || two)) {
            shape->kind = SHAPE_DECADE;
            shape->year = full ? value / 10 : (value < 20 ? 200 : 190) + value / 10;
            return digits + 1;
        }
    }
    const char *spoken = scan_word_is(scan, at, "the") ? scan_value(scan, at + 1, CLASS_DECADE) : NULL;
    if (spoken && at + 1 < end) {
        shape->kind = SHAPE_DECADE;
        shape->year = read_int(spoken, NULL);
        return at + 2;
    }
    uint32_t next = scan_past_hyphen(scan, digits + 1);
    if (next >= end || !scan_word_is(scan, next, "century")) return at;
    int nth = value >= 1 && value <= 22 && rest.len == 2 ? value : value_int(scan, digits, CLASS_ORDINAL);
    if (nth < 1) return at;
    shape->kind = SHAPE_CENTURY;
    shape->year = nth - 1;
    return next + 1;
}

/* ---- months and days ---------------------------------------------------------------------------------------------- */

static bool is_ordinal_ending(syn_slice s) {
    return slice_equal_ascii_case(s, SLICE_LIT("st")) || slice_equal_ascii_case(s, SLICE_LIT("nd")) ||
           slice_equal_ascii_case(s, SLICE_LIT("rd")) || slice_equal_ascii_case(s, SLICE_LIT("th"));
}

/* The day of the month at `at`: "7", "7th", "seventh"; 0 if there is none. */
static uint32_t day_number_at(const mark_scan *scan, uint32_t at, uint32_t end, int *day) {
    if (at >= end) return at;
    syn_slice rest;
    int value = scan_integer(scan, at);
    if (value < 0) {
        value = scan_digits_and(scan, at, &rest);
        if (value <= 0 || !is_ordinal_ending(rest)) value = value_int(scan, at, CLASS_ORDINAL);
    } else if (scan->words[at].end - scan->words[at].begin > 2) value = 0;
    uint32_t past = at + 1;
    if (value == 0 && (value = value_int(scan, at, CLASS_CARDINAL)) >= 20 && value <= 30) {
        uint32_t ones_at = scan_past_hyphen(scan, past);
        int ones = ones_at < end ? value_int(scan, ones_at, CLASS_ORDINAL) : 0;
        if (ones < 1 || ones > 9) return at;
        value += ones;
        past = ones_at + 1;
    } else if (scan_is(scan, at, CLASS_CARDINAL)) return at;
    if (value < 1 || value > 31) return at;
    /* "March 7:30", "June 5%" and "May 3 million" are no days. */
    char next = scan_char(scan, past);
    bool hour = next == ':' && scan_joined(scan, past + 1);
    if (past < end && (hour || next == '%' || scan_is(scan, past, CLASS_SCALE))) return at;
    *day = value;
    return past;
}

/* The month at `at`, or 0. A word with another meaning needs a neighbour: a preposition, a number, a year. */
static int month_at(const mark_scan *scan, uint32_t at, uint32_t end) {
    int month = value_int(scan, at, CLASS_MONTH);
    if (!month || !scan_is_capital(scan, at)) return 0;
    const char *kind = strchr(scan_value(scan, at, CLASS_MONTH), ' ');
    bool verb = kind && kind[1] == 'v', first_name = kind && kind[1] == 'n', clipped = kind && kind[1] == 's';
    bool number_next = at + 1 < end && scan->words[at + 1].kind == WORD_NUMBER;
    bool number_before = at > 0 && scan->words[at - 1].kind == WORD_NUMBER;
    if (number_next || number_before) return month;
    int year;
    if (at + 1 < end && (scan_is(scan, at + 1, CLASS_ORDINAL) || year_at(scan, at + 1, end, &year) > at + 1)) return month;
    bool cue = at > 0 && (scan_is(scan, at - 1, CLASS_BEFORE) || scan_is(scan, at - 1, CLASS_DEICTIC) ||
                          scan_hyphen(scan, at - 1));
    if (clipped) return cue && (scan->words[at].flags & WORD_ABBREVIATION) ? month : 0;
    bool name_behind = at + 1 < end && scan_is_capital(scan, at + 1) && scan->words[at + 1].kind == WORD_LETTERS;
    if (verb) return cue && !name_behind ? month : 0;
    bool name_before = at > 0 && scan_is_capital(scan, at - 1) && !(scan->words[at - 1].flags & WORD_STOP) && !cue &&
                       scan->words[at - 1].kind == WORD_LETTERS && scan_sentence_begin(scan, at) + 1 < at;
    if (first_name && !cue && (name_behind || name_before)) return 0;  /* April Jones */
    return month;
}

/* "August 7, 2018", "Aug. 7", "July 1997", "July". */
static uint32_t month_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int month = month_at(scan, at, end);
    if (!month) return at;
    shape->month = month;
    uint32_t from = at + 1;
    if (from < end && scan_word_is(scan, from, "the")) from++;
    uint32_t past = day_number_at(scan, from, end, &shape->day);
    if (past > from && shape->day <= civil_month_days(2000, month)) {
        shape->kind = SHAPE_DAY;
        return year_behind(scan, past, end, shape);
    }
    shape->day = 0;
    shape->kind = SHAPE_MONTH;
    return year_behind(scan, at + 1, end, shape);
}

/* "7 August 2018", "7th of August", "the 7th August". */
static uint32_t day_month_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t from = scan_word_is(scan, at, "the") ? at + 1 : at;
    uint32_t past = day_number_at(scan, from, end, &shape->day);
    if (past == from) return at;
    uint32_t of = past < end && scan_word_is(scan, past, "of") ? past + 1 : past;
    int month = of < end && scan_is_capital(scan, of) ? value_int(scan, of, CLASS_MONTH) : 0;
    if (!month || shape->day > civil_month_days(2000, month)) return at;
    /* In "on the 7 March 8 rallies" the day stands behind. A count of days has a comma or a noun before it. */
    int behind = 0;
    if (day_number_at(scan, of + 1, end, &behind) > of + 1 && behind != 0) return at;
    shape->kind = SHAPE_DAY;
    shape->month = month;
    return year_behind(scan, of + 1, end, shape);
}

/* Words a, sign, b, sign, c that touch: the three numbers. */
static bool triple_at(const mark_scan *scan, uint32_t at, uint32_t end, char sign, int part[3]) {
    if (at + 5 > end) return false;
    for (uint32_t i = 0; i < 5; i++) {
        if (i > 0 && !scan_joined(scan, at + i)) return false;
        if (i % 2 ? scan_char(scan, at + i) != sign : (part[i / 2] = scan_integer(scan, at + i)) < 0) return false;
    }
    return true;
}

/* "2018-08-07", "2018/08/07", "8/27/2018", "27/8/2018", "27.8.2018". */
static uint32_t numeric_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    if (scan->words[at].kind != WORD_NUMBER) return at;
    int p[3] = {0};
    bool dashed = triple_at(scan, at, end, '-', p), slashed = !dashed && triple_at(scan, at, end, '/', p);
    if (!dashed && !slashed) return at;
    uint32_t length = scan->words[at].end - scan->words[at].begin;
    bool year_first = length == 4 && p[0] >= YEAR_MIN;
    if (!year_first) {
        if (!slashed || p[2] < YEAR_MIN) return at;
        bool day_first = p[0] > 12;
        if (!day_first && p[1] <= 12 && p[0] != p[1]) return at;  /* 8/7: one or the other */
        int day = day_first ? p[0] : p[1], month = day_first ? p[1] : p[0], year = p[2];
        p[0] = year, p[1] = month, p[2] = day;
    }
    if (p[0] > YEAR_MAX || !civil_valid(p[0], p[1], p[2])) return at;
    shape->kind = SHAPE_DAY;
    shape->year = p[0];
    shape->month = p[1];
    shape->day = p[2];
    return at + 5;
}

/* ---- weekdays and days counted from today ------------------------------------------------------------------------- */

static uint32_t weekday_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int value = value_int(scan, at, CLASS_WEEKDAY);
    if (!value || !scan_is_capital(scan, at)) return at;
    uint32_t past = at + 1;
    shape->weekday = value % 10;
    shape->kind = SHAPE_WEEKDAY;
    shape->every = value / 10 == 1;
    if (shape->every) return past;
    uint32_t from = past < end && is_comma(scan, past) ? past + 1 : past;
    if (from < end && scan_word_is(scan, from, "the")) from++;
    time_shape date = {0};
    uint32_t date_past = from < end ? month_match(scan, from, end, &date) : from;
    if (date_past == from && from < end) date_past = day_month_match(scan, from, end, &date);
    if (date_past > from && date.kind == SHAPE_DAY) {
        date.weekday = shape->weekday;
        *shape = date;
        return date_past;
    }
    /* "Sun", "Sat", "Wed" alone are other words unless the point shows that they are short. */
    if (value / 10 == 2 && !(scan->words[at].flags & WORD_ABBREVIATION)) return at;
    return past;
}

static uint32_t relative_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    const lexicon_entry *entry = scan_phrase(scan, &lexicon_mark_time_relative, at, end);
    if (!entry) return at;
    if (entry->value[0] != 'D') {
        uint32_t past = at + entry->words;
        bool noun = past < end && !(scan->words[past].flags & WORD_STOP) &&
                    (scan->words[past].kind == WORD_LETTERS || scan->words[past].kind == WORD_NUMBER);
        bool the = entry->words == 2 && (SCAN_ANY(scan, past - 1, "past", "future"));
        if (the && noun) return at;  /* "the past three summers", "the future king" */
        bool soon = SCAN_ANY(scan, past - 1, "soon", "shortly");
        if (soon && past < end && (SCAN_ANY(scan, past, "after", "before", "as")))
            return at;
        shape->kind = SHAPE_REF;
        shape->text = entry->value;
        return at + entry->words;
    }
    const char *rest;
    shape->kind = SHAPE_RELATIVE;
    shape->number = read_int(entry->value + 1, &rest);
    if (rest[0] == 'T' && strlen(rest) == 3) memcpy(shape->part, rest + 1, 3);
    return at + entry->words;
}

static uint32_t holiday_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    const lexicon_entry *entry = scan_phrase(scan, &lexicon_mark_time_holidays, at, end);
    if (!entry || !scan_is_capital(scan, scan_word_is(scan, at, "the") ? at + 1 : at)) return at;
    uint32_t past = at + entry->words;
    /* "Easter Island", "Christmas Carol": a capital behind it makes it a name. */
    bool name = past < end && scan_is_capital(scan, past) && scan->words[past].kind == WORD_LETTERS;
    if (name && !scan_is(scan, past, CLASS_PART)) return at;
    shape->kind = SHAPE_HOLIDAY;
    shape->text = entry->value;
    return year_behind(scan, past, end, shape);
}

void deixis_read(const char *value, time_shape *shape) {
    if (!value || !*value) return;
    bool spoken = value[0] == 'r';
    shape->deixis = spoken ? DEIXIS_SPOKEN : DEIXIS_NOW;
    shape->steps = (int8_t)read_int(value + spoken, NULL);
}

/* "next Monday", "last April", "this coming Sunday, March eighth", "last Thanksgiving". */
static uint32_t deictic_day_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t from = scan_word_is(scan, at, "the") ? at + 1 : at;
    if (from >= end || !scan_is(scan, from, CLASS_DEICTIC)) return at;
    time_shape outer = {0};
    deixis_read(scan_value(scan, from, CLASS_DEICTIC), &outer);
    uint32_t next = from + 1;
    if (next < end && outer.steps == 0 && scan_is(scan, next, CLASS_DEICTIC)) {
        deixis_read(scan_value(scan, next, CLASS_DEICTIC), &outer);
        next++;
    }
    if (next >= end) return at;
    uint32_t past = weekday_match(scan, next, end, shape);
    if (past == next) past = holiday_match(scan, next, end, shape);
    bool month = value_int(scan, next, CLASS_MONTH) && scan_is_capital(scan, next);
    if (past == next && month) past = month_match(scan, next, end, shape);
    if (past == next || shape->every) return at;
    shape->deixis = outer.deixis;
    shape->steps = outer.steps;
    return past;
}

uint32_t day_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t past = relative_match(scan, at, end, shape);
    if (past > at && shape->kind == SHAPE_RELATIVE) return past;
    *shape = (time_shape){0};
    if ((past = deictic_day_match(scan, at, end, shape)) > at && shape->kind != SHAPE_MONTH) return past;
    *shape = (time_shape){0};
    if ((past = weekday_match(scan, at, end, shape)) > at && !shape->every) return past;
    *shape = (time_shape){0};
    if ((past = month_match(scan, at, end, shape)) > at && shape->kind == SHAPE_DAY) return past;
    *shape = (time_shape){0};
    if ((past = day_month_match(scan, at, end, shape)) > at) return past;
    *shape = (time_shape){0};
    return at;
}

uint32_t date_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    typedef uint32_t (*matcher)(const mark_scan *, uint32_t, uint32_t, time_shape *);
    static const matcher matchers[] = {numeric_match, holiday_match, relative_match, deictic_day_match, weekday_match,
                                       day_month_match, month_match, decade_match, year_match};
    for (unsigned i = 0; i < sizeof matchers / sizeof *matchers; i++) {
        *shape = (time_shape){0};
        uint32_t past = matchers[i](scan, at, end, shape);
        if (past > at) return part_after(scan, past, end, shape);
    }
    return at;
}
