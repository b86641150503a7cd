/* portrait.h - all that grouping keeps of a report.
 *
 * In: a marked report. Out: its portrait: who and what it names, its rare words, its title, places, days and numbers as
 * hashed features with weights, and what tells it apart (id, address, source, day). Pure, so it may be made on any thread;
 * placing it (group.h) never looks at the text again. */
#ifndef SYN_GROUP_PORTRAIT_H
#define SYN_GROUP_PORTRAIT_H

#include "report/report.h"

/* What a feature is. Each channel is a vector of its own. */
typedef enum portrait_channel { CHANNEL_NAME, CHANNEL_WORD, CHANNELS } portrait_channel;

#define PORTRAIT_FEATURES 512   /* most features of a report, the heaviest */
#define PORTRAIT_NO_DAY INT32_MIN

typedef struct portrait_feature {
    uint64_t key;        /* hash of what it is; 0 never */
    double weight;       /* of a vector of length 1 */
    uint8_t channel;
    syn_span place;      /* where it first stands in the text; only while the report is at hand: absent in a loaded portrait */
} portrait_feature;

typedef struct portrait {
    syn_slice id, url, source, title;  /* borrowed from the report */
    bool article;        /* others get a story of their own, and have no features */
    uint64_t content;    /* hash of all that tells this very report from another of its id: title, address, day, text */
    int32_t day;         /* published: days since 1970-01-01, or PORTRAIT_NO_DAY */
    uint32_t words;
    SYN_VEC(portrait_feature) features;  /* heaviest first */
    SYN_VEC(uint64_t) runs;  /* sampled runs of words, by which copies are known */
} portrait;

/* The report must be marked if it is an article. The portrait borrows from it, and its vectors lie in `arena`. */
syn_code portrait_of(const syn_report *report, portrait *out, syn_arena *arena, syn_error *error);
#endif
