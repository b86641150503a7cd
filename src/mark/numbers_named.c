/* numbers_named.c - numbers that count nothing.
 *
 * In: a number as it was read, and the words around it. Out: whether it counts. It does not inside a name ("Flight 175",
 * "Channel 4", "G20"), as a label ("No. 10", "page 7"), a house number, a model ("a 737"), a version, a list number ("1."), a
 * year, a telephone number or another chain of digits, nor does "one" where it stands for a person. Each look is bounded. */
#include "mark/lexicon/lexicon.gen.h"
#include "mark/numbers.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100, STREET_WORDS = 4 /* words of the name of a street */ };

static bool touches_digits(const mark_scan *scan, uint32_t at) {
    return at < scan->n && scan->words[at].kind == WORD_NUMBER;
}

/* A mark with a blank on both sides. */
static bool is_spaced_mark(const mark_scan *scan, uint32_t at) {
    if (at + 1 >= scan->n || scan_joined(scan, at) || scan_joined(scan, at + 1)) return false;
    char mark = scan_char(scan, at);
    return mark == '-' || mark == '/' || mark == '.' || mark == ',' || mark == ':';
}

/* Part of a chain of digits: "555-1234", "9-11", "3:2", "1/2". */
static bool is_chained(const mark_scan *scan, uint32_t at, uint32_t past) {
    if (at > 0 && scan_joined(scan, at)) {
        char before = scan_char(scan, at - 1);
        if (before && strchr("*:/.+_=", before)) return true;
        bool by = at > 1 && scan_word_is(scan, at - 2, "by");  /* "10-by-12-foot" */
        if (scan_hyphen(scan, at - 1)) return !by;
        if (scan->words[at - 1].kind == WORD_LETTERS || scan->words[at - 1].kind == WORD_HASHTAG) return true;
    }
    /* "15 - 2", "20 , 000": as texts have them that were cut into words */
    if (is_spaced_mark(scan, past) && touches_digits(scan, past + 1)) return true;
    bool tied = scan_is(scan, past + 1, CLASS_UNIT) || scan_word_is(scan, past + 1, "and");
    if (tied && is_spaced_mark(scan, past)) return true;
    bool dated = at > 2 && scan_is(scan, at - 3, CLASS_MONTH);  /* "HARLBY, May 14 - 19 boats ..." */
    bool parted = at > 1 && is_spaced_mark(scan, at - 1);
    if (parted && touches_digits(scan, at) && touches_digits(scan, at - 2) && !dated) return true;
    /* "10 : 39" */
    if (scan_char(scan, past) == ':' && touches_digits(scan, past + 1) && scan_length(scan, past + 1) == 2) return true;
    if (at > 1 && scan_char(scan, at - 1) == ':' && touches_digits(scan, at - 2) && scan_length(scan, at) == 2) return true;
    if (past < scan->n && scan_joined(scan, past)) {
        char after = scan_char(scan, past);
        bool joint = after == '*' || after == ':' || after == '/';
        if (joint && scan_joined(scan, past + 1) && touches_digits(scan, past + 1)) return true;
        if (scan_hyphen(scan, past) && touches_digits(scan, past + 1)) return true;
    }
    return false;
}

static bool is_capital_name(const mark_scan *scan, uint32_t at) {
    const syn_word *word = &scan->words[at];
    return word->kind == WORD_LETTERS && (word->flags & WORD_CAPITAL) && !(word->flags & WORD_STOP);
}

/* "Flight 175", "No. 10", "Article 5", "World War Two". */
static bool is_name_part(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end) {
    uint32_t begin = scan_sentence_begin(scan, at);
    if (at == begin) return false;
    uint32_t before = at - 1;
    /* "No . 5", "Dec . 16" */
    bool point = scan_char(scan, before) == '.' && before > begin;
    bool label = scan_is(scan, before - 1, CLASS_LABEL) && scan_is_capital(scan, before - 1);  /* "H.J.Res. 5" */
    if (point && (label || scan_word_is(scan, before - 1, "no") || scan_is(scan, before - 1, CLASS_MONTH))) return true;
    /* "the Group of 20" */
    bool group = before > begin && scan_is_capital(scan, before - 1) &&
                 (scan_word_is(scan, before - 1, "group") || scan_word_is(scan, before - 1, "gang"));
    if (group && scan_word_is(scan, before, "of"))
        return true;
    if (scan_is(scan, before, CLASS_LABEL)) {
        bool of = scan_word_is(scan, past, "of") || (scan_word_is(scan, past, "out") && scan_word_is(scan, past + 1, "of"));
        if (of || (scan->words[before].flags & (WORD_ABBREVIATION | WORD_CAPITAL))) return true;  /* "page 3 of 12" */
        number_unit unit;
        mark_count count;
        uint32_t count_past = count_at(scan, at, end, &count);
        return !(unit_find(scan, at, count_past, end, &count, &unit) && unit.plural);
    }
    char sign = scan_char(scan, before);
    if (sign == '#' || sign == '+' || sign == '=' || sign == '/') return true;
    if (!is_capital_name(scan, before) || unit_sign_before(scan, at) < at) return false;
    if (scan_is(scan, before, CLASS_BREAK) || scan_is(scan, before, CLASS_STATE)) return false;
    if (past < end && scan->words[past].kind == WORD_LETTERS && !(scan->words[past].flags & (WORD_STOP | WORD_CAPITAL))) {
        number_unit unit;
        mark_count count = {0};
        count_at(scan, at, end, &count);
        if (unit_find(scan, at, past, end, &count, &unit) && unit.plural) return false;
    }
    syn_slice text = scan_text(scan, before);
    bool verb = slice_ends(text, SLICE_LIT("ing")) || slice_ends(text, SLICE_LIT("ed"));
    /* At the head of a sentence any word has a capital. */
    if (before == begin && verb) return false;
    return scan->words[at].kind == WORD_NUMBER || (scan->words[at].flags & WORD_CAPITAL);
}

