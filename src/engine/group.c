/* group.c - reports of a stream become stories: the calls of synoptic.h.
 *
 * In: inputs, or reports at hand. Out: lines of JSON, one a report: {"id","story":"s1","why":[...],"copy_of":"id"}.
 *
 * The idea: a portrait of each report is made on the thread that marked it; the reports then come here one by one, in the
 * order of inputs, from the calling thread, are placed by their portraits, and are let go. What their lines say of them
 * besides the story is kept with the grouping. */
#include "engine/group.h"

#include <stdlib.h>

#include "base/caps.h"
#include "engine/work.h"

static const char *const STAGE = "group";

syn_code syn_grouping_new(syn_grouping **out, syn_engine *engine, const syn_grouping_options *options, syn_error *error) {
    if (out) *out = NULL;
    syn_grouping_options set = {0};
    if (!out || !engine) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_grouping_new: out or engine is NULL");
    if (options) {
        if (options->size < sizeof(size_t) || options->size > 4096)
            return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0,
                             "syn_grouping_new: options.size is not the size of the options");
        memcpy(&set, options, options->size < sizeof set ? options->size : sizeof set);
    }
    syn_grouping *new = calloc(1, sizeof *new);
    if (!new) return error_memory(error, STAGE);
    new->engine = engine;
    new->shared = budget_hold(engine->shared);
    new->live = set.live != 0;
    new->why = set.why != 0;
    new->there = set.there != 0;
    arena_init(&new->arena, &engine->shared->budget);
    arena_init(&new->scratch, &engine->shared->budget);
    syn_code code = grouping_new(&new->g, NULL, &engine->shared->budget, error);
    if (code == SYN_OK && set.log) code = log_open(new, set.log, error);
    if (code == SYN_OK && set.state) code = state_open(new, set.state, set.looks != 0, error);
    if (code == SYN_OK && set.decisions) code = decide_file(new, set.decisions, true, error);
    if (code == SYN_OK) *out = new;
    else syn_grouping_free(new);
    return code;
}

void syn_grouping_free(syn_grouping *stream) {
    if (!stream) return;
    grouping_free(stream->g);
    buffer_free(&stream->news);
    buffer_free(&stream->remarks);
    if (stream->journal && os_held_size(stream->journal) == 0) os_held_remove(stream->journal);
    else os_held_close(stream->journal);
    os_held_close(stream->log);
    free(stream->state);
    arena_free(&stream->scratch);
    arena_free(&stream->arena);
    budget_drop(stream->shared);
    free(stream);
}

/* ---- a report comes ---- */

/* Keeps what the report's line will say of it. */
static syn_code keep_rest(syn_grouping *stream, const syn_report *report, const portrait *p, const group_placing *placing,
                          syn_error *error) {
    syn_buffer rest = BUFFER_EMPTY;
    line_rest(&rest, stream->g, report, placing, stream->why);
    syn_slice note = slice_of(rest.ptr, rest.len);
    syn_code code = buffer_check(&rest, STAGE, error);
    if (code == SYN_OK) code = grouping_note(stream->g, placing->report, note, error);
    if (code == SYN_OK) code = state_keep(stream, p, note, error);
    if (code == SYN_OK) code = log_tell(stream, placing->events.at, placing->events.n, placing, false, error);
    buffer_free(&rest);
    return code;
}

syn_code group_replay(syn_grouping *stream, const portrait *p, syn_slice note, syn_error *error) {
    group_placing placing;
    syn_code code = grouping_add(stream->g, p, &placing, &stream->scratch, error);
    if (code == SYN_OK && placing.known)
        code = error_set(error, SYN_ERR_FORMAT, STAGE, 0, "the journal has a report that the state has too");
    if (code == SYN_OK) code = grouping_note(stream->g, placing.report, note, error);
    if (code == SYN_OK) code = log_tell(stream, placing.events.at, placing.events.n, &placing, true, error);
    arena_reset(&stream->scratch);
    return code;
}

static syn_code tell_live(syn_grouping *stream, const group_placing *placing, syn_error *error) {
    line_report(&stream->news, stream->g, placing->report, NULL);
    for (uint32_t i = 0; i < placing->events.n; i++) line_event(&stream->news, stream->g, &placing->events.at[i]);
    return buffer_check(&stream->news, STAGE, error);
}

static syn_code place(syn_grouping *stream, const syn_report *report, const portrait *p, syn_error *error) {
    group_placing placing;
    syn_code code = grouping_add(stream->g, p, &placing, &stream->scratch, error);
    if (code == SYN_OK && !placing.known) code = keep_rest(stream, report, p, &placing, error);
    if (code == SYN_OK && !VEC_PUSH(&stream->arena, &stream->order, placing.report))
        code = arena_check(&stream->arena, STAGE, error);
    if (code == SYN_OK && stream->live) code = tell_live(stream, &placing, error);
    return code;
}

/* A report that failed has no portrait: it is no article, and has no marks to look at. */
static syn_code take(syn_grouping *stream, const syn_report *report, syn_error *error) {
    portrait made;
    const portrait *p = report->portrait;
    syn_code code = SYN_OK;
    if (!p) {
        code = portrait_of(report, &made, &stream->scratch, error);
        p = &made;
    }
    if (code == SYN_OK) code = place(stream, report, p, error);
    arena_reset(&stream->scratch);
    return stream->failed = code;
}

