/* json.c - a comparison as one JSON object (docs/manual.md).
 *
 * The reports of all stories stand in one list, in order of story and letter; `report` in a place is an index into it.
 * Where there are several stories, every item of every list names its own. Every text is the text of a place, so that
 * `synoptic verify` can check it; a field that does not apply is left out. Method: one pass over each list. */
#include "base/map.h"
#include "tell/forms.h"
#include "tell/json_writer.h"

typedef struct json_teller {
    json_writer w;
    const teller *t;
    const syn_collation *c;  /* the story at hand */
    uint32_t story, base;    /* its number; the index of its first report in the list of all */
    uint32_t differences;    /* how many differences the stories before it have */
} json_teller;

static void put_text(json_teller *j, const char *key, syn_place place) {
    json_put_string(&j->w, key, place_slice(j->c, place));
}

/* Opens an item of a list. */
static void item_open(json_teller *j) {
    json_open(&j->w, '{');
    if (j->t->set->count > 1) json_put_count(&j->w, "story", j->story);
}

/* A field that is there only where it is true. */
static void put_flag(json_teller *j, const char *key, bool set) {
    if (!set) return;
    json_key(&j->w, key);
    json_bool(&j->w, true);
}

static void put_place(json_teller *j, syn_place place, bool text) {
    json_put_count(&j->w, "report", (uint64_t)j->base + place.report);
    json_put_span(&j->w, "span", place.span);
    if (text) put_text(j, "text", place);
}

static void put_places(json_teller *j, const char *key, const syn_places *places) {
    json_key(&j->w, key);
    json_open(&j->w, '[');
    for (uint32_t i = 0; i < places->n; i++) {
        json_open(&j->w, '{');
        put_place(j, places->at[i], false);
        json_close(&j->w, '}');
    }
    json_close(&j->w, ']');
}

/* The places of evidence, and of each that says more or less than the wording shown, which. */
static void put_evidence(json_teller *j, const collation_shared *s) {
    json_key(&j->w, "evidence");
    json_open(&j->w, '[');
    for (uint32_t i = 0; i < s->evidence.n; i++) {
        uint8_t extent = s->extents ? s->extents[i] : SAYS_SAME;
        json_open(&j->w, '{');
        put_place(j, s->evidence.at[i], false);
        if (extent != SAYS_SAME) json_put_string(&j->w, "says", extent == SAYS_MORE ? SLICE_LIT("more") : SLICE_LIT("less"));
        json_close(&j->w, '}');
    }
    json_close(&j->w, ']');
}

static void put_reason_place(json_teller *j, const char *key, syn_place place) {
    json_key(&j->w, key);
    json_open(&j->w, '{');
    put_place(j, place, true);
    put_flag(j, "in_title", place.in_title);
    json_close(&j->w, '}');
}

/* What ties an item together, where it was noted. */
static void put_why(json_teller *j, const collation_why *why) {
    if (!why->reasons.n) return;
    json_key(&j->w, "why");
    json_open(&j->w, '{');
    json_key(&j->w, "score");
    json_real(&j->w, why->score);
    json_key(&j->w, "reasons");
    json_open(&j->w, '[');
    for (uint32_t i = 0; i < why->reasons.n; i++) {
        const collation_reason *reason = &why->reasons.at[i];
        json_open(&j->w, '{');
        json_put_string(&j->w, "kind", slice_str(reason_kind_name(reason->kind)));
        put_reason_place(j, "a", reason->a);
        put_reason_place(j, "b", reason->b);
        json_key(&j->w, "weight");
        json_real(&j->w, reason->weight);
        json_close(&j->w, '}');
    }
    json_close(&j->w, ']');
    json_close(&j->w, '}');
}

static void put_difference(json_teller *j, uint32_t index) {
    if (index != REPORT_NONE) json_put_count(&j->w, "difference", (uint64_t)j->differences + index);
}

