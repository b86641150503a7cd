/* group.c - `synoptic group`: each report's story as a line of JSON.
 *
 * In: marked reports. Out: {"id","story":"s1","why":[...],"copy_of":"id"}, one line a report, in the order of the reports.
 * Fields that do not apply are left out; a report that is no article has "outcome" and "reason" besides. */
#include "group/group.h"

#include "base/caps.h"
#include "engine/engine.h"

/* Appends a JSON string: only what JSON asks to be escaped is. */
static void add_string(syn_buffer *out, syn_slice s) {
    buffer_add_char(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        buffer_add(out, slice_cut(s, from, i));
        if (c == '"' || c == '\\') buffer_add_format(out, "\\%c", c);
        else if (c == '\n') buffer_add_str(out, "\\n");
        else buffer_add_format(out, "\\u%04x", c);
        from = i + 1;
    }
    buffer_add(out, slice_cut(s, from, s.len));
    buffer_add_char(out, '"');
}

static void add_line(syn_buffer *out, const syn_reports *reports, size_t index, const group_placing *placing) {
    buffer_add_str(out, "{\"id\":");
    add_string(out, reports->at[index]->id);
    buffer_add_format(out, ",\"story\":\"s%u\"", placing->story + 1);
    const char *lead = ",\"why\":[";
    for (int k = 0; k < GROUP_REASONS; k++) {
        if (!span_present(placing->why[k])) continue;
        buffer_add_str(out, lead);
        add_string(out, report_slice(reports->at[index], placing->why[k]));
        lead = ",";
    }
    if (lead[1] == '\0') buffer_add_char(out, ']');
    if (placing->copy_of < index) {
        buffer_add_str(out, ",\"copy_of\":");
        add_string(out, reports->at[placing->copy_of]->id);
    }
    if (reports->at[index]->outcome != SYN_OUTCOME_ARTICLE) {
        buffer_add_format(out, ",\"outcome\":\"%s\",\"reason\":", outcome_name(reports->at[index]->outcome));
        add_string(out, reports->at[index]->reason);
    }
    buffer_add_str(out, "}\n");
}

static syn_code group_all(syn_buffer *out, syn_engine *engine, const syn_reports *reports, syn_arena *keep,
                          syn_arena *scratch, syn_error *error) {
    group_placing *placings = ARENA_ARRAY(keep, group_placing, reports->count);
    const syn_report **list = ARENA_ARRAY(keep, const syn_report *, reports->count);
    if (!placings || !list) return arena_check(keep, "group", error);
    for (size_t i = 0; i < reports->count; i++) {
        list[i] = reports->at[i];
        if (list[i]->outcome == SYN_OUTCOME_ARTICLE && !list[i]->groupable)
            return error_set(error, SYN_ERR_ARGUMENT, "group", 0, "syn_group_print needs reports read with SYN_DEPTH_GROUP or _MARK");
    }
    syn_code code = engine_go_on(engine);
    if (code == SYN_OK) code = group_run(NULL, list, (uint32_t)reports->count, placings, scratch, error);
    for (size_t i = 0; code == SYN_OK && i < reports->count; i++) add_line(out, reports, i, &placings[i]);
    return code == SYN_OK ? buffer_check(out, "group", error) : code;
}

syn_code syn_group_print(char **out, size_t *length, syn_engine *engine, const syn_reports *reports, syn_error *error) {
    if (out) *out = NULL;
    if (!out || !engine || !reports)
        return error_set(error, SYN_ERR_ARGUMENT, "group", 0, "syn_group_print: out, engine or reports is NULL");
    if (reports->count > CAP_INPUTS) return error_set(error, SYN_ERR_LIMIT, "group", 0, "more than %u reports", CAP_INPUTS);
    syn_buffer buffer = BUFFER_EMPTY;
    syn_arena keep, scratch;
    arena_init(&keep, &engine->shared->budget);
    arena_init(&scratch, &engine->shared->budget);
    engine_begin(engine);
    syn_code code = group_all(&buffer, engine, reports, &keep, &scratch, error);
    engine_end(engine, engine_stopped(engine, code, "group", error));
    arena_free(&scratch);
    arena_free(&keep);
    if (code == SYN_OK) *out = buffer_take(&buffer, length);
    if (code == SYN_OK && !*out) code = error_memory(error, "group");
    buffer_free(&buffer);
    return code;
}
