/* blocks.c - see blocks.h. */
#include "compare/blocks.h"

static uint64_t block_key(uint32_t report, uint32_t block) { return hash_join(report, block); }

void blocks_init(blocks *b, syn_arena *arena) {
    *b = (blocks){.entries = {0}};
    map_init(&b->last, arena);
}

bool blocks_hold(blocks *b, uint32_t report, syn_span span, uint32_t item) {
    for (uint32_t block = span.begin / BLOCK_BYTES; block * BLOCK_BYTES < span.end; block++) {
        uint32_t *last = map_slot_of(&b->last, block_key(report, block), REPORT_NONE - 1);
        if (!last || !VEC_PUSH(b->last.arena, &b->entries, (block_entry){span, item, *last})) return false;
        *last = b->entries.n - 1;
    }
    return true;
}

block_walk blocks_walk(const blocks *b, uint32_t report, syn_span span) {
    uint32_t block = span.begin / BLOCK_BYTES;
    return (block_walk){span, report, block, map_get(&b->last, block_key(report, block))};
}

const block_entry *blocks_next(const blocks *b, block_walk *walk) {
    for (;;) {
        while (walk->entry < b->entries.n) {
            const block_entry *e = &b->entries.at[walk->entry];
            walk->entry = e->next;
            uint32_t begin = e->span.begin > walk->span.begin ? e->span.begin : walk->span.begin;
            if (span_overlaps(e->span, walk->span) && begin / BLOCK_BYTES == walk->block) return e;  /* in the first block of both */
        }
        if (++walk->block * BLOCK_BYTES >= walk->span.end) return NULL;
        walk->entry = map_get(&b->last, block_key(walk->report, walk->block));
    }
}
