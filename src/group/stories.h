/* stories.h - the stories so far: which of them a portrait is nearest to, and how it changes them.
 *
 * Stories are numbered 0, 1, 2 ... as they begin; a number is never used again. One thread at a time. */
#ifndef SYN_GROUP_STORIES_H
#define SYN_GROUP_STORIES_H

#include "base/map.h"
#include "group/bytes.h"
#include "group/portrait.h"

typedef struct story_entry {  /* a word of a story */
    uint32_t story, next;
    double weight;
    uint64_t key;
} story_entry;

typedef struct story_weight {  /* a feature of a report that joined */
    uint64_t key;
    double weight;
} story_weight;

typedef struct story_part {   /* where the features of a report stand in `kept`; none for one that did not join */
    uint32_t first, count;
} story_part;

typedef struct stories {
    syn_arena *arena;
    bool lenient;            /* reports are held to belong together: ask less of each */
    SYN_VEC(double) norm;    /* squared length of each story's vector */
    syn_map index;           /* key -> newest entry */
    SYN_VEC(story_entry) entries;
    syn_map weights;         /* (story, key) -> index of its entry */
    SYN_VEC(story_part) parts;       /* of the reports that joined, by number */
    SYN_VEC(story_weight) kept;      /* their features */
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
/* The portrait of report number `report` becomes part of the story; numbers only rise. False when there is no memory. */
bool stories_join(stories *all, uint32_t story, uint32_t report, const portrait *p);
/* A report that joined `from` goes to `to`; one that did not join is left alone. False when there is no memory. */
bool stories_move(stories *all, uint32_t report, uint32_t from, uint32_t to);
/* All that stories know, as bytes, and back into an empty `all` (stories_init). False where the bytes cannot be (nothing is read
 * outside them), or when there is no memory (then the arena failed). */
void stories_save(const stories *all, syn_buffer *out);
bool stories_load(stories *all, bytes_reader *in);
/* True if the story holds this feature. */
bool stories_holds(const stories *all, uint32_t story, const portrait_feature *feature);
#endif
