/* Unit tests of mark_times. A case is a text, the day of writing ("" = unknown), and what must be marked, in order:
 * "words=value" parted by "; ". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "marked.h"
#include "tests.h"

typedef struct time_case {
    const char *text, *published, *expected;
} time_case;

static const char *const type_names[] = {"date", "time", "duration", "set"};

static syn_report *marked(const char *text, const char *published) {
    return test_mark(test_new(text, "en", published), TEST_STAGES(mark_words, mark_times));
}

static void check(const time_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        syn_report *report = marked(cases[i].text, cases[i].published);
        syn_buffer got = BUFFER_EMPTY;
        for (uint32_t k = 0; k < report->times.n; k++) {
            syn_slice words = report_slice(report, report->times.at[k].span), value = report->times.at[k].value;
            buffer_add_format(&got, "%s%.*s=%.*s", k ? "; " : "", (int)words.len, words.ptr, (int)value.len, value.ptr);
        }
        if (strcmp(got.ptr ? got.ptr : "", cases[i].expected) != 0) print_error("in: %s\n", cases[i].text);
        assert_string_equal(got.ptr ? got.ptr : "", cases[i].expected);
        buffer_free(&got);
        report_free(report);
    }
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void full_dates_are_read_in_every_usual_form(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"It opened on March 9, 2015.", "2018-08-08", "March 9, 2015=2015-03-09"},
        {"It opened on 9 March 2015.", "2018-08-08", "9 March 2015=2015-03-09"},
        {"It opened on the 9th of March 2015.", "2018-08-08", "the 9th of March 2015=2015-03-09"},
        {"It opened on Monday, Mar. 9, 2015.", "2018-08-08", "Monday, Mar. 9, 2015=2015-03-09"},
        {"Opened: 2015-03-09", "", "2015-03-09=2015-03-09"},
        {"Opened 3/29/2015.", "", "3/29/2015=2015-03-29"},
        {"Opened 29/3/2015.", "", "29/3/2015=2015-03-29"},
        {"It closed in nineteen ninety-six.", "2018-08-08", "nineteen ninety-six=1996"},
    };
    CHECK(cases);
}

static void an_ambiguous_numeric_date_is_not_read_as_a_day(void **state) {
    (void)state;
    syn_report *report = marked("Opened 3/9/2015 at last.", "");
    for (uint32_t i = 0; i < report->times.n; i++) assert_true(report->times.at[i].value.len < 10);
    report_free(report);
}

static void weekdays_look_back_unless_the_tense_looks_ahead(void **state) {
    (void)state;
    /* 2018-08-08 is a Wednesday */
    static const time_case cases[] = {
        {"The mayor resigned on Monday.", "2018-08-08", "Monday=2018-08-06"},
        {"The mayor resigned on Wednesday.", "2018-08-08", "Wednesday=2018-08-08"},
        {"The mayor will resign on Friday.", "2018-08-08", "Friday=2018-08-10"},
        {"She said Tuesday that she would sail on Saturday.", "2018-08-08", "Tuesday=2018-08-07; Saturday=2018-08-11"},
        {"She left last Wednesday.", "2018-08-08", "last Wednesday=2018-08-01"},
        {"She leaves next Monday.", "2018-08-08", "next Monday=2018-08-13"},
        {"She fell late on Thursday night.", "2018-08-08", "late on Thursday night=2018-08-02TNI"},
    };
    CHECK(cases);
}

static void months_and_days_take_the_nearest_year(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"They met in July.", "2018-08-08", "July=2018-07"},
        {"They met in December.", "2018-02-08", "December=2017-12"},
        {"They will meet in December.", "2018-02-08", "December=2018-12"},
        {"They met on Dec. 30.", "2018-01-04", "Dec. 30=2017-12-30"},
        {"The bond is payable Jan. 4.", "2018-12-20", "Jan. 4=2019-01-04"},
        {"It began last April and ends in July next year.", "2018-08-08", "last April=2018-04; July next year=2019-07"},
        {"Rallies on April 24-25 drew crowds.", "2018-05-02", "April 24=2018-04-24; 25=2018-04-25"},
    };
    CHECK(cases);
}

