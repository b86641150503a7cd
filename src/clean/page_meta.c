/* page_meta.c - title, byline, source and URL of a page; its dates are read by page_dates.c.
 *
 * In: the page tree. Out: the report's fields that nothing set before. Several places may say the same thing; each has a
 * rank, and the lower one wins: JSON-LD, then meta elements (lexicon/en/metas.txt), then marked-up text (itemprop, rel,
 * <h1>), then classes. A title loses the site's name at its end or start. Linear in the page. */
#include "base/caps.h"
#include "base/error.h"
#include "clean/lexicon/lexicon.gen.h"
#include "clean/tree.h"
#include "text/fold.h"
#include "text/utf8.h"

#define RANK_META 2
#define RANK_ITEM 3      /* itemprop */
#define RANK_REL 5       /* rel=author */
#define RANK_CLASS 6
#define MARKED_BYTES 240 /* text of an element that may be a byline */
#define MARKED (NODE_BYLINE | NODE_HEADLINE)
#define TEXTS 4096       /* elements of a page whose text is looked at */

typedef struct meta_reader {
    clean_work *work;
    clean_meta *meta;
    const uint16_t *marks;   /* of the nodes */
    syn_slice canonical, declared;
    uint32_t texts;          /* elements whose text was looked at */
} meta_reader;

static void set(syn_slice *field, uint8_t *rank, syn_slice value, uint8_t with) {
    value = blank_trim(value);
    if (!value.len || (field->len && *rank <= with)) return;
    *field = value;
    *rank = with;
}

static void add_author(clean_meta *meta, syn_slice name, uint8_t rank) {
    name = blank_trim(name);
    if (!name.len || name.len > MARKED_BYTES || slice_starts(name, SLICE_LIT("http")) || name.ptr[0] == '/') return;
    if (meta->author_count && meta->authors_rank < rank) return;
    if (meta->author_count && meta->authors_rank > rank) meta->author_count = 0;
    meta->authors_rank = rank;
    if (meta->author_count < CLEAN_BYLINES) meta->authors[meta->author_count++] = name;
}

/* "published2" -> the field's first letter and the rank. */
static void use_meta(meta_reader *r, const char *value, syn_slice content) {
    clean_meta *meta = r->meta;
    uint8_t rank = (uint8_t)(RANK_META - 1 + (value[strlen(value) - 1] - '0'));
    switch (value[0]) {
    case 't':
        if (value[1] == 'y') {
            if (!meta->type.len) meta->type = content;
        } else {
            set(&meta->title, &meta->title_rank, content, rank);
        }
        break;
    case 'a': add_author(meta, content, rank); break;
    case 's': set(&meta->site, &meta->site_rank, content, rank == RANK_META ? 1 : 5); break;
    case 'p': page_dates_meta(meta->dates, value, content); break;
    case 'u':
        if (value[1] == 'p') page_dates_meta(meta->dates, value, content);
        else if (!meta->url.len) meta->url = content;
        break;
    case 'l':
        if (!meta->language.len) meta->language = content;
        break;
    default:
        if (!meta->description.len) meta->description = content;
    }
}

static syn_code read_meta(meta_reader *r, uint32_t node) {
    static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
    const syn_page *page = r->work->page;
    syn_slice content = node_attribute(page, node, "content");
    if (!content.len) return SYN_OK;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        syn_slice name = node_attribute(page, node, names[i]);
        if (!name.len || name.len > 80) continue;
        syn_words words = {0};
        syn_sentences sentences = {0};
        syn_code code = words_scan(&words, &sentences, name, "", r->work->scratch, r->work->error);
        if (code) return code;
        const lexicon_entry *entry = lexicon_match(&lexicon_clean_metas, words.at, 0, words.n);
        if (entry && entry->words == words.n) use_meta(r, entry->value, content);
    }
    return SYN_OK;
}

static bool has_word(syn_slice value, const char *word) { return slice_find(value, slice_str(word), 0) != SIZE_MAX; }

/* The text of an element; of at most TEXTS elements of a page, so that nested ones cost little. */
static syn_slice text_of(meta_reader *r, uint32_t node) {
    if (r->texts >= TEXTS) return SLICE_NONE;
    r->texts++;
    return tree_text(r->work, node);
}

static syn_slice attribute_or_text(meta_reader *r, uint32_t node) {
    syn_slice content = node_attribute(r->work->page, node, "content");
    return content.len ? content : text_of(r, node);
}

/* Headings, and elements that are named after headlines, may be the title. */
static void read_heading(meta_reader *r, uint32_t node, uint8_t level) {
    clean_meta *meta = r->meta;
    if (meta->head_count >= CLEAN_HEADS) return;
    syn_slice text = text_of(r, node);
    if (text.len < 8 || text.len > 400) return;
    if (!meta->title_node && (level == 1 || level == 4)) meta->title_node = node;
    meta->levels[meta->head_count] = level;
    meta->heads[meta->head_count++] = text;
}

