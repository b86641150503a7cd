/* page.c - cuts a web page into tags and texts, and hands them to the rules of page_build.c.
 *
 * In: UTF-8 in pieces, or whole. Out: the tree of page.h. The cutting follows the tokenizer of the HTML standard (13.2.5):
 * what is a tag, where an attribute ends, which elements hold no markup, which comment is broken off. Every byte is looked
 * at a constant number of times, whatever the page holds.
 *
 * Why not libxml2's HTML parser: version 2.9 compares each attribute of a tag with all before it, and walks all open
 * elements for each end tag without a start, so 10 MB of hostile page take most of an hour; and it knows HTML 4 only.
 *
 * Texts without character references point into the page itself, so it must live as long as the tree. */
#include <stdlib.h>

#include "base/caps.h"
#include "read/door.h"
#include "read/entities.h"
#include "read/page_build.h"
#include "text/utf8.h"

#define ELEMENT_ATTRIBUTES 128u  /* of one tag; the rest are left out */
#define NAME_BYTES 64u           /* of a tag or attribute; longer names are cut or left out */
#define TITLE_FAR 1000u          /* bytes; a title whose end tag is farther off, with tags before it, has lost its own */

typedef struct page_scan {
    page_build build;
    syn_slice html;
    size_t at;
    uint32_t first;        /* attributes of the current tag */
    uint16_t attributes;
    bool json_ld;          /* the current tag says type="application/ld+json" */
    bool no_area_end, no_frame_end;  /* no end tag of a textarea, of an iframe follows any more */
} page_scan;

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool ends_name(char c) { return is_blank(c) || c == '=' || c == '>' || c == '/'; }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static size_t find(syn_slice s, const char *what, size_t from) {
    size_t at = slice_find(s, slice_str(what), from);
    return at == SIZE_MAX ? s.len : at;
}

static syn_slice lower_name(syn_slice name, char out[NAME_BYTES]) {
    if (name.len > NAME_BYTES) name.len = NAME_BYTES;
    for (size_t i = 0; i < name.len; i++) out[i] = lower(name.ptr[i]);
    return slice_of(out, name.len);
}

static void attribute_add(page_scan *scan, syn_slice name, syn_slice value) {
    char room[NAME_BYTES];
    syn_page *page = scan->build.page;
    syn_arena *arena = scan->build.arena;
    if (name.len == 0 || name.len > NAME_BYTES || scan->attributes >= ELEMENT_ATTRIBUTES) return;
    if (build_hidden(&scan->build)) return;
    name = lower_name(name, room);
    if (value.len > CAP_PAGE_ATTRIBUTE_BYTES) value.len = utf8_cut(value, CAP_PAGE_ATTRIBUTE_BYTES);
    if (slice_equal(name, SLICE_LIT("type"))) {
        char kind[NAME_BYTES];
        scan->json_ld = slice_find(lower_name(value, kind), SLICE_LIT("ld+json"), 0) != SIZE_MAX;
    }
    syn_slice known = tag_attribute_name(name);
    name = known.ptr ? known : arena_copy(arena, name);
    if (value.len && memchr(value.ptr, '&', value.len)) {
        size_t most = entity_room(value.len);
        char *out = arena_alloc(arena, most);
        value = out ? slice_of(out, entity_decode(value, true, out)) : SLICE_NONE;
        arena_trim(arena, out, most, value.len);
    }
    if (VEC_PUSH(arena, &page->attributes, (page_attribute){name, value})) scan->attributes++;
    else scan->build.stop = true;
}

/* An attribute's value, from behind its '='. */
static syn_slice take_value(page_scan *scan) {
    syn_slice s = scan->html;
    while (scan->at < s.len && is_blank(s.ptr[scan->at])) scan->at++;
    if (scan->at >= s.len) return SLICE_NONE;
    size_t begin = scan->at;
    char quote = s.ptr[begin];
    if (quote == '"' || quote == '\'') {
        const char *end = memchr(s.ptr + begin + 1, quote, s.len - begin - 1);
        size_t stop = end ? (size_t)(end - s.ptr) : s.len;
        scan->at = end ? stop + 1 : stop;
        return slice_cut(s, begin + 1, stop);
    }
    while (scan->at < s.len && !is_blank(s.ptr[scan->at]) && s.ptr[scan->at] != '>') scan->at++;
    return slice_cut(s, begin, scan->at);
}

