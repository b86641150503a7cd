/* hostile.c - input made to hurt ends in a typed outcome, in time that grows with its size. Each case has LIMIT seconds, which is
 * some fifty times what it takes on a small machine, and a thousandth of what quadratic time would take. */
#include "base/caps.h"
#include "given.h"

#define LIMIT 10.0

static uint32_t last_nodes;
static bool last_cut;
static size_t last_text;

static syn_code count(void *payload, read_item *item) {
    size_t *counts = payload;
    assert_null(report_assert(item->report));
    counts[item->report->outcome]++;
    last_text = item->report->text.len;
    if (item->page) {
        page_check(item->page);
        last_nodes = item->page->nodes.n;
        last_cut = item->page->cut;
    }
    read_item_free(item);
    return SYN_OK;
}

/* Reads `head`, then `unit` as often as `times` says, then `tail`; in pieces of about 64 KB. */
static void feed_in(syn_reader *reader, syn_slice unit, size_t times) {
    syn_buffer block = BUFFER_EMPTY;
    for (size_t i = 0; i < times; i++) {
        buffer_add(&block, unit);
        if (block.len >= 65536 || i + 1 == times) {
            assert_int_equal(reader_push(reader, slice_of(block.ptr, block.len), NULL), SYN_OK);
            block.len = 0;
        }
    }
    buffer_free(&block);
}

static void read_repeated(const char *name, const char *head, const char *unit, size_t times, const char *tail, size_t counts[10]) {
    read_options options = {.name = slice_str(name), .emit = count, .payload = counts};
    syn_reader *reader;
    memset(counts, 0, 10 * sizeof *counts);
    double begin = seconds();
    assert_int_equal(reader_new(&reader, &options, NULL), SYN_OK);
    feed_in(reader, slice_str(head), 1);
    feed_in(reader, slice_str(unit), times);
    if (*tail) feed_in(reader, slice_str(tail), 1);
    assert_int_equal(reader_end(reader, NULL), SYN_OK);
    reader_free(reader);
    double took = seconds() - begin;
    if (took > LIMIT) fail_msg("%s %s * %zu took %.1f s", head, unit, times, took);
    size_t all = 0;
    for (int i = 0; i < 10; i++) all += counts[i];
    assert_true(all >= 1);
}

static void deep_nesting_is_flattened(void **state) {
    (void)state;
    size_t counts[10];
    read_repeated("a.html", "<!doctype html>", "<div>", 200000, "text</div><p>more", counts);
    assert_int_equal(counts[SYN_OUTCOME_ARTICLE], 1);
    assert_true(last_cut);
    assert_int_equal(last_nodes, CAP_PAGE_DEPTH + 3);
    read_repeated("a.html", "<!doctype html>", "<table><tr><td>", 70000, "text", counts);
    read_repeated("a.html", "<!doctype html>", "<b><i><a>", 70000, "text", counts);
}

static void end_tags_without_a_start_cost_nothing(void **state) {
    (void)state;
    size_t counts[10];
    read_repeated("a.html", "<!doctype html><i><i><i>", "<div></b></x-y></li></p>", 200000, "text", counts);
    read_repeated("a.html", "<!doctype html>", "<x-1><x-2><x-3></x-9>", 200000, "text", counts);
    read_repeated("a.html", "<!doctype html><ul><li>", "<b><li><p>", 200000, "text", counts);
    read_repeated("a.html", "<!doctype html>", "<a><div></a>", 200000, "text", counts);
}

static void attributes_are_counted_and_cut(void **state) {
    (void)state;
    size_t counts[10];
    read_repeated("a.html", "<!doctype html><p ", "a=1 ", 1000000, ">text", counts);
    assert_int_equal(last_nodes, 3);
    read_repeated("a.html", "<!doctype html><p title='", "xxxxxxxxxxxxxxxx", 2000000, "'>text", counts);
    read_repeated("a.html", "<!doctype html><p ", "<", 4000000, ">text", counts);
}

