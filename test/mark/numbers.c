/* Unit tests of mark_numbers. A case is a text and what must be marked, in order: "value bound unit" parted by "; "
 * ("-" = no unit). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/buffer.h"
#include "marked.h"
#include "tests.h"

typedef struct number_case {
    const char *text, *expected;
} number_case;

static const char *const bound_names[] = {"exact", "about", "at-least", "at-most", "over", "under"};

static syn_report *marked(const char *text) {
    return test_mark(test_new(text, "", "2018-08-08"), TEST_STAGES(mark_words, mark_times, mark_numbers));
}

static void check(const number_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        syn_report *report = marked(cases[i].text);
        syn_buffer got = BUFFER_EMPTY;
        for (uint32_t k = 0; k < report->numbers.n; k++) {
            const syn_number *number = &report->numbers.at[k];
            syn_slice unit = span_present(number->unit) ? report_slice(report, number->unit) : SLICE_LIT("-");
            buffer_add_format(&got, "%s%.10g %s %.*s", k ? "; " : "", number->value, bound_names[number->bound], (int)unit.len, unit.ptr);
        }
        if (strcmp(got.ptr ? got.ptr : "", cases[i].expected) != 0) print_error("in: %s\n", cases[i].text);
        assert_string_equal(got.ptr ? got.ptr : "", cases[i].expected);
        buffer_free(&got);
        report_free(report);
    }
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void digits_and_words_have_values(void **state) {
    (void)state;
    static const number_case cases[] = {
        {"They saw 1,250 boats.", "1250 exact boats"},
        {"They saw twenty-six boats.", "26 exact boats"},
        {"They saw two hundred and fifty boats.", "250 exact boats"},
        {"They saw two thousand one hundred twelve boats.", "2112 exact boats"},
        {"They saw 1.5 million boats.", "1500000 exact boats"},
        {"They saw two dozen boats, half-a-dozen rafts.", "24 exact boats; 6 exact rafts"},
        {"They saw a hundred boats.", "100 exact boats"},
        {"They walked 2 1/2 miles.", "2.5 exact miles"},
        {"One, two, three boats.", "2 exact -; 3 exact boats"},
    };
    CHECK(cases);
}

static void bounds_are_kept_as_stated(void **state) {
    (void)state;
    static const number_case cases[] = {
        {"At least 23 people drowned.", "23 at-least people"},   {"Nearly 50 people swam.", "50 under people"},
        {"More than 80 people fell.", "80 over people"},         {"Up to 40 people fell.", "40 at-most people"},
        {"As many as 40 people fell.", "40 at-most people"},     {"About another 30 missing.", "30 about missing"},
        {"Some 30 civilians died.", "30 about civilians"},       {"They lost 300 or more goats.", "300 at-least goats"},
        {"They spent more than $3 billion.", "3000000000 over $"}, {"Dozens of goats died.", "24 at-least goats"},
    };
    CHECK(cases);
}

static void the_unit_is_the_noun_that_is_counted(void **state) {
    (void)state;
    static const number_case cases[] = {
        {"It won 51 of the 90 council seats.", "51 exact seats; 90 exact seats"},
        {"Boats plucked 16 of 20 people from the sea.", "16 exact people; 20 exact people"},
        {"A wide lead in the 90-seat house.", "90 exact seat"},
        {"Two large explosions shook three armed men.", "2 exact explosions; 3 exact men"},
        {"More than 1,400 police stood by.", "1400 over police"},
        {"One person died.", "1 exact person"},
        {"Hundreds of rock-throwing protesters came.", "200 at-least protesters"},
    };
    CHECK(cases);
}

static void a_state_stands_for_the_people_in_it(void **state) {
    (void)state;
    static const number_case cases[] = {
        {"The blast left 30 missing.", "30 exact missing"},
        {"He said 26 were missing.", "26 exact missing"},
        {"A bomb went off, wounding at least 90.", "90 at-least wounding"},
        {"It left five people dead and injured 220.", "5 exact people; 220 exact injured"},
    };
    CHECK(cases);
}

static void money_and_parts_have_one_unit_each(void **state) {
    (void)state;
    static const number_case cases[] = {
        {"It cost $30, or 5,000 U.S. dollars, or 7 euros.", "30 exact $; 5000 exact dollars; 7 exact euros"},
        {"It rose 10 percent, then 2.5%.", "10 exact percent; 2.5 exact %"},
        {"Two-thirds of the seats fell.", "0.6666666667 exact seats"},
    };
    CHECK(cases);
    syn_report *report = marked("It cost $30 then 5,000 dollars; a rise of 10 percent then 2%.");
    assert_int_equal(report->numbers.n, 4);
    assert_true(report->numbers.at[0].unit_stem == report->numbers.at[1].unit_stem);
    assert_true(report->numbers.at[2].unit_stem == report->numbers.at[3].unit_stem);
    assert_true(report->numbers.at[0].unit_stem != report->numbers.at[2].unit_stem);
    report_free(report);
}

/* The kind of each number, its second number and what is counted: "kind second counts". */
static void check_shapes(const number_case *cases, size_t count) {
    static const char *const kinds[] = {"count", "money", "percent", "points",  "measure", "age",
                                        "share", "ordinal", "score",  "vote", "odds"};
    for (size_t i = 0; i < count; i++) {
        syn_report *report = marked(cases[i].text);
        syn_buffer got = BUFFER_EMPTY;
        for (uint32_t k = 0; k < report->numbers.n; k++) {
            const syn_number *n = &report->numbers.at[k];
            syn_slice counts = span_present(n->counts) ? report_slice(report, n->counts) : SLICE_LIT("-");
            buffer_add_format(&got, "%s%s %.10g %.*s", k ? "; " : "", kinds[n->kind], n->high + n->against, (int)counts.len,
                              counts.ptr);
        }
        if (strcmp(got.ptr ? got.ptr : "", cases[i].expected) != 0) print_error("in: %s\n", cases[i].text);
        assert_string_equal(got.ptr ? got.ptr : "", cases[i].expected);
        buffer_free(&got);
        report_free(report);
    }
}

