/* times_dates.c - what a day, month, year, season or quarter looks like: the terminals of times.grammar that name a place
 * in the calendar (times_terminals.h has the list).
 *
 * In: a word number. Out: the first word past what it takes in, or NO_WORD; with a shape, also what it means. Words with
 * a second meaning (May, March, Mar., Sun) need a capital letter and a neighbour that settles them; a bare number is a
 * year only where nothing shows it to be a count; "8/7/2018" is read only where day and month cannot be taken for each
 * other. */
#include <string.h>

#include "base/civil.h"
#include "mark/lexicon/lexicon.gen.h"
#include "mark/times_terminals.h"

enum { YEAR_MIN = 1000, YEAR_MAX = 2100, YEAR_SURE = 1900, YEAR_PIVOT = 40 };  /* '39 is 2039, '40 1940 */

const char *const time_mods[MOD_COUNT] = {
    [MOD_START] = "START", [MOD_MID] = "MID", [MOD_END] = "END", [MOD_APPROX] = "APPROX", [MOD_BEFORE] = "BEFORE",
    [MOD_AFTER] = "AFTER", [MOD_LESS_THAN] = "LESS_THAN", [MOD_MORE_THAN] = "MORE_THAN",
    [MOD_EQUAL_OR_LESS] = "EQUAL_OR_LESS", [MOD_EQUAL_OR_MORE] = "EQUAL_OR_MORE"};

#define TERMINAL_ENTRY(name, classes) {time_##name, classes},
const time_terminal time_terminals[TERMINAL_COUNT] = {TIME_TERMINALS(TERMINAL_ENTRY)};

static int value_int(const mark_scan *scan, uint32_t at, word_class class) {
    const char *value = scan_value(scan, at, class);
    return read_int(value, NULL);
}

static uint32_t one_if(bool held, uint32_t at) { return held ? at + 1 : NO_WORD; }

typedef struct deixis_value {
    uint8_t deixis;
    int8_t steps;
} deixis_value;

/* "-1", "r1", "0" of time_deictics.txt. */
static deixis_value deixis_read(const mark_scan *scan, uint32_t at) {
    const char *value = scan_value(scan, at, CLASS_DEICTIC);
    bool spoken = value[0] == 'r';
    return (deixis_value){spoken ? DEIXIS_SPOKEN : DEIXIS_NOW, (int8_t)read_int(value + spoken, NULL)};
}

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

/* "2018-08-07", "2018/08/07", "8/27/2018", "27/8/2018". */
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

/* ---- weekdays, holidays, days counted from today ------------------------------------------------------------------ */

/* "Friday Harbor", "the Sunday Times": a capitalised word that heads names stands behind. */
static bool is_name_head(const mark_scan *scan, uint32_t at) {
    static const syn_lexicon *const heads[] = {&lexicon_mark_name_place_head, &lexicon_mark_name_org_head,
                                               &lexicon_mark_name_other_head};
    if (!scan->english || !scan_is_capital(scan, at) || scan->words[at].kind != WORD_LETTERS) return false;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (lexicon_word(heads[i], scan->keys[at])) return true;
    return false;
}

/* 1 to 7, plus 10 for a plural, plus 20 for a short form; 0 without a capital. */
static uint32_t weekday_of(const mark_scan *scan, uint32_t at, int form, time_shape *shape) {
    int value = value_int(scan, at, CLASS_WEEKDAY);
    if (!scan_is_capital(scan, at) || (value / 10 == 1) != (form == 1)) return NO_WORD;
    /* "Sun", "Sat", "Wed" alone are other words unless the point shows that they are short. */
    if (form == 0 && value / 10 == 2 && !(scan->words[at].flags & WORD_ABBREVIATION)) return NO_WORD;
    if (form == 0 && is_name_head(scan, at + 1)) return NO_WORD;
    if (shape) {
        shape->weekday = value % 10;
        shape->weekday_word = at;
        shape->every = form == 1;
    }
    return at + 1;
}

uint32_t time_weekday(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    return weekday_of(scan, at, 2, shape);
}
uint32_t time_lone_weekday(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    return weekday_of(scan, at, 0, shape);
}
uint32_t time_weekdays(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    return weekday_of(scan, at, 1, shape);
}

/* A phrase of time_relative.txt: 'D' for a day, else the flag behind its reference (0 = none). */
static uint32_t relative_of(const mark_scan *scan, uint32_t at, uint32_t end, char flag, bool parted, time_shape *shape) {
    const lexicon_entry *entry = scan_phrase(scan, &lexicon_mark_time_relative, at, end);
    if (!entry) return NO_WORD;
    const char *rest, *space = strchr(entry->value, ' ');
    if (entry->value[0] != 'D') {
        if (flag == 'D' || (space ? space[1] : 0) != flag) return NO_WORD;
        if (shape) shape->text = entry->value[1] == 'R' ? "PRESENT_REF" : entry->value[0] == 'P' ? "PAST_REF" : "FUTURE_REF";
        return at + entry->words;
    }
    int days = read_int(entry->value + 1, &rest);
    if (flag != 'D' || (rest[0] == 'T') != parted) return NO_WORD;
    if (shape) {
        shape->number = days;
        if (parted) memcpy(shape->part, rest + 1, 2);
    }
    return at + entry->words;
}

