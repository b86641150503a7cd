/* map.h - a hash map from a 64-bit key to a 32-bit value, in an arena.
 *
 * Keys are themselves hashes or packed small values; the map mixes them again. There is no order: code that prints or
 * decides must never walk a map, only look keys up (so no hash order can show in an output). One thread at a time. */
#ifndef SYN_BASE_MAP_H
#define SYN_BASE_MAP_H

#include "base/arena.h"

#define MAP_NONE UINT32_MAX  /* no such key; not usable as a value */

typedef struct map_slot {
    uint64_t key;
    uint32_t value;  /* MAP_NONE: free */
} map_slot;

typedef struct syn_map {
    syn_arena *arena;
    map_slot *slots;
    uint32_t count, size;  /* keys held; slots, a power of two */
} syn_map;

/* An empty map whose memory comes from `arena`, which must outlive it. */
void map_init(syn_map *map, syn_arena *arena);
/* The value of a key, or MAP_NONE. */
uint32_t map_get(const syn_map *map, uint64_t key);
/* Sets a key; false when the arena failed. */
bool map_set(syn_map *map, uint64_t key, uint32_t value);
/* The place of a key's value, made with `fallback` if new; NULL when the arena failed. Valid until the next new key. */
uint32_t *map_slot_of(syn_map *map, uint64_t key, uint32_t fallback);
#endif
