/* vectors.c - a table of hashed words and their vectors; see vectors.h and model/vectors.md.
 *
 * Keys are spread evenly, so a word is found where its key says, and a few steps beside it. Two words fall on one key of 32
 * bits about once in 100,000 looked for that the table does not have. */
#include "text/vectors.h"

#include "text/weights.h"

enum { HEAD = 16, ROWS_MOST = 65536, KEYS_MOST = 1 << 20 };

static uint32_t read_u32(const uint8_t *b) {
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

bool vectors_open(syn_vectors *table, syn_slice file) {
    *table = (syn_vectors){0};
    if (file.len < HEAD || memcmp(file.ptr, "SYNV", 4) != 0) return false;
    const uint8_t *head = (const uint8_t *)file.ptr;
    uint32_t rows = read_u32(head + 4), keys = read_u32(head + 8);
    if (!rows || rows > ROWS_MOST || !keys || keys > KEYS_MOST || read_u32(head + 12) != VECTORS_SIZE) return false;
    if (file.len != HEAD + (size_t)keys * 6 + (size_t)rows * (1 + VECTORS_SIZE)) return false;
    const uint8_t *at = (const uint8_t *)file.ptr + HEAD, *sizes = at + (size_t)keys * 6;
    *table = (syn_vectors){.rows = rows, .keys = keys, .key_at = at, .row_of = at + (size_t)keys * 4, .sizes = sizes,
                           .row_at = (const int8_t *)sizes + rows};
    return true;
}

syn_vectors vectors_find(const char *language) {
    syn_vectors table;
    vectors_open(&table, weights_find(language, "vectors"));
    return table;
}

static uint32_t key_at(const syn_vectors *table, uint32_t at) { return read_u32(table->key_at + (size_t)at * 4); }

word_vector vectors_at(const syn_vectors *table, uint32_t key) {
    uint32_t at = (uint32_t)(((uint64_t)key * table->keys) >> 32);
    while (at > 0 && key_at(table, at) > key) at--;
    while (at + 1 < table->keys && key_at(table, at) < key) at++;
    if (key_at(table, at) != key) return (word_vector){0};
    uint32_t row = table->row_of[(size_t)at * 2] | (uint32_t)table->row_of[(size_t)at * 2 + 1] << 8;
    if (row >= table->rows) return (word_vector){0};
    return (word_vector){table->row_at + (size_t)row * VECTORS_SIZE, table->sizes[row]};
}

word_vector vectors_word(const syn_vectors *table, const syn_word *word) {
    if (!table->rows || word->kind != WORD_LETTERS) return (word_vector){0};
    word_vector found = vectors_at(table, vectors_key(word->fold));
    return found.at ? found : vectors_at(table, vectors_stem_key(word->stem));
}

int32_t vectors_dot(const int8_t *a, const int8_t *b) {
    int32_t sum = 0;
    for (unsigned i = 0; i < VECTORS_SIZE; i++) sum += a[i] * b[i];
    return sum;
}
