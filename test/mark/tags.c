/* Unit tests of mark_tags. A case is a text and the parts of speech of its words, in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "mark/lexicon/lexicon.gen.h"
#include "mark/tags.h"
#include "marked.h"
#include "tests.h"
#include "text/weights.h"

typedef struct tag_case {
    const char *text, *expected;
} tag_case;

static syn_report *tagged(const char *text, const char *language) {
    return test_mark(test_new(text, language, ""), TEST_STAGES(mark_words, mark_tags));
}

static void check(const char *text, const char *language, const char *expected) {
    syn_report *report = tagged(text, language);
    syn_buffer got = BUFFER_EMPTY;
    for (uint32_t i = 0; i < report->words.n; i++)
        buffer_add_format(&got, "%s%s", i ? " " : "", word_upos_name(report->words.at[i].upos));
    if (strcmp(got.ptr ? got.ptr : "", expected) != 0) print_error("in: %s\n", text);
    assert_string_equal(got.ptr ? got.ptr : "", expected);
    buffer_free(&got);
    report_free(report);
}

static void words_get_their_part_of_speech(void **state) {
    (void)state;
    static const tag_case cases[] = {
        {"The old baker slowly closed the gate.", "DET ADJ NOUN ADV VERB DET NOUN PUNCT"},
        {"Anna Brandt will visit Osterhaven, and she has packed.",
         "PROPN PROPN AUX VERB PROPN PUNCT CCONJ PRON AUX VERB PUNCT"},
        {"They said that 12 boats sank.", "PRON VERB SCONJ NUM NOUN VERB PUNCT"},
        {"Wow, it costs $ 5!", "INTJ PUNCT PRON VERB SYM NUM PUNCT"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(cases[i].text, "en", cases[i].expected);
}

static void neighbours_decide(void **state) {
    (void)state;
    check("The guards watch the harbour.", "en", "DET NOUN VERB DET NOUN PUNCT");
    check("His watch is old.", "en", "PRON NOUN AUX ADJ PUNCT");
    check("She wants to help them.", "en", "PRON VERB PART VERB PRON PUNCT");
    check("He went to the harbour.", "en", "PRON VERB ADP DET NOUN PUNCT");
}

static void words_of_ours_are_tagged_whole(void **state) {
    (void)state;
    check("They don't know.", "en", "PRON AUX VERB PUNCT");
    check("The miller's dog barked.", "en", "DET NOUN PART NOUN VERB PUNCT");
}

static void small_words_are_what_their_list_says(void **state) {
    (void)state;
    const syn_lexicon *list = &lexicon_mark_tag_sure;
    uint32_t checked = 0;
    for (uint32_t slot = 0; slot < list->count; slot++) {
        const lexicon_entry *entry = &list->entries[slot];
        char text[64];
        snprintf(text, sizeof text, "So %s , then .", entry->phrase);
        syn_report *report = tagged(text, "en");
        assert_string_equal(word_upos_name(report->words.at[1].upos), entry->value);
        assert_true(report->words.at[1].flags & WORD_STOP);  /* no other word is looked up */
        report_free(report);
        checked++;
    }
    assert_int_equal(checked, list->count);
}

static void only_english_is_tagged(void **state) {
    (void)state;
    check("Der alte Hof.", "de", "_ _ _ _");
    check("The yard burned.", "", "DET NOUN VERB PUNCT");
    check("", "en", "");
}

static void every_word_of_odd_text_has_a_tag(void **state) {
    (void)state;
    static const char *const texts[] = {"x", "...", "\xF0\x9F\x98\x80 \xE2\x80\x94 \xC3\x89", "A\n\nB",
                                        "http://a.example/b @c #d 4:30 e@f.example",
                                        "THE MILL BURNED DOWN", "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        syn_report *report = tagged(texts[i], "en");
        assert_true(report->words.n > 0);
        for (uint32_t k = 0; k < report->words.n; k++)
            assert_true(report->words.at[k].upos > UPOS_NONE && report->words.at[k].upos <= UPOS_X);
        report_free(report);
    }
}

