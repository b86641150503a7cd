/* numbers_unit.c - finds what a number counts.
 *
 * In: a count and the words around it. Out: the words of its unit, and the stem of their head. The order of the tries:
 *   1. money and per cent, before ("$", "US$", "EUR") or behind ("%", "percent", "U.S. dollars");
 *   2. a measure right behind ("400 km", "23,000-tonne", "60 miles per hour");
 *   3. the noun phrase behind, past "of", "of the 76" and adjectives: the first plural, or for "one" the last word of the
 *      run. The run ends at a function word, a verb, a mark, or after LOOK words;
 *   4. a state beside it ("26 were missing", "30 injured", "wounding 120").
 * Verbs and nouns are told apart by the part of speech where the words have one; else a plural is a word in -s or of a list
 * (people, police), and a verb is of a list or a word in -ed or -ing. "Pounds" are money unless a word near speaks of
 * weight. Known misses: verbs and nouns that the tagger confuses; pounds without a cue. */
#include "mark/lexicon/lexicon.gen.h"
#include "mark/numbers.h"
#include "text/lexicon/lexicon.gen.h"

enum { LOOK = 8,          /* words behind a number that are looked at */
       CODE_WORDS = 3,    /* words of a currency and whose it is */
       OWNER = 3,         /* words of an owner */
       WEIGHT_NEAR = 5 }; /* words before pounds in which a word of weight is looked for */

#define NO_SIZE UINT32_MAX

static uint64_t named_stem(const char *name) { return slice_hash(slice_str(name)); }

static bool set_unit(const mark_scan *scan, number_unit *unit, uint32_t word, uint32_t past, const char *name, bool plural) {
    unit->word = unit->from = word;
    unit->past = past;
    unit->name = name;
    unit->stem = name ? named_stem(name) : scan->words[past - 1].stem;
    unit->plural = plural;
    unit->kind = NUMBER_COUNT;
    return true;
}

static bool set_kind(number_unit *unit, number_kind kind) {
    unit->kind = (uint8_t)kind;
    return true;
}

/* ---- money and per cent ------------------------------------------------------------------------------------------- */

/* "EUR", "Rs": letters that stand before an amount. */
static bool is_code_before(const mark_scan *scan, uint32_t at) {
    if (!scan_is(scan, at, CLASS_CURRENCY) || scan->words[at].kind != WORD_LETTERS) return false;
    return (scan->words[at].flags & WORD_ALL_CAPS) || scan_word_is(scan, at, "rs");
}

uint32_t unit_sign_before(const mark_scan *scan, uint32_t at) {
    if (at == 0 || scan->words[at].kind != WORD_NUMBER) {
        bool sign = at > 0 && scan->words[at - 1].kind == WORD_SYMBOL && scan_is(scan, at - 1, CLASS_CURRENCY);
        return sign ? at - 1 : at;
    }
    if (is_code_before(scan, at - 1)) return at - 1;
    if (scan->words[at - 1].kind != WORD_SYMBOL || !scan_is(scan, at - 1, CLASS_CURRENCY)) return at;
    bool prefix = at > 1 && scan_joined(scan, at - 1) && scan->words[at - 2].kind == WORD_LETTERS &&
                  scan_phrase(scan, &lexicon_mark_number_currency_codes, at - 2, at);
    return prefix ? at - 2 : at - 1;
}

const char *unit_currency_code(const mark_scan *scan, uint32_t from, uint32_t past) {
    for (uint32_t words = CODE_WORDS; words > 0; words--) {
        if (past < from + words) continue;
        const lexicon_entry *code = scan_phrase(scan, &lexicon_mark_number_currency_codes, past - words, past);
        if (code && code->words == words) return code->value;
    }
    return NULL;
}

/* "weighing 20 pounds", "20 pounds of sugar", "a 180-pound man". */
static bool is_weight(const mark_scan *scan, uint32_t at, uint32_t word, uint32_t end, const mark_count *count) {
    if (count->scaled && count->value >= 1e5) return false;
    if (word + 1 < end && scan_word_is(scan, word + 1, "of") && !(word + 2 < end && scan_is(scan, word + 2, CLASS_CARDINAL)))
        return true;
    if (scan_hyphen(scan, word - 1) && word + 1 < end && scan_is_content(scan, word + 1)) return true;
    uint32_t begin = scan_sentence_begin(scan, at);
    for (uint32_t back = 1; back <= WEIGHT_NEAR && at >= begin + back; back++)
        if (scan_beside(scan, at - back, BESIDE_WEIGHT)) return true;
    return false;
}

