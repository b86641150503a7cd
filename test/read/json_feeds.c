/* json_feeds.c - JSON Feed 1.0 and 1.1, as they come and as a whole. */
#include "given.h"

#include "base/caps.h"

#define VERSION "\"version\":\"https://jsonfeed.org/version/1.1\""
/* Enough that the version behind it is not seen in the head: such a feed is read as a whole. */
#define PADDING 5000

static const char feed[] =
    "\xEF\xBB\xBF\n{" VERSION ", \"title\" : \"Orrin \\u2022 Post\", \"authors\":[{\"name\":\"The Desk\"},{\"url\":\"https://post.example/\"}],\n"
    " \"language\":\"en-GB\", \"_x\":{\"items\":[{\"id\":\"no\",\"content_text\":\"no\"}]},\n"
    " \"items\" : [\n"
    "  {\"id\":\"a1\",\"url\":\"https://www.post.example/1\",\"title\":\"Mill [burns] }\",\"content_html\":\"<p>It <b>burned<\\/b>.\",\"content_text\":\"no\",\n"
    "   \"summary\":\"no\",\"date_published\":\"2022-02-04T11:00:00Z\",\"date_modified\":\"2022-02-04T12:00:00+01:00\","
    "\"authors\":[{\"name\":\"Ada Holm\"},{\"name\":\"Bo Lind\"}],\"author\":{\"name\":\"no\"},\"language\":\"sv\"},\n"
    "  {\"id\":2,\"external_url\":\"https://else.example/2\",\"content_text\":\"1 < 2 &amp; <b>\",\"author\":{\"name\":\"C. Reed\"}},\n"
    "  {\"id\":\"a3\",\"summary\":\"In short.\",\"authors\":7,\"title\":null,\"url\":[],\"date_published\":\"soon\",\"content_html\":\"  \"},\n"
    "  {\"title\":\"No id\",\"content_text\":\"x\",},\n"
    "  {\"id\":\"https://post.example/5\",\"content_text\":\"y\\u0000\"}\n"
    " ]}\n";

static const char expected[] =
    "article|a1|x||https://www.post.example/1|post.example|Mill [burns] }|Ada Holm;Bo Lind|2022-02-04T11:00:00Z (feed)|2022-02-04T12:00:00+01:00|0|\n"
    "(document (p \"It \" (b \"burned\") \".\"))\n"
    "article|2|x||https://else.example/2|else.example||C. Reed|||0|\n[1 < 2 &amp; <b>]\n"
    "article|a3|x|||Orrin \xE2\x80\xA2 Post||The Desk|||0|\n[In short.]\n"
    "article|No id|x|||Orrin \xE2\x80\xA2 Post|No id|The Desk|||0|\n[x]\n"
    "article|https://post.example/5|x||https://post.example/5|post.example||The Desk|||1|\n[y\xEF\xBF\xBD]\n";

static void each_item_is_a_report(void **state) {
    (void)state;
    assert_reads("x", feed, expected);
}

/* The same feed with its version behind everything else. */
static void a_feed_may_say_what_it_is_at_its_end(void **state) {
    (void)state;
    const char *begin = strstr(feed, VERSION) + sizeof VERSION, *end = strrchr(feed, '}');
    syn_buffer late = BUFFER_EMPTY;
    buffer_add_str(&late, "{\"_pad\":\"");
    for (int i = 0; i < PADDING; i++) buffer_add_char(&late, 'x');
    buffer_add_str(&late, "\",");
    buffer_add(&late, slice_of(begin, (size_t)(end - begin)));
    buffer_add_str(&late, "," VERSION "}");
    char *comma = strstr(late.ptr, "\"x\",}");  /* a whole value has to be good JSON */
    comma[3] = ' ';
    char *dump = read_whole("x", slice_of(late.ptr, late.len), SYN_READING_CLEAN);
    assert_string_equal(dump, expected);
    free(dump);
    buffer_free(&late);
}

