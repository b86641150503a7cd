/* markdown.c - a comparison, or one report, as Markdown (CommonMark with tables).
 *
 * In: the stories. Out: headings, lists and tables in the order of the page. Words of reports are escaped: every character
 * that Markdown could read as markup gets a backslash, < and & become entities, line breaks blanks, and control characters
 * and those that turn the direction of writing U+FFFD. Words that differ are bold where Markdown's rules let them be, and
 * stand between ⟨ and ⟩ always. A citation "A4" is sentence 4 of report A. Not done: links into the reports. */
#include "text/utf8.h"
#include "tell/flow.h"
#include "tell/forms.h"

typedef struct markdown_teller {
    teller *t;
    syn_buffer *out;
    const syn_collation *c;
    unsigned level;  /* of headings inside a story */
} markdown_teller;

static void put(markdown_teller *m, const char *markup) { buffer_add_str(m->out, markup); }

static void put_text(markdown_teller *m, syn_slice text) {
    bool blank = false;
    unsigned size = 1;
    size_t digits = 0;
    while (digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9') digits++;
    for (size_t at = 0; at < text.len; at += size) {
        uint32_t c = utf8_at(text, at, &size);
        if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0x2028 || c == 0x2029) {
            blank = true;
            continue;
        }
        if (blank) buffer_add_char(m->out, ' ');
        blank = false;
        if (at == digits && (at ? c == '.' || c == ')' : c == '-' || c == '+')) put(m, "\\");  /* would open a list */
        bool address = slice_starts(slice_cut(text, at, text.len), SLICE_LIT("://"));
        if (c == '&') put(m, "&amp;");
        else if (c == '<') put(m, "&lt;");
        else if (c == '>') put(m, "&gt;");
        else if (c < 0x80 && c > 0 && (strchr("\\`*_[]#|~$", (int)c) || (c == ':' && address)))
            buffer_add_format(m->out, "\\%c", (char)c);
        else if (flow_unsafe(c) || c == 0xFFFD) put(m, "\xEF\xBF\xBD");
        else buffer_add(m->out, slice_cut(text, at, at + size));
    }
    if (blank) buffer_add_char(m->out, ' ');
}

/* White space or a text's end: beside it, ** can open or close. */
static bool blank_at(syn_slice text, size_t at) { return at >= text.len || text.ptr[at] == ' ' || text.ptr[at] == '\n'; }

static void put_words(markdown_teller *m, syn_place place, const syn_places *marks) {
    syn_slice text = place_whole(m->c, place);
    uint32_t from = place.span.begin;
    for (uint32_t i = 0; marks && i < marks->n; i++) {
        syn_span s = marks->at[i].span;
        if (s.begin < from || s.end > place.span.end) continue;
        bool bold = (s.begin == place.span.begin || blank_at(text, s.begin - 1)) &&
                    (s.end == place.span.end || blank_at(text, s.end));
        put_text(m, slice_cut(text, from, s.begin));
        put(m, bold ? "**⟨" : "⟨");
        put_text(m, slice_cut(text, s.begin, s.end));
        put(m, bold ? "⟩**" : "⟩");
        from = s.end;
    }
    put_text(m, slice_cut(text, from, place.span.end));
}

static void put_cite(markdown_teller *m, syn_place place) {
    uint32_t sentence = short_sentence(m->c, place);
    put(m, short_letter(place.report).text);
    if (sentence) buffer_add_format(m->out, "%u", (unsigned)sentence);
    if (place.in_title) put(m, " title");
}

static void put_cites(markdown_teller *m, const syn_places *places) {
    for (uint32_t i = 0; i < places->n; i = places_next(m->c, places, i + 1)) {
        if (i) put(m, " ");
        put_cite(m, places->at[i]);
    }
}

/* Citations, those of a report that says less or more with a mark behind them. */
static void put_evidence(markdown_teller *m, const collation_shared *s) {
    for (uint32_t i = 0; i < s->evidence.n;) {
        uint32_t report = s->evidence.at[i].report;
        if (i) put(m, " ");
        put_cite(m, s->evidence.at[i]);
        i = places_next(m->c, &s->evidence, i + 1);
        if (i >= s->evidence.n || s->evidence.at[i].report != report) put(m, extent_mark(s, report));
    }
}

static void put_differs(markdown_teller *m, uint32_t difference) {
    if (difference < m->c->differences.n) buffer_add_format(m->out, " ≠%u", (unsigned)difference + 1);
}

static void put_heading(markdown_teller *m, unsigned deeper, const char *title, uint32_t count) {
    put(m, "\n");
    for (unsigned i = 0; i < m->level + deeper; i++) put(m, "#");
    buffer_add_format(m->out, " %s", title);
    if (count) buffer_add_format(m->out, " (%u)", (unsigned)count);
    put(m, "\n\n");
}

