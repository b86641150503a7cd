/* verify_item.c - the items of a collation: is each text at its place?
 *
 * In: the JSON's parts, and the collation's reports as they were read again. Out: SYN_OK, or the first fault.
 *
 * Every part is a list of items, and every item has places: {"report", "span"}, some with "text". A place must lie in its
 * report, begin and end between characters, and hold the very text shown. An item's own texts ("text", "about", "role") must
 * stand in a report that it cites; a name ("name", "speaker", "person") in any report. Spans that a place names besides its
 * own ("marks", "source", "cue") must lie in the same report. */
#include "engine/verify.h"

#include <stdlib.h>

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

/* Checks one [begin, end) against a report. */
static syn_code check_span(const item_at *at, const syn_report *report, struct json_object *span, place_at *out) {
    bool pair = json_object_is_type(span, json_type_array) && json_object_array_length(span) == 2;
    struct json_object *first = pair ? json_object_array_get_idx(span, 0) : NULL;
    struct json_object *second = pair ? json_object_array_get_idx(span, 1) : NULL;
    if (!json_object_is_type(first, json_type_int) || !json_object_is_type(second, json_type_int))
        return bad(at, "a span that is not two numbers, in report", report->id);
    int64_t begin = json_object_get_int64(first), end = json_object_get_int64(second);
    const char *fault = NULL;
    if (begin < 0 || begin >= end || (uint64_t)end > report->text.len) fault = "lies outside the text";
    else if (!between_characters(report->text, (size_t)begin) || !between_characters(report->text, (size_t)end))
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
static syn_code check_more_spans(const item_at *at, struct json_object *place, const syn_report *report) {
    struct json_object *span, *marks;
    place_at ignored;
    syn_code code = SYN_OK;
    if (verify_field(place, "source", json_type_array, &span)) code = check_span(at, report, span, &ignored);
    if (code == SYN_OK && verify_field(place, "cue", json_type_array, &span)) code = check_span(at, report, span, &ignored);
    if (!verify_field(place, "marks", json_type_array, &marks)) return code;
    for (size_t i = 0, count = json_object_array_length(marks); i < count && code == SYN_OK; i++)
        code = check_span(at, report, json_object_array_get_idx(marks, i), &ignored);
    return code;
}

static syn_code check_place(const item_at *at, struct json_object *place, place_at *out) {
    verifying *v = at->v;
    struct json_object *number, *span, *string;
    if (!verify_field(place, "report", json_type_int, &number) || !verify_field(place, "span", json_type_array, &span))
        return bad(at, "a place without a report and a span", verify_string(place, "text"));
    int64_t index = json_object_get_int64(number);
    if (index < 0 || (uint64_t)index >= v->found_count)
        return error_set(v->error, SYN_ERR_VERIFY, VERIFY_STAGE, 0, "%s %zu: there is no report %lld", at->part, at->number,
                         (long long)index);
    syn_code code = check_span(at, v->found[index], span, out);
    if (code == SYN_OK) code = check_more_spans(at, place, v->found[index]);
    if (code != SYN_OK || !json_object_object_get_ex(place, "text", &string)) return code;
    syn_slice wanted = verify_string(place, "text");
    if (slice_equal(wanted, slice_cut(out->report->text, out->begin, out->end))) return SYN_OK;
    return error_set(v->error, SYN_ERR_VERIFY, VERIFY_STAGE, out->begin,
                     "%s %zu: \"%.*s\" is not at [%zu, %zu) of report %.*s", at->part, at->number, verify_shown(wanted),
                     verify_bytes(wanted), out->begin, out->end, verify_shown(out->report->id),
                     verify_bytes(out->report->id));
}

bool verify_anywhere(const verifying *v, syn_slice text) {
    for (size_t i = 0; i < v->found_count; i++)
        if (slice_equal(v->found[i]->title, text) || slice_find(v->found[i]->text, text, 0) != SIZE_MAX) return true;
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
static syn_code check_texts(const item_at *at, struct json_object *item, const place_at *places, size_t count) {
    static const char *const cited[] = {"text", "about", "role"}, *const anywhere[] = {"name", "speaker", "person"};
    struct json_object *value;
    for (size_t i = 0; i < sizeof cited / sizeof *cited; i++) {
        if (!json_object_object_get_ex(item, cited[i], &value)) continue;
        syn_slice wanted = verify_string(item, cited[i]);
        if (!wanted.len || !in_cited(places, count, wanted))
            return bad(at, "this stands in no report that it cites", wanted);
        at->v->checked++;
    }
    for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++) {
        syn_slice wanted = verify_string(item, anywhere[i]);
        if (!wanted.len) continue;
        if (!in_cited(places, count, wanted) && !verify_anywhere(at->v, wanted))
            return bad(at, "this stands in no report", wanted);
        at->v->checked++;
    }
    return SYN_OK;
}

static syn_code check_list(const item_at *at, struct json_object *list, place_at *places) {
    syn_code code = SYN_OK;
    for (size_t i = 0, count = json_object_array_length(list); i < count && code == SYN_OK; i++)
        code = check_place(at, json_object_array_get_idx(list, i), &places[i]);
    return code;
}

/* A person's roles are places of their own. */
static syn_code check_roles(const item_at *at, struct json_object *item) {
    struct json_object *list;
    if (!verify_field(item, "roles", json_type_array, &list)) return SYN_OK;
    place_at *places = calloc(json_object_array_length(list) + 1, sizeof *places);
    if (!places) return error_memory(at->v->error, VERIFY_STAGE);
    syn_code code = check_list(at, list, places);
    free(places);
    return code;
}

static syn_code check_item(const item_at *at, struct json_object *item, const char *key) {
    place_at one;
    struct json_object *list, *about;
    if (!key) return check_place(at, item, &one);
    size_t count = verify_field(item, key, json_type_array, &list) ? json_object_array_length(list) : 0;
    if (count == 0) return bad(at, "it cites no place", verify_string(item, "text"));
    place_at *places = calloc(count, sizeof *places);
    if (!places) return error_memory(at->v->error, VERIFY_STAGE);
    syn_code code = check_list(at, list, places);
    if (code == SYN_OK && verify_field(item, "about_place", json_type_object, &about)) code = check_place(at, about, &one);
    if (code == SYN_OK) code = check_roles(at, item);
    if (code == SYN_OK) code = check_texts(at, item, places, count);
    free(places);
    return code;
}

syn_code verify_items(verifying *v, struct json_object *collation) {
    struct json_object *list;
    syn_code code = SYN_OK;
    for (size_t p = 0; p < sizeof parts / sizeof *parts && code == SYN_OK; p++) {
        if (!json_object_object_get_ex(collation, parts[p].name, &list)) continue;
        if (!json_object_is_type(list, json_type_array))
            return error_set(v->error, SYN_ERR_FORMAT, VERIFY_STAGE, 0, "%s is not a list", parts[p].name);
        for (size_t i = 0, count = json_object_array_length(list); i < count && code == SYN_OK; i++)
            code = check_item(&(item_at){v, parts[p].name, i}, json_object_array_get_idx(list, i), parts[p].places);
    }
    return code;
}
