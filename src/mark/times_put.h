/* times_put.h - the state of valuing one report, and how values are written. For times_value.c, times_moved.c and
 * times_put.c only. */
#ifndef SYN_MARK_TIMES_PUT_H
#define SYN_MARK_TIMES_PUT_H

#include "mark/times_calendar.h"
#include "mark/times_grammar.h"

enum { VALUE_MAX = 96 };

typedef struct valuer {
    const mark_scan *scan;
    grammar_scan *grammar;
    time_shapes *shapes;
    time_ground ground;
    /* the date last spoken of, as fine as it was said; 0 or false = not said */
    bool spoken_day;
    long spoken;
    int spoken_year, spoken_month;
    bool spoken_stated;        /* that day was written with its year */
    int quarter;               /* year * 4 + quarter - 1, or -1 */
    uint32_t spoken_sentence, quarter_word;
    /* the shape in hand */
    char value[VALUE_MAX];
    bool resolved;
    time_type type;
} valuer;

/* Each writes valuer->value and notes what was spoken of. A year outside 1 to 9999 becomes a reference, by the sign of
 * `steps`. */
void put_text(valuer *v, const char *text, bool resolved);
/* PAST_REF, PRESENT_REF or FUTURE_REF, unresolved. */
void put_reference(valuer *v, int steps);
void put_day(valuer *v, time_shape *shape, long days);
void put_year(valuer *v, int year, int steps);
/* `month` may lie outside 1 to 12: it carries over. */
void put_month(valuer *v, int year, int month, int steps);
void put_week(valuer *v, long days, bool weekend);
/* `quarters` is year * 4 + quarter - 1. */
void put_quarter(valuer *v, const time_shape *shape, int quarters);
/* False, with a reference as the value, for a year outside 1 to 9999. */
bool year_fits(valuer *v, int year, int steps);
/* A length of time, as TIMEX3 has it; type TIME_DURATION. */
void put_duration(valuer *v, const time_shape *shape);

/* times_moved.c: "three weeks ago", "a year earlier". */
void value_ago(valuer *v, time_shape *shape);
void value_shift(valuer *v, time_shape *shape);
#endif
