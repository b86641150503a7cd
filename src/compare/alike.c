/* alike.c - how like two statements are.
 *
 * In: two statements with their weighted terms. Out: what they have in common, and one number of it.
 * The idea: the weight of the terms that both have; of those that a subject lends to one of them; and of words of like
 * meaning, each with the nearest word that the other has and nobody else took (like Rus and Lintean's greedy matching of
 * words, by text/vectors.h). All that, against the weight of the lighter statement (one may say more than the other) and of
 * both. What is shared must be telling by itself, or a few words are alike by chance. */
#include <math.h>

#include "compare/story.h"

#define LEAST_MEANING 0.40   /* cosine of two words from which on their meaning is like */
#define LENT 0.5             /* what a lent term counts */
#define MOST_SOFT 24         /* words of a statement that are looked for by meaning */
#define OPPOSITE 0.75        /* share of the lighter statement that makes a denial an opposite */

/* Weights of what is common. */
#define BASE (-5.4)
#define ALL_COMMON 1.1       /* ... of the weight that is common */
#define BOTH 3.3
#define INSIDE 1.1
#define COSINE 0.9
#define VALUES 0.6           /* each of two times and numbers */
#define NAMES (-0.25)        /* names weigh less than words of one weight */
#define PLAIN 0.05
#define DISTANCE (-0.6)      /* sentences between their places in the reports */
#define USUAL_DISTANCE 3.0

static double weight_of(const story *s, uint32_t t) { return s->terms.at[t].weight; }

/* Shared terms of two ascending lists; what only one has goes to rest, at most MOST_SOFT of it. */
static void walk(const story *s, const statement *a, const statement *b, statement_match *out, uint32_t rest[2][MOST_SOFT],
                 uint32_t *rests) {
    const uint32_t *x = s->term_lists.at + a->term, *y = s->term_lists.at + b->term;
    uint32_t i = 0, k = 0;
    while (i < a->terms || k < b->terms) {
        bool left = k >= b->terms || (i < a->terms && x[i] < y[k]);
        bool right = !left && (i >= a->terms || y[k] < x[i]);
        if (left || right) {
            unsigned side = right;
            uint32_t t = left ? x[i++] : y[k++];
            if (s->terms.at[t].vector && rests[side] < MOST_SOFT) rest[side][rests[side]++] = t;
            continue;
        }
        const term *t = &s->terms.at[x[i]];
        out->common += t->weight;
        out->shared++;
        out->names += t->name;
        out->values += t->value;
        out->plain += !t->name && !t->value;
        i++;
        k++;
    }
}

static double common_weight(const story *s, const uint32_t *x, uint32_t n, const uint32_t *y, uint32_t m) {
    double sum = 0;
    for (uint32_t i = 0, k = 0; i < n && k < m;) {
        if (x[i] < y[k]) i++;
        else if (x[i] > y[k]) k++;
        else {
            sum += weight_of(s, x[i]);
            i++;
            k++;
        }
    }
    return sum;
}

/* Words of like meaning: the nearest two first, each taken once. */
static double soft_weight(const story *s, uint32_t rest[2][MOST_SOFT], const uint32_t *rests) {
    double like[MOST_SOFT][MOST_SOFT], sum = 0;
    bool taken[2][MOST_SOFT] = {{0}};
    for (uint32_t i = 0; i < rests[0]; i++)
        for (uint32_t k = 0; k < rests[1]; k++)
            like[i][k] = vectors_cosine(s->terms.at[rest[0][i]].vector, s->terms.at[rest[1][k]].vector);
    for (;;) {
        double best = LEAST_MEANING;
        uint32_t x = MOST_SOFT, y = 0;
        for (uint32_t i = 0; i < rests[0]; i++)
            for (uint32_t k = 0; k < rests[1] && !taken[0][i]; k++)
                if (!taken[1][k] && like[i][k] > best) {
                    best = like[i][k];
                    x = i;
                    y = k;
                }
        if (x == MOST_SOFT) return sum;
        taken[0][x] = taken[1][y] = true;
        double one = weight_of(s, rest[0][x]), two = weight_of(s, rest[1][y]);
        sum += (one < two ? one : two) * (best - LEAST_MEANING / 2) / (1 - LEAST_MEANING / 2);
    }
}

static double verb_likeness(const story *s, const statement *a, const statement *b) {
    double best = 0;
    for (unsigned i = 0; i < 2 && a->verb[i] != REPORT_NONE; i++)
        for (unsigned k = 0; k < 2 && b->verb[k] != REPORT_NONE; k++) {
            const term *x = &s->terms.at[a->verb[i]], *y = &s->terms.at[b->verb[k]];
            double like = x == y ? 1 : x->vector && y->vector ? vectors_cosine(x->vector, y->vector) : 0;
            if (like > best) best = like;
        }
    return best;
}

void statement_compare(const story *s, const statement *a, const statement *b, statement_match *out) {
    uint32_t rest[2][MOST_SOFT], rests[2] = {0, 0};
    *out = (statement_match){0};
    walk(s, a, b, out, rest, rests);
    const uint32_t *lists = s->term_lists.at;
    out->lent = LENT * (common_weight(s, lists + a->lent, a->lents, lists + b->term, b->terms) +
                        common_weight(s, lists + b->lent, b->lents, lists + a->term, a->terms) +
                        LENT * common_weight(s, lists + a->lent, a->lents, lists + b->lent, b->lents));
    out->soft = soft_weight(s, rest, rests);
    if (a->mean && b->mean) out->cosine = vectors_cosine(a->mean, b->mean);
    out->verbs = verb_likeness(s, a, b);
    double all = out->common + out->soft + out->lent;
    double less = a->weight < b->weight ? a->weight : b->weight;
    out->inside = less + out->lent > 0 ? all / (less + out->lent) : 0;
    out->both = a->weight + b->weight > 0 ? 2 * all / (a->weight + b->weight + 2 * out->lent) : 0;
}

/* The chance, nearly, that two statements of which so much is common say one thing; the weights were rounded by hand from a
 * logistic regression (docs/compare.md). */
static double chance(const statement_match *m, double distance) {
    double z = BASE + ALL_COMMON * log1p(m->common + m->soft + m->lent) + BOTH * m->both + INSIDE * m->inside +
               COSINE * m->cosine + VALUES * (m->values < 2 ? m->values : 2) + NAMES * (m->names < 3 ? m->names : 3) +
               PLAIN * (m->plain < 4 ? m->plain : 4) + DISTANCE * log1p(distance);
    return 1 / (1 + exp(-z));
}

double statement_bare(const story *s, const statement *a, const statement *b, double *inside) {
    statement_match match;
    statement_compare(s, a, b, &match);
    *inside = match.inside;
    return match.shared || match.soft > 0 ? chance(&match, USUAL_DISTANCE) : 0;
}

static double denied(const statement *a, const statement *b, double inside, double likeness) {
    /* One denies: the same words then say the opposite; in longer statements the denial may be of something else. */
    return a->negated == b->negated ? likeness : inside > OPPOSITE ? 0.0 : likeness * 0.7;
}

double statement_likeness(const story *s, const statement *a, const statement *b) {
    double inside, likeness = statement_bare(s, a, b, &inside);
    return denied(a, b, inside, likeness);
}

double statement_aligned(const story *s, const statement *a, const statement *b) {
    statement_match match;
    statement_compare(s, a, b, &match);
    if (!match.shared && !(match.soft > 0)) return 0;
    double distance = a->sentence > b->sentence ? a->sentence - b->sentence : b->sentence - a->sentence;
    return denied(a, b, match.inside, chance(&match, distance));
}
