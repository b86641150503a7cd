/* decide.h - does a report belong to a story? A sum of curves, trained (model/stories.md).
 *
 * Each feature is a whole number from 0 to 1000, or -1 where the report or the story has nothing of the kind. Its curve gives
 * what a value is worth: straight lines between knots, so the decision is linear in the weights and the same on every machine. */
#ifndef SYN_GROUP_DECIDE_H
#define SYN_GROUP_DECIDE_H

#include "group/centre.h"

enum { DECIDE_KNOTS = 12 };

/* The features: cosine, cover and back of each channel (centre.h), then: */
enum {
    DECIDE_DENSE = 3 * CHANNELS, /* cosine of the word vectors */
    DECIDE_NEAREST,          /* cosine of all words with the nearest of the story's latest reports */
    DECIDE_MEAN,             /* ... with all of these on average */
    DECIDE_DAYS,             /* how far from the story's days the report was published */
    DECIDE_SIZE,             /* reports of the story */
    DECIDE_WORDS,            /* length of the report */
    DECIDE_AHEAD,            /* how much nearer the story is than the nearest other one, about 500 */
    DECIDE_FEATURES
};

typedef struct decide_weights {
    int32_t join;            /* joins if the sum is above this */
    int16_t curve[DECIDE_FEATURES][DECIDE_KNOTS + 1];  /* what a value at each knot is worth; last: that of -1 */
} decide_weights;

/* The weights that the library was trained to. */
extern const decide_weights decide_trained;
/* The value at each knot. */
extern const int16_t decide_knots[DECIDE_KNOTS];

int16_t decide_days(int32_t day, int32_t first, int32_t last);
int16_t decide_steps(uint32_t number);
int32_t decide_score(const decide_weights *w, const int16_t features[DECIDE_FEATURES]);
#endif
