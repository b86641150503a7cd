/* collation.c - names of kinds, and the check of the invariants in collation.h. */
#include "report/collation.h"

const char *difference_kind_name(difference_kind kind) {
    static const char *const names[] = {"wording", "number", "date", "place", "role", "initiator", "claim", "inside"};
    return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : "claim";
}

const char *difference_how_name(difference_how how) {
    static const char *const names[] = {"", "agentless", "denial", "corrected"};
    return (unsigned)how < sizeof names / sizeof *names ? names[how] : "";
}

const char *reason_kind_name(reason_kind kind) {
    static const char *const names[] = {"", "name", "value", "word", "meaning", "passage", "rule"};
    return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : "";
}

const char *quote_change_name(unsigned i) {
    static const char *const names[QUOTE_CHANGES] = {"fullest", "same", "part", "cut_start", "cut_end", "cut_inside", "ellipsis",
        "replaced", "added", "dropped", "bracketed", "beyond", "merged", "paraphrase", "other_speaker"};
    return i < QUOTE_CHANGES ? names[i] : "";
}

static bool good_place(const syn_collation *c, syn_place p) {
    if (p.report >= c->count || p.span.begin >= p.span.end) return false;
    syn_slice text = place_whole(c, p);
    if (p.span.end > text.len) return false;
    bool starts = ((unsigned char)text.ptr[p.span.begin] & 0xC0) != 0x80;
    return starts && (p.span.end == text.len || ((unsigned char)text.ptr[p.span.end] & 0xC0) != 0x80);
}

static bool good_places(const syn_collation *c, const syn_places *places, uint32_t least) {
    if (places->n < least) return false;
    for (uint32_t i = 0; i < places->n; i++)
        if (!good_place(c, places->at[i])) return false;
    return true;
}

static const char *assert_differences(const syn_collation *c) {
    for (uint32_t i = 0; i < c->differences.n; i++) {
        const collation_difference *d = &c->differences.at[i];
        if (d->readings.n < 2 || !good_place(c, d->about))
            return "a difference has fewer than two readings, or is about nothing";
        for (uint32_t k = 0; k < d->readings.n; k++) {
            const collation_reading *r = &d->readings.at[k];
            if (!good_place(c, r->place) || !good_places(c, &r->marks, 0)) return "a difference has a bad place";
            if (r->place.in_title && d->kind != DIFFER_INSIDE) return "a place in a title that is no reading of an inside difference";
            if (d->kind == DIFFER_INSIDE && r->place.report != d->readings.at[0].place.report)
                return "a difference inside a report spans two";
        }
    }
    return NULL;
}

static const char *assert_people(const syn_collation *c) {
    for (uint32_t i = 0; i < c->quotes.n; i++) {
        const collation_utterance *u = &c->quotes.at[i];
        if (!good_place(c, u->lead) || u->readings.n == 0) return "an utterance without a reading";
        if (u->person != REPORT_NONE && u->person >= c->people.n) return "an utterance's person is out of range";
        for (uint32_t k = 0; k < u->readings.n; k++) {
            const collation_reading_of_quote *r = &u->readings.at[k];
            if (!good_place(c, r->place)) return "a reading of an utterance is a bad place";
            if (!good_places(c, &r->marks, 0) || !good_places(c, &r->against, 0)) return "words of a reading are a bad place";
            if ((r->change == 0) != (u->readings.n == 1)) return "a reading among several has no name, or a single one has";
        }
    }
    for (uint32_t i = 0; i < c->people.n; i++)
        if (!good_places(c, &c->people.at[i].mentions, c->people.at[i].form == PERSON_WRITER ? 0 : 1)) return "a person without a good mention";
    return NULL;
}

static bool good_why(const syn_collation *c, const collation_why *why) {
    for (uint32_t i = 0; i < why->reasons.n; i++)
        if (!good_place(c, why->reasons.at[i].a) || !good_place(c, why->reasons.at[i].b)) return false;
    return true;
}

static const char *assert_whys(const syn_collation *c) {
    bool good = true;
    for (uint32_t i = 0; i < c->brief.n; i++) good = good && good_why(c, &c->brief.at[i].why);
    for (uint32_t i = 0; i < c->shared.n; i++) good = good && good_why(c, &c->shared.at[i].why);
    for (uint32_t i = 0; i < c->only.n; i++) good = good && good_why(c, &c->only.at[i].why);
    for (uint32_t i = 0; i < c->differences.n; i++) good = good && good_why(c, &c->differences.at[i].why);
    for (uint32_t i = 0; i < c->copies.n; i++) good = good && good_why(c, &c->copies.at[i].why);
    for (uint32_t i = 0; i < c->quotes.n; i++) good = good && good_why(c, &c->quotes.at[i].why);
    return good ? NULL : "a bad place in a reason";
}

const char *collation_assert(const syn_collation *c) {
    for (uint32_t i = 0; i < c->brief.n; i++)
        if (!good_place(c, c->brief.at[i].lead) || !good_places(c, &c->brief.at[i].cites, 1))
            return "a bad place in the brief";
    for (uint32_t i = 0; i < c->shared.n; i++)
        if (!good_place(c, c->shared.at[i].lead) || !good_places(c, &c->shared.at[i].evidence, 2))
            return "a bad place in shared";
    for (uint32_t i = 0; i < c->only.n; i++)
        if (!good_place(c, c->only.at[i].place)) return "a bad place in only";
    for (uint32_t i = 0; i < c->copies.n; i++)
        if (!good_places(c, &c->copies.at[i].spans, 2)) return "a bad place in copies";
    for (uint32_t i = 0; i < c->timeline.n; i++)
        if (!good_place(c, c->timeline.at[i].lead) || !good_places(c, &c->timeline.at[i].evidence, 1))
            return "a bad place in the timeline";
    const char *broken = assert_differences(c);
    if (!broken) broken = assert_people(c);
    return broken ? broken : assert_whys(c);
}
