/* feeds.c - RSS, Atom and CDF; dates.c has their dates. */
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
                 "<entry><id>tag:c</id><source><title>Far Wire</title><id>no</id></source><title>T</title><content type='text'>a &lt;b&gt; c</content></entry></feed>",
                 "article|tag:a|f.atom||https://d.example/a?x=1&y=2|d.example|A bold step|Ann;Bob|2018-08-08T14:03:00Z (feed)|2018-08-09T00:00:00Z|0|\n"
                 "(document (p \"Hi & bye\"))\n"
                 "article|tag:b|f.atom|||Daily||Desk|2018-08-09 (feed)|2018-08-09|0|\n(document (div (p class='c' \"1 < 2\")))\n"
                 "article|tag:c|f.atom|||Far Wire|T|Desk|||0|\n[a <b> c]\n");
}

static void rdf_items_stand_outside_the_channel(void **state) {
    (void)state;
    assert_reads("f.rdf",
                 "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
                 "<channel rdf:about='x'><title>Old</title></channel><item rdf:about='urn:1'><title>T</title><dc:date>2004-05</dc:date>"
                 "<description>D</description></item></rdf:RDF>",
                 "article|urn:1|f.rdf|||Old|T||2004-05 (feed)|2004-05|0|\n[D]\n");
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
    assert_reads("f.xml", "<rss><channel><title>t</title></channel></rss>", "empty|f|f.xml|the feed has no entries||t|t||||0|\n");
    assert_reads("f.xml", "<rss><channel><item><title>t</title></item></channel></rss>", "empty|t|f.xml|the feed's entry has no text|||t||||0|\n");
}

static void an_entity_of_the_document_is_put_in_if_it_is_plain(void **state) {
    (void)state;
    assert_reads("f.xml",
                 "<!DOCTYPE rss [<!ENTITY who \"Gull & Co\"><!ENTITY place 'Port <b>Arlen</b>'><!ENTITY twice '&place;'>]><rss><channel><item><guid>1</guid>"
                 "<description>&place; &twice; &who; &none;</description></item></channel></rss>",
                 "article|1|f.xml||||||||0|\n(document \"Port \" (b \"Arlen\") \" &twice; &who; &none;\")\n");
}

static void characters_of_other_encodings_become_what_was_meant(void **state) {
    (void)state;
    assert_reads("f.xml", "<rss><channel><item><guid>1</guid><description>don\xC2\x92t &#150; &#226;&#128;&#166; &#195; &#195;&#41;</description></item></channel></rss>",
                 "article|1|f.xml||||||||0|\n[don\xE2\x80\x99t \xE2\x80\x93 \xE2\x80\xA6 \xC3\x83 \xC3\x83)]\n");
}

static void a_channel_of_cdf_is_a_feed(void **state) {
    (void)state;
    assert_reads("f.cdf",
                 "<?xml version='1.0'?><CHANNEL HREF='https://gull.example/'><TITLE>Gull</TITLE><ITEM HREF='https://gull.example/1' LASTMOD='2001-02-03T04:05+01:00'>"
                 "<TITLE>One</TITLE><ABSTRACT>Short</ABSTRACT></ITEM></CHANNEL>",
                 "article|https://gull.example/1|f.cdf||https://gull.example/1|gull.example|One||2001-02-03T04:05+01:00 (feed)|2001-02-03T04:05+01:00|0|\n[Short]\n");
}

static void base64_and_markup_in_place_are_content(void **state) {
    (void)state;
    assert_reads("f.atom",
                 "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><id>1</id><content type='text/html' mode='base64'>\nPHA+SGkgPGI+\ndGhlcmU8L2I+PC9wPg==\n</content></entry>"
                 "<entry><id>2</id><summary>short</summary><content type='image/png' mode='base64'>iVBORw0KGgoAAAAN</content></entry>"
                 "<entry><id>3</id><content type='html'><div>a &lt;i&gt;b&lt;/i&gt;</div></content></entry>"
                 "<entry><id>4</id><content type='application/xml'>1 &lt; 2</content></entry></feed>",
                 "article|1|f.atom||||||||0|\n(document (p \"Hi \" (b \"there\")))\n"
                 "article|2|f.atom||||||||0|\n[short]\n"
                 "article|3|f.atom||||||||0|\n(document (div \"a \" (i \"b\")))\n"
                 "article|4|f.atom||||||||0|\n(document \"1 < 2\")\n");
}

