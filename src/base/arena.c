/* arena.c - chunked bump allocation with a shared budget. See arena.h for the invariants.
 *
 * A new chunk is a quarter of what the arena holds, from FIRST_CHUNK to LARGEST_CHUNK, so that little stands unused at its
 * end. A request that is larger gets a chunk of its own, which goes behind the newest one, so that that one is filled further.
 *
 * Where much is held, chunks lie on huge pages, if the system has any: what is read here and there then costs a third, for
 * the processor finds where it lies. Such chunks begin on a page and are a whole number of them. */
#include "base/arena.h"

#include <limits.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define FIRST_CHUNK ((size_t)8 << 10)
#define LARGEST_CHUNK ((size_t)4 << 20)
#define LARGEST_KEPT ((size_t)1 << 20)     /* by arena_reset */
#define HUGE_PAGE ((size_t)2 << 20)
#define RELEASED_BYTES ((size_t)64 << 10)  /* smaller arrays are not worth the look */
#define RELEASED_STEPS 2u                  /* ... but in the newest chunks */
#define ALIGNMENT alignof(max_align_t)

#ifdef SYN_ARENA_SINGLY
#define SINGLY_STEPS 4096u  /* chunks that are looked through for an array that has grown */
#endif

struct arena_chunk {
    arena_chunk *next;
    size_t size, used;  /* bytes of data, bytes handed out */
    bool paged;         /* taken from the budget's pages */
    alignas(max_align_t) char data[];
};

static size_t rounded(size_t size) { return size ? (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1) : ALIGNMENT; }

void arena_init(syn_arena *arena, syn_budget *budget) { *arena = (syn_arena){NULL, budget, 0, SYN_OK}; }