static void shapes_have_a_kind_and_say_what_they_count(void **state) {
    (void)state;
    static const number_case cases[] = {
        {"Some 10 to 15 sailors fled.", "count 15 sailors"},
        {"Between 30 and 40 cows drowned.", "count 40 cows drowned"},
        {"It cost $2-3 million.", "money 3000000 -"},
        {"Prices rose from 10 to 15 crowns.", "count 0 -; count 0 crowns"},
        {"Tarrow won 3-1.", "score 1 -"},
        {"The council passed the plan 52-48.", "vote 48 -"},
        {"Bookmakers gave odds of 10 to 1.", "odds 1 -"},
        {"One in five cooks smokes.", "share 0 cooks"},
        {"Ann Ray, 34, sings.", "age 0 Ann Ray"},
        {"A 41-year-old baker fell.", "age 0 baker"},
        {"The third suspect ran.", "ordinal 0 suspect"},
        {"The death toll rose to 12.", "count 0 death toll"},
        {"Unemployment stood at 5.2 percent.", "percent 0 Unemployment"},
        {"At least 12 armed men were killed.", "count 0 armed men were killed"},
        {"They got $3 billion in aid.", "money 0 aid"},
    };
    check_shapes(cases, sizeof cases / sizeof *cases);
}

static void measures_are_converted_beside_the_original(void **state) {
    (void)state;
    syn_report *report = marked("He ran 10 miles at 212 degrees Fahrenheit with 2 tonnes, paid US$5 and 3 Canadian dollars.");
    assert_int_equal(report->numbers.n, 5);
    const syn_number *n = report->numbers.at;
    assert_true(slice_equal(n[0].si_unit, SLICE_LIT("m")) && n[0].si_value > 16093.4 - 1e-6 && n[0].si_value < 16093.5);
    assert_true(slice_equal(n[1].si_unit, SLICE_LIT("K")) && n[1].si_value > 373.149 && n[1].si_value < 373.151);
    assert_true(slice_equal(n[2].si_unit, SLICE_LIT("kg")) && n[2].si_value > 1999.9 && n[2].si_value < 2000.1);
    assert_string_equal(n[3].currency, "USD");
    assert_string_equal(n[4].currency, "CAD");
    report_free(report);
}

