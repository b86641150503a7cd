/* overlap.h - how much of two texts is one text, told by their samples.
 *
 * In: two rows of samples (fingerprint.h) in the order of their texts, of one level, each hash once. Out: how many they share in
 * stretches, and how much of each the stretches cover. A stretch is a row of shared samples that follow each other in both texts with
 * gaps that are short and of about one length; so an edited copy is covered from end to end though many samples differ, names and
 * phrases that two independent reports share are not joined, and paragraphs may stand in another order. Linear in the rows. */
#ifndef SYN_GROUP_OVERLAP_H
#define SYN_GROUP_OVERLAP_H

#include <stdbool.h>
#include <stdint.h>

/* How many reports have a sample; and, beside it, that it is of a name or number. */
typedef enum sample_known { SAMPLE_UNKNOWN, SAMPLE_COMMON, SAMPLE_RARE, SAMPLE_KNOWN = 3, SAMPLE_NAMED = 4 } sample_known;

typedef struct overlap {
    uint32_t shared;         /* samples in stretches of two or more */
    uint32_t prose;          /* of these, outside of quotations */
    uint32_t covered_a, covered_b;  /* samples from the first to the last of each stretch, and a mean gap around it */
    uint32_t common, rare;   /* of these, those that many reports have, and those that few have; of the others it is not known */
    uint32_t named, plain;   /* samples of a between the ends of the stretches: of names and numbers, others */
    uint32_t named_kept, plain_kept;  /* ... that b has, too */
    double kept;             /* the share of the samples in the stretches that both rows have */
} overlap;

/* At most FINGERPRINT_SAMPLES each; `known` says of each of a's how many reports have it, and what it is. */
overlap overlap_of(const uint32_t *a, const uint8_t *known, uint32_t count_a, const uint32_t *b, uint32_t count_b);
#endif