/* Reads the attributes up to and with the '>'. False if the page ends before it: then there is no tag. */
static bool take_attributes(page_scan *scan, bool *closed) {
    syn_slice s = scan->html;
    scan->first = scan->build.page->attributes.n;
    scan->attributes = 0;
    scan->json_ld = *closed = false;
    while (scan->at < s.len) {
        char c = s.ptr[scan->at];
        if (c == '>') {
            scan->at++;
            return true;
        }
        if (c == '/' || is_blank(c)) {
            *closed = c == '/' || (*closed && is_blank(c));
            scan->at++;
            continue;
        }
        *closed = false;
        size_t begin = scan->at++;  /* an attribute may begin with '=' */
        while (scan->at < s.len && !ends_name(s.ptr[scan->at])) scan->at++;
        syn_slice name = slice_cut(s, begin, scan->at), value = SLICE_NONE;
        while (scan->at < s.len && is_blank(s.ptr[scan->at])) scan->at++;
        if (scan->at < s.len && s.ptr[scan->at] == '=') {
            scan->at++;
            value = take_value(scan);
        }
        attribute_add(scan, name, value);
    }
    return false;
}

/* The name of a tag, from its first letter. */
static syn_slice take_name(page_scan *scan, char out[NAME_BYTES]) {
    syn_slice s = scan->html;
    size_t begin = scan->at;
    while (scan->at < s.len && !is_blank(s.ptr[scan->at]) && s.ptr[scan->at] != '>' && s.ptr[scan->at] != '/') scan->at++;
    return lower_name(slice_cut(s, begin, scan->at), out);
}

/* The place of "</name" before byte `end`, or `end`. */
static size_t find_end_tag(const page_scan *scan, syn_slice name, size_t end) {
    syn_slice s = slice_cut(scan->html, 0, end);
    for (size_t at = scan->at; at < s.len; at++) {
        const char *lt = memchr(s.ptr + at, '<', s.len - at);
        if (!lt) return s.len;
        at = (size_t)(lt - s.ptr);
        size_t past = at + 2 + name.len;
        if (past > s.len || s.ptr[at + 1] != '/' || !slice_equal_ascii_case(slice_cut(s, at + 2, past), name)) continue;
        if (past == s.len || is_blank(s.ptr[past]) || s.ptr[past] == '>' || s.ptr[past] == '/') return at;
    }
    return s.len;
}

/* The end of the content of an element that holds no markup; false if it is never closed. A lost end tag must not take the
 * page with it: a title then ends at the next tag, a textarea or iframe where it begins. A script or style goes on to the
 * end of the page. */
static bool content_end(page_scan *scan, const tag_row *row, syn_slice name, size_t *end) {
    size_t from = scan->at, size = scan->html.len;
    bool title = row->tag == TAG_TITLE, area = row->tag == TAG_TEXTAREA;
    bool *lost = area ? &scan->no_area_end : &scan->no_frame_end;
    size_t limit = title && size - from > TITLE_FAR ? from + TITLE_FAR : size;
    bool skip = !title && !(row->flags & TAG_IS_DROPPED) && *lost;
    *end = skip ? size : find_end_tag(scan, name, limit);
    if (*end < limit || row->flags & TAG_IS_DROPPED) return true;
    const char *tag = title ? memchr(scan->html.ptr + from, '<', size - from) : NULL;
    if (!title) *lost = true;
    *end = !title ? from : tag ? (size_t)(tag - scan->html.ptr) : size;
    return false;
}

static void start_tag(page_scan *scan) {
    char room[NAME_BYTES];
    scan->at++;
    syn_slice name = take_name(scan, room);
    const tag_row *row = tag_find(name);
    bool closed;
    if (!take_attributes(scan, &closed)) {
        scan->build.page->attributes.n = scan->first;
        return;
    }
    bool raw = row->flags & (TAG_IS_RAW | TAG_IS_PLAIN);
    if (row->flags & TAG_IS_DROPPED) scan->build.page->attributes.n = scan->first;
    else build_start(&scan->build, row, name, scan->first, scan->attributes, closed);
    if (!raw || (build_hidden(&scan->build) && closed)) return;
    size_t end;
    bool ended = content_end(scan, row, name, &end);
    syn_slice content = slice_cut(scan->html, scan->at, end);
    scan->at = end;
    if (row->flags & TAG_IS_PLAIN) build_text(&scan->build, content);
    else if (scan->json_ld && slice_equal(name, SLICE_LIT("script"))) build_json(&scan->build, slice_trim(content));
    if (!ended) build_end(&scan->build, row, name);
}

