/* bridge.c - see bridge.h. */
#include "bridge.h"

#include <stdio.h>
#include <stdlib.h>

#define TRY(good) \
    do { \
        if (!(good)) { \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #good); \
            abort(); \
        } \
    } while (0)

static const char text_a[] =
    "The Halden road bridge was closed on Tuesday evening after inspectors found cracks in two of its steel hangers. "
    "About 14,000 drivers cross the bridge every day.\n\n"
    "“We will not open this bridge until every single hanger has been looked at,” said Marit Osk, the county’s head of roads. "
    "“That can take three weeks.”\n\n"
    "The cracks were found by a team from Norrvik Engineering during a routine check. "
    "The bridge was built in 1974 and last repaired in 2009.\n\n"
    "Ferries run every 20 minutes between Halden and Sund until further notice, free of charge for cars with up to five people. "
    "Lorries are sent by way of the E18 at Brekke, a detour of 62 kilometres.\n\n"
    "Mayor Jon Feld said the town had asked for a new bridge since 2015.";

static const char text_b[] =
    "HALDEN — Cracks in three hangers have shut the town’s bridge, the roads office said on Wednesday.\n\n"
    "“We will not open the bridge until each hanger has been looked at,” Osk, the director of roads, told Radio Sund. "
    "The work can take up to six weeks, her office added.\n\n"
    "Some 12,000 cars use the bridge on a working day.\n\n"
    "Ferries run every 20 minutes between Halden and Sund until further notice, free of charge for cars with up to five people. "
    "Hotel owner Liv Aamodt said she had lost 40 bookings in one night.";

static const char text_c[] =
    "Inspectors have found cracks in two steel hangers of the Halden road bridge, which has been closed since Tuesday evening.\n\n"
    "A spokeswoman for Norrvik Engineering said the firm had warned of rust in a report to the county in March. "
    "The county says that it got no such report.\n\n"
    "Ferries run every 20 minutes between Halden and Sund until further notice, free of charge for cars with up to five people.\n\n"
    "The bridge was built in 1974. On its fiftieth birthday in 2023 the town lit it in blue.";

static const char text_d[] =
    "The bridge at Halden is closed because of cracks. Ferries run in its place. "
    "Feld: “We asked for a new bridge as early as 2015, and nobody in the capital listened.”";

syn_report *bridge_report(const char *input, const char *source, const char *title, const char *day, const char *text) {
    syn_report *r = report_new(NULL);
    TRY(r);
    r->input = slice_str(input);
    r->id = slice_str(input);
    r->source = slice_str(source);
    r->title = slice_str(title);
    r->published = slice_str(day);
    r->language = SLICE_LIT("en");
    r->text = arena_copy(&r->arena, slice_str(text));
    for (uint32_t at = 0, begin = 0; at < r->text.len; at++) {
        bool last = at + 1 == r->text.len;
        bool point = r->text.ptr[at] == '.' && !last && (r->text.ptr[at + 1] == ' ' || r->text.ptr[at + 1] == '\n');
        bool paragraph = !last && r->text.ptr[at] == '\n' && r->text.ptr[at + 1] == '\n';
        if (!last && !point && !paragraph) continue;
        uint32_t end = paragraph ? at : at + 1;
        while (begin < end && (r->text.ptr[begin] == ' ' || r->text.ptr[begin] == '\n')) begin++;
        if (begin < end) TRY(VEC_PUSH(&r->arena, &r->sentences, (syn_sentence){.begin = begin, .end = end}));
        begin = end;
    }
    return r;
}

syn_place bridge_place(const syn_collation *c, uint32_t report, const char *words) {
    size_t at = slice_find(c->reports[report]->text, slice_str(words), 0);
    if (at == SIZE_MAX) fprintf(stderr, "not in report %u: %s\n", (unsigned)report, words);
    TRY(at != SIZE_MAX);
    return (syn_place){report, {(uint32_t)at, (uint32_t)(at + strlen(words))}};
}

void bridge_places(syn_collation *c, syn_places *out, const bridge_words *list) {
    for (; list->words; list++) TRY(VEC_PUSH(&c->arena, out, bridge_place(c, list->report, list->words)));
}

/* ---- findings ---- */
#define ARRAY(...) ((const bridge_words[]){__VA_ARGS__, {0, NULL}})

