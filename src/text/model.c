/* model.c - scores and best sequences of linear models; see model.h.
 *
 * In: places of features, weights. Out: scores; labels. The best sequence is found as Viterbi (1967) does it: for each
 * item and label the best score of a sequence that ends there, and from which label it came. Sums are 64 bits wide: no
 * sequence that fits into memory overflows them. */
#include "text/model.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the weights of models are read where they lie, little-endian");

enum { MODEL_HEAD = 16, MODEL_PLACES = 1 << 22 };

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

void model_score(const syn_model *model, const uint32_t *features, size_t count, int32_t *scores) {
    uint32_t columns = model->labels - 1;
    if (columns == 16) {  /* 17 labels: a row of 16 bytes, which compilers add at once */
        for (size_t i = 0; i < count; i++) {
            const int8_t *row = model->weights + (size_t)features[i] * 16;
            for (uint32_t k = 0; k < 16; k++) scores[k] += row[k];
        }
        return;
    }
    if (columns == 1) {
        int32_t sum = 0;
        for (size_t i = 0; i < count; i++) sum += model->weights[features[i]];
        scores[0] += sum;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const int8_t *row = model->weights + (size_t)features[i] * columns;
        for (uint32_t k = 0; k < columns; k++) scores[k] += row[k];
    }
}

bool model_path(const syn_model *model, const int32_t *scores, uint32_t count, uint8_t *labels, syn_arena *arena) {
    uint32_t n = model->labels;
    uint8_t *from = arena_array(arena, count, n);
    if (!from) return false;
    int64_t best[MODEL_LABELS] = {0}, next[MODEL_LABELS];
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t to = 0; to < n; to++) {
            uint32_t chosen = 0;
            int64_t most = INT64_MIN;
            for (uint32_t k = 0; k < n; k++) {
                int64_t sum = best[k] + (i && model->change ? model->change[k * n + to] : 0);
                if (sum > most) most = sum, chosen = k;
            }
            if (i == 0) most = 0;
            next[to] = most + (to ? scores[(size_t)i * (n - 1) + to - 1] : 0);
            from[(size_t)i * n + to] = (uint8_t)chosen;
        }
        memcpy(best, next, sizeof best);
    }
    uint32_t label = 0;
    for (uint32_t k = 1; k < n; k++)
        if (best[k] > best[label]) label = k;
    for (uint32_t i = count; i-- > 0;) {
        labels[i] = (uint8_t)label;
        label = from[(size_t)i * n + label];
    }
    return true;
}