static void put_head(markdown_teller *m) {
    const syn_collation *c = m->c;
    uint32_t from;
    put(m, m->level == 3 ? "\n## " : "# ");
    put_text(m, short_headline(c, &from));
    buffer_add_format(m->out, "\n\n%s, ", short_count(c->count, "report", "reports").text);
    put(m, short_count(c->accounts, "independent account", "independent accounts").text);
    short_text days = short_days(c->first_day, c->last_day);
    if (days.text[0]) buffer_add_format(m->out, " · %s", days.text);
    put(m, "\n\n| | Report | Title | Day | Size | Own text |\n|---|---|---|---|---|---|\n");
    for (uint32_t i = 0; i < c->count; i++) {
        const collation_source *s = &c->sources[i];
        buffer_add_format(m->out, "| **%s** | ", short_letter(i).text);
        put_text(m, teller_source(m->t, c->reports[i]));
        put(m, " | ");
        put_text(m, c->reports[i]->title);
        put(m, " | ");
        put_text(m, slice_str(short_when(s->day).text));
        put(m, s->day.len && s->day_inferred ? " (inferred) | " : " | ");
        buffer_add_format(m->out, "%s | ", short_size(c->reports[i]->text.len).text);
        if (s->copy_of != REPORT_NONE) buffer_add_format(m->out, "copy of %s |\n", short_letter(s->copy_of).text);
        else buffer_add_format(m->out, "%s |\n", short_share(s->own_permille).text);
    }
}

/* What tied a finding together, where it was noted; `before` opens it. */
static void put_why(markdown_teller *m, const collation_why *why, const char *before) {
    if (!why->reasons.n) return;
    put(m, before);
    buffer_add_format(m->out, "*why %s:*", short_hundredths(why->score).text);
    for (uint32_t i = 0; i < why->reasons.n; i++) {
        const collation_reason *r = &why->reasons.at[i];
        syn_slice a = place_slice(m->c, r->a), b = place_slice(m->c, r->b);
        bool one = r->a.report == r->b.report && r->a.span.begin == r->b.span.begin && r->a.in_title == r->b.in_title;
        buffer_add_format(m->out, "%s %s ", i ? ";" : "", reason_kind_name(r->kind));
        put_text(m, a);
        put(m, " ");
        put_cite(m, r->a);
        if (!one && !slice_equal(a, b)) put(m, " ~ "), put_text(m, b);
        if (!one) put(m, " "), put_cite(m, r->b);
        buffer_add_format(m->out, " %s", short_hundredths(r->weight).text);
    }
}

static void put_agreement(markdown_teller *m) {
    const syn_collation *c = m->c;
    if (c->brief.n) put_heading(m, 0, "In brief", 0);
    for (uint32_t i = 0; i < c->brief.n; i++) {
        put_words(m, c->brief.at[i].lead, NULL);
        put(m, " \\[");
        put_cites(m, &c->brief.at[i].cites);
        put_differs(m, c->brief.at[i].difference);
        put(m, "\\]");
        put_why(m, &c->brief.at[i].why, " — ");
        put(m, i + 1 < c->brief.n ? "\n\n" : "\n");
    }
    if (!c->shared.n) return;
    put_heading(m, 0, "Agreed", c->shared.n);
    put(m, "| Accounts | Statement | Where |\n|---|---|---|\n");
    for (uint32_t i = 0; i < c->shared.n; i++) {
        const collation_shared *s = &c->shared.at[i];
        buffer_add_format(m->out, "| %u of %u | ", (unsigned)s->independent, (unsigned)c->accounts);
        put_words(m, s->lead, NULL);
        put_differs(m, s->difference);
        put_why(m, &s->why, " — ");
        put(m, " | ");
        put_evidence(m, s);
        put(m, " |\n");
    }
}

static void put_change(markdown_teller *m, uint32_t change) {
    for (unsigned i = 0; i < QUOTE_CHANGES; i++)
        if (change >> i & 1 && short_change(i)) buffer_add_format(m->out, ", *%s*", short_change(i));
}

static void put_differences(markdown_teller *m) {
    const syn_collation *c = m->c;
    const difference_head *heads = difference_heads(c, m->t->scratch);
    if (c->differences.n) put_heading(m, 0, "Where they differ", c->differences.n);
    for (uint32_t i = 0; i < c->differences.n; i++) {
        const collation_difference *d = &c->differences.at[i];
        buffer_add_format(m->out, "%s≠%u · ", i ? "\n" : "", (unsigned)i + 1);
        if (heads) put_text(m, heads[i].words);
        if (heads && heads[i].cut) put(m, " …");
        buffer_add_format(m->out, " — *%s*\n\n", heads ? heads[i].kind : short_difference(d->kind));
        for (uint32_t k = 0; k < d->readings.n; k++) {
            put(m, "- **");
            put_cite(m, d->readings.at[k].place);
            put(m, "** ");
            put_words(m, d->readings.at[k].place, &d->readings.at[k].marks);
            put_change(m, d->readings.at[k].change);
            if (d->readings.at[k].later) put(m, ", *the later account*");
            put(m, "\n");
        }
        put_why(m, &d->why, "  - ");
        if (d->why.reasons.n) put(m, "\n");
    }
}

