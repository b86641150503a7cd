/* Linear models: sums of weights, places of features, best sequences. The weights are made up. */
#include "text.h"

#include "text/clusters.h"
#include "text/model.h"
#include "text/weights.h"

static const int8_t weights[8] = {0, 10, -10, 3, 127, -127, 1, 0};

static void a_score_is_the_sum_of_the_weights(void **state) {
    (void)state;
    const syn_model model = {.places = 8, .labels = 2, .unit = 16, .weights = weights};
    static const uint32_t features[] = {1, 3, 3, 5};
    int32_t score = 0;
    model_score(&model, features, 4, &score);
    assert_int_equal(score, 10 + 3 + 3 - 127);
    model_score(&model, features, 0, &score);
    assert_int_equal(score, -111);
    const syn_model three = {.places = 4, .labels = 3, .unit = 16, .weights = weights};
    int32_t scores[2] = {0, 0};
    model_score(&three, features, 2, scores);
    assert_int_equal(scores[0], -10 + 1);
    assert_int_equal(scores[1], 3 + 0);
}

/* 17 labels are summed in 16 bits, by parts: more features than one part holds, all of the largest weight. */
static void rows_of_16_do_not_overflow(void **state) {
    (void)state;
    static int8_t rows[2 * 16];
    static uint32_t features[700];
    for (unsigned k = 0; k < 16; k++) rows[16 + k] = k % 2 ? 127 : -127;
    for (unsigned i = 0; i < 700; i++) features[i] = 1;
    const syn_model model = {.places = 2, .labels = 17, .unit = 16, .weights = rows};
    int32_t scores[16] = {5};
    model_fetch(&model, features, 700);
    model_score(&model, features, 700, scores);
    assert_int_equal(scores[0], 5 - 127 * 700);
    for (unsigned k = 1; k < 16; k++) assert_int_equal(scores[k], (k % 2 ? 127 : -127) * 700);
}

static void places_lie_below_their_number_and_spread(void **state) {
    (void)state;
    unsigned taken[64] = {0}, most = 0;
    for (uint32_t template = 0; template < 8; template++)
        for (uint64_t value = 0; value < 64; value++) {
            uint32_t place = model_place(64, template, value);
            assert_true(place < 64);
            if (++taken[place] > most) most = taken[place];
        }
    assert_true(most < 24);  /* 8 would be even */
    assert_int_equal(model_place(1u << 15, 3, 5), model_place(1u << 15, 3, 5));
    assert_true(model_place(1u << 15, 3, 5) != model_place(1u << 15, 5, 3));
}

/* The score of a sequence, and by trying all the best one: what model_path must find. */
static int64_t score_of(const syn_model *model, const int32_t *scores, uint32_t count, const uint8_t *labels) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (labels[i]) sum += scores[i * (model->labels - 1) + labels[i] - 1];
        if (i) sum += model->change[labels[i - 1] * model->labels + labels[i]];
    }
    return sum;
}

static void the_best_sequence_is_found(void **state) {
    test_text *text = *state;
    static const int16_t change[9] = {0, -5, -9, -3, 2, -20, -7, -1, 4};
    const syn_model model = {.places = 8, .labels = 3, .unit = 16, .weights = weights, .change = change};
    uint32_t seed = 1;
    for (unsigned round = 0; round < 200; round++) {
        int32_t scores[12];
        uint8_t labels[6], every[6], best_labels[6] = {0};
        for (unsigned i = 0; i < 12; i++) {
            seed = seed * 1103515245u + 12345u;
            scores[i] = (int32_t)(seed >> 16 & 31) - 16;
        }
        int64_t best = INT64_MIN;
        for (unsigned code = 0; code < 729; code++) {
            unsigned rest = code;
            for (unsigned i = 0; i < 6; i++, rest /= 3) every[i] = (uint8_t)(rest % 3);
            int64_t sum = score_of(&model, scores, 6, every);
            if (sum > best) best = sum, memcpy(best_labels, every, sizeof every);
        }
        arena_reset(&text->arena);
        assert_true(model_path(&model, scores, 6, labels, &text->arena));
        assert_int_equal(score_of(&model, scores, 6, labels), best);
    }
}

