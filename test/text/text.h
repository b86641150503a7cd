/* text.h - what the unit tests of src/text share. */
#ifndef TEST_TEXT_H
#define TEST_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/fold.h"
#include "text/language.h"
#include "text/lexicon.h"
#include "text/utf8.h"
#include "text/words.h"

/* A scanned text; the state of a test. */
typedef struct test_text {
    syn_arena arena;
    syn_slice text;
    syn_words words;
    syn_sentences sentences;
} test_text;

int test_open(void **state);
int test_close(void **state);
void test_scan_slice(test_text *text, syn_slice s, const char *language);
void test_scan(test_text *text, const char *s, const char *language);
/* The words (or sentences) of a text with '|' between them, and a space made of each line break. */
const char *test_words(test_text *text, const char *s);
const char *test_sentences(test_text *text, const char *s);
/* A test whose state is a test_text. */
#define TEST(name) cmocka_unit_test_setup_teardown(name, test_open, test_close)
/* Milliseconds of processor time so far. */
double test_ms(void);

int tests_of_utf8(void);
int tests_of_fold(void);
int tests_of_words(void);
int tests_of_sentences(void);
int tests_of_lexicon(void);
int tests_of_model(void);
int tests_of_vectors(void);
int tests_of_language(void);
int tests_of_json(void);
int tests_of_name_parts(void);
int tests_of_signatures(void);
int tests_of_worst(void);
#endif
