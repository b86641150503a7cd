/* evidence.h - which statements are shown for one thing that several reports say. See evidence.c. */
#ifndef SYN_COMPARE_EVIDENCE_H
#define SYN_COMPARE_EVIDENCE_H

#include "compare/story.h"

typedef struct piece {      /* statements first to last of one sentence: most often one */
    uint32_t first, last;
} piece;
typedef struct item {       /* one thing that several reports say */
    SYN_VEC(piece) pieces;  /* in order */
    uint32_t lead;          /* index of the piece that is shown */
    double like;            /* how like the others are to it, on average */
} item;
typedef SYN_VEC(item) items;

/* The items of all clusters of two reports or more. False when an arena failed. */
bool evidence_items(story *s, items *out);
/* Do two statements of two reports, so like, have what is said in common, and not only who, when and where? evidence_join.c */
bool evidence_tied(const story *s, uint32_t a, uint32_t b, double like);
/* The heaviest verb that two statements have in common, by its weight; 0 where there is none. */
double evidence_verb(const story *s, const statement *a, const statement *b);
/* Joins items that lie side by side, and those that say one thing; evidence_join.c. False when the arena failed. */
bool evidence_join(story *s, items *all);
/* What each piece of evidence says against the one shown, and why they are one; extents.c. */
bool shared_extents(story *s, const item *from, collation_shared *made);
/* Does a sentence that begins here stand on its own: no pronoun or the like opens it? */
bool evidence_stands_alone(const story *s, const statement *st);
#endif
