/* html_findings.c - the findings of a story as sections of the page: brief, agreed, differ, who said what, only, copied.
 *
 * In: lists of the collation, in their order. Out: HTML. Each finding has an id, each of its places a chip that jumps to
 * the words in the report (html_panes.c), and a folded part with its link, citations and reasons (html_tools.c). Long
 * lists fold their later items away; nothing is left out. */
#include <stdio.h>

#include "tell/html_writer.h"
#include "text/utf8.h"

static void put_brief(const html_teller *h) {
    html_section(h, "brief", "In brief", 0);
    html_raw(h->out, "<ol class=\"brief\">\n");
    for (uint32_t i = 0; i < h->c->brief.n; i++) {
        const collation_sentence *s = &h->c->brief.at[i];
        html_raw(h->out, "<li");
        html_finding_id(h, "brief", i);
        html_raw(h->out, ">");
        html_words(h, s->lead, NULL);
        html_raw(h->out, " ");
        html_cites(h, &s->cites);
        html_differs(h, s->difference);
        html_tools(h, "brief", i, &s->cites, NULL);
        html_raw(h->out, "</li>\n");
    }
    html_raw(h->out, "</ol></section>\n");
}

static void put_agreed(const html_teller *h) {
    static const char head[] = "<table class=\"stack\"><thead><tr><th scope=\"col\">Accounts</th>"
                               "<th scope=\"col\">Statement</th><th scope=\"col\">Where it stands</th></tr></thead>"
                               "<tbody>\n";
    uint32_t n = h->c->shared.n;
    html_section(h, "agreed", "Agreed", n);
    html_raw(h->out, "<p class=\"lede\">What two independent accounts or more say, in the words of one of them. What one "
                     "report copied from another counts once.</p>\n");
    html_raw(h->out, head);
    for (uint32_t i = 0; i < n; i++) {
        const collation_shared *s = &h->c->shared.at[i];
        html_fold(h, i, n, "</tbody></table>", head);
        html_raw(h->out, "<tr");
        html_finding_id(h, "agreed", i);
        html_touches(h, "", &s->evidence);
        buffer_add_format(h->out, "><td class=\"k\">%u of %u</td><td>", (unsigned)s->independent, (unsigned)h->c->accounts);
        html_words(h, s->lead, NULL);
        html_differs(h, s->difference);
        html_tools(h, "agreed", i, &s->evidence, &s->why);
        html_raw(h->out, "</td><td class=\"c\">");
        html_cites(h, &s->evidence);
        html_raw(h->out, "</td></tr>\n");
    }
    html_raw(h->out, "</tbody></table>");
    html_fold_end(h, n);
    html_raw(h->out, "</section>\n");
}

/* What became of the words of a reading, in grey. */
static void put_change(const html_teller *h, uint32_t change) {
    bool first = true;
    for (unsigned i = 0; i < QUOTE_CHANGES; i++) {
        const char *name = change >> i & 1 ? short_change(i) : NULL;
        if (!name) continue;
        html_raw(h->out, first ? " <span class=\"around\">· " : ", ");
        html_raw(h->out, name);
        first = false;
    }
    if (!first) html_raw(h->out, "</span>");
}

/* The rest of the sentence around a place, in grey: at most AROUND bytes on a side, cut at a word. */
enum { AROUND = 160 };
static void put_before(const html_teller *h, syn_place place) {
    if (place.in_title) return;
    const syn_report *r = h->c->reports[place.report];
    uint32_t s = report_sentence_at(r, place.span.begin);
    if (s == REPORT_NONE || r->sentences.at[s].begin >= place.span.begin) return;
    uint32_t from = r->sentences.at[s].begin;
    bool cut = place.span.begin - from > AROUND;
    if (cut)
        for (from = place.span.begin - AROUND; from < place.span.begin && r->text.ptr[from - 1] != ' '; from++) {}
    html_raw(h->out, cut ? "<span class=\"around\">… " : "<span class=\"around\">");
    html_bdi(h->out, slice_cut(r->text, from, place.span.begin), r);
    html_raw(h->out, "</span>");
}

static void put_after(const html_teller *h, syn_place place) {
    if (place.in_title) return;
    const syn_report *r = h->c->reports[place.report];
    uint32_t s = report_sentence_at(r, place.span.end - 1);
    if (s == REPORT_NONE || r->sentences.at[s].end <= place.span.end) return;
    syn_slice rest = slice_cut(r->text, place.span.end, r->sentences.at[s].end);
    size_t keep = short_cut(rest, AROUND);
    html_raw(h->out, "<span class=\"around\">");
    html_bdi(h->out, slice_cut(rest, 0, keep), r);
    html_raw(h->out, keep < rest.len ? " …</span>" : "</span>");
}

