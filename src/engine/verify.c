/* verify.c - is every text of a collation verbatim?
 *
 * In: the JSON of a comparison, and reports read again from their sources. Out: SYN_OK and how many texts and spans were
 * checked, or SYN_ERR_VERIFY with the part, the item, the report and the span of the first fault.
 *
 * The idea: the JSON is not trusted in anything. Each report that it names is looked for among those read again (by id, then
 * by input), and its text must be the same, byte for byte. Then every place is cut out of the report that was read again: it
 * must lie inside the text, begin and end between characters, and hold the very text that the JSON shows for it; and the
 * texts of an item must stand in the reports that it cites (verify_item.c).
 *
 * What it does not do: judge whether two places say the same; that is the reader's part, and why the places are cited. */
#include "engine/verify.h"

#include <stdlib.h>

#include "base/caps.h"

#define SHOWN 40  /* bytes of a wrong text that a message quotes */

bool verify_field(struct json_object *object, const char *name, enum json_type type, struct json_object **out) {
    return json_object_is_type(object, json_type_object) && json_object_object_get_ex(object, name, out) &&
           json_object_is_type(*out, type);
}

syn_slice verify_string(struct json_object *object, const char *name) {
    struct json_object *string;
    if (!verify_field(object, name, json_type_string, &string)) return SLICE_NONE;
    return slice_of(json_object_get_string(string), (size_t)json_object_get_string_len(string));
}

int verify_shown(syn_slice s) {
    size_t length = s.len < SHOWN ? s.len : SHOWN;
    while (length < s.len && length > 0 && ((unsigned char)s.ptr[length] & 0xC0) == 0x80) length--;
    return (int)length;
}

/* ---- finding the reports again ---- */

static const syn_report *report_named(const verifying *v, const syn_map *map, syn_slice name, bool by_id) {
    uint32_t index = name.len ? map_get(map, slice_hash(name)) : MAP_NONE;
    if (index == MAP_NONE) return NULL;
    const syn_report *report = v->reports->at[index];
    return slice_equal(by_id ? report->id : report->input, name) ? report : NULL;
}

static size_t first_difference(syn_slice a, syn_slice b) {
    size_t at = 0;
    while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at]) at++;
    return at;
}

static syn_code find_report(verifying *v, struct json_object *object, size_t index) {
    syn_slice id = verify_string(object, "id"), input = verify_string(object, "input"), text = verify_string(object, "text");
    const syn_report *by_id = report_named(v, &v->by_id, id, true), *by_input = report_named(v, &v->by_input, input, false);
    const syn_report *report = by_id;
    if (!by_id || (by_input && !slice_equal(by_id->text, text))) report = by_input ? by_input : by_id;
    if (!report)
        return error_set(v->error, SYN_ERR_VERIFY, VERIFY_STAGE, 0, "report %zu (%.*s) is not among the given files", index,
                         verify_shown(id), verify_bytes(id));
    if (!slice_equal(report->text, text)) {
        size_t at = first_difference(report->text, text);
        return error_set(v->error, SYN_ERR_VERIFY, VERIFY_STAGE, at,
                         "report %zu (%.*s): its text differs from the file's from byte %zu on", index, verify_shown(id),
                         verify_bytes(id), at);
    }
    syn_slice title = verify_string(object, "title");
    if (title.len && !slice_equal(report->title, title))
        return error_set(v->error, SYN_ERR_VERIFY, VERIFY_STAGE, 0, "report %zu (%.*s): its title is not the file's", index,
                         verify_shown(id), verify_bytes(id));
    v->found[v->found_count++] = report;
    v->checked++;
    return SYN_OK;
}

static syn_code find_reports(verifying *v, struct json_object *reports) {
    size_t count = json_object_array_length(reports);
    free(v->found);
    v->found_count = 0;
    v->found = calloc(count ? count : 1, sizeof *v->found);
    if (!v->found) return error_memory(v->error, VERIFY_STAGE);
    syn_code code = SYN_OK;
    for (size_t i = 0; i < count && code == SYN_OK; i++) code = find_report(v, json_object_array_get_idx(reports, i), i);
    return code;
}

