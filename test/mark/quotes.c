/* Tests of mark/quotes*.c. Names are planted by hand, so that these tests stand on words, times and quotes alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "mark/mark.h"
#include "mark/quotes_spans.h"
#include "text/weights.h"
#include "tests.h"

typedef struct quotes_case {
    syn_report *report;
    syn_arena scratch;
} quotes_case;

/* Every place of `name` becomes a mention of the entity `full` (or of none if full is NULL), in order of the text. */
typedef struct planted { const char *name, *full; uint8_t type; const char *title; } planted;

static int by_begin(const void *a, const void *b) {
    uint32_t x = ((const syn_mention *)a)->span.begin, y = ((const syn_mention *)b)->span.begin;
    return x < y ? -1 : x > y;
}

static uint32_t entity_named(syn_report *report, const char *full, uint8_t type) {
    for (uint32_t i = 0; i < report->entities.n; i++)
        if (slice_equal(report_slice(report, report->entities.at[i].name), slice_str(full))) return i;
    size_t at = slice_find(report->text, slice_str(full), 0);
    if (at == SIZE_MAX) return REPORT_NONE;
    syn_entity entity = {.name = {(uint32_t)at, (uint32_t)(at + strlen(full))}, .type = type};
    assert_true(VEC_PUSH(&report->arena, &report->entities, entity));
    return report->entities.n - 1;
}

static void plant(syn_report *report, const planted *names) {
    for (const planted *p = names; p && p->name; p++) {
        uint32_t entity = p->full ? entity_named(report, p->full, p->type) : REPORT_NONE;
        for (size_t at = 0; (at = slice_find(report->text, slice_str(p->name), at)) != SIZE_MAX; at += strlen(p->name)) {
            syn_mention m = {.span = {(uint32_t)at, (uint32_t)(at + strlen(p->name))}, .type = p->type, .entity = entity};
            bool taken = false;
            for (uint32_t i = 0; i < report->mentions.n; i++) taken = taken || span_overlaps(report->mentions.at[i].span, m.span);
            if (p->title && at > strlen(p->title) + 1) {
                m.title.end = m.span.begin - 1;
                m.title.begin = m.title.end - (uint32_t)strlen(p->title);
                if (entity == REPORT_NONE || !slice_equal(report_slice(report, m.title), slice_str(p->title))) m.title = (syn_span){0, 0};
                else report->entities.at[entity].role = m.title;
            }
            if (!taken) assert_true(VEC_PUSH(&report->arena, &report->mentions, m));
        }
    }
    if (report->mentions.n) qsort(report->mentions.at, report->mentions.n, sizeof report->mentions.at[0], by_begin);
}

static void add_blocks(syn_report *report) {
    size_t begin = 0;
    while (begin < report->text.len) {
        size_t end = slice_find(report->text, SLICE_LIT("\n\n"), begin);
        if (end == SIZE_MAX) end = report->text.len;
        syn_block block = {.span = {(uint32_t)begin, (uint32_t)end}, .repeats = REPORT_NONE};
        if (begin < end) assert_true(VEC_PUSH(&report->arena, &report->blocks, block));
        begin = end + 2;
    }
}

static quotes_case start(const char *text) {
    quotes_case c = {.report = report_new(NULL)};
    assert_non_null(c.report);
    arena_init(&c.scratch, NULL);
    c.report->text = arena_copy(&c.report->arena, slice_str(text));
    c.report->language = SLICE_LIT("en");
    c.report->published = SLICE_LIT("2019-05-17");  /* a Friday */
    add_blocks(c.report);
    return c;
}

static void run(quotes_case *c, const planted *names) {
    syn_error error = {0};
    mark_options options = {0};
    assert_int_equal(mark_words(&options, c->report, &c->scratch, &error), SYN_OK);
    assert_int_equal(mark_tags(&options, c->report, &c->scratch, &error), SYN_OK);
    arena_reset(&c->scratch);
    assert_int_equal(mark_times(&options, c->report, &c->scratch, &error), SYN_OK);
    plant(c->report, names);
    arena_reset(&c->scratch);
    assert_int_equal(mark_quotes(&options, c->report, &c->scratch, &error), SYN_OK);
    const char *broken = report_assert(c->report);
    if (broken) fprintf(stderr, "%s\n", broken);
    assert_null(broken);
}

