/* Unit tests of mark_people. Each text is invented; entities are written as "name(role): mention, mention*", * for a
 * description and ^ for a pronoun. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "marked.h"
#include "tests.h"

static syn_report *tied(syn_report *report) { return test_mark(report, TEST_STAGES(mark_people)); }

/* The entities of one type. */
static void print_entities(const syn_report *report, uint8_t type, char *out, size_t size) {
    static const char *const forms[] = {"", "*", "^"};
    size_t used = 0;
    out[0] = '\0';
    for (uint32_t e = 0; e < report->entities.n; e++) {
        const syn_entity *entity = &report->entities.at[e];
        if (entity->type != type) continue;
        test_put(out, size, &used, used ? "; " : "", report_slice(report, entity->name), "(");
        test_put(out, size, &used, "", report_slice(report, entity->role), "):");
        for (uint32_t m = 0; m < report->mentions.n; m++)
            if (report->mentions.at[m].entity == e)
                test_put(out, size, &used, " ", report_slice(report, report->mentions.at[m].span), forms[report->mentions.at[m].form]);
    }
}

static void expect_in(syn_report *report, uint8_t type, const char *entities) {
    char found[4096];
    print_entities(tied(report), type, found, sizeof found);
    assert_string_equal(found, entities);
    report_free(report);
}
static void expect_of(uint8_t type, const char *text, const char *entities) { expect_in(test_named(text), type, entities); }
static void expect(const char *text, const char *entities) { expect_of(NAME_PERSON, text, entities); }
/* The same with names that the text itself gives (marked.h). */
static void given(const char *text, const char *entities) { expect_in(test_given(text), NAME_PERSON, entities); }
static void given_of(uint8_t type, const char *text, const char *entities) { expect_in(test_given(text), type, entities); }

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
    syn_report *report = tied(test_named("In Oman, Jane Hartley met Peter Brimble of the Ministry of Trade."));
    for (uint32_t e = 1; e < report->entities.n; e++)
        assert_true(report->entities.at[e - 1].name.begin < report->entities.at[e].name.begin);
    assert_int_equal(report->entities.n, 4);
    report_free(report);
}


/* ---- names that the tests give ------------------------------------------------------------------------------------- */

static void middle_names_and_initials_fit_or_part(void **state) {
    (void)state;
    given("[Jane B. Hartley] and [J. Hartley] and [Jane Hartley]", "Jane B. Hartley(): Jane B. Hartley J. Hartley Jane Hartley");
    given("[A. B. Hartley] left. [Alan Hartley] came.", "Alan Hartley(): A. B. Hartley Alan Hartley");
    given("[Tom W. Reyk] is the son of [Tom H. W. Reyk].", "Tom W. Reyk(): Tom W. Reyk; Tom H. W. Reyk(): Tom H. W. Reyk");
    given("[Jane Maria Hartley] met [Jane Ruth Hartley].",
          "Jane Maria Hartley(): Jane Maria Hartley; Jane Ruth Hartley(): Jane Ruth Hartley");
    given("[J. Robert Reyk] spoke. [Robert Reyk] left.", "J. Robert Reyk(): J. Robert Reyk Robert Reyk");
    given("[K. Hartley] spoke. [Jane Hartley] left.", "K. Hartley(): K. Hartley; Jane Hartley(): Jane Hartley");
}

static void long_names_are_found_by_what_is_left_of_them(void **state) {
    (void)state;
    given("[Ana Sofia Brenn Tamay] spoke. [Ana Brenn] left, and [Brenn Tamay] too. [Brenn] stayed.",
          "Ana Sofia Brenn Tamay(): Ana Sofia Brenn Tamay Ana Brenn Brenn Tamay Brenn");
    given("[Faisal bin Omar al-Karimi] spoke. [Faisal bin Omar] left.",
          "Faisal bin Omar al-Karimi(): Faisal bin Omar al-Karimi Faisal bin Omar");
    given("[Ana Sofia Brenn] spoke. [Sofia Brenn] left, [Eva Brenn] stayed.",
          "Ana Sofia Brenn(): Ana Sofia Brenn Sofia Brenn; Eva Brenn(): Eva Brenn");
}

static void nicknames_meet(void **state) {
    (void)state;
    given("[Robert Hartley] spoke. [Bob Hartley] left, [Rob Hartley] came.", "Robert Hartley(): Robert Hartley Bob Hartley Rob Hartley");
    given("[Ted Hartley] met [Ned Hartley].", "Ted Hartley(): Ted Hartley; Ned Hartley(): Ned Hartley");
    given("[Paul Hartley] met [Paula Hartley].", "Paul Hartley(): Paul Hartley; Paula Hartley(): Paula Hartley");
    given("[Daniel Hartley] met [Danielle Hartley].", "Daniel Hartley(): Daniel Hartley; Danielle Hartley(): Danielle Hartley");
}

