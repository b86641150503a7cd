/* tags_learn.h - learns a conditional random field from sentences of hashed features; see tags_learn.c. */
#ifndef SYN_TRAIN_TAGS_LEARN_H
#define SYN_TRAIN_TAGS_LEARN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { LEARN_LABELS = 17, LEARN_WORDS = 1024 };  /* LEARN_WORDS: of one sentence, at most */

/* Sentences, one after the other. */
typedef struct learn_data {
    uint32_t *features;          /* of all words */
    uint8_t *labels;             /* of each word */
    uint64_t *from;              /* words + 1: where the features of each word begin */
    uint32_t *sentences;         /* count + 1: the first word of each sentence */
    uint32_t words, count;
    uint64_t feature_room;
    uint32_t word_room, sentence_room;
} learn_data;

/* Adds a word to the sentence that is open; ends the sentence. Both end the program where there is no memory. */
void learn_add(learn_data *data, uint8_t label, const uint32_t *features, uint32_t count);
void learn_end(learn_data *data);

/* Trains, and writes the model as model_open reads it. */
bool learn_write(const learn_data *data, uint32_t places, FILE *out);
#endif
