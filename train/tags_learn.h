/* tags_learn.h - learns a conditional random field from sentences of hashed features; see tags_learn.c. */
#ifndef SYN_TRAIN_TAGS_LEARN_H
#define SYN_TRAIN_TAGS_LEARN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#ifndef LEARN_LABELS
#define LEARN_LABELS 17  /* another number: by the build, see train/meson.build */
#endif
enum { LEARN_WORDS = 1024, LEARN_FEATURES = 192 };  /* words of one sentence, features of a word; at most */

typedef struct learn_settings {
    unsigned rounds, kept;       /* over all sentences; weights are the mean of those after the last `kept` */
    float rate;                  /* how far a step goes */
    float left_out;              /* the share of features that a step leaves out */
    float favour;                /* log-odds added to each change to label 1 */
} learn_settings;

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

/* Adds a word to the sentence that is open (one without features: its label is known, which teaches its neighbours); ends the
 * sentence. Both end the program where there is no memory. */
void learn_add(learn_data *data, uint8_t label, const uint32_t *features, uint32_t count);
void learn_end(learn_data *data);

/* Trains, and writes the model as model_open reads it. */
bool learn_write(const learn_data *data, const learn_settings *settings, uint32_t places, FILE *out);
#endif
