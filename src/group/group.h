/* group.h - reports become stories, copies are known as copies.
 *
 * In: marked reports in the order in which they came. Out: for each, its story, why it stands there, and the earlier
 * report that it is a copy of. Each report is placed when it comes, seeing only those before it (single pass, no
 * look-ahead), by rare words and names shared with the stories so far. The same input in the same order gives the same
 * result. Time: linear in the words, times at most CAP_GROUP_CANDIDATES stories a report. */
#ifndef SYN_GROUP_GROUP_H
#define SYN_GROUP_GROUP_H

#include "report/report.h"

#define GROUP_REASONS 4

typedef struct group_placing {
    uint32_t story;      /* 0, 1, 2 ... in order of first report */
    uint32_t copy_of;    /* index of an earlier report with the same words, or REPORT_NONE */
    syn_slice why[GROUP_REASONS];  /* words of the report that tie it to its story; unused ones empty */
} group_placing;

typedef struct group_options {
    bool lenient;        /* the caller holds that the reports belong together: ask less of each; heeded up to 32 reports */
} group_options;

/* `out` has `count` items; slices point into the reports. Reports that are no article get a story of their own.
 * `options` may be NULL. */
syn_code group_run(const group_options *options, const syn_report *const *reports, uint32_t count, group_placing *out,
                   syn_arena *scratch, syn_error *error);
#endif
