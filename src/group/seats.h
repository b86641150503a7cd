/* seats.h - the window: the last CAP_GROUP_WINDOW reports that joined a story, each in a seat, with its features and its nearest others.
 *
 * Seats are numbered 0, 1, 2 ... as they are taken; the place of one is given to another when that many more have been taken. What
 * all seats have stands in blocks of one size: apart, what is read of every report that another meets, so that it stays near the processor,
 * and the nearest others, on two lines of the cache. Features (packed.h) take what they need, in blocks of bytes that are used again when
 * all that stood there has left. */
#ifndef SYN_GROUP_SEATS_H
#define SYN_GROUP_SEATS_H

#include "base/caps.h"
#include "base/vector.h"
#include "group/packed.h"

enum {
    SEATS_NEAR = 24,             /* nearest others that are kept with a report */
    SEATS_SCORE_UNIT = 5,        /* of a kept score: so much of a score */
    SEATS_BLOCK = 512,           /* seats of one block of memory */
    SEATS_BYTES = 1 << 18,       /* bytes of one block of features */
    SEATS_SEAT_BITS = 24, SEATS_NO_SCORE = 128
};

typedef struct seated_report {   /* a report in the window */
    uint32_t report, story;
    uint32_t older;              /* seat of the next older report of its story, or REPORT_NONE */
    uint32_t place;              /* of its features */
} seated_report;

typedef struct near_list {       /* the nearest others of a report, in no order, then 0: lower bits of the seat; SEATS_NO_SCORE + score over
                                    SEATS_SCORE_UNIT, which is above 0 */
    uint32_t at[SEATS_NEAR];
} near_list;

typedef struct seats_bytes {     /* a block of features */
    char *at;
    uint32_t held;               /* seats whose features it has */
} seats_bytes;

typedef struct seats {
    syn_arena *arena;
    SYN_VEC(seated_report *) blocks;  /* of SEATS_BLOCK seats each; seats go round */
    SYN_VEC(near_list *) nears;       /* likewise */
    SYN_VEC(seats_bytes) bytes;
    SYN_VEC(uint32_t) free;      /* blocks of bytes that nobody has */
    uint32_t filling, filled;    /* block of bytes that is filled, so far */
    uint32_t taken;              /* how many seats have been taken */
} seats;

/* A seat; it holds its report until its place is given to another. */
static inline seated_report *seats_at(const seats *all, uint32_t seat) {
    uint32_t place = seat % CAP_GROUP_WINDOW;
    return &all->blocks.at[place / SEATS_BLOCK][place % SEATS_BLOCK];
}
static inline near_list *seats_near(const seats *all, uint32_t seat) {
    uint32_t place = seat % CAP_GROUP_WINDOW;
    return &all->nears.at[place / SEATS_BLOCK][place % SEATS_BLOCK];
}
static inline bool seats_held(const seats *all, uint32_t seat) { return seat != REPORT_NONE && all->taken - seat <= CAP_GROUP_WINDOW; }
static inline const packed_features *seats_features(const seats *all, const seated_report *of) {
    enum { UNITS = SEATS_BYTES / sizeof(uint32_t) };
    return (const packed_features *)(const void *)(all->bytes.at[of->place / UNITS].at + of->place % UNITS * sizeof(uint32_t));
}

void seats_init(seats *all, syn_arena *arena);
/* Memory for the first `count` places. False when there is none. */
bool seats_open(seats *all, uint32_t count);
/* The next seat gets a report, its other numbers 0, and nobody near; the report that had the place must have been let go. False when there is no memory. */
bool seats_take(seats *all, const packed_features *f, seated_report **out);
/* The features of a report that leaves the window are let go. False when there is no memory. */
bool seats_let_go(seats *all, const seated_report *old);

/* The seat and score of one of the nearest others of the report in seat `of`. */
static inline uint32_t near_seat(uint32_t near, uint32_t of) {
    enum { ABOVE = 32 - SEATS_SEAT_BITS };
    return of + (uint32_t)((int32_t)((near - of) << ABOVE) >> ABOVE);
}
static inline int32_t near_score(uint32_t near) { return ((int32_t)(near >> SEATS_SEAT_BITS) - SEATS_NO_SCORE) * SEATS_SCORE_UNIT; }
/* Some of the nearest others at a time. */
typedef uint32_t near_lanes __attribute__((vector_size(16)));
enum { NEAR_LANES = 4 };
static inline near_lanes near_some(const near_list *of, uint32_t at) {
    near_lanes some;
    memcpy(&some, of->at + at, sizeof some);
    return some;
}
/* The one of them that sits there, or 0. */
static inline uint32_t near_find(const near_list *of, uint32_t seat) {
    near_lanes found = {0};
    for (uint32_t i = 0; i < SEATS_NEAR; i += NEAR_LANES) {
        near_lanes some = near_some(of, i);
        found |= some & (near_lanes)((some ^ seat) << (32 - SEATS_SEAT_BITS) == 0);
    }
    return found[0] | found[1] | found[2] | found[3];
}
static inline bool near_full(const near_list *of) { return of->at[SEATS_NEAR - 1] != 0; }
/* The first of those with the lowest score: of several reports, ask this before anything is kept, so that memory is asked once. */
uint32_t near_lowest(const near_list *of);
/* Keeps a score with a report, in place of its lowest. */
void near_keep(near_list *of, uint32_t lowest, uint32_t seat, int32_t score);
#endif