/* What heads a story must be a title, or words of a report. */
static syn_code check_heads(verifying *v, struct json_object *root) {
    struct json_object *stories;
    if (!verify_field(root, "stories", json_type_array, &stories)) return SYN_OK;
    for (size_t i = 0, count = json_object_array_length(stories); i < count; i++) {
        syn_slice title = verify_string(json_object_array_get_idx(stories, i), "title");
        if (title.len && !verify_anywhere(v, title))
            return error_set(v->error, SYN_ERR_VERIFY, VERIFY_STAGE, 0, "stories %zu: \"%.*s\" stands in no report", i,
                             verify_shown(title), verify_bytes(title));
        v->checked += title.len > 0;
    }
    return SYN_OK;
}

static syn_code check_collation(verifying *v, struct json_object *root) {
    struct json_object *list;
    if (!verify_field(root, "reports", json_type_array, &list))
        return error_set(v->error, SYN_ERR_FORMAT, VERIFY_STAGE, 0, "this JSON is no collation: it has no list of reports");
    syn_code code = find_reports(v, list);
    if (code == SYN_OK) code = check_heads(v, root);
    return code == SYN_OK ? verify_items(v, root) : code;
}

/* ---- reading the JSON ---- */

/* Parses one JSON value, and sets *used to the bytes it took. NULL with an error set. */
static struct json_object *parse(const char *json, size_t length, size_t *used, syn_error *error, syn_code *code) {
    struct json_tokener *tokener = length > INT32_MAX - 1 ? NULL : json_tokener_new_ex(CAP_JSON_DEPTH);
    if (!tokener) {
        *code = length > INT32_MAX - 1 ? error_set(error, SYN_ERR_LIMIT, VERIFY_STAGE, 0, "the JSON is longer than 2 GiB")
                                       : error_memory(error, VERIFY_STAGE);
        return NULL;
    }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8 | JSON_TOKENER_ALLOW_TRAILING_CHARS);
    struct json_object *root = json_tokener_parse_ex(tokener, json, (int)length);
    enum json_tokener_error why = json_tokener_get_error(tokener);
    *used = json_tokener_get_parse_end(tokener);
    json_tokener_free(tokener);
    if (why == json_tokener_success && root) return root;
    *code = error_set(error, SYN_ERR_FORMAT, VERIFY_STAGE, *used, "not JSON: %s at byte %zu",
                      why == json_tokener_success || why == json_tokener_continue ? "it ends too early"
                                                                                  : json_tokener_error_desc(why), *used);
    return NULL;
}

static bool blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

static syn_code index_reports(verifying *v) {
    map_init(&v->by_id, &v->arena);
    map_init(&v->by_input, &v->arena);
    for (size_t i = v->reports->count; i-- > 0;) {  /* backwards, so that the first of a name stays */
        map_set(&v->by_id, slice_hash(v->reports->at[i]->id), (uint32_t)i);
        map_set(&v->by_input, slice_hash(v->reports->at[i]->input), (uint32_t)i);
    }
    return arena_check(&v->arena, VERIFY_STAGE, v->error);
}

syn_code syn_verify(size_t *checked, const char *json, size_t length, const syn_reports *reports, syn_error *error) {
    if (checked) *checked = 0;
    if (!json || !reports) return error_set(error, SYN_ERR_ARGUMENT, VERIFY_STAGE, 0, "syn_verify: json or reports is NULL");
    if (reports->count > CAP_INPUTS)
        return error_set(error, SYN_ERR_LIMIT, VERIFY_STAGE, 0, "more than %u reports", CAP_INPUTS);
    verifying v = {.reports = reports, .error = error};
    arena_init(&v.arena, NULL);
    syn_code code = index_reports(&v);
    size_t at = 0, values = 0;
    while (at < length && blank(json[at])) at++;
    for (; code == SYN_OK && at < length; values++) {
        size_t used = 0;
        struct json_object *root = parse(json + at, length - at, &used, error, &code);
        if (!root) break;
        code = check_collation(&v, root);
        json_object_put(root);
        for (at += used ? used : 1; at < length && blank(json[at]);) at++;
    }
    if (code == SYN_OK && values == 0)
        code = error_set(error, SYN_ERR_FORMAT, VERIFY_STAGE, 0, "not a collation: the JSON is empty");
    free(v.found);
    arena_free(&v.arena);
    if (checked && code == SYN_OK) *checked = v.checked;
    return code;
}
