/* tags_learn.c - a conditional random field over hashed features (Lafferty and others 2001), learned by gradient steps.
 *
 * In: sentences. Out: the file that src/text/model.h describes. Each step looks at one sentence, in an order shuffled anew
 * each round: forward and backward sums give the likelihood of its labels (Rabiner 1989), and each weight moves against its
 * slope, less the more it has moved before (AdaGrad: Duchi and others 2011). A part of the features is left out at random,
 * so that no word is known by one of them alone (Wager and others 2013). The weights written are the mean of those after the
 * last rounds, less those of label 0, rounded to a byte. One thread, its own random numbers: same input, same bytes. */
#include "tags_learn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define L LEARN_LABELS
static const float MOVED = 0.01f, SMALL = 1e-3f;

typedef float row[L];

typedef struct learner {
    learn_settings set;
    row *weights, *moved, *sum;          /* a row a place */
    row change[L], change_moved[L], change_sum[L];
    row score[LEARN_WORDS], ahead[LEARN_WORDS], back[LEARN_WORDS];
    float share[LEARN_WORDS];            /* 1 / the sum of `ahead` before it was made 1 */
    uint32_t used[LEARN_WORDS][LEARN_FEATURES], count[LEARN_WORDS];
    uint64_t random;
} learner;

static void *room_of(void *old, size_t count, size_t size) {
    void *room = realloc(old, count * size);
    if (!room) exit(5);
    return room;
}

void learn_add(learn_data *data, uint8_t label, const uint32_t *features, uint32_t count) {
    if (data->words + 2 > data->word_room) {
        data->word_room = data->word_room ? data->word_room * 2 : 1u << 16;
        data->labels = room_of(data->labels, data->word_room, sizeof *data->labels);
        data->from = room_of(data->from, data->word_room, sizeof *data->from);
    }
    if (!data->words) data->from[0] = 0;
    uint64_t from = data->from[data->words];
    if (from + count > data->feature_room) {
        data->feature_room = data->feature_room ? data->feature_room * 2 : 1u << 20;
        data->features = room_of(data->features, data->feature_room, sizeof *data->features);
    }
    memcpy(data->features + from, features, count * sizeof *features);
    data->labels[data->words++] = label;
    data->from[data->words] = from + count;
}

void learn_end(learn_data *data) {
    if (data->count + 2 > data->sentence_room) {
        data->sentence_room = data->sentence_room ? data->sentence_room * 2 : 1u << 12;
        data->sentences = room_of(data->sentences, data->sentence_room, sizeof *data->sentences);
    }
    if (!data->count) data->sentences[0] = 0;
    if (data->words > data->sentences[data->count]) data->sentences[++data->count] = data->words;
}

static uint32_t random_next(learner *l) {  /* xorshift, Marsaglia 2003 */
    l->random ^= l->random << 13;
    l->random ^= l->random >> 7;
    l->random ^= l->random << 17;
    return (uint32_t)(l->random >> 32);
}

/* The odds of each label of a word, alone: exp of its score less the highest. A word without features is known. */
static void score_word(learner *l, const learn_data *data, uint32_t word, uint32_t i) {
    float *score = l->score[i], highest = -INFINITY;
    const uint32_t limit = (uint32_t)((double)l->set.left_out * UINT32_MAX);
    memset(score, 0, sizeof(row));
    l->count[i] = 0;
    for (uint64_t at = data->from[word]; at < data->from[word + 1] && l->count[i] < LEARN_FEATURES; at++) {
        if (random_next(l) < limit) continue;
        const float *weights = l->weights[l->used[i][l->count[i]++] = data->features[at]];
        for (unsigned k = 0; k < L; k++) score[k] += weights[k];
    }
    for (unsigned k = 0; k < L; k++) {
        score[k] /= 1 - l->set.left_out;
        if (score[k] > highest) highest = score[k];
    }
    bool known = data->from[word] == data->from[word + 1];
    for (unsigned k = 0; k < L; k++) score[k] = known ? k == data->labels[word] : expf(score[k] - highest);
}

static void sum_paths(learner *l, row *odds, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        float sum = 0;
        for (unsigned to = 0; to < L; to++) l->ahead[i][to] = i == 0;
        for (unsigned k = 0; i && k < L; k++)
            for (unsigned to = 0; to < L; to++) l->ahead[i][to] += l->ahead[i - 1][k] * odds[k][to];
        for (unsigned to = 0; to < L; to++) sum += l->ahead[i][to] *= l->score[i][to];
        l->share[i] = 1 / sum;
        for (unsigned to = 0; to < L; to++) l->ahead[i][to] *= l->share[i];
    }
    for (unsigned k = 0; k < L; k++) l->back[n - 1][k] = 1;
    for (uint32_t i = n - 1; i-- > 0;) {
        row next;
        for (unsigned to = 0; to < L; to++) next[to] = l->back[i + 1][to] * l->score[i + 1][to] * l->share[i + 1];
        for (unsigned k = 0; k < L; k++) {
            l->back[i][k] = 0;
            for (unsigned to = 0; to < L; to++) l->back[i][k] += odds[k][to] * next[to];
        }
    }
}

