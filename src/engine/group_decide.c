/* group_decide.c - what a person decides about stories: taken, written down, and read again.
 *
 * A decision is a line of JSON that names reports by their ids:
 *     {"n":1,"decision":"split","together":["x"],"apart":["a","b"]}
 * It is added to FILE.decisions beside the state FILE, then to the journal. When a state is opened, the lines of
 * FILE.decisions that it has not taken are taken: so they hold for a state that begins anew, too. A last line that is not all
 * there was being written when the program ended: it is passed over, with a remark, and goes when the next is added. */
#include <stdio.h>
#include <stdlib.h>

#include "base/caps.h"
#include "base/map.h"
#include "engine/group.h"
#include "os/file.h"
#include "os/store.h"
#include "tell/json_writer.h"
#include "text/json.h"
#include "text/utf8.h"

#define SHOWN 100  /* bytes of a line that a message quotes */

static const char *const STAGE = "group";
static const char *const verbs[] = {[DECISION_MERGE] = "merge", [DECISION_SPLIT] = "split", [DECISION_MOVE] = "move"};

/* ---- a line is read ---- */

static bool read_ids(const json_node *list, const syn_slice **out, uint32_t *count, syn_arena *arena) {
    if (!list) return true;
    syn_slice *ids = ARENA_ARRAY(arena, syn_slice, list->size);
    if (!json_is(list, JSON_ARRAY) || !ids) return false;
    for (const json_node *id = json_first(list); id; id = json_next(list, id)) {
        if (!json_is(id, JSON_STRING)) return false;
        ids[(*count)++] = json_text(id, arena);
    }
    *out = ids;
    return true;
}

static bool read_line(syn_slice line, group_decision *out, syn_arena *arena) {
    json_doc doc;
    *out = (group_decision){.key = slice_hash(line)};
    if (json_read(&doc, line, JSON_STRICT, CAP_JSON_NODES, arena) != JSON_WHOLE ||
        slice_trim(slice_cut(line, doc.at, line.len)).len)
        return false;
    const json_node *verb = json_member(doc.root, "decision");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (!json_equals(verb, slice_str(verbs[i]))) continue;
        out->kind = (uint8_t)i;
        return read_ids(json_member(doc.root, "together"), &out->together, &out->together_count, arena) &&
               read_ids(json_member(doc.root, "apart"), &out->apart, &out->apart_count, arena) && out->together_count;
    }
    return false;
}

syn_code decide_line(syn_grouping *stream, syn_slice line, bool again, syn_error *error) {
    group_decision decision;
    group_events events = {0};
    if (!read_line(line, &decision, &stream->scratch)) {
        syn_code code = arena_check(&stream->scratch, STAGE, error);
        if (code != SYN_OK) return code;
        return error_set(error, SYN_ERR_FORMAT, STAGE, 0, "this is no decision: %.*s", (int)utf8_cut(line, SHOWN),
                         line.len ? line.ptr : "");
    }
    if (grouping_decided(stream->g, decision.key)) {
        arena_reset(&stream->scratch);
        return SYN_OK;
    }
    syn_code code = grouping_decide(stream->g, &decision, &events, &stream->scratch, error);
    if (code == SYN_OK && !again) code = state_keep_decision(stream, line, error);
    if (code == SYN_OK) code = log_tell(stream, events.at, events.n, NULL, again, error);
    for (uint32_t i = 0; code == SYN_OK && stream->live && i < events.n; i++)
        line_event(&stream->news, stream->g, &events.at[i]);
    arena_reset(&stream->scratch);
    return code;
}

syn_code decide_file(syn_grouping *stream, const char *path, bool wanted, syn_error *error) {
    char *bytes;
    size_t length, number = 0;
    syn_code code = os_file_whole(&bytes, &length, path, CAP_LIST_BYTES, error);
    os_kind kind = bytes ? OS_KIND_FILE : os_path_kind(path, true);
    if (code == SYN_OK && !bytes && (wanted || kind != OS_KIND_MISSING))
        code = error_set(error, SYN_ERR_IO, STAGE, 0, "cannot read '%.150s': %s", path,
                         kind == OS_KIND_FILE      ? "it is too large"
                         : kind == OS_KIND_MISSING ? "there is no such file"
                                                   : "it is not a file");
    for (size_t at = 0; code == SYN_OK && bytes && at < length; number++) {
        const char *end = memchr(bytes + at, '\n', length - at);
        size_t stop = end ? (size_t)(end - bytes) : length;
        syn_slice line = slice_trim(slice_of(bytes + at, stop - at));
        syn_error own = {0};
        if (line.len) code = decide_line(stream, line, false, &own);
        if (code == SYN_ERR_FORMAT && !wanted && !end) {
            buffer_add_format(&stream->remarks, "%s: the last line was not all there, and is left out\n", path);
            code = SYN_OK;
        } else if (code == SYN_ERR_FORMAT) error_set(error, code, STAGE, at, "%.100s: line %zu: %.100s", path, number + 1, own.msg);
        else if (code != SYN_OK && error) *error = own;
        at = stop + 1;
    }
    free(bytes);
    return code;
}

