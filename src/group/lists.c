/* lists.c - which reports stand in which story: a list of each story's reports, and what became of a story that went into
 * another. */
#include "group/inner.h"

bool lists_begin(grouping *g, uint32_t story) {
    return VEC_PUSH(&g->arena, &g->begun, (kept_story){story, REPORT_NONE, REPORT_NONE, 0});
}

/* Chains of merged stories are shortened as they are walked. */
uint32_t grouping_now(const grouping *g, uint32_t story) {
    kept_story *all = g->begun.at;
    while (all[story].into != story) {
        all[story].into = all[all[story].into].into;
        story = all[story].into;
    }
    return story;
}

void lists_join(grouping *g, uint32_t story, uint32_t report) {
    kept_story *s = &g->begun.at[story];
    g->changes++;
    g->reports.at[report].story = story;
    g->reports.at[report].before = s->last;
    g->reports.at[report].next = REPORT_NONE;
    if (s->last == REPORT_NONE) s->first = report;
    else g->reports.at[s->last].next = report;
    s->last = report;
    s->size++;
}

void lists_move(grouping *g, uint32_t report, uint32_t to) {
    kept_story *s = &g->begun.at[grouping_story(g, report)];
    uint32_t before = g->reports.at[report].before, after = g->reports.at[report].next;
    if (before == REPORT_NONE) s->first = after;
    else g->reports.at[before].next = after;
    if (after == REPORT_NONE) s->last = before;
    else g->reports.at[after].before = before;
    s->size--;
    lists_join(g, to, report);
    if (g->reports.at[report].weighs) stories_move(&g->stories, report, to);
}

void lists_merge(grouping *g, uint32_t into, uint32_t from) {
    kept_story *to = &g->begun.at[into], *gone = &g->begun.at[from];
    stories_merge(&g->stories, into, from);
    g->changes++;
    if (gone->first != REPORT_NONE) {
        if (to->last == REPORT_NONE) to->first = gone->first;
        else g->reports.at[to->last].next = gone->first;
        g->reports.at[gone->first].before = to->last;
        to->last = gone->last;
    }
    to->size += gone->size;
    *gone = (kept_story){into, REPORT_NONE, REPORT_NONE, 0};
}

uint32_t grouping_count(const grouping *g) { return g->reports.n; }
uint32_t grouping_story(const grouping *g, uint32_t report) { return grouping_now(g, g->reports.at[report].story); }
uint32_t grouping_stories(const grouping *g) { return g->begun.n; }
uint32_t grouping_size(const grouping *g, uint32_t story) { return g->begun.at[story].size; }
uint32_t grouping_first(const grouping *g, uint32_t story) { return g->begun.at[story].first; }
uint32_t grouping_next(const grouping *g, uint32_t report) { return g->reports.at[report].next; }
