/* likeness.c - how far two sentences say the same, pair by pair: features and score of like.h.
 *
 *     bench_likeness [features] < PAIRS.jsonl
 *
 * In: JSONL of objects with `a` and `b`. Out: a line a pair: its score, with `features` the features before it. On standard
 * error: pairs a second of processor time, cutting into words included, parsing and printing not. */
#include <stdio.h>
#include <string.h>

#include "../seconds.h"
#include "like.h"
#include "train/articles.h"

typedef struct run {
    syn_vectors table;
    bool features;
    double seconds;
    size_t pairs;
} run;

static bool side_of(run *r, const json_node *node, like_word words[LIKE_MOST], like_side *side, syn_arena *scratch) {
    syn_words scanned = {0};
    syn_sentences sentences = {0};
    bool negated;
    if (!node || words_scan(&scanned, &sentences, json_text(node, scratch), "en", scratch, NULL) != SYN_OK) return false;
    uint32_t count = like_plain(&r->table, scanned.at, (uint32_t)scanned.n, words, &negated);
    like_open(side, words, count, negated);
    return true;
}

static void put_pair(void *payload, const json_node *object, syn_arena *scratch) {
    run *r = payload;
    like_word words[2][LIKE_MOST];
    like_side a, b;
    double features[LIKE_FEATURES], start = seconds_now();
    if (!side_of(r, json_member(object, "a"), words[0], &a, scratch) ||
        !side_of(r, json_member(object, "b"), words[1], &b, scratch)) return;
    like_features(&a, &b, features);
    double score = like_score(features);
    r->seconds += seconds_now() - start;
    r->pairs++;
    for (unsigned i = 0; r->features && i < LIKE_FEATURES; i++) printf("%.5f ", features[i]);
    printf("%.5f\n", score);
}

int main(int count, char **given) {
    run r = {.table = vectors_find("en"), .features = count > 1 && strcmp(given[1], "features") == 0};
    articles_each(put_pair, &r);
    fprintf(stderr, "%zu pairs, %.0f a second\n", r.pairs, r.seconds > 0 ? (double)r.pairs / r.seconds : 0);
    return 0;
}