static void chunk_free(syn_arena *arena, arena_chunk *chunk) {
    if (arena->budget) atomic_fetch_sub(&arena->budget->used, sizeof *chunk + chunk->size);
    arena->held -= sizeof *chunk + chunk->size;
    if (chunk->paged) arena->budget->pages->give(chunk, sizeof *chunk + chunk->size);
    else free(chunk);
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
    arena_chunk **best = NULL;
    for (arena_chunk **at = &arena->chunks; *at; at = &(*at)->next)
        if ((*at)->size <= LARGEST_KEPT && (!best || (*at)->size > (*best)->size)) best = at;
    if (best) {
        keep = *best;
        *best = keep->next;
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

static void note_most(syn_budget *budget, size_t used) {
    size_t most = atomic_load(&budget->most);
    while (most < used && !atomic_compare_exchange_weak(&budget->most, &most, used)) {}
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
        note_most(budget, before + whole);
    }
    arena_chunk *chunk = NULL;
#ifndef SYN_ARENA_SINGLY
    if (whole >= HUGE_PAGE && budget && budget->pages) chunk = budget->pages->take(whole);
#endif
    bool paged = chunk;
    if (!paged) chunk = calloc(1, whole);
    if (!chunk) {
        if (budget) atomic_fetch_sub(&budget->used, whole);
        arena->failed = SYN_ERR_MEMORY;
        return NULL;
    }
    chunk->size = size;
    chunk->paged = paged;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->held += whole;
    return chunk;
}

static void *alloc_apart(syn_arena *arena, size_t size) {
    arena_chunk *newest = arena->chunks, *own = chunk_new(arena, size);
    if (!own) return NULL;
    if (newest) {
        arena->chunks = newest;
        own->next = newest->next;
        newest->next = own;
    }
    own->used = size;
    return own->data;
}

void *arena_alloc(syn_arena *arena, size_t size) {
    if (arena->failed) return NULL;
    if (size > SIZE_MAX / 4) {
        arena->failed = SYN_ERR_LIMIT;
        return NULL;
    }
    size = rounded(size);
    arena_chunk *chunk = arena->chunks;
#ifdef SYN_ARENA_SINGLY
    chunk = NULL;
    size_t next = size;
#else
    size_t next = arena->held / 4 < FIRST_CHUNK ? FIRST_CHUNK : arena->held / 4;
    if (next > LARGEST_CHUNK) next = LARGEST_CHUNK;
    bool large = size >= (next < LARGEST_KEPT ? next : LARGEST_KEPT);
    if (large && chunk && (chunk->size - chunk->used < size || chunk->paged)) return alloc_apart(arena, size);
    if (next > LARGEST_KEPT) next = next < HUGE_PAGE ? LARGEST_KEPT : next / HUGE_PAGE * HUGE_PAGE - sizeof(arena_chunk);
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

static bool fits(syn_arena *arena, size_t count, size_t size) {
    if (!size || count <= SIZE_MAX / 4 / size) return true;
    if (!arena->failed) arena->failed = SYN_ERR_LIMIT;
    return false;
}

void *arena_lines(syn_arena *arena, size_t size) {
    char *at = fits(arena, size, 1) ? arena_alloc(arena, size + ARENA_LINE) : NULL;
    return at ? at + (ARENA_LINE - (uintptr_t)at % ARENA_LINE) : NULL;
}

void *arena_array(syn_arena *arena, size_t count, size_t size) {
    return fits(arena, count, size) ? arena_alloc(arena, count * size) : NULL;
}

void *arena_array_apart(syn_arena *arena, size_t count, size_t size) {
    if (!fits(arena, count, size)) return NULL;
    if (count * size < RELEASED_BYTES || arena->failed) return arena_alloc(arena, count * size);
    return alloc_apart(arena, rounded(count * size));
}

syn_slice arena_copy(syn_arena *arena, syn_slice s) {
    char *copy = arena_alloc(arena, s.len + 1);
    if (!copy) return SLICE_NONE;
    if (s.len) memcpy(copy, s.ptr, s.len);
    return (syn_slice){copy, s.len};
}

/* Gives back the chunk that holds this array and nothing else: a large array mostly has one of its own, and there are few chunks
 * to look through. Where every array has one, some of them are given back, to find who still reads them. */
void arena_release(syn_arena *arena, const void *array, size_t size) {
#ifdef SYN_ARENA_SINGLY
    unsigned steps = SINGLY_STEPS;
#else
    unsigned steps = size >= RELEASED_BYTES ? UINT_MAX : RELEASED_STEPS;
#endif
    for (arena_chunk **at = &arena->chunks; *at && steps; at = &(*at)->next, steps--) {
        arena_chunk *chunk = *at;
        if (chunk->data != array) continue;
        if (chunk->used != rounded(size)) return;
        *at = chunk->next;
        chunk_free(arena, chunk);
        return;
    }
}

static bool ends_with(const arena_chunk *chunk, const void *memory, size_t size) {
    return chunk && size && rounded(size) <= chunk->used && chunk->data + (chunk->used - rounded(size)) == memory;
}

/* The newest chunk, or the one behind it, if this memory was handed out last from it. */
static arena_chunk *holder(const syn_arena *arena, const void *memory, size_t size) {
    arena_chunk *newest = arena->chunks, *behind = newest ? newest->next : NULL;
#ifdef SYN_ARENA_SINGLY
    behind = NULL;
#endif
    return ends_with(newest, memory, size) ? newest : ends_with(behind, memory, size) ? behind : NULL;
}

/* Of the two newest chunks the one with more room is filled first. */
static void order_newest(syn_arena *arena) {
    arena_chunk *one = arena->chunks, *two = one->next;
    if (!two || two->size - two->used <= one->size - one->used) return;
    one->next = two->next;
    two->next = one;
    arena->chunks = two;
}

void arena_trim(syn_arena *arena, void *last, size_t size, size_t used) {
    arena_chunk *chunk = holder(arena, last, size);
    if (!chunk || used >= size) return;
    memset((char *)last + used, 0, rounded(size) - used);
    chunk->used -= rounded(size) - (used ? rounded(used) : 0);
    order_newest(arena);
}

/* Makes the array longer where it lies: it was handed out last, and there is room behind it. */
static bool extend(syn_arena *arena, const void *array, size_t size, size_t new_size) {
    arena_chunk *chunk = holder(arena, array, size);
    size_t more = rounded(new_size) - rounded(size);
    if (!chunk || chunk->size - chunk->used < more) return false;
    chunk->used += more;
    return true;
}

void *arena_grow(syn_arena *arena, void *old, size_t old_count, size_t new_count, size_t size) {
    bool sane = !arena->failed && new_count <= SIZE_MAX / 4 / size;
    if (sane && extend(arena, old, old_count * size, new_count * size)) return old;
    void *memory = arena_array(arena, new_count, size);
    if (!memory || !old_count) return memory;
    memcpy(memory, old, old_count * size);
    arena_release(arena, old, old_count * size);
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
