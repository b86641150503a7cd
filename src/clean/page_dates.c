/* page_dates.c - the dates that a page names.
 *
 * In: the page tree, and what page_meta.c and json_ld.c met on their way (meta elements, JSON-LD). Out: candidates, each with
 * where it stands and whether it says published or updated; page_dates_choose.c decides. Places: JSON-LD, meta elements,
 * itemprop, <time>, elements named after dates, the URL, a date in the open near the headline. Linear in the page: at most
 * TEXTS elements are read, and at most DATE_CANDIDATES dates kept. */
#include "clean/page_dates.h"

#define MARKED_BYTES 240  /* text of an element that may be a date */
#define TEXTS 4096        /* elements of a page whose text is looked at */
#define URL_BYTES 2048
#define NEAR_TEXTS 60     /* texts behind the headline */
#define NEAR_BYTES 140    /* a longer text is prose */
#define NEAR_WORDS 14     /* words of a text at which a date may begin */

typedef struct dates_reader {
    clean_work *work;
    page_dates *dates;
    const uint16_t *marks;  /* of the nodes */
    uint32_t texts;         /* elements whose text was looked at */
} dates_reader;

void dates_add(page_dates *dates, date_role role, date_source source, syn_slice value) {
    syn_civil moment;
    size_t used;
    value = blank_trim(value);
    if (!value.len || dates->n >= DATE_CANDIDATES || !date_read(value, &moment, &used)) return;
    dates->at[dates->n++] = (date_candidate){.moment = moment, .source = (uint8_t)source, .role = (uint8_t)role};
}

page_dates *page_dates_new(syn_arena *arena) { return ARENA_NEW(arena, page_dates); }

void page_dates_meta(page_dates *dates, const char *value, syn_slice content) {
    bool first = value[strlen(value) - 1] == '1';
    dates_add(dates, value[0] == 'p' ? DATE_PUBLISHED : DATE_UPDATED, first ? DATE_META : DATE_META_OTHER, content);
}

void page_dates_json_ld(page_dates *dates, bool article, syn_slice published, syn_slice created, syn_slice modified) {
    date_source source = article ? DATE_JSON_LD : DATE_LD_PAGE;
    if (!published.len && article) published = created;
    dates_add(dates, DATE_PUBLISHED, source, published);
    dates_add(dates, DATE_UPDATED, source, modified);
}

static bool has_word(syn_slice value, const char *word) { return slice_find(value, slice_str(word), 0) != SIZE_MAX; }

/* The text of an element; of at most TEXTS elements of a page, so that nested ones cost little. */
static syn_slice text_of(dates_reader *r, uint32_t node) {
    if (r->texts >= TEXTS) return SLICE_NONE;
    r->texts++;
    return tree_text(r->work, node);
}

/* "Published: Friday, 3 May 2019": the text from the first of `words` words that begins a date, or nothing. */
static syn_slice date_within(syn_slice text, unsigned words, syn_civil *moment, size_t *used) {
    for (size_t at = 0, tries = 0; at < text.len && tries < words; tries++) {
        syn_slice rest = slice_cut(text, at, text.len);
        if (date_read(rest, moment, used)) return rest;
        while (at < text.len && !blank_at(text, at)) at++;
        for (size_t size; at < text.len && (size = blank_at(text, at)) > 0;) at += size;
    }
    return SLICE_NONE;
}

