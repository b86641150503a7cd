/* html_picture.c - the story as a picture: a matrix of statement by report, and the days beside it; inline SVG.
 *
 * The matrix: statements down, reports across. A disc: the report says it; a ring: it says less (the extent of its
 * evidence); ≠: it differs; an arc between two: the passage is copied. Each mark links to the words, each statement to
 * its row in the table of agreed statements, which is the picture's text equivalent. The marks stand left at fixed
 * distances, so that nothing is scaled: on a narrow page only the ends of the statements fade out. The strip of days is
 * drawn in order, not to scale; a dashed line stands for days left out. Time: rows of the picture times all findings. */
#include <stdio.h>
#include <stdlib.h>

#include "tell/html_writer.h"

enum { PITCH = 30, ROW = 30, TOP = 30, DIFFER_ROWS = 12 };

const char *const html_symbols =
    "<svg width=\"0\" height=\"0\" aria-hidden=\"true\" style=\"position:absolute\"><defs>"
    "<symbol id=\"says\" viewBox=\"0 0 20 20\"><circle cx=\"10\" cy=\"10\" r=\"7\" fill=\"currentColor\"/></symbol>"
    "<symbol id=\"less\" viewBox=\"0 0 20 20\"><circle cx=\"10\" cy=\"10\" r=\"5.75\" fill=\"none\" stroke=\"currentColor\" "
    "stroke-width=\"2.5\"/></symbol>"
    "<symbol id=\"differs\" viewBox=\"0 0 20 20\"><path d=\"M3 7.5h14M3 12.5h14M13.5 2.5l-7 15\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"2.5\" stroke-linecap=\"round\"/></symbol></defs></svg>\n";

/* What stands in one cell. */
typedef struct cell {
    syn_place place;
    bool says, less, differs;  /* less: each of the report's places says less than the wording shown */
} cell;

typedef struct matrix {
    const html_teller *h;
    uint32_t n, shared, differs;  /* columns; rows of either kind */
    cell *cells;                  /* (shared + differs) * n */
} matrix;

static void mark_readings(matrix *m, cell *row, uint32_t difference) {
    const syn_collation *c = m->h->c;
    if (difference >= c->differences.n) return;
    const collation_difference *d = &c->differences.at[difference];
    for (uint32_t i = 0; i < d->readings.n; i++) {
        cell *at = &row[d->readings.at[i].place.report];
        bool known = at->says || (at->differs && !at->place.in_title);
        if (!known) at->place = d->readings.at[i].place;
        at->differs = true;
    }
}

static bool matrix_fill(matrix *m) {
    const syn_collation *c = m->h->c;
    m->n = c->count;
    m->shared = c->shared.n < HTML_PICTURE_ROWS ? c->shared.n : HTML_PICTURE_ROWS;
    m->differs = c->differences.n < DIFFER_ROWS ? c->differences.n : DIFFER_ROWS;
    if (m->n > HTML_PICTURE_REPORTS || m->shared + m->differs == 0) return false;
    m->cells = ARENA_ARRAY(m->h->t->scratch, cell, (size_t)(m->shared + m->differs) * m->n);
    if (!m->cells) return false;
    for (uint32_t i = 0; i < m->shared; i++) {
        cell *row = m->cells + (size_t)i * m->n;
        const syn_places *evidence = &c->shared.at[i].evidence;
        for (uint32_t k = 0; k < evidence->n; k++) {
            cell *at = &row[evidence->at[k].report];
            bool less = c->shared.at[i].extents && c->shared.at[i].extents[k] == SAYS_LESS;
            if (!at->says) at->place = evidence->at[k];
            at->less = less && (at->less || !at->says);
            at->says = true;
        }
        mark_readings(m, row, c->shared.at[i].difference);
    }
    for (uint32_t i = 0; i < m->differs; i++) mark_readings(m, m->cells + (size_t)(m->shared + i) * m->n, i);
    return true;
}

static unsigned row_y(const matrix *m, uint32_t row) {
    return TOP + ROW / 2 + ROW * row + (row >= m->shared && m->shared ? 14 : 0);
}
static unsigned column_x(uint32_t report) { return 16 + PITCH * report; }