static void done(quotes_case *c) {
    arena_free(&c->scratch);
    report_free(c->report);
}

/* The quote whose first content is `text`, of any kind; NULL if there is none. */
static const syn_quote *find(const quotes_case *c, const char *text) {
    for (uint32_t i = 0; i < c->report->quotes.n; i++)
        if (slice_equal(report_slice(c->report, c->report->quotes.at[i].content[0]), slice_str(text))) return &c->report->quotes.at[i];
    return NULL;
}

static void assert_slice(syn_slice found, const char *expected) {
    if (slice_equal(found, slice_str(expected))) return;
    fprintf(stderr, "expected '%s', found '%.*s'\n", expected, (int)found.len, found.len ? found.ptr : "");
    fail();
}

static void expect_of(const quotes_case *c, const char *text, quote_kind kind, const char *speaker, const char *said_on, const char *venue) {
    const syn_quote *quote = find(c, text);
    if (!quote) {
        fprintf(stderr, "no quote '%s'\n", text);
        for (uint32_t i = 0; i < c->report->quotes.n; i++) {
            syn_slice content = report_slice(c->report, c->report->quotes.at[i].content[0]);
            fprintf(stderr, "    there is '%.*s'\n", (int)content.len, content.ptr);
        }
        fail();
        return;
    }
    assert_int_equal(quote->kind, kind);
    assert_slice(quote->speaker, speaker);
    assert_slice(quote->said_on, said_on);
    assert_slice(quote->venue, venue);
}

static const planted HALE[] = {{"Ida Hale", "Ida Hale", NAME_PERSON, "Mayor"}, {"Hale", "Ida Hale", NAME_PERSON, NULL},
                               {"Bo Vance", "Bo Vance", NAME_PERSON, NULL}, {"Vance", "Bo Vance", NAME_PERSON, NULL},
                               {"Gale Air", "Gale Air", NAME_ORGANIZATION, NULL},
                               {"Port Ayre Gazette", "Port Ayre Gazette", NAME_ORGANIZATION, NULL}, {0}};

/* One quote, direct. */
static void expect(const char *text, const char *content, const char *speaker, const char *said_on, const char *venue) {
    quotes_case c = start(text);
    run(&c, HALE);
    expect_of(&c, content, QUOTE_DIRECT, speaker, said_on, venue);
    done(&c);
}

static void expect_none(const char *text) {
    quotes_case c = start(text);
    run(&c, HALE);
    for (uint32_t i = 0; i < c.report->quotes.n; i++) assert_int_not_equal(c.report->quotes.at[i].kind, QUOTE_DIRECT);
    done(&c);
}

static void a_quotation_keeps_its_comma_and_loses_its_marks(void **state) {
    (void)state;
    expect("\"The bridge is safe,\" Ida Hale said.", "The bridge is safe,", "Ida Hale", "", "");
    expect("“The bridge is safe,” Mayor Ida Hale said.", "The bridge is safe,", "Ida Hale", "", "");
    expect("‘The bridge isn’t safe,’ said Ida Hale, mayor of the town.", "The bridge isn’t safe,", "Ida Hale", "", "");
    expect("``The bridge is safe,'' Ida Hale said.", "The bridge is safe,", "Ida Hale", "", "");
}

static void an_opener_where_only_a_closer_can_stand_closes(void **state) {
    (void)state;
    expect("Ida Hale said that she was “glad of it. My answer to them: ‘Not on this bridge!’ “", "glad of it. My answer to them: ‘Not on this bridge!’",
           "Ida Hale", "", "");
}

static void apostrophes_feet_and_inches_are_no_quotation_marks(void **state) {
    (void)state;
    expect_none("Ida Hale's boat is 6' long and 14\" wide, and the sailors' union says it's too small.");
    expect_none("In the '90s Ida Hale said rock 'n' roll was dead.");
}

