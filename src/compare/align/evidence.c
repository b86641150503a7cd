/* evidence.c - which statements are shown for one thing that several reports say.
 *
 * In: statements and their pairs. Out: items. The idea (star clustering, as Aslam, Pelekhov and Rus use it): the statement
 * that is most like others of other reports leads; the statement of each other report that is most like it is evidence, a
 * second one if it says the same, none that is far more like another sentence of the lead's report. Then the next statement
 * leads that is no evidence yet; one that only says again what its own report says in an item of its partners leads nothing.
 * A statement may be evidence twice: one clause can say two things. What has names, times and places alone in common with
 * the lead is no evidence, and items that say one thing become one: evidence_join.c. Cost: the pairs, a few times. */
#include "compare/align/evidence.h"

#include <math.h>
#include <stdlib.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"

#define LEAST_JOIN 0.33      /* likeness of the lead and its nearest evidence */
#define LEAST_LIKE 0.28      /* ... and other evidence */
#define LEAST_SHARE 0.4      /* ... as a share of the likeness of the nearest */
#define LEAST_AGAIN 0.6      /* ... and a second statement of one report */
#define RIVAL 2.0            /* so many times as like another sentence of its report is too much */
#define LEAST_REPEAT 0.10    /* likeness of two statements of one report of which one says what the other does */
#define AGAIN_BASE (-1.93)   /* weights of the score that looks at more, rounded from a regression (docs/compare.md) */
#define AGAIN_SCORE 0.25
#define AGAIN_MARGIN 0.85
#define AGAIN_BESIDE 1.05
#define AGAIN_TELLING 0.29
#define AGAIN_BIGRAMS 0.38
#define AGAIN_VERB 0.09
#define AGAIN_SOFT 0.15
#define AGAIN_LATE (-0.18)   /* sentences before it, in the report that has it nearer to its head */
#define MOST_BIGRAMS 6       /* that are counted */
#define LONG_WORDS 40        /* a longer statement leads less */

typedef struct chooser {
    story *s;
    uint32_t *first_pair, *partner;  /* the pairs of each statement */
    double *score;
    uint32_t *pair_of;
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

/* The pairs of each statement, in two arrays. */
static bool index_pairs(chooser *c) {
    story *s = c->s;
    uint32_t n = s->statements.n;
    c->first_pair = ARENA_ARRAY(s->scratch, uint32_t, n + 2);
    c->partner = ARENA_ARRAY(s->scratch, uint32_t, 2 * (size_t)s->pairs.n + 1);
    c->score = ARENA_ARRAY(s->scratch, double, 2 * (size_t)s->pairs.n + 1);
    c->pair_of = ARENA_ARRAY(s->scratch, uint32_t, 2 * (size_t)s->pairs.n + 1);
    c->item_of = ARENA_ARRAY(s->scratch, uint32_t, n + 1);
    if (!c->first_pair || !c->partner || !c->score || !c->pair_of || !c->item_of) return false;
    for (uint32_t i = 0; i < n + 2; i++) c->first_pair[i] = 0;
    for (uint32_t i = 0; i < n; i++) c->item_of[i] = REPORT_NONE;
    for (uint32_t p = 0; p < s->pairs.n; p++) {
        c->first_pair[s->pairs.at[p].a + 2]++;
        c->first_pair[s->pairs.at[p].b + 2]++;
    }
    for (uint32_t i = 2; i < n + 2; i++) c->first_pair[i] += c->first_pair[i - 1];
    for (uint32_t p = 0; p < s->pairs.n; p++) {
        uint32_t side[2] = {s->pairs.at[p].a, s->pairs.at[p].b};
        for (unsigned i = 0; i < 2; i++) {
            uint32_t at = c->first_pair[side[i] + 1]++;
            c->partner[at] = side[!i];
            c->score[at] = s->pairs.at[p].score;
            c->pair_of[at] = p;
        }
    }
    return true;
}

static int by_index(const void *left, const void *right) {
    const piece *a = left, *b = right;
    return a->first < b->first ? -1 : a->first > b->first;
}

static bool add_piece(chooser *c, item *out, uint32_t at) {
    return VEC_PUSH(c->s->scratch, &out->pieces, (piece){at, at});
}

typedef struct partnered {
    uint32_t partner, pair;
    double score;
} partnered;

static int by_partner(const void *left, const void *right) {
    const partnered *a = left, *b = right;
    return a->partner < b->partner ? -1 : a->partner > b->partner;
}

/* The partners of each statement in order: then they come by report. */
static bool order_pairs(chooser *c) {
    uint32_t n = c->s->statements.n, most = 0;
    for (uint32_t i = 0; i < n; i++)
        if (c->first_pair[i + 1] - c->first_pair[i] > most) most = c->first_pair[i + 1] - c->first_pair[i];
    partnered *held = ARENA_ARRAY(c->s->scratch, partnered, most + 1);
    if (!held) return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t from = c->first_pair[i], count = c->first_pair[i + 1] - from;
        if (count < 2) continue;
        for (uint32_t k = 0; k < count; k++) held[k] = (partnered){c->partner[from + k], c->pair_of[from + k], c->score[from + k]};
        qsort(held, count, sizeof *held, by_partner);
        for (uint32_t k = 0; k < count; k++) {
            c->partner[from + k] = held[k].partner;
            c->score[from + k] = held[k].score;
            c->pair_of[from + k] = held[k].pair;
        }
    }
    return true;
}

