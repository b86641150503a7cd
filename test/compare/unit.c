/* Unit tests of src/compare. The events and texts are invented. Marks that other stages would make are set by hand. */
#include "bench.h"

#include "compare/lexicon/lexicon.gen.h"
#include "compare/timex.h"

static void statements_of_two_reports_are_shared(void **state) {
    (void)state;
    bench *b = start();
    add_report(b, "The harbour crane toppled onto the market hall on Tuesday.\n\nThe baker sells rye bread.", "");
    add_report(b, "Traders were warned of rain.\n\nOn Tuesday a crane in the harbour fell and crashed onto the market hall roof.", "");
    compare(b);
    assert_int_equal(b->out.shared.n, 1);
    assert_int_equal(b->out.shared.at[0].independent, 2);
    assert_true(shows(b, b->out.shared.at[0].lead, "crane"));
    assert_int_equal(b->out.brief.n, 1);
    finish(b);
}

static void a_denial_is_not_shared_with_what_it_denies(void **state) {
    (void)state;
    bench *b = start();
    add_report(b, "The mayor ordered the inspection of the crane.", "");
    add_report(b, "The mayor never ordered the inspection of the crane.", "");
    compare(b);
    assert_int_equal(b->out.shared.n, 0);
    finish(b);
    b = start();
    add_report(b, "The mayor ordered the inspection of the crane.", "");
    add_report(b, "The mayor had ordered the inspection of the crane.", "");
    compare(b);
    assert_int_equal(b->out.shared.n, 1);
    finish(b);
}

static const char *const wire = "The towering crane toppled in strong wind shortly before ten and broke through the roof of the old building, "
                                "where many shoppers were choosing fish, bread and flowers for the holiday.";

static void copied_prose_counts_as_one_account(void **state) {
    (void)state;
    bench *b = start();
    char later[600];
    snprintf(later, sizeof later, "Our reporter writes from the quay.\n\n%s\n\nGulls circled over the ruins all day long.", wire);
    add_report(b, later, "2024-05-15");
    add_report(b, wire, "2024-05-14");
    compare(b);
    assert_int_equal(b->out.copies.n, 1);
    assert_int_equal(b->out.copies.at[0].spans.n, 2);
    assert_int_equal(b->out.copies.at[0].first, 1);  /* the earlier day, not the earlier letter */
    assert_true(shows(b, b->out.copies.at[0].spans.at[0], "strong wind"));
    assert_true(b->out.sources[0].own_permille < 600);
    assert_int_equal(b->out.sources[1].own_permille, 1000);
    for (uint32_t i = 0; i < b->out.shared.n; i++) assert_int_equal(b->out.shared.at[i].independent, 1);
    finish(b);
}

static void a_passage_with_changed_words_is_still_copied(void **state) {
    (void)state;
    bench *b = start();
    add_report(b, wire, "");
    add_report(b, "The towering crane toppled in violent wind shortly before ten and smashed through the roof of the old building, "
                  "where many shoppers were choosing fish, bread and flowers.", "");
    compare(b);
    assert_int_equal(b->out.copies.n, 1);
    finish(b);
}

static void the_same_quotation_is_no_copy(void **state) {
    (void)state;
    const char *words = "We heard a crack like thunder and then the whole roof of the hall came down on all of us";
    bench *b = start();
    char text[400];
    snprintf(text, sizeof text, "A fish seller was there. \"%s,\" he told the Courier.", words);
    add_quote(add_report(b, text, ""), words, "");
    snprintf(text, sizeof text, "Witnesses were shaken by it. \"%s,\" one recalled on Friday.", words);
    add_quote(add_report(b, text, ""), words, "");
    compare(b);
    assert_int_equal(b->out.copies.n, 0);
    assert_int_equal(b->out.quotes.n, 1);
    assert_int_equal(b->out.quotes.at[0].readings.n, 2);
    assert_int_equal(b->out.differences.n, 0);
    finish(b);
}

static void two_wordings_of_one_quote_are_a_difference(void **state) {
    (void)state;
    bench *b = start();
    syn_report *one = add_report(b, "\"We heard a crack like thunder and then the roof came down on us,\" said Verhoeven.", "");
    add_quote(one, "We heard a crack like thunder and then the roof came down on us,", "Verhoeven");
    syn_report *two = add_report(b, "\"We heard a crack like thunder, and the whole roof came down on us,\" Verhoeven said.", "");
    add_quote(two, "We heard a crack like thunder, and the whole roof came down on us,", "Verhoeven");
    compare(b);
    assert_int_equal(b->out.quotes.n, 1);
    assert_int_equal(b->out.differences.n, 1);
    const collation_difference *d = &b->out.differences.at[0];
    assert_int_equal(d->kind, DIFFER_WORDING);
    assert_int_equal(d->readings.n, 2);
    bool then = false, whole = false;
    for (uint32_t i = 0; i < d->readings.n; i++)
        for (uint32_t k = 0; k < d->readings.at[i].marks.n; k++) {
            syn_slice mark = place_slice(&b->out, d->readings.at[i].marks.at[k]);
            then |= slice_equal(mark, SLICE_LIT("then"));
            whole |= slice_equal(mark, SLICE_LIT("whole"));
        }
    assert_true(then && whole);
    finish(b);
}

