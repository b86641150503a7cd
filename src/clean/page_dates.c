/* page_dates.c - the dates that a page names.
 *
 * In: the page tree, and what page_meta.c and json_ld.c met on their way (meta elements, JSON-LD). Out: candidates, each with
 * where it stands, what it says it is (published, updated, something else) and what is around it; page_dates_choose.c decides.
 * A text that stays as it is has one place, its address.
 * Places: JSON-LD, meta elements, itemprop, <time>, elements named after dates, the URL, and short texts in the open.
 * Linear in the page: an element is read up to ELEMENT_NODES nodes, a text of the open only if it is short and holds a digit,
 * and at most DATE_CANDIDATES dates are kept. */
#include "clean/page_dates.h"
#include "text/fold.h"

#define MARKED_BYTES 240   /* text of an element that may be a date */
#define ELEMENT_NODES 24   /* nodes of an element that may be a date */
#define TEXTS 1024         /* elements of a page whose text is put together */
#define OPEN_TEXTS 16384   /* texts in the open that are looked into */
#define OPEN_BYTES 200     /* a longer text is prose */
#define OPEN_TRIES 10      /* places in a text at which a date may begin */
#define LABEL_BYTES 60     /* a longer text is no label */
#define LAST_REACH 3       /* words behind a label in the text before */
#define HEAD_BYTES 80      /* the start of a longer text, where a dateline may stand */
#define URL_BYTES 2048
#define VALUE_BYTES 80     /* of an attribute that holds a date behind a word */
#define HEADINGS 64        /* headings that are compared with the title */
#define DROP_NODES 60      /* a menu or side box of more nodes is a big one */

typedef struct dates_reader {
    clean_work *work;
    page_dates *dates;
    const uint16_t *marks;  /* of the nodes */
    uint32_t joined, opened;/* elements and texts that were looked into */
    uint32_t text;          /* texts so far */
    uint32_t until[16];     /* of each bit of `around`: where the element that says so ends */
    uint32_t named;         /* where an element ends whose name is of dates, and its role */
    date_role named_role;
    syn_slice last;         /* the text before */
    uint64_t title;         /* the hash of the folded title, or 0 */
    uint32_t headings;      /* that were compared with it */
} dates_reader;

/* ---- the list ---- */
page_dates *page_dates_new(syn_arena *arena) {
    page_dates *dates = ARENA_NEW(arena, page_dates);
    if (dates) dates->headline = UINT32_MAX;
    return dates;
}

void dates_add(page_dates *dates, const date_candidate *candidate) {
    uint32_t order = 0;
    const syn_civil *m = &candidate->moment;
    long day = civil_days(m->year, m->month, m->day);
    for (uint32_t i = 0; i < dates->n; i++) {
        date_candidate *c = &dates->at[i];
        if (c->source != candidate->source || c->role != candidate->role) continue;
        if (c->day != day) {
            order++;
            continue;
        }
        c->times++;
        if (c->moment.grain < m->grain || (c->moment.grain == m->grain && !c->moment.has_offset)) c->moment = *m;
        return;
    }
    if (dates->n >= DATE_CANDIDATES) return;
    date_candidate *c = &dates->at[dates->n++];
    *c = *candidate;
    c->day = day;
    c->times = 1;
    c->order = order;
}

/* ---- dates in the open ---- */
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A date needs a year: four digits together, or the two marks of "3.5.19". */
static bool may_hold_date(syn_slice s) {
    unsigned run = 0, marks = 0, digits = 0;
    for (size_t at = 0; at < s.len; at++) {
        if (is_digit(s.ptr[at])) {
            digits++;
            if (++run >= 4) return true;
            continue;
        }
        if (run && (s.ptr[at] == '.' || s.ptr[at] == '/')) marks++;
        run = 0;
    }
    return marks >= 2 && digits >= 4;
}

