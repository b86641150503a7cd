/* html_pairs.c - two reports in parallel columns, their aligned statements joined.
 *
 * In: what both of two reports have a part in: shared statements, differences, copied passages, quotes. Out: for each two
 * reports a table: down the left one report in its order, beside each of its sentences what the other one says of the same;
 * sentences with no counterpart in grey; at the end what only the other has. One pair is shown at a time, chosen by radio
 * buttons (:has(), no script); where :has() is not known all are shown. The pair with most in common comes first.
 * Time: pairs times findings, in stories of HTML_PAIR_REPORTS reports at most. */
#include <stdlib.h>

#include "tell/html_writer.h"

typedef struct tie {        /* one finding that joins the two reports */
    const char *kind;       /* of its id */
    uint32_t index;
    syn_places left, right;
    const collation_difference *difference;  /* its words are marked; or NULL */
} tie;
typedef SYN_VEC(tie) ties;

typedef struct pair_of {
    uint32_t left, right;
    ties ties;
} pair_of;

static bool add_tie(const html_teller *h, pair_of *p, tie t, const syn_places *places) {
    for (uint32_t i = 0; i < places->n; i++) {
        if (places->at[i].in_title) continue;
        if (places->at[i].report == p->left && !VEC_PUSH(h->t->scratch, &t.left, places->at[i])) return false;
        if (places->at[i].report == p->right && !VEC_PUSH(h->t->scratch, &t.right, places->at[i])) return false;
    }
    return !t.left.n || !t.right.n || VEC_PUSH(h->t->scratch, &p->ties, t);
}

static int by_place(const void *left, const void *right) {
    const tie *a = left, *b = right;
    uint32_t x = a->left.at[0].span.begin, y = b->left.at[0].span.begin;
    if (x != y) return x < y ? -1 : 1;
    if (a->kind != b->kind) return a->kind[0] < b->kind[0] ? -1 : 1;  /* agreed, copied, differ, quote */
    return a->index < b->index ? -1 : a->index > b->index;
}

static bool gather_ties(const html_teller *h, pair_of *p) {
    const syn_collation *c = h->c;
    for (uint32_t i = 0; i < c->shared.n; i++)
        if (!add_tie(h, p, (tie){"agreed", i, {0}, {0}, NULL}, &c->shared.at[i].evidence)) return false;
    for (uint32_t i = 0; i < c->differences.n; i++) {
        syn_places places = html_readings(h, &c->differences.at[i]);
        if (!add_tie(h, p, (tie){"differ", i, {0}, {0}, &c->differences.at[i]}, &places)) return false;
    }
    for (uint32_t i = 0; i < c->copies.n; i++)
        if (!add_tie(h, p, (tie){"copied", i, {0}, {0}, NULL}, &c->copies.at[i].spans)) return false;
    for (uint32_t i = 0; i < c->quotes.n; i++) {
        if (c->quotes.at[i].difference != REPORT_NONE) continue;
        syn_places places = html_utterance(h, &c->quotes.at[i]);
        if (!add_tie(h, p, (tie){"quote", i, {0}, {0}, NULL}, &places)) return false;
    }
    if (p->ties.n) qsort(p->ties.at, p->ties.n, sizeof *p->ties.at, by_place);
    return true;
}

static void put_name(const html_teller *h, const tie *t) {
    bool differs = t->difference != NULL;
    buffer_add_format(h->out, "<a class=\"%s\"", differs ? "ne" : "tie");
    html_finding_link(h, t->kind, t->index);
    buffer_add_format(h->out, ">%s%s%u</a>", differs ? "≠" : t->kind, differs ? "" : " ", (unsigned)t->index + 1);
}

static const syn_places *marks_at(const tie *t, syn_place place) {
    for (uint32_t i = 0; t->difference && i < t->difference->readings.n; i++) {
        const collation_reading *r = &t->difference->readings.at[i];
        if (r->place.report == place.report && r->place.span.begin == place.span.begin) return &r->marks;
    }
    return NULL;
}