static void words_with_two_meanings_are_told_apart(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"Theresa May may march.", "2018-08-08", ""},
        {"They marched in May, and in March.", "2018-08-08", "May=2018-05; March=2018-03"},
        {"The Sun said a second car came.", "2018-08-08", ""},
        {"The fall of the wall was on Sun., Aug. 5.", "2018-08-08", "Sun., Aug. 5=2018-08-05"},
        {"April Jones won a quarter of the vote.", "2018-08-08", ""},
        {"About 2000 soldiers fell in 2000.", "2018-08-08", "2000=2000"},
        {"It cost $1999 and weighed 1950 pounds.", "2018-08-08", ""},
    };
    CHECK(cases);
}

static void stretches_of_the_calendar_count_from_the_day_of_writing(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"He was away all week.", "2018-08-08", "all week=2018-W32"},
        {"He went last week and last month.", "2018-08-08", "last week=2018-W31; last month=2018-07"},
        {"He comes this fall, or next year.", "2018-08-08", "this fall=2018-FA; next year=2019"},
        {"It rained over the weekend.", "2018-08-06", "the weekend=2018-W31-WE"},
        {"It ended earlier this year.", "2018-08-08", "earlier this year=2018"},
        {"Profit fell in the third quarter of 2017.", "2018-08-08", "the third quarter of 2017=2017-Q3"},
        {"In the summer of 2016 it was dry.", "2018-08-08", "the summer of 2016=2016-SU"},
        {"It was popular in the late 1980s and the '90s.", "2018-08-08", "the late 1980s=198; the '90s=199"},
        {"The next day he left.", "2018-08-08", "The next day=2018-08-09"},
    };
    CHECK(cases);
}

static void hours_take_the_day_beside_them(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"It left at 8:15 a.m. [0415 GMT] on Sunday.", "2018-08-08",
         "8:15 a.m.=2018-08-05T08:15; 0415 GMT=2018-08-05T04:15Z; Sunday=2018-08-05"},
        {"It left at 11:36 a.m. Tuesday and was back by 7:33 p.m.", "2018-08-08",
         "11:36 a.m. Tuesday=2018-08-07T11:36; 7:33 p.m.=2018-08-07T19:33"},
        {"It sank on Monday. Divers came at 10pm local time.", "2018-08-08", "Monday=2018-08-06; 10pm local time=2018-08-06T22:00"},
        {"It sank at noon, or close to midnight.", "2018-08-08", "noon=2018-08-08T12:00; close to midnight=2018-08-08T24:00"},
        {"A 10pm to 8am curfew began on Friday.", "2018-08-08", "10pm=T22:00; 8am=T08:00; Friday=2018-08-03"},
        {"On Tuesday it rained. In the evening it cleared.", "2018-08-08", "Tuesday=2018-08-07; the evening=2018-08-07TEV"},
        {"It landed at 6 o'clock.", "2018-08-08", "6 o'clock=2018-08-08T06:00"},
        {"They won 3:2 and read John 3:16.", "2018-08-08", ""},
    };
    CHECK(cases);
}

static void durations_are_lengths_not_dates(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"It took nearly three years.", "2018-08-08", "nearly three years=P3Y"},
        {"An 11-and-a-half hour trip, an eight-hour wait.", "2018-08-08", "11-and-a-half hour=PT11H30M; eight-hour=PT8H"},
        {"He spoke for half an hour.", "2018-08-08", "half an hour=PT30M"},
        {"It came three weeks after the vote.", "2018-08-08", "three weeks=P3W"},
        {"She waited several years, then two hours and ten minutes.", "2018-08-08",
         "several years=PXY; two hours and ten minutes=PT2H10M"},
        {"The worst in the past 20 years.", "2018-08-08", "the past 20 years=P20Y"},
        {"A 27-year-old man, 30 years old, died.", "2018-08-08", ""},
        {"Weeks earlier it had burnt.", "2018-08-08", "Weeks earlier=PXW"},
    };
    CHECK(cases);
}

