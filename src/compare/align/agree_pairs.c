/* agree_pairs.c - the pairs of each statement, and what each pair owes to the pairs beside it.
 *
 * In: story.pairs and story.faint. Out: the pairs of each statement by partner, and the chance that the two of each say one thing
 * (agree.c). The ideas: a pair is surer where neither of the two has a better one in the other's report, and where their neighbours are
 * pairs. Cost: the pairs, times those of one statement. */
#include <math.h>
#include <stdlib.h>

#include "compare/align/agree.h"

#define NEAR 3               /* statements before and behind two, of which a pair is near theirs */

typedef struct partnered {
    uint32_t partner, pair;
    double score;
} partnered;

static int by_partner(const void *left, const void *right) {
    const partnered *a = left, *b = right;
    return a->partner < b->partner ? -1 : a->partner > b->partner;
}

/* The partners of each statement in order: then they come by report. */
static bool order_pairs(agree_pairs *g) {
    uint32_t n = g->s->statements.n, most = 0;
    for (uint32_t i = 0; i < n; i++)
        if (g->first[i + 1] - g->first[i] > most) most = g->first[i + 1] - g->first[i];
    partnered *held = ARENA_ARRAY(g->s->scratch, partnered, most + 1);
    if (!held) return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t from = g->first[i], count = g->first[i + 1] - from;
        if (count < 2) continue;
        for (uint32_t k = 0; k < count; k++) held[k] = (partnered){g->partner[from + k], g->pair_of[from + k], g->score[from + k]};
        qsort(held, count, sizeof *held, by_partner);
        for (uint32_t k = 0; k < count; k++) {
            g->partner[from + k] = held[k].partner;
            g->score[from + k] = held[k].score;
            g->pair_of[from + k] = held[k].pair;
        }
    }
    return true;
}

bool agree_pairs_open(story *s, agree_pairs *g) {
    uint32_t n = s->statements.n;
    *g = (agree_pairs){.s = s, .n = s->pairs.n + s->faint.n};
    uint32_t *first = ARENA_ARRAY(s->scratch, uint32_t, n + 2);
    g->partner = ARENA_ARRAY(s->scratch, uint32_t, 2 * (size_t)g->n + 1);
    g->score = ARENA_ARRAY(s->scratch, double, 2 * (size_t)g->n + 1);
    g->pair_of = ARENA_ARRAY(s->scratch, uint32_t, 2 * (size_t)g->n + 1);
    if (!first || !g->partner || !g->score || !g->pair_of) return false;
    for (uint32_t p = 0; p < g->n; p++) {
        first[agree_pair(s, p)->a + 2]++;
        first[agree_pair(s, p)->b + 2]++;
    }
    for (uint32_t i = 2; i < n + 2; i++) first[i] += first[i - 1];
    for (uint32_t p = 0; p < g->n; p++) {
        const pair *one = agree_pair(s, p);
        uint32_t side[2] = {one->a, one->b};
        for (unsigned i = 0; i < 2; i++) {
            uint32_t at = first[side[i] + 1]++;
            g->partner[at] = side[!i];
            g->score[at] = one->score;
            g->pair_of[at] = p;
        }
    }
    g->first = first;
    return order_pairs(g) && agree_parts(g);
}

uint32_t agree_pair_from(const agree_pairs *g, uint32_t a, uint32_t b) {
    uint32_t low = g->first[a], high = g->first[a + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (g->partner[middle] < b) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The best score of the statements beside two, and of those near them. */
static void look_beside(const agree_pairs *g, const pair *p, agree_around *out) {
    const story *s = g->s;
    const statement *a = &s->statements.at[p->a], *b = &s->statements.at[p->b];
    uint32_t low = s->first_statement[a->report], high = s->first_statement[a->report + 1];
    uint32_t from = s->first_statement[b->report], to = s->first_statement[b->report + 1];
    if (p->a > low + NEAR) low = p->a - NEAR;
    if (p->a + NEAR + 1 < high) high = p->a + NEAR + 1;
    if (p->b > from + NEAR) from = p->b - NEAR;
    if (p->b + NEAR + 1 < to) to = p->b + NEAR + 1;
    for (uint32_t x = low; x < high; x++) {
        if (x == p->a) continue;
        for (uint32_t at = agree_pair_from(g, x, from); at < g->first[x + 1] && g->partner[at] < to; at++) {
            uint32_t y = g->partner[at];
            if (y == p->b) continue;
            bool next = (x + 1 == p->a || x == p->a + 1) && (y + 1 == p->b || y == p->b + 1);
            if (next && g->score[at] > out->beside) out->beside = g->score[at];
            if (g->score[at] > out->near) out->near = g->score[at];
        }
    }
}

/* By how much each pair is ahead of the next best of the same two reports, for each of its statements. */
static void find_margins(const agree_pairs *g, double (*margin)[2]) {
    const story *s = g->s;
    for (uint32_t i = 0; i < s->statements.n; i++)
        for (uint32_t from = g->first[i], to; from < g->first[i + 1]; from = to) {
            double best = 0, second = 0;
            uint32_t report = s->statements.at[g->partner[from]].report, at = from;
            for (to = from; to < g->first[i + 1] && s->statements.at[g->partner[to]].report == report; to++) {
                double one = g->score[to];
                if (one > best) at = to;
                second = one > best ? best : one > second ? one : second;
                best = one > best ? one : best;
            }
            for (uint32_t p = from; p < to; p++)
                margin[g->pair_of[p]][agree_pair(s, g->pair_of[p])->a != i] = g->score[p] - (p == at ? second : best);
        }
}

/* How many other pairs of statement `one` in the report of `other` are half as like as the pair of these two, or more. */
static uint32_t crowd(const agree_pairs *g, uint32_t one, uint32_t other, double score) {
    uint32_t report = g->s->statements.at[other].report, end = g->s->first_statement[report + 1], n = 0;
    for (uint32_t i = agree_pair_from(g, one, g->s->first_statement[report]); i < g->first[one + 1] && g->partner[i] < end; i++)
        n += g->partner[i] != other && g->score[i] >= score / 2;
    return n;
}

bool agree_pairs_score(agree_pairs *g, agree_see *see, void *payload) {
    story *s = g->s;
    double (*margin)[2] = arena_array(s->scratch, g->n + 1, sizeof *margin), *chance = ARENA_ARRAY(s->scratch, double, g->n + 1);
    if (!margin || !chance) return false;
    find_margins(g, margin);
    for (uint32_t p = 0; p < g->n; p++) {
        double features[AGREE_FEATURES];
        const pair *one = agree_pair(s, p);
        agree_around around = {.margin = {margin[p][0], margin[p][1]}};
        around.crowd = crowd(g, one->a, one->b, one->score) + crowd(g, one->b, one->a, one->score);
        look_beside(g, one, &around);
        agree_features(g, one, &around, features);
        chance[p] = agree_chance(features);
        if (see) see(payload, g, one, features, chance[p]);
    }
    for (uint32_t i = 0; i < g->first[s->statements.n]; i++) g->score[i] = chance[g->pair_of[i]];
    return true;
}