/* Finds the next date from `from` on: at a run of digits, or at the word before one. */
static bool next_date(syn_slice s, size_t from, const date_style *style, syn_civil *moment, size_t *begin, size_t *end) {
    unsigned tries = 0;
    size_t word = from;
    for (size_t at = from; at < s.len && tries < OPEN_TRIES;) {
        if (!is_digit(s.ptr[at])) {
            size_t blank = blank_at(s, at);
            at += blank ? blank : 1;
            /* A word that nothing but blanks and marks parts from the digits. */
            if (blank || (at > from && strchr("(|,:", s.ptr[at - 1]))) {
                size_t next = at;
                while (next < s.len && !is_digit(s.ptr[next]) && !blank_at(s, next)) next++;
                if (next > at) word = at;
            }
            continue;
        }
        size_t used;
        for (unsigned k = 0; k < 2; k++) {
            size_t start = k ? at : word;
            if ((k == 0 && (word >= at || at - word > 40)) || start < from) continue;
            tries++;
            if (!date_read_in(slice_cut(s, start, s.len), style, moment, &used) || moment->grain < CIVIL_DAY) continue;
            if (start + used < s.len && is_digit(s.ptr[start + used])) continue;
            *begin = start;
            *end = start + used;
            return true;
        }
        while (at < s.len && is_digit(s.ptr[at])) at++;
    }
    return false;
}

/* A value that is a date, or begins with a word before one: "Thu, 09/25/2025 - 11:38". */
static bool read_value(syn_slice value, const date_style *style, syn_civil *moment) {
    size_t begin, end;
    value = blank_trim(value);
    if (date_read_in(value, style, moment, &end)) return true;
    return value.len <= VALUE_BYTES && next_date(value, 0, style, moment, &begin, &end) && begin <= 16;
}

static void add_value(page_dates *dates, date_role role, date_source source, syn_slice value) {
    date_candidate c = {.source = (uint8_t)source, .role = (uint8_t)role, .text = UINT32_MAX};
    if (value.len && read_value(value, &dates->style, &c.moment)) dates_add(dates, &c);
}

void page_dates_meta(page_dates *dates, const char *value, syn_slice content) {
    bool first = value[strlen(value) - 1] == '1';
    add_value(dates, value[0] == 'p' ? DATE_PUBLISHED : DATE_UPDATED, first ? DATE_META : DATE_META_OTHER, content);
}

void page_dates_json_ld(page_dates *dates, int kind, syn_slice published, syn_slice created, syn_slice modified) {
    date_source source = kind == 1 ? DATE_JSON_LD : kind == 2 ? DATE_LD_PAGE : DATE_LD_OTHER;
    add_value(dates, DATE_PUBLISHED, source, published);
    if (kind == 1) add_value(dates, DATE_PUBLISHED, DATE_LD_CREATED, created);
    add_value(dates, DATE_UPDATED, source, modified);
}

static uint16_t around_of(const dates_reader *r, uint32_t node) {
    uint16_t around = 0;
    for (unsigned bit = 0; bit < 16; bit++)
        if (r->until[bit] > node) around |= (uint16_t)(1u << bit);
    return around;
}

/* Every date of a text. `role`: what the element around it says, DATE_UNSAID if nothing; `length`: of the text that this one
 * may be the start of. */
static void add_dates(dates_reader *r, uint32_t node, syn_slice text, date_source source, date_role role,
                      size_t length) {
    size_t at = 0, begin, end;
    uint16_t around = around_of(r, node);
    date_candidate c = {.source = (uint8_t)source, .text = r->text};
    while (next_date(text, at, &r->dates->style, &c.moment, &begin, &end)) {
        syn_slice before = slice_cut(text, at, begin);
        date_role said = dates_role_of_words(before, 12);
        /* "Updated on" may be a text of its own. */
        if (said == DATE_UNSAID && begin < 4 && r->last.len <= LABEL_BYTES) said = dates_role_of_words(r->last, LAST_REACH);
        c.around = around | (said != DATE_UNSAID ? DATE_LABELLED : 0);
        if (said == DATE_UNSAID) said = role;
        c.role = (uint8_t)said;
        if (length - (end - begin) < 24) c.around |= DATE_ALONE;
        dates_add(r->dates, &c);
        at = end;
    }
}

