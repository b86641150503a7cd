/* Unit tests of mark_people. Each text is invented; entities are written as "name(role): mention, mention*", * for a
 * description and ^ for a pronoun. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "mark/mark.h"
#include "tests.h"

static syn_report *marked(const char *text) {
    syn_report *report = report_new(NULL);
    assert_non_null(report);
    report->text = slice_str(text);
    report->language = SLICE_LIT("en");
    mark_options options = {0};
    syn_arena scratch;
    arena_init(&scratch, NULL);
    assert_int_equal(words_scan(&report->words, &report->sentences, report->text, "en", &report->arena, NULL), SYN_OK);
    assert_int_equal(mark_names(&options, report, &scratch, NULL), SYN_OK);
    arena_reset(&scratch);
    assert_int_equal(mark_people(&options, report, &scratch, NULL), SYN_OK);
    arena_free(&scratch);
    assert_null(report_assert(report));
    return report;
}

static size_t put(char *out, size_t used, size_t size, const char *before, syn_slice text, const char *behind) {
    int wrote = snprintf(out + used, size - used, "%s%.*s%s", before, (int)text.len, text.ptr, behind);
    return wrote > 0 ? used + (size_t)wrote : used;
}

/* The entities of one type. */
static void print_entities(const syn_report *report, uint8_t type, char *out, size_t size) {
    static const char *const forms[] = {"", "*", "^"};
    size_t used = 0;
    out[0] = '\0';
    for (uint32_t e = 0; e < report->entities.n; e++) {
        const syn_entity *entity = &report->entities.at[e];
        if (entity->type != type) continue;
        used = put(out, used, size, used ? "; " : "", report_slice(report, entity->name), "(");
        used = put(out, used, size, "", report_slice(report, entity->role), "):");
        for (uint32_t m = 0; m < report->mentions.n; m++)
            if (report->mentions.at[m].entity == e)
                used = put(out, used, size, " ", report_slice(report, report->mentions.at[m].span), forms[report->mentions.at[m].form]);
    }
}

static void expect_of(uint8_t type, const char *text, const char *entities) {
    char found[4096];
    syn_report *report = marked(text);
    print_entities(report, type, found, sizeof found);
    assert_string_equal(found, entities);
    report_free(report);
}
static void expect(const char *text, const char *entities) { expect_of(NAME_PERSON, text, entities); }

static void full_name_surname_and_title_are_one_person(void **state) {
    (void)state;
    expect("Sen. Jane Hartley spoke. Hartley left. Sen. Hartley came back.", "Jane Hartley(Sen.): Jane Hartley Hartley Hartley");
}

static void two_persons_of_one_surname_stay_apart(void **state) {
    (void)state;
    expect("Jane Hartley met Peter Hartley. It was Peter Hartley again, and Jane Hartley.",
           "Jane Hartley(): Jane Hartley Jane Hartley; Peter Hartley(): Peter Hartley Peter Hartley");
}

static void transliterations_meet(void **state) {
    (void)state;
    expect("It was Sergey Markov. Later Sergei Markov came.", "Sergey Markov(): Sergey Markov Sergei Markov");
}

static void a_title_that_says_the_gender_picks_the_person(void **state) {
    (void)state;
    expect("Jane Hartley met Peter Hartley. Mrs Hartley spoke.",
           "Jane Hartley(Mrs): Jane Hartley Hartley; Peter Hartley(): Peter Hartley");
}

static void particles_and_small_titles_resolve(void **state) {
    (void)state;
    expect("Senior Inspector Alex de los Robles spoke. Later Mr de los Robles left.",
           "Alex de los Robles(Senior Inspector): Alex de los Robles de los Robles");
}

static void a_handle_is_its_owner(void **state) {
    (void)state;
    expect("Congressman Thomas Brimble wrote it. @RepThomasBrimble", "Thomas Brimble(Congressman): Thomas Brimble @RepThomasBrimble");
}

static void a_description_with_a_state_resolves(void **state) {
    (void)state;
    expect("Sen. Jane Hartley (R-KY) spoke. The Kentucky senator left. Then the Kentucky Republican came back.",
           "Jane Hartley(Sen.): Jane Hartley The Kentucky senator* the Kentucky Republican*");
    expect("Sen. Jane Hartley (R-KY) spoke. The Ohio senator left.", "Jane Hartley(Sen.): Jane Hartley");
}

static void a_description_with_a_country_resolves(void **state) {
    (void)state;
    expect("President Ann Lee met Russian President Oleg Markov. The Russian leader smiled.",
           "Ann Lee(President): Ann Lee; Oleg Markov(Russian President): Oleg Markov The Russian leader*");
}

