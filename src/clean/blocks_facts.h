/* blocks_facts.h - what blocks_facts.c finds out about all pieces of a page and blocks_features.c makes features of. */
#ifndef SYN_CLEAN_BLOCKS_FACTS_H
#define SYN_CLEAN_BLOCKS_FACTS_H

#include "base/map.h"
#include "clean/blocks.h"

typedef struct piece_facts {
    uint16_t words, capitals, ends, commas, digits, codes;
    uint8_t length, links, state;  /* buckets; state: the rules' verdict */
    uint16_t rules;                /* of boilerplate.c */
    bool terminal, candidate;
    uint32_t path;                 /* index of its place in the tree */
    uint64_t hash;
} piece_facts;

typedef struct path_facts {
    uint32_t pieces, good, bytes, kept;  /* kept: by the rules, of `good` */
} path_facts;

typedef struct node_names {
    uint64_t hash, tokens[ELEMENT_TOKENS];
    uint32_t count;
} node_names;

typedef struct words_said {
    syn_map map;
    bool any;
} words_said;

typedef struct block_maker {
    page_cut *cut;
    const clean_meta *meta;
    block_rows *out;
    piece_facts *facts;
    SYN_VEC(path_facts) paths;
    /* below each node: bytes, bytes in links, pieces, prose that the rules keep */
    uint32_t *text, *links, *count, *kept_below;
    uint32_t first, last, title;     /* first and last piece that the rules keep with prose; the headline */
    uint64_t prose, kept;            /* of the page; of what the rules keep */
    words_said body, summary, topic;
    node_names **names;              /* of elements that were looked at */
    syn_map texts;                   /* hash of a text -> how often */
    bool failed;
} block_maker;

/* ---- buckets: a count in half powers of two, a share in nine steps ---- */
static inline uint32_t steps(uint64_t n) {
    if (n < 4) return (uint32_t)n;
    uint32_t bits = 0;
    for (uint64_t rest = n; rest > 1; rest >>= 1) bits++;
    return 2 * bits + (uint32_t)(n >> (bits - 1) & 1);
}

static inline uint32_t part(uint64_t a, uint64_t of) {
    if (!a || !of) return 0;
    uint64_t percent = a * 100 / of;
    static const uint8_t limits[] = {5, 15, 30, 50, 70, 85, 95};
    uint32_t k = 0;
    while (k < sizeof limits && percent >= limits[k]) k++;
    return k + 1;
}

static inline uint32_t at_most(uint32_t n, uint32_t most) { return n < most ? n : most; }


/* Facts, candidates and their looks; what the page says of itself. `out` and `meta` of the maker are set. */
syn_code block_facts(block_maker *m);
/* How much of a text's runs of four words the page says elsewhere: 0 it says nothing, 1 too short to say, 2 none, to 10
 * all. */
uint32_t said_part(const words_said *said, syn_slice s);
/* The long words of a text's beginning, and how many of them the article's topic has. */
uint32_t topic_words(const block_maker *m, syn_slice s, uint32_t *found);
/* The names of an element, read once. */
const node_names *names_of(block_maker *m, uint32_t node);
#endif