static void without_a_cost_of_change_each_item_goes_by_its_own_score(void **state) {
    test_text *text = *state;
    const syn_model model = {.places = 8, .labels = 2, .unit = 16, .weights = weights};
    static const int32_t scores[5] = {4, -1, 0, 7, -7};
    uint8_t labels[5];
    assert_true(model_path(&model, scores, 5, labels, &text->arena));
    static const uint8_t expected[5] = {1, 0, 0, 1, 0};  /* of equals the lower one */
    assert_memory_equal(labels, expected, 5);
    assert_true(model_path(&model, scores, 0, labels, &text->arena));
#ifndef SYN_ARENA_SINGLY  /* where each array is a chunk of its own */
    for (int i = 0; i < 100; i++) assert_true(model_path(&model, scores, 5, labels, &text->arena));
    size_t held = text->arena.held;
    for (int i = 0; i < 10000; i++) assert_true(model_path(&model, scores, 5, labels, &text->arena));
    assert_int_equal(text->arena.held, held);  /* of a path nothing is kept */
#endif
}

static void a_file_is_a_model_only_if_every_number_fits(void **state) {
    (void)state;
    /* "SYNM", 2 places, 3 labels, unit 16, 9 changes, 2 rows of 2 weights */
    union { char bytes[16 + 18 + 4 + 1]; uint32_t head[4]; int16_t change[17]; } file = {.head = {0, 2, 3, 16}};
    memcpy(file.bytes, "SYNM", 4);
    file.change[8 + 5] = -7;
    file.bytes[34 + 3] = 9;
    syn_model model;
    assert_true(model_open(&model, slice_of(file.bytes, 38)));
    static const uint32_t feature = 1;
    int32_t scores[2] = {0};
    model_score(&model, &feature, 1, scores);
    assert_int_equal(scores[1], 9);
    assert_int_equal(model.change[5], -7);
    assert_int_equal(model.unit, 16);
    assert_false(model_open(&model, slice_of(file.bytes, 37)));
    assert_false(model_open(&model, slice_of(file.bytes, 39)));
    assert_false(model_open(&model, slice_of(file.bytes, 0)));
    static const uint32_t wrong[][2] = {{0, 0}, {1, 3}, {1, 0}, {1, 1u << 23}, {2, 1}, {2, 33}, {3, 0}, {3, 1u << 16}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        uint32_t kept = file.head[wrong[i][0]];
        file.head[wrong[i][0]] = wrong[i][1];
        assert_false(model_open(&model, slice_of(file.bytes, 38)));
        file.head[wrong[i][0]] = kept;
    }
}

static void the_weights_in_the_library_are_whole(void **state) {
    (void)state;
    assert_true(weights_find("en", "clusters").len > 1000);
    assert_int_equal(weights_find("en", "nothing").len, 0);
    assert_int_equal(weights_find("xx", "clusters").len, 0);
}

static void words_of_one_kind_share_a_cluster(void **state) {
    test_text *text = *state;
    uint16_t c[5][CLUSTER_LEVELS] = {{0}};
    const syn_clusters table = clusters_find("en"), none = clusters_find("xx");
    test_scan(text, "Monday Tuesday senator Qwrtzx monday", "en");
    for (int i = 0; i < 5; i++) assert_int_equal(word_clusters(&table, &text->words.at[i], c[i]), i != 3);
    assert_false(word_clusters(&none, &text->words.at[0], c[3]));
    assert_memory_equal(c[0], c[1], sizeof c[0]);
    assert_int_not_equal(c[0][0], c[2][0]);
    for (int i = 0; i < 3; i++) assert_true(c[i][0] < 32 && c[i][1] < 128 && c[i][2] < 1024);
}

int tests_of_model(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_score_is_the_sum_of_the_weights), cmocka_unit_test(rows_of_16_do_not_overflow),
        cmocka_unit_test(a_file_is_a_model_only_if_every_number_fits),
        cmocka_unit_test(the_weights_in_the_library_are_whole),
        TEST(words_of_one_kind_share_a_cluster),
        cmocka_unit_test(places_lie_below_their_number_and_spread),
        cmocka_unit_test_setup_teardown(the_best_sequence_is_found, test_open, test_close),
        cmocka_unit_test_setup_teardown(without_a_cost_of_change_each_item_goes_by_its_own_score, test_open, test_close),
    };
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
