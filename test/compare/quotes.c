/* quotes.c - one utterance over reports: what is joined, and how each reading is named. */
#include "bench.h"

/* A report that quotes `words`, said by a person of that name; "" = nobody is named. */
static syn_report *quoting(bench *b, const char *words, const char *speaker) {
    static const char *const prose[] = {"Rain fell on the harbour all night and by noon the quays lay under water. Then",
        "The trams stood still until noon, and schools were shut. Asked by reporters,",
        "Only the bakers had opened their doors that Tuesday, at one of which"};
    char text[600];
    snprintf(text, sizeof text, "%s %s said: \"%s\"", prose[b->count % 3], speaker[0] ? speaker : "somebody", words);
    syn_report *r = add_report(b, text, "");
    add_quote(r, words, "");
    syn_quote *q = &r->quotes.at[0];
    q->cue = span_of(r, "said");
    if (speaker[0]) {
        const syn_mention *m = add_name(r, speaker, NAME_PERSON);
        q->entity = m->entity;
        q->source = m->span;
        q->speaker = slice_str(speaker);
    }
    return r;
}

/* The names of the changes of a reading, with blanks between them. */
static const char *names_of(uint32_t change) {
    static char out[200];
    out[0] = '\0';
    for (unsigned i = 0; i < QUOTE_CHANGES; i++)
        if (change >> i & 1) {
            if (out[0]) strcat(out, " ");
            strcat(out, quote_change_name(i));
        }
    return out;
}

static void expect_change(const char *fullest, const char *reading, const char *names) {
    bench *b = start();
    quoting(b, fullest, "Piet Verhoeven");
    quoting(b, reading, "Piet Verhoeven");
    compare(b);
    if (b->out.quotes.n != 1) fail_msg("%u utterances: %s / %s", b->out.quotes.n, fullest, reading);
    assert_string_equal(names_of(b->out.quotes.at[0].readings.at[0].change), "fullest");
    assert_string_equal(names_of(b->out.quotes.at[0].readings.at[1].change), names);
    finish(b);
}

#define CRANE "The old crane fell on the market hall because nobody had looked at its bolts since the spring flood."

static void changes_are_named(void **state) {
    (void)state;
    expect_change(CRANE, CRANE, "same");
    expect_change(CRANE, "The old crane fell on the market hall because nobody had looked at its bolts", "cut_end");
    expect_change(CRANE, "nobody had looked at its bolts since the spring flood.", "cut_start");
    expect_change(CRANE, "fell on the market hall because nobody had looked at its bolts", "cut_start cut_end");
    expect_change(CRANE, "The old crane fell on the market hall since the spring flood.", "cut_inside");
    expect_change(CRANE, "The old crane fell on the market hall ... since the spring flood.", "cut_inside ellipsis");
    expect_change(CRANE, "The old crane fell on the market hall because nobody had looked at its hooks since the spring flood.",
                  "replaced");
    expect_change(CRANE, "The crane fell on the market hall because nobody had looked at its bolts since the spring flood.", "dropped");
    expect_change(CRANE, "The old crane suddenly fell on the market hall because nobody had looked at it", "cut_end replaced added");
    expect_change(CRANE, "The old crane fell on [the market] because nobody had looked at its bolts since the spring flood.", "dropped");
    expect_change(CRANE, "The old crane fell on [it] because nobody had looked at its bolts since the spring flood.", "bracketed");
    expect_change("The old crane fell on the market hall, and we will write to [the owners of the port].",
                  "The old crane fell on the market hall, and we will write to them.", "bracketed");
    expect_change(CRANE, "[T]he old crane fell on the market hall because nobody had looked at its bolts since the spring flood.", "same");
    expect_change("Because nobody had looked at its bolts, the old crane fell on the market hall.",
                  "The old crane fell on the market hall because nobody looked at the bolts.", "paraphrase");
    expect_change("The old crane came down on the market hall and we had no warning of any kind.",
                  "That old crane fell on our market hall, and there was no warning at all.", "paraphrase");
}

static void different_quotations_of_one_speaker_stay_apart(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"We will rebuild the market hall before Christmas.", "We will pay for the market stalls before Christmas."},
        {"I need to ask what she knew of the crane and when she knew it and why she knew it.",
         "That only adds to our need to understand what the owner knew, when she knew it and why she knew it."},
        {"The members of the harbour council called for an inquiry into everything that went wrong on Tuesday.",
         "The members of the harbour council called for safe paths to all stalls before Christmas, rain or shine."},
        {"We have an invasion of gulls and rats coming into our hall.", "We are speaking of an invasion of our hall."},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        bench *b = start();
        quoting(b, pairs[i][0], "Piet Verhoeven");
        quoting(b, pairs[i][1], "Piet Verhoeven");
        compare(b);
        if (b->out.quotes.n != 2) fail_msg("joined: %s / %s", pairs[i][0], pairs[i][1]);
        finish(b);
    }
}

