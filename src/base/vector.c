/* vector.c - doubling growth for vector.h. */
#include "base/vector.h"

bool vec_grow(syn_arena *arena, void **at, uint32_t n, uint32_t *cap, size_t size) {
    if (*cap > UINT32_MAX / 2) {
        if (!arena->failed) arena->failed = SYN_ERR_LIMIT;
        return false;
    }
    uint32_t more = *cap ? *cap * 2 : 8;
    void *grown = arena_grow(arena, *at, n, more, size);
    if (!grown) return false;
    *at = grown;
    *cap = more;
    return true;
}
