/* page_build.c - tags become a tree by rules of their own.
 *
 * In: start tags, end tags and texts in the order of the page. Out: the nodes of page.h. The rules are the tree construction
 * of the HTML standard (13.2.6) in short: which start tag ends an open paragraph, list item, row or cell; which end tag
 * reaches how far. Each open element carries the indexes of the nearest boundaries below it and of the next open element
 * of the same name, so every rule is decided without walking the stack: the time is linear whatever the nesting.
 *
 * What it does otherwise than the standard: an inline element whose end tag comes too early (<a><div></a></div>) ends when
 * the block in it ends, instead of being copied; content that a table may not hold stays in the table; html, head, body and
 * tbody are not made up where the page has none; pictures in SVG and templates are not built. */
#include "read/page_build.h"

#include "base/caps.h"
#include "read/entities.h"

#define BUCKET_STEPS 16  /* unknown elements of one bucket that are looked through for the one that an end tag names */

static open_element *top_of(page_build *build) { return &build->open.at[build->open.n - 1]; }

bool build_hidden(const page_build *build) { return build->open.n && build->open.at[build->open.n - 1].hidden; }

static unsigned bucket_of(unsigned tag, uint32_t hash) { return tag != TAG_OTHER ? tag : 128u + (hash & 127u); }

static uint32_t name_hash(syn_slice name) { return (uint32_t)(slice_hash(name) >> 16); }

/* A new node under the innermost open element; its index, or UINT32_MAX. */
static uint32_t node_add(page_build *build, unsigned tag) {
    syn_page *page = build->page;
    if (page->nodes.n >= CAP_PAGE_NODES) {
        page->cut = true;
        build->stop = true;
        return UINT32_MAX;
    }
    uint32_t at = page->nodes.n;
    page_node node = {.tag = (uint16_t)tag, .end = at + 1, .attribute = page->attributes.n};
    node.parent = build->open.n ? top_of(build)->node : 0;
    if (VEC_PUSH(build->arena, &page->nodes, node)) return at;
    build->stop = true;
    return UINT32_MAX;
}

static void open_push(page_build *build, const tag_row *row, uint32_t hash, uint32_t node, bool hidden) {
    const open_element *top = top_of(build);
    uint16_t at = (uint16_t)build->open.n;
    unsigned bucket = bucket_of(row->tag, hash);
    open_element element = {.node = node, .hash = hash, .tag = row->tag, .flags = row->flags, .hidden = hidden};
    element.previous = build->last[bucket];
    element.scope = row->flags & TAG_IS_SCOPE ? at : top->scope;
    element.special = row->flags & TAG_IS_SPECIAL ? at : top->special;
    element.list = row->flags & TAG_IS_LIST ? at : top->list;
    element.table = row->tag == TAG_TABLE || row->flags & TAG_IS_HIDDEN ? at : top->table;
    if (VEC_PUSH(build->arena, &build->open, element)) build->last[bucket] = at;
    else build->stop = true;
}

static void open_pop(page_build *build) {
    const open_element *top = top_of(build);
    if (!top->hidden) build->page->nodes.at[top->node].end = build->page->nodes.n;
    build->last[bucket_of(top->tag, top->hash)] = top->previous;
    build->open.n--;
}

/* Ends the open elements from `at` on, and those below that were only waiting for this. */
static void pop_to(page_build *build, unsigned at) {
    while (build->open.n > at) open_pop(build);
    while (build->open.n > 1 && top_of(build)->dead) open_pop(build);
}

/* The topmost open element of that name, or 0. */
static unsigned find_open(const page_build *build, unsigned tag, uint32_t hash) {
    unsigned at = build->last[bucket_of(tag, hash)];
    if (tag != TAG_OTHER) return at;
    for (int step = 0; at && step < BUCKET_STEPS; step++) {
        if (build->open.at[at].hash == hash) return at;
        at = build->open.at[at].previous;
    }
    return 0;
}

static unsigned find_known(const page_build *build, unsigned tag) { return build->last[tag]; }

