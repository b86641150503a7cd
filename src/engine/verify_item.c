/* verify_item.c - the items of a collation: is each text at its place?
 *
 * In: the JSON's parts, and the collation's reports as they were read again. Out: SYN_OK, or the first fault.
 *
 * Every part is a list of items, and every item has places: {"report", "span"}, some with "text". A place must lie in its
 * report, begin and end between characters, and hold the very text shown. An item's own texts ("text", "about", "role") must
 * stand in a report that it cites; a name ("name", "speaker", "person") in any report. Spans that a place names besides its
 * own ("marks", "source", "cue") must lie in the same report. The places of "titles" are spans of titles, and so is one
 * that says "in_title". The words of a reason ("why") are places with their texts. A writer may be named in no text: the name
 * must then be that of a byline. */
#include "engine/verify.h"

/* The parts of a collation, and where an item keeps its places; NULL: the item is itself a place. */
static const struct { const char *name, *places; } parts[] = {
    {"brief", "cites"}, {"shared", "evidence"}, {"differences", "readings"}, {"copies", "spans"}, {"quotes", "readings"},
    {"people", "mentions"}, {"timeline", "evidence"}, {"only", NULL},
};

/* The item at hand, for messages. */
typedef struct item_at {
    verifying *v;
    const char *part;
    size_t number;
} item_at;

typedef struct place_at {
    const syn_report *report;
    size_t begin, end;
} place_at;