static void add_shared(syn_collation *c, uint32_t independent, uint32_t difference, const bridge_words *list) {
    collation_shared s = {.lead = bridge_place(c, list->report, list->words), .independent = independent, .difference = difference};
    bridge_places(c, &s.evidence, list);
    TRY(VEC_PUSH(&c->arena, &c->shared, s));
}

static void add_brief(syn_collation *c, uint32_t independent, uint32_t difference, const bridge_words *list) {
    collation_sentence s = {.lead = bridge_place(c, list->report, list->words), .independent = independent, .difference = difference};
    bridge_places(c, &s.cites, list);
    TRY(VEC_PUSH(&c->arena, &c->brief, s));
}

static void add_only(syn_collation *c, uint32_t report, const char *words) {
    TRY(VEC_PUSH(&c->arena, &c->only, (collation_only){bridge_place(c, report, words), 1}));
}

typedef struct reading { uint32_t report; const char *words, *mark, *mark2; } reading;

static void add_difference(syn_collation *c, uint8_t kind, bridge_words about, const reading *list) {
    collation_difference d = {.kind = kind, .about = bridge_place(c, about.report, about.words)};
    for (; list->words; list++) {
        collation_reading r = {.place = bridge_place(c, list->report, list->words)};
        const char *const marks[] = {list->mark, list->mark2};
        for (int k = 0; k < 2 && marks[k]; k++) {
            size_t at = slice_find(c->reports[list->report]->text, slice_str(marks[k]), r.place.span.begin);
            TRY(at + strlen(marks[k]) <= r.place.span.end);
            TRY(VEC_PUSH(&c->arena, &r.marks, (syn_place){list->report, {(uint32_t)at, (uint32_t)(at + strlen(marks[k]))}}));
        }
        TRY(VEC_PUSH(&c->arena, &d.readings, r));
    }
    TRY(VEC_PUSH(&c->arena, &c->differences, d));
}
#define READINGS(...) ((const reading[]){__VA_ARGS__, {0, NULL, NULL, NULL}})

typedef struct said { uint32_t report; const char *words, *day, *venue; } said;

static void add_quote(syn_collation *c, uint8_t kind, const char *speaker, uint32_t person, uint32_t difference, const said *list) {
    collation_utterance u = {.speaker = slice_str(speaker), .person = person, .difference = difference, .kind = kind};
    bool several = list[1].words, first = true;
    u.lead = bridge_place(c, list->report, list->words);
    for (; list->words; list++) {
        collation_reading_of_quote r = {.place = bridge_place(c, list->report, list->words), .kind = kind,
                                        .said_on = slice_str(list->day), .venue = slice_str(list->venue)};
        r.source.report = r.cue.report = list->report;
        r.change = !several ? 0 : first ? CHANGE_FULLEST : CHANGE_SAME;
        first = false;
        TRY(VEC_PUSH(&c->arena, &u.readings, r));
    }
    TRY(VEC_PUSH(&c->arena, &c->quotes, u));
}
#define SAID(...) ((const said[]){__VA_ARGS__, {0, NULL, NULL, NULL}})

static void add_person(syn_collation *c, const char *name, const bridge_words *roles, const bridge_words *mentions) {
    collation_person p = {.name = slice_str(name), .name_place = bridge_place(c, mentions->report, mentions->words)};
    for (; roles && roles->words; roles++) TRY(VEC_PUSH(&c->arena, &p.roles, bridge_place(c, roles->report, roles->words)));
    bridge_places(c, &p.mentions, mentions);
    TRY(VEC_PUSH(&c->arena, &c->people, p));
}

static void add_event(syn_collation *c, const char *when, const bridge_words *list) {
    collation_event e = {.when = slice_str(when), .lead = bridge_place(c, list->report, list->words)};
    bridge_places(c, &e.evidence, list);
    TRY(VEC_PUSH(&c->arena, &c->timeline, e));
}

#define FERRIES "Ferries run every 20 minutes between Halden and Sund until further notice, free of charge for cars with up to five people."
#define QUOTE_A "We will not open this bridge until every single hanger has been looked at,"
#define QUOTE_B "We will not open the bridge until each hanger has been looked at,"

