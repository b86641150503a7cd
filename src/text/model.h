/* model.h - linear models over hashed features: the one reader of weights of the house.
 *
 * A model gives each item of a sequence a score for every label: the sum of the weights of its features. A feature is a
 * number, the hash of whatever it stands for, cut to the model's places (model_place); two features that fall on one place
 * share a weight. Label 0 is the reference and has no weights: its scores are 0. The labels of a sequence may depend on each
 * other (`change`); then model_path finds the best sequence (Viterbi). All in integers: weights are bytes, a score is `unit`
 * times a log-odds, so the same features give the same labels on every machine. Weights are made by programs in train/; each
 * has a card in model/. Small ones stand in gen/ folders as C; those of marks are files, model/<language>/<name>.bin, which
 * text/weights.h holds in the library and model_open reads where they lie. */
#ifndef SYN_TEXT_MODEL_H
#define SYN_TEXT_MODEL_H

#include "base/arena.h"
#include "base/slice.h"

#define MODEL_LABELS 32u

/* What going from one label to the next adds, ready to be summed: whole numbers of less than 24 bits, which float holds exactly,
 * since all machines have vectors that add and compare them. */
typedef struct model_steps {
    float from[MODEL_LABELS][MODEL_LABELS];
    float least[MODEL_LABELS][MODEL_LABELS];  /* [best][k]: further behind `best`, k leads nowhere that `best` doesn't with more */
} model_steps;

typedef struct syn_model {
    uint32_t places;          /* a power of two, at most 2^22 */
    uint32_t labels;          /* 2 to MODEL_LABELS */
    int32_t unit;             /* a score of this size is a log-odds of 1 */
    const int8_t *weights;    /* places rows of labels - 1 weights: of label 1, label 2 ... */
    const int16_t *change;    /* labels rows of labels: what it adds to a score to go from one to the other; NULL: nothing */
    const model_steps *steps; /* the same, from model_prepare; or NULL */
} syn_model;

/* The place of a feature, given as a template (what it is about) and a value. `places` is a power of two. */
static inline uint32_t model_place(uint32_t places, uint32_t template, uint64_t value) {
    uint64_t h = (value + 1) * 0x9e3779b97f4a7c15u ^ (template + 1u) * 0xc2b2ae3d27d4eb4fu;
    h ^= h >> 29;
    h *= 0xbf58476d1ce4e5b9u;
    h ^= h >> 32;
    return (uint32_t)(h & (places - 1));
}

/* The features of one thing, each under a template of its own: the next number. */
typedef struct model_features {
    uint32_t *at, places, template, n;
} model_features;

static inline void model_add(model_features *list, uint64_t value) {
    list->at[list->n++] = model_place(list->places, list->template++, value);
}
/* Two values as one; the order matters. */
static inline uint64_t model_pair(uint64_t a, uint64_t b) { return (a * 0x9e3779b97f4a7c15u) ^ (b + (a >> 29)); }

/* A model as a file holds it; nothing is copied, so `file` must live as long as the model and begin at an even address.
 * False where it is no model. All numbers little-endian: "SYNM", then places, labels and unit (4 bytes each), then
 * labels times labels of `change` (2 bytes each), then places times (labels - 1) weights (1 byte each), and no byte
 * more. */
bool model_open(syn_model *model, syn_slice file);

/* Adds the scores of the labels but 0 to `scores` (labels - 1 of them). Features must lie below the model's places. */
void model_score(const syn_model *model, const uint32_t *features, size_t count, int32_t *scores);

/* Begins to bring the weights of features into the cache: large models are slow where each weight is waited for. */
void model_fetch(const syn_model *model, const uint32_t *features, size_t count);

/* Makes `steps` of the model and ties them to it, where model_path is called often; they must live as long as it. */
void model_prepare(syn_model *model, model_steps *steps);

/* The best labels of a sequence of `count` items, whose scores lie one after the other, labels - 1 each. Of equal sequences
 * the one with the lower label at the last item where they differ. Time and memory linear in the sequence; false when the
 * arena failed; else the arena is left as it was. */
bool model_path(const syn_model *model, const int32_t *scores, uint32_t count, uint8_t *labels, syn_arena *arena);
#endif
