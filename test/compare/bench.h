/* bench.h - what the tests of src/compare share: reports built from invented texts, with the marks that other stages would
 * make set by hand. */
#ifndef TEST_COMPARE_BENCH_H
#define TEST_COMPARE_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/caps.h"
#include "compare/compare.h"

#define MOST (CAP_STORY_REPORTS + 60)

typedef struct bench {
    syn_report *reports[MOST];
    uint32_t count;
    syn_collation out;
    syn_arena scratch;
} bench;

static inline syn_report *add_report(bench *b, const char *text, const char *published) {
    syn_report *r = report_new(NULL);
    assert_non_null(r);
    r->text = arena_copy(&r->arena, slice_str(text));
    r->published = arena_copy(&r->arena, slice_str(published));
    assert_int_equal(words_scan(&r->words, &r->sentences, r->text, "en", &r->arena, NULL), SYN_OK);
    b->reports[b->count++] = r;
    return r;
}

static inline syn_span span_of(const syn_report *r, const char *text) {
    size_t at = slice_find(r->text, slice_str(text), 0);
    assert_true(at != SIZE_MAX);
    return (syn_span){(uint32_t)at, (uint32_t)(at + strlen(text))};
}

static inline void add_quote(syn_report *r, const char *content, const char *speaker) {
    syn_quote q = {.kind = QUOTE_DIRECT, .contents = 1, .entity = REPORT_NONE, .speaker = slice_str(speaker)};
    q.content[0] = span_of(r, content);
    assert_true(VEC_PUSH(&r->arena, &r->quotes, q));
}

static inline void add_number(syn_report *r, const char *text, double value, const char *unit) {
    syn_number n = {.span = span_of(r, text), .value = value};
    if (unit) {
        n.unit = span_of(r, unit);
        n.unit_stem = r->words.at[report_word_at(r, n.unit.begin)].stem;
    }
    assert_true(VEC_PUSH(&r->arena, &r->numbers, n));
}

static inline void add_time(syn_report *r, const char *text, const char *value) {
    syn_time t = {.span = span_of(r, text), .type = TIME_DATE, .resolved = true, .value = slice_str(value)};
    assert_true(VEC_PUSH(&r->arena, &r->times, t));
}

static inline void compare(bench *b) {
    arena_init(&b->out.arena, NULL);
    arena_init(&b->scratch, NULL);
    syn_error error;
    assert_int_equal(compare_run(NULL, (const syn_report *const *)b->reports, b->count, &b->out, &b->scratch, &error), SYN_OK);
    const char *broken = collation_assert(&b->out);
    if (broken) fail_msg("%s", broken);
}

static inline void finish(bench *b) {
    arena_free(&b->out.arena);
    arena_free(&b->scratch);
    for (uint32_t i = 0; i < b->count; i++) report_free(b->reports[i]);
    free(b);
}

static inline bench *start(void) {
    bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    return b;
}

static inline bool shows(const bench *b, syn_place place, const char *text) {
    return slice_find(place_slice(&b->out, place), slice_str(text), 0) != SIZE_MAX;
}

/* A mention of a person, body or place: a new entity of that name, or the one that has it already. */
static inline syn_mention *add_name(syn_report *r, const char *text, uint8_t type) {
    uint32_t e = 0;
    syn_span span = span_of(r, text);
    while (e < r->entities.n && r->entities.at[e].name.begin != span.begin) e++;
    if (e == r->entities.n) assert_true(VEC_PUSH(&r->arena, &r->entities, ((syn_entity){.name = span, .type = type, .mentions = 1})));
    assert_true(VEC_PUSH(&r->arena, &r->mentions, ((syn_mention){.span = span, .type = type, .form = FORM_NAME, .entity = e})));
    return &r->mentions.at[r->mentions.n - 1];
}

static inline uint32_t differences_of(const bench *b, difference_kind kind) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->out.differences.n; i++) n += b->out.differences.at[i].kind == kind;
    return n;
}

/* In the other files of this folder. */
int blocks_run(void);
int clauses_run(void);
int copies_run(void);
int differences_run(void);
int people_run(void);
int days_run(void);
int quotes_run(void);
int likeness_run(void);
#endif
