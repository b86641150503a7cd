/* model.c - scores and best sequences of linear models; see model.h.
 *
 * In: places of features, weights. Out: scores; labels. The best sequence is found as Viterbi (1967) does it: for each
 * item and label the best score of a sequence that ends there, less the best of all, so that no sequence overflows; from
 * which label it came is found on the way back. Loops over labels have a fixed length, so that compilers make vectors of
 * them. */
#include "text/model.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the weights of models are read where they lie, little-endian");

enum { MODEL_HEAD = 16, MODEL_PLACES = 1 << 22, PATH_NONE = -(1 << 22) };
enum { LANES = 4 };  /* labels are looked at by fours */

bool model_open(syn_model *model, syn_slice file) {
    uint32_t head[3];
    if (file.len < MODEL_HEAD || memcmp(file.ptr, "SYNM", 4) != 0 || (uintptr_t)file.ptr % 2) return false;
    memcpy(head, file.ptr + 4, sizeof head);
    uint32_t places = head[0], labels = head[1];
    if (!places || places > MODEL_PLACES || (places & (places - 1)) || labels < 2 || labels > MODEL_LABELS) return false;
    if (!head[2] || head[2] > INT16_MAX) return false;
    size_t change = (size_t)labels * labels * 2;
    if (file.len != MODEL_HEAD + change + (size_t)places * (labels - 1)) return false;
    *model = (syn_model){.places = places, .labels = labels, .unit = (int32_t)head[2],
                         .change = (const void *)(file.ptr + MODEL_HEAD),
                         .weights = (const void *)(file.ptr + MODEL_HEAD + change)};
    return true;
}

/* Rows of 16 (17 labels): sums of 256 bytes fit into 16 bits. */
static void score_rows(const syn_model *model, const uint32_t *features, size_t count, int32_t *scores) {
    while (count) {
        size_t part = count < 256 ? count : 256;
        int16_t sums[16] = {0};
        for (size_t i = 0; i < part; i++) {
            const int8_t *row = model->weights + (size_t)features[i] * 16;
            for (unsigned k = 0; k < 16; k++) sums[k] = (int16_t)(sums[k] + row[k]);
        }
        for (unsigned k = 0; k < 16; k++) scores[k] += sums[k];
        features += part;
        count -= part;
    }
}

/* The same for rows of 8. */
static void score_short_rows(const syn_model *model, const uint32_t *features, size_t count, int32_t *scores) {
    while (count) {
        size_t part = count < 256 ? count : 256;
        int16_t sums[8] = {0};
        for (size_t i = 0; i < part; i++) {
            const int8_t *row = model->weights + (size_t)features[i] * 8;
            for (unsigned k = 0; k < 8; k++) sums[k] = (int16_t)(sums[k] + row[k]);
        }
        for (unsigned k = 0; k < 8; k++) scores[k] += sums[k];
        features += part;
        count -= part;
    }
}

void model_score(const syn_model *model, const uint32_t *features, size_t count, int32_t *scores) {
    uint32_t columns = model->labels - 1;
    if (columns == 16) {
        score_rows(model, features, count, scores);
        return;
    }
    if (columns == 8) {
        score_short_rows(model, features, count, scores);
        return;
    }
    if (columns == 1) {
        int32_t sum = 0;
        for (size_t i = 0; i < count; i++) sum += model->weights[features[i]];
        scores[0] += sum;
        return;
    }
    if (columns == 2) {
        int32_t one = 0, two = 0;
        for (size_t i = 0; i < count; i++) {
            const int8_t *row = model->weights + (size_t)features[i] * 2;
            one += row[0];
            two += row[1];
        }
        scores[0] += one;
        scores[1] += two;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const int8_t *row = model->weights + (size_t)features[i] * columns;
        for (uint32_t k = 0; k < columns; k++) scores[k] += row[k];
    }
}

void model_fetch(const syn_model *model, const uint32_t *features, size_t count) {
    for (size_t i = 0; i < count; i++) __builtin_prefetch(model->weights + (size_t)features[i] * (model->labels - 1));
}

void model_prepare(syn_model *model, model_steps *steps) {
    size_t n = model->labels;
    memset(steps, 0, sizeof *steps);
    for (size_t k = 0; k < n && model->change; k++)
        for (size_t to = 0; to < n; to++) steps->from[k][to] = (float)model->change[k * n + to];
    model->steps = steps;
}

/* The best scores of sequences that end with each label at an item, from those at the item before. */
static void path_step(float *best, const float *before, const model_steps *steps, size_t labels) {
    for (size_t to = 0; to < labels; to += LANES) {
        float most[LANES] = {PATH_NONE, PATH_NONE, PATH_NONE, PATH_NONE};
        for (size_t k = 0; k < labels; k++)
            for (size_t lane = 0; lane < LANES; lane++) {
                float sum = before[k] + steps->from[k][to + lane];
                most[lane] = sum > most[lane] ? sum : most[lane];
            }
        memcpy(best + to, most, sizeof most);
    }
}

/* Adds an item's own scores, and takes the highest from all. */
static void path_score(float *best, const int32_t *scores, uint32_t labels) {
    float most = best[0];
    for (uint32_t k = 1; k < labels; k++) {
        best[k] += (float)scores[k - 1];
        if (best[k] > most) most = best[k];
    }
    for (uint32_t k = 0; k < labels; k++) best[k] = best[k] - most < PATH_NONE ? PATH_NONE : best[k] - most;
}

bool model_path(const syn_model *model, const int32_t *scores, uint32_t count, uint8_t *labels, syn_arena *arena) {
    uint32_t n = model->labels;
    model_steps own;
    syn_model with = *model;
    if (!with.steps) model_prepare(&with, &own);
    const model_steps *steps = with.steps;
    float (*best)[MODEL_LABELS] = arena_array(arena, count, sizeof *best);
    if (!best) return false;
    if (count) memset(best[0], 0, sizeof best[0]);
    for (uint32_t i = 0; i < count; i++) {
        if (i) path_step(best[i], best[i - 1], steps, n);
        path_score(best[i], scores + (size_t)i * (n - 1), n);
    }
    uint32_t label = 0;
    for (uint32_t i = count; i-- > 0;) {
        /* Of the labels that lead to `label` at the item behind, the first of the best. */
        uint32_t chosen = 0;
        float most = 2 * PATH_NONE;
        for (uint32_t k = 0; k < n; k++) {
            float sum = best[i][k] + (i + 1 < count ? steps->from[k][label] : 0);
            if (sum > most) most = sum, chosen = k;
        }
        labels[i] = (uint8_t)(label = chosen);
    }
    arena_trim(arena, best, count * sizeof *best, 0);
    return true;
}