/* The next direct quote behind `from` has these pieces (up to NULL) and this speaker; returns the place behind it. */
static uint32_t expect_pieces(const quotes_case *c, uint32_t from, const char *speaker, const char *const *pieces) {
    while (from < c->report->quotes.n && c->report->quotes.at[from].kind != QUOTE_DIRECT) from++;
    assert_true(from < c->report->quotes.n);
    const syn_quote *quote = &c->report->quotes.at[from];
    uint32_t count = 0;
    for (; pieces[count]; count++) {
        assert_true(count < quote->contents);
        assert_slice(report_slice(c->report, quote->content[count]), pieces[count]);
    }
    assert_int_equal(quote->contents, count);
    assert_slice(quote->speaker, speaker);
    return from + 1;
}
#define PIECES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void a_quotation_that_its_cue_breaks_is_one_quote_of_several_pieces(void **state) {
    (void)state;
    quotes_case c = start("“It held,” Ida Hale wrote on Monday. “It will hold again.”\n\n“We came,” she told reporters in the old hall, "
                          "“and saw.” “And went.”");
    run(&c, HALE);
    uint32_t at = expect_pieces(&c, 0, "Ida Hale", PIECES("It held,", "It will hold again."));
    at = expect_pieces(&c, at, "Ida Hale", PIECES("We came,", "and saw.", "And went."));
    assert_int_equal(c.report->quotes.n, at);
    assert_slice(c.report->quotes.at[0].said_on, "2019-05-13");
    done(&c);
}

static void other_words_or_another_cue_between_two_quotations_part_them(void **state) {
    (void)state;
    quotes_case c = start("“It held,” Ida Hale said. The old hall was full. “It will hold again.”\n\n"
                          "“We came,” Hale said. “We saw,” she added.\n\n"
                          "“The pier is weak,” Hale said.\n\n“The town is not,” Bo Vance said.");
    run(&c, HALE);
    static const char *const pieces[] = {"It held,", "It will hold again.", "We came,", "We saw,", "The pier is weak,", "The town is not,"};
    uint32_t at = 0;
    for (int i = 0; i < 6; i++) at = expect_pieces(&c, at, i < 5 ? "Ida Hale" : "Bo Vance", PIECES(pieces[i]));
    assert_int_equal(c.report->quotes.n, at);
    done(&c);
}

static void quoted_words_inside_reported_speech_stay_apart(void **state) {
    (void)state;
    quotes_case c = start("Ida Hale said the pier was “old” and “weak.” “It must go.”");
    run(&c, HALE);
    uint32_t at = expect_pieces(&c, 0, "Ida Hale", PIECES("old"));
    at = expect_pieces(&c, at, "Ida Hale", PIECES("weak."));
    expect_pieces(&c, at, "Ida Hale", PIECES("It must go."));
    done(&c);
}

static void a_title_in_the_clause_of_the_cue_is_no_piece(void **state) {
    (void)state;
    quotes_case c = start("“It held,” Ida Hale said on the radio show “Port and Pier.” “It will hold again.”");
    run(&c, HALE);
    expect_pieces(&c, 0, "Ida Hale", PIECES("It held,", "It will hold again."));
    done(&c);
}

static void a_quotation_of_more_pieces_than_a_quote_holds_goes_on_in_the_next(void **state) {
    (void)state;
    quotes_case c = start("“One,” Ida Hale said. “Two.” “Three.” “Four.” “Five.” “Six.”");
    run(&c, HALE);
    uint32_t at = expect_pieces(&c, 0, "Ida Hale", PIECES("One,", "Two.", "Three.", "Four."));
    at = expect_pieces(&c, at, "Ida Hale", PIECES("Five.", "Six."));
    assert_int_equal(c.report->quotes.n, at);
    done(&c);
}

static void a_post_that_repeats_the_second_piece_tells_its_day(void **state) {
    (void)state;
    quotes_case c = start("“It held,” Ida Hale wrote. “What a bridge.”\n\nWhat a bridge. — Ida Hale (@idahale) May 14, 2019");
    c.report->blocks.at[1].kind = BLOCK_EMBED;
    c.report->blocks.at[1].repeats = (uint32_t)slice_find(c.report->text, SLICE_LIT("What"), 0);
    run(&c, HALE);
    assert_int_equal(c.report->quotes.n, 1);
    expect_of(&c, "It held,", QUOTE_DIRECT, "Ida Hale", "2019-05-14", "Twitter");
    done(&c);
}

