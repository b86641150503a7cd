/* html_panes.c - the reports side by side, their words marked by what was found in them.
 *
 * In: the places of all findings. Out: each report's text; every place that a chip links to is an element with the id
 * letter-begin-end, which lights up when it is the target; the words of a mark are a link back to their finding.
 * Idea: places of one span are one mark; marks are opened and closed in one sweep over the text with a stack. Marks may
 * cross one another and paragraphs, elements may not: a mark that has to be cut goes on in a new element without id, and
 * a style rule lights the pieces together. At most DEPTH marks are open at a time; a deeper one becomes an empty anchor.
 * Links cannot nest, so each piece of text is one link: that of the innermost mark. Time: linear in text and marks, the
 * marks sorted. */
#include <stdlib.h>

#include "tell/html_writer.h"

enum { DEPTH = 8, RULES_MAX = 1000 };

/* What a mark is there for, the more telling the higher: it decides where its words link to. */
typedef enum mark_why {
    WHY_PERSON, WHY_BRIEF, WHY_EVENT, WHY_ONLY, WHY_COPY, WHY_AGREED, WHY_QUOTE, WHY_DIFFER, WHY_WORDS
} mark_why;
static const char *const finding_names[] = {"person", "brief", "event", "only", "copied", "agreed", "quote", "differ",
                                            "differ"};

typedef struct pane_mark {
    syn_span span;
    uint32_t finding;  /* of the most telling reason */
    uint16_t whys;     /* set of mark_why */
    uint8_t best, person;  /* person: 1 to HTML_PEOPLE, or 0 */
} pane_mark;
typedef SYN_VEC(pane_mark) pane_marks;

typedef struct pane {
    const html_teller *h;
    syn_buffer *out, *rules;  /* out NULL: only the rules are wanted */
    uint32_t report;
    const syn_report *r;
    pane_mark *marks;
    uint32_t n, next;         /* marks; the next to open */
    pane_mark *stack[DEPTH];
    uint32_t depth, sentence, block;
    unsigned *rule_count;
} pane;

/* ---- gathering ---- */
typedef struct gatherer {
    const html_teller *h;
    pane_marks *lists;  /* one a report */
} gatherer;

static void gather(gatherer *g, syn_place place, mark_why why, uint32_t finding, uint32_t person) {
    if (!span_present(place.span) || place.in_title) return;
    pane_mark mark = {place.span, finding, (uint16_t)(1u << why), (uint8_t)why, (uint8_t)person};
    VEC_PUSH(g->h->t->scratch, &g->lists[place.report], mark);
}

static void gather_all(gatherer *g, const syn_places *places, mark_why why, uint32_t finding) {
    for (uint32_t i = 0; i < places->n; i++) gather(g, places->at[i], why, finding, 0);
}

static void gather_people(gatherer *g, const syn_collation *c) {
    for (uint32_t i = 0; i < c->people.n; i++) {
        const collation_person *p = &c->people.at[i];
        for (uint32_t k = 0; k < p->roles.n; k++) gather(g, p->roles.at[k], WHY_PERSON, i, 0);
        for (uint32_t k = 0; k < p->mentions.n; k++) {  /* all of some, and of the others the first in each report */
            bool first = k == 0 || p->mentions.at[k].report != p->mentions.at[k - 1].report;
            if (i < HTML_PEOPLE || first) gather(g, p->mentions.at[k], WHY_PERSON, i, i < HTML_PEOPLE ? i + 1 : 0);
        }
    }
}

