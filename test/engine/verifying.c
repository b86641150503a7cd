/* verifying.c - verify finds every text that is not verbatim. The JSON is written by hand, so that each test breaks one thing. */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "Caf\u00e9 opens" has a character of two bytes at 3. */
#define TEXT_A "Caf\xc3\xa9 opens in Marl. Mayor Ada Lunt spoke."
#define TEXT_B "A caf\xc3\xa9 opened in Marl."
#define REPORTS "{\"reports\":[{\"id\":\"a\",\"text\":\"" TEXT_A "\"},{\"id\":\"b\",\"text\":\"" TEXT_B "\"}]"

static syn_code verify(const char *json, const char *said) {
    syn_engine *engine = engine_with(1, 0, 0);
    syn_reports *reports = NULL;
    static const char lines[] = "{\"id\":\"a\",\"title\":\"Two caf\xc3\xa9s opened\",\"text\":\"" TEXT_A "\"}\n{\"id\":\"b\",\"byline\":[\"Ivo Reyk\"],\"text\":\"" TEXT_B "\"}\n";
    assert_int_equal(syn_read_bytes(&reports, engine, "x.jsonl", lines, sizeof lines - 1, SYN_READING_CLEAN, SYN_DEPTH_READ, NULL),
                     SYN_OK);
    assert_int_equal(syn_reports_count(reports), 2);
    syn_error error = {0};
    size_t checked = 0;
    syn_code code = syn_verify(&checked, json, strlen(json), reports, &error);
    if (said && !strstr(error.msg, said)) fail_msg("\"%s\" does not hold \"%s\"", error.msg, said);
    if (code == SYN_OK) assert_true(checked > 0);
    syn_reports_free(reports);
    syn_engine_free(engine);
    return code;
}

static void a_verbatim_collation_passes(void **state) {
    (void)state;
    assert_int_equal(verify(REPORTS ",\"shared\":[{\"text\":\"Caf\xc3\xa9 opens in Marl.\",\"evidence\":[{\"report\":0,\"span\":[0,20]},"
                            "{\"report\":1,\"span\":[0,24],\"text\":\"" TEXT_B "\"}]}],\"only\":[{\"report\":0,\"span\":[21,43],"
                            "\"text\":\"Mayor Ada Lunt spoke.\"}]}", NULL), SYN_ERR_VERIFY);
    assert_int_equal(verify(REPORTS ",\"shared\":[{\"text\":\"Caf\xc3\xa9 opens in Marl.\",\"evidence\":[{\"report\":0,\"span\":[0,20]},"
                            "{\"report\":1,\"span\":[0,23],\"text\":\"" TEXT_B "\"}]}],\"only\":[{\"report\":0,\"span\":[21,42],"
                            "\"text\":\"Mayor Ada Lunt spoke.\"}]}", ""), SYN_OK);
}

static void a_changed_byte_in_a_reports_text_is_found(void **state) {
    (void)state;
    assert_int_equal(verify("{\"reports\":[{\"id\":\"b\",\"text\":\"A caf\xc3\xa9 opened in Mars.\"}]}", "from byte 21"), SYN_ERR_VERIFY);
}

static void a_moved_span_is_found_and_named(void **state) {
    (void)state;
    assert_int_equal(verify(REPORTS ",\"only\":[{\"report\":0,\"span\":[22,42],\"text\":\"Mayor Ada Lunt spoke.\"}]}", "only 0"),
                     SYN_ERR_VERIFY);
    assert_int_equal(verify(REPORTS ",\"brief\":[{\"text\":\"Marl\",\"cites\":[{\"report\":1,\"span\":[20,99]}]}]}", "brief 0"),
                     SYN_ERR_VERIFY);
}

static void a_span_that_cuts_a_character_is_found(void **state) {
    (void)state;
    assert_int_equal(verify(REPORTS ",\"people\":[{\"name\":\"x\",\"mentions\":[{\"report\":0,\"span\":[0,4]}]}]}", "cuts a character"),
                     SYN_ERR_VERIFY);
}

static void an_items_text_that_no_cited_report_holds_is_found(void **state) {
    (void)state;
    assert_int_equal(verify(REPORTS ",\"quotes\":[{\"text\":\"Mayor\",\"readings\":[{\"report\":1,\"span\":[0,1]}]}]}", "quotes 0"),
                     SYN_ERR_VERIFY);
}

#define TITLED "\"report\":0,\"span\":[0,17],\"text\":\"Two caf\xc3\xa9s opened\""
#define INSIDE(title) REPORTS ",\"differences\":[{\"kind\":\"inside\",\"readings\":[{\"report\":0,\"span\":[0,5]}],\"titles\":[{" title "}]}]}"

static void a_reading_in_a_title_is_checked_against_the_title(void **state) {
    (void)state;
    assert_int_equal(verify(INSIDE(TITLED ",\"marks\":[[0,3]]"), NULL), SYN_OK);
    assert_int_equal(verify(INSIDE(TITLED ",\"marks\":[[0,18]]"), "outside"), SYN_ERR_VERIFY);
    assert_int_equal(verify(INSIDE("\"report\":0,\"span\":[4,8]"), "cuts a character"), SYN_ERR_VERIFY);
    assert_int_equal(verify(INSIDE("\"report\":0,\"span\":[0,3],\"text\":\"Ten\""), "is not at"), SYN_ERR_VERIFY);
    assert_int_equal(verify(INSIDE("\"report\":1,\"span\":[0,3]"), "outside"), SYN_ERR_VERIFY);
}