static void a_suffix_parts_son_and_father(void **state) {
    (void)state;
    given("[Lee Hartley] and his son [Lee Hartley Jr.] came. [Lee Hartley] spoke. [Hartley Jr.] left.",
          "Lee Hartley(): Lee Hartley Lee Hartley; Lee Hartley Jr.(): Lee Hartley Jr. Hartley Jr.");
    given("[Lee Hartley Jr.] came. Then [Lee Hartley] spoke.", "Lee Hartley Jr.(): Lee Hartley Jr. Lee Hartley");
}

static void a_lone_surname_goes_to_one_or_to_none(void **state) {
    (void)state;
    given("[Jane Hartley] spoke. [Hartley] was glad. Then [Peter Hartley] came. [Hartley] left.",
          "Jane Hartley(): Jane Hartley Hartley Hartley; Peter Hartley(): Peter Hartley");
    given("[Jane Hartley] met [Peter Hartley]. [Hartley] left.", "Jane Hartley(): Jane Hartley; Peter Hartley(): Peter Hartley");
    given("[Jane Hartley] met [Peter Hartley]. {Mrs. }[Hartley] left, {Mr. }[Hartley] stayed.",
          "Jane Hartley(Mrs.): Jane Hartley Hartley; Peter Hartley(Mr.): Peter Hartley Hartley");
    given("{Mayor }[Jane Hartley] met {Bishop }[Peter Hartley]. {Bishop }[Hartley] left.",
          "Jane Hartley(Mayor): Jane Hartley; Peter Hartley(Bishop): Peter Hartley Hartley");
    given("[Peter Hartley] spoke. {Mrs. }[Hartley] left.", "Peter Hartley(): Peter Hartley; Hartley(Mrs.): Hartley");
}

static void a_given_name_of_either_sex_says_nothing(void **state) {
    (void)state;
    given("[Lindsey Hartley] spoke. {Mr. }[Hartley] left.", "Lindsey Hartley(Mr.): Lindsey Hartley Hartley");
    given("[Jan Hartley] spoke. {Ms. }[Hartley] left.", "Jan Hartley(Ms.): Jan Hartley Hartley");
}

static void a_given_name_alone_and_a_pair_of_them(void **state) {
    (void)state;
    given("[Jane Hartley] spoke. [Jane] left.", "Jane Hartley(): Jane Hartley Jane");
    given("[Charles Hartley] spoke. {King }[Charles] left.", "Charles Hartley(): Charles Hartley; Charles(King): Charles");
    given("[Peter] and [Jane Hartley] came. [Peter] left, {Mr. }[Hartley] said. {Mrs. }[Hartley] stayed.",
          "Peter(Mr.): Peter Peter Hartley; Jane Hartley(Mrs.): Jane Hartley Hartley");
    given("[Jane Brimble] came. [Brimble] and [Peter Hartley] left.",
          "Jane Brimble(): Jane Brimble Brimble; Peter Hartley(): Peter Hartley");
}

static void a_family_is_no_person(void **state) {
    (void)state;
    given("[Jane Hartley] spoke. The [Hartley] family left, and the [Hartleys] stayed away. [Hartley] was glad.",
          "Jane Hartley(): Jane Hartley Hartley; Hartley family(): Hartley; Hartleys(): Hartleys");
    given("[Jane Hartley] spoke. The [Hartley] family left. Then the [Hartley] children came.",
          "Jane Hartley(): Jane Hartley; Hartley family(): Hartley Hartley");
}

static void handles_must_be_explained(void **state) {
    (void)state;
    given("[Jane Hartley] wrote it. [@SenHartley] [@janehartley] [@JHartley]",
          "Jane Hartley(): Jane Hartley @SenHartley @janehartley; @JHartley(): @JHartley");
    given("[Jane Hartley] wrote it. [@PeterHartley] [@NotHartley]",
          "Jane Hartley(): Jane Hartley; @PeterHartley(): @PeterHartley; @NotHartley(): @NotHartley");
}

static void spellings_of_a_surname_meet_only_with_the_given_name(void **state) {
    (void)state;
    given("[Yevgeny Markov] spoke. [Evgeny Markov] left.", "Yevgeny Markov(): Yevgeny Markov Evgeny Markov");
    given("[Aleksandr Kravtsov] spoke. [Alexander Kravtsov] left.", "Aleksandr Kravtsov(): Aleksandr Kravtsov Alexander Kravtsov");
    given("[Nils Hansen] met [Jane Hanson].", "Nils Hansen(): Nils Hansen; Jane Hanson(): Jane Hanson");
}

