/* text_sections.c - the parts of the terminal form: key, brief, agreed, differ, who said what, and the shorter ones.
 *
 * Evidence is shown whole where it is short; where it is long, the words around its marks are shown and … stands for the
 * rest, at word borders. Readings with the same words share a line. Every list keeps the order of the collation. */
#include <stdio.h>

#include "text/utf8.h"
#include "tell/text_parts.h"

/* ---- key ---- */
typedef struct key_row {
    short_text letter, day, size, own;
    syn_slice name;
} key_row;

static key_row key_of(const syn_collation *c, uint32_t i) {
    const collation_source *s = &c->sources[i];
    key_row row = {short_letter(i), short_day(s->day, c->last_day), short_size(c->reports[i]->text.len), {{0}},
                   short_source(c->reports[i])};
    if (s->day_inferred && row.day.text[0]) {
        short_text plain = row.day;
        snprintf(row.day.text, sizeof row.day.text, "c. %.40s", plain.text);
    }
    if (s->copy_of != REPORT_NONE) snprintf(row.own.text, sizeof row.own.text, "copy of %.16s", short_letter(s->copy_of).text);
    else snprintf(row.own.text, sizeof row.own.text, "own text %.16s", short_share(s->own_permille).text);
    return row;
}

/* Columns of each field: letter, name, day, size, own share. */
typedef struct key_widths { unsigned letter, name, day, size, own, cell; } key_widths;

static unsigned wider(unsigned a, unsigned b) { return a > b ? a : b; }
static unsigned columns_of(const short_text *text) { return flow_columns(slice_str(text->text)); }

static key_widths key_measure(const syn_collation *c, unsigned most_name) {
    key_widths w = {1, 1, 0, 0, 0, 0};
    for (uint32_t i = 0; i < c->count; i++) {
        key_row row = key_of(c, i);
        unsigned name = flow_columns(row.name);
        w.letter = wider(w.letter, columns_of(&row.letter));
        w.name = wider(w.name, name < most_name ? name : most_name);
        w.day = wider(w.day, columns_of(&row.day));
        w.size = wider(w.size, columns_of(&row.size));
        w.own = wider(w.own, columns_of(&row.own));
    }
    w.cell = w.letter + 2 + w.name + 2 + (w.day ? w.day + 2 : 0) + w.size + 2 + w.own;
    return w;
}

static void key_cell(text_teller *x, uint32_t i, unsigned at, const key_widths *w) {
    key_row row = key_of(x->c, i);
    flow_str(&x->f, row.letter.text, flow_report(i));
    at += w->letter + 2;
    flow_column(&x->f, at);
    flow_label(&x->f, row.name, w->name, FLOW_PLAIN);
    at += w->name + 2;
    if (w->day) {
        flow_column(&x->f, at + w->day - columns_of(&row.day));
        flow_str(&x->f, row.day.text, FLOW_DIM);
        at += w->day + 2;
    }
    flow_column(&x->f, at + w->size - columns_of(&row.size));
    flow_label(&x->f, slice_str(row.size.text), w->size, FLOW_DIM);
    flow_column(&x->f, at + w->size + 2);
    flow_label(&x->f, slice_str(row.own.text), w->own, FLOW_DIM);
}

/* Too narrow for a table: one wrapped line a report. */
static void key_narrow(text_teller *x) {
    for (uint32_t i = 0; i < x->c->count; i++) {
        key_row row = key_of(x->c, i);
        const char *facts[] = {row.day.text, row.size.text, row.own.text};
        flow_begin(&x->f, 2, 5);
        flow_str(&x->f, row.letter.text, flow_report(i));
        flow_space(&x->f);
        flow_text(&x->f, row.name, FLOW_PLAIN);
        for (size_t k = 0; k < 3; k++)
            if (*facts[k]) {
                flow_str(&x->f, TEXT_DOT, FLOW_DIM);
                flow_str(&x->f, facts[k], FLOW_DIM);
            }
        flow_end(&x->f);
    }
}

