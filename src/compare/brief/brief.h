/* brief.h - what the files of the brief share. */
#ifndef SYN_COMPARE_BRIEF_H
#define SYN_COMPARE_BRIEF_H

#include "compare/align/keys.h"

#define TELLING 3.0          /* weight of a word whose meaning is looked at */

/* What a sentence asks of those told before it: that they name a person in full, or tell of a thing that it calls "the
 * ...". */
typedef SYN_VEC(uint32_t) brief_needs;  /* keys (word_keys.at) */

typedef struct candidate {
    uint32_t report, sentence, from, to;  /* words */
    uint32_t length;         /* words as white space parts them */
    uint32_t item, items;    /* into chooser.items: the shared statements that it says */
    uint32_t key, keys;      /* into chooser.keys, ascending */
    brief_needs needs;
    double central, weight;  /* how central its words are; their weight */
    double place;            /* how far down reports tell it, 0 to 1 */
    double alone;            /* worth of what it alone has */
    bool taken, dead;
} candidate;

typedef struct chooser {
    story *s;
    SYN_VEC(candidate) at;
    SYN_VEC(uint32_t) items, keys, chosen, distinct;  /* distinct: keys of candidates that have a meaning */
    double *worth;           /* of each shared statement */
    uint8_t *told;           /* [shared] */
    uint8_t *named;          /* [key]: a sentence taken holds it (a person: by name) */
    float *like;             /* [key]: how like its meaning is to that of a key taken */
    uint32_t words;          /* taken */
    syn_map titles;          /* stem -> how many titles have it */
    double title_weight;     /* of all words of all titles */
} chooser;

/* What may be told: k->at, with what each says (brief_gather.c). False when an arena failed. */
bool brief_gather(chooser *k);
/* Words as white space parts them. */
uint32_t brief_words_of(syn_slice text);
syn_place brief_place(const story *s, const candidate *c);

/* True if a run of words of one sentence can be shown on its own once its needs are told: it begins and ends as a sentence
 * does, has a verb, whole quotations, no pronoun without its noun, no word that leans on what stood before. *needs gets what
 * it asks for; false in *made when an arena failed. */
bool brief_stands(story *s, uint32_t report, uint32_t from, uint32_t to, brief_needs *needs, bool *made);

/* "The mayor, left, and ...", "image caption": a word that only captions have. */
bool word_of_caption(const syn_report *report, uint32_t w, uint32_t to);
/* True where a run of words ends as a sentence does. */
bool brief_ends(const syn_report *report, uint32_t to);

/* The headline: one of the reports' titles, else the words told first. */
bool brief_headline(story *s);
#endif