/* ---- marked-up dates ---- */
typedef struct date_marks {
    syn_slice value, name, item;  /* datetime, content or title; class and id; itemprop or property */
    bool pubdate;
} date_marks;

static date_marks marks_of(const syn_page *page, const page_node *n) {
    date_marks out = {0};
    unsigned rank = 9;
    for (uint32_t i = 0; i < n->attributes && n->attribute + i < page->attributes.n; i++) {
        const page_attribute *a = &page->attributes.at[n->attribute + i];
        static const struct { const char *name; unsigned rank; } values[] = {
            {"datetime", 1}, {"content", 2}, {"data-datetime", 3}, {"data-date", 4}, {"title", 5}};
        if (slice_equal(a->name, SLICE_LIT("class")) || (slice_equal(a->name, SLICE_LIT("id")) && !out.name.len))
            out.name = a->value;
        else if (slice_equal(a->name, SLICE_LIT("itemprop")) || slice_equal(a->name, SLICE_LIT("property"))) out.item = a->value;
        else if (slice_equal(a->name, SLICE_LIT("pubdate"))) out.pubdate = true;
        for (size_t k = 0; k < sizeof values / sizeof *values; k++)
            if (values[k].rank < rank && a->value.len && slice_equal(a->name, slice_str(values[k].name)))
                rank = values[k].rank, out.value = a->value;
    }
    return out;
}

/* A <time>, or an element that says it holds a date. True if one was read from it, so that its texts are done. */
static bool read_marked(dates_reader *r, uint32_t node, const page_node *n) {
    date_marks m = marks_of(r->work->page, n);
    bool item = dates_is_name(m.item), small = n->end - node <= ELEMENT_NODES;
    date_source source = item || m.pubdate ? DATE_ITEM : n->tag == TAG_TIME || n->tag == TAG_ABBR ? DATE_TIME : DATE_CLASS;
    date_role role = item ? dates_role_of_name(m.item) : m.pubdate ? DATE_PUBLISHED : dates_role_of_name(m.name);
    if (role == DATE_UNSAID && r->named > node) role = r->named_role;
    date_candidate c = {.source = (uint8_t)source, .role = (uint8_t)role, .text = r->text};
    if (m.value.len && read_value(m.value, &r->dates->style, &c.moment)) {
        date_role said = r->last.len <= LABEL_BYTES && role == DATE_UNSAID ? dates_role_of_words(r->last, LAST_REACH) : DATE_UNSAID;
        c.around = around_of(r, node);
        if (said != DATE_UNSAID) c.role = (uint8_t)said, c.around |= DATE_LABELLED;
        dates_add(r->dates, &c);
        return small;
    }
    if (small && r->joined < TEXTS) {
        r->joined++;
        uint32_t before = r->dates->n;
        syn_slice text = tree_text(r->work, node);
        if (text.len <= MARKED_BYTES && may_hold_date(text)) add_dates(r, node, text, source, role, text.len);
        if (r->dates->n > before) return true;
    }
    if (role != DATE_UNSAID && r->named <= node) r->named = n->end, r->named_role = role;
    return false;
}

/* ---- the page ---- */
/* Whether this element may be a date by what it says of itself. */
static bool is_marked(const dates_reader *r, uint32_t node, const page_node *n) {
    const syn_page *page = r->work->page;
    if (n->tag == TAG_TIME || n->tag == TAG_ABBR || (r->marks[node] & NODE_DATE)) return true;
    if (!n->attributes || n->tag == TAG_A || n->tag == TAG_IMG) return false;
    return dates_is_name(node_attribute(page, node, "itemprop")) || dates_is_name(node_attribute(page, node, "property"));
}

