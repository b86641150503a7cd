/* numbers_counts.c - the phrase of all that a number counts, and what it comes to in units that are the same everywhere.
 *
 * In: a number with its unit. Out: the span of what is counted, the code of a currency, the value in units of the SI.
 * What is counted: the noun phrase of the unit with its modifiers, "of ..." behind it and what befell it ("armed men of the
 * guard killed"); of money and parts what they are of ("$3 billion in aid", "5 percent of the vote", "a 10 percent rise");
 * of an age who has it; else, where nothing stands behind the number, the subject of a verb of number_levels.txt before it
 * ("the death toll rose to 12", "unemployment stood at 5.2 percent"). Absent where none of these tells.
 * Bounds: at most PHRASE words of a phrase, BACK words before a number. */
#include "mark/lexicon/lexicon.gen.h"
#include "mark/numbers.h"

enum { PHRASE = 5, BACK = 6, SUBJECT = 8 };

static syn_span words_span(const mark_scan *scan, uint32_t from, uint32_t past) {
    return past > from ? (syn_span){scan->words[from].begin, scan->words[past - 1].end} : (syn_span){0, 0};
}

static bool is_article(const mark_scan *scan, uint32_t at) { return scan_beside(scan, at, BESIDE_POINTS); }

/* Past the noun phrase without a number that begins at `from`, or `from`. */
static uint32_t phrase_past(const mark_scan *scan, uint32_t from, uint32_t end) {
    uint32_t past = from;
    for (uint32_t at = from; at < end && at < from + PHRASE; at++) {
        bool owner = at > from && scan->words[at].kind == WORD_POSSESSIVE && at + 1 < end && scan_is_content(scan, at + 1);
        if (scan_hyphen(scan, at) || owner) continue;
        if (!scan_is_content(scan, at) && !scan_is(scan, at, CLASS_PEOPLE)) break;
        bool head = at + 1 >= end || !scan_is_content(scan, at + 1);
        if (unit_is_verb_like(scan, at) && !scan_hyphen(scan, at + 1) && (head || at > from)) break;
        past = at + 1;
        bool owned = at + 1 < end && scan->words[at + 1].kind == WORD_POSSESSIVE;
        if (!owned && unit_is_plural(scan, at) && !scan_is_capital(scan, at) && scan->words[at].upos != UPOS_ADJ) break;
    }
    return past;
}

/* Past "of the choir", or `at`. */
static uint32_t of_past(const mark_scan *scan, uint32_t at, uint32_t end) {
    if (at + 1 >= end || !scan_word_is(scan, at, "of")) return at;
    uint32_t from = is_article(scan, at + 1) ? at + 2 : at + 1;
    uint32_t past = phrase_past(scan, from, end);
    return past > from ? past : at;
}

/* Past "were killed", "missing", or `at`. */
static uint32_t state_past(const mark_scan *scan, uint32_t at, uint32_t end) {
    for (uint32_t next = at; next < end && next < at + 4; next++) {
        if (scan_is(scan, next, CLASS_STATE)) return next + 1;
        if (!scan_role(scan, next, CLASS_LINK, 's')) break;
    }
    return at;
}

/* Does an article or possessive stand before the number, past its bound and sign ("a $25 million settlement")? */
static bool is_pointed(const mark_scan *scan, uint32_t at) {
    uint32_t begin = bound_begin(scan, unit_sign_before(scan, at));
    return begin > 0 && (is_article(scan, begin - 1) || scan->words[begin - 1].kind == WORD_POSSESSIVE);
}

/* ---- the subject before the number -------------------------------------------------------------------------------- */

static bool is_level(const mark_scan *scan, uint32_t at) {
    return scan_phrase(scan, &lexicon_mark_number_levels, at, at + 1) != NULL;
}

static bool is_adverb(const mark_scan *scan, uint32_t at) {
    return slice_ends(scan_text(scan, at), SLICE_LIT("ly")) || scan_beside(scan, at, BESIDE_ADVERB);
}

static syn_span subject(const mark_scan *scan, uint32_t at) {
    uint32_t begin = scan_sentence_begin(scan, at), p = bound_begin(scan, unit_sign_before(scan, at));
    if (p > begin && scan_beside(scan, p - 1, BESIDE_LEVEL)) p--;
    p = bound_begin(scan, p);
    bool level = false;
    for (uint32_t n = 0; p > begin && n < BACK; n++, p--) {
        if (is_level(scan, p - 1)) level = true;
        else if (!is_adverb(scan, p - 1)) break;
    }
    if (!level || p == begin) return (syn_span){0, 0};
    uint32_t past = p, from = p;
    while (from > begin && past - from < SUBJECT) {
        uint32_t at_word = from - 1;
        bool joint = from < past && (scan_hyphen(scan, at_word) || scan_word_is(scan, at_word, "of") ||
                                     (is_article(scan, at_word) && at_word > begin && scan_word_is(scan, at_word - 1, "of")));
        bool content = scan_is_content(scan, at_word) && !scan_is(scan, at_word, CLASS_BREAK);
        if (!joint && !content) break;
        if (content && scan->words[at_word].upos == UPOS_VERB && past - from > 0) break;
        from--;
    }
    while (from < past && scan_hyphen(scan, from)) from += 2;  /* "a 10-year-old boy fell": the number is no part of it */
    while (from < past && !scan_is_content(scan, from)) from++;
    return words_span(scan, from, past);
}

/* ---- each kind ---------------------------------------------------------------------------------------------------- */

static syn_span counted_noun(const mark_scan *scan, const number_read *read, const number_unit *unit) {
    uint32_t past = of_past(scan, unit->past, read->end);
    return words_span(scan, unit->from, state_past(scan, past, read->end));
}

