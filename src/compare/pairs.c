/* pairs.c - putting together what the files of claims, actors and titles find: a difference with its readings, and the small
 * questions that they all ask about a word. In: two sides. Out: an item of out->differences. */
#include "compare/pairs.h"

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"

#define LATEST 16           /* findings looked at for one that a pair belongs to */
#define MOST_READINGS 32
#define MOST_LOOKED_AT 512  /* differences that a pair is held against */

uint64_t word_class(const syn_report *r, uint32_t w) {
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
    return class ? slice_hash(slice_str(class->value)) : r->words.at[w].stem;
}

uint32_t named_at(const story *s, uint32_t report, uint32_t w) {
    const syn_report *r = s->reports[report];
    uint32_t m = s->mention_at[report][w];
    if (m == REPORT_NONE || r->mentions.at[m].form != FORM_NAME || r->mentions.at[m].entity == REPORT_NONE) return REPORT_NONE;
    return s->person_of[report][r->mentions.at[m].entity];
}

bool names_touch(const story *s, uint32_t report, syn_span name, uint32_t other, syn_span other_name) {
    const syn_report *x = s->reports[report], *y = s->reports[other];
    for (uint32_t w = report_word_at(x, name.begin); w < x->words.n && x->words.at[w].begin < name.end; w++)
        for (uint32_t k = report_word_at(y, other_name.begin); k < y->words.n && y->words.at[k].begin < other_name.end; k++)
            if (word_is_content(&x->words.at[w]) && word_class(x, w) == word_class(y, k)) return true;
    return false;
}

syn_span pair_shown(const story *s, uint32_t report, syn_span mark) {
    uint32_t st = story_statement_at(s, report, mark.begin), in = report_sentence_at(s->reports[report], mark.begin);
    syn_span shown = mark;
    if (in != REPORT_NONE) shown = (syn_span){s->reports[report]->sentences.at[in].begin, s->reports[report]->sentences.at[in].end};
    if (st != REPORT_NONE && span_inside(mark, s->statements.at[st].span)) shown = s->statements.at[st].span;
    return span_inside(mark, shown) ? shown : mark;
}

/* 2: it has the very mark; 1: it shows the words. */
static int has_side(const collation_difference *d, const side *x) {
    int found = 0;
    for (uint32_t i = 0; i < d->readings.n; i++) {
        const collation_reading *reading = &d->readings.at[i];
        if (reading->place.report != x->report || !span_overlaps(reading->place.span, x->shown)) continue;
        if (!found && !reading->marks.n && span_present(x->mark) == false) found = 2;
        for (uint32_t m = 0; m < reading->marks.n; m++)
            if (span_overlaps(reading->marks.at[m].span, x->mark)) return 2;
        if (!found) found = 1;
    }
    return found;
}

bool pair_known(const story *s, const side *a, const side *b) {
    uint32_t n = s->out->differences.n;
    for (uint32_t i = n; i > 0 && n - i < MOST_LOOKED_AT; i--) {
        const collation_difference *d = &s->out->differences.at[i - 1];
        if (has_side(d, a) == 2 && has_side(d, b) == 2) return true;
    }
    return false;
}

bool difference_tells(const collation_difference *d, uint32_t report) {
    for (uint32_t i = 0; i < d->readings.n; i++)
        if (d->readings.at[i].place.report == report) return true;
    return false;
}

static bool add_side(story *s, collation_difference *d, const side *x) {
    if (has_side(d, x) == 2 || d->readings.n >= MOST_READINGS) return true;
    collation_reading reading = {.place = {x->report, x->shown, false}};
    if (span_present(x->mark) && !VEC_PUSH(s->keep, &reading.marks, (syn_place){x->report, x->mark, false})) return false;
    if (!VEC_PUSH(s->keep, &d->readings, reading)) return false;
    for (uint32_t i = d->readings.n - 1; i > 0 && d->readings.at[i - 1].place.report > x->report; i--) {
        collation_reading held = d->readings.at[i];
        d->readings.at[i] = d->readings.at[i - 1];
        d->readings.at[i - 1] = held;
    }
    return true;
}

bool pair_add(story *s, difference_kind kind, difference_how how, const side *a, const side *b) {
    collation_difference *into = NULL;
    uint32_t n = s->out->differences.n;
    for (uint32_t i = n; i > 0 && n - i < LATEST && !into; i--) {
        collation_difference *d = &s->out->differences.at[i - 1];
        if (d->kind == kind && d->how == how && (has_side(d, a) == 2 || has_side(d, b) == 2)) into = d;
    }
    if (!into) {
        if (n >= CAP_FINDINGS) return true;
        collation_difference d = {.kind = (uint8_t)kind, .how = (uint8_t)how, .about = {a->report, a->shown, false}};
        if (!VEC_PUSH(s->keep, &s->out->differences, d)) return false;
        into = &s->out->differences.at[n];
    }
    return add_side(s, into, a) && add_side(s, into, b);
}

bool pair_reason(story *s, reason_kind kind, syn_place a, syn_place b, double weight) {
    if (!s->why || !s->out->differences.n) return true;
    collation_why *why = &s->out->differences.at[s->out->differences.n - 1].why;
    return VEC_PUSH(s->keep, &why->reasons, (collation_reason){(uint8_t)kind, a, b, weight});
}

bool pair_tell(story *s, difference_kind kind, const side *a, const side *b) {
    if (pair_known(s, a, b)) return true;
    syn_place one = {a->report, a->mark, false}, two = {b->report, b->mark, false};
    return pair_add(s, kind, HOW_PLAIN, a, b) && pair_reason(s, REASON_RULE, one, two, 1.0);
}
