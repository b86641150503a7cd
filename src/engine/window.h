/* window.h - jobs in the order of their inputs, run together, given out in that order. */
#ifndef SYN_ENGINE_WINDOW_H
#define SYN_ENGINE_WINDOW_H

#include "base/map.h"
#include "engine/work.h"
#include "os/pool.h"

typedef struct work_window {
    const reading_plan *plan;
    report_take take;
    void *payload;
    work_job *jobs;
    size_t count, size;        /* jobs that wait; most that may */
    size_t bytes;              /* of input that the waiting jobs hold in memory */
    os_pool *pool;             /* NULL until two jobs have waited at once */
    engine_worker *workers;    /* one a thread */
    syn_arena names;           /* of `ids` */
    syn_map ids;               /* hash of an id -> how often it came */
    size_t done, total;        /* inputs */
    syn_code code;             /* what ended the reading, or SYN_OK */
    syn_error *error;
} work_window;

syn_code window_init(work_window *window, const reading_plan *plan, size_t total, report_take take, void *payload,
                     syn_error *error);
/* A job at the end of the window, empty but for its plan and name; where the window was full, it was run first. NULL where
 * the reading has ended (window->code). */
work_job *window_add(work_window *window, syn_slice name, size_t bytes);
/* Runs what waits and gives it out. */
syn_code window_run(work_window *window);
void window_free(work_window *window);
#endif
