/* hash_index.h - finds numbers by hashes of 32 bits, where the keys themselves lie elsewhere.
 *
 * In: hashes that are well mixed (index_hash), and numbers. Several numbers may have one hash: a caller looks at them
 * one by one, and compares their keys:
 *
 *     uint32_t at = INDEX_BEGIN, number;
 *     while ((number = index_next(&index, hash, &at)) != INDEX_END) if (is the key's) ...
 *
 * 8 bytes a slot, at most three in four of which are taken, so 11 to 16 a number. Nothing is taken out. Like a map (map.h) it must never
 * be walked for output. One thread at a time. */
#ifndef SYN_BASE_HASH_INDEX_H
#define SYN_BASE_HASH_INDEX_H

#include "base/arena.h"

#define INDEX_BEGIN UINT32_MAX
#define INDEX_END UINT32_MAX  /* not usable as a number */

typedef struct index_slot {
    uint32_t hash, number;   /* number: + 1; 0: free */
} index_slot;

typedef struct hash_index {
    syn_arena *arena;
    index_slot *slots;
    uint32_t count, size;    /* numbers held; slots */
} hash_index;

/* The hash to ask with, from one of 64 bits. */
static inline uint32_t index_hash(uint64_t hash) { return (uint32_t)(((hash ^ hash >> 32) * 0xd6e8feb86659fd93u) >> 32); }

void index_init(hash_index *index, syn_arena *arena);
/* The next number under a hash, or INDEX_END; `at` then is its place, until the next index_add. */
uint32_t index_next(const hash_index *index, uint32_t hash, uint32_t *at);
/* Puts another number in a place that index_next gave. */
void index_replace(hash_index *index, uint32_t at, uint32_t number);
/* False when the arena failed. */
bool index_add(hash_index *index, uint32_t hash, uint32_t number);
size_t index_bytes(const hash_index *index);
#endif
