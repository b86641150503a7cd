/* times.h - what the files times*.c share: a shape is a time expression as it was written, before it has a value.
 *
 * times.c looks for shapes from left to right by the grammar (times_grammar.h), whose terminals stand in times_dates.c,
 * times_clock.c and times_spans.c; times_value.c then gives every shape its TIMEX3 value. */
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
    uint32_t weekday_word;    /* with a weekday: its word */
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
    bool mod_date, mod_any;   /* a prefix: it may stand before a date, before anything */
    uint8_t relation;         /* of a length to an event behind it, as in time_relation */
    bool begins_range, ends_range;  /* with the shape behind it, before it */
    bool exact;               /* counted to the day: "two weeks ago today" */
    bool odd;                 /* its date does not fall on its weekday; set by times_value.c */
    bool back;                /* it is past, whatever the tense */
    const char *text;         /* the value itself (references, sets), or a holiday's rule; NULL if none */
    const char *season;
    /* set by times_value.c */
    bool has_day;             /* days is its day */
    long days;
} time_shape;

typedef SYN_VEC(time_shape) time_shapes;

/* What letters glued to digits say, or a word such as "p.m.": 'a' or 'p' the half of the day, 'o' an ordinal, 'd' a decade;
 * 'v' of a verb that is past (time_endings.txt); 0 = nothing. */
char time_ending(syn_slice rest);

#endif
