/* Unit tests of mark_names. Each text is invented; what is expected is written as "name/type" with its title and role. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mark/lexicon/lexicon.gen.h"
#include "mark/mark.h"
#include "marked.h"
#include "tests.h"

/* "Jane Example/p|Sen.|R-KY; Oman/l" */
static void print_mentions(const syn_report *report, char *out, size_t size) {
    static const char types[] = "polx";
    size_t used = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < report->mentions.n && used < size; i++) {
        const syn_mention *m = &report->mentions.at[i];
        syn_slice name = report_slice(report, m->span), title = report_slice(report, m->title), role = report_slice(report, m->role);
        bool more = title.len || role.len;
        int wrote = snprintf(out + used, size - used, "%s%.*s/%c%s%.*s%s%.*s", i ? "; " : "", (int)name.len, name.ptr, types[m->type],
                             more ? "|" : "", (int)title.len, title.ptr, more ? "|" : "", (int)role.len, role.ptr);
        if (wrote > 0) used += (size_t)wrote;
    }
}

static void expect(const char *text, const char *names) {
    char found[4096];
    syn_report *report = test_named(text);
    print_mentions(report, found, sizeof found);
    assert_string_equal(found, names);
    report_free(report);
}

static void a_title_stands_beside_its_name(void **state) {
    (void)state;
    expect("It was Sen. Jane Hartley who came.", "Jane Hartley/p|Sen.|");
    expect("They met Russian Foreign Minister Oleg Markov there.", "Russian/x; Oleg Markov/p|Russian Foreign Minister|");
    expect("He asked coast guard commander Pedro Tamay for help.", "Pedro Tamay/p|coast guard commander|");
    expect("Then Mr Holloway left.", "Holloway/p|Mr|");
    expect("Despite Mr. Holloway's words, the crowd cheered.", "Holloway/p|Mr.|");
    expect("They voted to force owner Karl Brenner out.", "Karl Brenner/p|owner|");
}

static void a_role_stands_behind_its_name(void **state) {
    (void)state;
    expect("He called Jane Hartley (R-KY) at once.", "Jane Hartley/p||R-KY");
    expect("He called Jane Hartley, R-Wis., at once.", "Jane Hartley/p||R-Wis.");
    expect("He called Jane Hartley, head of the harbour office in Oman, at once.",
           "Jane Hartley/p||head of the harbour office in Oman; Oman/l");
    expect("He called Jane Hartley, a minister whose plan was stopped, at once.", "Jane Hartley/p||a minister whose plan was stopped");
    expect("He called Jane Hartley, the minister he was fond of, at once.", "Jane Hartley/p||the minister");
    expect("Asked about Jane Hartley, the minister is so sure that he will stay.", "Jane Hartley/p");
    expect("Like Jane Hartley, he joined the club as minister of fish.", "Jane Hartley/p");
}

static void a_comma_may_part_office_and_name(void **state) {
    (void)state;
    expect("Then the foreign minister, Karl Brenner, was told.", "Karl Brenner/p|foreign minister|");
}

static void organisations_are_known_by_their_heads(void **state) {
    (void)state;
    expect("She left the Ministry of Trade and Industry.", "Ministry of Trade and Industry/o");
    expect("She joined the Northern Harbour Workers' Union.", "Northern Harbour Workers' Union/o");
    expect("She works for the University of Tasmania.", "University of Tasmania/o");
}

static void a_longer_name_outweighs_a_known_one_inside(void **state) {
    (void)state;
    expect("It was the Hong Kong Police Force.", "Hong Kong Police Force/o");
    expect("They landed at Muscat Airport.", "Muscat Airport/l");
}

static void places_people_and_parties_have_their_types(void **state) {
    (void)state;
    expect("The Omani crew sailed from Muscat to Sri Lanka.", "Omani/x; Muscat/l; Sri Lanka/l");
    expect("A Republican from Kentucky spoke.", "Republican/x; Kentucky/l");
    expect("The U.S. and the US are one.", "U.S./l; US/l");
}

static void the_first_word_of_a_sentence_needs_evidence(void **state) {
    (void)state;
    expect("Yesterday the boat sank. Rescue came late. Rescuers wept.", "");
    expect("Holdings fell as holdings do.", "");
}

static void a_surname_alone_is_a_person_once_the_full_name_stands(void **state) {
    (void)state;
    expect("Jane Brimble spoke. Brimble left.", "Jane Brimble/p; Brimble/p");
    expect("Brimble left. It was Jane Brimble.", "Brimble/p; Jane Brimble/p");
}

static void particles_and_hyphens_stay_inside_names(void **state) {
    (void)state;
    expect("He met Maria de la Cruz.", "Maria de la Cruz/p");
    expect("He met Omar al-Karimi.", "Omar al-Karimi/p");
    expect("He met Kim Soo-yeon in Seoul.", "Kim Soo-yeon/p; Seoul/l");
    expect("It was the India-Pakistan border.", "India/l; Pakistan/l");
    expect("The Seoul-based firm closed.", "Seoul/l");
}