static bool money_or_percent(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, const mark_count *count,
                             number_unit *unit) {
    uint32_t sign = unit_sign_before(scan, at);
    if (sign < at) return set_unit(scan, unit, sign, at, scan_value(scan, at - 1, CLASS_CURRENCY), true) &&
                          set_kind(unit, NUMBER_MONEY);
    uint32_t next = scan_past_hyphen(scan, past);
    if (next >= end) return false;
    const lexicon_entry *percent = scan_phrase(scan, &lexicon_mark_number_percent, next, end);
    if (percent) {
        bool points = strstr(percent->phrase, "point") != NULL;
        set_unit(scan, unit, next, next + percent->words, points ? "point" : "percent", true);
        return set_kind(unit, points ? NUMBER_POINTS : NUMBER_PERCENT);
    }
    /* "from 46 to 59 percent": the first takes its unit from the second */
    if (at > 0 && scan_word_is(scan, at - 1, "from") && next == past && scan_word_is(scan, past, "to")) {
        mark_count other;
        uint32_t second = count_at(scan, past + 1, end, &other), behind = scan_past_hyphen(scan, second);
        percent = second > past + 1 && behind < end ? scan_phrase(scan, &lexicon_mark_number_percent, behind, end) : NULL;
        bool points = percent && strstr(percent->phrase, "point") != NULL;
        if (percent) return set_unit(scan, unit, behind, behind + percent->words, points ? "point" : "percent", true) &&
                            set_kind(unit, points ? NUMBER_POINTS : NUMBER_PERCENT);
    }
    if (count->vague && scan_word_is(scan, next, "of")) next++;  /* "millions of euros" */
    /* "5,000 U.S. dollars", "30 million euros", "3 bn Canadian dollars", "5 million USD" */
    for (uint32_t i = next; i < end && i < next + CODE_WORDS; i++) {
        const char *name = scan_value(scan, i, CLASS_CURRENCY);
        bool capital = scan_is_capital(scan, i) && !(scan->words[i].flags & WORD_ALL_CAPS);
        if (name && capital && (strcmp(name, "rand") == 0 || strcmp(name, "pound") == 0)) return false;
        if (name && strcmp(name, "pound") == 0 && is_weight(scan, at, i, end, count))
            return set_unit(scan, unit, i, i + 1, name, true) && set_kind(unit, NUMBER_MEASURE);
        if (name) return set_unit(scan, unit, i, i + 1, name, true) && set_kind(unit, NUMBER_MONEY);
        /* "tens of millions of taxpayer dollars" */
        bool owner = i == next && count->scaled + count->vague > 0 && scan_is_content(scan, i) && i + 1 < end &&
                     scan_is(scan, i + 1, CLASS_CURRENCY);
        if (!scan_is_capital(scan, i) && !owner) break;
    }
    return false;
}

static bool measure_behind(const mark_scan *scan, uint32_t past, uint32_t end, const mark_count *count, number_unit *unit) {
    uint32_t next = scan_past_hyphen(scan, past);
    if (count->vague && next < end && scan_word_is(scan, next, "of")) next++;  /* "thousands of miles" */
    if (next >= end) return false;
    end = scan_sentence_end(scan, past);  /* "60 miles an hour": a time may be part of it */
    const lexicon_entry *found = scan_phrase(scan, &lexicon_mark_number_measures, next, end);
    if (!found && next + 1 < end && scan_beside(scan, next, BESIDE_SIZE))
        found = scan_phrase(scan, &lexicon_mark_number_measures, ++next, end);
    if (!found && scan_is(scan, next, CLASS_MEASURE) && (scan->words[next].flags & WORD_ABBREVIATION))
        return set_unit(scan, unit, next, next + 1, scan_value(scan, next, CLASS_MEASURE), true) &&
               set_kind(unit, NUMBER_MEASURE);
    if (!found) return false;
    /* "5 c", "3 f": a degree has a capital. */
    char letter = scan_char(scan, next);
    if (letter == 'c' || letter == 'f') return false;
    return set_unit(scan, unit, next, next + found->words, found->value, true) && set_kind(unit, NUMBER_MEASURE);
}

/* ---- the noun phrase behind --------------------------------------------------------------------------------------- */

static bool is_tagged(const mark_scan *scan, uint32_t at, word_upos one, word_upos other) {
    return scan->words[at].upos == one || scan->words[at].upos == other;
}

