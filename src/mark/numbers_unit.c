/* numbers_unit.c - finds what a number counts.
 *
 * In: a count and the words around it. Out: the words of its unit, and the stem of their head. The order of the tries:
 *   1. money and per cent, before ("$") or behind ("%", "percent", "U.S. dollars");
 *   2. a measure right behind ("400 km", "23,000-tonne");
 *   3. the noun phrase behind, past "of", "of the 76" and adjectives: the first plural, or for "one" the last word of the
 *      run. The run ends at a function word, a verb, a mark, or after LOOK words;
 *   4. a state beside it ("26 were missing", "30 injured", "wounding 120").
 * There is no tagger: a plural is a word in -s or of a list (people, police); a verb is of a list or a word in -ed or -ing.
 * Known misses: verbs that look like plurals ("one visits"), and nouns that look like verbs beyond the list. */
#include "mark/lexicon/lexicon.gen.h"
#include "mark/numbers.h"

enum { LOOK = 8 };  /* words behind a number that are looked at */

static uint64_t named_stem(const char *name) { return slice_hash(slice_str(name)); }

static bool set_unit(const mark_scan *scan, number_unit *unit, uint32_t word, uint32_t past, const char *name, bool plural) {
    unit->word = word;
    unit->past = past;
    unit->stem = name ? named_stem(name) : scan->words[past - 1].stem;
    unit->plural = plural;
    return true;
}

static bool money_or_percent(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, number_unit *unit) {
    if (at > 0) {
        const char *sign = scan->words[at - 1].kind == WORD_SYMBOL ? scan_value(scan, at - 1, CLASS_CURRENCY) : NULL;
        if (sign) return set_unit(scan, unit, at - 1, at, sign, true);
    }
    uint32_t next = scan_past_hyphen(scan, past);
    if (next >= end) return false;
    const lexicon_entry *percent = scan_phrase(scan, &lexicon_mark_number_percent, next, end);
    if (percent) return set_unit(scan, unit, next, next + percent->words, "percent", true);
    /* "5,000 U.S. dollars", "30 million euros", "3 bn Canadian dollars" */
    for (uint32_t i = next; i < end && i < next + 3; i++) {
        const char *name = scan_value(scan, i, CLASS_CURRENCY);
        if (name) return set_unit(scan, unit, i, i + 1, name, true);
        if (!(scan->words[i].flags & WORD_CAPITAL)) break;
    }
    return false;
}

static bool measure_behind(const mark_scan *scan, uint32_t past, uint32_t end, number_unit *unit) {
    uint32_t next = scan_past_hyphen(scan, past);
    for (int filler = 0; filler < 2 && next < end; filler++) {
        if (!SCAN_ANY(scan, next, "square", "cubic", "metric", "nautical")) break;
        next++;
    }
    const char *name = next < end ? scan_value(scan, next, CLASS_MEASURE) : NULL;
    if (!name) return false;
    /* "5 c", "3 f": a degree has a capital. */
    if (SCAN_ANY(scan, next, "c", "f") && !scan_is_capital(scan, next)) return false;
    return set_unit(scan, unit, next, next + 1, name, true);
}

/* ---- the noun phrase behind --------------------------------------------------------------------------------------- */

static bool is_verb_like(const mark_scan *scan, uint32_t at) {
    if (scan_is(scan, at, CLASS_NOUN)) return false;
    if (scan_is(scan, at, CLASS_BREAK) || scan_is(scan, at, CLASS_STATE)) return true;
    syn_slice text = scan_text(scan, at);
    return text.len > 4 && (slice_ends(text, SLICE_LIT("ed")) || slice_ends(text, SLICE_LIT("ing")));
}

static bool is_plural(const mark_scan *scan, uint32_t at) {
    if (scan_is(scan, at, CLASS_PEOPLE)) return true;
    syn_slice text = scan_text(scan, at);
    if (text.len < 4 || text.ptr[text.len - 1] != 's') return false;
    char before = text.ptr[text.len - 2];
    return before != 's' && before != 'u' && !(before == 'i' && text.len < 6);
}

/* Past "of", "of the", "of its 76". */
static uint32_t past_of(const mark_scan *scan, uint32_t at, uint32_t end) {
    if (at < end && scan_word_is(scan, at, "out")) at++;
    if (at >= end || !scan_word_is(scan, at, "of")) return at;
    at++;
    if (at < end && (scan->words[at].flags & WORD_STOP) && !scan_is(scan, at, CLASS_CARDINAL)) at++;
    mark_count inner;
    uint32_t past = count_at(scan, at, end, &inner);
    return past > at && inner.value > 1 ? past : at;
}

/* A participle or -ing word that stands before the noun it belongs to ("three armed men", "two suspected gunmen"). */
static bool modifies(const mark_scan *scan, uint32_t at, uint32_t end) {
    uint32_t next = scan_past_hyphen(scan, at + 1);
    if (next >= end || !scan_is_content(scan, next) || scan_is(scan, at, CLASS_BREAK)) return false;
    return is_plural(scan, next) && !is_verb_like(scan, next);
}

static bool noun_behind(const mark_scan *scan, uint32_t past, uint32_t end, const mark_count *count, number_unit *unit) {
    uint32_t at = past_of(scan, past, end), last = at, of = at > past;
    bool any = false, single = count->value < 2 && !count->vague;
    uint32_t look = at + LOOK < end ? at + LOOK : end;
    for (; at < look; at++) {
        const syn_word *word = &scan->words[at];
        if (scan_hyphen(scan, at)) continue;
        if (at > past && scan_hyphen(scan, at + 1) && word->kind == WORD_LETTERS && !scan_hyphen(scan, at - 1)) {
            at += 2;  /* "rock-throwing": both words stand before the noun */
            continue;
        }
        if (scan_role(scan, at, CLASS_LINK, 'e') && !any) continue;
        if (word->kind != WORD_LETTERS || ((word->flags & WORD_STOP) && !scan_is(scan, at, CLASS_PEOPLE))) break;
        if (is_verb_like(scan, at)) {
            if (!any && !single && modifies(scan, at, look)) continue;
            break;
        }
        if (!single && is_plural(scan, at)) {
            /* A capital plural before another noun is part of a name: "three United Nations workers". */
            bool name = (word->flags & WORD_CAPITAL) && at + 1 < look && scan->words[at + 1].kind == WORD_LETTERS &&
                        !(scan->words[at + 1].flags & WORD_STOP) && is_plural(scan, at + 1);
            if (!name) return set_unit(scan, unit, at, at + 1, NULL, true);
        }
        any = true;
        last = at;
    }
    if (!any) return false;
    /* "the 90-seat council": what a hyphen ties to the number is its unit. */
    uint32_t tied = scan_past_hyphen(scan, past);
    if (tied > past && tied < end && scan->words[tied].kind == WORD_LETTERS)
        return set_unit(scan, unit, tied, tied + 1, NULL, false);
    /* A capital alone, or a run that no plural heads, is counted only by "one". */
    if (!single && !of) return false;
    return set_unit(scan, unit, last, last + 1, NULL, false);
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
        const lexicon_entry *bound = scan_phrase(scan, &lexicon_mark_number_bounds, at - back, at);
        bool inside = bound || SCAN_ANY(scan, at - back, "least", "than", "to");
        if (!inside) break;
    }
    return false;
}

bool unit_find(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, const mark_count *count, number_unit *unit) {
    *unit = (number_unit){0};
    return money_or_percent(scan, at, past, end, unit) || measure_behind(scan, past, end, unit) ||
           noun_behind(scan, past, end, count, unit) || state_beside(scan, at, past, end, unit);
}
