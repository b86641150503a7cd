/* compare.h - one story: its reports' statements aligned into shared, only, differing and copied. */
#ifndef SYN_COMPARE_COMPARE_H
#define SYN_COMPARE_COMPARE_H

#include "report/collation.h"

typedef struct compare_options {
    uint32_t brief_sentences;  /* 0 = 6, or any number where brief_words is set */
    uint32_t brief_words;      /* at most so many words in the brief; 0 = no limit */
    bool why;                  /* note the reasons of every finding (collation_why) */
    /* Asked before each step, may be NULL: anything but SYN_OK ends the comparison with that code. */
    syn_code (*go_on)(const void *payload);
    const void *payload;
} compare_options;

/* The day that a story's undated reports speak from, as days since 1970 (LONG_MIN: not known), and what tells it (days.c). */
typedef enum day_sign { DAY_UNKNOWN, DAY_OF_OTHERS, DAY_OF_DATELINES, DAY_OF_POSTS } day_sign;
typedef struct compare_day {
    long day;
    day_sign sign;
} compare_day;
compare_day compare_day_of(const syn_report *const *reports, uint32_t count);
/* The day a report says it was published on, or LONG_MIN. */
long compare_published(const syn_report *report);
/* A dateline gives its day ("May 14"), with or without its year. */
bool compare_has_dateline(const syn_report *report);

/* Fills `out` (its arena is set up by the caller; the reports are borrowed). `options` may be NULL. Linear in the words but
 * for the alignment, which is bounded by CAP_POSTINGS statements a term. */
syn_code compare_run(const compare_options *options, const syn_report *const *reports, uint32_t count, syn_collation *out,
                     syn_arena *scratch, syn_error *error);
#endif