bool unit_is_verb_like(const mark_scan *scan, uint32_t at) {
    if (scan_is(scan, at, CLASS_NOUN)) return false;
    bool name = scan_is_capital(scan, at) && scan->words[at].upos == UPOS_PROPN;  /* "nine South Carolinians" */
    if (!name && (scan_is(scan, at, CLASS_BREAK) || scan_is(scan, at, CLASS_STATE))) return true;
    if (scan->words[at].upos != UPOS_NONE && !is_tagged(scan, at, UPOS_ADJ, UPOS_ADJ))
        return is_tagged(scan, at, UPOS_VERB, UPOS_AUX) || is_tagged(scan, at, UPOS_ADV, UPOS_ADP);
    syn_slice text = scan_text(scan, at);
    return text.len > 4 && (slice_ends(text, SLICE_LIT("ed")) || slice_ends(text, SLICE_LIT("ing")));
}

bool unit_is_plural(const mark_scan *scan, uint32_t at) {
    if (scan_is(scan, at, CLASS_PEOPLE)) return true;
    syn_slice text = scan_text(scan, at);
    if (text.len < 4 || text.ptr[text.len - 1] != 's' || scan->words[at].kind != WORD_LETTERS) return false;
    if (is_tagged(scan, at, UPOS_ADV, UPOS_ADP) || is_tagged(scan, at, UPOS_ADJ, UPOS_DET)) return false;
    char before = text.ptr[text.len - 2];
    return before != 's' && before != 'u' && !(before == 'i' && text.len < 6);
}

/* Past "Phelps '" or "the town 's" within a few words, or `at`. */
static uint32_t past_possessive(const mark_scan *scan, uint32_t at, uint32_t end) {
    for (uint32_t next = at; next < end && next < at + OWNER; next++)
        if (scan->words[next].kind == WORD_POSSESSIVE) return next + 1;
        else if (!scan_is_content(scan, next)) break;
    return at;
}

/* Past "of", "of the", "of its 76", "of Kell's 13". */
static uint32_t past_of(const mark_scan *scan, uint32_t at, uint32_t end) {
    if (at < end && scan_word_is(scan, at, "out")) at++;
    if (at >= end || !scan_word_is(scan, at, "of")) return at;
    at++;
    if (at < end && (scan->words[at].flags & WORD_STOP) && !scan_is(scan, at, CLASS_CARDINAL)) at++;
    at = past_possessive(scan, at, end);
    mark_count inner;
    uint32_t past = count_at(scan, at, end, &inner);
    bool noun = past < end && scan_is_content(scan, past) && !scan_phrase(scan, &lexicon_mark_number_percent, past, end) &&
                !scan_is(scan, past, CLASS_CURRENCY);
    return past > at && (inner.value > 1 || noun) ? past : at;  /* "half of one game" */
}

/* "millions and millions" before "and millions", "dozens" in quotation marks before "of": past what adds nothing. */
static uint32_t past_again(const mark_scan *scan, uint32_t past, uint32_t end) {
    if (past + 1 < end && scan_word_is(scan, past, "and")) {
        const lexicon_entry *again = scan_phrase(scan, &lexicon_mark_number_vague, past + 1, end);
        if (again && scan_word_is(scan, past + 1 + again->words, "of")) return past + 1 + again->words;
    }
    bool quote = past + 1 < end && (scan_char(scan, past) == '"' || slice_equal(scan_text(scan, past), SLICE_LIT("\xE2\x80\x9D")));
    return quote && scan_word_is(scan, past + 1, "of") ? past + 1 : past;
}

/* "6,000-word features", "a confusing 3,000 page bill": the word that says how large each is. */
static uint32_t size_word(const mark_scan *scan, uint32_t past, uint32_t end) {
    uint32_t at = scan_past_hyphen(scan, past);
    if (at + 1 >= end || scan->words[at].kind != WORD_LETTERS || scan_hyphen(scan, at + 1)) return NO_SIZE;
    if (unit_is_plural(scan, at) || !scan_is_content(scan, at + 1)) return NO_SIZE;
    bool noun = at > past && is_tagged(scan, at, UPOS_NOUN, UPOS_NOUN);
    return noun || scan_phrase(scan, &lexicon_mark_number_sizes, at, at + 1) ? at : NO_SIZE;
}

/* A participle or -ing word that stands before the noun it belongs to ("three armed men", "300 existing coastal homes"). */
static bool modifies(const mark_scan *scan, uint32_t at, uint32_t end) {
    syn_slice text = scan_text(scan, at);
    bool participle = slice_ends(text, SLICE_LIT("ed")) || slice_ends(text, SLICE_LIT("ing")) ||
                      slice_ends(text, SLICE_LIT("en")) || slice_ends(text, SLICE_LIT("wn"));
    if (scan_is(scan, at, CLASS_BREAK) || (!participle && !scan_is(scan, at, CLASS_STATE))) return false;
    for (uint32_t n = 0, next = scan_past_hyphen(scan, at + 1); n < 3 && next < end; n++, next++) {
        if (!scan_is_content(scan, next) || unit_is_verb_like(scan, next)) return false;
        if (unit_is_plural(scan, next)) return true;
    }
    return false;
}