/* The first pair of statement a whose partner is b or behind it. */
static uint32_t pair_from(const chooser *c, uint32_t a, uint32_t b) {
    uint32_t low = c->first_pair[a], high = c->first_pair[a + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->partner[middle] < b) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The score of two statements, 0 where they are no pair. */
static double score_of(const chooser *c, uint32_t a, uint32_t b) {
    uint32_t at = pair_from(c, a, b);
    return at < c->first_pair[a + 1] && c->partner[at] == b ? c->score[at] : 0;
}

/* The best score of the statements beside two. */
static double beside(const chooser *c, uint32_t a, uint32_t b) {
    const story *s = c->s;
    double best = 0;
    for (unsigned i = 0; i < 4; i++) {
        uint32_t x = i & 1 ? a + 1 : a - 1, y = i & 2 ? b + 1 : b - 1;
        if (x >= s->statements.n || y >= s->statements.n || s->statements.at[x].report != s->statements.at[a].report ||
            s->statements.at[y].report != s->statements.at[b].report)
            continue;
        double score = score_of(c, x, y);
        if (score > best) best = score;
    }
    return best;
}

/* By how much each pair is ahead of the next best of the same two reports, for both of its statements together. */
static void find_margins(const chooser *c, double *margin) {
    const story *s = c->s;
    for (uint32_t i = 0; i < s->statements.n; i++)
        for (uint32_t from = c->first_pair[i], to; from < c->first_pair[i + 1]; from = to) {
            double best = 0, second = 0;
            uint32_t report = s->statements.at[c->partner[from]].report, at = from;
            for (to = from; to < c->first_pair[i + 1] && s->statements.at[c->partner[to]].report == report; to++) {
                double one = c->score[to];
                if (one > best) at = to;
                second = one > best ? best : one > second ? one : second;
                best = one > best ? one : best;
            }
            for (uint32_t p = from; p < to; p++) margin[c->pair_of[p]] += c->score[p] - (p == at ? second : best);
        }
}

/* A pair is surer where neither of the two has a better one in the other's report, where their neighbours are a pair, where what
 * they have in common stands nowhere else, where words stand side by side in both, where they have a verb or words of
 * like meaning in common, and near the head of a report. */
static double again_of(const chooser *c, const pair *p, double margin) {
    const story *s = c->s;
    const statement *x = &s->statements.at[p->a], *y = &s->statements.at[p->b];
    double safe = p->score > 0.9999 ? 0.9999 : p->score;
    uint32_t bigrams = bigrams_shared(s, x, y);
    uint32_t first = x->sentence < y->sentence ? x->sentence : y->sentence;
    double z = AGAIN_BASE + AGAIN_SCORE * log(safe / (1 - safe)) + AGAIN_MARGIN * margin + AGAIN_BESIDE * beside(c, p->a, p->b) +
               AGAIN_TELLING * log1p(p->telling) + AGAIN_BIGRAMS * (bigrams < MOST_BIGRAMS ? bigrams : MOST_BIGRAMS) +
               AGAIN_VERB * evidence_verb(s, x, y) + AGAIN_SOFT * p->soft + AGAIN_LATE * log1p(first);
    return 1 / (1 + exp(-z));
}

static bool score_again(chooser *c) {
    story *s = c->s;
    double *margin = ARENA_ARRAY(s->scratch, double, s->pairs.n + 1), *again = ARENA_ARRAY(s->scratch, double, s->pairs.n + 1);
    if (!margin || !again) return false;
    for (uint32_t p = 0; p < s->pairs.n; p++) margin[p] = 0;
    find_margins(c, margin);
    for (uint32_t p = 0; p < s->pairs.n; p++) again[p] = again_of(c, &s->pairs.at[p], margin[p]);
    for (uint32_t i = 0; i < c->first_pair[s->statements.n]; i++) c->score[i] = again[c->pair_of[i]];
    return true;
}

/* The likeness to the nearest statement of each report, together. */
static double strength_of(const chooser *c, uint32_t at) {
    const story *s = c->s;
    double sum = 0, best = 0;
    for (uint32_t p = c->first_pair[at], report = REPORT_NONE; p < c->first_pair[at + 1]; p++) {
        uint32_t now = s->statements.at[c->partner[p]].report;
        if (now != report) best = 0;
        report = now;
        if (c->score[p] < LEAST_LIKE || c->score[p] <= best) continue;
        sum += c->score[p] - best;
        best = c->score[p];
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

/* Is a statement much more like another sentence of the lead's report than like the lead? */
static bool has_rival(const chooser *c, uint32_t at, uint32_t other, double score) {
    const story *s = c->s;
    const statement *lead = &s->statements.at[at];
    uint32_t end = c->first_pair[other + 1], behind = s->first_statement[lead->report + 1];
    for (uint32_t p = pair_from(c, other, s->first_statement[lead->report]); p < end && c->partner[p] < behind; p++)
        if (s->statements.at[c->partner[p]].sentence != lead->sentence && c->score[p] > RIVAL * score) return true;
    return false;
}

/* The evidence of one report for the lead `at`: its partners [from, to). */
static bool choose_of_report(chooser *c, item *out, uint32_t at, uint32_t from, uint32_t to, double least) {
    uint32_t best = from;
    for (uint32_t p = from; p < to; p++)
        if (c->score[p] > c->score[best]) best = p;
    if (c->score[best] < least || has_rival(c, at, c->partner[best], c->score[best]) ||
        !evidence_tied(c->s, at, c->partner[best], c->score[best])) return true;
    for (uint32_t p = from; p < to; p++)
        if ((p == best || c->score[p] >= LEAST_AGAIN) && !add_piece(c, out, c->partner[p])) return false;
    out->like += c->score[best];
    return true;
}

/* The item that a statement leads; without pieces if it leads none. */
static bool choose(chooser *c, const items *all, uint32_t at, item *out) {
    const story *s = c->s;
    uint32_t end = c->first_pair[at + 1], reports = 0;
    bool joined = false;
    double nearest = 0;
    for (uint32_t p = c->first_pair[at]; p < end; p++) {
        if (c->score[p] > nearest) nearest = c->score[p];
        joined |= c->score[p] >= LEAST_JOIN && (c->item_of[c->partner[p]] == REPORT_NONE || !repeats(c, all, at, c->partner[p]));
    }
    if (!joined) return true;
    double least = LEAST_SHARE * nearest > LEAST_LIKE ? LEAST_SHARE * nearest : LEAST_LIKE;
    for (uint32_t p = c->first_pair[at], next; p < end; p = next) {
        next = p + 1;
        while (next < end && s->statements.at[c->partner[next]].report == s->statements.at[c->partner[p]].report) next++;
        uint32_t before = out->pieces.n;
        if (!choose_of_report(c, out, at, p, next, least)) return false;
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
    if (!leaders || !index_pairs(&c) || !order_pairs(&c) || !score_again(&c)) return false;
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
