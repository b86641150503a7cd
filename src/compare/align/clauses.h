/* clauses.h - a sentence parted into clauses: who did what, each by itself. See clauses.c. */
#ifndef SYN_COMPARE_CLAUSES_H
#define SYN_COMPARE_CLAUSES_H

#include "report/report.h"

typedef struct clause {
    uint32_t word, words;   /* all of it, with the words that say who says so ("police said") */
    uint32_t core, cores;   /* without them */
    uint32_t head, heads;   /* words before it that name its subject, where it has none of its own; heads = 0: none */
    uint32_t quote;         /* the quote whose content it is, or REPORT_NONE */
} clause;
typedef SYN_VEC(clause) clauses;

/* The clauses of the words [from, end) of one sentence, in order and side by side but for punctuation; `said` has for each
 * word of the report the quote in whose content it stands, or REPORT_NONE. False when the arena failed. */
bool clauses_find(const syn_report *r, uint32_t from, uint32_t end, const uint32_t *said, clauses *out, syn_arena *arena);
/* `said` of a report, in the arena; NULL when it failed. A quote inside another counts as the outer one. */
uint32_t *clauses_said(const syn_report *r, syn_arena *arena);
#endif
