/* Plain texts: what is taken from the head, what goes out, what stays. */
#include "tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/caps.h"

#define PROSE "The harbour board of Port Arlen voted on Monday to close the old quay, a step that fishermen had fought for months.\n\n" \
              "\"We will be back before the winter,\" said Ida Marsh, who leads the union.\n\n"
#define MORE_PROSE "The board gave no date for the work. It said that a survey had found cracks in eleven of the piles.\n\n" \
                   "Two smaller boats have already moved across the bay."

static void a_date_before_the_text_is_its_date(void **state) {
    (void)state;
    static const char *const heads[] = {"date 2019-05-03 ", "\xEF\xBB\xBF date 2019-05-03\n\n", "Date: 2019-05-03\n",
                                        " date 2019-05-03\n"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        char text[2000] = "";
        strcat(strcat(text, heads[i]), PROSE MORE_PROSE);
        syn_report *report = clean_text(text);
        assert_slice(report->published, "2019-05-03");
        assert_slice(report->published_from, "text");
        assert_true(slice_starts(report->text, SLICE_LIT("The harbour board")));
        report_free(report);
    }
}

static void a_date_in_prose_is_not_the_report_s(void **state) {
    (void)state;
    syn_report *report = clean_text("Dates were the theme of the fair on May 3, 2019, growers said.\n\n" MORE_PROSE);
    assert_slice(report->published, "");
    assert_true(holds(report, "Dates were the theme"));
    report_free(report);
}

static void a_headline_is_the_title(void **state) {
    (void)state;
    syn_report *report = clean_text("Old quay to close before winter\n\n" PROSE MORE_PROSE);
    assert_slice(report->title, "Old quay to close before winter");
    assert_false(holds(report, "Old quay to close"));
    report_free(report);
    report = clean_text("Old quay to close before winter\ndate 2019-05-03\n\n" PROSE MORE_PROSE);
    assert_slice(report->published, "2019-05-03");
    report_free(report);
}

static void prose_and_quotes_are_no_title(void **state) {
    (void)state;
    syn_report *report = clean_text(PROSE MORE_PROSE);
    assert_slice(report->title, "");
    assert_true(slice_starts(report->text, SLICE_LIT("The harbour board")));
    report_free(report);
    report = clean_text("\"We will be back before the winter.\" \n\n" PROSE MORE_PROSE);
    assert_slice(report->title, "");
    assert_true(slice_starts(report->text, SLICE_LIT("\"We will be back")));
    report_free(report);
}

static void a_byline_is_taken(void **state) {
    (void)state;
    syn_report *report = clean_text("Old quay to close before winter\n\nBy Ann Okoro and Lev Brandt\n\n" PROSE MORE_PROSE);
    assert_int_equal(report->byline.n, 2);
    assert_slice(report->byline.at[0], "Ann Okoro");
    assert_slice(report->byline.at[1], "Lev Brandt");
    assert_false(holds(report, "Okoro"));
    report_free(report);
}

