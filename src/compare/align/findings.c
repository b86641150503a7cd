/* findings.c - what several reports say.
 *
 * In: items (evidence.c), passages, differences. Out: out->shared (weightiest first).
 * Accounts that say it are counted with copies counted once: two pieces of evidence are one account when their reports tell
 * one account or a copied passage joins them. One that gives another number than the statement shown, or leaves open what
 * that says for sure (lexicon/en/hedges.txt), is evidence, but does not count. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/caps.h"
#include "compare/align/evidence.h"
#include "compare/blocks.h"

#define LONGEST_LEAD 300     /* bytes of a sentence that is shown where its part does not stand on its own */
#define LONGEST_GAP 3        /* bytes between two pieces that become one */
#define LEAST_WEIGHT 4.0     /* weight of what is worth telling */
#define COUNTED 64           /* pieces of evidence whose independence is checked pairwise */

/* Do two pieces of evidence give one account: reports of one account, a copied passage, or one agency that both credit? */
static bool one_account(const story *s, syn_place a, syn_place b, const char *agency_a, const char *agency_b) {
    return s->out->sources[a.report].account == s->out->sources[b.report].account ||
           (agency_a && agency_b && strcmp(agency_a, agency_b) == 0) || story_copied(s, a, b);
}

/* Accounts among the evidence: union-find over at most COUNTED pieces. */
static uint32_t independent_accounts(const story *s, const syn_places *evidence) {
    uint32_t parent[COUNTED], n = evidence->n < COUNTED ? evidence->n : COUNTED, accounts = 0;
    const char *agency[COUNTED];
    for (uint32_t i = 0; i < n; i++) {
        parent[i] = i;
        agency[i] = story_agency_at(s, evidence->at[i]);
        for (uint32_t k = 0; k < i; k++) {
            if (parent[i] == parent[k] || !one_account(s, evidence->at[i], evidence->at[k], agency[i], agency[k])) continue;
            uint32_t from = parent[i] > parent[k] ? parent[i] : parent[k], to = parent[i] > parent[k] ? parent[k] : parent[i];
            for (uint32_t m = 0; m <= i; m++)
                if (parent[m] == from) parent[m] = to;
        }
    }
    for (uint32_t i = 0; i < n; i++) accounts += parent[i] == i;
    return accounts;
}

static int by_score(const void *left, const void *right) {
    const collation_shared *a = left, *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->lead.report != b->lead.report) return a->lead.report < b->lead.report ? -1 : 1;
    return a->lead.span.begin < b->lead.span.begin ? -1 : a->lead.span.begin > b->lead.span.begin;
}

typedef struct reading_ref { /* a reading of a difference */
    uint32_t difference, reading, seen;
} reading_ref;

typedef struct reading_index {
    SYN_VEC(reading_ref) refs;
    blocks places;          /* of the readings, with the index of their ref */
    uint32_t *touched;      /* readings of each difference that an item touches; 0 between items */
    uint32_t item;
} reading_index;

static bool index_readings(story *s, reading_index *x) {
    const syn_collation *c = s->out;
    x->touched = ARENA_ARRAY(s->scratch, uint32_t, c->differences.n + 1);
    if (!x->touched) return false;
    blocks_init(&x->places, s->scratch);
    for (uint32_t d = 0; d < c->differences.n; d++)
        for (uint32_t i = 0; i < c->differences.at[d].readings.n; i++) {
            syn_place place = c->differences.at[d].readings.at[i].place;
            if (!blocks_hold(&x->places, place.report, place.span, x->refs.n)) return false;
            if (!VEC_PUSH(s->scratch, &x->refs, (reading_ref){d, i, 0})) return false;
        }
    return true;
}

/* The first difference of which two readings touch the evidence. */
static uint32_t touching_difference(reading_index *x, const syn_places *evidence) {
    uint32_t first = REPORT_NONE;
    x->item++;
    for (int pass = 0; pass < 2; pass++)  /* count, then clear */
        for (uint32_t k = 0; k < evidence->n; k++) {
            block_walk near = blocks_walk(&x->places, evidence->at[k].report, evidence->at[k].span);
            for (const block_entry *e; (e = blocks_next(&x->places, &near));) {
                reading_ref *ref = &x->refs.at[e->item];
                if (pass == 1) x->touched[ref->difference] = 0;
                else if (ref->seen != x->item) {
                    ref->seen = x->item;
                    if (++x->touched[ref->difference] > 1 && ref->difference < first) first = ref->difference;
                }
            }
        }
    return first;
}

