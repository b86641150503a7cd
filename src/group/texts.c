/* texts.c - rows of texts in memory: the length of each, seven bits a byte, the lowest first, then the texts. */
#include "group/inner.h"

enum {
    BLOCK = 16 << 10,        /* bytes of a block of texts */
    LENGTH_BYTES = 5         /* most of a length */
};

static char *room_for(grouping *g, size_t size) {
    if (size > BLOCK / 4) return arena_alloc(&g->arena, size);
    if (g->room.left < size) {
        g->room.at = arena_alloc(&g->arena, BLOCK);
        g->room.left = g->room.at ? BLOCK : 0;
    }
    char *at = g->room.at;
    if (!at) return NULL;
    g->room.at += size;
    g->room.left -= size;
    return at;
}

static size_t put_length(char *out, size_t length) {
    size_t n = 0;
    for (; length > 127; length >>= 7) out[n++] = (char)(length | 128);
    out[n++] = (char)length;
    return n;
}

static const char *get_length(const char *at, size_t *out) {
    unsigned shift = 0;
    *out = 0;
    for (; *at & 128; shift += 7) *out |= (size_t)(*at++ & 127) << shift;
    *out |= (size_t)*at++ << shift;
    return at;
}

const char *texts_keep(grouping *g, const syn_slice *texts, uint32_t count) {
    char lengths[KEPT_TEXTS * LENGTH_BYTES];
    size_t head = 0, size = 0;
    for (uint32_t i = 0; i < count; i++) {
        head += put_length(lengths + head, texts[i].len);
        size += texts[i].len;
    }
    char *kept = room_for(g, head + size), *at = kept;
    if (!kept) return NULL;
    memcpy(at, lengths, head);
    at += head;
    for (uint32_t i = 0; i < count; at += texts[i++].len)
        if (texts[i].len) memcpy(at, texts[i].ptr, texts[i].len);
    return kept;
}

syn_slice texts_get(const char *kept, uint32_t count, uint32_t which) {
    size_t before = 0, length = 0, own = 0;
    for (uint32_t i = 0; i < count; i++) {
        kept = get_length(kept, &length);
        if (i < which) before += length;
        if (i == which) own = length;
    }
    return slice_of(kept + before, own);
}