static void a_dateline_is_cut_and_gives_the_agency(void **state) {
    (void)state;
    static const struct { const char *dateline, *source, *published; } cases[] = {
        {"PORT ARLEN, May 3 (Reuters) - ", "Reuters", ""}, {"(AP) — ", "AP", ""}, {"PORT ARLEN — ", "", ""},
        {"Port Arlen, Norland (CNN) -- ", "CNN", ""}, {"May 3 (Bloomberg) -- ", "Bloomberg", ""}, {"(CNN)", "CNN", ""},
        {"PORT ARLEN, May 3, 2019 (AFP) - ", "AFP", "2019-05-03"}, {"KRASNOV, Norland – ", "", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[2000] = "";
        strcat(strcat(text, cases[i].dateline), PROSE MORE_PROSE);
        syn_report *report = clean_text(text);
        if (!slice_starts(report->text, SLICE_LIT("The harbour board"))) fail_msg("dateline stays: %s", cases[i].dateline);
        assert_slice(report->source, cases[i].source);
        assert_slice(report->published, cases[i].published);
        report_free(report);
    }
}

static void what_runs_on_into_a_dateline_goes_with_it(void **state) {
    (void)state;
    syn_report *report = clean_text("Old quay to close Fishermen had fought it for months YOUR E-MAIL ALERTS Norland or or Create Your Own "
                                    "PORT ARLEN, Norland (CNN) -- " PROSE MORE_PROSE);
    assert_true(slice_starts(report->text, SLICE_LIT("The harbour board")));
    assert_slice(report->source, "CNN");
    report_free(report);
    report = clean_text("Fishermen fought it for months. Their union in ARLEN, Norland (ARU) -- the oldest of all -- lost the vote on Monday.\n\n"
                        MORE_PROSE);
    assert_true(slice_starts(report->text, SLICE_LIT("Fishermen fought")));
    report_free(report);
}

static void bytes_of_something_else_go(void **state) {
    (void)state;
    syn_report *report = clean_text(PROSE "\xEF\xBF\xBDXM\xEF\xBF\xBD" "0\x02\xEF\xBF\xBDWX\x03\xEF\xBF\xBD d\xEF\xBF\xBD\x01 u]\xEF\xBF\xBD C\xEF\xBF\xBDg vb wF5\n\n" MORE_PROSE
                                    "\n\nMs. Marsh wrote that the board\xEF\xBF\xBD" "s vote was final, and that the boats would go.");
    assert_false(holds(report, "wF5"));
    assert_true(holds(report, "vote was final"));
    report_free(report);
}

static void what_only_looks_like_a_dateline_stays(void **state) {
    (void)state;
    static const char *const openings[] = {"The board - all nine members - met on Monday in the hall and voted to close the quay.",
                                           "NORDA officials said on Monday that the quay would close, a step that many fishermen fought.",
                                           "Port Arlen - once a whaling town with a proud fleet of its own - will close its quay."};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        char text[2000] = "";
        strcat(strcat(strcat(text, openings[i]), "\n\n"), MORE_PROSE);
        syn_report *report = clean_text(text);
        assert_true(slice_starts(report->text, slice_str(openings[i])));
        report_free(report);
    }
}

static void a_dateline_without_its_dash_is_cut(void **state) {
    (void)state;
    static const struct { const char *before, *opening, *place, *begins; } cases[] = {
        {"", "KUNDUZ, Afghanistan A lorry full of flour turned over on Monday and closed the road to the mill for hours.",
         "KUNDUZ, Afghanistan", "A lorry"},
        {"", "TUNIS Bakers shut their shops on Monday and marched to the ministry to ask for cheaper flour, they said.", "TUNIS",
         "Bakers"},
        {"", "PORT ARLEN NAVAL YARD, Norland The board of the yard met on Monday behind closed doors for nine hours.",
         "PORT ARLEN NAVAL YARD, Norland", "The board"},
        {"", "MANILA\n\nBakers shut their shops on Monday and marched to the ministry to ask for cheaper flour, they said.",
         "MANILA", "Bakers"},
        {"", "SEOUL, Norland \xC2\x97 Bakers shut their shops on Monday and marched to the ministry, they said.",
         "SEOUL, Norland", "Bakers"},
        {"", "NEW YORK (QuayNews.com) -- Bakers shut their shops on Monday and marched to the ministry, they said.", "NEW YORK",
         "Bakers"},
        {"\"We want bread that we can pay for,\" said Ida Marsh, who leads the bakers of the old town.\n\n",
         "CLEVELAND — Bakers shut their shops on Monday and marched to the ministry, they said.", "CLEVELAND", "Bakers"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[2000] = "", without[200];
        strcat(strcat(strcat(strcat(text, cases[i].before), cases[i].opening), "\n\n"), MORE_PROSE);
        syn_report *report = clean_text(text);
        assert_slice(report->dateline.place, cases[i].place);
        if (holds(report, cases[i].place)) fail_msg("dateline stays: %s", cases[i].opening);
        snprintf(without, sizeof without, "%s%s", cases[i].before, cases[i].begins);
        assert_true(slice_starts(report->text, slice_str(without)));
        report_free(report);
    }
}

static void words_in_capitals_at_the_start_are_no_dateline(void **state) {
    (void)state;
    static const char *const openings[] = {
        "PARIS Vance has left the harbour board after nine years, a step that her friends had long seen coming.",
        "REBECCA Vance has left the harbour board after nine years, a step that her friends had long seen coming.",
        "NASA, Norda Plan Joint Mission to the far side of the moon, the two offices said on Monday in the town.",
        "SCOTLAND Yard said on Monday that two men were held over the fire that burned down the old mill."};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        char text[2000] = "";
        strcat(strcat(strcat(text, openings[i]), "\n\n"), MORE_PROSE);
        syn_report *report = clean_text(text);
        assert_true(slice_starts(report->text, slice_str(openings[i])));
        report_free(report);
    }
}

