/* times_spans.c - what lengths of time ("nearly three years", "eight-hour", "half an hour", "several weeks") and units of
 * the calendar look like: terminals of times.grammar (times_terminals.h has the list).
 *
 * In: a word number. Out: the first word past what it takes in, or NO_WORD; with a shape, also what it means. A length is
 * count [filler] [filler] unit. Ages ("a 27-year-old") are left to numbers.c. */
#include <string.h>

#include "mark/lexicon/lexicon.gen.h"
#include "mark/times_terminals.h"

typedef struct unit_read {
    char letter;   /* as in time_units.txt, 0 = none */
    bool plural;
} unit_read;

static unit_read unit_at(const mark_scan *scan, uint32_t at, uint32_t end) {
    const char *value = at < end ? scan_value(scan, at, CLASS_UNIT) : NULL;
    return value ? (unit_read){value[0], value[1] == 's'} : (unit_read){0};
}

/* "old", "of age" behind a unit. */
static bool is_age(const mark_scan *scan, uint32_t at) {
    at = scan_past_hyphen(scan, at);
    return scan_role(scan, at, CLASS_CONTEXT, 'g') || (scan_word_is(scan, at, "of") && scan_word_is(scan, at + 1, "age"));
}

/* "60 Minutes": a capital that nothing but a name explains. A headline has others beside it. */
static bool is_show(const mark_scan *scan, uint32_t at, uint32_t unit) {
    if (!scan_is_capital(scan, unit) || (scan->words[unit].flags & WORD_ALL_CAPS) || unit == at) return false;
    bool behind = unit + 1 < scan->n && scan->words[unit + 1].sentence == scan->words[unit].sentence && scan_is_capital(scan, unit + 1);
    bool before = at > scan_sentence_begin(scan, at) && scan_is_capital(scan, at - 1);
    return !behind && !before;
}

static uint32_t set_unit(const mark_scan *scan, uint32_t at, uint32_t end, bool plural, const char *letters,
                         time_shape *shape) {
    unit_read unit = unit_at(scan, at, end);
    if (!unit.letter || unit.plural != plural || !strchr(letters, unit.letter)) return NO_WORD;
    if (shape) shape->unit = unit.letter;
    return at + 1;
}

uint32_t time_long_unit(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return set_unit(scan, at, end, false, "EC", shape);
}
uint32_t time_unit_placed(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return set_unit(scan, at, end, false, "WNMQYEC", shape);
}
uint32_t time_unit_placed_day(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return set_unit(scan, at, end, false, "DWMY", shape);
}
uint32_t time_unit_whole(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return set_unit(scan, at, end, false, "WMQY", shape);
}
uint32_t time_unit_one(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return set_unit(scan, at, end, false, "SmHDWFMQYEC", shape);
}
uint32_t time_unit_set(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    unit_read unit = unit_at(scan, at, end);
    bool ordinal = unit.letter == 'S' && at + 1 < end && scan_is_content(scan, at + 1);
    return ordinal ? NO_WORD : set_unit(scan, at, end, false, "SmHDWFNMQYECL", shape);
}
uint32_t time_bare_unit(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    if (shape) shape->count = 1;
    return set_unit(scan, at, end, false, "SmHDWFMYECL", shape);
}
uint32_t time_bare_units(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    if (shape) shape->count = -1;
    return set_unit(scan, at, end, true, "SmHDWFMYECL", shape);
}
uint32_t time_bare_units_long(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    if (is_age(scan, at + 1)) return NO_WORD;
    if (shape) shape->count = -1;
    return set_unit(scan, at, end, true, "HDWFMYECL", shape);
}

/* ---- conditions --------------------------------------------------------------------------------------------------- */

uint32_t time_rate_behind(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end, (void)shape;
    if (at == 0) return NO_WORD;
    bool rate = scan->words[at - 1].kind == WORD_NUMBER || scan_is(scan, at - 1, CLASS_SCALE) ||
                scan_is(scan, at - 1, CLASS_CURRENCY) || scan_role(scan, at - 1, CLASS_CONTEXT, 'x') ||
                scan_char(scan, at - 1) == '%';
    return rate ? at : NO_WORD;
}

uint32_t time_measure_behind(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end, (void)shape;
    return at > scan_sentence_begin(scan, at) && scan_role(scan, at - 1, CLASS_CONTEXT, 'm') ? at : NO_WORD;
}

/* "earlier in the week", "the rest of the year". */
uint32_t time_placed(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end, (void)shape;
    uint32_t begin = scan_sentence_begin(scan, at);
    for (uint32_t back = 1; back <= 2 && at >= begin + back; back++)
        if (scan_role(scan, at - back, CLASS_CONTEXT, 'p')) return at;
    return NO_WORD;
}

uint32_t time_set(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    const lexicon_entry *set = scan_phrase(scan, &lexicon_mark_time_sets, at, end);
    if (!set) return NO_WORD;
    if (shape) shape->text = set->value;
    return at + set->words;
}

