/* dates.c - the dates of feeds: every form becomes ISO 8601, as precise as it was written; what leaves open what is meant gives none. */
#include "given.h"

#include "read/door.h"
#include "read/lexicon/lexicon.gen.h"

typedef struct date_row { const char *written, *iso; } date_row;

static void assert_dates(const date_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        syn_arena arena;
        arena_init(&arena, NULL);
        syn_slice got = date_normal(&arena, slice_str(rows[i].written));
        if (!slice_equal(got, slice_str(rows[i].iso)))
            fail_msg("\"%s\" gives \"%.*s\", not \"%s\"", rows[i].written, (int)got.len, got.ptr ? got.ptr : "", rows[i].iso);
        arena_free(&arena);
    }
}
#define ASSERT_DATES(rows) assert_dates((rows), sizeof(rows) / sizeof *(rows))

static void rfc_822_with_its_usual_faults(void **state) {
    (void)state;
    static const date_row rows[] = {
        {"Sat, 09 Mar 2013 08:15:40 GMT", "2013-03-09T08:15:40Z"}, {"09 Mar 2013 08:15:40 GMT", "2013-03-09T08:15:40Z"},
        {"Xyz, 9 Mar 13 08:15 EST", "2013-03-09T08:15-05:00"}, {"Satur, 09 March, 2013 08:15:40 +0530 (IST)", "2013-03-09T08:15:40+05:30"},
        {"Saturday, 09-Mar-13 08:15:40 UT", "2013-03-09T08:15:40Z"}, {"Sat, Mar 09 2013 08:15:40 PDT", "2013-03-09T08:15:40-07:00"},
        {"9 Mar 2013 24:00", "2013-03-10T00:00"}, {"31 Dec 2013 24:00:00 Z", "2014-01-01T00:00:00Z"},
        {"9 Mar 2013 08:15:60 GMT", "2013-03-09T08:15:59Z"}, {"9 Mar 2013 08:15 -0000", "2013-03-09T08:15Z"},
        {"9 Mar 2013 08:15 A", "2013-03-09T08:15-01:00"}, {"9 Mar 2013 08:15 Y", "2013-03-09T08:15+12:00"},
        {"9 Mar 2013 08:15 UTC+2", "2013-03-09T08:15+02:00"}, {"9 Mar 2013 08:15 GMT-01:30", "2013-03-09T08:15-01:30"},
        {"9 Mar 2013 08:15 Etc/GMT", "2013-03-09T08:15Z"}, {"9 Mar 2013 08:15 Nowhere/No_Town", "2013-03-09T08:15"},
        {"9 Mar 2013", "2013-03-09"}, {"March 2013", "2013-03"}, {"9 Mar 113 08:15 GMT", "2013-03-09T08:15Z"},
        {"9 Mar 2013 8:15 pm", "2013-03-09T20:15"}, {"9 Mar 2013 12:15 am", "2013-03-09T00:15"},
        {"\n Sat,\t9 Mar\n2013 08:15 GMT ", "2013-03-09T08:15Z"}, {"March 9th, 2013", "2013-03-09"}};
    ASSERT_DATES(rows);
}

static void iso_8601_of_every_length(void **state) {
    (void)state;
    static const date_row rows[] = {
        {"2013", "2013"}, {"2013-03", "2013-03"}, {"2013-03-09", "2013-03-09"}, {"2013-3-9", "2013-03-09"}, {"20130309", "2013-03-09"},
        {"2013-03-09T08:15Z", "2013-03-09T08:15Z"}, {"2013-03-09T08:15:40.125+02:00", "2013-03-09T08:15:40+02:00"},
        {"2013-03-09T08:15:40,5Z", "2013-03-09T08:15:40Z"}, {"2013-03-09 08:15:40", "2013-03-09T08:15:40"},
        {"2013-03-09T08:15:40 +0200", "2013-03-09T08:15:40+02:00"}, {"2013-03-09T08:15-7", "2013-03-09T08:15-07:00"},
        {"20130309T081540Z", "2013-03-09T08:15:40Z"}, {"20130309081540", "2013-03-09T08:15:40"}, {"130309", "2013-03-09"},
        {"13-03-09", "2013-03-09"}, {"2013-068", "2013-03-09"}, {"2013068", "2013-03-09"}, {"13068", "2013-03-09"},
        {"2013-W10-6", "2013-03-09"}, {"2013W106", "2013-03-09"}, {"2013-03-09T24:00:00Z", "2013-03-10T00:00:00Z"},
        {"2013-03-09T08", "2013-03-09"}, {"2013-03-09T08:15:40-99:99", "2013-03-09T08:15:40"}};
    ASSERT_DATES(rows);
}