static void whom_a_person_serves_is_not_the_person(void **state) {
    (void)state;
    given("[Ann Lee], {spokeswoman for the president}, spoke. The president left.",
          "Ann Lee(spokeswoman for the president): Ann Lee");
    given("{President }[Oleg Markov] met [Ann Lee], {an aide to the president}. The president left.",
          "Oleg Markov(President): Oleg Markov The president*; Ann Lee(an aide to the president): Ann Lee");
}

static void bodies_lend_short_forms(void **state) {
    (void)state;
    given_of(NAME_ORGANIZATION, "The [o:Brenn Harbour Commission] met. The [o:Commission] voted.",
             "Brenn Harbour Commission(): Brenn Harbour Commission Commission");
    given_of(NAME_ORGANIZATION, "The [o:Brenn Harbour Commission] met the [o:Norvik Fish Commission]. The [o:Commission] voted.",
             "Brenn Harbour Commission(): Brenn Harbour Commission; Norvik Fish Commission(): Norvik Fish Commission; "
             "Commission(): Commission");
    given_of(NAME_ORGANIZATION, "The [o:Zarkov Foundation for the Blind] paid. The [o:Zarkov Foundation] agreed.",
             "Zarkov Foundation for the Blind(): Zarkov Foundation for the Blind Zarkov Foundation");
    given_of(NAME_ORGANIZATION, "The [o:Norwegian Harbour Ministry] met. The [o:Harbour Ministry] paid.",
             "Norwegian Harbour Ministry(): Norwegian Harbour Ministry Harbour Ministry");
    given_of(NAME_ORGANIZATION, "The [o:Swedish Harbour Ministry] met the [o:Danish Harbour Ministry]. The [o:Harbour Ministry] paid.",
             "Swedish Harbour Ministry(): Swedish Harbour Ministry; Danish Harbour Ministry(): Danish Harbour Ministry; "
             "Harbour Ministry(): Harbour Ministry");
    given_of(NAME_ORGANIZATION, "[o:Zarkov Airways] flies. [o:Zarkov] pays.", "Zarkov Airways(): Zarkov Airways Zarkov");
    given_of(NAME_ORGANIZATION, "[o:Zarkov Airways] flies. [o:Zarkov Holdings] pays. [o:Zarkov] is silent.",
             "Zarkov Airways(): Zarkov Airways; Zarkov Holdings(): Zarkov Holdings; Zarkov(): Zarkov");
}

static void the_first_word_is_no_short_form_where_more_is_said(void **state) {
    (void)state;
    given_of(NAME_PLACE, "[l:Norvik Inner Harbour] is closed. [l:Norvik] is not.",
             "Norvik Inner Harbour(): Norvik Inner Harbour; Norvik(): Norvik");
    given_of(NAME_ORGANIZATION, "[o:Zarkov Management Corp] paid. [o:Zarkov] agreed.",
             "Zarkov Management Corp(): Zarkov Management Corp Zarkov");
}

static void acronyms_meet_their_names_either_way(void **state) {
    (void)state;
    given_of(NAME_ORGANIZATION, "The [o:NHWP] won. The [o:Northern Harbour Workers' Party] rejoiced.",
             "Northern Harbour Workers' Party(): NHWP Northern Harbour Workers' Party");
    given_of(NAME_ORGANIZATION, "The Northern [o:Harbour Party] ([o:NHP]) won. The [o:NHP] rejoiced.",
             "Harbour Party(): Harbour Party NHP NHP");
    given_of(NAME_ORGANIZATION, "[l:Brenn Harbour] ([o:AP]) - A bridge fell. [l:Norvik] ([o:XQZ]) - It rained.", "AP(): AP; XQZ(): XQZ");
    given_of(NAME_ORGANIZATION, "[l:Castor], [l:North Brenn] ([o:CNN]) - A bridge fell. The mayor told [o:CNN] so.", "CNN(): CNN CNN");
    given_of(NAME_ORGANIZATION, "The [o:Office of Rivers], [o:Boats and Bridges] ([o:RBB]) met.",
             "Office of Rivers(): Office of Rivers; Boats and Bridges(): Boats and Bridges; RBB(): RBB");
    given_of(NAME_ORGANIZATION, "The [o:Bank of Brenn] met. The [o:BoB] paid.", "Bank of Brenn(): Bank of Brenn BoB");
}

static void names_of_one_meaning_meet(void **state) {
    (void)state;
    given_of(NAME_PLACE, "The [l:US] agreed. [l:America] paid, and the [l:United States] signed.",
             "United States(): US America United States");
    given_of(NAME_PLACE, "[l:Oman] agreed. The [x:Omanis] rejoiced.", "Oman(): Oman");
    given_of(NAME_PLACE, "[l:North Korea] agreed. [l:South Korea] did not.", "North Korea(): North Korea; South Korea(): South Korea");
}

