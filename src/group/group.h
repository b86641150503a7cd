/* group.h - a stream of reports becomes stories; copies are known as copies.
 *
 * Reports come one by one, as portraits (portrait.h). Each is placed when it comes, seeing only those before it, and the
 * placing says why. What is known later (two stories turn out to be one) changes the stories by events, each told when it
 * happens: nothing is changed in silence. The same portraits in the same order give the same placings and events, on any machine.
 * Cost of a report: at most CAP_GROUP_CANDIDATES stories are looked at, however many there are. One thread at a time. */
#ifndef SYN_GROUP_GROUP_H
#define SYN_GROUP_GROUP_H

#include "group/portrait.h"

typedef struct grouping grouping;

typedef struct group_options {
    bool lenient;        /* the caller holds that the reports belong together: ask less of each */
} group_options;

typedef enum group_event_kind { EVENT_START, EVENT_JOIN, EVENT_MERGE, EVENT_SPLIT, EVENT_MOVE } group_event_kind;
typedef struct group_event {
    uint8_t kind;
    uint32_t report;     /* start, join, move: the report. Merge, split: the one at whose coming it happened */
    uint32_t story;      /* the one that has the report now; merge: the one that stays; split: the new one */
    uint32_t other;      /* merge: the one that goes into it; split, move: where the reports stood; else REPORT_NONE */
    double score;        /* of the decision */
} group_event;

#define GROUP_REASONS 4
typedef struct group_placing {
    uint32_t report;     /* its number: 0, 1, 2 ... in the order in which they came */
    uint32_t story;      /* numbers in order of beginning, never used again */
    uint32_t copy_of;    /* an earlier report with the same words, or REPORT_NONE */
    double score;        /* of the decision to join, or 0 */
    uint32_t rival;      /* the nearest other story, or REPORT_NONE */
    double rival_score;
    syn_span why[GROUP_REASONS];  /* words of the report that tie it to its story; absent where there are fewer */
    SYN_VEC(group_event) events;  /* what happened as it came: a start or a join first; in `scratch` of the call */
} group_placing;

/* `options` may be NULL. Release with grouping_free. */
syn_code grouping_new(grouping **out, const group_options *options, syn_budget *budget, syn_error *error);
void grouping_free(grouping *g);
/* After SYN_ERR_MEMORY or SYN_ERR_LIMIT the grouping can only be released. */
syn_code grouping_add(grouping *g, const portrait *p, group_placing *out, syn_arena *scratch, syn_error *error);
/* How many reports have come, and where a report stands now. */
uint32_t grouping_count(const grouping *g);
uint32_t grouping_story(const grouping *g, uint32_t report);

/* All at once: the placings of `count` marked reports, `story` as it is after the last of them. */
syn_code group_run(const group_options *options, const syn_report *const *reports, uint32_t count, group_placing *out,
                   syn_arena *scratch, syn_error *error);
#endif