static void put_columns(const matrix *m) {
    unsigned bottom = row_y(m, m->shared + m->differs - 1) + ROW / 2;
    for (uint32_t r = 0; r < m->n; r++)
        buffer_add_format(m->h->out, "<line class=\"col\" x1=\"%u\" x2=\"%u\" y1=\"24\" y2=\"%u\"/><g class=\"r%u\">"
            "<rect x=\"%u\" y=\"2\" width=\"22\" height=\"20\" rx=\"3\" fill=\"var(--c)\"/>"
            "<text class=\"h\" x=\"%u\" y=\"17\">%s</text></g>\n",
            column_x(r), column_x(r), bottom, (unsigned)(r % 8), column_x(r) - 11, column_x(r), short_letter(r).text);
}

/* Arcs between reports whose words of a row lie in one copied passage. */
static void put_ties(const matrix *m) {
    const syn_collation *c = m->h->c;
    for (uint32_t i = 0; i < c->copies.n; i++)
        for (uint32_t row = 0; row < m->shared; row++) {
            uint32_t last = REPORT_NONE;
            for (uint32_t k = 0; k < c->copies.at[i].spans.n; k++) {
                syn_place place = c->copies.at[i].spans.at[k];
                const cell *at = &m->cells[(size_t)row * m->n + place.report];
                if (!at->says || !span_overlaps(at->place.span, place.span) || place.report == last) continue;
                unsigned y = row_y(m, row) + 6, a = column_x(last == REPORT_NONE ? 0 : last), b = column_x(place.report);
                if (last != REPORT_NONE) buffer_add_format(m->h->out, "<path class=\"tie\" d=\"M%u %uQ%u %u %u %u\"/>", a, y,
                                                           (a + b) / 2, y + 11, b, y);
                last = place.report;
            }
        }
}

static void put_cell(const matrix *m, uint32_t row, uint32_t report) {
    const cell *at = &m->cells[(size_t)row * m->n + report];
    if (!at->says && !at->differs) return;
    const char *symbol = at->differs ? "differs" : at->less ? "less" : "says";
    const char *words = at->differs ? "differs" : at->less ? "says less" : "says it";
    html_raw(m->h->out, "<a href=\"#");
    html_place_name(m->h, at->place);
    buffer_add_format(m->h->out, "\" aria-label=\"%s %s\"><use href=\"#%s\" class=\"r%u\" x=\"%u\" y=\"%u\" width=\"20\" "
                      "height=\"20\"/></a>", short_letter(report).text, words, symbol, (unsigned)(report % 8),
                      column_x(report) - 10, row_y(m, row) - 10);
}

static void put_label(const matrix *m, uint32_t row, const char *kind, uint32_t index, const char *strength,
                      syn_slice text) {
    syn_buffer *out = m->h->out;
    size_t keep = short_cut(text, 120);
    html_raw(out, "<a");
    html_finding_link(m->h, kind, index);
    buffer_add_format(out, "><text x=\"%u\" y=\"%u\"><tspan class=\"dim\">%s</tspan> ", column_x(m->n) - 2,
                      row_y(m, row) + 5, strength);
    html_text(out, slice_cut(text, 0, keep));
    html_raw(out, keep < text.len ? " …</text></a>\n" : "</text></a>\n");
}

