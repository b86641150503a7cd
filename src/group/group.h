/* group.h - a stream of reports becomes stories; copies are known as copies, versions as versions.
 *
 * Reports come one by one, as portraits (portrait.h). Each is placed when it comes, seeing only those before it, and
 * the placing says why. What is known later (two stories turn out to be one) changes the stories by events, each told
 * when it happens: nothing is changed in silence. The same portraits in the same order give the same placings and
 * events, on any machine. Cost of a report: at most CAP_GROUP_CANDIDATES stories are looked at, however many there are.
 * One thread at a time. */
#ifndef SYN_GROUP_GROUP_H
#define SYN_GROUP_GROUP_H

#include "group/bytes.h"
#include "group/portrait.h"

typedef struct grouping grouping;

typedef struct group_options {
    bool lenient;        /* the caller holds that the reports belong together: ask less of each */
    bool batch;          /* each is a report of its own: none is the very one that came before, none a version of another */
} group_options;

typedef enum group_event_kind {
    EVENT_START, EVENT_JOIN, EVENT_COPY, EVENT_VERSION, EVENT_MERGE, EVENT_SPLIT, EVENT_MOVE
} group_event_kind;
typedef struct group_event {
    uint8_t kind;
    bool by_person;      /* a person decided it (decisions.h) */
    uint32_t report;     /* start, join, copy, version, move: the report. Merge, split: the one that brought it */
    uint32_t story;      /* the one that has the report now; merge: the one that stays; split: the new one */
    uint32_t other;      /* merge: the story that goes into it; split, move: where the reports stood; copy, version: the
                            earlier report; else REPORT_NONE */
    double score;        /* of the decision */
} group_event;

typedef SYN_VEC(group_event) group_events;

/* A word or name of a report that its story, or the nearest other story, has too. */
typedef enum shared_kind { SHARED_PERSON, SHARED_PLACE, SHARED_NAME, SHARED_NUMBER, SHARED_TITLE, SHARED_WORD } shared_kind;
typedef struct group_reason {
    syn_span place;
    uint8_t kind;
    bool in_story, in_rival;
} group_reason;

#define GROUP_REASONS 4
typedef struct group_placing {
    uint32_t report;     /* its number: 0, 1, 2 ... in the order in which they came */
    bool known;          /* the very report came before (its id, with the same content): nothing has changed */
    uint32_t story;      /* as it is now; numbers in order of beginning, never used again */
    uint32_t copy_of;    /* the earlier report that it is a copy of, or stands inside of, or REPORT_NONE */
    uint8_t copy_kind;   /* copy_kind of fingerprints.h */
    uint32_t contains;   /* an earlier report that stands inside this one, or REPORT_NONE */
    uint32_t version_of; /* the first report of which it is a later version, or REPORT_NONE */
    double new_share;    /* of a version: how much of its text the earlier ones lack, 0 to 1; -1: not known */
    bool new_title;      /* of a version: its title is another */
    bool decided;        /* a person put it there */
    double score;        /* of the decision to join, or 0 */
    uint32_t rival;      /* the nearest other story, or REPORT_NONE */
    double rival_score;
    syn_span why[GROUP_REASONS];  /* words of the report that tie it to its story; absent where there are fewer */
    group_reason shared[PORTRAIT_KEYS];  /* heaviest first */
    uint32_t shared_count, day_count;
    uint16_t days[PORTRAIT_DAYS]; /* days that the report and its story name, since 1970-01-01 */
    group_events events; /* what happened as it came: a start or a join first; in `scratch` of the call */
} group_placing;

/* `options` may be NULL. Release with grouping_free. */
syn_code grouping_new(grouping **out, const group_options *options, syn_budget *budget, syn_error *error);
void grouping_free(grouping *g);
/* After SYN_ERR_MEMORY or SYN_ERR_LIMIT the grouping can only be released. */
syn_code grouping_add(grouping *g, const portrait *p, group_placing *out, syn_arena *scratch, syn_error *error);

/* ---- what has come ---- */

