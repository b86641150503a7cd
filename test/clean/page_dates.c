/* The dates of pages: where each comes from, which one is taken, and the traps. All pages are invented. */
#include "tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clean/page_dates.h"

#define PROSE "<p>The quay at Port Arlen will close before winter, the harbour master said at a meeting in the old customs house.</p>" \
              "<p>Boats that lie there now have to move to the north basin until the work on the walls is done, she said.</p>"
#define HEAD "<h1>Old quay at Port Arlen to close</h1>"
#define LD(body) "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"," body "}</script>"

typedef struct dated {
    const char *what, *html, *published, *from, *updated, *updated_from;
} dated;

static void check(const dated *cases, size_t count, const char *fetched) {
    for (size_t i = 0; i < count; i++) {
        syn_report *report = clean_page_fetched(cases[i].html, fetched);
        const dated *c = &cases[i];
        const char *wants[] = {c->published, c->from, c->updated, c->updated_from};
        syn_slice got[] = {report->published, report->published_from, report->updated, report->updated_from};
        for (size_t k = 0; k < 4; k++)
            if (!slice_equal(got[k], slice_str(wants[k] ? wants[k] : "")))
                fail_msg("%s: want \"%s\", got \"%.*s\"", c->what, wants[k] ? wants[k] : "", (int)got[k].len, got[k].len ? got[k].ptr : "");
        assert_true((report->published_sure > 0) == (report->published.len > 0));
        assert_true(report->published_sure <= 100 && report->updated_sure <= 100);
        report_free(report);
    }
}

static void every_source_is_read(void **state) {
    (void)state;
    static const dated cases[] = {
        {"json-ld", LD("\"datePublished\":\"2019-05-03T08:01:00+02:00\",\"dateModified\":\"2019-05-04T10:00:00+02:00\"") HEAD PROSE,
         "2019-05-03T08:01:00+02:00", "json-ld", "2019-05-04T10:00:00+02:00", "json-ld"},
        {"json-ld of a recipe", "<script type='application/ld+json'>{\"@type\":\"Recipe\",\"datePublished\":\"2019-05-03\"}</script>" HEAD PROSE,
         "2019-05-03", "json-ld", NULL, NULL},
        {"meta", "<meta property=article:published_time content=2019-05-03T08:01:00Z>" HEAD PROSE, "2019-05-03T08:01:00Z", "meta", NULL, NULL},
        {"meta of a name of its own", "<meta name=x-published-date content='Fri, 05/13/2019 - 08:01'>" HEAD PROSE, "2019-05-13T08:01", "meta", NULL, NULL},
        {"itemprop", "<article>" HEAD "<span itemprop=datePublished content=2019-05-03>3 May</span><span itemprop=dateModified content=2019-05-06></span>" PROSE "</article>",
         "2019-05-03", "time", "2019-05-06", "time"},
        {"property", "<article>" HEAD "<span property='schema:datePublished' content=2019-05-03>3 May</span>" PROSE "</article>", "2019-05-03", "time", NULL, NULL},
        {"pubdate", "<article>" HEAD "<time pubdate datetime=2019-05-03>3 May</time>" PROSE "</article>", "2019-05-03", "time", NULL, NULL},
        {"abbr", "<article>" HEAD "<abbr class=published title='2019-05-03T08:01'>Friday</abbr><abbr class=updated title='2019-05-04'>Saturday</abbr>" PROSE "</article>",
         "2019-05-03T08:01", "time", "2019-05-04", "time"},
        {"class", "<article>" HEAD "<p class=post-date><b>3</b> <i>May</i> 2019</p>" PROSE "</article>", "2019-05-03", "text", NULL, NULL},
        {"text", "<article>" HEAD "<div>Published 3 May 2019, 10:14 BST</div><div>Updated 4 May 2019</div>" PROSE "</article>",
         "2019-05-03T10:14+01:00", "text", "2019-05-04", "text"},
        {"label in a text of its own", "<article>" HEAD "<div><b>Posted on:</b> <span>May 3, 2019</span></div>" PROSE "</article>", "2019-05-03", "text", NULL, NULL},
        {"text at the end", "<article>" HEAD PROSE PROSE "<p>First published on 3 May 2019.</p></article>", "2019-05-03", "text", NULL, NULL},
        {"dateline in long text", HEAD "<p>Port Arlen, (3.5.2019). The quay at Port Arlen will close before winter, the harbour master said at a meeting in the "
         "old customs house, and boats that lie there now have to move to the north basin until the work on the walls is done.</p>" PROSE, "2019-05-03", "text", NULL, NULL},
        {"url", "<link rel=canonical href='https://mail.example/2019/05/03/quay'>" HEAD PROSE, "2019-05-03", "url", NULL, NULL},
        {"url, day first", "<link rel=canonical href='https://mail.example/news/23-05-2019'>" HEAD PROSE, "2019-05-23", "url", NULL, NULL},
    };
    check(cases, sizeof cases / sizeof *cases, "");
}

