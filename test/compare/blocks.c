/* Unit tests of blocks.c: what it finds is what a look at every span finds, each once. */
#include "bench.h"

#include "compare/blocks.h"

enum { REPORTS = 3, HELD = 300, TEXT = 5000 };

typedef struct held {
    uint32_t report;
    syn_span span;
} held;

static uint32_t chance(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static held any(uint32_t *seed) {
    uint32_t begin = chance(seed, TEXT), length = 1 + chance(seed, chance(seed, 8) ? 150 : 2000);
    return (held){chance(seed, REPORTS), {begin, begin + length}};
}

static void all_that_overlaps_is_found_once(void **state) {
    (void)state;
    static held all[HELD];
    syn_arena arena;
    arena_init(&arena, NULL);
    blocks b;
    blocks_init(&b, &arena);
    uint32_t seed = 7;
    for (uint32_t i = 0; i < HELD; i++) {
        all[i] = any(&seed);
        assert_true(blocks_hold(&b, all[i].report, all[i].span, i));
    }
    for (uint32_t look = 0; look < 500; look++) {
        held one = any(&seed);
        bool seen[HELD] = {false};
        block_walk walk = blocks_walk(&b, one.report, one.span);
        for (const block_entry *e; (e = blocks_next(&b, &walk));) {
            assert_false(seen[e->item]);
            seen[e->item] = true;
        }
        for (uint32_t i = 0; i < HELD; i++)
            assert_int_equal(seen[i], all[i].report == one.report && span_overlaps(all[i].span, one.span));
    }
    arena_free(&arena);
}

static void of_one_place_the_last_comes_first(void **state) {
    (void)state;
    syn_arena arena;
    arena_init(&arena, NULL);
    blocks b;
    blocks_init(&b, &arena);
    for (uint32_t i = 0; i < 5; i++) assert_true(blocks_hold(&b, 1, (syn_span){100 + i, 400}, i));
    block_walk walk = blocks_walk(&b, 1, (syn_span){300, 301});
    for (uint32_t i = 5; i-- > 0;) assert_int_equal(blocks_next(&b, &walk)->item, i);
    assert_null(blocks_next(&b, &walk));
    walk = blocks_walk(&b, 0, (syn_span){300, 301});
    assert_null(blocks_next(&b, &walk));
    arena_free(&arena);
}

int blocks_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_overlaps_is_found_once), cmocka_unit_test(of_one_place_the_last_comes_first),
    };
    return cmocka_run_group_tests_name("blocks", tests, NULL, NULL);
}