static void note(dates_reader *r, unsigned bit, uint32_t end) {
    for (unsigned i = 0; i < 16; i++)
        if (bit == 1u << i && end > r->until[i]) r->until[i] = end;
}

/* What the element says about the dates in it. */
static void note_element(dates_reader *r, uint32_t node, const page_node *n) {
    uint16_t marks = r->marks[node];
    bool big = n->end - node > DROP_NODES;
    if (marks & NODE_COMMENT) note(r, DATE_IN_COMMENT, n->end);
    if (marks & (NODE_DROP | NODE_NAMED)) note(r, big ? DATE_IN_DROP : DATE_IN_SMALL_DROP, n->end);
    if (marks & (NODE_BODY2 | NODE_BODY3)) note(r, DATE_IN_BODY, n->end);
    if (n->tag == TAG_A) note(r, DATE_IN_LINK, n->end);
    else if (n->tag == TAG_LI) note(r, DATE_IN_LIST, n->end);
    else if (n->tag == TAG_HEADER) note(r, DATE_IN_HEADER, n->end);
    else if (n->tag == TAG_ARTICLE) note(r, DATE_IN_ARTICLE, n->end);
    else if (n->tag == TAG_P) note(r, DATE_IN_PROSE, n->end);
}

static void read_text(dates_reader *r, uint32_t node, syn_slice text) {
    bool named = r->named > node;
    date_candidate c = {.source = named ? DATE_CLASS : DATE_TEXT, .role = (uint8_t)(named ? r->named_role : DATE_UNSAID), .text = r->text};
    if (r->dates->fetched.grain && text.len <= LABEL_BYTES && r->opened < OPEN_TEXTS &&
        dates_ago(text, &r->dates->fetched, &c.moment)) {
        date_role said = dates_role_of_words(text, 12);
        c.around = around_of(r, node) | DATE_ALONE;
        if (said != DATE_UNSAID) c.role = (uint8_t)said, c.around |= DATE_LABELLED;
        r->opened++;
        dates_add(r->dates, &c);
        return;
    }
    syn_slice look = text.len <= OPEN_BYTES ? text : slice_cut(text, 0, HEAD_BYTES);
    if (r->opened >= OPEN_TEXTS || !may_hold_date(look)) return;
    r->opened++;
    add_dates(r, node, look, named ? DATE_CLASS : DATE_TEXT, named ? r->named_role : DATE_UNSAID, text.len);
}

/* A meta element that lexicon/en/metas.txt does not know, but whose name says what it is: "x-published-date". */
static void read_meta(dates_reader *r, uint32_t node) {
    const syn_page *page = r->work->page;
    syn_slice name = node_attribute(page, node, "name");
    if (!name.len) name = node_attribute(page, node, "property");
    if (!dates_is_name(name)) return;
    date_role role = dates_role_of_name(name);
    if (role != DATE_OTHER) add_value(r->dates, role, DATE_META_OTHER, node_attribute(page, node, "content"));
}

/* Notes the headline: the heading that reads as the title does, else `first`. */
static void note_headline(dates_reader *r, uint32_t node, const page_node *n, uint32_t first) {
    bool heading = (n->tag >= TAG_H1 && n->tag <= TAG_H3) || (r->marks[node] & NODE_HEADLINE);
    if (node == first && first && r->dates->headline == UINT32_MAX) r->dates->headline = r->text;
    if (!heading || !r->title || r->headings >= HEADINGS || n->end - node > ELEMENT_NODES) return;
    r->headings++;
    if (fold_hash(tree_text(r->work, node)) != r->title) return;
    r->dates->headline = r->text;
    r->headings = HEADINGS;
}

