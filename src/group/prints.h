/* prints.h - what is kept of the fingerprints of a window of reports: fixed figures, and the samples, packed.
 *
 * Reports have numbers that rise by one; one leaves the window by being dropped. Of a sample that the index has (fingerprints.h), all 32
 * bits are kept, in two units of 16; of the others, which are only aligned, the first SAMPLE_BITS bits below those that are 0 at the
 * report's level, and whether it is quoted: one unit. prints_row gives samples with as many bits as both reports have.
 * Memory comes in blocks that are used again when all that lies in them was dropped; nothing is ever moved. */
#ifndef SYN_GROUP_PRINTS_H
#define SYN_GROUP_PRINTS_H

#include "base/vector.h"
#include "group/fingerprint.h"

enum {
    POSTED = 3,              /* levels by which the samples in the index are coarser than the others */
    SAMPLE_BITS = 15,
    PRINTS_BLOCK = 256,      /* prints of a block */
    PRINTS_RUN = 1 << 15     /* units of a block of samples */
};

typedef struct kept_print {  /* a report of the window */
    uint32_t exact;          /* a hash of its folded words; 0: there are none */
    uint32_t words;
    uint32_t model;          /* number of the report whose postings it took over, or REPORT_NONE */
    uint32_t place;          /* of its samples: block and unit */
    uint8_t count, posted;   /* samples; those of them in the index */
    uint8_t level;
    bool dropped;            /* then it has no samples */
} kept_print;

typedef struct print_run {   /* a block of samples */
    uint16_t *units;
    uint32_t used, live;     /* units; prints that are not dropped */
    uint32_t next;           /* of the runs without a print, or REPORT_NONE */
} print_run;

typedef struct print_window {
    syn_arena *arena;
    uint32_t first, n;       /* number of the first print, a multiple of PRINTS_BLOCK; how many there are */
    uint32_t gone, dead;     /* prints before the first that is not dropped; all that are dropped */
    SYN_VEC(kept_print *) blocks;
    SYN_VEC(print_run) runs;
    uint32_t run, spare;     /* the one that is filled; the first without a print; or REPORT_NONE */
} print_window;

void prints_init(print_window *w, syn_arena *arena);

static inline kept_print *prints_at(const print_window *w, uint32_t index) {
    return &w->blocks.at[index / PRINTS_BLOCK][index % PRINTS_BLOCK];
}
static inline const uint16_t *prints_units(const print_window *w, const kept_print *k) {
    return w->runs.at[k->place / PRINTS_RUN].units + k->place % PRINTS_RUN;
}
/* Whether a sample that a report of this level keeps is in the index. */
static inline bool sample_posted(uint32_t sample, unsigned level) { return sample_kept(sample, level + POSTED); }

/* The bits that reports of a level have of a sample which is not in the index, and whether it is quoted. */
static inline uint32_t sample_mask(unsigned level) { return ~((1u << (32 - SAMPLE_BITS - level / 2)) - 1) | SAMPLE_QUOTED; }

uint32_t prints_exact(const fingerprint *f);
/* Adds a print, whose `place`, `count` and `posted` are set. Its samples are packed. False when there is no memory. */
bool prints_add(print_window *w, const fingerprint *f, uint32_t model);
/* The same for units that prints_units gave; NULL when there is no memory. The print is not dropped yet. */
kept_print *prints_add_units(print_window *w, const kept_print *k, const uint16_t *units);
void prints_drop(print_window *w, uint32_t index);
/* The samples of a print that are in the index; how many. */
uint32_t prints_posted(const print_window *w, const kept_print *k, uint32_t out[FINGERPRINT_SAMPLES]);
/* The samples of a print, or of a fingerprint, that a report of level `level` keeps, with as many bits as reports of that level and of `finer`
 * have; how many. */
uint32_t prints_row(const print_window *w, const kept_print *k, unsigned level, unsigned finer, uint32_t out[FINGERPRINT_SAMPLES]);
uint32_t fingerprint_row(const fingerprint *f, unsigned level, unsigned finer, uint32_t out[FINGERPRINT_SAMPLES]);
size_t prints_bytes(const print_window *w);
#endif
