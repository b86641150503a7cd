/* vectors.h - word vectors: which words mean like things, learned from a sentence encoder (model/vectors.md).
 *
 * Each word of the table has a row of small integers, its direction, and a size: how much it says in a sentence. Rows have
 * one length (VECTORS_ONE, nearly), so the product of two, over VECTORS_ONE squared, is their cosine. All in integers, so
 * that the same words give the same numbers on every machine. The table holds hashes of words, no word. */
#ifndef SYN_TEXT_VECTORS_H
#define SYN_TEXT_VECTORS_H

#include "text/words.h"

enum { VECTORS_SIZE = 128, VECTORS_ONE = 360 };

typedef struct syn_vectors {
    uint32_t rows, keys;
    const uint8_t *key_at;    /* 4 bytes each, rising: of folds and of stems */
    const uint8_t *row_of;    /* 2 bytes each: the row of a key */
    const uint8_t *sizes;     /* a byte each: size of a row */
    const int8_t *row_at;     /* VECTORS_SIZE bytes each */
} syn_vectors;

typedef struct word_vector {
    const int8_t *at;         /* VECTORS_SIZE numbers; NULL: the word is not known */
    uint8_t size;             /* how much the encoder hears it in a sentence; 32 is common for a word of content */
} word_vector;

/* The keys of a word in the table, by its fold, else by its stem. */
static inline uint32_t vectors_key(uint64_t fold) {
    uint64_t h = fold * 0xbf58476d1ce4e5b9u;
    return (uint32_t)(h >> 32);
}
static inline uint32_t vectors_stem_key(uint64_t stem) { return vectors_key(stem ^ 0x9e3779b97f4a7c15u); }

/* A table as a file holds it; nothing is copied, so `file` must live as long as the table. False where it is none. All
 * numbers little-endian: "SYNV", rows, keys, VECTORS_SIZE (4 bytes each), the keys in rising order (4 bytes each), the row
 * of each (2 bytes each), the size of each row (1 byte each), the rows (VECTORS_SIZE bytes each), and no byte more. */
bool vectors_open(syn_vectors *table, syn_slice file);
/* The library's table of a language (ISO 639-1); a table without rows where it has none. */
syn_vectors vectors_find(const char *language);

/* The vector of a word: by its fold, else by its stem (then that of a word with the same stem). */
word_vector vectors_word(const syn_vectors *table, const syn_word *word);

/* ... by its key alone. */
word_vector vectors_at(const syn_vectors *table, uint32_t key);

/* The product of two rows. */
int32_t vectors_dot(const int8_t *a, const int8_t *b);
/* The cosine of two rows, -1 to 1. */
static inline double vectors_cosine(const int8_t *a, const int8_t *b) {
    return vectors_dot(a, b) / (double)(VECTORS_ONE * VECTORS_ONE);
}
#endif
