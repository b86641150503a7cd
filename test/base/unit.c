/* Unit tests of src/base. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/civil.h"
#include "base/error.h"
#include "base/hash_index.h"
#include "base/map.h"
#include "base/vector.h"

static void arena_gives_zeroed_aligned_memory(void **state) {
    (void)state;
    syn_arena arena;
    arena_init(&arena, NULL);
    for (size_t size = 0; size < 5000; size += 37) {
        unsigned char *memory = arena_alloc(&arena, size);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % sizeof(void *), 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(memory[i], 0);
        memset(memory, 0xAA, size);
        unsigned char *lines = arena_lines(&arena, size);
        assert_non_null(lines);
        assert_int_equal((uintptr_t)lines % ARENA_LINE, 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(lines[i], 0);
        memset(lines, 0xBB, size);
        for (size_t i = 0; i < size; i++) assert_int_equal(memory[i], 0xAA);
    }
    arena_reset(&arena);
    unsigned char *memory = arena_alloc(&arena, 64);
    for (size_t i = 0; i < 64; i++) assert_int_equal(memory[i], 0);
    arena_free(&arena);
}

static void arena_keeps_to_its_budget(void **state) {
    (void)state;
    syn_budget budget = {0};
    budget.max = 100000;
    syn_arena arena;
    arena_init(&arena, &budget);
    size_t got = 0;
    while (arena_alloc(&arena, 1000)) got += 1000;
    assert_true(got >= 50000 && got <= 100000);
    assert_true(atomic_load(&budget.used) <= budget.max);
    assert_int_equal(arena.failed, SYN_ERR_LIMIT);
    assert_null(arena_alloc(&arena, 1));  /* sticky */
    syn_error error;
    assert_int_equal(arena_check(&arena, "test", &error), SYN_ERR_LIMIT);
    assert_string_equal(error.stage, "test");
    arena_free(&arena);
    assert_int_equal(atomic_load(&budget.used), 0);
}

static void arena_stops_when_told(void **state) {
    (void)state;
    syn_budget budget = {0};
    budget.max = SIZE_MAX / 2;
    syn_arena arena;
    arena_init(&arena, &budget);
    assert_non_null(arena_alloc(&arena, 10));
    atomic_store(&budget.stop, SYN_ERR_STOPPED);
    assert_null(arena_alloc(&arena, 1 << 20));
    assert_int_equal(arena.failed, SYN_ERR_STOPPED);
    arena_free(&arena);
}

static void arena_gives_back_what_lies_apart(void **state) {
    (void)state;
    syn_arena arena;
    syn_budget budget = {.max = SIZE_MAX};
    arena_init(&arena, &budget);
    char *before = arena_alloc(&arena, 16), *apart = arena_array_apart(&arena, 1 << 17, 1), *behind = arena_alloc(&arena, 16);
    size_t held = budget.used;
    assert_true(before && apart && behind && !apart[0] && !apart[(1 << 17) - 1]);
    arena_release(&arena, apart, 1 << 17);
    assert_true(budget.used + (1 << 17) <= held);
    behind[15] = before[15] = 1;
    assert_null(arena_array_apart(&arena, SIZE_MAX / 2, 16));
    assert_int_equal(arena.failed, SYN_ERR_LIMIT);
    arena_free(&arena);
    assert_int_equal(budget.used, 0);
}

static void arena_refuses_overflow(void **state) {
    (void)state;
    syn_arena arena;
    arena_init(&arena, NULL);
    assert_null(arena_array(&arena, SIZE_MAX / 2, 16));
    assert_int_equal(arena.failed, SYN_ERR_LIMIT);
    arena_reset(&arena);
    assert_null(arena_lines(&arena, SIZE_MAX - 1));
    assert_int_equal(arena.failed, SYN_ERR_LIMIT);
    arena_free(&arena);
}

static void an_index_finds_all_numbers_of_a_hash(void **state) {
    (void)state;
    enum { NUMBERS = 5000, HASHES = 1000 };
    syn_arena arena;
    hash_index index;
    uint32_t at = INDEX_BEGIN;
    arena_init(&arena, NULL);
    index_init(&index, &arena);
    assert_int_equal(index_next(&index, 7, &at), INDEX_END);
    for (uint32_t i = 0; i < NUMBERS; i++) assert_true(index_add(&index, index_hash(i % HASHES), i));
    for (uint32_t h = 0; h < HASHES; h++) {
        uint32_t number, found = 0;
        at = INDEX_BEGIN;
        while ((number = index_next(&index, index_hash(h), &at)) != INDEX_END) {
            assert_int_equal(number % HASHES, h);
            found++;
        }
        assert_int_equal(found, NUMBERS / HASHES);
    }
    at = INDEX_BEGIN;
    assert_int_equal(index_next(&index, index_hash(HASHES), &at), INDEX_END);
    at = INDEX_BEGIN;
    index_next(&index, index_hash(3), &at);
    index_replace(&index, at, 77);
    at = INDEX_BEGIN;
    assert_int_equal(index_next(&index, index_hash(3), &at), 77);
    assert_true(index_bytes(&index) <= NUMBERS * 16);
    arena_free(&arena);
}

