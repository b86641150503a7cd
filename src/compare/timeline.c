/* timeline.c - what happened when, by when it happened and not by when it was published.
 *
 * In: the resolved dates of all reports and the clusters of statements. Out: out->timeline, in order of time. Statements of
 * one cluster that name one date are one event; its first wording, in order of letters, leads.
 * Not done: events dated by other events ("three weeks after ..."). */
#include <limits.h>
#include <stdlib.h>

#include "base/caps.h"
#include "compare/story.h"
#include "compare/timex.h"

typedef struct entry {
    long from, to;           /* days since 1970 */
    uint32_t report, statement, cluster;
    syn_slice value;
    syn_place place;
} entry;

static int by_time(const void *left, const void *right) {
    const entry *a = left, *b = right;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    int order = slice_compare(a->value, b->value);
    if (order) return order;
    if (a->cluster != b->cluster) return a->cluster < b->cluster ? -1 : 1;
    if (a->report != b->report) return a->report < b->report ? -1 : 1;
    return a->place.span.begin < b->place.span.begin ? -1 : a->place.span.begin > b->place.span.begin;
}

bool story_timeline(story *s) {
    SYN_VEC(entry) entries = {0};
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t t = 0; t < report->times.n; t++) {
            const syn_time *time = &report->times.at[t];
            entry e = {.report = r, .value = timex_day(time->value)};
            if (!time->resolved || time->type > TIME_TIME || !timex_range(e.value, &e.from, &e.to)) continue;
            uint32_t st = story_statement_at(s, r, time->span.begin);
            if (st == REPORT_NONE || s->statements.at[st].embed) continue;  /* the prose tells of the post already */
            e.statement = st;
            e.cluster = s->statements.at[st].cluster == REPORT_NONE ? s->clusters.n + st : s->statements.at[st].cluster;
            e.place = (syn_place){r, s->statements.at[st].span};
            if (entries.n < CAP_STATEMENTS && !VEC_PUSH(s->scratch, &entries, e)) return false;
        }
    }
    if (entries.n) qsort(entries.at, entries.n, sizeof *entries.at, by_time);
    collation_event *event = NULL;
    for (uint32_t i = 0; i < entries.n; i++) {
        const entry *e = &entries.at[i], *before = i ? &entries.at[i - 1] : NULL;
        bool same = before && event && before->cluster == e->cluster && slice_equal(before->value, e->value);
        if (same && before->report == e->report && before->place.span.begin == e->place.span.begin) continue;
        if (!same) {
            if (s->out->timeline.n >= CAP_FINDINGS) return true;
            if (!VEC_PUSH(s->keep, &s->out->timeline, (collation_event){.when = e->value, .lead = e->place})) return false;
            event = &s->out->timeline.at[s->out->timeline.n - 1];
        }
        if (!VEC_PUSH(s->keep, &event->evidence, e->place)) return false;
    }
    return true;
}