static void add_agreement(syn_collation *c) {
    add_brief(c, 4, 0, ARRAY({0, "The Halden road bridge was closed on Tuesday evening after inspectors found cracks in two of its steel hangers."},
        {1, "Cracks in three hangers have shut the town’s bridge"}, {2, "Inspectors have found cracks in two steel hangers of the Halden road bridge, which has been closed since Tuesday evening."},
        {3, "The bridge at Halden is closed because of cracks."}));
    add_brief(c, 3, REPORT_NONE, ARRAY({0, FERRIES}, {1, FERRIES}, {2, FERRIES}, {3, "Ferries run in its place."}));
    add_brief(c, 2, 2, ARRAY({0, "About 14,000 drivers cross the bridge every day."}, {1, "Some 12,000 cars use the bridge on a working day."}));
    add_shared(c, 4, 0, ARRAY({0, "The Halden road bridge was closed on Tuesday evening after inspectors found cracks in two of its steel hangers."},
        {1, "Cracks in three hangers have shut the town’s bridge"}, {2, "Inspectors have found cracks in two steel hangers of the Halden road bridge, which has been closed since Tuesday evening."},
        {3, "The bridge at Halden is closed because of cracks."}));
    add_shared(c, 2, REPORT_NONE, ARRAY({0, FERRIES}, {1, FERRIES}, {2, FERRIES}, {3, "Ferries run in its place."}));
    add_shared(c, 2, REPORT_NONE, ARRAY({0, "The bridge was built in 1974 and last repaired in 2009."}, {2, "The bridge was built in 1974."}));
    add_shared(c, 2, REPORT_NONE, ARRAY({0, "Mayor Jon Feld said the town had asked for a new bridge since 2015."},
        {3, "We asked for a new bridge as early as 2015, and nobody in the capital listened."}));
    add_only(c, 0, "Lorries are sent by way of the E18 at Brekke, a detour of 62 kilometres.");
    add_only(c, 1, "Hotel owner Liv Aamodt said she had lost 40 bookings in one night.");
    add_only(c, 2, "A spokeswoman for Norrvik Engineering said the firm had warned of rust in a report to the county in March.");
    collation_copy copy = {.first = 0};
    bridge_places(c, &copy.spans, ARRAY({0, FERRIES}, {1, FERRIES}, {2, FERRIES}));
    TRY(VEC_PUSH(&c->arena, &c->copies, copy));
}

static void add_differences(syn_collation *c) {
    add_difference(c, DIFFER_NUMBER, (bridge_words){0, "cracks in two of its steel hangers"}, READINGS(
        {0, "inspectors found cracks in two of its steel hangers", "two", NULL}, {1, "Cracks in three hangers have shut the town’s bridge", "three", NULL},
        {2, "cracks in two steel hangers of the Halden road bridge", "two", NULL}));
    add_difference(c, DIFFER_WORDING, (bridge_words){0, "Marit Osk"}, READINGS({0, QUOTE_A, "this", "every single"}, {1, QUOTE_B, "the", "each"}));
    add_difference(c, DIFFER_NUMBER, (bridge_words){0, "cross the bridge every day"}, READINGS(
        {0, "About 14,000 drivers cross the bridge every day.", "14,000 drivers", NULL}, {1, "Some 12,000 cars use the bridge on a working day.", "12,000 cars", NULL}));
    add_difference(c, DIFFER_ROLE, (bridge_words){0, "Marit Osk"}, READINGS({0, "Marit Osk, the county’s head of roads", "head of roads", NULL},
        {1, "Osk, the director of roads", "director of roads", NULL}));
    add_difference(c, DIFFER_CLAIM, (bridge_words){2, "a report to the county in March"}, READINGS(
        {2, "the firm had warned of rust in a report to the county in March", "had warned of rust", NULL}, {2, "it got no such report", "no such report", NULL}));
    add_difference(c, DIFFER_INSIDE, (bridge_words){2, "fiftieth birthday"}, READINGS({2, "The bridge was built in 1974.", "1974", NULL},
        {2, "On its fiftieth birthday in 2023", "in 2023", NULL}));
}

