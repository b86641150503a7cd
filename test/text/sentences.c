/* Unit tests of src/text/sentences.c. */
#include "text.h"

#include "base/caps.h"

static void are(test_text *text, const char *from, const char *want) { assert_string_equal(test_sentences(text, from), want); }

static void terminal_marks_end_sentences_before_capitals_only(void **state) {
    test_text *text = *state;
    are(text, "He left. She stayed! Why? 5 men know.", "He left.|She stayed!|Why?|5 men know.");
    are(text, "Yahoo! said no. It was … fine. Well… no.", "Yahoo! said no.|It was … fine.|Well… no.");
    are(text, "He left... Then he came. eBay rose.", "He left...|Then he came.|eBay rose.");
    are(text, "The end.The next. It cost 1.5 million. No.", "The end.|The next.|It cost 1.5 million.|No.");
    are(text, "これは本です。二つ目です。", "これは本です。|二つ目です。");
    are(text, "(He left.) She stayed. [Applause.] Thanks.", "(He left.)|She stayed.|[Applause.]|Thanks.");
}

static void a_quotation_and_its_speaker_are_one_sentence(void **state) {
    test_text *text = *state;
    are(text, "\"I met him,\" Ames tweeted. “It is done.” He said so.",
        "\"I met him,\" Ames tweeted.|“It is done.”|He said so.");
    are(text, "\"Why go back?\" she asked. “Why?” Ames asked.", "\"Why go back?\" she asked.|“Why?” Ames asked.");
    are(text, "“Stop it!” The crowd cheered. “Who?” the man asked.",
        "“Stop it!”|The crowd cheered.|“Who?” the man asked.");
    are(text, "He said: “No. We won’t.” Then he left.", "He said: “No.|We won’t.”|Then he left.");
    are(text, "He gave up. ‘So be it.’ She wept.", "He gave up.|‘So be it.’|She wept.");
    are(text, "A stray mark: ‘Stop!’ “\n\nNext.", "A stray mark: ‘Stop!’ “|Next.");
}

static void abbreviations_end_a_sentence_only_before_a_word_with_no_other_capital(void **state) {
    test_text *text = *state;
    are(text, "Donald J. Ames saw the U.S. Capitol. In the U.S. The man left.",
        "Donald J. Ames saw the U.S. Capitol.|In the U.S.|The man left.");
    are(text, "Sen. Ames, R-Wis., told No. 5 that at 5 a.m. Tuesday they met.",
        "Sen. Ames, R-Wis., told No. 5 that at 5 a.m. Tuesday they met.");
    are(text, "On Dec. 15 St. Petersburg slept. Washington, D.C. He left.",
        "On Dec. 15 St. Petersburg slept.|Washington, D.C.|He left.");
    are(text, "Apple Inc. Chief Ames left. It weighs 5 lbs. Nobody knows.",
        "Apple Inc. Chief Ames left.|It weighs 5 lbs.|Nobody knows.");
    are(text, "Is it 5 p.m.? Yes. She and I. Ames left.", "Is it 5 p.m.?|Yes.|She and I.|Ames left.");
    are(text, "He praised the U.N. “We agree,” he said.", "He praised the U.N.|“We agree,” he said.");
}

static void a_name_and_its_verb_begin_a_sentence_behind_an_abbreviation(void **state) {
    test_text *text = *state;
    are(text, "They met at 5 p.m. Paul went home. At 5 p.m. Tuesday he rose.", "They met at 5 p.m.|Paul went home.|At 5 p.m. Tuesday he rose.");
    are(text, "It is 9 a.m. New York time. It was 5 a.m. ET. He slept.", "It is 9 a.m. New York time.|It was 5 a.m. ET.|He slept.");
    are(text, "He was named head of Acme Inc. Miller said he was glad.", "He was named head of Acme Inc.|Miller said he was glad.");
    are(text, "Acme Inc. Chief Executive Dana Miller left.", "Acme Inc. Chief Executive Dana Miller left.");
}

static void marks_of_footnotes_belong_to_what_they_follow(void **state) {
    test_text *text = *state;
    are(text, "The bill passed.[4] Nobody was glad. [5][16] They all left.", "The bill passed.[4]|Nobody was glad. [5][16]|They all left.");
    are(text, "He left. [Applause.] She came.\n\n[1] See there.", "He left.|[Applause.]|She came.|[1] See there.");
}

static void what_is_written_without_care_is_cut_too(void **state) {
    test_text *text = *state;
    are(text, "i went there. it was nice! we ate. what else? no idea. bye.",
        "i went there.|it was nice!|we ate.|what else?|no idea.|bye.");
    are(text, "Is that so?he asked. No!We stayed.", "Is that so?|he asked.|No!|We stayed.");
    are(text, "1. Open the lid. 2. Turn it. They met on Nov. 6. Voters were sad.",
        "1. Open the lid.|2. Turn it.|They met on Nov. 6.|Voters were sad.");
    are(text, "Mayor Sees End In Sight For The Bridge\n\nThe Army of The Hague. It left.",
        "Mayor Sees End In Sight For The Bridge|The Army of The Hague.|It left.");
}

static void a_language_without_weights_has_the_rules(void **state) {
    test_text *text = *state;
    test_scan(text, "Er kam. Sie ging. Warum? 5 Leute. ¿Qué? Nada.", "de");
    assert_int_equal(text->sentences.n, 6);
    test_scan(text, "He left. she stayed.", "de");
    assert_int_equal(text->sentences.n, 1);
}

