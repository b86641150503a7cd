/* copies.c - passages that were copied and changed, who had them first, and how accounts are counted. */
#include "bench.h"

static const char *const mill =
    "The old paper mill at Ostrup burned for nine hours before volunteers from four villages brought the flames under control. "
    "Its owners had stored two hundred bales of straw in the yard behind the boiler house, although the parish had forbidden it.";

/* One passage between two reports that shows the words at both ends in each. */
static void expect_copy(const char *one, const char *two, const char *begin, const char *end) {
    bench *b = start();
    add_report(b, one, "2024-05-14");
    add_report(b, two, "2024-05-15");
    compare(b);
    if (b->out.copies.n != 1) fail_msg("%u copies: %s", b->out.copies.n, two);
    for (uint32_t i = 0; i < 2; i++) {
        syn_slice text = place_slice(&b->out, b->out.copies.at[0].spans.at[i]);
        if (!slice_starts(text, slice_str(begin)) || !slice_ends(text, slice_str(end)))
            fail_msg("the passage is: %.*s", (int)text.len, text.ptr);
    }
    finish(b);
}

static void words_cut_out_changed_or_put_in_leave_a_copy(void **state) {
    (void)state;
    expect_copy(mill, "The old paper mill at Ostrup burned for nine hours before volunteers brought the flames under control.", "The old",
                "under control");
    expect_copy(mill, "The disused paper mill at Ostrup blazed for nine hours before helpers from four villages brought the fire under control.",
                "The ", "under control");
    expect_copy(mill, "It rained. The old paper mill at Ostrup, it seems, burned for nine long hours before some volunteers from four of "
                      "the villages brought the flames under control.", "The old", "under control");
}

static void sentences_that_were_moved_or_merged_are_found(void **state) {
    (void)state;
    bench *b = start();
    add_report(b, mill, "");
    add_report(b, "Its owners had stored two hundred bales of straw in the yard behind the boiler house, although the parish had forbidden it. "
                  "The old paper mill at Ostrup burned for nine hours before volunteers from four villages brought the flames under control.", "");
    add_report(b, "The old paper mill at Ostrup burned for nine hours before volunteers from four villages brought the flames under control, while "
                  "its owners had stored two hundred bales of straw in the yard behind the boiler house, although the parish had forbidden it.", "");
    compare(b);
    assert_int_equal(b->out.sources[1].own_permille, 0);
    assert_in_range(b->out.sources[2].own_permille, 0, 40);
    assert_int_equal(b->out.accounts, 1);
    finish(b);
}

static void the_words_of_one_event_are_no_copy(void **state) {
    (void)state;
    const char *texts[] = {"Four people died when a bus left the mountain road near Ostrup on Sunday, police said.",
                           "Police said a bus had left the mountain road near Ostrup, and four people died on Sunday.",
                           "On Sunday four people died near Ostrup: their bus left a mountain road, said police.",
                           "A bus fell from the mountain road at Ostrup. Police said that four people died in it on Sunday."};
    bench *b = start();
    for (int i = 0; i < 4; i++) add_report(b, texts[i], "");
    compare(b);
    assert_int_equal(b->out.copies.n, 0);
    assert_int_equal(b->out.accounts, 4);
    finish(b);
}

static void a_statement_told_as_ones_own_words_is_copied(void **state) {
    (void)state;
    const char *words = "As part of our safety rules the master of the ship chose to return to the harbour from which she had sailed";
    char text[400];
    bench *b = start();
    snprintf(text, sizeof text, "\"%s,\" the company wrote.", words);
    add_quote(add_report(b, text, ""), words, "");
    add_report(b, "The master of the ship chose to return to the harbour from which she had sailed, as part of our safety rules.", "");
    compare(b);
    assert_true(b->out.copies.n > 0);
    finish(b);
}

