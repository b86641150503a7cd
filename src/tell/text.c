/* text.c - a comparison for a person at a terminal: the answer first, the evidence one step away.
 *
 * In: the stories. Out: lines that keep to the width (flow.h). Order: head, key of the reports, brief, agreed, differ, who
 * said what; the parts that are not shown at length share one line at the end. A report is a letter and a colour; the
 * words that differ stand between ⟨ and ⟩, so nothing is lost without colour. A citation "A4" is sentence 4 of report
 * A. */
#include <stdio.h>

#include "tell/text_parts.h"

#define SHOW_DEFAULT (SYN_SHOW_BRIEF | SYN_SHOW_AGREED | SYN_SHOW_DIFFER | SYN_SHOW_QUOTES)

typedef struct text_part {
    unsigned bit;
    const char *heading, *option;
    void (*tell)(text_teller *);
    uint32_t (*count)(const syn_collation *);
} text_part;

static uint32_t count_brief(const syn_collation *c) { return c->brief.n; }
static uint32_t count_shared(const syn_collation *c) { return c->shared.n; }
static uint32_t count_differ(const syn_collation *c) { return c->differences.n; }
static uint32_t count_quotes(const syn_collation *c) { return c->quotes.n; }
static uint32_t count_only(const syn_collation *c) { return c->only.n; }
static uint32_t count_copies(const syn_collation *c) { return c->copies.n; }
static uint32_t count_timeline(const syn_collation *c) { return c->timeline.n; }
static uint32_t count_people(const syn_collation *c) { return count_persons(c) ? count_persons(c) : c->people.n; }

static const text_part parts[] = {
    {SYN_SHOW_BRIEF, "BRIEF", "brief", text_brief, count_brief},
    {SYN_SHOW_AGREED, "AGREED", "agreed", text_agreed, count_shared},
    {SYN_SHOW_DIFFER, "DIFFER", "differ", text_differ, count_differ},
    {SYN_SHOW_QUOTES, "WHO SAID WHAT", "quotes", text_said, count_quotes},
    {SYN_SHOW_ONLY, "ONLY ONE REPORT", "only", text_only, count_only},
    {SYN_SHOW_COPIED, "COPIED", "copied", text_copied, count_copies},
    {SYN_SHOW_TIMELINE, "TIMELINE", "timeline", text_timeline, count_timeline},
    {SYN_SHOW_PEOPLE, "PEOPLE", "people", text_people, count_people},
};
#define PARTS (sizeof parts / sizeof *parts)

uint32_t text_limit(const text_teller *x, uint32_t n) { return x->all || n <= TEXT_ITEMS + 2 ? n : TEXT_ITEMS; }

void text_heading(text_teller *x, const char *name, uint32_t count) {
    flow_blank(&x->f);
    flow_begin(&x->f, 0, 2);
    flow_str(&x->f, name, FLOW_BOLD);
    if (count) {
        char number[32];
        snprintf(number, sizeof number, "  (%u)", (unsigned)count);
        flow_space(&x->f);
        flow_str(&x->f, number, FLOW_DIM);
    }
    flow_end(&x->f);
}

void text_more(text_teller *x, uint32_t shown, uint32_t count, const char *part) {
    if (shown >= count) return;
    char line[96];
    snprintf(line, sizeof line, "… and %u more: --show %s", (unsigned)(count - shown), part);
    flow_begin(&x->f, 2, 4);
    flow_str(&x->f, line, FLOW_DIM);
    flow_end(&x->f);
}

void text_kept(text_teller *x, const char *words, unsigned style) {
    bool keep = flow_columns(slice_str(words)) <= x->f.width / 2;
    for (const char *at = words; *at;) {
        size_t n = strcspn(at, " ");
        flow_text(&x->f, slice_of(at, n), style);
        at += n;
        if (*at) flow_str(&x->f, keep ? "\xC2\xA0" : " ", style);
        if (*at) at++;
    }
}

short_text text_cite(const text_teller *x, syn_place place) {
    short_text out = short_letter(place.report);
    uint32_t sentence = short_sentence(x->c, place);
    size_t n = strlen(out.text);
    if (sentence) snprintf(out.text + n, sizeof out.text - n, "%u", (unsigned)sentence);
    else if (place.in_title) snprintf(out.text + n, sizeof out.text - n, "\xC2\xA0title");
    return out;
}

