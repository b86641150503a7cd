/* opml.c - lists of feeds. */
#include "given.h"

#define REASON "the address of a feed in a list; `synoptic read URL` with its url reads the feed"

static const char list[] =
    "<?xml version='1.0' encoding='utf-8'?>\n<opml version='2.0'><head><title>What I read</title></head><body>\n"
    "<outline text='Coast'><outline text='Gull' title='The Gull' type='rss' xmlUrl='https://gull.example/rss?a=1&amp;b=2' htmlUrl='https://www.gull.example/'/>\n"
    "<OUTLINE TEXT='Tern &amp; Co' XMLURL=\"https://feeds.example/tern.atom\"></OUTLINE></outline><!-- <outline xmlUrl='no'/> -->\n"
    "<outline text='<outline xmlUrl=no>'/></body></opml>";

static void each_address_is_a_listing(void **state) {
    (void)state;
    assert_reads("mine.opml", list,
                 "listing|https://gull.example/rss?a=1&b=2|mine.opml|" REASON "|https://gull.example/rss?a=1&b=2|gull.example|The Gull||||0|\n"
                 "listing|https://feeds.example/tern.atom|mine.opml|" REASON "|https://feeds.example/tern.atom|Tern & Co|Tern & Co||||0|\n");
}

static void a_list_without_addresses_is_empty(void **state) {
    (void)state;
    assert_reads("a.opml", "<opml><head><title>T &lt; U</title></head><body/></opml>", "empty|a|a.opml|the list has no outlines||T < U|T < U||||0|\n");
    assert_reads("a.opml", "<opml version='1.0'><body><outline text='a'/></body></opml>", "empty|a|a.opml|the list has no addresses of feeds|||||||0|\n");
}

static void a_list_that_breaks_off_says_so(void **state) {
    (void)state;
    assert_reads("a.opml", "<opml><body><outline xmlUrl='https://a.example/f' text='A'/><outline xmlUrl='https://b.exam",
                 "listing|https://a.example/f|a.opml|" REASON "|https://a.example/f|A|A||||0|\n"
                 "malformed|a|a.opml|the list breaks off behind 1 addresses of feeds|||||||0|\n");
    every_prefix_ends_in_a_report("a.opml", slice_of(list, sizeof list - 1));
}

int run_opml(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_address_is_a_listing),
        cmocka_unit_test(a_list_without_addresses_is_empty),
        cmocka_unit_test(a_list_that_breaks_off_says_so),
    };
    return cmocka_run_group_tests_name("opml", tests, NULL, NULL);
}
