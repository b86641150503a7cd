/* rewrites.h - what the files of changed sentences share: sentences as rows of tokens, and two of them aligned. */
#ifndef SYN_COMPARE_REWRITES_H
#define SYN_COMPARE_REWRITES_H

#include "compare/pairs.h"

#define MOST_TOKENS 72      /* of a sentence; a longer one is not looked at */
#define TRIED 3             /* candidates of a sentence that are aligned */
#define LEAST_SHARE 0.70    /* of the tokens of the longer one, in common */

enum { NAME_KEY = 1, VALUE_KEY = 2 };

typedef struct token {
    uint64_t key;
    uint32_t word, words;   /* of the report */
    uint32_t person;        /* of a name, or REPORT_NONE */
    bool content;
} token;

typedef struct line {       /* a sentence that no other is equal to */
    uint32_t report, sentence;
    uint32_t token, tokens;
    uint32_t next, last;    /* the next line of the same words, or REPORT_NONE; of the first, the last of them */
    uint32_t best[TRIED];   /* earlier lines that share most runs */
    uint32_t bests;
} line;

typedef struct posting {
    uint32_t line, next;
} posting;

typedef struct rewrites {
    SYN_VEC(token) tokens;
    SYN_VEC(line) lines;
    SYN_VEC(posting) postings;
    syn_map exact, runs;
} rewrites;

typedef struct gap {        /* changed tokens of both sentences */
    uint32_t a, a_end, b, b_end;
} gap;

typedef struct alignment {
    uint8_t of_a[MOST_TOKENS];      /* 1 + index of the token of b that it meets, or 0 */
    gap gaps[MOST_TOKENS];
    uint32_t n_gaps, equal, content;
} alignment;

typedef struct both {       /* the pair that is looked at */
    story *s;
    const rewrites *x;
    const line *a, *b;
    const token *ta, *tb;
    alignment al;
} both;

/* rewrites_tell.c: adds the differences that the changes of a pair tell. False when an arena failed. */
bool rewrites_tell(both *p);
#endif
