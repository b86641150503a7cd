/* clusters.h - words that stand in like places: clusters of words, learned from news without labels.
 *
 * Each word has one cluster on each of three levels, from coarse to fine; a coarse cluster is made of whole finer ones.
 * A word that the table does not hold has none. The table holds hashes of words, no word; see model/clusters.md. */
#ifndef SYN_TEXT_CLUSTERS_H
#define SYN_TEXT_CLUSTERS_H

#include "text/words.h"

enum { CLUSTER_LEVELS = 3 };

/* The table of a language; no words where it has none. */
typedef struct syn_clusters {
    syn_slice file;
    size_t keys;            /* where they begin in it */
    uint32_t fine, words;
} syn_clusters;
syn_clusters clusters_find(const char *language);

/* The key of a word in the table: its fold, apart for words with a capital and without. */
static inline uint64_t cluster_key(const syn_word *word, bool capital) {
    uint64_t h = (word->fold + (capital ? 0x9e3779b97f4a7c15u : 0)) * 0xbf58476d1ce4e5b9u;
    return h ^ (h >> 32);
}

/* The clusters of a word, by level from coarse (0 to 31) over middle (0 to 127) to fine (0 to 1,023); false if it has
 * none. A word that the table has only with the other case of its first letter gets the clusters of that. */
bool word_clusters(const syn_clusters *table, const syn_word *word, uint16_t clusters[CLUSTER_LEVELS]);
#endif
