/* Unit tests of src/tell: each form over an invented story (bridge.h), over hostile texts and over nearly nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/error.h"
#include "bridge.h"
#include "check.h"
#include "tell/forms.h"
#include "tell/json_writer.h"
#include "tell/tell.h"

static syn_buffer told(const collation_set *set, tell_options options) {
    syn_buffer out = BUFFER_EMPTY;
    syn_error error;
    assert_int_equal(tell_set(&options, set, &out, &error), SYN_OK);
    buffer_add(&out, SLICE_NONE);
    return out;
}

static syn_slice slice_from(const syn_buffer *out) { return slice_of(out->ptr, out->len); }
static bool has(const syn_buffer *out, const char *words) { return slice_find(slice_from(out), slice_str(words), 0) != SIZE_MAX; }
static void expect(const char *wrong) {
    if (wrong) fail_msg("%s", wrong);
}

/* Checks every form of a set. */
static void check_forms(const collation_set *set) {
    syn_buffer out = told(set, (tell_options){.form = SYN_FORM_JSON});
    expect(check_json(slice_from(&out)));
    buffer_free(&out);
    out = told(set, (tell_options){.form = SYN_FORM_HTML});
    expect(check_html(slice_from(&out)));
    expect(check_links(slice_from(&out)));
    buffer_free(&out);
    out = told(set, (tell_options){.form = SYN_FORM_MARKDOWN});
    assert_int_equal(utf8_valid(slice_from(&out)), out.len);
    buffer_free(&out);
    for (unsigned width = 20; width <= 200; width += width < 60 ? 1 : 7)
        for (unsigned color = 0; color < 2; color++)
            for (unsigned show = 0; show < 256; show += 255) {
                out = told(set, (tell_options){.width = width, .color = color, .show = show});
                expect(check_text(slice_from(&out), width, color));
                buffer_free(&out);
            }
}

/* ---- the story in each form ---- */
static void the_story_is_sound(void **state) {
    (void)state;
    bridge *b = bridge_new();
    assert_null(collation_assert(&b->story));
    check_forms(&b->set);
    bridge_free(b);
}

static void json_holds_the_contract(void **state) {
    (void)state;
    bridge *b = bridge_new();
    syn_buffer out = told(&b->set, (tell_options){.form = SYN_FORM_JSON});
    assert_true(has(&out, "{\"stories\":[{\"title\":\"Cracks close the Halden bridge\",\"reports\":[0,1,2,3],\"accounts\":4,"));
    assert_true(has(&out, "\"kind\":\"number\",\"about\":\"cracks in two of its steel hangers\""));
    assert_true(has(&out, "\"marks\":[[86,89]]"));
    assert_true(has(&out, "\"own_share\":0.61,"));
    assert_true(has(&out, "\"day\":\"2024-05-15\",\"day_inferred\":true"));
    assert_true(has(&out, "\"text\":\"We will not open this bridge until every single hanger has been looked at,\",\"difference\":1"));
    assert_true(has(&out, "\"said_on\":\"2024-05-15\",\"venue\":\"Radio Sund\""));
    assert_true(has(&out, "{\"input\":\"in/locked.html\",\"id\":\"in/locked.html\",\"outcome\":\"paywall\","
                          "\"reason\":\"the page asks for a subscription after 40 words\"}"));
    assert_true(has(&out, "\"version\":\"0.1.0\"}\n"));
    assert_false(has(&out, "null"));
    assert_false(has(&out, "\"source\":\"\""));
    assert_false(has(&out, "\"story\":0,\"text\""));  /* one story: items do not name it */
    buffer_free(&out);
    bridge_free(b);
}

static void text_leads_from_the_answer_to_the_words(void **state) {
    (void)state;
    bridge *b = bridge_new();
    syn_buffer out = told(&b->set, (tell_options){.form = SYN_FORM_TEXT});
    assert_true(slice_starts(slice_from(&out), SLICE_LIT("Cracks close the Halden bridge · 4 reports, 4 independent accounts · "
                                                         "14–15 May 2024\n")));
    assert_true(has(&out, "  D  evening-note.example  c. 15 May"));
    assert_true(has(&out, "About 14,000 drivers cross the bridge every day. [A2 B4 ≠3]"));
    assert_true(has(&out, "inspectors found cracks in ⟨two⟩ of its steel hangers"));
    assert_true(has(&out, "one quote, several wordings\n"));
    assert_true(has(&out, "--show only,copied,timeline"));
    assert_true(has(&out, "in/locked.html — paywall: the page asks"));
    assert_false(has(&out, "Lorries"));
    buffer_free(&out);
    out = told(&b->set, (tell_options){.form = SYN_FORM_TEXT, .show = SYN_SHOW_ONLY | SYN_SHOW_PEOPLE});
    assert_true(has(&out, "A8   Lorries are sent"));
    assert_true(has(&out, "Jon Feld · Mayor (A)"));
    assert_false(has(&out, "BRIEF\n"));
    buffer_free(&out);
    bridge_free(b);
}

