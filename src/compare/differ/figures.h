/* figures.h - the numbers of a story, each with what is counted and what is said of it. */
#ifndef SYN_COMPARE_FIGURES_H
#define SYN_COMPARE_FIGURES_H

#include "compare/story.h"

#define FIGURE_BESIDE 1     /* content words taken on each side of a number */
#define FIGURE_KEYS (2 * FIGURE_BESIDE + 2)
#define FIGURE_NEAR 14      /* content words around a number that are kept ... */
#define FIGURE_KIND 6       /* ... words that say more closely what is counted ... */
#define FIGURE_NAMES 8      /* ... and names of its sentence */

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
    bool earlier;           /* ... or says so ("years ago") */
    bool capacity;          /* what would fit or is allowed, not what is there */
    bool about, open, under, vague;  /* stated as a rough number; as "more than" it; as "nearly" it; as "dozens" */
    bool least, most;       /* ... as "at least" it; as "up to" it */
    uint64_t beside[FIGURE_KEYS];
    bool telling[FIGURE_KEYS];      /* says what happened to the counted */
    uint32_t word[FIGURE_KEYS];     /* where they stand; REPORT_NONE for the unit and names */
    uint32_t besides;
    uint32_t name;          /* person or body next to the number, or REPORT_NONE */
    uint32_t time;          /* a length of time is no number: index into the report's times; else REPORT_NONE */
    uint64_t fate;          /* class of the nearest word that says what happened to people, 0 = none */
    uint32_t behind;        /* the word behind it and its unit */
    uint64_t next_to[2];    /* the very words before and behind the number and its unit */
    uint64_t near[FIGURE_NEAR];     /* classes of the content words around it, ascending; */
    double near_weight[FIGURE_NEAR];
    uint32_t nears;
    uint32_t named[FIGURE_NAMES];   /* people, bodies and places of its sentence, ascending */
    uint32_t nameds;
    uint8_t place_bits;     /* those of them that are places */
    uint64_t kind_of[FIGURE_KIND];  /* classes of the words between number and unit ("six white vans"), and behind "of" */
    uint32_t kinds_of;
    uint32_t kind_name;     /* ... and a name among them ("members of the Harbour Guard"), or REPORT_NONE */
    const uint32_t *whole;  /* terms of its sentence, ascending, times and numbers aside */
    uint32_t wholes;
    bool part;              /* "including 13 students", "three were among the dead": some of a whole */
    bool quoted;            /* in a quotation: not in the report's own voice */
    uint8_t others;         /* other values of the same kind in its report, at most 2, */
    double other;           /* ... and the first of them */
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
/* The class of meaning of a word (lexicon/en/synonyms.txt), or its stem; *anyone: a word for people of any kind. */
uint64_t figure_class(const syn_report *r, uint32_t w, bool *anyone);
/* True if a word that makes numbers `what` (lexicon/en/figures.txt) begins at w. */
bool figure_word(const syn_report *r, uint32_t w, const char *what);
/* Does a search for words beside a number end at word w? */
bool figure_stops(const syn_report *r, uint32_t w);
/* Words [before, behind) are the number and its unit: the words beside them, among words [first, end); `s` NULL: of a title. */
void figure_look_beside(const story *s, const syn_report *r, figure *f, uint32_t before, uint32_t behind, uint32_t first,
                        uint32_t end);
/* ... and what stands around them (figures_around.c); false when the arena failed. */
bool figure_look_around(story *s, figure *f, uint32_t before, uint32_t behind);
/* The days of a length of time ("P3Y"), or below 0. */
double figure_span_days(syn_slice value);
/* Lengths of time of a report (figures_spans.c). */
bool figures_add_spans(story *s, uint32_t report, figures *all);
/* The words of the number itself. */
syn_span figure_span(const story *s, const figure *f);
/* How likely two figures are about one thing, whatever their values; see figures_pair.c. */
#define PAIR_FEATURES 64
uint32_t figures_features(const story *s, const figure *a, const figure *b, uint8_t features[PAIR_FEATURES]);
int figures_score(const story *s, const figure *a, const figure *b);
/* The share of the words around both that they have in common. */
double figures_near(const figure *a, const figure *b);
/* Do the sentences of both name somebody or something, and nothing in common? */
bool figures_named_apart(const figure *a, const figure *b);
/* Pairs of figures of two reports that may be about one thing, each once. */
typedef bool figure_pair_see(void *payload, story *s, figures *all, uint32_t a, uint32_t b);
bool figures_pairs(story *s, figures *all, figure_pair_see *see, void *payload);
/* Are the values of two figures the same, as far as they are stated? */
bool figure_same_value(const figure *a, const figure *b);
typedef enum figure_meet {
    FIGURES_SAME,
    FIGURES_BOUND,          /* one number with two bounds: "30" and "more than 30" */
    FIGURES_ROUNDED,        /* one is rounded: "about 300,000" and 304,000 */
    FIGURES_VAGUE,          /* "hundreds" and 800 */
    FIGURES_DIFFER
} figure_meet;
figure_meet figure_meeting(const figure *a, const figure *b);
#endif
