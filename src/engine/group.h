/* group.h - a grouping as the public calls see it, and the files that it is kept in. */
#ifndef SYN_ENGINE_GROUP_H
#define SYN_ENGINE_GROUP_H

#include "engine/engine.h"
#include "engine/group_lines.h"
#include "group/decisions.h"
#include "os/held.h"

struct syn_grouping {
    syn_engine *engine;      /* borrowed */
    engine_budget *shared;
    grouping *g;
    syn_arena arena;         /* of `order` */
    syn_arena scratch;       /* of one report */
    SYN_VEC(uint32_t) order; /* the reports that were given, by number, in the order in which they came */
    bool live, why, there;   /* there: a state that is not there is an error */
    syn_buffer news;         /* of a live grouping: lines that the caller has not taken yet */
    syn_buffer remarks;      /* what the caller should know of the files */
    syn_code failed;         /* what ended it, or SYN_OK */
    char *state;             /* the path of its state, or NULL */
    os_held *journal;        /* of the state; NULL: there is none, or it is only looked at */
    uint64_t weights;        /* what the state was made with (group/records.h) */
    uint64_t serial;         /* records of the journal since the state began */
    os_held *log;            /* or NULL */
    uint64_t events;         /* told since the state began */
    uint64_t logged;         /* the number of the last one in the log; while the journal is read again */
};

/* group.c: SYN_OK, or why the grouping cannot be used. */
syn_code group_ready(const syn_grouping *stream, const char *call, syn_error *error);
/* group.c: hands a filled buffer to the caller of the library. */
syn_code group_hand_over(syn_buffer *buffer, char **out, size_t *length, syn_error *error);
/* group.c: a report whose portrait and line are at hand is placed again. */
syn_code group_replay(syn_grouping *stream, const portrait *p, syn_slice note, syn_error *error);

/* group_state.c: loads the state at `path`, if there is one, into a new grouping, and what the journal has besides;
 * holds the journal unless it is only `looked` at. */
syn_code state_open(syn_grouping *stream, const char *path, bool looked, syn_error *error);
/* Writes a report that was placed into the journal. */
syn_code state_keep(syn_grouping *stream, const portrait *p, syn_slice note, syn_error *error);
/* Writes a decision, as its line is, into the journal. */
syn_code state_keep_decision(syn_grouping *stream, syn_slice line, syn_error *error);
/* Writes the state and removes the journal. */
syn_code state_save(syn_grouping *stream, syn_error *error);

/* group_decide.c: takes a line of JSON that is a decision, unless it was taken before; `again`: it comes from the
 * journal. */
syn_code decide_line(syn_grouping *stream, syn_slice line, bool again, syn_error *error);
/* All lines of a file. Where there is none, that is an error only if it is `wanted`. */
syn_code decide_file(syn_grouping *stream, const char *path, bool wanted, syn_error *error);
/* The story of a name ("s5"), as it is now, or REPORT_NONE with an error. */
uint32_t group_story_named(const syn_grouping *stream, const char *name, syn_error *error);

/* group_log.c: opens a log at its end, and tells it the events of a placing. */
syn_code log_open(syn_grouping *stream, const char *path, syn_error *error);
syn_code log_tell(syn_grouping *stream, const group_event *events, uint32_t count, const group_placing *placing, bool again,
                  syn_error *error);
#endif
