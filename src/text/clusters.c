/* clusters.c - a table of hashed words and their clusters; see clusters.h and model/clusters.md.
 *
 * The file (little-endian): how many fine clusters and words there are (4 bytes each), the coarse and middle cluster of
 * each fine one (a byte each), the keys of the words in rising order (8 bytes each), their fine clusters (2 bytes
 * each). Keys are spread evenly, so a word is found where its key says, and a few steps beside it. */
#include "text/clusters.h"

#include "text/weights.h"

enum { HEAD = 8 };

syn_clusters clusters_find(const char *language) {
    syn_slice file = weights_find(language, "clusters");
    uint32_t head[2] = {0};
    if (file.len < HEAD) return (syn_clusters){0};
    memcpy(head, file.ptr, sizeof head);
    syn_clusters table = {.file = file, .fine = head[0], .words = head[1]};
    table.keys = HEAD + (size_t)table.fine * 2;
    return table.words && file.len == table.keys + (size_t)table.words * 10 ? table : (syn_clusters){0};
}

static uint64_t key_at(const syn_clusters *table, uint32_t at) {
    uint64_t key;
    memcpy(&key, table->file.ptr + table->keys + (size_t)at * 8, sizeof key);
    return key;
}

static bool find_key(const syn_clusters *table, uint64_t key, uint32_t *found) {
    uint32_t count = table->words, at = (uint32_t)(((key >> 32) * count) >> 32);
    /* How far the key there lies from this one, in keys: that leaves a few steps of some hundred. */
    int64_t off = ((int64_t)(key >> 32) - (int64_t)(key_at(table, at) >> 32)) * count / ((int64_t)1 << 32) + at;
    at = off < 0 ? 0 : off >= count ? count - 1 : (uint32_t)off;
    while (at > 0 && key_at(table, at) > key) at--;
    while (at + 1 < count && key_at(table, at) < key) at++;
    *found = at;
    return key_at(table, at) == key;
}

bool word_clusters(const syn_clusters *table, const syn_word *word, uint16_t clusters[CLUSTER_LEVELS]) {
    uint32_t at;
    bool capital = word->flags & WORD_CAPITAL;
    if (!table->words) return false;
    if (!find_key(table, cluster_key(word, capital), &at) && !find_key(table, cluster_key(word, !capital), &at)) return false;
    const char *file = table->file.ptr;
    memcpy(&clusters[2], file + table->keys + (size_t)table->words * 8 + (size_t)at * 2, 2);
    if (clusters[2] >= table->fine) return false;
    clusters[0] = (uint8_t)file[HEAD + clusters[2] * 2];
    clusters[1] = (uint8_t)file[HEAD + clusters[2] * 2 + 1];
    return true;
}
