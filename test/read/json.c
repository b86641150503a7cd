/* json.c - JSON in its three shapes. */
#include "given.h"

static void an_object_gives_all_its_fields(void **state) {
    (void)state;
    assert_reads("a.json",
                 "{\"id\":\"x1\",\"url\":\"https://example.org/1\",\"source\":\"example.org\",\"title\":\" T \",\"byline\":[\"A. Writer\",\"B\"],"
                 "\"published\":\"Wed, 08 Aug 2018 14:03:00 GMT\",\"text\":\"Line.\\r\\n \\u00e9\"}",
                 "article|x1|a.json||https://example.org/1|example.org|T|A. Writer;B|2018-08-08T14:03:00Z (input)||0|verbatim\n[Line.\r\n é]\n");
    assert_reads("a.json", "{\"id\":12345678901234567,\"byline\":\"One\",\"published\":\"2018-08\",\"text\":\"x\"}",
                 "article|12345678901234567|a.json|||||One|2018-08 (input)||0|verbatim\n[x]\n");
    assert_reads("a.json", "{\"published\":\"last week\",\"text\":\"x\",\"title\":null}", "article|a|a.json||||||||0|verbatim\n[x]\n");
}

static void html_in_json_becomes_a_page_where_there_is_no_text(void **state) {
    (void)state;
    assert_reads("a.json", "{\"html\":\"<p>a<p>\\u00e9\"}", "article|a|a.json||||||||0|\n(document (p \"a\") (p \"é\"))\n");
    assert_reads("a.json", "{\"html\":\"<p>a\",\"text\":\"b\"}", "article|a|a.json||||||||0|verbatim\n[b]\n");
    assert_reads("a.json", "{\"title\":\"T\"}", "empty|a|a.json|the JSON object has neither text nor html|||T||||0|\n");
}

static void lines_are_numbered_where_they_have_no_id(void **state) {
    (void)state;
    assert_reads("d/x.jsonl", "{\"text\":\"a\"}\n\n{\"id\":\"own\",\"text\":\"b\"}\r\n{\"text\":\"c\"}",
                 "article|x-1|d/x.jsonl||||||||0|verbatim\n[a]\narticle|own|d/x.jsonl||||||||0|verbatim\n[b]\n"
                 "article|x-4|d/x.jsonl||||||||0|verbatim\n[c]\n");
}

static void a_bad_line_is_one_malformed_report_and_the_rest_goes_on(void **state) {
    (void)state;
    char *dump = read_every_cut("x.jsonl", SLICE_LIT("{\"text\":\"a\"}\n{\"text\":\"b\n[1]\n{\"text\":'c'}\n{\"text\":\"d\"} x\n{\"text\":\"e\"}\n"));
    assert_int_equal(reports_in(dump), 6);
    assert_non_null(strstr(dump, "malformed|x-2|x.jsonl|the JSON value is cut off|"));
    assert_non_null(strstr(dump, "malformed|x-3|x.jsonl|the JSON value is no object|"));
    assert_non_null(strstr(dump, "malformed|x-4|x.jsonl|bad JSON at byte 8: "));
    assert_non_null(strstr(dump, "malformed|x-5|x.jsonl|"));
    assert_non_null(strstr(dump, "article|x-6|x.jsonl||||||||0|verbatim\n[e]"));
    free(dump);
}

static void a_bad_first_line_does_not_hide_the_lines_behind_it(void **state) {
    (void)state;
    char *dump = read_every_cut("x.jsonl", SLICE_LIT("{\"text\":\"a\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n"));
    assert_string_equal(dump, "malformed|x-1|x.jsonl|the JSON value is cut off|||||||0|\narticle|x-2|x.jsonl||||||||0|verbatim\n[b]\n"
                              "article|x-3|x.jsonl||||||||0|verbatim\n[c]\n");
    free(dump);
}

