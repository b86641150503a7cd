/* html_tools.c - what a reader can do with a finding: filter the list, keep a link to it, cite its words, ask what tied it.
 *
 * In: a finding's places and reasons. Out: classes on its element (the reports and people it touches), a folded part with a
 * permalink, a citation of each of its places and the reasons, and the boxes that filter the findings. Filters work by
 * :has() over radio buttons, without a script; the script of the page (html_script.c) adds buttons that copy.
 * A person is in a finding when one of their mentions lies in one of its places. Bounds: the people of html_writer.h,
 * classes of reports in stories of HTML_PICTURE_REPORTS reports, CITED citations a finding, REASONS reasons. */
#include "tell/html_writer.h"

enum { CITED = 8, REASONS = 12, LOOKED_AT = 64 };

/* Does a person's name, role or description stand in the place? Mentions are in order of report and begin. */
static bool mentioned(const collation_person *p, syn_place place) {
    uint32_t low = 0, high = p->mentions.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const syn_place *m = &p->mentions.at[middle];
        if (m->report < place.report || (m->report == place.report && m->span.begin < place.span.begin)) low = middle + 1;
        else high = middle;
    }
    return low < p->mentions.n && p->mentions.at[low].report == place.report &&
           p->mentions.at[low].span.begin < place.span.end;
}

void html_touches(const html_teller *h, const char *class, const syn_places *places) {
    const syn_collation *c = h->c;
    uint32_t n = places->n < LOOKED_AT ? places->n : LOOKED_AT;
    buffer_add_format(h->out, " class=\"%s%sfind", class, h->prefix);
    for (uint32_t r = 0; r < c->count && c->count <= HTML_PICTURE_REPORTS; r++)
        for (uint32_t i = 0; i < places->n; i++)
            if (places->at[i].report == r) {
                buffer_add_format(h->out, " %sin-%s", h->prefix, short_letter(r).text);
                break;
            }
    for (uint32_t p = 0; p < c->people.n && p < HTML_PEOPLE; p++)
        for (uint32_t i = 0; i < n; i++)
            if (!places->at[i].in_title && mentioned(&c->people.at[p], places->at[i])) {
                buffer_add_format(h->out, " %sof-%u", h->prefix, (unsigned)p + 1);
                break;
            }
    html_raw(h->out, "\"");
}

syn_places html_readings(const html_teller *h, const collation_difference *d) {
    syn_places places = {0};
    for (uint32_t i = 0; i < d->readings.n; i++) VEC_PUSH(h->t->scratch, &places, d->readings.at[i].place);
    return places;
}

syn_places html_utterance(const html_teller *h, const collation_utterance *u) {
    syn_places places = {0};
    for (uint32_t i = 0; i < u->readings.n; i++) VEC_PUSH(h->t->scratch, &places, u->readings.at[i].place);
    return places;
}

/* "words" – Source, "Title", day, address (report A, sentence 4, bytes 120 to 240). */
static void put_citation(const html_teller *h, syn_place place) {
    const syn_report *r = h->c->reports[place.report];
    const collation_source *s = &h->c->sources[place.report];
    html_raw(h->out, "<li class=\"citation\">“");
    html_words(h, place, NULL);
    html_raw(h->out, "” – ");
    html_bdi(h->out, teller_source(h->t, r), NULL);
    if (r->title.len) {
        html_raw(h->out, ", “");
        html_bdi(h->out, r->title, r);
        html_raw(h->out, "”");
    }
    if (s->day.len && !s->day_inferred) {
        html_raw(h->out, ", ");
        html_text(h->out, slice_str(short_when(s->day).text));
    }
    if (r->url.len) {
        html_raw(h->out, ", ");
        html_bdi(h->out, r->url, NULL);
    }
    if (place.in_title) html_raw(h->out, " (title)</li>\n");
    else buffer_add_format(h->out, " (report %s, sentence %u, bytes %u to %u)</li>\n", short_letter(place.report).text,
                           (unsigned)short_sentence(h->c, place), (unsigned)place.span.begin, (unsigned)place.span.end);
}

static void put_why(const html_teller *h, const collation_why *why) {
    if (!why->reasons.n) return;
    html_raw(h->out, "<p class=\"why\">Tied by: ");
    for (uint32_t i = 0; i < why->reasons.n && i < REASONS; i++) {
        const collation_reason *reason = &why->reasons.at[i];
        syn_slice a = place_slice(h->c, reason->a), b = place_slice(h->c, reason->b);
        html_raw(h->out, i ? ", " : "");
        html_bdi(h->out, a, NULL);
        if (!slice_equal_ascii_case(a, b)) {
            html_raw(h->out, " = ");
            html_bdi(h->out, b, NULL);
        }
        buffer_add_format(h->out, " <span class=\"n\">(%s", reason_kind_name(reason->kind));
        if (reason->weight > 0) buffer_add_format(h->out, " %.1f", reason->weight);
        html_raw(h->out, ")</span>");
    }
    if (why->score > 0) buffer_add_format(h->out, " · score %.2f", why->score);
    html_raw(h->out, "</p>\n");
}