static void an_item_without_a_place_is_found(void **state) {
    (void)state;
    assert_int_equal(verify(REPORTS ",\"timeline\":[{\"text\":\"Marl\",\"evidence\":[]}]}", "timeline 0"), SYN_ERR_VERIFY);
    assert_int_equal(verify(REPORTS ",\"copies\":[{\"spans\":[{\"report\":7,\"span\":[0,1]}]}]}", "no report 7"), SYN_ERR_VERIFY);
    assert_int_equal(verify(REPORTS ",\"copies\":[{\"spans\":[{\"report\":0,\"span\":[\"0\",1]}]}]}", "copies 0"), SYN_ERR_VERIFY);
}

static void names_roles_and_marks_are_checked_too(void **state) {
    (void)state;
    assert_int_equal(verify(REPORTS ",\"people\":[{\"name\":\"Ada Lund\",\"mentions\":[{\"report\":0,\"span\":[27,35]}]}]}", "Ada Lund"),
                     SYN_ERR_VERIFY);
    assert_int_equal(verify(REPORTS ",\"people\":[{\"name\":\"Ada Lunt\",\"role\":\"King\",\"mentions\":[{\"report\":0,\"span\":[27,35]}]}]}",
                            "King"), SYN_ERR_VERIFY);
    assert_int_equal(verify(REPORTS ",\"differences\":[{\"readings\":[{\"report\":0,\"span\":[0,20],\"marks\":[[6,99]]}]}]}", "[6, 99)"),
                     SYN_ERR_VERIFY);
    assert_int_equal(verify(REPORTS ",\"people\":[{\"name\":\"Ada Lunt\",\"role\":\"Mayor\",\"mentions\":[{\"report\":0,\"span\":[27,35]}]}]}",
                            ""), SYN_OK);
}

#define WRITER(name, more) REPORTS ",\"people\":[{\"form\":\"writer\",\"name\":\"" name "\"," more "\"mentions\":[{\"report\":1,\"span\":[0,23]}]}]}"

static void a_writer_stands_in_a_text_or_a_byline(void **state) {
    (void)state;
    assert_int_equal(verify(WRITER("Ivo Reyk", ""), ""), SYN_OK);
    assert_int_equal(verify(WRITER("Reyk", ""), ""), SYN_OK);
    assert_int_equal(verify(WRITER("Ada Lunt", ""), ""), SYN_OK);
    assert_int_equal(verify(WRITER("Ivo Holt", ""), "Ivo Holt"), SYN_ERR_VERIFY);
    assert_int_equal(verify(WRITER("", ""), "people 0"), SYN_ERR_VERIFY);
    /* All else that is said of a writer is checked as of anybody. */
    assert_int_equal(verify(WRITER("Ivo Reyk", "\"role\":\"King\","), "King"), SYN_ERR_VERIFY);
    assert_int_equal(verify(WRITER("Ivo Reyk", "\"roles\":[{\"report\":0,\"span\":[0,99]}],"), "[0, 99)"), SYN_ERR_VERIFY);
}

static void a_report_that_is_not_among_the_files_is_named(void **state) {
    (void)state;
    assert_int_equal(verify("{\"reports\":[{\"id\":\"zz\",\"text\":\"Hello.\"}]}", "zz"), SYN_ERR_VERIFY);
}

static void every_storys_head_and_every_collation_of_a_file_is_checked(void **state) {
    (void)state;
    assert_int_equal(verify(REPORTS ",\"stories\":[{\"title\":\"Marl\",\"reports\":[0]},{\"title\":\"Morl\"}]}", "stories 1"),
                     SYN_ERR_VERIFY);
    assert_int_equal(verify(REPORTS "}\n" REPORTS ",\"only\":[{\"report\":0,\"span\":[0,3],\"text\":\"Cup\"}]}\n", "only 0"),
                     SYN_ERR_VERIFY);
}

static void what_is_no_collation_is_a_bad_format(void **state) {
    (void)state;
    static const char *const bad[] = {"", "  \n", "{", "[1,2", "nonsense", "{\"reports\":7}", "[]", "{\"reports\":[],\"only\":3}", "null"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_int_equal(verify(bad[i], NULL), SYN_ERR_FORMAT);
    char *deep = malloc(100001);
    memset(deep, '[', 100000);
    deep[100000] = '\0';
    assert_int_equal(verify(deep, NULL), SYN_ERR_FORMAT);
    free(deep);
}

const struct CMUnitTest verify_tests[] = {
    cmocka_unit_test(a_verbatim_collation_passes),
    cmocka_unit_test(a_changed_byte_in_a_reports_text_is_found),
    cmocka_unit_test(a_moved_span_is_found_and_named),
    cmocka_unit_test(a_span_that_cuts_a_character_is_found),
    cmocka_unit_test(an_items_text_that_no_cited_report_holds_is_found),
    cmocka_unit_test(a_reading_in_a_title_is_checked_against_the_title),
    cmocka_unit_test(an_item_without_a_place_is_found),
    cmocka_unit_test(names_roles_and_marks_are_checked_too),
    cmocka_unit_test(a_writer_stands_in_a_text_or_a_byline),
    cmocka_unit_test(a_report_that_is_not_among_the_files_is_named),
    cmocka_unit_test(every_storys_head_and_every_collation_of_a_file_is_checked),
    cmocka_unit_test(what_is_no_collation_is_a_bad_format),
};
const size_t verify_test_count = sizeof verify_tests / sizeof *verify_tests;
