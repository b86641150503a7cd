/* json.c - the door for JSON and JSONL: objects with any of id, url, source, title, byline, published, text, html.
 *
 * In: bytes as they come. Out: one item for each object, as soon as it is complete. Three shapes are told apart by how the
 * input begins: "[" is one array, read element by element; an object that is whole within its first line begins JSONL, read
 * line by line; else it is one object over several lines (or several of them). Where such an object turns out broken, but
 * later lines are whole objects, it was JSONL with a bad first line after all. A bad value gives one malformed report, and
 * the rest goes on. An object whose head says that it is a JSON Feed is read item by item (json_feed.c). Memory is bounded
 * by the longest value. */
#include "read/json_door.h"

#include <stdlib.h>

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

syn_code json_door_new(json_door **out, const read_options *options, syn_error *error) {
    json_door *door = calloc(1, sizeof *door);
    *out = NULL;
    if (!door) return error_memory(error, READ_STAGE);
    door->options = *options;
    door->first = true;
    door->number = 1;
    arena_init(&door->nodes, options->budget);
    *out = door;
    return SYN_OK;
}

void json_door_free(json_door *door) {
    if (!door) return;
    read_item_free(&door->held);
    json_feed_free(door->feed);
    arena_free(&door->nodes);
    buffer_free(&door->value);
    free(door);
}

static syn_slice value_of(const json_door *door) { return slice_of(door->value.ptr, door->value.len); }

static syn_code keep(json_door *door, syn_slice bytes, syn_error *error) {
    if (bytes.len > CAP_INPUT_BYTES - door->value.len) {  /* what came before stands; where this value ends is not known */
        syn_code code = json_release(door, false, error);
        door->shape = SHAPE_OVER;
        return code != SYN_OK ? code : item_fail(&door->options, error, SLICE_NONE, SYN_OUTCOME_TOO_LARGE,
                                                 "a value of the JSON is larger than %u bytes", CAP_INPUT_BYTES);
    }
    buffer_add(&door->value, bytes);
    return buffer_check(&door->value, READ_STAGE, error);
}

/* What cannot be read and is no value: said once, and then nothing more is read. */
static syn_code give_up(json_door *door, const char *why, syn_error *error) {
    door->shape = SHAPE_OVER;
    return json_give(door, NULL, VERDICT_BAD, why, error);
}

/* ---- lines ---- */
/* Judges one line. The first that holds anything decides between JSONL and objects over several lines (then *kept). */
static syn_code take_line(json_door *door, syn_slice line, bool last, bool *kept, syn_error *error) {
    *kept = false;
    line = slice_trim(line);
    if (line.len == 0) return SYN_OK;
    char why[CAP_ERROR_MESSAGE];
    const json_node *object;
    json_verdict verdict = json_parse(door, line, JSON_CONTROLS, &object, why);
    if (verdict == VERDICT_CUT && door->first && !last) {
        *kept = true;
        return SYN_OK;
    }
    syn_code code = json_give(door, object, verdict, why, error);
    door->first = false;
    return code;
}

/* Length of the line that begins at `at`, with its end. */
static size_t line_length(syn_slice s, size_t at) {
    const char *end = memchr(s.ptr + at, '\n', s.len - at);
    return end ? (size_t)(end - s.ptr) + 1 - at : s.len - at;
}

static size_t count_lines(syn_slice s) {
    size_t lines = 0;
    for (size_t at = 0; at < s.len; lines++) {
        const char *end = memchr(s.ptr + at, '\n', s.len - at);
        if (!end) break;
        at = (size_t)(end - s.ptr) + 1;
    }
    return lines;
}

/* Brackets and strings: moves over `bytes` until the current value ends; returns the bytes that belong to it. */
static size_t scan_value(json_door *door, syn_slice bytes, bool *ended) {
    *ended = false;
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        if (door->string) {
            if (door->escape) door->escape = false;
            else if (c == '\\') door->escape = true;
            else if (c == '"') door->string = false;
            *ended = !door->string && door->depth == 0;
        } else if (c == '"') {
            door->string = true;
        } else if (c == '{' || c == '[') {
            door->depth++;
        } else if (door->depth && (c == '}' || c == ']')) {
            *ended = --door->depth == 0;
        } else if (door->depth == 0 && (c == ',' || c == ']' || is_blank(c))) {
            *ended = true;  /* a bare word or number ends before this byte */
            return i;
        }
        if (*ended) return i + 1;
    }
    return bytes.len;
}

