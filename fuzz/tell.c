/* Bytes as a form, a width, the texts of some reports and a random but valid collation of them: every telling must be
 * valid JSON, well-formed HTML whose tags are all our own, or lines that keep to their width. */
#include <stdlib.h>

#include "../test/tell/check.h"
#include "tell/tell.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { REPORTS = 5, ITEMS = 24, TEXT = 4096 };

typedef struct source { const uint8_t *at; size_t left; } source;

static uint32_t next(source *s, uint32_t below) {
    if (s->left < 2) return 0;
    uint32_t value = (uint32_t)s->at[0] << 8 | s->at[1];
    s->at += 2;
    s->left -= 2;
    return below ? value % below : 0;
}

static uint32_t border(syn_slice text, uint32_t at) {
    while (at > 0 && at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at--;
    return at;
}

static syn_place place(source *s, const syn_collation *c) {
    syn_place p = {next(s, c->count), {0, 0}};
    syn_slice text = c->reports[p.report]->text;
    p.span.begin = border(text, next(s, (uint32_t)text.len));
    unsigned first = 1;
    (void)utf8_at(text, p.span.begin, &first);
    p.span.end = border(text, p.span.begin + first + next(s, (uint32_t)(text.len - p.span.begin - first + 1)));
    if (p.span.end <= p.span.begin) p.span.end = p.span.begin + first;
    return p;
}

static syn_slice words(source *s, const syn_collation *c) { return place_slice(c, place(s, c)); }

static int by_place(const void *a, const void *b) {
    const syn_place *x = a, *y = b;
    if (x->report != y->report) return x->report < y->report ? -1 : 1;
    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

static syn_places places(source *s, syn_collation *c, uint32_t least) {
    syn_places out = {0};
    for (uint32_t n = least + next(s, 6); n > 0; n--) (void)VEC_PUSH(&c->arena, &out, place(s, c));
    if (out.n) qsort(out.at, out.n, sizeof *out.at, by_place);
    return out;
}

static void add_why(source *s, syn_collation *c, collation_why *why) {
    for (uint32_t n = next(s, 2) ? next(s, 4) : 0; n > 0; n--) {
        collation_reason r = {.kind = (uint8_t)(1 + next(s, 6)), .a = place(s, c), .b = place(s, c), .weight = next(s, 1000) / 37.0};
        if (next(s, 4) == 0) r.b = r.a;
        (void)VEC_PUSH(&c->arena, &why->reasons, r);
    }
    why->score = next(s, 1000) / 7.0;
}

static void add_difference(source *s, syn_collation *c) {
    static const uint8_t kinds[] = {DIFFER_WORDING, DIFFER_NUMBER, DIFFER_DATE, DIFFER_PLACE, DIFFER_ROLE, DIFFER_INITIATOR, DIFFER_CLAIM};
    collation_difference d = {.about = place(s, c)};
    d.kind = kinds[next(s, 7)];
    d.how = (uint8_t)next(s, 4);
    add_why(s, c, &d.why);
    for (uint32_t n = 2 + next(s, 3); n > 0; n--) {
        collation_reading r = {.place = place(s, c), .later = next(s, 4) == 0};
        if (next(s, 2)) (void)VEC_PUSH(&c->arena, &r.marks, r.place);
        (void)VEC_PUSH(&c->arena, &d.readings, r);
    }
    (void)VEC_PUSH(&c->arena, &c->differences, d);
}

static void add_voice(source *s, syn_collation *c) {
    if (next(s, 2)) {
        collation_person p = {.name = words(s, c), .name_place = place(s, c), .form = (uint8_t)next(s, 3), .type = (uint8_t)next(s, 4)};
        p.mentions = places(s, c, p.form == PERSON_WRITER ? 0 : 1);
        (void)VEC_PUSH(&c->arena, &p.roles, place(s, c));
        (void)VEC_PUSH(&c->arena, &c->people, p);
    }
    collation_utterance u = {.speaker = next(s, 2) ? words(s, c) : SLICE_NONE, .person = REPORT_NONE, .lead = place(s, c),
                             .difference = next(s, 2) ? next(s, c->differences.n) : REPORT_NONE};
    if (c->people.n && next(s, 2)) u.person = next(s, c->people.n);
    if (u.difference >= c->differences.n) u.difference = REPORT_NONE;
    for (uint32_t n = 1 + next(s, 3); n > 0; n--) {
        collation_reading_of_quote r = {.place = place(s, c), .kind = next(s, 2) ? QUOTE_DIRECT : QUOTE_INDIRECT, .said_on = words(s, c), .venue = words(s, c)};
        (void)VEC_PUSH(&c->arena, &u.readings, r);
    }
    add_why(s, c, &u.why);
    (void)VEC_PUSH(&c->arena, &c->quotes, u);
}

static void add_shared(source *s, syn_collation *c, uint32_t difference) {
    collation_shared shared = {.lead = place(s, c), .independent = 2, .evidence = places(s, c, 2), .difference = difference, .score = 1};
    if (next(s, 2)) shared.extents = ARENA_ARRAY(&c->arena, uint8_t, shared.evidence.n);
    for (uint32_t i = 0; shared.extents && i < shared.evidence.n; i++) shared.extents[i] = (uint8_t)next(s, 3);
    add_why(s, c, &shared.why);
    (void)VEC_PUSH(&c->arena, &c->shared, shared);
}

static void add_item(source *s, syn_collation *c) {
    uint32_t difference = c->differences.n && next(s, 2) ? next(s, c->differences.n) : REPORT_NONE;
    switch (next(s, 7)) {
    case 0: {
        collation_sentence sentence = {.lead = place(s, c), .cites = places(s, c, 1), .independent = 1, .difference = difference};
        add_why(s, c, &sentence.why);
        (void)VEC_PUSH(&c->arena, &c->brief, sentence);
        break;
    }
    case 1: add_shared(s, c, difference); break;
    case 2: {
        collation_only only = {.place = place(s, c), .score = 1};
        add_why(s, c, &only.why);
        (void)VEC_PUSH(&c->arena, &c->only, only);
        break;
    }
    case 3: add_difference(s, c); break;
    case 4: {
        collation_copy copy = {.spans = places(s, c, 2), .first = next(s, c->count), .ordered = next(s, 2) != 0};
        add_why(s, c, &copy.why);
        (void)VEC_PUSH(&c->arena, &c->copies, copy);
        break;
    }
    case 5: add_voice(s, c); break;
    default: (void)VEC_PUSH(&c->arena, &c->timeline, (collation_event){words(s, c), place(s, c), places(s, c, 1)}); break;
    }
}

/* A report whose every field is made of the bytes; a sentence ends at each line break and point. */
static syn_report *make_report(source *s, uint32_t length) {
    syn_report *r = report_new(NULL);
    if (!r) abort();
    size_t repaired;
    if (length > s->left) length = (uint32_t)s->left;
    syn_slice bytes = arena_copy(&r->arena, slice_of((const char *)s->at, length));
    s->at += length;
    s->left -= length;
    r->text = utf8_repair(&r->arena, bytes.len ? bytes : SLICE_LIT("?"), &repaired);
    r->input = r->id = bytes;
    r->title = r->source = r->url = r->language = r->text;
    for (uint32_t at = 0, begin = 0; at < r->text.len; at++)
        if (r->text.ptr[at] == '.' || r->text.ptr[at] == '\n' || at + 1 == r->text.len) {
            (void)VEC_PUSH(&r->arena, &r->sentences, (syn_sentence){.begin = begin, .end = at + 1});
            begin = at + 1;
        }
    return r;
}

static void check(const tell_options *options, const collation_set *set) {
    syn_buffer out = BUFFER_EMPTY;
    if (tell_set(options, set, &out, NULL) != SYN_OK) abort();
    syn_slice told = slice_of(out.ptr, out.len);
    const char *wrong = NULL;
    if (options->form == SYN_FORM_JSON) wrong = check_json(told);
    if (options->form == SYN_FORM_HTML) wrong = check_html(told);
    if (options->form == SYN_FORM_HTML && !wrong && told.len < 100000) wrong = check_links(told);
    if (options->form == SYN_FORM_TEXT) wrong = check_text(told, options->width, options->color);
    if (options->form == SYN_FORM_MARKDOWN && utf8_valid(told) != told.len) wrong = "not UTF-8";
    if (wrong) abort();
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    source s = {data, size};
    static const syn_form forms[] = {SYN_FORM_TEXT, SYN_FORM_JSON, SYN_FORM_HTML, SYN_FORM_MARKDOWN};
    tell_options options = {.form = forms[next(&s, 4)]};
    options.width = 20 + next(&s, 181);
    options.color = next(&s, 2) != 0;
    options.show = next(&s, 256);
    const syn_report *reports[REPORTS];
    syn_report *owned[REPORTS];
    collation_source sources[REPORTS];
    syn_collation c = {.count = 1 + next(&s, REPORTS), .reports = reports, .sources = sources};
    arena_init(&c.arena, NULL);
    for (uint32_t i = 0; i < c.count; i++) {
        uint32_t length = next(&s, TEXT);
        reports[i] = owned[i] = make_report(&s, length);
    }
    for (uint32_t i = 0; i < c.count; i++)
        sources[i] = (collation_source){next(&s, 4) || !i ? REPORT_NONE : 0, i, next(&s, 1001), words(&s, &c), next(&s, 2) != 0,
                                        next(&s, 3) ? SLICE_NONE : words(&s, &c)};
    c.accounts = c.count;
    c.headline = next(&s, 2) ? 0 : REPORT_NONE;
    c.headline_place = place(&s, &c);
    c.first_day = words(&s, &c);
    for (uint32_t n = next(&s, ITEMS); n > 0; n--) add_item(&s, &c);
    syn_collation stories[2] = {c, c};
    collation_set set = {stories, next(&s, 3), reports, c.count};
    if (!collation_assert(&c)) check(&options, &set);
    for (uint32_t i = 0; i < c.count; i++) report_free(owned[i]);
    arena_free(&c.arena);
    return 0;
}