static void a_bare_office_resolves_only_when_one_person_holds_it(void **state) {
    (void)state;
    expect("Chairman Peter Brimble spoke. The chairman left.", "Peter Brimble(Chairman): Peter Brimble The chairman*");
    expect("Chairman Peter Brimble met Chairman Ann Lee. The chairman left.",
           "Peter Brimble(Chairman): Peter Brimble; Ann Lee(Chairman): Ann Lee");
    expect("Spokesman Peter Brimble spoke. A navy spokesman agreed. The spokesman left.", "Peter Brimble(Spokesman): Peter Brimble");
}

static void a_title_before_another_name_is_no_description(void **state) {
    (void)state;
    expect("Minister Jane Hartley spoke. The minister, Peter Brimble, left.",
           "Jane Hartley(Minister): Jane Hartley; Peter Brimble(minister): Peter Brimble");
}

static void pronouns_resolve_only_where_one_person_fits(void **state) {
    (void)state;
    expect("Jane Hartley spoke. She left.", "Jane Hartley(): Jane Hartley She^");
    expect("Jane Hartley spoke. He left.", "Jane Hartley(): Jane Hartley");
    expect("Jane Hartley met Ann Brimble. She left.", "Jane Hartley(): Jane Hartley; Ann Brimble(): Ann Brimble");
    expect("Jane Hartley met Peter Brimble. He left.", "Jane Hartley(): Jane Hartley; Peter Brimble(): Peter Brimble He^");
    expect("Jane Hartley spoke. \"She is late,\" someone said.", "Jane Hartley(): Jane Hartley");
}

static void acronyms_and_short_forms_join_their_organisation(void **state) {
    (void)state;
    expect_of(NAME_ORGANIZATION, "The Northern Harbour Workers' Party (NHWP) won. The NHWP rejoiced.",
              "Northern Harbour Workers' Party(): Northern Harbour Workers' Party NHWP NHWP");
    expect_of(NAME_PLACE, "The United States agreed. The U.S. paid, and the US signed.", "United States(): United States U.S. US");
}

static void entities_come_in_order_of_first_mention(void **state) {
    (void)state;
    syn_report *report = marked("In Oman, Jane Hartley met Peter Brimble of the Ministry of Trade.");
    for (uint32_t e = 1; e < report->entities.n; e++)
        assert_true(report->entities.at[e - 1].name.begin < report->entities.at[e].name.begin);
    assert_int_equal(report->entities.n, 4);
    report_free(report);
}

static void a_failed_allocation_is_an_error(void **state) {
    (void)state;
    for (size_t max = 1000; max < 200000; max += 7000) {
        syn_report *report = marked("Nothing here.");
        report->text = SLICE_LIT("Sen. Jane Hartley (R-KY) met Omar al-Karimi. The Kentucky senator left. He stayed.");
        report->words.n = report->sentences.n = 0;
        mark_options options = {0};
        syn_budget budget = {0};
        budget.max = max;
        syn_arena wide, scratch;
        arena_init(&wide, NULL);
        arena_init(&scratch, &budget);
        assert_int_equal(words_scan(&report->words, &report->sentences, report->text, "en", &report->arena, NULL), SYN_OK);
        assert_int_equal(mark_names(&options, report, &wide, NULL), SYN_OK);
        syn_code code = mark_people(&options, report, &scratch, NULL);
        assert_true(code == SYN_OK || code == SYN_ERR_LIMIT);
        report_free(report);
        arena_free(&scratch);
        arena_free(&wide);
    }
}

int mark_people_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_name_surname_and_title_are_one_person),
        cmocka_unit_test(two_persons_of_one_surname_stay_apart),
        cmocka_unit_test(transliterations_meet),
        cmocka_unit_test(a_title_that_says_the_gender_picks_the_person),
        cmocka_unit_test(particles_and_small_titles_resolve),
        cmocka_unit_test(a_handle_is_its_owner),
        cmocka_unit_test(a_description_with_a_state_resolves),
        cmocka_unit_test(a_description_with_a_country_resolves),
        cmocka_unit_test(a_bare_office_resolves_only_when_one_person_holds_it),
        cmocka_unit_test(a_title_before_another_name_is_no_description),
        cmocka_unit_test(pronouns_resolve_only_where_one_person_fits),
        cmocka_unit_test(acronyms_and_short_forms_join_their_organisation),
        cmocka_unit_test(entities_come_in_order_of_first_mention),
        cmocka_unit_test(a_failed_allocation_is_an_error),
    };
    return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
