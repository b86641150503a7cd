/* deciding.c - what a person decided, as files have it: lines that are no decision, lines that come again. */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "group/records.h"

static void put_record(syn_buffer *journal, const char *line) {
    syn_buffer body = BUFFER_EMPTY;
    bytes_put_u64(&body, 0);
    bytes_put_u8(&body, 2);
    bytes_put_text(&body, slice_of(line, strlen(line)));
    record_put(journal, slice_of(body.ptr, body.len));
    buffer_free(&body);
}

static void a_line_of_the_journal_that_is_no_decision_is_shown_and_no_byte_more(void **state) {
    given *g = *state;
    char path[128];
    syn_buffer journal = BUFFER_EMPTY;
    records_put_head(&journal, "SYNJRNL\n", records_weights());
    put_record(&journal, "nonsense");
    put_record(&journal, "more");
    assert_int_equal(journal.failed, SYN_OK);
    given_file(g, "st.journal", journal.ptr, journal.len);
    buffer_free(&journal);
    snprintf(path, sizeof path, "%s/st", g->folder);
    syn_grouping_options options = {.size = sizeof options, .state = path};
    syn_engine *engine = engine_with(1, 0, 0);
    syn_grouping *grouping = NULL;
    syn_error error = {0};
    assert_int_equal(syn_grouping_new(&grouping, engine, &options, &error), SYN_ERR_FORMAT);
    assert_string_equal(error.msg, "this is no decision: nonsense");
    assert_null(grouping);
    syn_engine_free(engine);
}

static void lines_that_were_taken_already_take_no_memory(void **state) {
    enum { LINES = 1000, IDS = 1000 };
    given *g = *state;
    syn_buffer line = BUFFER_EMPTY, all = BUFFER_EMPTY;
    buffer_add_str(&line, "{\"decision\":\"merge\",\"together\":[\"a\"");
    for (unsigned i = 0; i < IDS; i++) buffer_add_format(&line, ",\"r%u\"", i);
    buffer_add_str(&line, "]}\n");
    for (unsigned i = 0; i < LINES; i++) buffer_add(&all, slice_of(line.ptr, line.len));
    assert_int_equal(all.failed, SYN_OK);
    syn_grouping_options options = {.size = sizeof options, .decisions = given_file(g, "d", all.ptr, all.len)};
    syn_engine *engine = engine_with(1, (uint64_t)16 << 20, 0);
    syn_grouping *grouping = NULL;
    syn_error error = {0};
    if (syn_grouping_new(&grouping, engine, &options, &error) != SYN_OK) fail_msg("%s", error.msg);
    syn_grouping_free(grouping);
    syn_engine_free(engine);
    buffer_free(&line);
    buffer_free(&all);
}

const struct CMUnitTest decide_tests[] = {
    cmocka_unit_test_setup_teardown(a_line_of_the_journal_that_is_no_decision_is_shown_and_no_byte_more, given_new, given_free),
    cmocka_unit_test_setup_teardown(lines_that_were_taken_already_take_no_memory, given_new, given_free),
};
const size_t decide_test_count = sizeof decide_tests / sizeof *decide_tests;
