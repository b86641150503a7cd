/* stories.h - the stories so far: which of them a report belongs to, and how it changes them.
 *
 * Stories are numbered 0, 1, 2 ... as they begin; a number is never used again. A story is the sum of its reports' features,
 * the heaviest of them; the features of each report stay beside it while the report is in the window (the last
 * CAP_GROUP_WINDOW reports that joined). Everything is in whole numbers, so every machine decides the same.
 * One thread at a time. */
#ifndef SYN_GROUP_STORIES_H
#define SYN_GROUP_STORIES_H

#include "base/caps.h"
#include "group/bytes.h"
#include "group/centre.h"
#include "group/decide.h"
#include "group/postings.h"

enum { STORIES_BLOCK = 1024 };   /* seats of one block of memory */

typedef struct seated_report {     /* a report in the window */
    portrait_features features;
    uint32_t report, story;
    uint32_t older;              /* seat of the next older report of its story, or REPORT_NONE */
} seated_report;

typedef struct story_state {
    uint32_t into;               /* itself, or the story that it was merged into */
    uint32_t reports;            /* in the window */
    uint32_t newest;             /* seat of the newest of them, or REPORT_NONE */
    uint32_t centre;             /* its place among the centres; REPORT_NONE: it never had two reports */
} story_state;

typedef struct stories {
    syn_arena *arena;
    bool lenient;                /* reports are held to belong together: ask less of each */
    const decide_weights *weights;
    SYN_VEC(story_state) states;
    SYN_VEC(seated_report *) blocks;  /* of STORIES_BLOCK seats each; seats go round */
    uint32_t seated;             /* how many reports have been given a seat */
    SYN_VEC(story_centre *) centres;
    SYN_VEC(uint32_t) free_centres;
    SYN_VEC(uint32_t) seats;     /* of each report: its seat, or REPORT_NONE */
    postings index;
} stories;

/* A seat; it holds its report until its place is given to another. */
static inline seated_report *stories_seat(const stories *all, uint32_t seat) {
    uint32_t place = seat % CAP_GROUP_WINDOW;
    return &all->blocks.at[place / STORIES_BLOCK][place % STORIES_BLOCK];
}
static inline bool stories_seat_held(const stories *all, uint32_t seat) {
    return seat != REPORT_NONE && all->seated - seat <= CAP_GROUP_WINDOW;
}

/* What the stories say to a portrait. */
typedef struct story_choice {
    uint32_t story;          /* the one it belongs to, or REPORT_NONE: a new one */
    int32_t score;           /* of that decision: above 0 it joins */
    uint32_t rival;          /* the nearest other story, or REPORT_NONE */
    int32_t rival_score;
} story_choice;

/* A story weighed in full. */
typedef struct story_weighed {
    uint32_t story;
    int32_t score;
    int16_t features[DECIDE_FEATURES];
} story_weighed;
enum { STORIES_WEIGHED = 8 };

void stories_init(stories *all, bool lenient, syn_arena *arena);
/* The likeliest stories in full, at most STORIES_WEIGHED; how many. Looks up at most CAP_GROUP_CANDIDATES. */
uint32_t stories_weigh(const stories *all, const portrait_features *f, story_weighed out[STORIES_WEIGHED]);
/* The choice among weighed stories. */
story_choice stories_pick(const story_weighed *list, uint32_t n);
story_choice stories_choose(const stories *all, const portrait *p);
/* A story without reports; REPORT_NONE when there is no memory. */
uint32_t stories_begin(stories *all);
/* The report becomes part of the story; its features are kept. False when there is no memory. */
bool stories_join(stories *all, uint32_t story, uint32_t report, const portrait_features *f);
/* Memory for the first `count` places of seats. False when there is none. */
bool stories_open_seats(stories *all, uint32_t count);
/* Sums up the reports of a story anew. False when there is no memory. */
bool stories_renew(stories *all, uint32_t story);
/* A report goes from its story, which may then be empty, to another; one that left the window is let be. False when there is no memory. */
bool stories_move(stories *all, uint32_t report, uint32_t to);
/* All reports of `from` go into `into`. False when there is no memory. */
bool stories_merge(stories *all, uint32_t into, uint32_t from);
/* The story that has the reports of `story` now. */
uint32_t stories_now(const stories *all, uint32_t story);
/* All that stories know, as bytes, and back into an empty `all` (stories_init). False where the bytes cannot be (nothing is read
 * outside them), or when there is no memory (then the arena failed). */
void stories_save(const stories *all, syn_buffer *out);
bool stories_load(stories *all, bytes_reader *in);
/* The features of one report as bytes, and back; `in` is bad where they cannot be. */
void features_put(const portrait_features *f, syn_buffer *out);
void features_get(bytes_reader *in, portrait_features *f);
/* True if the story holds this feature. */
bool stories_holds(const stories *all, uint32_t story, uint32_t key);
/* The report's features while it is in the window, else NULL. */
const seated_report *stories_report(const stories *all, uint32_t report);
#endif
