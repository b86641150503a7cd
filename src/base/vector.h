/* vector.h - a growing array in an arena.
 *
 *     SYN_VEC(int) numbers = {0};
 *     VEC_PUSH(arena, &numbers, 5);   // true, or false when the arena failed
 *
 * The items may move when the vector grows, and what points at the old ones must not be used again. A vector takes at most
 * four times what its items need, one of 1 MB or more a quarter more, and while it grows as much again. */
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