static void an_object_may_stand_on_several_lines(void **state) {
    (void)state;
    assert_reads("a.json", "\n{\n  \"text\": \"a } \\\" {\",\n  \"byline\": [\n \"x\" ]\n}\n", "article|a|a.json|||||x|||0|verbatim\n[a } \" {]\n");
    assert_reads("a.json", "{\n\"text\":\"a\"}\n{\n\"text\":\"b\"}\n",
                 "article|a-1|a.json||||||||0|verbatim\n[a]\narticle|a-3|a.json||||||||0|verbatim\n[b]\n");
    assert_reads("a.json", "{\n\"text\":\"a\",\n\"x\":", "malformed|a-1|a.json|the JSON value is cut off|||||||0|\n");
}

static void an_array_is_read_element_by_element(void **state) {
    (void)state;
    assert_reads("a.json", "[{\"text\":\"a\"},\n {\"id\":\"k\",\"text\":\"b\"}, 7, {\"text\":\"]\"} ]\n",
                 "article|a-1|a.json||||||||0|verbatim\n[a]\narticle|k|a.json||||||||0|verbatim\n[b]\n"
                 "malformed|a-3|a.json|the JSON value is no object|||||||0|\narticle|a-4|a.json||||||||0|verbatim\n[]]\n");
    assert_reads("a.json", "[]", "empty|a|a.json|the input is empty|||||||0|\n");
    assert_reads("a.json", "[{\"text\":\"a\"}", "article|a-1|a.json||||||||0|verbatim\n[a]\nmalformed|a-2|a.json|the JSON array is cut off|||||||0|\n");
    assert_reads("a.json", "[{\"text\":\"a\"} {\"text\":\"b\"}]", "article|a-1|a.json||||||||0|verbatim\n[a]\n"
                 "malformed|a-2|a.json|a comma is missing in the JSON array|||||||0|\n");
}

static void json_in_utf16_and_with_a_bom_is_json(void **state) {
    (void)state;
    assert_reads("a.json", "\xEF\xBB\xBF{\"text\":\"a\"}", "article|a|a.json||||||||0|verbatim\n[a]\n");
    assert_reads("a.json", "\xFF\xFE{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0\xE9\0\"\0}\0", "article|a|a.json||||||||0|verbatim\n[é]\n");
}

static void json_that_is_not_utf8_is_malformed(void **state) {
    (void)state;
    char *dump = read_every_cut("a.json", SLICE_LIT("{\"text\":\"caf\xE9\"}\n"));
    assert_int_equal(strncmp(dump, "malformed|a|a.json|bad JSON at byte ", 36), 0);
    free(dump);
}

static void a_nul_in_json_text_is_repaired_and_counted(void **state) {
    (void)state;
    assert_reads("a.json", "{\"text\":\"a\\u0000b\"}", "article|a|a.json||||||||1|verbatim\n[a\xEF\xBF\xBD" "b]\n");
}

static void every_prefix_of_json_ends_in_a_report(void **state) {
    (void)state;
    every_prefix_ends_in_a_report("a.json", SLICE_LIT("[{\"id\":\"a\",\"text\":\"x\"},{\"html\":\"<p>y\"}]"));
    every_prefix_ends_in_a_report("a.jsonl", SLICE_LIT("{\"id\":\"a\",\"text\":\"x\"}\n{\"html\":\"<p>y\",\"byline\":[\"z\"]}\n"));
    every_prefix_ends_in_a_report("a.json", SLICE_LIT("{\n\"id\": \"a\",\n\"text\": \"x\"\n}\n"));
}

int run_json(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_gives_all_its_fields),
        cmocka_unit_test(html_in_json_becomes_a_page_where_there_is_no_text),
        cmocka_unit_test(lines_are_numbered_where_they_have_no_id),
        cmocka_unit_test(a_bad_line_is_one_malformed_report_and_the_rest_goes_on),
        cmocka_unit_test(a_bad_first_line_does_not_hide_the_lines_behind_it),
        cmocka_unit_test(an_object_may_stand_on_several_lines),
        cmocka_unit_test(an_array_is_read_element_by_element),
        cmocka_unit_test(json_in_utf16_and_with_a_bom_is_json),
        cmocka_unit_test(json_that_is_not_utf8_is_malformed),
        cmocka_unit_test(a_nul_in_json_text_is_repaired_and_counted),
        cmocka_unit_test(every_prefix_of_json_ends_in_a_report),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
