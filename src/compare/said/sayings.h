/* sayings.h - what the files about utterances share: sayings.c, sayings_align.c, sayings_same.c, wording.c,
 * utterances.c.
 *
 * A saying is one stretch of one quote of one report, as a list of words: a cue that breaks in parts a quote into several.
 * Words have two keys. Equal words have equal `key`, and so have "two" and "2", "colour" and "color"; words of one stem, or
 * that stand for each other in reported speech ("I will" - "he would"), have equal `loose`. */
#ifndef SYN_COMPARE_SAYINGS_H
#define SYN_COMPARE_SAYINGS_H

#include "compare/story.h"

#define SAYING_LONGEST 320  /* words of a saying that are compared */
#define SAYING_RUN 3        /* words in a row that make two sayings candidates */
#define SAYING_LONG_RUN 6   /* words in a row that are the same words wherever they stand */

enum { SAID_CONTENT = 1,    /* carries meaning of its own */
       SAID_BRACKETED = 2,  /* stands in [ ]: an editor's word */
       SAID_AFTER_GAP = 4,  /* an ellipsis stands before it */
       SAID_STOP = 8,       /* a sentence ends behind it */
       SAID_DENIES = 16,
       SAID_CAPITAL = 32 };

typedef struct said_word {
    uint64_t key, loose;
    uint32_t word;          /* of the report */
    float rarity;           /* of a word of content, else 0 */
    uint8_t traits;
} said_word;

typedef struct saying {
    uint32_t report, quote, part;
    uint32_t first, count;  /* into sayings.words */
    uint32_t own;           /* how many of them are no editor's */
    uint32_t person;        /* who said it, or REPORT_NONE */
    bool named;             /* the source has the name itself: no "he said" */
    bool reported;          /* indirect speech */
    bool copied;            /* of a report that is a whole copy of an earlier one */
    bool open_end;          /* an ellipsis ends it */
    uint32_t utterance, next;
} saying;

typedef struct sayings {
    SYN_VEC(saying) list;
    SYN_VEC(said_word) words;
    syn_map said;              /* (report, run of words) of all sayings but reported ones -> the first that has it: short runs */
    syn_map again;             /* of one utterance, longer ones of any; -> another that has it */
    uint16_t *best, *match;    /* tables of an alignment, (SAYING_LONGEST + 1)^2 each */
    SYN_VEC(uint32_t) lead;    /* the fullest saying of each utterance */
} sayings;

typedef struct alignment {  /* words that two sayings have in common, in order */
    uint32_t n;
    uint16_t at[SAYING_LONGEST][2];
    bool exact[SAYING_LONGEST];
    uint32_t equal;         /* exact pairs */
    uint32_t inserted;      /* words of the second between two pairs that are neighbours in the first */
    uint32_t content;       /* ... of words of content */
    uint32_t longest;       /* words in the longest run of exact pairs ... */
    uint32_t telling;       /* ... and its words of content */
} alignment;

typedef enum relation { SPEAKER_SAME, SPEAKER_UNKNOWN, SPEAKER_OTHER } relation;

typedef struct wording {    /* how one saying is worded against another, the fullest */
    uint32_t change;        /* quote_change */
    uint32_t differing;     /* flagged words */
    uint32_t from, to;      /* the words of the fullest that it covers */
    uint8_t of_fullest[SAYING_LONGEST], of_reading[SAYING_LONGEST];  /* 1: differs, or is left out inside a sentence */
} wording;

static inline const said_word *said_at(const sayings *all, const saying *one, uint32_t i) {
    return &all->words.at[one->first + i];
}
static inline syn_span saying_span(const story *s, const saying *one) {
    return s->reports[one->report]->quotes.at[one->quote].content[one->part];
}

/* The hash of `run` words from word `at` of a saying; of fewer where it ends. */
uint64_t saying_run(const sayings *all, const saying *one, uint32_t at, uint32_t run);

bool sayings_collect(story *s, sayings *all);                                       /* sayings.c */
/* Fills `said` and `again`, once each saying has its utterance. */
bool sayings_index(story *s, sayings *all);
/* True if the report of `one` quotes the words [from, to) of the fullest saying of its utterance in another saying. */
bool sayings_quote_too(const sayings *all, const saying *one, const saying *fullest, uint32_t from, uint32_t to);
void sayings_align(sayings *all, const saying *a, const saying *b, alignment *out); /* sayings_align.c */
relation sayings_speakers(const story *s, const saying *a, const saying *b);        /* sayings_same.c */
/* How much two sayings have in common if they are one utterance, else 0. */
double sayings_sameness(const story *s, sayings *all, const saying *fullest, const saying *one);
void sayings_wording(sayings *all, const saying *fullest, const saying *one, wording *out);  /* wording.c */
#endif
