/* times_dates.c - what a day, month, year or quarter looks like: the terminals of times.grammar that name a place
 * in the calendar by its number or month (times_terminals.h has the list).
 *
 * In: a word number. Out: the first word past what it takes in, or NO_WORD; with a shape, also what it means. Words with
 * a second meaning (May, March, Mar.) need a capital letter and a neighbour that settles them; a bare number is a
 * year only where nothing shows it to be a count; "8/7/2018" is read only where day and month cannot be taken for each
 * other. */
#include <string.h>

#include "base/civil.h"
#include "mark/times_terminals.h"

enum { YEAR_MIN = 1000, YEAR_MAX = 2100, YEAR_SURE = 1900, YEAR_PIVOT = 40 };  /* '39 is 2039, '40 1940 */

const char *const time_mods[MOD_COUNT] = {
    [MOD_START] = "START", [MOD_MID] = "MID", [MOD_END] = "END", [MOD_APPROX] = "APPROX", [MOD_BEFORE] = "BEFORE",
    [MOD_AFTER] = "AFTER", [MOD_LESS_THAN] = "LESS_THAN", [MOD_MORE_THAN] = "MORE_THAN",
    [MOD_EQUAL_OR_LESS] = "EQUAL_OR_LESS", [MOD_EQUAL_OR_MORE] = "EQUAL_OR_MORE"};

#define TERMINAL_ENTRY(name, classes) {time_##name, classes},
const time_terminal time_terminals[TERMINAL_COUNT] = {TIME_TERMINALS(TERMINAL_ENTRY)};

static bool is_apostrophe(const mark_scan *scan, uint32_t at) {
    return scan_char(scan, at) == '\'' || slice_equal(scan_text(scan, at), SLICE_LIT("\xE2\x80\x99"));
}

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

static uint32_t year_at(const mark_scan *scan, uint32_t at, uint32_t end, int *year) {
    if (at >= end) return at;
    int value = scan_integer(scan, at);
    if (value >= YEAR_MIN && value <= YEAR_MAX && scan_length(scan, at) == 4) {
        *year = value;
        return at + 1;
    }
    return spoken_year_at(scan, at, end, year);
}

uint32_t time_year(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int year = 0;
    uint32_t past = year_at(scan, at, end, &year);
    if (past == at) {  /* "two thousand and eight" */
        mark_count count;
        past = count_at(scan, at, end, &count);
        if (past < at + 2 || count.digits || count.vague || count.value < 2000 || count.value > YEAR_MAX) return NO_WORD;
        year = (int)count.value;
    }
    if (shape) shape->year = year;
    return past;
}

uint32_t time_clipped_year(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    if (at + 1 >= end || !is_apostrophe(scan, at) || !scan_joined(scan, at + 1)) return NO_WORD;
    int two = scan_length(scan, at + 1) == 2 ? scan_integer(scan, at + 1) : -1;
    if (two < 0) return NO_WORD;
    if (shape) shape->year = two + (two < YEAR_PIVOT ? 2000 : 1900);
    return at + 2;
}

uint32_t time_year_steps(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    deixis_value other = deixis_read(scan, at);
    if (other.deixis != DEIXIS_NOW) return NO_WORD;
    if (shape) {
        shape->whole_year = true;
        shape->year_steps = other.steps;
    }
    return at + 1;
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
    bool determined = at > 0 && (scan->words[at - 1].kind == WORD_POSSESSIVE || scan_role(scan, at - 1, CLASS_CONTEXT, 'd'));
    if (determined) return true;
    /* "killed 2000 soldiers" counts, "(2000)" and "2000, when" do not; round numbers count the oftener. */
    return !noun || year % 100 != 0;
}

uint32_t time_lone_year(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int year = 0;
    uint32_t past = year_at(scan, at, end, &year);
    if (past == at) return NO_WORD;
    if (past == at + 1 && scan->words[at].kind == WORD_NUMBER && !year_is_meant(scan, at, past, end, year)) return NO_WORD;
    if (shape) shape->year = year;
    return past;
}

uint32_t time_decade_digits(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    syn_slice rest;
    int value = scan_digits_and(scan, at, &rest);
    bool full = value >= 1000 && value <= YEAR_MAX, two = value >= 10 && value <= 90;
    if (value < 0 || value % 10 || !(full || two) || time_ending(rest) != 'd') return NO_WORD;
    if (shape) shape->year = full ? value / 10 : (value < 20 ? 200 : 190) + value / 10;
    return at + 1;
}

uint32_t time_decade(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    if (shape) shape->year = value_int(scan, at, CLASS_DECADE);
    return at + 1;
}

/* "7th", "seventh"; 0 if there is none. */
static int ordinal_at(const mark_scan *scan, uint32_t at) {
    syn_slice rest;
    int value = scan_digits_and(scan, at, &rest);
    if (value > 0) return time_ending(rest) == 'o' ? value : 0;
    return value_int(scan, at, CLASS_ORDINAL);
}

static uint32_t ordinal_up_to(const mark_scan *scan, uint32_t at, int most, int *number) {
    *number = ordinal_at(scan, at);
    return one_if(*number >= 1 && *number <= most, at);
}

uint32_t time_nth(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int number;
    (void)end;
    uint32_t past = ordinal_up_to(scan, at, 22, &number);
    if (shape) shape->year = number - 1;
    return past;
}