static const syn_number *number_in(const syn_report *r, syn_span span, uint64_t unit, double value) {
    const syn_number *found = NULL;
    for (uint32_t n = report_number_at(r, span.begin); n < r->numbers.n && r->numbers.at[n].span.begin < span.end; n++) {
        const syn_number *number = &r->numbers.at[n];
        if (!span_inside(number->span, span) || (unit && number->unit_stem != unit)) continue;
        if (!found || !(number->value < value || number->value > value)) found = number;
    }
    return found;
}

/* Does the report of a reading, in a difference of number, give another number than the statement `lead` does? */
static bool other_number(const story *s, const collation_reading *reading, syn_place lead) {
    if (!reading->marks.n) return false;
    const syn_number *theirs = number_in(s->reports[reading->place.report], reading->marks.at[0].span, 0, 0);
    if (!theirs || !theirs->unit_stem) return false;
    const syn_number *ours = number_in(s->reports[lead.report], lead.span, theirs->unit_stem, theirs->value);
    return ours && (ours->value < theirs->value || ours->value > theirs->value);
}

/* Does a piece of evidence contradict the statement shown? Then it is about the same thing, but no agreement with it. */
static bool contradicts(const story *s, const reading_index *x, syn_place place, syn_place lead) {
    if (place.report == lead.report) return false;
    block_walk near = blocks_walk(&x->places, place.report, place.span);
    for (const block_entry *e; (e = blocks_next(&x->places, &near));) {
        const collation_difference *d = &s->out->differences.at[x->refs.at[e->item].difference];
        if (d->kind == DIFFER_NUMBER && other_number(s, &d->readings.at[x->refs.at[e->item].reading], lead)) return true;
    }
    return false;
}

static bool piece_hedged(const story *s, piece p) {
    for (uint32_t i = p.first; i <= p.last; i++)
        if (s->statements.at[i].hedged) return true;
    return false;
}

/* Accounts that say what the lead says, as far as it can be seen: one that leaves it open does not agree with one that does
 * not; one that knows does with one that leaves it open. */
static bool count_accounts(story *s, const reading_index *x, const item *from, collation_shared *made) {
    syn_places agreeing = {0};
    bool open = piece_hedged(s, from->pieces.at[from->lead]);
    for (uint32_t i = 0; i < made->evidence.n; i++) {
        if (contradicts(s, x, made->evidence.at[i], made->lead) || (!open && piece_hedged(s, from->pieces.at[i]))) continue;
        if (!VEC_PUSH(s->scratch, &agreeing, made->evidence.at[i])) return false;
    }
    made->independent = independent_accounts(s, &agreeing);
    return true;
}

static syn_span span_of(const story *s, piece p) {
    return (syn_span){s->statements.at[p.first].span.begin, s->statements.at[p.last].span.end};
}

static uint64_t place_key(syn_place place) {
    return hash_join(hash_join(place.report, place.span.begin), place.span.end);
}

/* The wording shown: the leading piece, or all of its sentence where the piece does not stand on its own and no other item shows
 * that. `shown`: the wordings of the items so far, and the leading pieces of all. */
static bool wording(const story *s, piece p, syn_map *shown, syn_place *out) {
    const statement *st = &s->statements.at[p.first];
    syn_place place = *out = (syn_place){.report = st->report, .span = span_of(s, p)};
    if (evidence_stands_alone(s, st)) return true;
    syn_span whole = place.span;
    for (uint32_t i = p.first; i > s->first_statement[st->report] && s->statements.at[i - 1].sentence == st->sentence; i--)
        whole.begin = s->statements.at[i - 1].span.begin;
    for (uint32_t i = p.last; i + 1 < s->first_statement[st->report + 1] && s->statements.at[i + 1].sentence == st->sentence; i++)
        whole.end = s->statements.at[i + 1].span.end;
    place.span = whole;
    if (span_length(whole) > LONGEST_LEAD || map_get(shown, place_key(place)) != MAP_NONE) return true;
    *out = place;
    return map_set(shown, place_key(place), 1);
}

