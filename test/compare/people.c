/* Tests of compare/people/people.c: which names of several reports are one thing. All names are invented but those of countries. */
#include "bench.h"

/* A report that consists of names, parted by "; ": persons, o: bodies, l: places; a title in {} says the gender. */
static void add_names(bench *b, const char *names) {
    char text[512] = "";
    uint8_t types[16] = {0};
    char genders[16] = {0};
    uint32_t begins[16], ends[16], n = 0, used = 0;
    for (const char *at = names; *at;) {
        const char *end = strstr(at, "; "), *past = end ? end : at + strlen(at);
        types[n] = NAME_PERSON;
        if (at[1] == ':') {
            types[n] = at[0] == 'l' ? NAME_PLACE : NAME_ORGANIZATION;
            at += 2;
        }
        if (at[0] == '{') {
            genders[n] = at[1];
            at += 3;
        }
        begins[n] = used;
        used += (uint32_t)snprintf(text + used, sizeof text - used, "%.*s.\n\n", (int)(past - at), at);
        ends[n] = begins[n] + (uint32_t)(past - at);
        n++;
        at = end ? end + 2 : past;
    }
    syn_report *r = add_report(b, text, "");
    for (uint32_t i = 0; i < n; i++) {
        syn_span span = {begins[i], ends[i]};
        syn_entity entity = {.name = span, .type = types[i], .gender = genders[i], .mentions = 1};
        assert_true(VEC_PUSH(&r->arena, &r->entities, entity));
        assert_true(VEC_PUSH(&r->arena, &r->mentions, ((syn_mention){.span = span, .type = types[i], .entity = i})));
    }
}

/* "Jane Example 0 1; Example Corp 0": the people of the story with the reports that mention them. */
static void expect(const char *first, const char *second, const char *third, const char *people) {
    bench *b = start();
    char found[1024] = "";
    size_t used = 0;
    add_names(b, first);
    add_names(b, second);
    if (third) add_names(b, third);
    compare(b);
    for (uint32_t i = 0; i < b->out.people.n; i++) {
        const collation_person *p = &b->out.people.at[i];
        used += (size_t)snprintf(found + used, sizeof found - used, "%s%.*s", i ? "; " : "", (int)p->name.len, p->name.ptr);
        for (uint32_t k = 0; k < p->mentions.n; k++)
            used += (size_t)snprintf(found + used, sizeof found - used, " %u", p->mentions.at[k].report);
    }
    assert_string_equal(found, people);
    finish(b);
}

static void a_surname_meets_the_one_who_bears_it(void **state) {
    (void)state;
    expect("Jane Hartley", "Hartley", NULL, "Jane Hartley 0 1");
    expect("Jane Hartley; Peter Hartley", "Hartley", NULL, "Jane Hartley 0; Peter Hartley 0; Hartley 1");
    expect("Jane Hartley", "Peter Hartley", "Hartley", "Jane Hartley 0; Peter Hartley 1; Hartley 2");
    expect("{f}Jane Hartley; {m}Peter Hartley", "{f}Hartley", NULL, "Jane Hartley 0 1; Peter Hartley 0");
}

static void given_names_meet_or_part(void **state) {
    (void)state;
    expect("Robert Hartley", "Bob Hartley", "R. Hartley", "Robert Hartley 0 1 2");
    expect("Sergey Markov", "Sergei Markov", NULL, "Sergey Markov 0 1");
    expect("Jane Hartley; John Hartley", "J. Hartley", NULL, "Jane Hartley 0; John Hartley 0; J. Hartley 1");
    expect("J. Hartley", "Jane Hartley", "John Hartley", "J. Hartley 0; Jane Hartley 1; John Hartley 2");
    expect("{m}Paul Hartley", "{f}Paula Hartley", NULL, "Paul Hartley 0; Paula Hartley 1");
    expect("Lee Hartley", "Lee Hartley Jr.", NULL, "Lee Hartley Jr. 0 1");
    expect("Lee Hartley; Lee Hartley Jr.", "Lee Hartley Jr.", "Lee A. Hartley", "Lee A. Hartley 0 2; Lee Hartley Jr. 0 1");
}

static void what_one_report_tells_apart_stays_apart(void **state) {
    (void)state;
    expect("Tom W. Reyk; Tom H. W. Reyk", "Tom W. Reyk", NULL, "Tom W. Reyk 0 1; Tom H. W. Reyk 0");
    expect("l:Norvik; o:Norvik", "l:Norvik", NULL, "Norvik 0 1; Norvik 0");
    expect("l:Norvik", "o:Norvik", NULL, "Norvik 0 1");
}

static void hyphens_and_spellings_of_a_surname(void **state) {
    (void)state;
    expect("Tsend Monkh-Orgil", "Munkh-Orgil", NULL, "Tsend Monkh-Orgil 0 1");
    expect("Nils Hansen", "Jane Hanson", NULL, "Nils Hansen 0; Jane Hanson 1");
}

static void a_family_is_no_person(void **state) {
    (void)state;
    expect("Jane Hartley", "Hartley family", "Hartley family", "Hartley family 1 2; Jane Hartley 0");
}

static void bodies_meet_by_meaning_and_initials(void **state) {
    (void)state;
    expect("l:United States", "l:America", "l:U.S.", "United States 0 1 2");
    expect("l:North Korea", "l:South Korea", NULL, "North Korea 0; South Korea 1");
    expect("o:Northern Harbour Workers' Party", "o:NHWP", NULL, "Northern Harbour Workers' Party 0 1");
    expect("o:Brenn Harbour Party", "o:BHP", "o:Blue Hill Party", "Brenn Harbour Party 0; BHP 1; Blue Hill Party 2");
}

int people_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_surname_meets_the_one_who_bears_it), cmocka_unit_test(given_names_meet_or_part),
        cmocka_unit_test(what_one_report_tells_apart_stays_apart), cmocka_unit_test(hyphens_and_spellings_of_a_surname),
        cmocka_unit_test(a_family_is_no_person), cmocka_unit_test(bodies_meet_by_meaning_and_initials),
    };
    return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
