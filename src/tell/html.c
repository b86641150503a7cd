/* html.c - a comparison as one self-contained page.
 *
 * In: the stories. Out: HTML5 with one small script of our own (html_script.c), without which all is there, and without
 * anything from elsewhere; a policy in the page forbids all other scripts. Order: head with the key, brief, picture, agreed,
 * differ, who said what, only, copied, people, timeline, two in parallel, the reports, foot with every input. Words
 * of reports are escaped (html_writer.c); addresses become links only when they are http or https. */
#include <stdio.h>

#include "tell/html_writer.h"


static void put_head(const html_teller *h, syn_slice title, const syn_buffer *more_rules) {
    html_raw(h->out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src '" HTML_SCRIPT_HASH "'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"generator\" content=\"Synoptic " TELL_VERSION "\">\n<title>");
    html_text(h->out, title);
    html_raw(h->out, " – Synoptic</title>\n<style>\n");
    html_style(h->out);
    if (more_rules && more_rules->len) buffer_add(h->out, slice_of(more_rules->ptr, more_rules->len));
    html_raw(h->out, "</style>\n</head>\n<body>\n");
    html_raw(h->out, html_symbols);
}

static void put_key(const html_teller *h) {
    html_raw(h->out, "<ol class=\"key\" aria-label=\"Key of the reports\">\n");
    for (uint32_t i = 0; i < h->c->count; i++) {
        const syn_report *r = h->c->reports[i];
        const collation_source *s = &h->c->sources[i];
        unsigned percent = (s->own_permille + 5) / 10;
        buffer_add_format(h->out, "<li class=\"r%u\">", (unsigned)(i % 8));
        html_letter(h, i);
        buffer_add_format(h->out, "<p><a class=\"name\" href=\"#%sreport-%s\">", h->prefix, short_letter(i).text);
        html_bdi(h->out, teller_source(h->t, r), NULL);
        html_raw(h->out, "</a></p>");
        if (r->title.len) {
            html_raw(h->out, "<p>");
            html_bdi(h->out, r->title, r);
            html_raw(h->out, "</p>");
        }
        html_raw(h->out, "<p class=\"facts\">");
        short_text day = short_when(s->day);
        if (day.text[0]) {
            html_text(h->out, slice_str(day.text));
            html_raw(h->out, s->day_inferred ? " (inferred) · " : " · ");
        }
        buffer_add_format(h->out, "%s</p><p class=\"facts\">", short_size(r->text.len).text);
        if (s->copy_of != REPORT_NONE) buffer_add_format(h->out, "a copy of %s", short_letter(s->copy_of).text);
        else buffer_add_format(h->out, "own text %s<span class=\"own\"><i style=\"width:%u%%\"></i></span>",
                               short_share(s->own_permille).text, percent > 100 ? 100 : percent);
        html_raw(h->out, "</p></li>\n");
    }
    html_raw(h->out, "</ol>\n");
}

static void put_link(const html_teller *h, const char *id, const char *name, uint32_t count, bool there) {
    if (!there) return;
    buffer_add_format(h->out, "<li><a href=\"#%s%s\">%s", h->prefix, id, name);
    if (count) buffer_add_format(h->out, " <span class=\"n\">%u</span>", (unsigned)count);
    html_raw(h->out, "</a></li>");
}

static void put_nav(const html_teller *h) {
    const syn_collation *c = h->c;
    html_raw(h->out, "<nav class=\"parts\" aria-label=\"Parts of this story\"><ul>");
    put_link(h, "brief", "Brief", 0, c->brief.n);
    put_link(h, "picture", "Picture", 0, (c->shared.n || c->differences.n) && c->count <= HTML_PICTURE_REPORTS);
    put_link(h, "agreed", "Agreed", c->shared.n, c->shared.n);
    put_link(h, "differ", "Differ", c->differences.n, c->differences.n);
    put_link(h, "quotes", "Who said what", c->quotes.n, c->quotes.n);
    put_link(h, "only", "Only one report", c->only.n, c->only.n);
    put_link(h, "copied", "Copied", c->copies.n, c->copies.n);
    put_link(h, "people", "People", 0, html_has_people(c));
    put_link(h, "timeline", "Timeline", c->timeline.n, c->timeline.n);
    put_link(h, "pairs", "In parallel", 0, html_has_pairs(c));
    put_link(h, "reports", "Reports", c->count, c->count);
    html_raw(h->out, "</ul></nav>\n");
}

static void put_story_head(const html_teller *h, uint32_t number) {
    const syn_collation *c = h->c;
    uint32_t from;
    syn_slice title = short_headline(c, &from);
    unsigned level = h->level - 1;
    html_raw(h->out, "<header><p class=\"kicker\">");
    if (h->prefix[0]) buffer_add_format(h->out, "Story %u of %u · ", (unsigned)number + 1, (unsigned)h->t->set->count);
    html_raw(h->out, short_count(c->count, "report", "reports").text);
    html_raw(h->out, " · ");
    html_raw(h->out, short_count(c->accounts, "independent account", "independent accounts").text);
    short_text days = short_days(c->first_day, c->last_day);
    if (days.text[0]) buffer_add_format(h->out, " · %s", days.text);
    buffer_add_format(h->out, "</p>\n<h%u dir=\"auto\"", level);
    html_lang(h->out, from < c->count ? c->reports[from] : NULL);
    html_raw(h->out, ">");
    html_text(h->out, title);
    buffer_add_format(h->out, "</h%u>\n", level);
    if (c->left_out)
        buffer_add_format(h->out, "<p class=\"soft\">%s in this story than are laid side by side here.</p>",
                          short_count(c->left_out, "report more is", "reports more are").text);
    put_key(h);
    html_raw(h->out, "</header>\n");
}

