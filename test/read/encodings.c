/* encodings.c - whatever the encoding, the same text comes out. */
#include "given.h"

static void utf8_with_a_bom_loses_only_the_bom(void **state) {
    (void)state;
    assert_reads("a.txt", "\xEF\xBB\xBF" "Caf\xC3\xA9 open", "article|a|a.txt||||||||0|\n[Café open]\n");
}

static void utf16_is_decoded_with_and_without_a_bom(void **state) {
    (void)state;
    assert_reads("a.txt", "\xFF\xFEH\0i\0,\0 \0\xE9\0.\0\n\0", "article|a|a.txt||||||||0|\n[Hi, é.\n]\n");
    assert_reads("a.txt", "\xFE\xFF\0H\0i\0,\0 \0\xE9\0.", "article|a|a.txt||||||||0|\n[Hi, é.]\n");
    assert_reads("a.txt", "H\0i\0 \0t\0h\0e\0r\0e\0", "article|a|a.txt||||||||0|\n[Hi there]\n");
    assert_reads("a.txt", "\0H\0i\0 \0t\0h\0e\0r\0e", "article|a|a.txt||||||||0|\n[Hi there]\n");
    assert_reads("a.txt", "\xFF\xFE\0\0H\0\0\0i\0\0\0", "article|a|a.txt||||||||0|\n[Hi]\n");
}

static void utf16_pairs_become_one_character_and_halves_are_repaired(void **state) {
    (void)state;
    assert_reads("a.txt", "\xFF\xFE=\xD8\x00\xDEk\0.\0a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r\0s\0t\0u\0", "article|a|a.txt||||||||0|\n[\xF0\x9F\x98\x80k.abcdefghijklmnopqrstu]\n");
    assert_reads("a.txt", "\xFF\xFE=\xD8k\0.\0a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r\0s\0t\0u\0", "article|a|a.txt||||||||1|\n[\xEF\xBF\xBDk.abcdefghijklmnopqrstu]\n");
}

static void a_lying_utf8_label_does_not_spoil_windows_1252(void **state) {
    (void)state;
    assert_reads("a.html", "<meta charset=\"utf-8\"><p>\x93Les \xE9l\xE8ves\x94 \x96 it\x92s</p>",
                 "article|a|a.html||||||||0|\n(document (meta charset='utf-8') (p \"\xE2\x80\x9CLes élèves\xE2\x80\x9D \xE2\x80\x93 it\xE2\x80\x99s\"))\n");
}

static void a_lying_latin_label_does_not_spoil_utf8(void **state) {
    (void)state;
    assert_reads("a.html", "<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\"><p>\xC3\xA9l\xC3\xA8ve</p>",
                 "article|a|a.html||||||||0|\n(document (meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1') (p \"élève\"))\n");
}

static void a_label_is_read_as_browsers_read_it(void **state) {
    (void)state;
    assert_reads("a.html", "<meta charset=iso-8859-1><p>\x93quoted\x94</p>",
                 "article|a|a.html||||||||0|\n(document (meta charset='iso-8859-1') (p \"\xE2\x80\x9Cquoted\xE2\x80\x9D\"))\n");
    assert_reads("a.html", "<meta charset=gb2312><p>\xD6\xD0\xCE\xC4</p>",
                 "article|a|a.html||||||||0|\n(document (meta charset='gb2312') (p \"中文\"))\n");
    assert_reads("a.html", "<meta charset=koi8-r><p>\xF0\xD2\xC9\xD7\xC5\xD4</p>",
                 "article|a|a.html||||||||0|\n(document (meta charset='koi8-r') (p \"Привет\"))\n");
    assert_reads("a.html", "<?xml version='1.0' encoding='windows-1251'?><html><p>\xCF\xF0\xE8\xE2\xE5\xF2</p></html>",
                 "article|a|a.html||||||||0|\n(document (html (p \"Привет\")))\n");
    assert_reads("a.html", "<meta charset=iso-2022-jp><p>\x1B$BF|K\\\x1B(B</p>",
                 "article|a|a.html||||||||0|\n(document (meta charset='iso-2022-jp') (p \"日本\"))\n");
}

static void text_without_a_label_is_guessed(void **state) {
    (void)state;
    assert_reads("a.txt", "\x93It\x92s over,\x94 she said \x97 and the caf\xE9 closed. The na\xEFve plan had failed again.",
                 "article|a|a.txt||||||||0|\n[\xE2\x80\x9CIt\xE2\x80\x99s over,\xE2\x80\x9D she said \xE2\x80\x94 and the café closed. "
                 "The naïve plan had failed again.]\n");
}