static void other_dates_are_not_taken(void **state) {
    (void)state;
    static const dated cases[] = {
        {"expiry", "<meta name=article:expiration_time content=2019-09-01><meta name=expires content=2019-09-02>" HEAD "<p>Offer expires: 3 September 2019</p>" PROSE,
         NULL, NULL, NULL, NULL},
        {"updated is not published", "<meta property=article:published_time content=2019-05-03><article>" HEAD "<div>Updated 9 May 2019</div>" PROSE "</article>",
         "2019-05-03", "meta", "2019-05-09", "text"},
        {"the day of the update, unsaid", LD("\"datePublished\":\"2017-05-03\",\"dateModified\":\"2019-05-09\"") "<article>" HEAD "<div>9 May 2019</div>" PROSE "</article>",
         "2017-05-03", "json-ld", "2019-05-09", "json-ld"},
        {"related stories", "<article>" HEAD "<div>3 May 2019</div>" PROSE "</article><aside class=related><ul><li><a href=/a>Ferry strike ends</a> <span>8 May 2019</span></li>"
         "<li><a href=/b>New ferry comes</a> <span>9 May 2019</span></li></ul></aside>", "2019-05-03", "text", NULL, NULL},
        {"comments", "<article>" HEAD "<time datetime=2019-05-03>Friday</time>" PROSE "</article><div id=comments><div class=comment><time datetime=2019-05-05T10:00Z>Sunday</time>"
         "<p>Good news for the seals.</p></div></div>", "2019-05-03", "time", NULL, NULL},
        {"today in the masthead", "<div class=topbar>Monday, 6 May 2019</div><article>" HEAD "<div class=date>Published: 3 May 2019</div>" PROSE "</article>", "2019-05-03", "text", NULL, NULL},
        {"copyright", HEAD PROSE "<footer>Copyright 2019 Port Arlen Mail</footer>", NULL, NULL, NULL, NULL},
        {"an order that nobody can tell", HEAD "<div>05/06/2019</div>" PROSE, NULL, NULL, NULL, NULL},
        {"only an update", HEAD "<div>Last updated: 9 May 2019</div>" PROSE, "2019-05-09", "updated", "2019-05-09", "text"},
    };
    check(cases, sizeof cases / sizeof *cases, "");
}

static void the_page_says_its_order_and_its_zone(void **state) {
    (void)state;
    static const dated cases[] = {
        {"German", "<html lang=de>" HEAD "<div>05.06.19</div>" PROSE, "2019-06-05", "text", NULL, NULL},
        {"British", "<html lang=en-GB>" HEAD "<div>05/06/2019</div>" PROSE, "2019-06-05", "text", NULL, NULL},
        {"a host of the United States", "<html lang=en><link rel=canonical href='https://arlen.gov/quay'>" HEAD "<div>05/06/2019</div>" PROSE, "2019-05-06", "text", NULL, NULL},
        {"the clock beside the day", LD("\"datePublished\":\"2019-05-04T02:14:30Z\"") "<article>" HEAD "<div>Published May 3, 2019 10:14 pm</div>" PROSE "</article>",
         "2019-05-03T22:14:30-04:00", "json-ld", NULL, NULL},
        {"another date's zone", LD("\"datePublished\":\"2019-05-04T02:14:30Z\",\"dateModified\":\"2019-05-04T08:00:00-05:00\"") "<link rel=canonical href='https://mail.example/2019/05/03/quay'>"
         "<article>" HEAD "<div>Published May 3, 2019</div>" PROSE "</article>", "2019-05-03T21:14:30-05:00", "json-ld", "2019-05-04T08:00:00-05:00", "json-ld"},
        {"midnight", "<meta property=article:published_time content=2019-05-02T22:00:00Z><article>" HEAD "<div class=published>Published 3 May 2019</div>" PROSE "</article>",
         "2019-05-03T00:00:00+02:00", "meta", NULL, NULL},
        {"a season's zone", "<article>" HEAD "<div>Published Jan. 3, 2019, 2:05 p.m. ET</div>" PROSE "</article>", "2019-01-03T14:05-05:00", "text", NULL, NULL},
        {"no zone said, none given", "<article>" HEAD "<div>Published 3 May 2019 10:14</div>" PROSE "</article>", "2019-05-03T10:14", "text", NULL, NULL},
    };
    check(cases, sizeof cases / sizeof *cases, "");
}

