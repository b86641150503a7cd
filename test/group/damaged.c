/* Unit tests of snapshot.c: a state in which any number is another one is refused, or goes on without a bad access and without end; and
 * states are the same wherever portraits lie. Run by the sanitizers too. The reports are numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "group/group.h"

int damaged_run(void);

enum { REPORTS = 14, SAMPLES = 20, MORE = 4 };

/* Report `number`: of one of three events, the words of which are near each other, so that reports move and stories merge. */
static portrait report_of(uint32_t number, char id[16], uint32_t samples[SAMPLES]) {
    portrait p;
    memset(&p, 0, sizeof p);
    uint32_t first = 10 + 14 * (number % 3) + number / 3;
    for (uint32_t i = 0; i < 30; i++) {
        uint32_t key = (first + i) << PORTRAIT_KEY_BITS;
        p.features.word[i] = key | 90;
        p.features.rarity[i] = 160;
        p.features.marks[i] = i < 4 ? MARK_NAME | MARK_PLACE | MARK_TITLE | MARK_HEAD | MARK_TOP : 0;
        if (i < PORTRAIT_KEYS) p.key[p.keys] = key, p.key_weight[p.keys++] = 90;
    }
    p.features.count = 30;
    p.features.words = 400;
    p.features.days = 1;
    p.features.named_day[0] = 100;
    p.day = p.features.day = 100;
    p.features.day_stated = p.article = true;
    portrait_sum(&p.features);
    uint32_t from = number % 5 == 4 ? number - 1 : number;  /* each fifth copies the one before */
    for (uint32_t i = 0; i < SAMPLES; i++) samples[i] = (from * SAMPLES + i + 1) * 0x9e3779u & ~SAMPLE_QUOTED & 0xffffff;
    p.print = (fingerprint){.samples = samples, .count = SAMPLES, .words = 400, .exact = from + 1};
    snprintf(id, 16, "r%u", (unsigned)(number % 11));
    p.id = p.url = p.title = slice_str(id);
    p.content = number;
    return p;
}

static void come(grouping *g, uint32_t number) {
    char id[16];
    uint32_t samples[SAMPLES];
    group_placing placing;
    syn_arena scratch;
    arena_init(&scratch, NULL);
    portrait p = report_of(number, id, samples);
    assert_int_equal(grouping_add(g, &p, &placing, &scratch, NULL), SYN_OK);
    assert_true(placing.report < grouping_count(g) && placing.story < grouping_stories(g));
    arena_free(&scratch);
}

static bool go_on(syn_slice bytes) {
    grouping *g;
    bytes_reader in = {bytes, false};
    if (grouping_load(&g, &in, NULL, NULL) != SYN_OK) return false;
    for (uint32_t i = 0; i < MORE; i++) come(g, REPORTS + i);
    uint32_t seen = 0;
    for (uint32_t s = 0; s < grouping_stories(g); s++)
        for (uint32_t r = grouping_first(g, s); r != REPORT_NONE; r = grouping_next(g, r), seen++) assert_int_equal(grouping_story(g, r), s);
    assert_int_equal(seen, grouping_count(g));
    grouping_free(g);
    return true;
}

static void a_state_with_any_number_changed_does_no_harm(void **state) {
    (void)state;
    static const uint32_t values[] = {0, 1, 9, 0x00ffffff, 0x7fffffff, 0x80000001, 0xfffffffe};
    grouping *g;
    syn_buffer bytes = BUFFER_EMPTY;
    assert_int_equal(grouping_new(&g, NULL, NULL, NULL), SYN_OK);
    for (uint32_t i = 0; i < REPORTS; i++) come(g, i);
    grouping_save(g, &bytes);
    grouping_free(g);
    assert_true(go_on(slice_of(bytes.ptr, bytes.len)));
    uint32_t refused = 0;
    for (size_t at = 0; at + 4 <= bytes.len; at++) {
        char held[4];
        memcpy(held, bytes.ptr + at, 4);
        uint32_t value = values[at % 7];
        for (int i = 0; i < 4; i++) bytes.ptr[at + (size_t)i] = (char)(unsigned char)(value >> (8 * i));
        refused += !go_on(slice_of(bytes.ptr, bytes.len));
        memcpy(bytes.ptr + at, held, 4);
    }
    assert_true(refused > 100);
    buffer_free(&bytes);
}

/* Reports 3 and 4, which copies it, and one without words: their portraits in one place, or each in its own. */
static void save_three(bool one_place, syn_buffer *bytes) {
    grouping *g;
    syn_arena scratch;
    char id[3][16];
    uint32_t samples[3][SAMPLES];
    portrait places[3];
    arena_init(&scratch, NULL);
    assert_int_equal(grouping_new(&g, NULL, NULL, NULL), SYN_OK);
    for (uint32_t i = 0; i < 3; i++) {
        portrait *p = &places[one_place ? 0 : i];
        group_placing placing;
        *p = report_of(3 + i, id[i], samples[i]);
        if (i == 2) {
            memset(&p->features, 0, sizeof p->features);
            p->features.day = 100;
            p->keys = 0;
            p->print.count = 0;
        }
        assert_int_equal(grouping_add(g, p, &placing, &scratch, NULL), SYN_OK);
        assert_int_equal(placing.copy_of, i == 1 ? 0 : REPORT_NONE);
    }
    grouping_save(g, bytes);
    grouping_free(g);
    arena_free(&scratch);
}

static void it_is_all_one_where_portraits_lie(void **state) {
    (void)state;
    syn_buffer one = BUFFER_EMPTY, other = BUFFER_EMPTY;
    save_three(true, &one);
    save_three(false, &other);
    assert_int_equal(one.len, other.len);
    assert_memory_equal(one.ptr, other.ptr, one.len);
    buffer_free(&one);
    buffer_free(&other);
}

int damaged_run(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_state_with_any_number_changed_does_no_harm),
                                        cmocka_unit_test(it_is_all_one_where_portraits_lie)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