/* ---- lengths ------------------------------------------------------------------------------------------------------ */

/* A count in front of a unit; value below 0: several. `article`: it is "a", or begins with it. */
static uint32_t unit_count_at(const mark_scan *scan, uint32_t at, uint32_t end, double *value, bool *article) {
    mark_count count;
    *article = false;
    const lexicon_entry *rough = scan_phrase(scan, &lexicon_mark_time_counts, at, end);
    uint32_t past = count_at(scan, at, end, &count);
    if (past > at && (!rough || past > at + rough->words)) {
        *value = count.vague ? -1 : count.value;
        bool or_more = past < end && (scan_role(scan, past, CLASS_CONTEXT, 'o') || scan_hyphen(scan, past));
        mark_count other;
        /* "seven, eight weeks" */
        bool row = !count.digits && past < end && scan_char(scan, past) == ',' && count_at(scan, past + 1, end, &other) > past + 1;
        or_more |= row && !other.digits && other.value > count.value && other.value < count.value + 2;
        uint32_t second = past + 1, more = or_more ? count_at(scan, second, end, &other) : second;
        /* "two to three weeks": the first */
        return more > second && !other.vague && other.value > count.value ? more : past;
    }
    if (!rough) return at;
    char c = rough->value[0];  /* "X", "2", "0.5", "0.25", and "a" behind a space */
    int decimals = rough->value[1] == '.' ? read_int(rough->value + 2, NULL) : 0;
    *value = c == 'X' ? -1 : c - '0' + (decimals >= 10 ? decimals / 100.0 : decimals / 10.0);
    *article = strchr(rough->value, 'a') != NULL;
    return at + rough->words;
}

typedef struct length_read {
    double value;
    bool article, hyphen;
    unit_read unit;
} length_read;

/* count [filler] [filler] unit; NO_WORD, or the word past it. */
static uint32_t length_at(const mark_scan *scan, uint32_t at, uint32_t end, length_read *length) {
    uint32_t past = unit_count_at(scan, at, end, &length->value, &length->article);
    if (past == at) return NO_WORD;
    uint32_t unit_from = scan_past_hyphen(scan, past);
    for (int filler = 0; filler < 2 && unit_from < end && scan_is(scan, unit_from, CLASS_FILLER); filler++)
        unit_from = scan_past_hyphen(scan, unit_from + 1);
    unit_read unit = length->unit = unit_at(scan, unit_from, end);
    bool hyphen = length->hyphen = unit_from > past && scan_hyphen(scan, past);
    if (!unit.letter) return NO_WORD;
    /* "a second", "a quarter" are ordinals and fractions; "three second-half goals" is no time. */
    if (unit.letter == 'Q' && hyphen) return NO_WORD;
    if (!unit.plural && (unit.letter == 'S' || unit.letter == 'Q') && !(hyphen && unit.letter == 'S')) return NO_WORD;
    if (length->article && unit.plural && length->value > 0.9 && length->value < 1.1) return NO_WORD;
    if (!unit.plural && unit.letter == 'N' && length->article) return NO_WORD;
    if (scan_is(scan, at, CLASS_CURRENCY)) return NO_WORD;
    return is_age(scan, unit_from + 1) || is_show(scan, at, unit_from) ? NO_WORD : unit_from + 1;
}

static uint32_t set_length(bool held, uint32_t past, const length_read *length, time_shape *shape) {
    if (past == NO_WORD || !held) return NO_WORD;
    if (shape) {
        shape->unit = length->unit.letter;
        shape->count = length->value;
    }
    return past;
}

uint32_t time_length(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    length_read length;
    uint32_t past = length_at(scan, at, end, &length);
    return set_length(true, past, &length, shape);
}

uint32_t time_length_plural(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    length_read length;
    uint32_t past = length_at(scan, at, end, &length);
    return set_length(past != NO_WORD && !length.article && (length.unit.plural || length.hyphen), past, &length, shape);
}

/* Behind "two years and": a smaller unit. */
uint32_t time_length_second(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    static const char order[] = "LCEYQMFWNDHmS";
    bool article;
    double value = 0;
    uint32_t past = unit_count_at(scan, at, end, &value, &article);
    unit_read unit = past > at ? unit_at(scan, past, end) : (unit_read){0};
    unit_read first = at >= 2 ? unit_at(scan, at - 2, end) : (unit_read){0};
    if (!unit.letter || !first.letter || article || value < 0) return NO_WORD;
    if (strchr(order, first.letter) >= strchr(order, unit.letter)) return NO_WORD;
    if (shape) {
        shape->count2 = value;
        shape->unit2 = unit.letter;
    }
    return past + 1;
}

uint32_t time_length_set(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    bool article;
    double value;
    uint32_t past = unit_count_at(scan, at, end, &value, &article);
    unit_read unit = past > at ? unit_at(scan, past, end) : (unit_read){0};
    if (!unit.letter || article || value <= 0) return NO_WORD;
    if (shape) {
        shape->unit = unit.letter;
        shape->count = value;
    }
    return past + 1;
}
