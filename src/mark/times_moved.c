/* times_moved.c - values what is counted from a moment: "two weeks ago" from the day of writing, "four years later" and
 * "a year earlier" from the date last spoken of.
 *
 * In: a shape with a count, a unit and a direction. Out: a date as fine as the unit (two weeks ago is a week, five years ago
 * a year), or the plain length of time where the date it counts from is not known finely enough. In a report of quarterly
 * results "a year ago" is the same quarter of the year before. */
#include "mark/times_put.h"

#include <stdio.h>
#include <string.h>

enum {
    SPOKEN_SENTENCES = 4,  /* "two days later" counts from a date at most so far back */
    QUARTER_WORDS = 400    /* "a year ago" means a quarter at most so far behind one */
};

static bool spoken_lately(const valuer *v, const time_shape *shape) {
    return v->spoken_year && v->scan->words[shape->word].sentence <= v->spoken_sentence + SPOKEN_SENTENCES;
}

/* `count` units from a date known to the year, month or day; false where the date is not known finely enough. */
static bool move_from(valuer *v, time_shape *shape, int year, int month, bool has_day, long day) {
    double count = shape->count * shape->direction;
    if (shape->count > 9000) return false;
    bool half = shape->count - (double)(long)shape->count > 0.01;
    double years = shape->unit == 'Y' ? 1 : shape->unit == 'E' ? 10 : shape->unit == 'C' ? 100 : shape->unit == 'L' ? 1000
                   : 0;
    if (years > 0 && year && (!half || !month)) return put_year(v, year + (int)(count * years), shape->direction), true;
    if ((shape->unit == 'M' || shape->unit == 'Q' || years > 0) && month) {
        double months = shape->unit == 'M' ? 1 : shape->unit == 'Q' ? 3 : 12 * years;
        return put_month(v, year, month + (int)(count * months), shape->direction), true;
    }
    int unit_days = shape->unit == 'W' ? 7 : shape->unit == 'F' ? 14 : 0;
    if (unit_days && has_day && shape->exact) return put_day(v, shape, day + (long)(count * unit_days)), true;
    if (unit_days && has_day) return put_week(v, day + (long)(count * unit_days), false), true;
    if (shape->unit == 'D' && has_day) return put_day(v, shape, day + (long)count), true;
    return false;
}

/* Hours and minutes from a moment of writing known to the minute. */
static bool move_clock(valuer *v, time_shape *shape) {
    double minutes = shape->unit == 'H' ? 60 : shape->unit == 'm' ? 1 : 0;
    if (minutes <= 0 || !v->ground.has_clock || shape->count > 10000) return false;
    long moment = v->ground.today * 1440 + v->ground.now.hour * 60 + v->ground.now.minute;
    moment += (long)(shape->count * minutes) * shape->direction;
    long day = moment / 1440, minute = moment % 1440;
    if (minute < 0) minute += 1440, day--;
    put_day(v, shape, day);
    if (!shape->has_day) return true;  /* before the year 1, or behind 9999 */
    size_t n = strlen(v->value);
    snprintf(v->value + n, sizeof v->value - n, "T%02ld:%02ld", minute / 60, minute % 60);
    v->type = TIME_TIME;
    return true;
}

/* "a year ago" in a report of quarterly results compares with that quarter. */
static bool move_quarter(valuer *v, const time_shape *shape) {
    if (shape->unit != 'Y' || shape->count < 0.9 || shape->count > 1.1 || shape->direction > 0 || v->quarter < 0)
        return false;
    if (shape->word - v->quarter_word > QUARTER_WORDS) return false;
    int quarter = v->quarter;
    put_quarter(v, shape, quarter - 4);
    return true;
}

void value_ago(valuer *v, time_shape *shape) {
    const time_ground *g = &v->ground;
    if (shape->count < 0) {
        put_text(v, shape->direction < 0 ? "PAST_REF" : "FUTURE_REF", g->has_year);
        return;
    }
    if (move_quarter(v, shape)) return;
    if (g->has_year && move_from(v, shape, g->now.year, g->has_month ? g->now.month : 0, g->has_day, g->today)) return;
    if (move_clock(v, shape)) return;
    put_duration(v, shape);
}

void value_shift(valuer *v, time_shape *shape) {
    if (shape->count >= 0) {
        if (move_quarter(v, shape)) return;
        bool lately = spoken_lately(v, shape);
        if (lately && move_from(v, shape, v->spoken_year, v->spoken_month, v->spoken_day, v->spoken)) return;
        bool year_back = shape->unit == 'Y' && shape->direction < 0 && v->ground.has_year && shape->count < 1.1;
        if (year_back && move_from(v, shape, v->ground.now.year, 0, false, 0)) return;
    }
    put_duration(v, shape);
}
