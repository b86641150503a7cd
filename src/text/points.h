/* points.h - the doubtful places of a text where a sentence may end, and what tells whether it does.
 *
 * A point lies before a word: behind ".", "?" or "!", or behind a word without a mark in front of one that may open a
 * sentence. Rules (sentences.c) have an opinion on each; where the language has weights
 * (model/<language>/sentences.bin), the sum over the features below decides, the opinion being one of them.
 * train/sentences.c prints the features. */
#ifndef SYN_TEXT_POINTS_H
#define SYN_TEXT_POINTS_H

#include "text/model.h"
#include "text/words.h"

enum { POINT_FEATURES = 25, POINT_PLACES = 1 << 15 };

typedef enum point_kind {
    POINT_STOP,          /* "." */
    POINT_CALL,          /* "?", "!" and the like */
    POINT_SYMBOL,
    POINT_ADDRESS,       /* a URL or handle */
    POINT_NUMBER,
    POINT_WORD
} point_kind;

typedef struct syn_point {
    uint32_t last;       /* the last word before it and its closing marks; for kinds of marks, the mark */
    uint32_t next;       /* the word it lies before */
    uint32_t start;      /* the first word behind the opening marks at `next` */
    point_kind kind;
    bool rule;           /* the rules end a sentence here */
    bool tag;            /* behind a quotation: a speaker and a verb of speech follow */
} syn_point;

/* What is known of the whole text, in few steps each. */
typedef struct point_manner {
    uint8_t small;       /* how many of its sentences begin in lower case: 0 to 3 */
    uint8_t capitals;    /* how many of its words have a capital: 0 to 3 */
} point_manner;

point_manner points_manner(const syn_word *words, uint32_t n, syn_slice text);
/* Fills the places of the features of a point; returns how many. */
size_t point_features(const syn_point *point, const point_manner *manner, const syn_word *words, uint32_t n, syn_slice text,
                      uint32_t places[POINT_FEATURES]);

/* For train/sentences.c: calls `see` for every point of a text, in order. */
typedef void (*point_sink)(void *payload, const syn_point *point, const uint32_t *places, size_t count);
void points_each(const syn_words *words, syn_slice text, const char *language, point_sink see, void *payload);
#endif