static void vector_grows(void **state) {
    (void)state;
    syn_arena arena;
    arena_init(&arena, NULL);
    SYN_VEC(uint32_t) numbers = {0};
    for (uint32_t i = 0; i < 1000; i++) assert_true(VEC_PUSH(&arena, &numbers, i * 3));
    for (uint32_t i = 0; i < 1000; i++) assert_int_equal(numbers.at[i], i * 3);
    arena_free(&arena);
}

static void a_large_vector_gives_back_what_it_grew_out_of(void **state) {
    (void)state;
    syn_arena arena;
    arena_init(&arena, NULL);
    SYN_VEC(uint64_t) numbers = {0}, others = {0};
    for (uint64_t i = 0; i < 1u << 20; i++)
        assert_true(VEC_PUSH(&arena, &numbers, i) && VEC_PUSH(&arena, &others, ~i));
    for (uint64_t i = 0; i < 1u << 20; i++) assert_true(numbers.at[i] == i && others.at[i] == ~i);
    assert_true(arena.held < 24u << 20);  /* 16 MB are in use; all that came before would be 16 MB more */
    arena_free(&arena);
    assert_int_equal(arena.held, 0);
}

static void what_was_handed_out_last_can_be_cut(void **state) {
    (void)state;
    syn_arena arena;
    arena_init(&arena, NULL);
    char *first = arena_alloc(&arena, 100), *last = arena_alloc(&arena, 100);
    memset(first, 'a', 100);
    memset(last, 'b', 100);
    arena_trim(&arena, first, 100, 10);  /* not the last: nothing happens */
    arena_trim(&arena, last, 100, 20);
    char *next = arena_alloc(&arena, 100);
    for (int i = 0; i < 100; i++) assert_int_equal(next[i], 0);
    for (int i = 0; i < 100; i++) assert_int_equal(first[i], 'a');
    for (int i = 0; i < 20; i++) assert_int_equal(last[i], 'b');
    arena_free(&arena);
}

#ifndef SYN_ARENA_SINGLY
static void what_is_cut_off_a_large_array_is_handed_out(void **state) {
    (void)state;
    syn_arena arena;
    arena_init(&arena, NULL);
    char *before = arena_alloc(&arena, 100), *large = arena_alloc(&arena, 50000), *behind = arena_alloc(&arena, 100);
    assert_true(behind == before + 112);  /* a large one leaves the chunk before it to be filled */
    large[999] = 'a';
    memset(large + 1000, 'b', 49000);
    size_t held = arena.held;
    arena_trim(&arena, large, 50000, 1000);
    char *next = arena_alloc(&arena, 40000);
    assert_true(next > large && next < large + 50000 && large[999] == 'a');
    for (int i = 0; i < 40000; i++) assert_int_equal(next[i], 0);
    assert_int_equal(arena.held, held);
    arena_reset(&arena);
    assert_non_null(arena_alloc(&arena, 50000));  /* of the chunks the largest was kept */
    assert_true(arena.held < held);
    arena_free(&arena);
}
#endif

static void map_finds_what_was_set(void **state) {
    (void)state;
    syn_arena arena;
    arena_init(&arena, NULL);
    syn_map map;
    map_init(&map, &arena);
    assert_int_equal(map_get(&map, 7), MAP_NONE);
    for (uint64_t key = 0; key < 3000; key++) assert_true(map_set(&map, key << 40, (uint32_t)key));
    for (uint64_t key = 0; key < 3000; key++) assert_int_equal(map_get(&map, key << 40), key);
    assert_int_equal(map_get(&map, 5), MAP_NONE);
    *map_slot_of(&map, 0, 9) += 1;
    assert_int_equal(map_get(&map, 0), 1);
    assert_int_equal(map.count, 3000);
    arena_free(&arena);
}