static bool between_characters(syn_slice text, size_t at) {
    return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static syn_code bad(const item_at *at, const char *what, syn_slice shown) {
    return error_set(at->v->error, SYN_ERR_VERIFY, VERIFY_STAGE, 0, "%s %zu: %s: \"%.*s\"", at->part, at->number, what,
                     verify_shown(shown), verify_bytes(shown));
}

/* Checks one [begin, end) against a report's text or title. */
static syn_code check_span(const item_at *at, const syn_report *report, syn_slice whole, const json_node *span,
                           place_at *out) {
    const json_node *first = json_is(span, JSON_ARRAY) && span->size == 2 ? json_first(span) : NULL;
    int64_t begin, end;
    if (!json_integer(first, &begin) || !json_integer(json_next(span, first), &end))
        return bad(at, "a span that is not two numbers, in report", report->id);
    const char *fault = NULL;
    if (begin < 0 || begin >= end || (uint64_t)end > whole.len) fault = "lies outside the text";
    else if (!between_characters(whole, (size_t)begin) || !between_characters(whole, (size_t)end))
        fault = "cuts a character";
    if (fault)
        return error_set(at->v->error, SYN_ERR_VERIFY, VERIFY_STAGE, begin > 0 ? (uint64_t)begin : 0,
                         "%s %zu: span [%lld, %lld) of report %.*s %s", at->part, at->number, (long long)begin,
                         (long long)end, verify_shown(report->id), verify_bytes(report->id), fault);
    *out = (place_at){report, (size_t)begin, (size_t)end};
    at->v->checked++;
    return SYN_OK;
}

/* Spans that a place names besides its own. */
static syn_code check_more_spans(const item_at *at, const json_node *place, const syn_report *report, syn_slice whole) {
    const json_node *source = verify_field(place, "source", JSON_ARRAY), *cue = verify_field(place, "cue", JSON_ARRAY);
    const json_node *marks = verify_field(place, "marks", JSON_ARRAY);
    place_at ignored;
    syn_code code = SYN_OK;
    if (source) code = check_span(at, report, whole, source, &ignored);
    if (code == SYN_OK && cue) code = check_span(at, report, whole, cue, &ignored);
    for (const json_node *one = json_first(marks); one && code == SYN_OK; one = json_next(marks, one))
        code = check_span(at, report, whole, one, &ignored);
    return code;
}

static syn_code check_place(const item_at *at, const json_node *place, bool in_title, place_at *out) {
    verifying *v = at->v;
    const json_node *span = verify_field(place, "span", JSON_ARRAY);
    int64_t index;
    if (!json_integer(json_member(place, "report"), &index) || !span)
        return bad(at, "a place without a report and a span", verify_string(v, place, "text"));
    if (index < 0 || (uint64_t)index >= v->found_count)
        return error_set(v->error, SYN_ERR_VERIFY, VERIFY_STAGE, 0, "%s %zu: there is no report %lld", at->part, at->number,
                         (long long)index);
    const syn_report *report = v->found[index];
    syn_slice whole = in_title ? report->title : report->text;
    syn_code code = check_span(at, report, whole, span, out);
    if (code == SYN_OK) code = check_more_spans(at, place, report, whole);
    if (code != SYN_OK || !json_member(place, "text")) return code;
    syn_slice wanted = verify_string(v, place, "text");
    if (slice_equal(wanted, slice_cut(whole, out->begin, out->end))) return SYN_OK;
    return error_set(v->error, SYN_ERR_VERIFY, VERIFY_STAGE, out->begin,
                     "%s %zu: \"%.*s\" is not at [%zu, %zu) of report %.*s", at->part, at->number, verify_shown(wanted),
                     verify_bytes(wanted), out->begin, out->end, verify_shown(out->report->id),
                     verify_bytes(out->report->id));
}

bool verify_anywhere(const verifying *v, syn_slice text) {
    uint32_t titled = map_get(&v->titles, slice_hash(text));
    if (titled != MAP_NONE && slice_equal(v->found[titled]->title, text)) return true;
    for (size_t i = 0; i < v->found_count; i++)
        if (slice_find(v->found[i]->text, text, 0) != SIZE_MAX) return true;
    return false;
}

/* Is this all of a writer's name in the report, or where `part` is set, a part of it? */
static bool names_writer(const syn_report *report, syn_slice name, bool part) {
    for (uint32_t k = 0; k < report->byline.n + report->credits.n; k++) {
        syn_slice writer = k < report->byline.n ? report->byline.at[k] : report->credits.at[k - report->byline.n].name;
        if (part ? slice_find(writer, name, 0) != SIZE_MAX : slice_equal(writer, name)) return true;
    }
    return false;
}

/* A writer need not be named in a text: a byline, or a credit, will do. */
static bool is_writer(const verifying *v, syn_slice name) {
    uint32_t wrote = map_get(&v->writers, slice_hash(name));
    if (wrote != MAP_NONE && names_writer(v->found[wrote], name, false)) return true;
    if (verify_anywhere(v, name)) return true;
    for (size_t i = 0; i < v->found_count; i++)
        if (names_writer(v->found[i], name, true)) return true;
    return false;
}

/* At one of the places, or elsewhere in one of their reports. */
static bool in_cited(const place_at *places, size_t count, syn_slice wanted) {
    for (size_t i = 0; i < count; i++)
        if (slice_equal(wanted, slice_cut(places[i].report->text, places[i].begin, places[i].end))) return true;
    for (size_t i = 0; i < count; i++)
        if ((i == 0 || places[i].report != places[i - 1].report) &&
            slice_find(places[i].report->text, wanted, 0) != SIZE_MAX)
            return true;
    return false;
}

/* An item's own texts. One that is there but empty, or no string, is a fault. */
static syn_code check_texts(const item_at *at, const json_node *item, bool writer, const place_at *places, size_t count) {
    static const char *const cited[] = {"text", "about", "role"}, *const anywhere[] = {"name", "speaker", "person"};
    for (size_t i = 0; i < sizeof cited / sizeof *cited; i++) {
        if (!json_member(item, cited[i])) continue;
        syn_slice wanted = verify_string(at->v, item, cited[i]);
        if (!wanted.len || !in_cited(places, count, wanted))
            return bad(at, "this stands in no report that it cites", wanted);
        at->v->checked++;
    }
    for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++) {
        bool wrote = writer && i == 0;
        syn_slice wanted = verify_string(at->v, item, anywhere[i]);
        if (!wanted.len && !wrote) continue;
        bool stands = wanted.len && (in_cited(places, count, wanted) ||
                                     (wrote ? is_writer(at->v, wanted) : verify_anywhere(at->v, wanted)));
        if (!stands)
            return bad(at, wrote ? "this writer stands in no byline and no credit" : "this stands in no report", wanted);
        at->v->checked++;
    }
    return SYN_OK;
}

