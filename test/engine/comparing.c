/* comparing.c - the whole way from files to a collation, and back through verify. */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, given_new, given_free)

static char *compared(given *g, unsigned threads, syn_form form) {
    syn_engine *engine = engine_with(threads, 0, 0);
    syn_reports *reports = NULL;
    syn_comparison *comparison = NULL;
    char *text = NULL;
    assert_int_equal(syn_read(&reports, engine, g->list, GIVEN_REPORTS, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
    assert_int_equal(syn_compare(&comparison, engine, reports, NULL), SYN_OK);
    syn_engine_free(engine);
    assert_int_equal(syn_comparison_print(&text, NULL, comparison, form, NULL, NULL), SYN_OK);
    syn_comparison_free(comparison);
    syn_reports_free(reports);
    return text;
}

static void every_form_is_the_same_for_any_number_of_threads(void **state) {
    given *g = *state;
    for (int form = SYN_FORM_TEXT; form <= SYN_FORM_MARKDOWN; form++) {
        char *one = compared(g, 1, (syn_form)form), *two = compared(g, 2, (syn_form)form), *eight = compared(g, 8, (syn_form)form);
        assert_true(strlen(one) > 0);
        assert_string_equal(one, two);
        assert_string_equal(one, eight);
        syn_free(one);
        syn_free(two);
        syn_free(eight);
    }
}

static void what_compare_writes_verify_accepts(void **state) {
    given *g = *state;
    char *json = NULL;
    size_t length = 0, checked = 0;
    syn_error error = {0};
    assert_int_equal(syn_compare_files(&json, &length, g->list, GIVEN_REPORTS, SYN_FORM_JSON, &error), SYN_OK);
    syn_engine *engine = engine_with(1, 0, 0);
    syn_reports *reports = NULL;
    assert_int_equal(syn_read(&reports, engine, g->list, GIVEN_REPORTS, SYN_READING_CLEAN, SYN_DEPTH_READ, NULL), SYN_OK);
    if (syn_verify(&checked, json, length, reports, &error) != SYN_OK) fail_msg("%s", error.msg);
    assert_true(checked >= GIVEN_REPORTS);
    char *ferry = strstr(json, "Anna Belle");
    assert_non_null(ferry);
    ferry[0] = 'E';
    assert_int_equal(syn_verify(NULL, json, length, reports, &error), SYN_ERR_VERIFY);
    syn_free(json);
    syn_reports_free(reports);
    syn_engine_free(engine);
}

/* A word that no other number gives, of two or three syllables. */
static void add_word(syn_buffer *out, unsigned number) {
    static const char *const parts[] = {"ka", "ro", "mi", "ten", "bur", "sal", "vo", "ni", "lar", "esk", "dun", "fel", "gor", "hal", "ist", "jor"};
    for (number += 16; number; number /= 16) buffer_add_str(out, parts[number % 16]);
}

/* More reports have a quote than are told with it; the one that has all of it, and heads it, comes last. */
static void a_quote_of_many_reports_is_shown_as_a_report_has_it_that_is_cited(void **state) {
    enum { REPORTS = 270, SENTENCES = 3 };
    (void)state;
    syn_buffer lines = BUFFER_EMPTY;
    for (unsigned i = 0; i < REPORTS; i++) {
        buffer_add_format(&lines, "{\"id\":\"r%u\",\"published\":\"2031-03-04\",\"text\":\"The ferry Anna Belle ran aground near Tarrow.", i);
        for (unsigned k = 0; k < SENTENCES; k++) {
            buffer_add_str(&lines, " The ");
            add_word(&lines, i * SENTENCES + k);
            buffer_add_str(&lines, " opened a ");
            add_word(&lines, (i * SENTENCES + k) * 7 % 4001);
            buffer_add_char(&lines, '.');
        }
        buffer_add_format(&lines, "\\n\\n\\\"We heard a loud scraping and then nothing moved%s,\\\" said Ruth Vale.\"}\n",
                          i + 1 == REPORTS ? " at all for hours" : "");
    }
    assert_int_equal(lines.failed, SYN_OK);
    syn_engine *engine = engine_with(1, 0, 0);
    syn_reports *reports = NULL;
    syn_comparison *comparison = NULL;
    char *json = NULL;
    size_t length = 0;
    syn_error error = {0};
    assert_int_equal(syn_read_bytes(&reports, engine, "q.jsonl", lines.ptr, lines.len, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
    assert_int_equal(syn_compare(&comparison, engine, reports, NULL), SYN_OK);
    assert_int_equal(syn_comparison_print(&json, &length, comparison, SYN_FORM_JSON, NULL, NULL), SYN_OK);
    assert_non_null(strstr(json, "\"text\":\"We heard a loud scraping and then nothing moved at all for hours,\""));
    if (syn_verify(NULL, json, length, reports, &error) != SYN_OK) fail_msg("%s", error.msg);
    syn_free(json);
    syn_comparison_free(comparison);
    syn_reports_free(reports);
    syn_engine_free(engine);
    buffer_free(&lines);
}

/* A comparison with options, in one form. */
static char *compared_so(given *g, const syn_compare_options *compare, syn_form form) {
    syn_engine_options options = {.size = sizeof options, .threads = 1, .compare = compare};
    syn_engine *engine = NULL;
    syn_reports *reports = NULL;
    syn_comparison *comparison = NULL;
    char *text = NULL;
    assert_int_equal(syn_engine_new(&engine, &options, NULL), SYN_OK);
    assert_int_equal(syn_read(&reports, engine, g->list, GIVEN_REPORTS, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
    assert_int_equal(syn_compare(&comparison, engine, reports, NULL), SYN_OK);
    assert_int_equal(syn_comparison_print(&text, NULL, comparison, form, NULL, NULL), SYN_OK);
    syn_comparison_free(comparison);
    syn_reports_free(reports);
    syn_engine_free(engine);
    return text;
}

static void options_of_a_comparison_are_heeded(void **state) {
    given *g = *state;
    syn_compare_options one = {.size = sizeof one, .brief_sentences = 1}, few = {.size = sizeof few, .brief_words = 1};
    syn_compare_options why = {.size = sizeof why, .why = 1}, old = {.size = offsetof(syn_compare_options, why), .why = 1};
    char *plain = compared(g, 1, SYN_FORM_JSON), *text = compared_so(g, &one, SYN_FORM_JSON);
    char *brief = strstr(text, "\"brief\":[{");
    assert_non_null(brief);
    char *first = strstr(brief, "\"independent\""), *shared = strstr(brief, "\"shared\":");
    assert_true(first && first < shared);
    char *second = strstr(first + 1, "\"independent\"");
    assert_true(!second || second > shared);
    syn_free(text);
    text = compared_so(g, &few, SYN_FORM_JSON);
    assert_non_null(strstr(text, "\"brief\":[]"));
    syn_free(text);
    for (int form = SYN_FORM_TEXT; form <= SYN_FORM_MARKDOWN; form++) {
        if (form == SYN_FORM_HTML) continue;
        text = compared_so(g, &why, (syn_form)form);
        assert_non_null(strstr(text, "why"));
        syn_free(text);
    }
    assert_null(strstr(plain, "\"why\""));
    text = compared_so(g, &old, SYN_FORM_JSON);  /* a caller whose header has no `why` yet */
    assert_string_equal(text, plain);
    syn_free(text);
    syn_free(plain);
    syn_compare_options wrong = {.size = 1};
    syn_engine_options options = {.size = sizeof options, .compare = &wrong};
    syn_engine *engine = NULL;
    assert_int_equal(syn_engine_new(&engine, &options, NULL), SYN_ERR_ARGUMENT);
}

static void inputs_without_an_article_are_an_error_of_their_own(void **state) {
    (void)state;
    const char *paths[] = {"/nowhere/a.txt", "/nowhere/b.txt"};
    char *text = NULL;
    syn_error error = {0};
    assert_int_equal(syn_compare_files(&text, NULL, paths, 2, SYN_FORM_TEXT, &error), SYN_ERR_EMPTY);
    assert_null(text);
    assert_true(error.msg[0] != '\0');
}

static void a_grouping_says_what_it_was_wrongly_asked(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(1, 0, 0);
    syn_grouping *grouping = NULL;
    char *text = NULL;
    assert_int_equal(syn_grouping_new(NULL, engine, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_new(&grouping, NULL, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_new(&grouping, engine, &(syn_grouping_options){.size = 1}, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_new(&grouping, engine, NULL, NULL), SYN_OK);
    assert_int_equal(syn_grouping_read(grouping, g->list, GIVEN_REPORTS, SYN_READING_CLEAN, NULL, NULL, NULL), SYN_OK);
    assert_int_equal(syn_grouping_count(grouping), GIVEN_REPORTS);
    assert_int_equal(syn_grouping_add(grouping, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_save(grouping, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_merge(grouping, "s1", "s1", NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_merge(grouping, "s1", "s99", NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_move(grouping, "nobody", "s1", NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_split(grouping, (const char *const[]){"nobody"}, 1, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_show(&text, NULL, grouping, "x1", SYN_FORM_TEXT, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_list(&text, NULL, grouping, SYN_FORM_HTML, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_grouping_list(&text, NULL, grouping, SYN_FORM_JSON, NULL), SYN_OK);
    assert_non_null(strstr(text, "\"story\":\"s1\""));
    syn_free(text);
    assert_int_equal(syn_grouping_print(&text, NULL, grouping, GIVEN_REPORTS, 5, NULL), SYN_OK);
    assert_string_equal(text, "");
    syn_free(text);
    syn_grouping_free(grouping);
    syn_grouping_free(NULL);
    syn_engine_free(engine);
}

static void reports_that_were_only_read_cannot_be_compared_or_grouped(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(1, 0, 0);
    syn_reports *reports = NULL;
    syn_comparison *comparison = NULL;
    assert_int_equal(syn_read(&reports, engine, g->list, GIVEN_REPORTS, SYN_READING_CLEAN, SYN_DEPTH_READ, NULL), SYN_OK);
    char *text = NULL;
    assert_int_equal(syn_compare(&comparison, engine, reports, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_group_print(&text, NULL, engine, reports, NULL), SYN_ERR_ARGUMENT);
    assert_null(text);
    syn_reports_free(reports);
    syn_engine_free(engine);
}

static void reports_marked_to_be_grouped_are_grouped_alike_but_not_compared(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(1, 0, 0);
    syn_comparison *comparison = NULL;
    char *lines[2] = {NULL, NULL}, *texts[2] = {NULL, NULL};
    const syn_depth depths[2] = {SYN_DEPTH_MARK, SYN_DEPTH_GROUP}, prints[2] = {SYN_DEPTH_READ, SYN_DEPTH_GROUP};
    for (int i = 0; i < 2; i++) {
        syn_reports *reports = NULL;
        assert_int_equal(syn_read(&reports, engine, g->list, GIVEN_REPORTS, SYN_READING_CLEAN, depths[i], NULL), SYN_OK);
        assert_int_equal(syn_group_print(&lines[i], NULL, engine, reports, NULL), SYN_OK);
        if (i) assert_int_equal(syn_compare(&comparison, engine, reports, NULL), SYN_ERR_ARGUMENT);
        syn_reports_free(reports);
        assert_int_equal(syn_read(&reports, engine, g->list, GIVEN_REPORTS, SYN_READING_CLEAN, prints[i], NULL), SYN_OK);
        assert_int_equal(syn_report_print(&texts[i], NULL, syn_reports_at(reports, 0), SYN_FORM_JSON, NULL), SYN_OK);
        syn_reports_free(reports);
    }
    assert_string_equal(lines[0], lines[1]);
    assert_string_equal(texts[0], texts[1]);
    for (int i = 0; i < 2; i++) {
        syn_free(lines[i]);
        syn_free(texts[i]);
    }
    syn_engine_free(engine);
}

static void an_undated_report_speaks_from_the_day_of_its_story(void **state) {
    given *g = *state;
    char *json = compared(g, 1, SYN_FORM_JSON);
    /* The third report states no date; the others are of 4 and 5 March 2031, and the earlier wins the tie. */
    char *third = strstr(json, "\"id\":\"c\"");
    assert_non_null(third);
    assert_non_null(strstr(json, "2031-03-04"));
    syn_free(json);
}

static void every_report_gets_a_line_of_its_story(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(2, 0, 0);
    syn_reports *reports = NULL;
    char *text = NULL;
    assert_int_equal(syn_read(&reports, engine, g->list, GIVEN_REPORTS, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
    assert_int_equal(syn_group_print(&text, NULL, engine, reports, NULL), SYN_OK);
    size_t lines = 0;
    for (const char *at = text; *at; at++) lines += *at == '\n';
    assert_int_equal(lines, GIVEN_REPORTS);
    assert_int_equal(strncmp(text, "{\"id\":\"a\",\"story\":\"s1\"", 22), 0);
    syn_free(text);
    syn_reports_free(reports);
    syn_engine_free(engine);
}

const struct CMUnitTest compare_tests[] = {
    TEST(every_form_is_the_same_for_any_number_of_threads),
    TEST(what_compare_writes_verify_accepts),
    cmocka_unit_test(a_quote_of_many_reports_is_shown_as_a_report_has_it_that_is_cited), TEST(options_of_a_comparison_are_heeded),
    TEST(inputs_without_an_article_are_an_error_of_their_own),
    TEST(reports_that_were_only_read_cannot_be_compared_or_grouped),
    TEST(a_grouping_says_what_it_was_wrongly_asked),
    TEST(reports_marked_to_be_grouped_are_grouped_alike_but_not_compared),
    TEST(an_undated_report_speaks_from_the_day_of_its_story),
    TEST(every_report_gets_a_line_of_its_story),
};
const size_t compare_test_count = sizeof compare_tests / sizeof *compare_tests;