/* Passages shared by two reports, while the pairs fit a small table. */
static void key_passages(text_teller *x) {
    enum { REPORTS = 26, PAIRS = 12 };
    const syn_collation *c = x->c;
    if (!c->copies.n || c->count > REPORTS) return;
    uint32_t shared[REPORTS][REPORTS] = {{0}};
    for (uint32_t i = 0; i < c->copies.n; i++) {
        const syn_places *spans = &c->copies.at[i].spans;
        for (uint32_t k = 1; k < spans->n; k++) {
            uint32_t a = spans->at[0].report, b = spans->at[k].report;
            if (a != b) shared[a < b ? a : b][a < b ? b : a]++;
        }
    }
    unsigned told = 0;
    flow_begin(&x->f, 2, 4);
    flow_str(&x->f, "passages shared:", FLOW_DIM);
    for (uint32_t a = 0; a < c->count; a++)
        for (uint32_t b = a + 1; b < c->count; b++) {
            if (!shared[a][b] || told++ >= PAIRS) continue;
            char text[48];
            snprintf(text, sizeof text, "%.8s–%.8s (%u)", short_letter(a).text, short_letter(b).text, (unsigned)shared[a][b]);
            flow_space(&x->f);
            flow_str(&x->f, text, FLOW_DIM);
        }
    flow_end(&x->f);
}

void text_key(text_teller *x) {
    enum { GAP = 4 };
    unsigned room = x->f.width - 2;
    key_widths w = key_measure(x->c, 28);
    if (w.cell > room) w = key_measure(x->c, 14);
    flow_blank(&x->f);
    if (w.cell > room) {
        key_narrow(x);
    } else {
        uint32_t columns = (uint32_t)((room + GAP) / (w.cell + GAP));
        if (columns > x->c->count) columns = x->c->count;
        uint32_t rows = columns ? (x->c->count + columns - 1) / columns : 0;
        for (uint32_t row = 0; row < rows; row++) {
            flow_begin(&x->f, 2, 2);
            for (uint32_t i = row, k = 0; i < x->c->count; i += rows, k++) {
                unsigned at = 2 + k * (w.cell + GAP);
                if (k) flow_column(&x->f, at);
                key_cell(x, i, at, &w);
            }
            flow_end(&x->f);
        }
    }
    key_passages(x);
}

/* ---- evidence ---- */
/* Words of [from, to), the marked ones in ⟨ ⟩; *mark goes on over the marks, which are in order. */
static void marked_words(text_teller *x, uint32_t report, uint32_t from, uint32_t to, const syn_places *marks, uint32_t *mark) {
    syn_slice text = x->c->reports[report]->text;
    while (marks && *mark < marks->n && marks->at[*mark].span.begin < to) {
        syn_span m = marks->at[(*mark)++].span;
        if (m.begin < from || m.end > to) continue;
        flow_text(&x->f, slice_cut(text, from, m.begin), FLOW_PLAIN);
        flow_str(&x->f, "⟨", FLOW_MARK);
        flow_text(&x->f, slice_cut(text, m.begin, m.end), FLOW_MARK);
        flow_str(&x->f, "⟩", FLOW_MARK);
        from = m.end;
    }
    flow_text(&x->f, slice_cut(text, from, to), FLOW_PLAIN);
}

static uint32_t word_begin_before(syn_slice text, uint32_t at, uint32_t least) {
    while (at > least && text.ptr[at - 1] != ' ' && text.ptr[at - 1] != '\n') at--;
    return at;
}

static uint32_t word_end_after(syn_slice text, uint32_t at, uint32_t most) {
    while (at < most && text.ptr[at] != ' ' && text.ptr[at] != '\n') at++;
    return at;
}

/* A long text: windows around the marks. */
static void evidence_windows(text_teller *x, syn_place place, const syn_places *marks) {
    enum { AROUND = 60 };
    syn_slice text = x->c->reports[place.report]->text;
    uint32_t mark = 0, shown_to = place.span.begin;
    for (uint32_t i = 0; i < marks->n;) {
        uint32_t from = marks->at[i].span.begin, to = marks->at[i].span.end;
        from = from > shown_to + AROUND ? word_begin_before(text, from - AROUND, shown_to) : shown_to;
        for (i++; i < marks->n && marks->at[i].span.begin <= to + 2 * AROUND; i++)
            if (marks->at[i].span.end > to) to = marks->at[i].span.end;
        to = place.span.end - to > AROUND ? word_end_after(text, to + AROUND, place.span.end) : place.span.end;
        if (from > shown_to) flow_str(&x->f, shown_to > place.span.begin ? " … " : "… ", FLOW_DIM);
        marked_words(x, place.report, from, to, marks, &mark);
        shown_to = to;
    }
    if (shown_to < place.span.end) flow_str(&x->f, " …", FLOW_DIM);
}

