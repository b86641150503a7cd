/* verify.h - what verify.c and verify_item.c share. */
#ifndef SYN_ENGINE_VERIFY_H
#define SYN_ENGINE_VERIFY_H

#include "base/map.h"
#include "engine/engine.h"
#include "text/json.h"

#define VERIFY_STAGE "verify"

typedef struct verifying {
    const syn_reports *reports;    /* read again */
    syn_arena arena;               /* the two maps */
    syn_arena json;                /* the value at hand: its nodes, its strings, what is looked up for it */
    syn_map by_id, by_input;
    const syn_report **found;      /* the collation's reports, in its order */
    size_t found_count;
    syn_map titles, writers;       /* hash of a title, of a writer's name -> the first of `found` that has it; of `json` */
    size_t checked;                /* texts and places */
    syn_error *error;
} verifying;

/* The value of a field of that type; NULL where there is none. */
const json_node *verify_field(const json_node *object, const char *name, json_type type);
/* The same for a string; SLICE_NONE where there is none. */
syn_slice verify_string(verifying *v, const json_node *object, const char *name);
/* Bytes of a text that fit a message, for "%.*s" with verify_bytes. */
int verify_shown(syn_slice s);
static inline const char *verify_bytes(syn_slice s) { return s.ptr ? s.ptr : ""; }

/* Checks every item of the collation's parts. */
syn_code verify_items(verifying *v, const json_node *collation);
/* Does the text stand in a report of the collation, or is it the title of one? */
bool verify_anywhere(const verifying *v, syn_slice text);
#endif