/* "current or former members": a joining word inside a row of adjectives. */
static bool joins(const mark_scan *scan, uint32_t at, uint32_t end) {
    if (!scan_beside(scan, at, BESIDE_ADJECTIVES) || at + 2 >= end || !scan_is_content(scan, at + 1)) return false;
    bool name = scan_is_capital(scan, at - 1) && scan->words[at - 1].upos != UPOS_ADJ;
    if (name || scan_is_capital(scan, at + 1) || unit_is_verb_like(scan, at + 1)) return false;
    uint16_t before = scan->words[at - 1].upos;
    if (before != UPOS_NONE && before != UPOS_ADJ && before != UPOS_NOUN) return false;
    if (unit_is_plural(scan, at + 1)) return false;
    for (uint32_t next = at + 2; next < end && next < at + 4 && scan_is_content(scan, next); next++)
        if (unit_is_verb_like(scan, next)) return false;
        else if (unit_is_plural(scan, next)) return true;
    return false;
}

/* The head of a phrase that no plural heads: its last noun where the words are tagged, else its last word. */
static uint32_t last_noun(const mark_scan *scan, uint32_t from, uint32_t last) {
    for (uint32_t at = last + 1; at-- > from;)
        if (is_tagged(scan, at, UPOS_NOUN, UPOS_PROPN) || scan_is(scan, at, CLASS_NOUN)) return at;
    return last;
}

/* A plural before the noun that is counted: a capital one is part of a name ("three United Nations workers"), one of the
 * list stands for a group ("26 crew members"), and of two tagged nouns the second one counts ("two news briefings"). */
static bool is_before_plural(const mark_scan *scan, uint32_t at, uint32_t look) {
    if (at + 1 >= look) return false;
    /* "appeals court judges": nouns up to another plural */
    bool attributive = scan_phrase(scan, &lexicon_mark_number_attributive, at, at + 1) != NULL;
    for (uint32_t next = at; attributive && next < look && next < at + 4 && scan->words[next].upos == UPOS_NOUN; next++)
        if (next > at + 1 && unit_is_plural(scan, next) && !scan_is_capital(scan, next)) return true;
    bool nouns = scan->words[at].upos == UPOS_NOUN && scan->words[at + 1].upos == UPOS_NOUN;
    bool group = scan_is(scan, at, CLASS_PEOPLE) && !scan_role(scan, at, CLASS_PEOPLE, 'p');
    return (scan_is_capital(scan, at) || nouns || group) && scan_is_content(scan, at + 1) && unit_is_plural(scan, at + 1) &&
           !unit_is_verb_like(scan, at + 1);
}

/* A name behind a noun belongs to what follows it: "the first time Kell's boat", "one reason Pixel 2". */
static bool opens_name(const mark_scan *scan, uint32_t at, uint32_t look) {
    if (!scan_is_capital(scan, at) || scan_is_capital(scan, at - 1) || scan->words[at - 1].upos != UPOS_NOUN) return false;
    while (at < look && scan_is_capital(scan, at)) at++;
    return at >= look || !scan_is_content(scan, at);
}

/* Can the word stand in a noun phrase? "US" is no function word. */
static bool in_phrase(const mark_scan *scan, uint32_t at) {
    const syn_word *word = &scan->words[at];
    if (word->kind != WORD_LETTERS) return false;
    return !(word->flags & WORD_STOP) || scan_is(scan, at, CLASS_PEOPLE) ||
           ((word->flags & WORD_ALL_CAPS) && scan_word_is(scan, at, "us"));
}

/* The words of a run behind a count, up to the first plural; what the run was. */
typedef struct noun_run {
    uint32_t last, plural;  /* its last word; its plural, or REPORT_NONE */
    bool any;
} noun_run;

