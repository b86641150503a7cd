/* page_dates_choose.c - which of a page's dates is the day it was published, and which the day it was updated.
 *
 * In: the candidates of page_dates.c. Out: the report's published and updated, where nothing set them before. The source
 * that is trusted most wins, then the date that stands first. */
#include "clean/page_dates.h"

static const char *const names[DATE_SOURCES] = {
    [DATE_JSON_LD] = "json-ld", [DATE_META] = "meta", [DATE_META_OTHER] = "meta", [DATE_ITEM] = "time",
    [DATE_LD_PAGE] = "json-ld", [DATE_TIME] = "time", [DATE_CLASS] = "text", [DATE_URL] = "url", [DATE_TEXT] = "text"};

static const date_candidate *best_of(const page_dates *dates, date_role role) {
    const date_candidate *best = NULL;
    for (uint32_t i = 0; i < dates->n; i++) {
        const date_candidate *c = &dates->at[i];
        if (c->role == role && (!best || c->source < best->source)) best = c;
    }
    return best;
}

void dates_choose(syn_report *report, const page_dates *dates) {
    const date_candidate *published = best_of(dates, DATE_PUBLISHED), *updated = best_of(dates, DATE_UPDATED);
    if (published && !report->published.len) {
        report->published = date_print(report, &published->moment);
        report->published_from = slice_str(names[published->source]);
    }
    if (updated && !report->updated.len) {
        report->updated = date_print(report, &updated->moment);
        report->updated_from = slice_str(names[updated->source]);
    }
}
