/* Unit tests of src/clean: plain texts (texts.c), pages (pages.c), dates and names (dates.c). All texts are invented. */
#include "tests.h"

#include <stdlib.h>
#include <string.h>

#include "text/fold.h"

/* The text without white space, so that paragraphs can be looked for whatever their line breaks. */
static char *squeezed(syn_slice s) {
    char *out = malloc(s.len + 1);
    assert_non_null(out);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != ' ' && s.ptr[i] != '\n' && s.ptr[i] != '\r' && s.ptr[i] != '\t') out[n++] = s.ptr[i];
    out[n] = 0;
    return out;
}

static void check_blocks(const syn_report *report) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < report->blocks.n; i++) {
        assert_int_equal(report->blocks.at[i].span.begin, at);
        at = report->blocks.at[i].span.end + 2;
    }
    if (report->blocks.n) assert_int_equal(at - 2, report->text.len);
}

static syn_report *run(const char *text, bool verbatim, const syn_page *page, const char *fetched) {
    syn_report *report = report_new(NULL);
    assert_non_null(report);
    report->verbatim = verbatim;
    report->fetched = arena_copy(&report->arena, slice_str(fetched));
    if (!page) report->text = arena_copy(&report->arena, slice_str(text));
    syn_arena scratch;
    arena_init(&scratch, NULL);
    syn_error error;
    assert_int_equal(clean_run(NULL, report, page, &scratch, &error), SYN_OK);
    arena_free(&scratch);
    assert_null(report_assert(report));
    return report;
}

syn_report *clean_text(const char *text) {
    syn_report *report = run(text, false, NULL, "");
    check_blocks(report);
    char *input = squeezed(slice_str(text));
    for (uint32_t i = 0; i < report->blocks.n; i++) {
        char *paragraph = squeezed(report_slice(report, report->blocks.at[i].span));
        assert_non_null(strstr(input, paragraph));
        free(paragraph);
    }
    free(input);
    return report;
}

syn_report *clean_verbatim_text(const char *text) {
    syn_report *report = run(text, true, NULL, "");
    assert_slice(report->text, text);
    return report;
}

void page_of(syn_page *page, const char *html, syn_arena *arena) {
    page_parser *parser = NULL;
    assert_int_equal(page_parser_new(&parser, page, arena, NULL), SYN_OK);
    assert_int_equal(page_parser_push(parser, slice_str(html), NULL), SYN_OK);
    assert_int_equal(page_parser_end(parser, NULL), SYN_OK);
    page_parser_free(parser);
}

syn_report *clean_page_text(const char *html) { return clean_page_fetched(html, ""); }

syn_report *clean_page_fetched(const char *html, const char *fetched) {
    syn_arena arena;
    arena_init(&arena, NULL);
    syn_page page = {0};
    page_of(&page, html, &arena);
    syn_report *report = run(NULL, false, &page, fetched);
    arena_free(&arena);
    check_blocks(report);
    return report;
}

void assert_slice(syn_slice s, const char *expected) {
    if (!slice_equal(s, slice_str(expected))) fail_msg("want \"%s\", got \"%.*s\"", expected, (int)s.len, s.len
                                                       ? s.ptr : "");
}

bool holds(const syn_report *report, const char *part) { return slice_find(report->text, slice_str(part), 0) != SIZE_MAX; }

const syn_block *block_of(const syn_report *report, const char *start) {
    for (uint32_t i = 0; i < report->blocks.n; i++)
        if (slice_starts(report_slice(report, report->blocks.at[i].span), slice_str(start))) return &report->blocks.at[i];
    fail_msg("no block begins with \"%s\" in \"%.*s\"", start, (int)report->text.len, report->text.ptr);
    return NULL;
}

int kind_of(const syn_report *report, const char *start) { return block_of(report, start)->kind; }

int main(void) {
    return run_text_tests() + run_page_tests() + run_date_tests() + run_page_date_tests() + run_byline_tests() +
           run_block_tests();
}
