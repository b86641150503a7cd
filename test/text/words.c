/* Unit tests of src/text/words.c and forms.c. */
#include "text.h"

static void are(test_text *text, const char *from, const char *want) { assert_string_equal(test_words(text, from), want); }

static void words_end_at_blanks_marks_and_hyphens(void **state) {
    test_text *text = *state;
    are(text, "", "");
    are(text, " \n\t ", "");
    are(text, "A man, a plan: Panama!", "A|man|,|a|plan|:|Panama|!");
    are(text, "R-KY half-hour -- and", "R|-|KY|half|-|hour|--|and");
    are(text, "caf\xC3\xA9 cafe\xCC\x81s", "caf\xC3\xA9|cafe\xCC\x81s");
    are(text, "wait... what?! ok", "wait|...|what|?|!|ok");
    are(text, "(“Yes,”)", "(|“|Yes|,|”|)");
}

static void apostrophes_stay_inside_words_and_possessives_stand_alone(void **state) {
    test_text *text = *state;
    are(text, "don't O’Brien’s Rock'n'roll", "don't|O’Brien|’s|Rock'n'roll");
    are(text, "the senators' vote", "the|senators|'|vote");
    assert_int_equal(text->words.at[2].kind, WORD_POSSESSIVE);
    are(text, "‘The senators’ he said", "‘|The|senators|’|he|said");
    assert_int_equal(text->words.at[3].kind, WORD_PUNCT);
    are(text, "PUTIN'S man", "PUTIN|'S|man");
    assert_int_equal(text->words.at[1].kind, WORD_POSSESSIVE);
    assert_int_equal(text->words.at[1].fold, word_hash(SLICE_LIT("'s")));
}

static void misread_characters_count_as_those_that_were_meant(void **state) {
    test_text *text = *state;
    are(text, "Syriaâ€™s cafÃ©s donâ€™t say â€œNoâ€.", "Syria|â€™s|cafÃ©s|donâ€™t|say|â€œ|No|â€|.");
    assert_int_equal(text->words.at[0].stem, word_hash(SLICE_LIT("syria")));
    assert_int_equal(text->words.at[1].kind, WORD_POSSESSIVE);
    assert_int_equal(text->words.at[2].fold, word_hash(SLICE_LIT("cafés")));
    assert_int_equal(text->words.at[3].fold, word_hash(SLICE_LIT("don't")));
    assert_int_equal(text->words.at[5].kind, WORD_PUNCT);
    are(text, "SyriaÃ¢â‚¬â„¢s wayÂ\xC2\xA0out", "Syria|Ã¢â‚¬â„¢s|way|out");
    assert_string_equal(test_sentences(text, "â€œIt is late.â€\xC2\x9D The mayor left."), "â€œIt is late.â€\xC2\x9D|The mayor left.");
}

static void points_belong_to_abbreviations_and_initials(void **state) {
    test_text *text = *state;
    are(text, "Sen. Paul, R-Wis., at 5 a.m. in the U.S. now.", "Sen.|Paul|,|R|-|Wis.|,|at|5|a.m.|in|the|U.S.|now|.");
    assert_true(text->words.at[0].flags & WORD_ABBREVIATION);
    assert_int_equal(text->words.at[0].fold, slice_hash(SLICE_LIT("sen")));
    assert_int_equal(text->words.at[12].fold, slice_hash(SLICE_LIT("u.s")));
    assert_int_equal(word_hash(SLICE_LIT("U.S")), word_hash(SLICE_LIT("u.s.")));
    assert_int_equal(word_hash(SLICE_LIT("...")), slice_hash(SLICE_LIT("...")));
    are(text, "Donald J. Trump; J.R.R. Tolkien; a Ph.D. degree", "Donald|J.|Trump|;|J.R.R.|Tolkien|;|a|Ph.D.|degree");
    are(text, "No. 5 is no. He sat. On Sat. night", "No.|5|is|no|.|He|sat|.|On|Sat.|night");
    are(text, "Washington, D.C.-based", "Washington|,|D.C.|-|based");
    are(text, "Is it the U.S... yes", "Is|it|the|U.S|...|yes");
}

