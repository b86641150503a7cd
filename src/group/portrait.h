/* portrait.h - all that grouping keeps of a report.
 *
 * In: a marked report. Out: its portrait: its rare words and whether they are names, in the title or at its head; days; numbers
 * with their units; and what tells it apart (id, address, source). Pure, so it may be made on any thread; placing it (group.h) never looks at the text again. All in small whole numbers: the same report gives the same portrait on
 * every machine. */
#ifndef SYN_GROUP_PORTRAIT_H
#define SYN_GROUP_PORTRAIT_H

#include "group/amounts.h"
#include "group/fingerprint.h"
#include "report/report.h"

/* What a word of the report is: portrait_features.marks. */
enum {
    MARK_NAME = 1, MARK_PERSON = 2, MARK_PLACE = 4, MARK_OTHER = 8 /* a name of an organization or of something else */,
    MARK_TITLE = 16, MARK_HEAD = 32, MARK_NUMBER = 64, MARK_TOP = 128 /* one of the PORTRAIT_TOP heaviest */
};

enum {
    PORTRAIT_WORDS = 96,        /* most words of a report, the heaviest */
    PORTRAIT_DAYS = 6,
    PORTRAIT_KEYS = 20,         /* heaviest words, by which a report is found */
    PORTRAIT_TOP = 12,
    PORTRAIT_KEY_BITS = 8       /* lower bits of a word that hold its weight */
};
#define PORTRAIT_NO_DAY INT32_MIN
#define PORTRAIT_NO_ZONE INT8_MIN

/* Vectors that are compared apart; those from CHANNEL_NUMBER on are of rarities, the others of weights. */
typedef enum portrait_channel {
    CHANNEL_ALL, CHANNEL_PLAIN, CHANNEL_NAME, CHANNEL_PERSON, CHANNEL_PLACE, CHANNEL_OTHER,
    CHANNEL_NUMBER, CHANNEL_TITLE, CHANNEL_HEAD, CHANNEL_HEAD_NAME, CHANNELS
} portrait_channel;
/* Sets of words of which is told how much another report has. */
typedef enum portrait_part { PART_TOP, PART_HEAD_NAME, PART_TITLE, PART_PLACE, PART_PERSON, PARTS } portrait_part;

/* What stays of a report while it is in the window. Without pointers. */
typedef struct portrait_features {
    uint32_t word[PORTRAIT_WORDS];      /* rising; upper bits: hash, the lowest PORTRAIT_KEY_BITS: weight */
    uint8_t marks[PORTRAIT_WORDS];
    uint8_t rarity[PORTRAIT_WORDS];     /* 16 times that of text/background.h */
    uint16_t named_day[PORTRAIT_DAYS];  /* days that the text names, since 1970-01-01, rising */
    uint32_t squares[CHANNELS];         /* of the vectors, and sums of the parts: from the words */
    uint16_t part[PARTS];
    uint16_t words;                     /* of the text, 65535 at the most */
    uint8_t count, days;
    bool day_stated;                    /* `day` is that of the report, not one that its text begins with */
    int32_t day;                        /* published: days since 1970-01-01, or PORTRAIT_NO_DAY */
    report_amounts amounts;
} portrait_features;

typedef struct portrait {
    syn_slice id, url, source, title;   /* borrowed from the report */
    syn_slice names;                    /* persons and places that it names most, packed (labels.h) */
    bool article;                       /* others get a story of their own, and have no features */
    uint64_t content;                   /* hash of all that tells this very report from another of its id: title, address, day, text */
    int32_t day;                        /* published, or PORTRAIT_NO_DAY */
    int16_t minute;                     /* ... and the minute of that day, or -1 */
    int8_t zone;                        /* quarters of an hour east of UTC, or PORTRAIT_NO_ZONE */
    bool time_stated;                   /* the input states it; else it is a guess, or there is none */
    bool source_credited;               /* `source` is but the agency that its dateline names */
    bool credit_agency;                 /* `credit` is that of an agency */
    uint32_t credit;                    /* portrait_outlet of the outlet that its lines credit with its text, or 0 */
    portrait_features features;
    uint32_t key[PORTRAIT_KEYS];        /* the heaviest words, heaviest first: by these it is found */
    uint8_t key_weight[PORTRAIT_KEYS], keys;
    syn_span place[PORTRAIT_KEYS];      /* where each first stands in the text; absent in a loaded portrait */
    fingerprint print;                  /* by which copies are known */
} portrait;

static inline uint32_t portrait_hash(uint32_t word) { return word >> PORTRAIT_KEY_BITS; }
static inline uint32_t portrait_weight(uint32_t word) { return word & ((1u << PORTRAIT_KEY_BITS) - 1); }

/* The report must be marked if it is an article. The portrait borrows from it; what it makes lies in `arena`. */
syn_code portrait_of(const syn_report *report, portrait *out, syn_arena *arena, syn_error *error);
/* A key of an outlet's name (report/outlets.h); 0 for what names none. *agency: it is that of an agency. */
uint32_t portrait_outlet(syn_slice name, bool *agency, syn_arena *scratch);
/* Sums `squares` and `part` up. */
void portrait_sum(portrait_features *f);
/* The index of the word of this key, or `count` where the report has none. */
uint32_t portrait_find(const portrait_features *f, uint32_t key);
#endif