static void gather_findings(gatherer *g, const syn_collation *c) {
    for (uint32_t i = 0; i < c->brief.n; i++) gather_all(g, &c->brief.at[i].cites, WHY_BRIEF, i);
    for (uint32_t i = 0; i < c->shared.n; i++) gather_all(g, &c->shared.at[i].evidence, WHY_AGREED, i);
    for (uint32_t i = 0; i < c->only.n; i++) gather(g, c->only.at[i].place, WHY_ONLY, i, 0);
    for (uint32_t i = 0; i < c->copies.n; i++) gather_all(g, &c->copies.at[i].spans, WHY_COPY, i);
    for (uint32_t i = 0; i < c->timeline.n; i++) gather_all(g, &c->timeline.at[i].evidence, WHY_EVENT, i);
    for (uint32_t i = 0; i < c->quotes.n; i++)
        for (uint32_t k = 0; k < c->quotes.at[i].readings.n; k++)
            gather(g, c->quotes.at[i].readings.at[k].place, WHY_QUOTE, i, 0);
    for (uint32_t i = 0; i < c->differences.n; i++)
        for (uint32_t k = 0; k < c->differences.at[i].readings.n; k++) {
            gather(g, c->differences.at[i].readings.at[k].place, WHY_DIFFER, i, 0);
            gather_all(g, &c->differences.at[i].readings.at[k].marks, WHY_WORDS, i);
        }
    gather_people(g, c);
}

/* By begin, the longer first; within one span the most telling first, then by number: no two orders are possible. */
static int by_place(const void *a, const void *b) {
    const pane_mark *x = a, *y = b;
    if (x->span.begin != y->span.begin) return x->span.begin < y->span.begin ? -1 : 1;
    if (x->span.end != y->span.end) return x->span.end > y->span.end ? -1 : 1;
    if (x->best != y->best) return x->best > y->best ? -1 : 1;
    if (x->finding != y->finding) return x->finding < y->finding ? -1 : 1;
    return (x->person > y->person) - (x->person < y->person);
}

/* Sorts the marks and makes those of one span one. */
static void join(pane_marks *list) {
    if (!list->n) return;
    qsort(list->at, list->n, sizeof *list->at, by_place);
    uint32_t kept = 0;
    for (uint32_t i = 1; i < list->n; i++) {
        pane_mark *last = &list->at[kept], *mark = &list->at[i];
        if (mark->span.begin == last->span.begin && mark->span.end == last->span.end) {
            last->whys |= mark->whys;
            if (!last->person) last->person = mark->person;
        } else {
            list->at[++kept] = *mark;
        }
    }
    list->n = kept + 1;
}

/* ---- the sweep ---- */
static void put_name(const pane *p, const pane_mark *mark, syn_buffer *out) {
    buffer_add_format(out, "%s%s-%u-%u", p->h->prefix, short_letter(p->report).text, (unsigned)mark->span.begin,
                      (unsigned)mark->span.end);
}

/* Opens the element of a mark; `again`: it goes on after a cut. */
static void put_open(pane *p, const pane_mark *mark, bool again) {
    static const struct { unsigned why; const char *name; } classes[] = {{1u << WHY_AGREED, " ma"}, {1u << WHY_QUOTE, " mq"},
        {1u << WHY_COPY, " mc"}, {1u << WHY_ONLY, " mo"}, {1u << WHY_WORDS, " mw"}};
    if (again && !p->out && (*p->rule_count)++ < RULES_MAX) {
        buffer_add_str(p->rules, ":root:has(#");
        put_name(p, mark, p->rules);
        buffer_add_str(p->rules, ":target) .x");
        put_name(p, mark, p->rules);
        buffer_add_str(p->rules, "{background:var(--lit);box-shadow:0 0 0 .18em var(--lit)}\n");
    }
    if (!p->out) return;
    html_raw(p->out, "<span");
    if (!again) {
        html_raw(p->out, " id=\"");
        put_name(p, mark, p->out);
        html_raw(p->out, "\"");
    }
    html_raw(p->out, " class=\"m");
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (mark->whys & classes[i].why) html_raw(p->out, classes[i].name);
    if (mark->person) buffer_add_format(p->out, " %sw%u", p->h->prefix, (unsigned)mark->person);
    if (again) {
        html_raw(p->out, " x");
        put_name(p, mark, p->out);
    }
    html_raw(p->out, "\">");
}