static void another_speaker_is_one_that_is_named(void **state) {
    (void)state;
    bench *b = start();
    quoting(b, CRANE, "Piet Verhoeven");
    quoting(b, CRANE, "Ingrid Halvorsen");
    quoting(b, CRANE, "");
    compare(b);
    assert_int_equal(b->out.quotes.n, 1);
    const collation_utterance *u = &b->out.quotes.at[0];
    assert_string_equal(names_of(u->readings.at[1].change), "same other_speaker");
    assert_string_equal(names_of(u->readings.at[2].change), "same");
    assert_true(slice_equal(u->readings.at[1].speaker, SLICE_LIT("Ingrid Halvorsen")));
    finish(b);
}

static void two_quotations_run_together_are_merged(void **state) {
    (void)state;
    bench *b = start();
    syn_report *r = add_report(b, "\"The crane fell on the hall,\" Verhoeven said. It rained that day. Nobody was hurt. "
                                  "\"Nobody had looked at its bolts,\" he said.", "");
    add_quote(r, "The crane fell on the hall,", "Verhoeven");
    add_quote(r, "Nobody had looked at its bolts,", "Verhoeven");
    add_quote(add_report(b, "\"The crane fell on the hall. Nobody had looked at its bolts,\" said Verhoeven.", ""),
              "The crane fell on the hall. Nobody had looked at its bolts,", "Verhoeven");
    for (uint32_t i = 0; i < 2; i++) r->quotes.at[i].cue = span_of(r, "said");
    compare(b);
    assert_int_equal(b->out.quotes.n, 1);
    const collation_utterance *u = &b->out.quotes.at[0];
    assert_int_equal(u->readings.n, 3);
    assert_string_equal(names_of(u->readings.at[0].change), "part");
    assert_string_equal(names_of(u->readings.at[1].change), "part");
    assert_string_equal(names_of(u->readings.at[2].change), "fullest merged");
    assert_int_equal(b->out.differences.n, 0);
    finish(b);
}

static void reported_speech_joins_the_quotation_of_its_speaker(void **state) {
    (void)state;
    for (int same = 0; same < 2; same++) {
        bench *b = start();
        quoting(b, "I will rebuild the market hall with my own hands before the winter.", "Piet Verhoeven");
        const char *speaker = same ? "Piet Verhoeven" : "Ingrid Halvorsen", *words = "he would rebuild the market hall before the winter";
        char text[200];
        snprintf(text, sizeof text, "In Osterhaven %s said that %s.", speaker, words);
        syn_report *r = add_report(b, text, "");
        const syn_mention *m = add_name(r, speaker, NAME_PERSON);
        add_quote(r, words, speaker);
        r->quotes.at[0].kind = QUOTE_INDIRECT;
        r->quotes.at[0].entity = m->entity;
        r->quotes.at[0].source = m->span;
        compare(b);
        assert_int_equal(b->out.quotes.n, 1);
        const collation_utterance *u = &b->out.quotes.at[0];
        assert_int_equal(u->readings.n, same ? 2 : 1);
        if (same) assert_string_equal(names_of(u->readings.at[1].change), "paraphrase");
        else assert_int_equal(u->readings.at[0].change, 0);
        finish(b);
    }
}

static void a_copy_shows_what_it_changed(void **state) {
    (void)state;
    static const char *const prose = "The harbour of Osterhaven was closed on Tuesday after a crane had fallen on the old market hall, where "
        "traders were setting up their stalls for the morning and a school class was on its way to the fish counter. Divers looked for "
        "the hook until the evening, and the mayor spoke to the families in the town hall. ";
    bench *b = start();
    for (int i = 0; i < 3; i++) {
        const char *words = i == 2 ? "Nobody had looked at its hooks since spring," : "Nobody had looked at its bolts since spring,";
        char text[700];
        snprintf(text, sizeof text, "%s\"%s\" Verhoeven said.", prose, words);
        add_quote(add_report(b, text, ""), words, "Verhoeven");
        b->reports[i]->quotes.at[0].cue = span_of(b->reports[i], "said");
    }
    compare(b);
    assert_int_equal(b->out.quotes.n, 1);
    const collation_utterance *u = &b->out.quotes.at[0];
    assert_int_equal(u->readings.n, 2);  /* the plain copy counts once */
    assert_int_equal(u->readings.at[1].place.report, 2);
    assert_string_equal(names_of(u->readings.at[1].change), "replaced");
    assert_int_equal(u->readings.at[1].marks.n, 1);
    assert_true(slice_equal(place_slice(&b->out, u->readings.at[1].marks.at[0]), SLICE_LIT("hooks")));
    assert_true(slice_equal(place_slice(&b->out, u->readings.at[1].against.at[0]), SLICE_LIT("bolts")));
    finish(b);
}

int quotes_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_named), cmocka_unit_test(different_quotations_of_one_speaker_stay_apart),
        cmocka_unit_test(another_speaker_is_one_that_is_named), cmocka_unit_test(two_quotations_run_together_are_merged),
        cmocka_unit_test(reported_speech_joins_the_quotation_of_its_speaker), cmocka_unit_test(a_copy_shows_what_it_changed),
    };
    return cmocka_run_group_tests_name("quotes", tests, NULL, NULL);
}
