/* alike.c - how like two statements are.
 *
 * In: two statements with their weighted terms. Out: what they have in common, and one number of it.
 * The idea: the weight of the terms that both have; of those that a subject lends to one of them; and of words of like
 * meaning, each with the nearest word that the other has and nobody else took (like Rus and Lintean's greedy matching of
 * words, by text/vectors.h). All that, against the weight of the lighter statement (one may say more than the other) and of
 * both. What is shared must be telling by itself, or a few words are alike by chance. */
#include <math.h>

#include "compare/align/keys.h"
#include "compare/lexicon/lexicon.gen.h"

#define LEAST_MEANING 0.40   /* cosine of two words from which on their meaning is like */
#define LENT 0.5             /* what a lent term counts */
#define MOST_SOFT 24         /* words of a statement that are looked for by meaning */
#define LEAST_LOGIT (-2.0)   /* below this two statements are not alike ... */
#define MOST_GAIN 1.5        /* ... and words of like meaning seldom add more, so they are not looked for */
#define OPPOSITE 0.75        /* share of the lighter statement that makes a denial an opposite */
#define DENIED_WORDS 3       /* words behind a negation that may be what is denied */

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
#define MOST_DISTANCE 8.0    /* farther apart, places tell nothing more: reports differ in length */

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
        double once = t->rarity * t->reports / t->statements;
        out->common += t->weight;
        out->telling += once * once;
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

/* The cosine of two terms; what was computed last under its place is kept (story.cosines). */
static double term_cosine(const story *s, uint32_t a, uint32_t b) {
    uint64_t key = (uint64_t)(a < b ? a : b) << 32 | (a < b ? b : a);
    cosine_kept *kept = &s->cosines[(key * 0x9e3779b97f4a7c15u) >> (64 - COSINE_BITS)];
    if (kept->key != key + 1) *kept = (cosine_kept){key + 1, vectors_cosine(s->terms.at[a].vector, s->terms.at[b].vector)};
    return kept->cosine;
}

typedef struct like_words {
    double cosine;
    uint8_t x, y;
} like_words;

/* Words of like meaning: the nearest two first, each taken once. */
static double soft_weight(const story *s, uint32_t rest[2][MOST_SOFT], const uint32_t *rests) {
    like_words like[MOST_SOFT * MOST_SOFT];
    uint32_t n = 0, taken[2] = {0, 0};
    double sum = 0;
    for (uint32_t i = 0; i < rests[0]; i++)
        for (uint32_t k = 0; k < rests[1]; k++) {
            double cosine = term_cosine(s, rest[0][i], rest[1][k]);
            if (cosine > LEAST_MEANING) like[n++] = (like_words){cosine, (uint8_t)i, (uint8_t)k};
        }
    for (;;) {
        const like_words *best = NULL;
        for (uint32_t i = 0; i < n; i++) {
            bool free = !(taken[0] >> like[i].x & 1) && !(taken[1] >> like[i].y & 1);
            if (free && (!best || like[i].cosine > best->cosine)) best = &like[i];
        }
        if (!best) return sum;
        taken[0] |= 1u << best->x;
        taken[1] |= 1u << best->y;
        double one = weight_of(s, rest[0][best->x]), two = weight_of(s, rest[1][best->y]);
        sum += (one < two ? one : two) * (best->cosine - LEAST_MEANING / 2) / (1 - LEAST_MEANING / 2);
    }
}

/* The chance, nearly, that two statements of which so much is common say one thing; the weights were rounded by hand from a
 * logistic regression (docs/compare.md). */
static double logit(const statement_match *m, double distance) {
    return BASE + ALL_COMMON * log1p(m->common + m->soft + m->lent) + BOTH * m->both + INSIDE * m->inside +
           COSINE * m->cosine + VALUES * (m->values < 2 ? m->values : 2) + NAMES * (m->names < 3 ? m->names : 3) +
           PLAIN * (m->plain < 4 ? m->plain : 4) + DISTANCE * log1p(distance);
}