static void put_close(pane *p) {
    if (p->out) html_raw(p->out, "</span>");
}

/* Closes what ends at `at`; what lies above it on the stack is cut and goes on. */
static void close_marks(pane *p, uint32_t at) {
    uint32_t low = 0;
    while (low < p->depth && p->stack[low]->span.end > at) low++;
    if (low == p->depth) return;
    for (uint32_t i = low; i < p->depth; i++) put_close(p);
    uint32_t kept = low;
    for (uint32_t i = low; i < p->depth; i++)
        if (p->stack[i]->span.end > at) p->stack[kept++] = p->stack[i];
    p->depth = kept;
    for (uint32_t i = low; i < p->depth; i++) put_open(p, p->stack[i], true);
}

static void open_marks(pane *p, uint32_t at) {
    for (; p->next < p->n && p->marks[p->next].span.begin <= at; p->next++) {
        pane_mark *mark = &p->marks[p->next];
        if (p->depth < DEPTH && mark->span.end > at) {
            p->stack[p->depth++] = mark;
            put_open(p, mark, false);
        } else if (p->out) {
            html_raw(p->out, "<span class=\"here\" id=\"");
            put_name(p, mark, p->out);
            html_raw(p->out, "\"></span>");
        }
    }
}

static void put_sentence_number(pane *p, uint32_t at) {
    bool here = false;
    for (; p->sentence < p->r->sentences.n && p->r->sentences.at[p->sentence].begin <= at; p->sentence++) here = true;
    if (here && p->out) buffer_add_format(p->out, "<sup class=\"s\">%u</sup>", (unsigned)p->sentence);
}

/* One piece of text: a link to the finding of the innermost mark that has one. */
static void put_piece(pane *p, uint32_t from, uint32_t to) {
    if (!p->out || from == to) return;
    const pane_mark *mark = NULL;
    for (uint32_t i = p->depth; i > 0 && !mark; i--)
        if (p->stack[i - 1]->best != WHY_PERSON) mark = p->stack[i - 1];
    if (mark) {
        html_raw(p->out, "<a");
        html_finding_link(p->h, finding_names[mark->best], mark->finding);
        html_raw(p->out, ">");
    }
    html_text(p->out, slice_cut(p->r->text, from, to));
    if (mark) html_raw(p->out, "</a>");
}

/* The nearest border of a mark or sentence after `at`, at most `end`. */
static uint32_t next_border(const pane *p, uint32_t at, uint32_t end) {
    uint32_t border = end;
    if (p->next < p->n && p->marks[p->next].span.begin < border) border = p->marks[p->next].span.begin;
    for (uint32_t i = 0; i < p->depth; i++)
        if (p->stack[i]->span.end < border) border = p->stack[i]->span.end;
    if (p->sentence < p->r->sentences.n && p->r->sentences.at[p->sentence].begin < border)
        border = p->r->sentences.at[p->sentence].begin;
    return border > at ? border : at;
}

static const char *block_tag(pane *p, uint32_t begin) {
    static const char *const headings[] = {"h3", "h4", "h5"};
    while (p->block < p->r->blocks.n && p->r->blocks.at[p->block].span.end <= begin) p->block++;
    if (p->block >= p->r->blocks.n || p->r->blocks.at[p->block].span.begin > begin) return "p";
    uint8_t kind = p->r->blocks.at[p->block].kind;
    if (kind == BLOCK_HEADING) return headings[p->h->level < 3 ? 1 : 2];
    return kind == BLOCK_QUOTE || kind == BLOCK_EMBED ? "blockquote" : "p";
}

static void put_paragraph(pane *p, uint32_t begin, uint32_t end) {
    const char *tag = block_tag(p, begin);
    if (p->out) buffer_add_format(p->out, "<%s dir=\"auto\">", tag);
    close_marks(p, begin);
    for (uint32_t i = 0; i < p->depth; i++) put_open(p, p->stack[i], true);
    for (uint32_t at = begin; at < end;) {
        close_marks(p, at);
        put_sentence_number(p, at);
        open_marks(p, at);
        uint32_t border = next_border(p, at, end);
        put_piece(p, at, border);
        at = border;
    }
    for (uint32_t i = 0; i < p->depth; i++) put_close(p);
    if (p->out) buffer_add_format(p->out, "</%s>\n", tag);
}

