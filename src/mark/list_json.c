/* list_json.c - a list of names as JSONL: {"name":"...","aliases":["..."],"type":"...","id":"..."}, one object a line.
 *
 * Members of other names are passed over; an id may be a number. A line that is wrong is told, and the next one is read. */
#include "base/caps.h"
#include "mark/list.h"
#include "text/json.h"

static size_t pos_of(const list_rows *rows, const json_node *node) {
    size_t pos = (size_t)(node->ptr - rows->bytes.ptr);
    return node->type == JSON_STRING ? pos - 1 : pos;  /* of a string ptr is behind its mark */
}

static bool want_string(list_rows *rows, const json_node *value, const char *what) {
    if (value->type == JSON_STRING) return true;
    list_fault(rows, pos_of(rows, value), "the %s is no string: put it into quotation marks", what);
    return false;
}

static bool take_aliases(list_rows *rows, const json_node *value, list_row *row, syn_arena *arena) {
    if (value->type != JSON_ARRAY) {
        list_fault(rows, pos_of(rows, value), "\"aliases\" is no array: write [\"one\", \"two\"]");
        return false;
    }
    for (const json_node *at = json_first(value); at; at = json_next(value, at))
        if (!want_string(rows, at, "alias") || !list_take_alias(rows, row, pos_of(rows, at), json_text(at, arena)))
            return false;
    return true;
}

static bool take_object(list_rows *rows, const json_node *object, syn_arena *arena) {
    list_row row = {.pos = pos_of(rows, object), .type = NAME_PERSON};
    const json_node *name = json_member(object, "name"), *id = json_member(object, "id");
    const json_node *type = json_member(object, "type"), *aliases = json_member(object, "aliases");
    if (name && (!want_string(rows, name, "name") ||
                 !list_take(rows, pos_of(rows, name), "name", json_text(name, arena), &row.name))) return false;
    if (json_is(id, JSON_NUMBER)) {
        if (!list_take(rows, pos_of(rows, id), "id", slice_of(id->ptr, id->size), &row.id)) return false;
    } else if (id && id->type != JSON_NULL) {
        if (!want_string(rows, id, "id") || !list_take(rows, pos_of(rows, id), "id", json_text(id, arena), &row.id))
            return false;
    }
    if (type && type->type != JSON_NULL && (!want_string(rows, type, "type") ||
                                           !list_take_type(rows, pos_of(rows, type), json_text(type, arena), &row.type)))
        return false;
    if (aliases && aliases->type != JSON_NULL && !take_aliases(rows, aliases, &row, arena)) return false;
    return list_take_row(rows, &row);
}

static void read_line(list_rows *rows, syn_slice line, syn_arena *arena) {
    json_doc doc;
    size_t begin = (size_t)(line.ptr - rows->bytes.ptr);
    json_end end = json_read(&doc, line, JSON_STRICT, CAP_JSON_NODES, arena);
    if (end == JSON_FAILED) return;
    if (end == JSON_CUT) list_fault(rows, begin + doc.at, "the line ends inside its object: write each object on one line");
    else if (end != JSON_WHOLE) list_fault(rows, begin + doc.at, "this is no JSON: %s", doc.why ? doc.why : "too large");
    else if (doc.root->type != JSON_OBJECT)
        list_fault(rows, begin, "the line is no object: write {\"name\":\"...\"}, one object a line");
    else if (slice_trim(slice_cut(line, doc.at, line.len)).len)
        list_fault(rows, begin + doc.at, "something stands behind the object: write each object on a line of its own");
    else take_object(rows, doc.root, arena);
}

bool list_read_json(list_rows *rows) {
    syn_slice bytes = rows->bytes;
    syn_arena line_arena;
    arena_init(&line_arena, NULL);
    size_t at = slice_starts(bytes, SLICE_LIT("\xEF\xBB\xBF")) ? 3 : 0;
    bool going = true;
    while (at < bytes.len && going) {
        size_t end = at;
        while (end < bytes.len && bytes.ptr[end] != '\n') end++;
        syn_slice line = slice_trim(slice_cut(bytes, at, end));
        if (line.len) read_line(rows, line, &line_arena);
        going = !rows->limit && !line_arena.failed && !rows->scratch->failed && !rows->list->arena.failed;
        if (line_arena.failed) rows->scratch->failed = line_arena.failed;
        arena_reset(&line_arena);
        at = end + 1;
    }
    arena_free(&line_arena);
    return going;
}
