/* Word vectors: a table made by hand, tables that are none, and what the library's table knows of words. */
#include "text.h"

#include "text/vectors.h"
#include "text/weights.h"

enum { ROWS = 2, KEYS = 3, HEAD = 16, MADE = HEAD + KEYS * 6 + ROWS * (1 + VECTORS_SIZE) };

static void put_u32(char *at, uint32_t n) {
    for (unsigned i = 0; i < 4; i++) at[i] = (char)(n >> (8 * i) & 255);
}

/* Two rows: the first all 1, the second all -2; keys 7, 1 << 30 and 3 << 30 are of row 0, 1, 1. */
static void make_table(char made[MADE]) {
    static const uint32_t keys[KEYS] = {7, 1u << 30, 3u << 30};
    memset(made, 0, MADE);
    memcpy(made, "SYNV", 4);
    put_u32(made + 4, ROWS);
    put_u32(made + 8, KEYS);
    put_u32(made + 12, VECTORS_SIZE);
    for (unsigned i = 0; i < KEYS; i++) {
        put_u32(made + HEAD + i * 4, keys[i]);
        made[HEAD + KEYS * 4 + i * 2] = i > 0;
    }
    made[HEAD + KEYS * 6] = 9;
    made[HEAD + KEYS * 6 + 1] = 30;
    memset(made + HEAD + KEYS * 6 + ROWS, 1, VECTORS_SIZE);
    memset(made + HEAD + KEYS * 6 + ROWS + VECTORS_SIZE, -2, VECTORS_SIZE);
}

static void a_table_is_read_where_it_lies(void **state) {
    (void)state;
    char made[MADE];
    make_table(made);
    syn_vectors table;
    assert_true(vectors_open(&table, slice_of(made, MADE)));
    word_vector first = vectors_at(&table, 7), second = vectors_at(&table, 3u << 30);
    assert_int_equal(first.size, 9);
    assert_int_equal(second.size, 30);
    assert_ptr_equal(vectors_at(&table, 1u << 30).at, second.at);
    assert_null(vectors_at(&table, 8).at);
    assert_null(vectors_at(&table, 0).at);
    assert_null(vectors_at(&table, UINT32_MAX).at);
    assert_int_equal(vectors_dot(first.at, second.at), -2 * VECTORS_SIZE);
}

static void what_is_no_table_is_not_opened(void **state) {
    (void)state;
    char made[MADE + 1];
    syn_vectors table;
    make_table(made);
    for (size_t n = 0; n < MADE; n++) {
        assert_false(vectors_open(&table, slice_of(made, n)));
        assert_int_equal(table.rows, 0);
    }
    assert_false(vectors_open(&table, slice_of(made, MADE + 1)));
    for (unsigned at = 0; at < HEAD; at++)  /* any other byte of the head */
        for (unsigned bit = 0; bit < 8; bit++) {
            make_table(made);
            made[at] = (char)(made[at] ^ 1 << bit);
            assert_false(vectors_open(&table, slice_of(made, MADE)));
        }
}

/* Keys out of order and rows that there are not: words are not found, and nothing outside the table is read. */
static void a_spoilt_table_gives_no_stranger(void **state) {
    (void)state;
    char made[MADE];
    syn_vectors table;
    make_table(made);
    memset(made + HEAD, 255, KEYS * 6);
    assert_true(vectors_open(&table, slice_of(made, MADE)));
    assert_null(vectors_at(&table, UINT32_MAX).at);
    assert_null(vectors_at(&table, 7).at);
}

static double likeness_of(test_text *text, const syn_vectors *table, const char *two) {
    test_scan(text, two, "en");
    assert_int_equal(text->words.n, 2);
    word_vector a = vectors_word(table, &text->words.at[0]), b = vectors_word(table, &text->words.at[1]);
    if (!a.at || !b.at) fail_msg("%s: not in the table", two);
    return vectors_cosine(a.at, b.at);
}

/* Each line: a pair that means like things, and one of the same first word that does not. */
static void near_words_are_nearer_than_far_ones(void **state) {
    test_text *text = *state;
    syn_vectors table = vectors_find("en");
    static const char *const pairs[][2] = {
        {"ferry boat", "ferry election"}, {"killed dead", "killed agreed"}, {"police officers", "police harvest"},
        {"lawsuit sued", "lawsuit cyclone"}, {"quake earthquake", "quake senator"}, {"vote ballot", "vote bridge"},
        {"resigned quit", "resigned flooded"}, {"doctor physician", "doctor tariff"}, {"Ferries boats", "Ferries judges"},
        {"snow blizzard", "snow parliament"}, {"rescued saved", "rescued accused"}, {"wages salaries", "wages missiles"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        double near = likeness_of(text, &table, pairs[i][0]), far = likeness_of(text, &table, pairs[i][1]);
        if (near < far + 0.2) fail_msg("%s: %.2f, %s: %.2f", pairs[i][0], near, pairs[i][1], far);
    }
}

static void a_word_is_found_by_its_stem_and_a_name_of_nobody_is_not(void **state) {
    test_text *text = *state;
    syn_vectors table = vectors_find("en");
    test_scan(text, "RESIGN Ballotings Zanthorquib 12 , @boat", "en");
    assert_non_null(vectors_word(&table, &text->words.at[0]).at);
    assert_non_null(vectors_word(&table, &text->words.at[1]).at);
    for (uint32_t i = 2; i < text->words.n; i++) assert_null(vectors_word(&table, &text->words.at[i]).at);
    assert_int_equal(vectors_find("xx").rows, 0);
    syn_vectors none = vectors_find("xx");
    assert_null(vectors_word(&none, &text->words.at[0]).at);
}

/* Every row of the library's table has the length that cosines are reckoned with. */
static void rows_have_one_length(void **state) {
    (void)state;
    syn_vectors table = vectors_find("en");
    assert_true(table.rows > 10000);
    for (uint32_t i = 0; i < table.rows; i++) {
        const int8_t *row = table.row_at + (size_t)i * VECTORS_SIZE;
        double one = vectors_cosine(row, row);
        if (one < 0.85 || one > 1.06) fail_msg("row %u: %.3f", i, one);
    }
    assert_true(weights_find("en", "vectors").len < 4u << 20);
}

int tests_of_vectors(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_read_where_it_lies), cmocka_unit_test(what_is_no_table_is_not_opened),
        cmocka_unit_test(a_spoilt_table_gives_no_stranger), TEST(near_words_are_nearer_than_far_ones),
        TEST(a_word_is_found_by_its_stem_and_a_name_of_nobody_is_not), cmocka_unit_test(rows_have_one_length)};
    return cmocka_run_group_tests_name("vectors", tests, NULL, NULL);
}