static void a_time_ago_is_a_date(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"He left two years ago.", "2018-08-08", "two years ago=2016"},
        {"He left ten days ago.", "2018-08-08", "ten days ago=2018-07-29"},
        {"He left several years ago.", "2018-08-08", "several years ago=PAST_REF"},
        {"He won in 2004. Four years later he lost.", "2018-08-08", "2004=2004; Four years later=2008"},
        {"The day before yesterday it was open, and now it is not.", "2018-08-08", "The day before yesterday=2018-08-06; now=PRESENT_REF"},
    };
    CHECK(cases);
}

static void sets_say_how_often(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"They meet every Tuesday, or on Tuesday nights.", "2018-08-08", "every Tuesday=XXXX-WXX-2; Tuesday nights=XXXX-WXX-2TNI"},
        {"It pays $5 a year, annually.", "2018-08-08", "a year=P1Y; annually=P1Y"},
        {"They check every two hours.", "2018-08-08", "every two hours=PT2H"},
    };
    CHECK(cases);
}

static void holidays_fall_on_their_days(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"The shops filled ahead of Christmas.", "2008-12-15", "Christmas=2008-12-25"},
        {"He called on Thanksgiving.", "2017-11-30", "Thanksgiving=2017-11-23"},
        {"They will march on Easter Monday 2019.", "2018-08-08", "Easter Monday 2019=2019-04-22"},
    };
    CHECK(cases);
}

static void a_report_without_a_date_keeps_relative_times_open(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"He left on Wednesday.", "", "Wednesday=XXXX-WXX-3"},
        {"He left in July, or on July 9.", "", "July=XXXX-07; July 9=XXXX-07-09"},
        {"He left today.", "", "today=PRESENT_REF"},
        {"He left on July 9, 2015.", "", "July 9, 2015=2015-07-09"},
    };
    CHECK(cases);
    syn_report *report = marked("He left on Wednesday, not on July 9, 2015.", "");
    assert_int_equal(report->times.n, 2);
    assert_false(report->times.at[0].resolved);
    assert_true(report->times.at[1].resolved);
    report_free(report);
}

static void a_dateline_is_the_day_of_writing(void **state) {
    (void)state;
    static const time_case cases[] = {
        {"NORTHPORT, July 3 (Wire) -- The ferry sank yesterday.", "2018-07-04", "July 3=2018-07-03; yesterday=2018-07-02"},
        {"NORTHPORT, July 3, 2018 (Wire) -- The ferry sank on Monday.", "", "July 3, 2018=2018-07-03; Monday=2018-07-02"},
        {"NORTHPORT, July 3 (Wire) -- The ferry sank on Monday.", "", "July 3=XXXX-07-03; Monday=XXXX-WXX-1"},
    };
    CHECK(cases);
}

