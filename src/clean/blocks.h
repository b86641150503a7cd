/* blocks.h - which pieces of a page are its article, by a linear model: what blocks.c, its features and train/blocks.c
 * share. */
#ifndef SYN_CLEAN_BLOCKS_H
#define SYN_CLEAN_BLOCKS_H

#include "clean/tree.h"
#include "text/model.h"

#define BLOCK_PLACES (1u << 15)   /* places of hashed features */
#define BLOCK_UNIT 64             /* a score of this size is a log-odds of 1 */
#define BLOCK_PIECES (1u << 14)   /* of a page; where there are more, the rules of choose.c and boilerplate.c stand */
#define ELEMENT_TOKENS 6          /* words of an element's class and id that are looked at */

/* A piece that may be a part of the article, with its score, or its features: [begin, begin + count) of block_rows. */
typedef struct block_row {
    uint32_t piece, begin, count;
    int32_t score;                /* where a model is given */
    uint8_t state;                /* what the rules say: piece_why * 2, + 1 where boilerplate.c takes it for boilerplate */
} block_row;

typedef struct block_rows {
    SYN_VEC(block_row) rows;
    SYN_VEC(uint32_t) features;   /* places; only those of the last row where a model is given */
    const syn_model *model;       /* NULL: features are kept, and nothing is scored */
} block_rows;

/* The candidates and their features; looks at their texts. After pieces_choose. */
syn_code block_features(page_cut *cut, const clean_meta *meta, block_rows *out);
/* The pieces of the article, by the model; after pieces_choose, whose verdict is one of the features. Sets cut->judged. */
syn_code blocks_choose(page_cut *cut, const clean_meta *meta);
#endif
