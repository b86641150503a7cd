/* json_ld.c - what a page says about itself in JSON-LD (schema.org).
 *
 * In: the text of a script of type application/ld+json. Out: what its articles and pages claim to be their titles and authors
 * (claims.h), dates, publisher, address, section, language, articleBody and whether it is free. At most LD_BYTES are
 * read, tolerantly (text/json.h): of a script that is broken, what stands before the fault is taken. Objects are looked for
 * in @graph, arrays and mainEntity, LD_OBJECTS at most. */
#include "base/caps.h"
#include "base/error.h"
#include "clean/claims.h"
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

static bool is_organization(const ld_walk *walk, const json_node *object) {
    return slice_ends(string_of(walk, first_of(json_member(object, "@type"))), SLICE_LIT("Organization"));
}

static syn_slice joined(const ld_walk *walk, syn_slice first, syn_slice last) {
    if (!first.len || !last.len) return last.len ? last : first;
    char *out = arena_alloc(walk->work->scratch, first.len + last.len + 1);
    if (!out) return SLICE_NONE;
    memcpy(out, first.ptr, first.len);
    out[first.len] = ' ';
    memcpy(out + first.len + 1, last.ptr, last.len);
    return slice_of(out, first.len + last.len + 1);
}

/* An object with an @id and a name: others may refer to it. */
static void add_person(const ld_walk *walk, const json_node *object) {
    page_claims *claims = walk->meta->claims;
    if (claims->people_count >= CLAIMS_PEOPLE) return;
    syn_slice ref = member(walk, object, "@id"), name = member(walk, object, "name");
    if (ref.len && name.len)
        claims->people[claims->people_count++] =
            (page_claim){.text = name, .ref = ref, .organization = is_organization(walk, object)};
}

/* A claim of the article object that is being read. */
static void add_claim(const ld_walk *walk, by_from from, syn_slice name, const json_node *value) {
    page_claims *claims = walk->meta->claims;
    page_claim *claim = claim_name(claims, from, name, 0);
    if (!claim) return;
    claim->object = claims->objects;
    claim->organization = is_organization(walk, value);
}

/* One author: a string, or an object with a name, with several, with first and last name, or with the @id of another. */
static void add_author(const ld_walk *walk, const json_node *value, by_from from) {
    page_claims *claims = walk->meta->claims;
    if (!json_is(value, JSON_OBJECT)) {
        add_claim(walk, from, string_of(walk, value), NULL);
        return;
    }
    const json_node *names = json_member(value, "name"), *one = first_of(names);
    for (unsigned i = 0; one && i < CLEAN_BYLINES; i++, one = next_of(names, one))
        add_claim(walk, from, string_of(walk, one), value);
    if (names && json_is(first_of(names), JSON_STRING)) {
        add_person(walk, value);
        return;
    }
    add_claim(walk, from, joined(walk, member(walk, value, "givenName"), member(walk, value, "familyName")), value);
    syn_slice ref = member(walk, value, "@id");
    page_claim *claim = ref.len ? claim_name(claims, from, SLICE_LIT("?"), 0) : NULL;
    if (claim) *claim = (page_claim){.ref = ref, .from = (uint8_t)from, .object = claims->objects};
}

static void add_authors(const ld_walk *walk, const json_node *object, const char *key, by_from from) {
    const json_node *value = json_member(object, key), *one = first_of(value);
    for (unsigned i = 0; one && i < CLEAN_BYLINES; i++, one = next_of(value, one)) add_author(walk, one, from);
}

/* The address that an object gives of itself. */
static syn_slice address_of(const ld_walk *walk, const json_node *object) {
    const json_node *page = json_member(object, "mainEntityOfPage");
    syn_slice url = json_is(page, JSON_OBJECT) ? member(walk, page, "@id") : string_of(walk, page);
    return slice_starts(url, SLICE_LIT("http")) ? url : member(walk, object, "url");
}