/* A <time>, or an element that says it holds the date. */
static void read_element(dates_reader *r, uint32_t node, const page_node *n, syn_slice itemprop) {
    const syn_page *page = r->work->page;
    syn_slice value = node_attribute(page, node, "datetime");
    if (!value.len) value = node_attribute(page, node, "content");
    if (!value.len) value = node_attribute(page, node, "title");
    if (has_word(itemprop, "dateModified")) {
        dates_add(r->dates, DATE_UPDATED, DATE_ITEM, value.len ? value : text_of(r, node));
        return;
    }
    date_source source = has_word(itemprop, "datePublished") ? DATE_ITEM : n->tag == TAG_TIME ? DATE_TIME : DATE_CLASS;
    if (source == DATE_TIME && !(r->marks[node] & NODE_DATE) && !node_attribute(page, node, "pubdate").ptr)
        source = DATE_CLASS;
    syn_civil moment;
    size_t used;
    syn_slice text = blank_trim(value);
    if (!text.len || !date_read(text, &moment, &used)) {
        text = text_of(r, node);
        if (text.len > MARKED_BYTES) return;
        text = date_within(text, 12, &moment, &used);
    }
    dates_add(r->dates, DATE_PUBLISHED, source, text);
}

static void read_elements(dates_reader *r) {
    const syn_page *page = r->work->page;
    for (uint32_t i = 0; i < page->nodes.n && r->dates->n < DATE_CANDIDATES; i++) {
        const page_node *n = &page->nodes.at[i];
        if (n->tag == TAG_TEXT || n->tag == TAG_HTML || n->tag == TAG_TITLE || n->tag == TAG_META || n->tag == TAG_LINK)
            continue;
        syn_slice itemprop = node_attribute(page, i, "itemprop");
        if (n->tag == TAG_TIME || has_word(itemprop, "datePublished") || has_word(itemprop, "dateModified") ||
            (r->marks[i] & NODE_DATE))
            read_element(r, i, n, itemprop);
    }
}

static bool two_digits(syn_slice s, size_t at) {
    return at + 1 < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9' && s.ptr[at + 1] >= '0' && s.ptr[at + 1] <= '9';
}

/* "/2019/05/03/", "/2019-05-03-", "/20190503": a day in the path. */
static void read_url(page_dates *dates, syn_slice url) {
    if (url.len > URL_BYTES) url.len = URL_BYTES;
    for (size_t at = 1; at + 8 <= url.len; at++) {
        if ((url.ptr[at - 1] >= '0' && url.ptr[at - 1] <= '9') || !two_digits(url, at) || !two_digits(url, at + 2)) continue;
        syn_civil moment;
        size_t used;
        if (date_read(slice_cut(url, at, url.len), &moment, &used) && moment.year >= 1990 && used >= 8) {
            dates_add(dates, DATE_PUBLISHED, DATE_URL, slice_cut(url, at, at + used));
            return;
        }
    }
}

/* The first date in the open, in the NEAR_TEXTS short texts behind the headline; what belongs to comments and to other
 * stories is passed over. */
static void read_near(dates_reader *r, uint32_t from) {
    const syn_page *page = r->work->page;
    unsigned texts = 0;
    uint32_t skip = 0;
    if (!from) return;
    for (uint32_t i = from; i < page->nodes.n && texts < NEAR_TEXTS; i++) {
        const page_node *n = &page->nodes.at[i];
        uint16_t marks = r->marks[i];
        bool named = (marks & NODE_NAMED) && !(marks & (NODE_DATE | NODE_BYLINE)) && n->end - i > 40;
        if (((marks & (NODE_COMMENT | NODE_NEVER)) || named) && n->end > skip) skip = n->end;
        if (n->tag != TAG_TEXT || i < skip) continue;
        syn_slice text = blank_trim(n->text);
        if (!text.len) continue;
        texts++;
        if (text.len > NEAR_BYTES) continue;
        syn_civil moment;
        size_t used;
        text = date_within(text, NEAR_WORDS, &moment, &used);
        if (!text.len || moment.grain < CIVIL_DAY || moment.year < 1990) continue;
        dates_add(r->dates, DATE_PUBLISHED, DATE_TEXT, text);
        return;
    }
}

void page_dates_read(clean_work *work, const clean_meta *meta, const uint16_t *marks) {
    dates_reader r = {.work = work, .dates = meta->dates, .marks = marks};
    read_elements(&r);
    read_url(meta->dates, work->report->url);
    read_near(&r, meta->title_node);
    dates_choose(work->report, meta->dates);
}
