/* Pages: which text is the article, what the page says of itself, and what pages are no articles. */
#include "tests.h"

#define P1 "<p>The harbour board of Port Arlen voted on Monday to close the old quay, a step that fishermen had fought for months.</p>"
#define P2 "<p>“We will be back <em>before</em> the winter,” said <a href='/m'>Ida Marsh</a>, who leads the union of the town's crews.</p>"
#define P3 "<p>The board gave no date for the work. It said that a survey had found cracks in eleven of the piles below the water.</p>"
#define T1 "The harbour board of Port Arlen voted on Monday to close the old quay, a step that fishermen had fought for months."
#define T2 "“We will be back before the winter,” said Ida Marsh, who leads the union of the town's crews."
#define T3 "The board gave no date for the work. It said that a survey had found cracks in eleven of the piles below the water."

static void the_article_is_taken_from_the_clutter(void **state) {
    (void)state;
    syn_report *report = clean_page_text(
        "<html><head><title>Old quay to close - Port Arlen Mail</title></head><body>"
        "<header class=site-header><nav><a href=/>Home</a> <a href=/n>News</a></nav></header>"
        "<div class=cookie-banner>We use cookies. <button>Accept</button></div>"
        "<main><article><h1>Old quay to close</h1><div class=byline>By <a rel=author href=/o>Ann Okoro</a></div>"
        "<figure><img src=q.jpg><figcaption>The quay at low tide on a grey day in March. Ola Venn</figcaption></figure>"
        P1 "<aside><p>Get our newsletter, with the best stories of the week, every Friday morning.</p></aside>" P2
        "<div class=share-buttons><a href=f>Facebook</a> <a href=t>Twitter</a></div><h2>Cracks below the water</h2>" P3
        "<form><p>Enter your address here to hear more from us about the quay and the sea.</p></form>"
        "<h3>Related stories</h3><ul><li><a href=1>The long life of the old quay of Port Arlen</a><li><a href=2>Fleet shrinks again this year</a></ul>"
        "</article></main><div id=comments><p>I think that this is a great pity for the town, and I have said so for years.</p></div>"
        "<footer><p>Copyright 2019 Port Arlen Mail. All rights reserved.</p></footer></body></html>");
    assert_slice(report->text, T1 "\n\n" T2 "\n\nCracks below the water\n\n" T3);
    assert_int_equal(kind_of(report, "Cracks below"), BLOCK_HEADING);
    assert_slice(report->title, "Old quay to close");
    assert_int_equal(report->byline.n, 1);
    assert_slice(report->byline.at[0], "Ann Okoro");
    assert_int_equal(report->outcome, SYN_OUTCOME_ARTICLE);
    report_free(report);
}

static void a_page_without_helpful_tags_is_read_by_its_prose(void **state) {
    (void)state;
    syn_report *report = clean_page_text("<table><tr><td><a href=1>Home</a><br><a href=2>News</a></td><td><font>"
                                         "Old quay to close<br><br>" T1 "<br><br>" T3 "</font></td></tr></table>");
    assert_true(holds(report, T1 "\n\n" T3));
    assert_false(holds(report, "Home"));
    report_free(report);
}

static void inline_elements_make_no_blanks(void **state) {
    (void)state;
    syn_report *report = clean_page_text("<article>" P1 "<p>The <b>har</b>bour   was\n\tquiet<sup>1</sup>, said <i>the</i>\nboard in its own words.</p>" P3 "</article>");
    assert_true(holds(report, "The harbour was quiet1, said the board in its own words."));
    report_free(report);
}

static void lists_quotes_tables_and_posts_keep_their_kind(void **state) {
    (void)state;
    syn_report *report = clean_page_text(
        "<article>" P1 "<ul><li>A first pile will be replaced in May, the board said.<li>A second one will follow before the autumn.</ul>"
        "<blockquote><p>Nobody asked the crews before the vote was taken, and nobody will thank the board for it.</p></blockquote>"
        "<table><tr><th>Pile</th><th>Cracks</th></tr><tr><td>First</td><td>3</td></tr></table>" P2
        "<blockquote class=twitter-tweet><p>no boats at the quay today and nobody knows why</p>— Tor (@tor_1) <a href=x>May 2, 2019</a></blockquote>" P3 "</article>");
    assert_int_equal(kind_of(report, "A first pile"), BLOCK_LIST);
    assert_int_equal(kind_of(report, "Nobody asked"), BLOCK_QUOTE);
    assert_int_equal(kind_of(report, "no boats"), BLOCK_EMBED);
    assert_int_equal(kind_of(report, "Pile\tCracks\nFirst\t3"), BLOCK_TABLE);
    assert_true(holds(report, "nobody knows why — Tor (@tor_1) May 2, 2019"));
    report_free(report);
}

static void the_body_may_say_that_it_is_the_body(void **state) {
    (void)state;
    syn_report *report = clean_page_text(
        "<div><p>" T3 "</p><p>Some other prose that is as long as the article itself and that belongs to another story of the day.</p></div>"
        "<div itemprop=articleBody>" P1 P2 "</div>");
    assert_slice(report->text, T1 "\n\n" T2);
    report_free(report);
}

static void names_that_lie_are_not_believed(void **state) {
    (void)state;
    syn_report *report = clean_page_text("<div class='content-sidebar'><div class=widget>" P1 "</div><div class=widget>" P2 "</div><div class=widget>" P3 "</div></div>");
    assert_true(holds(report, T1) && holds(report, T2) && holds(report, T3));
    report_free(report);
}

