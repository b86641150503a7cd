/* marked.h - reports for the unit tests of mark. */
#ifndef SYN_TEST_MARK_MARKED_H
#define SYN_TEST_MARK_MARKED_H

#include "mark/mark.h"

typedef syn_code test_stage(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error);
#define TEST_STAGES(...) ((test_stage *const[]){__VA_ARGS__, NULL})

/* A report of this text, of which nothing is marked. `published` and `language`: "" = unknown. */
syn_report *test_new(const char *text, const char *language, const char *published);
/* Runs the stages in order, asserts that they end well and that the report holds, and gives it back. */
syn_report *test_mark(syn_report *report, test_stage *const *stages);
/* A report of this text in English with its words, and with the names that mark_names finds. */
syn_report *test_report(const char *text);
syn_report *test_named(const char *text);
/* A report whose names the test itself gives: "[Jane Example] met [o:Example Corp]" - a person; o: a body, l: a place, x: else.
 * "{Sen. }[Jane Example] ({R-KY})": a title right before a name, a role right behind it, each with what stands between. */
syn_report *test_given(const char *text);
/* Appends to out[*used..size) and keeps the NUL. */
void test_put(char *out, size_t size, size_t *used, const char *before, syn_slice text, const char *behind);
#endif
