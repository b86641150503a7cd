/* page_meta.c - what a page's head says of it, and the putting together of all that a page says of itself.
 *
 * In: the page, marked and cut into pieces. Out: the report's title, byline, dates, source, URL, section and language,
 * where nothing set them before. This file reads the head (<title>, meta elements by lexicon/en/metas.txt, canonical link,
 * base, JSON-LD); page_claims.c reads elements and texts; page_title.c, page_names.c, page_site.c and page_dates.c choose.
 * Linear in the page. */
#include "base/caps.h"
#include "base/error.h"
#include "clean/claims.h"
#include "clean/lexicon/lexicon.gen.h"

#define META_NAME 80    /* bytes of the name of a meta element */
#define META_WORDS 8

/* What a value of lexicon/en/metas.txt means. */
typedef enum meta_field { FIELD_TITLE, FIELD_AUTHOR, FIELD_TEXT, FIELD_SITE, FIELD_LABEL, FIELD_DATA } meta_field;
typedef struct meta_row {
    const char *value;
    uint8_t field, from;   /* title_from or by_from; for sites the rank */
    uint16_t place;        /* of FIELD_TEXT: where in clean_meta */
} meta_row;
static const meta_row rows[] = {
    {"title-og", FIELD_TITLE, TITLE_OG, 0}, {"title-twitter", FIELD_TITLE, TITLE_TWITTER, 0},
    {"title", FIELD_TITLE, TITLE_META, 0}, {"author", FIELD_AUTHOR, BY_META, 0},
    {"author-og", FIELD_AUTHOR, BY_META_OG, 0}, {"author-dc", FIELD_AUTHOR, BY_META_DC, 0},
    {"author-paper", FIELD_AUTHOR, BY_META_PAPER, 0}, {"site", FIELD_SITE, 1, 0}, {"site-other", FIELD_SITE, 5, 0},
    {"site-copyright", FIELD_SITE, 7, 0}, {"label", FIELD_LABEL, 0, 0}, {"label-data", FIELD_DATA, 0, 0},
    {"url", FIELD_TEXT, 0, offsetof(clean_meta, url)}, {"url-other", FIELD_TEXT, 0, offsetof(clean_meta, url)},
    {"section", FIELD_TEXT, 0, offsetof(clean_meta, section)}, {"language", FIELD_TEXT, 0, offsetof(clean_meta, language)},
    {"description", FIELD_TEXT, 0, offsetof(clean_meta, description)}, {"type", FIELD_TEXT, 0, offsetof(clean_meta, type)},
};

/* "og:site_name" -> og, site, name: the words of a name, in lower case. */
static uint32_t words_of(syn_slice name, syn_word words[META_WORDS]) {
    uint32_t count = 0;
    for (size_t at = 0; at < name.len && count < META_WORDS;) {
        uint64_t hash = slice_hash(SLICE_NONE);
        size_t begin = at;
        for (; at < name.len; at++) {
            char c = name.ptr[at];
            bool upper = c >= 'A' && c <= 'Z';
            if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) break;
            hash = (hash ^ (unsigned char)(upper ? c + 32 : c)) * 0x100000001b3u;
        }
        if (at > begin) words[count++] = (syn_word){.fold = hash};
        else at++;
    }
    return count;
}

static void set_site(clean_meta *meta, syn_slice value, uint8_t rank) {
    value = blank_trim(value);
    if (!value.len) return;
    if (rank < 7) claim_site(meta->claims, value);
    if (meta->site.len && meta->site_rank <= rank) return;
    meta->site = value;
    meta->site_rank = rank;
}

static void use_row(clean_meta *meta, const meta_row *row, syn_slice content) {
    syn_slice *text;
    switch (row->field) {
    case FIELD_TITLE: claim_title(meta->claims, row->from, content, 0); break;
    case FIELD_AUTHOR: claim_name(meta->claims, row->from, content, 0); break;
    case FIELD_SITE: set_site(meta, content, row->from); break;
    case FIELD_LABEL: meta->claims->labelled = byline_label(content) >= content.len; break;
    case FIELD_DATA:
        if (meta->claims->labelled) claim_name(meta->claims, BY_META_LABEL, content, 0);
        break;
    default:
        text = (syn_slice *)(void *)((char *)meta + row->place);
        if (!text->len) *text = blank_trim(content);
    }
}