static void nothing_is_later_than_the_fetch(void **state) {
    (void)state;
    static const dated cases[] = {
        {"later ones are dropped", LD("\"datePublished\":\"2031-01-01\",\"dateModified\":\"2030-01-01\"") "<article>" HEAD "<div>Published 3 May 2019</div>" PROSE "</article>",
         "2019-05-03", "text", NULL, NULL},
        {"a day of zones is let be", LD("\"datePublished\":\"2019-05-11T01:00:00+10:00\"") HEAD PROSE, "2019-05-11T01:00:00+10:00", "json-ld", NULL, NULL}};
    check(cases, sizeof cases / sizeof *cases, "2019-05-10T12:00:00Z");
}

static void times_ago_count_from_the_fetch(void **state) {
    (void)state;
    static const dated cases[] = {
        {"hours", "<article>" HEAD "<div>Posted 14 hours ago</div>" PROSE "</article>", "2019-05-09", "text", NULL, NULL},
        {"days, German", "<article>" HEAD "<div class=date>vor 3 Tagen</div>" PROSE "</article>", "2019-05-07", "text", NULL, NULL},
        {"updated", LD("\"datePublished\":\"2019-05-03\"") "<article>" HEAD "<div>Updated 20 minutes ago</div>" PROSE "</article>", "2019-05-03", "json-ld", "2019-05-10", "text"},
        {"no number", "<article>" HEAD "<div>Some hours ago</div>" PROSE "</article>", NULL, NULL, NULL, NULL},
        {"no past", "<article>" HEAD "<div>Opens in 3 days</div>" PROSE "</article>", NULL, NULL, NULL, NULL}};
    check(cases, sizeof cases / sizeof *cases, "2019-05-10T12:00:00Z");
    static const dated unknown[] = {{"no fetch", "<article>" HEAD "<div>Posted 14 hours ago</div>" PROSE "</article>", NULL, NULL, NULL, NULL}};
    check(unknown, 1, "");
}

/* A text with an address, taken as it stands. */
static void check_address(const char *url, const char *text, const char *published, const char *from) {
    syn_arena scratch;
    arena_init(&scratch, NULL);
    syn_report *report = report_new(NULL);
    assert_non_null(report);
    report->text = slice_str(text);
    report->url = slice_str(url);
    report->fetched = SLICE_LIT("2019-05-10T12:00:00Z");
    report->verbatim = true;
    assert_int_equal(clean_run(NULL, report, NULL, &scratch, NULL), SYN_OK);
    if (!slice_equal(report->published, slice_str(published)))
        fail_msg("%s: want \"%s\", got \"%.*s\"", url, published, (int)report->published.len, report->published.len ? report->published.ptr : "");
    assert_slice(report->published_from, from);
    report_free(report);
    arena_free(&scratch);
}

static void an_address_dates_a_text_without_a_day(void **state) {
    (void)state;
    static const char prose[] = "The quay at Port Arlen will close before winter, the harbour master said.";
    static const char *const whole[] = {"2019/05/03/quay", "2019/5/03", "2019-05-03-quay.html", "news/20190503/quay", "quay-20190503.html",
                                        "2019/may/03/quay", "news?day=2019-05-03&page=2", "03-may-2019/quay", "2019/05/03?page=2"};
    static const char *const none[] = {"2019/5/", "2019/05/quay", "2019/5", "/20190/quay", "1995-2001/quay", "quay/120190503", "quay/201905031",
                                       "2019/05/03-boats-must-leave-quay", "2019/05/12.html", "2019/02/30/quay", "1019/05/03/quay", "05/06/2019/quay",
                                       "2019/05/20/quay" /* after it was fetched */};
    char url[200];
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        snprintf(url, sizeof url, "https://mail.example/%s", whole[i]);
        check_address(url, prose, "2019-05-03", "url");
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        snprintf(url, sizeof url, "https://mail.example/%s", none[i]);
        check_address(url, prose, "", "");
    }
    check_address("https://mail.example/2019/05/03/quay", "date 2019-05-01 The quay at Port Arlen will close before winter.", "2019-05-01", "text");
}