static void stems_tie_one_and_many(void **state) {
    (void)state;
    syn_report *report = marked("One soldier fell. Later 12 soldiers fell. A raid wounded 30; another left 40 wounded.");
    assert_int_equal(report->numbers.n, 4);
    assert_true(report->numbers.at[0].unit_stem == report->numbers.at[1].unit_stem);
    assert_true(report->numbers.at[2].unit_stem == report->numbers.at[3].unit_stem);
    report_free(report);
}

static void times_names_and_labels_are_no_counts(void **state) {
    (void)state;
    static const number_case cases[] = {
        {"Flight 175 left in 2016 on July 3, 2018 at 7:33 p.m.", ""},
        {"They lay three weeks on Channel 4, page 7, No. 10.", ""},
        {"Call 0207 782 4368 or 555-1234.", ""},
        {"1. Wash. 2) Dry.", ""},
        {"No one saw one another; the one I saw was one of them.", ""},
        {"The two had met.", ""},
        {"They signed 3-2 with the G20.", ""},
        {"The second and the 7th were first.", ""},
        {"He lives at 12 Alder Street and flew a 737.", ""},
        {"Rules 4 and 5 of section 18C fell on 9/11.", ""},
        {"Ring (202) 555-0147 at 10 : 39.", ""},
    };
    CHECK(cases);
}

static void hostile_texts_end_quickly_and_whole(void **state) {
    (void)state;
    static const char *const pieces[] = {"1,", "one hundred ", "a ", "half ", "of the 7 ", "999999999999999999999 ", "$", "million ", "1-", "at least "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        syn_buffer text = BUFFER_EMPTY;
        for (int n = 0; n < 20000; n++) buffer_add_str(&text, pieces[i]);
        report_free(marked(text.ptr));
        buffer_free(&text);
    }
    report_free(marked(""));
}

/* The numbers of a title as "words unit", parted by "; ", where the text is what is told. */
static void check_title(const char *title, const char *text, const char *wanted) {
    syn_report *report = test_new(text, "en", "2018-08-08");
    report->title = slice_str(title);
    test_mark(report, TEST_STAGES(mark_words, mark_tags, mark_times, mark_numbers, mark_title));
    char got[512] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < report->title_numbers.n; i++) {
        const syn_number *n = &report->title_numbers.at[i];
        test_put(got, sizeof got, &used, i ? "; " : "", slice_cut(report->title, n->span.begin, n->span.end), "");
        if (span_present(n->unit)) test_put(got, sizeof got, &used, " ", slice_cut(report->title, n->unit.begin, n->unit.end), "");
    }
    assert_string_equal(got, wanted);
    report_free(report);
}

static void a_title_has_numbers_of_its_own(void **state) {
    (void)state;
    check_title("Ferry sinks, 23 dead", "A ferry sank off Lund.", "23 dead");
    check_title("Ferry Sinks Near Lund", "A ferry sank off Lund with 23 people.", "");
    /* what its words are is read from the text: "boats" stands there with a small letter, "Flight" does not */
    check_title("Storm Takes Twelve Boats", "A storm took boats and cars.", "Twelve Boats");
    check_title("Caf\xc3\xa9 Burns, Two Caf\xc3\xa9s Saved", "Two caf\xc3\xa9s were saved, one burned.", "Two Caf\xc3\xa9s");
    check_title("Flight 175 Lands", "The plane landed.", "");
    check_title("Storm of 2012 took 3 boats", "It took boats.", "3 boats");
    check_title("", "It took 3 boats.", "");
}

int mark_numbers_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_and_words_have_values),      cmocka_unit_test(bounds_are_kept_as_stated),
        cmocka_unit_test(the_unit_is_the_noun_that_is_counted), cmocka_unit_test(a_state_stands_for_the_people_in_it),
        cmocka_unit_test(money_and_parts_have_one_unit_each), cmocka_unit_test(stems_tie_one_and_many),
        cmocka_unit_test(shapes_have_a_kind_and_say_what_they_count),
        cmocka_unit_test(measures_are_converted_beside_the_original),
        cmocka_unit_test(times_names_and_labels_are_no_counts), cmocka_unit_test(hostile_texts_end_quickly_and_whole),
        cmocka_unit_test(a_title_has_numbers_of_its_own),
    };
    return cmocka_run_group_tests_name("numbers", tests, NULL, NULL);
}
