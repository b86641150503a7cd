/* tests.h - what the tests of src/clean share: a report made from a text or a page, and what must hold for each. */
#ifndef TEST_CLEAN_TESTS_H
#define TEST_CLEAN_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "clean/clean.h"

/* A cleaned report, with its invariants checked and, for plain text, every paragraph found in the input. */
syn_report *clean_text(const char *text);
syn_report *clean_verbatim_text(const char *text);
/* The tree of a page; it lives in the arena. */
void page_of(syn_page *page, const char *html, syn_arena *arena);
syn_report *clean_page_text(const char *html);
/* The same for a page of which it is known when it was fetched. */
syn_report *clean_page_fetched(const char *html, const char *fetched);

void assert_slice(syn_slice s, const char *expected);
bool holds(const syn_report *report, const char *part);
/* The kind of the block whose text begins with `start`; fails the test where there is none. */
int kind_of(const syn_report *report, const char *start);
const syn_block *block_of(const syn_report *report, const char *start);

int run_text_tests(void);
int run_page_tests(void);
int run_date_tests(void);
int run_page_date_tests(void);
int run_byline_tests(void);
int run_block_tests(void);
#endif