void text_evidence(text_teller *x, syn_place place, const syn_places *marks) {
    uint32_t mark = 0;
    syn_slice text = place_slice(x->c, place);
    if (text.len <= TEXT_EVIDENCE) {
        marked_words(x, place.report, place.span.begin, place.span.end, marks, &mark);
    } else if (marks && marks->n) {
        evidence_windows(x, place, marks);
    } else {
        flow_text(&x->f, slice_cut(text, 0, short_cut(text, TEXT_EVIDENCE)), FLOW_PLAIN);
        flow_str(&x->f, " …", FLOW_DIM);
    }
}

/* ---- brief ---- */
void text_differs(text_teller *x, uint32_t difference) {
    if (difference >= x->c->differences.n) return;
    char mark[24];
    snprintf(mark, sizeof mark, "\xC2\xA0≠%u", (unsigned)difference + 1);
    flow_str(&x->f, mark, FLOW_MARK);
}

static void text_bracket(text_teller *x, const syn_places *places, uint32_t difference) {
    flow_space(&x->f);
    flow_str(&x->f, "[", FLOW_DIM);
    text_cites(x, places);
    text_differs(x, difference);
    flow_str(&x->f, "]", FLOW_DIM);
}

void text_brief(text_teller *x) {
    text_heading(x, "BRIEF", 0);
    for (uint32_t i = 0; i < x->c->brief.n; i++) {
        const collation_sentence *s = &x->c->brief.at[i];
        flow_begin(&x->f, 2, 2);
        text_evidence(x, s->lead, NULL);
        text_bracket(x, &s->cites, s->difference);
        flow_end(&x->f);
    }
}

/* ---- agreed ---- */
/* The citation of report r among places in order of report, starting the search at *at: "A4,7", or "" . */
static short_text grid_cite(const text_teller *x, const syn_places *places, uint32_t report, uint32_t *at) {
    short_text out = {{0}};
    unsigned numbers = 0;
    for (; *at < places->n && places->at[*at].report == report; *at = places_next(x->c, places, *at + 1)) {
        size_t n = strlen(out.text);
        if (numbers == 0) out = text_cite(x, places->at[*at]);
        else if (numbers == 1) snprintf(out.text + n, sizeof out.text - n, ",%u", (unsigned)short_sentence(x->c, places->at[*at]));
        numbers++;
    }
    return out;
}

/* The columns of the grid, report by report; 0 in all if it does not fit beside the text. */
static bool grid_measure(text_teller *x, uint32_t limit, unsigned columns[TEXT_GRID]) {
    const syn_collation *c = x->c;
    unsigned sum = 0;
    if (c->count > TEXT_GRID) return false;
    memset(columns, 0, TEXT_GRID * sizeof *columns);
    for (uint32_t i = 0; i < limit; i++)
        for (uint32_t r = 0, at = 0; r < c->count; r++)
            columns[r] = wider(columns[r], (unsigned)strlen(grid_cite(x, &c->shared.at[i].evidence, r, &at).text));
    for (uint32_t r = 0; r < c->count; r++) sum += wider(columns[r], 1) + 1;
    return x->f.width >= 64 && flow_tail_fits(&x->f, sum);
}

static void grid_tail(text_teller *x, const collation_shared *s, const unsigned columns[TEXT_GRID]) {
    for (uint32_t r = 0, at = 0; r < x->c->count; r++) {
        short_text cite = grid_cite(x, &s->evidence, r, &at);
        if (cite.text[0]) flow_tail_add(&x->f, slice_str(cite.text), flow_report(r));
        else flow_tail_add(&x->f, SLICE_LIT("·"), FLOW_DIM);
        unsigned used = cite.text[0] ? (unsigned)strlen(cite.text) : 1, wanted = wider(columns[r], 1);
        for (unsigned k = used; k < wanted + (r + 1 < x->c->count); k++) flow_tail_add(&x->f, slice_str("\xC2\xA0"), FLOW_PLAIN);
    }
}