static void forms_of_programs_and_languages(void **state) {
    (void)state;
    static const date_row rows[] = {
        {"Sat Mar  9 08:15:40 2013", "2013-03-09T08:15:40"}, {"Sat Mar  9 08:15:40 PST 2013", "2013-03-09T08:15:40-08:00"},
        {"Sat, 2013/03/09 08:15:40 EDT", "2013-03-09T08:15:40-04:00"}, {"2013/03/09", "2013-03-09"}, {"9.3.2013 8:15", "2013-03-09T08:15"},
        {"2013-03-09 08:15:40.0", "2013-03-09T08:15:40"}, {"22/03/2013", "2013-03-22"}, {"3/22/2013", "2013-03-22"},
        {"2013-m\xC3\xA1rcius-09T8:15+01:00", "2013-03-09T08:15+01:00"}, {"\xCE\xA3\xCE\xB1\xCE\xB2, 09 \xCE\x9C\xCE\xAC\xCF\x81 2013 08:15 EET", "2013-03-09T08:15+02:00"},
        {"2013-03-09 \xEC\x98\xA4\xED\x9B\x84 8:15:40", "2013-03-09T20:15:40"},
        {"2013\xEB\x85\x84 03\xEC\x9B\x94 09\xEC\x9D\xBC 08:15", "2013-03-09T08:15"}, {"Sa, 9. M\xC3\xA4rz 2013 08:15:40 MEZ", "2013-03-09T08:15:40+01:00"},
        {"9 f\xC3\xA9vrier 2013", "2013-02-09"}};
    ASSERT_DATES(rows);
}

static void what_leaves_open_what_is_meant_gives_none(void **state) {
    (void)state;
    static const date_row rows[] = {
        {"", ""}, {"soon", ""}, {"08/09/2013", ""}, {"31 Feb 2013", ""}, {"2013-02-29", ""}, {"2013-366", ""}, {"2013-W10", ""}, {"2013-W54-1", ""},
        {"9 Mar 2013 25:00", ""}, {"9 Mar 2013 24:01", ""}, {"9 Mar 2013 08:75", ""}, {"--03-09", ""}, {"12", ""}, {"9 Mar", ""},
        {"08:15:40", ""}, {"9 Mar Apr 2013", ""}, {"1 2 3 4", ""}, {"0000-01-01", ""}, {"99999999999999999999", ""},
        {"a very long text in which the 9 Mar 2013 08:15:40 GMT stands but which is no date at all, since it goes on", ""}};
    ASSERT_DATES(rows);
}

static void the_lexicons_are_cut_as_texts_are(void **state) {
    (void)state;
    const syn_lexicon *const all[] = LEXICONS_OF_READ;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *wrong = lexicon_check(all[i]);
        if (wrong) fail_msg("%s: \"%s\" is cut in another way", all[i]->name, wrong);
    }
}

int run_dates(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc_822_with_its_usual_faults),
        cmocka_unit_test(iso_8601_of_every_length),
        cmocka_unit_test(forms_of_programs_and_languages),
        cmocka_unit_test(what_leaves_open_what_is_meant_gives_none),
        cmocka_unit_test(the_lexicons_are_cut_as_texts_are),
    };
    return cmocka_run_group_tests_name("dates", tests, NULL, NULL);
}