static void put_reports(json_teller *j) {
    for (uint32_t i = 0; i < j->c->count; i++) {
        const syn_report *r = j->c->reports[i];
        const collation_source *s = &j->c->sources[i];
        json_open(&j->w, '{');
        json_put_string(&j->w, "id", r->id);
        json_put_string(&j->w, "input", r->input);
        json_put_string(&j->w, "letter", slice_str(short_letter(i).text));
        json_put_count(&j->w, "story", j->story);
        json_put_text(&j->w, "source", r->source);
        json_put_text(&j->w, "url", r->url);
        json_put_text(&j->w, "title", r->title);
        json_put_text(&j->w, "published", r->published);
        json_put_text(&j->w, "language", r->language);
        json_put_text(&j->w, "day", s->day);
        if (s->day.len) {
            json_key(&j->w, "day_inferred");
            json_bool(&j->w, s->day_inferred);
        }
        json_key(&j->w, "own_share");
        json_real(&j->w, (double)s->own_permille / 1000.0);
        json_put_count(&j->w, "account", s->account);
        json_put_text(&j->w, "agency", s->agency);
        if (s->copy_of != REPORT_NONE) json_put_count(&j->w, "copy_of", (uint64_t)j->base + s->copy_of);
        json_put_string(&j->w, "text", r->text);
        json_close(&j->w, '}');
    }
}

static void put_story(json_teller *j) {
    uint32_t from;
    json_open(&j->w, '{');
    json_put_string(&j->w, "title", short_headline(j->c, &from));
    json_key(&j->w, "reports");
    json_open(&j->w, '[');
    for (uint32_t i = 0; i < j->c->count; i++) json_count(&j->w, (uint64_t)j->base + i);
    json_close(&j->w, ']');
    json_put_count(&j->w, "accounts", j->c->accounts);
    json_put_text(&j->w, "first_day", j->c->first_day);
    json_put_text(&j->w, "last_day", j->c->last_day);
    if (j->c->left_out) json_put_count(&j->w, "left_out", j->c->left_out);
    json_close(&j->w, '}');
}

static void put_brief(json_teller *j) {
    for (uint32_t i = 0; i < j->c->brief.n; i++) {
        const collation_sentence *s = &j->c->brief.at[i];
        item_open(j);
        put_text(j, "text", s->lead);
        json_put_count(&j->w, "independent", s->independent);
        put_difference(j, s->difference);
        put_places(j, "cites", &s->cites);
        put_why(j, &s->why);
        json_close(&j->w, '}');
    }
}

static void put_shared(json_teller *j) {
    for (uint32_t i = 0; i < j->c->shared.n; i++) {
        const collation_shared *s = &j->c->shared.at[i];
        item_open(j);
        put_text(j, "text", s->lead);
        json_put_count(&j->w, "independent", s->independent);
        put_difference(j, s->difference);
        put_evidence(j, s);
        put_why(j, &s->why);
        json_close(&j->w, '}');
    }
}

static void put_only(json_teller *j) {
    for (uint32_t i = 0; i < j->c->only.n; i++) {
        item_open(j);
        put_place(j, j->c->only.at[i].place, true);
        put_why(j, &j->c->only.at[i].why);
        json_close(&j->w, '}');
    }
}

static void put_change(json_teller *j, uint32_t change) {
    if (!change) return;
    json_key(&j->w, "change");
    json_open(&j->w, '[');
    for (unsigned i = 0; i < QUOTE_CHANGES; i++)
        if (change >> i & 1) json_string(&j->w, slice_str(quote_change_name(i)));
    json_close(&j->w, ']');
}

static void put_spans(json_teller *j, const char *key, const syn_places *places) {
    if (!places->n) return;
    json_key(&j->w, key);
    json_open(&j->w, '[');
    for (uint32_t i = 0; i < places->n; i++) json_span(&j->w, places->at[i].span);
    json_close(&j->w, ']');
}

