/* Unit tests of src/mark: runs the groups of this folder, and checks the lexicons of all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

int main(void) {
    const struct CMUnitTest lexicons[] = {cmocka_unit_test(the_lexicons_are_cut_as_words_are)};
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