static void read_tree(dates_reader *r, uint32_t headline) {
    const syn_page *page = r->work->page;
    uint32_t skip = 0;
    for (uint32_t i = 0; i < page->nodes.n; i++) {
        const page_node *n = &page->nodes.at[i];
        if (n->tag == TAG_TEXT) {
            syn_slice text = blank_trim(n->text);
            if (!text.len) continue;
            r->text++;
            if (i >= skip) read_text(r, i, text);
            r->last = text;
            continue;
        }
        if (n->tag == TAG_META) read_meta(r, i);
        if (n->tag == TAG_META || n->tag == TAG_LINK || n->tag == TAG_JSON_LD || n->tag == TAG_HEAD) continue;
        if (r->marks[i] & NODE_NEVER) {
            if (n->end > skip) skip = n->end;
            continue;
        }
        note_element(r, i, n);
        note_headline(r, i, n, headline);
        if (i < skip || r->joined >= TEXTS) continue;
        if (is_marked(r, i, n) && read_marked(r, i, n) && n->end > skip) skip = n->end;
    }
}

/* "/2019/05/3-hurt-in-crash", "/2019/05/3.html": the number is of a title, and no day is told. */
static bool is_title(syn_slice url, size_t at, size_t used) {
    char behind = at + used < url.len ? url.ptr[at + used] : 0;
    return url.ptr[at + 4] == '/' && (behind == '-' || behind == '.');
}

/* "/2019/05/03/", "/2019-05-03-", "/20190503", "/29-10-2021": a day in the path. */
static void read_url(page_dates *dates, syn_slice url) {
    if (url.len > URL_BYTES) url.len = URL_BYTES;
    for (size_t at = 1; at + 8 <= url.len; at++) {
        if (is_digit(url.ptr[at - 1]) || !is_digit(url.ptr[at]) || !is_digit(url.ptr[at + 1])) continue;
        syn_slice rest = slice_cut(url, at, url.len);
        syn_civil moment;
        size_t used;
        if (!date_read(rest, &moment, &used) || moment.year < 1990 || used < 8) continue;
        if (at + used < url.len && is_digit(url.ptr[at + used])) continue;
        if (is_title(url, at, used)) continue;
        date_candidate c = {.moment = moment, .source = DATE_URL, .role = DATE_PUBLISHED, .text = UINT32_MAX};
        c.moment = (syn_civil){.year = moment.year, .month = moment.month, .day = moment.day, .grain = CIVIL_DAY};
        dates_add(dates, &c);
        return;
    }
}

/* What is known before the page is read: the day of its address, and when it was fetched. */
static void read_address(const syn_report *report, page_dates *dates) {
    syn_civil *fetched = &dates->fetched;
    if (!report->fetched.len || !civil_parse(report->fetched, fetched) || fetched->grain < CIVIL_DAY) *fetched = (syn_civil){0};
    else dates->latest = civil_days(fetched->year, fetched->month, fetched->day) + 1;
    read_url(dates, report->url);
}

/* The language that the page declares, with its region. */
static syn_slice declared_language(const syn_page *page, const clean_meta *meta) {
    for (uint32_t i = 0; i < page->nodes.n && i < 8; i++)
        if (page->nodes.at[i].tag == TAG_HTML && node_attribute(page, i, "lang").len) return node_attribute(page, i, "lang");
    return meta->language;
}

void page_dates_read(clean_work *work, const clean_meta *meta, const uint16_t *marks) {
    syn_slice title = work->report->title;
    dates_reader r = {.work = work, .dates = meta->dates, .marks = marks, .title = title.len ? fold_hash(title) : 0};
    meta->dates->style = dates_style(declared_language(work->page, meta), meta->host);
    read_address(work->report, meta->dates);
    read_tree(&r, meta->title_node);
    dates_choose(work->report, meta->dates);
}

syn_code dates_of_address(clean_work *work) {
    syn_report *report = work->report;
    if (report->published.len || !report->url.len) return SYN_OK;
    page_dates *dates = page_dates_new(work->scratch);
    if (!dates) return arena_check(work->scratch, "clean", work->error);
    read_address(report, dates);
    dates_choose(report, dates);
    return SYN_OK;
}