static void a_few_bad_bytes_in_utf8_are_repaired_and_counted(void **state) {
    (void)state;
    assert_reads("a.txt", "\xC3\xA9\xC3\xA8\xC3\xA0\xC3\xB9\xC3\xA7 and\xFF so on for a while",
                 "article|a|a.txt||||||||1|\n[éèàùç and\xEF\xBF\xBD so on for a while]\n");
}

#define LETTERS "\xC3\xA9\xC3\xA8\xC3\xA0\xC3\xB9\xC3\xA7\xC3\xA9\xC3\xA8\xC3\xA0"

static void lone_bytes_of_windows_1252_in_utf8_are_read_as_such(void **state) {
    (void)state;
    assert_reads("a.txt", LETTERS LETTERS LETTERS LETTERS " don\x92t \x93so\x94 caf\xE9, cut \xE2\x80 and\x81",
                 "article|a|a.txt||||||||7|\n[" LETTERS LETTERS LETTERS LETTERS " don’t “so” café, cut \xEF\xBF\xBD\xEF\xBF\xBD and\xEF\xBF\xBD]\n");
}

static void line_ends_become_lf_and_no_break_spaces_stay(void **state) {
    (void)state;
    assert_reads("a.txt", "one\r\ntwo\rthree\n\r\nfour\xC2\xA0" "five\r", "article|a|a.txt||||||||0|\n[one\ntwo\nthree\n\nfour\xC2\xA0" "five\n]\n");
}

static void a_nul_in_a_text_is_repaired_and_many_make_it_binary(void **state) {
    (void)state;
    assert_reads("a.txt", "A long enough line of text\0with one NUL in it, no more.",
                 "article|a|a.txt||||||||1|\n[A long enough line of text\xEF\xBF\xBDwith one NUL in it, no more.]\n");
    assert_reads("a.bin", "\1\2\3\0\0\4a\0\5\6b\7\0\1\2", "malformed|a|a.bin|the input looks like binary data: many of its bytes are no text|||||||4|\n");
}

static void verbatim_text_is_the_input_byte_for_byte(void **state) {
    (void)state;
    syn_slice bytes = SLICE_LIT("\xEF\xBB\xBFTitle\r\n\r\n<p>{\"not\": \"parsed\"}\xC2\xA0\r");
    char *dump = read_whole("a.txt", bytes, SYN_READING_PLAIN), *other = read_cut("a.txt", bytes, SYN_READING_PLAIN, 0, 1);
    assert_string_equal(dump, "article|a|a.txt||||||||0|verbatim\n[\xEF\xBB\xBFTitle\r\n\r\n<p>{\"not\": \"parsed\"}\xC2\xA0\r]\n");
    assert_string_equal(dump, other);
    free(dump);
    free(other);
}

static void verbatim_text_that_is_not_utf8_says_where(void **state) {
    (void)state;
    char *dump = read_whole("a.txt", SLICE_LIT("caf\xE9 au lait"), SYN_READING_PLAIN);
    assert_string_equal(dump, "malformed|a|a.txt|byte 3 is not valid UTF-8|||||||0|verbatim\n");
    free(dump);
    dump = read_whole("a.txt", SLICE_LIT("ab\0c"), SYN_READING_PLAIN);
    assert_string_equal(dump, "malformed|a|a.txt|byte 2 is a NUL, which no text holds|||||||0|verbatim\n");
    free(dump);
}

int run_encodings(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_with_a_bom_loses_only_the_bom),
        cmocka_unit_test(utf16_is_decoded_with_and_without_a_bom),
        cmocka_unit_test(utf16_pairs_become_one_character_and_halves_are_repaired),
        cmocka_unit_test(a_lying_utf8_label_does_not_spoil_windows_1252),
        cmocka_unit_test(a_lying_latin_label_does_not_spoil_utf8),
        cmocka_unit_test(a_label_is_read_as_browsers_read_it),
        cmocka_unit_test(text_without_a_label_is_guessed),
        cmocka_unit_test(lone_bytes_of_windows_1252_in_utf8_are_read_as_such),
        cmocka_unit_test(a_few_bad_bytes_in_utf8_are_repaired_and_counted),
        cmocka_unit_test(line_ends_become_lf_and_no_break_spaces_stay),
        cmocka_unit_test(a_nul_in_a_text_is_repaired_and_many_make_it_binary),
        cmocka_unit_test(verbatim_text_is_the_input_byte_for_byte),
        cmocka_unit_test(verbatim_text_that_is_not_utf8_says_where),
    };
    return cmocka_run_group_tests_name("encodings", tests, NULL, NULL);
}
