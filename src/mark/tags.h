/* tags.h - parts of speech: what tags.c shares with the program that trains it (train/tags.c).
 *
 * A sentence is a row of tag_word, one a word, made by tags_see; tags_features gives the features of one of them as
 * places of a model of text/model.h, whose label k is the part of speech k + 1. */
#ifndef SYN_MARK_TAGS_H
#define SYN_MARK_TAGS_H

#include "report/report.h"
#include "text/clusters.h"
#include "text/model.h"

enum {
    TAGS_AFFIX = 5,       /* the longest suffix and prefix looked at, in bytes */
    TAGS_REACH = 2,       /* words looked at before and behind */
    TAGS_FEATURES = 64,   /* at most, of one word */
    TAGS_LABELS = UPOS_X  /* parts of speech */
};

typedef struct tag_word {
    uint64_t id;                                      /* its fold; words of digits alike and all addresses are one */
    uint64_t suffix[TAGS_AFFIX], prefix[TAGS_AFFIX];  /* of its last and first bytes: [k] of k + 1; 0: it is too short */
    uint16_t cluster[CLUSTER_LEVELS];                 /* text/clusters.h, plus 1; 0: none */
    uint8_t shape;                                    /* kind, capitals, digits and the like, see tags_see */
    uint8_t place;                                    /* how the line is written, whether it opens the sentence */
} tag_word;

/* The words of one sentence. `seen` has room for n + 2 * TAGS_REACH; the first and last TAGS_REACH stand for its ends. */
void tags_see(tag_word *seen, syn_slice text, const syn_word *words, uint32_t n);

/* The features of the word seen[0], which has TAGS_REACH others on either side, to `features`; how many. */
size_t tags_features(const tag_word *seen, uint32_t places, uint32_t features[TAGS_FEATURES]);

/* The model of a file of weights; false if it is none of parts of speech. */
bool tags_open(syn_model *model, syn_slice file);

/* Sets `upos` of n words, a sentence. False when `scratch` failed. */
bool tags_sentence(const syn_model *model, syn_slice text, syn_word *words, uint32_t n, syn_arena *scratch);
#endif
