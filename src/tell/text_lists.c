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

/* Those who wrote the reports, in one entry. */
static void put_writers(text_teller *x, uint32_t from) {
    const syn_collation *c = x->c;
    if (from >= c->people.n) return;
    flow_begin(&x->f, 2, 4);
    flow_str(&x->f, "The reports are by ", FLOW_DIM);
    for (uint32_t i = from; i < c->people.n; i++) {
        const collation_person *p = &c->people.at[i];
        if (i > from) flow_str(&x->f, TEXT_DOT, FLOW_DIM);
        flow_text(&x->f, p->name, 0);
        flow_str(&x->f, " (", FLOW_DIM);
        for (uint32_t k = 0; k < p->roles.n; k++) {
            if (k) flow_str(&x->f, " ", FLOW_DIM);
            flow_str(&x->f, short_letter(p->roles.at[k].report).text, flow_report(p->roles.at[k].report));
        }
        if (p->credit.len) flow_str(&x->f, ", ", FLOW_DIM), flow_text(&x->f, p->credit, FLOW_DIM);
        flow_str(&x->f, ")", FLOW_DIM);
    }
    flow_end(&x->f);
}

uint32_t text_persons(const syn_collation *c) {
    uint32_t n = c->people.n;
    while (n && c->people.at[n - 1].form == PERSON_WRITER) n--;
    return n;
}

void text_people(text_teller *x) {
    uint32_t n = text_persons(x->c), limit = text_limit(x, n);
    text_heading(x, "PEOPLE", n);
    for (uint32_t i = 0; i < limit; i++) {
        const collation_person *p = &x->c->people.at[i];
        flow_begin(&x->f, 2, 4);
        flow_text(&x->f, p->name, FLOW_BOLD);
        text_roles(x, p, TEXT_DOT);
        for (uint32_t k = 0; k < p->mentions.n;) {
            uint32_t report = p->mentions.at[k].report, from = k;
            while (k < p->mentions.n && p->mentions.at[k].report == report) k++;
            char times[32];
            snprintf(times, sizeof times, "×%u", (unsigned)(k - from));
            flow_str(&x->f, from ? " " : " — ", FLOW_DIM);
            flow_str(&x->f, short_letter(report).text, flow_report(report));
            flow_str(&x->f, times, FLOW_DIM);
        }
        flow_end(&x->f);
    }
    text_more(x, limit, n, "people");
    put_writers(x, n);
}
