/* copies.h - what copies*.c share: reports as rows of words and sentences, and two sentences aligned word by word. */
#ifndef SYN_COMPARE_COPIES_H
#define SYN_COMPARE_COPIES_H

#include "compare/story.h"

#define SEGMENT_WORDS 80     /* a longer sentence is cut into pieces */

/* Traits of a word. */
enum {
    LANE_PROSE = 1,          /* outside of quotations */
    LANE_PLAIN = 2,          /* prose, and no function word or name */
    LANE_CONTENT = 4,        /* no function word */
    LANE_REPORTED = 8,       /* reported speech */
    LANE_COMMON = 16         /* in more than half of the other reports: a word that the event dictates */
};

typedef struct lane {        /* the words of one report without punctuation */
    uint32_t *word;          /* index among the words of the report */
    uint32_t *key;           /* of its stem */
    uint8_t *traits;
    uint32_t n;
} lane;

typedef struct segment {     /* a sentence, or a piece of a long one */
    uint32_t report, first, count;  /* words of the lane */
    uint32_t sentence;
    uint64_t hash;           /* of its keys */
    uint64_t content;        /* bits of its content words */
} segment;

typedef struct evidence {    /* the words that two places have in common */
    uint32_t equal;
    uint32_t prose;          /* outside of quotations in both */
    uint32_t plain;          /* of these, content words that are no names; common ones only in longer runs */
    uint32_t content;        /* of these, all content words */
    uint32_t quoted;         /* in quotations in both */
    uint32_t mixed;          /* a quotation in one, prose in the other that is not told as reported speech */
    uint32_t mixed_plain;
    uint32_t runs;           /* in runs of three or more */
    uint32_t longest;        /* in the longest run */
} evidence;

typedef struct copy_link {   /* two segments that share words in one order */
    uint32_t seg_a, seg_b;
    uint32_t a_first, a_last, b_first, b_last;  /* words of the lanes, inclusive */
    evidence own;
    evidence both;           /* with that of a moved clause of the same two segments */
} copy_link;

typedef struct aligner aligner;
aligner *aligner_new(syn_arena *arena);
/* Aligns two segments: writes up to two links (the second is a clause that was moved) and gives their number. */
unsigned segments_align(aligner *with, const lane *la, const segment *a, const lane *lb, const segment *b, copy_link out[2]);
void evidence_add(evidence *sum, const evidence *more);

/* copies_lanes.c: the rows of words. */
bool copies_lanes(story *s, lane *lanes);
/* copies_find.c: fills story.passages, sorted by first report and place; lanes[report] are the rows of words. */
bool copies_find(story *s, lane *lanes);

/* copies_order.c: the agencies of the reports (out->sources[].agency). */
bool copies_agencies(story *s);
/* Who had a passage first: sets `first`, `ordered`, and why. */
bool copies_order(story *s, collation_copy *copy);
/* Was report a earlier than report b, by their moments of publication? 1 yes, -1 no, 0 unknown. */
int copies_earlier(const story *s, uint32_t a, uint32_t b);
#endif
