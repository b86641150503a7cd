/* Tests of compare/days.c, timeline.c and people_unnamed.c on marks that are set by hand. All names are invented. */
#include <limits.h>

#include "bench.h"

static void add_open_time(syn_report *r, const char *text, const char *value) {
    add_time(r, text, value);
    r->times.at[r->times.n - 1].resolved = false;
}

static long day_of(bench *b) { return compare_day_of((const syn_report *const *)b->reports, b->count).day; }

/* Two reports without a date; the first has a dateline, a year and a weekday as given. */
static bench *datelined(const char *date, const char *year, const char *weekday) {
    bench *b = start();
    syn_report *r = add_report(b, "The silo burst on that day, the harbour office said. It was mended in 2024 and is to stand by 2031.", "");
    r->dateline.date = slice_str(date);
    add_open_time(r, "that day", weekday);
    if (year) add_time(r, year, year);
    add_time(r, "2031", "2031");
    add_report(b, "The silo burst, and barley ran over the quay.", "");
    return b;
}

static void a_dateline_a_year_and_a_weekday_tell_the_day(void **state) {
    (void)state;
    static const struct { const char *date, *year, *weekday; long day; } rows[] = {
        {"May 14", "2024", "XXXX-WXX-2", 19857},      /* a Tuesday */
        {"14 May", "2024", "XXXX-WXX-2TMO", 19857},
        {"May 14", "2024", "XXXX-WXX-5", LONG_MIN},   /* no Friday */
        {"May 14", NULL, "XXXX-WXX-2", LONG_MIN},     /* only a year to come */
        {"May 14, 2024", NULL, "XXXX-WXX-1", 19857},  /* its own year; the day before is told of */
        {"May 14", "2024", "XXXX-WXX-1", LONG_MIN},   /* of one without a year, one report must name the day itself */
        {"Tuesday", "2024", "XXXX-WXX-2", LONG_MIN},
        {"February 30", "2024", "XXXX-WXX-2", LONG_MIN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bench *b = datelined(rows[i].date, rows[i].year, rows[i].weekday);
        if (day_of(b) != rows[i].day) fail_msg("row %zu: %ld", i, day_of(b));
        compare(b);
        finish(b);
    }
}

static void the_commonest_day_of_the_others_comes_first(void **state) {
    (void)state;
    bench *b = start();
    add_report(b, "One.", "2024-05-15");
    add_report(b, "Two.", "2024-05-14T08:00");
    add_report(b, "Three.", "2024-05-14");
    add_report(b, "Four.", "");
    compare_day found = compare_day_of((const syn_report *const *)b->reports, b->count);
    assert_int_equal(found.day, 19857);
    assert_int_equal(found.sign, DAY_OF_OTHERS);
    b->reports[0]->published = SLICE_LIT("2024-06-15");
    assert_true(day_of(b) == LONG_MIN);   /* too far apart */
    compare(b);
    finish(b);
}

static void a_post_needs_a_second_sign(void **state) {
    (void)state;
    for (int turn = 0; turn < 4; turn++) {
        bench *b = start();
        syn_report *r = add_report(b, "Barley up to my knees and gulls came to dine with us - Ida Marsh (@idamarsh) May 14, 2024", "");
        add_time(r, "May 14, 2024", "2024-05-14");
        syn_report *other = add_report(b, turn == 1 ? "On Tuesday barley up to my knees and gulls came to dine." : "On Tuesday gulls came. May 13.", "");
        add_open_time(other, "Tuesday", turn == 3 ? "XXXX-WXX-5" : "XXXX-WXX-2");
        if (turn == 2) add_open_time(other, "May 13", "XXXX-05-13");
        if (turn == 3) add_open_time(other, "May 13", "XXXX-05-13");
        long wanted = turn == 1 || turn == 2 ? 19857 : LONG_MIN;  /* quoted elsewhere; its day named; else nothing */
        if (day_of(b) != wanted) fail_msg("turn %d: %ld", turn, day_of(b));
        compare(b);
        finish(b);
    }
}

static void each_time_of_a_statement_is_an_event(void **state) {
    (void)state;
    bench *b = start();
    syn_report *r = add_report(b, "The ferry left at 9 on Tuesday, and it came back at noon.", "2024-05-15");
    add_time(r, "at 9", "2024-05-14T09:00");
    add_time(r, "Tuesday", "2024-05-14");
    add_time(r, "noon", "2024-05-14T12:00");
    for (uint32_t w = 0; w < r->words.n; w++)
        if (r->words.at[w].begin == span_of(r, "left").begin || r->words.at[w].begin == span_of(r, "came").begin)
            r->words.at[w].upos = UPOS_VERB;
    compare(b);
    assert_int_equal(b->out.timeline.n, 2);
    assert_true(slice_equal(b->out.timeline.at[0].when, SLICE_LIT("2024-05-14T09:00")));
    assert_true(slice_equal(place_slice(&b->out, b->out.timeline.at[0].lead), SLICE_LIT("The ferry left at 9 on Tuesday")));
    assert_true(slice_equal(b->out.timeline.at[1].when, SLICE_LIT("2024-05-14T12:00")));
    assert_true(shows(b, b->out.timeline.at[1].lead, "it came back"));
    finish(b);
}

/* A report whose small words are tagged as the tests need it: nouns unless they are in `other`. */
static syn_report *add_tagged(bench *b, const char *text) {
    static const struct { const char *word; uint8_t upos; } tags[] = {
        {"a", UPOS_DET}, {"the", UPOS_DET}, {"The", UPOS_DET}, {"A", UPOS_DET}, {"of", UPOS_ADP}, {"waved", UPOS_VERB}, {"was", UPOS_AUX},
        {"and", UPOS_CCONJ}, {"young", UPOS_ADJ}, {"said", UPOS_VERB}, {"for", UPOS_ADP}, {"as", UPOS_ADP}, {"works", UPOS_VERB},
        {"Another", UPOS_DET}, {"two", UPOS_NUM}, {"Both", UPOS_DET}, {"her", UPOS_PRON}};
    syn_report *r = add_report(b, text, "2024-05-15");
    for (uint32_t w = 0; w < r->words.n; w++) {
        syn_slice word = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
        r->words.at[w].upos = r->words.at[w].kind == WORD_LETTERS ? UPOS_NOUN : UPOS_PUNCT;
        for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
            if (slice_equal(word, slice_str(tags[t].word))) r->words.at[w].upos = tags[t].upos;
    }
    return r;
}

/* "the pilot 0 1; a potter 0": those without a name and the reports that mention them. */
static void expect_unnamed(const char *first, const char *second, const char *wanted) {
    bench *b = start();
    char found[512] = "";
    size_t used = 0;
    add_tagged(b, first);
    if (second) add_tagged(b, second);
    compare(b);
    for (uint32_t i = 0; i < b->out.people.n; i++) {
        const collation_person *p = &b->out.people.at[i];
        if (p->form != PERSON_UNNAMED) continue;
        used += (size_t)snprintf(found + used, sizeof found - used, "%s%.*s", used ? "; " : "", (int)p->name.len, p->name.ptr);
        for (uint32_t k = 0; k < p->mentions.n; k++)
            used += (size_t)snprintf(found + used, sizeof found - used, " %u", p->mentions.at[k].report);
    }
    assert_string_equal(found, wanted);
    finish(b);
}

static void descriptions_meet_or_part(void **state) {
    (void)state;
    expect_unnamed("A young pilot waved. The pilot waved.", "A pilot waved.", "A young pilot 0 0 1");
    expect_unnamed("A pilot waved. Another pilot waved.", "The pilot waved.", "A pilot 0; Another pilot 0; The pilot 1");
    expect_unnamed("A harbour spokesman waved. A brewery spokesman waved.", "A harbour spokesman waved.",
                   "A harbour spokesman 0 1; A brewery spokesman 0");
    expect_unnamed("The official waved. The comedian waved. The pilot project waved.", NULL, "");
    expect_unnamed("She was a pilot and works as a potter.", NULL, "");
    expect_unnamed("two sailors waved and two brothers waved.", "Both men waved.", "two brothers 0");
    expect_unnamed("her daughter waved.", "A source of light waved.", "her daughter 0");
}

static void writers_stand_last_and_once(void **state) {
    (void)state;
    bench *b = start();
    syn_report *r = add_tagged(b, "A pilot waved."), *other = add_tagged(b, "A pilot waved and waved.");
    assert_true(VEC_PUSH(&r->arena, &r->byline, SLICE_LIT("Nell Osker")));
    assert_true(VEC_PUSH(&other->arena, &other->credits, ((syn_credit){SLICE_LIT("Nell Osker"), SLICE_LIT("Editing by")})));
    assert_true(VEC_PUSH(&other->arena, &other->credits, ((syn_credit){SLICE_LIT("Pim Tasker"), SLICE_LIT("Photo by")})));
    compare(b);
    assert_int_equal(b->out.people.n, 3);
    assert_int_equal(b->out.people.at[0].form, PERSON_UNNAMED);
    assert_int_equal(b->out.people.at[1].form, PERSON_WRITER);
    assert_int_equal(b->out.people.at[1].roles.n, 2);
    assert_int_equal(b->out.people.at[1].mentions.n, 0);
    assert_true(slice_equal(b->out.people.at[2].name, SLICE_LIT("Pim Tasker")));
    assert_true(slice_equal(b->out.people.at[2].credit, SLICE_LIT("Photo by")));
    finish(b);
}

int days_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dateline_a_year_and_a_weekday_tell_the_day), cmocka_unit_test(the_commonest_day_of_the_others_comes_first),
        cmocka_unit_test(a_post_needs_a_second_sign), cmocka_unit_test(each_time_of_a_statement_is_an_event),
        cmocka_unit_test(descriptions_meet_or_part), cmocka_unit_test(writers_stand_last_and_once),
    };
    return cmocka_run_group_tests_name("days", tests, NULL, NULL);
}