static void move(float rate, float *weight, float *moved, float slope) {
    *moved += slope * slope;
    *weight -= rate * slope / sqrtf(*moved);
}

static void step(learner *l, const learn_data *data, uint32_t sentence) {
    uint32_t first = data->sentences[sentence], n = data->sentences[sentence + 1] - first;
    const uint8_t *gold = data->labels + first;
    row odds[L];
    if (n > LEARN_WORDS) return;
    for (unsigned k = 0; k < L; k++)
        for (unsigned to = 0; to < L; to++) odds[k][to] = expf(l->change[k][to]);
    for (uint32_t i = 0; i < n; i++) score_word(l, data, first + i, i);
    sum_paths(l, odds, n);
    for (uint32_t i = 0; i < n; i++) {
        row slope;
        float sum = 0, size = 0;
        for (unsigned k = 0; k < L; k++) sum += slope[k] = l->ahead[i][k] * l->back[i][k];
        for (unsigned k = 0; k < L; k++) {
            slope[k] = slope[k] / sum - (k == gold[i]);
            size += fabsf(slope[k]);
        }
        for (unsigned k = 0; i && k < L; k++)
            for (unsigned to = 0; to < L; to++) {
                float likely = l->ahead[i - 1][k] * odds[k][to] * l->score[i][to] * l->back[i][to] * l->share[i];
                move(l->set.rate, &l->change[k][to], &l->change_moved[k][to], likely - (k == gold[i - 1] && to == gold[i]));
            }
        for (uint32_t f = 0; size >= SMALL && f < l->count[i]; f++) {
            float *weights = l->weights[l->used[i][f]], *moved = l->moved[l->used[i][f]];
            for (unsigned k = 0; k < L; k++) move(l->set.rate, &weights[k], &moved[k], slope[k] / (1 - l->set.left_out));
        }
    }
}

static void put_number(FILE *out, uint32_t number, unsigned bytes) {
    for (unsigned k = 0; k < bytes; k++) putc((int)(number >> 8 * k & 255), out);
}

static bool put_model(const learner *l, uint32_t places, FILE *out) {
    const float kept = (float)l->set.kept;
    float most = 0;
    for (uint32_t p = 0; p < places; p++)
        for (unsigned k = 1; k < L; k++) most = fmaxf(most, fabsf(l->sum[p][k] - l->sum[p][0]));
    float unit = 127 * kept / most;
    fprintf(stderr, "a log-odds of 1 is %.1f\n", (double)unit);
    fputs("SYNM", out);
    put_number(out, places, 4);
    put_number(out, L, 4);
    put_number(out, (uint32_t)lrintf(unit), 4);
    for (unsigned k = 0; k < L; k++)
        for (unsigned to = 0; to < L; to++) {
            float change = l->change_sum[k][to] / kept + (to == 1 ? l->set.favour : 0);
            put_number(out, (uint32_t)lrintf(change * unit), 2);
        }
    for (uint32_t p = 0; p < places; p++)
        for (unsigned k = 1; k < L; k++) put_number(out, (uint32_t)lrintf((l->sum[p][k] - l->sum[p][0]) / kept * unit), 1);
    return !ferror(out);
}

bool learn_write(const learn_data *data, const learn_settings *settings, uint32_t places, FILE *out) {
    learner *l = calloc(1, sizeof *l);
    uint32_t *order = malloc(data->count * sizeof *order);
    if (!l || !order) exit(5);
    l->set = *settings;
    l->random = 88172645463325252u;
    l->weights = room_of(NULL, places, sizeof(row));
    l->moved = room_of(NULL, places, sizeof(row));
    l->sum = room_of(NULL, places, sizeof(row));
    for (uint32_t p = 0; p < places; p++)
        for (unsigned k = 0; k < L; k++) l->weights[p][k] = l->sum[p][k] = 0, l->moved[p][k] = MOVED;
    for (unsigned k = 0; k < L * L; k++) l->change_moved[k / L][k % L] = MOVED;
    for (uint32_t i = 0; i < data->count; i++) order[i] = i;
    for (unsigned round = 1; round <= settings->rounds; round++) {
        for (uint32_t i = data->count - 1; i > 0; i--) {
            uint32_t k = random_next(l) % (i + 1), kept = order[i];
            order[i] = order[k];
            order[k] = kept;
        }
        for (uint32_t i = 0; i < data->count; i++) step(l, data, order[i]);
        if (round + settings->kept <= settings->rounds) continue;
        for (uint32_t p = 0; p < places; p++)
            for (unsigned k = 0; k < L; k++) l->sum[p][k] += l->weights[p][k];
        for (unsigned k = 0; k < L * L; k++) l->change_sum[k / L][k % L] += l->change[k / L][k % L];
    }
    return put_model(l, places, out);
}