static void use_name(clean_work *work, clean_meta *meta, syn_slice name, syn_slice content) {
    syn_word words[META_WORDS];
    uint32_t n = words_of(name, words);
    const lexicon_entry *entry = lexicon_match(&lexicon_clean_metas, words, 0, n);
    if (!entry || entry->words != n) return;
    if (entry->value[0] == 'p' || strncmp(entry->value, "up", 2) == 0) {
        page_dates_meta(meta->dates, entry->value, content);
        return;
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].value, entry->value) == 0) use_row(meta, &rows[i], plain_references(work->scratch, content));
}

/* A meta element; its names may be several, parted by blanks. */
static void read_meta(clean_work *work, clean_meta *meta, uint32_t node) {
    const page_node *n = &work->page->nodes.at[node];
    syn_slice content = blank_trim(node_attribute(work->page, node, "content"));
    if (!content.len) return;
    for (uint32_t i = 0; i < n->attributes && n->attribute + i < work->page->attributes.n; i++) {
        const page_attribute *a = &work->page->attributes.at[n->attribute + i];
        bool names = slice_equal(a->name, SLICE_LIT("property")) || slice_equal(a->name, SLICE_LIT("name")) ||
                     slice_equal(a->name, SLICE_LIT("itemprop")) || slice_equal(a->name, SLICE_LIT("http-equiv"));
        if (!names || a->value.len > META_NAME) continue;
        for (size_t at = 0, begin = 0; at <= a->value.len; at++) {
            if (at < a->value.len && a->value.ptr[at] != ' ') continue;
            if (at > begin) use_name(work, meta, slice_cut(a->value, begin, at), content);
            begin = at + 1;
        }
    }
}

static syn_code read_head(clean_work *work, clean_meta *meta) {
    const syn_page *page = work->page;
    for (uint32_t i = 0; i < page->nodes.n; i++) {
        const page_node *n = &page->nodes.at[i];
        syn_code code = SYN_OK;
        switch (n->tag) {
        case TAG_HTML:
            if (!meta->declared.len) meta->declared = node_attribute(page, i, "lang");
            break;
        case TAG_TITLE:
            if (meta->head_title.len) break;
            meta->head_title = plain_references(work->scratch, tree_text(work, i));
            claim_title(meta->claims, TITLE_HEAD, meta->head_title, 0);
            break;
        case TAG_META: read_meta(work, meta, i); break;
        case TAG_BASE:
            if (!meta->base.len) meta->base = node_attribute(page, i, "href");
            break;
        case TAG_LINK:
            if (!meta->canonical.len && slice_equal_ascii_case(node_attribute(page, i, "rel"), SLICE_LIT("canonical")))
                meta->canonical = node_attribute(page, i, "href");
            break;
        case TAG_JSON_LD: code = json_ld_read(work, meta, n->text); break;
        default: break;
        }
        if (code) return code;
    }
    return SYN_OK;
}

syn_code page_meta(page_cut *cut, clean_meta *meta) {
    clean_work *work = cut->work;
    meta->claims = ARENA_NEW(work->scratch, page_claims);
    if (!meta->claims) return arena_check(work->scratch, "clean", work->error);
    syn_code code = read_head(work, meta);
    if (code) return code;
    claims_of_pieces(cut, meta);
    page_site(work, meta);
    if ((code = page_title(cut, meta)) != SYN_OK || (code = page_names(cut, meta)) != SYN_OK) return code;
    if (!meta->title_node) meta->title_node = meta->claims->title_at;
    page_dates_read(work, meta, cut->own);
    return arena_check(work->scratch, "clean", work->error);
}
