/* numbers.c - marks counts: how many of what ("at least 23 people", "two dozen boats", "$3 billion", "10 percent").
 *
 * In: words, and times (a year, a date or a length of time is no count here). Out: numbers in order, none overlapping, each
 * with its value, its bound as stated and the words that say what is counted (numbers_unit.c finds those). The span of a
 * number is the number itself, without its bound or unit. One pass, each look around bounded; counts.c reads the digits and
 * words.
 *
 * Not counts, and left out: numbers inside names ("Flight 175", "Channel 4", "G20"), labels ("No. 10", "page 7"), list
 * numbers ("1."), telephone numbers and other chains of digits, scores ("3-2"), ordinals, "one" where it stands for a
 * person. */
#include "mark/numbers.h"

#include "base/caps.h"
#include "mark/lexicon/lexicon.gen.h"

enum { BOUND_WORDS = 6 };  /* how far before a number the words of a bound may begin */

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
        if (at >= begin + back) entry = scan_phrase(scan, &lexicon_mark_number_bounds, at - back, at);
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

static bool touches_digits(const mark_scan *scan, uint32_t at) {
    return at < scan->n && scan->words[at].kind == WORD_NUMBER;
}

/* Part of a chain of digits: "555-1234", "9-11", "3:2", "1/2". */
static bool is_chained(const mark_scan *scan, uint32_t at, uint32_t past) {
    if (at > 0 && scan_joined(scan, at)) {
        char before = scan_char(scan, at - 1);
        if (before == ':' || before == '/' || before == '.' || before == '+' || before == '_' || before == '=') return true;
        if (scan_hyphen(scan, at - 1)) return true;
        if (scan->words[at - 1].kind == WORD_LETTERS || scan->words[at - 1].kind == WORD_HASHTAG) return true;
    }
    if (past < scan->n && scan_joined(scan, past)) {
        char after = scan_char(scan, past);
        if ((after == ':' || after == '/') && scan_joined(scan, past + 1) && touches_digits(scan, past + 1)) return true;
        if (scan_hyphen(scan, past) && touches_digits(scan, past + 1)) return true;
    }
    return false;
}

