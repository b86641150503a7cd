/* collation.h - one story's reports laid side by side: what compare finds and tell shows. No rules in here.
 *
 * A place is a span in one of the story's reports (of its text; in a reading of an `inside` difference also of its title);
 * every text shown is the text of a place. `report` is an index into
 * `reports`, which are ordered by letter (A, B, C ... = 0, 1, 2 ...), the order in which the caller gave them.
 *
 * Invariants (collation_assert checks them): every place is a span between characters of its report; every item has at
 * least one place, a shared item and a difference at least two (an `inside` difference: both in one report); items are in
 * a written order that does not hang on threads, addresses or hashes. */
#ifndef SYN_REPORT_COLLATION_H
#define SYN_REPORT_COLLATION_H

#include "report/report.h"

typedef struct syn_place {
    uint32_t report;
    syn_span span;
    bool in_title;          /* the span is of the report's title, not of its text */
} syn_place;
typedef SYN_VEC(syn_place) syn_places;

/* One thing that ties a finding together: equal or like words of two reports, and what they weigh. */
typedef enum reason_kind {
    REASON_NAME = 1,        /* one person, body or place */
    REASON_VALUE,           /* one time or number */
    REASON_WORD,            /* one stem, or one class of meaning */
    REASON_MEANING,         /* words of like meaning (text/vectors.h) */
    REASON_PASSAGE,         /* a copied passage */
    REASON_RULE             /* words that the rule of a difference rests on */
} reason_kind;
const char *reason_kind_name(reason_kind kind);
typedef struct collation_reason {
    uint8_t kind;
    syn_place a, b;         /* the words in two reports; equal places where one report gave them */
    double weight;
} collation_reason;
typedef struct collation_why {      /* heaviest first; empty where nothing was noted */
    SYN_VEC(collation_reason) reasons;
    double score;           /* the likeness or sum that decided, 0 where there is none */
} collation_why;

typedef struct collation_source {   /* what is known of report i */
    uint32_t copy_of;       /* an earlier report of which it is a whole copy, or REPORT_NONE */
    uint32_t account;       /* reports with one value tell one account */
    uint32_t own_permille;  /* share of its words that stand in no earlier report of the story */
    syn_slice day;          /* YYYY-MM-DD it speaks from, or empty */
    bool day_inferred;      /* the report states no date: the day is the story's */
    syn_slice agency;       /* the agency that its dateline or credit names, or empty */
} collation_source;

typedef enum difference_kind {
    DIFFER_WORDING, DIFFER_NUMBER, DIFFER_DATE, DIFFER_PLACE, DIFFER_ROLE, DIFFER_INITIATOR, DIFFER_CLAIM, DIFFER_INSIDE
} difference_kind;
const char *difference_kind_name(difference_kind kind);
/* What a difference is more closely; printed as "how". */
typedef enum difference_how {
    HOW_PLAIN,
    HOW_AGENTLESS,          /* one names who did it, another does not ("was shot", "police shot") */
    HOW_DENIAL,             /* one denies what another says */
    HOW_CORRECTED           /* a later account of one outlet, or one that says so, corrects an earlier one */
} difference_how;
const char *difference_how_name(difference_how how);

/* What became of the words of an utterance in one reading, against the fullest reading of it. */
typedef enum quote_change {
    CHANGE_FULLEST = 1,         /* it is the fullest itself */
    CHANGE_SAME = 2,            /* the same words */
    CHANGE_PART = 4,            /* the report quotes the rest elsewhere */
    CHANGE_CUT_START = 8, CHANGE_CUT_END = 16,
    CHANGE_CUT_INSIDE = 32,     /* more than a few words left out inside ... */
    CHANGE_ELLIPSIS = 64,       /* ... and the reading shows it */
    CHANGE_REPLACED = 128, CHANGE_ADDED = 256, CHANGE_DROPPED = 512,
    CHANGE_BRACKETED = 1024,    /* an editor's words in [ ] */
    CHANGE_BEYOND = 2048,       /* it begins earlier, ends later, or has what an ellipsis of the fullest leaves out */
    CHANGE_MERGED = 4096,       /* it runs together what another report quotes apart */
    CHANGE_PARAPHRASE = 8192,   /* the same in other words, or as reported speech */
    CHANGE_OTHER_SPEAKER = 16384
} quote_change;
#define QUOTE_CHANGES 15
/* The name of the i-th of them, such as "cut_end". */
const char *quote_change_name(unsigned i);

typedef struct collation_reading {
    syn_place place;
    syn_places marks;       /* the very words that differ, inside place; may be empty */
    uint32_t change;        /* of a reading of a quote: quote_change; else 0 */
    bool later;             /* of a correction: this is the corrected account */
} collation_reading;
typedef struct collation_difference {
    uint8_t kind, how;      /* difference_kind, difference_how */
    syn_place about;        /* words of a report that say what it is about */
    SYN_VEC(collation_reading) readings;
    collation_why why;
} collation_difference;

