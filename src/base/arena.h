/* arena.h - memory that is freed all at once.
 *
 * An arena hands out memory from chunks; arena_free gives all of it back in one call, arena_reset keeps the first chunk
 * for the next use. A report has one arena, a stage gets a second one as scratch.
 *
 * Invariants: (1) memory handed out stays where it is until reset or free, but for an array that arena_grow has moved; (2) it
 * is zeroed; (3) the sum of the chunks of all arenas of one budget is never above the budget's maximum; (4) once an
 * allocation fails, every later one of the same arena fails too (`failed` is sticky), so a builder may check once at its end.
 *
 * Under SYN_ARENA_SINGLY (set in sanitizer builds) every allocation is a chunk of its own, so that the sanitizer sees
 * each overrun. One thread at a time per arena; a budget may be shared by threads. */
#ifndef SYN_BASE_ARENA_H
#define SYN_BASE_ARENA_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "synoptic.h"

/* Where large chunks come from. `take` gives zeroed memory, or NULL: then it comes from malloc. Callable from any thread. */
typedef struct arena_pages {
    void *(*take)(size_t bytes);
    void (*give)(void *at, size_t bytes);  /* what take gave, with the same size */
} arena_pages;

/* What several arenas may take together. `stop` may be set from any thread or signal handler: every allocation that
 * needs a new chunk then fails, so that running stages end soon. */
typedef struct syn_budget {
    atomic_size_t used;   /* bytes */
    atomic_size_t most;   /* the highest that `used` was */
    size_t max;           /* bytes */
    const arena_pages *pages;  /* for chunks of 2 MiB and more (os/pages.h), or NULL; stays as it is while arenas are in use */
    atomic_int stop;      /* 0, or the syn_code that explains the stop (SYN_ERR_STOPPED, SYN_ERR_LIMIT) */
} syn_budget;

typedef struct arena_chunk arena_chunk;

typedef struct syn_arena {
    arena_chunk *chunks;   /* newest first */
    syn_budget *budget;    /* borrowed; NULL = unlimited */
    size_t held;           /* bytes in all chunks */
    syn_code failed;       /* SYN_OK, or why the first failed allocation failed */
} syn_arena;

enum { ARENA_LINE = 64 };  /* bytes of a line of the cache */

void arena_init(syn_arena *arena, syn_budget *budget);
void arena_free(syn_arena *arena);
/* Forgets everything handed out; `failed` is cleared. */
void arena_reset(syn_arena *arena);

/* `size` zeroed bytes aligned for any type, or NULL (then `failed` says why). Size 0 gives a valid pointer. */
void *arena_alloc(syn_arena *arena, size_t size);
/* The same, beginning on a line of the cache: ARENA_LINE more bytes are taken. */
void *arena_lines(syn_arena *arena, size_t size);
/* As arena_alloc for count * size, with overflow checked. */
void *arena_array(syn_arena *arena, size_t count, size_t size);
/* The same, for an array that will be given back by arena_release: a large one gets memory that nothing else shares. */
void *arena_array_apart(syn_arena *arena, size_t count, size_t size);
/* A NUL-terminated copy; ptr NULL on failure. */
syn_slice arena_copy(syn_arena *arena, syn_slice s);
/* Takes back the end of the memory handed out last, of which the first `used` bytes stay; does nothing if it was not the last. */
void arena_trim(syn_arena *arena, void *last, size_t size, size_t used);
/* Takes back an array of `size` bytes, if it is large and lies alone; it must not be used again. */
void arena_release(syn_arena *arena, const void *array, size_t size);
/* A longer array with the same first items, where it was or elsewhere: what points into `old`, which holds old_count items and
 * no more, must not be used again. See vector.h. */
void *arena_grow(syn_arena *arena, void *old, size_t old_count, size_t new_count, size_t size);

/* SYN_OK, or the error of the first failed allocation, with a message. */
syn_code arena_check(const syn_arena *arena, const char *stage, syn_error *error);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type)))
#endif
