/* fingerprint.h - what copies of a report are known by.
 *
 * In: a report whose words are cut; nothing else is needed. Out: its sampled pairs of content words in the order of the
 * text, and hashes of the whole. Pure. fingerprints.h looks for the earlier reports that share them. */
#ifndef SYN_GROUP_FINGERPRINT_H
#define SYN_GROUP_FINGERPRINT_H

#include "report/report.h"

#define FINGERPRINT_SAMPLES 128    /* most samples of a report */
#define FINGERPRINT_COARSEST 5     /* level of a long text: three pairs in 16; more only for FINGERPRINT_SAMPLES */

/* A sample: a hash of two content words in a row; its last bit says that both stand in a quotation. A report of level n
 * keeps the pairs whose hash is below a bound, half of the bound of level n - 2: what a coarse one keeps of a passage,
 * a finer one keeps too. */
#define SAMPLE_QUOTED 1u
#define SAMPLE_LEVELS 24
static inline bool sample_kept(uint32_t sample, unsigned level) {
    return (uint64_t)sample << level / 2 < (level & 1 ? 3ull << 30 : 1ull << 32);
}

typedef struct fingerprint {
    uint32_t *samples;     /* in the order of the text, each hash once: where it first stands */
    uint64_t named[FINGERPRINT_SAMPLES / 64];  /* a bit for each: one of its words is a number or, inside a sentence, has a capital */
    uint16_t count;
    uint8_t level;
    uint32_t words;        /* of the text, punctuation left out */
    uint64_t exact;        /* of the folded words of the text, in order; 0: there are none */
} fingerprint;

static inline bool fingerprint_named(const fingerprint *f, uint32_t sample) { return f->named[sample / 64] >> sample % 64 & 1; }

/* False when `arena` has no memory. */
bool fingerprint_of(const syn_report *report, fingerprint *out, syn_arena *arena);
#endif