static void put_matrix(const matrix *m) {
    const syn_collation *c = m->h->c;
    const difference_head *heads = difference_heads(c, m->h->t->scratch);
    if (!heads) return;
    unsigned height = row_y(m, m->shared + m->differs - 1) + ROW / 2 + 2;
    html_raw(m->h->out, "<figure class=\"chart\">");
    buffer_add_format(m->h->out, "<svg class=\"matrix\" height=\"%u\" role=\"group\" aria-label=\"Which report says what: "
                      "statements down, reports across. The table Agreed says the same in words.\">\n", height);
    put_columns(m);
    put_ties(m);
    for (uint32_t i = 0; i < m->shared; i++) {
        char strength[40];
        snprintf(strength, sizeof strength, "%u/%u", (unsigned)c->shared.at[i].independent, (unsigned)c->accounts);
        for (uint32_t r = 0; r < m->n; r++) put_cell(m, i, r);
        put_label(m, i, "agreed", i, strength, place_slice(c, c->shared.at[i].lead));
    }
    for (uint32_t i = 0; i < m->differs; i++) {
        char number[64];
        snprintf(number, sizeof number, "≠%u %s:", (unsigned)i + 1, heads[i].kind);
        for (uint32_t r = 0; r < m->n; r++) put_cell(m, m->shared + i, r);
        put_label(m, m->shared + i, "differ", i, number, heads[i].words);
    }
    html_raw(m->h->out, "</svg><figcaption>● says it · ○ says less · ≠ differs · ⌣ a copied passage · nothing: "
                        "not in that report. 2/3: two of three independent accounts.");
    if (c->shared.n > m->shared || c->differences.n > m->differs)
        buffer_add_format(m->h->out, " The picture shows %u of %u statements and %u of %u differences; all follow below.",
                          (unsigned)m->shared, (unsigned)c->shared.n, (unsigned)m->differs, (unsigned)c->differences.n);
    html_raw(m->h->out, "</figcaption></figure>\n");
}

/* ---- days ---- */
typedef SYN_VEC(syn_slice) day_list;

static int by_day(const void *a, const void *b) { return slice_compare(*(const syn_slice *)a, *(const syn_slice *)b); }

static void add_day(const html_teller *h, day_list *days, syn_slice value) {
    syn_civil d;
    if (value.len < 10 || !civil_parse(slice_cut(value, 0, 10), &d) || d.grain != CIVIL_DAY) return;
    VEC_PUSH(h->t->scratch, days, slice_cut(value, 0, 10));
}

/* The last HTML_TIMELINE_DAYS days on which something happened or was published. */
static day_list days_of(const html_teller *h) {
    const syn_collation *c = h->c;
    day_list days = {0};
    for (uint32_t i = 0; i < c->timeline.n; i++) add_day(h, &days, c->timeline.at[i].when);
    for (uint32_t i = 0; i < c->count; i++) add_day(h, &days, c->sources[i].day);
    if (!days.n) return days;
    qsort(days.at, days.n, sizeof *days.at, by_day);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < days.n; i++)
        if (!slice_equal(days.at[i], days.at[kept - 1])) days.at[kept++] = days.at[i];
    days.n = kept;
    if (kept > HTML_TIMELINE_DAYS) {
        days.at += kept - HTML_TIMELINE_DAYS;
        days.n = HTML_TIMELINE_DAYS;
    }
    return days;
}

static long day_number(syn_slice day) {
    syn_civil d = {0};
    (void)civil_parse(day, &d);
    return civil_days(d.year, d.month, d.day);
}

/* A day of the year that goes without saying: the last one stated, else one inferred. */
static syn_slice year_of(const syn_collation *c) {
    for (uint32_t i = 0; i < c->count && !c->last_day.len; i++)
        if (c->sources[i].day.len) return c->sources[i].day;
    return c->last_day;
}

/* One day: dots for events above the line, letters of the reports published on it below. Returns the letters set. */
static unsigned put_day(const html_teller *h, syn_slice day, double x) {
    enum { STACK = 5, LETTERS = 8, LINE = 52 };
    const syn_collation *c = h->c;
    unsigned events = 0, letters = 0;
    buffer_add_format(h->out, "<line class=\"tie\" x1=\"%d%%\" x2=\"%d%%\" y1=\"%d\" y2=\"%d\"/>"
                      "<text class=\"dim\" x=\"%d%%\" y=\"%d\">%s</text>", (int)x, (int)x, LINE - 3, LINE + 3, (int)x,
                      LINE + 18, short_day(day, year_of(c)).text);
    for (uint32_t i = 0; i < c->timeline.n; i++) {
        if (!slice_starts(c->timeline.at[i].when, day) || events++ >= STACK) continue;
        html_raw(h->out, "<a");
        html_finding_link(h, "event", i);
        buffer_add_format(h->out, " aria-label=\"event on %s\"><circle cx=\"%d%%\" cy=\"%u\" r=\"4\" fill=\"var(--ink)\"/>"
                                  "</a>",
                          short_day(day, SLICE_NONE).text, (int)x, LINE - 8 - 10 * (events - 1));
    }
    for (uint32_t i = 0; i < c->count && letters < LETTERS; i++) {
        if (!slice_starts(c->sources[i].day, day)) continue;
        buffer_add_format(h->out, "<a href=\"#%sreport-%s\" class=\"r%u\"><svg x=\"%d%%\" y=\"%u\" width=\"22\" "
            "height=\"20\"><rect x=\"-11\" width=\"22\" height=\"18\" rx=\"3\" fill=\"var(--c)\"/>"
            "<text class=\"h\" x=\"0\" y=\"13.5\">%s</text></svg></a>", h->prefix, short_letter(i).text, (unsigned)(i % 8),
            (int)x, LINE + 26 + 22 * letters, short_letter(i).text);
        letters++;
    }
    return letters;
}