static void numbers_keep_their_points_commas_and_letters(void **state) {
    test_text *text = *state;
    are(text, "$1,000.50, 2.5% 7th 10pm 1990s 5. 2018-08-08 10:30",
        "$|1,000.50|,|2.5|%|7th|10pm|1990s|5|.|2018|-|08|-|08|10|:|30");
    assert_int_equal(text->words.at[1].kind, WORD_NUMBER);
    are(text, "at 10a.m. sharp", "at|10|a.m.|sharp");
    are(text, "G20 2½ m²", "G20|2½|m²");
    assert_int_equal(text->words.at[0].kind, WORD_LETTERS);
}

static void addresses_handles_and_tags_are_one_word(void **state) {
    test_text *text = *state;
    are(text, "See https://t.co/aB_c?x=1, (www.foo.com/a_(b)).", "See|https://t.co/aB_c?x=1|,|(|www.foo.com/a_(b)|)|.");
    are(text, "Mail john.smith@example.co.uk. Or example.com/x, ok", "Mail|john.smith@example.co.uk|.|Or|example.com/x|,|ok");
    assert_int_equal(text->words.at[1].kind, WORD_URL);
    are(text, "@RandPaul's #Vote2020 #1 a@b @ x", "@RandPaul|'s|#Vote2020|#|1|a|@|b|@|x");
    assert_int_equal(text->words.at[0].kind, WORD_HANDLE);
    assert_int_equal(text->words.at[2].kind, WORD_HASHTAG);
    are(text, "It is done.The end http://", "It|is|done|.|The|end|http|:|/|/");
}

static void scripts_without_spaces_are_cut_by_their_dictionaries(void **state) {
    test_text *text = *state;
    are(text, "日本語の文章です。Tokyo", "日本語|の|文章|です|。|Tokyo");
    are(text, "ภาษาไทยง่าย", "ภาษา|ไทย|ง่าย");
    are(text, "In ភាសាខ្មែរ and မြန်မာဘာသာ; 北京大学2024年.", "In|ភាសាខ្មែរ|and|မြန်မာဘာသာ|;|北京|大学|2024|年|.");
    are(text, "She (ພາສາລາວ) saw วันนี้3คน, at 5 p.m.", "She|(|ພາສາ|ລາວ|)|saw|วัน|นี้|3|คน|,|at|5|p.m.");
}

static void flags_tell_capitals_blanks_lines_and_function_words(void **state) {
    test_text *text = *state;
    test_scan(text, "The NATO\nÉtat\n\nof,it A", "en");
    static const unsigned want[] = {
        WORD_CAPITAL | WORD_SPACE | WORD_LINE | WORD_PARAGRAPH | WORD_STOP, WORD_CAPITAL | WORD_ALL_CAPS | WORD_SPACE,
        WORD_CAPITAL | WORD_SPACE | WORD_LINE, WORD_SPACE | WORD_LINE | WORD_PARAGRAPH | WORD_STOP, 0, WORD_STOP,
        WORD_CAPITAL | WORD_SPACE | WORD_STOP,
    };
    assert_int_equal(text->words.n, sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < text->words.n; i++) assert_int_equal(text->words.at[i].flags, want[i]);
}

static void stems_join_the_forms_of_a_word_in_its_language_only(void **state) {
    test_text *text = *state;
    test_scan(text, "delegation delegations Delegations", "en");
    assert_int_equal(text->words.at[0].stem, text->words.at[1].stem);
    assert_int_equal(text->words.at[1].stem, text->words.at[2].stem);
    assert_int_not_equal(text->words.at[0].fold, text->words.at[1].fold);
    assert_int_equal(text->words.at[1].fold, text->words.at[2].fold);
    test_scan(text, "delegations", "xx");
    assert_int_equal(text->words.at[0].stem, text->words.at[0].fold);
    test_scan(text, "delegations", "");
    assert_int_equal(text->words.at[0].stem, text->words.at[0].fold);
}

