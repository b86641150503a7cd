/* overlap.h - how much of two texts is one text, told by their samples.
 *
 * In: two rows of samples (fingerprint.h) in the order of their texts, of one level, each hash once. Out: how many they share in
 * stretches, and how much of each the stretches cover. A stretch is a row of shared samples that follow each other in both texts with
 * gaps that are short and of about one length; so an edited copy is covered from end to end though many samples differ, names and
 * phrases that two independent reports share are not joined, and paragraphs may stand in another order. Linear in the rows. */
#ifndef SYN_GROUP_OVERLAP_H
#define SYN_GROUP_OVERLAP_H

#include "group/prints.h"

enum { OVERLAP_PLACES = 512 };
typedef enum sample_known { SAMPLE_UNKNOWN, SAMPLE_COMMON, SAMPLE_RARE } sample_known;

typedef struct overlap {
    uint32_t shared;         /* samples in stretches of two or more */
    uint32_t prose;          /* of these, outside of quotations */
    uint32_t covered_a, covered_b;  /* samples from the first to the last of each stretch, and a mean gap around it */
    uint32_t common, rare;   /* of these, those that many reports have, and those that few have; of the others it is not known */
    uint32_t named, plain;   /* samples of a between the ends of the stretches: of names and numbers, others */
    uint32_t named_kept, plain_kept;  /* ... that b has, too */
    double kept;             /* the share of the samples in the stretches that both rows have */
} overlap;

/* One text that is compared with many. */
typedef struct overlap_text {
    const fingerprint *print;
    const uint8_t *known;    /* of each sample: how many reports have it */
    uint16_t places[OVERLAP_PLACES];  /* by the first bits of a sample: 1 + its index; 0: free */
    unsigned level;          /* of the row that the next figures are of */
    uint32_t count, kinds[3];  /* samples of the row, and how many of them are known to be what */
    uint8_t place[FINGERPRINT_SAMPLES];  /* of each sample of the print that is in the row: its place there */
    bool named[FINGERPRINT_SAMPLES];     /* of each place: the sample is of a name or number */
} overlap_text;

/* Borrows both. */
void overlap_begin(overlap_text *text, const fingerprint *print, const uint8_t *known);
/* `b`: the row of a print of level `other` at the coarser of both levels (prints_row). `text` is at that level afterwards. */
overlap overlap_of(overlap_text *text, unsigned other, const uint32_t *b, uint32_t count_b);
#endif