static void features_fit_their_room_and_the_model(void **state) {
    (void)state;
    syn_report *report = tagged("Dr. Ida Moen's 1,200 boats, U.S. ones, left.", "en");
    tag_word seen[32];
    syn_model model;
    assert_true(model_open(&model, weights_find("en", "tags")));
    assert_int_equal(model.labels, TAGS_LABELS);
    assert_true(report->words.n + 2 * TAGS_REACH <= 32);
    tags_see(seen, report->text, report->words.at, report->words.n);
    for (uint32_t i = 0; i < report->words.n; i++) {
        uint32_t features[TAGS_FEATURES];
        size_t count = tags_features(&seen[TAGS_REACH + i], model.places, features);
        assert_true(count > 0 && count <= TAGS_FEATURES);
        for (size_t k = 0; k < count; k++) assert_true(features[k] < model.places);
    }
    report_free(report);
}

/* What is kept of words alone and what is made of words together is all that the features say. */
static void what_is_kept_of_words_is_what_their_features_say(void **state) {
    (void)state;
    syn_report *report = tagged("At 6.30 Dr. Ida Moen's crew, 14 in all, left; IDA left at six, ida's crew left too.", "en");
    const syn_word *words = report->words.at;
    uint32_t n = report->words.n;
    tag_word seen[48];
    syn_model model;
    syn_arena arena;
    arena_init(&arena, NULL);
    assert_true(n > 16 && n + 2 * TAGS_REACH <= 48 && tags_open(&model, weights_find("en", "tags")));
    tags_memory *memory = tags_memory_of(&model, 0, &arena);  /* the smallest: slots are taken again and again */
    assert_non_null(memory);
    tags_see(seen, report->text, words, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t features[TAGS_FEATURES];
        int32_t whole[TAGS_LABELS - 1] = {0}, parts[TAGS_LABELS - 1] = {0};
        model_score(&model, features, tags_features(&seen[TAGS_REACH + i], model.places, features), whole);
        model_score(&model, features, tags_features_together(&seen[TAGS_REACH + i], model.places, features), parts);
        for (uint32_t k = 0; k <= 2 * TAGS_REACH; k++) {
            bool behind = i + k >= n + TAGS_REACH;
            const tag_known *known = i + k < TAGS_REACH || behind ? tags_known_end(memory, behind)
                                     : tags_known_word(memory, report->text, &words[i + k - TAGS_REACH]);
            for (uint32_t l = 0; l < TAGS_LABELS - 1; l++) parts[l] += known->adds[k][l];
        }
        assert_memory_equal(whole, parts, sizeof whole);
    }
    arena_free(&arena);
    report_free(report);
}

static void a_memory_of_other_reports_changes_no_word(void **state) {
    (void)state;
    static const char *const texts[] = {"His watch is old; they watch US trains.", "Watch us! Old trains watch nobody.",
                                        "His watch is old; they watch US trains."};
    syn_arena kept, scratch;
    arena_init(&kept, NULL);
    arena_init(&scratch, NULL);
    mark_options options = {.memory = mark_memory_of(&kept)};
    assert_non_null(options.memory);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        syn_report *alone = tagged(texts[i], "en");
        syn_report *report = test_new(texts[i], "en", "");
        assert_int_equal(mark_words(&options, report, &scratch, NULL), SYN_OK);
        assert_int_equal(mark_tags(&options, report, &scratch, NULL), SYN_OK);
        assert_int_equal(report->words.n, alone->words.n);
        for (uint32_t w = 0; w < report->words.n; w++) {
            const syn_word *word = &report->words.at[w], *same = &alone->words.at[w];
            assert_int_equal(word->upos, same->upos);
            assert_true(word->fold == same->fold && word->stem == same->stem && word->flags == same->flags);
        }
        report_free(report);
        report_free(alone);
    }
    arena_free(&scratch);
    arena_free(&kept);
}

int mark_tags_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_get_their_part_of_speech), cmocka_unit_test(neighbours_decide),
        cmocka_unit_test(words_of_ours_are_tagged_whole),
        cmocka_unit_test(small_words_are_what_their_list_says), cmocka_unit_test(only_english_is_tagged),
        cmocka_unit_test(every_word_of_odd_text_has_a_tag), cmocka_unit_test(features_fit_their_room_and_the_model),
        cmocka_unit_test(what_is_kept_of_words_is_what_their_features_say),
        cmocka_unit_test(a_memory_of_other_reports_changes_no_word),
    };
    return cmocka_run_group_tests_name("parts of speech", tests, NULL, NULL);
}