static void broken_off_markup_is_read_once(void **state) {
    (void)state;
    size_t counts[10];
    read_repeated("a.html", "<!doctype html>", "<!-", 3000000, "", counts);
    read_repeated("a.html", "<!doctype html>", "<!--", 3000000, "", counts);
    read_repeated("a.html", "<!doctype html><!--", "-", 10000000, "", counts);
    read_repeated("a.html", "<!doctype html>", "<script>", 1000000, "", counts);
    read_repeated("a.html", "<!doctype html><script>", "</scrip", 1000000, "", counts);
    read_repeated("a.html", "<!doctype html>", "<title>", 1000000, "", counts);
    read_repeated("a.html", "<!doctype html>", "<", 5000000, "", counts);
    read_repeated("a.html", "<!doctype html>", "&", 5000000, "", counts);
    read_repeated("a.html", "<!doctype html>", "&notinvc", 2000000, "", counts);
    read_repeated("a.html", "<!doctype html>&#", "9", 5000000, "", counts);
    read_repeated("a.html", "<!doctype html>", "<meta ", 1000000, "", counts);
}

static void a_page_of_too_many_nodes_is_cut_and_says_so(void **state) {
    (void)state;
    size_t counts[10];
    read_repeated("a.html", "<!doctype html>", "<p>a", CAP_PAGE_NODES, "", counts);
    assert_true(last_cut);
    assert_int_equal(last_nodes, CAP_PAGE_NODES);
}

static void entity_bombs_do_not_go_off(void **state) {
    (void)state;
    size_t counts[10];
    read_repeated("f.xml",
                  "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                  "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d SYSTEM 'file:///etc/passwd'>]><rss><channel><item><description>",
                  "&c;&d;", 100000, "</description></item></channel></rss>", counts);
    assert_int_equal(counts[SYN_OUTCOME_ARTICLE], 1);
}

static void feeds_made_to_hurt_end(void **state) {
    (void)state;
    size_t counts[10];
    read_repeated("f.xml", "<rss><channel><item><description ", "a=1 ", 1000000, ">d</description></item></channel></rss>", counts);
    assert_int_equal(counts[SYN_OUTCOME_MALFORMED], 1);
    read_repeated("f.xml", "<rss><channel>", "<x>", 1000000, "", counts);
    assert_int_equal(counts[SYN_OUTCOME_MALFORMED], 1);
    read_repeated("f.xml", "<rss><channel>", "<x xmlns:a='b' xmlns:c='d'>", 100000, "", counts);
    read_repeated("f.xml", "<rss><channel>", "<item><description>d</description></item>", CAP_FEED_ENTRIES + 5, "</channel></rss>", counts);
    assert_int_equal(counts[SYN_OUTCOME_TOO_LARGE], 1);
    assert_int_equal(counts[SYN_OUTCOME_ARTICLE], CAP_FEED_ENTRIES);
    read_repeated("f.xml", "<rss><channel><item><description>", "</x>", 1000000, "", counts);
    read_repeated("f.xml", "<rss><!DOCTYPE [", "[", 3000000, "", counts);
    read_repeated("f.xml", "<rss>", "<![CDATA[", 1000000, "", counts);
    read_repeated("f.xml", "<rss><channel><item><guid>1</guid>", "<author>A</author>", 500000, "</item></channel></rss>", counts);
    read_repeated("f.xml", "<rss><channel><item>", "<x xml:base='a/'>", 200, "<link>../../b</link></item></channel></rss>", counts);
    read_repeated("f.xml", "<rss><channel><item><link>", "../", 1000000, "a</link></item></channel></rss>", counts);
    read_repeated("f.xml", "<rss><channel><item><pubDate>", "9 ", 3000000, "</pubDate></item></channel></rss>", counts);
    read_repeated("f.xml", "<rss><channel><item><description>", "&lt;iframe&gt;&lt;object/", 300000, "</description></item></channel></rss>", counts);
    read_repeated("f.xml", "<rss><channel><item><description>", "&#226;&#128;", 500000, "</description></item></channel></rss>", counts);
    read_repeated("f.xml", "<rss><!DOCTYPE [", "<!ENTITY a 'b", 500000, "]><channel>", counts);
    read_repeated("f.xml", "<feed><entry><content mode='base64'>", "AAAA", 2000000, "</content></entry></feed>", counts);
    assert_int_equal(counts[SYN_OUTCOME_EMPTY], 1);
}