void text_cites(text_teller *x, const syn_places *places) {
    enum { KEPT = 5 };  /* so many stay on one line */
    uint32_t last = REPORT_NONE;
    for (uint32_t i = 0; i < places->n; i = places_next(x->c, places, i + 1)) {
        syn_place place = places->at[i];
        if (place.report == last) {
            char number[16];
            snprintf(number, sizeof number, ",%u", (unsigned)short_sentence(x->c, place));
            flow_str(&x->f, number, flow_report(place.report));
        } else {
            if (i) flow_str(&x->f, places->n <= KEPT ? "\xC2\xA0" : " ", FLOW_PLAIN);
            flow_str(&x->f, text_cite(x, place).text, flow_report(place.report));
        }
        last = place.report;
    }
}

/* ---- head and foot ---- */
static void text_head(text_teller *x) {
    const syn_collation *c = x->c;
    uint32_t from;
    flow_begin(&x->f, 0, 2);
    flow_text(&x->f, short_headline(c, &from), FLOW_BOLD);
    flow_str(&x->f, TEXT_DOT, FLOW_DIM);
    text_kept(x, short_count(c->count, "report,", "reports,").text, FLOW_PLAIN);
    flow_space(&x->f);
    text_kept(x, short_count(c->accounts, "independent account", "independent accounts").text, FLOW_PLAIN);
    short_text days = short_days(c->first_day, c->last_day);
    if (days.text[0]) {
        flow_str(&x->f, TEXT_DOT, FLOW_DIM);
        text_kept(x, days.text, FLOW_PLAIN);
    }
    flow_end(&x->f);
    if (c->left_out) {
        flow_begin(&x->f, 2, 2);
        flow_str(&x->f, short_count(c->left_out, "report more is", "reports more are").text, FLOW_DIM);
        flow_str(&x->f, " in this story than are laid side by side here.", FLOW_DIM);
        flow_end(&x->f);
    }
}

/* The parts that are not shown at length: one line with their counts and the way to them. */
static void text_hint(text_teller *x) {
    bool any = false;
    char options[96] = "";
    for (size_t i = 0; i < PARTS; i++) {
        uint32_t n = parts[i].count(x->c);
        if (!n || (x->show & parts[i].bit) || (!x->all && parts[i].bit == SYN_SHOW_PEOPLE)) continue;
        if (!any) {
            flow_blank(&x->f);
            flow_begin(&x->f, 0, 2);
        } else {
            flow_str(&x->f, TEXT_DOT, FLOW_DIM);
        }
        flow_str(&x->f, parts[i].heading, FLOW_BOLD);
        char number[32];
        snprintf(number, sizeof number, " (%u)", (unsigned)n);
        flow_str(&x->f, number, FLOW_DIM);
        size_t used = strlen(options);
        snprintf(options + used, sizeof options - used, "%s%s", any ? "," : "", parts[i].option);
        any = true;
    }
    if (!any) return;
    flow_str(&x->f, " — --show ", FLOW_DIM);
    flow_str(&x->f, options, FLOW_DIM);
    flow_end(&x->f);
}

static void text_foot(text_teller *x) {
    const collation_set *set = x->t->set;
    uint32_t count = set_no_articles(set);
    if (!count) return;
    text_heading(x, "NOT READ AS ARTICLES", count);
    uint32_t limit = x->all ? count : text_limit(x, count), shown = 0;
    for (uint32_t i = 0; i < set->input_count && shown < limit; i++) {
        const syn_report *r = set->inputs[i];
        if (!short_no_article(r)) continue;
        shown++;
        flow_begin(&x->f, 2, 6);
        flow_text(&x->f, r->input.len ? r->input : r->id, FLOW_PLAIN);
        flow_str(&x->f, " — ", FLOW_DIM);
        flow_str(&x->f, outcome_name(r->outcome), FLOW_BOLD);
        if (r->reason.len) {
            flow_str(&x->f, ": ", FLOW_PLAIN);
            flow_text(&x->f, r->reason, FLOW_DIM);
        }
        flow_end(&x->f);
    }
    if (shown < count) {
        flow_begin(&x->f, 2, 4);
        flow_str(&x->f, short_count(count - shown, "more", "more").text, FLOW_DIM);
        flow_str(&x->f, " are named in the JSON and HTML forms", FLOW_DIM);
        flow_end(&x->f);
    }
}

static void text_story(text_teller *x, uint32_t number) {
    if (x->t->set->count > 1) {
        char line[64];
        snprintf(line, sizeof line, "STORY %u of %u", (unsigned)number + 1, (unsigned)x->t->set->count);
        flow_blank(&x->f);
        flow_begin(&x->f, 0, 0);
        flow_str(&x->f, line, FLOW_DIM);
        flow_end(&x->f);
    }
    text_head(x);
    text_key(x);
    for (size_t i = 0; i < PARTS; i++)
        if ((x->show & parts[i].bit) && parts[i].count(x->c)) parts[i].tell(x);
    text_hint(x);
}