void html_tools(const html_teller *h, const char *kind, uint32_t index, const syn_places *places, const collation_why *why) {
    html_raw(h->out, "<details class=\"tools\"><summary>cite</summary><p><a class=\"permalink\"");
    html_finding_link(h, kind, index);
    html_raw(h->out, ">Link to this finding</a></p><ul>\n");
    for (uint32_t i = 0, shown = 0; i < places->n && shown < CITED; i = places_next(h->c, places, i + 1), shown++)
        put_citation(h, places->at[i]);
    html_raw(h->out, "</ul>");
    if (why) put_why(h, why);
    html_raw(h->out, "</details>");
}

static void put_choice(const html_teller *h, const char *group, const char *id, bool checked) {
    buffer_add_format(h->out, "<label><input type=\"radio\" name=\"%s%s\" id=\"%s%s\"%s> ", h->prefix, group, h->prefix, id,
                      checked ? " checked" : "");
}

/* Kinds of difference that the story has, as a set. */
static unsigned kinds_of(const syn_collation *c) {
    unsigned kinds = 0;
    for (uint32_t i = 0; i < c->differences.n; i++) kinds |= 1u << c->differences.at[i].kind;
    return kinds;
}

void html_filters(const html_teller *h) {
    const syn_collation *c = h->c;
    unsigned kinds = kinds_of(c);
    if (c->count < 2) return;
    html_raw(h->out, "<details class=\"sift\"><summary>Filter the findings</summary>\n");
    if (c->count <= HTML_PICTURE_REPORTS) {
        html_raw(h->out, "<fieldset class=\"filter\"><legend>Report</legend>");
        put_choice(h, "in", "in-all", true);
        html_raw(h->out, "all</label> ");
        for (uint32_t i = 0; i < c->count; i++) {
            short_text letter = short_letter(i);
            buffer_add_format(h->out, "<label><input type=\"radio\" name=\"%sin\" id=\"%sin-%s\"> ", h->prefix, h->prefix,
                              letter.text);
            html_letter(h, i);
            html_raw(h->out, "</label> ");
        }
        html_raw(h->out, "</fieldset>\n");
    }
    if (c->people.n) {
        html_raw(h->out, "<fieldset class=\"filter\"><legend>Person</legend>");
        put_choice(h, "of", "of-all", true);
        html_raw(h->out, "anyone</label> ");
        for (uint32_t i = 0; i < c->people.n && i < HTML_PEOPLE; i++) {
            buffer_add_format(h->out, "<label><input type=\"radio\" name=\"%sof\" id=\"%sof-%u\"> ", h->prefix, h->prefix,
                              (unsigned)i + 1);
            html_bdi(h->out, c->people.at[i].name, NULL);
            html_raw(h->out, "</label> ");
        }
        html_raw(h->out, "</fieldset>\n");
    }
    if (kinds & (kinds - 1)) {
        html_raw(h->out, "<fieldset class=\"filter\"><legend>Differences</legend>");
        for (unsigned k = 0; k < 8; k++)
            if (kinds >> k & 1)
                buffer_add_format(h->out, "<label><input type=\"checkbox\" checked id=\"%skind-%u\"> %s</label> ", h->prefix,
                                  k, difference_kind_name((difference_kind)k));
        html_raw(h->out, "</fieldset>\n");
    }
    html_raw(h->out, "</details>\n");
}

void html_filter_rules(const html_teller *h, syn_buffer *rules) {
    const syn_collation *c = h->c;
    for (uint32_t i = 0; i < c->count && c->count <= HTML_PICTURE_REPORTS; i++) {
        short_text letter = short_letter(i);
        buffer_add_format(rules, ":root:has(#%sin-%s:checked) .%sfind:not(.%sin-%s)", h->prefix, letter.text, h->prefix,
                          h->prefix, letter.text);
        html_raw(rules, "{display:none}\n");
    }
    for (uint32_t i = 0; i < c->people.n && i < HTML_PEOPLE; i++)
        buffer_add_format(rules, ":root:has(#%sof-%u:checked) .%sfind:not(.%sof-%u){display:none}\n", h->prefix,
                          (unsigned)i + 1, h->prefix, h->prefix, (unsigned)i + 1);
    for (unsigned k = 0, kinds = kinds_of(c); k < 8; k++)
        if (kinds >> k & 1)
            buffer_add_format(rules, ":root:has(#%skind-%u:not(:checked)) .%sk%u{display:none}\n", h->prefix, k, h->prefix,
                              k);
}
