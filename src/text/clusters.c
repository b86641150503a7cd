/* clusters.c - a table of hashed words and their clusters; see clusters.h and model/clusters.md.
 *
 * The file (little-endian): how many fine clusters and words there are (4 bytes each), the coarse and middle cluster of
 * each fine one (a byte each), the keys of the words in rising order (8 bytes each), their fine clusters (2 bytes
 * each). Keys are spread evenly, so a word is found where its key says, and a few steps beside it. */
#include "text/clusters.h"

#include "text/weights.h"

enum { HEAD = 8 };

static uint64_t key_at(syn_slice file, size_t keys, uint32_t at) {
    uint64_t key;
    memcpy(&key, file.ptr + keys + (size_t)at * 8, sizeof key);
    return key;
}

static bool find_key(syn_slice file, size_t keys, uint32_t count, uint64_t key, uint32_t *found) {
    uint32_t at = (uint32_t)(((key >> 32) * count) >> 32);
    while (at > 0 && key_at(file, keys, at) > key) at--;
    while (at + 1 < count && key_at(file, keys, at) < key) at++;
    *found = at;
    return key_at(file, keys, at) == key;
}

bool word_clusters(const syn_word *word, uint16_t clusters[CLUSTER_LEVELS]) {
    syn_slice file = weights_find("en", "clusters");
    uint32_t head[2] = {0}, at;
    if (file.len < HEAD) return false;
    memcpy(head, file.ptr, sizeof head);
    uint32_t fine = head[0], count = head[1];
    size_t keys = HEAD + (size_t)fine * 2;
    if (!count || file.len != keys + (size_t)count * 10) return false;
    bool capital = word->flags & WORD_CAPITAL;
    if (!find_key(file, keys, count, cluster_key(word, capital), &at) &&
        !find_key(file, keys, count, cluster_key(word, !capital), &at)) return false;
    memcpy(&clusters[2], file.ptr + keys + (size_t)count * 8 + (size_t)at * 2, 2);
    if (clusters[2] >= fine) return false;
    clusters[0] = (uint8_t)file.ptr[HEAD + clusters[2] * 2];
    clusters[1] = (uint8_t)file.ptr[HEAD + clusters[2] * 2 + 1];
    return true;
}
