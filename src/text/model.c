/* model.c - scores and best sequences of linear models; see model.h.
 *
 * In: places of features, weights. Out: scores; labels. The best sequence is found as Viterbi (1967) does it: for each
 * item and label the best score of a sequence that ends there, less the best of all, so that no sequence overflows; from
 * which label it came is found on the way back. Labels that lie too far behind the best at an item for any step to make it up
 * are left out behind it. Labels go by fours. */
#include "text/model.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the weights of models are read where they lie, little-endian");

enum { MODEL_HEAD = 16, MODEL_PLACES = 1 << 22, PATH_NONE = -(1 << 22) };
enum { LANES = 4 };

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

/* Four labels at once. */
typedef float floats __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t ints __attribute__((vector_size(LANES * sizeof(int32_t))));

static floats floats_at(const float *at) {
    floats all;
    memcpy(&all, at, sizeof all);
    return all;
}
static void floats_put(float *at, floats all) { memcpy(at, &all, sizeof all); }
static floats higher(floats a, floats b) {
    ints first = a > b;
    return (floats)(((ints)a & first) | ((ints)b & ~first));
}

/* No label is beyond the last: nothing leads there, and it leads nowhere. */
static void prepare_rest(model_steps *steps, size_t n) {
    for (size_t a = 0; a < MODEL_LABELS; a++)
        for (size_t b = n; b < MODEL_LABELS; b++) {
            steps->from[a][b] = PATH_NONE;
            steps->least[a][b] = -PATH_NONE;
        }
}

void model_prepare(syn_model *model, model_steps *steps) {
    size_t n = model->labels;
    memset(steps, 0, sizeof *steps);
    for (size_t k = 0; k < n && model->change; k++)
        for (size_t to = 0; to < n; to++) steps->from[k][to] = (float)model->change[k * n + to];
    prepare_rest(steps, n);
    for (size_t best = 0; best < n; best++)
        for (size_t k = 0; k < n; k++) {
            floats more = floats_at(steps->from[k]) - floats_at(steps->from[best]);
            for (size_t to = LANES; to < n; to += LANES)
                more = higher(floats_at(steps->from[k] + to) - floats_at(steps->from[best] + to), more);
            float most = 0;  /* which it is at least where k is `best`, and does no harm elsewhere */
            for (size_t lane = 0; lane < LANES; lane++) most = more[lane] > most ? more[lane] : most;
            steps->least[best][k] = -most;
        }
    model->steps = steps;
}

/* An item of a path: the best scores of sequences that end here with each label, the highest of them 0. */
typedef struct path_item {
    float best[MODEL_LABELS];
    uint32_t live;  /* a bit for each label that the best sequence may have here: mostly one to three */
} path_item;

static unsigned lowest(uint32_t bits) { return (unsigned)__builtin_ctz(bits); }

/* The best scores of sequences that end with each label at an item, from those at the item before. */
static void path_step(float *best, const path_item *before, const model_steps *steps, size_t labels) {
    for (size_t to = 0; to < labels; to += LANES) {
        uint32_t live = before->live;
        floats most = before->best[lowest(live)] + floats_at(steps->from[lowest(live)] + to);
        for (live &= live - 1; live; live &= live - 1)
            most = higher(before->best[lowest(live)] + floats_at(steps->from[lowest(live)] + to), most);
        floats_put(best + to, most);
    }
}

static uint32_t bits_of(ints all) { return (uint32_t)(all[0] | all[1] | all[2] | all[3]); }

/* Adds an item's own scores, takes the highest from all, and sees which labels are left. */
static void path_score(path_item *item, const int32_t *scores, const model_steps *steps, uint32_t labels) {
    float *best = item->best;
    uint32_t k = 1;
    for (; k + LANES <= labels; k += LANES) {
        ints own;
        memcpy(&own, scores + k - 1, sizeof own);
        floats_put(best + k, floats_at(best + k) + __builtin_convertvector(own, floats));
    }
    for (; k < labels; k++) best[k] += (float)scores[k - 1];
    floats highest = floats_at(best);
    for (k = LANES; k < labels; k += LANES) highest = higher(floats_at(best + k), highest);
    float most = highest[0];
    for (k = 1; k < LANES; k++) most = highest[k] > most ? highest[k] : most;
    ints top = {0}, live = {0}, bits = {1, 2, 4, 8};
    const floats none = {PATH_NONE, PATH_NONE, PATH_NONE, PATH_NONE};
    for (k = 0; k < labels; k += LANES) {
        floats behind = higher(floats_at(best + k) - most, none);
        floats_put(best + k, behind);
        top |= (behind == 0) & (bits << k);
    }
    const float *least = steps->least[lowest(bits_of(top))];
    for (k = 0; k < labels; k += LANES) live |= (floats_at(best + k) >= floats_at(least + k)) & (bits << k);
    item->live = bits_of(live);
}

/* Of the labels that lead to `label` at the item behind, the first of the best; at the last item of all. */
static uint32_t path_label(const path_item *item, const model_steps *steps, bool last, uint32_t label) {
    uint32_t chosen = 0;
    float most = 2 * PATH_NONE;
    for (uint32_t live = item->live; live; live &= live - 1) {
        unsigned k = lowest(live);
        float sum = item->best[k] + (last ? 0 : steps->from[k][label]);
        if (sum > most) most = sum, chosen = k;
    }
    return chosen;
}

/* The first of the best labels of an item alone. */
static uint8_t best_label(const int32_t *scores, uint32_t labels) {
    int32_t most = 0;
    uint32_t chosen = 0;
    for (uint32_t k = 1; k < labels; k++)
        if (scores[k - 1] > most) most = scores[k - 1], chosen = k;
    return (uint8_t)chosen;
}

static void path_begin(path_item *item, size_t labels) {
    for (size_t k = 0; k < labels + LANES && k < MODEL_LABELS; k++) item->best[k] = k < labels ? 0 : PATH_NONE;
}

bool model_path(const syn_model *model, const int32_t *scores, uint32_t count, uint8_t *labels, syn_arena *arena) {
    uint32_t n = model->labels;
    if (count == 1) {
        labels[0] = best_label(scores, n);
        return true;
    }
    model_steps own;
    syn_model with = *model;
    if (!with.steps) model_prepare(&with, &own);
    const model_steps *steps = with.steps;
    path_item *items = ARENA_ARRAY(arena, path_item, count);
    if (!items) return false;
    for (uint32_t i = 0; i < count; i++) {
        if (i) path_step(items[i].best, &items[i - 1], steps, n);
        else path_begin(items, n);
        path_score(&items[i], scores + (size_t)i * (n - 1), steps, n);
    }
    uint32_t label = 0;
    for (uint32_t i = count; i-- > 0;) labels[i] = (uint8_t)(label = path_label(&items[i], steps, i + 1 == count, label));
    arena_trim(arena, items, count * sizeof *items, 0);
    return true;
}
