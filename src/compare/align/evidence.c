/* evidence.c - which statements are shown for one thing that several reports say.
 *
 * In: statements and their pairs, with the chance that the two of each say one thing (agree.c). Out: items. The idea (star clustering, as
 * Aslam, Pelekhov and Rus use it): the statement that most surely says what others of other reports say leads; the statement of each other
 * report that most surely says it too is evidence, a second one if it is surer still. Then the next statement leads that is no
 * evidence yet; one that only says again what its own report says in an item of its partners leads nothing. A statement may be
 * evidence twice: one clause can say two things. Items that say one thing become one: evidence_join.c. Cost: the pairs, a few times. */
#include "compare/align/evidence.h"

#include <stdlib.h>

#include "base/caps.h"
#include "compare/align/agree.h"
#include "compare/lexicon/lexicon.gen.h"

#define LEAST_CHANCE 0.50    /* that the lead and its evidence say one thing ... */
#define LEAST_AGAIN 0.80     /* ... and a second statement of one report */
#define LEAST_REPEAT 0.10    /* likeness of two statements of one report of which one says what the other does */
#define LONG_WORDS 40        /* a longer statement leads less */

typedef struct chooser {
    story *s;
    agree_pairs pairs;
    uint32_t *item_of;               /* the first item in which a statement is evidence, or REPORT_NONE */
} chooser;

typedef struct leader {
    uint32_t statement;
    double strength;
} leader;

bool evidence_stands_alone(const story *s, const statement *st) {
    const syn_report *r = s->reports[st->report];
    uint32_t w = st->word;
    while (w < st->word + st->words && r->words.at[w].kind == WORD_PUNCT) w++;
    if (w >= st->word + st->words || lexicon_match(&lexicon_compare_leaning, r->words.at, w, st->word + st->words))
        return false;
    return (r->words.at[w].flags & WORD_CAPITAL) != 0 || r->words.at[w].kind == WORD_NUMBER;
}

static int by_index(const void *left, const void *right) {
    const piece *a = left, *b = right;
    return a->first < b->first ? -1 : a->first > b->first;
}

static bool add_piece(chooser *c, item *out, uint32_t at) {
    return VEC_PUSH(c->s->scratch, &out->pieces, (piece){at, at});
}

/* The chance of the surest statement of each report, together. */
static double strength_of(const chooser *c, uint32_t at) {
    const story *s = c->s;
    double sum = 0, best = 0;
    for (uint32_t p = c->pairs.first[at], report = REPORT_NONE; p < c->pairs.first[at + 1]; p++) {
        uint32_t now = s->statements.at[c->pairs.partner[p]].report;
        if (now != report) best = 0;
        report = now;
        if (c->pairs.score[p] < LEAST_CHANCE || c->pairs.score[p] <= best) continue;
        sum += c->pairs.score[p] - best;
        best = c->pairs.score[p];
    }
    const statement *st = &s->statements.at[at];
    if (!evidence_stands_alone(s, st)) sum *= 0.7;
    if (st->hedged) sum *= 0.7;  /* who leaves it open does not lead those who know */
    return st->words > LONG_WORDS ? sum * 0.8 : sum;
}

static int by_strength(const void *left, const void *right) {
    const leader *a = left, *b = right;
    if (a->strength != b->strength) return a->strength > b->strength ? -1 : 1;
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

/* Does the report of a statement say the same already in an item that a partner stands in? */
static bool repeats(const chooser *c, const items *all, uint32_t at, uint32_t partner) {
    const story *s = c->s;
    const item *one = &all->at[c->item_of[partner]];
    const statement *st = &s->statements.at[at];
    for (uint32_t i = 0; i < one->pieces.n; i++) {
        const statement *own = &s->statements.at[one->pieces.at[i].first];
        if (own->report == st->report && statement_likeness(s, own, st) >= LEAST_REPEAT) return true;
    }
    return false;
}

/* The evidence of one report for the lead `at`: its partners [from, to). */
static bool choose_of_report(chooser *c, item *out, uint32_t from, uint32_t to) {
    uint32_t best = from;
    for (uint32_t p = from; p < to; p++)
        if (c->pairs.score[p] > c->pairs.score[best]) best = p;
    if (c->pairs.score[best] < LEAST_CHANCE) return true;
    for (uint32_t p = from; p < to; p++)
        if ((p == best || c->pairs.score[p] >= LEAST_AGAIN) && !add_piece(c, out, c->pairs.partner[p])) return false;
    out->like += c->pairs.score[best];
    return true;
}

/* The item that a statement leads; without pieces if it leads none. */
static bool choose(chooser *c, const items *all, uint32_t at, item *out) {
    const story *s = c->s;
    uint32_t end = c->pairs.first[at + 1], reports = 0;
    bool joined = false;
    for (uint32_t p = c->pairs.first[at]; p < end && !joined; p++)
        joined = c->pairs.score[p] >= LEAST_CHANCE &&
                 (c->item_of[c->pairs.partner[p]] == REPORT_NONE || !repeats(c, all, at, c->pairs.partner[p]));
    if (!joined) return true;
    for (uint32_t p = c->pairs.first[at], next; p < end; p = next) {
        next = p + 1;
        while (next < end && s->statements.at[c->pairs.partner[next]].report == s->statements.at[c->pairs.partner[p]].report) next++;
        uint32_t before = out->pieces.n;
        if (!choose_of_report(c, out, p, next)) return false;
        reports += out->pieces.n > before;
    }
    if (!reports) return true;
    if (!add_piece(c, out, at)) return false;
    out->like /= reports;
    if (out->pieces.n > 1) qsort(out->pieces.at, out->pieces.n, sizeof *out->pieces.at, by_index);
    for (uint32_t i = 0; i < out->pieces.n; i++) {
        uint32_t *of = &c->item_of[out->pieces.at[i].first];
        if (*of == REPORT_NONE) *of = all->n;
        if (out->pieces.at[i].first == at) out->lead = i;
    }
    return true;
}

bool evidence_items(story *s, items *out) {
    chooser c = {.s = s};
    leader *leaders = ARENA_ARRAY(s->scratch, leader, s->statements.n + 1);
    uint32_t n = 0;
    c.item_of = ARENA_ARRAY(s->scratch, uint32_t, s->statements.n + 1);
    if (!leaders || !c.item_of || !agree_pairs_open(s, &c.pairs) || !agree_pairs_score(&c.pairs, NULL, NULL)) return false;
    for (uint32_t i = 0; i < s->statements.n; i++) c.item_of[i] = REPORT_NONE;
    for (uint32_t i = 0; i < s->statements.n; i++) {
        double strength = strength_of(&c, i);
        if (strength > 0) leaders[n++] = (leader){i, strength};
    }
    if (n) qsort(leaders, n, sizeof *leaders, by_strength);
    for (uint32_t i = 0; i < n && out->n < CAP_FINDINGS; i++) {
        item one = {0};
        if (c.item_of[leaders[i].statement] != REPORT_NONE) continue;
        if (!choose(&c, out, leaders[i].statement, &one)) return false;
        if (one.pieces.n && !VEC_PUSH(s->scratch, out, one)) return false;
    }
    return evidence_join(s, out);
}
