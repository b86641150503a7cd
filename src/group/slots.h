/* slots.h - the buckets in which samples are posted: one line of the cache each, and more of them as there are more postings.
 *
 * In: samples (fingerprint.h) and numbers of reports. A slot is a report's number and a tag, some bits of the sample's hash, or 0. The
 * idea is linear hashing: the lower bits of the hash tell the bucket; buckets are split one after another, each by the next bit of the
 * hash, so that postings need no more room than they take and none is ever posted again. That bit is told by the tag, whose lowest bit
 * is bit `base` of the hash. When a tag has spent SLOTS_SPENT bits on that, tags are written anew, from the latest report to the first,
 * some whenever one comes (fingerprints.c), and no bucket is split till then. Litwin, "Linear hashing: a new tool for file and table
 * addressing" (1980). */
#ifndef SYN_GROUP_SLOTS_H
#define SYN_GROUP_SLOTS_H

#include "base/vector.h"

enum {
    SLOTS_BUCKET = 16,       /* slots of a bucket */
    SLOTS_BITS = 8,          /* 1 << so many buckets at the least, */
    SLOTS_BLOCK = 12,        /* ... in one block of memory */
    SLOTS_MOST = 24,         /* ... at the most, and not twice as many */
    SLOTS_TAG = 11, SLOTS_SPENT = 3,
    SLOTS_NUMBERS = 1 << 21  /* numbers are kept modulo this, and one is added: twice the most reports of a window */
};

typedef struct print_slots {
    syn_arena *arena;
    SYN_VEC(uint32_t *) blocks;
    uint32_t bits, split;    /* 1 << bits buckets, and `split` more: so many of the first have been split */
    uint32_t base;           /* the bit of a hash that is the first of a tag */
    uint32_t retagged;       /* reports from this number on have tags from bit `bits` on; REPORT_NONE: all have them from `base` on */
} print_slots;

static inline uint64_t slots_hash(uint32_t sample) { return (uint64_t)(sample >> 1) * 0x9e3779b97f4a7c15u >> 20; }
static inline uint32_t slots_tag(uint32_t sample, uint32_t base) { return (uint32_t)(slots_hash(sample) >> base) & ((1u << SLOTS_TAG) - 1); }
static inline uint32_t slots_buckets(const print_slots *s) { return s->blocks.n ? (1u << s->bits) + s->split : 0; }
static inline uint32_t *slots_at(const print_slots *s, uint32_t bucket) {
    return s->blocks.at[bucket >> SLOTS_BLOCK] + (size_t)(bucket & ((1u << SLOTS_BLOCK) - 1)) * SLOTS_BUCKET;
}
/* The bucket of a sample; there is one. */
static inline uint32_t *slots_of(const print_slots *s, uint32_t sample) {
    uint32_t hash = (uint32_t)slots_hash(sample), bucket = hash & ((1u << s->bits) - 1);
    return slots_at(s, bucket < s->split ? hash & ((2u << s->bits) - 1) : bucket);
}

void slots_init(print_slots *s, syn_arena *arena);
/* So many buckets, at least 1 << SLOTS_BITS, where there are none. False when there is no memory. */
bool slots_open(print_slots *s, uint32_t buckets);
/* The buckets that are split next are fetched from memory. */
void slots_fetch(const print_slots *s);
/* Splits the next bucket. False when there is no memory. */
bool slots_split(print_slots *s);
size_t slots_bytes(const print_slots *s);
#endif
