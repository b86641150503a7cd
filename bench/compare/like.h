/* like.h - how far two statements say the same: features of two lists of words, and one score learned from them.
 *
 * A statement comes as its words of content in the order of the text: each a key that is equal where two words say the
 * same (a stem, a class of meaning, a person, a value), a weight (its rarity), and its vector where it has one. Names and
 * values are alike only when they are the same; other words are as like as their vectors. Nothing is kept between calls; time is
 * the product of the numbers of words. Sums are whole numbers or doubles in a fixed order: the same on every machine. */
#ifndef BENCH_COMPARE_LIKE_H
#define BENCH_COMPARE_LIKE_H

#include "base/arena.h"
#include "text/vectors.h"

enum { LIKE_MOST = 64 };    /* words of one statement that are looked at */

typedef enum like_kind { LIKE_WORD, LIKE_NAME, LIKE_VALUE } like_kind;

typedef struct like_word {
    uint64_t key;
    double weight;          /* above 0 */
    word_vector vector;     /* .at NULL: none */
    uint8_t kind;           /* like_kind */
} like_word;

typedef struct like_side {  /* one statement, made ready once for many comparisons */
    const like_word *words;
    uint32_t count;         /* at most LIKE_MOST */
    double weight;          /* sum of its words */
    double kinds[3];        /* ... by kind */
    int32_t mean[VECTORS_SIZE];  /* sum of its words' vectors, each times its size */
    double length;          /* of `mean` */
    bool negated;
} like_side;

/* What two statements have in common; shares are of weight, 0 to 1. */
typedef enum like_feature {
    LIKE_MEAN,          /* cosine of the sums of their vectors */
    LIKE_SOFT_LESS,     /* how well the words of the lighter are met in the other, by the best word for each */
    LIKE_SOFT_MORE,     /* ... of the heavier */
    LIKE_SAME_LESS,     /* share of the lighter that stands in the other */
    LIKE_SAME_MORE,     /* ... of the heavier */
    LIKE_ORDER,         /* pairs of neighbours that both have, of the shorter */
    LIKE_NAMES,         /* share of the names of the side with the fewer that both have; 0 where one has none */
    LIKE_NAMES_APART,   /* share of all names that only one has */
    LIKE_VALUES,        /* as LIKE_NAMES, for values */
    LIKE_VALUES_APART,
    LIKE_LENGTHS,       /* the lighter's weight in that of the heavier */
    LIKE_DENIES,        /* 1: one is negated, the other not */
    LIKE_FEATURES
} like_feature;

/* Makes a side ready; `words` must live as long as it. */
void like_open(like_side *side, const like_word *words, uint32_t count, bool negated);
/* The features of two sides, the same for both orders. */
void like_features(const like_side *a, const like_side *b, double features[LIKE_FEATURES]);
/* Their score, 0 to 1; above .5 the two rather say one thing than not. */
double like_score(const double features[LIKE_FEATURES]);
/* How well word `a` is met by `b`, 0 to 1: 1 for equal keys. */
double like_words(const like_word *a, const like_word *b);

/* The words of content of a sentence or a part of one, without marks: stems or classes of meaning as keys, numbers as values,
 * words with a capital (but the first) as names. Fills at most LIKE_MOST; returns how many. *negated: a word of denial. */
uint32_t like_plain(const syn_vectors *table, const syn_word *words, uint32_t count, like_word out[LIKE_MOST], bool *negated);
#endif