static void a_chain_of_copies_is_one_account_and_one_finding(void **state) {
    (void)state;
    const char *days[] = {"2024-05-16", "2024-05-14", "2024-05-15"};
    bench *b = start();
    for (int i = 0; i < 3; i++) add_report(b, mill, days[i]);
    compare(b);
    assert_int_equal(b->out.accounts, 1);
    assert_int_equal(b->out.copies.n, 1);
    assert_int_equal(b->out.copies.at[0].spans.n, 3);
    assert_int_equal(b->out.copies.at[0].first, 1);
    assert_true(b->out.copies.at[0].ordered);
    finish(b);
}

static void the_clock_tells_the_order_across_zones(void **state) {
    (void)state;
    bench *b = start();
    add_report(b, mill, "2024-05-14T01:30:00+02:00");
    add_report(b, mill, "2024-05-13T23:00:00Z");
    compare(b);
    assert_int_equal(b->out.copies.at[0].first, 1);
    assert_true(b->out.copies.at[0].ordered);
    finish(b);
}

static void nothing_tells_the_order_but_a_credit(void **state) {
    (void)state;
    char text[500];
    bench *b = start();
    snprintf(text, sizeof text, "%.*s, the Ostrup Courier reported.", 120, mill);
    add_report(b, text, "2024-05-14");
    syn_report *courier = add_report(b, mill, "2024-05-14");
    courier->source = SLICE_LIT("www.ostrup-courier.example");
    compare(b);
    assert_int_equal(b->out.copies.n, 1);
    assert_int_equal(b->out.copies.at[0].first, 1);
    assert_true(b->out.copies.at[0].ordered);
    finish(b);
    b = start();
    add_report(b, mill, "2024-05-14");
    add_report(b, mill, "2024-05-14");
    compare(b);
    assert_int_equal(b->out.copies.at[0].first, 0);
    assert_false(b->out.copies.at[0].ordered);
    finish(b);
}

static void reports_of_one_agency_are_one_account(void **state) {
    (void)state;
    bench *b = start();
    syn_report *one = add_report(b, "The mill at Ostrup burned down on Monday, and nobody was hurt.", "");
    syn_report *two = add_report(b, "Nobody was hurt when the mill at Ostrup burned down on Monday, its owners told a radio station.", "");
    syn_report *three = add_report(b, "Ostrup lost its mill to a fire on Monday.", "");
    one->dateline.agency = SLICE_LIT("Reuters");
    assert_true(VEC_PUSH(&two->arena, &two->byline, SLICE_LIT("Thomson Reuters")));
    three->dateline.agency = SLICE_LIT("AP");
    compare(b);
    assert_int_equal(b->out.accounts, 2);
    assert_int_equal(b->out.sources[1].account, 0);
    assert_true(slice_equal(b->out.sources[0].agency, SLICE_LIT("Reuters")));
    assert_true(slice_equal(b->out.sources[2].agency, SLICE_LIT("AP")));
    finish(b);
}

static void a_credit_at_the_end_names_the_agency(void **state) {
    (void)state;
    bench *b = start();
    add_report(b, "The mill at Ostrup burned down.\n\nThe Associated Press contributed to this report.", "");
    add_report(b, "The mill at Ostrup burned down. Its owners spoke to Reuters on the next day, and then they left.", "");
    compare(b);
    assert_true(slice_equal(b->out.sources[0].agency, SLICE_LIT("The Associated Press")));
    assert_int_equal(b->out.sources[1].agency.len, 0);
    assert_int_equal(b->out.accounts, 2);
    finish(b);
}

int copies_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_cut_out_changed_or_put_in_leave_a_copy),
        cmocka_unit_test(sentences_that_were_moved_or_merged_are_found),
        cmocka_unit_test(the_words_of_one_event_are_no_copy),
        cmocka_unit_test(a_statement_told_as_ones_own_words_is_copied),
        cmocka_unit_test(a_chain_of_copies_is_one_account_and_one_finding),
        cmocka_unit_test(the_clock_tells_the_order_across_zones),
        cmocka_unit_test(nothing_tells_the_order_but_a_credit),
        cmocka_unit_test(reports_of_one_agency_are_one_account),
        cmocka_unit_test(a_credit_at_the_end_names_the_agency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
