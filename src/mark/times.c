/* times.c - marks dates, clock times, durations and sets with their TIMEX3 values.
 *
 * In: words and sentences, and the moment that the report was written (options->anchor, else `published`). Out: times, in
 * order, none overlapping. Two steps: here, shapes are found from left to right (at each word the longest match of the
 * grammar in lexicon/<language>/times.grammar, perhaps behind a word that bounds it); times_value.c then values them in
 * order, since "Tuesday", "in July" or "at 7:33 p.m." mean something only beside the tense, the day of writing and the
 * other dates.
 *
 * The scheme is TIMEX3 (TimeML 1.2.1); the way of going - rules over word classes, resolved against an anchor and the
 * dates spoken of - is that of HeidelTime (Stroetgen and Gertz, 2010) and SUTime (Chang and Manning, 2012). Nothing is
 * guessed: without an anchor a relative time keeps an open value ("XXXX-WXX-3") and resolved = false.
 *
 * A match looks at a bounded number of words (times_grammar.h), so the whole is linear. Not done: fuzzy anchors ("since
 * the war"), school years, dates of other calendars, times in languages other than English (but for ISO dates). */
#include "mark/times_grammar.h"

/* Which shapes a modifier may stand before. */
static bool mod_fits(const time_shape *prefix, const time_shape *shape) {
    const char *mod = prefix->mod;
    bool length = shape->kind == SHAPE_DURATION || shape->kind == SHAPE_AGO || shape->kind == SHAPE_SHIFT;
    /* START, END, MID */
    bool place = mod[0] == 'S' || (mod[0] == 'E' && mod[1] == 'N') || (mod[0] == 'M' && mod[1] == 'I');
    bool side = mod[0] == 'B' || mod[0] == 'A';  /* BEFORE, AFTER, APPROX */
    if (shape->every || shape->kind == SHAPE_SET || shape->kind == SHAPE_REF) return false;
    if (place) return !length && shape->kind != SHAPE_CLOCK && !shape->clock;
    if (length) return mod[0] != 'B' && !(mod[0] == 'A' && mod[1] == 'F');
    if (shape->kind == SHAPE_CLOCK || shape->clock || prefix->mod_any) return true;
    bool calendar = shape->kind == SHAPE_DAY || shape->kind == SHAPE_YEAR || shape->kind == SHAPE_MONTH;
    return side && prefix->mod_date && (calendar || shape->mod);
}

/* A time with a modifier before it: "late on Thursday", "the end of 1990", "nearly three years", "earlier in the year". */
static uint32_t mod_match(grammar_scan *g, uint32_t at, uint32_t end, time_shape *shape) {
    time_shape prefix;
    uint32_t next = grammar_match(g, ROOT_PREFIX, at, end, &prefix);
    if (next == at) return at;
    uint32_t past = grammar_match(g, ROOT_TIME, next, end, shape);
    if (past == next || !mod_fits(&prefix, shape)) return at;
    if (!shape->mod) shape->mod = prefix.mod;
    return past;
}

/* "April 24-25", "July 1 and 2": the second day. */
static uint32_t second_day(grammar_scan *g, uint32_t at, uint32_t end, const time_shape *first, time_shape *shape) {
    const mark_scan *scan = g->scan;
    if (first->kind != SHAPE_DAY || first->clock || first->part[0] || first->unit || at + 1 >= end) return at;
    uint32_t next = grammar_match(g, ROOT_PAIR, at, end, NULL);
    int day = next > at ? scan_integer(scan, next) : -1;
    if (day <= first->day || day > 31) return at;
    bool closed = next + 1 >= end || scan->words[next + 1].kind == WORD_PUNCT || (scan->words[next + 1].flags & WORD_STOP);
    if ((!scan_hyphen(scan, at) && !closed) || scan_hyphen(scan, next + 1)) return at;
    *shape = *first;
    shape->day = day;
    shape->weekday = 0;
    shape->paired = true;
    shape->word = next;
    shape->past = next + 1;
    return next + 1;
}

/* "2004-08", "the 1998-99 season": the second year. Up to "12" it could be a month, unless it is the next year. */
static uint32_t second_year(grammar_scan *g, uint32_t at, uint32_t end, const time_shape *first, time_shape *shape) {
    const mark_scan *scan = g->scan;
    if (first->kind != SHAPE_YEAR || first->past != first->word + 1 || !scan_hyphen(scan, at) || at + 1 >= end) return at;
    int two = scan_length(scan, at + 1) == 2 ? scan_integer(scan, at + 1) : -1, last = first->year % 100;
    if (two <= last || (two <= 12 && two != last + 1) || scan_hyphen(scan, at + 2)) return at;
    *shape = *first;
    shape->year = first->year - last + two;
    shape->paired = true;
    shape->word = at + 1;
    shape->past = at + 2;
    return at + 2;
}

static void shapes_find(grammar_scan *g, time_shapes *shapes, syn_arena *scratch) {
    const mark_scan *scan = g->scan;
    for (uint32_t at = 0; at < scan->n && !scratch->failed;) {
        if (g->scan->words[at].kind == WORD_PUNCT || !(g->opens[at] & (1u << ROOT_TIME | 1u << ROOT_PREFIX))) {
            at++;
            continue;
        }
        uint32_t end = scan_sentence_end(scan, at);
        time_shape shape, plain, second;
        uint32_t past = mod_match(g, at, end, &shape), other = grammar_match(g, ROOT_TIME, at, end, &plain);
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
        uint32_t more = second_day(g, past, end, &shape, &second);
        if (more == past) more = second_year(g, past, end, &shape, &second);
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
    grammar_scan g;
    if (!scan_open(&scan, report, scratch) || !grammar_open(&g, &scan, scratch)) return arena_check(scratch, "mark", error);
    shapes_find(&g, &shapes, scratch);
    if (scratch->failed) return arena_check(scratch, "mark", error);
    return times_value(options, report, &g, &shapes, error);
}