#define LONG_PROSE PROSE "The board gave no date for the work, but it said that a survey had found cracks in eleven piles.\n\n" \
                         "Fishermen say that the new quay is too far from the market, and that its ice plant has never worked.\n\n"
#define LONG_END "The mayor wants to hear both sides at a meeting in the school hall on Thursday, her office said in a letter.\n\n" \
                 "Two smaller boats have already moved across the bay, where the berths are free until the end of the year."

/* Lines between paragraphs that end in full stops: captions, links, subheads in capitals or marks. */
static void loose_lines_go(void **state) {
    (void)state;
    static const char *const lines[] = {
        "Divers looked at the cracked piles on Monday afternoon",
        "Is the new quay too far from the market?\n\nWhat do the fishermen of the bay want?",
        "Board of Port Arlen Votes to Close the Old Quay",
        "Five bridges that were closed last year\n\nThe long life of the old quay",
        "MAYOR WANTS TALKS",
        "\"NO WAY BACK\"",
        "'No way back'",
        "`Hard Winter'",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[4000] = "";
        strcat(strcat(strcat(strcat(text, LONG_PROSE), lines[i]), "\n\n"), LONG_END);
        syn_report *report = clean_text(text);
        if (holds(report, lines[i])) fail_msg("stays: %s", lines[i]);
        assert_slice(report->text, LONG_PROSE LONG_END);
        report_free(report);
    }
}

static void lines_that_belong_to_the_text_stay(void **state) {
    (void)state;
    static const char *const lines[] = {
        "He had asked for a new survey of the piles before the winter",
        "The fishermen said that they would stay at the old quay",
        "How the old quay was built",
        "What will the new quay cost?",
        "Calm returns",
        "Q: Who will pay for it?\n\nA: The board says that the crown will pay for all of it in the end.",
        "1. Ida Marsh\n\n2. Lev Brandt\n\n3. Ann Okoro",
        "Tuesday: 12 boats\n\nWednesday: 17 boats",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[4000] = "";
        strcat(strcat(strcat(strcat(text, LONG_PROSE), lines[i]), "\n\n"), LONG_END);
        syn_report *report = clean_text(text);
        if (!holds(report, lines[i])) fail_msg("gone: %s", lines[i]);
        report_free(report);
    }
}

/* A text of many lines without stops is a guide or a list; it keeps them. */
static void a_text_of_lines_keeps_them(void **state) {
    (void)state;
    char text[6000] = "";
    for (unsigned i = 0; i < 5; i++)
        strcat(text, "The paint on your boat wears off\n\nA boat that lies in salt water needs new paint each year, and the old has to come off first.\n\n");
    syn_report *report = clean_text(text);
    assert_true(holds(report, "wears off"));
    report_free(report);
}

static void what_stands_below_the_headline_goes(void **state) {
    (void)state;
    static const char *const lines[] = {"The old quay has been the home of the fleet since 1904", "Updated at 4:10 p.m. ET",
                                        "Ann Okoro, quaynews.example", "Mayor calls meeting of both sides\n\nUpdated 4 May 2019"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[4000] = "Old quay to close before winter\n\n";
        strcat(strcat(strcat(text, lines[i]), "\n\n"), LONG_PROSE LONG_END);
        syn_report *report = clean_text(text);
        assert_slice(report->title, "Old quay to close before winter");
        assert_slice(report->text, LONG_PROSE LONG_END);
        report_free(report);
    }
}

