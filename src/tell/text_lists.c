/* text_lists.c - the parts of the terminal form that a reader asks for: only one report, copied, timeline, people.
 *
 * In: lists of the collation. Out: one paragraph an item, with its citation. They follow the rules of text_sections.c. */
#include <stdio.h>

#include "tell/text_parts.h"

void text_only(text_teller *x) {
    uint32_t limit = text_limit(x, x->c->only.n);
    text_heading(x, "ONLY ONE REPORT", x->c->only.n);
    for (uint32_t i = 0; i < limit; i++) {
        syn_place place = x->c->only.at[i].place;
        flow_begin(&x->f, 2, 7);
        flow_str(&x->f, text_cite(x, place).text, flow_report(place.report));
        flow_column(&x->f, x->f.width >= 40 ? 7 : 0);
        text_evidence(x, place, NULL);
        flow_end(&x->f);
        text_why(x, &x->c->only.at[i].why, 7);
    }
    text_more(x, limit, x->c->only.n, "only");
}

void text_copied(text_teller *x) {
    uint32_t limit = text_limit(x, x->c->copies.n);
    text_heading(x, "COPIED", x->c->copies.n);
    for (uint32_t i = 0; i < limit; i++) {
        const collation_copy *copy = &x->c->copies.at[i];
        flow_begin(&x->f, 2, 4);
        for (uint32_t k = 0; k < copy->spans.n; k++) {
            if (k) flow_str(&x->f, " = ", FLOW_DIM);
            flow_str(&x->f, text_cite(x, copy->spans.at[k]).text, flow_report(copy->spans.at[k].report));
        }
        if (copy_first_known(x->c, copy)) {
            flow_str(&x->f, TEXT_DOT "first in ", FLOW_DIM);
            flow_str(&x->f, short_letter(copy->first).text, flow_report(copy->first));
        }
        flow_end(&x->f);
        flow_begin(&x->f, 4, 4);
        text_evidence(x, copy->spans.at[0], NULL);
        flow_end(&x->f);
        text_why(x, &copy->why, 4);
    }
    text_more(x, limit, x->c->copies.n, "copied");
}

void text_timeline(text_teller *x) {
    uint32_t limit = text_limit(x, x->c->timeline.n);
    text_heading(x, "TIMELINE", x->c->timeline.n);
    syn_slice last = SLICE_NONE;
    for (uint32_t i = 0; i < limit; i++) {
        const collation_event *event = &x->c->timeline.at[i];
        if (!slice_equal(last, event->when)) {
            flow_begin(&x->f, 2, 4);
            flow_str(&x->f, short_when(event->when).text, FLOW_BOLD);
            flow_end(&x->f);
        }
        last = event->when;
        flow_begin(&x->f, 4, 6);
        text_evidence(x, event->lead, NULL);
        flow_space(&x->f);
        flow_str(&x->f, "[", FLOW_DIM);
        text_cites(x, &event->evidence);
        flow_str(&x->f, "]", FLOW_DIM);
        flow_end(&x->f);
    }
    text_more(x, limit, x->c->timeline.n, "timeline");
}

/* "A×2 B×1" */
static void person_counts(text_teller *x, const collation_person *p) {
    for (uint32_t k = 0; k < p->mentions.n;) {
        uint32_t report = p->mentions.at[k].report, from = k;
        while (k < p->mentions.n && p->mentions.at[k].report == report) k++;
        char times[32];
        snprintf(times, sizeof times, "×%u", (unsigned)(k - from));
        if (from) flow_str(&x->f, "\xC2\xA0", FLOW_PLAIN);
        flow_str(&x->f, short_letter(report).text, flow_report(report));
        flow_str(&x->f, times, FLOW_DIM);
    }
}

static void person_lines(text_teller *x, person_form form, uint32_t limit) {
    uint32_t told = 0;
    for (uint32_t i = 0; i < x->c->people.n && told < limit; i++) {
        const collation_person *p = &x->c->people.at[i];
        if (p->type != NAME_PERSON || p->form != form) continue;
        if (!told++ && form == PERSON_UNNAMED) {
            flow_begin(&x->f, 2, 4);
            flow_str(&x->f, "not named", FLOW_DIM);
            flow_end(&x->f);
        }
        flow_begin(&x->f, form == PERSON_UNNAMED ? 4 : 2, 6);
        flow_text(&x->f, p->name, form == PERSON_UNNAMED ? FLOW_PLAIN : FLOW_BOLD);
        text_roles(x, p, TEXT_DOT);
        flow_str(&x->f, " — ", FLOW_DIM);
        person_counts(x, p);
        flow_end(&x->f);
    }
}

/* All of a kind in one paragraph. */
static void run_in(text_teller *x, const char *label, bool (*wanted)(const collation_person *)) {
    enum { NAMES = 24 };
    uint32_t told = 0, left = 0;
    for (uint32_t i = 0; i < x->c->people.n; i++) {
        const collation_person *p = &x->c->people.at[i];
        if (!wanted(p)) continue;
        if (!x->all && told >= NAMES) {
            left++;
            continue;
        }
        if (!told++) {
            flow_begin(&x->f, 2, 4);
            flow_str(&x->f, label, FLOW_DIM);
            flow_space(&x->f);
        } else {
            flow_str(&x->f, TEXT_DOT, FLOW_DIM);
        }
        flow_text(&x->f, p->name, FLOW_PLAIN);
        flow_space(&x->f);
        if (p->mentions.n) person_counts(x, p);
        for (uint32_t k = 0; p->form == PERSON_WRITER && k < p->roles.n; k++) {
            if (k) flow_str(&x->f, "\xC2\xA0", FLOW_PLAIN);
            flow_str(&x->f, short_letter(p->roles.at[k].report).text, flow_report(p->roles.at[k].report));
        }
    }
    if (left) {
        flow_str(&x->f, TEXT_DOT, FLOW_DIM);
        flow_str(&x->f, short_count(left, "more", "more").text, FLOW_DIM);
    }
    if (told) flow_end(&x->f);
}

static bool is_writer(const collation_person *p) { return p->form == PERSON_WRITER; }
static bool is_body(const collation_person *p) { return p->form != PERSON_WRITER && p->type == NAME_ORGANIZATION; }
static bool is_place(const collation_person *p) { return p->form != PERSON_WRITER && p->type == NAME_PLACE; }
static bool is_other(const collation_person *p) { return p->form != PERSON_WRITER && p->type == NAME_OTHER; }

void text_people(text_teller *x) {
    uint32_t persons = count_persons(x->c), limit = text_limit(x, persons);
    text_heading(x, "PEOPLE", persons);
    person_lines(x, PERSON_NAMED, limit);
    person_lines(x, PERSON_UNNAMED, limit);
    text_more(x, limit, persons, "people");
    run_in(x, "bodies:", is_body);
    run_in(x, "places:", is_place);
    run_in(x, "other names:", is_other);
    run_in(x, "written by:", is_writer);
}
