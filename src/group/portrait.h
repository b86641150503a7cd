/* portrait.h - all that grouping keeps of a report.
 *
 * In: a marked report. Out: its portrait: who and what it names, its rare words, its title, days and numbers as hashed
 * features with small weights, its direction among word vectors, and what tells it apart (id, address, source, day). Pure, so
 * it may be made on any thread; placing it (group.h) never looks at the text again. The weights are whole numbers: the same
 * report gives the same portrait on every machine. */
#ifndef SYN_GROUP_PORTRAIT_H
#define SYN_GROUP_PORTRAIT_H

#include "report/report.h"
#include "text/vectors.h"

/* What a feature is. Days and numbers are no part of the vector of words. */
typedef enum portrait_kind {
    KIND_WORD, KIND_PERSON, KIND_ORGANIZATION, KIND_PLACE, KIND_OTHER /* names of none of these */, KIND_DAY, KIND_NUMBER
} portrait_kind;
enum { MARK_KIND = 7, MARK_TITLE = 8, MARK_LEAD = 16 };  /* of portrait_features.marks */

enum {
    PORTRAIT_WORDS = 88,        /* most words of a report, the heaviest */
    PORTRAIT_DAYS = 8,
    PORTRAIT_NUMBERS = 8,
    PORTRAIT_FEATURES = PORTRAIT_WORDS + PORTRAIT_DAYS + PORTRAIT_NUMBERS,
    PORTRAIT_KEYS = 20,         /* heaviest words, by which a report is found */
    PORTRAIT_ONE = 512          /* length of the vector of words, but for the weights that are cut at 255 */
};
#define PORTRAIT_NO_DAY INT32_MIN

/* What stays of a report while it is in the window. Without pointers: it can be written and read as it is. */
typedef struct portrait_features {
    uint32_t key[PORTRAIT_FEATURES];    /* rising; hash of a word, a day, a number; 0 never */
    uint8_t weight[PORTRAIT_FEATURES];
    uint8_t marks[PORTRAIT_FEATURES];   /* portrait_kind and MARK_... */
    uint8_t heavy[PORTRAIT_KEYS];       /* the heaviest words, heaviest first: places in `key` */
    uint8_t count, heavies;
    uint16_t words;                     /* of the text, 65535 at the most */
    int32_t day;                        /* published: days since 1970-01-01, or PORTRAIT_NO_DAY */
    int8_t dense[VECTORS_SIZE];         /* of length VECTORS_ONE; zeros where no word is known */
} portrait_features;

typedef struct portrait {
    syn_slice id, url, source, title;   /* borrowed from the report */
    bool article;                       /* others get a story of their own, and have no features */
    uint64_t content;                   /* hash of all that tells this very report from another of its id: title, address, day, text */
    portrait_features features;
    syn_span place[PORTRAIT_FEATURES];  /* where each feature first stands in the text; absent in a loaded portrait */
    SYN_VEC(uint64_t) runs;             /* sampled runs of words, by which copies are known */
} portrait;

static inline unsigned portrait_kind_of(const portrait_features *f, uint32_t at) { return f->marks[at] & MARK_KIND; }

/* The report must be marked if it is an article. The portrait borrows from it, and its vector lies in `arena`. */
syn_code portrait_of(const syn_report *report, portrait *out, syn_arena *arena, syn_error *error);
#endif