void json_forget(json_door *door) {
    door->value.len = 0;
    door->depth = 0;
    door->string = door->escape = false;
}

static syn_code push_line(json_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    *took = line_length(bytes, 0);
    syn_code code = keep(door, slice_cut(bytes, 0, *took), error);
    if (code != SYN_OK || bytes.ptr[*took - 1] != '\n') return code;
    bool kept, ended;
    code = take_line(door, value_of(door), false, &kept, error);
    if (kept) {
        door->shape = SHAPE_OBJECTS;
        scan_value(door, slice_trim(value_of(door)), &ended);
        return code;
    }
    door->value.len = 0;
    door->number++;
    return code;
}

/* ---- objects over several lines ---- */
/* True if a line after the first is a whole object with a member that we know: then the input is JSONL. Where there is no
 * memory to tell, door->nodes has failed. */
static bool has_whole_line(json_door *door, syn_slice bytes) {
    static const char *const known[] = {"text", "html", "title", "url", "id"};
    char why[CAP_ERROR_MESSAGE];
    bool found = false;
    for (size_t at = bytes.len ? line_length(bytes, 0) : 0; at < bytes.len && !found; at += line_length(bytes, at)) {
        syn_slice line = slice_trim(slice_cut(bytes, at, at + line_length(bytes, at)));
        const json_node *object;
        if (line.len < 2 || line.ptr[0] != '{') continue;
        json_verdict verdict = json_parse(door, line, JSON_CONTROLS, &object, why);
        if (verdict == VERDICT_FAILED) return false;
        if (verdict != VERDICT_GOOD) continue;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) found |= json_member(object, known[i]) != NULL;
    }
    return found;
}

/* A value that is broken: one malformed report, or, where it was JSONL, each of its lines. */
static syn_code take_broken(json_door *door, bool last, json_verdict verdict, const char *why, syn_error *error) {
    syn_code code = SYN_OK;
    bool lines = verdict != VERDICT_FAILED && has_whole_line(door, value_of(door));
    if (door->nodes.failed) return arena_check(&door->nodes, READ_STAGE, error);
    if (!lines) {
        door->first = false;
        code = json_give(door, NULL, verdict, why, error);
        door->number += count_lines(value_of(door));
        json_forget(door);
        return code;
    }
    syn_buffer bytes = door->value;
    syn_slice s = slice_of(bytes.ptr, bytes.len);
    door->value = BUFFER_EMPTY;
    json_forget(door);
    door->shape = SHAPE_LINES;
    door->first = false;
    for (size_t at = 0; at < s.len && code == SYN_OK;) {
        size_t length = line_length(s, at);
        syn_slice line = slice_cut(s, at, at + length);
        at += length;
        bool kept;
        if (line.ptr[length - 1] != '\n' && !last) {
            code = keep(door, line, error);
            break;
        }
        code = take_line(door, line, true, &kept, error);
        door->number++;
    }
    buffer_free(&bytes);
    return code;
}

static syn_code push_object(json_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    *took = 1;
    if (door->value.len == 0 && is_blank(bytes.ptr[0])) {
        door->number += bytes.ptr[0] == '\n';
        return SYN_OK;
    }
    if (door->value.len == 0 && bytes.ptr[0] != '{') return give_up(door, "more stands behind the JSON object", error);
    bool ended;
    *took = scan_value(door, bytes, &ended);
    syn_code code = keep(door, slice_cut(bytes, 0, *took), error);
    if (code != SYN_OK || !ended) return code;
    char why[CAP_ERROR_MESSAGE];
    const json_node *object;
    json_verdict verdict = json_parse(door, slice_trim(value_of(door)), JSON_CONTROLS, &object, why);
    if (verdict != VERDICT_GOOD) return take_broken(door, false, verdict, why, error);
    code = json_give(door, object, verdict, why, error);
    door->first = false;
    door->number += count_lines(value_of(door));
    json_forget(door);
    return code;
}

