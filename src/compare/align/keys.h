/* keys.h - what each word of a story stands for: one key for a person over all names, a time or number by value, a class of
 * meaning, or a stem; and which sentences hold it. */
#ifndef SYN_COMPARE_KEYS_H
#define SYN_COMPARE_KEYS_H

#include "compare/story.h"
#include "text/vectors.h"

typedef struct word_key {
    uint64_t key;
    double weight;           /* rarity in news; that of a name or value is fixed */
    uint32_t first, count;   /* into word_keys.postings: the sentences that hold it, ascending */
    uint32_t reports;        /* how many hold it */
    const int8_t *vector;    /* what a plain word means (text/vectors.h); NULL: not known */
    uint32_t report, sentence;  /* scratch: the last ones counted */
    bool name, value;
} word_key;

typedef struct word_keys {
    SYN_VEC(word_key) at;
    syn_map index;           /* in scratch: while keys are made */
    syn_vectors vectors;
    uint32_t **of;           /* [report][word] = index of its key, or REPORT_NONE */
    uint8_t **quoted;        /* [report][word]: inside a direct or block quotation */
    uint32_t *postings;      /* sentences, numbered through the story */
    uint32_t *first;         /* [report] = number of its first sentence; count + 1 items */
    uint32_t *report_of;     /* [sentence] */
} word_keys;
#endif