static void metadata_is_read_by_rank(void **state) {
    (void)state;
    syn_report *report = clean_page_text(
        "<html lang=en-GB><head><title>Quay | Mail</title><meta property=og:site_name content='Port Arlen Mail'>"
        "<meta property=og:title content='Old quay to close before winter | Port Arlen Mail'>"
        "<link rel=canonical href='https://mail.example/2019/05/03/quay'><meta name=author content='Web Desk'>"
        "<meta property=article:published_time content='2019-05-03T08:00:00+02:00'>"
        "<meta property=article:modified_time content='2019-05-04T09:30:00+02:00'>"
        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Ann Okoro\"},{\"name\":\"Lev Brandt\"}],"
        "\"datePublished\":\"2019-05-03T08:01:00+02:00\",\"publisher\":{\"name\":\"The Mail\"}}]}</script></head>"
        "<body><article>" P1 P2 P3 "</article></body></html>");
    assert_slice(report->title, "Old quay to close before winter");
    assert_slice(report->source, "Port Arlen Mail");
    assert_slice(report->url, "https://mail.example/2019/05/03/quay");
    assert_slice(report->published, "2019-05-03T08:01:00+02:00");
    assert_slice(report->published_from, "json-ld");
    assert_slice(report->updated, "2019-05-04T09:30:00+02:00");
    assert_int_equal(report->byline.n, 2);
    assert_slice(report->byline.at[1], "Lev Brandt");
    assert_slice(report->language, "en");
    report_free(report);
}

static void dates_come_from_time_url_or_text(void **state) {
    (void)state;
    syn_report *report = clean_page_text("<article><h1>Old quay to close</h1><time datetime=2019-05-03>3 May</time>" P1 P2 P3 "</article>");
    assert_slice(report->published, "2019-05-03");
    assert_slice(report->published_from, "time");
    report_free(report);
    report = clean_page_text("<link rel=canonical href='https://mail.example/2019/05/03/quay'><article>" P1 P2 P3 "</article>");
    assert_slice(report->published, "2019-05-03");
    assert_slice(report->published_from, "url");
    report_free(report);
    report = clean_page_text("<article><h1>Old quay to close for good</h1><div>By Ann Okoro</div><div>Posted on Friday, May 3rd, 2019</div>" P1 P2 P3 "</article>");
    assert_slice(report->published, "2019-05-03");
    assert_slice(report->published_from, "text");
    assert_int_equal(report->byline.n, 1);
    report_free(report);
}

static void broken_json_ld_is_passed_over(void **state) {
    (void)state;
    syn_report *report = clean_page_text("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":</script><article><h1>Old quay to close</h1>" P1 P2 P3 "</article>");
    assert_slice(report->title, "Old quay to close");
    report_free(report);
}

static void an_article_body_in_json_ld_stands_in(void **state) {
    (void)state;
    syn_report *report = clean_page_text("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"" T1 "\\n\\n" T3 "\\n\\n" T1
                                         " And so on, at length, until the whole of the story has been told by the page to machines.\"}</script>"
                                         "<article><p>Loading the story, please wait for it to come.</p></article>");
    assert_true(holds(report, T1) && holds(report, T3));
    report_free(report);
}

static void hidden_text_is_left_out(void **state) {
    (void)state;
    syn_report *report = clean_page_text("<article>" P1 "<p style='display: none'>A hidden paragraph that no reader of the page would ever see.</p>"
                                         "<p hidden>Another hidden one that nobody sees, as long as the rest.</p>" P2 P3 "</article>");
    assert_false(holds(report, "hidden"));
    report_free(report);
}

static void pages_that_are_no_article_say_so(void **state) {
    (void)state;
    static const struct { const char *html; syn_outcome outcome; } cases[] = {
        {"<title>Mail</title><body></body>", SYN_OUTCOME_EMPTY},
        {"<h1>One moment</h1><p>We are checking your browser before you can see this page. Please enable JavaScript.</p>",
         SYN_OUTCOME_BOTWALL},
        {"<h1>We value your privacy</h1><p>We and our partners store data on your device. We use cookies.</p><button>Accept all</button>", SYN_OUTCOME_CONSENT},
        {"<article><h1>Quay</h1>" P1 "<div>Subscribe to continue. Already a subscriber? Log in.</div></article>",
         SYN_OUTCOME_PAYWALL},
        {"<article><h1>Quay</h1><p>The harbour board of Port Arlen voted on Monday to close the old quay, a step that…</p><a href=1>Read more</a></article>", SYN_OUTCOME_TEASER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_report *report = clean_page_text(cases[i].html);
        assert_int_equal(report->outcome, cases[i].outcome);
        assert_true(report->reason.len > 0);
        report_free(report);
    }
    char html[8000] = "<h1>News</h1><ul>";
    for (unsigned i = 0; i < 40; i++) strcat(html, "<li><a href=1>Another headline of the day about the old quay</a>");
    syn_report *report = clean_page_text(html);
    assert_int_equal(report->outcome, SYN_OUTCOME_LISTING);
    report_free(report);
}

int run_page_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_article_is_taken_from_the_clutter),
            cmocka_unit_test(a_page_without_helpful_tags_is_read_by_its_prose),
        cmocka_unit_test(inline_elements_make_no_blanks), cmocka_unit_test(lists_quotes_tables_and_posts_keep_their_kind),
        cmocka_unit_test(the_body_may_say_that_it_is_the_body), cmocka_unit_test(names_that_lie_are_not_believed),
        cmocka_unit_test(metadata_is_read_by_rank), cmocka_unit_test(dates_come_from_time_url_or_text),
        cmocka_unit_test(broken_json_ld_is_passed_over), cmocka_unit_test(an_article_body_in_json_ld_stands_in),
        cmocka_unit_test(hidden_text_is_left_out), cmocka_unit_test(pages_that_are_no_article_say_so),
    };
    return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