static void read_element(meta_reader *r, uint32_t node) {
    const syn_page *page = r->work->page;
    const page_node *n = &page->nodes.at[node];
    syn_slice itemprop = node_attribute(page, node, "itemprop"), rel = node_attribute(page, node, "rel");
    uint16_t marks = r->marks[node];
    if ((!itemprop.len && !rel.len && !(marks & MARKED)) || (marks & NODE_COMMENT)) return;
    clean_meta *meta = r->meta;
    if ((marks & NODE_HEADLINE) && (n->tag < TAG_H1 || n->tag > TAG_H3) && n->end - node < 20) read_heading(r, node, 4);
    if (has_word(itemprop, "author") && meta->authors_rank != RANK_ITEM && n->end - node < 40) {
        syn_slice text = attribute_or_text(r, node);
        if (text.len <= 80) add_author(meta, text, RANK_ITEM);
    }
    if (rel.len && has_word(rel, "author") && n->tag == TAG_A) add_author(meta, text_of(r, node), RANK_REL);
    if ((marks & NODE_BYLINE) && (!meta->author_count || meta->authors_rank > RANK_CLASS) && n->end - node < 60) {
        syn_slice text = text_of(r, node);
        if (text.len <= 120) add_author(meta, text, RANK_CLASS);
    }
}

/* ---- URL ---- */
static syn_slice host_of(syn_slice url) {
    size_t at = slice_find(url, SLICE_LIT("://"), 0);
    if (at == SIZE_MAX) return SLICE_NONE;
    size_t begin = at + 3, end = begin;
    while (end < url.len && !strchr("/?#:", url.ptr[end])) end++;
    syn_slice host = slice_cut(url, begin, end);
    return slice_starts(host, SLICE_LIT("www.")) ? slice_cut(host, 4, host.len) : host;
}

/* ---- putting it together ---- */
static void set_language(meta_reader *r) {
    syn_slice s = r->declared.len ? r->declared : r->meta->language;
    syn_report *report = r->work->report;
    r->meta->language = SLICE_NONE;
    if (s.len < 2) return;
    char code[2] = {s.ptr[0], s.ptr[1]};
    for (unsigned i = 0; i < 2; i++) {
        if (code[i] >= 'A' && code[i] <= 'Z') code[i] = (char)(code[i] + 32);
        if (code[i] < 'a' || code[i] > 'z') return;
    }
    if (s.len > 2 && s.ptr[2] != '-' && s.ptr[2] != '_') return;
    r->meta->language = arena_copy(&report->arena, slice_of(code, 2));
}

static void fill_report(meta_reader *r) {
    syn_report *report = r->work->report;
    clean_meta *meta = r->meta;
    syn_slice url = r->canonical.len && has_word(r->canonical, "://") ? r->canonical : meta->url;
    if (!report->url.len && has_word(url, "://")) report->url = meta_copy(report, url);
    meta->host = host_of(report->url);
    page_title(r->work, meta);
    if (!report->source.len && meta->site.len) report->source = meta_copy(report, plain_references(r->work, meta->site));
    if (!report->source.len && meta->host.len) report->source = meta_copy(report, meta->host);
    page_near(r->work, meta, r->marks);
    if (!report->byline.n)
        for (uint32_t i = 0; i < meta->author_count; i++) byline_add(report, plain_references(r->work, meta->authors[i]));
    page_dates_read(r->work, meta, r->marks);
    set_language(r);
}

syn_code page_meta(clean_work *work, clean_meta *meta, const uint16_t *marks) {
    const syn_page *page = work->page;
    meta_reader r = {.work = work, .meta = meta, .marks = marks};
    for (uint32_t i = 0; i < page->nodes.n; i++) {
        const page_node *n = &page->nodes.at[i];
        syn_code code = SYN_OK;
        switch (n->tag) {
        case TAG_TEXT: break;
        case TAG_HTML:
            if (!r.declared.len) r.declared = node_attribute(page, i, "lang");
            break;
        case TAG_TITLE:
            if (!meta->head_title.len) meta->head_title = plain_references(work, tree_text(work, i));
            break;
        case TAG_META: code = read_meta(&r, i); break;
        case TAG_LINK:
            if (!r.canonical.len && slice_equal_ascii_case(node_attribute(page, i, "rel"), SLICE_LIT("canonical")))
                r.canonical = node_attribute(page, i, "href");
            break;
        case TAG_JSON_LD: code = json_ld_read(work, meta, n->text); break;
        case TAG_H1: case TAG_H2: case TAG_H3:
            read_heading(&r, i, (uint8_t)(n->tag - TAG_H1 + 1));
            read_element(&r, i);
            break;
        default: read_element(&r, i);
        }
        if (code) return code;
    }
    fill_report(&r);
    return arena_check(work->scratch, "clean", work->error);
}