/* A report as it is kept; its slices live as long as the grouping. */
typedef struct group_report {
    syn_slice id;        /* its own, or one made from it ("x-2") where another report had that */
    syn_slice source, url, title;
    syn_slice names;     /* persons and places that it names most, packed (labels.h) */
    syn_slice note;      /* what the caller had kept with it (grouping_note), or empty */
    uint32_t story, copy_of, version_of;
    int32_t day;         /* published, or PORTRAIT_NO_DAY */
    bool article;
} group_report;

/* How many reports have come, and what is kept of one. */
uint32_t grouping_count(const grouping *g);
group_report grouping_report(const grouping *g, uint32_t report);
/* Keeps a few bytes of the caller's own with a report, in place of those before. */
syn_code grouping_note(grouping *g, uint32_t report, syn_slice note, syn_error *error);
/* Where a report stands now. */
uint32_t grouping_story(const grouping *g, uint32_t report);
/* The report of an id, or REPORT_NONE. */
uint32_t grouping_find(const grouping *g, syn_slice id);

/* What is told of a report and its copies (copies.c). */
typedef enum original_why { ORIGINAL_UNKNOWN, ORIGINAL_TIME, ORIGINAL_SOURCE, ORIGINAL_CREDIT } original_why;
typedef struct group_copies {
    uint32_t lead;           /* the most complete of the copies of its text that stand in its story; REPORT_NONE: there are no others */
    uint32_t original;       /* the one from which the others are, where that can be told, or REPORT_NONE */
    uint8_t why;             /* how it is told */
    bool counts;             /* of a set of copies one counts, and those whose text is mostly their own; a version never */
} group_copies;
syn_code grouping_copies(const grouping *g, uint32_t report, group_copies *out, syn_arena *scratch, syn_error *error);
/* "time", "source", "credit"; "" for ORIGINAL_UNKNOWN. */
const char *original_why_name(unsigned why);

/* How many stories have begun; the story that one went into, or itself; how many reports stand in one (none where it
 * went into another); the reports of one, in the order in which they joined: the first, and the one after another, or
 * REPORT_NONE. */
uint32_t grouping_stories(const grouping *g);
uint32_t grouping_now(const grouping *g, uint32_t story);
uint32_t grouping_size(const grouping *g, uint32_t story);
uint32_t grouping_first(const grouping *g, uint32_t story);
uint32_t grouping_next(const grouping *g, uint32_t report);

/* What a grouping holds, in bytes, by part (costs.c). */
typedef struct group_cost {
    size_t features;     /* of reports */
    size_t seats;        /* their nearest others */
    size_t index;        /* of heavy words */
    size_t prints;       /* fingerprints: samples and figures, */
    size_t slots;        /* ... and their index */
    size_t texts;        /* ids, addresses, titles, names, notes; gaps between arrays too */
    size_t reports;      /* what else is kept of a report */
    size_t finders;      /* reports by id and address */
    size_t stories;      /* stories, and sets of copies */
    size_t all;
} group_cost;
group_cost grouping_cost(const grouping *g);

/* ---- as bytes (snapshot.c) ---- */

/* All that the grouping knows: one that is loaded from these bytes goes on as this one would. */
void grouping_save(const grouping *g, syn_buffer *out);
/* SYN_ERR_FORMAT where the bytes are not what grouping_save made; nothing is read outside them. */
syn_code grouping_load(grouping **out, bytes_reader *in, syn_budget *budget, syn_error *error);
/* A portrait, but for the places of its features in the text. The loaded one borrows from the bytes; its vectors lie in
 * `arena`. SYN_ERR_FORMAT as above. */
void portrait_save(const portrait *p, syn_buffer *out);
syn_code portrait_load(portrait *out, bytes_reader *in, syn_arena *arena, syn_error *error);

/* All at once: the placings of `count` marked reports, `story` as it is after the last of them. */
syn_code group_run(const group_options *options, const syn_report *const *reports, uint32_t count, group_placing *out,
                   syn_arena *scratch, syn_error *error);
#endif
