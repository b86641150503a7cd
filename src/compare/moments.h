/* moments.h - when a statement says that something happens, so far as two reports can be held against each other. */
#ifndef SYN_COMPARE_MOMENTS_H
#define SYN_COMPARE_MOMENTS_H

#include "compare/story.h"

typedef struct moment {     /* a time of a report that names a day or a stretch of days */
    long from, to;          /* days since 1970, where the day of its report is known; else */
    int weekday;            /* 1 Monday to 7 of an unknown week; from MOMENT_RELATIVE on "last week", "this month"; 0: from and to */
} moment;
#define MOMENT_RELATIVE 8

/* False for clock times, lengths and words such as "now". */
bool moment_read(const syn_time *time, moment *out);
/* The same, and "last week", "this month" of a report without a day. */
bool moment_of(const syn_report *r, const syn_time *time, moment *out);
/* 1: a common day, -1: none, 0: nobody can tell. */
int moment_meet(const moment *a, const moment *b);
/* Minutes of a clock time as told, its zone aside; -1 where a time has none or names a zone. */
int moment_clock(const syn_time *time);
/* Does a time name a day itself? "9:40 p.m." has that of its report. */
bool moment_names_day(const syn_report *r, const syn_time *time);
/* The date of a caption, a heading or a line of its own: a whole date that no word of its sentence leads to. */
bool moment_is_stamp(const syn_report *r, const syn_time *time);
/* The same of all times of the sentences of two statements: -1 only where both name days and none meet. */
int moments_meet(const story *s, const statement *a, const statement *b);
#endif