/* Each stands between paragraphs of prose and must go, with all else staying. */
static void boilerplate_goes(void **state) {
    (void)state;
    static const char *const lines[] = {
        "SIGN UP",
        "Get the day's news straight to your inbox. Subscribe to our free newsletter and never miss a story. JOIN NOW!",
        "Advertisement",
        "Advertisement Continue reading the main story",
        "READ MORE: Five bridges that were closed last year",
        "Related: The long life of the old quay",
        "Watch divers look at the cracked piles »",
        "All About Port Arlen • Fishing • Norland",
        "Image copyright EPA Image caption The old quay at low tide",
        "The old quay seen at low tide on Sunday [AFP]",
        "Getty Images The cracked piles of the quay",
        "FILE - In this Oct. 2, 2018 file photo, boats lie at the old quay in Port Arlen. (AP Photo/Ola Venn, File)",
        "Ola Venn/Reuters",
        "The Associated Press",
        "Photo",
        "Copyright 2019 The Port Arlen Mail. All rights reserved. This material may not be published, broadcast or rewritten.",
        "Please let us know if you have trouble with commenting.",
        "Comments are closed.",
        "Do you have a story for our news team? Email us at desk@example.org or call 0555 010 0101",
        "To contact the reporter on this story: Ann Okoro in Port Arlen at okoro@example.org",
        "Follow Ann Okoro on Twitter @annokoro",
        "Facebook Twitter Email",
        "The Associated Press contributed to this report.",
        "This article was originally published on the Port Arlen Mail.",
        "We use cookies to improve your visit. By continuing to use this site you agree to our cookie policy.",
        "(Reporting by Ann Okoro; Editing by Lev Brandt)",
        "***",
        "Click here to see all pictures of the quay",
        "E-mail this to a friend Printable version Bookmark with: Delicious",
        "StumbleUpon What are these?",
        "Text Size -",
        "-- This embed didnt make it to copy, item id = 100200. -- This embed didnt make it to copy, item id = 100200.",
        "For related stories: Port Arlen: {QUAY BN <GO>} top fishing news: {FISH <GO>}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[3000] = "";
        strcat(strcat(strcat(strcat(text, PROSE), lines[i]), "\n\n"), MORE_PROSE);
        syn_report *report = clean_text(text);
        if (holds(report, lines[i])) fail_msg("stays: %s", lines[i]);
        assert_slice(report->text, PROSE MORE_PROSE);
        report_free(report);
    }
}

/* Prose that holds words of boilerplate must stay. */
static void prose_stays(void **state) {
    (void)state;
    static const char *const lines[] = {
        "The union has asked every member to sign up for the new scheme, and most of them did so within a week.",
        "He said on Twitter that he was sorry.",
        "\"Subscribe to our newsletter, they tell us, and you will never miss a thing,\" Marsh said of the board's letters.",
        "The paper's subscribers were told in May that the price of a digital subscription would rise.",
        "The photo, taken by a neighbour and shared on Facebook, shows the crane falling into the basin.",
        "The board holds the copyright in the drawings, and it refused to hand them over to the court.",
        "Reporting by the local radio station first brought the cracks to light, which the board confirmed.",
        "Voters can register online.",
        "No comment was given.",
        "Getty Images said that it would not sell pictures of the accident while the inquiry was going on.",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[3000] = "";
        strcat(strcat(strcat(strcat(text, PROSE), lines[i]), "\n\n"), MORE_PROSE);
        syn_report *report = clean_text(text);
        if (!holds(report, lines[i])) fail_msg("gone: %s", lines[i]);
        report_free(report);
    }
}

static void credits_are_cut_off_the_end_of_prose(void **state) {
    (void)state;
    syn_report *report = clean_text(PROSE "The work will cost two million crowns, the board said. (Writing by Ann Okoro; Editing by Lev Brandt)");
    assert_true(holds(report, "two million crowns, the board said."));
    assert_false(holds(report, "Okoro"));
    report_free(report);
    report = clean_text(PROSE "The divers came up after an hour. Watch the divers at work »\n\n" MORE_PROSE);
    assert_true(holds(report, "The divers came up after an hour."));
    assert_false(holds(report, "Watch the divers"));
    report_free(report);
}

static void a_caption_that_stands_twice_goes_both_times(void **state) {
    (void)state;
    syn_report *report = clean_text("Old quay to close\n\nBoats at the old quay on a grey day\n\nBoats at the old quay on a grey day\n\n" PROSE MORE_PROSE);
    assert_slice(report->text, PROSE MORE_PROSE);
    report_free(report);
}