static void a_dateline_is_place_date_and_agency(void **state) {
    (void)state;
    static const struct { const char *text, *place, *date, *agency; } cases[] = {
        {"NORTHPORT, July 3 (Wire) -- The ferry sank.", "NORTHPORT", "July 3", "Wire"},
        {"RIO DE JANEIRO, Brazil, 3 July (Coast News) - It sank.", "RIO DE JANEIRO, Brazil", "3 July", "Coast News"},
        {"July 3 (Bloomberg) -- It sank.", "", "July 3", "Bloomberg"},
        {"(CNN)The ferry sank.", "", "", "CNN"},
        {"LONDON \xE2\x80\x94 The ferry sank.", "LONDON", "", ""},
        {"LONDON (Reuters) - The ferry sank.", "LONDON", "", "Reuters"},
        {"Ferry sinks\n\nLONDON/PARIS, July 3, 2018 /PRNewswire/ -- It sank.", "LONDON/PARIS", "July 3, 2018", "PRNewswire"},
        {"WATCH \xE2\x80\x94 The ferry sank.", "", "", ""},
        {"TUNIS Protests shook the town.", "TUNIS", "", ""},
        {"TUNIS President Lund signed the bill.", "TUNIS", "", ""},
        {"TUNIS BANS FERRIES The ferry sank.", "", "", ""},
        {"LONDON \xC2\x97 The ferry sank.", "LONDON", "", ""},
        {"LONDON \xC3\xA2\xC2\x80\xC2\x94 The ferry sank.", "LONDON", "", ""},
        {"She sailed on July 3 (she said) -- and sank.", "", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_report *report = marked(cases[i].text, "2018-07-04");
        if (!slice_equal(report->dateline.place, slice_str(cases[i].place))) print_error("in: %s\n", cases[i].text);
        assert_true(slice_equal(report->dateline.place, slice_str(cases[i].place)));
        assert_true(slice_equal(report->dateline.date, slice_str(cases[i].date)));
        assert_true(slice_equal(report->dateline.agency, slice_str(cases[i].agency)));
        report_free(report);
    }
}

static void a_weekday_that_does_not_fit_its_date_is_told(void **state) {
    (void)state;
    static const struct { const char *text, *weekday; } cases[] = {
        {"It sank on Tuesday, Aug. 7, 2018.", ""},   {"It sank on Tuesday, Aug. 8, 2018.", "Tuesday"},
        {"It sank on Tuesday, Aug. 7.", ""},         {"It sank on Tuesday, Aug. 8.", "Tuesday"},
        {"It sank on Friday, Oct. 13.", ""},         {"It will sail on Thursday, Aug. 9.", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_report *report = marked(cases[i].text, "2018-08-10");
        assert_int_equal(report->times.n, 1);
        syn_span odd = report->times.at[0].at_odds;
        assert_int_equal(span_present(odd), cases[i].weekday[0] != 0);
        if (span_present(odd)) assert_true(slice_equal(report_slice(report, odd), slice_str(cases[i].weekday)));
        report_free(report);
    }
}

static void a_length_names_the_event_that_it_counts_from(void **state) {
    (void)state;
    static const struct { const char *text, *event, *falls_on; uint8_t relation; } cases[] = {
        {"It came three weeks after the mayor met her, he said.", "the mayor met her", "", TIME_AFTER},
        {"It came two days after Christmas.", "Christmas", "2017-12-27", TIME_AFTER},
        {"It came a week before the Aug. 6 vote.", "the Aug. 6 vote", "2018-07-30", TIME_BEFORE},
        {"It is ten years since the bridge fell.", "the bridge fell", "", TIME_SINCE},
        {"It came the day after the vote.", "the vote", "", TIME_AFTER},
        {"It took three weeks, after all.", "", "", TIME_ALONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_report *report = marked(cases[i].text, "2018-08-08");
        assert_true(report->times.n >= 1);
        const syn_time *time = &report->times.at[0];
        if (!slice_equal(report_slice(report, time->event), slice_str(cases[i].event))) print_error("in: %s\n", cases[i].text);
        assert_true(slice_equal(report_slice(report, time->event), slice_str(cases[i].event)));
        assert_true(slice_equal(time->falls_on, slice_str(cases[i].falls_on)));
        assert_int_equal(time->relation, cases[i].relation);
        report_free(report);
    }
}

static void zones_and_ranges_are_kept(void **state) {
    (void)state;
    syn_report *report = marked("It ran from 9 a.m. to 5:30 p.m. PST on Monday.", "2018-08-08");
    assert_int_equal(report->times.n, 3);
    const syn_time *times = report->times.at;
    assert_true(slice_equal(report_slice(report, times[0].range), SLICE_LIT("9 a.m. to 5:30 p.m. PST")));
    assert_memory_equal(&times[0].range, &times[1].range, sizeof times[0].range);
    assert_false(span_present(times[2].range));
    assert_false(times[0].zoned);
    assert_true(times[1].zoned);
    assert_int_equal(times[1].zone, -480);
    report_free(report);
}

static void the_anchor_of_the_options_goes_before_the_reports_date(void **state) {
    (void)state;
    syn_report *report = report_new(NULL);
    report->text = SLICE_LIT("It sank yesterday.");
    report->published = SLICE_LIT("2018-08-08");
    syn_arena scratch;
    arena_init(&scratch, NULL);
    mark_options options = {0};
    assert_true(civil_parse(SLICE_LIT("2001-03-01"), &options.anchor));
    assert_int_equal(mark_words(&options, report, &scratch, NULL), SYN_OK);
    assert_int_equal(mark_times(&options, report, &scratch, NULL), SYN_OK);
    assert_int_equal(report->times.n, 1);
    assert_true(slice_equal(report->times.at[0].value, SLICE_LIT("2001-02-28")));
    arena_free(&scratch);
    report_free(report);
}

static void modifiers_and_types_are_kept(void **state) {
    (void)state;
    static const struct { const char *text, *mod, *type; } cases[] = {
        {"It fell early Friday.", "START", "date"},    {"It fell late on Friday.", "END", "date"},
        {"It took about two years.", "APPROX", "duration"}, {"It took more than two years.", "MORE_THAN", "duration"},
        {"It began in mid-November.", "MID", "date"},  {"It fell at 5 p.m. Friday.", "", "time"},
        {"It fell every Friday.", "", "set"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_report *report = marked(cases[i].text, "2018-08-08");
        assert_int_equal(report->times.n, 1);
        assert_true(slice_equal(report->times.at[0].mod, slice_str(cases[i].mod)));
        assert_string_equal(type_names[report->times.at[0].type], cases[i].type);
        report_free(report);
    }
}

static void hostile_texts_end_quickly_and_whole(void **state) {
    (void)state;
    static const char *const pieces[] = {"the ", "a half ", "2018-", "May ", "twenty-", "last last ", "9:", "and a half ", "early ",
                                         "million ", "one hundred ", "every ", "of the ", "Friday, ", "9999999999 years ago "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        syn_buffer text = BUFFER_EMPTY;
        for (int n = 0; n < 20000; n++) buffer_add_str(&text, pieces[i]);
        report_free(marked(text.ptr, "2018-08-08"));
        buffer_free(&text);
    }
    report_free(marked("", "2018-08-08"));
    report_free(marked("9999999999 centuries ago, 9000 millennia hence, on 9999-12-31 and next year.", "9999-12-31"));
    report_free(marked("three years ago, last year, yesterday, last month, last quarter.", "0001-01-01"));
}

static void no_memory_is_an_error_and_not_a_crash(void **state) {
    (void)state;
    for (size_t max = 0; max < 200000; max += 3000) {
        syn_budget budget = {0};
        budget.max = max;
        syn_report *report = report_new(&budget);
        report->text = SLICE_LIT("On Friday, Aug. 3, 2018 he left two years after that, at 5 p.m. every week.");
        report->published = SLICE_LIT("2018-08-08");
        syn_arena scratch;
        arena_init(&scratch, &budget);
        mark_options options = {0};
        syn_error error;
        if (mark_words(&options, report, &scratch, &error) == SYN_OK) {
            syn_code code = mark_times(&options, report, &scratch, &error);
            assert_true(code == SYN_OK || code == SYN_ERR_LIMIT);
        }
        arena_free(&scratch);
        report_free(report);
    }
}

int mark_times_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_dates_are_read_in_every_usual_form),
        cmocka_unit_test(an_ambiguous_numeric_date_is_not_read_as_a_day),
        cmocka_unit_test(weekdays_look_back_unless_the_tense_looks_ahead),
        cmocka_unit_test(months_and_days_take_the_nearest_year),
        cmocka_unit_test(words_with_two_meanings_are_told_apart),
        cmocka_unit_test(stretches_of_the_calendar_count_from_the_day_of_writing),
        cmocka_unit_test(hours_take_the_day_beside_them),
        cmocka_unit_test(durations_are_lengths_not_dates),
        cmocka_unit_test(a_time_ago_is_a_date),
        cmocka_unit_test(sets_say_how_often),
        cmocka_unit_test(holidays_fall_on_their_days),
        cmocka_unit_test(a_report_without_a_date_keeps_relative_times_open),
        cmocka_unit_test(a_dateline_is_the_day_of_writing),
        cmocka_unit_test(a_dateline_is_place_date_and_agency),
        cmocka_unit_test(a_weekday_that_does_not_fit_its_date_is_told),
        cmocka_unit_test(a_length_names_the_event_that_it_counts_from),
        cmocka_unit_test(zones_and_ranges_are_kept),
        cmocka_unit_test(the_anchor_of_the_options_goes_before_the_reports_date),
        cmocka_unit_test(modifiers_and_types_are_kept),
        cmocka_unit_test(hostile_texts_end_quickly_and_whole),
        cmocka_unit_test(no_memory_is_an_error_and_not_a_crash),
    };
    return cmocka_run_group_tests_name("times", tests, NULL, NULL);
}