static void put_differences(const html_teller *h) {
    uint32_t n = h->c->differences.n;
    const difference_head *heads = difference_heads(h->c, h->t->scratch);
    if (!heads) return;
    html_section(h, "differ", "Where they differ", n);
    for (uint32_t i = 0; i < n; i++) {
        const collation_difference *d = &h->c->differences.at[i];
        html_fold(h, i, n, "", "");
        syn_places places = html_readings(h, d);
        html_raw(h->out, "<article");
        html_finding_id(h, "differ", i);
        char class[48];
        snprintf(class, sizeof class, "differ %sk%u ", h->prefix, (unsigned)d->kind);
        html_touches(h, class, &places);
        buffer_add_format(h->out, "><h%u><span class=\"kind\">≠%u · %s</span>", h->level + 1, (unsigned)i + 1,
                          heads[i].kind);
        html_bdi(h->out, heads[i].words, h->c->reports[d->about.report]);
        html_raw(h->out, heads[i].cut ? " …" : "");
        buffer_add_format(h->out, "</h%u><ul>\n", h->level + 1);
        for (uint32_t k = 0; k < d->readings.n; k++) {
            const collation_reading *r = &d->readings.at[k];
            html_raw(h->out, "<li><span class=\"cites\">");
            html_cite(h, r->place);
            html_raw(h->out, "</span><span>");
            put_before(h, r->place);
            html_words(h, r->place, &r->marks);
            put_after(h, r->place);
            put_change(h, r->change);
            html_raw(h->out, r->later ? " <span class=\"around\">· later</span></span></li>\n" : "</span></li>\n");
        }
        html_raw(h->out, "</ul>");
        html_tools(h, "differ", i, &places, &d->why);
        html_raw(h->out, "</article>\n");
    }
    html_fold_end(h, n);
    html_raw(h->out, "</section>\n");
}

/* ---- who said what ---- */
static void put_speaker(const html_teller *h, const said_group *g) {
    buffer_add_format(h->out, "<th scope=\"rowgroup\" rowspan=\"%u\"><span class=\"who\">", (unsigned)g->utterances.n);
    if (g->name.len) html_bdi(h->out, g->name, NULL);
    else html_raw(h->out, "Speaker not named");
    html_raw(h->out, "</span>");
    const collation_person *p = g->person != REPORT_NONE ? &h->c->people.at[g->person] : NULL;
    if (p) html_roles(h, p);
    html_raw(h->out, "</th>");
}

/* What the readings are that are no plain quotation of the fullest. */
static void put_changes(const html_teller *h, const collation_utterance *u) {
    for (uint32_t i = 0; i < u->readings.n; i++) {
        if (!(u->readings.at[i].change & SHORT_CHANGES_SAID)) continue;
        html_raw(h->out, "<div>");
        put_change(h, u->readings.at[i].change & SHORT_CHANGES_SAID);
        if (u->readings.at[i].change & CHANGE_OTHER_SPEAKER) {
            html_raw(h->out, ", ");
            html_bdi(h->out, u->readings.at[i].speaker, NULL);
        }
        html_raw(h->out, "\xC2\xA0");
        html_letter(h, u->readings.at[i].place.report);
        html_raw(h->out, "</div>");
    }
}

/* When and where it was said, each once, with the reports that say so. */
static void put_where(const html_teller *h, const collation_utterance *u) {
    for (uint32_t i = 0; i < u->readings.n; i++) {
        const collation_reading_of_quote *r = &u->readings.at[i];
        const collation_reading_of_quote *before = i ? &u->readings.at[i - 1] : NULL;
        if (!r->said_on.len && !r->venue.len) continue;
        if (before && slice_equal(before->said_on, r->said_on) && slice_equal(before->venue, r->venue)) continue;
        html_raw(h->out, "<div>");
        html_text(h->out, slice_str(short_when(r->said_on).text));
        if (r->said_on.len && r->venue.len) html_raw(h->out, ", ");
        if (r->venue.len) html_bdi(h->out, r->venue, h->c->reports[r->place.report]);
        html_raw(h->out, "\xC2\xA0");
        html_letter(h, r->place.report);
        html_raw(h->out, "</div>");
    }
}

static void put_utterance(const html_teller *h, uint32_t index) {
    const collation_utterance *u = &h->c->quotes.at[index];
    bool marks = u->kind == QUOTE_DIRECT || u->kind == QUOTE_BLOCK;
    html_raw(h->out, marks ? "<td><blockquote>“" : "<td><blockquote>");
    html_words(h, u->lead, NULL);
    html_raw(h->out, marks ? "”" : "");
    html_differs(h, u->difference);
    html_raw(h->out, "</blockquote>");
    syn_places places = html_utterance(h, u);
    html_tools(h, "quote", index, &places, &u->why);
    html_raw(h->out, "</td><td class=\"where\">");
    put_where(h, u);
    put_changes(h, u);
    html_raw(h->out, "</td><td class=\"c\"><span class=\"cites\">");
    for (uint32_t i = 0; i < u->readings.n; i++) {
        if (i) html_raw(h->out, " ");
        html_cite(h, u->readings.at[i].place);
    }
    html_raw(h->out, "</span></td></tr>\n");
}