static void put_utterance(markdown_teller *m, const collation_utterance *u) {
    bool marks = u->kind == QUOTE_DIRECT || u->kind == QUOTE_BLOCK;
    put(m, marks ? "- “" : "- ");
    put_words(m, u->lead, NULL);
    put(m, marks ? "”" : "");
    put_differs(m, u->difference);
    put(m, " \\[");
    for (uint32_t i = 0; i < u->readings.n; i++) {
        const collation_reading_of_quote *r = &u->readings.at[i];
        put(m, i ? " · " : "");
        put_cite(m, r->place);
        if (r->said_on.len) put(m, ", "), put_text(m, slice_str(short_when(r->said_on).text));
        if (r->venue.len) put(m, ", "), put_text(m, r->venue);
        put_change(m, r->change & SHORT_CHANGES_SAID);
        if (r->change & CHANGE_OTHER_SPEAKER) put(m, ", "), put_text(m, r->speaker);
    }
    put(m, "\\]");
    put_why(m, &u->why, "\n  - ");
    put(m, "\n");
}

static void put_roles(markdown_teller *m, const collation_person *p) {
    for (uint32_t i = 0, told = 0; i < p->roles.n; i++) {
        if (!role_is_new(m->c, p, i)) continue;
        put(m, told++ ? " · " : ", ");
        put_words(m, p->roles.at[i], NULL);
        for (uint32_t k = i; k != REPORT_NONE; k = role_next(m->c, p, i, k))
            buffer_add_format(m->out, k == i ? " (%s" : " %s", short_letter(p->roles.at[k].report).text);
        put(m, ")");
    }
}

static void put_said(markdown_teller *m) {
    const syn_collation *c = m->c;
    said_groups groups = said_by_speaker(c, m->t->scratch);
    if (groups.n) put_heading(m, 0, "Who said what", c->quotes.n);
    for (uint32_t g = 0; g < groups.n; g++) {
        const collation_person *p = groups.at[g].person != REPORT_NONE ? &c->people.at[groups.at[g].person] : NULL;
        put(m, g ? "\n**" : "**");
        if (groups.at[g].name.len) put_text(m, slice_trim(groups.at[g].name));
        else put(m, "Speaker not named");
        put(m, "**");
        if (p) put_roles(m, p);
        put(m, "\n\n");
        for (uint32_t i = 0; i < groups.at[g].utterances.n; i++)
            put_utterance(m, &c->quotes.at[groups.at[g].utterances.at[i]]);
    }
}

static void put_people(markdown_teller *m) {
    const syn_collation *c = m->c;
    if (c->people.n) put_heading(m, 0, "People", count_persons(c));
    for (uint32_t i = 0; i < c->people.n; i++) {
        const collation_person *p = &c->people.at[i];
        if (p->type != NAME_PERSON && p->form != PERSON_WRITER) continue;
        put(m, p->form == PERSON_NAMED ? "- **" : "- ");
        put_text(m, slice_trim(p->name));
        put(m, p->form == PERSON_NAMED ? "**" : p->form == PERSON_WRITER ? " (writer)" : " (not named)");
        put_roles(m, p);
        put(m, " — ");
        if (!p->mentions.n) put(m, short_letter(p->name_place.report).text);
        for (uint32_t k = 0; k < p->mentions.n;) {
            uint32_t report = p->mentions.at[k].report, from = k;
            while (k < p->mentions.n && p->mentions.at[k].report == report) k++;
            buffer_add_format(m->out, "%s%s×%u", from ? " " : "", short_letter(report).text, (unsigned)(k - from));
        }
        put(m, "\n");
    }
}

