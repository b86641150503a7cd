/* reasons.c - what ties a report to a story, and to the nearest other one: the heaviest words of the report that the
 * latest reports of either have, each with what it is, and the days that both name. */
#include "group/inner.h"

static uint8_t kind_of(const portrait_features *f, uint32_t key) {
    uint32_t at = portrait_find(f, key);
    uint8_t marks = at < f->count ? f->marks[at] : 0;
    if (marks & MARK_PERSON) return SHARED_PERSON;
    if (marks & MARK_PLACE) return SHARED_PLACE;
    if (marks & (MARK_OTHER | MARK_NAME)) return SHARED_NAME;
    if (marks & MARK_NUMBER) return SHARED_NUMBER;
    return marks & MARK_TITLE ? SHARED_TITLE : SHARED_WORD;
}

void reasons_find(const grouping *g, const portrait *p, uint32_t story, group_placing *out) {
    uint32_t n = 0, in_story = story == REPORT_NONE ? 0 : stories_holds(&g->stories, story, p);
    uint32_t in_rival = out->rival == REPORT_NONE ? 0 : stories_holds(&g->stories, out->rival, p);
    for (uint32_t i = 0; i < p->keys; i++) {
        group_reason reason = {.place = p->place[i], .kind = kind_of(&p->features, p->key[i])};
        reason.in_story = in_story >> i & 1;
        reason.in_rival = in_rival >> i & 1;
        bool known = !span_present(reason.place);
        for (uint32_t k = 0; k < n && !known; k++) {
            known = out->shared[k].place.begin == reason.place.begin;
            out->shared[k].in_story |= known && reason.in_story;
            out->shared[k].in_rival |= known && reason.in_rival;
        }
        if (!known && (reason.in_story || reason.in_rival)) out->shared[n++] = reason;
    }
    out->shared_count = n;
    for (uint32_t i = 0; story != REPORT_NONE && i < p->features.days; i++)
        if (stories_names_day(&g->stories, story, p->features.named_day[i]))
            out->days[out->day_count++] = p->features.named_day[i];
    for (uint32_t i = 0, k = 0; i < n && k < GROUP_REASONS; i++)
        if (out->shared[i].in_story) out->why[k++] = out->shared[i].place;
}
