/* tags.h - parts of speech: what tags.c shares with the program that trains it (train/tags.c).
 *
 * A sentence is a row of tag_word, one a word, made by tags_see; tags_features gives the features of one of them as
 * places of a model of text/model.h, whose label k is the part of speech k + 1. */
#ifndef SYN_MARK_TAGS_H
#define SYN_MARK_TAGS_H

#include "mark/mark.h"
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

/* The same in two parts: those of seen[0] that hang on more than one word or on its place in the sentence, and those
 * that hang on `word` alone, which stands `at` words behind (-TAGS_REACH to TAGS_REACH) the word whose features they are. */
size_t tags_features_together(const tag_word *seen, uint32_t places, uint32_t features[TAGS_FEATURES]);
size_t tags_features_alone(const tag_word *word, int at, uint32_t places, uint32_t features[TAGS_FEATURES]);

/* What tags_see does for one word but for `place`, for what stands before or behind a sentence, and for the places. */
void tags_see_word(tag_word *seen, const syn_clusters *table, syn_slice text, const syn_word *word);
tag_word tags_end(bool behind);
void tags_see_places(tag_word *seen, const syn_word *words, uint32_t n);

typedef struct tags_memory tags_memory;

/* tags_known.c: a word as the tagger sees it, and what it alone adds to the scores of the words around it. */
typedef struct tag_known {
    tag_word word;
    int16_t adds[2 * TAGS_REACH + 1][TAGS_LABELS - 1];  /* to the word that it stands k - TAGS_REACH words behind */
} tag_known;

/* A memory of words for this model, with room for about as many as `words`; or NULL where the arena failed. */
tags_memory *tags_memory_of(const syn_model *model, uint32_t words, syn_arena *arena);
/* The same for the weights of English; NULL also where there are none. */
tags_memory *tags_memory_open(uint32_t words, syn_arena *arena);
const syn_model *tags_memory_model(const tags_memory *memory);
/* Begins to bring a word into the cache. */
void tags_known_fetch(const tags_memory *memory, const syn_word *word);
/* The word, until the next is asked for. */
const tag_known *tags_known_word(tags_memory *memory, syn_slice text, const syn_word *word);
const tag_known *tags_known_end(const tags_memory *memory, bool behind);

/* The model of a file of weights; false if it is none of parts of speech. */
bool tags_open(syn_model *model, syn_slice file);

/* Sets `upos` of n words, a sentence. `memory` is of the same model. False when `scratch` failed. */
bool tags_sentence(const syn_model *model, tags_memory *memory, syn_slice text, syn_word *words, uint32_t n,
                   syn_arena *scratch);
#endif