/* ---- a decision is made ---- */

uint32_t group_story_named(const syn_grouping *stream, const char *name, syn_error *error) {
    uint64_t number = 0;
    const char *at = name + (*name == 's');
    for (; *at >= '0' && *at <= '9' && number <= UINT32_MAX; at++) number = number * 10 + (uint64_t)(*at - '0');
    if (*name == 's' && !*at && number >= 1 && number <= grouping_stories(stream->g)) {
        uint32_t story = grouping_now(stream->g, (uint32_t)number - 1);
        if (grouping_size(stream->g, story)) return story;
        error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "story %.60s has no reports any more", name);
        return REPORT_NONE;
    }
    error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "there is no story %.60s", name);
    return REPORT_NONE;
}

static uint32_t report_named(const syn_grouping *stream, const char *id, syn_error *error) {
    uint32_t report = grouping_find(stream->g, slice_str(id));
    if (report == REPORT_NONE) error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "there is no report %.100s", id);
    return report;
}

/* A decision as it is written down. */
typedef struct decision_line {
    syn_buffer text;
    json_writer w;
} decision_line;

static void begin_line(decision_line *line, const syn_grouping *stream, decision_kind kind) {
    *line = (decision_line){.text = BUFFER_EMPTY};
    line->w = (json_writer){&line->text, false};
    json_open(&line->w, '{');
    json_put_count(&line->w, "n", grouping_decisions(stream->g) + 1);
    json_put_string(&line->w, "decision", slice_str(verbs[kind]));
    json_key(&line->w, "together");
    json_open(&line->w, '[');
}

/* The ids of a story's reports, but for those that are keys of `out`, which may be NULL. */
static void put_story(decision_line *line, const syn_grouping *stream, uint32_t story, const syn_map *out) {
    for (uint32_t r = grouping_first(stream->g, story); r != REPORT_NONE; r = grouping_next(stream->g, r))
        if (!out || map_get(out, r) == MAP_NONE) json_string(&line->w, grouping_report(stream->g, r).id);
}

static void begin_apart(decision_line *line) {
    json_close(&line->w, ']');
    json_key(&line->w, "apart");
    json_open(&line->w, '[');
}

/* A line that could not be taken when it is read again is not written: the state could not be opened any more. */
static syn_code check_line(syn_grouping *stream, syn_slice line, syn_error *error) {
    group_decision decision;
    bool whole = read_line(line, &decision, &stream->scratch);
    syn_code code = arena_check(&stream->scratch, STAGE, error);
    if (code == SYN_OK && !whole)
        code = error_set(error, SYN_ERR_LIMIT, STAGE, 0, "a decision about more reports than can be written down");
    if (code == SYN_OK) code = grouping_has_room(stream->g, &decision, error);
    arena_reset(&stream->scratch);
    return code;
}

/* The end of a file of decisions before another is added: a last line that has no end gets one, or goes where it is not all there. */
static syn_code mend_end(syn_grouping *stream, os_held *file, syn_buffer *out, syn_error *error) {
    char *bytes = NULL;
    size_t length = 0, end;
    syn_code code = os_held_whole(file, &bytes, &length, CAP_LIST_BYTES, error);
    for (end = length; code == SYN_OK && end && bytes[end - 1] != '\n';) end--;
    if (code == SYN_OK && end < length) {
        group_decision last;
        bool whole = read_line(slice_of(bytes + end, length - end), &last, &stream->scratch);
        code = arena_check(&stream->scratch, STAGE, error);
        if (code == SYN_OK && whole) buffer_add_char(out, '\n');
        else if (code == SYN_OK) code = os_held_cut(file, end, error);
        arena_reset(&stream->scratch);
    }
    free(bytes);
    return code;
}

