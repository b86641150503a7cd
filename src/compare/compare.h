/* compare.h - one story: its reports' statements aligned into shared, only, differing and copied. */
#ifndef SYN_COMPARE_COMPARE_H
#define SYN_COMPARE_COMPARE_H

#include "report/collation.h"

typedef struct compare_options {
    uint32_t brief_sentences;  /* 0 = 6 */
    uint32_t brief_words;      /* at most so many words in the brief; 0 = no limit */
    bool why;                  /* note the reasons of every finding (collation_why) */
} compare_options;

/* Fills `out` (its arena is set up by the caller; the reports are borrowed). `options` may be NULL. Linear in the words but
 * for the alignment, which is bounded by CAP_POSTINGS statements a term. */
syn_code compare_run(const compare_options *options, const syn_report *const *reports, uint32_t count, syn_collation *out,
                     syn_arena *scratch, syn_error *error);
#endif
