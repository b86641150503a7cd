/* Unit tests of src/group. The events and texts are invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "group/group.h"

int amounts_run(void);
int fingerprints_run(void);
int damaged_run(void);
int labels_run(void);
int stories_run(void);

#define MOST 8

static const char *const crane_one = "The harbour crane toppled onto the market hall of Osterhaven. The fire brigade searched the rubble of the hall "
                                     "for traders and shoppers. The mayor stopped every crane on the quay.";
static const char *const crane_two = "Osterhaven's market hall lost its roof when a crane crashed down from the quay. Traders and shoppers were pulled "
                                     "from the rubble by the fire brigade, and the mayor promised that the hall would be rebuilt.";
static const char *const chess = "The grandmaster resigned on move thirty-nine after a blunder with his rook. The chess olympiad goes on with "
                                 "the pairings of the women's section, and the arbiter rejected a protest against the clocks.";

typedef struct bench {
    syn_report *reports[MOST];
    group_placing placed[MOST];
    uint32_t count;
} bench;

static void add(bench *b, const char *text) {
    syn_report *r = report_new(NULL);
    assert_non_null(r);
    r->text = arena_copy(&r->arena, slice_str(text));
    assert_int_equal(words_scan(&r->words, &r->sentences, r->text, "en", &r->arena, NULL), SYN_OK);
    b->reports[b->count++] = r;
}

static void group(bench *b) {
    syn_arena scratch;
    arena_init(&scratch, NULL);
    assert_int_equal(group_run(NULL, (const syn_report *const *)b->reports, b->count, b->placed, &scratch, NULL), SYN_OK);
    arena_free(&scratch);
}

static void finish(bench *b) {
    for (uint32_t i = 0; i < b->count; i++) report_free(b->reports[i]);
}

static void reports_of_one_event_are_one_story(void **state) {
    (void)state;
    bench b = {0};
    add(&b, crane_one);
    add(&b, chess);
    add(&b, crane_two);
    group(&b);
    assert_int_equal(b.placed[0].story, 0);
    assert_int_equal(b.placed[1].story, 1);
    assert_int_equal(b.placed[2].story, 0);
    finish(&b);
}

static void the_reasons_are_words_of_the_report(void **state) {
    (void)state;
    bench b = {0};
    add(&b, crane_one);
    add(&b, crane_two);
    group(&b);
    assert_true(span_present(b.placed[1].why[0]));
    for (int i = 0; i < GROUP_REASONS; i++) assert_true(b.placed[1].why[i].end <= b.reports[1]->text.len);
    assert_false(span_present(b.placed[0].why[0]));
    finish(&b);
}

static void a_copy_is_known_and_its_model_named(void **state) {
    (void)state;
    bench b = {0};
    add(&b, crane_one);
    add(&b, chess);
    add(&b, chess);
    group(&b);
    assert_int_equal(b.placed[0].copy_of, REPORT_NONE);
    assert_int_equal(b.placed[1].copy_of, REPORT_NONE);
    assert_int_equal(b.placed[2].copy_of, 1);
    assert_int_equal(b.placed[2].story, b.placed[1].story);
    finish(&b);
}

static void what_is_no_article_stands_alone(void **state) {
    (void)state;
    bench b = {0};
    add(&b, crane_one);
    add(&b, crane_two);
    b.reports[1]->outcome = SYN_OUTCOME_PAYWALL;
    add(&b, "");
    group(&b);
    assert_int_equal(b.placed[1].story, 1);
    assert_int_equal(b.placed[2].story, 2);
    finish(&b);
}

static void later_reports_do_not_move_earlier_ones(void **state) {
    (void)state;
    bench some = {0}, all = {0};
    add(&some, crane_one);
    add(&some, chess);
    group(&some);
    add(&all, crane_one);
    add(&all, chess);
    add(&all, crane_two);
    group(&all);
    for (uint32_t i = 0; i < 2; i++) assert_int_equal(some.placed[i].story, all.placed[i].story);
    finish(&some);
    finish(&all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_of_one_event_are_one_story), cmocka_unit_test(the_reasons_are_words_of_the_report),
        cmocka_unit_test(a_copy_is_known_and_its_model_named), cmocka_unit_test(what_is_no_article_stands_alone),
        cmocka_unit_test(later_reports_do_not_move_earlier_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + amounts_run() + damaged_run() + labels_run() + fingerprints_run() + stories_run();
}
