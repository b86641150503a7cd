/* numbers.c - marks numbers: how many of what ("at least 23 people", "two dozen boats", "$3 billion", "10 to 15 percent",
 * "aged 34", "won 3-1", "the third suspect").
 *
 * In: words, and times (a year, a date or a length of time is no number here). Out: numbers in order, none overlapping, each
 * with its value, kind, bound as stated, the words that say what is counted (numbers_unit.c, numbers_counts.c), and what it
 * comes to in the SI. The span of a number is the number itself, without its bound or unit. One pass, each look around
 * bounded; counts.c reads the digits and words, numbers_shape.c ranges, scores, shares, ages and ordinals.
 *
 * Left out: numbers inside names ("Flight 175", "Channel 4", "G20"), labels ("No. 10", "page 7"), house numbers, models ("a
 * 737"), list numbers ("1."), telephone numbers and other chains of digits, "one" where it stands for a person. */
#include "mark/numbers.h"

#include "base/caps.h"
#include "mark/lexicon/lexicon.gen.h"
#include "text/lexicon/lexicon.gen.h"

enum { BOUND_WORDS = 6,    /* how far before a number the words of a bound may begin */
       MOST_ADJECTIVES = 2,/* times passed over as adjectives */
       FEW = 12, A_PAIR = 2,
       FIRST_YEAR = 1900, LAST_YEAR = 2100,
       STREET_WORDS = 4 }; /* words of the name of a street */

static const struct { const char *name; number_bound bound; } bounds[] = {
    {"ABOUT", BOUND_ABOUT}, {"AT_LEAST", BOUND_AT_LEAST}, {"AT_MOST", BOUND_AT_MOST}, {"OVER", BOUND_OVER},
    {"UNDER", BOUND_UNDER}};

static number_bound bound_named(const char *name) {
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        if (strcmp(bounds[i].name, name) == 0) return bounds[i].bound;
    return BOUND_EXACT;
}

/* The longest phrase of the lexicon that ends right before `at`, or NULL. */
static const lexicon_entry *bound_phrase(const mark_scan *scan, uint32_t at, uint32_t begin) {
    for (uint32_t back = BOUND_WORDS; back > 0; back--) {
        const lexicon_entry *entry = NULL;
        if (at >= begin + back) entry = scan_phrase(scan, lexicon_text_number_bounds_in("en"), at - back, at);
        if (entry && entry->words == back) return entry;
    }
    return NULL;
}

static number_bound bound_before(const mark_scan *scan, uint32_t at) {
    uint32_t begin = scan_sentence_begin(scan, at);
    const lexicon_entry *inner = bound_phrase(scan, at, begin);
    if (!inner) return BOUND_EXACT;
    number_bound bound = bound_named(inner->value);
    if (bound != BOUND_EXACT) return bound;
    /* "about another 30": a filler before the number, the bound before that. */
    const lexicon_entry *outer = bound_phrase(scan, at - inner->words, begin);
    return outer ? bound_named(outer->value) : BOUND_EXACT;
}

uint32_t bound_begin(const mark_scan *scan, uint32_t at) {
    if (at >= scan->n) return at;
    uint32_t begin = scan_sentence_begin(scan, at);
    for (int i = 0; i < 2; i++) {
        const lexicon_entry *found = bound_phrase(scan, at, begin);
        if (!found) return at;
        at -= found->words;
    }
    return at;
}

/* "300 or more", "60-plus", "1,000+", "3 percent (or more)": behind the number or its unit. */
static number_bound bound_behind(const mark_scan *scan, uint32_t past, uint32_t end) {
    if (past + 1 < end && scan_char(scan, past) == '(') past++;
    const lexicon_entry *after = scan_phrase(scan, &lexicon_mark_number_bounds_after, past, end);
    return after ? bound_named(after->value) : BOUND_EXACT;
}

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