static bool add_item(story *s, reading_index *readings, syn_map *shown, const item *from) {
    piece lead = from->pieces.at[from->lead];
    collation_shared made = {.difference = REPORT_NONE};
    double place = 0, weight = 0;
    for (uint32_t i = 0; i < from->pieces.n; i++) {
        piece p = from->pieces.at[i];
        const statement *st = &s->statements.at[p.first];
        if (!VEC_PUSH(s->keep, &made.evidence, (syn_place){.report = st->report, .span = span_of(s, p)})) return false;
        place += 1.0 / (1.0 + st->sentence);
    }
    for (uint32_t i = lead.first; i <= lead.last; i++) weight += s->statements.at[i].weight;
    if (weight < LEAST_WEIGHT) return true;
    if (!wording(s, lead, shown, &made.lead)) return false;
    if (!count_accounts(s, readings, from, &made)) return false;
    made.score = made.independent * 10.0 + 5.0 * place / from->pieces.n + sqrt(weight);
    made.difference = touching_difference(readings, &made.evidence);
    return shared_extents(s, from, &made) && VEC_PUSH(s->keep, &s->out->shared, made);
}

static bool place_inside(syn_place a, syn_place b) {
    return a.report == b.report && a.in_title == b.in_title && span_inside(a.span, b.span);
}

static bool has_report(const syn_places *places, uint32_t report) {
    for (uint32_t i = 0; i < places->n; i++)
        if (places->at[i].report == report) return true;
    return false;
}

/* Does an item show words that another shows already, from no other report? */
static bool shown_in(const collation_shared *one, const collation_shared *other) {
    if (!place_inside(one->lead, other->lead)) return false;
    for (uint32_t i = 0; i < one->evidence.n; i++)
        if (!has_report(&other->evidence, one->evidence.at[i].report)) return false;
    return true;
}

/* A piece of evidence grows by one that stands behind or before it in its sentence. */
static void join_evidence(const story *s, syn_places *evidence, syn_place by) {
    for (uint32_t i = 0; i < evidence->n; i++) {
        syn_place *own = &evidence->at[i];
        const syn_report *r = s->reports[by.report];
        if (own->report != by.report || report_sentence_at(r, own->span.begin) != report_sentence_at(r, by.span.begin)) continue;
        syn_span both = {own->span.begin < by.span.begin ? own->span.begin : by.span.begin,
                         own->span.end > by.span.end ? own->span.end : by.span.end};
        if (span_length(both) > LONGEST_LEAD || span_length(both) > span_length(own->span) + span_length(by.span) + LONGEST_GAP) continue;
        own->span = both;
        return;
    }
}

/* Items whose wording is a part of one that is shown before them go into the first such. */
static bool join_shown(story *s) {
    uint32_t kept = 0;
    blocks leads;
    blocks_init(&leads, s->scratch);
    for (uint32_t i = 0; i < s->out->shared.n; i++) {
        collation_shared *one = &s->out->shared.at[i];
        uint32_t first = REPORT_NONE;
        block_walk near = blocks_walk(&leads, one->lead.report, one->lead.span);
        for (const block_entry *lead; (lead = blocks_next(&leads, &near));)
            if (lead->item < first && shown_in(one, &s->out->shared.at[lead->item])) first = lead->item;
        for (uint32_t e = 0; first != REPORT_NONE && e < one->evidence.n; e++)
            join_evidence(s, &s->out->shared.at[first].evidence, one->evidence.at[e]);
        if (first != REPORT_NONE) continue;
        if (!blocks_hold(&leads, one->lead.report, one->lead.span, kept)) return false;
        s->out->shared.at[kept++] = *one;
    }
    s->out->shared.n = kept;
    return true;
}

bool story_shared(story *s) {
    items all = {0};
    reading_index readings = {0};
    syn_map shown;
    map_init(&shown, s->scratch);
    if (!index_readings(s, &readings) || !evidence_items(s, &all)) return false;
    for (uint32_t i = 0; i < all.n; i++) {
        piece lead = all.at[i].pieces.at[all.at[i].lead];
        if (!map_set(&shown, place_key((syn_place){.report = s->statements.at[lead.first].report, .span = span_of(s, lead)}), 1))
            return false;
    }
    for (uint32_t i = 0; i < all.n && s->out->shared.n < CAP_FINDINGS; i++)
        if (!add_item(s, &readings, &shown, &all.at[i])) return false;
    if (s->out->shared.n) qsort(s->out->shared.at, s->out->shared.n, sizeof *s->out->shared.at, by_score);
    return join_shown(s);
}
