/* given.h - what the tests of this folder share: read bytes cut in some way, and write down all that came out. */
#ifndef TEST_READ_GIVEN_H
#define TEST_READ_GIVEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "read/read.h"

/* Everything that a reading emitted, as text: "outcome|id|input|reason|url|source|title|byline;byline|published (from)|updated|
 * repaired|verbatim" (in an archive "|@offset", where it is known "|fetched") and then the text or the page, in brackets. Released with free. */
char *read_whole(const char *name, syn_slice bytes, syn_reading reading);
/* The same, cut after `first` bytes, then in pieces of `piece` bytes (0: the rest at once). */
char *read_cut(const char *name, syn_slice bytes, syn_reading reading, size_t first, size_t piece);
/* An archive read from an offset; NULL where the reader refuses. */
char *read_from(const char *name, syn_slice bytes, uint64_t from, syn_error *error);
/* The same text for whole input, for every cut in two, and for pieces of one byte. Returns it. */
char *read_every_cut(const char *name, syn_slice bytes);
/* Counts the lines that begin with an outcome. */
size_t reports_in(const char *dump);
/* Seconds since some moment. */
double seconds(void);
/* The bytes deflated, with zlib's window bits (negative: raw); the buffer is the caller's. */
void deflate_into(syn_buffer *out, syn_slice bytes, int window);
/* A gzip member made of the bytes. */
void gzip_into(syn_buffer *out, syn_slice bytes);
/* Fails unless every prefix of the bytes ends in at least one report. */
void every_prefix_ends_in_a_report(const char *name, syn_slice bytes);
/* A tree as text: (p class="x" "text" (b "bold")). */
void page_dump(syn_buffer *out, const syn_page *page);
/* Fails where an invariant of page.h is broken. */
void page_check(const syn_page *page);

#define assert_reads(name, bytes, expected) assert_reads_((name), slice_of((bytes), sizeof(bytes) - 1), (expected))
void assert_reads_(const char *name, syn_slice bytes, const char *expected);

int run_encodings(void);
int run_pages(void);
int run_kinds(void);
int run_json(void);
int run_json_feeds(void);
int run_feeds(void);
int run_dates(void);
int run_opml(void);
int run_hostile(void);
int run_archives(void);
int run_packed(void);
#endif