static void a_quotation_that_runs_on_keeps_its_speaker(void **state) {
    (void)state;
    quotes_case c = start("Ida Hale said: “The first pier is weak.\n\n“The second pier is worse.”\n\nThe town slept.");
    run(&c, HALE);
    expect_of(&c, "The first pier is weak.", QUOTE_DIRECT, "Ida Hale", "", "");
    expect_of(&c, "The second pier is worse.", QUOTE_DIRECT, "Ida Hale", "", "");
    done(&c);
}

static void a_missing_closer_ends_at_the_comma_before_the_cue(void **state) {
    (void)state;
    expect("\"Where the money went is a matter for the court, Bo Vance told reporters.", "Where the money went is a matter for the court,",
           "Bo Vance", "", "reporters");
}

static void titles_of_works_and_scare_quotes_are_left_out(void **state) {
    (void)state;
    expect_none("The play “Harbour Lights” opened in the old town hall.");
    expect_none("A so-called “smart” bridge was built near the port.");
}

static void a_word_that_somebody_said_is_a_quote(void **state) {
    (void)state;
    quotes_case c = start("Ida Hale said Monday she was “honored” to open the bridge, which she said “joins two towns.”");
    run(&c, HALE);
    expect_of(&c, "honored", QUOTE_DIRECT, "Ida Hale", "2019-05-13", "");
    expect_of(&c, "joins two towns.", QUOTE_DIRECT, "Ida Hale", "2019-05-13", "");
    const syn_quote *whole = find(&c, "she was “honored” to open the bridge");
    assert_non_null(whole);
    assert_int_equal(whole->kind, QUOTE_MIXED);
    done(&c);
}

static void reported_speech_is_an_indirect_quote(void **state) {
    (void)state;
    quotes_case c = start("Ida Hale said that the bridge was closed. The road was wet, according to Bo Vance.\n\n"
                          "The ferry would sail at noon, Vance said.");
    run(&c, HALE);
    expect_of(&c, "that the bridge was closed", QUOTE_INDIRECT, "Ida Hale", "", "");
    expect_of(&c, "The road was wet", QUOTE_INDIRECT, "Bo Vance", "", "");
    expect_of(&c, "The ferry would sail at noon", QUOTE_INDIRECT, "Bo Vance", "", "");
    done(&c);
}

static void source_and_cue_are_the_words_that_say_so(void **state) {
    (void)state;
    quotes_case c = start("On Monday, Ida Hale, the mayor of Port Ayre, has also said that the bridge was closed.");
    run(&c, HALE);
    const syn_quote *quote = find(&c, "that the bridge was closed");
    assert_non_null(quote);
    assert_slice(report_slice(c.report, quote->source), "Ida Hale, the mayor of Port Ayre");
    assert_slice(report_slice(c.report, quote->cue), "has also said");
    assert_slice(quote->said_on, "2019-05-13");
    done(&c);
}

static void a_passive_or_a_noun_is_no_cue(void **state) {
    (void)state;
    quotes_case c = start("The bridge was said to be old. The report on it was late. His claims came to nothing.");
    run(&c, HALE);
    assert_int_equal(c.report->quotes.n, 0);
    done(&c);
}

static void a_participle_speaks_for_the_subject_of_its_sentence(void **state) {
    (void)state;
    expect("Ida Hale met the union for an hour on Monday, saying, “Talks are vital to us.”",
           "Talks are vital to us.", "Ida Hale", "2019-05-13", "");
    quotes_case c = start("The two had been at odds, with Hale at one point deriding Vance as a “paper captain” and Vance retorting "
                          "that Hale was “all at sea.” Ida Hale met Bo Vance later.");
    run(&c, HALE);
    expect_of(&c, "paper captain", QUOTE_DIRECT, "Ida Hale", "", "");
    expect_of(&c, "all at sea.", QUOTE_DIRECT, "Bo Vance", "", "");
    done(&c);
}