/* An entity is put in as often as MEND_EXPANDED allows, and then stays as it is written. */
static void declared_entities_grow_no_further_than_their_cap(void **state) {
    (void)state;
    size_t counts[10];
    syn_buffer head = BUFFER_EMPTY;
    buffer_add_str(&head, "<!DOCTYPE rss [<!ENTITY a '");
    for (int i = 0; i < 200; i++) buffer_add_char(&head, 'x');
    buffer_add_str(&head, "'>]><rss><channel><item><description>");
    last_text = 0;
    read_repeated("f.xml", head.ptr, "&a;", 1000000, "</description></item></channel></rss>", counts);
    assert_int_equal(counts[SYN_OUTCOME_ARTICLE], 1);
    assert_true(last_text > 3000000 && last_text < 6000000);
    buffer_free(&head);
}

static void lists_made_to_hurt_end(void **state) {
    (void)state;
    size_t counts[10];
    read_repeated("a.opml", "<opml><body>", "<outline xmlUrl='a'>", 60000, "</opml>", counts);
    assert_int_equal(counts[SYN_OUTCOME_LISTING], 60000);
    read_repeated("a.opml", "<opml><body>", "<outline xmlUrl='a'/>", CAP_FEED_ENTRIES + 5, "</opml>", counts);
    assert_int_equal(counts[SYN_OUTCOME_TOO_LARGE], 1);
    assert_int_equal(counts[SYN_OUTCOME_LISTING], CAP_FEED_ENTRIES);
    read_repeated("a.opml", "<opml><body>", "<outline><x>", 1000000, "</opml>", counts);
    assert_int_equal(counts[SYN_OUTCOME_EMPTY], 1);
    read_repeated("a.opml", "<opml><body>", "<title ", 1000000, "", counts);
    read_repeated("a.opml", "<opml><body>", "<title>", 1000000, "", counts);
    read_repeated("a.opml", "<opml><body><outline ", "xmlUrl ", 1000000, "", counts);
    read_repeated("a.opml", "<opml><body><outline ", "a=1 ", 1000000, "", counts);
    read_repeated("a.opml", "<opml><body>", "<outline a='", 500000, "", counts);
    read_repeated("a.opml", "<opml><body>", "<![CDATA[", 1000000, "", counts);
    read_repeated("a.opml", "<opml><body><outline xmlUrl='", "&amp;", 2000000, "'/></opml>", counts);
    assert_int_equal(counts[SYN_OUTCOME_LISTING], 1);
}

static void json_made_to_hurt_ends(void **state) {
    (void)state;
    size_t counts[10];
    read_repeated("a.json", "", "[{", 3000000, "", counts);
    read_repeated("a.json", "", "{\"text\":", 1000000, "", counts);
    read_repeated("a.jsonl", "", "{\"text\":\n", 300000, "", counts);
    read_repeated("a.jsonl", "{\"text\":\"a\"}\n", "x\n", 100000, "", counts);
    assert_int_equal(counts[SYN_OUTCOME_MALFORMED], 100000);
    read_repeated("a.json", "{\"text\":\"", "\\u0041", 2000000, "\"}", counts);
    assert_int_equal(counts[SYN_OUTCOME_ARTICLE], 1);
}

