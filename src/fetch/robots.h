/* robots.h - the robots exclusion protocol: what a robots.txt says, and whether it lets an address be read. */
#ifndef SYN_FETCH_ROBOTS_H
#define SYN_FETCH_ROBOTS_H

#include "base/vector.h"

#define ROBOTS_BYTES ((size_t)500 << 10)  /* of a robots.txt that are read; RFC 9309 asks for at least as many */

typedef struct robots_rule {
    syn_slice pattern;       /* in normal form, see robots.c; never empty */
    bool allow, ends;        /* ends: it stood with a $ at its end */
} robots_rule;

typedef struct syn_robots {
    SYN_VEC(robots_rule) rules;
    uint64_t delay_ms;       /* Crawl-delay, or 0 */
} syn_robots;

/* Reads the rules for `token` ("synoptic"). Any bytes are a robots.txt; only memory can fail, see arena->failed. Pure. */
void robots_parse(syn_robots *out, syn_arena *arena, syn_slice bytes, syn_slice token);
/* Whether the rules allow a path with its query, such as "/a/b?c". `scratch` is not reset. Without memory: false. */
bool robots_allows(const syn_robots *robots, syn_slice path, syn_arena *scratch);
#endif