/* The sentence around a place, the place itself in full ink. */
static void put_sentence(const html_teller *h, syn_place place, const syn_places *marks) {
    const syn_report *r = h->c->reports[place.report];
    uint32_t s = report_sentence_at(r, place.span.begin);
    syn_span whole = s == REPORT_NONE ? place.span : (syn_span){r->sentences.at[s].begin, r->sentences.at[s].end};
    if (whole.begin < place.span.begin) {
        html_raw(h->out, "<span class=\"around\">");
        html_bdi(h->out, slice_cut(r->text, whole.begin, place.span.begin), r);
        html_raw(h->out, "</span>");
    }
    html_words(h, place, marks);
    if (whole.end > place.span.end) {
        html_raw(h->out, "<span class=\"around\">");
        html_bdi(h->out, slice_cut(r->text, place.span.end, whole.end), r);
        html_raw(h->out, "</span>");
    }
}

static void put_side(const html_teller *h, const tie *t, const syn_places *places) {
    for (uint32_t i = 0; i < places->n; i = places_next(h->c, places, i + 1)) {
        html_raw(h->out, "<p>");
        html_cite(h, places->at[i]);
        html_raw(h->out, " ");
        put_sentence(h, places->at[i], marks_at(t, places->at[i]));
        html_raw(h->out, "</p>");
    }
}

static uint32_t last_sentence(const syn_report *r, const syn_places *places) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < places->n; i++) {
        uint32_t s = report_sentence_at(r, places->at[i].span.end - 1);
        if (s != REPORT_NONE && s > last) last = s;
    }
    return last;
}

/* Does every sentence of the places stand among those of the others? */
static bool inside_of(const syn_report *r, const syn_places *places, const syn_places *others) {
    for (uint32_t i = 0; i < places->n; i++) {
        uint32_t s = report_sentence_at(r, places->at[i].span.begin);
        bool found = false;
        for (uint32_t k = 0; k < others->n && !found; k++) found = report_sentence_at(r, others->at[k].span.begin) == s;
        if (!found) return false;
    }
    return true;
}

/* Sentences from `from` to `to` of a report, in grey, as one cell. */
static void put_alone(const html_teller *h, uint32_t report, uint32_t from, uint32_t to) {
    const syn_report *r = h->c->reports[report];
    if (to > r->sentences.n) to = r->sentences.n;
    if (from >= to) return;
    html_raw(h->out, "<tr class=\"alone\"><td><p>");
    html_bdi(h->out, slice_cut(r->text, r->sentences.at[from].begin, r->sentences.at[to - 1].end), r);
    html_raw(h->out, "</p></td><td></td></tr>\n");
}

/* What only the right report has: its sentences that no tie touches. */
static void put_rest(const html_teller *h, const pair_of *p) {
    const syn_report *r = h->c->reports[p->right];
    uint8_t *touched = ARENA_ARRAY(h->t->scratch, uint8_t, (size_t)r->sentences.n + 1);
    if (!touched) return;
    for (uint32_t i = 0; i < p->ties.n; i++)
        for (uint32_t k = 0; k < p->ties.at[i].right.n; k++) {
            syn_span span = p->ties.at[i].right.at[k].span;
            uint32_t s = report_sentence_at(r, span.begin);
            for (; s < r->sentences.n && r->sentences.at[s].begin < span.end; s++) touched[s] = 1;
        }
    for (uint32_t s = 0, from; s < r->sentences.n; s++) {
        if (touched[s]) continue;
        for (from = s; s + 1 < r->sentences.n && !touched[s + 1]; s++) {}
        html_raw(h->out, "<tr class=\"alone\"><td></td><td><p>");
        html_bdi(h->out, slice_cut(r->text, r->sentences.at[from].begin, r->sentences.at[s].end), r);
        html_raw(h->out, "</p></td></tr>\n");
    }
}