/* Paragraphs are parted by a blank line. Marks that end in between are off the stack before the next one opens. */
static void put_text(pane *p) {
    syn_slice text = p->r->text;
    for (size_t at = 0; at < text.len;) {
        size_t end = slice_find(text, SLICE_LIT("\n\n"), at);
        if (end == SIZE_MAX) end = text.len;
        while (at < end && text.ptr[at] == '\n') at++;
        /* What was still open was closed with its paragraph: only those that go on stay on the stack. */
        uint32_t kept = 0;
        for (uint32_t i = 0; i < p->depth; i++)
            if (p->stack[i]->span.end > at) p->stack[kept++] = p->stack[i];
        p->depth = kept;
        if (at < end) put_paragraph(p, (uint32_t)at, (uint32_t)end);
        at = end + 2 < text.len ? end + 2 : text.len;
    }
    p->depth = 0;
    if (p->n) open_marks(p, (uint32_t)text.len);
}

/* ---- the section ---- */
static void put_header(const html_teller *h, uint32_t i) {
    const syn_report *r = h->c->reports[i];
    const collation_source *s = &h->c->sources[i];
    bool web = slice_starts(r->url, SLICE_LIT("https://")) || slice_starts(r->url, SLICE_LIT("http://"));
    buffer_add_format(h->out, "<article class=\"pane r%u\" id=\"%sreport-%s\" aria-label=\"Report %s\"><header><p>",
                      (unsigned)(i % 8), h->prefix, short_letter(i).text, short_letter(i).text);
    html_letter(h, i);
    html_raw(h->out, " ");
    if (web) {
        html_raw(h->out, "<a rel=\"noreferrer\" href=\"");
        html_text(h->out, r->url);
        html_raw(h->out, "\">");
    }
    html_bdi(h->out, teller_source(h->t, r), NULL);
    html_raw(h->out, web ? "</a></p>" : "</p>");
    if (r->title.len) {
        buffer_add_format(h->out, "<h%u id=\"%s%s-title\" dir=\"auto\"", h->level + 1, h->prefix, short_letter(i).text);
        html_lang(h->out, r);
        html_raw(h->out, ">");
        html_text(h->out, r->title);
        buffer_add_format(h->out, "</h%u>", h->level + 1);
    }
    html_raw(h->out, "<p class=\"facts\">");
    html_text(h->out, slice_str(short_when(s->day).text));
    html_raw(h->out, s->day_inferred ? " (not stated; from the story)" : "");
    for (uint32_t k = 0; k < r->byline.n; k++) {
        html_raw(h->out, k ? ", " : s->day.len ? " · " : "");
        html_bdi(h->out, r->byline.at[k], NULL);
    }
    html_raw(h->out, "</p></header>\n");
}

