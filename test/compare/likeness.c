/* Likeness of two statements: features by hand, and invented sentences that say the same or not. */
#include "bench.h"

#include <math.h>

#include "../../bench/compare/like.c"

static void words_of_equal_keys_are_the_same(void **state) {
    (void)state;
    static const like_word first[] = {{.key = 1, .weight = 4}, {.key = 2, .weight = 6}, {.key = 3, .weight = 2, .kind = LIKE_VALUE}};
    static const like_word second[] = {{.key = 9, .weight = 8, .kind = LIKE_NAME}, {.key = 1, .weight = 4}, {.key = 2, .weight = 6},
                                       {.key = 4, .weight = 2, .kind = LIKE_VALUE}};
    like_side a, b;
    double f[LIKE_FEATURES], back[LIKE_FEATURES];
    like_open(&a, first, 3, false);
    like_open(&b, second, 4, true);
    like_features(&a, &b, f);
    like_features(&b, &a, back);
    assert_memory_equal(f, back, sizeof f);
    assert_true(f[LIKE_MEAN] == 0 && f[LIKE_DENIES] == 1);
    assert_true(fabs(f[LIKE_SAME_LESS] - 10.0 / 12) < 1e-9 && fabs(f[LIKE_SOFT_LESS] - 10.0 / 12) < 1e-9);
    assert_true(fabs(f[LIKE_SAME_MORE] - 0.5) < 1e-9 && fabs(f[LIKE_LENGTHS] - 0.6) < 1e-9);
    assert_true(fabs(f[LIKE_ORDER] - 0.5) < 1e-9);
    assert_true(f[LIKE_VALUES] == 0 && f[LIKE_VALUES_APART] == 1 && f[LIKE_NAMES_APART] == 1);
}

static void nothing_is_like_nothing(void **state) {
    (void)state;
    like_side a, b;
    double f[LIKE_FEATURES];
    like_open(&a, NULL, 0, false);
    like_open(&b, NULL, 0, false);
    like_features(&a, &b, f);
    for (unsigned i = 0; i < LIKE_FEATURES; i++) assert_true(f[i] == 0);
    assert_true(like_score(f) < 0.5);
}

static double score_of(const char *first, const char *second) {
    syn_vectors table = vectors_find("en");
    like_word words[2][LIKE_MOST];
    like_side sides[2];
    double f[LIKE_FEATURES];
    syn_arena arena;
    arena_init(&arena, NULL);
    for (unsigned i = 0; i < 2; i++) {
        syn_words scanned = {0};
        syn_sentences sentences = {0};
        bool negated;
        assert_int_equal(words_scan(&scanned, &sentences, slice_str(i ? second : first), "en", &arena, NULL), SYN_OK);
        uint32_t n = like_plain(&table, scanned.at, (uint32_t)scanned.n, words[i], &negated);
        like_open(&sides[i], words[i], n, negated);
    }
    like_features(&sides[0], &sides[1], f);
    arena_free(&arena);
    return like_score(f);
}

/* Of each row the first two sentences say one thing in other words, the third has the subject of the first alone. */
static void what_says_the_same_scores_higher(void **state) {
    (void)state;
    static const char *const rows[][3] = {
        {"The ferry sank off the island on Monday with forty people aboard.",
         "A boat carrying 40 passengers went down near the island on Monday.",
         "The ferry line had asked for a new pier on the island last year."},
        {"Police arrested two men over the theft of the paintings.", "Officers detained a pair of suspects in the art robbery.",
         "Police opened a new station beside the gallery of paintings."},
        {"The finance minister resigned after the budget was voted down.",
         "After lawmakers rejected his spending plan, the finance minister quit.",
         "The finance minister opened the new bridge in the capital."},
        {"Thousands of homes lost power when the storm tore down cables.",
         "The gale left thousands of households without electricity.",
         "Thousands of homes were built along the coast after the war."}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double same = score_of(rows[i][0], rows[i][1]), other = score_of(rows[i][0], rows[i][2]);
        if (same < 1.5 * other) fail_msg("%s: %.2f and %.2f", rows[i][0], same, other);
    }
    assert_true(score_of(rows[0][0], rows[0][0]) > 0.9);
    assert_true(score_of(rows[0][0], rows[1][0]) < 0.1);
}

/* More words than are looked at: the first count, and nothing is written past them. */
static void long_statements_are_cut(void **state) {
    (void)state;
    char text[4 * 200 + 1];
    for (unsigned i = 0; i < 200; i++) snprintf(text + i * 4, 5, "z%c%c ", 'a' + i % 20, 'a' + i / 20);
    assert_true(score_of(text, text) > 0.9);
    static like_word words[LIKE_MOST + 9];
    like_side side;
    for (unsigned i = 0; i < LIKE_MOST + 9; i++) words[i] = (like_word){.key = i, .weight = 1};
    like_open(&side, words, LIKE_MOST + 9, false);
    assert_int_equal(side.count, LIKE_MOST);
    assert_true(side.weight == LIKE_MOST);
}

int likeness_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_equal_keys_are_the_same), cmocka_unit_test(nothing_is_like_nothing),
        cmocka_unit_test(what_says_the_same_scores_higher), cmocka_unit_test(long_statements_are_cut)};
    return cmocka_run_group_tests_name("likeness", tests, NULL, NULL);
}
