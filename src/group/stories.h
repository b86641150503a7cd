/* stories.h - the stories so far: which of them a report belongs to, and what its coming changes among them.
 *
 * Stories are numbered 0, 1, 2 ... as they begin; a number is never used again. A story is its reports: how well a report fits into
 * one is the mean of the scores (decide.h) of the pairs that it makes with them. The portrait of each report stays while it is in the
 * window (the last CAP_GROUP_WINDOW reports that joined), with the scores of the nearest others. Everything is in whole
 * numbers, so every machine decides the same. One thread at a time. */
#ifndef SYN_GROUP_STORIES_H
#define SYN_GROUP_STORIES_H

#include "group/bytes.h"
#include "group/decide.h"
#include "group/postings.h"
#include "group/seats.h"

enum {
    STORIES_SCORED = 64,         /* most reports that one is compared with when it comes */
    STORIES_FOUND = 24,          /* of these, those that are found through the index */
    STORIES_STEPS = 3,           /* of looking for them */
    STORIES_LATE = 12            /* latest reports of a story that stand for it */
};
#define STORIES_NOT_KNOWN INT32_MIN

typedef struct story_state {
    uint32_t reports;            /* in the window */
    int32_t alike;               /* how much alike its latest reports are: mean score; STORIES_NOT_KNOWN until asked for */
    uint32_t late[STORIES_LATE]; /* seats of the newest of them, the newest first, then REPORT_NONE; the others by `older` of each */
} story_state;

typedef struct scored_report {   /* a report in the window that the one at hand was compared with */
    uint32_t seat;
    int32_t score;
    uint32_t story;
} scored_report;

/* A report in the window that another is compared with; the latter two are set by stories_gather. */
typedef struct compared_report {
    uint32_t seat, story;
    const packed_features *features;
} compared_report;

typedef struct stories {
    syn_arena *arena;
    bool lenient;                /* reports are held to belong together: ask less of each */
    decide_curves trained;
    const decide_curves *curves; /* that decide: the trained ones */
    SYN_VEC(story_state) states;
    seats window;
    SYN_VEC(uint32_t) seats;     /* of each report: its seat, or REPORT_NONE */
    postings index;              /* of seats, by heavy words */
    scored_report scored[STORIES_SCORED];  /* by the last stories_choose, until stories_join */
    uint32_t scores, spent;      /* scores made since the last report came besides these */
    const portrait *expected;    /* the report at hand, if stories_expect saw it, */
    uint8_t step;                /* ... how far that is, */
    uint32_t lists[PORTRAIT_KEYS];  /* ... the lists of its heaviest words, */
    packed_features packed;      /* ... its features, */
    compared_report others[STORIES_FOUND]; /* ... and the reports that share most of them, best first */
    uint32_t finds;
    decide_lookup looked_up;     /* of the report in seat `looked_up_seat`, or REPORT_NONE: of none there */
    uint32_t looked_up_seat;
} stories;

static inline seated_report *stories_seat(const stories *all, uint32_t seat) { return seats_at(&all->window, seat); }
static inline near_list *stories_near(const stories *all, uint32_t seat) { return seats_near(&all->window, seat); }
static inline bool stories_seat_held(const stories *all, uint32_t seat) { return seats_held(&all->window, seat); }
static inline const packed_features *stories_features(const stories *all, uint32_t seat) {
    return seats_features(&all->window, seats_at(&all->window, seat));
}

/* How many of the latest reports of a story are in the window, `most` at most: they come first in `late`. */
static inline uint32_t stories_late(const stories *all, uint32_t story, uint32_t most) {
    const story_state *state = &all->states.at[story];
    uint32_t n = 0;
    while (n < most && n < STORIES_LATE && stories_seat_held(all, state->late[n])) n++;
    return n;
}

/* Of several seats what is read of them first: at once, for memory answers many questions in the time of one. */
static inline void stories_gather(const stories *all, compared_report *of, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        const seated_report *at = stories_seat(all, of[i].seat);
        of[i].story = at->story;
        of[i].features = seats_features(&all->window, at);
    }
}

