/* Unit tests of the lexicons of src/text, and that make_lexicon.py cuts phrases as words_scan does. */
#include "text.h"

#include "text/lexicon/lexicon.gen.h"

static void every_phrase_is_cut_and_hashed_alike_by_the_tool_and_the_scanner(void **state) {
    (void)state;
    static const syn_lexicon *const all[] = LEXICONS_OF_TEXT;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        const char *wrong = lexicon_check(all[i]);
        if (wrong) fail_msg("%s: '%s' is cut otherwise by the tool", all[i]->name, wrong);
        assert_true(all[i]->count > 0);
    }
}

static void a_wrong_key_or_tag_is_found_by_the_check(void **state) {
    (void)state;
    uint64_t of = word_hash(SLICE_LIT("of")), key = hash_join(hash_join(0, of), word_hash(SLICE_LIT("course")));
    /* One slot that is taken, and one that is free at its end. */
    lexicon_entry entries[1] = {{key, "of course", "", 2}};
    const lexicon_first firsts[1] = {{of, 2}};
    uint8_t tags[2] = {0}, first_tags[2] = {0};
    const uint16_t at[2] = {0};
    uint32_t place = lexicon_place(key, 2), first = lexicon_place(of, 2);
    const syn_lexicon lexicon = {"course", entries, firsts, tags, first_tags, at, at, 2, 2, 1};
    tags[place] = lexicon_tag(key);
    first_tags[first] = lexicon_tag(of);
    assert_null(lexicon_check(&lexicon));
    first_tags[first] ^= 1;
    assert_string_equal(lexicon_check(&lexicon), "of course");
    first_tags[first] ^= 1;
    tags[place] ^= 1;
    assert_string_equal(lexicon_check(&lexicon), "of course");
    tags[place] ^= 1;
    entries[0].key++;
    assert_string_equal(lexicon_check(&lexicon), "of course");
}

static void the_value_of_an_abbreviation_is_one_of_those_the_head_of_the_file_lists(void **state) {
    (void)state;
    static const char *const values[] = {"title", "number", "before", "date", "state", "name", "hour", "plain"};
    for (uint32_t i = 0; i < lexicon_text_abbreviations.count; i++) {
        const lexicon_entry *entry = &lexicon_text_abbreviations.entries[i];
        bool known = false;
        for (size_t k = 0; k < sizeof values / sizeof values[0]; k++) known = known || strcmp(entry->value, values[k]) == 0;
        if (!known) fail_msg("'%s' has the value '%s'", entry->phrase, entry->value);
        assert_int_equal(entry->words, 1);
    }
}

static void a_match_is_the_longest_and_an_abbreviation_matches_with_and_without_its_point(void **state) {
    test_text *text = *state;
    test_scan(text, "Sen. Paul and vs. sen", "");
    assert_non_null(lexicon_match(&lexicon_text_abbreviations, text->words.at, 0, text->words.n));
    assert_int_equal(text->words.at[0].fold, word_hash(SLICE_LIT("sen")));
    assert_int_equal(text->words.at[0].fold, word_hash(SLICE_LIT("Sen.")));
    assert_non_null(lexicon_word(&lexicon_text_abbreviations, text->words.at[4].fold));
    assert_null(lexicon_match(&lexicon_text_abbreviations, text->words.at, 1, text->words.n));
    assert_null(lexicon_match(&lexicon_text_abbreviations, text->words.at, text->words.n, text->words.n));
}

int tests_of_lexicon(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_phrase_is_cut_and_hashed_alike_by_the_tool_and_the_scanner),
        cmocka_unit_test(a_wrong_key_or_tag_is_found_by_the_check),
        cmocka_unit_test(the_value_of_an_abbreviation_is_one_of_those_the_head_of_the_file_lists),
        TEST(a_match_is_the_longest_and_an_abbreviation_matches_with_and_without_its_point),
    };
    return cmocka_run_group_tests_name("lexicon", tests, NULL, NULL);
}
