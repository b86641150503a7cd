/* vector.h - a growing array in an arena.
 *
 *     SYN_VEC(int) numbers = {0};
 *     VEC_PUSH(arena, &numbers, 5);   // true, or false when the arena failed
 *
 * The items move when the vector grows (the old ones stay readable until the arena is reset); the sum of all growth is
 * at most three times the final size. */
#ifndef SYN_BASE_VECTOR_H
#define SYN_BASE_VECTOR_H

#include "base/arena.h"

#define SYN_VEC(type) struct { type *at; uint32_t n, cap; }

/* Makes room for one more item. */
#define VEC_ROOM(arena, vec) \
    ((vec)->n < (vec)->cap || vec_grow((arena), (void **)&(vec)->at, (vec)->n, &(vec)->cap, sizeof *(vec)->at))
#define VEC_PUSH(arena, vec, ...) (VEC_ROOM(arena, vec) ? ((vec)->at[(vec)->n++] = (__VA_ARGS__), true) : false)

bool vec_grow(syn_arena *arena, void **at, uint32_t n, uint32_t *cap, size_t size);
#endif