static void a_quote_that_stops_at_a_sentence_end_differs_in_nothing(void **state) {
    (void)state;
    bench *b = start();
    add_quote(add_report(b, "\"We heard a crack like thunder. The roof came down on us,\" said Verhoeven.", ""),
              "We heard a crack like thunder. The roof came down on us,", "Verhoeven");
    add_quote(add_report(b, "\"We heard a crack like thunder,\" Verhoeven said.", ""), "We heard a crack like thunder,", "Verhoeven");
    compare(b);
    assert_int_equal(b->out.quotes.n, 1);
    assert_int_equal(b->out.differences.n, 0);
    finish(b);
}

static void words_cut_from_a_quoted_sentence_are_marked(void **state) {
    (void)state;
    bench *b = start();
    add_quote(add_report(b, "\"He acted out of caution for the passengers and the crew aboard,\" said Verhoeven.", ""),
              "He acted out of caution for the passengers and the crew aboard,", "Verhoeven");
    add_quote(add_report(b, "He acted, it said, \"out of caution for the passengers and the crew.\"", ""),
              "out of caution for the passengers and the crew.", "Verhoeven");
    compare(b);
    assert_int_equal(b->out.quotes.n, 1);
    assert_int_equal(b->out.differences.n, 1);
    const collation_reading *whole = &b->out.differences.at[0].readings.at[0];
    assert_int_equal(whole->marks.n, 2);
    assert_true(slice_equal(place_slice(&b->out, whole->marks.at[0]), SLICE_LIT("He acted")));
    assert_true(slice_equal(place_slice(&b->out, whole->marks.at[1]), SLICE_LIT("aboard")));
    finish(b);
}

static void numbers_of_one_thing_that_differ_are_found(void **state) {
    (void)state;
    bench *b = start();
    add_number(add_report(b, "The harbour crane that fell weighs 140 tonnes, the port company said.", ""), "140", 140, "tonnes");
    add_number(add_report(b, "The crane in the harbour weighs 120 tonnes, its papers show.", ""), "120", 120, "tonnes");
    compare(b);
    assert_int_equal(b->out.differences.n, 1);
    assert_int_equal(b->out.differences.at[0].kind, DIFFER_NUMBER);
    assert_true(slice_equal(place_slice(&b->out, b->out.differences.at[0].readings.at[1].marks.at[0]), SLICE_LIT("120")));
    finish(b);
}

static void numbers_of_different_things_are_no_difference(void **state) {
    (void)state;
    bench *b = start();
    add_number(add_report(b, "The harbour crane that fell weighs 140 tonnes, the port company said.", ""), "140", 140, "tonnes");
    add_number(add_report(b, "The crane fell and 17 people were injured in the harbour, the company said.", ""), "17", 17, "people");
    compare(b);
    assert_int_equal(b->out.differences.n, 0);
    finish(b);
}

static void who_gives_another_number_does_not_count_as_agreeing(void **state) {
    (void)state;
    bench *b = start();
    add_number(add_report(b, "The harbour crane that fell weighs 140 tonnes, the port company said.", ""), "140", 140, "tonnes");
    add_number(add_report(b, "At 140 tonnes, which it weighs by the papers of the port, the crane of the harbour fell.", ""), "140", 140, "tonnes");
    add_number(add_report(b, "The harbour crane that fell weighs 120 tonnes, papers of the port show.", ""), "120", 120, "tonnes");
    compare(b);
    assert_int_equal(b->out.shared.n, 1);
    assert_int_equal(b->out.shared.at[0].evidence.n, 3);
    bool of_two = slice_find(place_slice(&b->out, b->out.shared.at[0].lead), SLICE_LIT("140"), 0) != SIZE_MAX;
    assert_int_equal(b->out.shared.at[0].independent, of_two ? 2 : 1);
    finish(b);
}

static void equal_numbers_are_no_difference(void **state) {
    (void)state;
    bench *b = start();
    add_number(add_report(b, "The harbour crane that fell weighs 140 tonnes, the company said.", ""), "140", 140, "tonnes");
    add_number(add_report(b, "The crane in the harbour weighs 140 tonnes, its papers show.", ""), "140", 140, "tonnes");
    compare(b);
    assert_int_equal(b->out.differences.n, 0);
    finish(b);
}

static void dates_that_exclude_each_other_differ(void **state) {
    (void)state;
    bench *b = start();
    add_time(add_report(b, "The harbour crane was inspected on Tuesday by engineers of the port.", "2024-05-17"), "Tuesday", "2024-05-14");
    add_time(add_report(b, "Engineers of the port said the harbour crane had been inspected on Thursday.", "2024-05-17"), "Thursday", "2024-05-16");
    compare(b);
    assert_int_equal(b->out.differences.n, 1);
    assert_int_equal(b->out.differences.at[0].kind, DIFFER_DATE);
    assert_int_equal(b->out.timeline.n, 2);
    assert_true(slice_equal(b->out.timeline.at[0].when, SLICE_LIT("2024-05-14")));
    finish(b);
}