static void put_said(const html_teller *h) {
    said_groups groups = said_by_speaker(h->c, h->t->scratch);
    html_section(h, "quotes", "Who said what", h->c->quotes.n);
    html_raw(h->out, "<table class=\"stack\"><thead><tr><th scope=\"col\">Who</th><th scope=\"col\">Said</th>"
                     "<th scope=\"col\">When and where</th><th scope=\"col\">Reported by</th></tr></thead>\n");
    for (uint32_t g = 0; g < groups.n; g++) {
        syn_places places = {0};
        for (uint32_t i = 0; i < groups.at[g].utterances.n; i++) {
            const collation_utterance *u = &h->c->quotes.at[groups.at[g].utterances.at[i]];
            for (uint32_t k = 0; k < u->readings.n; k++) {
                VEC_PUSH(h->t->scratch, &places, u->readings.at[k].place);
                if (span_present(u->readings.at[k].source.span)) VEC_PUSH(h->t->scratch, &places, u->readings.at[k].source);
            }
        }
        html_raw(h->out, "<tbody");
        html_touches(h, "", &places);
        html_raw(h->out, ">");
        for (uint32_t i = 0; i < groups.at[g].utterances.n; i++) {
            html_raw(h->out, "<tr class=\"said\"");
            html_finding_id(h, "quote", groups.at[g].utterances.at[i]);
            html_raw(h->out, ">");
            if (i == 0) put_speaker(h, &groups.at[g]);
            put_utterance(h, groups.at[g].utterances.at[i]);
        }
        html_raw(h->out, "</tbody>\n");
    }
    html_raw(h->out, "</table></section>\n");
}

/* ---- only one, copied ---- */
static void put_only(const html_teller *h) {
    uint32_t n = h->c->only.n;
    html_section(h, "only", "Only one report says", n);
    html_raw(h->out, "<ul class=\"only\">\n");
    for (uint32_t i = 0; i < n; i++) {
        html_fold(h, i, n, "</ul>", "<ul class=\"only\">");
        html_raw(h->out, "<li");
        syn_places places = {&h->c->only.at[i].place, 1, 1};
        html_finding_id(h, "only", i);
        html_touches(h, "", &places);
        html_raw(h->out, "><span>");
        html_cite(h, h->c->only.at[i].place);
        html_raw(h->out, "</span><span>");
        html_words(h, h->c->only.at[i].place, NULL);
        html_tools(h, "only", i, &places, &h->c->only.at[i].why);
        html_raw(h->out, "</span></li>\n");
    }
    html_raw(h->out, "</ul>");
    html_fold_end(h, n);
    html_raw(h->out, "</section>\n");
}

static void put_copies(const html_teller *h) {
    uint32_t n = h->c->copies.n;
    html_section(h, "copied", "Copied passages", n);
    for (uint32_t i = 0; i < n; i++) {
        const collation_copy *copy = &h->c->copies.at[i];
        bool known = copy_first_known(h->c, copy);
        html_fold(h, i, n, "", "");
        html_raw(h->out, "<div");
        html_finding_id(h, "copied", i);
        html_touches(h, "copy ", &copy->spans);
        html_raw(h->out, ">\n");
        for (uint32_t k = 0; k < copy->spans.n; k++) {
            syn_place place = copy->spans.at[k];
            short_text day = short_day(h->c->sources[place.report].day, h->c->last_day);
            buffer_add_format(h->out, "<div class=\"r%u\"><h%u>", (unsigned)(place.report % 8), h->level + 1);
            html_cite(h, place);
            html_raw(h->out, " <span class=\"soft\">");
            html_bdi(h->out, teller_source(h->t, h->c->reports[place.report]), NULL);
            buffer_add_format(h->out, "%s%s%s</span></h%u><p>", day.text[0] ? ", " : "", day.text,
                              place.report == copy->first && known ? ", had it first" : "", h->level + 1);
            html_words(h, place, NULL);
            html_raw(h->out, "</p></div>\n");
        }
        html_tools(h, "copied", i, &copy->spans, &copy->why);
        html_raw(h->out, "</div>\n");
    }
    html_fold_end(h, n);
    html_raw(h->out, "</section>\n");
}

void html_findings(const html_teller *h) {
    if (h->c->brief.n) put_brief(h);
    html_picture(h);
    html_filters(h);
    if (h->c->shared.n) put_agreed(h);
    if (h->c->differences.n) put_differences(h);
    if (h->c->quotes.n) put_said(h);
    if (h->c->only.n) put_only(h);
    if (h->c->copies.n) put_copies(h);
    html_people(h);
    html_timeline(h);
    html_pairs(h);
}
