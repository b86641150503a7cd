/* reading.c - inputs become reports: order, ids, outcomes, arguments. */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, given_new, given_free)
#define COUNT(list) (sizeof(list) / sizeof *(list))

static const char *id_at(const syn_reports *reports, size_t index) {
    return syn_report_id(syn_reports_at(reports, index), NULL);
}

static syn_outcome outcome_at(const syn_reports *reports, size_t index) {
    return syn_report_outcome(syn_reports_at(reports, index));
}

static void any_number_of_threads_gives_the_same_bytes(void **state) {
    given *g = *state;
    enum { FILES = 40 };
    const char *paths[FILES];
    char names[FILES][300], text[400];
    for (int i = 0; i < FILES; i++) {
        char name[16];
        snprintf(name, sizeof name, "n%d.txt", i % 7 == 0 ? 7 * i : i);
        int length = snprintf(text, sizeof text, "Council of Marl votes, part %d\n\nThe council of Marl voted %d to 3 on Monday to "
                              "repair the bridge, mayor Ada Lunt said. \"It is late,\" she added.\n", i, i + 3);
        snprintf(names[i], sizeof names[i], "%s", given_file(g, name, text, (size_t)length));
        paths[i] = names[i];
    }
    static const unsigned threads[] = {1, 2, 8};
    char *first = NULL;
    for (size_t t = 0; t < COUNT(threads); t++) {
        syn_engine *engine = engine_with(threads[t], 0, 0);
        syn_reports *reports = NULL;
        assert_int_equal(syn_read(&reports, engine, paths, FILES, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
        assert_int_equal(syn_reports_count(reports), FILES);
        char *all = printed(reports);
        if (first) assert_string_equal(all, first);
        if (first) free(all);
        else first = all;
        syn_reports_free(reports);
        syn_engine_free(engine);
    }
    free(first);
}

static void a_missing_file_is_an_outcome_and_the_others_go_on(void **state) {
    given *g = *state;
    const char *paths[] = {g->paths[0], "/nowhere/at/all.txt", g->paths[1]};
    syn_engine *engine = engine_with(2, 0, 0);
    syn_reports *reports = NULL;
    assert_int_equal(syn_read(&reports, engine, paths, 3, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
    assert_int_equal(syn_reports_count(reports), 3);
    assert_int_equal(outcome_at(reports, 0), SYN_OUTCOME_ARTICLE);
    assert_int_equal(outcome_at(reports, 1), SYN_OUTCOME_EMPTY);
    assert_non_null(strstr(syn_report_reason(syn_reports_at(reports, 1), NULL), "cannot open"));
    assert_string_equal(syn_report_input(syn_reports_at(reports, 1), NULL), "/nowhere/at/all.txt");
    assert_int_equal(outcome_at(reports, 2), SYN_OUTCOME_ARTICLE);
    syn_reports_free(reports);
    syn_engine_free(engine);
}

static void an_empty_file_an_address_and_an_empty_folder_each_say_why(void **state) {
    given *g = *state;
    char empty[300], folder[300];
    snprintf(empty, sizeof empty, "%s", given_file(g, "empty.txt", "", 0));
    snprintf(folder, sizeof folder, "%s/none", g->folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    const char *paths[] = {empty, "http://127.0.0.1/story.html", folder};
    syn_engine *engine = engine_with(1, 0, 0);
    syn_reports *reports = NULL;
    assert_int_equal(syn_read(&reports, engine, paths, 3, SYN_READING_CLEAN, SYN_DEPTH_READ, NULL), SYN_OK);
    assert_int_equal(syn_reports_count(reports), 3);
    assert_int_equal(outcome_at(reports, 0), SYN_OUTCOME_EMPTY);
    assert_int_equal(outcome_at(reports, 1), SYN_OUTCOME_EMPTY);  /* of this machine: refused */
    assert_int_equal(outcome_at(reports, 2), SYN_OUTCOME_EMPTY);
    for (size_t i = 0; i < 3; i++) assert_true(strlen(syn_report_reason(syn_reports_at(reports, i), NULL)) > 0);
    syn_reports_free(reports);
    syn_engine_free(engine);
}

static void a_folder_gives_its_files_in_order_of_name_with_the_folders_in_it(void **state) {
    given *g = *state;
    char inner[300];
    snprintf(inner, sizeof inner, "%s/b", g->folder);
    assert_int_equal(mkdir(inner, 0700), 0);
    given_file(g, "b/z.txt", "The mayor of Tarrow opened the new pier on Monday.\n", 51);
    given_file(g, ".hidden", "x", 1);
    const char *paths[] = {g->folder};
    syn_engine *engine = engine_with(2, 0, 0);
    syn_reports *reports = NULL;
    assert_int_equal(syn_read(&reports, engine, paths, 1, SYN_READING_CLEAN, SYN_DEPTH_READ, NULL), SYN_OK);
    assert_int_equal(syn_reports_count(reports), 4);
    assert_string_equal(id_at(reports, 0), "a");
    assert_string_equal(id_at(reports, 1), "z");  /* "b" comes before "b.txt" */
    assert_string_equal(id_at(reports, 2), "b");
    assert_string_equal(id_at(reports, 3), "c");
    syn_reports_free(reports);
    syn_engine_free(engine);
}

static void a_second_report_of_one_id_gets_a_number(void **state) {
    given *g = *state;
    const char *paths[] = {g->paths[0], g->paths[0], g->paths[1], g->paths[0]};
    syn_engine *engine = engine_with(2, 0, 0);
    syn_reports *reports = NULL;
    assert_int_equal(syn_read(&reports, engine, paths, 4, SYN_READING_CLEAN, SYN_DEPTH_READ, NULL), SYN_OK);
    assert_string_equal(id_at(reports, 0), "a");
    assert_string_equal(id_at(reports, 1), "a-2");
    assert_string_equal(id_at(reports, 2), "b");
    assert_string_equal(id_at(reports, 3), "a-3");
    syn_reports_free(reports);
    syn_engine_free(engine);
}

static void plain_reading_keeps_every_byte(void **state) {
    (void)state;
    static const char text[] = "Share this!\r\n\r\n  Two blanks, and a line.\n\n\n";
    syn_engine *engine = engine_with(1, 0, 0);
    syn_reports *reports = NULL;
    assert_int_equal(syn_read_bytes(&reports, engine, "x", text, sizeof text - 1, SYN_READING_PLAIN, SYN_DEPTH_MARK, NULL), SYN_OK);
    size_t length;
    const char *kept = syn_report_text(syn_reports_at(reports, 0), &length);
    assert_int_equal(length, sizeof text - 1);
    assert_memory_equal(kept, text, length);
    assert_int_equal(kept[length], '\0');
    syn_reports_free(reports);
    syn_engine_free(engine);
}

static void every_text_that_a_getter_gives_ends_with_a_nul(void **state) {
    given *g = *state;
    static const char page[] = "<html><head><title>Pier opens</title></head><body><article><h1>Pier opens</h1><p>The mayor of Tarrow "
                               "opened the new pier on Monday, after two years of work on it.</p><p>It is the longest of "
                               "the "
                               "coast, the harbour office said, and will be lit at night.</p></article></body></html>";
    char html[300];
    snprintf(html, sizeof html, "%s", given_file(g, "p.html", page, sizeof page - 1));
    const char *paths[] = {g->paths[0], g->paths[2], html};
    syn_engine *engine = engine_with(1, 0, 0);
    syn_reports *reports = NULL;
    assert_int_equal(syn_read(&reports, engine, paths, 3, SYN_READING_CLEAN, SYN_DEPTH_READ, NULL), SYN_OK);
    for (size_t i = 0; i < 3; i++) {
        static const char *(*const getters[])(const syn_report *, size_t *) = {syn_report_text, syn_report_title, syn_report_id,
                                                                               syn_report_input, syn_report_reason};
        for (size_t k = 0; k < COUNT(getters); k++) {
            size_t length;
            const char *given_out = getters[k](syn_reports_at(reports, i), &length);
            assert_int_equal(strlen(given_out), length);
            if (k == 0) assert_true(length > 20);
        }
    }
    syn_reports_free(reports);
    syn_engine_free(engine);
}

static void reports_outlive_their_engine(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(2, 0, 0);
    syn_reports *reports = NULL;
    assert_int_equal(syn_read(&reports, engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_MARK, NULL), SYN_OK);
    syn_engine_free(engine);
    assert_non_null(strstr(syn_report_text(syn_reports_at(reports, 2), NULL), "divers"));
    assert_null(syn_reports_at(reports, 3));
    syn_reports_free(reports);
}

typedef struct counting {
    size_t seen, until;
} counting;

static int count_report(const syn_report *report, void *payload) {
    counting *c = payload;
    assert_non_null(report);
    return ++c->seen == c->until;
}

static void a_stream_ends_when_its_reader_has_had_enough(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(2, 0, 0);
    counting c = {0, 2};
    assert_int_equal(syn_read_each(engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_READ, count_report, &c, NULL), SYN_ERR_STOPPED);
    assert_int_equal(c.seen, 2);
    c = (counting){0, 9};
    assert_int_equal(syn_read_each(engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_READ, count_report, &c, NULL), SYN_OK);
    assert_int_equal(c.seen, 3);
    syn_engine_free(engine);
}

typedef struct progress_seen {
    size_t calls, done, total;
} progress_seen;

static void see_progress(size_t done, size_t total, void *payload) {
    progress_seen *seen = payload;
    assert_true(done >= seen->done && done <= total);
    *seen = (progress_seen){seen->calls + 1, done, total};
}

static void progress_ends_at_the_number_of_inputs(void **state) {
    given *g = *state;
    syn_engine *engine = NULL;
    progress_seen seen = {0};
    syn_engine_options options = {.size = sizeof options, .threads = 1, .progress = see_progress, .progress_payload = &seen};
    assert_int_equal(syn_engine_new(&engine, &options, NULL), SYN_OK);
    syn_reports *reports = NULL;
    assert_int_equal(syn_read(&reports, engine, g->list, 3, SYN_READING_CLEAN, SYN_DEPTH_READ, NULL), SYN_OK);
    assert_true(seen.calls >= 1);
    assert_int_equal(seen.done, 3);
    assert_int_equal(seen.total, 3);
    syn_reports_free(reports);
    syn_engine_free(engine);
}

/* Inputs of every kind, whose reports lack this and that. */
static const char *const kinds[] = {
    "<html lang=sv><head><title>Kranen f\xC3\xB6ll | Hamnbladet</title><meta property=\"article:published_time\" content=\"2024-05-15\"><meta property"
    "=\"article:modified_time\" content=\"2024-05-16T08:00:00Z\"><meta name=author content=\"Jonas Feld\"><link rel=canonical "
    "href=\"https://hamnbladet.example/kranen\"></head><body><article><h1>Kranen f\xC3\xB6ll</h1><p>En kran f\xC3\xB6ll \xC3\xB6ver taket "
    "p\xC3\xA5 saluhallen i Osterhaven p\xC3\xA5 tisdagen, och ingen skadades.</p><p>Hallen \xC3\xA4r st\xC3\xA4ngd.</p></article></body></html>",
    "<html><body><p>We use cookies. Accept all cookies to go on.</p></body></html>",
    "Ferry aground\n\ndate 2023-03-04\n\nSUNDHAVEN, March 3 - A ferry ran aground off Sundhaven on Friday. \"Nobody\thurt\", the mayor said.\n",
    "The mill burned down\n\nNobody was hurt when the old mill at Orrin burned down, and nothing else \x01 \xFF is known of it.",
    "<rss><channel><title>Orrin Post</title><item><title>Mill &amp; yard</title><link>https://post.example/1</link><description>&lt;p&gt;It burned."
    "</description><author>a@post.example (Ada Holm)</author></item><item><guid>two</guid></item></channel></rss>",
    "{\"text\":\"Mill burns down\\n\\nThe mill at Orrin burned down on Friday, 4 February 2022.\",\"language\":\"EN-gb\",\"section\":\"News\","
    "\"published\":\"Fri, 04 Feb 2022 11:00:00 GMT\",\"updated\":\"2022-02-05\",\"fetched\":\"2022-02-06T00:00:00Z\",\"repaired\":2}\n"
    "{\"text\":7}\n{\"text\":\n{\"outcome\":\"paywall\",\"reason\":\"it asks for money\",\"title\":\"T\",\"text\":\"Half of it.\"}\n"
    "{\"id\":\"n\",\"text\":\"a\\u0000b\",\"published\":\"2022\",\"published_from\":\"json-ld\",\"published_sure\":97,\"updated\":\"2023\","
    "\"updated_from\":\"meta\",\"updated_sure\":61,\"language\":\"xx\",\"offset\":12}\n",
    "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"F\",\"items\":[{\"id\":1,\"content_text\":\"Mill burns. It burned down.\",\"date_modified\":"
    "\"2022-02-04T11:00:00Z\"},5]}",
    "%PDF-1.4 ", "",
};

static void what_was_printed_is_read_again_unchanged(void **state) {
    (void)state;
    syn_engine *engine = engine_with(1, 0, 0);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        syn_reports *reports = NULL, *again = NULL;
        assert_int_equal(syn_read_bytes(&reports, engine, "story", kinds[i], strlen(kinds[i]), SYN_READING_CLEAN, SYN_DEPTH_READ, NULL), SYN_OK);
        char *first = printed(reports);
        assert_int_equal(syn_read_bytes(&again, engine, "story", first, strlen(first), SYN_READING_CLEAN, SYN_DEPTH_READ, NULL), SYN_OK);
        char *second = printed(again);
        assert_string_equal(first, second);
        free(first);
        free(second);
        syn_reports_free(reports);
        syn_reports_free(again);
    }
    syn_engine_free(engine);
}

static void null_is_a_bad_argument_everywhere(void **state) {
    given *g = *state;
    syn_engine *engine = engine_with(1, 0, 0);
    syn_reports *reports = NULL;
    syn_comparison *comparison = NULL;
    char *text = NULL;
    const char *hole[] = {NULL};
    assert_int_equal(syn_engine_new(NULL, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_read(NULL, engine, g->list, 1, 0, 0, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_read(&reports, NULL, g->list, 1, 0, 0, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_read(&reports, engine, NULL, 1, 0, 0, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_read(&reports, engine, hole, 1, 0, 0, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_read(&reports, engine, g->list, 1, (syn_reading)7, 0, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_read_bytes(&reports, engine, NULL, "x", 1, 0, 0, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_read_bytes(&reports, engine, "x", NULL, 1, 0, 0, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_read_each(engine, g->list, 1, 0, 0, NULL, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_compare(&comparison, engine, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_compare(NULL, engine, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_group_print(&text, NULL, engine, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_report_print(&text, NULL, NULL, SYN_FORM_JSON, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_comparison_print(&text, NULL, NULL, SYN_FORM_JSON, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_compare_files(NULL, NULL, g->list, 1, SYN_FORM_JSON, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_verify(NULL, NULL, 0, NULL, NULL), SYN_ERR_ARGUMENT);
    assert_int_equal(syn_reports_count(NULL), 0);
    assert_null(syn_reports_at(NULL, 0));
    assert_string_equal(syn_report_title(NULL, NULL), "");
    syn_reports_free(NULL);
    syn_comparison_free(NULL);
    syn_free(NULL);
    syn_engine_stop(NULL);
    syn_engine_free(engine);
    syn_engine_free(NULL);
}

static void an_archive_is_read_from_an_offset_that_begins_a_record_and_no_other(void **state) {
    given *g = *state;
    char archive[1200], path[300];
    size_t second = 0;
    int length = 0;
    for (int i = 0; i < 2; i++) {
        if (i == 1) second = (size_t)length;
        length += snprintf(archive + length, sizeof archive - (size_t)length,
                           "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:n%d>\r\nWARC-Target-URI: http://marl.example/%d\r\n"
                           "Content-Type: text/plain\r\nContent-Length: 25\r\n\r\nThe mill of Marl is shut.\r\n\r\n", i, i);
    }
    snprintf(path, sizeof path, "%s", given_file(g, "a.warc", archive, (size_t)length));
    const char *paths[] = {path, path};
    for (size_t from = 1; from < (size_t)length + 3; from++) {
        syn_engine *engine = NULL;
        syn_reports *reports = NULL;
        syn_error error = {0};
        syn_engine_options options = {.size = sizeof options, .threads = 2, .from = from};
        assert_int_equal(syn_engine_new(&engine, &options, NULL), SYN_OK);
        syn_code code = syn_read(&reports, engine, paths, 1, SYN_READING_CLEAN, SYN_DEPTH_READ, &error);
        assert_int_equal(code, from == second ? SYN_OK : SYN_ERR_ARGUMENT);
        if (code == SYN_OK) {
            assert_int_equal(syn_reports_count(reports), 1);
            assert_string_equal(id_at(reports, 0), "n1");
        } else {
            assert_true(strlen(error.msg) > 0);
            assert_null(reports);
        }
        syn_reports_free(reports);
        assert_int_equal(syn_read(&reports, engine, paths, 2, SYN_READING_CLEAN, SYN_DEPTH_READ, &error), SYN_ERR_ARGUMENT);
        assert_int_equal(syn_read(&reports, engine, paths, 1, SYN_READING_PLAIN, SYN_DEPTH_READ, &error), SYN_ERR_ARGUMENT);
        syn_engine_free(engine);
    }
}

/* A file of less than a megabyte that unpacks to more reports than are held at once. */
static int count_reports(const syn_report *report, void *payload) {
    (void)report;
    ++*(size_t *)payload;
    return 0;
}

static void a_small_file_of_many_reports_is_read_to_its_end(void **state) {
    given *g = *state;
    enum { REPORTS = 60000, LINE = 17 };
    char path[300], *lines = malloc(REPORTS * LINE);
    assert_non_null(lines);
    for (size_t i = 0; i < REPORTS; i++) memcpy(lines + i * LINE, "{\"text\":\"a b c\"}\n", LINE);
    snprintf(path, sizeof path, "%s", given_file(g, "many.jsonl", lines, REPORTS * LINE));
    const char *paths[] = {path, g->paths[0]};
    for (unsigned threads = 1; threads <= 2; threads++) {
        size_t reports = 0;
        syn_engine *engine = engine_with(threads, 0, 0);
        assert_int_equal(syn_read_each(engine, paths, 2, SYN_READING_CLEAN, SYN_DEPTH_READ, count_reports, &reports, NULL), SYN_OK);
        assert_int_equal(reports, REPORTS + 1);
        syn_engine_free(engine);
    }
    free(lines);
}

static void every_code_and_outcome_has_a_name(void **state) {
    (void)state;
    for (int i = 0; i <= SYN_ERR_EMPTY; i++) assert_string_not_equal(syn_code_name((syn_code)i), "unknown");
    for (int i = 0; i <= SYN_OUTCOME_TOO_LARGE; i++) assert_string_not_equal(syn_outcome_name((syn_outcome)i), "unknown");
    assert_string_equal(syn_code_name((syn_code)999), "unknown");
    assert_string_equal(syn_outcome_name((syn_outcome)999), "unknown");
}

const struct CMUnitTest read_tests[] = {
    TEST(any_number_of_threads_gives_the_same_bytes),
    TEST(a_missing_file_is_an_outcome_and_the_others_go_on),
    TEST(an_empty_file_an_address_and_an_empty_folder_each_say_why),
    TEST(a_folder_gives_its_files_in_order_of_name_with_the_folders_in_it),
    TEST(a_second_report_of_one_id_gets_a_number),
    TEST(plain_reading_keeps_every_byte),
    TEST(every_text_that_a_getter_gives_ends_with_a_nul),
    TEST(reports_outlive_their_engine),
    TEST(what_was_printed_is_read_again_unchanged),
    TEST(a_stream_ends_when_its_reader_has_had_enough),
    TEST(progress_ends_at_the_number_of_inputs),
    TEST(null_is_a_bad_argument_everywhere),
    TEST(an_archive_is_read_from_an_offset_that_begins_a_record_and_no_other),
    TEST(a_small_file_of_many_reports_is_read_to_its_end),
    TEST(every_code_and_outcome_has_a_name),
};
const size_t read_test_count = COUNT(read_tests);
