/* packed.h - the features of a report as they stay in the window: small, in one run of bytes, in the order in which they are compared.
 *
 * In: features (portrait.h). Out: the same, packed, and back. Words stand by what they are (marks), those whose rarity is ever asked for
 * (of titles, of heads, numbers) first; the order among words means nothing. The rarity of the others is let go. A run has
 * no pointers and may be copied. */
#ifndef SYN_GROUP_PACKED_H
#define SYN_GROUP_PACKED_H

#include <stddef.h>

#include "group/portrait.h"

enum {
    PACKED_RATED = MARK_TITLE | MARK_HEAD | MARK_NUMBER,  /* words whose rarity is kept */
    PACKED_LOW = 16,                                      /* bits of a hash that stand apart */
    PACKED_MOST = (PORTRAIT_WORDS * 7 + 1) / 2 + PORTRAIT_DAYS + AMOUNTS
};

typedef struct packed_features {
    uint32_t squares[CHANNELS];
    int32_t day;
    uint16_t part[PARTS];
    uint16_t words;
    uint8_t count, rated, runs, days;   /* words, those of them that have a rarity, runs of words with the same marks, days */
    uint8_t amounts, weekdays;          /* amounts.h; how many of the first */
    bool day_stated;
    uint16_t low[PACKED_MOST];          /* of each word: lower bits of its hash. Then the days, the amounts; then in bytes: upper bits of the hashes,
                                           weights, rarities; the marks of each run, how many words it has. The run of bytes ends there */
} packed_features;

static inline const uint16_t *packed_days(const packed_features *p) { return p->low + p->count; }
static inline const uint16_t *packed_amounts(const packed_features *p) { return packed_days(p) + p->days; }
static inline const uint8_t *packed_high(const packed_features *p) { return (const uint8_t *)(packed_amounts(p) + p->amounts); }
static inline const uint8_t *packed_weight(const packed_features *p) { return packed_high(p) + p->count; }
static inline const uint8_t *packed_rarity(const packed_features *p) { return packed_weight(p) + p->count; }
static inline const uint8_t *packed_marks(const packed_features *p) { return packed_rarity(p) + p->rated; }
/* How many bytes it takes. */
static inline size_t packed_size(const packed_features *p) {
    return offsetof(packed_features, low) + 4u * p->count + 2u * p->days + 2u * p->amounts + p->rated + 2u * p->runs;
}

void packed_put(const portrait_features *f, packed_features *p);
/* Words in order of their hashes again. */
void packed_get(const packed_features *p, portrait_features *out);
#endif
