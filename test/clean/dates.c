/* Dates as people write them, names of bylines, and the lexicons of the room. */
#include "tests.h"

#include "clean/lexicon/lexicon.gen.h"
#include "clean/parts.h"

static void written_dates_are_read(void **state) {
    (void)state;
    static const struct { const char *text, *date; } cases[] = {
        {"2019-05-03", "2019-05-03"}, {"2019-05-03T14:03:00Z", "2019-05-03T14:03:00Z"}, {"2019-05-03 14:03:00",
                                                                                         "2019-05-03T14:03:00"},
        {"2019-05-03T14:03:00.000+0200", "2019-05-03T14:03:00+02:00"}, {"20190503", "2019-05-03"}, {"2019/05/03/quay",
            "2019-05-03"},
        {"3.5.2019", "2019-05-03"}, {"13/05/2019", "2019-05-13"}, {"05/13/2019", "2019-05-13"}, {"May 3, 2019",
            "2019-05-03"},
        {"Friday, May 3rd, 2019", "2019-05-03"}, {"Fri, 03 May 2019 14:03:00 GMT", "2019-05-03T14:03:00Z"}, {"3 May 2019",
            "2019-05-03"},
        {"the 3rd of May 2019", "2019-05-03"}, {"Sept. 3, 2019 at 2:03 p.m.", "2019-09-03T14:03"}, {"3 de mayo 2019", "2019-05-03"},
        {"3. Mai 2019", "2019-05-03"}, {"3 de mayo de 2019 a las 14:03", "2019-05-03T14:03"}, {"1er mai 2019", "2019-05-01"},
        {"3 mai 2019, 14h03", "2019-05-03T14:03"}, {"3. Mai 2019, 14.03 Uhr", "2019-05-03T14:03"}, {"2019年5月3日 14:03", "2019-05-03T14:03"},
        {"2019년 5월 3일", "2019-05-03"}, {"3 мая 2019 г., 14:03", "2019-05-03T14:03"}, {"3 Μαΐου 2019", "2019-05-03"}, {"3 مايو 2019", "2019-05-03"},
        {"2019. május 3.", "2019-05-03"}, {"2019 m. kovo 3 d.", "2019-03-03"}, {"04-ago-2021", "2021-08-04"},
        {"10:14 BST, 3 May 2019", "2019-05-03T10:14+01:00"}, {"3 May 2019 • 10:14 am EST", "2019-05-03T10:14-05:00"},
        {"July 3, 2019 2:03 p.m. ET", "2019-07-03T14:03-04:00"}, {"Nov. 3, 2006 2:03 p.m. ET", "2006-11-03T14:03-05:00"},
        {"2019-05-03 14:03:00 +0530", "2019-05-03T14:03:00+05:30"}, {"2019-05-03 14:03:00 GMT", "2019-05-03T14:03:00Z"},
        {"Fri May 3 14:03:00 UTC 2019", "2019-05-03T14:03:00Z"}, {"3 maj 2019 kl. 14.03", "2019-05-03T14:03"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_civil moment;
        size_t used;
        char out[40] = "";
        if (date_read(slice_str(cases[i].text), &moment, &used)) out[civil_print(&moment, out)] = 0;
        assert_string_equal(out, cases[i].date);
    }
}

static void dates_are_not_guessed(void **state) {
    (void)state;
    static const char *const texts[] = {"", "05/06/2019", "May 3", "May", "2019", "31 February 2019", "13/13/2019",
                                        "Monday", "1234567", "May the third", "3.5.19",
                                        "5/6/19", "3 listopada 2019", "2019-13-01", "99 May 2019", "4 people"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        syn_civil moment;
        size_t used;
        if (date_read(slice_str(texts[i]), &moment, &used)) fail_msg("read a date in \"%s\"", texts[i]);
    }
}

static void what_a_page_says_decides_the_order(void **state) {
    (void)state;
    static const struct { const char *text, *date; date_style style; } cases[] = {
        {"05/06/2019", "2019-06-05", {.order = DATE_DAY_FIRST}}, {"05/06/2019", "2019-05-06", {.order = DATE_MONTH_FIRST}},
        {"05/13/2019", "2019-05-13", {.order = DATE_DAY_FIRST}}, {"3.5.19", "2019-05-03", {.order = DATE_DAY_FIRST}},
        {"3/5/98", "1998-03-05", {.order = DATE_MONTH_FIRST}}, {"3 listopada 2019", "2019-11-03", {.language = "pl"}},
        {"3 listopada 2019", "", {.language = "hr"}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_civil moment;
        size_t used;
        char out[40] = "";
        if (date_read_in(slice_str(cases[i].text), &cases[i].style, &moment, &used)) out[civil_print(&moment, out)] = 0;
        assert_string_equal(out, cases[i].date);
    }
}

static void bylines_give_names(void **state) {
    (void)state;
    static const struct { const char *line; unsigned count; const char *first; } cases[] = {
        {"By Ann Okoro", 1, "Ann Okoro"}, {"by Ann Okoro and Lev Brandt", 2, "Ann Okoro"},
            {"Ann Okoro, Lev Brandt & Tor Venn", 3, "Ann Okoro"},
        {"By Ann Okoro, Staff Writer", 1, "Ann Okoro"}, {"By Ann Okoro in Port Arlen", 1, "Ann Okoro"},
            {"Written by: Ann Okoro", 1, "Ann Okoro"},
        {"By Dr. Ann Okoro Jr.", 1, "Dr. Ann Okoro Jr."}, {"By staff", 0, ""}, {"https://mail.example/okoro", 0, ""},
            {"12345", 0, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_report *report = report_new(NULL);
        byline_add(report, slice_str(cases[i].line));
        if (report->byline.n != cases[i].count) fail_msg("%u names in \"%s\"", report->byline.n, cases[i].line);
        if (cases[i].count) assert_slice(report->byline.at[0], cases[i].first);
        report_free(report);
    }
}

static void lexicons_are_cut_as_texts_are(void **state) {
    (void)state;
    const syn_lexicon *const all[] = LEXICONS_OF_CLEAN;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *wrong = lexicon_check(all[i]);
        if (wrong) fail_msg("%s: \"%s\" is cut in another way", all[i]->name, wrong);
    }
}

static void every_value_of_a_phrase_is_known(void **state) {
    (void)state;
    static const char *const classes[] = {"box", "widget", "share", "ad", "cookie", "tip", "rights", "more", "caption",
                                          "desk"};
    const syn_lexicon *const lexicons[] = {&lexicon_clean_phrases, &lexicon_clean_openers};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t i = 0; i < lexicons[k]->count; i++) {
            const lexicon_entry *entry = &lexicons[k]->entries[i];
            bool known = false;
            for (size_t c = 0; c < sizeof classes / sizeof *classes; c++)
                known = known || (strncmp(entry->value, classes[c], strlen(classes[c])) == 0 &&
                                  entry->value[strlen(classes[c])] >= '1' &&
                                  entry->value[strlen(classes[c])] <= '9');
            if (!known) fail_msg("\"%s\" has the value \"%s\"", entry->phrase, entry->value);
        }
}

int run_date_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(written_dates_are_read), cmocka_unit_test(dates_are_not_guessed), cmocka_unit_test(what_a_page_says_decides_the_order),
                                       cmocka_unit_test(bylines_give_names), cmocka_unit_test(lexicons_are_cut_as_texts_are),
                                       cmocka_unit_test(every_value_of_a_phrase_is_known)};
    return cmocka_run_group_tests_name("dates", tests, NULL, NULL);
}
