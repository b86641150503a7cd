/* html_writer.c - HTML text, ids, and the small pieces from which the page is made.
 *
 * All words of reports pass through html_text, which escapes & < > " and ', makes control characters and broken UTF-8
 * U+FFFD, and so can be used in content and in quoted attributes alike. Ids are made from kinds, numbers and byte spans
 * only, never from words: the same input gives the same ids, and none can break out of its attribute. */
#include "tell/html_writer.h"

#include "text/utf8.h"

static const char *entity_of(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void html_text(syn_buffer *out, syn_slice text) {
    size_t from = 0;
    unsigned size = 1;
    for (size_t at = 0; at < text.len; at += size) {
        uint32_t c = utf8_at(text, at, &size);
        const char *instead = c < 0x80 ? entity_of((char)c) : NULL;
        bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
        if (control || (c == 0xFFFD && size == 1)) instead = "\xEF\xBF\xBD";
        if (!instead) continue;
        buffer_add(out, slice_cut(text, from, at));
        buffer_add_str(out, instead);
        from = at + size;
    }
    buffer_add(out, slice_cut(text, from, text.len));
}

void html_lang(syn_buffer *out, const syn_report *report) {
    syn_slice language = report ? report->language : SLICE_NONE;
    if (language.len < 2 || language.len > 8 || slice_equal(language, SLICE_LIT("en"))) return;
    for (size_t i = 0; i < language.len; i++)
        if (!((language.ptr[i] | 32) >= 'a' && (language.ptr[i] | 32) <= 'z') && language.ptr[i] != '-') return;
    html_raw(out, " lang=\"");
    html_text(out, language);
    html_raw(out, "\"");
}

void html_bdi(syn_buffer *out, syn_slice text, const syn_report *report) {
    html_raw(out, "<bdi");
    html_lang(out, report);
    html_raw(out, ">");
    html_text(out, text);
    html_raw(out, "</bdi>");
}

void html_finding_id(const html_teller *h, const char *kind, uint32_t index) {
    buffer_add_format(h->out, " id=\"%s%s-%u\" data-f", h->prefix, kind, (unsigned)index + 1);
}

void html_finding_link(const html_teller *h, const char *kind, uint32_t index) {
    buffer_add_format(h->out, " href=\"#%s%s-%u\"", h->prefix, kind, (unsigned)index + 1);
}

void html_place_name(const html_teller *h, syn_place place) {
    if (place.in_title) {
        buffer_add_format(h->out, "%s%s-title", h->prefix, short_letter(place.report).text);
        return;
    }
    buffer_add_format(h->out, "%s%s-%u-%u", h->prefix, short_letter(place.report).text, (unsigned)place.span.begin,
                      (unsigned)place.span.end);
}

void html_cite(const html_teller *h, syn_place place) {
    uint32_t sentence = short_sentence(h->c, place);
    buffer_add_format(h->out, "<a class=\"cite r%u\" href=\"#", (unsigned)(place.report % 8));
    html_place_name(h, place);
    buffer_add_format(h->out, "\"><b>%s</b>", short_letter(place.report).text);
    if (sentence) buffer_add_format(h->out, "%u", (unsigned)sentence);
    html_raw(h->out, place.in_title ? "&nbsp;title</a>" : "</a>");
}

/* A further sentence of the report whose chip stands before. */
static void html_cite_more(const html_teller *h, syn_place place) {
    unsigned sentence = short_sentence(h->c, place);
    buffer_add_format(h->out, "<a class=\"cite more r%u\" href=\"#", (unsigned)(place.report % 8));
    html_place_name(h, place);
    buffer_add_format(h->out, "\" aria-label=\"%s%u\">%u</a>", short_letter(place.report).text, sentence, sentence);
}

void html_cites(const html_teller *h, const syn_places *places) {
    html_raw(h->out, "<span class=\"cites\">");
    for (uint32_t i = 0, last = REPORT_NONE; i < places->n; i = places_next(h->c, places, i + 1)) {
        uint32_t report = places->at[i].report;
        if (report == last) html_cite_more(h, places->at[i]);
        else {
            if (i) html_raw(h->out, " ");
            html_cite(h, places->at[i]);
        }
        last = report;
    }
    html_raw(h->out, "</span>");
}

void html_letter(const html_teller *h, uint32_t report) {
    buffer_add_format(h->out, "<b class=\"letter r%u\">%s</b>", (unsigned)(report % 8), short_letter(report).text);
}

void html_words(const html_teller *h, syn_place place, const syn_places *marks) {
    const syn_report *r = h->c->reports[place.report];
    syn_slice text = place_whole(h->c, place);
    uint32_t from = place.span.begin;
    html_raw(h->out, "<bdi");
    html_lang(h->out, r);
    html_raw(h->out, ">");
    for (uint32_t i = 0; marks && i < marks->n; i++) {
        syn_span m = marks->at[i].span;
        if (m.begin < from || m.end > place.span.end) continue;
        html_text(h->out, slice_cut(text, from, m.begin));
        html_raw(h->out, "<mark>");
        html_text(h->out, slice_cut(text, m.begin, m.end));
        html_raw(h->out, "</mark>");
        from = m.end;
    }
    html_text(h->out, slice_cut(text, from, place.span.end));
    html_raw(h->out, "</bdi>");
}

void html_differs(const html_teller *h, uint32_t difference) {
    if (difference >= h->c->differences.n) return;
    html_raw(h->out, " <a class=\"ne\"");
    html_finding_link(h, "differ", difference);
    buffer_add_format(h->out, " aria-label=\"reports differ: difference %u\">≠%u</a>", (unsigned)difference + 1,
                      (unsigned)difference + 1);
}

void html_section(const html_teller *h, const char *id, const char *title, uint32_t count) {
    buffer_add_format(h->out, "<section id=\"%s%s\" aria-labelledby=\"%s%s-title\"><h%u id=\"%s%s-title\">%s", h->prefix, id,
                      h->prefix, id, h->level, h->prefix, id, title);
    if (count) buffer_add_format(h->out, " <span class=\"n\">%u</span>", (unsigned)count);
    buffer_add_format(h->out, "</h%u>\n", h->level);
}

void html_fold(const html_teller *h, uint32_t index, uint32_t n, const char *close, const char *open) {
    if (index != HTML_OPEN_ITEMS || n <= HTML_OPEN_ITEMS + 2) return;
    buffer_add_format(h->out, "%s<details class=\"more\"><summary>%u more</summary>%s", close, (unsigned)(n - index), open);
}

void html_fold_end(const html_teller *h, uint32_t n) {
    if (n > HTML_OPEN_ITEMS + 2) html_raw(h->out, "</details>");
}
