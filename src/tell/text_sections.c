/* text_sections.c - the main parts of the terminal form: brief, agreed, differ, who said what.
 *
 * Evidence is shown whole where it is short; where it is long, the words around its marks are shown and … stands for the
 * rest, at word borders. Readings with the same words share a line. Every list keeps the order of the collation. */
#include <stdio.h>

#include "text/utf8.h"
#include "tell/text_parts.h"

/* ---- evidence ---- */
/* Words of [from, to) of what `place` is in, the marked ones in ⟨ ⟩; *mark goes on over the marks, which are in order. */
static void marked_words(text_teller *x, syn_place place, uint32_t from, uint32_t to, const syn_places *marks,
                         uint32_t *mark) {
    syn_slice text = place_whole(x->c, place);
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
    syn_slice text = place_whole(x->c, place);
    uint32_t mark = 0, shown_to = place.span.begin;
    for (uint32_t i = 0; i < marks->n;) {
        uint32_t from = marks->at[i].span.begin, to = marks->at[i].span.end;
        from = from > shown_to + AROUND ? word_begin_before(text, from - AROUND, shown_to) : shown_to;
        for (i++; i < marks->n && marks->at[i].span.begin <= to + 2 * AROUND; i++)
            if (marks->at[i].span.end > to) to = marks->at[i].span.end;
        to = place.span.end - to > AROUND ? word_end_after(text, to + AROUND, place.span.end) : place.span.end;
        if (from > shown_to) flow_str(&x->f, shown_to > place.span.begin ? " … " : "… ", FLOW_DIM);
        marked_words(x, place, from, to, marks, &mark);
        shown_to = to;
    }
    if (shown_to < place.span.end) flow_str(&x->f, " …", FLOW_DIM);
}