/* Words cover every byte that is no white space once; sentences cover every word once; each points to the other. */
static void check_tiles(const test_text *text) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < text->words.n; i++) {
        const syn_word *word = &text->words.at[i];
        if (word->begin < at || word->end <= word->begin || word->end > text->text.len) fail_msg("word %u overlaps", i);
        for (unsigned size; at < word->begin; at += size)
            if (!(char_class(utf8_at(text->text, at, &size)) & CHAR_SPACE)) fail_msg("byte %u is in no word", at);
        const syn_sentence *sentence = &text->sentences.at[word->sentence];
        if (i < sentence->word || i >= sentence->word + sentence->words) fail_msg("word %u is in no sentence", i);
        at = word->end;
    }
    for (unsigned size; at < text->text.len; at += size)
        if (!(char_class(utf8_at(text->text, at, &size)) & CHAR_SPACE)) fail_msg("byte %u is in no word", at);
    uint32_t next = 0;
    for (uint32_t i = 0; i < text->sentences.n; i++) {
        const syn_sentence *sentence = &text->sentences.at[i];
        assert_int_equal(sentence->word, next);
        assert_true(sentence->words > 0);
        next += sentence->words;
        assert_int_equal(sentence->begin, text->words.at[sentence->word].begin);
        assert_int_equal(sentence->end, text->words.at[next - 1].end);
        assert_true(i == 0 || sentence->paragraph >= text->sentences.at[i - 1].paragraph);
    }
    assert_int_equal(next, text->words.n);
}

static void words_and_sentences_tile_any_text_and_come_out_the_same_twice(void **state) {
    test_text *text = *state;
    static const char *const bits[] = {
        "a", "B", "7", " ", ".", "'", "’", "\n", "\n\n", "@", "#", "-", "é", "\xCC\x81", "日", "ก", "“", "”", ",", "U.S.", "www.",
        ".com", "http://", "s", "😀", "\xE2\x80\x8D", "\t", "$", "Sen.", "!", "?", "…", ")", "(", "/", "\xE2\x80\x8B", "\xC2\xAD",
        "_", "\xEF\xBB\xBF", "。",
    };
    enum { BITS = sizeof bits / sizeof bits[0] };
    uint32_t seed = 1;
    for (int turn = 0; turn < 3000; turn++) {
        char made[512] = "";
        size_t len = 0;
        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525u + 1013904223u;
            const char *bit = bits[(seed >> 16) % BITS];
            memcpy(made + len, bit, strlen(bit));
            len += strlen(bit);
        }
        test_scan_slice(text, slice_of(made, len), "en");
        check_tiles(text);
        syn_words words;
        syn_sentences sentences;
        assert_int_equal(words_scan(&words, &sentences, text->text, "en", &text->arena, NULL), SYN_OK);
        assert_int_equal(words.n, text->words.n);
        assert_int_equal(sentences.n, text->sentences.n);
        for (uint32_t i = 0; i < words.n; i++) {
            const syn_word *one = &words.at[i], *two = &text->words.at[i];
            assert_true(one->begin == two->begin && one->end == two->end && one->kind == two->kind && one->flags == two->flags &&
                        one->sentence == two->sentence && one->fold == two->fold && one->stem == two->stem);
        }
    }
}

static void a_failing_arena_ends_the_scan_with_its_error(void **state) {
    (void)state;
    char made[4096];
    for (size_t i = 0; i < sizeof made; i++) made[i] = i % 4 == 3 ? ' ' : (char)('a' + i % 23);
    for (size_t max = 0; max < 1000000; max += 9973) {
        syn_budget budget = {.max = max};
        syn_arena arena;
        arena_init(&arena, &budget);
        syn_words words;
        syn_sentences sentences;
        syn_error error = {0};
        syn_code code = words_scan(&words, &sentences, slice_of(made, sizeof made), "en", &arena, &error);
        assert_true(code == SYN_OK || (code == SYN_ERR_LIMIT && error.code == code));
        assert_true(max > 0 || code != SYN_OK);
        arena_free(&arena);
    }
}

int tests_of_words(void) {
    const struct CMUnitTest tests[] = {
        TEST(words_end_at_blanks_marks_and_hyphens),
        TEST(apostrophes_stay_inside_words_and_possessives_stand_alone),
        TEST(misread_characters_count_as_those_that_were_meant),
        TEST(points_belong_to_abbreviations_and_initials),
        TEST(numbers_keep_their_points_commas_and_letters),
        TEST(addresses_handles_and_tags_are_one_word),
        TEST(scripts_without_spaces_are_cut_by_their_dictionaries),
        TEST(flags_tell_capitals_blanks_lines_and_function_words),
        TEST(stems_join_the_forms_of_a_word_in_its_language_only),
        TEST(words_and_sentences_tile_any_text_and_come_out_the_same_twice),
        TEST(a_failing_arena_ends_the_scan_with_its_error),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
