/* Unit tests of src/report: whose text a report is. Outlets and texts are invented, agencies are real. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "report/lexicon/lexicon.gen.h"
#include "report/outlets.h"

static void the_lexicons_are_cut_as_words_are(void **state) {
    (void)state;
    static const syn_lexicon *const lexicons[] = LEXICONS_OF_REPORT;
    for (size_t i = 0; i < sizeof lexicons / sizeof *lexicons; i++) assert_null(lexicon_check(lexicons[i]));
}

static void expect_credited(const char *text, const char *outlet) {
    syn_arena arena;
    syn_report r = {.text = slice_str(text)};
    arena_init(&arena, NULL);
    assert_int_equal(words_scan(&r.words, &r.sentences, r.text, "en", &arena, NULL), SYN_OK);
    syn_slice name = outlet_of_text(&r, &arena);
    assert_int_equal(name.len, strlen(outlet));
    if (name.len) assert_memory_equal(name.ptr, outlet, name.len);
    arena_free(&arena);
}

static void a_line_says_whose_text_it_is(void **state) {
    (void)state;
    expect_credited("The mill burned. This article was first published in the Orrin Courier.", "the Orrin Courier");
    expect_credited("The mill burned. It originally appeared on courier.example.com, where you can read more.", "courier.example.com");
    expect_credited("Republished from The Conversation under a licence. The mill burned down.", "The Conversation");
    expect_credited("The mill burned. (Reuters)", "Reuters");
    expect_credited("The mill burned down.\n\nAssociated Press", "Associated Press");
}

static void other_mentions_are_no_credit(void **state) {
    (void)state;
    expect_credited("The mill burned, Reuters reported. Nobody was hurt.", "");
    expect_credited("The mill burned. The Associated Press contributed to this report.", "");
    expect_credited("Her novel, first published in 1911, was read at the mill.", "");
    expect_credited("The list was originally published in error.", "");
}

static uint64_t key_of(const char *name, bool agency) {
    syn_arena arena;
    bool is;
    arena_init(&arena, NULL);
    uint64_t key = outlet_key(slice_str(name), &is, &arena);
    assert_int_equal(is, agency);
    arena_free(&arena);
    return key;
}

static void names_of_one_outlet_have_one_key(void **state) {
    (void)state;
    assert_true(key_of("the Orrin Courier", false) == key_of("www.orrincourier.example", false));
    assert_true(key_of("The Orrin Courier", false) == key_of("orrin-courier.example", false));
    assert_true(key_of("Reuters", true) == key_of("www.reuters.com", true));
    assert_true(key_of("the Associated Press", true) == key_of("AP", true));
    assert_true(key_of("Orrin Courier", false) != key_of("Orrin Herald", false));
    assert_true(key_of("Associated Press", true) != key_of("Reuters", true));
    assert_true(key_of("", false) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lexicons_are_cut_as_words_are), cmocka_unit_test(a_line_says_whose_text_it_is),
        cmocka_unit_test(other_mentions_are_no_credit), cmocka_unit_test(names_of_one_outlet_have_one_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