static void colour_changes_nothing_but_colour(void **state) {
    (void)state;
    bridge *b = bridge_new();
    syn_buffer plain = told(&b->set, (tell_options){.width = 90}), colored = told(&b->set, (tell_options){.width = 90, .color = true});
    size_t kept = 0;
    for (size_t at = 0; at < colored.len; at++)
        if (colored.ptr[at] == '\033') at += strcspn(colored.ptr + at, "m");
        else colored.ptr[kept++] = colored.ptr[at];
    assert_true(kept < colored.len);
    assert_int_equal(kept, plain.len);
    assert_memory_equal(colored.ptr, plain.ptr, kept);
    buffer_free(&plain);
    buffer_free(&colored);
    bridge_free(b);
}

static void html_chips_lead_to_the_very_words(void **state) {
    (void)state;
    bridge *b = bridge_new();
    syn_buffer out = told(&b->set, (tell_options){.form = SYN_FORM_HTML});
    assert_true(has(&out, "<a class=\"cite r0\" href=\"#A-112-160\"><b>A</b>2</a>"));
    assert_true(has(&out, "<span id=\"A-112-160\" class=\"m\">"));
    assert_true(has(&out, "<mark>14,000 drivers</mark>"));
    assert_true(has(&out, "default-src &#39;none&#39;") || has(&out, "default-src 'none'"));
    assert_true(has(&out, "<td>paywall</td>"));
    assert_true(has(&out, "had it first"));
    assert_true(has(&out, "script-src '" HTML_SCRIPT_HASH "'"));
    assert_false(has(&out, "http://"));
    buffer_free(&out);
    bridge_free(b);
}

static void markdown_has_the_parts(void **state) {
    (void)state;
    bridge *b = bridge_new();
    syn_buffer out = told(&b->set, (tell_options){.form = SYN_FORM_MARKDOWN});
    assert_true(has(&out, "# Cracks close the Halden bridge\n"));
    assert_true(has(&out, "\n## Where they differ (6)\n"));
    assert_true(has(&out, "- **B4** Some **⟨12,000 cars⟩** use the bridge"));
    assert_true(has(&out, "built in ⟨1974⟩."));  /* before a point ** would not close */
    assert_true(has(&out, "| in/locked.html | paywall | the page asks"));
    buffer_free(&out);
    bridge_free(b);
}

static void the_same_story_gives_the_same_bytes(void **state) {
    (void)state;
    for (int form = SYN_FORM_TEXT; form <= SYN_FORM_MARKDOWN; form++) {
        bridge *b = bridge_new(), *again = bridge_new();
        syn_buffer one = told(&b->set, (tell_options){.form = (syn_form)form}), two = told(&again->set, (tell_options){.form = (syn_form)form});
        assert_int_equal(one.len, two.len);
        assert_memory_equal(one.ptr, two.ptr, one.len);
        buffer_free(&one);
        buffer_free(&two);
        bridge_free(b);
        bridge_free(again);
    }
}

/* ---- several stories, none, and little ---- */
static void several_stories_are_told_apart(void **state) {
    (void)state;
    bridge *b = bridge_new(), *other = bridge_new();
    syn_collation both[2] = {b->story, other->story};
    collation_set set = {both, 2, b->inputs, b->input_count};
    check_forms(&set);
    syn_buffer out = told(&set, (tell_options){.form = SYN_FORM_JSON});
    assert_true(has(&out, "\"reports\":[4,5,6,7]"));
    assert_true(has(&out, "{\"story\":1,\"text\":\"The Halden road bridge was closed"));
    assert_true(has(&out, "\"difference\":8"));
    assert_true(has(&out, "\"first\":4"));
    buffer_free(&out);
    out = told(&set, (tell_options){.form = SYN_FORM_TEXT});
    assert_true(slice_starts(slice_from(&out), SLICE_LIT("2 stories in 8 reports\n")));
    assert_true(has(&out, "STORY 2 of 2"));
    buffer_free(&out);
    bridge_free(b);
    bridge_free(other);
}