static void put_filters(const html_teller *h) {
    static const char *const kinds[][2] = {{"agreed", "agreed"}, {"differ", "words that differ"}, {"quote", "quotes"},
                                           {"only", "only here"}, {"copied", "copied"}};
    static const char *const classes[] = {"ma", "mw", "mq", "mo", "mc"};
    html_raw(h->out, "<div class=\"filters\"><fieldset class=\"filter\"><legend>Marks</legend>");
    for (size_t i = 0; i < 5; i++)
        buffer_add_format(h->out, "<label><input type=\"checkbox\" checked class=\"f-%s\"> <span class=\"r0 %s\">%s</span>"
                                  "</label> ",
                          kinds[i][0], classes[i], kinds[i][1]);
    html_raw(h->out, "</fieldset>\n");
    if (h->c->count <= HTML_PICTURE_REPORTS) {
        html_raw(h->out, "<fieldset class=\"filter\"><legend>Reports</legend>");
        for (uint32_t i = 0; i < h->c->count; i++) {
            buffer_add_format(h->out, "<label><input type=\"checkbox\" checked id=\"%sshow-%s\"> ", h->prefix,
                              short_letter(i).text);
            html_letter(h, i);
            html_raw(h->out, "</label> ");
        }
        html_raw(h->out, "</fieldset>\n");
    }
    uint32_t people = h->c->people.n < HTML_PEOPLE ? h->c->people.n : HTML_PEOPLE;
    if (people) buffer_add_format(h->out, "<fieldset class=\"filter\"><legend>Light up</legend><label><input type=\"radio\" "
                                  "name=\"%swho\" checked> nobody</label> ", h->prefix);
    for (uint32_t i = 0; i < people; i++) {
        buffer_add_format(h->out, "<label><input type=\"radio\" name=\"%swho\" id=\"%swho-%u\"> ", h->prefix, h->prefix,
                          (unsigned)i + 1);
        html_bdi(h->out, h->c->people.at[i].name, NULL);
        html_raw(h->out, "</label> ");
    }
    html_raw(h->out, people ? "</fieldset></div>\n" : "</div>\n");
}

/* Rules of the filters, which name reports and people. */
static void filter_rules(const html_teller *h, syn_buffer *rules) {
    for (uint32_t i = 0; i < h->c->count && h->c->count <= HTML_PICTURE_REPORTS; i++)
        buffer_add_format(rules, ":root:has(#%sshow-%s:not(:checked)) #%sreport-%s{display:none}\n", h->prefix,
                          short_letter(i).text, h->prefix, short_letter(i).text);
    for (uint32_t i = 0; i < h->c->people.n && i < HTML_PEOPLE; i++)
        buffer_add_format(rules, ":root:has(#%swho-%u:checked) .%sw%u{outline:2px solid var(--ink);outline-offset:1px}\n",
                          h->prefix, (unsigned)i + 1, h->prefix, (unsigned)i + 1);
}

/* Columns on a wide page: a row that is full, or two that are nearly. */
static unsigned pane_columns(uint32_t count) {
    if (count <= 5) return count;
    return count % 4 == 0 || count % 4 == 3 ? 4 : count % 3 == 0 || count % 3 == 2 ? 3 : 4;
}

void html_panes(const html_teller *h, syn_buffer *rules) {
    gatherer g = {h, ARENA_ARRAY(h->t->scratch, pane_marks, h->c->count)};
    if (!g.lists) return;
    gather_findings(&g, h->c);
    unsigned rule_count = 0;
    if (!h->out) {
        filter_rules(h, rules);
        html_filter_rules(h, rules);
        html_pair_rules(h, rules);
    }
    if (h->out) {
        html_section(h, "reports", h->c->count == 1 ? "The report" : "The reports, side by side", h->c->count);
        put_filters(h);
        buffer_add_format(h->out, "<div class=\"panes k%u\">\n", pane_columns(h->c->count));
    }
    for (uint32_t i = 0; i < h->c->count; i++) {
        const syn_report *r = h->c->reports[i];
        join(&g.lists[i]);
        pane p = {.h = h, .out = h->out, .rules = rules, .report = i, .r = r, .marks = g.lists[i].at, .n = g.lists[i].n,
                  .rule_count = &rule_count};
        if (h->out) {
            put_header(h, i);
            html_raw(h->out, "<div class=\"scroll text\" tabindex=\"0\" role=\"region\" aria-label=\"Text of report ");
            html_raw(h->out, short_letter(i).text);
            html_raw(h->out, "\"");
            html_lang(h->out, r);
            html_raw(h->out, ">\n");
        }
        put_text(&p);
        if (h->out) html_raw(h->out, "</div></article>\n");
    }
    if (h->out) html_raw(h->out, "</div></section>\n");
}
