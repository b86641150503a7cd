/* Unit tests of src/mark: runs the groups of this folder, and checks the lexicons of all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "mark/lexicon/lexicon.gen.h"
#include "tests.h"

static void the_lexicons_are_cut_as_words_are(void **state) {
    (void)state;
    static const syn_lexicon *const all[] = LEXICONS_OF_MARK;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *wrong = lexicon_check(all[i]);
        if (wrong) fail_msg("%s: '%s' is cut otherwise by the tool", all[i]->name, wrong);
        assert_true(all[i]->count > 0);
    }
}

static void the_filters_know_each_first_word(void **state) {
    (void)state;
    static const syn_lexicon *const all[] = LEXICONS_OF_MARK;
    uint32_t seen = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const uint8_t *filter = strncmp(all[i]->name, "time_", 5) == 0 ? lexicon_mark_time_filter
                              : strncmp(all[i]->name, "number_", 7) == 0 ? lexicon_mark_number_filter : NULL;
        for (uint32_t slot = 0; filter && slot < all[i]->first_slots; slot++) {
            if (!all[i]->first_tags[slot]) continue;
            assert_true(lexicon_may_begin(filter, all[i]->firsts[all[i]->first_at[slot]].fold));
            seen++;
        }
    }
    assert_true(seen > 1000);
    uint32_t others = 0;  /* few words that they do not have pass them */
    for (uint64_t k = 1; k <= 1000; k++) others += lexicon_may_begin(lexicon_mark_time_filter, k * 0x9e3779b97f4a7c15u);
    assert_true(others < 100);
}

int main(void) {
    const struct CMUnitTest lexicons[] = {cmocka_unit_test(the_lexicons_are_cut_as_words_are),
                                          cmocka_unit_test(the_filters_know_each_first_word)};
    int failed = cmocka_run_group_tests_name("lexicons", lexicons, NULL, NULL);
    failed += mark_tags_tests();
    failed += mark_times_tests();
    failed += mark_numbers_tests();
    failed += mark_names_tests();
    failed += mark_people_tests();
    failed += mark_quotes_tests();
    failed += mark_lists_tests();
    return failed ? 1 : 0;
}