syn_code group_ready(const syn_grouping *stream, const char *call, syn_error *error) {
    if (!stream) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "%s: grouping is NULL", call);
    if (stream->failed == SYN_OK) return SYN_OK;
    return error_set(error, stream->failed, STAGE, 0, "%s: the grouping failed before", call);
}

syn_code syn_grouping_add(syn_grouping *stream, const syn_report *report, syn_error *error) {
    syn_code code = group_ready(stream, "syn_grouping_add", error);
    if (code != SYN_OK) return code;
    if (!report || (report->outcome == SYN_OUTCOME_ARTICLE && !report->groupable))
        return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "a grouping needs reports read with SYN_DEPTH_GROUP or _MARK");
    return take(stream, report, error);
}

typedef struct group_reading {
    syn_grouping *stream;
    syn_report_fn each;
    void *payload;
    syn_error *error;
} group_reading;

static syn_code take_read(void *payload, syn_report *report) {
    group_reading *r = payload;
    syn_code code = take(r->stream, report, r->error);
    if (code == SYN_OK && r->each && r->each(report, r->payload))
        code = error_set(r->error, SYN_ERR_STOPPED, "engine", 0, "the caller ended the reading");
    report_free(report);
    return code;
}

syn_code syn_grouping_read(syn_grouping *stream, const char *const *inputs, size_t count, syn_reading reading,
                           syn_report_fn each, void *payload, syn_error *error) {
    syn_code code = group_ready(stream, "syn_grouping_read", error);
    if (code != SYN_OK) return code;
    if ((!inputs && count) || (unsigned)reading > SYN_READING_PLAIN)
        return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_grouping_read: inputs is NULL, or the reading is unknown");
    group_reading r = {stream, each, payload, error};
    return read_portraits(stream->engine, inputs, count, reading, take_read, &r, error);
}

/* ---- what there is to tell ---- */

size_t syn_grouping_count(const syn_grouping *stream) { return stream ? stream->order.n : 0; }

/* Hands a filled buffer to the caller. */
syn_code group_hand_over(syn_buffer *buffer, char **out, size_t *length, syn_error *error) {
    buffer_add(buffer, SLICE_NONE);
    syn_code code = buffer_check(buffer, STAGE, error);
    if (code == SYN_OK && !(*out = buffer_take(buffer, length))) code = error_memory(error, STAGE);
    buffer_free(buffer);
    return code;
}

syn_code syn_grouping_print(char **out, size_t *length, const syn_grouping *stream, size_t from, size_t count,
                            syn_error *error) {
    if (out) *out = NULL;
    if (!out || !stream) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_grouping_print: out or grouping is NULL");
    syn_buffer buffer = BUFFER_EMPTY;
    syn_code code = SYN_OK;
    syn_arena scratch;
    arena_init(&scratch, &stream->shared->budget);
    for (size_t i = from; code == SYN_OK && i < stream->order.n && i - from < count; i++) {
        group_copies copies;
        code = grouping_copies(stream->g, stream->order.at[i], &copies, &scratch, error);
        if (code == SYN_OK) line_report(&buffer, stream->g, stream->order.at[i], &copies);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    if (code == SYN_OK) return group_hand_over(&buffer, out, length, error);
    buffer_free(&buffer);
    return code;
}

syn_code syn_grouping_news(char **out, size_t *length, syn_grouping *stream, syn_error *error) {
    if (out) *out = NULL;
    if (!out || !stream) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_grouping_news: out or grouping is NULL");
    return group_hand_over(&stream->news, out, length, error);
}

const char *syn_grouping_remarks(const syn_grouping *stream) {
    return stream && stream->remarks.len && stream->remarks.failed == SYN_OK ? stream->remarks.ptr : "";
}

syn_code syn_grouping_save(syn_grouping *stream, syn_error *error) {
    syn_code code = group_ready(stream, "syn_grouping_save", error);
    if (code != SYN_OK) return code;
    if (!stream->journal) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0,
                                               "syn_grouping_save: the grouping has no state");
    return state_save(stream, error);
}

/* ---- reports at hand ---- */

static syn_code add_all(syn_grouping *stream, syn_engine *engine, const syn_reports *reports, syn_error *error) {
    syn_code code = SYN_OK;
    for (size_t i = 0; code == SYN_OK && i < reports->count; i++) {
        code = engine_go_on(engine);
        if (code == SYN_OK) code = syn_grouping_add(stream, reports->at[i], error);
    }
    return code;
}

syn_code syn_group_print(char **out, size_t *length, syn_engine *engine, const syn_reports *reports, syn_error *error) {
    if (out) *out = NULL;
    if (!out || !engine || !reports)
        return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_group_print: out, engine or reports is NULL");
    if (reports->count > CAP_INPUTS) return error_set(error, SYN_ERR_LIMIT, STAGE, 0, "more than %u reports", CAP_INPUTS);
    syn_grouping *stream = NULL;
    engine_begin(engine);
    syn_code code = syn_grouping_new(&stream, engine, NULL, error);
    if (code == SYN_OK) code = add_all(stream, engine, reports, error);
    if (code == SYN_OK) code = syn_grouping_print(out, length, stream, 0, reports->count, error);
    engine_end(engine, engine_stopped(engine, code, STAGE, error));
    syn_grouping_free(stream);
    return code;
}
