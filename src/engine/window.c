/* window.c - the thread pool at work, with a bounded number of jobs in memory.
 *
 * In: jobs, in the order of their inputs. Out: their reports through `take`, in the same order, from the calling thread.
 *
 * The idea: jobs gather in a window; when it is full they are run side by side, then given out in order, and the window is
 * empty again. So the order never hangs on which thread was faster, and no more than a window of reports is in memory. No
 * thread is started before two jobs wait at once: a call on one file stays on the thread of its caller.
 *
 * Two reports of one id are told apart here, in the order of inputs: the second is "x-2", the third "x-3". */
#include "engine/window.h"

#include <stdio.h>
#include <stdlib.h>

#define JOBS_PER_THREAD 8               /* enough that a slow job holds up few others */
#define WINDOW_BYTES ((size_t)16 << 20) /* of input waiting in memory */
#define ID_SUFFIX 24

syn_code window_init(work_window *window, const reading_plan *plan, size_t total, report_take take, void *payload,
                     syn_error *error) {
    unsigned threads = plan->engine->threads;
    *window = (work_window){.plan = plan, .take = take, .payload = payload, .total = total, .error = error};
    window->size = threads > 1 ? threads * JOBS_PER_THREAD : 1;
    /* These few are outside the budget: a reading that reaches its limit must still be able to say so. */
    arena_init(&window->names, NULL);
    map_init(&window->ids, &window->names);
    window->jobs = calloc(window->size, sizeof *window->jobs);
    window->workers = calloc(threads, sizeof *window->workers);
    if (!window->jobs || !window->workers) return window->code = error_memory(error, "engine");
    for (unsigned i = 0; i < threads; i++) {
        arena_init(&window->workers[i].scratch, &plan->engine->shared->budget);
        arena_init(&window->workers[i].kept, NULL);
    }
    return SYN_OK;
}

work_job *window_add(work_window *window, syn_slice name, size_t bytes) {
    bool full = window->count == window->size || (window->count && window->bytes + bytes > WINDOW_BYTES);
    if (full) window_run(window);
    if (window->code != SYN_OK) return NULL;
    work_job *job = &window->jobs[window->count++];
    *job = (work_job){.plan = window->plan, .name = name};
    window->bytes += bytes;
    return job;
}

/* ---- ids ---- */

/* The next free "id-N" into `out`; 0 when there is no memory. */
static size_t next_id(work_window *window, syn_slice id, uint64_t key, char *out, size_t room) {
    for (;;) {
        uint32_t *times = map_slot_of(&window->ids, key, 0);
        if (!times) return 0;
        int length = snprintf(out, room, "%.*s-%u", (int)id.len, id.ptr, ++*times);
        if (length < 0) return 0;
        uint32_t *other = map_slot_of(&window->ids, slice_hash(slice_of(out, (size_t)length)), 0);
        if (!other) return 0;
        if (*other == 0) {
            *other = 1;
            return (size_t)length;
        }
    }
}

/* Gives a report an id that no report before it has. False when there is no memory. */
static bool set_id(work_window *window, syn_report **report) {
    syn_slice id = (*report)->id;
    uint64_t key = slice_hash(id);
    uint32_t *times = map_slot_of(&window->ids, key, 0);
    if (!times) return false;
    if (*times == 0) {
        *times = 1;
        return true;
    }
    char *made = malloc(id.len + ID_SUFFIX);
    size_t length = made ? next_id(window, id, key, made, id.len + ID_SUFFIX) : 0;
    if (!length) {
        free(made);
        return false;
    }
    syn_slice copy = arena_copy(&(*report)->arena, slice_of(made, length));
    if (!copy.ptr && (*report)->arena.failed == SYN_ERR_LIMIT) {
        /* Not even an id fits any more: the report counts as one that did not fit. */
        syn_report *note = read_failed((*report)->input, SYN_OUTCOME_TOO_LARGE, SLICE_LIT(REASON_MEMORY), NULL);
        if (note) {
            copy = arena_copy(&note->arena, slice_of(made, length));
            report_free(*report);
            *report = note;
        }
    }
    free(made);
    (*report)->id = copy;
    return copy.ptr != NULL;
}

/* ---- running ---- */

static void run_one(void *payload, size_t index, unsigned worker) {
    work_window *window = payload;
    work_run(&window->jobs[index], &window->workers[worker]);
}

static syn_code run_all(work_window *window) {
    unsigned threads = window->plan->engine->threads;
    if (window->count > 1 && threads > 1 && !window->pool) {
        /* The window is only ever run before it is full when the inputs are over or slow, so few jobs mean few threads. */
        unsigned few = window->count < threads ? (unsigned)window->count : threads;
        syn_code code = os_pool_new(&window->pool, few, window->error);
        if (code != SYN_OK) return code;
    }
    if (window->pool) os_pool_run(window->pool, window->count, run_one, window);
    else
        for (size_t i = 0; i < window->count; i++) run_one(window, i, 0);
    return SYN_OK;
}

static void give_out(work_window *window, work_job *job) {
    for (size_t i = 0; i < job->count && window->code == SYN_OK; i++) {
        syn_report *report = job->reports[i];
        job->reports[i] = NULL;
        bool named = window->plan->portraits || set_id(window, &report);
        if (named) {
            window->code = window->take(window->payload, report);
        } else {
            report_free(report);
            window->code = error_memory(window->error, "engine");
        }
    }
    if (window->code == SYN_OK && job->code != SYN_OK) {
        if (window->error) *window->error = job->error;
        window->code = engine_stopped(window->plan->engine, job->code, "engine", window->error);
    }
}

/* The next report of a file that is read while it is given out. */
static syn_code give_next(work_job *job, void *payload) {
    work_window *window = payload;
    give_out(window, job);
    job->count = 0;
    return window->code;
}

syn_code window_run(work_window *window) {
    const syn_engine *engine = window->plan->engine;
    if (window->code == SYN_OK) window->code = run_all(window);
    for (size_t i = 0; i < window->count; i++) {
        work_job *job = &window->jobs[i];
        if (window->code == SYN_OK) give_out(window, job);
        if (window->code == SYN_OK && job->cut) {
            job->count = 0;
            work_rest(job, &window->workers[0], give_next, window);
            if (window->code == SYN_OK) give_out(window, job);
        }
        window->done += window->jobs[i].last;
        work_free(&window->jobs[i]);
    }
    window->count = window->bytes = 0;
    if (window->code == SYN_OK && engine->progress && window->total)
        engine->progress(window->done, window->total, engine->progress_payload);
    return window->code;
}

void window_free(work_window *window) {
    for (size_t i = 0; i < window->count; i++) work_free(&window->jobs[i]);
    os_pool_free(window->pool);
    for (unsigned i = 0; window->workers && i < window->plan->engine->threads; i++) {
        arena_free(&window->workers[i].scratch);
        arena_free(&window->workers[i].kept);
    }
    free(window->workers);
    free(window->jobs);
    arena_free(&window->names);
}