static void a_hundred_thousand_dates_take_no_time(void **state) {
    (void)state;
    static const char *const units[] = {"<p>3 May 2019 and 13/05/2019 or 2019-05-03T10:14:00Z</p>", "<time datetime=2019-05-03>3</time>",
                                        "<li class=date>1.2.3 4.5.6 7.8.9 10.11.12 May May 2019 2019 2019</li>", "<b class=date>", "11:11 11:11 3 2019 "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t length = strlen(units[i]);
        char *html = malloc(length * 100000 + 1000);
        assert_non_null(html);
        char *at = html + sprintf(html, "<article>" HEAD "<div>Published 3 May 2019</div>");
        for (size_t k = 0; k < 100000; k++, at += length) memcpy(at, units[i], length);
        *at = 0;
        clock_t begin = clock();
        syn_report *report = clean_page_text(html);
        double took = (double)(clock() - begin) / CLOCKS_PER_SEC;
        if (took > 10.0) fail_msg("%s * 100000 took %.1f s", units[i], took);
        assert_slice(slice_cut(report->published, 0, 10), "2019-05-03");
        report_free(report);
        free(html);
    }
}

static void candidates_are_capped_and_counted(void **state) {
    (void)state;
    static page_dates dates;
    for (int i = 0; i < 3 * DATE_CANDIDATES; i++) {
        date_candidate c = {.moment = civil_from_days(18000 + i), .source = DATE_TEXT, .role = DATE_UNSAID};
        dates_add(&dates, &c);
        dates_add(&dates, &c);
    }
    assert_int_equal(dates.n, DATE_CANDIDATES);
    assert_int_equal(dates.at[5].times, 2);
    assert_int_equal(dates.at[5].order, 5);
    uint8_t features[DATE_FEATURES];
    for (uint32_t i = 0; i < dates.n; i++) {
        unsigned n = dates_features(&dates, i, features);
        assert_in_range(n, 1, DATE_FEATURES - 1);
        for (unsigned k = 0; k < n; k++) assert_true(features[k] < dates_feature_count());
    }
}

static void names_and_labels_give_roles(void **state) {
    (void)state;
    static const struct { const char *text; date_role role; } words[] = {
        {"Published on", DATE_PUBLISHED}, {"First published, last updated:", DATE_UPDATED}, {"Veröffentlicht am", DATE_PUBLISHED}, {"Mis à jour le", DATE_UPDATED},
        {"Expires", DATE_OTHER}, {"expires with the last day of the month of", DATE_UNSAID}, {"Harbour news", DATE_UNSAID}, {"", DATE_UNSAID}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dates_role_of_words(slice_str(words[i].text), 12) != words[i].role) fail_msg("words \"%s\"", words[i].text);
    static const struct { const char *text; date_role role; } names[] = {
        {"datePublished", DATE_PUBLISHED}, {"post-updated", DATE_UPDATED}, {"article:expiration_time", DATE_OTHER}, {"entry-date", DATE_UNSAID}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dates_role_of_name(slice_str(names[i].text)) != names[i].role) fail_msg("name \"%s\"", names[i].text);
}

int run_page_date_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_source_is_read), cmocka_unit_test(other_dates_are_not_taken), cmocka_unit_test(the_page_says_its_order_and_its_zone),
        cmocka_unit_test(nothing_is_later_than_the_fetch), cmocka_unit_test(times_ago_count_from_the_fetch),
        cmocka_unit_test(an_address_dates_a_text_without_a_day), cmocka_unit_test(a_hundred_thousand_dates_take_no_time),
        cmocka_unit_test(candidates_are_capped_and_counted), cmocka_unit_test(names_and_labels_give_roles)};
    return cmocka_run_group_tests_name("dates of pages", tests, NULL, NULL);
}
