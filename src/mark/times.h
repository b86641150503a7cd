/* times.h - what the files times*.c share: a shape is a time expression as it was written, before it has a value.
 *
 * times.c looks for shapes from left to right; times_dates.c (calendar), times_spans.c (durations, sets, periods) and
 * times_clock.c (hours and parts of the day) each match some kinds; times_value.c then gives every shape its TIMEX3
 * value. */
#ifndef SYN_MARK_TIMES_H
#define SYN_MARK_TIMES_H

#include "mark/classes.h"
#include "mark/mark.h"

typedef enum shape_kind {
    SHAPE_NONE,
    SHAPE_DAY,       /* month and day, perhaps a year: "Aug. 7", "2018-08-07" */
    SHAPE_MONTH,     /* "July", "July 1997", "last April" */
    SHAPE_YEAR,      /* "2016" */
    SHAPE_DECADE,    /* "the 1980s"; year holds 198 */
    SHAPE_CENTURY,   /* "the 20th century"; year holds 19 */
    SHAPE_WEEKDAY,   /* "Friday", "next Monday" */
    SHAPE_RELATIVE,  /* days from today: "yesterday" */
    SHAPE_HOLIDAY,
    SHAPE_PERIOD,    /* a unit of the calendar by its place: "this week", "last year", "the weekend" */
    SHAPE_QUARTER,   /* "the third quarter"; steps 0 = the last one spoken of */
    SHAPE_HALF,      /* "the first half of 1989" */
    SHAPE_SEASON,
    SHAPE_PART,      /* a part of the day alone: "the evening" */
    SHAPE_CLOCK,     /* an hour alone: "7:33 p.m.", "noon" */
    SHAPE_DURATION,  /* "three weeks" */
    SHAPE_AGO,       /* a duration back or forth from now: "three weeks ago", "two days from now" */
    SHAPE_SHIFT,     /* ... from the date last spoken of: "a year earlier" */
    SHAPE_SET,       /* "every Friday", "daily" */
    SHAPE_REF        /* "now", "recently" */
} shape_kind;

/* steps count from now, or from the date spoken of */
typedef enum deixis { DEIXIS_NONE, DEIXIS_NOW, DEIXIS_SPOKEN } deixis;

typedef struct time_shape {
    uint32_t word, past;      /* first word, and the one behind the last */
    uint8_t kind, deixis;
    int8_t steps;             /* with deixis: -1 the one before, 0 the one that runs, 1 the next */
    bool whole_year;          /* year_steps tells the year: "July last year", "this year's third quarter" */
    int8_t year_steps;
    bool every;               /* a set */
    bool paired;              /* the second day of "April 24-25" */
    int year, month, day;     /* 0 = not said */
    int weekday, number;      /* number: of a quarter or half; days of SHAPE_RELATIVE */
    char unit;                /* as in time_units.txt */
    double count;             /* of units; below 0: not said how many */
    double count2;            /* and a second part: "two years and three months" */
    char unit2;
    int direction;            /* of AGO and SHIFT */
    char part[3];             /* "MO" ..., or empty */
    bool clock;
    int hour, minute;
    bool zoned;               /* zone is minutes east of UTC */
    int zone;
    const char *mod;          /* TIMEX3 mod, or NULL */
    const char *text;         /* the value itself (references, sets), or a holiday's rule; NULL if none */
    const char *season;
    /* set by times_value.c */
    bool has_day;             /* days is its day */
    long days;
} time_shape;

typedef SYN_VEC(time_shape) time_shapes;

/* Each returns the first word past the expression that begins at `at` and fills in *shape, or returns `at`. `end` is the
 * first word past the sentence. */
uint32_t date_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape);
uint32_t clock_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape);
uint32_t span_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape);
uint32_t period_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape);

/* "Wednesday [morning]": takes in a part of the day or an hour that stands right behind a day. */
uint32_t part_after(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape);
/* A weekday, date, yesterday ... of one day, without parts; for clock_match. */
uint32_t day_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape);
/* A year in digits (1000 to 2100) or words ("nineteen ninety-six") at `at`. */
uint32_t year_at(const mark_scan *scan, uint32_t at, uint32_t end, int *year);
/* Reads "-1", "r1", "0" of time_deictics.txt. */
void deixis_read(const char *value, time_shape *shape);

/* Gives the shapes their values and puts them on the report. */
syn_code times_value(const mark_options *options, syn_report *report, const mark_scan *scan, time_shapes *shapes,
                     syn_error *error);
#endif