/* What is read of a story, of a seat, of its nearest others, of features, is fetched from memory. */
static inline void fetch_bytes(const void *from, size_t size) {
    enum { LINE = 64 };
    for (size_t i = 0; i < size; i += LINE) __builtin_prefetch((const char *)from + i);
    __builtin_prefetch((const char *)from + size - 1);
}
static inline void stories_fetch(const stories *all, uint32_t story) { fetch_bytes(&all->states.at[story], sizeof(story_state)); }
static inline void stories_fetch_seat(const stories *all, uint32_t seat) { __builtin_prefetch(stories_seat(all, seat)); }
static inline void stories_fetch_near(const stories *all, uint32_t seat) { fetch_bytes(stories_near(all, seat), sizeof(near_list)); }
static inline void stories_fetch_features(const packed_features *f) {
    enum { MOST = 576 };     /* few have more bytes */
    fetch_bytes(f, MOST);
}

/* What the stories say to a portrait. */
typedef struct story_choice {
    uint32_t story;          /* the one it belongs to, or REPORT_NONE: a new one */
    int32_t score;           /* of that decision: above 0 it joins */
    uint32_t rival;          /* the nearest other story, or REPORT_NONE */
    int32_t rival_score;
} story_choice;

/* How much more than 0 the mean must be for a story to take one in: the more alike its reports are, the more. `merge`: to take in
 * another story. */
int32_t stories_need(stories *all, uint32_t story, bool merge);

void stories_init(stories *all, bool lenient, syn_arena *arena);
/* Begins to look for the reports with which stories_choose will compare this one. Each step, of STORIES_STEPS, fetches from memory what the
 * next one reads: so do something else in between, but nothing that changes the stories. stories_choose takes the steps that are left. Another
 * portrait in the same place must be expected anew. */
void stories_expect(stories *all, const portrait *p);
void stories_step(stories *all);
/* Compares it with at most STORIES_SCORED reports, however many there are. Never chosen: the `barred` stories. */
story_choice stories_choose(stories *all, const portrait *p, const uint32_t *barred, uint32_t barred_count);
/* A story without reports; REPORT_NONE when there is no memory. */
uint32_t stories_begin(stories *all);
/* The report of a seat becomes the newest of a story. */
void stories_newest(stories *all, uint32_t story, uint32_t seat);
/* The report becomes part of the story; its portrait is kept, with what stories_choose found if that was asked last. Numbers of reports
 * only rise. False when there is no memory. */
bool stories_join(stories *all, uint32_t story, uint32_t report, const portrait *p);
/* A report goes from its story, which may then be empty, to another; one that left the window is let be. */
void stories_move(stories *all, uint32_t report, uint32_t to);
/* All reports of `from` go into `into`. */
void stories_merge(stories *all, uint32_t into, uint32_t from);

/* ---- what the coming of a report changes among the stories ---- */
typedef struct story_change {
    bool merge;              /* story `from` is one with story `to`; else report `report` of `from` belongs to `to` */
    uint32_t report, from;
    uint32_t to;             /* of a move: REPORT_NONE where it belongs to none: a new story */
    int32_t score;
} story_change;
enum { STORIES_LOOKED_AT = 8 };  /* reports near the new one that are looked at again */
typedef struct story_settling {
    uint32_t report, tried, count, next;
    uint32_t seats[STORIES_LOOKED_AT];
} story_settling;

/* After a report joined: what should change now, one change at a time; the caller makes each change (or does not) before it
 * asks for the next. False: nothing more. Bounded in the number of changes and in cost. */
void stories_settle(const stories *all, uint32_t report, story_settling *s);
bool stories_next_change(stories *all, story_settling *s, story_change *out);

/* All that stories know, as bytes, and back into an empty `all` (stories_init): so many `reports` have come, and stories have `begun`.
 * False where the bytes cannot be (nothing is read outside them), or when there is no memory (then the arena failed). */
void stories_save(const stories *all, syn_buffer *out);
bool stories_load(stories *all, bytes_reader *in, uint32_t reports, uint32_t begun);
/* The features of one report as bytes, and back; `in` is bad where they cannot be. */
void features_put(const portrait_features *f, syn_buffer *out);
void features_get(bytes_reader *in, portrait_features *f);
/* Which of the portrait's heaviest words one of the story's latest reports has: a bit for each, the first the lowest. */
uint32_t stories_holds(const stories *all, uint32_t story, const portrait *p);
/* ... names this day. */
bool stories_names_day(const stories *all, uint32_t story, uint16_t day);
#endif