static void put_strip(const html_teller *h, const day_list *days) {
    unsigned most = 0;
    for (uint32_t i = 0; i < days->n; i++) {
        unsigned here = 0;
        for (uint32_t r = 0; r < h->c->count; r++) here += slice_starts(h->c->sources[r].day, days->at[i]);
        if (here > most) most = here;
    }
    buffer_add_format(h->out, "<svg class=\"strip\" height=\"%u\" role=\"group\" aria-label=\"Days: events above the line, "
                      "publications below it. The list below says the same in words.\">\n", 78 + 22 * (most < 8 ? most : 8));
    double step = 100.0 / days->n;
    for (uint32_t i = 0; i + 1 < days->n; i++) {
        bool next = day_number(days->at[i + 1]) - day_number(days->at[i]) == 1;
        buffer_add_format(h->out, "<line class=\"tie\" x1=\"%d%%\" x2=\"%d%%\" y1=\"52\" y2=\"52\"%s/>",
                          (int)(step * (i + 0.5)), (int)(step * (i + 1.5)), next ? "" : " stroke-dasharray=\"2 4\"");
    }
    for (uint32_t i = 0; i < days->n; i++) put_day(h, days->at[i], step * (i + 0.5));
    html_raw(h->out, "</svg>\n");
}

void html_timeline(const html_teller *h) {
    const syn_collation *c = h->c;
    if (!c->timeline.n) return;
    html_section(h, "timeline", "Timeline", c->timeline.n);
    html_raw(h->out, "<div class=\"events\">\n");
    for (uint32_t i = 0; i < c->timeline.n; i++) {
        const collation_event *e = &c->timeline.at[i];
        html_fold(h, i, c->timeline.n, "</div>", "<div class=\"events\">");
        if (i == 0 || !slice_equal(e->when, c->timeline.at[i - 1].when)) {
            buffer_add_format(h->out, "<h%u>", h->level + 1);
            html_text(h->out, slice_str(short_when(e->when).text));
            buffer_add_format(h->out, "</h%u>", h->level + 1);
        }
        html_raw(h->out, "<p");
        html_finding_id(h, "event", i);
        html_touches(h, "", &e->evidence);
        html_raw(h->out, ">");
        html_words(h, e->lead, NULL);
        html_raw(h->out, " ");
        html_cites(h, &e->evidence);
        html_raw(h->out, "</p>\n");
    }
    html_raw(h->out, "</div>");
    html_fold_end(h, c->timeline.n);
    html_raw(h->out, "</section>\n");
}

void html_picture(const html_teller *h) {
    matrix m = {.h = h};
    day_list days = days_of(h);
    if (!matrix_fill(&m)) return;
    html_section(h, "picture", "The picture", 0);
    html_raw(h->out, days.n ? "<div class=\"picture\">\n" : "<div>\n");
    put_matrix(&m);
    if (days.n) {
        html_raw(h->out, "<figure class=\"days\">");
        put_strip(h, &days);
        html_raw(h->out, "<figcaption>Dots: events on the day they happened. Letters: reports on the day they were "
                         "published.</figcaption></figure>\n");
    }
    html_raw(h->out, "</div></section>\n");
}