static void nothing_to_tell_is_said(void **state) {
    (void)state;
    syn_report *input = bridge_report("gone.txt", "", "", "", "");
    input->outcome = SYN_OUTCOME_EMPTY;
    input->reason = SLICE_LIT("no such file");
    const syn_report *inputs[] = {input};
    collation_set set = {NULL, 0, inputs, 1};
    check_forms(&set);
    syn_buffer out = told(&set, (tell_options){.form = SYN_FORM_TEXT});
    assert_true(has(&out, "No story"));
    assert_true(has(&out, "gone.txt — empty: no such file"));
    buffer_free(&out);
    set.input_count = 0;
    check_forms(&set);
    report_free(input);
}

static void a_story_without_findings_is_told(void **state) {
    (void)state;
    syn_report *report = bridge_report("-", "", "", "", "One line.");
    report->sentences.n = 0;  /* no marks at all */
    const syn_report *inputs[] = {report};
    collation_source source = {.copy_of = REPORT_NONE, .own_permille = 1000};
    syn_collation story = {.reports = inputs, .count = 1, .sources = &source, .accounts = 1, .headline = REPORT_NONE};
    story.headline_place.report = REPORT_NONE;
    collation_set set = {&story, 1, inputs, 1};
    check_forms(&set);
    syn_buffer out = told(&set, (tell_options){.form = SYN_FORM_JSON});
    assert_false(has(&out, "\"day"));
    assert_false(has(&out, "\"source\""));
    assert_false(has(&out, "\"copy_of\""));
    buffer_free(&out);
    report_free(report);
}

static void a_copy_names_what_it_copies(void **state) {
    (void)state;
    bridge *b = bridge_new();
    b->story.sources[2].copy_of = 0;
    syn_buffer out = told(&b->set, (tell_options){.form = SYN_FORM_TEXT});
    assert_true(has(&out, "copy of A"));
    buffer_free(&out);
    out = told(&b->set, (tell_options){.form = SYN_FORM_JSON});
    assert_true(has(&out, "\"copy_of\":0,"));
    buffer_free(&out);
    bridge_free(b);
}

/* One report says it and another copied it: that is a copied passage, nothing that is agreed. */
static void what_only_one_account_says_is_not_dressed_as_agreed(void **state) {
    (void)state;
    bridge *b = bridge_new();
    b->story.shared.at[1].independent = 1;
    syn_buffer out = told(&b->set, (tell_options){.form = SYN_FORM_TEXT, .show = SYN_SHOW_AGREED});
    assert_true(has(&out, "AGREED (3)\n"));
    assert_false(has(&out, "Ferries run"));
    assert_false(has(&out, "1 of 4"));
    buffer_free(&out);
    out = told(&b->set, (tell_options){.form = SYN_FORM_MARKDOWN});
    assert_true(has(&out, "## Agreed (3)\n"));
    assert_false(has(&out, "| 1 of 4 |"));
    buffer_free(&out);
    out = told(&b->set, (tell_options){.form = SYN_FORM_HTML});
    assert_true(has(&out, "Agreed <span class=\"n\">3</span>"));
    assert_false(has(&out, "1 of 4"));
    assert_false(has(&out, "1/4"));
    expect(check_links(slice_from(&out)));
    buffer_free(&out);
    out = told(&b->set, (tell_options){.form = SYN_FORM_JSON});
    assert_true(has(&out, "\"independent\":1,"));
    buffer_free(&out);
    for (uint32_t i = 0; i < b->story.shared.n; i++) b->story.shared.at[i].independent = 1;
    check_forms(&b->set);
    out = told(&b->set, (tell_options){.form = SYN_FORM_TEXT, .show = 255});
    assert_false(has(&out, "AGREED"));
    buffer_free(&out);
    bridge_free(b);
}

/* A difference of wording that no utterance owns comes from two spellings of a name. */
static void a_name_spelt_in_two_ways_is_no_quote(void **state) {
    (void)state;
    bridge *b = bridge_new();
    static const char *const found[] = {"one thing, several names", "· one thing, several names</span>", "*one thing, several names*"};
    static const syn_form forms[] = {SYN_FORM_TEXT, SYN_FORM_HTML, SYN_FORM_MARKDOWN};
    for (size_t i = 0; i < 3; i++) {
        b->story.quotes.at[0].difference = 1;
        syn_buffer out = told(&b->set, (tell_options){.form = forms[i]});
        assert_false(has(&out, "several names"));
        buffer_free(&out);
        b->story.quotes.at[0].difference = REPORT_NONE;
        out = told(&b->set, (tell_options){.form = forms[i]});
        assert_true(has(&out, found[i]));
        assert_false(has(&out, "several wordings"));
        buffer_free(&out);
    }
    bridge_free(b);
}

