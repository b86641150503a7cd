/* work.c - one job: bytes or an item become finished reports, and a failure becomes an outcome.
 *
 * In: a job: a file, a part of an archive or of what was fetched, or an item that was read already. Out: its reports, each finished (cleaned, marked, its texts NUL-terminated), or a code that ends the reading.
 *
 * The idea: an input must never vanish and must never take the others with it. So a stage that reaches a limit makes its one
 * report too_large, a reader that cannot make sense of the bytes makes it malformed, a file that cannot be opened makes it
 * empty, each with a reason. Only two things end the whole reading: no memory in the system, and a request to stop. */
#include "engine/work.h"
#include "group/portrait.h"

#include <stdio.h>
#include <stdlib.h>

#include "os/file.h"

#define FILE_HELD ((size_t)64 << 20)  /* that the reports of one small file may hold at once: a megabyte may unpack to thousands */

static bool add_report(work_job *job, syn_report *report) {
    if (report && job->count == job->cap) {
        size_t cap = job->cap ? job->cap * 2 : 1;
        syn_report **grown = realloc(job->reports, cap * sizeof *grown);
        if (!grown) {
            report_free(report);
            report = NULL;
        } else {
            job->reports = grown;
            job->cap = cap;
        }
    }
    if (!report) {
        job->code = error_memory(&job->error, "engine");
        return false;
    }
    job->reports[job->count++] = report;
    return true;
}

bool work_add_failed(work_job *job, syn_outcome outcome, const char *reason) {
    /* Without a budget: a note on a report that did not fit must itself always fit. */
    syn_report *report = read_failed(job->label.len ? job->label : job->name, outcome, slice_str(reason), NULL);
    if (report && job->label.len) report->input = arena_copy(&report->arena, job->name);
    return add_report(job, report);
}

void work_failed(work_job *job, syn_code code, const syn_error *error, syn_slice id) {
    const char *said = error->msg[0] ? error->msg : syn_code_name(code);
    bool added;
    if (code == SYN_ERR_MEMORY || code == SYN_ERR_STOPPED) {
        job->code = code;
        job->error = *error;
        return;
    }
    if (code == SYN_ERR_LIMIT) {
        /* An arena cannot tell time from memory; a stage that reached a maximum of its own says which. */
        bool late = engine_go_on(job->plan->engine) == SYN_ERR_LIMIT, named = !strstr(said, "limit on memory");
        added = work_add_failed(job, SYN_OUTCOME_TOO_LARGE, late ? REASON_TIME : named ? said : REASON_MEMORY);
    } else {
        added = work_add_failed(job, SYN_OUTCOME_MALFORMED, said);
    }
    if (!added || !id.len) return;
    syn_report *report = job->reports[job->count - 1];
    report->id = arena_copy(&report->arena, id);
    if (!report->id.ptr) job->code = error_memory(&job->error, "engine");
}

/* Getters give NUL-terminated strings, so what they give is copied where a stage may have cut it out of something longer. */
static syn_code finish(syn_report *report, syn_error *error) {
    syn_slice *const fields[] = {&report->id, &report->input, &report->reason, &report->title};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i]->len) *fields[i] = arena_copy(&report->arena, *fields[i]);
    return arena_check(&report->arena, "engine", error);
}

syn_code report_portray(syn_report *report, syn_error *error) {
    report->portrait = ARENA_NEW(&report->arena, portrait);
    if (!report->portrait) return arena_check(&report->arena, "group", error);
    return portrait_of(report, report->portrait, &report->arena, error);
}

void work_item(work_job *job, read_item *item) {
    syn_error error = {0};
    syn_report *report = item->report;
    const reading_plan *plan = job->plan;
    syn_code code = stages_run(plan->engine, report, item->page, plan->depth, job->worker, &error);
    if (code == SYN_OK) code = finish(report, &error);
    if (code == SYN_OK && plan->portraits) code = report_portray(report, &error);
    arena_reset(&job->worker->scratch);
    if (code == SYN_OK) {
        item->report = NULL;
        add_report(job, report);
    } else {
        work_failed(job, code, &error, report->id);
    }
    read_item_free(item);
    memset(item, 0, sizeof *item);
}

static syn_code emit(void *payload, read_item *item) {
    work_job *job = payload;
    if (job->skip) {
        job->skip--;
        read_item_free(item);
        return SYN_OK;
    }
    work_item(job, item);
    job->items++;
    if (job->code != SYN_OK) return job->code;
    if (job->given) return job->given(job, job->payload);
    if (job->count) job->held += job->reports[job->count - 1]->arena.held;
    job->cut = job->is_file && job->held > FILE_HELD;
    return job->cut ? SYN_ERR_LIMIT : SYN_OK;
}

