/* work.h - one job of a reading: a small file, an item of a stream or a part of an archive, and the reports that come of it. */
#ifndef SYN_ENGINE_WORK_H
#define SYN_ENGINE_WORK_H

#include "engine/engine.h"
#include "read/read.h"

/* What holds for the whole reading. */
typedef struct reading_plan {
    syn_engine *engine;
    syn_reading reading;
    syn_depth depth;
    bool portraits;            /* for a grouping: each report gets its portrait, and keeps its id as it came */
} reading_plan;

typedef struct work_job {
    const reading_plan *plan;
    syn_slice name;            /* the input, as the caller gave it */
    /* read the file `name`; else `part` or `item` is at hand, or `reports` already hold what there is */
    bool is_file, is_part;
    bool last;                 /* the last job of its input */
    read_item item;
    read_part part;            /* of a job without is_part: only owns what the job points to */
    syn_slice label;           /* where not empty, ids are made from it and not from `name` */
    unsigned status;           /* of the HTTP answer that `part` is, else 0: from 400 on only a wall is told of, see work.c */
    engine_worker *worker;     /* that runs the job */
    syn_report **reports;
    size_t count, cap;
    syn_code code;             /* a code that ends the whole reading */
    syn_error error;
    /* A small file may unpack to more than fits: then `cut` is set, and what is left of it is read by work_rest. */
    size_t items, skip, held;  /* items that came; those to pass over; bytes that the reports hold */
    bool cut;
    syn_code (*given)(struct work_job *job, void *payload);
    void *payload;
} work_job;

/* Makes the portrait of a report that is marked if it is an article, in its own arena. */
syn_code report_portray(syn_report *report, syn_error *error);
/* Runs a job on any thread. Fills reports, or code and error. */
void work_run(work_job *job, engine_worker *worker);
/* Reads again a file whose reading was cut, and calls `given` after each item that did not come then. Anything but SYN_OK from it
 * ends the reading with that code. */
syn_code work_rest(work_job *job, engine_worker *worker, syn_code (*given)(work_job *job, void *payload), void *payload);
/* Adds a report of an input that could not be read. False when there is no memory (then `code` is set). */
bool work_add_failed(work_job *job, syn_outcome outcome, const char *reason);
/* The last report of the job gets what is known of its part: where it stood, its address, when it was fetched. */
void work_set_origin(work_job *job);
/* An item is cleaned and marked, and its report added. Takes over the item. */
void work_item(work_job *job, read_item *item);
/* Turns what a reader or a stage returned into a report of the job, or into the job's own code. `id` may be empty. */
void work_failed(work_job *job, syn_code code, const syn_error *error, syn_slice id);
/* Releases what the job holds. */
void work_free(work_job *job);

#define REASON_TIME "the time limit was reached"
#define REASON_MEMORY "the memory limit was reached"
#endif