/* Adds the line to FILE.decisions. */
static syn_code write_line(syn_grouping *stream, syn_slice line, syn_error *error) {
    size_t room = strlen(stream->state) + sizeof ".decisions";
    char *path = malloc(room);
    os_held *file = NULL;
    syn_buffer whole = BUFFER_EMPTY;
    if (path) snprintf(path, room, "%s.decisions", stream->state);
    syn_code code = path ? SYN_OK : error_memory(error, STAGE);
    if (code == SYN_OK && os_file_size(path) + line.len >= CAP_LIST_BYTES)
        code = error_set(error, SYN_ERR_LIMIT, STAGE, 0, "%.150s: more than %u bytes of decisions", path, CAP_LIST_BYTES);
    if (code == SYN_OK) code = os_held_open(&file, path, error);
    if (code == SYN_OK) code = mend_end(stream, file, &whole, error);
    buffer_add(&whole, line);
    buffer_add_char(&whole, '\n');
    if (code == SYN_OK) code = buffer_check(&whole, STAGE, error);
    if (code == SYN_OK) code = os_held_add(file, slice_of(whole.ptr, whole.len), error);
    os_held_close(file);
    buffer_free(&whole);
    free(path);
    return code;
}

/* Writes the decision down and does it. */
static syn_code end_line(decision_line *line, syn_grouping *stream, syn_error *error) {
    json_close(&line->w, ']');
    json_close(&line->w, '}');
    syn_code code = buffer_check(&line->text, STAGE, error);
    syn_slice text = slice_of(line->text.ptr, line->text.len);
    if (code == SYN_OK) code = check_line(stream, text, error);
    if (code == SYN_OK && stream->state) code = write_line(stream, text, error);
    if (code == SYN_OK) code = stream->failed = decide_line(stream, text, false, error);
    buffer_free(&line->text);
    return code;
}

syn_code syn_grouping_merge(syn_grouping *stream, const char *into, const char *from, syn_error *error) {
    syn_code code = group_ready(stream, "syn_grouping_merge", error);
    if (code != SYN_OK) return code;
    if (!into || !from) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_grouping_merge: a story is NULL");
    uint32_t to = group_story_named(stream, into, error), gone = to;
    if (to != REPORT_NONE) gone = group_story_named(stream, from, error);
    if (gone == REPORT_NONE) return SYN_ERR_ARGUMENT;
    if (to == gone) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "%.20s and %.20s are one story", into, from);
    decision_line line;
    begin_line(&line, stream, DECISION_MERGE);
    put_story(&line, stream, to, NULL);
    put_story(&line, stream, gone, NULL);
    return end_line(&line, stream, error);
}

syn_code syn_grouping_split(syn_grouping *stream, const char *const *ids, size_t count, syn_error *error) {
    syn_code code = group_ready(stream, "syn_grouping_split", error);
    if (code != SYN_OK) return code;
    if (!ids || !count) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_grouping_split: no report is named");
    uint32_t story = REPORT_NONE;
    syn_map out;
    map_init(&out, &stream->scratch);
    for (size_t i = 0; i < count; i++) {
        uint32_t report = report_named(stream, ids[i] ? ids[i] : "", error);
        if (report == REPORT_NONE) return SYN_ERR_ARGUMENT;
        if (!map_set(&out, report, 0)) return arena_check(&stream->scratch, STAGE, error);
        if (i == 0) story = grouping_story(stream->g, report);
        if (grouping_story(stream->g, report) != story)
            return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "%.80s and %.80s are not in one story", ids[0], ids[i]);
    }
    decision_line line;
    begin_line(&line, stream, DECISION_SPLIT);
    for (size_t i = 0; i < count; i++) json_string(&line.w, slice_str(ids[i]));
    begin_apart(&line);
    size_t before = line.text.len;
    put_story(&line, stream, story, &out);
    if (line.text.len == before && line.text.failed == SYN_OK) {
        buffer_free(&line.text);
        return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "these are all reports of s%u: there is nothing to split",
                         story + 1);
    }
    return end_line(&line, stream, error);
}

syn_code syn_grouping_move(syn_grouping *stream, const char *id, const char *story, syn_error *error) {
    syn_code code = group_ready(stream, "syn_grouping_move", error);
    if (code != SYN_OK) return code;
    if (!id || !story) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_grouping_move: report or story is NULL");
    uint32_t report = report_named(stream, id, error), to = report;
    if (report != REPORT_NONE) to = group_story_named(stream, story, error);
    if (to == REPORT_NONE) return SYN_ERR_ARGUMENT;
    uint32_t from = grouping_story(stream->g, report);
    if (to == from) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "%.80s is in %.20s", id, story);
    syn_map out;
    map_init(&out, &stream->scratch);
    if (!map_set(&out, report, 0)) return arena_check(&stream->scratch, STAGE, error);
    decision_line line;
    begin_line(&line, stream, DECISION_MOVE);
    put_story(&line, stream, to, NULL);
    json_string(&line.w, slice_str(id));
    begin_apart(&line);
    put_story(&line, stream, from, &out);
    return end_line(&line, stream, error);
}
