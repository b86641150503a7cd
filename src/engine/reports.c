/* reports.c - the reading calls of synoptic.h: checks of arguments, and reports gathered into a list or passed on. */
#include <stdlib.h>

#include "base/caps.h"
#include "engine/engine.h"

static bool reading_known(syn_reading reading, syn_depth depth) {
    return (unsigned)reading <= SYN_READING_PLAIN && (unsigned)depth <= SYN_DEPTH_GROUP;
}

/* ---- a list ---- */

typedef struct gathering {
    syn_reports *reports;
    syn_error *error;
} gathering;

static syn_code gather(void *payload, syn_report *report) {
    gathering *g = payload;
    syn_reports *reports = g->reports;
    syn_code code = SYN_OK;
    if (reports->count >= CAP_INPUTS) {
        code = error_set(g->error, SYN_ERR_LIMIT, "engine", 0, "more than %u reports: use syn_read_each", CAP_INPUTS);
    } else if (reports->count == reports->cap) {
        size_t cap = reports->cap ? reports->cap * 2 : 8;
        syn_report **grown = realloc(reports->at, cap * sizeof *grown);
        if (!grown) {
            code = error_memory(g->error, "engine");
        } else {
            reports->at = grown;
            reports->cap = cap;
        }
    }
    if (code == SYN_OK) reports->at[reports->count++] = report;
    else report_free(report);
    return code;
}

static syn_reports *reports_new(syn_engine *engine) {
    syn_reports *reports = calloc(1, sizeof *reports);
    if (reports) reports->shared = budget_hold(engine->shared);
    return reports;
}

syn_code syn_read(syn_reports **out, syn_engine *engine, const char *const *inputs, size_t count, syn_reading reading,
                  syn_depth depth, syn_error *error) {
    if (out) *out = NULL;
    if (!out || !engine || (!inputs && count) || !reading_known(reading, depth))
        return error_set(error, SYN_ERR_ARGUMENT, "engine", 0,
                         "syn_read: out, engine or inputs is NULL, or the reading or depth is unknown");
    syn_reports *reports = reports_new(engine);
    if (!reports) return error_memory(error, "engine");
    gathering into = {reports, error};
    syn_code code = read_inputs(engine, inputs, count, reading, depth, gather, &into, error);
    if (code == SYN_OK) *out = reports;
    else syn_reports_free(reports);
    return code;
}

syn_code syn_read_bytes(syn_reports **out, syn_engine *engine, const char *name, const char *bytes, size_t length,
                        syn_reading reading, syn_depth depth, syn_error *error) {
    if (out) *out = NULL;
    if (!out || !engine || !name || (!bytes && length) || !reading_known(reading, depth))
        return error_set(error, SYN_ERR_ARGUMENT, "engine", 0,
                         "syn_read_bytes: out, engine, name or bytes is NULL, or the reading or depth is unknown");
    syn_reports *reports = reports_new(engine);
    if (!reports) return error_memory(error, "engine");
    gathering into = {reports, error};
    syn_code code = read_memory(engine, slice_str(name), slice_of(bytes, length), reading, depth, gather, &into, error);
    if (code == SYN_OK) *out = reports;
    else syn_reports_free(reports);
    return code;
}

/* ---- a stream ---- */

typedef struct passing {
    syn_report_fn each;
    void *payload;
    syn_error *error;
} passing;

static syn_code pass_on(void *payload, syn_report *report) {
    passing *p = payload;
    int ended = p->each(report, p->payload);
    report_free(report);
    return ended ? error_set(p->error, SYN_ERR_STOPPED, "engine", 0, "the caller ended the reading") : SYN_OK;
}

syn_code syn_read_each(syn_engine *engine, const char *const *inputs, size_t count, syn_reading reading, syn_depth depth,
                       syn_report_fn each, void *payload, syn_error *error) {
    if (!engine || (!inputs && count) || !each || !reading_known(reading, depth))
        return error_set(error, SYN_ERR_ARGUMENT, "engine", 0,
                         "syn_read_each: engine, inputs or each is NULL, or the reading or depth is unknown");
    passing on = {each, payload, error};
    return read_inputs(engine, inputs, count, reading, depth, pass_on, &on, error);
}

/* ---- the simple call ---- */

syn_code syn_compare_files(char **out, size_t *length, const char *const *paths, size_t count, syn_form form,
                           syn_error *error) {
    if (out) *out = NULL;
    if (!out || (!paths && count))
        return error_set(error, SYN_ERR_ARGUMENT, "engine", 0, "syn_compare_files: out or paths is NULL");
    syn_engine *engine = NULL;
    syn_reports *reports = NULL;
    syn_comparison *comparison = NULL;
    syn_code code = syn_engine_new(&engine, NULL, error);
    if (code == SYN_OK) code = syn_read(&reports, engine, paths, count, SYN_READING_CLEAN, SYN_DEPTH_MARK, error);
    if (code == SYN_OK) code = syn_compare(&comparison, engine, reports, error);
    if (code == SYN_OK) code = syn_comparison_print(out, length, comparison, form, NULL, error);
    syn_comparison_free(comparison);
    syn_reports_free(reports);
    syn_engine_free(engine);
    return code;
}