static void people_are_named_without_their_addresses(void **state) {
    (void)state;
    assert_reads("f.xml",
                 "<rss xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:i='http://www.itunes.com/DTDs/Podcast-1.0.dtd'><channel><managingEditor>desk@x.example (The Desk)</managingEditor>"
                 "<item><guid>1</guid><author>Ann Oe &lt;ann@x.example&gt;</author><dc:creator>Ann Oe</dc:creator><dc:creator>\"Bo Ek\"</dc:creator><i:author>Radio</i:author></item>"
                 "<item><guid>2</guid><author>ann@x.example</author></item>"
                 "<item><guid>3</guid><dc:contributor>Cy Ro</dc:contributor></item>"
                 "<item><guid>4</guid><i:author>Radio</i:author></item></channel></rss>",
                 "empty|1|f.xml|the feed's entry has no text||||Ann Oe;Bo Ek|||0|\n"
                 "empty|2|f.xml|the feed's entry has no text||||The Desk|||0|\n"
                 "empty|3|f.xml|the feed's entry has no text||||The Desk|||0|\n"
                 "empty|4|f.xml|the feed's entry has no text||||Radio|||0|\n");
}

static void fields_of_modules_only_fill_in(void **state) {
    (void)state;
    assert_reads("f.xml",
                 "<rss xmlns:m='http://search.yahoo.com/mrss/' xmlns:f='http://rssnamespace.org/feedburner/ext/1.0' xmlns:o='http://other.example/'><channel>"
                 "<item><guid isPermaLink='false'>https://no.example/1</guid><m:group><m:title>M</m:title><m:description>D</m:description></m:group><o:title>O</o:title></item>"
                 "<item><guid>https://yes.example/2</guid><m:title>M</m:title><title>T</title><o:description>O</o:description></item>"
                 "<item><guid>3</guid><link>https://hop.example/3</link><f:origLink>https://www.gull.example/3</f:origLink><media:title>U</media:title></item></channel></rss>",
                 "article|https://no.example/1|f.xml||||M||||0|\n[D]\n"
                 "empty|https://yes.example/2|f.xml|the feed's entry has no text|https://yes.example/2|yes.example|T||||0|\n"
                 "empty|3|f.xml|the feed's entry has no text|https://www.gull.example/3|gull.example|U||||0|\n");
}

static void dates_of_publication_come_before_others(void **state) {
    (void)state;
    assert_reads("f.xml",
                 "<rss xmlns:dcterms='http://purl.org/dc/terms/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
                 "<item><guid>1</guid><dcterms:created>2001-01-01</dcterms:created><dc:date>2001-01-02</dc:date><dcterms:modified>2001-01-03</dcterms:modified><pubDate>4 Jan 2001</pubDate></item>"
                 "<item><guid>2</guid><dcterms:created>2001-01-01</dcterms:created></item>"
                 "<item><guid>3</guid><pubDate>some day</pubDate><dc:date>2001-01-02</dc:date><expirationDate>2031-01-01</expirationDate></item></channel></rss>",
                 "empty|1|f.xml|the feed's entry has no text|||||2001-01-04 (feed)|2001-01-03|0|\n"
                 "empty|2|f.xml|the feed's entry has no text|||||2001-01-01 (feed)||0|\n"
                 "empty|3|f.xml|the feed's entry has no text|||||2001-01-02 (feed)|2001-01-02|0|\n");
}

/* What the dump does not show: address, language, section and whether the text is a summary, of each report. */
static syn_code write_more(void *payload, read_item *item) {
    const syn_report *r = item->report;
    buffer_add_format(payload, "%.*s|%.*s|%.*s|%.*s|%s\n", (int)r->url.len, r->url.ptr ? r->url.ptr : "", (int)r->declared.len,
                      r->declared.ptr ? r->declared.ptr : "", (int)r->section.len, r->section.ptr ? r->section.ptr : "", (int)r->id.len,
                      r->id.ptr ? r->id.ptr : "", r->summary ? "summary" : "");
    read_item_free(item);
    return SYN_OK;
}

