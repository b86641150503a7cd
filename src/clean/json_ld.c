/* json_ld.c - what a page says about itself in JSON-LD (schema.org).
 *
 * In: the text of a script of type application/ld+json. Out: headline, authors, dates, publisher, language, articleBody and
 * whether it is free, from the first object that is an article; what it lacks may come from a WebPage. At most LD_BYTES are
 * read, tolerantly (text/json.h): of a script that is broken, what stands before the fault is taken. Objects are looked for
 * in @graph, arrays and mainEntity, LD_OBJECTS at most. */
#include "base/caps.h"
#include "base/error.h"
#include "clean/parts.h"
#include "text/json.h"
#include "text/utf8.h"

#define LD_BYTES (4u << 20)
#define LD_OBJECTS 256
#define LD_DEPTH 4
#define RANK_ARTICLE 1   /* of what an article object says */
#define RANK_PAGE 4      /* of what another object says */

typedef struct ld_walk {
    clean_work *work;
    clean_meta *meta;
    unsigned objects;
} ld_walk;

/* A string with character references left as they are; empty if it is something else. */
static syn_slice string_of(const ld_walk *walk, const json_node *value) {
    size_t repaired = 0;  /* of \u0000 */
    return utf8_repair(walk->work->scratch, json_text(value, walk->work->scratch), &repaired);
}

static syn_slice member(const ld_walk *walk, const json_node *object, const char *key) {
    const json_node *value = json_member(object, key);
    if (json_is(value, JSON_ARRAY)) value = json_first(value);
    return string_of(walk, value);
}

/* The first value of a list, or the value itself, and the one after it; NULL behind the last. */
static const json_node *first_of(const json_node *value) { return json_is(value, JSON_ARRAY) ? json_first(value) : value; }
static const json_node *next_of(const json_node *value, const json_node *one) {
    return json_is(value, JSON_ARRAY) ? json_next(value, one) : NULL;
}

/* 1 an article, 2 a page, 0 anything else. */
static int rank_of(const ld_walk *walk, const json_node *object) {
    static const char *const articles[] = {"Article", "Posting", "Report", "Review", "NewsStory"};
    const json_node *type = json_member(object, "@type"), *one = first_of(type);
    for (unsigned i = 0; one && i < 8; i++, one = next_of(type, one)) {
        syn_slice name = string_of(walk, one);
        for (size_t k = 0; k < sizeof articles / sizeof *articles; k++)
            if (slice_ends(name, slice_str(articles[k]))) return 1;
        if (slice_ends(name, SLICE_LIT("WebPage"))) return 2;
    }
    return 0;
}

static void set(syn_slice *field, uint8_t *rank, syn_slice value, uint8_t with) {
    value = blank_trim(value);
    if (!value.len || (field->len && *rank <= with)) return;
    *field = value;
    *rank = with;
}

static void add_author(const ld_walk *walk, const json_node *value, uint8_t rank) {
    clean_meta *meta = walk->meta;
    syn_slice name = json_is(value, JSON_OBJECT) ? member(walk, value, "name") : string_of(walk, value);
    if (!blank_trim(name).len || slice_starts(name, SLICE_LIT("http"))) return;
    if (meta->author_count && meta->authors_rank > rank) meta->author_count = 0;
    if (meta->author_count && meta->authors_rank < rank) return;
    meta->authors_rank = rank;
    if (meta->author_count < CLEAN_BYLINES) meta->authors[meta->author_count++] = name;
}

static void read_object(ld_walk *walk, const json_node *object, int kind) {
    clean_meta *meta = walk->meta;
    uint8_t rank = kind == 1 ? RANK_ARTICLE : RANK_PAGE;
    set(&meta->title, &meta->title_rank, member(walk, object, "headline"), rank);
    if (kind == 2) set(&meta->title, &meta->title_rank, member(walk, object, "name"), RANK_PAGE + 2);
    if (!meta->language.len) meta->language = member(walk, object, "inLanguage");
    const json_node *authors = kind == 1 ? json_member(object, "author") : NULL, *author = first_of(authors);
    for (unsigned i = 0; author && i < CLEAN_BYLINES; i++, author = next_of(authors, author)) add_author(walk, author, rank);
    const json_node *publisher = json_member(object, "publisher");
    if (json_is(publisher, JSON_OBJECT))
        set(&meta->site, &meta->site_rank, member(walk, publisher, "name"), (uint8_t)(rank + 1));
    if (kind != 1) return;
    syn_slice body = member(walk, object, "articleBody");
    if (body.len > meta->body.len) meta->body = body;
    const json_node *free = json_member(object, "isAccessibleForFree");
    syn_slice said = json_text(free, walk->work->scratch);
    if (json_is(free, JSON_FALSE) || (said.len && (said.ptr[0] | 0x20) == 'f')) meta->not_free = true;
}

/* Depth is at most LD_DEPTH, so the recursion is bounded. */
static void walk_value(ld_walk *walk, const json_node *value, unsigned depth) {
    if (!value || depth > LD_DEPTH || walk->objects >= LD_OBJECTS) return;
    if (json_is(value, JSON_ARRAY)) {
        for (const json_node *one = json_first(value); one && walk->objects < LD_OBJECTS; one = json_next(value, one))
            walk_value(walk, one, depth + 1);
        return;
    }
    if (!json_is(value, JSON_OBJECT)) return;
    walk->objects++;
    int kind = rank_of(walk, value);
    if (kind) read_object(walk, value, kind);
    page_dates_json_ld(walk->meta->dates, kind, member(walk, value, "datePublished"), member(walk, value, "dateCreated"),
                       member(walk, value, "dateModified"));
    static const char *const inner[] = {"@graph", "mainEntity", "hasPart", "mainEntityOfPage"};
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) walk_value(walk, json_member(value, inner[i]), depth + 1);
}

/* From the next object or array of a script on: behind marks of comments, names of variables, whatever else stands there. */
static syn_slice next_value(syn_slice json) {
    size_t at = 0;
    for (; at < json.len && json.ptr[at] != '{' && json.ptr[at] != '['; at++)
        if (slice_starts(slice_cut(json, at, json.len), SLICE_LIT("<![CDATA["))) at += 8;
    return slice_cut(json, at, json.len);
}

syn_code json_ld_read(clean_work *work, clean_meta *meta, syn_slice json) {
    if (json.len > LD_BYTES) return SYN_OK;
    ld_walk walk = {.work = work, .meta = meta};
    json_doc doc = {.end = JSON_WHOLE};
    for (json = next_value(json); json.len && doc.end == JSON_WHOLE; json = next_value(slice_cut(json, doc.at, json.len))) {
        json_read(&doc, json, JSON_TOLERANT, work->scratch);
        walk_value(&walk, doc.root, 0);
    }
    return arena_check(work->scratch, "clean", work->error);
}
