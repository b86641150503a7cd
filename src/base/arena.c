/* arena.c - chunked bump allocation with a shared budget. See arena.h for the invariants.
 *
 * A new chunk is a quarter of what the arena holds, from FIRST_CHUNK to LARGEST_CHUNK, so that little stands unused at its
 * end; a request that is larger gets a chunk of its own. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define FIRST_CHUNK ((size_t)8 << 10)
#define LARGEST_CHUNK ((size_t)1 << 20)
#define ALIGNMENT alignof(max_align_t)

struct arena_chunk {
    arena_chunk *next;
    size_t size, used;  /* bytes of data, bytes handed out */
    alignas(max_align_t) char data[];
};

void arena_init(syn_arena *arena, syn_budget *budget) { *arena = (syn_arena){NULL, budget, 0, SYN_OK}; }

static void chunk_free(syn_arena *arena, arena_chunk *chunk) {
    if (arena->budget) atomic_fetch_sub(&arena->budget->used, sizeof *chunk + chunk->size);
    arena->held -= sizeof *chunk + chunk->size;
    free(chunk);
}

void arena_free(syn_arena *arena) {
    while (arena->chunks) {
        arena_chunk *next = arena->chunks->next;
        chunk_free(arena, arena->chunks);
        arena->chunks = next;
    }
    arena->failed = SYN_OK;
}

void arena_reset(syn_arena *arena) {
    arena_chunk *keep = NULL;
#ifndef SYN_ARENA_SINGLY
    if (arena->chunks && arena->chunks->size <= LARGEST_CHUNK) {  /* the newest, which is the largest */
        keep = arena->chunks;
        arena->chunks = keep->next;
    }
#endif
    arena_free(arena);
    if (keep) {
        memset(keep->data, 0, keep->used);
        keep->used = 0;
        keep->next = NULL;
        arena->chunks = keep;
    }
}

static arena_chunk *chunk_new(syn_arena *arena, size_t size) {
    size_t whole = sizeof(arena_chunk) + size;
    syn_budget *budget = arena->budget;
    if (budget) {
        int stop = atomic_load(&budget->stop);
        if (stop) {
            arena->failed = (syn_code)stop;
            return NULL;
        }
        size_t before = atomic_fetch_add(&budget->used, whole);
        if (whole > budget->max || before > budget->max - whole) {
            atomic_fetch_sub(&budget->used, whole);
            arena->failed = SYN_ERR_LIMIT;
            return NULL;
        }
    }
    arena_chunk *chunk = calloc(1, whole);
    if (!chunk) {
        if (budget) atomic_fetch_sub(&budget->used, whole);
        arena->failed = SYN_ERR_MEMORY;
        return NULL;
    }
    chunk->size = size;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->held += whole;
    return chunk;
}

void *arena_alloc(syn_arena *arena, size_t size) {
    if (arena->failed) return NULL;
    if (size > SIZE_MAX / 4) {
        arena->failed = SYN_ERR_LIMIT;
        return NULL;
    }
    size = size ? (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1) : ALIGNMENT;
    arena_chunk *chunk = arena->chunks;
#ifdef SYN_ARENA_SINGLY
    chunk = NULL;
    size_t next = size;
#else
    size_t next = arena->held / 4 < FIRST_CHUNK ? FIRST_CHUNK : arena->held / 4;
    if (next > LARGEST_CHUNK) next = LARGEST_CHUNK;
    if (next < size) next = size;
#endif
    if (!chunk || chunk->size - chunk->used < size) {
        chunk = chunk_new(arena, next);
        if (!chunk) return NULL;
    }
    void *memory = chunk->data + chunk->used;
    chunk->used += size;
    return memory;
}

void *arena_array(syn_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / 4 / size) {
        if (!arena->failed) arena->failed = SYN_ERR_LIMIT;
        return NULL;
    }
    return arena_alloc(arena, count * size);
}

syn_slice arena_copy(syn_arena *arena, syn_slice s) {
    char *copy = arena_alloc(arena, s.len + 1);
    if (!copy) return SLICE_NONE;
    if (s.len) memcpy(copy, s.ptr, s.len);
    return (syn_slice){copy, s.len};
}

void *arena_grow(syn_arena *arena, const void *old, size_t old_count, size_t new_count, size_t size) {
    void *memory = arena_array(arena, new_count, size);
    if (memory && old_count) memcpy(memory, old, old_count * size);
    return memory;
}

syn_code arena_check(const syn_arena *arena, const char *stage, syn_error *error) {
    switch (arena->failed) {
    case SYN_OK: return SYN_OK;
    case SYN_ERR_LIMIT: return error_set(error, SYN_ERR_LIMIT, stage, 0, "the limit on memory or time was reached");
    case SYN_ERR_STOPPED: return error_set(error, SYN_ERR_STOPPED, stage, 0, "stopped on request");
    default: return error_memory(error, stage);
    }
}