static void a_caption_broken_in_two_goes_as_a_whole(void **state) {
    (void)state;
    syn_report *report = clean_text(PROSE "Two piles of the old quay broke in\n\nSunday's storm [Reuters]\n\n" MORE_PROSE);
    assert_slice(report->text, PROSE MORE_PROSE);
    report_free(report);
}

static void lines_are_paragraphs_where_lines_are_long(void **state) {
    (void)state;
    syn_report *report = clean_text("The board met on Monday and voted to close the old quay, which fishermen had fought for many months.\n"
                                    "It gave no date for the work, which will be paid for by the province and by a fund of the state.\n"
                                    "Two smaller boats have moved.");
    assert_int_equal(report->blocks.n, 3);
    report_free(report);
}

static void wrapped_lines_are_one_paragraph(void **state) {
    (void)state;
    static const char text[] = "The harbour board of Port Arlen voted on Monday to close the old\nquay, a step that fishermen had fought for many months and\n"
                               "that the union called a mistake in a letter to the province.\n\n"
                               "The board gave no date for the work. It said that a survey had\nfound cracks in eleven of the piles, and that two of them would\n"
                               "not last through another winter of storms.\n";
    syn_report *report = clean_text(text);
    assert_int_equal(report->blocks.n, 2);
    assert_true(holds(report, "close the old\nquay, a step"));
    report_free(report);
}

static void subheads_and_items_have_their_kinds(void **state) {
    (void)state;
    syn_report *report = clean_text(PROSE "Cracks below the water\n\n" MORE_PROSE "\n\n• A first pile will be replaced in May.");
    assert_int_equal(kind_of(report, "Cracks below"), BLOCK_HEADING);
    assert_int_equal(kind_of(report, "The harbour"), BLOCK_PARAGRAPH);
    assert_int_equal(kind_of(report, "• A first"), BLOCK_LIST);
    report_free(report);
}

static void a_post_that_the_prose_quotes_is_an_embed_of_it(void **state) {
    (void)state;
    syn_report *report = clean_text(
        PROSE "On Monday, Marsh tweeted, “The quay is ours and we will not leave it to a board that never saw a net”:\n\n"
        "The quay is ours and we will not leave it to a board that never saw a net. https://t.co/abc — Ida Marsh (@idamarsh) May 3, 2019\n\n" MORE_PROSE);
    const syn_block *block = block_of(report, "The quay is ours");
    assert_int_equal(block->kind, BLOCK_EMBED);
    assert_int_not_equal(block->repeats, REPORT_NONE);
    assert_true(block->repeats < block->span.begin);
    assert_true(slice_starts(slice_cut(report->text, block->repeats, report->text.len), SLICE_LIT("The quay is ours")));
    report_free(report);
}

static void several_posts_in_one_paragraph_are_an_embed(void **state) {
    (void)state;
    syn_report *report = clean_text(PROSE "no boats at the quay today and nobody knows why — Tor (@tor_1) May 2, 2019 still no boats — Tor (@tor_1) May 3, 2019\n\n" MORE_PROSE);
    assert_int_equal(block_of(report, "no boats")->kind, BLOCK_EMBED);
    assert_int_equal(block_of(report, "no boats")->repeats, REPORT_NONE);
    report_free(report);
}

static void a_copy_without_signature_is_an_embed(void **state) {
    (void)state;
    syn_report *report = clean_text(PROSE "Marsh wrote: \"Nobody asked the crews before the vote was taken and nobody will thank the board\".\n\n"
                                    "Nobody asked the crews before the vote was taken and nobody will thank the board\n\n" MORE_PROSE);
    assert_int_equal(block_of(report, "Nobody asked")->kind, BLOCK_EMBED);
    assert_int_not_equal(block_of(report, "Nobody asked")->repeats, REPORT_NONE);
    report_free(report);
}

