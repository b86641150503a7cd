/* figures.h - the numbers of a story, each with what is counted and what is said of it. */
#ifndef SYN_COMPARE_FIGURES_H
#define SYN_COMPARE_FIGURES_H

#include "compare/story.h"

#define FIGURE_BESIDE 1     /* content words taken on each side of a number */
#define FIGURE_KEYS (2 * FIGURE_BESIDE + 2)

typedef enum figure_kind {  /* what a unit tells of the thing that is counted */
    FIGURE_THING,           /* seats, tonnes, soldiers */
    FIGURE_SPAN,            /* years, seasons: says nothing of it */
    FIGURE_AMOUNT           /* dollars, per cent: neither */
} figure_kind;

typedef struct figure {     /* one number in a statement */
    uint32_t report, number, statement;
    uint64_t unit;          /* class of what is counted, 0 = none */
    double low, high;       /* its value, or a range ("between 30 and 40"); of a measure, in the unit of its dimension */
    uint64_t measure;       /* the very unit of a measure: two of one dimension are equal only roughly; else 0 */
    uint8_t kind;
    bool anyone;            /* the unit is people, passengers, victims: says nothing alone */
    bool state;             /* the unit says what happened to people: missing, survivors */
    bool human;             /* the unit is people of some kind: protesters, soldiers */
    bool background;        /* its statement is dated far from the story: an earlier event, told for comparison */
    bool capacity;          /* what would fit or is allowed, not what is there */
    bool about, open, vague;  /* stated as a rough number; as "more than" it; as "dozens" */
    uint64_t beside[FIGURE_KEYS];
    bool telling[FIGURE_KEYS];      /* says what happened to the counted */
    uint32_t word[FIGURE_KEYS];     /* where they stand; REPORT_NONE for the unit and names */
    uint32_t besides;
    uint32_t name;          /* person or body next to the number, or REPORT_NONE */
    uint32_t parent;        /* for union-find */
} figure;

typedef SYN_VEC(figure) figures;

/* The numbers of all reports but whole copies, in order. Ages, scores, shares of a whole, numbers in tables and the like are
 * left out. False when an arena failed. */
bool figures_collect(story *s, figures *all);
/* A number of a title, which is given as a text with words and numbers of its own; false if it is no count. */
bool figure_of_title(const syn_report *title, uint32_t number, figure *f);
/* headlines.c: numbers of a title that its text denies. */
bool story_headlines(story *s, const figures *all);
/* Are the values of two figures the same, as far as they are stated? */
bool figure_same_value(const figure *a, const figure *b);
#endif