static unsigned topmost(const page_build *build, unsigned first, unsigned last) {
    unsigned found = 0;
    for (unsigned tag = first; tag <= last; tag++)
        if (build->last[tag] > found) found = build->last[tag];
    return found;
}

bool build_begin(page_build *build, syn_page *page, syn_arena *arena) {
    *build = (page_build){.page = page, .arena = arena};
    *page = (syn_page){0};
    if (node_add(build, TAG_DOCUMENT) != 0) return false;
    open_element document = {.tag = TAG_DOCUMENT, .flags = TAG_NO_BLANKS};
    return VEC_PUSH(arena, &build->open, document);
}

void build_finish(page_build *build) {
    while (build->open.n > 1) open_pop(build);
    if (build->page->nodes.n) build->page->nodes.at[0].end = build->page->nodes.n;
}

/* An inline element ends: at once, or where a block is open in it, when that block ends. */
static void end_inline(page_build *build, unsigned at) {
    if (top_of(build)->special > at) build->open.at[at].dead = true;
    else pop_to(build, at);
}

/* The page's skeleton: a second html, head or body is none, and the head ends where something stands that it cannot hold.
 * False if the tag is to be ignored. */
static bool start_skeleton(page_build *build, const tag_row *row) {
    bool *seen = row->tag == TAG_HTML ? &build->seen_html : row->tag == TAG_HEAD ? &build->seen_head : &build->seen_body;
    bool skeleton = row->tag == TAG_HTML || row->tag == TAG_HEAD || row->tag == TAG_BODY;
    if (skeleton && (*seen || (row->tag == TAG_HEAD && build->seen_body))) return false;
    if (skeleton) *seen = true;
    unsigned head = find_known(build, TAG_HEAD);
    bool ends = row->tag == TAG_BODY || (top_of(build)->tag == TAG_HEAD && !(row->flags & TAG_IN_HEAD));
    if (head && ends) pop_to(build, head);
    return true;
}

/* Ends what a start tag of a table's part ends. */
static void start_table_part(page_build *build, unsigned tag) {
    unsigned table = top_of(build)->table, at = 0;
    if (tag == TAG_TD || tag == TAG_TH) at = topmost(build, TAG_TH, TAG_TD);
    if (tag == TAG_TR) at = find_known(build, TAG_TR);
    if (tag == TAG_THEAD || tag == TAG_TBODY || tag == TAG_TFOOT) {
        at = topmost(build, TAG_THEAD, TAG_TFOOT);
        if (at <= table) at = find_known(build, TAG_TR);
    }
    if (at > table) pop_to(build, at);
}

/* Ends what a start tag ends without saying so. */
static void start_implies(page_build *build, const tag_row *row, uint32_t hash) {
    const open_element *top = top_of(build);
    unsigned at = 0;
    if (row->flags & TAG_CLOSES_P && (at = find_known(build, TAG_P)) && at > top->scope) pop_to(build, at);
    top = top_of(build);
    if (row->flags & TAG_IS_HEADING && top->flags & TAG_IS_HEADING) pop_to(build, build->open.n - 1);
    else if (row->flags & TAG_IS_LINK && (at = find_open(build, row->tag, hash)) && at >= top->scope) end_inline(build, at);
    else if (row->tag == TAG_LI && (at = find_known(build, TAG_LI)) > top->list && at > top->scope) pop_to(build, at);
    else if (row->tag == TAG_DT || row->tag == TAG_DD) {
        at = topmost(build, TAG_DT, TAG_DD);
        if (at > top->list && at > top->scope) pop_to(build, at);
    }
    else if (row->tag == TAG_OPTION && top->tag == TAG_OPTION) pop_to(build, build->open.n - 1);
    else if (row->tag >= TAG_THEAD && row->tag <= TAG_TD) start_table_part(build, row->tag);
}