/* The sentences of a text in another language, '|' between them, without their blanks around. */
static void are_in(test_text *text, const char *language, const char *from, const char *want) {
    char got[1024];
    size_t n = 0;
    test_scan(text, from, language);
    for (uint32_t i = 0; i < text->sentences.n; i++) {
        syn_sentence s = text->sentences.at[i];
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", i ? "|" : "", (int)(s.end - s.begin), text->text.ptr + s.begin);
        assert_true(n < sizeof got);
    }
    assert_string_equal(got, want);
}

static void each_language_has_its_own_abbreviations_and_ordinals(void **state) {
    test_text *text = *state;
    are_in(text, "de", "Am 3. Mai kam Fr. Holm. Im 19. Jahrhundert, d.h. früher. Die Nr. 5 sank.",
           "Am 3. Mai kam Fr. Holm.|Im 19. Jahrhundert, d.h. früher.|Die Nr. 5 sank.");
    are_in(text, "es", "Llegó el Sr. Ruiz. ¿Quién es? ¡Nadie! Vive en la Avda. Norte.", "Llegó el Sr. Ruiz.|¿Quién es?|¡Nadie!|Vive en la Avda. Norte.");
    are_in(text, "fr", "M. Morel est là. « Pourquoi ? » Il part.", "M. Morel est là.|« Pourquoi ? »|Il part.");
    are_in(text, "it", "Parla il Dr. Conti. Poi tace.", "Parla il Dr. Conti.|Poi tace.");
    are_in(text, "da", "Den 3. maj kom han. Hun gik.", "Den 3. maj kom han.|Hun gik.");
}

static void marks_of_other_scripts_end_sentences(void **state) {
    test_text *text = *state;
    are_in(text, "zh", "船沉了。“我们不知道，”她说。谁？没有人！见“报告。”完。", "船沉了。|“我们不知道，”她说。|谁？|没有人！|见“报告。”|完。");
    are_in(text, "ja", "船が沈んだ。「なぜ？」と彼は言った。終わり｡次。", "船が沈んだ。|「なぜ？」と彼は言った。|終わり｡|次。");
    are_in(text, "hi", "नाव डूब गई। कौन जानता है? कोई नहीं।", "नाव डूब गई।|कौन जानता है?|कोई नहीं।");
    are_in(text, "ar", "غرقت السفينة. من المسؤول؟ لا أحد.", "غرقت السفينة.|من المسؤول؟|لا أحد.");
    are_in(text, "hy", "Նավը խորտակվեց։ Ոչ ոք չգիտի։", "Նավը խորտակվեց։|Ոչ ոք չգիտի։");
    are_in(text, "my", "သင်္ဘောနစ်သည်။ ဘယ်သူမှမသိ။", "သင်္ဘောနစ်သည်။|ဘယ်သူမှမသိ။");
}

static void paragraphs_and_lines_end_sentences_but_wrapped_lines_do_not(void **state) {
    test_text *text = *state;
    are(text, "A heading\n\nThe text\ngoes on\nNext line.", "A heading|The text goes on|Next line.");
    assert_int_equal(text->sentences.at[0].paragraph, 0);
    assert_int_equal(text->sentences.at[2].paragraph, 1);
    are(text, "The first line of this text is broken by hand where the page\nended, and so is the line that follows it, as"
              " in a mail from\nAmes, who still writes in this way. His lines go on and on in\nlower case.\nThe end",
        "The first line of this text is broken by hand where the page ended, and so is the line that follows it, as in a mail "
        "from Ames, who still writes in this way.|His lines go on and on in lower case.|The end");
}

static void an_endless_sentence_is_cut(void **state) {
    test_text *text = *state;
    enum { N = 3 * CAP_SENTENCE_TOKENS + 7 };
    char *made = malloc(N * 2);
    assert_non_null(made);
    for (size_t i = 0; i < N; i++) memcpy(made + 2 * i, "a ", 2);
    test_scan_slice(text, slice_of(made, N * 2), "en");
    free(made);
    assert_int_equal(text->sentences.n, 4);
    assert_int_equal(text->sentences.at[0].words, CAP_SENTENCE_TOKENS);
    assert_int_equal(text->sentences.at[3].words, 7);
}

int tests_of_sentences(void) {
    const struct CMUnitTest tests[] = {
        TEST(terminal_marks_end_sentences_before_capitals_only),
        TEST(a_quotation_and_its_speaker_are_one_sentence),
        TEST(abbreviations_end_a_sentence_only_before_a_word_with_no_other_capital),
        TEST(a_name_and_its_verb_begin_a_sentence_behind_an_abbreviation),
        TEST(marks_of_footnotes_belong_to_what_they_follow),
        TEST(what_is_written_without_care_is_cut_too),
        TEST(a_language_without_weights_has_the_rules),
        TEST(each_language_has_its_own_abbreviations_and_ordinals),
        TEST(marks_of_other_scripts_end_sentences),
        TEST(paragraphs_and_lines_end_sentences_but_wrapped_lines_do_not),
        TEST(an_endless_sentence_is_cut),
    };
    return cmocka_run_group_tests_name("sentences", tests, NULL, NULL);
}
