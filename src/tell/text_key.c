/* text_key.c - the key of the reports in the terminal form: letter, source, day, size, share of its own text.
 *
 * In: the sources of a story. Out: a table in as many columns as fit, or, where not even one does, a wrapped line a report.
 * A day that the report does not state is told as "c. 8 Aug". Below it, the pairs of reports that share passages. */
#include <stdio.h>

#include "tell/text_parts.h"

typedef struct key_row {
    short_text letter, day, size, own;
    syn_slice name;
} key_row;

static key_row key_of(const text_teller *x, uint32_t i) {
    const syn_collation *c = x->c;
    const collation_source *s = &c->sources[i];
    key_row row = {short_letter(i), short_day(s->day, c->last_day), short_size(c->reports[i]->text.len), {{0}},
                   teller_source(x->t, c->reports[i])};
    if (s->day_inferred && row.day.text[0]) {
        short_text plain = row.day;
        snprintf(row.day.text, sizeof row.day.text, "c. %.40s", plain.text);
    }
    if (s->copy_of != REPORT_NONE)
        snprintf(row.own.text, sizeof row.own.text, "copy of %.16s", short_letter(s->copy_of).text);
    else snprintf(row.own.text, sizeof row.own.text, "own text %.16s", short_share(s->own_permille).text);
    return row;
}

/* Columns of each field: letter, name, day, size, own share. */
typedef struct key_widths { unsigned letter, name, day, size, own, cell; } key_widths;

static unsigned wider(unsigned a, unsigned b) { return a > b ? a : b; }
static unsigned columns_of(const short_text *text) { return flow_columns(slice_str(text->text)); }

static key_widths key_measure(const text_teller *x, unsigned most_name) {
    key_widths w = {1, 1, 0, 0, 0, 0};
    for (uint32_t i = 0; i < x->c->count; i++) {
        key_row row = key_of(x, i);
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
    key_row row = key_of(x, i);
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
        key_row row = key_of(x, i);
        const char *facts[] = {row.day.text, row.size.text, row.own.text};
        flow_begin(&x->f, 2, 5);
        flow_str(&x->f, row.letter.text, flow_report(i));
        flow_space(&x->f);
        flow_text(&x->f, row.name, FLOW_PLAIN);
        for (size_t k = 0; k < 3; k++)
            if (*facts[k]) {
                flow_str(&x->f, TEXT_DOT, FLOW_DIM);
                text_kept(x, facts[k], FLOW_DIM);
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
            snprintf(text, sizeof text, "%.8s–%.8s (%u)", short_letter(a).text, short_letter(b).text,
                     (unsigned)shared[a][b]);
            flow_space(&x->f);
            flow_str(&x->f, text, FLOW_DIM);
        }
    flow_end(&x->f);
}

void text_key(text_teller *x) {
    enum { GAP = 4 };
    unsigned room = x->f.width - 2;
    key_widths w = key_measure(x, 28);
    if (w.cell > room) w = key_measure(x, 14);
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
