/* times_calendar.h - the day of writing, the dates spoken of, and which of several days is meant. For times_value.c only. */
#ifndef SYN_MARK_TIMES_CALENDAR_H
#define SYN_MARK_TIMES_CALENDAR_H

#include "mark/times.h"

typedef enum tense { TENSE_NONE, TENSE_PAST, TENSE_FUTURE, TENSE_DONE } tense;

typedef struct time_ground {
    bool has_year, has_month, has_day, has_clock;  /* what is known of the moment of writing */
    syn_civil now;
    long today;            /* days; the middle of the month or year where the day is not known */
} time_ground;

/* The tense that governs a shape: that of the nearest cue before it in its sentence, else behind it. */
tense tense_of(const mark_scan *scan, const time_shape *shape);
/* The same for a day or month without a year, with TENSE_DONE where the past is sure: its verb stands right before it ("stepped
 * down in February"), or it dates a thing that words lead into or come after ("into the March 12 fire"). */
tense tense_of_year(const mark_scan *scan, const time_shape *shape);
/* The same, looked for in so many words before it only. */
tense tense_within(const mark_scan *scan, const time_shape *shape, uint32_t words);
/* The year of a month (or of a month and day, day > 0) without one. has_month must hold. */
int year_nearest(const time_ground *ground, int month, int day, tense when, const time_shape *shape);
/* The day of a weekday (1 to 7). has_day must hold. */
long weekday_nearest(const time_ground *ground, int weekday, tense when, const time_shape *shape, bool spoken,
                     long spoken_day);
/* The day of a holiday's rule (time_holidays.txt) in a year. */
long holiday_day(const char *rule, int year);
/* The year of a season. */
int season_year(const time_ground *ground, const char *season, tense when, const time_shape *shape);
/* Writes a TIMEX3 duration. */
void duration_print(char unit, double count, char unit2, double count2, char *out, size_t size);
#endif
