/* Unit tests of src/text/language.c. */
#include "text.h"

static void is(const char *text, const char *want) { assert_string_equal(language_of(slice_str(text)), want); }

static void a_few_sentences_show_their_language(void **state) {
    (void)state;
    is("The council voted on Tuesday to close the old bridge, and the mayor said that work would begin in the spring.", "en");
    is("Der Rat hat am Dienstag beschlossen, die alte Brücke zu schließen, und die Arbeiten beginnen im Frühjahr.", "de");
    is("Le conseil a voté mardi la fermeture du vieux pont, et le maire a dit que les travaux commenceraient bientôt.", "fr");
    is("המועצה הצביעה ביום שלישי על סגירת הגשר הישן, "
       "וראש העיר אמר שהעבודות יתחילו באביב.", "he");
}

static void a_text_that_is_english_for_the_most_part_is_english(void **state) {
    (void)state;
    is("The port authority published the inscription that was found on the old bridge this week, and asked the public for help with its "
       "meaning, since nobody in the office could read it. It says: il consiglio della città ha votato martedì la chiusura del vecchio "
       "ponte, e i lavori cominceranno presto.", "en");
    is("The mayor wrote: il consiglio della città ha votato martedì la chiusura del vecchio ponte, e il sindaco ha detto che i lavori "
       "cominceranno presto, perché la sicurezza dei cittadini viene prima di tutto.", "it");
}

/* A text whose parts are all English need not be asked about; one with a part that is not must be. */
static void a_long_text_is_what_most_of_it_is(void **state) {
    (void)state;
    static const char english[] = "The wardens of the harbour said that the light on the mole had been out for a week, and that a boat "
                                  "from the islands had to be led in with lanterns. ";
    static const char italian[] = "I guardiani del porto dicono che la luce del molo era spenta da una settimana, e che una barca delle "
                                  "isole ha dovuto essere guidata con le lanterne. ";
    char text[8192];
    for (size_t share = 0; share <= 8; share++) {
        size_t length = 0;
        for (size_t i = 0; i < 40; i++) {
            const char *part = i % 8 < share ? italian : english;
            memcpy(text + length, part, strlen(part));
            length += strlen(part);
        }
        if (share <= 3) assert_string_equal(language_of(slice_of(text, length)), "en");
        if (share >= 6) assert_string_equal(language_of(slice_of(text, length)), "it");
    }
    /* Thin function words: a list is asked about too, and so is a text of few letters beside others. */
    for (size_t i = 0; i < 6000; i++) text[i] = "the \xD0\xB6\xD0\xB6\xD0\xB6 \xD0\xB6\xD0\xB6\xD0\xB6 of "[i % 22];
    assert_string_not_equal(language_of(slice_of(text, 6000)), "en");
}

static void too_little_text_shows_none(void **state) {
    (void)state;
    is("", "");
    is("Hello there", "");
    is("12345 67890 12345 67890 !!! ??? 12345 67890", "");
    assert_string_equal(language_of(SLICE_NONE), "");
}

static void a_text_that_is_cut_inside_a_character_is_no_trouble(void **state) {
    (void)state;
    static char text[20000];
    for (size_t i = 0; i + 2 < sizeof text; i += 2) memcpy(text + i, i % 14 ? "\xD0\xB6" : " a", 2);
    assert_non_null(language_of(slice_of(text + 1, 19001)));
}

int tests_of_language(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_few_sentences_show_their_language),
        cmocka_unit_test(a_text_that_is_english_for_the_most_part_is_english),
        cmocka_unit_test(a_long_text_is_what_most_of_it_is),
        cmocka_unit_test(too_little_text_shows_none),
        cmocka_unit_test(a_text_that_is_cut_inside_a_character_is_no_trouble),
    };
    return cmocka_run_group_tests_name("language", tests, NULL, NULL);
}
