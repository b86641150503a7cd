/* map.c - open addressing with linear probing, at most half full. */
#include "base/map.h"

static uint32_t place(uint64_t key, uint32_t size) {
    key ^= key >> 32;
    key *= 0xd6e8feb86659fd93u;
    key ^= key >> 32;
    return (uint32_t)key & (size - 1);
}

void map_init(syn_map *map, syn_arena *arena) { *map = (syn_map){arena, NULL, 0, 0}; }

static map_slot *find(const syn_map *map, uint64_t key) {
    uint32_t at = place(key, map->size);
    while (map->slots[at].value != MAP_NONE && map->slots[at].key != key) at = (at + 1) & (map->size - 1);
    return &map->slots[at];
}

uint32_t map_get(const syn_map *map, uint64_t key) { return map->size ? find(map, key)->value : MAP_NONE; }

static bool grow(syn_map *map) {
    if (map->size > UINT32_MAX / 4) {
        if (!map->arena->failed) map->arena->failed = SYN_ERR_LIMIT;
        return false;
    }
    syn_map bigger = *map;
    bigger.size = map->size ? map->size * 2 : 16;
    bigger.slots = arena_array_apart(map->arena, bigger.size, sizeof *bigger.slots);
    if (!bigger.slots) return false;
    for (uint32_t i = 0; i < bigger.size; i++) bigger.slots[i].value = MAP_NONE;
    for (uint32_t i = 0; i < map->size; i++)
        if (map->slots[i].value != MAP_NONE) *find(&bigger, map->slots[i].key) = map->slots[i];
    if (map->size) arena_release(map->arena, map->slots, map->size * sizeof *map->slots);
    *map = bigger;
    return true;
}

uint32_t *map_slot_of(syn_map *map, uint64_t key, uint32_t fallback) {
    if (map->count * 2 >= map->size && !grow(map)) return NULL;
    map_slot *slot = find(map, key);
    if (slot->value == MAP_NONE) {
        *slot = (map_slot){key, fallback};
        map->count++;
    }
    return &slot->value;
}

bool map_set(syn_map *map, uint64_t key, uint32_t value) {
    uint32_t *slot = map_slot_of(map, key, value);
    if (slot) *slot = value;
    return slot != NULL;
}
