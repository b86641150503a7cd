/* stories.h - the stories so far: which of them a portrait is nearest to, and how it changes them.
 *
 * Stories are numbered 0, 1, 2 ... as they begin; a number is never used again. One thread at a time. */
#ifndef SYN_GROUP_STORIES_H
#define SYN_GROUP_STORIES_H

#include "base/map.h"
#include "group/portrait.h"

typedef struct story_entry {  /* a word of a story */
    uint32_t story, next;
    double weight;
} story_entry;

typedef struct stories {
    syn_arena *arena;
    bool lenient;            /* reports are held to belong together: ask less of each */
    SYN_VEC(double) norm;    /* squared length of each story's vector */
    syn_map index;           /* key -> newest entry */
    SYN_VEC(story_entry) entries;
    syn_map weights;         /* (story, key) -> index of its entry */
} stories;

/* What the stories say to a portrait. */
typedef struct story_choice {
    uint32_t story;          /* the one it belongs to, or REPORT_NONE: a new one */
    double score;            /* of that decision */
    uint32_t rival;          /* the nearest other story, or REPORT_NONE */
    double rival_score;
} story_choice;

void stories_init(stories *all, bool lenient, syn_arena *arena);
/* Visits at most CAP_GROUP_CANDIDATES stories. */
story_choice stories_choose(const stories *all, const portrait *p);
/* A story without reports; REPORT_NONE when there is no memory. */
uint32_t stories_begin(stories *all);
/* The portrait becomes part of the story. False when there is no memory. */
bool stories_join(stories *all, uint32_t story, const portrait *p);
/* True if the story holds this feature. */
bool stories_holds(const stories *all, uint32_t story, const portrait_feature *feature);
#endif