static uint32_t nth_part(const mark_scan *scan, uint32_t at, int most, time_shape *shape) {
    int number;
    uint32_t past = ordinal_up_to(scan, at, most, &number);
    if (shape) shape->number = number;
    return past;
}
uint32_t time_nth_quarter(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    return nth_part(scan, at, 4, shape);
}
uint32_t time_nth_half(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    return nth_part(scan, at, 2, shape);
}

/* ---- months and days ---------------------------------------------------------------------------------------------- */

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
    /* "in June President Holm", but "to June Carter" */
    const char *strong = at > 0 ? scan_value(scan, at - 1, CLASS_BEFORE) : NULL;
    if (first_name && name_behind && !(strong && strong[0])) return 0;
    if (first_name && !cue && name_before) return 0;  /* April Jones */
    return month;
}

uint32_t time_month(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int month = month_at(scan, at, end);
    if (shape) shape->month = month;
    return one_if(month > 0, at);
}

uint32_t time_capital_month(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    if (!scan_is_capital(scan, at)) return NO_WORD;
    if (shape) shape->month = value_int(scan, at, CLASS_MONTH);
    return at + 1;
}

/* Days of the month that stands next to words [at, past): "Feb. 29", "30 of June"; 31 if there is none. */
static int days_beside(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end) {
    for (uint32_t back = 1; back <= 2 && back <= at; back++)
        if (scan_is(scan, at - back, CLASS_MONTH)) return civil_month_days(2000, value_int(scan, at - back, CLASS_MONTH));
    for (uint32_t ahead = 0; ahead < 2 && past + ahead < end; ahead++)
        if (scan_is(scan, past + ahead, CLASS_MONTH))
            return civil_month_days(2000, value_int(scan, past + ahead, CLASS_MONTH));
    return 31;
}

uint32_t time_day_of_month(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int value = scan_integer(scan, at);
    if (value < 0) value = ordinal_at(scan, at);
    else if (scan_length(scan, at) > 2) value = 0;
    uint32_t past = at + 1;
    if (value == 0 && (value = value_int(scan, at, CLASS_CARDINAL)) >= 20 && value <= 30) {
        uint32_t ones_at = scan_past_hyphen(scan, past);
        int ones = ones_at < end ? value_int(scan, ones_at, CLASS_ORDINAL) : 0;
        if (ones < 1 || ones > 9) return NO_WORD;
        value += ones;
        past = ones_at + 1;
    } else if (scan_is(scan, at, CLASS_CARDINAL)) return NO_WORD;
    if (value < 1 || value > days_beside(scan, at, past, end)) return NO_WORD;
    /* "March 7:30", "June 5%" and "May 3 million" are no days. */
    char next = scan_char(scan, past);
    bool hour = next == ':' && scan_joined(scan, past + 1);
    if (past < end && (hour || next == '%' || scan_is(scan, past, CLASS_SCALE))) return NO_WORD;
    if (shape) shape->day = value;
    return past;
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

/* The day of 2001 as the name of what happened on it: "9/11"; "Sept. 11" before or behind what was done then. */
uint32_t time_attack_day(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t past = at + 3;
    bool slashed = scan_integer(scan, at) == 9 && past <= end && scan_char(scan, at + 1) == '/' && scan_joined(scan, at + 1) &&
                   scan_joined(scan, at + 2) && scan_integer(scan, at + 2) == 11 && scan_length(scan, at + 2) == 2;
    if (slashed && (past < end && scan_char(scan, past) == '/')) return NO_WORD;
    if (!slashed) {
        if (month_at(scan, at, end) != 9 || at + 1 >= end || scan_integer(scan, at + 1) != 11) return NO_WORD;
        past = at + 2;
        bool behind = past < end && scan_role(scan, past, CLASS_CONTEXT, 'k');
        bool before = at > 1 && scan_word_is(scan, at - 1, "of") && scan_role(scan, at - 2, CLASS_CONTEXT, 'k');
        if (!behind && !before) return NO_WORD;
    }
    if (shape) {
        shape->year = 2001;
        shape->month = 9;
        shape->day = 11;
    }
    return past;
}

/* "2018-08-07", "2018/08/07", "8/27/2018", "27/8/2018". */
uint32_t time_numeric_date(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int p[3] = {0};
    bool dashed = triple_at(scan, at, end, '-', p), slashed = !dashed && triple_at(scan, at, end, '/', p);
    if (!dashed && !slashed) return NO_WORD;
    bool year_first = scan_length(scan, at) == 4 && p[0] >= YEAR_MIN;
    if (!year_first) {
        if (!slashed || p[2] < YEAR_MIN) return NO_WORD;
        bool day_first = p[0] > 12;
        if (!day_first && p[1] <= 12 && p[0] != p[1]) return NO_WORD;  /* 8/7: one or the other */
        int day = day_first ? p[0] : p[1], month = day_first ? p[1] : p[0], year = p[2];
        p[0] = year, p[1] = month, p[2] = day;
    }
    if (p[0] > YEAR_MAX || !civil_valid(p[0], p[1], p[2])) return NO_WORD;
    if (shape) {
        shape->year = p[0];
        shape->month = p[1];
        shape->day = p[2];
    }
    return at + 5;
}