/* Pictures in SVG end where a block of the page begins, so that a lost end tag costs little. */
static void leave_picture(page_build *build, const tag_row *row) {
    unsigned svg = find_open(build, TAG_OTHER, name_hash(SLICE_LIT("svg")));
    unsigned template = find_open(build, TAG_OTHER, name_hash(SLICE_LIT("template")));
    if (row->flags & TAG_CLOSES_P && svg > template) pop_to(build, svg);
}

void build_start(page_build *build, const tag_row *row, syn_slice name, uint32_t first, uint16_t attributes, bool closed) {
    if (build->stop) return;
    uint32_t hash = name_hash(name);
    if (build_hidden(build)) leave_picture(build, row);
    bool hidden = build_hidden(build), hides = hidden || row->flags & TAG_IS_HIDDEN;
    bool ignored = !hidden && (!start_skeleton(build, row) || (row->tag == TAG_FORM && find_known(build, TAG_FORM)));
    if (!ignored && !hidden) start_implies(build, row, hash);
    if (!ignored && build->open.n > CAP_PAGE_DEPTH) {
        build->deeper += !(row->flags & TAG_IS_VOID) && !(closed && hides);
        build->page->cut = ignored = true;
    }
    if (ignored || hides) {
        build->page->attributes.n = first;
        if (!ignored && !closed && !(row->flags & TAG_IS_VOID)) open_push(build, row, hash, top_of(build)->node, true);
        return;
    }
    uint32_t node = node_add(build, row->tag);
    if (node == UINT32_MAX) return;
    build->page->nodes.at[node].attribute = first;
    build->page->nodes.at[node].attributes = attributes;
    if (!(row->flags & TAG_IS_VOID)) open_push(build, row, hash, node, false);
}

void build_end(page_build *build, const tag_row *row, syn_slice name) {
    if (build->stop) return;
    if (row->tag == TAG_BR) {
        build_start(build, row, name, build->page->attributes.n, 0, false);
        return;
    }
    if (row->flags & TAG_IS_VOID || row->tag == TAG_HTML || row->tag == TAG_BODY) return;
    if (build->deeper) {
        build->deeper--;
        return;
    }
    const open_element *top = top_of(build);
    unsigned at = row->flags & TAG_IS_HEADING ? topmost(build, TAG_H1, TAG_H6) : find_open(build, row->tag, name_hash(name));
    if (at == 0) return;
    if (row->flags & TAG_IS_HIDDEN) pop_to(build, at);
    else if (row->tag >= TAG_TABLE && row->tag <= TAG_TD) {
        if (at >= top->table) pop_to(build, at);
    } else if (at < top->scope || (row->tag == TAG_LI && at < top->list)) return;
    else if (row->flags & TAG_IS_SPECIAL && row->tag != TAG_FORM) pop_to(build, at);
    else end_inline(build, at);
}

static bool is_blank(syn_slice s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != ' ' && (s.ptr[i] < '\t' || s.ptr[i] > '\r')) return false;
    return true;
}

void build_text(page_build *build, syn_slice text) {
    if (build->stop || text.len == 0 || build_hidden(build)) return;
    const open_element *top = top_of(build);
    if ((top->flags & TAG_NO_BLANKS || top->tag == TAG_HEAD) && is_blank(text)) return;
    if (top->tag == TAG_HEAD) pop_to(build, find_known(build, TAG_HEAD));
    if (memchr(text.ptr, '&', text.len)) {
        char *out = arena_alloc(build->arena, entity_room(text.len));
        if (!out) {
            build->stop = true;
            return;
        }
        size_t room = entity_room(text.len);
        text = slice_of(out, entity_decode(text, false, out));
        arena_trim(build->arena, out, room, text.len);
    }
    uint32_t node = node_add(build, TAG_TEXT);
    if (node != UINT32_MAX) build->page->nodes.at[node].text = text;
}

void build_json(page_build *build, syn_slice json) {
    if (build->stop || build_hidden(build)) return;
    uint32_t node = node_add(build, TAG_JSON_LD);
    if (node != UINT32_MAX) build->page->nodes.at[node].text = json;
}
