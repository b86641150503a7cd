/* blocks.h - what stands where in the reports: spans found by the places that they touch.
 *
 * In: spans of reports, each with a number of the caller's (the difference, copy or item that it belongs to). Out: those that
 * overlap another span, each once, of one block those held last first. The idea: each span stands in a list for every block of
 * BLOCK_BYTES of its report's text that it touches, so a look-up costs what stands near, however long the report. Everything
 * lives in the arena. */
#ifndef SYN_COMPARE_BLOCKS_H
#define SYN_COMPARE_BLOCKS_H

#include "base/map.h"
#include "report/report.h"

#define BLOCK_BYTES 64

typedef struct block_entry { /* a span in the list of one block */
    syn_span span;
    uint32_t item, next;
} block_entry;

typedef struct blocks {
    syn_map last;            /* of each report and block: index into entries */
    SYN_VEC(block_entry) entries;
} blocks;

typedef struct block_walk {  /* a look-up under way */
    syn_span span;
    uint32_t report, block, entry;
} block_walk;

void blocks_init(blocks *b, syn_arena *arena);
/* False when the arena failed. */
bool blocks_hold(blocks *b, uint32_t report, syn_span span, uint32_t item);
/* All that overlaps a span:  block_walk w = blocks_walk(b, report, span);  while ((e = blocks_next(b, &w))) ...  */
block_walk blocks_walk(const blocks *b, uint32_t report, syn_span span);
const block_entry *blocks_next(const blocks *b, block_walk *walk);
#endif
