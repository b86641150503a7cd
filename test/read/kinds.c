/* kinds.c - the kind of an input is judged by its bytes; each has its outcome; ids come from names. */
#include "given.h"

static void expect_begin(const char *name, const char *bytes, size_t length, const char *begin) {
    char *dump = read_every_cut(name, slice_of(bytes, length));
    if (strncmp(dump, begin, strlen(begin)) != 0) fail_msg("%s gave %s", begin, dump);
    free(dump);
}
#define BEGINS(name, bytes, begin) expect_begin((name), (bytes), sizeof(bytes) - 1, (begin))

static void nothing_and_blanks_are_empty(void **state) {
    (void)state;
    assert_reads("a.txt", "", "empty|a|a.txt|the input is empty|||||||0|\n");
    BEGINS("a.txt", " \r\n\t\n", "empty|a|a.txt|the input holds nothing but white space|");
    BEGINS("-", "", "empty|-|-|");
}

static void what_cannot_be_read_yet_is_named(void **state) {
    (void)state;
    BEGINS("a.pdf", "%PDF-1.7\n", "unsupported|a|a.pdf|a PDF document");
    BEGINS("a.jpg", "\xFF\xD8\xFF\xE0..", "unsupported|a|a.jpg|a JPEG image");
    BEGINS("a.png", "\x89PNG\r\n\x1A\n", "unsupported|a|a.png|a PNG image");
    BEGINS("a.lz4", "\x04\x22\x4D\x18..", "unsupported|a|a.lz4|LZ4 data");
    BEGINS("a.rtf", "{\\rtf1 hello}", "unsupported|a|a.rtf|an RTF document");
    BEGINS("map.xml", "<?xml version=\"1.0\"?>\n<urlset><url/></urlset>", "unsupported|map|map.xml|an XML document");
}

static void text_is_what_nothing_else_claims(void **state) {
    (void)state;
    BEGINS("a", "I <3 this, and 1 < 2.", "article|a|a||||||||0|\n[I <3 this, and 1 < 2.]");
    BEGINS("a", "[Photo] A crowd gathered.", "article|a|a||||||||0|\n[[Photo] A crowd");
    BEGINS("a", "{sic} is what it said.", "article|a|a||||||||0|\n[{sic}");
    BEGINS("a.txt", "<b>bold</b> claims were made", "article|a|a.txt||||||||0|\n[<b>bold</b> claims");
}

static void html_is_known_by_its_tags(void **state) {
    (void)state;
    BEGINS("a", "<!-- saved -->\n<!DOCTYPE html><p>x", "article|a|a||||||||0|\n(document (p \"x\"))");
    BEGINS("a", "\n\n<div>x</div>", "article|a|a||||||||0|\n(document (div \"x\"))");
    BEGINS("a", "stray words <html><body>x", "article|a|a||||||||0|\n(document \"stray words \" (html (body \"x\")))");
    BEGINS("a.html", "Hello <b>you</b>", "article|a|a.html||||||||0|\n(document \"Hello \" (b \"you\"))");
    BEGINS("a", "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html><p>x</p></html>", "article|a|a||||||||0|\n(document (html (p \"x\")))");
    BEGINS("a", "\xFF\xFE<\0p\0>\0x\0", "article|a|a||||||||0|\n(document (p \"x\"))");
}

static void an_id_is_the_name_without_folder_and_ending(void **state) {
    (void)state;
    BEGINS("in/pages/a17.html", "<p>x", "article|a17|in/pages/a17.html|");
    BEGINS("a17.v2.txt", "x", "article|a17.v2|a17.v2.txt|");
    BEGINS(".hidden", "x", "article|.hidden|.hidden|");
    BEGINS("bad\xFFname.txt", "x", "article|bad\xEF\xBF\xBDname|bad\xEF\xBF\xBDname.txt|");
}

static void gzip_is_read_through(void **state) {
    (void)state;
    syn_buffer packed = BUFFER_EMPTY;
    gzip_into(&packed, SLICE_LIT("<!doctype html><p>packed"));
    expect_begin("d/a17.html.gz", packed.ptr, packed.len, "article|a17|d/a17.html.gz||||||||0|\n(document (p \"packed\"))");
    every_prefix_ends_in_a_report("a.gz", slice_of(packed.ptr, packed.len));
    buffer_free(&packed);
}

static void gzip_members_in_a_row_are_one_input(void **state) {
    (void)state;
    syn_buffer packed = BUFFER_EMPTY;
    gzip_into(&packed, SLICE_LIT("{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\","));
    gzip_into(&packed, SLICE_LIT("\"text\":\"two\"}\n"));
    buffer_add(&packed, SLICE_LIT("\0\0\0\0"));
    expect_begin("x.jsonl.gz", packed.ptr, packed.len,
                 "article|a|x.jsonl.gz||||||||0|verbatim\n[one]\narticle|b|x.jsonl.gz||||||||0|verbatim\n[two]\n");
    buffer_free(&packed);
}

