/* limits.c - memory, time and the wish to stop. */
#include "given.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, given_new, given_free)

static void a_report_that_does_not_fit_into_memory_is_too_large_and_the_call_goes_on(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(1, 1000, 0);
    syn_reports *reports = NULL;
    assert_int_equal(syn_read(&reports, engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
    assert_int_equal(syn_reports_count(reports), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(syn_report_outcome(syn_reports_at(reports, i)), SYN_OUTCOME_TOO_LARGE);
        assert_true(strlen(syn_report_reason(syn_reports_at(reports, i), NULL)) > 0);
    }
    syn_reports_free(reports);
    syn_engine_free(engine);
}

static void any_limit_of_memory_ends_in_outcomes_or_in_a_limit(void **state) {
    given *g = *state;
    for (uint64_t memory = 2000; memory < 3000000; memory += memory / 5) {
        syn_engine *engine = engine_with(2, memory, 0);
        syn_reports *reports = NULL;
        syn_comparison *comparison = NULL;
        assert_int_equal(syn_read(&reports, engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
        assert_int_equal(syn_reports_count(reports), 3);
        syn_code code = syn_compare(&comparison, engine, reports, NULL);
        assert_true(code == SYN_OK || code == SYN_ERR_LIMIT || code == SYN_ERR_EMPTY);
        assert_true((code == SYN_OK) == (comparison != NULL));
        syn_comparison_free(comparison);
        syn_reports_free(reports);
        syn_engine_free(engine);
    }
}

static int wait_long(const syn_report *report, void *payload) {
    (void)report, (void)payload;
    struct timespec pause = {0, 20000000};
    nanosleep(&pause, NULL);
    return 0;
}

static int count_late(const syn_report *report, void *payload) {
    size_t *late = payload;
    if (strcmp(syn_report_reason(report, NULL), "the time limit was reached") == 0) {
        assert_int_equal(syn_report_outcome(report), SYN_OUTCOME_TOO_LARGE);
        ++*late;
    }
    return wait_long(report, NULL);
}

static void inputs_past_the_time_limit_are_too_large_and_say_so(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(1, 0, 10);
    size_t late = 0;
    assert_int_equal(syn_read_each(engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_MARK, count_late, &late, NULL), SYN_OK);
    assert_true(late >= 2);
    syn_engine_free(engine);
}

static void a_time_limit_counts_anew_for_each_call(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(1, 0, 5000);
    syn_reports *reports = NULL;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(syn_read(&reports, engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
        assert_int_equal(syn_report_outcome(syn_reports_at(reports, 2)), SYN_OUTCOME_ARTICLE);
        syn_reports_free(reports);
    }
    syn_engine_free(engine);
}

static int stop_engine(const syn_report *report, void *payload) {
    (void)report;
    syn_engine_stop(payload);
    return 0;
}

static void a_stop_ends_the_call_and_the_next_call_works(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(1, 0, 0);
    syn_error error = {0};
    syn_reports *reports = NULL;
    assert_int_equal(syn_read_each(engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_MARK, stop_engine, engine, &error),
                     SYN_ERR_STOPPED);
    assert_int_equal(error.code, SYN_ERR_STOPPED);
    assert_int_equal(syn_read(&reports, engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
    syn_reports_free(reports);
    syn_engine_free(engine);
}

static void a_stop_between_two_calls_ends_the_next(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(2, 0, 0);
    syn_reports *reports = NULL;
    syn_engine_stop(engine);
    assert_int_equal(syn_read(&reports, engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_ERR_STOPPED);
    assert_null(reports);
    assert_int_equal(syn_read(&reports, engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
    syn_comparison *comparison = NULL;
    syn_engine_stop(engine);
    assert_int_equal(syn_compare(&comparison, engine, reports, NULL), SYN_ERR_STOPPED);
    assert_null(comparison);
    syn_reports_free(reports);
    syn_engine_free(engine);
}

const struct CMUnitTest limit_tests[] = {
    TEST(a_report_that_does_not_fit_into_memory_is_too_large_and_the_call_goes_on),
    TEST(any_limit_of_memory_ends_in_outcomes_or_in_a_limit),
    TEST(inputs_past_the_time_limit_are_too_large_and_say_so),
    TEST(a_time_limit_counts_anew_for_each_call),
    TEST(a_stop_ends_the_call_and_the_next_call_works),
    TEST(a_stop_between_two_calls_ends_the_next),
};
const size_t limit_test_count = sizeof limit_tests / sizeof *limit_tests;
