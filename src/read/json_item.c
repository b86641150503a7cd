/* json_item.c - one JSON value becomes one item. It must be good JSON; only control characters in strings are let pass.
 *
 * An object names itself by its id; else its id is the input's name and the number of its line or element. The very first
 * item is held back until something follows, so that a file of one object is named as the file is. An object that says of
 * itself that it is no article (`outcome`, as `synoptic read` prints it) is taken at its word; one that says that it is an
 * article was cleaned before, so nothing is looked for in its text. */
#include <stdio.h>

#include "read/json_door.h"
#include "text/language.h"
#include "text/utf8.h"

#define FROM_BYTES 16  /* of a word that says where a date was found */

json_verdict json_parse(json_door *door, syn_slice bytes, json_manner manner, const json_node **out,
                        char why[CAP_ERROR_MESSAGE]) {
    *out = NULL;
    if (bytes.len == 0 || bytes.ptr[0] != '{') {
        snprintf(why, CAP_ERROR_MESSAGE, "the JSON value is no object");
        return VERDICT_BAD;
    }
    json_doc doc;
    arena_reset(&door->nodes);
    switch (json_read(&doc, bytes, manner, CAP_JSON_NODES, &door->nodes)) {
    case JSON_WHOLE: break;
    case JSON_CUT: snprintf(why, CAP_ERROR_MESSAGE, "the JSON value is cut off"); return VERDICT_CUT;
    case JSON_BAD: snprintf(why, CAP_ERROR_MESSAGE, "bad JSON at byte %zu: %s", doc.at, doc.why); return VERDICT_BAD;
    case JSON_LARGE: snprintf(why, CAP_ERROR_MESSAGE, "the JSON value is too large: %s", doc.why); return VERDICT_LARGE;
    default: *why = '\0'; return VERDICT_FAILED;
    }
    if (slice_trim(slice_cut(bytes, doc.at, bytes.len)).len) {
        snprintf(why, CAP_ERROR_MESSAGE, "more stands behind the JSON object");
        return VERDICT_BAD;
    }
    *out = doc.root;
    return VERDICT_GOOD;
}

/* A string, or a number as it is spelled. In `arena` where it is no slice of the input. */
static syn_slice content(const json_node *value, syn_arena *arena) {
    return json_is(value, JSON_NUMBER) ? slice_of(value->ptr, value->size) : json_text(value, arena);
}

static syn_slice meta(read_item *item, const json_node *object, const char *name, syn_arena *scratch) {
    return item_meta(item->report, content(json_member(object, name), scratch));
}

static void add_byline(syn_report *report, syn_slice name) {
    name = item_meta(report, name);
    if (name.len) VEC_PUSH(&report->arena, &report->byline, name);
}

static void take_byline(syn_report *report, const json_node *value, syn_arena *scratch) {
    add_byline(report, content(value, scratch));
    if (!json_is(value, JSON_ARRAY)) return;
    for (const json_node *name = json_first(value); name; name = json_next(value, name))
        add_byline(report, json_text(name, scratch));
}

/* Keeps the text of a member as it stands; false where it is blank. Only a NUL can be bad in it. */
static bool take_text(syn_report *report, const json_node *value) {
    syn_slice text = content(value, &report->arena);
    if (!slice_trim(text).len) return false;
    size_t repaired = 0;
    syn_slice valid = utf8_repair(&report->arena, text, &repaired);
    bool own = valid.ptr != text.ptr || (json_is(value, JSON_STRING) && value->escaped);
    item_set_text(report, own ? valid : arena_copy(&report->arena, valid));
    report->verbatim = true;
    report->repaired = repaired;
    return true;
}

/* The same for a page; *code where it fails. */
static bool take_html(read_item *item, const json_node *value, syn_code *code, syn_error *error) {
    syn_slice html = content(value, &item->page_arena);
    if (!slice_trim(html).len) return false;
    size_t repaired = 0;
    syn_slice valid = utf8_repair(&item->page_arena, html, &repaired);
    bool own = valid.ptr != html.ptr || (json_is(value, JSON_STRING) && value->escaped);
    item->report->repaired = repaired;
    *code = item_set_page(item, valid, own, error);
    return true;
}

/* Keeps an outcome other than article that the object states, with its reason and whatever text there is. */
static bool take_outcome(read_item *item, const json_node *object, syn_arena *scratch) {
    syn_report *report = item->report;
    syn_outcome outcome = SYN_OUTCOME_ARTICLE;
    bool stated = outcome_named(content(json_member(object, "outcome"), scratch), &outcome);
    report->settled = stated;
    if (!stated || outcome == SYN_OUTCOME_ARTICLE) return false;
    take_text(report, json_member(object, "text"));
    report->verbatim = true;
    if (report->outcome != SYN_OUTCOME_ARTICLE) return true;  /* the text was too large */
    syn_slice reason = meta(item, object, "reason", scratch);
    item_outcome(report, outcome, "the JSON object says so itself");
    if (reason.len) report->reason = reason;
    return true;
}