static void headlines_use_what_the_report_says(void **state) {
    (void)state;
    expect("Hartley Says Harbour Will Open Soon Again\n\nSen. Jane Hartley spoke about the harbour. It will open soon.",
           "Hartley/p; Jane Hartley/p|Sen.|");
}

static void handles_are_persons_when_they_hold_a_known_name(void **state) {
    (void)state;
    expect("Jane Hartley wrote it. @JaneHartley and @weather_now agreed.", "Jane Hartley/p; @JaneHartley/p; @weather_now/x");
}

static void an_acronym_takes_the_type_of_its_name(void **state) {
    (void)state;
    expect("The Southern Peace Territory (SPT) was founded. The SPT grew.",
           "Southern Peace Territory/l; SPT/l; SPT/l");
}

static void weekdays_and_common_capitals_are_no_names(void **state) {
    (void)state;
    expect("On Tuesday the DNA test failed.", "");
}

static void lexicons_cut_as_texts_are(void **state) {
    (void)state;
    static const syn_lexicon *const lexicons[] = {&lexicon_mark_name_place, &lexicon_mark_name_org, &lexicon_mark_name_title,
                                                  &lexicon_mark_name_people, &lexicon_mark_name_other, &lexicon_mark_person_office};
    for (size_t i = 0; i < sizeof lexicons / sizeof lexicons[0]; i++) {
        const char *wrong = lexicon_check(lexicons[i]);
        if (wrong) print_error("%s: %s\n", lexicons[i]->name, wrong);
        assert_null(wrong);
    }
}

static void a_failed_allocation_is_an_error(void **state) {
    (void)state;
    for (size_t max = 1000; max < 200000; max += 7000) {
        syn_budget budget = {0};
        budget.max = max;
        syn_arena scratch;
        arena_init(&scratch, &budget);
        syn_report *report = test_report("Sen. Jane Hartley met Omar al-Karimi of the Ministry of Trade in Oman. Hartley left.");
        mark_options options = {0};
        syn_code code = mark_names(&options, report, &scratch, NULL);
        assert_true(code == SYN_OK || code == SYN_ERR_LIMIT);
        assert_null(report_assert(report));
        report_free(report);
        arena_free(&scratch);
    }
}

/* What the first pass keeps for the second is bounded: names behind that are found as those before it. */
static void the_end_of_a_long_text_is_read_as_its_beginning(void **state) {
    (void)state;
    enum { TIMES = 9000, NAMES = 4 };
    static const char part[] = "Ida Moen of the Norvik Harbour Office met @RunaHolt and Prime Minister Karl Brenner in Oman.\n\n";
    char *text = malloc(TIMES * (sizeof part - 1) + 1);
    assert_non_null(text);
    for (size_t i = 0; i < TIMES; i++) memcpy(text + i * (sizeof part - 1), part, sizeof part);
    syn_report *report = test_named(text);
    uint32_t each = report->mentions.n / TIMES;
    assert_true(each >= NAMES && report->mentions.n == each * TIMES);
    for (uint32_t i = 0; i < report->mentions.n; i++) {
        const syn_mention *m = &report->mentions.at[i], *first = &report->mentions.at[i % each];
        uint32_t moved = i / each * (uint32_t)(sizeof part - 1);
        assert_int_equal(m->type, first->type);
        assert_int_equal(m->span.begin, first->span.begin + moved);
        assert_int_equal(m->span.end, first->span.end + moved);
    }
    report_free(report);
    free(text);
}

static void a_long_run_of_capitals_ends(void **state) {
    (void)state;
    static char text[300001];
    for (size_t i = 0; i + 6 <= 300000; i += 6) memcpy(text + i, i % 18 ? "Of Al-" : "Bank A", 6);
    report_free(test_named(text));
}

int mark_names_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_title_stands_beside_its_name),
        cmocka_unit_test(a_role_stands_behind_its_name),
        cmocka_unit_test(a_comma_may_part_office_and_name),
        cmocka_unit_test(organisations_are_known_by_their_heads),
        cmocka_unit_test(a_longer_name_outweighs_a_known_one_inside),
        cmocka_unit_test(places_people_and_parties_have_their_types),
        cmocka_unit_test(the_first_word_of_a_sentence_needs_evidence),
        cmocka_unit_test(a_surname_alone_is_a_person_once_the_full_name_stands),
        cmocka_unit_test(particles_and_hyphens_stay_inside_names),
        cmocka_unit_test(headlines_use_what_the_report_says),
        cmocka_unit_test(handles_are_persons_when_they_hold_a_known_name),
        cmocka_unit_test(an_acronym_takes_the_type_of_its_name),
        cmocka_unit_test(weekdays_and_common_capitals_are_no_names),
        cmocka_unit_test(lexicons_cut_as_texts_are),
        cmocka_unit_test(a_failed_allocation_is_an_error),
        cmocka_unit_test(a_long_run_of_capitals_ends), cmocka_unit_test(the_end_of_a_long_text_is_read_as_its_beginning),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