/* "1." or "2)" at the head of a line; "(3)". */
static bool is_list_number(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end) {
    char after = past < end ? scan_char(scan, past) : past < scan->n ? scan_char(scan, past) : 0;
    bool closes = after == '.' || after == ')' || after == ':';
    if (!closes || !scan_joined(scan, past)) return false;
    if (scan->words[at].flags & WORD_LINE) return true;
    int value = scan_integer(scan, at);
    return after == ')' && at > 0 && scan_char(scan, at - 1) == '(' && value >= 0 && value < 20;
}

/* "12 Alder Street", "350 North High St.": the number of a house. */
static bool is_house(const mark_scan *scan, uint32_t past, uint32_t end) {
    for (uint32_t at = past; at < end && at < past + STREET_WORDS; at++) {
        if (!scan_is_capital(scan, at) && scan->words[at].kind != WORD_NUMBER) return false;
        if (at > past && scan_phrase(scan, &lexicon_mark_number_streets, at, at + 1)) return true;
    }
    return false;
}

/* "a 737", "an 18-wheeler", "Three Mile Island": a model or a name. */
static bool is_model(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, const mark_count *count) {
    if (past > at + 1 || past >= end || count->scaled) return false;
    number_unit unit;
    bool article = at > 0 && scan_beside(scan, at - 1, BESIDE_ARTICLE);
    if (article && count->digits) {
        bool counted = unit_find(scan, at, past, end, count, &unit);
        return !counted || (!unit.plural && !scan_hyphen(scan, past));
    }
    if (!count->digits && scan_is_capital(scan, at) && scan_is(scan, past, CLASS_MEASURE) && scan_is_capital(scan, past))
        return true;
    if (article || at == scan_sentence_begin(scan, at)) return false;
    bool capital = !count->digits && scan_is_capital(scan, at) && past < end && scan_is_capital(scan, past);
    bool tied = !count->digits && scan_is_capital(scan, at) && scan_hyphen(scan, past) && scan_is_capital(scan, past + 1);
    if (tied) return true;  /* "the Two-Way" */
    return capital && scan_is_content(scan, past) && scan->words[at - 1].kind == WORD_LETTERS &&
           !scan_is_capital(scan, at - 1);
}

/* "9/11", "7/16": a slash parts the days of dates more often than the halves of a fraction. */
static bool is_slash_fraction(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end) {
    if (past != at + 3 || scan_char(scan, at + 1) != '/') return false;
    uint32_t next = scan_past_hyphen(scan, past);
    bool part = next < end && (scan_word_is(scan, next, "of") || scan_is(scan, next, CLASS_MEASURE) ||
                               scan_is(scan, next, CLASS_UNIT) || scan_beside(scan, next, BESIDE_KITCHEN));
    return !part;
}

/* "2018 data": four digits without a comma or bound are a year, but for round ones. "0800 GMT", "911". */
static bool is_year_or_name(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, const mark_count *count) {
    if (!count->digits && past < end && scan_is(scan, past, CLASS_DECADE)) return true;  /* "the nineteen fifties" */
    if (scan_is(scan, past, CLASS_ZONE) && (scan_length(scan, at) == 4 || scan_length(scan, at) == 5)) return true;
    /* "60 Minutes", which times took for no length */
    if (scan_is(scan, past, CLASS_UNIT) && scan_is_capital(scan, past) && !(scan->words[past].flags & WORD_ALL_CAPS)) return true;
    const lexicon_entry *tied = scan_phrase(scan, &lexicon_mark_number_names, at, end);
    if (!count->digits && tied && tied->words > 1) return true;  /* "a one-time mayor" */
    if (past > at + 1 || !count->digits) return false;
    number_unit unit;
    bool counted = unit_find(scan, at, past, end, count, &unit);
    const lexicon_entry *name = scan_phrase(scan, &lexicon_mark_number_names, at, end);
    if (name && (name->words > 1 || !(counted && unit.plural))) return true;
    int year = scan_length(scan, at) == 4 ? scan_integer(scan, at) : -1;
    bool noun = past < end && scan_is_content(scan, past) && !scan_is_capital(scan, past) && !unit_is_verb_like(scan, past);
    bool may = year > FIRST_YEAR && year < LAST_YEAR && (year % 50 != 0 || (!counted && noun));  /* "the 2000 vote" */
    return may && !(counted && unit.kind != NUMBER_COUNT) && bound_begin(scan, at) == at;
}