static syn_slice date(read_item *item, const json_node *object, const char *name, syn_arena *scratch) {
    return date_normal(&item->report->arena, content(json_member(object, name), scratch));
}

/* Where a date was found, if the object says so in a word such as "json-ld"; else `fallback`. */
static syn_slice found_in(read_item *item, const json_node *object, const char *name, const char *fallback) {
    const json_node *value = json_member(object, name);
    bool word = json_is(value, JSON_STRING) && value->size > 0 && value->size <= FROM_BYTES;
    for (uint32_t i = 0; word && i < value->size; i++)
        word = (value->ptr[i] >= 'a' && value->ptr[i] <= 'z') || value->ptr[i] == '-';
    return word ? arena_copy(&item->report->arena, slice_of(value->ptr, value->size)) : slice_str(fallback);
}

/* A whole number from 0 to `most`; 0 where there is none. */
static uint64_t number(const json_node *object, const char *name, int64_t most) {
    int64_t value;
    return json_integer(json_member(object, name), &value) && value > 0 && value <= most ? (uint64_t)value : 0;
}

/* What `synoptic read` prints about a report besides its text: read again, it must come out the same. */
static void take_facts(read_item *item, const json_node *object, syn_arena *scratch) {
    syn_report *report = item->report;
    report->url = meta(item, object, "url", scratch);
    report->source = meta(item, object, "source", scratch);
    report->title = meta(item, object, "title", scratch);
    report->section = meta(item, object, "section", scratch);
    take_byline(report, json_member(object, "byline"), scratch);
    report->credited = meta(item, object, "credited", scratch);
    report->published = date(item, object, "published", scratch);
    if (report->published.len) {
        report->published_from = found_in(item, object, "published_from", "input");
        report->published_sure = (uint8_t)number(object, "published_sure", 100);
    }
    report->updated = date(item, object, "updated", scratch);
    if (report->updated.len) {
        report->updated_from = found_in(item, object, "updated_from", NULL);
        report->updated_sure = (uint8_t)number(object, "updated_sure", 100);
    }
    syn_slice fetched = date(item, object, "fetched", scratch);
    if (fetched.len) report->fetched = fetched;
    const json_node *dateline = json_member(object, "dateline");
    if (json_is(dateline, JSON_OBJECT))
        report->dateline = (syn_dateline){meta(item, dateline, "place", scratch), meta(item, dateline, "date", scratch),
                                          meta(item, dateline, "agency", scratch)};
    syn_slice language = language_of_tag(json_text(json_member(object, "language"), scratch));
    if (language.len) report->language = arena_copy(&report->arena, language);
    if (json_is(json_member(object, "offset"), JSON_NUMBER)) {
        report->in_archive = true;
        report->offset = number(object, "offset", INT64_MAX);
    }
}

static syn_code item_of(json_door *door, const json_node *object, read_item *item, bool *own_id, syn_error *error) {
    syn_code code = item_begin(&door->options, item, error);
    if (code != SYN_OK) return code;
    syn_report *report = item->report;
    syn_arena *scratch = &door->nodes;
    syn_slice id = meta(item, object, "id", scratch);
    *own_id = id.len > 0;
    if (id.len) report->id = id;
    take_facts(item, object, scratch);
    bool done = take_outcome(item, object, scratch) || take_text(report, json_member(object, "text")) ||
                take_html(item, json_member(object, "html"), &code, error);
    if (!done) item_outcome(report, SYN_OUTCOME_EMPTY, "the JSON object has neither text nor html");
    report->repaired += number(object, "repaired", INT64_MAX / 2);
    if (code == SYN_OK) code = arena_check(scratch, READ_STAGE, error);
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

static syn_code give_bad(json_door *door, syn_outcome outcome, const char *why, syn_error *error) {
    read_item item;
    syn_code code = item_begin(&door->options, &item, error);
    if (code != SYN_OK) return code;
    item_outcome(item.report, outcome, why);
    return give(door, &item, false, error);
}

syn_code json_give(json_door *door, const json_node *object, json_verdict verdict, const char *why, syn_error *error) {
    if (verdict == VERDICT_FAILED) return arena_check(&door->nodes, READ_STAGE, error);
    if (verdict == VERDICT_LARGE) return give_bad(door, SYN_OUTCOME_TOO_LARGE, why, error);
    if (verdict != VERDICT_GOOD) return give_bad(door, SYN_OUTCOME_MALFORMED, why, error);
    if (json_feed_is(object, &door->nodes)) return json_feed_give(door, object, error);
    read_item item;
    bool own_id = false;
    syn_code code = item_of(door, object, &item, &own_id, error);
    return code == SYN_OK ? give(door, &item, own_id, error) : code;
}