/* The readings in texts, or those in titles: a span is one of the text in every other list, so these have their own. */
static void put_readings(json_teller *j, const collation_difference *d, const char *name, bool in_title) {
    json_key(&j->w, name);
    json_open(&j->w, '[');
    for (uint32_t k = 0; k < d->readings.n; k++) {
        const collation_reading *reading = &d->readings.at[k];
        if (reading->place.in_title != in_title) continue;
        json_open(&j->w, '{');
        put_place(j, reading->place, true);
        json_key(&j->w, "marks");
        json_open(&j->w, '[');
        for (uint32_t m = 0; m < reading->marks.n; m++) json_span(&j->w, reading->marks.at[m].span);
        json_close(&j->w, ']');
        put_change(j, reading->change);
        put_flag(j, "later", reading->later);
        json_close(&j->w, '}');
    }
    json_close(&j->w, ']');
}

static void put_differences(json_teller *j) {
    for (uint32_t i = 0; i < j->c->differences.n; i++) {
        const collation_difference *d = &j->c->differences.at[i];
        item_open(j);
        json_put_string(&j->w, "kind", slice_str(difference_kind_name(d->kind)));
        json_put_text(&j->w, "how", slice_str(difference_how_name(d->how)));
        put_text(j, "about", d->about);
        json_key(&j->w, "about_place");
        json_open(&j->w, '{');
        put_place(j, d->about, false);
        json_close(&j->w, '}');
        put_readings(j, d, "readings", false);
        bool titled = false;
        for (uint32_t k = 0; k < d->readings.n; k++) titled |= d->readings.at[k].place.in_title;
        if (titled) put_readings(j, d, "titles", true);
        put_why(j, &d->why);
        json_close(&j->w, '}');
    }
}

static void put_copies(json_teller *j) {
    for (uint32_t i = 0; i < j->c->copies.n; i++) {
        item_open(j);
        put_places(j, "spans", &j->c->copies.at[i].spans);
        json_put_count(&j->w, "first", (uint64_t)j->base + j->c->copies.at[i].first);
        json_key(&j->w, "ordered");
        json_bool(&j->w, copy_first_known(j->c, &j->c->copies.at[i]));
        put_why(j, &j->c->copies.at[i].why);
        json_close(&j->w, '}');
    }
}

static void put_quotes(json_teller *j) {
    for (uint32_t i = 0; i < j->c->quotes.n; i++) {
        const collation_utterance *u = &j->c->quotes.at[i];
        item_open(j);
        json_put_text(&j->w, "speaker", u->speaker);
        if (u->person != REPORT_NONE) json_put_text(&j->w, "person", j->c->people.at[u->person].name);
        put_text(j, "text", u->lead);
        put_difference(j, u->difference);
        json_key(&j->w, "readings");
        json_open(&j->w, '[');
        for (uint32_t k = 0; k < u->readings.n; k++) {
            const collation_reading_of_quote *r = &u->readings.at[k];
            json_open(&j->w, '{');
            put_place(j, r->place, false);
            json_put_string(&j->w, "kind", slice_str(short_quote_kind(r->kind)));
            json_put_span(&j->w, "source", r->source.span);
            json_put_span(&j->w, "cue", r->cue.span);
            json_put_text(&j->w, "said_on", r->said_on);
            json_put_text(&j->w, "venue", r->venue);
            if (r->change & CHANGE_OTHER_SPEAKER) json_put_text(&j->w, "speaker", r->speaker);
            put_change(j, r->change);
            put_spans(j, "marks", &r->marks);
            put_spans(j, "against", &r->against);
            json_close(&j->w, '}');
        }
        json_close(&j->w, ']');
        put_why(j, &u->why);
        json_close(&j->w, '}');
    }
}

/* What a writer is credited with. Their place is the whole of each report that they wrote: its text does not name them. */
static void put_writer(json_teller *j, const collation_person *p) {
    json_put_text(&j->w, "credit", p->credit);
    json_key(&j->w, "mentions");
    json_open(&j->w, '[');
    for (uint32_t k = 0; k < p->roles.n; k++) {
        uint32_t report = p->roles.at[k].report;
        json_open(&j->w, '{');
        put_place(j, (syn_place){.report = report, .span = {0, (uint32_t)j->c->reports[report]->text.len}}, false);
        json_close(&j->w, '}');
    }
    json_close(&j->w, ']');
}