static text_teller text_start(teller *t) {
    unsigned width = t->options->width ? t->options->width : TEXT_WIDTH;
    if (width < TEXT_WIDTH_LEAST) width = TEXT_WIDTH_LEAST;
    if (width > TEXT_WIDTH_MOST) width = TEXT_WIDTH_MOST;
    text_teller x = {.t = t, .show = t->options->show ? t->options->show : SHOW_DEFAULT, .all = t->options->show != 0};
    flow_init(&x.f, t->out, width, t->options->color);
    return x;
}

void text_tell_set(teller *t) {
    text_teller x = text_start(t);
    const collation_set *set = t->set;
    if (set->count != 1) {
        flow_begin(&x.f, 0, 0);
        if (set->count == 0) flow_str(&x.f, "No story: no input held an article.", FLOW_BOLD);
        else {
            flow_str(&x.f, short_count(set->count, "story", "stories").text, FLOW_BOLD);
            flow_str(&x.f, " in ", FLOW_BOLD);
            flow_str(&x.f, short_count(set_reports(set), "report", "reports").text, FLOW_BOLD);
        }
        flow_end(&x.f);
    }
    for (uint32_t i = 0; i < set->count; i++) {
        x.c = &set->stories[i];
        text_story(&x, i);
    }
    text_foot(&x);
}

/* ---- one report ---- */
static void report_line(text_teller *x, const char *name, syn_slice value) {
    if (!value.len) return;
    flow_begin(&x->f, 0, 11);
    flow_label(&x->f, slice_str(name), 10, FLOW_DIM);
    flow_column(&x->f, x->f.width < 40 ? 0 : 11);
    flow_text(&x->f, value, FLOW_PLAIN);
    flow_end(&x->f);
}

static void report_marks(text_teller *x, const syn_report *r) {
    static const char *const names[] = {"sentences", "names", "people and things", "quotes", "times", "numbers"};
    uint32_t counts[] = {r->sentences.n, r->mentions.n, r->entities.n, r->quotes.n, r->times.n, r->numbers.n};
    flow_blank(&x->f);
    flow_begin(&x->f, 0, 2);
    for (size_t i = 0; i < 6; i++) {
        if (i) flow_str(&x->f, TEXT_DOT, FLOW_DIM);
        char number[24];
        snprintf(number, sizeof number, "%u ", (unsigned)counts[i]);
        flow_str(&x->f, number, FLOW_PLAIN);
        flow_str(&x->f, names[i], FLOW_DIM);
    }
    flow_end(&x->f);
    for (uint32_t i = 0; i < r->quotes.n; i++) {
        const syn_quote *q = &r->quotes.at[i];
        flow_begin(&x->f, 2, 4);
        if (q->speaker.len) flow_text(&x->f, q->speaker, FLOW_BOLD);
        else flow_str(&x->f, "speaker not named", FLOW_DIM);
        flow_str(&x->f, ": ", FLOW_PLAIN);
        for (unsigned k = 0; k < q->contents && k < QUOTE_SPANS; k++) {
            if (k) flow_str(&x->f, " … ", FLOW_DIM);
            flow_text(&x->f, report_slice(r, q->content[k]), FLOW_PLAIN);
        }
        flow_end(&x->f);
    }
}

void text_tell_report(teller *t, const syn_report *r, bool marks) {
    text_teller x = text_start(t);
    flow_begin(&x.f, 0, 2);
    flow_text(&x.f, r->title.len ? r->title : short_source(r), FLOW_BOLD);
    flow_end(&x.f);
    report_line(&x, "input", r->input);
    if (short_no_article(r)) report_line(&x, "outcome", slice_str(outcome_name(r->outcome)));
    report_line(&x, "reason", r->reason);
    report_line(&x, "source", r->source);
    report_line(&x, "url", r->url);
    for (uint32_t i = 0; i < r->byline.n; i++) report_line(&x, "by", r->byline.at[i]);
    report_line(&x, "published", r->published);
    report_line(&x, "language", r->language);
    for (size_t at = 0, end; at < r->text.len; at = end + 1) {
        const char *line = memchr(r->text.ptr + at, '\n', r->text.len - at);
        end = line ? (size_t)(line - r->text.ptr) : r->text.len;
        if (end == at) continue;
        flow_blank(&x.f);
        flow_begin(&x.f, 0, 0);
        flow_text(&x.f, slice_cut(r->text, at, end), FLOW_PLAIN);
        flow_end(&x.f);
    }
    if (marks) report_marks(&x, r);
}
