/* decide.h - do two reports tell of one event? A sum of curves, trained (model/stories.md).
 *
 * Each feature is a whole number from 0 to 1000, or -1 where it cannot be told. Its curve gives what a value is worth: straight lines
 * between knots, so the sum is linear in the weights and the same on every machine. Some features have a curve besides for
 * each DECIDE_TIMES: how far apart in time the two are. */
#ifndef SYN_GROUP_DECIDE_H
#define SYN_GROUP_DECIDE_H

#include "group/packed.h"

enum { DECIDE_KNOTS = 12, DECIDE_TIMES = 5, DECIDE_TIMED = 5, DECIDE_UNIT = 100 /* of a score: one in the logarithm of odds */ };

/* The features. The cosines of the channels (portrait.h), then: */
enum {
    FEATURE_DAYS = CHANNELS,    /* days that both texts name, by the geometric mean */
    FEATURE_PARTS,              /* for each part: how much of it the other has, of the two reports the less, then the more */
    FEATURE_SHARED = FEATURE_PARTS + 2 * PARTS,  /* words shared, of all, of names, of numbers, of titles: how many */
    FEATURE_SHORTER = FEATURE_SHARED + 4, FEATURE_LONGER, /* lengths */
    FEATURE_NEAR,               /* one was published by a day that the other names */
    FEATURE_APART,              /* days between them */
    FEATURE_APART_GUESSED,      /* ... where a day is guessed */
    FEATURE_AMOUNTS,            /* numbers with their units that both have (amounts.h), */
    FEATURE_AMOUNTS_OTHER,      /* ... units that have other numbers */
    FEATURE_WEEKDAY,            /* they name one day of the week, or only different ones */
    DECIDE_FEATURES
};

typedef struct pair_features {
    int16_t at[DECIDE_FEATURES];
    int16_t time;               /* 0 to DECIDE_TIMES - 1 */
} pair_features;

typedef struct decide_weights {
    int32_t bias;
    int16_t curve[DECIDE_FEATURES][DECIDE_KNOTS + 1];  /* what a value at each knot is worth; last: that of -1 */
    int16_t timed[DECIDE_TIMES][DECIDE_TIMED][DECIDE_KNOTS + 1];
} decide_weights;

/* The weights that the library was trained to. */
extern const decide_weights decide_trained;

/* The curves, laid out for many sums. */
enum { DECIDE_SUMS = DECIDE_FEATURES + DECIDE_TIMES * DECIDE_TIMED };
typedef struct decide_piece {   /* what stands between two knots: start + value x rise, in thousandths, over 2^32 */
    int64_t start, rise;
} decide_piece;
typedef struct decide_curves {
    int32_t bias;
    decide_piece piece[DECIDE_SUMS][DECIDE_KNOTS + 1];
} decide_curves;
void decide_prepare(const decide_weights *w, decide_curves *out);

/* The words of a report, laid out for many comparisons. Borrows the features. */
enum { DECIDE_PLACES = 4096 };
typedef struct decide_word {
    uint32_t hash;
    uint8_t weight, marks, rarity;
    uint8_t next;                    /* 1 + index of the next word of this place, or 0 */
} decide_word;
typedef struct decide_lookup {
    const packed_features *of;
    decide_word word[PORTRAIT_WORDS];
    uint8_t place[DECIDE_PLACES];    /* by hash: 1 + index of a word, or 0 */
} decide_lookup;
void decide_look_up(decide_lookup *out, const packed_features *f);

/* The same whichever of the two comes first, but for words that have one hash and not one rarity: that of `a` counts, or, without `own`,
 * that of `b`. */
pair_features decide_compare(const decide_lookup *a, const packed_features *b, bool own);
pair_features decide_pair(const portrait_features *a, const portrait_features *b);
/* Above 0: they tell of one event rather than not. In 1/DECIDE_UNIT, from -DECIDE_MOST to DECIDE_MOST. */
enum { DECIDE_MOST = 6 * DECIDE_UNIT };
int32_t decide_score(const decide_curves *curves, const pair_features *features);
#endif
