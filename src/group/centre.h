/* centre.h - the middle of a story: the sum of its reports' features, and how like it a report is.
 *
 * A centre keeps the CENTRE_FEATURES heaviest features. Past CENTRE_REPORTS reports all sums are halved: later reports then count
 * for more, and 16 bits are enough. */
#ifndef SYN_GROUP_CENTRE_H
#define SYN_GROUP_CENTRE_H

#include "group/portrait.h"

enum { CENTRE_FEATURES = 160, CENTRE_REPORTS = 200 };

typedef struct centre_feature {
    uint32_t key;            /* rising */
    uint16_t all, title, lead;  /* sums of the weights: of all reports, of those that have it in the title, in the lead */
    uint8_t marks, reports;  /* kind as of the last report that had it; how many had it (at most 255) */
} centre_feature;

/* Vectors that are compared apart. */
typedef enum channel {
    CHANNEL_ALL, CHANNEL_WORD, CHANNEL_NAME, CHANNEL_PERSON, CHANNEL_ORGANIZATION, CHANNEL_PLACE, CHANNEL_TITLE, CHANNEL_LEAD,
    CHANNEL_DAY, CHANNEL_NUMBER, CHANNELS
} channel;

typedef struct story_centre {
    uint32_t count, reports; /* features; reports in the sums, halved with them */
    centre_feature features[CENTRE_FEATURES];
    int32_t dense[VECTORS_SIZE];
    int32_t first_day, last_day;  /* of the dated reports, or PORTRAIT_NO_DAY */
} story_centre;

/* What a report and a story share, in thousandths; -1 where one has nothing of the kind. */
typedef struct likeness {
    int16_t cosine[CHANNELS];
    int16_t cover[CHANNELS];   /* how much of the report's vector the story has at all */
    int16_t back[CHANNELS];    /* how much of the story's vector the report has at all */
    int16_t dense;
} likeness;

/* A centre of one report. */
void centre_of(story_centre *out, const portrait_features *f);
void centre_add(story_centre *c, const portrait_features *f);
likeness centre_compare(const story_centre *c, const portrait_features *f);
/* The cosine of the words of two reports, in thousandths. */
int portrait_cosine(const portrait_features *a, const portrait_features *b);
#endif