void text_agreed(text_teller *x) {
    const syn_collation *c = x->c;
    uint32_t limit = text_limit(x, c->shared.n);
    unsigned columns[TEXT_GRID];
    bool grid = grid_measure(x, limit, columns);
    text_heading(x, "AGREED", c->shared.n);
    for (uint32_t i = 0; i < limit; i++) {
        const collation_shared *s = &c->shared.at[i];
        char strength[40];
        snprintf(strength, sizeof strength, "%u of %u", (unsigned)s->independent, (unsigned)c->accounts);
        if (grid) grid_tail(x, s, columns);
        unsigned hang = x->f.width >= 40 ? (unsigned)strlen(strength) + 4 : 4;
        flow_begin(&x->f, 2, hang);
        flow_str(&x->f, strength, FLOW_DIM);
        flow_column(&x->f, x->f.width >= 40 ? hang : 0);
        text_evidence(x, s->lead, NULL);
        if (!grid) text_bracket(x, &s->evidence, s->difference);
        else text_differs(x, s->difference);
        flow_end(&x->f);
    }
    text_more(x, limit, c->shared.n, "agreed");
}

/* ---- differ ---- */
/* True if reading i has the words of an earlier one (looked for among the last few). */
static bool told_before(const text_teller *x, const collation_difference *d, uint32_t i) {
    enum { LOOK_BACK = 16 };
    if (d->kind == DIFFER_INSIDE) return false;
    for (uint32_t k = i > LOOK_BACK ? i - LOOK_BACK : 0; k < i; k++)
        if (slice_equal(place_slice(x->c, d->readings.at[k].place), place_slice(x->c, d->readings.at[i].place))) return true;
    return false;
}

static void text_readings(text_teller *x, const collation_difference *d) {
    enum { LOOK_AHEAD = 16, READINGS = 24 };
    uint32_t told = 0;
    for (uint32_t i = 0; i < d->readings.n; i++) {
        if (told_before(x, d, i)) continue;
        if (!x->all && told >= READINGS) break;
        told++;
        const collation_reading *r = &d->readings.at[i];
        flow_begin(&x->f, 4, 8);
        flow_str(&x->f, text_cite(x, r->place).text, flow_report(r->place.report));
        for (uint32_t k = i + 1; d->kind != DIFFER_INSIDE && k < d->readings.n && k <= i + LOOK_AHEAD; k++)
            if (slice_equal(place_slice(x->c, d->readings.at[k].place), place_slice(x->c, r->place))) {
                flow_space(&x->f);
                flow_str(&x->f, text_cite(x, d->readings.at[k].place).text, flow_report(d->readings.at[k].place.report));
            }
        flow_str(&x->f, "\xC2\xA0", FLOW_PLAIN);
        flow_space(&x->f);
        text_evidence(x, r->place, &r->marks);
        flow_end(&x->f);
    }
}

void text_differ(text_teller *x) {
    const syn_collation *c = x->c;
    uint32_t limit = text_limit(x, c->differences.n);
    text_heading(x, "DIFFER", c->differences.n);
    for (uint32_t i = 0; i < limit; i++) {
        const collation_difference *d = &c->differences.at[i];
        const char *kind = short_difference(d->kind);
        bool beside = flow_tail_fits(&x->f, flow_columns(slice_str(kind)));
        if (i) flow_blank(&x->f);
        if (beside) flow_tail_add(&x->f, slice_str(kind), FLOW_DIM);
        char number[16];
        snprintf(number, sizeof number, "≠%u\xC2\xA0", (unsigned)i + 1);
        flow_begin(&x->f, 2, 4);
        flow_str(&x->f, number, FLOW_MARK);
        syn_slice about = place_slice(c, d->about);
        size_t cut = short_cut(about, 120);
        flow_text(&x->f, slice_cut(about, 0, cut), FLOW_BOLD);
        if (cut < about.len) flow_str(&x->f, " …", FLOW_DIM);
        if (!beside) {
            flow_str(&x->f, TEXT_DOT, FLOW_DIM);
            flow_str(&x->f, kind, FLOW_DIM);
        }
        flow_end(&x->f);
        text_readings(x, d);
    }
    text_more(x, limit, c->differences.n, "differ");
}