/* Reports of one JSONL file, or of two files with one name in two folders: the file's name says nothing. */
static void a_report_without_source_is_called_by_its_id_where_its_file_holds_several(void **state) {
    (void)state;
    bridge *b = bridge_new();
    syn_report *wire = bridge_report("in/sund.txt", "", "", "", "");
    union { const syn_report *borrowed; syn_report *owned; } b1 = {b->story.reports[1]};
    b1.owned->id = SLICE_LIT("sund-7");
    for (int form = SYN_FORM_TEXT; form <= SYN_FORM_MARKDOWN; form++) {
        if (form == SYN_FORM_JSON) continue;
        syn_buffer out = told(&b->set, (tell_options){.form = (syn_form)form});
        assert_true(has(&out, "sund.txt"));
        assert_false(has(&out, "sund-7"));
        buffer_free(&out);
    }
    wire->input = SLICE_LIT("other/sund.txt");
    b->inputs[b->input_count++] = wire;
    b->set.input_count = b->input_count;
    for (int form = SYN_FORM_TEXT; form <= SYN_FORM_MARKDOWN; form++) {
        if (form == SYN_FORM_JSON) continue;
        syn_buffer out = told(&b->set, (tell_options){.form = (syn_form)form});
        assert_true(has(&out, "sund-7"));
        assert_true(has(&out, "haldenpost.example"));
        buffer_free(&out);
    }
    bridge_free(b);
}

/* ---- lines of the terminal ---- */
static syn_buffer set_in(unsigned width, const char *text) {
    syn_buffer out = BUFFER_EMPTY;
    syn_flow flow;
    flow_init(&flow, &out, width, false);
    flow_begin(&flow, 0, 0);
    flow_str(&flow, text, FLOW_PLAIN);
    flow_end(&flow);
    buffer_add(&out, SLICE_NONE);
    return out;
}