static void put_story(const html_teller *h, uint32_t number) {
    if (h->prefix[0]) buffer_add_format(h->out, "<section class=\"story\" id=\"story-%u\">\n", (unsigned)number + 1);
    put_story_head(h, number);
    put_nav(h);
    html_findings(h);
    html_panes(h, NULL);
    if (h->prefix[0]) html_raw(h->out, "</section>\n");
}

static void put_foot(const html_teller *h) {
    const collation_set *set = h->t->set;
    html_raw(h->out, "<footer id=\"foot\"><h2>What was read</h2>\n<details");
    html_raw(h->out, set->input_count <= HTML_OPEN_ITEMS || set_no_articles(set) ? " open" : "");
    buffer_add_format(h->out, "><summary>%s", short_count(set->input_count, "input", "inputs").text);
    if (set_no_articles(set)) buffer_add_format(h->out, ", %u of them no article", (unsigned)set_no_articles(set));
    html_raw(h->out, "</summary>\n<table class=\"stack\"><thead><tr><th scope=\"col\">Input</th>"
        "<th scope=\"col\">Outcome</th><th scope=\"col\">Reason</th></tr></thead><tbody>\n");
    for (uint32_t i = 0; i < set->input_count; i++) {
        const syn_report *r = set->inputs[i];
        html_raw(h->out, "<tr><td>");
        html_bdi(h->out, r->input.len ? r->input : r->id, NULL);
        html_raw(h->out, "</td><td>");
        html_raw(h->out, outcome_name(r->outcome));
        html_raw(h->out, "</td><td>");
        html_bdi(h->out, r->reason, NULL);
        html_raw(h->out, "</td></tr>\n");
    }
    html_raw(h->out, "</tbody></table></details>\n<p>A4 means: report A, sentence 4; a click opens the report at the "
        "words, and the words lead back to the finding. Every text from a report is verbatim. To check it, compare the "
        "same files again and let <code>verify</code> read them anew:</p>\n<p>"
        "<code>synoptic compare --format json FILE… &gt; story.json</code><br>"
        "<code>synoptic verify story.json FILE…</code></p>\n<p class=\"soft\">Made by Synoptic " TELL_VERSION
        ". It sets out what each report says and rates none.</p></footer>\n");
}

static html_teller story_teller(teller *t, uint32_t i, syn_buffer *out) {
    html_teller h = {.t = t, .out = out, .c = &t->set->stories[i], .level = 2};
    if (t->set->count > 1) {
        snprintf(h.prefix, sizeof h.prefix, "s%u-", (unsigned)i + 1);
        h.level = 3;
    }
    return h;
}

static void put_contents(const html_teller *h) {
    const collation_set *set = h->t->set;
    buffer_add_format(h->out, "<header><p class=\"kicker\">%s</p>\n<h1>",
                      short_count(set->input_count, "input", "inputs").text);
    if (set->count) buffer_add_format(h->out, "%s in ", short_count(set->count, "story", "stories").text);
    if (set->count) buffer_add_format(h->out, "%s</h1>\n", short_count(set_reports(set), "report", "reports").text);
    else html_raw(h->out, "No story: no input held an article</h1>\n");
    html_raw(h->out, set->count ? "<nav aria-label=\"Stories\"><ol>\n" : "");
    for (uint32_t i = 0; i < set->count; i++) {
        uint32_t from;
        buffer_add_format(h->out, "<li><a href=\"#story-%u\">", (unsigned)i + 1);
        html_bdi(h->out, short_headline(&set->stories[i], &from), NULL);
        buffer_add_format(h->out, "</a> <span class=\"n\">%s</span></li>\n",
                          short_count(set->stories[i].count, "report", "reports").text);
    }
    html_raw(h->out, set->count ? "</ol></nav></header>\n" : "</header>\n");
}

void html_tell_set(teller *t) {
    const collation_set *set = t->set;
    syn_buffer rules = BUFFER_EMPTY;
    for (uint32_t i = 0; i < set->count; i++) {
        html_teller h = story_teller(t, i, NULL);
        html_panes(&h, &rules);
    }
    html_teller page = {.t = t, .out = t->out, .level = 2};
    uint32_t from;
    put_head(&page, set->count == 1 ? short_headline(&set->stories[0], &from) : SLICE_LIT("Stories side by side"), &rules);
    if (rules.failed && !t->out->failed) t->out->failed = rules.failed;
    buffer_free(&rules);
    html_raw(t->out, "<a class=\"skip\" href=\"#main\">Skip to the story</a>\n<main id=\"main\" class=\"page\">\n");
    if (set->count != 1) put_contents(&page);
    for (uint32_t i = 0; i < set->count; i++) {
        html_teller h = story_teller(t, i, t->out);
        put_story(&h, i);
    }
    html_raw(t->out, "</main>\n<div class=\"page\">");
    put_foot(&page);
    html_raw(t->out, "</div>\n<script>");
    html_raw(t->out, html_script);
    html_raw(t->out, "</script>\n</body>\n</html>\n");
}
