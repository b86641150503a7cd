/* page_build.h - the rules by which tags become a tree; between page.c (which cuts the tags) and page_build.c. */
#ifndef SYN_READ_PAGE_BUILD_H
#define SYN_READ_PAGE_BUILD_H

#include "read/page.h"

/* ---- page_tags.c: what is known about each element ---- */
enum {
    TAG_IS_VOID = 1,        /* has no content: br, img */
    TAG_CLOSES_P = 2,       /* its start ends an open paragraph */
    TAG_IS_SPECIAL = 4,     /* an end tag of an inline element does not reach through it */
    TAG_IS_SCOPE = 8,       /* no end tag from inside reaches through it: table cells, object */
    TAG_IN_HEAD = 16,       /* may stand in the head */
    TAG_IS_HEADING = 32,
    TAG_NO_BLANKS = 64,     /* white space right inside it means nothing: tr, ul */
    TAG_IS_LIST = 128,
    TAG_IS_RAW = 256,       /* its content is not markup: script, style, iframe */
    TAG_IS_PLAIN = 512,     /* its content is text with references, no tags: title, textarea */
    TAG_IS_HIDDEN = 1024,   /* neither it nor its content is built: template, svg */
    TAG_IS_DROPPED = 2048,  /* raw and never built: style, noembed, noframes; a script unless it is JSON-LD */
    TAG_IS_LINK = 4096      /* a second one ends the first: a, button, nobr */
};
typedef struct tag_row {
    char name[16];
    uint16_t tag;
    uint16_t flags;
} tag_row;
/* The row of an element's name (lower case); the row of unknown elements for what it does not know. Never NULL. */
const tag_row *tag_find(syn_slice name);
/* A constant copy of a well-known attribute's name (lower case), or an empty slice. */
syn_slice tag_attribute_name(syn_slice name);

/* ---- page_build.c ---- */
typedef struct open_element {
    uint32_t node;               /* its node, or for one that is not built the node around it */
    uint32_t hash;               /* of its name, so that unknown elements can be told apart */
    uint16_t tag, flags;         /* flags: of its tag_row */
    uint16_t previous;           /* the open element below with the same bucket; 0 = none */
    uint16_t scope, special, list, table;  /* nearest open element at or below that is a boundary for such end tags */
    bool dead;                   /* its end tag came too early: it ends as soon as nothing is open in it */
    bool hidden;
} open_element;

#define BUILD_BUCKETS 256u
typedef struct page_build {
    syn_page *page;
    syn_arena *arena;
    SYN_VEC(open_element) open;  /* [0] is the document; at most CAP_PAGE_DEPTH + 1 */
    uint16_t last[BUILD_BUCKETS];/* the topmost open element of a bucket; 0 = none */
    uint32_t deeper;             /* start tags past the maximal depth whose end is still to come */
    bool seen_html, seen_head, seen_body;
    bool stop;                   /* a cap was reached, or the arena failed */
} page_build;

bool build_begin(page_build *build, syn_page *page, syn_arena *arena);
/* A start tag with `attributes` already pushed to the page from index `first` on. */
void build_start(page_build *build, const tag_row *row, syn_slice name, uint32_t first, uint16_t attributes, bool closed);
void build_end(page_build *build, const tag_row *row, syn_slice name);
void build_text(page_build *build, syn_slice text);
/* A JSON-LD script. */
void build_json(page_build *build, syn_slice json);
void build_finish(page_build *build);
/* The innermost open element is not built, nor is what is in it. */
bool build_hidden(const page_build *build);
#endif
