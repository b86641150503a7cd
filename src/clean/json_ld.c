/* json_ld.c - what a page says about itself in JSON-LD (schema.org).
 *
 * In: the text of a script of type application/ld+json. Out: headline, authors, dates, publisher, language, articleBody and
 * whether it is free, from the first object that is an article; what it lacks may come from a WebPage. json-c reads it (at
 * most LD_BYTES, CAP_JSON_DEPTH deep); objects are looked for in @graph, arrays and mainEntity, LD_OBJECTS at most. A script
 * that is no JSON is passed over: a page is not broken by it. */
#include <json-c/json.h>

#include "base/caps.h"
#include "base/error.h"
#include "clean/parts.h"
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

/* The string behind a key, repaired and with character references left as they are; empty if it is something else. */
static syn_slice string_of(const ld_walk *walk, json_object *value) {
    if (!json_object_is_type(value, json_type_string)) return SLICE_NONE;
    size_t repaired = 0;
    syn_slice s = slice_of(json_object_get_string(value), (size_t)json_object_get_string_len(value));
    return arena_copy(walk->work->scratch, utf8_repair(walk->work->scratch, s, &repaired));
}

static syn_slice member(const ld_walk *walk, json_object *object, const char *key) {
    json_object *value = NULL;
    if (!json_object_object_get_ex(object, key, &value)) return SLICE_NONE;
    if (json_object_is_type(value, json_type_array) &&
        json_object_array_length(value) > 0) value = json_object_array_get_idx(value, 0);
    return string_of(walk, value);
}

static bool has_type(json_object *type, const char *ending) {
    const char *name = json_object_is_type(type, json_type_string) ? json_object_get_string(type) : NULL;
    return name && slice_ends(slice_str(name), slice_str(ending));
}

/* 1 an article, 2 a page, 0 anything else. */
static int rank_of(json_object *object) {
    static const char *const articles[] = {"Article", "Posting", "Report", "Review", "NewsStory"};
    json_object *type = NULL;
    if (!json_object_object_get_ex(object, "@type", &type)) return 0;
    size_t count = json_object_is_type(type, json_type_array) ? json_object_array_length(type) : 1;
    for (size_t i = 0; i < count && i < 8; i++) {
        json_object *one = json_object_is_type(type, json_type_array) ? json_object_array_get_idx(type, i) : type;
        for (size_t k = 0; k < sizeof articles / sizeof *articles; k++)
            if (has_type(one, articles[k])) return 1;
        if (has_type(one, "WebPage")) return 2;
    }
    return 0;
}

static void set(syn_slice *field, uint8_t *rank, syn_slice value, uint8_t with) {
    value = blank_trim(value);
    if (!value.len || (field->len && *rank <= with)) return;
    *field = value;
    *rank = with;
}

static void add_author(const ld_walk *walk, json_object *value, uint8_t rank) {
    clean_meta *meta = walk->meta;
    syn_slice name = json_object_is_type(value, json_type_object) ? member(walk, value, "name") : string_of(walk, value);
    if (!blank_trim(name).len || slice_starts(name, SLICE_LIT("http"))) return;
    if (meta->author_count && meta->authors_rank > rank) meta->author_count = 0;
    if (meta->author_count && meta->authors_rank < rank) return;
    meta->authors_rank = rank;
    if (meta->author_count < CLEAN_BYLINES) meta->authors[meta->author_count++] = name;
}

static void read_object(ld_walk *walk, json_object *object, int kind) {
    clean_meta *meta = walk->meta;
    uint8_t rank = kind == 1 ? RANK_ARTICLE : RANK_PAGE;
    json_object *value = NULL;
    set(&meta->title, &meta->title_rank, member(walk, object, "headline"), rank);
    if (kind == 2) set(&meta->title, &meta->title_rank, member(walk, object, "name"), RANK_PAGE + 2);
    page_dates_json_ld(meta->dates, kind == 1, member(walk, object, "datePublished"), member(walk, object, "dateCreated"),
                       member(walk, object, "dateModified"));
    if (!meta->language.len) meta->language = member(walk, object, "inLanguage");
    if (kind == 1 && json_object_object_get_ex(object, "author", &value)) {
        size_t count = json_object_is_type(value, json_type_array) ? json_object_array_length(value) : 1;
        for (size_t i = 0; i < count && i < CLEAN_BYLINES; i++)
            add_author(walk, json_object_is_type(value, json_type_array) ? json_object_array_get_idx(value, i) : value,
                       rank);
    }
    if (json_object_object_get_ex(object, "publisher", &value) && json_object_is_type(value, json_type_object))
        set(&meta->site, &meta->site_rank, member(walk, value, "name"), (uint8_t)(rank + 1));
    if (kind != 1) return;
    syn_slice body = member(walk, object, "articleBody");
    if (body.len > meta->body.len) meta->body = body;
    if (json_object_object_get_ex(object, "isAccessibleForFree", &value)) {
        const char *text = json_object_get_string(value);
        if (text && (text[0] == 'f' || text[0] == 'F')) meta->not_free = true;
    }
}

/* Depth is at most LD_DEPTH, so the recursion is bounded. */
static void walk_value(ld_walk *walk, json_object *value, unsigned depth) {
    if (!value || depth > LD_DEPTH || walk->objects >= LD_OBJECTS) return;
    if (json_object_is_type(value, json_type_array)) {
        size_t count = json_object_array_length(value);
        for (size_t i = 0; i < count && walk->objects < LD_OBJECTS; i++)
            walk_value(walk, json_object_array_get_idx(value, i), depth + 1);
        return;
    }
    if (!json_object_is_type(value, json_type_object)) return;
    walk->objects++;
    int kind = rank_of(value);
    if (kind) read_object(walk, value, kind);
    static const char *const inner[] = {"@graph", "mainEntity", "hasPart", "mainEntityOfPage"};
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        json_object *next = NULL;
        if (json_object_object_get_ex(value, inner[i], &next)) walk_value(walk, next, depth + 1);
    }
}

syn_code json_ld_read(clean_work *work, clean_meta *meta, syn_slice json) {
    json = blank_trim(json);
    if (slice_starts(json, SLICE_LIT("<!--"))) json = blank_trim(slice_cut(json, 4, json.len));
    if (slice_starts(json, SLICE_LIT("//<![CDATA["))) json = blank_trim(slice_cut(json, 11, json.len));
    if (slice_starts(json, SLICE_LIT("<![CDATA["))) json = blank_trim(slice_cut(json, 9, json.len));
    if (!json.len || json.len > LD_BYTES) return SYN_OK;
    json_tokener *tokener = json_tokener_new_ex(CAP_JSON_DEPTH);
    if (!tokener) return error_memory(work->error, "clean");
    json_object *value = json_tokener_parse_ex(tokener, json.ptr, (int)json.len);
    if (value) {
        ld_walk walk = {.work = work, .meta = meta};
        walk_value(&walk, value, 0);
        json_object_put(value);
    }
    json_tokener_free(tokener);
    return arena_check(work->scratch, "clean", work->error);
}