static void he_is_the_last_person_who_spoke(void **state) {
    (void)state;
    quotes_case c = start("Ida Hale said the bridge was safe.\n\n“I crossed it,” she said.");
    run(&c, HALE);
    expect_of(&c, "I crossed it,", QUOTE_DIRECT, "Ida Hale", "", "");
    done(&c);
}

static void a_friend_of_a_name_is_not_that_name(void **state) {
    (void)state;
    expect("“It fell,” a friend of Ida Hale said.", "It fell,", "a friend of Ida Hale", "", "");
    expect("“It fell,” Ida Hale's driver said.", "It fell,", "Ida Hale's driver", "", "");
    expect("“It fell,” a source told the Port Ayre Gazette.", "It fell,", "a source", "", "Port Ayre Gazette");
}

static void a_document_speaks_for_itself(void **state) {
    (void)state;
    /* all of "sent a letter ... that stressed" is one cue */
    expect("Ida Hale sent a letter to Bo Vance that stressed “further work” on the bridge.", "further work", "Ida Hale", "", "");
    quotes_case c = start("The letter, seen by the press, calls for calm.\n\n“The union would like to meet you,” it read.");
    run(&c, HALE);
    expect_of(&c, "The union would like to meet you,", QUOTE_DIRECT, "The letter", "", "");
    done(&c);
}

static void the_airline_is_the_one_airline_of_the_report(void **state) {
    (void)state;
    expect("Gale Air said it was sorry.\n\n“We failed,” the airline said.", "We failed,", "Gale Air", "", "");
}

static void the_statement_is_that_of_the_body_that_gave_it(void **state) {
    (void)state;
    expect("Gale Air said in a statement that it was sorry.\n\n“We failed,” the statement said.", "We failed,", "Gale Air", "", "statement");
}

static void venues_are_told_by_cue_phrase_or_addressee(void **state) {
    (void)state;
    expect("“It held,” Ida Hale tweeted.", "It held,", "Ida Hale", "", "Twitter");
    expect("Ida Hale said via Twitter that it was “a good bridge.”", "a good bridge.", "Ida Hale", "", "Twitter");
    expect("“It held,” Ida Hale said in a statement on Wednesday.", "It held,", "Ida Hale", "2019-05-15", "statement");
    expect("“It held,” Ida Hale told the Port Ayre Gazette.", "It held,", "Ida Hale", "", "Port Ayre Gazette");
    expect("“It held,” Ida Hale said in an interview with the Port Ayre Gazette.", "It held,", "Ida Hale", "",
           "interview with the Port Ayre Gazette");
}

static void a_day_inside_the_words_is_not_the_day_of_saying(void **state) {
    (void)state;
    expect("“We open on Monday,” Ida Hale said Thursday.", "We open on Monday,", "Ida Hale", "2019-05-16", "");
    expect("“We open on Monday,” Ida Hale said.", "We open on Monday,", "Ida Hale", "", "");
}

static void a_line_with_a_colon_opens_a_block(void **state) {
    (void)state;
    quotes_case c = start("Ms. Ida Hale said:\n\nThe bridge is safe. We have walked it twice.\n\nThe town slept.");
    run(&c, HALE);
    expect_of(&c, "The bridge is safe. We have walked it twice.", QUOTE_BLOCK, "Ida Hale", "", "");
    assert_null(find(&c, "The town slept."));
    done(&c);
}

static void a_post_is_a_block_without_its_signature(void **state) {
    (void)state;
    quotes_case c = start("Ida Hale was there.\n\nWhat a bridge. https://t.co/AbC — Ida Hale (@idahale) May 14, 2019");
    c.report->blocks.at[1].kind = BLOCK_EMBED;
    run(&c, HALE);
    expect_of(&c, "What a bridge.", QUOTE_BLOCK, "Ida Hale", "2019-05-14", "Twitter");
    done(&c);
}