static void a_blank_that_does_not_break_is_printed_as_a_plain_one(void **state) {
    (void)state;
    static const struct { unsigned width; const char *text, *lines; } cases[] = {
        {40, "own text 61\xC2\xA0%", "own text 61 %\n"},
        {12, "own text 61\xC2\xA0%", "own text\n61 %\n"},              /* the line breaks before both */
        {8, "one two\xC2\xA0· three", "one\ntwo ·\nthree\n"},
        {9, "A5 B7\xC2\xA0 three", "A5 B7\nthree\n"},                  /* nothing is left at the end of a line */
        {20, "A5 B7\xC2\xA0 three", "A5 B7  three\n"},
        {20, "end\xC2\xA0\xC2\xA0", "end\n"},
        {6, "12345\xC2\xA0" "6789", "12345\n6789\n"},                  /* longer than a line: it has to break somewhere */
        {20, "\xC2\xA0so\xE2\x80\xAFit\xE2\x80\x87is", "so it is\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_buffer out = set_in(cases[i].width, cases[i].text);
        assert_string_equal(out.ptr, cases[i].lines);
        buffer_free(&out);
    }
}

static void a_long_run_of_blanks_that_do_not_break_keeps_to_the_width(void **state) {
    (void)state;
    char text[2400] = "a";
    for (size_t i = 0; i < 700; i++) memcpy(text + 1 + 2 * i, "\xC2\xA0", 2);
    memcpy(text + 1401, "b c", 4);
    syn_buffer out = set_in(30, text);
    expect(check_text(slice_from(&out), 30, false));
    assert_true(has(&out, "b c\n"));
    buffer_free(&out);
}

static void who_had_it_first_is_said_only_where_the_days_say_so(void **state) {
    (void)state;
    bridge *b = bridge_new();
    tell_options options = {.form = SYN_FORM_TEXT, .show = SYN_SHOW_COPIED};
    syn_buffer out = told(&b->set, options);
    assert_true(has(&out, "first in A"));
    buffer_free(&out);
    b->story.sources[2].day_inferred = true;
    out = told(&b->set, options);
    assert_false(has(&out, "first in"));
    buffer_free(&out);
    bridge_free(b);
}

/* ---- hostile words ---- */
static const char hostile[] = "<script>alert(\"1\")</script> ]]> & 'quoted' --> </style></svg></title> &lt; \033[31mred\033]0;title\007 \x7F "
    "\xC2\x9B\x31mC1 \xE2\x80\xAEturned\xE2\x80\xAC \t tab\r\n* **bold** [link](javascript:x) `code` | cell # no heading\n"
    "日本語の長い文章は空白がないのでどこでも改行できるはずです。Zu\xCC\x88rich 👩‍👩‍👧 "
    "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongwordwithoutanyblank "
    "\xEF\xBF\xBD end. ";

static void fill_everything(syn_collation *c, uint32_t report, syn_span all, syn_span part) {
    syn_place place = {report, all}, inner = {report, part};
    syn_places places = {0};
    VEC_PUSH(&c->arena, &places, place);
    VEC_PUSH(&c->arena, &places, inner);
    VEC_PUSH(&c->arena, &c->brief, (collation_sentence){.lead = place, .cites = places, .difference = 0});
    VEC_PUSH(&c->arena, &c->shared, (collation_shared){.lead = place, .evidence = places, .independent = 1, .difference = 0});
    VEC_PUSH(&c->arena, &c->only, (collation_only){place, 1});
    collation_difference d = {.kind = DIFFER_INSIDE, .about = place};
    collation_reading reading = {.place = place};
    VEC_PUSH(&c->arena, &reading.marks, inner);
    VEC_PUSH(&c->arena, &d.readings, reading);
    VEC_PUSH(&c->arena, &d.readings, reading);
    VEC_PUSH(&c->arena, &c->differences, d);
    syn_slice title = c->reports[report]->title;
    if (title.len) {
        collation_reading titled = {.place = {report, {0, (uint32_t)title.len}, .in_title = true}};
        VEC_PUSH(&c->arena, &titled.marks, titled.place);
        collation_difference other = {.kind = DIFFER_INSIDE, .about = place};
        VEC_PUSH(&c->arena, &other.readings, titled);
        VEC_PUSH(&c->arena, &other.readings, reading);
        VEC_PUSH(&c->arena, &c->differences, other);
    }
    VEC_PUSH(&c->arena, &c->copies, (collation_copy){.spans = places, .first = report});
    syn_slice words = place_slice(c, place);
    collation_person p = {.name = words, .name_place = place, .mentions = places};
    VEC_PUSH(&c->arena, &p.roles, inner);
    VEC_PUSH(&c->arena, &c->people, p);
    collation_utterance u = {.speaker = words, .person = 0, .lead = place, .difference = 0};
    collation_reading_of_quote r = {.place = place, .said_on = words, .venue = words};
    VEC_PUSH(&c->arena, &u.readings, r);
    VEC_PUSH(&c->arena, &c->quotes, u);
    u.person = REPORT_NONE;
    VEC_PUSH(&c->arena, &c->quotes, u);
    VEC_PUSH(&c->arena, &c->timeline, (collation_event){.when = words, .lead = place, .evidence = places});
}

static void hostile_words_stay_words(void **state) {
    (void)state;
    syn_report *report = bridge_report(hostile, hostile, hostile, "2024-05-14", hostile);
    report->url = SLICE_LIT("javascript:alert(1)");
    report->language = SLICE_LIT("\" onload=x");
    VEC_PUSH(&report->arena, &report->byline, report->text);
    const syn_report *inputs[] = {report};
    collation_source source = {.copy_of = REPORT_NONE, .own_permille = 1000, .day = report->text};
    syn_collation c = {.reports = inputs, .count = 1, .sources = &source, .accounts = 1, .headline = 0};
    arena_init(&c.arena, NULL);
    c.first_day = c.last_day = report->text;
    fill_everything(&c, 0, (syn_span){0, (uint32_t)report->text.len}, (syn_span){8, 20});
    collation_set set = {&c, 1, inputs, 1};
    assert_null(collation_assert(&c));
    check_forms(&set);
    syn_buffer out = told(&set, (tell_options){.form = SYN_FORM_HTML});
    assert_false(has(&out, "<script>alert"));
    assert_false(has(&out, "href=\"javascript"));
    assert_false(has(&out, "onload"));
    assert_true(has(&out, "日本語"));
    buffer_free(&out);
    out = told(&set, (tell_options){.form = SYN_FORM_JSON});
    assert_true(has(&out, "<script>alert(\\\"1\\\")</script> ]]> & 'quoted'"));
    assert_true(has(&out, "\\u001b[31mred"));
    assert_true(has(&out, "\\t tab\\r\\n"));
    assert_true(has(&out, "日本語"));
    buffer_free(&out);
    out = told(&set, (tell_options){.form = SYN_FORM_MARKDOWN});
    assert_false(has(&out, "<script"));
    assert_true(has(&out, "&lt;script&gt;"));
    assert_true(has(&out, "\\*\\*bold\\*\\* \\[link\\](javascript:x) \\`code\\` \\| cell"));
    buffer_free(&out);
    arena_free(&c.arena);
    report_free(report);
}

static void marks_that_cross_are_cut_and_light_up_together(void **state) {
    (void)state;
    syn_report *report = bridge_report("a", "", "", "", "One two three four.\n\nFive six seven eight.");
    const syn_report *inputs[] = {report};
    collation_source source = {.copy_of = REPORT_NONE};
    syn_collation c = {.reports = inputs, .count = 1, .sources = &source, .accounts = 1, .headline = 0};
    arena_init(&c.arena, NULL);
    static const syn_span spans[] = {{0, 13}, {4, 18}, {4, 30}, {8, 30}, {0, 42}, {21, 30}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        VEC_PUSH(&c.arena, &c.only, (collation_only){{0, spans[i]}, 1});
    for (uint32_t i = 0; i < 12; i++)  /* deeper than the stack of the sweep */
        VEC_PUSH(&c.arena, &c.only, (collation_only){{0, {i, 42 - i}}, 1});
    collation_set set = {&c, 1, inputs, 1};
    check_forms(&set);
    syn_buffer out = told(&set, (tell_options){.form = SYN_FORM_HTML});
    assert_true(has(&out, ":root:has(#A-0-42:target) .xA-0-42{"));
    buffer_free(&out);
    arena_free(&c.arena);
    report_free(report);
}

/* ---- limits ---- */
static void a_full_buffer_is_an_error(void **state) {
    (void)state;
    bridge *b = bridge_new();
    for (int form = SYN_FORM_TEXT; form <= SYN_FORM_MARKDOWN; form++)
        for (size_t max = 1; max < 6000; max += 97) {
            tell_options options = {.form = (syn_form)form};
            syn_buffer out = BUFFER_EMPTY;
            out.max = max;
            syn_error error;
            syn_code code = tell_set(&options, &b->set, &out, &error);
            assert_true(code == SYN_ERR_LIMIT || (code == SYN_OK && out.len <= max));
            buffer_free(&out);
        }
    bridge_free(b);
}

static void no_scratch_memory_is_an_error(void **state) {
    (void)state;
    bridge *b = bridge_new();
    for (size_t room = 0; room < 300000; room += 4099)
        for (int form = SYN_FORM_TEXT; form <= SYN_FORM_MARKDOWN; form++) {
            syn_budget budget = {0};
            budget.max = room;
            b->story.arena.budget = &budget;
            tell_options options = {.form = (syn_form)form};
            syn_buffer out = BUFFER_EMPTY;
            syn_error error;
            syn_code code = tell_set(&options, &b->set, &out, &error);
            assert_true(code == SYN_ERR_LIMIT || code == SYN_OK);
            assert_int_equal(atomic_load(&budget.used), 0);
            buffer_free(&out);
        }
    b->story.arena.budget = NULL;
    bridge_free(b);
}

static void an_unknown_form_is_refused(void **state) {
    (void)state;
    bridge *b = bridge_new();
    tell_options options = {.form = (syn_form)9};
    syn_buffer out = BUFFER_EMPTY;
    syn_error error;
    assert_int_equal(tell_set(&options, &b->set, &out, &error), SYN_ERR_ARGUMENT);
    bridge_free(b);
}

/* ---- one report ---- */
static void a_marked_report_is_one_line_of_json(void **state) {
    (void)state;
    syn_report *r = bridge_report("pages/a17.html", "example.org", "A \"title\"", "2018-08-08", "Ann Lee said “no” to 12 people.");
    VEC_PUSH(&r->arena, &r->entities, (syn_entity){.name = {0, 7}, .mentions = 1});
    VEC_PUSH(&r->arena, &r->mentions, (syn_mention){.span = {0, 7}, .entity = 0});
    VEC_PUSH(&r->arena, &r->mentions, (syn_mention){.span = {8, 12}, .form = FORM_PRONOUN, .entity = REPORT_NONE});
    syn_quote quote = {.kind = QUOTE_DIRECT, .contents = 1, .content = {{16, 18}}, .source = {0, 7}, .cue = {8, 12}, .entity = 0,
                       .speaker = SLICE_LIT("Ann Lee"), .venue = SLICE_LIT("Twitter")};
    VEC_PUSH(&r->arena, &r->quotes, quote);
    VEC_PUSH(&r->arena, &r->numbers, (syn_number){.span = {25, 27}, .value = 12, .bound = BOUND_AT_LEAST, .unit = {28, 34}});
    syn_buffer out = BUFFER_EMPTY;
    tell_options options = {.form = SYN_FORM_JSON};
    assert_int_equal(tell_report(&options, r, true, &out, NULL), SYN_OK);
    expect(check_json(slice_from(&out)));
    assert_null(memchr(out.ptr, '\n', out.len));
    assert_string_equal(out.ptr, "{\"id\":\"pages/a17.html\",\"input\":\"pages/a17.html\",\"outcome\":\"article\",\"reason\":\"\","
        "\"source\":\"example.org\",\"title\":\"A \\\"title\\\"\",\"published\":\"2018-08-08\",\"language\":\"en\","
        "\"text\":\"Ann Lee said “no” to 12 people.\",\"sentences\":[[0,35]],"
        "\"entities\":[{\"id\":0,\"name\":\"Ann Lee\",\"type\":\"person\"}],"
        "\"names\":[{\"span\":[0,7],\"type\":\"person\",\"entity\":0},{\"span\":[8,12],\"type\":\"person\",\"form\":\"pronoun\"}],"
        "\"quotes\":[{\"kind\":\"direct\",\"content\":[[16,18]],\"source\":[0,7],\"cue\":[8,12],\"entity\":0,\"speaker\":\"Ann Lee\","
        "\"venue\":\"Twitter\"}],\"times\":[],\"numbers\":[{\"span\":[25,27],\"value\":12,\"unit\":\"people\",\"bound\":\"at least\",\"kind\":\"count\"}]}");
    buffer_free(&out);
    for (int form = SYN_FORM_TEXT; form <= SYN_FORM_MARKDOWN; form++) {
        options = (tell_options){.form = (syn_form)form, .width = 30};
        bool told_so = form != SYN_FORM_HTML;
        assert_int_equal(tell_report(&options, r, true, &out, NULL), told_so ? SYN_OK : SYN_ERR_ARGUMENT);
        assert_int_equal(told_so, has(&out, "Ann Lee"));
        if (form == SYN_FORM_TEXT) expect(check_text(slice_from(&out), 30, false));
        buffer_free(&out);
    }
    report_free(r);
}

static void one_report_is_told_with_its_byline(void **state) {
    (void)state;
    syn_report *r = bridge_report("pages/a17.html", "example.org", "A title", "2018-08-08", "Ann Lee said no.");
    VEC_PUSH(&r->arena, &r->byline, SLICE_LIT("Ann *Lee*"));
    VEC_PUSH(&r->arena, &r->byline, SLICE_LIT("Bo Rask"));
    syn_buffer out = BUFFER_EMPTY;
    tell_options options = {.form = SYN_FORM_MARKDOWN};
    assert_int_equal(tell_report(&options, r, false, &out, NULL), SYN_OK);
    assert_true(has(&out, "- By: Ann \\*Lee\\*, Bo Rask\n- Published: 2018-08-08\n"));
    buffer_free(&out);
    options.form = SYN_FORM_TEXT;
    assert_int_equal(tell_report(&options, r, false, &out, NULL), SYN_OK);
    assert_true(has(&out, "Bo Rask\n"));
    buffer_free(&out);
    report_free(r);
}

static void names_that_are_not_utf8_still_give_valid_json(void **state) {
    (void)state;
    syn_report *r = bridge_report("in/\xFF\xFE.txt", "", "", "", "Text.");
    syn_buffer out = BUFFER_EMPTY;
    tell_options options = {.form = SYN_FORM_JSON};
    assert_int_equal(tell_report(&options, r, false, &out, NULL), SYN_OK);
    expect(check_json(slice_from(&out)));
    assert_true(has(&out, "in/\xEF\xBF\xBD\xEF\xBF\xBD.txt"));
    buffer_free(&out);
    report_free(r);
}

/* ---- short forms and numbers ---- */
static void numbers_print_shortest(void **state) {
    (void)state;
    static const struct { double value; const char *text; } cases[] = {{0, "0"}, {1, "1"}, {-12, "-12"}, {0.1, "0.1"}, {0.713, "0.713"},
        {1234567.5, "1234567.5"}, {1e21, "1e21"}, {2.5e-9, "2.5e-9"}, {100, "100"}, {1.0 / 3, "0.3333333333333333"}, {1e300 * 1e300, "0"},
        {14000, "14000"}, {0.00001, "0.00001"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        syn_buffer out = BUFFER_EMPTY;
        json_writer w = {&out, false};
        json_real(&w, cases[i].value);
        assert_string_equal(out.ptr, cases[i].text);
        buffer_free(&out);
    }
}

static void short_forms_read_well(void **state) {
    (void)state;
    static const struct { const char *value, *text; } cases[] = {{"2018-08-08", "8 August 2018"}, {"2018-07", "July 2018"}, {"2018", "2018"},
        {"2018-W32", "week of 6 August 2018"}, {"2018-FA", "autumn 2018"}, {"2018-08-08TMO", "8 August 2018, morning"}, {"P3Y", "P3Y"},
        {"2018-08-08T14:03", "8 August 2018, 14:03"}, {"PRESENT_REF", "at the time"}, {"XXXX-WXX-3", "XXXX-WXX-3"}, {"", ""},
        {"2018-13", "2018-13"}, {"2018-99-99", "2018-99-99"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(short_when(slice_str(cases[i].value)).text, cases[i].text);
    assert_string_equal(short_letter(0).text, "A");
    assert_string_equal(short_letter(25).text, "Z");
    assert_string_equal(short_letter(26).text, "AA");
    assert_string_equal(short_letter(701).text, "ZZ");
    assert_string_equal(short_letter(702).text, "AAA");
    assert_string_equal(short_days(SLICE_LIT("2018-08-06"), SLICE_LIT("2018-08-08")).text, "6–8 August 2018");
    assert_string_equal(short_days(SLICE_LIT("2018-07-30"), SLICE_LIT("2018-08-02")).text, "30 July – 2 August 2018");
    assert_string_equal(short_days(SLICE_LIT("2017-12-30"), SLICE_LIT("2018-01-02")).text, "30 December 2017 – 2 January 2018");
    assert_string_equal(short_days(SLICE_NONE, SLICE_LIT("2018-01-02")).text, "2 January 2018");
    assert_string_equal(short_size(812).text, "812 B");
    assert_string_equal(short_size(3296).text, "3.3 KB");
    assert_string_equal(short_size(999999).text, "1.0 MB");
    assert_string_equal(short_size(16777216).text, "16.8 MB");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_story_is_sound),
        cmocka_unit_test(json_holds_the_contract),
        cmocka_unit_test(text_leads_from_the_answer_to_the_words),
        cmocka_unit_test(colour_changes_nothing_but_colour),
        cmocka_unit_test(html_chips_lead_to_the_very_words),
        cmocka_unit_test(markdown_has_the_parts),
        cmocka_unit_test(the_same_story_gives_the_same_bytes),
        cmocka_unit_test(several_stories_are_told_apart),
        cmocka_unit_test(nothing_to_tell_is_said),
        cmocka_unit_test(a_story_without_findings_is_told),
        cmocka_unit_test(a_copy_names_what_it_copies),
        cmocka_unit_test(what_only_one_account_says_is_not_dressed_as_agreed),
        cmocka_unit_test(a_name_spelt_in_two_ways_is_no_quote),
        cmocka_unit_test(a_report_without_source_is_called_by_its_id_where_its_file_holds_several),
        cmocka_unit_test(a_blank_that_does_not_break_is_printed_as_a_plain_one),
        cmocka_unit_test(a_long_run_of_blanks_that_do_not_break_keeps_to_the_width),
        cmocka_unit_test(one_report_is_told_with_its_byline),
        cmocka_unit_test(who_had_it_first_is_said_only_where_the_days_say_so),
        cmocka_unit_test(hostile_words_stay_words),
        cmocka_unit_test(marks_that_cross_are_cut_and_light_up_together),
        cmocka_unit_test(a_full_buffer_is_an_error),
        cmocka_unit_test(no_scratch_memory_is_an_error),
        cmocka_unit_test(an_unknown_form_is_refused),
        cmocka_unit_test(a_marked_report_is_one_line_of_json),
        cmocka_unit_test(names_that_are_not_utf8_still_give_valid_json),
        cmocka_unit_test(numbers_print_shortest),
        cmocka_unit_test(short_forms_read_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