uint32_t time_relative_day(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return relative_of(scan, at, end, 'D', false, shape);
}
uint32_t time_relative_part(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return relative_of(scan, at, end, 'D', true, shape);
}
uint32_t time_reference(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return relative_of(scan, at, end, 0, false, shape);
}
uint32_t time_reference_noun(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return relative_of(scan, at, end, 'n', false, shape);
}
uint32_t time_reference_soon(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return relative_of(scan, at, end, 's', false, shape);
}

uint32_t time_noun(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)shape;
    if (at >= end || (scan->words[at].flags & WORD_STOP)) return NO_WORD;
    return one_if(scan->words[at].kind == WORD_LETTERS || scan->words[at].kind == WORD_NUMBER, at);
}

uint32_t time_holiday(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    const lexicon_entry *entry = scan_phrase(scan, &lexicon_mark_time_holidays, at, end);
    if (!entry) return NO_WORD;
    bool article = entry->words > 1 && (scan->words[at].flags & WORD_STOP);
    if (!scan_is_capital(scan, article ? at + 1 : at) && scan->words[at].kind == WORD_LETTERS) return NO_WORD;
    uint32_t past = at + entry->words;
    /* "Easter Island", "Christmas Carol": a capital behind it makes it a name. */
    bool name = past < end && scan_is_capital(scan, past) && scan->words[past].kind == WORD_LETTERS;
    if (name && !scan_is(scan, past, CLASS_PART)) return NO_WORD;
    if (shape) shape->text = entry->value;
    return past;
}

/* ---- seasons ------------------------------------------------------------------------------------------------------ */

uint32_t time_season(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    if (shape) shape->season = scan_value(scan, at, CLASS_SEASON);
    return at + 1;
}
uint32_t time_closed_season(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    const char *season = scan_value(scan, at, CLASS_SEASON);
    return season && season[2] ? NO_WORD : time_season(scan, at, end, shape);
}
uint32_t time_season_cue(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end, (void)shape;
    if (at == scan_sentence_begin(scan, at)) return NO_WORD;
    return one_if(scan_is(scan, at - 1, CLASS_BEFORE) || scan_role(scan, at - 1, CLASS_CONTEXT, 's'), at);
}
uint32_t time_season_noun(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)shape;
    const char *season = at > 0 ? scan_value(scan, at - 1, CLASS_SEASON) : NULL;
    return one_if(at < end && season && season[2] && scan_is_content(scan, at), at);
}

/* ---- this, last, next --------------------------------------------------------------------------------------------- */

/* "last", "this past", "that same": one word, or two. */
static uint32_t deictic_at(const mark_scan *scan, uint32_t at, uint32_t end, deixis_value *read) {
    *read = deixis_read(scan, at);
    if (at + 1 >= end || read->steps != 0 || !scan_is(scan, at + 1, CLASS_DEICTIC)) return at + 1;
    uint8_t outer = read->deixis;
    *read = deixis_read(scan, at + 1);
    if (outer == DEIXIS_SPOKEN) read->deixis = outer;
    return at + 2;
}

static uint32_t deictic_if(bool held, uint32_t past, const deixis_value *read, time_shape *shape) {
    if (!held) return NO_WORD;
    if (shape) {
        shape->deixis = read->deixis;
        shape->steps = read->steps;
    }
    return past;
}

uint32_t time_deictic(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    deixis_value read;
    uint32_t past = deictic_at(scan, at, end, &read);
    return deictic_if(true, past, &read, shape);
}
uint32_t time_deictic_spoken(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    deixis_value read;
    uint32_t past = deictic_at(scan, at, end, &read);
    return deictic_if(read.deixis == DEIXIS_SPOKEN, past, &read, shape);
}
uint32_t time_deictic_next(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    deixis_value read;
    uint32_t past = deictic_at(scan, at, end, &read);
    return deictic_if(read.deixis == DEIXIS_NOW && read.steps == 1, past, &read, shape);
}
uint32_t time_deictic_count(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end, (void)shape;
    deixis_value read = deixis_read(scan, at);
    return one_if(read.deixis == DEIXIS_NOW || read.steps != 0, at);
}

/* ---- words before a time that bound it ---------------------------------------------------------------------------- */

/* time_modifiers.txt: a mod, perhaps a space, and flags: d it may stand before a date, a before any time, l one that is
 * also a preposition. */
static uint32_t modifier_of(const mark_scan *scan, uint32_t at, uint32_t end, bool place, bool loose, time_shape *shape) {
    const lexicon_entry *entry = scan_phrase(scan, &lexicon_mark_time_modifiers, at, end);
    if (!entry) return NO_WORD;
    const char *flags = strchr(entry->value, ' ');
    size_t length = flags ? (size_t)(flags - entry->value) : strlen(entry->value);
    int mod = MOD_NONE;
    for (int i = 1; i < MOD_COUNT; i++)
        if (strlen(time_mods[i]) == length && memcmp(time_mods[i], entry->value, length) == 0) mod = i;
    bool is_place = mod == MOD_START || mod == MOD_MID || mod == MOD_END;
    if (is_place != place || (flags && strchr(flags, 'l')) != loose || mod == MOD_NONE) return NO_WORD;
    if (shape) {
        shape->mod = time_mods[mod];
        shape->mod_any = flags && strchr(flags, 'a');
        shape->mod_date = flags && strchr(flags, 'd');
    }
    return at + entry->words;
}

uint32_t time_place_modifier(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return modifier_of(scan, at, end, true, false, shape);
}
uint32_t time_modifier(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return modifier_of(scan, at, end, false, false, shape);
}
uint32_t time_loose_modifier(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return modifier_of(scan, at, end, false, true, shape);
}