/* Pushes the whole file through a reader. The code is what the reader said; what the system said ends as an outcome. */
static syn_code read_file(work_job *job, os_file *file, syn_reader *reader, syn_error *error) {
    size_t size = OS_READ_SIZE;
    char *buffer = malloc(size);
    if (!buffer) return error_memory(error, "engine");
    syn_code code = SYN_OK;
    size_t got = 0;
    do {
        code = os_file_read(file, buffer, size, &got, error);
        if (code == SYN_OK && got) code = reader_push(reader, slice_of(buffer, got), error);
        if (code == SYN_OK) code = engine_go_on(job->plan->engine);
    } while (code == SYN_OK && got);
    free(buffer);
    return code == SYN_OK ? reader_end(reader, error) : code;
}

static void run_file(work_job *job) {
    syn_error error = {0};
    os_file *file = NULL;
    if (os_file_open(&file, job->name.ptr, &error) != SYN_OK) {
        if (error.code == SYN_ERR_MEMORY) work_failed(job, error.code, &error, SLICE_NONE);
        else work_add_failed(job, SYN_OUTCOME_EMPTY, error.msg);
        return;
    }
    syn_reader *reader = NULL;
    read_options options = {.name = job->name, .reading = job->plan->reading, .budget = &job->plan->engine->shared->budget,
                            .emit = emit, .payload = job};
    syn_code code = reader_new(&reader, &options, &error);
    if (code == SYN_OK) code = read_file(job, file, reader, &error);
    reader_free(reader);
    os_file_close(file);
    if (job->code != SYN_OK || job->cut) return;
    if (code == SYN_ERR_IO) work_add_failed(job, SYN_OUTCOME_EMPTY, error.msg);
    else if (code != SYN_OK) work_failed(job, code, &error, SLICE_NONE);
    else if (job->items == 0) work_add_failed(job, SYN_OUTCOME_EMPTY, "nothing in it");
}

void work_set_origin(work_job *job) {
    syn_report *report = job->reports[job->count - 1];
    report->in_archive = job->part.in_archive;
    report->offset = job->part.offset;
    if (job->part.url.len) report->url = arena_copy(&report->arena, job->part.url);
    if (job->part.fetched.len) report->fetched = arena_copy(&report->arena, job->part.fetched);
    if (report->arena.failed) job->code = error_memory(&job->error, "engine");
}

/* What a part failed with says where it stood. */
static void part_failed(work_job *job, syn_code code, const syn_error *error) {
    size_t before = job->count;
    work_failed(job, code, error, job->part.id);
    if (job->count > before && job->code == SYN_OK) work_set_origin(job);
}

static bool is_wall(const syn_report *report) {
    return report->outcome == SYN_OUTCOME_PAYWALL || report->outcome == SYN_OUTCOME_CONSENT || report->outcome == SYN_OUTCOME_BOTWALL;
}

/* A server that refuses or fails may say why with a page: a wall is told of as such. Whatever else the page is, it is not what
 * was asked for, and the input ends empty, with the status. */
static void keep_wall(work_job *job) {
    syn_report *wall = NULL;
    char reason[40];
    for (size_t i = 0; i < job->count; i++) {
        if (!wall && is_wall(job->reports[i])) wall = job->reports[i];
        else report_free(job->reports[i]);
    }
    job->count = wall != NULL;
    if (wall) {
        job->reports[0] = wall;
        return;
    }
    snprintf(reason, sizeof reason, "HTTP %u", job->status);
    if (work_add_failed(job, SYN_OUTCOME_EMPTY, reason)) work_set_origin(job);
}

/* An archive may hold records that were clipped, and says so; an answer of today that breaks off can be asked for again. */
static void judge_answer(work_job *job) {
    if (job->status >= 400) keep_wall(job);
    for (size_t i = 0; i < job->count; i++) {
        syn_report *report = job->reports[i];
        if (report->outcome == SYN_OUTCOME_ARTICLE && report->reason.len && !report->in_archive)
            report->outcome = SYN_OUTCOME_MALFORMED;
    }
}

static void run_part(work_job *job) {
    syn_error error = {0};
    read_options options = {.name = job->name, .reading = job->plan->reading, .budget = &job->plan->engine->shared->budget,
                            .emit = emit, .payload = job};
    syn_code code = read_part_run(&options, &job->part, &error);
    if (job->code == SYN_OK && code != SYN_OK) part_failed(job, code, &error);
    if (job->code == SYN_OK && job->status) judge_answer(job);
    read_part_free(&job->part);
}

void work_run(work_job *job, engine_worker *worker) {
    job->worker = worker;
    if (job->is_file) run_file(job);
    else if (job->is_part) run_part(job);
    else if (job->item.report) work_item(job, &job->item);
}

syn_code work_rest(work_job *job, engine_worker *worker, syn_code (*given)(work_job *job, void *payload), void *payload) {
    job->worker = worker;
    job->skip = job->items;
    job->cut = false;
    job->given = given;
    job->payload = payload;
    run_file(job);
    return job->code == SYN_OK ? given(job, payload) : job->code;  /* what the file ended with */
}

void work_free(work_job *job) {
    for (size_t i = 0; i < job->count; i++) report_free(job->reports[i]);
    free(job->reports);
    read_item_free(&job->item);
    read_part_free(&job->part);
    memset(job, 0, sizeof *job);
}
