/* Which pieces of a page are its article: the features, and what the model must never do. The pages are invented. */
#include "tests.h"

#include "clean/blocks.h"

static const char page_text[] =
    "<html><head><title>Mill at Lund Weir to turn again</title></head><body><nav><a href=/>Home</a> <a href=/w>Weather</a></nav>"
    "<div class=story><h1>Mill at Lund Weir to turn again</h1>"
    "<p>The old mill at Lund Weir will grind corn again from Saturday, 60 years after its wheel was stopped for good.</p>"
    "<p style='display:none'>This sentence stands in the page but was never meant for those who read it there.</p>"
    "<p>Volunteers rebuilt the wheel over three winters, said Edda Rasmus, who keeps the keys of the mill.</p>"
    "<p>The town paid for the oak and the volunteers gave their time, she said, and the river did the rest of it.</p></div>"
    "<div class=teasers><a href=1>Bridge closed until May after the flood</a><a href=2>New bus for the upper valley</a></div></body></html>";

static void with_page(const char *html, void (*then)(page_cut *cut, const clean_meta *meta)) {
    syn_arena arena, scratch;
    arena_init(&arena, NULL);
    arena_init(&scratch, NULL);
    syn_page page = {0};
    page_of(&page, html, &arena);
    syn_report *report = report_new(NULL);
    syn_error error = {0};
    clean_work work = {.report = report, .page = &page, .scratch = &scratch, .error = &error};
    page_cut cut = {.work = &work, .page = &page};
    clean_meta meta = {.dates = page_dates_new(&scratch)};
    assert_non_null(meta.dates);
    assert_int_equal(page_cut_up(&cut, &meta), SYN_OK);
    then(&cut, &meta);
    report_free(report);
    arena_free(&scratch);
    arena_free(&arena);
}

static void look_at_features(page_cut *cut, const clean_meta *meta) {
    block_rows first = {0}, again = {0};
    assert_int_equal(block_features(cut, meta, &first), SYN_OK);
    assert_int_equal(block_features(cut, meta, &again), SYN_OK);
    assert_true(first.rows.n >= 3);
    assert_int_equal(first.features.n, again.features.n);
    assert_memory_equal(first.features.at, again.features.at, first.features.n * sizeof *first.features.at);
    for (uint32_t i = 0; i < first.features.n; i++) assert_true(first.features.at[i] < BLOCK_PLACES);
    for (uint32_t i = 0; i < first.rows.n; i++) {
        const page_piece *piece = &cut->pieces.at[first.rows.at[i].piece];
        assert_true(first.rows.at[i].count > 20);
        assert_non_null(cut->looks[first.rows.at[i].piece]);
        assert_false(slice_starts(piece->text, SLICE_LIT("This sentence stands")));
    }
}

static void features_are_the_same_each_time_and_hidden_pieces_have_none(void **state) {
    (void)state;
    with_page(page_text, look_at_features);
}

static void look_at_choice(page_cut *cut, const clean_meta *meta) {
    assert_int_equal(blocks_choose(cut, meta), SYN_OK);
    unsigned kept = 0;
    for (uint32_t i = 0; i < cut->pieces.n; i++) kept += !cut->pieces.at[i].gone;
    assert_int_equal(kept, 3);
}

static void the_paragraphs_are_kept_and_nothing_else(void **state) {
    (void)state;
    with_page(page_text, look_at_choice);
}

static void the_only_sentence_of_a_page_is_never_lost(void **state) {
    (void)state;
    static const char *const pages[] = {
        "<p>The ferry to Hald will not sail today because of the ice on the sound.</p>",
        "<div><nav><a href=/>Home</a></nav><p>The ferry to Hald will not sail today because of the ice on the sound.</p><footer>Hald Post</footer></div>",
        "<table><tr><td>The ferry to Hald will not sail today because of the ice on the sound.</table>",
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        syn_report *report = clean_page_text(pages[i]);
        assert_true(holds(report, "The ferry to Hald will not sail today because of the ice on the sound."));
        report_free(report);
    }
}

int run_block_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(features_are_the_same_each_time_and_hidden_pieces_have_none),
                                       cmocka_unit_test(the_paragraphs_are_kept_and_nothing_else),
                                       cmocka_unit_test(the_only_sentence_of_a_page_is_never_lost)};
    return cmocka_run_group_tests_name("blocks", tests, NULL, NULL);
}
