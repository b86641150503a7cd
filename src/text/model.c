/* model.c - scores and best sequences of linear models; see model.h.
 *
 * In: places of features, weights. Out: scores; labels. The best sequence is found as Viterbi (1967) does it: for each
 * item and label the best score of a sequence that ends there, and from which label it came. Sums are 64 bits wide: no
 * sequence that fits into memory overflows them. */
#include "text/model.h"

void model_score(const syn_model *model, const uint16_t *features, size_t count, int32_t *scores) {
    uint32_t columns = model->labels - 1;
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
