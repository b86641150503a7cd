/* Unit tests of labels.c: what a story is called. The events and names are invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "group/labels.h"

int labels_run(void);

#define DAY (24 * 60)

static const label_name one_names[] = {{{"Mira Holt", 9}, NAME_PERSON, 3}, {{"Osterhaven", 10}, NAME_PLACE, 2}};
static const label_name two_names[] = {{{"Holt", 4}, NAME_PERSON, 2}, {{"Osterhaven", 10}, NAME_PLACE, 1},
                                       {{"Lindmark", 8}, NAME_PLACE, 1}};
static const label_name three_names[] = {{{"Jonas Brek", 10}, NAME_PERSON, 9}, {{"Osterhaven", 10}, NAME_PLACE, 1}};

static story_label made(const label_report *reports, uint32_t count) {
    story_label label;
    syn_arena scratch;
    arena_init(&scratch, NULL);
    assert_int_equal(label_story(reports, count, &label, &scratch, NULL), SYN_OK);
    arena_free(&scratch);
    return label;
}

static void the_title_that_most_agree_with_heads_the_story(void **state) {
    (void)state;
    const label_report reports[] = {
        {.title = SLICE_LIT("Why was nobody warned?"), .counts = true, .time = LABEL_NO_TIME},
        {.title = SLICE_LIT("Crane falls on market hall in Osterhaven, nine hurt"), .counts = true, .time = LABEL_NO_TIME},
        {.title = SLICE_LIT("Nine hurt as crane falls on Osterhaven market"), .counts = true, .time = LABEL_NO_TIME},
        {.title = SLICE_LIT("Harbour union demands inspections after the accident"), .counts = true, .time = LABEL_NO_TIME},
    };
    uint32_t headline = made(reports, 4).headline;
    assert_true(headline == 1 || headline == 2);
    assert_int_equal(made(reports, 1).headline, 0);
    const label_report untitled = {.counts = true, .time = LABEL_NO_TIME};
    assert_int_equal(made(&untitled, 1).headline, REPORT_NONE);
}

static void a_last_name_goes_to_its_full_name(void **state) {
    (void)state;
    const label_report reports[] = {
        {.names = two_names, .name_count = 3, .counts = true, .time = LABEL_NO_TIME},
        {.names = one_names, .name_count = 2, .counts = true, .time = LABEL_NO_TIME},
        {.names = three_names, .name_count = 2, .counts = true, .time = LABEL_NO_TIME},
    };
    story_label label = made(reports, 3);
    assert_true(slice_equal(label.people[0].name, SLICE_LIT("Mira Holt")));
    assert_int_equal(label.people[0].reports, 2);
    assert_true(slice_equal(label.people[1].name, SLICE_LIT("Jonas Brek")));
    assert_int_equal(label.people[2].name.len, 0);
    assert_true(slice_equal(label.places[0].name, SLICE_LIT("Osterhaven")));
    assert_int_equal(label.places[0].reports, 3);
    assert_true(slice_equal(label.places[1].name, SLICE_LIT("Lindmark")));
}

static void copies_count_for_nothing(void **state) {
    (void)state;
    const label_report reports[] = {
        {.title = SLICE_LIT("Crane falls on market hall"), .source = SLICE_LIT("gull.example"), .counts = true, .time = 5},
        {.title = SLICE_LIT("Crane falls on market hall"), .source = SLICE_LIT("tern.example"), .counts = false, .time = 9,
         .names = one_names, .name_count = 2},
        {.title = SLICE_LIT("Hall closed for weeks"), .source = SLICE_LIT("gull.example"), .counts = true, .time = 7},
        {.title = SLICE_LIT("Mayor stops every crane"), .counts = true, .time = LABEL_NO_TIME},
    };
    story_label label = made(reports, 4);
    assert_int_equal(label.reports, 4);
    assert_int_equal(label.independent, 3);
    assert_int_equal(label.sources, 2);
    assert_int_equal(label.first, 5);
    assert_int_equal(label.last, 7);
    assert_int_equal(label.people[0].name.len, 0);
    assert_int_equal(label.pace, PACE_UNKNOWN);
}

static void a_story_that_is_told_more_each_day_rises(void **state) {
    (void)state;
    label_report reports[7];
    static const int64_t times[] = {0, DAY, DAY + 60, 2 * DAY, 2 * DAY + 10, 2 * DAY + 30, 2 * DAY + 60};
    for (uint32_t i = 0; i < 7; i++) reports[i] = (label_report){.counts = true, .time = times[i]};
    story_label label = made(reports, 7);
    assert_int_equal(label.last_day, 4);
    assert_int_equal(label.day_before, 2);
    assert_int_equal(label.pace, PACE_RISING);
    for (uint32_t i = 0; i < 7; i++) reports[i].time = -times[i];
    assert_int_equal(made(reports, 7).pace, PACE_FALLING);
    assert_string_equal(label_pace_name(PACE_FALLING), "falling");
    assert_int_equal(made(reports, 3).pace, PACE_UNKNOWN);
}

static void names_of_a_report_go_into_bytes_and_back(void **state) {
    (void)state;
    syn_report *r = report_new(NULL);
    label_name out[LABEL_REPORT_NAMES];
    assert_non_null(r);
    r->text = arena_copy(&r->arena, SLICE_LIT("Brek met Mira Holt in Lindmark; Holt, of the Quay Board, left Lindmark."));
    static const struct { const char *text; uint8_t type; } marked[] = {{"Brek", NAME_PERSON}, {"Mira Holt", NAME_PERSON},
        {"Lindmark", NAME_PLACE}, {"Holt,", NAME_PERSON}, {"Quay Board", NAME_ORGANIZATION}, {"Lindmark.", NAME_PLACE}};
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++) {
        uint32_t at = (uint32_t)slice_find(r->text, slice_str(marked[i].text), 0), length = (uint32_t)strcspn(marked[i].text, ",.");
        syn_mention mention = {.span = {at, at + length}, .type = marked[i].type, .entity = REPORT_NONE};
        assert_true(VEC_PUSH(&r->arena, &r->mentions, mention));
    }
    syn_slice packed = label_names_pack(r, &r->arena);
    assert_int_equal(label_names_unpack(packed, out), 4);
    assert_true(slice_equal(out[0].name, SLICE_LIT("Lindmark")));
    assert_int_equal(out[0].mentions, 2);
    assert_true(slice_equal(out[1].name, SLICE_LIT("Brek")));
    assert_int_equal(label_names_unpack(slice_cut(packed, 0, packed.len - 1), out), 3);
    assert_int_equal(label_names_unpack(SLICE_NONE, out), 0);
    report_free(r);
}

int labels_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_that_most_agree_with_heads_the_story), cmocka_unit_test(a_last_name_goes_to_its_full_name),
        cmocka_unit_test(copies_count_for_nothing), cmocka_unit_test(names_of_a_report_go_into_bytes_and_back), cmocka_unit_test(a_story_that_is_told_more_each_day_rises),
    };
    return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}
