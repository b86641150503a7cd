/* json_item.c - one JSON value becomes one item: parsed by json-c, strictly, with UTF-8 checked and CAP_JSON_DEPTH.
 *
 * An object names itself by its id; else its id is the input's name and the number of its line or element. The very first
 * item is held back until something follows, so that a file of one object is named as the file is. An object that says of
 * itself that it is no article (`outcome`, as `synoptic read` prints it) is taken at its word. */
#include <limits.h>
#include <stdio.h>

#include "read/json_door.h"
#include "text/utf8.h"

json_verdict json_parse(json_door *door, syn_slice bytes, struct json_object **out, char why[CAP_ERROR_MESSAGE]) {
    *out = NULL;
    json_tokener_reset(door->tokener);
    if (bytes.len == 0 || bytes.ptr[0] != '{' || bytes.len > INT_MAX) {
        snprintf(why, CAP_ERROR_MESSAGE, "the JSON value is no object");
        return JSON_BAD;
    }
    struct json_object *value = json_tokener_parse_ex(door->tokener, bytes.ptr, (int)bytes.len);
    enum json_tokener_error problem = json_tokener_get_error(door->tokener);
    size_t end = json_tokener_get_parse_end(door->tokener);
    if (problem == json_tokener_continue) {
        snprintf(why, CAP_ERROR_MESSAGE, "the JSON value is cut off");
        return JSON_CUT;
    }
    if (problem != json_tokener_success) {
        snprintf(why, CAP_ERROR_MESSAGE, "bad JSON at byte %zu: %s", end, json_tokener_error_desc(problem));
        return JSON_BAD;
    }
    if (slice_trim(slice_cut(bytes, end, bytes.len)).len) {
        snprintf(why, CAP_ERROR_MESSAGE, "more stands behind the JSON object");
        json_object_put(value);
        return JSON_BAD;
    }
    *out = value;
    return JSON_GOOD;
}

/* A member as a string; numbers are taken as they are spelled. */
static syn_slice member(struct json_object *object, const char *name) {
    struct json_object *value = NULL;
    if (!json_object_object_get_ex(object, name, &value) || !value) return SLICE_NONE;
    if (json_object_is_type(value, json_type_string))
        return slice_of(json_object_get_string(value), (size_t)json_object_get_string_len(value));
    if (json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double))
        return slice_str(json_object_to_json_string(value));
    return SLICE_NONE;
}

static void take_byline(syn_report *report, struct json_object *object) {
    struct json_object *value = NULL;
    syn_slice one = item_meta(report, member(object, "byline"));
    if (one.len) VEC_PUSH(&report->arena, &report->byline, one);
    if (!json_object_object_get_ex(object, "byline", &value) || !json_object_is_type(value, json_type_array)) return;
    for (size_t i = 0; i < json_object_array_length(value); i++) {
        struct json_object *name = json_object_array_get_idx(value, i);
        if (!json_object_is_type(name, json_type_string)) continue;
        one = item_meta(report, slice_of(json_object_get_string(name), (size_t)json_object_get_string_len(name)));
        if (one.len) VEC_PUSH(&report->arena, &report->byline, one);
    }
}

/* Keeps an outcome other than article that the object states, with its reason and whatever text there is. */
static bool take_outcome(syn_report *report, struct json_object *object) {
    syn_outcome outcome = SYN_OUTCOME_ARTICLE;
    if (!outcome_named(member(object, "outcome"), &outcome) || outcome == SYN_OUTCOME_ARTICLE) return false;
    size_t repaired = 0;
    syn_slice text = member(object, "text"), valid = utf8_repair(&report->arena, text, &repaired);
    if (slice_trim(text).len) item_set_text(report, valid.ptr == text.ptr ? arena_copy(&report->arena, valid) : valid);
    report->verbatim = true;
    report->repaired = repaired;
    if (report->outcome != SYN_OUTCOME_ARTICLE) return true;  /* the text was too large */
    syn_slice reason = item_meta(report, member(object, "reason"));
    item_outcome(report, outcome, "the JSON object says so itself");
    if (reason.len) report->reason = reason;
    return true;
}

static syn_code item_of(json_door *door, struct json_object *object, read_item *item, bool *own_id, syn_error *error) {
    syn_code code = item_begin(&door->options, item, error);
    if (code != SYN_OK) return code;
    syn_report *report = item->report;
    syn_slice id = item_meta(report, member(object, "id"));
    *own_id = id.len > 0;
    if (id.len) report->id = id;
    report->url = item_meta(report, member(object, "url"));
    report->source = item_meta(report, member(object, "source"));
    report->title = item_meta(report, member(object, "title"));
    take_byline(report, object);
    report->published = date_normal(&report->arena, member(object, "published"));
    if (report->published.len) report->published_from = SLICE_LIT("input");
    if (take_outcome(report, object)) return SYN_OK;
    syn_slice text = member(object, "text"), html = member(object, "html");
    size_t repaired = 0;
    if (slice_trim(text).len) {
        syn_slice valid = utf8_repair(&report->arena, text, &repaired);  /* only a NUL can be bad here */
        report->verbatim = true;
        item_set_text(report, valid.ptr == text.ptr ? arena_copy(&report->arena, valid) : valid);
    } else if (slice_trim(html).len) {
        syn_slice valid = utf8_repair(&item->page_arena, html, &repaired);
        code = item_set_page(item, valid, valid.ptr != html.ptr, error);
    } else {
        item_outcome(report, SYN_OUTCOME_EMPTY, "the JSON object has neither text nor html");
    }
    report->repaired = repaired;
    if (code != SYN_OK) read_item_free(item);
    return code;
}

/* ---- items in order ---- */
static void number_id(syn_report *report, size_t line) {
    char number[24];
    int length = snprintf(number, sizeof number, "-%zu", line);
    char *id = arena_alloc(&report->arena, report->id.len + sizeof number);
    if (!id || length < 0) return;
    if (report->id.len) memcpy(id, report->id.ptr, report->id.len);
    memcpy(id + report->id.len, number, (size_t)length);
    report->id = slice_of(id, report->id.len + (size_t)length);
}

syn_code json_release(json_door *door, bool alone, syn_error *error) {
    if (!door->held.report) return SYN_OK;
    read_item item = door->held;
    door->held = (read_item){0};
    if (door->held_number && !alone) number_id(item.report, door->held_number);
    return item_emit(&door->options, &item, error);
}

static syn_code give(json_door *door, read_item *item, bool own_id, syn_error *error) {
    syn_code code = json_release(door, false, error);
    if (code != SYN_OK) {
        read_item_free(item);
        return code;
    }
    if (door->first) {
        door->held = *item;
        door->held_number = own_id ? 0 : door->number;
        return SYN_OK;
    }
    if (!own_id) number_id(item->report, door->number);
    return item_emit(&door->options, item, error);
}

static syn_code give_bad(json_door *door, const char *why, syn_error *error) {
    read_item item;
    syn_code code = item_begin(&door->options, &item, error);
    if (code != SYN_OK) return code;
    item_outcome(item.report, SYN_OUTCOME_MALFORMED, why);
    return give(door, &item, false, error);
}

syn_code json_give(json_door *door, struct json_object *object, json_verdict verdict, const char *why, syn_error *error) {
    if (verdict != JSON_GOOD) return give_bad(door, why, error);
    read_item item;
    bool own_id = false;
    syn_code code = item_of(door, object, &item, &own_id, error);
    return code == SYN_OK ? give(door, &item, own_id, error) : code;
}