/* "10-15 people": two short counts, of which the second has a unit. */
static bool is_range(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end) {
    if (at > 1 && scan_joined(scan, at) && !scan_hyphen(scan, at - 1)) return false;
    uint32_t second = at > 1 && scan_hyphen(scan, at - 1) ? at : past + 1, first = second == at ? at - 2 : at;
    if (second + 1 >= end || !touches_digits(scan, first) || !touches_digits(scan, second)) return false;
    if (first > 0 && scan_joined(scan, first) && !scan_is(scan, first - 1, CLASS_CURRENCY)) return false;
    mark_count low, high;
    uint32_t high_past = count_at(scan, second, end, &high);
    if (count_at(scan, first, second, &low) != second - 1 || high_past == second || low.value >= high.value) return false;
    number_unit unit;
    return unit_find(scan, second, high_past, end, &high, &unit) && unit.plural;
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
    if (scan_is(scan, before, CLASS_LABEL)) {
        if (scan->words[before].flags & (WORD_ABBREVIATION | WORD_CAPITAL)) return true;
        number_unit unit;
        mark_count count;
        uint32_t count_past = count_at(scan, at, end, &count);
        return !(unit_find(scan, at, count_past, end, &count, &unit) && unit.plural);
    }
    if (scan_char(scan, before) == '#') return true;
    if (!is_capital_name(scan, before)) return false;
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

/* Digits that no one counts: "0207", "20180807". */
static bool is_identifier(const mark_scan *scan, uint32_t at) {
    syn_slice text = scan_text(scan, at);
    if (scan->words[at].kind != WORD_NUMBER) return false;
    if (text.len > 1 && text.ptr[0] == '0' && text.ptr[1] != '.') return true;
    bool plain = true;
    for (size_t i = 0; i < text.len; i++) plain = plain && text.ptr[i] >= '0' && text.ptr[i] <= '9';
    /* Two numbers in a row ("7782 4368"). */
    bool row = (at > 0 && touches_digits(scan, at - 1)) || touches_digits(scan, at + 1);
    return plain && (text.len > 7 || (row && text.len > 2));
}

static bool is_count(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, const mark_count *count) {
    if (is_identifier(scan, at) || is_list_number(scan, at, past, end)) return false;
    if (is_chained(scan, at, past) && !is_range(scan, at, past, end)) return false;
    if (is_name_part(scan, at, past, end)) return false;
    /* "the two", "one another", "no one": a pronoun. */
    if (past == at + 1 && scan_is(scan, at, CLASS_CARDINAL) && count->value < 2) {
        number_unit unit;
        if (past >= end || SCAN_ANY(scan, past, "of", "another")) return false;
        if (at > 0 && (SCAN_ANY(scan, at - 1, "no", "this", "that", "the", "any", "every"))) return false;
        return unit_find(scan, at, past, end, count, &unit);
    }
    /* "the two had met": so too the bare number behind an article. */
    number_unit unit;
    bool the = at > 0 && (SCAN_ANY(scan, at - 1, "the", "these", "those"));
    if (the && past == at + 1 && scan_is(scan, at, CLASS_CARDINAL)) return unit_find(scan, at, past, end, count, &unit);
    return true;
}

/* "two-thirds of the seats", "three-quarters", "a third of": the value becomes a part. */
static uint32_t fraction_after(const mark_scan *scan, uint32_t past, uint32_t end, mark_count *count) {
    uint32_t next = scan_past_hyphen(scan, past);
    if (next >= end || count->value > 9 || count->digits || count->scaled || !scan_is(scan, next, CLASS_FRACTION))
        return past;
    if (!(next + 1 < end && scan_word_is(scan, next + 1, "of")) && next == past) return past;
    int parts = read_int(scan_value(scan, next, CLASS_FRACTION), NULL);
    if (parts < 2) return past;
    count->value /= parts;
    return next + 1;
}

static void number_put(syn_report *report, const mark_scan *scan, uint32_t at, uint32_t past, const mark_count *count,
                       uint32_t end) {
    const syn_word *words = scan->words;
    syn_number number = {.span = {words[at].begin, words[past - 1].end}, .value = count->value};
    /* A currency sign stands between the bound and the number: "more than $3 billion". */
    bool money = at > 0 && words[at - 1].kind == WORD_SYMBOL && scan_is(scan, at - 1, CLASS_CURRENCY);
    number_bound bound = bound_before(scan, money ? at - 1 : at);
    const lexicon_entry *after = scan_phrase(scan, &lexicon_mark_number_bounds_after, past, end);
    if (after && bound == BOUND_EXACT) bound = bound_named(after->value);
    number.bound = (uint8_t)(count->vague ? BOUND_AT_LEAST : bound);
    number_unit unit;
    if (unit_find(scan, at, past, end, count, &unit)) {
        number.unit = (syn_span){words[unit.word].begin, words[unit.past - 1].end};
        number.unit_stem = unit.stem;
    }
    VEC_PUSH(&report->arena, &report->numbers, number);
}

syn_code mark_numbers(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    (void)options;
    mark_scan scan;
    if (!scan_open(&scan, report, scratch)) return arena_check(scratch, "mark", error);
    uint32_t time = 0;
    for (uint32_t at = 0; at < scan.n && !report->arena.failed;) {
        while (time < report->times.n && report->times.at[time].span.end <= scan.words[at].begin) time++;
        if (time < report->times.n && report->times.at[time].span.begin < scan.words[at].end) {
            at++;
            continue;
        }
        uint32_t end = scan_sentence_end(&scan, at);
        mark_count count;
        uint32_t past = count_at(&scan, at, end, &count);
        /* A count that runs into a time ("27 Tuesday") is cut off by it. */
        if (past > at && time < report->times.n && report->times.at[time].span.begin < scan.words[past - 1].end) past = at;
        if (past > at && is_count(&scan, at, past, end, &count)) {
            past = fraction_after(&scan, past, end, &count);
            number_put(report, &scan, at, past, &count, end);
        }
        at = past > at ? past : at + 1;
    }
    return arena_check(&report->arena, "mark", error);
}
