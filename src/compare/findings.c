/* findings.c - what several reports say.
 *
 * In: clusters, passages, terms. Out: out->shared (weightiest first).
 * Shared: a cluster of statements of two or more reports. Accounts that say it are counted with copies counted once: two
 * pieces of evidence are one account when their reports tell one account or a copied passage joins them; one that gives
 * another number than the statement shown is evidence, but does not count. The wording shown is the statement that is most
 * like the others and stands on its own. */
#include <math.h>
#include <stdlib.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"

#define COUNTED 64           /* pieces of evidence whose independence is checked pairwise */

/* Accounts among the evidence: union-find over at most COUNTED reports; more are counted by account alone. */
static uint32_t independent_accounts(const story *s, const syn_places *evidence) {
    uint32_t parent[COUNTED], report[COUNTED], n = evidence->n < COUNTED ? evidence->n : COUNTED, accounts = 0;
    for (uint32_t i = 0; i < n; i++) {
        parent[i] = i;
        report[i] = evidence->at[i].report;
        for (uint32_t k = 0; k < i; k++) {
            if (parent[i] == parent[k]) continue;
            bool same = s->out->sources[report[i]].account == s->out->sources[report[k]].account ||
                        story_copied(s, evidence->at[k], evidence->at[i]);
            if (!same) continue;
            uint32_t from = parent[i] > parent[k] ? parent[i] : parent[k], to = parent[i] > parent[k] ? parent[k]
                            : parent[i];
            for (uint32_t m = 0; m <= i; m++)
                if (parent[m] == from) parent[m] = to;
        }
    }
    for (uint32_t i = 0; i < n; i++) accounts += parent[i] == i;
    return accounts;
}

/* A statement that opens with a pronoun or the like needs the sentence before it. */
static bool stands_alone(const story *s, const statement *st) {
    const syn_report *r = s->reports[st->report];
    uint32_t w = st->word;
    while (w < st->word + st->words && r->words.at[w].kind == WORD_PUNCT) w++;
    if (w >= st->word + st->words || lexicon_match(&lexicon_compare_leaning, r->words.at, w, st->word + st->words))
        return false;
    return (r->words.at[w].flags & WORD_CAPITAL) != 0 || r->words.at[w].kind == WORD_NUMBER;
}

static uint32_t choose_lead(const story *s, const cluster *c) {
    uint32_t best = s->members.at[c->first];
    double highest = -1;
    for (uint32_t i = 0; i < c->count; i++) {
        const statement *st = &s->statements.at[s->members.at[c->first + i]];
        double sum = 0;
        for (uint32_t k = 0; k < c->count && k < 16; k++) {
            const statement *other = &s->statements.at[s->members.at[c->first + k]];
            if (other->report != st->report) sum += statement_likeness(s, st, other);
        }
        if (!stands_alone(s, st)) sum *= 0.5;
        if (st->words > 40) sum *= 0.8;
        if (sum > highest + 1e-9) {
            highest = sum;
            best = s->members.at[c->first + i];
        }
    }
    return best;
}

static int by_score(const void *left, const void *right) {
    const collation_shared *a = left, *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->lead.report != b->lead.report) return a->lead.report < b->lead.report ? -1 : 1;
    return a->lead.span.begin < b->lead.span.begin ? -1 : a->lead.span.begin > b->lead.span.begin;
}

static uint32_t touching_difference(const syn_collation *c, const syn_places *evidence) {
    for (uint32_t d = 0; d < c->differences.n; d++) {
        uint32_t touched = 0;
        for (uint32_t i = 0; i < c->differences.at[d].readings.n; i++) {
            syn_place place = c->differences.at[d].readings.at[i].place;
            for (uint32_t k = 0; k < evidence->n; k++)
                if (evidence->at[k].report == place.report && span_overlaps(evidence->at[k].span, place.span)) {
                    touched++;
                    break;
                }
        }
        if (touched > 1) return d;
    }
    return REPORT_NONE;
}

static const syn_number *number_in(const syn_report *r, syn_span span, uint64_t unit, double value) {
    const syn_number *found = NULL;
    for (uint32_t n = 0; n < r->numbers.n; n++) {
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
static bool contradicts(const story *s, syn_place place, syn_place lead) {
    const syn_collation *c = s->out;
    for (uint32_t d = 0; d < c->differences.n; d++) {
        const collation_difference *difference = &c->differences.at[d];
        if (difference->kind != DIFFER_NUMBER) continue;
        for (uint32_t i = 0; i < difference->readings.n; i++) {
            const collation_reading *reading = &difference->readings.at[i];
            if (reading->place.report != place.report || place.report == lead.report) continue;
            if (span_overlaps(reading->place.span, place.span) && other_number(s, reading, lead)) return true;
        }
    }
    return false;
}

/* Accounts that say what `lead` says, as far as it can be seen. */
static bool count_accounts(story *s, collation_shared *item) {
    syn_places agreeing = {0};
    for (uint32_t i = 0; i < item->evidence.n; i++)
        if (!contradicts(s, item->evidence.at[i], item->lead) && !VEC_PUSH(s->scratch, &agreeing, item->evidence.at[i]))
            return false;
    item->independent = independent_accounts(s, &agreeing);
    return true;
}

bool story_shared(story *s) {
    syn_collation *out = s->out;
    for (uint32_t i = 0; i < s->clusters.n && out->shared.n < CAP_FINDINGS; i++) {
        const cluster *c = &s->clusters.at[i];
        if (c->reports < 2) continue;
        const statement *lead = &s->statements.at[choose_lead(s, c)];
        collation_shared item = {.lead = {lead->report, lead->span}, .difference = REPORT_NONE};
        double place = 0;
        for (uint32_t k = 0; k < c->count; k++) {
            const statement *st = &s->statements.at[s->members.at[c->first + k]];
            if (!VEC_PUSH(s->keep, &item.evidence, (syn_place){st->report, st->span})) return false;
            place += 1.0 / (1.0 + st->sentence);
        }
        if (!count_accounts(s, &item)) return false;
        item.score = item.independent * 10.0 + 5.0 * place / c->count + sqrt(lead->weight);
        item.difference = touching_difference(out, &item.evidence);
        if (!VEC_PUSH(s->keep, &out->shared, item)) return false;
    }
    if (out->shared.n) qsort(out->shared.at, out->shared.n, sizeof *out->shared.at, by_score);
    return true;
}
