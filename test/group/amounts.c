/* Unit tests of amounts.h: numbers with their units, days of the week. The events are invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "group/amounts.h"

int amounts_run(void);

/* Words of these tests that are no nouns; in the product a tagger says so. */
static void tag(syn_report *r) {
    static const struct { const char *word; uint8_t upos; } tags[] = {
        {"six", UPOS_NUM}, {"one", UPOS_NUM}, {"million", UPOS_NUM}, {"young", UPOS_ADJ}, {"first", UPOS_ADJ}};
    for (uint32_t w = 0; w < r->words.n; w++)
        for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
            if (r->words.at[w].fold == word_hash(slice_str(tags[i].word))) r->words.at[w].upos = tags[i].upos;
}

/* With a time where the text has `when`. */
static report_amounts amounts(const char *text, const char *when, uint8_t type, const char *value) {
    syn_report *r = report_new(NULL);
    assert_non_null(r);
    r->text = arena_copy(&r->arena, slice_str(text));
    assert_int_equal(words_scan(&r->words, &r->sentences, r->text, "en", &r->arena, NULL), SYN_OK);
    tag(r);
    if (when) {
        uint32_t at = (uint32_t)slice_find(r->text, slice_str(when), 0);
        syn_time time = {.span = {at, at + (uint32_t)strlen(when)}, .type = type, .value = slice_str(value)};
        assert_true(VEC_PUSH(&r->arena, &r->times, time));
    }
    report_amounts out = amounts_of(r, "en");
    report_free(r);
    return out;
}

static void differ(const char *one, const char *other, uint32_t same, uint32_t apart) {
    report_amounts a = amounts(one, NULL, 0, NULL), b = amounts(other, NULL, 0, NULL);
    amounts_shared there = amounts_compare(a.at, a.count, b.at, b.count), back = amounts_compare(b.at, b.count, a.at, a.count);
    assert_memory_equal(&there, &back, sizeof there);
    assert_int_equal(there.same, same);
    assert_int_equal(there.other, apart);
}

static void one_number_of_one_thing_agrees_and_two_do_not(void **state) {
    (void)state;
    differ("The blast hurt 59 dockers.", "Officials counted 59 dockers among the hurt.", 1, 0);
    differ("The blast hurt 59 dockers.", "The fire hurt 22 dockers.", 0, 1);
    differ("The blast hurt 59 dockers.", "The fire cost 59 jobs.", 0, 0);
    differ("It hurt 59 dockers, 4 of 59 dockers badly.", "It hurt 22 dockers, then 59 dockers.", 1, 0);
}

static void words_and_adjectives_stand_between_a_number_and_its_unit(void **state) {
    (void)state;
    differ("The raft carried six young sailors.", "Of 6 sailors none could swim.", 1, 0);
    differ("It lost 2 million crowns.", "It lost 2 crowns.", 0, 1);
    differ("It lost 2 million crowns.", "Of 2 million crowns nothing is left.", 1, 0);
    differ("It was one sailor.", "There was 1 sailor.", 0, 0);
    differ("It rose by 7%.", "It rose by 7 percent.", 1, 0);
    differ("It paid $300 for the boat.", "A fine of $300 was due.", 1, 0);
}

static void a_number_of_a_date_is_no_amount(void **state) {
    (void)state;
    assert_int_equal(amounts("On June 7 sailors came.", NULL, 0, NULL).count, 1);
    assert_int_equal(amounts("On June 7 sailors came.", "June 7", TIME_DATE, "2019-06-07").count, 0);
    assert_int_equal(amounts("For 7 days sailors came.", "7 days", TIME_DURATION, "P7D").count, 1);
}

static void days_of_the_week_are_known_with_and_without_a_date(void **state) {
    (void)state;
    uint8_t friday = 1 << 4;
    assert_int_equal(amounts("On June 7 it sank.", "June 7", TIME_DATE, "2019-06-07").weekdays, friday);
    assert_int_equal(amounts("On Friday it sank.", "Friday", TIME_DATE, "XXXX-WXX-5").weekdays, friday);
    assert_int_equal(amounts("In June it sank.", "June", TIME_DATE, "2019-06").weekdays, 0);
}

static void no_more_are_kept_than_there_is_room_for(void **state) {
    (void)state;
    report_amounts all = amounts("1 ant 2 bees 3 cats 4 dogs 5 eels 6 foxes 7 gulls 8 hares 9 ibises 10 jays 11 kites 12 larks 13 mice 14 newts",
                                 NULL, 0, NULL);
    assert_int_equal(all.count, AMOUNTS);
    for (uint32_t i = 1; i < all.count; i++) assert_true(all.at[i] > all.at[i - 1]);
}

int amounts_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_number_of_one_thing_agrees_and_two_do_not),
        cmocka_unit_test(words_and_adjectives_stand_between_a_number_and_its_unit), cmocka_unit_test(a_number_of_a_date_is_no_amount),
        cmocka_unit_test(days_of_the_week_are_known_with_and_without_a_date), cmocka_unit_test(no_more_are_kept_than_there_is_room_for),
    };
    return cmocka_run_group_tests_name("amounts", tests, NULL, NULL);
}