static void a_text_over_the_cap_is_too_large(void **state) {
    (void)state;
    size_t counts[10];
    read_repeated("a.txt", "", "word ", CAP_REPORT_BYTES / 5 + 1, "", counts);
    assert_int_equal(counts[SYN_OUTCOME_TOO_LARGE], 1);
    read_repeated("a.txt", "", "word ", CAP_REPORT_BYTES, "", counts);
    assert_int_equal(counts[SYN_OUTCOME_TOO_LARGE], 1);
    read_repeated("a.json", "{\"text\":\"", "word ", CAP_REPORT_BYTES / 5 + 1, "\"}", counts);
    assert_int_equal(counts[SYN_OUTCOME_TOO_LARGE], 1);
}

static void a_value_over_the_cap_is_too_large_and_a_stream_of_values_has_no_cap(void **state) {
    (void)state;
    size_t counts[10];
    syn_buffer line = BUFFER_EMPTY;
    buffer_add_str(&line, "{\"text\":\"");
    for (int i = 0; i < (1 << 20); i++) buffer_add_char(&line, 'x');
    buffer_add_str(&line, "\"}\n");
    read_repeated("a.jsonl", "{\"id\":\"first\",\"text\":\"a\"}\n", line.ptr, 260, "", counts);
    assert_int_equal(counts[SYN_OUTCOME_TOO_LARGE], 0);
    assert_int_equal(counts[SYN_OUTCOME_ARTICLE], 261);
    line.ptr[line.len - 3] = '\0';
    read_repeated("a.jsonl", "{\"id\":\"first\",\"text\":\"a\"}\n{\"text\":\"", line.ptr + 9, 257, "\"}\n", counts);
    assert_int_equal(counts[SYN_OUTCOME_TOO_LARGE], 1);
    assert_int_equal(counts[SYN_OUTCOME_ARTICLE], 1);
    buffer_free(&line);
}

static void a_gzip_bomb_stops_at_the_cap(void **state) {
    (void)state;
    size_t counts[10] = {0};
    syn_buffer inner = BUFFER_EMPTY, packed = BUFFER_EMPTY;
    for (int i = 0; i < (8 << 20); i++) buffer_add_char(&inner, ' ');
    gzip_into(&packed, slice_of(inner.ptr, inner.len));
    read_options options = {.name = SLICE_LIT("bomb.gz"), .emit = count, .payload = counts};
    syn_reader *reader;
    double begin = seconds();
    assert_int_equal(reader_new(&reader, &options, NULL), SYN_OK);
    for (int i = 0; i < 4000; i++)  /* 32 GB unpacked */
        assert_int_equal(reader_push(reader, slice_of(packed.ptr, packed.len), NULL), SYN_OK);
    assert_int_equal(reader_end(reader, NULL), SYN_OK);
    reader_free(reader);
    assert_int_equal(counts[SYN_OUTCOME_TOO_LARGE], 1);
    assert_true(seconds() - begin < LIMIT);
    buffer_free(&inner);
    buffer_free(&packed);
}

int run_hostile(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deep_nesting_is_flattened),
        cmocka_unit_test(end_tags_without_a_start_cost_nothing),
        cmocka_unit_test(attributes_are_counted_and_cut),
        cmocka_unit_test(broken_off_markup_is_read_once),
        cmocka_unit_test(a_page_of_too_many_nodes_is_cut_and_says_so),
        cmocka_unit_test(entity_bombs_do_not_go_off),
        cmocka_unit_test(feeds_made_to_hurt_end),
        cmocka_unit_test(declared_entities_grow_no_further_than_their_cap),
        cmocka_unit_test(lists_made_to_hurt_end),
        cmocka_unit_test(json_made_to_hurt_ends),
        cmocka_unit_test(a_text_over_the_cap_is_too_large),
        cmocka_unit_test(a_value_over_the_cap_is_too_large_and_a_stream_of_values_has_no_cap),
        cmocka_unit_test(a_gzip_bomb_stops_at_the_cap),
    };
    return cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
}