/* The two places of each reason. */
static syn_code check_why(const item_at *at, const json_node *item) {
    static const char *const sides[] = {"a", "b"};
    const json_node *why = verify_field(item, "why", JSON_OBJECT), *list = verify_field(why, "reasons", JSON_ARRAY);
    if (why && !list) return bad(at, "reasons that are no list", SLICE_NONE);
    syn_code code = SYN_OK;
    place_at ignored;
    for (const json_node *one = json_first(list); one && code == SYN_OK; one = json_next(list, one))
        for (size_t i = 0; i < 2 && code == SYN_OK; i++) {
            const json_node *place = verify_field(one, sides[i], JSON_OBJECT), *titled = json_member(place, "in_title");
            if (!place || !json_member(place, "text")) return bad(at, "a reason without its words", SLICE_NONE);
            code = check_place(at, place, json_is(titled, JSON_TRUE), &ignored);
        }
    return code;
}

/* Checks the places of a list, in texts or in titles; *places: where they are. */
static syn_code check_list(const item_at *at, const json_node *list, bool in_titles, place_at **places) {
    verifying *v = at->v;
    *places = ARENA_ARRAY(&v->json, place_at, list->size);
    if (!*places) return arena_check(&v->json, VERIFY_STAGE, v->error);
    syn_code code = SYN_OK;
    place_at *place = *places;
    for (const json_node *one = json_first(list); one && code == SYN_OK; one = json_next(list, one))
        code = check_place(at, one, in_titles, place++);
    return code;
}

static syn_code check_item(const item_at *at, const json_node *item, const char *key) {
    place_at one, *places, *ignored;
    if (!key) {
        syn_code code = check_place(at, item, false, &one);
        return code == SYN_OK ? check_why(at, item) : code;
    }
    const json_node *list = verify_field(item, key, JSON_ARRAY);
    bool writer = slice_equal(verify_string(at->v, item, "form"), SLICE_LIT("writer"));
    if (!list || (list->size == 0 && !writer)) return bad(at, "it cites no place", verify_string(at->v, item, "text"));
    syn_code code = check_list(at, list, false, &places);
    const json_node *titles = verify_field(item, "titles", JSON_ARRAY);  /* readings in titles */
    if (code == SYN_OK && titles) code = check_list(at, titles, true, &ignored);
    const json_node *about = verify_field(item, "about_place", JSON_OBJECT);
    if (code == SYN_OK && about) code = check_place(at, about, false, &one);
    const json_node *roles = verify_field(item, "roles", JSON_ARRAY);  /* of a person: places of their own */
    if (code == SYN_OK && roles) code = check_list(at, roles, false, &ignored);
    if (code == SYN_OK) code = check_why(at, item);
    return code == SYN_OK ? check_texts(at, item, writer, places, list->size) : code;
}

syn_code verify_items(verifying *v, const json_node *collation) {
    syn_code code = SYN_OK;
    for (size_t p = 0; p < sizeof parts / sizeof *parts && code == SYN_OK; p++) {
        const json_node *list = json_member(collation, parts[p].name);
        if (!list) continue;
        if (!json_is(list, JSON_ARRAY))
            return error_set(v->error, SYN_ERR_FORMAT, VERIFY_STAGE, 0, "%s is not a list", parts[p].name);
        size_t number = 0;
        for (const json_node *one = json_first(list); one && code == SYN_OK; one = json_next(list, one))
            code = check_item(&(item_at){v, parts[p].name, number++}, one, parts[p].places);
    }
    return code;
}