/* "of the vote", "in aid", "worth of jewellery", and what a number with an article stands before ("a 10 percent rise"). */
static syn_span whole_behind(const mark_scan *scan, const number_read *read, uint32_t at) {
    uint32_t end = read->end, from = at;
    if (from + 1 < end && scan_word_is(scan, from, "worth") && scan_word_is(scan, from + 1, "of")) from++;
    if (from + 1 < end && scan_word_is(scan, from, "of")) {
        from += is_article(scan, from + 1) ? 2 : 1;
        return words_span(scan, from, phrase_past(scan, from, end));
    }
    if (from + 1 < end && scan_word_is(scan, from, "in") && scan_is_content(scan, from + 1) &&
        !scan_is_capital(scan, from + 1))
        return words_span(scan, from + 1, phrase_past(scan, from + 1, end));
    from = scan_past_hyphen(scan, from);
    bool tied = from < end && (is_pointed(scan, read->at) || from > at || (from > 1 && scan_hyphen(scan, from - 2)));
    if (tied && scan_is_content(scan, from)) return words_span(scan, from, phrase_past(scan, from, end));
    return (syn_span){0, 0};
}

/* "Ann Ray, 34": the name before the comma. "a 34-year-old man": what stands behind. */
static syn_span aged(const mark_scan *scan, const number_read *read) {
    uint32_t from = scan_past_hyphen(scan, read->unit_from);
    if (read->unit_from > read->past) return words_span(scan, from, phrase_past(scan, from, read->end));
    uint32_t past = bound_begin(scan, read->at), begin = scan_sentence_begin(scan, read->at);
    if (past < begin + 2) return (syn_span){0, 0};
    if (scan_beside(scan, past - 1, BESIDE_AGED)) {  /* "a boy aged 12" */
        bool noun = scan_is_content(scan, past - 2) && !unit_is_verb_like(scan, past - 2) &&
                    !(past > begin + 2 && scan_beside(scan, past - 3, BESIDE_PLACE));
        return noun ? words_span(scan, past - 2, past - 1) : (syn_span){0, 0};
    }
    if (scan_char(scan, past - 1) != ',') return (syn_span){0, 0};
    past--;
    if (scan_word_is(scan, past - 1, "age")) return (syn_span){0, 0};
    if (!scan_is_capital(scan, past - 1)) return words_span(scan, past - 1, past);
    for (from = past; from > begin && past - from < PHRASE; from--)
        if (!scan_is_capital(scan, from - 1) && !scan_hyphen(scan, from - 1)) break;
    return words_span(scan, from, past);
}

syn_span counts_find(const mark_scan *scan, const number_read *read, const number_unit *unit) {
    syn_span found = {0, 0};
    bool none = unit->past == 0 && !span_present(read->glued);
    uint32_t behind = unit->word >= read->past ? unit->past : read->unit_from;
    switch (read->kind) {
        case NUMBER_SCORE: case NUMBER_VOTE: case NUMBER_ODDS: return found;
        case NUMBER_AGE: return aged(scan, read);
        case NUMBER_MONEY: case NUMBER_PERCENT: case NUMBER_POINTS: case NUMBER_MEASURE:
            found = whole_behind(scan, read, behind);
            return span_present(found) ? found : subject(scan, read->at);
        case NUMBER_COUNT: case NUMBER_SHARE: case NUMBER_ORDINAL: default:
            /* "in the charge were two lies": no subject of the number */
            if (none) return scan_is_content(scan, read->unit_from) ? found : subject(scan, read->at);
            if (unit->word < read->at) return words_span(scan, unit->word, unit->past);
            return counted_noun(scan, read, unit);
    }
}

/* ---- currencies and the SI ---------------------------------------------------------------------------------------- */

/* "0.0254" as 254 over 10000, so that a product is rounded only once. */
static void factor_read(const char *text, const char **rest, double *over, double *under) {
    *over = 0;
    *under = 1;
    for (bool point = false; (*text >= '0' && *text <= '9') || *text == '.'; text++) {
        if (*text == '.') {
            point = true;
            continue;
        }
        *over = *over * 10 + (*text - '0');
        if (point) *under *= 10;
    }
    *rest = text;
}

/* "m 1609.344", "K 0.5556 459.67": the unit, the factor, and what is added before. */
static void to_si(const char *rule, syn_arena *arena, syn_number *number) {
    const char *space = strchr(rule, ' '), *rest;
    if (!space) return;
    double over, under, more = 0, more_under = 1;
    factor_read(space + 1, &rest, &over, &under);
    if (*rest == ' ') factor_read(rest + 1, &rest, &more, &more_under);
    syn_slice unit = arena_copy(arena, slice_of(rule, (size_t)(space - rule)));
    if (!unit.ptr) return;
    number->si_unit = unit;
    number->si_value = (number->value + more / more_under) * over / under;
    number->si_high = number_is_range(number) ? (number->high + more / more_under) * over / under : 0;
}

void counts_convert(const mark_scan *scan, const number_read *read, const number_unit *unit, syn_arena *arena,
                    syn_number *number) {
    if (number->kind == NUMBER_MONEY && unit->name) {
        uint32_t from = unit->word < read->at ? unit->word : read->past;
        const char *code = unit_currency_code(scan, from, unit->past);
        number->currency = code ? code : unit->name;
    }
    const char *name = read->measure ? read->measure : unit->name;
    if (number->kind != NUMBER_MEASURE || !name) return;
    const lexicon_entry *rule = lexicon_word(&lexicon_mark_number_si, slice_hash(slice_str(name)));
    if (rule) to_si(rule->value, arena, number);
}