static void put_people(json_teller *j) {
    for (uint32_t i = 0; i < j->c->people.n; i++) {
        const collation_person *p = &j->c->people.at[i];
        bool first = true;
        item_open(j);
        json_put_string(&j->w, "name", p->name);
        json_put_string(&j->w, "type", slice_str(short_name_type(p->type)));
        if (p->form != PERSON_NAMED) json_put_string(&j->w, "form",
            p->form == PERSON_WRITER ? SLICE_LIT("writer") : SLICE_LIT("unnamed"));
        json_put_text(&j->w, "list_name", p->list_name);
        json_put_text(&j->w, "list_id", p->list_id);
        for (uint32_t k = 0; k < p->roles.n && first; k++)
            if (span_present(p->roles.at[k].span)) put_text(j, "role", p->roles.at[k]), first = false;
        if (p->form == PERSON_WRITER) put_writer(j, p);
        else put_places(j, "mentions", &p->mentions);
        if (!first) {
            json_key(&j->w, "roles");
            json_open(&j->w, '[');
            for (uint32_t k = 0; k < p->roles.n; k++)
                if (span_present(p->roles.at[k].span)) {
                    json_open(&j->w, '{');
                    put_place(j, p->roles.at[k], true);
                    json_close(&j->w, '}');
                }
            json_close(&j->w, ']');
        }
        json_close(&j->w, '}');
    }
}

static void put_timeline(json_teller *j) {
    for (uint32_t i = 0; i < j->c->timeline.n; i++) {
        item_open(j);
        json_put_string(&j->w, "when", j->c->timeline.at[i].when);
        put_text(j, "text", j->c->timeline.at[i].lead);
        put_places(j, "evidence", &j->c->timeline.at[i].evidence);
        json_close(&j->w, '}');
    }
}

/* One list over all stories. */
static void put_list(json_teller *j, const char *key, void (*put)(json_teller *)) {
    json_key(&j->w, key);
    json_open(&j->w, '[');
    j->base = j->differences = 0;
    for (uint32_t i = 0; i < j->t->set->count; i++) {
        j->c = &j->t->set->stories[i];
        j->story = i;
        put(j);
        j->base += j->c->count;
        j->differences += j->c->differences.n;
    }
    json_close(&j->w, ']');
}

/* Every input with its outcome, and the report that it became. */
static void put_inputs(json_teller *j) {
    const collation_set *set = j->t->set;
    syn_map places;  /* by address: only looked up, so no order of addresses can show */
    map_init(&places, j->t->scratch);
    uint32_t index = 0;
    for (uint32_t i = 0; i < set->count; i++)
        for (uint32_t k = 0; k < set->stories[i].count; k++)
            map_set(&places, (uint64_t)(uintptr_t)set->stories[i].reports[k], index++);
    json_key(&j->w, "inputs");
    json_open(&j->w, '[');
    for (uint32_t i = 0; i < set->input_count; i++) {
        const syn_report *r = set->inputs[i];
        uint32_t report = map_get(&places, (uint64_t)(uintptr_t)r);
        json_open(&j->w, '{');
        json_put_string(&j->w, "input", r->input);
        json_put_string(&j->w, "id", r->id);
        json_put_string(&j->w, "outcome", slice_str(outcome_name(r->outcome)));
        json_put_text(&j->w, "reason", r->reason);
        if (report != MAP_NONE) json_put_count(&j->w, "report", report);
        json_close(&j->w, '}');
    }
    json_close(&j->w, ']');
}

void json_tell_set(teller *t) {
    json_teller j = {.w = {t->out, false}, .t = t};
    json_open(&j.w, '{');
    put_list(&j, "stories", put_story);
    put_list(&j, "reports", put_reports);
    put_list(&j, "brief", put_brief);
    put_list(&j, "shared", put_shared);
    put_list(&j, "only", put_only);
    put_list(&j, "differences", put_differences);
    put_list(&j, "copies", put_copies);
    put_list(&j, "quotes", put_quotes);
    put_list(&j, "people", put_people);
    put_list(&j, "timeline", put_timeline);
    put_inputs(&j);
    json_put_string(&j.w, "version", slice_str(TELL_VERSION));
    json_close(&j.w, '}');
    buffer_add_char(t->out, '\n');
}
