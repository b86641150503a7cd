/* json_report.c - one report as one line of JSON: what `synoptic read` and `synoptic mark` print (docs/manual.md).
 *
 * A field that does not apply is left out. Spans are [begin, end) in bytes of the object's own `text`. */
#include <stdio.h>
#include <stdlib.h>

#include "tell/forms.h"
#include "tell/json_writer.h"

static void put_names(json_writer *w, const syn_report *r) {
    json_key(w, "entities");
    json_open(w, '[');
    for (uint32_t i = 0; i < r->entities.n; i++) {
        const syn_entity *e = &r->entities.at[i];
        json_open(w, '{');
        json_put_count(w, "id", i);
        json_put_string(w, "name", report_slice(r, e->name));
        json_put_string(w, "type", slice_str(short_name_type(e->type)));
        if (span_present(e->role)) json_put_string(w, "role", report_slice(r, e->role));
        json_put_text(w, "list_name", e->list_name);
        json_put_text(w, "list_id", e->list_id);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_key(w, "names");
    json_open(w, '[');
    for (uint32_t i = 0; i < r->mentions.n; i++) {
        const syn_mention *m = &r->mentions.at[i];
        json_open(w, '{');
        json_put_span(w, "span", m->span);
        json_put_string(w, "type", slice_str(short_name_type(m->type)));
        if (m->entity != REPORT_NONE) json_put_count(w, "entity", m->entity);
        if (m->form == FORM_DESCRIPTION) json_put_string(w, "form", SLICE_LIT("description"));
        if (m->form == FORM_PRONOUN) json_put_string(w, "form", SLICE_LIT("pronoun"));
        json_put_span(w, "title", m->title);
        json_put_span(w, "role", m->role);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_quotes(json_writer *w, const syn_report *r) {
    json_key(w, "quotes");
    json_open(w, '[');
    for (uint32_t i = 0; i < r->quotes.n; i++) {
        const syn_quote *q = &r->quotes.at[i];
        json_open(w, '{');
        json_put_string(w, "kind", slice_str(short_quote_kind(q->kind)));
        json_key(w, "content");
        json_open(w, '[');
        for (unsigned k = 0; k < q->contents && k < QUOTE_SPANS; k++) json_span(w, q->content[k]);
        json_close(w, ']');
        json_put_span(w, "source", q->source);
        json_put_span(w, "cue", q->cue);
        if (q->entity != REPORT_NONE) json_put_count(w, "entity", q->entity);
        json_put_text(w, "speaker", q->speaker);
        json_put_text(w, "said_on", q->said_on);
        json_put_text(w, "venue", q->venue);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_real(json_writer *w, const char *name, double value) {
    json_key(w, name);
    json_real(w, value);
}

/* What a number is, and what it comes to. */
static void put_number_more(json_writer *w, const syn_number *number) {
    static const char *const kinds[] = {"count", "money", "percent", "points",  "measure", "age",
                                        "share", "ordinal", "score",  "vote", "odds",    "rate"};
    json_put_string(w, "kind", slice_str(kinds[number->kind <= NUMBER_RATE ? number->kind : 0]));
    if (number_is_range(number)) {
        put_real(w, "low", number->value);
        put_real(w, "high", number->high);
    }
    if (number->kind >= NUMBER_SCORE) put_real(w, "against", number->against);
    if (span_present(number->counts)) json_put_span(w, "counts", number->counts);
    if (number->currency) json_put_string(w, "currency", slice_str(number->currency));
    if (!number->si_unit.len) return;
    json_key(w, "si");
    json_open(w, '{');
    put_real(w, "value", number->si_value);
    if (number_is_range(number)) put_real(w, "high", number->si_high);
    json_put_string(w, "unit", number->si_unit);
    json_close(w, '}');
}

static void put_numbers(json_writer *w, const char *name, syn_slice text, const syn_number *numbers, uint32_t n) {
    static const char *const bounds[] = {"exact", "about", "at least", "at most", "over", "under"};
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < n; i++) {
        const syn_number *number = &numbers[i];
        syn_span unit = number->unit;
        json_open(w, '{');
        json_put_span(w, "span", number->span);
        json_key(w, "value");
        json_real(w, number->value);
        if (span_present(unit)) json_put_string(w, "unit", slice_cut(text, unit.begin, unit.end));
        if (number->bound != BOUND_EXACT && number->bound < 6) json_put_string(w, "bound", slice_str(bounds[number->bound]));
        put_number_more(w, number);
        json_close(w, '}');
    }
    json_close(w, ']');
}

/* "+05:30". */
static void put_zone(json_writer *w, int minutes) {
    char text[16];
    int length = snprintf(text, sizeof text, "%c%02d:%02d", minutes < 0 ? '-' : '+', abs(minutes) / 60, abs(minutes) % 60);
    json_put_string(w, "zone", slice_of(text, (size_t)length));
}

static void put_values(json_writer *w, const syn_report *r) {
    static const char *const relations[] = {"event", "after", "before", "since"};
    static const char *const types[] = {"date", "time", "duration", "set"};
    json_key(w, "times");
    json_open(w, '[');
    for (uint32_t i = 0; i < r->times.n; i++) {
        const syn_time *time = &r->times.at[i];
        json_open(w, '{');
        json_put_span(w, "span", time->span);
        json_put_string(w, "type", slice_str(types[time->type < 4 ? time->type : 0]));
        json_put_text(w, "value", time->value);
        json_put_text(w, "mod", time->mod);
        if (time->zoned) put_zone(w, time->zone);
        json_put_span(w, "range", time->range);
        json_put_span(w, "at_odds", time->at_odds);
        json_put_span(w, relations[time->relation < 4 ? time->relation : 0], time->event);
        json_put_text(w, "falls_on", time->falls_on);
        json_close(w, '}');
    }
    json_close(w, ']');
    put_numbers(w, "numbers", r->text, r->numbers.at, r->numbers.n);
    if (r->title_numbers.n) put_numbers(w, "title_numbers", r->title, r->title_numbers.at, r->title_numbers.n);
}

/* Each word with its part of speech, if it has one. */
static void put_words(json_writer *w, const syn_report *r) {
    json_key(w, "words");
    json_open(w, '[');
    for (uint32_t i = 0; i < r->words.n; i++) {
        const syn_word *word = &r->words.at[i];
        json_open(w, '[');
        json_count(w, word->begin);
        json_count(w, word->end);
        if (word->upos) json_string(w, slice_str(word_upos_name(word->upos)));
        json_close(w, ']');
    }
    json_close(w, ']');
}

void json_tell_report(teller *t, const syn_report *r, bool marks) {
    json_writer w = {t->out, false};
    json_open(&w, '{');
    json_put_string(&w, "id", r->id);
    json_put_string(&w, "input", r->input);
    json_put_string(&w, "outcome", slice_str(outcome_name(r->outcome)));
    json_put_string(&w, "reason", r->reason);
    json_put_text(&w, "url", r->url);
    json_put_text(&w, "source", r->source);
    json_put_text(&w, "title", r->title);
    if (r->byline.n) {
        json_key(&w, "byline");
        json_open(&w, '[');
        for (uint32_t i = 0; i < r->byline.n; i++) json_string(&w, r->byline.at[i]);
        json_close(&w, ']');
    }
    if (r->credits.n) {
        json_key(&w, "credits");
        json_open(&w, '[');
        for (uint32_t i = 0; i < r->credits.n; i++) {
            json_open(&w, '{');
            json_put_string(&w, "name", r->credits.at[i].name);
            json_put_string(&w, "role", r->credits.at[i].role);
            json_close(&w, '}');
        }
        json_close(&w, ']');
    }
    json_put_text(&w, "credited", r->credited);
    json_put_text(&w, "published", r->published);
    json_put_text(&w, "published_from", r->published_from);
    if (r->published_sure) json_put_count(&w, "published_sure", r->published_sure);
    if (r->dateline.place.len || r->dateline.date.len || r->dateline.agency.len) {
        json_key(&w, "dateline");
        json_open(&w, '{');
        json_put_text(&w, "place", r->dateline.place);
        json_put_text(&w, "date", r->dateline.date);
        json_put_text(&w, "agency", r->dateline.agency);
        json_close(&w, '}');
    }
    json_put_text(&w, "updated", r->updated);
    json_put_text(&w, "updated_from", r->updated_from);
    if (r->updated_sure) json_put_count(&w, "updated_sure", r->updated_sure);
    json_put_text(&w, "fetched", r->fetched);
    json_put_text(&w, "section", r->section);
    json_put_text(&w, "language", r->language);
    if (r->in_archive) json_put_count(&w, "offset", r->offset);
    if (r->repaired) json_put_count(&w, "repaired", r->repaired);
    json_put_string(&w, "text", r->text);
    if (marks) {
        json_key(&w, "sentences");
        json_open(&w, '[');
        for (uint32_t i = 0; i < r->sentences.n; i++)
            json_span(&w, (syn_span){r->sentences.at[i].begin, r->sentences.at[i].end});
        json_close(&w, ']');
        if (t->options->form == SYN_FORM_JSON_WORDS) put_words(&w, r);
        put_names(&w, r);
        put_quotes(&w, r);
        put_values(&w, r);
    }
    json_close(&w, '}');
}
