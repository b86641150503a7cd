/* read_html.c - fuzzes the page reader: all of the input is a page. Byte 0: bit 0 = as a whole input, else in pieces of byte 1. */
#include "read_door.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    syn_slice html = slice_of((const char *)data + 2, size - 2);
    if (data[0] & 1) {
        fuzz_both("a.html", SYN_READING_CLEAN, html, data[1]);
        return 0;
    }
    syn_arena arena;
    syn_page page;
    page_parser *parser;
    fuzz_seen seen = {0, 0};
    arena_init(&arena, NULL);
    FUZZ_REQUIRE(page_parser_new(&parser, &page, &arena, NULL) == SYN_OK);
    for (size_t at = 0, next; at < html.len; at = next) {
        next = at + 1 + data[1] < html.len ? at + 1 + data[1] : html.len;
        FUZZ_REQUIRE(page_parser_push(parser, slice_cut(html, at, next), NULL) == SYN_OK);
    }
    FUZZ_REQUIRE(page_parser_end(parser, NULL) == SYN_OK);
    page_parser_free(parser);
    fuzz_page(&seen, &page);
    arena_free(&arena);
    return 0;
}