static void a_place_and_a_body_of_one_name_are_two(void **state) {
    (void)state;
    given_of(NAME_PLACE, "[o:Norvik] won in [l:Norvik]. [o:Norvik] had lost, though [l:Norvik] is large.", "Norvik(): Norvik Norvik");
    given_of(NAME_PLACE, "[l:Norvik] is large. [l:Norvik] is old. [l:Norvik] is far. [o:Norvik] paid.",
             "Norvik(): Norvik Norvik Norvik Norvik");
    given_of(NAME_ORGANIZATION, "[Jane Hartley] founded [o:Hartley]. [o:Hartley] makes boats.", "Hartley(): Hartley Hartley");
}

static void an_age_finds_the_only_one_of_it(void **state) {
    (void)state;
    given("[Tom Reyk], 55, came. The 55-year-old said so.", "Tom Reyk(): Tom Reyk The 55-year-old*");
    given("[Tom Reyk], a 55-year-old welder, came. Then the 55-year-old left.", "Tom Reyk(): Tom Reyk");
    given("The 55-year-old [Tom Reyk] came. They asked the 55-year-old.", "Tom Reyk(): Tom Reyk the 55-year-old*");
    given("[Tom Reyk], 55, met [Jane Oster], 55. They asked the 55-year-old.", "Tom Reyk(): Tom Reyk; Jane Oster(): Jane Oster");
    given("[Tom Reyk], 55, came. They closed the 55-year-old bridge.", "Tom Reyk(): Tom Reyk");
}

static void the_place_of_an_office_tells_whose_it_is(void **state) {
    (void)state;
    given("{Senator }[Mira Holt] of [l:Brenn] spoke. The Brenn senator left.", "Mira Holt(Senator): Mira Holt The Brenn senator*");
    given("{Senator }[Mira Holt] of [l:Brenn] spoke. The Norvik senator left.", "Mira Holt(Senator): Mira Holt");
}

static void a_surname_that_slipped_is_its_person(void **state) {
    (void)state;
    given("[Jane Hartley] spoke. [Hartley] was glad. [Hartley] left. It was [l:Hartley].",
          "Jane Hartley(): Jane Hartley Hartley Hartley Hartley");
    given("[Jane Hartley] spoke. [Hartley] was glad. It was [o:Hartley] that paid.", "Jane Hartley(): Jane Hartley Hartley");
    given("[Jane Hartley] spoke. [Hartley] was glad. [Hartley] left. They built the [o:Hartley].",
          "Jane Hartley(): Jane Hartley Hartley Hartley");
    given("[Jane Sweden] spoke. [Sweden] was glad. [Sweden] left. It rained in [l:Sweden].",
          "Jane Sweden(): Jane Sweden Sweden Sweden");
}

static void a_failed_allocation_is_an_error(void **state) {
    (void)state;
    for (size_t max = 1000; max < 200000; max += 7000) {
        syn_report *report = test_report("Sen. Jane Hartley (R-KY) met Omar al-Karimi. The Kentucky senator left. He stayed.");
        test_mark(report, TEST_STAGES(mark_names));
        mark_options options = {0};
        syn_budget budget = {0};
        budget.max = max;
        syn_arena scratch;
        arena_init(&scratch, &budget);
        syn_code code = mark_people(&options, report, &scratch, NULL);
        assert_true(code == SYN_OK || code == SYN_ERR_LIMIT);
        report_free(report);
        arena_free(&scratch);
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
        cmocka_unit_test(middle_names_and_initials_fit_or_part),
        cmocka_unit_test(long_names_are_found_by_what_is_left_of_them),
        cmocka_unit_test(nicknames_meet),
        cmocka_unit_test(a_suffix_parts_son_and_father),
        cmocka_unit_test(a_lone_surname_goes_to_one_or_to_none),
        cmocka_unit_test(a_given_name_of_either_sex_says_nothing),
        cmocka_unit_test(a_given_name_alone_and_a_pair_of_them),
        cmocka_unit_test(a_family_is_no_person),
        cmocka_unit_test(handles_must_be_explained),
        cmocka_unit_test(spellings_of_a_surname_meet_only_with_the_given_name),
        cmocka_unit_test(whom_a_person_serves_is_not_the_person),
        cmocka_unit_test(bodies_lend_short_forms),
        cmocka_unit_test(the_first_word_is_no_short_form_where_more_is_said),
        cmocka_unit_test(acronyms_meet_their_names_either_way),
        cmocka_unit_test(names_of_one_meaning_meet),
        cmocka_unit_test(a_place_and_a_body_of_one_name_are_two),
        cmocka_unit_test(an_age_finds_the_only_one_of_it),
        cmocka_unit_test(the_place_of_an_office_tells_whose_it_is),
        cmocka_unit_test(a_surname_that_slipped_is_its_person),
        cmocka_unit_test(a_failed_allocation_is_an_error),
    };
    return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
