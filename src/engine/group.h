/* group.h - a grouping as the public calls see it, and the files that it is kept in. */
#ifndef SYN_ENGINE_GROUP_H
#define SYN_ENGINE_GROUP_H

#include "engine/engine.h"
#include "engine/group_lines.h"
#include "os/held.h"

struct syn_grouping {
    syn_engine *engine;      /* borrowed */
    engine_budget *shared;
    grouping *g;
    syn_arena arena;         /* of `order` */
    syn_arena scratch;       /* of one report */
    SYN_VEC(uint32_t) order; /* the reports that were given, by number, in the order in which they came */
    bool live, why;
    syn_buffer news;         /* of a live grouping: lines that the caller has not taken yet */
    syn_buffer remarks;      /* what the caller should know of the files */
    syn_code failed;         /* what ended it, or SYN_OK */
    char *state;             /* the path of its state, or NULL */
    os_held *journal;        /* of the state; NULL: there is none, or it is only looked at */
    uint64_t serial;         /* records of the journal since the state began */
    os_held *log;            /* or NULL */
    uint64_t events;         /* told since the state began */
    uint64_t logged;         /* the number of the last one in the log; while the journal is read again */
};

/* group.c: a report whose portrait and line are at hand is placed again. */
syn_code group_replay(syn_grouping *stream, const portrait *p, syn_slice note, syn_error *error);

/* group_state.c: loads the state at `path`, if there is one, into a new grouping, and what the journal has besides; holds the journal
 * unless it is only `looked` at. */
syn_code state_open(syn_grouping *stream, const char *path, bool looked, syn_error *error);
/* Writes a report that was placed into the journal. */
syn_code state_keep(syn_grouping *stream, const portrait *p, syn_slice note, syn_error *error);
/* Writes the state and removes the journal. */
syn_code state_save(syn_grouping *stream, syn_error *error);

/* group_log.c: opens a log at its end, and tells it the events of a placing. */
syn_code log_open(syn_grouping *stream, const char *path, syn_error *error);
syn_code log_tell(syn_grouping *stream, const group_event *events, uint32_t count, const group_placing *placing, bool again,
                  syn_error *error);
#endif