static noun_run run_read(const mark_scan *scan, uint32_t past, uint32_t from, uint32_t look, bool single) {
    noun_run run = {from, REPORT_NONE, false};
    for (uint32_t at = from; at < look; at++) {
        if (scan_hyphen(scan, at)) continue;
        if (scan_hyphen(scan, at + 1) && scan->words[at].kind == WORD_LETTERS && !scan_hyphen(scan, at - 1) &&
            at + 3 < look && scan_is_content(scan, at + 3) && !unit_is_verb_like(scan, at + 3)) {
            at += 2;  /* "rock-throwing": both words stand before the noun */
            continue;
        }
        if (scan_role(scan, at, CLASS_LINK, 'e') && !run.any) continue;
        if (run.any && scan_integer(scan, at) > 1900 && scan_length(scan, at) == 4 && scan_is_content(scan, at + 1)) continue;
        if (run.any && joins(scan, at, look)) continue;
        if (!in_phrase(scan, at) || (single && run.any && opens_name(scan, at, look))) break;
        /* Right behind two or more, a word in -s is no verb. */
        bool noun = !single && at == past && unit_is_plural(scan, at) && !scan_is(scan, at, CLASS_BREAK);
        if (!noun && unit_is_verb_like(scan, at)) {
            bool adverb = slice_ends(scan_text(scan, at), SLICE_LIT("ly")) && at + 2 < look && modifies(scan, at + 1, look);
            bool often = at == past && scan->words[at].upos == UPOS_ADJ && at + 1 < look && scan_is_content(scan, at + 1);
            if (!run.any && (often || adverb || modifies(scan, at, look))) continue;  /* "15 daily trips" */
            break;
        }
        if (!single && unit_is_plural(scan, at) && !is_before_plural(scan, at, look)) {
            run.plural = at;
            break;
        }
        run.any = true;
        run.last = at;
    }
    return run;
}

static bool noun_behind(const mark_scan *scan, uint32_t past, uint32_t end, const mark_count *count, number_unit *unit) {
    uint32_t size = count->vague ? NO_SIZE : size_word(scan, past, end);
    if (size != NO_SIZE && size > past) return set_unit(scan, unit, size, size + 1, NULL, false);
    uint32_t from = past_of(scan, past, end);
    if (from > past && scan_beside(scan, from - 1, BESIDE_OF_WHOM)) return false;
    uint32_t of = from > past, look = from + LOOK < end ? from + LOOK : end;
    if (scan_hyphen(scan, from)) from++;
    bool single = count->value < 2 && !count->vague;
    noun_run run = run_read(scan, past, from, look, single);
    if (run.plural != REPORT_NONE) {
        set_unit(scan, unit, run.plural, run.plural + 1, NULL, true);
        unit->from = from;
        return true;
    }
    if (!run.any) return false;
    if (size != NO_SIZE && count->value >= 2) return set_unit(scan, unit, size, size + 1, NULL, true);
    /* "the 90-seat council": what a hyphen ties to the number is its unit. */
    uint32_t tied = scan_past_hyphen(scan, past);
    if (tied > past && tied < end && scan->words[tied].kind == WORD_LETTERS)
        return set_unit(scan, unit, tied, tied + 1, NULL, false);
    /* A capital alone, or a run that no plural heads, is counted only by "one". */
    if (!single && !of) return false;
    uint32_t last = last_noun(scan, from, run.last);
    /* "Idaho 0.1 Oklahoma": a part of one thing is no name */
    if (count->digits && (count->value < 1 || count->value > 1) && scan_is_capital(scan, last)) return false;
    set_unit(scan, unit, last, last + 1, NULL, false);
    unit->from = from;
    return true;
}

/* ---- states ------------------------------------------------------------------------------------------------------- */

static bool state_beside(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, number_unit *unit) {
    uint32_t next = past;
    for (int i = 0; i < 4 && next < end; i++) {
        if (scan_is(scan, next, CLASS_STATE)) return set_unit(scan, unit, next, next + 1, NULL, false);
        if (!scan_role(scan, next, CLASS_LINK, 's')) break;
        next++;
    }
    /* "wounding at least 90": the state before, past the words of a bound. */
    uint32_t begin = scan_sentence_begin(scan, at);
    for (uint32_t back = 1; back <= 4 && at >= begin + back; back++) {
        if (scan_is(scan, at - back, CLASS_STATE)) return set_unit(scan, unit, at - back, at - back + 1, NULL, false);
        const lexicon_entry *bound = scan_phrase(scan, lexicon_text_number_bounds_in("en"), at - back, at);
        bool inside = bound || scan_beside(scan, at - back, BESIDE_IN_BOUND);
        if (!inside) break;
    }
    return false;
}

bool unit_find(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, const mark_count *count, number_unit *unit) {
    *unit = (number_unit){0};
    if (count->vague) past = past_again(scan, past, end);
    return money_or_percent(scan, at, past, end, count, unit) || measure_behind(scan, past, end, count, unit) ||
           noun_behind(scan, past, end, count, unit) || state_beside(scan, at, past, end, unit);
}
