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

#include "base/caps.h"

#define SHOWN 40  /* bytes of a wrong text that a message quotes */

const json_node *verify_field(const json_node *object, const char *name, json_type type) {
    const json_node *value = json_member(object, name);
    return json_is(value, type) ? value : NULL;
}

syn_slice verify_string(verifying *v, const json_node *object, const char *name) {
    return json_text(json_member(object, name), &v->json);
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

static syn_code find_report(verifying *v, const json_node *object, size_t index) {
    syn_slice id = verify_string(v, object, "id"), input = verify_string(v, object, "input");
    syn_slice text = verify_string(v, object, "text"), title = verify_string(v, object, "title");
    if (v->json.failed) return arena_check(&v->json, VERIFY_STAGE, v->error);
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
    if (title.len && !slice_equal(report->title, title))
        return error_set(v->error, SYN_ERR_VERIFY, VERIFY_STAGE, 0, "report %zu (%.*s): its title is not the file's", index,
                         verify_shown(id), verify_bytes(id));
    v->found[v->found_count++] = report;
    v->checked++;
    return SYN_OK;
}

/* So that a title, or a writer, is not looked for in every text. Of a name that comes again the first stays. */
static bool index_names(verifying *v) {
    map_init(&v->titles, &v->json);
    map_init(&v->writers, &v->json);
    for (size_t i = 0; i < v->found_count; i++) {
        const syn_report *report = v->found[i];
        if (!map_slot_of(&v->titles, slice_hash(report->title), (uint32_t)i)) return false;
        for (uint32_t k = 0; k < report->byline.n; k++)
            if (!map_slot_of(&v->writers, slice_hash(report->byline.at[k]), (uint32_t)i)) return false;
        for (uint32_t k = 0; k < report->credits.n; k++)
            if (!map_slot_of(&v->writers, slice_hash(report->credits.at[k].name), (uint32_t)i)) return false;
    }
    return true;
}

static syn_code find_reports(verifying *v, const json_node *reports) {
    v->found_count = 0;
    v->found = ARENA_ARRAY(&v->json, const syn_report *, reports->size);
    if (!v->found) return arena_check(&v->json, VERIFY_STAGE, v->error);
    size_t index = 0;
    syn_code code = SYN_OK;
    for (const json_node *one = json_first(reports); one && code == SYN_OK; one = json_next(reports, one))
        code = find_report(v, one, index++);
    if (code == SYN_OK && !index_names(v)) code = arena_check(&v->json, VERIFY_STAGE, v->error);
    return code;
}

/* What heads a story must be a title, or words of a report. */
static syn_code check_heads(verifying *v, const json_node *root) {
    const json_node *stories = verify_field(root, "stories", JSON_ARRAY);
    size_t number = 0;
    for (const json_node *one = json_first(stories); one; one = json_next(stories, one), number++) {
        syn_slice title = verify_string(v, one, "title");
        if (title.len && !verify_anywhere(v, title))
            return error_set(v->error, SYN_ERR_VERIFY, VERIFY_STAGE, 0, "stories %zu: \"%.*s\" stands in no report", number,
                             verify_shown(title), verify_bytes(title));
        v->checked += title.len > 0;
    }
    return SYN_OK;
}

static syn_code check_collation(verifying *v, const json_node *root) {
    const json_node *list = verify_field(root, "reports", JSON_ARRAY);
    if (!list)
        return error_set(v->error, SYN_ERR_FORMAT, VERIFY_STAGE, 0, "this JSON is no collation: it has no list of reports");
    syn_code code = find_reports(v, list);
    if (code == SYN_OK) code = check_heads(v, root);
    if (code == SYN_OK) code = verify_items(v, root);
    return v->json.failed ? arena_check(&v->json, VERIFY_STAGE, v->error) : code;
}

/* ---- reading the JSON ---- */

/* Checks the value that begins at `at`, and sets *end behind it. */
static syn_code check_value(verifying *v, syn_slice json, size_t at, size_t *end) {
    json_doc doc;
    arena_reset(&v->json);
    json_end how = json_read(&doc, slice_cut(json, at, json.len), JSON_STRICT, CAP_COLLATION_NODES, &v->json);
    *end = at + doc.at;
    if (how == JSON_WHOLE) return check_collation(v, doc.root);
    if (how == JSON_FAILED) return arena_check(&v->json, VERIFY_STAGE, v->error);
    return error_set(v->error, how == JSON_LARGE ? SYN_ERR_LIMIT : SYN_ERR_FORMAT, VERIFY_STAGE, *end,
                     "not JSON: %s at byte %zu", doc.why, *end);
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
    arena_init(&v.json, NULL);
    syn_code code = index_reports(&v);
    size_t at = 0, values = 0;
    while (at < length && blank(json[at])) at++;
    for (; code == SYN_OK && at < length; values++) {
        code = check_value(&v, slice_of(json, length), at, &at);
        while (at < length && blank(json[at])) at++;
    }
    if (code == SYN_OK && values == 0)
        code = error_set(error, SYN_ERR_FORMAT, VERIFY_STAGE, 0, "not a collation: the JSON is empty");
    arena_free(&v.json);
    arena_free(&v.arena);
    if (checked && code == SYN_OK) *checked = v.checked;
    return code;
}
