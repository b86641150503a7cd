/* vector.c - growth for vector.h: by doubling, of large vectors by a quarter. */
#include "base/vector.h"

#define LARGE_BYTES ((size_t)1 << 20)

bool vec_grow(syn_arena *arena, void **at, uint32_t n, uint32_t *cap, size_t size) {
    if (*cap > UINT32_MAX / 2) {
        if (!arena->failed) arena->failed = SYN_ERR_LIMIT;
        return false;
    }
    uint32_t more = !*cap ? 8 : *cap * size < LARGE_BYTES ? *cap * 2 : *cap + *cap / 4;
    void *grown = arena_grow(arena, *at, n, more, size);
    if (!grown) return false;
    *at = grown;
    *cap = more;
    return true;
}