static void a_post_that_the_prose_quotes_is_no_second_quote(void **state) {
    (void)state;
    quotes_case c = start("Ida Hale wrote, “What a bridge.”:\n\nWhat a bridge. — Ida Hale (@idahale) May 14, 2019");
    c.report->blocks.at[1].kind = BLOCK_EMBED;
    c.report->blocks.at[1].repeats = (uint32_t)slice_find(c.report->text, SLICE_LIT("What"), 0);
    run(&c, HALE);
    assert_int_equal(c.report->quotes.n, 1);
    expect_of(&c, "What a bridge.", QUOTE_DIRECT, "Ida Hale", "2019-05-14", "Twitter");
    done(&c);
}

static void a_quotation_above_the_story_is_the_first_speakers(void **state) {
    (void)state;
    quotes_case c = start("\"I was glad to open the bridge for all of us.\"\n\nMayor Ida Hale announced Monday that the bridge was open.");
    run(&c, HALE);
    expect_of(&c, "I was glad to open the bridge for all of us.", QUOTE_DIRECT, "Ida Hale", "", "");
    done(&c);
    c = start("\"The bridge stands where it stood before.\"\n\nMayor Ida Hale announced Monday that the bridge was open.");
    run(&c, HALE);
    expect_of(&c, "The bridge stands where it stood before.", QUOTE_DIRECT, "", "", "");
    done(&c);
}

static void hostile_marks_end_in_bounded_time(void **state) {
    (void)state;
    static const char *const pieces[] = {"“", "\"", "‘", "said \"", "he said, ", "“a” ", "said said ", "(@a) — ", "\n\n“a", ": \n\n"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t length = strlen(pieces[i]), count = 200000 / length;
        char *text = test_malloc(count * length + 1);
        for (size_t k = 0; k < count; k++) memcpy(text + k * length, pieces[i], length);
        text[count * length] = '\0';
        quotes_case c = start(text);
        run(&c, NULL);
        done(&c);
        test_free(text);
    }
}

static void no_memory_is_an_error_and_not_a_crash(void **state) {
    (void)state;
    const char *text = "“It held,” Ida Hale told the Port Ayre Gazette on Monday. “It will hold.”\n\nIda Hale said:\n\nIt stood.\n\n"
                       "HALE: So it did.\n\nBo Vance, who said it was “late,” left, adding that he was tired, according to Hale.";
    for (size_t spare = 0, failures = 0; ; spare += 64) {
        quotes_case c = start(text);
        run(&c, HALE);
        syn_budget budget = {.max = spare};
        syn_arena small;
        arena_init(&small, &budget);
        syn_error error = {0};
        mark_options options = {0};
        syn_code code = mark_quotes(&options, c.report, &small, &error);
        failures += code != SYN_OK;
        assert_true(code == SYN_OK || code == SYN_ERR_LIMIT || code == SYN_ERR_MEMORY);
        assert_int_equal(code, error.code);
        arena_free(&small);
        done(&c);
        if (code != SYN_OK) continue;
        assert_true(failures > 0);
        break;
    }
}