static void one_broken_item_or_member_does_not_take_others_with_it(void **state) {
    (void)state;
    char *dump = read_every_cut("x.json", SLICE_LIT("{" VERSION ",\"title\":oops,\"_a\":[1,,2],bad,\"_b\":{\"c\":},\"items\":[{\"id\":\"a\",\"content_text\":\"A\"},"
                                                    "{\"id\":\"b\",\"content_text\":}, 7,,[] {\"id\":\"c\",\"content_text\":\"C\"}],\"language\":\"en\"}"));
    assert_string_equal(dump, "article|a|x.json||||||||0|\n[A]\n"
                              "malformed|x-2|x.json|bad JSON at byte 25: a value must stand here|||||||0|\n"
                              "malformed|x-3|x.json|the JSON value is no object|||||||0|\n"
                              "malformed|x-4|x.json|the JSON value is no object|||||||0|\n"
                              "article|c|x.json||||||||0|\n[C]\n");
    free(dump);
}

static void a_feed_that_breaks_off_keeps_its_whole_items(void **state) {
    (void)state;
    static const char begin[] = "{" VERSION ",\"items\":[{\"id\":\"a\",\"content_text\":\"A\"},";
    assert_reads("x.json", "{" VERSION ",\"items\":[{\"id\":\"a\",\"content_text\":\"A\"},{\"id\":\"b\",\"content_t",
                 "article|a|x.json||||||||0|\n[A]\nmalformed|x|x.json|the feed breaks off behind 1 whole entries|||||||0|\n");
    assert_reads("x.json", "{" VERSION ",\"items\":[]", "malformed|x|x.json|the feed breaks off behind 0 whole entries|||||||0|\n");
    assert_reads("x.json", "{" VERSION ",\"items\":[]}", "empty|x|x.json|the feed has no entries|||||||0|\n");
    assert_reads("x.json", "{" VERSION "}", "empty|x|x.json|the feed has no entries|||||||0|\n");
    assert_reads("x.json", "{" VERSION ",\"items\":[{\"summary\":\"s\"}]} x",
                 "article|x|x.json||||||||0|\n[s]\nmalformed|x-2|x.json|more stands behind the JSON feed|||||||0|\n");
    assert_reads("x.json", "{" VERSION ",\"items\":[{\"id\":\"e\"}]}", "empty|e|x.json|the feed's entry has no text|||||||0|\n");
    every_prefix_ends_in_a_report("x.json", slice_of(begin, sizeof begin - 1));
    every_prefix_ends_in_a_report("x.json", slice_of(feed, sizeof feed - 1));
}

static void the_entries_of_a_feed_have_a_maximum(void **state) {
    (void)state;
    syn_buffer many = BUFFER_EMPTY;
    buffer_add_str(&many, "{" VERSION ",\"items\":[");
    for (uint32_t i = 0; i < CAP_FEED_ENTRIES + 3; i++) buffer_add_str(&many, "{\"content_text\":\"a\"},");
    buffer_add_str(&many, "]}");
    char *dump = read_whole("x.json", slice_of(many.ptr, many.len), SYN_READING_CLEAN);
    assert_int_equal(reports_in(dump), CAP_FEED_ENTRIES + 1);
    assert_non_null(strstr(dump, "too_large|x|x.json|the feed has more than 65536 entries"));
    free(dump);
    buffer_free(&many);
}

int run_json_feeds(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_item_is_a_report),
        cmocka_unit_test(a_feed_may_say_what_it_is_at_its_end),
        cmocka_unit_test(one_broken_item_or_member_does_not_take_others_with_it),
        cmocka_unit_test(a_feed_that_breaks_off_keeps_its_whole_items),
        cmocka_unit_test(the_entries_of_a_feed_have_a_maximum),
    };
    return cmocka_run_group_tests_name("JSON feeds", tests, NULL, NULL);
}
