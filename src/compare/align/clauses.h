/* clauses.h - a sentence parted into clauses: who did what, each by itself. See clauses.c. */
#ifndef SYN_COMPARE_CLAUSES_H
#define SYN_COMPARE_CLAUSES_H

#include "report/report.h"

typedef struct clause {
    uint32_t word, words;   /* all of it, with the words that say who says so ("police said"), and with the subject before a relative clause */
    uint32_t core, cores;   /* without them */
    uint32_t head, heads;   /* words before it that name its subject, where it has none of its own; heads = 0: none */
    uint32_t quote;         /* the quote whose content it is, or REPORT_NONE */
} clause;
typedef SYN_VEC(clause) clauses;

typedef struct clause_reader {  /* goes through a report, sentence by sentence */
    const syn_report *r;
    uint32_t *said;         /* the quote in whose content each word stands, the outer one of two, or REPORT_NONE */
    uint32_t quote;         /* the first quote that may touch what is still to come */
} clause_reader;

/* Both: false when the arena failed. */
bool clauses_begin(clause_reader *reader, const syn_report *r, syn_arena *arena);
/* The clauses of the words [from, end) of the next sentence, in order; cores stand side by side but for punctuation and cues. */
bool clauses_find(clause_reader *reader, uint32_t from, uint32_t end, clauses *out, syn_arena *arena);
#endif
