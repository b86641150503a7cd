/* tree.h - what the page files share: marks on the nodes of a page, and the pieces of text that it is cut into. */
#ifndef SYN_CLEAN_TREE_H
#define SYN_CLEAN_TREE_H

#include "clean/parts.h"

/* Marks of a node; `own` comes from its tag and names, `all` adds those of the elements around it. */
enum {
    NODE_DROP = 1, NODE_COMMENT = 2, NODE_HIDDEN = 4, NODE_CAPTION = 8, NODE_BYLINE = 16, NODE_DATE = 32, NODE_HEADLINE = 64,
    NODE_INTRO = 128, NODE_EMBED = 256, NODE_BODY1 = 1024, NODE_BODY2 = 2048, NODE_BODY3 = 4096,
    NODE_NEVER = 8192,  /* never text: forms' fields, frames, players */
    NODE_NAMED = 16384  /* no part of the article, going by its class or id alone */
};

typedef struct page_piece {
    syn_slice text;
    uint32_t node;      /* block element around it */
    uint32_t at;        /* its first text node */
    uint32_t links;     /* bytes of it inside links */
    uint32_t good;      /* bytes that read like prose */
    uint16_t marks;     /* of all elements around it */
    uint8_t kind;       /* block_kind */
    uint8_t level;      /* of a heading, else 0 */
    uint8_t why;        /* piece_why: what the rules of choose.c say */
    bool gone;
} page_piece;

/* Why the rules of choose.c leave a piece out. */
typedef enum piece_why {
    WHY_KEPT, WHY_OUTSIDE, WHY_MARK, WHY_BYLINE, WHY_HEADLINE, WHY_TITLE, WHY_LINKS, WHY_END, WHY_BARE, WHY_COUNT
} piece_why;

typedef struct page_cut {
    clean_work *work;
    const syn_page *page;
    uint16_t *own, *all;   /* marks, one a node */
    uint32_t *good;        /* bytes of prose below a node */
    bool *blocks;          /* below the node stands a block element */
    bool *tables;          /* below the node stands a table */
    uint32_t container;    /* the element that choose.c took, or 0: the whole page or several */
    bool judged;           /* the model of blocks.c chose the pieces */
    const clean_features **looks;  /* then of each piece; NULL: not looked at */
    uint8_t trust, tries;  /* how it was found: 1 + the row of choose_container's table, 0 by its prose alone; which try */
    SYN_VEC(page_piece) pieces;
} page_cut;

/* Marks of every node from its tag, role and names (tree.c). */
syn_code tree_marks(page_cut *cut);
bool tag_is_block(uint16_t tag);
/* Text of a subtree with single blanks, at most CAP_META_BYTES, in scratch. */
syn_slice tree_text(clean_work *work, uint32_t node);
/* The words of a class or id: its tokens' marks; see lexicon/en/classes.txt. */
uint16_t names_marks(syn_slice names);
/* Cuts the page into pieces (pieces.c). */
syn_code pieces_cut(page_cut *cut);
/* All of the above: marks, metadata, pieces, and what the rules say of them (page_text.c). */
syn_code page_cut_up(page_cut *cut, clean_meta *meta);
/* Marks the pieces that are the article; the others are gone (choose.c). */
syn_code pieces_choose(page_cut *cut);
/* The same for a fragment, which is all article: only what cannot be prose is gone. */
syn_code pieces_keep(page_cut *cut);

/* The words of an element's class, id and itemprop as hashes, at most `room`; gives how many. */
uint32_t element_tokens(const syn_page *page, uint32_t node, uint64_t *out, uint32_t room);
#endif
