/* engine.h - what the files of this folder share; nothing outside includes it.
 *
 * A budget outlives its engine: reports and comparisons hold it too, and whoever lets go last frees it. */
#ifndef SYN_ENGINE_ENGINE_H
#define SYN_ENGINE_ENGINE_H

#include "base/buffer.h"
#include "base/error.h"
#include "read/page.h"
#include "report/collation.h"

/* A budget with a count of those who hold it. */
typedef struct engine_budget {
    syn_budget budget;
    atomic_size_t holders;
} engine_budget;

struct syn_engine {
    engine_budget *shared;
    unsigned threads;          /* 1 or more */
    uint64_t limit_time_ms;    /* 0 = none */
    uint64_t from;             /* the byte of an archive at which reading begins; 0 = at its begin */
    syn_progress_fn progress;
    void *progress_payload;
    uint64_t deadline_ms;      /* of the call that runs; 0 = none */
    syn_fetch_options fetch;   /* its strings are owned */
    const syn_names *names;    /* borrowed; may be NULL */
    syn_compare_options compare;
};

struct syn_reports {
    engine_budget *shared;
    syn_report **at;
    size_t count, cap;
};

struct syn_comparison {
    engine_budget *shared;
    syn_arena arena;           /* owns the lists below */
    syn_collation *stories;
    syn_report **copies;       /* undated reports, marked anew: shallow, each with an arena of its own */
    uint32_t story_count, copy_count, input_count;
    const syn_report **inputs;
};

engine_budget *budget_hold(engine_budget *shared);
void budget_drop(engine_budget *shared);

/* Every public call that works begins and ends with these: they start the clock of limit_time_ms, and take back a stop that
 * has been obeyed. engine_end returns `code`. */
void engine_begin(syn_engine *engine);
syn_code engine_end(syn_engine *engine, syn_code code);
/* SYN_OK, SYN_ERR_STOPPED, or SYN_ERR_LIMIT once the deadline has passed (which sets the budget's stop). Any thread. */
syn_code engine_go_on(const syn_engine *engine);
/* The same for those who know no engine: `engine` is a syn_engine. */
static inline syn_code engine_ask(const void *engine) { return engine_go_on(engine); }
/* Returns `code`; where it comes from a stop of the engine, the message says which. */
syn_code engine_stopped(const syn_engine *engine, syn_code code, const char *stage, syn_error *error);

/* What a thread keeps from one report to the next: chunks of memory, and what marks know of words. */
typedef struct engine_worker {
    syn_arena scratch;
    syn_arena kept;            /* of `memory`; outside the budget: it is as large for any input */
    struct mark_memory *memory; /* NULL before the first report is marked */
} engine_worker;

/* Clean, and mark as far as `depth` says. The worker's scratch is reset between the stages. SYN_ERR_LIMIT and SYN_ERR_STOPPED where the
 * call is to end. */
syn_code stages_run(const syn_engine *engine, syn_report *report, const syn_page *page, syn_depth depth,
                    engine_worker *worker, syn_error *error);

/* Reads everything and gives each report to `take`, which owns it from then on, in the order of inputs, from the calling
 * thread. Anything but SYN_OK from `take` ends the reading with that code. */
typedef syn_code (*report_take)(void *payload, syn_report *report);
syn_code read_inputs(syn_engine *engine, const char *const *inputs, size_t count, syn_reading reading, syn_depth depth,
                     report_take take, void *payload, syn_error *error);
/* The same for a grouping: reports come marked, each with its portrait, and ids may come again. */
syn_code read_portraits(syn_engine *engine, const char *const *inputs, size_t count, syn_reading reading, report_take take,
                        void *payload, syn_error *error);
syn_code read_memory(syn_engine *engine, syn_slice name, syn_slice bytes, syn_reading reading, syn_depth depth,
                     report_take take, void *payload, syn_error *error);
#endif