static void assert_more(const char *url, const char *type, const char *feed, const char *expected) {
    syn_buffer out = BUFFER_EMPTY;
    read_options options = {.name = SLICE_LIT("f.xml"), .url = slice_str(url), .content_type = slice_str(type), .emit = write_more, .payload = &out};
    syn_reader *reader;
    assert_int_equal(reader_new(&reader, &options, NULL), SYN_OK);
    assert_int_equal(reader_push(reader, slice_str(feed), NULL), SYN_OK);
    assert_int_equal(reader_end(reader, NULL), SYN_OK);
    reader_free(reader);
    buffer_add_char(&out, '\0');
    assert_string_equal(out.ptr, expected);
    buffer_free(&out);
}

static void addresses_are_seen_from_their_base(void **state) {
    (void)state;
    assert_more("https://gull.example/feeds/all.xml?x", "",
                "<feed><entry><id>1</id><link href='../a/./b?c#d'/></entry><entry xml:base='/c/'><id>2</id><link href='e'/></entry>"
                "<entry xml:base='http://tern.example/x/y/'><id>3</id><link xml:base='../z/w' href='v'/></entry><entry><id>4</id><link href='//ibis.example/q'/></entry>"
                "<entry><id>5</id><link href='?p=1'/></entry><entry><id>6</id><link href='javascript:no()'/></entry><entry><id>7</id><link href='../../../up'/></entry></feed>",
                "https://gull.example/a/b?c#d|||1|summary\nhttps://gull.example/c/e|||2|summary\nhttp://tern.example/x/z/v|||3|summary\n"
                "https://ibis.example/q|||4|summary\nhttps://gull.example/feeds/all.xml?p=1|||5|summary\n|||6|summary\nhttps://gull.example/up|||7|summary\n");
    assert_more("", "", "<rss><channel><item><link>a/b</link></item></channel></rss>", "a/b|||a/b|summary\n");
}

static void the_alternate_link_is_the_address(void **state) {
    (void)state;
    assert_more("", "",
                "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><link rel='self' href='http://x.example/s'/><link rel='enclosure' href='http://x.example/e.mp3'/>"
                "<link rel='alternate' type='application/json' href='http://x.example/j'/><link rel='alternate' type='text/html' href='http://x.example/h'/></entry>"
                "<entry><id>2</id><link rel='enclosure'>http://x.example/e</link><link rel='alternate'>http://x.example/t</link></entry></feed>",
                "http://x.example/h|||1|summary\nhttp://x.example/t|||2|summary\n");
}

static void languages_and_sections_are_kept(void **state) {
    (void)state;
    assert_more("", "",
                "<feed xml:lang='de-AT'><entry><id>1</id><category term='pol' label='Politik'/><category term='x'/><content>a</content></entry>"
                "<entry xml:lang='fr'><id>2</id><content xml:lang='en_GB'>a</content></entry><entry><id>3</id><content xml:lang=''>a</content></entry></feed>",
                "|de|Politik|1|\n|en||2|\n|||3|\n");
    assert_more("", "",
                "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><language>sv-se</language><item><guid>1</guid><dc:language>nb</dc:language><dc:subject>Hav</dc:subject></item>"
                "<item><guid>2</guid></item><item><guid>3</guid><dc:language>klingon</dc:language></item></channel></rss>",
                "|nb|Hav|1|summary\n|sv||2|summary\n|sv||3|summary\n");
}

static void a_header_names_the_encoding(void **state) {
    (void)state;
    assert_more("", "text/xml; charset=iso-8859-1", "<rss><channel><item><guid>\xE9t\xE9</guid></item></channel></rss>", "|||\xC3\xA9t\xC3\xA9|summary\n");
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
        cmocka_unit_test(an_entity_of_the_document_is_put_in_if_it_is_plain),
        cmocka_unit_test(characters_of_other_encodings_become_what_was_meant),
        cmocka_unit_test(a_channel_of_cdf_is_a_feed),
        cmocka_unit_test(base64_and_markup_in_place_are_content),
        cmocka_unit_test(people_are_named_without_their_addresses),
        cmocka_unit_test(fields_of_modules_only_fill_in),
        cmocka_unit_test(dates_of_publication_come_before_others),
        cmocka_unit_test(addresses_are_seen_from_their_base),
        cmocka_unit_test(the_alternate_link_is_the_address),
        cmocka_unit_test(languages_and_sections_are_kept),
        cmocka_unit_test(a_header_names_the_encoding),
        cmocka_unit_test(every_prefix_of_a_feed_ends_in_a_report),
    };
    return cmocka_run_group_tests_name("feeds", tests, NULL, NULL);
}