/* "the plan 2.0": a version of the noun before it. */
static bool is_version(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end) {
    if (at == 0 || !slice_ends(scan_text(scan, at), SLICE_LIT(".0")) || scan_length(scan, at) > 3) return false;
    bool noun = scan->words[at - 1].upos == UPOS_NOUN || scan->words[at - 1].upos == UPOS_PROPN;
    number_unit unit;
    mark_count count = {.value = 2, .digits = true};
    return noun && bound_begin(scan, at) == at && !unit_find(scan, at, past, end, &count, &unit);
}

static bool is_apostrophe(const mark_scan *scan, uint32_t at) {
    syn_slice text = scan_text(scan, at);
    return slice_equal(text, SLICE_LIT("'")) || slice_equal(text, SLICE_LIT("\xE2\x80\x98")) ||
           slice_equal(text, SLICE_LIT("\xE2\x80\x99"));
}

/* Digits that no one counts: "0207", "20180807". */
static bool is_identifier(const mark_scan *scan, uint32_t at) {
    syn_slice text = scan_text(scan, at);
    if (scan->words[at].kind != WORD_NUMBER) return false;
    if (at + 1 < scan->n && scan->words[at + 1].kind == WORD_POSSESSIVE) return true;  /* "in her 40's" */
    if (at > 0 && scan_joined(scan, at) && is_apostrophe(scan, at - 1) && text.len == 2) return true;  /* "the election of '32" */
    if (text.len > 1 && text.ptr[0] == '0' && text.ptr[1] != '.') return true;
    bool plain = true;
    if (at > 0 && touches_digits(scan, at - 1) && touches_digits(scan, at + 1)) return true;  /* "44 20 7946" */
    for (size_t i = 0; i < text.len; i++) plain = plain && text.ptr[i] >= '0' && text.ptr[i] <= '9';
    /* Two numbers in a row ("7782 4368"). */
    bool row = (at > 0 && touches_digits(scan, at - 1)) || touches_digits(scan, at + 1);
    return plain && (text.len > 7 || (row && text.len > 2));
}

/* "one" where nothing is counted: "no one", "one another", "the one"; "the two had met". */
static bool is_pronoun(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, const mark_count *count) {
    if (past != at + 1 || !scan_is(scan, at, CLASS_CARDINAL)) return false;
    if (scan->words[at].upos == UPOS_PRON) return true;  /* "one imagines" */
    number_unit unit;
    bool the = at > 0 && scan_beside(scan, at - 1, BESIDE_THOSE);
    if (count->value < 2) {
        if (past >= end || scan_beside(scan, past, BESIDE_ONE_BEHIND)) return true;
        if (at > 0 && (the || scan_beside(scan, at - 1, BESIDE_ONE_BEFORE))) return true;
        /* "one disagrees": alone behind "one" a word in -s is a verb, but for a few nouns */
        bool verb = count->value > 0.5 && unit_is_plural(scan, past) && !scan_is(scan, past, CLASS_PEOPLE) && !scan_is(scan, past, CLASS_NOUN);
        return !unit_find(scan, at, past, end, count, &unit) || (verb && unit.word == past && unit.kind == NUMBER_COUNT);
    }
    return the && !unit_find(scan, at, past, end, count, &unit);
}

/* "(202) 555-0147" */
static bool is_area_code(const mark_scan *scan, uint32_t at, uint32_t past) {
    if (at == 0 || scan_char(scan, at - 1) != '(' || past + 1 >= scan->n || scan_char(scan, past) != ')') return false;
    return scan->words[past + 1].kind == WORD_NUMBER && scan_length(scan, at) == 3;
}

bool number_counts(const mark_scan *scan, const number_read *read) {
    uint32_t at = read->at, past = read->past, end = read->end;
    if (is_identifier(scan, at) || is_list_number(scan, at, past, end) || is_area_code(scan, at, past)) return false;
    if (read->count.vague && scan_word_is(scan, at, "scores") && !scan_word_is(scan, past, "of")) return false;
    bool named = read->kind == NUMBER_COUNT || span_present(read->glued);
    if (read->sure) return !(named && is_name_part(scan, at, past, end));
    if (is_chained(scan, at, past) || is_slash_fraction(scan, at, past, end)) return false;
    if (is_name_part(scan, at, past, end) || is_house(scan, past, end)) return false;
    if (is_version(scan, at, past, end)) return false;
    if (is_model(scan, at, past, end, &read->count) || is_year_or_name(scan, at, past, end, &read->count)) return false;
    return !is_pronoun(scan, at, past, end, &read->count);
}