static void a_verbatim_text_keeps_every_byte(void **state) {
    (void)state;
    syn_report *report = clean_verbatim_text("date 2019-05-03\n\nOld quay to close before winter\n\n" PROSE "SIGN UP\n\n" MORE_PROSE "\n");
    assert_slice(report->published, "2019-05-03");
    assert_slice(report->title, "Old quay to close before winter");
    assert_slice(report->language, "en");
    assert_int_equal(report->blocks.n, 7);
    report_free(report);
}

static void nothing_but_boilerplate_is_empty(void **state) {
    (void)state;
    static const char *const texts[] = {"", "\n \n", "Advertisement\n\nSIGN UP\n\nFacebook Twitter Email"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        syn_report *report = clean_text(texts[i]);
        assert_int_equal(report->outcome, SYN_OUTCOME_EMPTY);
        assert_true(report->reason.len > 0);
        report_free(report);
    }
}

static void a_text_without_memory_is_an_error(void **state) {
    (void)state;
    syn_report *report = report_new(NULL);
    report->text = arena_copy(&report->arena, slice_str(PROSE MORE_PROSE));
    size_t done = 0;
    for (size_t max = 0; max < 400000; max += 997) {
        syn_budget budget = {0};
        budget.max = max;
        syn_arena scratch;
        arena_init(&scratch, &budget);
        syn_report *copy = report_new(&budget);
        copy->text = report->text;
        syn_error error = {0};
        syn_code code = clean_run(NULL, copy, NULL, &scratch, &error);
        assert_true(code == SYN_OK || code == SYN_ERR_LIMIT);
        done += code == SYN_OK;
        report_free(copy);
        arena_free(&scratch);
    }
    assert_true(done > 0);
    report_free(report);
}

static void too_many_paragraphs_are_too_large(void **state) {
    (void)state;
    size_t length = 3u << 20;
    char *text = malloc(length + 1);
    assert_non_null(text);
    for (size_t i = 0; i < length; i++) text[i] = i % 2 ? '\n' : 'a';
    text[length] = 0;
    syn_report *report = clean_text(text);
    assert_int_equal(report->outcome, SYN_OUTCOME_TOO_LARGE);
    report_free(report);
    free(text);
}

int run_text_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_before_the_text_is_its_date), cmocka_unit_test(a_date_in_prose_is_not_the_report_s),
        cmocka_unit_test(a_headline_is_the_title), cmocka_unit_test(prose_and_quotes_are_no_title),
            cmocka_unit_test(a_byline_is_taken),
        cmocka_unit_test(a_dateline_is_cut_and_gives_the_agency), cmocka_unit_test(what_only_looks_like_a_dateline_stays),
        cmocka_unit_test(what_runs_on_into_a_dateline_goes_with_it), cmocka_unit_test(bytes_of_something_else_go),
        cmocka_unit_test(a_dateline_without_its_dash_is_cut),
        cmocka_unit_test(words_in_capitals_at_the_start_are_no_dateline), cmocka_unit_test(loose_lines_go),
        cmocka_unit_test(lines_that_belong_to_the_text_stay), cmocka_unit_test(a_text_of_lines_keeps_them),
        cmocka_unit_test(what_stands_below_the_headline_goes),
        cmocka_unit_test(boilerplate_goes), cmocka_unit_test(prose_stays),
            cmocka_unit_test(credits_are_cut_off_the_end_of_prose),
        cmocka_unit_test(a_caption_that_stands_twice_goes_both_times),
            cmocka_unit_test(a_caption_broken_in_two_goes_as_a_whole),
        cmocka_unit_test(lines_are_paragraphs_where_lines_are_long), cmocka_unit_test(wrapped_lines_are_one_paragraph),
        cmocka_unit_test(subheads_and_items_have_their_kinds),
            cmocka_unit_test(a_post_that_the_prose_quotes_is_an_embed_of_it),
        cmocka_unit_test(several_posts_in_one_paragraph_are_an_embed),
            cmocka_unit_test(a_copy_without_signature_is_an_embed),
        cmocka_unit_test(a_verbatim_text_keeps_every_byte), cmocka_unit_test(nothing_but_boilerplate_is_empty),
        cmocka_unit_test(a_text_without_memory_is_an_error), cmocka_unit_test(too_many_paragraphs_are_too_large),
    };
    return cmocka_run_group_tests_name("texts", tests, NULL, NULL);
}