/* What a piece of evidence says, held against the wording shown. */
typedef enum collation_extent { SAYS_SAME, SAYS_MORE, SAYS_LESS } collation_extent;
typedef struct collation_shared {
    syn_place lead;         /* the wording shown */
    uint32_t independent;   /* accounts that say it, copies counted once */
    syn_places evidence;    /* one or more places per report, in order of report */
    uint8_t *extents;       /* collation_extent of each piece of evidence, or NULL */
    collation_why why;
    uint32_t difference;    /* index of the first difference that touches it, or REPORT_NONE */
    double score;           /* weight by agreement and content, for ranking */
} collation_shared;

typedef struct collation_only {
    syn_place place;
    double score;
    collation_why why;      /* the words that no other report has */
} collation_only;

typedef struct collation_copy {
    syn_places spans;       /* the passage in each report */
    uint32_t first;         /* report that had it first: earlier day, else the earlier letter */
    bool ordered;           /* a time, a credit or a dateline tells who had it first; else `first` is the letter alone */
    collation_why why;
} collation_copy;

typedef struct collation_reading_of_quote {
    syn_place place;        /* what was said: first to last byte of the content */
    syn_place source, cue;  /* span absent if there is none */
    syn_slice said_on, venue;
    syn_slice speaker;      /* "" = unknown */
    uint8_t kind;
    uint32_t change;        /* quote_change; 0 where it is the only reading */
    syn_places marks;       /* its words that differ from the fullest reading */
    syn_places against;     /* the words of the fullest reading that it has otherwise or leaves out inside a sentence */
} collation_reading_of_quote;
typedef struct collation_utterance {
    syn_slice speaker;      /* "" = unknown */
    uint32_t person;        /* index into people, or REPORT_NONE */
    syn_place lead;         /* the fullest reading */
    uint8_t kind;           /* quote_kind of the lead: direct or block */
    SYN_VEC(collation_reading_of_quote) readings;
    uint32_t difference;    /* index of its wording difference, or REPORT_NONE */
    collation_why why;
} collation_utterance;

typedef enum person_form {
    PERSON_NAMED,
    PERSON_UNNAMED,         /* told of by a description alone ("the pilot"); the name is its fullest description */
    PERSON_WRITER           /* of a report: its byline or credit names them, the text does not */
} person_form;
typedef struct collation_person {
    uint8_t form;           /* person_form */
    syn_slice name;         /* verbatim somewhere */
    syn_place name_place;
    uint8_t type;           /* name_type */
    syn_slice list_name, list_id; /* as in syn_entity */
    syn_slice credit;       /* of a writer: what their credit says ("Editing by"); empty in a byline */
    SYN_VEC(syn_place) roles;     /* one per report that gives one, of a writer one per report; span may be absent */
    syn_places mentions;    /* names with their titles, roles behind them, resolved descriptions; by report and begin */
} collation_person;

typedef struct collation_event {
    syn_slice when;         /* TIMEX3 value: 2018-08-08, 2018-W32, 2018-07 ... */
    syn_place lead;
    syn_places evidence;
} collation_event;

typedef struct collation_sentence {  /* of the brief */
    syn_place lead;
    syn_places cites;       /* lead's own place first */
    uint32_t independent;
    uint32_t difference;    /* or REPORT_NONE */
    collation_why why;      /* what it adds to the sentences before it */
} collation_sentence;

typedef struct syn_collation {
    syn_arena arena;        /* owns everything below but the reports */
    const syn_report **reports;
    uint32_t count;
    collation_source *sources;       /* count of them */
    uint32_t accounts;               /* independent accounts in the story */
    uint32_t headline;               /* report whose title heads the story, or REPORT_NONE */
    syn_place headline_place;        /* where no report has a title: words that can head it */
    syn_slice first_day, last_day;   /* YYYY-MM-DD, or empty */
    SYN_VEC(collation_sentence) brief;
    SYN_VEC(collation_shared) shared;
    SYN_VEC(collation_only) only;
    SYN_VEC(collation_difference) differences;
    SYN_VEC(collation_copy) copies;
    SYN_VEC(collation_utterance) quotes;
    SYN_VEC(collation_person) people;
    SYN_VEC(collation_event) timeline;
    uint32_t left_out;               /* reports of the story past CAP_STORY_REPORTS */
} syn_collation;

/* NULL, or a constant that says which invariant is broken. */
const char *collation_assert(const syn_collation *collation);
/* What a place is a span of. */
static inline syn_slice place_whole(const syn_collation *c, syn_place p) {
    return p.in_title ? c->reports[p.report]->title : c->reports[p.report]->text;
}
static inline syn_slice place_slice(const syn_collation *c, syn_place p) {
    return slice_cut(place_whole(c, p), p.span.begin, p.span.end);
}

/* All that one call of compare gives: the stories, and every input with its outcome. Owned by the engine. */
typedef struct collation_set {
    const syn_collation *stories;
    uint32_t count;
    const syn_report *const *inputs;  /* every input in order, articles or not */
    uint32_t input_count;
} collation_set;
#endif