static void a_week_and_a_day_of_it_do_not_differ(void **state) {
    (void)state;
    bench *b = start();
    add_time(add_report(b, "The harbour crane was inspected by engineers of the port this week.", ""), "this week", "2024-W20");
    add_time(add_report(b, "Engineers of the port inspected the harbour crane on Thursday.", ""), "Thursday", "2024-05-16");
    compare(b);
    assert_int_equal(b->out.differences.n, 0);
    finish(b);
}

static void timex_values_cover_the_days_they_name(void **state) {
    (void)state;
    static const struct { const char *value, *from, *to; } cases[] = {
        {"2018", "2018-01-01", "2018-12-31"}, {"2016-02", "2016-02-01", "2016-02-29"}, {"2018-08-08", "2018-08-08", "2018-08-08"},
        {"2018-W32", "2018-08-06", "2018-08-12"}, {"2018-W32-WE", "2018-08-11", "2018-08-12"}, {"2018-FA", "2018-09-01", "2018-11-30"},
        {"2018-WI", "2018-12-01", "2019-02-28"}, {"2018-Q2", "2018-04-01", "2018-06-30"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_civil first, last;
        long from, to;
        assert_true(timex_range(slice_str(cases[i].value), &from, &to));
        assert_true(civil_parse(slice_str(cases[i].from), &first) && civil_parse(slice_str(cases[i].to), &last));
        assert_int_equal(from, civil_days(first.year, first.month, first.day));
        assert_int_equal(to, civil_days(last.year, last.month, last.day));
    }
    long from, to;
    static const char *const open[] = {"P3Y", "XXXX-07", "PRESENT_REF", "2018-W99", "2018-", "", "2018-W"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) assert_false(timex_range(slice_str(open[i]), &from, &to));
    assert_true(slice_equal(timex_day(SLICE_LIT("2018-08-08TMO")), SLICE_LIT("2018-08-08")));
}

static void one_report_alone_is_told_by_its_first_sentences(void **state) {
    (void)state;
    bench *b = start();
    add_report(b, "A crane fell on Tuesday. Nobody was hurt by it there. Ada Roe shut the market hall of Tarrow. It rained.", "2024-05-14");
    compare(b);
    assert_int_equal(b->out.brief.n, 3);
    assert_int_equal(b->out.shared.n + b->out.only.n + b->out.differences.n + b->out.copies.n, 0);
    finish(b);
}

static void an_empty_report_breaks_nothing(void **state) {
    (void)state;
    bench *b = start();
    add_report(b, "", "");
    add_report(b, "A crane fell onto the hall.", "");
    compare(b);
    assert_int_equal(b->out.shared.n, 0);
    finish(b);
}

static void whole_copies_are_one_account_however_many(void **state) {
    (void)state;
    bench *b = start();
    for (uint32_t i = 0; i < MOST; i++) add_report(b, wire, "2024-05-14");
    compare(b);
    assert_int_equal(b->out.accounts, 1);
    assert_int_equal(b->out.left_out, MOST - CAP_STORY_REPORTS);
    assert_int_equal(b->out.sources[b->out.count - 1].own_permille, 0);
    finish(b);
}

static void the_lexicons_are_cut_as_words_are(void **state) {
    (void)state;
    static const syn_lexicon *const lexicons[] = LEXICONS_OF_COMPARE;
    for (size_t i = 0; i < sizeof lexicons / sizeof *lexicons; i++) assert_null(lexicon_check(lexicons[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_of_two_reports_are_shared), cmocka_unit_test(a_denial_is_not_shared_with_what_it_denies),
        cmocka_unit_test(copied_prose_counts_as_one_account), cmocka_unit_test(a_passage_with_changed_words_is_still_copied),
        cmocka_unit_test(the_same_quotation_is_no_copy), cmocka_unit_test(two_wordings_of_one_quote_are_a_difference),
        cmocka_unit_test(a_quote_that_stops_at_a_sentence_end_differs_in_nothing), cmocka_unit_test(words_cut_from_a_quoted_sentence_are_marked), cmocka_unit_test(numbers_of_one_thing_that_differ_are_found),
        cmocka_unit_test(numbers_of_different_things_are_no_difference), cmocka_unit_test(who_gives_another_number_does_not_count_as_agreeing),
        cmocka_unit_test(equal_numbers_are_no_difference),
        cmocka_unit_test(dates_that_exclude_each_other_differ), cmocka_unit_test(a_week_and_a_day_of_it_do_not_differ),
        cmocka_unit_test(timex_values_cover_the_days_they_name), cmocka_unit_test(one_report_alone_is_told_by_its_first_sentences),
        cmocka_unit_test(an_empty_report_breaks_nothing), cmocka_unit_test(whole_copies_are_one_account_however_many),
        cmocka_unit_test(the_lexicons_are_cut_as_words_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + blocks_run() + clauses_run() + copies_run() + differences_run() + people_run() + days_run() +
           quotes_run() + likeness_run();
}
