/* numbers_ages.c - ages and heights of people.
 *
 * In: a count and the words around it. Out: its kind, how far it reaches, the word of its unit.
 *   age     "34-year-old", "5- and 6-year-old", "aged 34", "12 years of age", "Ann Ray, 34,", "she is 34", "now, at 34, she"
 *   height  "6-foot-2", "5 feet 11 inches"
 * Each looks at a bounded number of words. */
#include "mark/lexicon/lexicon.gen.h"
#include "mark/numbers.h"

enum { OLDEST = 120,       /* years of a person */
       LEAST_AGE_BARE = 4, /* an age behind a comma and a name */
       NEAR_AGE = 7,       /* words back to "age" */
       NEAR_DEATH = 5,     /* words back to "died" */
       NEAR_PERSON = 4,    /* words back to "he", past a comma */
       YOUNGEST_BARE = 15  /* ... and behind a comma and a noun */ };

/* Past a hyphen, also one between blanks, as texts have them that were cut into words. */
static uint32_t past_dash(const mark_scan *scan, uint32_t at) {
    return at < scan->n && scan_char(scan, at) == '-' ? at + 1 : at;
}

uint32_t age_follows(const mark_scan *scan, uint32_t past, uint32_t end, uint32_t *unit) {
    *unit = past_dash(scan, past);
    if (*unit >= end || !scan_is(scan, *unit, CLASS_UNIT)) return past;
    uint32_t old = past_dash(scan, *unit + 1);
    if (old + 1 < end && scan_word_is(scan, old, "of") && scan_word_is(scan, old + 1, "age")) return old + 2;
    return old < end && scan_beside(scan, old, BESIDE_OLD) ? old + 1 : past;
}

/* "34-year-old", "34 years old", "six-month-old". */
static bool age_behind(const mark_scan *scan, number_read *read) {
    uint32_t unit, past = age_follows(scan, read->past, read->end, &unit);
    if (past == read->past) return false;
    read->kind = NUMBER_AGE;
    read->age_unit = unit;
    read->unit_from = past;
    return read->sure = true;
}

/* "5- and 6-year-old": the first says no unit of its own. */
static bool age_suspended(const mark_scan *scan, number_read *read) {
    uint32_t joint = past_suspended(scan, read->past), unit;
    bool joined = joint < read->end && (scan_word_is(scan, joint, "and") || scan_word_is(scan, joint, "or"));
    mark_count high;
    uint32_t past = joint > read->past && joined ? count_at(scan, joint + 1, read->end, &high) : joint + 1;
    if (past == joint + 1 || high.value <= read->count.value || age_follows(scan, past, read->end, &unit) == past) return false;
    read->ranged = true;
    read->high = high.value;
    read->past = past;
    return age_behind(scan, read);
}

/* "Ann Ray, 34, ..." */
static bool age_apposed(const mark_scan *scan, const number_read *read) {
    uint32_t at = read->at, past = read->past;
    int years = scan_integer(scan, at);
    if (years < LEAST_AGE_BARE || years > OLDEST || past != at + 1 || at < 2 || scan_char(scan, at - 1) != ',') return false;
    const syn_word *name = &scan->words[at - 2], *after = past < scan->n ? &scan->words[past] : NULL;
    if (name->kind != WORD_LETTERS || scan_is(scan, at - 2, CLASS_MONTH)) return false;
    if (scan->words[at].sentence != scan->words[at - 2].sentence) return false;
    if (!after || after->kind != WORD_PUNCT) return false;
    char mark = scan_char(scan, past);
    /* "the baker, 34, ..." */
    if (!(name->flags & WORD_CAPITAL)) return mark == ',' && name->upos == UPOS_NOUN && years > YOUNGEST_BARE;
    return (mark == ',' || mark == '.' || mark == ';' || mark == ')' || mark == '(') && !scan_hyphen(scan, past);
}

/* "Now, at 34, she rows", "she is, at 34, the oldest": between commas, with a pronoun behind or near before. */
static bool age_between_commas(const mark_scan *scan, const number_read *read) {
    uint32_t at = read->at, past = read->past, begin = scan_sentence_begin(scan, at);
    if (at < begin + 2 || !scan_word_is(scan, at - 1, "at") || scan_char(scan, at - 2) != ',') return false;
    if (scan_char(scan, past) != ',' || read->count.value <= YOUNGEST_BARE) return false;
    if (scan_beside(scan, past + 1, BESIDE_PRONOUN)) return true;
    for (uint32_t back = 3; back <= 2 + NEAR_PERSON && at >= begin + back; back++)
        if (scan_beside(scan, at - back, BESIDE_PRONOUN)) return true;
    return false;
}