static void put_pair(const html_teller *h, const pair_of *p) {
    const syn_report *left = h->c->reports[p->left];
    buffer_add_format(h->out, "<table class=\"pair %spair-%u-%u\"><thead><tr>", h->prefix, (unsigned)p->left,
                      (unsigned)p->right);
    for (int side = 0; side < 2; side++) {
        uint32_t report = side ? p->right : p->left;
        buffer_add_format(h->out, "<th scope=\"col\" class=\"r%u\">", (unsigned)(report % 8));
        html_letter(h, report);
        html_raw(h->out, " ");
        html_bdi(h->out, teller_source(h->t, h->c->reports[report]), NULL);
        html_raw(h->out, "</th>");
    }
    html_raw(h->out, "</tr></thead><tbody>\n");
    uint32_t next = 0;
    for (uint32_t i = 0; i < p->ties.n;) {
        const tie *t = &p->ties.at[i++];
        uint32_t first = report_sentence_at(left, t->left.at[0].span.begin);
        if (first != REPORT_NONE && first > next) put_alone(h, p->left, next, first);
        uint32_t last = last_sentence(left, &t->left);
        if (last + 1 > next) next = last + 1;
        html_raw(h->out, "<tr class=\"joined\"><td>");
        put_name(h, t);
        for (; i < p->ties.n && inside_of(left, &p->ties.at[i].left, &t->left) &&
               inside_of(h->c->reports[p->right], &p->ties.at[i].right, &t->right); i++)
            put_name(h, &p->ties.at[i]);
        put_side(h, t, &t->left);
        html_raw(h->out, "</td><td>");
        put_side(h, t, &t->right);
        html_raw(h->out, "</td></tr>\n");
    }
    put_alone(h, p->left, next, left->sentences.n);
    put_rest(h, p);
    html_raw(h->out, "</tbody></table>\n");
}

static bool few(const syn_collation *c) { return c->count >= 2 && c->count <= HTML_PAIR_REPORTS; }

/* Two reports or more have a finding in common exactly where there is one that is not inside a report. */
bool html_has_pairs(const syn_collation *c) {
    bool between = c->shared.n || c->copies.n;
    for (uint32_t i = 0; i < c->differences.n && !between; i++) between = c->differences.at[i].kind != DIFFER_INSIDE;
    return few(c) && between;
}

void html_pairs(const html_teller *h) {
    const syn_collation *c = h->c;
    if (!html_has_pairs(c)) return;
    pair_of pairs[HTML_PAIR_REPORTS * HTML_PAIR_REPORTS];
    uint32_t n = 0, most = 0;
    for (uint32_t a = 0; a < c->count; a++)
        for (uint32_t b = a + 1; b < c->count; b++) {
            pairs[n] = (pair_of){.left = a, .right = b};
            if (!gather_ties(h, &pairs[n])) return;
            if (pairs[n].ties.n > pairs[most].ties.n) most = n;
            n++;
        }
    html_section(h, "pairs", "Two reports in parallel", 0);
    html_raw(h->out, "<fieldset class=\"filter pairs\"><legend>Reports</legend>");
    for (uint32_t i = 0; i < n; i++) {
        buffer_add_format(h->out, "<label><input type=\"radio\" name=\"%spair\" id=\"%spair-%u-%u\"%s> ", h->prefix,
                          h->prefix, (unsigned)pairs[i].left, (unsigned)pairs[i].right, i == most ? " checked" : "");
        html_letter(h, pairs[i].left);
        html_letter(h, pairs[i].right);
        buffer_add_format(h->out, " <span class=\"n\">%u</span></label> ", (unsigned)pairs[i].ties.n);
    }
    html_raw(h->out, "</fieldset>\n<p class=\"lede\">Down the left one report in its own order; beside it what the "
                     "other says of the same. Grey: no counterpart was found.</p>\n");
    for (uint32_t i = 0; i < n; i++) put_pair(h, &pairs[i]);
    html_raw(h->out, "</section>\n");
}

void html_pair_rules(const html_teller *h, syn_buffer *rules) {
    if (!html_has_pairs(h->c)) return;
    for (uint32_t a = 0; a < h->c->count; a++)
        for (uint32_t b = a + 1; b < h->c->count; b++)
            buffer_add_format(rules, ":root:has(#%spair-%u-%u:not(:checked)) .%spair-%u-%u{display:none}\n", h->prefix,
                              (unsigned)a, (unsigned)b, h->prefix, (unsigned)a, (unsigned)b);
}
