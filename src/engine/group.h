/* group.h - a grouping as the public calls see it. */
#ifndef SYN_ENGINE_GROUP_H
#define SYN_ENGINE_GROUP_H

#include "engine/engine.h"
#include "engine/group_lines.h"

struct syn_grouping {
    syn_engine *engine;      /* borrowed */
    engine_budget *shared;
    grouping *g;
    syn_arena arena;         /* of `order` */
    syn_arena scratch;       /* of one report */
    SYN_VEC(uint32_t) order; /* the reports that were given, by number, in the order in which they came */
    bool live;
    syn_buffer news;         /* of a live grouping: lines that the caller has not taken yet */
    syn_code failed;         /* what ended it, or SYN_OK */
};
#endif