static void gzip_that_is_cut_or_damaged_is_malformed_not_half_an_article(void **state) {
    (void)state;
    syn_buffer packed = BUFFER_EMPTY;
    gzip_into(&packed, SLICE_LIT("A report that is long enough to be packed, packed, packed and packed again."));
    expect_begin("a.gz", packed.ptr, packed.len - 9, "malformed|a|a.gz|the gzip data is cut off|||||||0|\n");
    packed.ptr[packed.len - 6] ^= 0x55;
    expect_begin("a.gz", packed.ptr, packed.len, "malformed|a|a.gz|the gzip data is damaged|||||||0|\n");
    buffer_free(&packed);
}

static void gzip_inside_gzip_has_an_end(void **state) {
    (void)state;
    syn_buffer one = BUFFER_EMPTY, two = BUFFER_EMPTY, three = BUFFER_EMPTY;
    gzip_into(&one, SLICE_LIT("inside"));
    gzip_into(&two, slice_of(one.ptr, one.len));
    gzip_into(&three, slice_of(two.ptr, two.len));
    expect_begin("a", two.ptr, two.len, "article|a|a||||||||0|\n[inside]");
    expect_begin("a", three.ptr, three.len, "unsupported|a|a|gzip inside gzip inside gzip");
    buffer_free(&one);
    buffer_free(&two);
    buffer_free(&three);
}

static syn_code refuse(void *payload, read_item *item) {
    ++*(int *)payload;
    read_item_free(item);
    return SYN_ERR_STOPPED;
}

static void a_receiver_may_end_the_reading(void **state) {
    (void)state;
    int calls = 0;
    read_options options = {.name = SLICE_LIT("a.jsonl"), .emit = refuse, .payload = &calls};
    syn_reader *reader;
    syn_error error;
    assert_int_equal(reader_new(&reader, &options, &error), SYN_OK);
    syn_code code = reader_push(reader, SLICE_LIT("{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n"), &error);
    if (code == SYN_OK) code = reader_end(reader, &error);
    assert_int_equal(code, SYN_ERR_STOPPED);
    assert_int_equal(reader_push(reader, SLICE_LIT("more"), &error), SYN_OK);
    assert_int_equal(reader_end(reader, &error), SYN_OK);
    assert_int_equal(calls, 1);
    reader_free(reader);
}

static void a_budget_that_is_too_small_is_an_error_not_a_crash(void **state) {
    (void)state;
    static const char *const inputs[] = {"<p>a page with <b>some</b> tags</p><a href='x'>y</a>", "plain words",
                                         "{\"text\":\"json\",\"byline\":[\"x\"]}", "{\"html\":\"<p>json</p>\"}",
                                         "<rss><channel><item><title>t</title><description>&lt;p>d</description></item></channel></rss>"};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        bool finished = false;
        for (size_t max = 0; !finished; max += 4096) {
            syn_budget budget = {0};
            budget.max = max;
            int calls = 0;
            read_options options = {.name = SLICE_LIT("a"), .emit = refuse, .payload = &calls, .budget = &budget};
            syn_reader *reader;
            syn_error error;
            assert_int_equal(reader_new(&reader, &options, &error), SYN_OK);
            syn_code code = reader_push(reader, slice_str(inputs[i]), &error);
            if (code == SYN_OK) code = reader_end(reader, &error);
            assert_true(calls == 1 ? code == SYN_ERR_STOPPED : code == SYN_ERR_LIMIT);
            finished = calls == 1;
            reader_free(reader);
            assert_int_equal(atomic_load(&budget.used), 0);
            assert_true(max < (1u << 20));
        }
    }
}

static void an_input_that_could_not_be_had_is_a_report_too(void **state) {
    (void)state;
    syn_report *report = read_failed(SLICE_LIT("gone/a.txt"), SYN_OUTCOME_MALFORMED, SLICE_LIT("no such file"), NULL);
    assert_non_null(report);
    assert_null(report_assert(report));
    assert_string_equal(report->id.ptr, "a");
    assert_string_equal(report->reason.ptr, "no such file");
    report_free(report);
}

int run_kinds(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_and_blanks_are_empty),
        cmocka_unit_test(what_cannot_be_read_yet_is_named),
        cmocka_unit_test(text_is_what_nothing_else_claims),
        cmocka_unit_test(html_is_known_by_its_tags),
        cmocka_unit_test(an_id_is_the_name_without_folder_and_ending),
        cmocka_unit_test(gzip_is_read_through),
        cmocka_unit_test(gzip_members_in_a_row_are_one_input),
        cmocka_unit_test(gzip_that_is_cut_or_damaged_is_malformed_not_half_an_article),
        cmocka_unit_test(gzip_inside_gzip_has_an_end),
        cmocka_unit_test(a_receiver_may_end_the_reading),
        cmocka_unit_test(a_budget_that_is_too_small_is_an_error_not_a_crash),
        cmocka_unit_test(an_input_that_could_not_be_had_is_a_report_too),
    };
    return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