static void features_of_spans_fit_their_room_and_the_model(void **state) {
    (void)state;
    quotes_case c = start("“No,” said Ida Hale (the mayor, 50) in Port Ayre, and Bo Vance, who left, thinks that it was; adding it fell.");
    mark_options options = {0};
    syn_model model;
    assert_true(spans_open(&model, weights_find("en", "quotes")));
    assert_int_equal(mark_words(&options, c.report, &c.scratch, NULL), SYN_OK);
    assert_int_equal(mark_tags(&options, c.report, &c.scratch, NULL), SYN_OK);
    arena_reset(&c.scratch);
    quote_work work = {.report = c.report, .scratch = &c.scratch};
    quotes_find_paragraphs(&work);
    quotes_find_marks(&work);
    quotes_find_kinds(&work);
    quotes_make_items(&work);
    quotes_make_frames(&work);
    quotes_find_cues(&work);
    quotes_find_attributions(&work);
    assert_true(work.attributions.n >= 2);
    for (uint32_t i = 0; i < work.attributions.n; i++) {
        span_frame frame;
        span_site site;
        uint32_t features[GAP_FEATURES];
        assert_true(spans_see(&frame, &work, &work.frames.at[work.attributions.at[i].frame], &c.scratch));
        spans_look(&site, &frame, i);
        for (uint32_t gap = site.first; gap <= site.past; gap++) {
            uint32_t count = spans_gap(&site, gap, model.places, features);
            assert_true(count > 0 && count <= GAP_FEATURES);
            for (uint32_t k = 0; k < count; k++) assert_true(features[k] < model.places);
            assert_true(spans_gap_source(&site, gap, site.rules[SPAN_SOURCE], model.places, features) <= GAP_FEATURES);
            if (gap > site.first)
                assert_true(spans_pair(&site, SPAN_BEHIND, (item_range){site.first, gap}, model.places, features) <= PAIR_FEATURES);
        }
        assert_true(spans_none(&site, model.places, features) <= PAIR_FEATURES);
        assert_true(spans_both(&site, true, false, model.places, features) <= PAIR_FEATURES);
        item_range chosen[SPAN_KINDS];
        spans_choose(&model, &site, &(span_limits){.inside = {frame.first, frame.past}}, chosen);
        for (unsigned k = 0; k < SPAN_KINDS; k++) {
            assert_true(chosen[k].past <= frame.past);
            assert_true(range_empty(chosen[k]) || chosen[k].past <= site.cue.first || chosen[k].first >= site.cue.past);
        }
    }
    done(&c);
}

int mark_quotes_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quotation_keeps_its_comma_and_loses_its_marks),
        cmocka_unit_test(an_opener_where_only_a_closer_can_stand_closes),
        cmocka_unit_test(apostrophes_feet_and_inches_are_no_quotation_marks),
        cmocka_unit_test(a_quotation_that_its_cue_breaks_is_one_quote_of_several_pieces),
        cmocka_unit_test(other_words_or_another_cue_between_two_quotations_part_them),
        cmocka_unit_test(quoted_words_inside_reported_speech_stay_apart),
        cmocka_unit_test(a_title_in_the_clause_of_the_cue_is_no_piece),
        cmocka_unit_test(a_quotation_of_more_pieces_than_a_quote_holds_goes_on_in_the_next),
        cmocka_unit_test(a_post_that_repeats_the_second_piece_tells_its_day),
        cmocka_unit_test(a_quotation_that_runs_on_keeps_its_speaker),
        cmocka_unit_test(a_missing_closer_ends_at_the_comma_before_the_cue),
        cmocka_unit_test(titles_of_works_and_scare_quotes_are_left_out),
        cmocka_unit_test(a_word_that_somebody_said_is_a_quote),
        cmocka_unit_test(reported_speech_is_an_indirect_quote),
        cmocka_unit_test(source_and_cue_are_the_words_that_say_so),
        cmocka_unit_test(a_passive_or_a_noun_is_no_cue),
        cmocka_unit_test(a_participle_speaks_for_the_subject_of_its_sentence),
        cmocka_unit_test(he_is_the_last_person_who_spoke),
        cmocka_unit_test(a_friend_of_a_name_is_not_that_name),
        cmocka_unit_test(a_document_speaks_for_itself),
        cmocka_unit_test(the_airline_is_the_one_airline_of_the_report),
        cmocka_unit_test(the_statement_is_that_of_the_body_that_gave_it),
        cmocka_unit_test(venues_are_told_by_cue_phrase_or_addressee),
        cmocka_unit_test(a_day_inside_the_words_is_not_the_day_of_saying),
        cmocka_unit_test(a_line_with_a_colon_opens_a_block),
        cmocka_unit_test(a_post_is_a_block_without_its_signature),
        cmocka_unit_test(a_post_that_the_prose_quotes_is_no_second_quote),
        cmocka_unit_test(a_quotation_above_the_story_is_the_first_speakers),
        cmocka_unit_test(features_of_spans_fit_their_room_and_the_model),
        cmocka_unit_test(no_memory_is_an_error_and_not_a_crash),
        cmocka_unit_test(hostile_marks_end_in_bounded_time),
    };
    return cmocka_run_group_tests_name("quotes", tests, NULL, NULL);
}