static void put_lists(markdown_teller *m) {
    const syn_collation *c = m->c;
    if (c->only.n) put_heading(m, 0, "Only one report says", c->only.n);
    for (uint32_t i = 0; i < c->only.n; i++) {
        put(m, "- **");
        put_cite(m, c->only.at[i].place);
        put(m, "** ");
        put_words(m, c->only.at[i].place, NULL);
        put_why(m, &c->only.at[i].why, "\n  - ");
        put(m, "\n");
    }
    if (c->copies.n) put_heading(m, 0, "Copied passages", c->copies.n);
    for (uint32_t i = 0; i < c->copies.n; i++) {
        put(m, "- **");
        put_cites(m, &c->copies.at[i].spans);
        put(m, "**");
        if (copy_first_known(c, &c->copies.at[i]))
            buffer_add_format(m->out, ", first in %s", short_letter(c->copies.at[i].first).text);
        put(m, ": ");
        put_words(m, c->copies.at[i].spans.at[0], NULL);
        put_why(m, &c->copies.at[i].why, "\n  - ");
        put(m, "\n");
    }
    if (c->timeline.n) put_heading(m, 0, "Timeline", c->timeline.n);
    if (c->timeline.n) put(m, "| When | What | Where |\n|---|---|---|\n");
    for (uint32_t i = 0; i < c->timeline.n; i++) {
        put(m, "| ");
        put_text(m, slice_str(short_when(c->timeline.at[i].when).text));
        put(m, " | ");
        put_words(m, c->timeline.at[i].lead, NULL);
        put(m, " | ");
        put_cites(m, &c->timeline.at[i].evidence);
        put(m, " |\n");
    }
}

static void put_foot(markdown_teller *m) {
    const collation_set *set = m->t->set;
    uint32_t count = set_no_articles(set);
    m->level = 2;
    if (count) put_heading(m, 0, "Not read as articles", count);
    if (count) put(m, "| Input | Outcome | Reason |\n|---|---|---|\n");
    for (uint32_t i = 0; i < set->input_count; i++) {
        const syn_report *r = set->inputs[i];
        if (!short_no_article(r)) continue;
        put(m, "| ");
        put_text(m, r->input.len ? r->input : r->id);
        put(m, " | ");
        put_text(m, slice_str(outcome_name(r->outcome)));
        put(m, " | ");
        put_text(m, r->reason);
        put(m, " |\n");
    }
    put(m, "\n---\n\nA4 is sentence 4 of report A. Every text from a report is verbatim. Made by "
           "Synoptic " TELL_VERSION ".\n");
}

void markdown_tell_set(teller *t) {
    markdown_teller m = {.t = t, .out = t->out, .level = t->set->count > 1 ? 3 : 2};
    if (t->set->count == 0) put(&m, "# No story: no input held an article\n");
    if (t->set->count > 1) {
        buffer_add_format(m.out, "# %s in ", short_count(t->set->count, "story", "stories").text);
        buffer_add_format(m.out, "%s\n", short_count(set_reports(t->set), "report", "reports").text);
    }
    for (uint32_t i = 0; i < t->set->count; i++) {
        m.c = &t->set->stories[i];
        put_head(&m);
        put_agreement(&m);
        put_differences(&m);
        put_said(&m);
        put_lists(&m);
        put_people(&m);
    }
    put_foot(&m);
}

void markdown_tell_report(teller *t, const syn_report *r, bool marks) {
    markdown_teller m = {.t = t, .out = t->out, .level = 2};
    enum { BYLINE = 5 };
    const char *const names[] = {"Input", "Outcome", "Reason", "Source", "Address", "By", "Published", "Language"};
    const syn_slice values[] = {r->input, slice_str(outcome_name(r->outcome)), r->reason, r->source, r->url,
                                r->byline.n ? r->byline.at[0] : SLICE_NONE, r->published, r->language};
    put(&m, "# ");
    put_text(&m, r->title.len ? r->title : short_source(r));
    put(&m, "\n\n");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!values[i].len) continue;
        buffer_add_format(m.out, "- %s: ", names[i]);
        put_text(&m, values[i]);
        for (uint32_t k = 1; i == BYLINE && k < r->byline.n; k++) put(&m, ", "), put_text(&m, r->byline.at[k]);
        put(&m, "\n");
    }
    for (size_t at = 0; at < r->text.len;) {
        size_t end = slice_find(r->text, SLICE_LIT("\n\n"), at);
        if (end == SIZE_MAX) end = r->text.len;
        syn_slice paragraph = slice_trim(slice_cut(r->text, at, end));
        if (paragraph.len) put(&m, "\n"), put_text(&m, paragraph), put(&m, "\n");
        at = end + 2 < r->text.len ? end + 2 : r->text.len;
    }
    if (marks && r->quotes.n) put_heading(&m, 0, "Quotes", r->quotes.n);
    for (uint32_t i = 0; marks && i < r->quotes.n; i++) {
        const syn_quote *q = &r->quotes.at[i];
        put(&m, "- **");
        if (q->speaker.len) put_text(&m, slice_trim(q->speaker));
        else put(&m, "Speaker not named");
        put(&m, "**: ");
        for (unsigned k = 0; k < q->contents && k < QUOTE_SPANS; k++) {
            if (k) put(&m, " … ");
            put_text(&m, report_slice(r, q->content[k]));
        }
        put(&m, "\n");
    }
}