static bool is_count(const mark_scan *scan, const number_read *read) {
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

/* "half a mile", "the last half-mile", "half a percent". */
static bool half_measure(const mark_scan *scan, number_read *read, uint32_t next) {
    uint32_t end = read->end, at = scan_past_hyphen(scan, next);
    if (at < end && scan_beside(scan, at, BESIDE_ARTICLE)) at++;
    if (at >= end) return false;
    if (!scan_is(scan, at, CLASS_MEASURE) && !scan_phrase(scan, &lexicon_mark_number_percent, at, end)) return false;
    read->count.value = 0.5;
    read->past = next;
    read->unit_from = at;
    return read->sure = true;
}

/* "two-thirds of the seats", "three-quarters", "a third of", "half the town": the value becomes a part. */
static bool fraction_read(const mark_scan *scan, number_read *read) {
    uint32_t at = read->at, end = read->end;
    bool article = scan_beside(scan, at, BESIDE_ARTICLE), half = scan_word_is(scan, at, "half");
    double top = read->past > at && !article ? read->count.value : 1;
    if (read->past > at && (read->count.value > 9 || read->count.digits || read->count.scaled)) return false;
    uint32_t next = half ? at : scan_past_hyphen(scan, article ? at + 1 : read->past);
    if (next >= end || (next == at && !half) || !scan_is(scan, next, CLASS_FRACTION)) return false;
    bool of = next + 1 < end && scan_word_is(scan, next + 1, "of");
    bool whole = half && next + 1 < end && scan_beside(scan, next + 1, BESIDE_WHOLE);
    if (half && half_measure(scan, read, next + 1)) return true;
    int parts = read_int(scan_value(scan, next, CLASS_FRACTION), NULL);
    if (!of && !whole && (half || article || next == read->past)) return false;
    if (parts < 2 || (article && parts == 2 && !of)) return false;
    read->count.value = top / parts;
    read->kind = NUMBER_SHARE;
    read->fraction = true;
    read->past = next + 1;
    read->unit_from = whole && !of ? next + 2 : next + 1;
    return read->sure = true;
}

/* Of an age the word "year" behind it, if it is said. */
static number_unit age_unit(const mark_scan *scan, const number_read *read) {
    uint32_t at = read->age_unit;
    if (!at) return (number_unit){0};
    return (number_unit){.word = at, .past = at + 1, .from = at, .stem = scan->words[at].stem};
}

/* "spar over six topics", "under one pretext": a few in words are seldom a bound. */
static bool is_preposition(const mark_scan *scan, const number_read *read) {
    uint32_t at = read->at;
    if (read->count.digits || read->count.scaled || read->kind != NUMBER_COUNT || at == scan_sentence_begin(scan, at))
        return false;
    if (read->count.value <= A_PAIR && scan_beside(scan, at - 1, BESIDE_PAIR)) return true;  /* "tales about two boats" */
    return read->count.value <= FEW && (scan_beside(scan, at - 1, BESIDE_FEW));
}

/* "fell to -14": a minus that touches the digits, and nothing before it. */
static bool is_negative(const mark_scan *scan, uint32_t at) {
    if (at < 1 || scan->words[at].kind != WORD_NUMBER || !scan_joined(scan, at) || scan_joined(scan, at - 1)) return false;
    if (scan->words[at - 1].flags & WORD_LINE) return false;
    return scan_char(scan, at - 1) == '-' || slice_equal(scan_text(scan, at - 1), SLICE_LIT("\xE2\x88\x92"));
}

static void number_put(syn_report *report, const mark_scan *scan, number_read *read) {
    const syn_word *words = scan->words;
    syn_number number = {.span = {words[read->at].begin, words[read->past - 1].end}, .value = read->count.value,
                         .high = read->ranged ? read->high : 0, .against = read->against, .kind = read->kind};
    number_unit unit = {0};
    mark_count many = read->count;
    if (read->ranged) many.value = 2;
    if (read->kind == NUMBER_ORDINAL || read->fraction) many.value = 1;
    if (read->kind == NUMBER_SHARE && !read->fraction) many.value = 2;
    bool pair = read->kind >= NUMBER_SCORE;
    const lexicon_entry *more = scan_phrase(scan, &lexicon_mark_number_bounds_after, read->unit_from, read->end);
    if (more && read->unit_from == read->past) read->unit_from += more->words;
    if (span_present(read->glued)) number.unit = read->glued, number.unit_stem = slice_hash(slice_str(read->measure));
    else if (read->kind == NUMBER_AGE) unit = age_unit(scan, read);
    else if (scan->english && !pair) unit_find(scan, read->at, read->unit_from, read->end, &many, &unit);
    if (unit.past) {
        number.unit = (syn_span){words[unit.word].begin, words[unit.past - 1].end};
        number.unit_stem = unit.stem;
        if (number.kind == NUMBER_COUNT) number.kind = unit.kind;
    }
    read->kind = number.kind;
    if (span_present(read->glued))
        number.span.end = read->past == read->at + 1 && read->glued.begin < number.span.end ? read->glued.begin : number.span.end;
    /* The sign of a currency stands between the bound and the number: "more than $3 billion". */
    number_bound bound = bound_before(scan, unit_sign_before(scan, read->at));
    if (is_preposition(scan, read)) bound = BOUND_EXACT;
    if (is_negative(scan, read->at)) number.value = -number.value;
    if (bound == BOUND_EXACT) bound = bound_behind(scan, read->past, read->end);
    if (bound == BOUND_EXACT && unit.past > read->past) bound = bound_behind(scan, unit.past, read->end);
    number.bound = (uint8_t)(read->count.vague ? BOUND_AT_LEAST : bound);
    number.counts = counts_find(scan, read, &unit);
    if (number.kind == NUMBER_COUNT && !read->ranged && scan->english && shape_rate(scan, read, unit.past)) {
        number.kind = NUMBER_RATE;
        number.against = read->against;
        number.span.end = words[read->past - 1].end;
    }
    counts_convert(scan, read, &unit, &report->arena, &number);
    VEC_PUSH(&report->arena, &report->numbers, number);
}

/* The first word of a time behind `at` and before `end`, else `end`. Adjectives ("five current members") are passed over. */
static uint32_t next_time(const mark_scan *scan, uint32_t time, uint32_t at, uint32_t end) {
    const syn_report *report = scan->report;
    for (int n = 0; n < MOST_ADJECTIVES; n++, time++) {
        if (time >= report->times.n || report->times.at[time].span.begin >= scan->words[end - 1].end) return end;
        while (at < end && scan->words[at].begin < report->times.at[time].span.begin) at++;
        if (at >= end) return end;
        const syn_time *here = &report->times.at[time];
        bool word = scan->words[at].end == here->span.end, often = here->type == TIME_SET && scan_is_content(scan, at + 1);
        often |= slice_ends(scan_text(scan, at), SLICE_LIT("ly")) && scan_is_content(scan, at + 1);  /* "12 currently held" */
        /* "two hoped-for 2016 matches" */
        often |= here->type == TIME_DATE && here->value.len == 4 && at > 0 && scan_is_content(scan, at - 1) &&
                 scan->words[at].kind == WORD_NUMBER && scan_is_content(scan, at + 1) && !scan_is_capital(scan, at + 1);
        bool adjective = word && (often || scan->words[at].upos == UPOS_ADJ);
        if (!adjective) return at;
    }
    return at;
}

/* Digits, number words, and the words that phrases for numbers begin with. */
static bool may_begin(const mark_scan *scan, uint32_t at) {
    static const uint64_t classes = UINT64_C(1) << CLASS_CARDINAL | UINT64_C(1) << CLASS_ORDINAL |
                                    UINT64_C(1) << CLASS_COUNT_FIRST | UINT64_C(1) << CLASS_FRACTION;
    uint8_t kind = scan->words[at].kind;
    if (kind == WORD_NUMBER || kind == WORD_SYMBOL || (scan->classes[at] & classes)) return true;
    return scan_beside(scan, at, BESIDE_ARTICLE);
}

/* Reads the number at `read->at`; false if there is none. `read->past` is then past what was looked at, or `at`. */
static bool number_at(const mark_scan *scan, number_read *read) {
    uint32_t at = read->at;
    read->past = count_at(scan, at, read->end, &read->count);
    if (read->past == at && shape_glued(scan, read)) {  /* "400km" */
        read->unit_from = read->past;
        if (read->kind == NUMBER_COUNT) shape_read(scan, read);
        return is_count(scan, read);
    }
    bool fraction = fraction_read(scan, read);
    number_read ordinal;
    if (!fraction && !read->count.digits && !read->count.scaled && shape_ordinal(scan, at, read->end, &ordinal)) {
        *read = ordinal;
        return true;
    }
    if (read->past == at) return false;
    if (!fraction) {
        read->unit_from = read->past;
        shape_read(scan, read);
    }
    return is_count(scan, read);
}

syn_code mark_numbers(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    (void)options;
    mark_scan scan;
    if (!scan_open(&scan, report, scratch)) return arena_check(scratch, "mark", error);
    uint32_t time = 0, refused = UINT32_MAX;
    for (uint32_t at = 0; at < scan.n && !report->arena.failed;) {
        while (time < report->times.n && report->times.at[time].span.end <= scan.words[at].begin) time++;
        if (!may_begin(&scan, at) ||
            (time < report->times.n && report->times.at[time].span.begin < scan.words[at].end)) {
            at++;
            continue;
        }
        /* A count that would run into a time ("27 Tuesday") is cut off by it. */
        number_read read = {.at = at, .past = at, .end = next_time(&scan, time, at, scan_sentence_end(&scan, at))};
        bool found = number_at(&scan, &read);
        /* "National 4 and 5", "sections 2, 3 and 4": one behind a number that is part of a name is one too. */
        char mark = scan_char(&scan, refused);
        bool row = found && !read.sure && refused < at && at - refused == 1 &&
                   (mark == ',' || mark == '&' || scan_beside(&scan, refused, BESIDE_ROW));
        if (found && !row) number_put(report, &scan, &read);
        bool digits = scan.words[at].kind == WORD_NUMBER, labelled = at > 0 && scan_is(&scan, at - 1, CLASS_LABEL);
        bool named = !found && read.past > at && (digits || labelled);
        refused = named || row ? read.past : UINT32_MAX;
        at = read.past > at ? read.past : at + 1;
    }
    return arena_check(&report->arena, "mark", error);
}
