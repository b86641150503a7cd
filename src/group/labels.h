/* labels.h - what a story is called: its headline, its people and places, how many tell it, and how fast.
 *
 * In: what grouping keeps of the story's reports, in the order in which they came. Out: everything shown is a title or a
 * name of one of them. Pure; made when somebody asks, not as reports come. */
#ifndef SYN_GROUP_LABELS_H
#define SYN_GROUP_LABELS_H

#include "report/report.h"

#define LABEL_NAMES 5          /* people, and places, of one story */
#define LABEL_NO_TIME INT64_MIN

/* A name as a report has it. */
typedef struct label_name {
    syn_slice name;
    uint8_t type;              /* name_type */
    uint32_t mentions;         /* in that report */
} label_name;

/* The persons and places that a report names most, LABEL_REPORT_NAMES at most, as bytes in `arena`: of each its type, its mentions
 * (255 at most), its length, its text. ptr NULL when there is no memory. And back, as far as the bytes are whole; how many. */
#define LABEL_REPORT_NAMES 6
#define LABEL_NAME_BYTES 48      /* longer names are left out */
syn_slice label_names_pack(const syn_report *report, syn_arena *arena);
uint32_t label_names_unpack(syn_slice packed, label_name out[LABEL_REPORT_NAMES]);

/* A report as labels need it. What it points to is borrowed. */
typedef struct label_report {
    syn_slice title, source;   /* may be empty */
    int64_t time;              /* published: minutes since 1970-01-01 UTC, or LABEL_NO_TIME */
    bool counts;               /* false: a copy or a later version of another report */
    const label_name *names;
    uint32_t name_count;
} label_report;

typedef struct labelled_name {
    syn_slice name;            /* its full name, as the first report that has it gives it */
    uint32_t reports;          /* that have it, in any form */
} labelled_name;

typedef enum label_pace { PACE_UNKNOWN, PACE_RISING, PACE_STEADY, PACE_FALLING } label_pace;

typedef struct story_label {
    uint32_t headline;         /* index of the report whose title heads the story, or REPORT_NONE */
    labelled_name people[LABEL_NAMES], places[LABEL_NAMES];  /* by how many reports have them; unused ones empty */
    uint32_t reports;          /* all of them */
    uint32_t independent;      /* reports that count */
    uint32_t sources;          /* different sources of reports that count; one that names none is one of its own */
    int64_t first, last;       /* times, or LABEL_NO_TIME */
    uint32_t last_day, day_before;  /* reports that count in the last 24 hours up to `last`, and in the 24 before them */
    label_pace pace;           /* from these two; unknown where fewer than 4 reports have times over more than a day */
} story_label;

/* Linear in the reports' titles and names, but for sorting. */
syn_code label_story(const label_report *reports, uint32_t count, story_label *out, syn_arena *scratch, syn_error *error);
/* "rising", "steady", "falling", or "" where it is not known. */
const char *label_pace_name(label_pace pace);
#endif
