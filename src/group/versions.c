/* versions.c - a report that is published again: under the same address, or under the same id with much of the same text.
 *
 * It becomes a version of the first of them, stands in its story and counts with it as one. A page whose title and nearly
 * all text are new is another report under an old address. Told is what share of the text is new, by fingerprints,
 * and whether the title is; what changed in words is the work of compare. The addresses of home pages say nothing. */
#include "group/inner.h"

#define NEW_PAGE 0.9         /* more new text, and another title: another report */
#define SAME_ID 0.5          /* less new text: the same id means the same report */

/* Without scheme, "www.", the part behind '#' and the last '/'; empty where nothing is left behind the host. */
static syn_slice page_of(syn_slice url) {
    if (!url.len) return SLICE_NONE;
    size_t scheme = slice_find(url, SLICE_LIT("://"), 0), hash = slice_find(url, SLICE_LIT("#"), 0);
    if (hash != SIZE_MAX) url = slice_cut(url, 0, hash);
    if (scheme != SIZE_MAX && scheme + 3 <= url.len) url = slice_cut(url, scheme + 3, url.len);
    if (slice_starts(url, SLICE_LIT("www."))) url = slice_cut(url, 4, url.len);
    while (url.len && url.ptr[url.len - 1] == '/') url.len--;
    bool home = slice_find(url, SLICE_LIT("/"), 0) == SIZE_MAX && slice_find(url, SLICE_LIT("?"), 0) == SIZE_MAX;
    return home ? SLICE_NONE : url;
}

static uint32_t first_of(const grouping *g, uint32_t report) {
    uint32_t first = g->reports.at[report].version_of;
    return first == REPORT_NONE ? report : first;
}

/* The share of the text that neither `first` nor the version at hand has; -1 where that is not known. */
static double new_share(const grouping *g, const portrait *p, uint32_t first, uint32_t version) {
    double one = fingerprints_share(&g->prints, &p->print, first), two = fingerprints_share(&g->prints, &p->print, version);
    double old = one > two ? one : two;
    return old < 0 ? -1 : 1 - old;
}

static bool is_version(const grouping *g, const portrait *p, uint32_t report, bool same_page, group_placing *out) {
    if (report == REPORT_NONE || !g->reports.at[report].article) return false;
    uint32_t first = first_of(g, report);
    bool title = !slice_equal(grouping_report(g, report).title, p->title);
    double new = new_share(g, p, first, report);
    if (same_page ? title && new > NEW_PAGE : new < 0 || new >= SAME_ID) return false;
    out->version_of = first;
    out->new_share = new;
    out->new_title = title;
    return true;
}

/* The last report of a page, as `at` says, or REPORT_NONE. */
static uint32_t find_page(const grouping *g, syn_slice page, uint32_t *at) {
    uint32_t report, hash = index_hash(slice_hash(page));
    *at = INDEX_BEGIN;
    while ((report = index_next(&g->pages, hash, at)) != INDEX_END)
        if (slice_equal(page_of(kept_text_of(&g->reports.at[report], TEXT_URL)), page)) return report;
    return REPORT_NONE;
}

void versions_find(const grouping *g, const portrait *p, group_placing *out) {
    syn_slice page = page_of(p->url);
    uint32_t at;
    if (g->options.batch || !p->article) return;
    if (page.len && is_version(g, p, find_page(g, page, &at), true, out)) return;
    if (p->id.len) is_version(g, p, grouping_find(g, p->id), false, out);
}

bool versions_keep(grouping *g, uint32_t report) {
    const kept_report *kept = &g->reports.at[report];
    syn_slice page = page_of(kept_text_of(kept, TEXT_URL));
    uint32_t at;
    if (g->options.batch || !page.len || !kept->article || kept->version_of != REPORT_NONE) return true;
    if (find_page(g, page, &at) == REPORT_NONE) return index_add(&g->pages, index_hash(slice_hash(page)), report);
    index_replace(&g->pages, at, report);
    return true;
}