/* ---- who said what ---- */
static void said_head(text_teller *x, const said_group *g) {
    flow_begin(&x->f, 2, 4);
    if (g->name.len) flow_text(&x->f, g->name, FLOW_BOLD);
    else flow_str(&x->f, "speaker not named", FLOW_BOLD);
    const collation_person *p = g->person != REPORT_NONE ? &x->c->people.at[g->person] : NULL;
    for (uint32_t i = 0, told = 0; p && i < p->roles.n && told < 4; i++) {
        syn_place role = p->roles.at[i];
        if (!span_present(role.span)) continue;
        flow_str(&x->f, told++ ? TEXT_DOT : ", ", FLOW_DIM);
        flow_text(&x->f, place_slice(x->c, role), FLOW_PLAIN);
        flow_str(&x->f, " (", FLOW_DIM);
        flow_str(&x->f, short_letter(role.report).text, flow_report(role.report));
        flow_str(&x->f, ")", FLOW_DIM);
    }
    flow_end(&x->f);
}

static void said_where(text_teller *x, const collation_utterance *u) {
    enum { READINGS = 8 };
    syn_slice day = SLICE_NONE, venue = SLICE_NONE;
    for (uint32_t i = 0; i < u->readings.n && i < READINGS; i++) {
        const collation_reading_of_quote *r = &u->readings.at[i];
        bool new_day = r->said_on.len && !slice_equal(day, r->said_on), new_venue = r->venue.len && !slice_equal(venue, r->venue);
        if (!new_day && !new_venue) continue;
        flow_str(&x->f, TEXT_DOT, FLOW_DIM);
        if (new_day) {
            day = r->said_on;
            short_text when = short_day(day, x->c->last_day);
            flow_str(&x->f, when.text[0] ? when.text : short_when(day).text, FLOW_DIM);
        }
        if (new_day && new_venue) flow_str(&x->f, ", ", FLOW_DIM);
        if (new_venue) flow_text(&x->f, venue = r->venue, FLOW_DIM);
        flow_str(&x->f, " (", FLOW_DIM);
        flow_str(&x->f, short_letter(r->place.report).text, flow_report(r->place.report));
        flow_str(&x->f, ")", FLOW_DIM);
    }
}

static void said_utterance(text_teller *x, const collation_utterance *u) {
    uint8_t kind = u->readings.n ? u->readings.at[0].kind : QUOTE_DIRECT;
    bool marks = kind == QUOTE_DIRECT || kind == QUOTE_BLOCK;
    flow_begin(&x->f, 4, 8);
    for (uint32_t i = 0; i < u->readings.n; i++) {
        if (i) flow_space(&x->f);
        flow_str(&x->f, text_cite(x, u->readings.at[i].place).text, flow_report(u->readings.at[i].place.report));
    }
    flow_str(&x->f, "\xC2\xA0", FLOW_PLAIN);
    flow_space(&x->f);
    if (marks) flow_str(&x->f, "“", FLOW_PLAIN);
    text_evidence(x, u->lead, NULL);
    if (marks) flow_str(&x->f, "”", FLOW_PLAIN);
    text_differs(x, u->difference);
    said_where(x, u);
    flow_end(&x->f);
}

void text_said(text_teller *x) {
    said_groups groups = said_by_speaker(x->c, x->t->scratch);
    uint32_t shown = 0, limit = text_limit(x, x->c->quotes.n);
    text_heading(x, "WHO SAID WHAT", x->c->quotes.n);
    for (uint32_t g = 0; g < groups.n && shown < limit; g++) {
        if (g) flow_blank(&x->f);
        said_head(x, &groups.at[g]);
        for (uint32_t i = 0; i < groups.at[g].utterances.n && shown < limit; i++, shown++)
            said_utterance(x, &x->c->quotes.at[groups.at[g].utterances.at[i]]);
    }
    text_more(x, shown, x->c->quotes.n, "quotes");
}
