/* seats.c - see seats.h. */
#include "group/seats.h"

void seats_init(seats *all, syn_arena *arena) { *all = (seats){.arena = arena, .filled = SEATS_BYTES}; }

bool seats_open(seats *all, uint32_t count) {
    while (all->blocks.n * SEATS_BLOCK < count) {
        seated_report *block = ARENA_ARRAY(all->arena, seated_report, SEATS_BLOCK);
        near_list *nears = arena_lines(all->arena, SEATS_BLOCK * sizeof(near_list));
        if (!block || !nears || !VEC_PUSH(all->arena, &all->nears, nears) || !VEC_PUSH(all->arena, &all->blocks, block)) return false;
    }
    return true;
}

/* A block of bytes to be filled: one that nobody has, or a new one. */
static bool next_bytes(seats *all) {
    all->filled = 0;
    if (all->bytes.n && !all->bytes.at[all->filling].held) return true;
    if (all->free.n) {
        all->filling = all->free.at[--all->free.n];
        return true;
    }
    char *at = arena_alloc(all->arena, SEATS_BYTES);
    all->filling = all->bytes.n;
    return at && VEC_PUSH(all->arena, &all->bytes, (seats_bytes){at, 0});
}

bool seats_take(seats *all, const packed_features *f, seated_report **out) {
    uint32_t units = (uint32_t)((packed_size(f) + sizeof(uint32_t) - 1) / sizeof(uint32_t));
    if (!seats_open(all, all->taken % CAP_GROUP_WINDOW + 1)) return false;
    if (all->filled + units * sizeof(uint32_t) > SEATS_BYTES && !next_bytes(all)) return false;
    seats_bytes *bytes = &all->bytes.at[all->filling];
    memcpy(bytes->at + all->filled, f, packed_size(f));
    bytes->held++;
    *seats_near(all, all->taken) = (near_list){{0}};
    *out = seats_at(all, all->taken++);
    **out = (seated_report){.place = (uint32_t)((all->filling * (uint64_t)SEATS_BYTES + all->filled) / sizeof(uint32_t))};
    all->filled += units * (uint32_t)sizeof(uint32_t);
    return true;
}

bool seats_let_go(seats *all, const seated_report *old) {
    uint32_t block = old->place / (SEATS_BYTES / sizeof(uint32_t));
    return --all->bytes.at[block].held || block == all->filling || VEC_PUSH(all->arena, &all->free, block);
}

enum { PLACE_BITS = 5 };     /* SEATS_NEAR is no more than 1 << PLACE_BITS */

/* As a number: its score, then its place. */
uint32_t near_lowest(const near_list *of) {
    typedef int32_t lanes __attribute__((vector_size(sizeof(near_lanes))));
    lanes at = {0, 1, 2, 3}, least = {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX};
    for (uint32_t i = 0; i < SEATS_NEAR; i += NEAR_LANES, at += NEAR_LANES) {
        lanes own = (lanes)(near_some(of, i) >> SEATS_SEAT_BITS << PLACE_BITS) | at, less = own < least;
        least = (own & less) | (least & ~less);
    }
    int32_t out = least[0];
    for (int k = 1; k < NEAR_LANES; k++) out = least[k] < out ? least[k] : out;
    return (uint32_t)out;
}

void near_keep(near_list *of, uint32_t lowest, uint32_t seat, int32_t score) {
    uint32_t value = (uint32_t)(score / SEATS_SCORE_UNIT + SEATS_NO_SCORE);
    if (value > UINT8_MAX) value = UINT8_MAX;
    if (lowest >> PLACE_BITS < value) of->at[lowest & ((1u << PLACE_BITS) - 1)] = value << SEATS_SEAT_BITS | (seat & ((1u << SEATS_SEAT_BITS) - 1));
}
