/* like.c - features of two statements and their score; see like.h. bench_likeness measures it; compare goes by alike.c, which knows
 * what is common in the story (docs/compare.md).
 *
 * The idea: each word of one statement looks for its best word in the other, and what it finds counts by how rare the
 * word is (Rus and Lintean 2012; Zhang and others, "BERTScore", 2020, with static vectors); beside it the cosine of weighted sums
 * (Arora and others 2017), the words, names, values and neighbours that are exactly the same, and whether one denies.
 * A logistic regression over these few numbers (train/likeness.py, model/likeness.md) gives the score. */
#include "like.h"

#include <math.h>

#include "compare/lexicon/lexicon.gen.h"
#include "text/background.h"

#define LEAST_LIKE 0.30     /* cosine of two words that have nothing to do with each other */
#define LEAST_WEIGHT 0.5

void like_open(like_side *side, const like_word *words, uint32_t count, bool negated) {
    *side = (like_side){.words = words, .count = count < LIKE_MOST ? count : LIKE_MOST, .negated = negated};
    for (uint32_t i = 0; i < side->count; i++) {
        const like_word *word = &words[i];
        side->weight += word->weight;
        side->kinds[word->kind] += word->weight;
        if (word->vector.at)
            for (unsigned k = 0; k < VECTORS_SIZE; k++) side->mean[k] += word->vector.size * word->vector.at[k];
    }
    double square = 0;
    for (unsigned k = 0; k < VECTORS_SIZE; k++) square += (double)side->mean[k] * side->mean[k];
    side->length = sqrt(square);
}

double like_words(const like_word *a, const like_word *b) {
    if (a->key == b->key) return 1;
    if (!a->vector.at || !b->vector.at || a->kind != LIKE_WORD || b->kind != LIKE_WORD) return 0;
    double cosine = vectors_cosine(a->vector.at, b->vector.at);
    if (cosine <= LEAST_LIKE) return 0;
    return cosine < 1 ? (cosine - LEAST_LIKE) / (1 - LEAST_LIKE) : 1;
}

typedef struct like_sums {
    double soft[2], same[2];    /* weight met, of a and b */
    double shared[3];           /* weight of a's words that b has, by kind */
    uint32_t runs;              /* neighbours that both have */
} like_sums;

static like_sums sums_of(const like_side *a, const like_side *b) {
    like_sums sums = {0};
    double best_b[LIKE_MOST] = {0};
    bool same_b[LIKE_MOST] = {0};
    uint32_t last = LIKE_MOST;      /* where in b the word before was met */
    for (uint32_t i = 0; i < a->count; i++) {
        double best = 0;
        uint32_t met = LIKE_MOST;
        for (uint32_t k = 0; k < b->count; k++) {
            double like = like_words(&a->words[i], &b->words[k]);
            if (like > best) best = like;
            if (like > best_b[k]) best_b[k] = like;
            if (a->words[i].key != b->words[k].key) continue;
            same_b[k] = true;
            if (met == LIKE_MOST || k == last + 1) met = k;
        }
        sums.soft[0] += best * a->words[i].weight;
        if (met != LIKE_MOST) {
            sums.same[0] += a->words[i].weight;
            sums.shared[a->words[i].kind] += a->words[i].weight;
            if (last != LIKE_MOST && met == last + 1) sums.runs++;
        }
        last = met;
    }
    for (uint32_t k = 0; k < b->count; k++) {
        sums.soft[1] += best_b[k] * b->words[k].weight;
        if (same_b[k]) sums.same[1] += b->words[k].weight;
    }
    return sums;
}

static double share(double part, double whole) { return whole > 0 ? (part < whole ? part / whole : 1) : 0; }

void like_features(const like_side *a, const like_side *b, double features[LIKE_FEATURES]) {
    const like_side *less = a->weight < b->weight ? a : b, *more = less == a ? b : a;
    like_sums sums = sums_of(less, more);
    double dot = 0;
    for (unsigned k = 0; k < VECTORS_SIZE; k++) dot += (double)less->mean[k] * more->mean[k];
    features[LIKE_MEAN] = less->length > 0 && more->length > 0 ? dot / (less->length * more->length) : 0;
    features[LIKE_SOFT_LESS] = share(sums.soft[0], less->weight);
    features[LIKE_SOFT_MORE] = share(sums.soft[1], more->weight);
    features[LIKE_SAME_LESS] = share(sums.same[0], less->weight);
    features[LIKE_SAME_MORE] = share(sums.same[1], more->weight);
    uint32_t shorter = less->count < more->count ? less->count : more->count;
    features[LIKE_ORDER] = shorter > 1 ? sums.runs / (double)(shorter - 1) : 0;
    static const uint8_t kinds[] = {LIKE_NAME, LIKE_VALUE};
    for (unsigned k = 0; k < 2; k++) {
        double x = less->kinds[kinds[k]], y = more->kinds[kinds[k]], both = sums.shared[kinds[k]];
        features[LIKE_NAMES + 2 * k] = share(both, x < y ? x : y);
        features[LIKE_NAMES_APART + 2 * k] = x + y > 0 ? 1 - share(2 * both, x + y) : 0;
    }
    features[LIKE_LENGTHS] = share(less->weight, more->weight);
    features[LIKE_DENIES] = a->negated != b->negated;
}

double like_score(const double features[LIKE_FEATURES]) {
    static const double weights[] = {
#include "gen/likeness.inc"
    };
    _Static_assert(sizeof weights / sizeof *weights == LIKE_FEATURES + 1, "a weight for each feature");
    double sum = weights[0];
    for (unsigned i = 0; i < LIKE_FEATURES; i++) sum += weights[i + 1] * features[i];
    return 0.5 + 0.5 * sum / sqrt(4 + sum * sum);  /* near the logistic function, and the same everywhere: a root is exact */
}

static uint64_t class_key(const char *class) { return hash_join(4, slice_hash(slice_str(class))); }

uint32_t like_plain(const syn_vectors *table, const syn_word *words, uint32_t count, like_word out[LIKE_MOST], bool *negated) {
    uint32_t n = 0;
    *negated = false;
    for (uint32_t w = 0; w < count && n < LIKE_MOST;) {
        const syn_word *word = &words[w];
        if (lexicon_match(&lexicon_compare_negations, words, w, count)) *negated = true;
        const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, words, w, count);
        bool number = word->kind == WORD_NUMBER;
        if (!class && ((word->flags & WORD_STOP) || (word->kind != WORD_LETTERS && !number && word->kind != WORD_HASHTAG))) {
            w++;
            continue;
        }
        double rarity = background_rarity(word->stem);
        out[n] = (like_word){.key = class ? class_key(class->value) : number ? word->fold : word->stem,
                             .weight = rarity > LEAST_WEIGHT ? rarity : LEAST_WEIGHT,
                             .kind = number ? LIKE_VALUE : w > 0 && (word->flags & WORD_CAPITAL) ? LIKE_NAME : LIKE_WORD};
        out[n++].vector = vectors_word(table, word);
        w += class ? class->words : 1;
    }
    return n;
}