static double chance(const statement_match *m, double distance) { return 1 / (1 + exp(-logit(m, distance))); }

static void set_shares(const statement *a, const statement *b, statement_match *out) {
    double all = out->common + out->soft + out->lent;
    double less = a->weight < b->weight ? a->weight : b->weight;
    out->inside = less + out->lent > 0 ? all / (less + out->lent) : 0;
    out->both = a->weight + b->weight > 0 ? 2 * all / (a->weight + b->weight + 2 * out->lent) : 0;
}

void statement_compare(const story *s, const statement *a, const statement *b, statement_match *out) {
    uint32_t rest[2][MOST_SOFT], rests[2] = {0, 0};
    *out = (statement_match){0};
    walk(s, a, b, out, rest, rests);
    const uint32_t *lists = s->term_lists.at;
    out->lent = LENT * (common_weight(s, lists + a->lent, a->lents, lists + b->term, b->terms) +
                        common_weight(s, lists + b->lent, b->lents, lists + a->term, a->terms) +
                        LENT * common_weight(s, lists + a->lent, a->lents, lists + b->lent, b->lents));
    if (a->mean && b->mean) out->cosine = vectors_cosine(a->mean, b->mean);
    set_shares(a, b, out);
    if (logit(out, 0) + MOST_GAIN < LEAST_LOGIT) return;
    out->soft = soft_weight(s, rest, rests);
    set_shares(a, b, out);
}

static double bare_likeness(const story *s, const statement *a, const statement *b, double *inside) {
    statement_match match;
    statement_compare(s, a, b, &match);
    *inside = match.inside;
    return match.shared || match.soft > 0 ? chance(&match, USUAL_DISTANCE) : 0;
}

/* Has `b` one of the first words with a meaning that stand behind the negation of `a`? */
static bool denies_of(const story *s, const statement *a, const statement *b) {
    const syn_report *r = s->reports[a->report];
    uint32_t end = a->core + a->cores, w = a->core, looked = 0;
    while (w < end && !lexicon_match(&lexicon_compare_negations, r->words.at, w, end)) w++;
    if (w >= end || r->words.at[w].upos == UPOS_ADJ) return true;  /* "unhurt" */
    for (w++; w < end && looked < DENIED_WORDS; w++) {
        uint32_t key = s->keys->of[a->report][w];
        looked += key != REPORT_NONE;
        for (uint32_t k = b->core; k < b->core + b->cores && key != REPORT_NONE; k++)
            if (s->keys->of[b->report][k] == key) return true;
    }
    return !looked;
}

/* One denies: the same words then say the opposite, unless it denies what the other does not speak of; in longer statements
 * the denial may be of something else. */
static double denied(const story *s, const statement *a, const statement *b, double inside, double likeness) {
    if (a->negated == b->negated) return likeness;
    return inside > OPPOSITE && denies_of(s, a->negated ? a : b, a->negated ? b : a) ? 0.0 : likeness * 0.7;
}

double statement_likeness(const story *s, const statement *a, const statement *b) {
    double inside, likeness = bare_likeness(s, a, b, &inside);
    return denied(s, a, b, inside, likeness);
}

double statement_both(const story *s, const statement *a, const statement *b, statement_match *match, double *bare) {
    statement_compare(s, a, b, match);
    *bare = 0;
    if (!match->shared && !(match->soft > 0)) return 0;
    *bare = chance(match, USUAL_DISTANCE);
    double distance = a->sentence > b->sentence ? a->sentence - b->sentence : b->sentence - a->sentence;
    return denied(s, a, b, match->inside, chance(match, distance < MOST_DISTANCE ? distance : MOST_DISTANCE));
}

double statement_aligned(const story *s, const statement *a, const statement *b) {
    statement_match match;
    double bare;
    return statement_both(s, a, b, &match, &bare);
}
