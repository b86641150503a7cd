/* hash_index.c - open addressing with linear probing. A hash's place is its share of all hashes, so slots lie in order of hash but for
 * collisions, and are moved in that order when the table grows, by half. */
#include "base/hash_index.h"

#define LEAST_SLOTS 16u

void index_init(hash_index *index, syn_arena *arena) { *index = (hash_index){.arena = arena}; }

static uint32_t place(uint32_t hash, uint32_t size) { return (uint32_t)((uint64_t)hash * size >> 32); }
static uint32_t after(const hash_index *index, uint32_t at) { return at + 1 == index->size ? 0 : at + 1; }

uint32_t index_next(const hash_index *index, uint32_t hash, uint32_t *at) {
    if (!index->size) return INDEX_END;
    uint32_t i = *at == INDEX_BEGIN ? place(hash, index->size) : after(index, *at);
    while (index->slots[i].number && index->slots[i].hash != hash) i = after(index, i);
    *at = i;
    return index->slots[i].number ? index->slots[i].number - 1 : INDEX_END;
}

void index_replace(hash_index *index, uint32_t at, uint32_t number) { index->slots[at].number = number + 1; }

static void put(hash_index *index, index_slot slot) {
    uint32_t i = place(slot.hash, index->size);
    while (index->slots[i].number) i = after(index, i);
    index->slots[i] = slot;
}

static bool grow(hash_index *index) {
    hash_index bigger = *index;
    if (index->size > UINT32_MAX / 2) {
        if (!index->arena->failed) index->arena->failed = SYN_ERR_LIMIT;
        return false;
    }
    bigger.size = index->size ? index->size + index->size / 2 : LEAST_SLOTS;
    bigger.slots = arena_array_apart(index->arena, bigger.size, sizeof *bigger.slots);
    if (!bigger.slots) return false;
    for (uint32_t i = 0; i < index->size; i++)
        if (index->slots[i].number) put(&bigger, index->slots[i]);
    if (index->size) arena_release(index->arena, index->slots, index->size * sizeof *index->slots);
    *index = bigger;
    return true;
}

bool index_add(hash_index *index, uint32_t hash, uint32_t number) {
    if ((uint64_t)index->count * 4 >= (uint64_t)index->size * 3 && !grow(index)) return false;
    put(index, (index_slot){hash, number + 1});
    index->count++;
    return true;
}

size_t index_bytes(const hash_index *index) { return index->size * sizeof *index->slots; }