static void end_tag(page_scan *scan) {
    char room[NAME_BYTES];
    bool closed;
    scan->at += 2;
    syn_slice name = take_name(scan, room);
    bool whole = take_attributes(scan, &closed);
    scan->build.page->attributes.n = scan->first;
    const tag_row *row = tag_find(name);
    if (whole && !(row->flags & TAG_IS_DROPPED)) build_end(&scan->build, row, name);
}

/* What starts with "<!", "<?" or "</" and is no tag. */
static void comment(page_scan *scan) {
    syn_slice s = scan->html;
    if (s.len - scan->at >= 4 && memcmp(s.ptr + scan->at, "<!--", 4) == 0) scan->at = find(s, "-->", scan->at + 2) + 3;
    else scan->at = find(s, ">", scan->at + 1) + 1;
    if (scan->at > s.len) scan->at = s.len;
}

static void scan_page(page_scan *scan) {
    syn_slice s = scan->html;
    while (scan->at < s.len && !scan->build.stop) {
        size_t begin = scan->at, from = scan->at;
        char next = '\0';
        /* A '<' that begins neither a tag nor a comment is text. */
        for (;;) {
            const char *lt = memchr(s.ptr + from, '<', s.len - from);
            from = lt ? (size_t)(lt - s.ptr) : s.len;
            if (!lt || from + 1 >= s.len) break;
            next = s.ptr[from + 1];
            if (is_letter(next) || next == '!' || next == '?' || next == '/') break;
            from++;
        }
        if (from + 1 >= s.len) from = s.len;
        build_text(&scan->build, slice_cut(s, begin, from));
        scan->at = from;
        if (from >= s.len) break;
        if (is_letter(next)) start_tag(scan);
        else if (next == '/' && from + 2 < s.len && is_letter(s.ptr[from + 2])) end_tag(scan);
        else comment(scan);
    }
}

syn_code page_parse(syn_page *page, syn_slice html, syn_arena *arena, syn_error *error) {
    page_scan *scan = calloc(1, sizeof *scan);
    if (!scan) return error_memory(error, READ_STAGE);
    scan->html = html;
    if (build_begin(&scan->build, page, arena)) {
        scan_page(scan);
        build_finish(&scan->build);
    }
    free(scan);
    return arena_check(arena, READ_STAGE, error);
}

syn_slice page_attribute_of(const syn_page *page, uint32_t node, const char *name) {
    if (node >= page->nodes.n) return SLICE_NONE;
    const page_node *at = &page->nodes.at[node];
    syn_slice wanted = slice_str(name);
    for (uint32_t i = 0; i < at->attributes; i++) {
        const page_attribute *attribute = &page->attributes.at[at->attribute + i];
        if (slice_equal(attribute->name, wanted)) return attribute->value;
    }
    return SLICE_NONE;
}

/* ---- the same in pieces ---- */
struct page_parser {
    syn_page *page;
    syn_arena *arena;
    syn_buffer html;
};

syn_code page_parser_new(page_parser **out, syn_page *page, syn_arena *arena, syn_error *error) {
    *out = calloc(1, sizeof **out);
    if (!*out) return error_memory(error, READ_STAGE);
    (*out)->page = page;
    (*out)->arena = arena;
    (*out)->html.max = CAP_INPUT_BYTES;
    return SYN_OK;
}

syn_code page_parser_push(page_parser *parser, syn_slice bytes, syn_error *error) {
    buffer_add(&parser->html, bytes);
    return buffer_check(&parser->html, READ_STAGE, error);
}

syn_code page_parser_end(page_parser *parser, syn_error *error) {
    size_t repaired = 0;
    syn_slice html = utf8_repair(parser->arena, slice_of(parser->html.ptr, parser->html.len), &repaired);
    if (html.ptr == parser->html.ptr) html = arena_copy(parser->arena, html);
    return page_parse(parser->page, html, parser->arena, error);
}

void page_parser_free(page_parser *parser) {
    if (!parser) return;
    buffer_free(&parser->html);
    free(parser);
}
