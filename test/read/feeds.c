/* feeds.c - RSS and Atom. */
#include "given.h"

static const char rss[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE rss [<!ENTITY x \"no\">]>\n"
    "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'>\n"
    "<channel><title>The Paper</title><link>https://www.paper.example/</link><image><title>Logo</title></image>\n"
    "<item><title>One &amp; two</title><link>https://www.paper.example/1</link><guid>g1</guid><dc:creator>Jo Roe</dc:creator>\n"
    "<pubDate>Wed, 08 Aug 2018 10:03:00 -0400</pubDate><description>short</description>\n"
    "<content:encoded><![CDATA[<p>Full &eacute; text</p>]]></content:encoded></item>\n"
    "<item><title>Three</title><link>https://paper.example/3</link><author>kim@paper.example (Kim Lee)</author>"
    "<description>Plain words&nbsp;only</description></item>\n"
    "</channel></rss>";

static void rss_gives_each_item(void **state) {
    (void)state;
    assert_reads("f.xml", rss,
                 "article|g1|f.xml||https://www.paper.example/1|paper.example|One & two|Jo Roe|2018-08-08T10:03:00-04:00 (feed)||0|\n"
                 "(document (p \"Full é text\"))\n"
                 "article|https://paper.example/3|f.xml||https://paper.example/3|paper.example|Three|Kim Lee|||0|\n[Plain words\xC2\xA0only]\n");
}

static void atom_gives_each_entry_in_each_type_of_content(void **state) {
    (void)state;
    assert_reads("f.atom",
                 "<feed xmlns='http://www.w3.org/2005/Atom'><title type='text'>Daily</title><author><name>Desk</name><uri>u</uri></author>"
                 "<entry><title type='html'>A &lt;b&gt;bold&lt;/b&gt; step</title><link rel='self' href='s'/><link href='https://d.example/a?x=1&amp;y=2'/>"
                 "<id>tag:a</id><published>2018-08-08T14:03:00Z</published><updated>2018-08-09T00:00:00Z</updated>"
                 "<author><email>e@x</email><name>Ann</name></author><author><name>Bob</name></author>"
                 "<summary>no</summary><content type='html'>&lt;p&gt;Hi &amp;amp; bye&lt;/p&gt;</content></entry>"
                 "<entry><id>tag:b</id><updated>2018-08-09</updated><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p class='c'>1 &lt; 2</p></div></content></entry>"
                 "<entry><id>tag:c</id><source><title>no</title><id>no</id></source><title>T</title><content type='text'>a &lt;b&gt; c</content></entry></feed>",
                 "article|tag:a|f.atom||https://d.example/a?x=1&y=2|d.example|A bold step|Ann;Bob|2018-08-08T14:03:00Z (feed)|2018-08-09T00:00:00Z|0|\n"
                 "(document (p \"Hi & bye\"))\n"
                 "article|tag:b|f.atom|||Daily||Desk|2018-08-09 (feed)|2018-08-09|0|\n(document (div (p class='c' \"1 < 2\")))\n"
                 "article|tag:c|f.atom|||Daily|T|Desk|||0|\n[a <b> c]\n");
}

static void rdf_items_stand_outside_the_channel(void **state) {
    (void)state;
    assert_reads("f.rdf",
                 "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
                 "<channel rdf:about='x'><title>Old</title></channel><item rdf:about='urn:1'><title>T</title><dc:date>2004-05</dc:date>"
                 "<description>D</description></item></rdf:RDF>",
                 "article|urn:1|f.rdf|||Old|T||2004-05 (feed)||0|\n[D]\n");
}

static void a_feed_in_another_encoding_is_decoded(void **state) {
    (void)state;
    assert_reads("f.xml", "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>\xE9t\xE9</title><description>d</description></item></channel></rss>",
                 "article|été|f.xml||||été||||0|\n[d]\n");
}

static void faults_that_feeds_have_do_not_stop_it(void **state) {
    (void)state;
    assert_reads("f.xml",
                 "\n<rss><channel><item><title>AT&T & 1 < 2</title><x:y>undeclared</x:y><description>a&nbsp;b &bogus; &#1; \x02</description></item>"
                 "<item><guid>2</guid><description>still &amp; here</description></item></channel></rss>",
                 "article|AT&T & 1 < 2|f.xml||||AT&T & 1 < 2||||0|\n[a\xC2\xA0" "b &bogus; \xEF\xBF\xBD \xEF\xBF\xBD]\n"
                 "article|2|f.xml||||||||0|\n[still & here]\n");
}

static void a_feed_that_breaks_off_says_so(void **state) {
    (void)state;
    assert_reads("f.xml", "<rss><channel><item><guid>1</guid><description>d</description></item><item><guid>2</guid><description>half",
                 "article|1|f.xml||||||||0|\n[d]\nmalformed|2|f.xml|the feed breaks off inside this entry|||||||0|\n");
    assert_reads("f.xml", "<rss><channel><item><guid>1</guid><description>d</description></item>",
                 "article|1|f.xml||||||||0|\n[d]\nmalformed|f|f.xml|the feed breaks off behind 1 whole entries|||||||0|\n");
}

static void a_feed_without_entries_and_an_entry_without_text_are_empty(void **state) {
    (void)state;
    assert_reads("f.xml", "<rss><channel><title>t</title></channel></rss>", "empty|f|f.xml|the feed has no entries|||||||0|\n");
    assert_reads("f.xml", "<rss><channel><item><title>t</title></item></channel></rss>", "empty|t|f.xml|the feed's entry has no text|||t||||0|\n");
}

static void dates_keep_their_precision(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"Thu, 1 Jan 04 19:48 EST", "2004-01-01T19:48-05:00"}, {"01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"},
        {"Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21"},   {"1 September 2004", "2004-09-01"},
        {"2003-12-31T10:14:55+02:00", "2003-12-31T10:14:55+02:00"}, {"2003-12", "2003-12"},
        {"31 Feb 2004", ""}, {"Thu, 1 Jan 2004 25:00 GMT", ""}, {"soon", ""}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char feed[300], expected[200];
        snprintf(feed, sizeof feed, "<rss><channel><item><guid>1</guid><pubDate>%s</pubDate><description>d</description></item></channel></rss>", pairs[i][0]);
        snprintf(expected, sizeof expected, "article|1|f.xml||||||%s%s||0|\n[d]\n", pairs[i][1], *pairs[i][1] ? " (feed)" : "");
        char *dump = read_whole("f.xml", slice_str(feed), SYN_READING_CLEAN);
        assert_string_equal(dump, expected);
        free(dump);
    }
}

static void every_prefix_of_a_feed_ends_in_a_report(void **state) {
    (void)state;
    every_prefix_ends_in_a_report("f.xml", slice_of(rss, sizeof rss - 1));
}

int run_feeds(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rss_gives_each_item),
        cmocka_unit_test(atom_gives_each_entry_in_each_type_of_content),
        cmocka_unit_test(rdf_items_stand_outside_the_channel),
        cmocka_unit_test(a_feed_in_another_encoding_is_decoded),
        cmocka_unit_test(faults_that_feeds_have_do_not_stop_it),
        cmocka_unit_test(a_feed_that_breaks_off_says_so),
        cmocka_unit_test(a_feed_without_entries_and_an_entry_without_text_are_empty),
        cmocka_unit_test(dates_keep_their_precision),
        cmocka_unit_test(every_prefix_of_a_feed_ends_in_a_report),
    };
    return cmocka_run_group_tests_name("feeds", tests, NULL, NULL);
}