/* What an article or a page says of its title, authors, address and section. */
static void read_claims(const ld_walk *walk, const json_node *object, int kind) {
    static const char *const others[] = {"creator", "contributor", "editor"};
    clean_meta *meta = walk->meta;
    page_claims *claims = meta->claims;
    if (kind == 1) claims->objects++;
    uint32_t before = claims->title_count;
    claim_title(claims, kind == 1 ? TITLE_LD : TITLE_LD_PAGE, member(walk, object, "headline"), 0);
    if (kind == 1) claim_title(claims, TITLE_LD_ALT, member(walk, object, "alternativeHeadline"), 0);
    claim_title(claims, TITLE_LD_PAGE, member(walk, object, "name"), 0);
    for (uint32_t i = before; i < claims->title_count; i++) claims->titles[i].object = kind == 1 ? claims->objects : 0;
    add_authors(walk, object, "author", kind == 1 ? BY_LD : BY_LD_LATER);
    for (size_t i = 0; kind == 1 && i < sizeof others / sizeof *others; i++) add_authors(walk, object, others[i], BY_LD_OTHER);
    if (kind == 1 && !meta->ld_url.len) meta->ld_url = address_of(walk, object);
    if (!meta->section.len) meta->section = member(walk, object, "articleSection");
}

static void read_object(ld_walk *walk, const json_node *object, int kind) {
    clean_meta *meta = walk->meta;
    uint8_t rank = kind == 1 ? RANK_ARTICLE : RANK_PAGE;
    read_claims(walk, object, kind);
    if (!meta->language.len) meta->language = member(walk, object, "inLanguage");
    const json_node *publisher = json_member(object, "publisher");
    if (json_is(publisher, JSON_OBJECT)) {
        set(&meta->site, &meta->site_rank, member(walk, publisher, "name"), (uint8_t)(rank + 1));
        claim_site(meta->claims, member(walk, publisher, "name"));
    }
    if (kind != 1) return;
    syn_slice body = member(walk, object, "articleBody");
    if (body.len > meta->body.len) meta->body = body;
    const json_node *free = json_member(object, "isAccessibleForFree");
    syn_slice said = json_text(free, walk->work->scratch);
    if (json_is(free, JSON_FALSE) || (said.len && (said.ptr[0] | 0x20) == 'f')) meta->not_free = true;
}

/* The names of a BreadcrumbList, from the home page on. */
static void read_crumbs(const ld_walk *walk, const json_node *object) {
    const json_node *list = json_member(object, "itemListElement");
    clean_meta *meta = walk->meta;
    if (meta->crumb_count || !json_is(list, JSON_ARRAY)) return;
    for (const json_node *one = json_first(list); one && meta->crumb_count < CLEAN_CRUMBS; one = json_next(list, one)) {
        syn_slice name = member(walk, one, "name");
        if (!name.len) name = member(walk, json_member(one, "item"), "name");
        if (name.len) meta->crumbs[meta->crumb_count++] = name;
    }
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
    else add_person(walk, value);
    page_dates_json_ld(walk->meta->dates, kind, member(walk, value, "datePublished"), member(walk, value, "dateCreated"),
                       member(walk, value, "dateModified"));
    if (slice_ends(string_of(walk, first_of(json_member(value, "@type"))), SLICE_LIT("BreadcrumbList"))) read_crumbs(walk, value);
    static const char *const inner[] = {"@graph", "mainEntity", "hasPart", "mainEntityOfPage", "breadcrumb"};
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
    json = next_value(json);
    for (unsigned i = 0; i < LD_OBJECTS && json.len && doc.end == JSON_WHOLE; i++) {
        json_read(&doc, json, JSON_TOLERANT, CAP_JSON_NODES, work->scratch);
        walk_value(&walk, doc.root, 0);
        json = next_value(slice_cut(json, doc.at, json.len));
    }
    return arena_check(work->scratch, "clean", work->error);
}
