/* times.c - marks dates, clock times, durations and sets with their TIMEX3 values.
 *
 * In: words and sentences, and the moment that the report was written (options->anchor, else `published`). Out: times, in
 * order, none overlapping. Two steps: here, shapes are found from left to right (at each word the longest match of the four
 * families in times_dates.c, times_clock.c, times_periods.c and times_spans.c); times_value.c then values them in order,
 * since "Tuesday", "in July" or "at 7:33 p.m." mean something only beside the tense, the day of writing and the other dates.
 *
 * The scheme is TIMEX3 (TimeML 1.2.1); the way of going - rules over word classes, resolved against an anchor and the dates
 * spoken of - is that of HeidelTime (Stroetgen and Gertz, 2010) and SUTime (Chang and Manning, 2012). Nothing is guessed:
 * without an anchor a relative time keeps an open value ("XXXX-WXX-3") and resolved = false.
 *
 * Every matcher looks at a bounded number of words, so the whole is linear. Not done: fuzzy anchors ("since the war"),
 * school years, dates of other calendars, times in languages other than English (but for ISO dates). */
#include "mark/times.h"

#include "mark/lexicon/lexicon.gen.h"

/* Which shapes a modifier may stand before. */
static bool mod_fits(const mark_scan *scan, uint32_t at, const char *mod, const time_shape *shape) {
    bool length = shape->kind == SHAPE_DURATION || shape->kind == SHAPE_AGO || shape->kind == SHAPE_SHIFT;
    /* START, END, MID */
    bool place = mod[0] == 'S' || (mod[0] == 'E' && mod[1] == 'N') || (mod[0] == 'M' && mod[1] == 'I');
    bool side = mod[0] == 'B' || mod[0] == 'A';  /* BEFORE, AFTER, APPROX */
    if (shape->every || shape->kind == SHAPE_SET || shape->kind == SHAPE_REF) return false;
    if (place) return !length && shape->kind != SHAPE_CLOCK && !shape->clock;
    if (length) return mod[0] != 'B' && !(mod[0] == 'A' && mod[1] == 'F');
    if (shape->kind == SHAPE_CLOCK || shape->clock) return true;
    if (scan_word_is(scan, at, "sometime")) return true;
    bool around = SCAN_ANY(scan, at, "around", "circa", "approximately");
    bool calendar = shape->kind == SHAPE_DAY || shape->kind == SHAPE_YEAR || shape->kind == SHAPE_MONTH;
    return side && around && (calendar || shape->mod);
}

static uint32_t core_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    typedef uint32_t (*matcher)(const mark_scan *, uint32_t, uint32_t, time_shape *);
    static const matcher matchers[] = {clock_match, date_match, period_match, span_match};
    uint32_t best = at;
    for (unsigned i = 0; i < sizeof matchers / sizeof *matchers && at < end; i++) {
        time_shape found = {0};
        uint32_t past = matchers[i](scan, at, end, &found);
        if (past <= best) continue;
        best = past;
        *shape = found;
    }
    return best;
}

/* A core with a modifier before it: "late on Thursday", "the end of 1990", "nearly three years", "earlier in the year". */
static uint32_t mod_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t from = scan_word_is(scan, at, "the") ? at + 1 : at;
    const lexicon_entry *mod = scan_phrase(scan, &lexicon_mark_time_modifiers, from, end);
    if (!mod) return at;
    uint32_t next = scan_past_hyphen(scan, from + mod->words);
    bool place = mod->value[0] == 'S' || mod->value[0] == 'E' || mod->value[0] == 'M';
    if (next < end && place && (SCAN_ANY(scan, next, "on", "in", "into"))) next++;
    else if (next < end && scan_word_is(scan, next, "at")) next++;
    /* "over the next year", "about the past week": a preposition. */
    bool loose = SCAN_ANY(scan, from, "over", "under", "about", "around");
    if (loose && mod->words == 1 && scan_word_is(scan, next, "the")) return at;
    uint32_t past = core_match(scan, next, end, shape);
    if (past == next || !mod_fits(scan, from, mod->value, shape)) return at;
    if (!shape->mod) shape->mod = mod->value;
    return past;
}

/* "April 24-25", "July 1 and 2": the second day. */
static uint32_t second_day(const mark_scan *scan, uint32_t at, uint32_t end, const time_shape *first, time_shape *shape) {
    if (first->kind != SHAPE_DAY || first->clock || first->part[0] || first->unit || at + 1 >= end) return at;
    bool dash = scan_hyphen(scan, at), word = SCAN_ANY(scan, at, "and", "to");
    int day = dash || word ? scan_integer(scan, at + 1) : -1;
    if (day <= first->day || day > 31) return at;
    bool closed = at + 2 >= end || scan->words[at + 2].kind == WORD_PUNCT || (scan->words[at + 2].flags & WORD_STOP);
    if ((word && !closed) || scan_hyphen(scan, at + 2)) return at;
    *shape = *first;
    shape->day = day;
    shape->weekday = 0;
    shape->paired = true;
    shape->word = at + 1;
    shape->past = at + 2;
    return at + 2;
}

/* True for a word that no time expression begins with, told at a glance. A matcher that lets one begin with a word of
 * another class must say so here; with another word of its own, in time_openers.txt. */
static bool is_dull(const mark_scan *scan, uint32_t at) {
    static const uint32_t openers = 1u << CLASS_OPENER | 1u << CLASS_CARDINAL | 1u << CLASS_ORDINAL | 1u << CLASS_PART |
                                    1u << CLASS_DEICTIC | 1u << CLASS_WEEKDAY | 1u << CLASS_MONTH | 1u << CLASS_SEASON |
                                    1u << CLASS_UNIT;
    switch (scan->words[at].kind) {
    case WORD_URL: case WORD_HANDLE: case WORD_PUNCT: return true;
    case WORD_LETTERS: return scan->english && !(scan->classes[at] & openers);
    default: return false;
    }
}

static void shapes_find(const mark_scan *scan, time_shapes *shapes, syn_arena *scratch) {
    for (uint32_t at = 0; at < scan->n && !scratch->failed;) {
        if (is_dull(scan, at)) {
            at++;
            continue;
        }
        uint32_t end = scan_sentence_end(scan, at);
        time_shape shape = {0}, plain = {0}, second;
        uint32_t past = mod_match(scan, at, end, &shape), other = core_match(scan, at, end, &plain);
        if (other > past || past == at) {
            past = other;
            shape = plain;
        }
        if (past == at) {
            at++;
            continue;
        }
        shape.word = at;
        shape.past = past;
        VEC_PUSH(scratch, shapes, shape);
        uint32_t more = second_day(scan, past, end, &shape, &second);
        if (more > past) {
            VEC_PUSH(scratch, shapes, second);
            past = more;
        }
        at = past;
    }
}

syn_code mark_times(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    mark_scan scan;
    time_shapes shapes = {0};
    if (!scan_open(&scan, report, scratch)) return arena_check(scratch, "mark", error);
    shapes_find(&scan, &shapes, scratch);
    if (scratch->failed) return arena_check(scratch, "mark", error);
    return times_value(options, report, &scan, &shapes, error);
}