/* "She was 91.", "He is 34,", "At 68, Kell ...". */
static bool age_told(const mark_scan *scan, const number_read *read) {
    uint32_t at = read->at, past = read->past, begin = scan_sentence_begin(scan, at);
    double years = read->count.value;
    if (years < LEAST_AGE_BARE || past > at + 3 || at == begin) return false;
    bool ends = past >= read->end || (scan->words[past].kind == WORD_PUNCT && strchr(",.;)", scan_char(scan, past)) &&
                                      scan_char(scan, past));
    /* "Replay: At 85, Kell ..." */
    bool headed = scan_word_is(scan, at - 1, "at") && scan_is_capital(scan, at - 1) && years > YOUNGEST_BARE &&
                  scan_is_capital(scan, past + 1);
    if (headed && at > begin + 1) return scan_char(scan, past) == ',';
    if (at == begin + 1 && scan_word_is(scan, begin, "at")) return scan_char(scan, past) == ',' && years >= 10;
    for (uint32_t back = 2; back <= NEAR_DEATH && at >= begin + back && scan_word_is(scan, at - 1, "at"); back++)
        if (scan_beside(scan, at - back, BESIDE_DEATH)) return true;  /* "died on Thursday at 91" */
    /* "raising the age for rowing to 21" */
    for (uint32_t back = 2; back <= NEAR_AGE && at >= begin + back && scan_word_is(scan, at - 1, "to"); back++)
        if (scan_word_is(scan, at - back, "age")) return ends;
    syn_slice verb = scan_text(scan, at - 1);
    bool am = slice_equal_ascii_case(verb, SLICE_LIT("i'm")) || slice_equal(verb, SLICE_LIT("I\xE2\x80\x99m"));
    if (am) return ends && years > YOUNGEST_BARE;
    bool is = scan->words[at - 1].kind == WORD_POSSESSIVE;  /* "she's 90" */
    /* "he will be 91" */
    if (at >= begin + 3 && scan_word_is(scan, at - 1, "be") && scan->words[at - 2].upos == UPOS_AUX)
        return (scan_beside(scan, at - 3, BESIDE_PRONOUN) && ends) || (scan_is_capital(scan, at - 3) &&
               years > YOUNGEST_BARE && (scan_word_is(scan, past, "when") || scan_word_is(scan, past, "should") ||
                                         scan_word_is(scan, past, "if")));
    if (at < begin + 2 || !(is || scan_beside(scan, at - 1, BESIDE_BE))) return false;
    bool when = past < read->end && scan_word_is(scan, past, "when");
    if (scan_beside(scan, at - 2, BESIDE_PRONOUN)) return ends || when;
    if (is) return false;
    uint32_t name = scan_char(scan, at - 2) == ',' && at > begin + 2 ? at - 3 : at - 2;
    bool last = past >= scan_sentence_end(scan, at) || scan_char(scan, past) == '.';
    /* "When she sailed, Kell was 27, a novice" */
    bool apposed = scan_char(scan, past) == ',' && past + 1 < read->end && scan_beside(scan, past + 1, BESIDE_ARTICLE);
    return scan_is_capital(scan, name) && name > begin && (when || ((last || apposed) && years > YOUNGEST_BARE));
}

/* The phrase of number_ages.txt that ends before `past`, or NULL. */
static const lexicon_entry *age_phrase(const mark_scan *scan, uint32_t past, uint32_t begin) {
    for (uint32_t back = 1; back <= 4 && past >= begin + back; back++) {
        const lexicon_entry *found = scan_phrase(scan, &lexicon_mark_number_ages, past - back, past);
        if (found && found->words == back) return found;
    }
    return NULL;
}

bool age_read(const mark_scan *scan, number_read *read) {
    if (age_behind(scan, read) || age_suspended(scan, read)) return true;
    double top = read->ranged ? read->high : read->count.value;
    if (read->count.scaled || top > OLDEST) return false;
    uint32_t begin = scan_sentence_begin(scan, read->at), at = bound_begin(scan, read->at);
    if (at > begin && scan_word_is(scan, at - 1, "between")) at--;  /* "aged between nine and 16" */
    const lexicon_entry *behind = scan_phrase(scan, &lexicon_mark_number_bounds_after, read->past, read->end);
    if (behind && (strstr(behind->phrase, "old") || strstr(behind->phrase, "young"))) {  /* "12 or older" */
        read->kind = NUMBER_AGE;
        return read->sure = true;
    }
    const lexicon_entry *said = age_phrase(scan, at, begin);
    if (!said && at < read->at) said = age_phrase(scan, read->at, begin);  /* "voters under 30": the bound is part of it */
    if (said) {
        number_unit unit;
        bool counted = unit_find(scan, read->at, read->past, read->end, &read->count, &unit);
        if (counted && (unit.kind != NUMBER_COUNT || said->value[0] == 't')) return false;
        read->kind = NUMBER_AGE;
        return read->sure = true;
    }
    if (!age_apposed(scan, read) && !age_told(scan, read) && !age_between_commas(scan, read)) return false;
    read->kind = NUMBER_AGE;
    return read->sure = true;
}

/* "6-foot-2", "5 feet 11 inches": one height. */
void height_read(const mark_scan *scan, number_read *read) {
    uint32_t foot = scan_past_hyphen(scan, read->past);
    if (foot >= read->end || !scan_beside(scan, foot, BESIDE_FOOT) || read->ranged) return;
    uint32_t next = scan_past_hyphen(scan, foot + 1);
    if (next >= read->end) return;
    mark_count inches;
    uint32_t past = count_at(scan, next, read->end, &inches);
    if (past == next || inches.value >= 12 || inches.scaled) return;
    uint32_t inch = scan_past_hyphen(scan, past);
    bool named = inch < read->end && scan_beside(scan, inch, BESIDE_INCH);
    if (next == foot + 1 && !named) return;
    read->count.value += inches.value / 12;
    read->past = past;
    read->unit_from = named ? inch + 1 : past;
    read->measure = "foot";
    read->glued = (syn_span){scan->words[foot].begin, scan->words[foot].end};
    read->kind = NUMBER_MEASURE;
    read->sure = true;
}