static void buffer_appends_and_keeps_its_maximum(void **state) {
    (void)state;
    syn_buffer buffer = BUFFER_EMPTY;
    buffer.max = 10;
    buffer_add_str(&buffer, "12345");
    buffer_add_format(&buffer, "%d", 678);
    assert_string_equal(buffer.ptr, "12345678");
    buffer_add_str(&buffer, "abc");
    assert_int_equal(buffer.failed, SYN_ERR_LIMIT);
    buffer_add_char(&buffer, 'x');
    assert_int_equal(buffer.len, 8);
    buffer_free(&buffer);

    size_t length;
    char *text = buffer_take(&buffer, &length);
    assert_string_equal(text, "");
    assert_int_equal(length, 0);
    free(text);
}

static void slices_compare_and_find(void **state) {
    (void)state;
    assert_true(slice_compare(slice_str("ab"), slice_str("abc")) < 0);
    assert_true(slice_compare(slice_str("b"), slice_str("abc")) > 0);
    assert_int_equal(slice_compare(SLICE_NONE, SLICE_NONE), 0);
    assert_int_equal(slice_find(slice_str("banana"), slice_str("nan"), 0), 2);
    assert_int_equal(slice_find(slice_str("banana"), slice_str("nan"), 3), SIZE_MAX);
    assert_int_equal(slice_find(slice_str("a"), slice_str("ab"), 0), SIZE_MAX);
    assert_true(slice_equal(slice_trim(slice_str(" \t x y\r\n")), slice_str("x y")));
    assert_true(slice_equal_ascii_case(slice_str("UTF-8"), slice_str("utf-8")));
    assert_true(slice_hash(slice_str("a")) == 0xaf63dc4c8601ec8cu);  /* the published FNV-1a value */
}

static void calendar_agrees_with_known_days(void **state) {
    (void)state;
    assert_int_equal(civil_days(1970, 1, 1), 0);
    assert_int_equal(civil_days(2018, 8, 8), 17751);
    assert_int_equal(civil_weekday(civil_days(2018, 8, 8)), 3);  /* a Wednesday */
    assert_int_equal(civil_weekday(civil_days(1900, 1, 1)), 1);
    assert_true(civil_valid(2000, 2, 29) && !civil_valid(1900, 2, 29) && !civil_valid(2018, 13, 1));
    int year, week;
    civil_week(civil_days(2018, 8, 8), &year, &week);
    assert_int_equal(week, 32);
    civil_week(civil_days(2021, 1, 3), &year, &week);  /* a Sunday of the last week of 2020 */
    assert_true(year == 2020 && week == 53);
    for (long day = -200000; day < 200000; day += 13) {
        syn_civil back = civil_from_days(day);
        assert_int_equal(civil_days(back.year, back.month, back.day), day);
    }
}

static void iso_moments_are_read_and_written(void **state) {
    (void)state;
    static const char *const same[] = {"2018", "2018-08", "2018-08-08", "2018-08-08T14:03", "2018-08-08T14:03:00Z",
                                       "2018-08-08T14:03:59+05:30", "2018-08-08T14:03:59-08:00"};
    char out[40];
    syn_civil moment;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_true(civil_parse(slice_str(same[i]), &moment));
        civil_print(&moment, out);
        assert_string_equal(out, same[i]);
    }
    static const char *const bad[] = {"", "18", "2018-13", "2018-02-30", "2018-08-08T25:00", "2018-08-08x", "2018-08-08T14:03+99:00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(civil_parse(slice_str(bad[i]), &moment));
}

static void errors_carry_their_message(void **state) {
    (void)state;
    syn_error error;
    assert_int_equal(error_set(&error, SYN_ERR_IO, "read", 12, "cannot open '%s'", "x"), SYN_ERR_IO);
    assert_string_equal(error.msg, "cannot open 'x'");
    assert_int_equal(error.pos, 12);
    assert_int_equal(error_set(NULL, SYN_ERR_IO, "read", 0, "nobody listens"), SYN_ERR_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory), cmocka_unit_test(arena_keeps_to_its_budget),
        cmocka_unit_test(arena_stops_when_told), cmocka_unit_test(arena_gives_back_what_lies_apart),
        cmocka_unit_test(arena_refuses_overflow), cmocka_unit_test(vector_grows),
        cmocka_unit_test(an_index_finds_all_numbers_of_a_hash),
        cmocka_unit_test(a_large_vector_gives_back_what_it_grew_out_of), cmocka_unit_test(what_was_handed_out_last_can_be_cut),
#ifndef SYN_ARENA_SINGLY
        cmocka_unit_test(what_is_cut_off_a_large_array_is_handed_out),
#endif
        cmocka_unit_test(map_finds_what_was_set), cmocka_unit_test(buffer_appends_and_keeps_its_maximum),
        cmocka_unit_test(slices_compare_and_find), cmocka_unit_test(calendar_agrees_with_known_days),
        cmocka_unit_test(iso_moments_are_read_and_written), cmocka_unit_test(errors_carry_their_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
