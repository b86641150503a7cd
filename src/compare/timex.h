/* timex.h - the stretch of days that a TIMEX3 value covers, so that two values can be compared. */
#ifndef SYN_COMPARE_TIMEX_H
#define SYN_COMPARE_TIMEX_H

#include "report/report.h"

/* The value without its time of day: "2018-08-08TMO" gives "2018-08-08". A part of the same slice. */
syn_slice timex_day(syn_slice value);
/* First and last day (days since 1970) of a year, month, day, ISO week, week-end, season, quarter or half. False for
 * anything else (durations, open values, PRESENT_REF). */
bool timex_range(syn_slice value, long *from, long *to);
/* True if a marked time stands at byte `at` of a report. */
bool timex_covers(const syn_report *report, uint32_t at);
#endif
