/* page.h - a web page as a compact tree: nodes in one array, in document order, texts in one arena. The one thing of this
 * folder that clean sees.
 *
 * Invariants: node 0 is the document; a node's descendants are the nodes after it up to `end`; texts are valid UTF-8 with
 * entities resolved. Scripts (but JSON-LD), styles, comments and templates are never built. At most CAP_PAGE_NODES nodes
 * and CAP_PAGE_DEPTH levels; deeper elements are left out and their texts kept. */
#ifndef SYN_READ_PAGE_H
#define SYN_READ_PAGE_H

#include "base/vector.h"

/* The elements that rules ask for; others are TAG_OTHER. TAG_TEXT is a run of text, TAG_JSON_LD a script's JSON. */
typedef enum page_tag {
    TAG_OTHER, TAG_DOCUMENT, TAG_TEXT, TAG_JSON_LD, TAG_HTML, TAG_HEAD, TAG_BODY, TAG_TITLE, TAG_META, TAG_LINK, TAG_BASE,
    TAG_ARTICLE, TAG_SECTION, TAG_MAIN, TAG_HEADER, TAG_FOOTER, TAG_NAV, TAG_ASIDE, TAG_DIV, TAG_SPAN, TAG_P, TAG_BR, TAG_HR,
    TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_UL, TAG_OL, TAG_LI, TAG_DL, TAG_DT, TAG_DD, TAG_BLOCKQUOTE, TAG_Q,
    TAG_CITE, TAG_PRE, TAG_CODE, TAG_A, TAG_B, TAG_STRONG, TAG_I, TAG_EM, TAG_U, TAG_S, TAG_SUB, TAG_SUP, TAG_SMALL,
    TAG_TIME,
    TAG_ABBR, TAG_ADDRESS, TAG_IMG, TAG_PICTURE, TAG_FIGURE, TAG_FIGCAPTION, TAG_VIDEO, TAG_AUDIO, TAG_IFRAME, TAG_OBJECT,
    TAG_FORM, TAG_INPUT, TAG_BUTTON, TAG_SELECT, TAG_OPTION, TAG_TEXTAREA, TAG_LABEL, TAG_FIELDSET, TAG_TABLE, TAG_CAPTION,
    TAG_THEAD, TAG_TBODY, TAG_TFOOT, TAG_TR, TAG_TH, TAG_TD, TAG_DETAILS, TAG_SUMMARY, TAG_DIALOG, TAG_CENTER, TAG_FONT,
    TAG_NOSCRIPT
} page_tag;

typedef struct page_attribute {
    /* name in lower case; class, id, role, href, content, property, name, itemprop, datetime, rel ... */
    syn_slice name, value;
} page_attribute;

typedef struct page_node {
    uint16_t tag;
    uint16_t attributes;    /* how many */
    uint32_t attribute;     /* index of the first */
    uint32_t parent, end;   /* its parent; one past its last descendant */
    syn_slice text;         /* of TAG_TEXT and TAG_JSON_LD */
} page_node;

typedef struct syn_page {
    SYN_VEC(page_node) nodes;
    SYN_VEC(page_attribute) attributes;
    bool fragment;          /* a feed's entry, not a page: all of it belongs to the report */
    bool cut;               /* a cap was reached: the tree is not the whole page */
} syn_page;

/* The value of an attribute, or an empty slice. */
syn_slice page_attribute_of(const syn_page *page, uint32_t node, const char *name);

/* Building a page from bytes as they come; how pages are cut into tags is known to page.c alone. */
typedef struct page_parser page_parser;
/* `page` and all of it lives in `arena`. */
syn_code page_parser_new(page_parser **out, syn_page *page, syn_arena *arena, syn_error *error);
/* UTF-8 in pieces of any size, cut anywhere. */
syn_code page_parser_push(page_parser *parser, syn_slice bytes, syn_error *error);
syn_code page_parser_end(page_parser *parser, syn_error *error);
void page_parser_free(page_parser *parser);
#endif
