/* Unit tests of src/text/fold.c. */
#include "text.h"

static void folds_to(const char *from, const char *to) {
    char out[256];
    syn_slice s = slice_str(from);
    size_t len = fold_text(s, out);
    assert_true(len <= fold_max(s.len));
    out[len] = 0;
    assert_string_equal(out, to);
    assert_int_equal(fold_hash(s), slice_hash(slice_str(to)));
}

static void case_marks_quotes_dashes_and_blanks_fold_away(void **state) {
    (void)state;
    folds_to("", "");
    folds_to("Élysée", "elysee");
    folds_to("E\xCC\x81lyse\xCC\x81" "e", "elysee");
    folds_to("Putin’s “Straße” — naïve…", "putin's \"strasse\" - naive...");
    folds_to("Łódź, Ærøskøbing, Þórr, İstanbul, ﬁn", "lodz, aeroskobing, thorr, istanbul, fin");
    folds_to("a \xC2\xA0\t\n b\xE2\x80\x8B" "c", "a b c");
    folds_to("ＡＢＣ１２！", "abc12!");
    folds_to("so\xC2\xAD" "ft", "soft");
    folds_to("Чайковский", "чаиковскии");
    folds_to("ΑΘΉΝΑ", "αθηνα");
    folds_to("日本語 한국어 ไทย", "日本語 한국어 ไทย");
}

static void what_was_misread_folds_as_it_was_meant(void **state) {
    (void)state;
    folds_to("PutinÃ¢â‚¬â„¢s", "putin's");
    folds_to("Putinâ€™s â€œStraÃŸeâ€\xC2\x9D â€” naÃ¯veâ€¦", "putin's \"strasse\" - naive...");
    folds_to("Putin\xC3\xA2\xC2\x80\xC2\x99s Â£5,Â\xC2\xA0MiloÅ¡ ðŸ˜€", "putin's £5, milos 😀");
    folds_to("he saidâ€ to", "he said\" to");                          /* the byte that Windows-1252 lacks is lost */
    folds_to("â â€ Ã", "a \" a");
    folds_to("MANHÃ” CAFÉ» Spaß“ café\xC2\xA0» pâté", "manha\" cafe\" spass\" cafe \" pate");  /* these are meant */
}

static void a_folded_character_folds_to_itself_and_is_at_most_two_bytes_longer(void **state) {
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        char self[4], once[24], twice[96];
        unsigned size = utf8_put(self, c);
        size_t n = fold_text(slice_of(self, size), once), m = fold_text(slice_of(once, n), twice);
        if (n > size + 2) fail_msg("U+%04X grows to %zu bytes", c, n);
        if (n != m || memcmp(once, twice, n) != 0) fail_msg("U+%04X folds on", c);
        if (utf8_valid(slice_of(once, n)) != n) fail_msg("U+%04X folds to broken text", c);
        if (fold_hash(slice_of(self, size)) != slice_hash(slice_of(once, n))) fail_msg("U+%04X: hash", c);
    }
}

static void every_character_has_exactly_one_main_class(void **state) {
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        unsigned main_class = char_class(c) & (CHAR_LETTER | CHAR_DIGIT | CHAR_SPACE | CHAR_MARK | CHAR_PUNCT | CHAR_SYMBOL);
        if (main_class == 0 || (main_class & (main_class - 1))) fail_msg("U+%04X has class %u", c, char_class(c));
    }
    assert_int_equal(char_class('A'), CHAR_LETTER | CHAR_UPPER);
    assert_int_equal(char_class(0xE9), CHAR_LETTER | CHAR_LOWER);
    assert_int_equal(char_class('7'), CHAR_DIGIT);
    assert_int_equal(char_class(0xA0), CHAR_SPACE);
    assert_int_equal(char_class(0x301), CHAR_MARK);
    assert_int_equal(char_class(0x201C), CHAR_PUNCT);
    assert_int_equal(char_class('$'), CHAR_SYMBOL);
    assert_int_equal(char_class(0x110000), CHAR_SYMBOL);
    assert_true(char_no_spaces(0x65E5) && char_no_spaces(0x3042) && char_no_spaces(0xE01) && char_no_spaces(0x1780));
    assert_false(char_no_spaces('a') || char_no_spaces(0xAC00) || char_no_spaces(0x3002));
}

int tests_of_fold(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_marks_quotes_dashes_and_blanks_fold_away),
        cmocka_unit_test(what_was_misread_folds_as_it_was_meant), cmocka_unit_test(a_folded_character_folds_to_itself_and_is_at_most_two_bytes_longer),
        cmocka_unit_test(every_character_has_exactly_one_main_class),
    };
    return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
