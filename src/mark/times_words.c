/* times_words.c - words that name a time, or place one: weekdays, holidays, seasons, "yesterday", "this", "last" and "next",
 * and words before a time that bound it; the terminals of times.grammar for them (times_terminals.h has the list).
 *
 * In: a word number. Out: the first word past what it takes in, or NO_WORD; with a shape, also what it means. A word with a
 * second meaning (Sun, spring) needs a capital letter, a point or a neighbour that settles it. */
#include <string.h>

#include "mark/lexicon/lexicon.gen.h"
#include "mark/times_terminals.h"

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
