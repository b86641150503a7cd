/* lists.c - lists of names through the public header: made, borrowed by engines, released before what was marked with them. */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, given_new, given_free)

static const char CSV[] = "name,aliases,type,id\nIvo Brandt,,person,Q7\nMV Anna Belle,Anna Belle,other,ship-1\n";

static syn_names *names_new(void) {
    syn_names *names = NULL;
    assert_int_equal(syn_names_new(&names, NULL), SYN_OK);
    return names;
}

/* The given reports, marked with a list that is gone when they are printed. */
static char *marked(given *g, unsigned threads, size_t options_size) {
    syn_names *names = names_new();
    assert_int_equal(syn_names_add_bytes(names, "people", CSV, sizeof CSV - 1, NULL), SYN_OK);
    syn_engine *engine = NULL;
    syn_reports *reports = NULL;
    syn_engine_options options = {.size = options_size, .threads = threads, .names = names};
    assert_int_equal(syn_engine_new(&engine, &options, NULL), SYN_OK);
    assert_int_equal(syn_read(&reports, engine, g->list, GIVEN_REPORTS, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
    syn_engine_free(engine);
    syn_names_free(names);
    char *text = printed(reports);
    syn_reports_free(reports);
    return text;
}

static void reports_keep_what_the_list_said_when_it_is_gone(void **state) {
    given *g = *state;
    char *one = marked(g, 1, sizeof(syn_engine_options)), *eight = marked(g, 8, sizeof(syn_engine_options));
    assert_string_equal(one, eight);
    assert_non_null(strstr(one, "\"name\":\"Anna Belle\",\"type\":\"other\",\"list_name\":\"MV Anna Belle\",\"list_id\":\"ship-1\""));
    assert_non_null(strstr(one, "\"list_id\":\"Q7\""));
    free(one);
    free(eight);
}

static void a_caller_of_an_older_header_has_no_list(void **state) {
    char *text = marked(*state, 1, offsetof(syn_engine_options, names));
    assert_null(strstr(text, "list_"));
    free(text);
}

static void a_list_is_taken_from_files_and_counted(void **state) {
    given *g = *state;
    syn_names *names = names_new();
    syn_error error = {0};
    size_t length = 1;
    assert_int_equal(syn_names_count(names), 0);
    assert_int_equal(syn_names_add_file(names, given_file(g, "names.csv", CSV, sizeof CSV - 1), &error), SYN_OK);
    assert_int_equal(syn_names_count(names), 2);
    assert_string_equal(syn_names_faults(names, &length), "");
    assert_int_equal(length, 0);
    assert_int_equal(syn_names_add_file(names, given_file(g, "bad.csv", "name,type\nRuth Vale,\nIvo,boat\n", 30), &error), SYN_ERR_FORMAT);
    assert_non_null(strstr(error.msg, "bad.csv: line 3, column 5: "));
    assert_string_equal(error.stage, "names");
    assert_non_null(strstr(syn_names_faults(names, &length), "bad.csv: line 3, column 5: "));
    assert_int_equal(length, strlen(syn_names_faults(names, NULL)));
    assert_int_equal(syn_names_count(names), 2);
    assert_int_equal(syn_names_add_file(names, "/nowhere/at/all", &error), SYN_ERR_IO);
    assert_int_equal(syn_names_add_file(names, g->folder, &error), SYN_ERR_IO);
    assert_int_equal(syn_names_add_bytes(names, "more", "{\"name\":\"Ruth Vale\"}", 20, NULL), SYN_OK);
    assert_int_equal(syn_names_count(names), 3);
    syn_names_free(names);
}

static void nothing_is_an_argument_error(void **state) {
    (void)state;
    syn_names *names = names_new();
    assert_int_equal(syn_names_new(NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_names_add_file(NULL, "x", NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_names_add_file(names, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_names_add_bytes(names, "x", NULL, 0, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_names_add_bytes(names, NULL, "x", 1, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_names_add_bytes(names, "x", "", 0, NULL), SYN_ERR_FORMAT);
    assert_int_equal(syn_names_count(NULL), 0);
    assert_string_equal(syn_names_faults(NULL, NULL), "");
    syn_names_free(names);
    syn_names_free(NULL);
}

const struct CMUnitTest list_tests[] = {
    TEST(reports_keep_what_the_list_said_when_it_is_gone),
    TEST(a_caller_of_an_older_header_has_no_list),
    TEST(a_list_is_taken_from_files_and_counted),
    TEST(nothing_is_an_argument_error),
};
const size_t list_test_count = sizeof list_tests / sizeof *list_tests;
