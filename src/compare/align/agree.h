/* agree.h - the pairs of statements that evidence is chosen from, and how likely the two of each say one thing. */
#ifndef SYN_COMPARE_AGREE_H
#define SYN_COMPARE_AGREE_H

#include "compare/story.h"

/* What is looked at in a pair; train/alike.py reads the names from here. Each is symmetric in the two statements. */
enum {
    AGREE_BIAS,
    /* what they have in common (alike.c, agree.c) */
    AGREE_COMMON, AGREE_BOTH, AGREE_INSIDE, AGREE_SOFT, AGREE_TELLING, AGREE_VALUES, AGREE_RAREST, AGREE_SPREAD, AGREE_BIGRAMS, AGREE_RUN,
    /* ... and what not, in the one that has less of it and in the other */
    AGREE_LEFT_WORDS_LESS, AGREE_LEFT_WORDS_MORE, AGREE_LEFT_NAMES_LESS, AGREE_LEFT_NAMES_MORE, AGREE_LEFT_VALUES_LESS,
    AGREE_LEFT_VALUES_MORE,
    /* who does what (agree_parts.c) */
    AGREE_VERB, AGREE_VERB_MAIN, AGREE_VERB_LIKE, AGREE_SUBJECT, AGREE_OBJECT_LIKE, AGREE_OBJECT_MET, AGREE_VERB_SUBJECT, AGREE_CROSSED,
    /* how it is said */
    AGREE_DENIED, AGREE_HEDGED, AGREE_QUOTED_ONE, AGREE_SPEAKER, AGREE_SPEAKER_OTHER,
    /* where it stands */
    AGREE_FIRST, AGREE_DISTANCE, AGREE_LEADS, AGREE_DAYS, AGREE_SENTENCES, AGREE_REST,
    /* the pairs beside it (agree_pairs.c) */
    AGREE_MARGIN_LESS, AGREE_MARGIN_MORE, AGREE_CROWD, AGREE_BESIDE, AGREE_NEAR,
    AGREE_SCENE,  /* names, times and numbers alone are common: see agree_chance */
    AGREE_FEATURES
};

typedef struct agree_part {     /* agree_parts.c: what is said of whom, roughly */
    uint32_t subject, verb, object;  /* keys (keys.h) or REPORT_NONE */
    uint32_t speaker;           /* of a quotation, a person, or REPORT_NONE */
    uint32_t first, past;       /* the statements of its sentence */
    uint32_t terms, count;      /* the terms of its sentence: into agree_pairs.sentence_terms, ascending */
    double sentence;            /* ... and their weight */
} agree_part;

typedef struct agree_around {   /* what is known of a pair by the pairs beside it */
    double margin[2];           /* by how much it is ahead of the next best in the other's report, for each of the two */
    double beside, near;        /* the best pair of the statements right beside the two, and of those near them */
    uint32_t crowd;             /* pairs of one of the two in the other's report that are half as like or more */
} agree_around;

typedef struct agree_pairs {
    story *s;
    uint32_t n;                 /* pairs: those of the story, then the faint ones */
    uint32_t *first;            /* of each statement, its pairs, by partner; statements + 1 items */
    uint32_t *partner, *pair_of;
    double *score;              /* by agree_pairs_open the likeness, by agree_pairs_score the chance */
    agree_part *parts;          /* of each statement */
    SYN_VEC(uint32_t) sentence_terms;
} agree_pairs;

static inline const pair *agree_pair(const story *s, uint32_t i) {
    return i < s->pairs.n ? &s->pairs.at[i] : &s->faint.at[i - s->pairs.n];
}

/* Indexes the pairs and reads the parts. False when the arena failed. */
bool agree_pairs_open(story *s, agree_pairs *out);
typedef void agree_see(void *payload, const agree_pairs *g, const pair *p, const double *features, double chance);
/* Scores all pairs; `see` is told each, or NULL. False when the arena failed. */
bool agree_pairs_score(agree_pairs *g, agree_see *see, void *payload);
/* The first pair of statement a whose partner is b or behind it. */
uint32_t agree_pair_from(const agree_pairs *g, uint32_t a, uint32_t b);

bool agree_parts(agree_pairs *g);
void agree_features(const agree_pairs *g, const pair *p, const agree_around *around, double *out);
double agree_chance(const double *features);
#endif