void text_evidence(text_teller *x, syn_place place, const syn_places *marks) {
    uint32_t mark = 0;
    syn_slice text = place_slice(x->c, place);
    if (text.len <= TEXT_EVIDENCE) {
        marked_words(x, place, place.span.begin, place.span.end, marks, &mark);
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

/* True where all places of several reports' story are one report's. */
static bool one_tells(const text_teller *x, const syn_places *places) {
    for (uint32_t i = 1; i < places->n; i++)
        if (places->at[i].report != places->at[0].report) return false;
    return x->c->count > 1 && places->n;
}

static void text_bracket(text_teller *x, const syn_places *places, uint32_t difference) {
    flow_space(&x->f);
    flow_str(&x->f, one_tells(x, places) ? "[only\xC2\xA0" : "[", FLOW_DIM);
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
        text_why(x, &s->why, 4);
    }
}

/* ---- agreed ---- */
/* What the marks mean, where there are any. */
static void agreed_legend(text_teller *x, uint32_t limit) {
    bool less = false, more = false;
    for (uint32_t i = 0; i < limit; i++)
        for (uint32_t r = 0; r < x->c->count && x->c->count <= TEXT_GRID; r++) {
            const char *mark = extent_mark(&x->c->shared.at[i], r);
            less = less || !strcmp(mark, SAYS_LESS_MARK);
            more = more || !strcmp(mark, SAYS_MORE_MARK);
        }
    if (!less && !more) return;
    flow_begin(&x->f, 2, 4);
    if (less) flow_str(&x->f, SAYS_LESS_MARK "\xC2\xA0says less", FLOW_DIM);
    if (less && more) flow_str(&x->f, TEXT_DOT, FLOW_DIM);
    if (more) flow_str(&x->f, SAYS_MORE_MARK "\xC2\xA0says more", FLOW_DIM);
    flow_end(&x->f);
}
static unsigned wider(unsigned a, unsigned b) { return a > b ? a : b; }

/* The citation of report r among places in order of report, starting the search at *at: "A4,7", or "" . */
static short_text grid_cite(const text_teller *x, const collation_shared *s, uint32_t report, uint32_t *at) {
    const syn_places *places = &s->evidence;
    short_text out = {{0}};
    unsigned numbers = 0;
    const char *mark = extent_mark(s, report);
    for (; *at < places->n && places->at[*at].report == report; *at = places_next(x->c, places, *at + 1)) {
        size_t n = strlen(out.text);
        if (numbers == 0) out = text_cite(x, places->at[*at]);
        else if (numbers == 1)
            snprintf(out.text + n, sizeof out.text - n, ",%u", (unsigned)short_sentence(x->c, places->at[*at]));
        numbers++;
    }
    size_t n = strlen(out.text);
    if (numbers) snprintf(out.text + n, sizeof out.text - n, "%s", mark);
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
            columns[r] = wider(columns[r], flow_columns(slice_str(grid_cite(x, &c->shared.at[i], r, &at).text)));
    for (uint32_t r = 0; r < c->count; r++) sum += wider(columns[r], 1) + 1;
    return x->f.width >= 64 && flow_tail_fits(&x->f, sum);
}

static void grid_tail(text_teller *x, const collation_shared *s, const unsigned columns[TEXT_GRID]) {
    for (uint32_t r = 0, at = 0; r < x->c->count; r++) {
        short_text cite = grid_cite(x, s, r, &at);
        if (cite.text[0]) flow_tail_add(&x->f, slice_str(cite.text), flow_report(r));
        else flow_tail_add(&x->f, SLICE_LIT("·"), FLOW_DIM);
        unsigned used = cite.text[0] ? flow_columns(slice_str(cite.text)) : 1, wanted = wider(columns[r], 1);
        for (unsigned k = used; k < wanted + (r + 1 < x->c->count); k++)
            flow_tail_add(&x->f, slice_str("\xC2\xA0"), FLOW_PLAIN);
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
        text_why(x, &s->why, hang);
    }
    if (grid) agreed_legend(x, limit);
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

/* What became of the words of a reading. */
static void text_change(text_teller *x, uint32_t change) {
    bool first = true;
    for (unsigned i = 0; i < QUOTE_CHANGES; i++) {
        const char *name = change >> i & 1 ? short_change(i) : NULL;
        if (!name) continue;
        flow_str(&x->f, first ? TEXT_DOT : ", ", FLOW_DIM);
        flow_str(&x->f, name, FLOW_DIM);
        first = false;
    }
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
        text_change(x, r->change);
        if (r->later) flow_str(&x->f, TEXT_DOT "the later account", FLOW_DIM);
        flow_end(&x->f);
    }
}

/* One line, with the kind at its right end, where most of the words fit beside it; else the kind follows them. */
static void differ_head(text_teller *x, uint32_t index, difference_head head) {
    enum { LEAST = 36, BESIDE = 2 + 2 };  /* columns that a head needs when it is cut; indent, and gap before the kind */
    char number[16];
    snprintf(number, sizeof number, "≠%u\xC2\xA0", (unsigned)index + 1);
    unsigned kind = flow_columns(slice_str(head.kind)), taken = BESIDE + kind + flow_columns(slice_str(number));
    unsigned room = x->f.width > taken ? x->f.width - taken : 0, words = flow_columns(head.words) + (head.cut ? 2 : 0);
    bool beside = flow_tail_fits(&x->f, kind) && (words <= room || room >= LEAST);
    if (beside && words > room) {
        head.words.len = short_cut(head.words, room - 2);
        head.cut = true;
    }
    if (beside) flow_tail_add(&x->f, slice_str(head.kind), FLOW_DIM);
    flow_begin(&x->f, 2, 4);
    flow_str(&x->f, number, FLOW_MARK);
    flow_text(&x->f, head.words, FLOW_BOLD);
    if (head.cut) flow_str(&x->f, "\xC2\xA0…", FLOW_DIM);
    if (!beside) {
        flow_str(&x->f, TEXT_DOT, FLOW_DIM);
        flow_str(&x->f, head.kind, FLOW_DIM);
    }
    flow_end(&x->f);
}

void text_differ(text_teller *x) {
    const syn_collation *c = x->c;
    uint32_t limit = text_limit(x, c->differences.n);
    const difference_head *heads = difference_heads(c, x->t->scratch);
    if (!heads) return;
    text_heading(x, "DIFFER", c->differences.n);
    for (uint32_t i = 0; i < limit; i++) {
        if (i) flow_blank(&x->f);
        differ_head(x, i, heads[i]);
        text_readings(x, &c->differences.at[i]);
        text_why(x, &c->differences.at[i].why, 4);
    }
    text_more(x, limit, c->differences.n, "differ");
}

/* ---- who said what ---- */
void text_roles(text_teller *x, const collation_person *p, const char *before) {
    enum { ROLES = 5 };
    for (uint32_t i = 0, told = 0; i < p->roles.n && told < ROLES; i++) {
        if (!role_is_new(x->c, p, i)) continue;
        flow_str(&x->f, told++ ? TEXT_DOT : before, FLOW_DIM);
        flow_text(&x->f, place_slice(x->c, p->roles.at[i]), FLOW_PLAIN);
        flow_str(&x->f, " (", FLOW_DIM);
        for (uint32_t k = i; k != REPORT_NONE; k = role_next(x->c, p, i, k)) {
            if (k != i) flow_str(&x->f, "\xC2\xA0", FLOW_PLAIN);
            flow_str(&x->f, short_letter(p->roles.at[k].report).text, flow_report(p->roles.at[k].report));
        }
        flow_str(&x->f, ")", FLOW_DIM);
    }
}

static void said_head(text_teller *x, const said_group *g) {
    flow_begin(&x->f, 2, 4);
    if (g->name.len) flow_text(&x->f, g->name, FLOW_BOLD);
    else flow_str(&x->f, "speaker not named", FLOW_BOLD);
    if (g->person != REPORT_NONE) text_roles(x, &x->c->people.at[g->person], ", ");
    flow_end(&x->f);
}

static void said_where(text_teller *x, const collation_utterance *u) {
    enum { READINGS = 8 };
    syn_slice day = SLICE_NONE, venue = SLICE_NONE;
    for (uint32_t i = 0; i < u->readings.n && i < READINGS; i++) {
        const collation_reading_of_quote *r = &u->readings.at[i];
        bool new_day = r->said_on.len && !slice_equal(day, r->said_on);
        bool new_venue = r->venue.len && !slice_equal(venue, r->venue);
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
    bool marks = u->kind == QUOTE_DIRECT || u->kind == QUOTE_BLOCK;
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
    for (uint32_t i = 0; i < u->readings.n; i++) {
        if (!(u->readings.at[i].change & SHORT_CHANGES_SAID)) continue;
        text_change(x, u->readings.at[i].change & SHORT_CHANGES_SAID);
        if (u->readings.at[i].change & CHANGE_OTHER_SPEAKER) {
            flow_str(&x->f, ", ", FLOW_DIM);
            flow_text(&x->f, u->readings.at[i].speaker, FLOW_DIM);
        }
        flow_str(&x->f, " (", FLOW_DIM);
        flow_str(&x->f, short_letter(u->readings.at[i].place.report).text, flow_report(u->readings.at[i].place.report));
        flow_str(&x->f, ")", FLOW_DIM);
    }
    flow_end(&x->f);
    text_why(x, &u->why, 8);
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