/* ---- an array, or the items of a feed, where commas matter less ---- */
static syn_code give_element(json_door *door, syn_error *error) {
    char why[CAP_ERROR_MESSAGE];
    const json_node *object;
    json_verdict verdict = json_parse(door, value_of(door), JSON_CONTROLS, &object, why);
    return json_give(door, object, verdict, why, error);
}

static syn_code push_element(json_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    *took = 1;
    bool items = door->shape == SHAPE_ITEMS;
    if (door->value.len == 0) {
        char c = bytes.ptr[0];
        if (is_blank(c)) return SYN_OK;
        if (c == ']') {
            door->shape = items ? SHAPE_FEED : SHAPE_BEHIND;
            return SYN_OK;
        }
        if (items && c == ',') return SYN_OK;
        if (door->after && !items) {
            door->after = false;
            return c == ',' ? SYN_OK : give_up(door, "a comma is missing in the JSON array", error);
        }
        if (c == ',') return give_up(door, "an element is missing in the JSON array", error);
    }
    bool ended;
    *took = scan_value(door, bytes, &ended);
    syn_code code = keep(door, slice_cut(bytes, 0, *took), error);
    if (code != SYN_OK || !ended) return code;
    code = items ? json_feed_item(door, error) : give_element(door, error);
    json_forget(door);
    door->after = true;
    door->number++;
    return code;
}

/* ---- the door ---- */
static syn_code push_start(json_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    static const char bom[] = "\xEF\xBB\xBF";
    *took = 1;
    char c = bytes.ptr[0];
    if (door->depth < 3 && c == bom[door->depth]) {
        door->depth++;
        return SYN_OK;
    }
    if (is_blank(c)) {
        door->number += c == '\n';
        return SYN_OK;
    }
    door->depth = 0;
    *took = c == '[' || door->is_feed;
    if (door->is_feed) return json_feed_open(door, error);
    door->shape = c == '[' ? SHAPE_ARRAY : SHAPE_LINES;
    if (c == '[') door->number = 1, door->first = false;
    return SYN_OK;
}

syn_code json_door_push(json_door *door, syn_slice bytes, syn_error *error) {
    static const char *const behind[] = {"more stands behind the JSON array", "more stands behind the JSON feed"};
    syn_code code = SYN_OK;
    if (!door->judged && bytes.len) {  /* the first bytes that the reader gives are the whole head */
        door->judged = true;
        size_t head = bytes.len < READ_HEAD_BYTES ? bytes.len : READ_HEAD_BYTES;
        door->is_feed = json_feed_begins(door, slice_cut(bytes, 0, head));
        code = arena_check(&door->nodes, READ_STAGE, error);
    }
    while (bytes.len && code == SYN_OK) {
        size_t took = bytes.len;
        switch (door->shape) {
        case SHAPE_START: code = push_start(door, bytes, &took, error); break;
        case SHAPE_LINES: code = push_line(door, bytes, &took, error); break;
        case SHAPE_OBJECTS: code = push_object(door, bytes, &took, error); break;
        case SHAPE_ARRAY:
        case SHAPE_ITEMS: code = push_element(door, bytes, &took, error); break;
        case SHAPE_FEED: code = json_feed_push(door, bytes, &took, error); break;
        case SHAPE_BEHIND:
            took = 1;
            if (!is_blank(bytes.ptr[0])) code = give_up(door, behind[door->is_feed], error);
            break;
        case SHAPE_OVER: break;
        }
        bytes = slice_cut(bytes, took, bytes.len);
    }
    return code;
}

syn_code json_door_end(json_door *door, bool whole, syn_error *error) {
    syn_code code = SYN_OK;
    bool kept;
    if (whole && door->shape == SHAPE_LINES) code = take_line(door, value_of(door), true, &kept, error);
    else if (whole && door->shape == SHAPE_OBJECTS && door->value.len)
        code = take_broken(door, true, VERDICT_CUT, "the JSON value is cut off", error);
    else if (whole && (door->shape == SHAPE_FEED || door->shape == SHAPE_ITEMS)) code = json_feed_cut(door, error);
    else if (whole && door->shape == SHAPE_ARRAY) code = give_up(door, "the JSON array is cut off", error);
    door->shape = SHAPE_OVER;
    return code == SYN_OK ? json_release(door, whole, error) : code;
}