static void add_voices(syn_collation *c) {
    add_person(c, "Marit Osk", ARRAY({0, "the county’s head of roads"}, {1, "the director of roads"}), ARRAY({0, "Marit Osk"}, {1, "Osk"}));
    add_person(c, "Jon Feld", ARRAY({0, "Mayor"}), ARRAY({0, "Jon Feld"}, {3, "Feld"}));
    add_person(c, "Liv Aamodt", ARRAY({1, "Hotel owner"}), ARRAY({1, "Liv Aamodt"}));
    add_quote(c, QUOTE_DIRECT, "Marit Osk", 0, 1, SAID({0, QUOTE_A, "", ""}, {1, QUOTE_B, "2024-05-15", "Radio Sund"}));
    add_quote(c, QUOTE_DIRECT, "Marit Osk", 0, REPORT_NONE, SAID({0, "That can take three weeks.", "", ""}));
    add_quote(c, QUOTE_DIRECT, "Jon Feld", 1, REPORT_NONE, SAID({3, "We asked for a new bridge as early as 2015, and nobody in the capital listened.", "", ""}));
    add_quote(c, QUOTE_INDIRECT, "Liv Aamodt", 2, REPORT_NONE, SAID({1, "she had lost 40 bookings in one night", "", ""}));
    add_quote(c, QUOTE_INDIRECT, "a spokeswoman for Norrvik Engineering", REPORT_NONE, REPORT_NONE, SAID({2, "the firm had warned of rust in a report to the county in March", "", ""}));
    add_event(c, "1974", ARRAY({0, "The bridge was built in 1974 and last repaired in 2009."}, {2, "The bridge was built in 1974."}));
    add_event(c, "2015", ARRAY({0, "Mayor Jon Feld said the town had asked for a new bridge since 2015."},
        {3, "We asked for a new bridge as early as 2015, and nobody in the capital listened."}));
    add_event(c, "2024-05-14", ARRAY({0, "The Halden road bridge was closed on Tuesday evening after inspectors found cracks in two of its steel hangers."},
        {2, "Inspectors have found cracks in two steel hangers of the Halden road bridge, which has been closed since Tuesday evening."}));
    add_event(c, "2024-05-15", ARRAY({1, "Cracks in three hangers have shut the town’s bridge, the roads office said on Wednesday."}));
}

bridge *bridge_new(void) {
    bridge *b = calloc(1, sizeof *b);
    TRY(b);
    syn_collation *c = &b->story;
    arena_init(&c->arena, NULL);
    c->count = 4;
    c->reports = ARENA_ARRAY(&c->arena, const syn_report *, 4);
    c->sources = ARENA_ARRAY(&c->arena, collation_source, 4);
    TRY(c->reports && c->sources);
    c->reports[0] = bridge_report("in/halden-post.html", "haldenpost.example", "Cracks close the Halden bridge", "2024-05-14", text_a);
    c->reports[1] = bridge_report("in/sund.txt", "", "", "2024-05-15", text_b);
    c->reports[2] = bridge_report("in/wire.jsonl#2", "The Fjord Wire", "Bridge closed, ferries run", "2024-05-15", text_c);
    c->reports[3] = bridge_report("in/evening.txt", "evening-note.example", "", "", text_d);
    static const uint32_t own[] = {1000, 780, 610, 870};
    static const char *const days[] = {"2024-05-14", "2024-05-15", "2024-05-15", "2024-05-15"};
    for (uint32_t i = 0; i < 4; i++)
        c->sources[i] = (collation_source){REPORT_NONE, i, own[i], slice_str(days[i]), i == 3};
    c->accounts = 4;
    c->headline = 0;
    c->first_day = SLICE_LIT("2024-05-14");
    c->last_day = SLICE_LIT("2024-05-15");
    add_differences(c);
    add_agreement(c);
    add_voices(c);
    for (uint32_t i = 0; i < 4; i++) b->inputs[b->input_count++] = c->reports[i];
    syn_report *paywall = bridge_report("in/locked.html", "", "", "", "");
    paywall->outcome = SYN_OUTCOME_PAYWALL;
    paywall->reason = SLICE_LIT("the page asks for a subscription after 40 words");
    b->inputs[b->input_count++] = paywall;
    b->set = (collation_set){&b->story, 1, b->inputs, b->input_count};
    return b;
}

void bridge_free(bridge *b) {
    for (uint32_t i = 0; i < b->input_count; i++) {
        union { const syn_report *borrowed; syn_report *owned; } input = {b->inputs[i]};
        report_free(input.owned);
    }
    arena_free(&b->story.arena);
    free(b);
}
