/* slots.c - see slots.h. */
#include "group/slots.h"

#include "report/report.h"

enum { BLOCK_BYTES = (SLOTS_BUCKET * 4) << SLOTS_BLOCK };

void slots_init(print_slots *s, syn_arena *arena) { *s = (print_slots){.arena = arena, .bits = SLOTS_BITS, .base = SLOTS_BITS, .retagged = REPORT_NONE}; }

/* On a line of the cache, so that no bucket lies on two. */
static bool add_block(print_slots *s) {
    uint32_t *block = arena_lines(s->arena, BLOCK_BYTES);
    return block && VEC_PUSH(s->arena, &s->blocks, block);
}

bool slots_open(print_slots *s, uint32_t buckets) {
    while (s->blocks.n << SLOTS_BLOCK < buckets)
        if (!add_block(s)) return false;
    while (2u << s->bits <= buckets) s->bits++;
    s->split = buckets - (1u << s->bits);
    return true;
}

void slots_fetch(const print_slots *s) {
    enum { NEXT = 8 };
    uint32_t past = (1u << s->bits) + s->split;
    for (uint32_t i = 0; i < NEXT && past + i < s->blocks.n << SLOTS_BLOCK && s->split + i < 1u << s->bits; i++) {
        __builtin_prefetch(slots_at(s, s->split + i), 1);
        __builtin_prefetch(slots_at(s, past + i), 1);
    }
}

bool slots_split(print_slots *s) {
    uint32_t next = (1u << s->bits) + s->split, bit = s->bits - s->base;
    if (next >> SLOTS_BLOCK == s->blocks.n && !add_block(s)) return false;
    uint32_t *from = slots_at(s, s->split), *to = slots_at(s, next);
    for (uint32_t i = 0; i < SLOTS_BUCKET; i++) {
        uint32_t moves = -(from[i] >> bit & 1);
        to[i] = from[i] & moves;
        from[i] &= ~moves;
    }
    if (++s->split >> s->bits == 0) return true;
    s->bits++;
    s->split = 0;
    return true;
}

size_t slots_bytes(const print_slots *s) { return (size_t)s->blocks.n * (BLOCK_BYTES + ARENA_LINE); }
