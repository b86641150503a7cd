/* times_put.c - writes TIMEX3 values, and keeps what the report last spoke of.
 *
 * In: a day, week, month, quarter or year. Out: the text of the value, and the new "spoken of" state, which "the following
 * day" and "four years later" count from. A date outside the years 1 to 9999 is written as PAST_REF or FUTURE_REF. Numbers
 * are printed with snprintf's %d only, which no locale changes. */
#include "mark/times_put.h"

#include <stdio.h>

void put_text(valuer *v, const char *text, bool resolved) {
    snprintf(v->value, sizeof v->value, "%s", text);
    v->resolved = resolved;
}

void put_reference(valuer *v, int steps) {
    put_text(v, steps < 0 ? "PAST_REF" : steps > 0 ? "FUTURE_REF" : "PRESENT_REF", false);
}

void put_day(valuer *v, time_shape *shape, long days) {
    syn_civil day = civil_from_days(days);
    if (day.year < 1 || day.year > 9999) {
        put_reference(v, shape->steps ? shape->steps : shape->direction);
        return;
    }
    shape->has_day = true;
    shape->days = days;
    snprintf(v->value, sizeof v->value, "%04d-%02d-%02d", day.year, day.month, day.day);
    v->resolved = true;
    v->spoken_day = true;
    v->spoken = days;
    v->spoken_year = day.year;
    v->spoken_month = day.month;
}

bool year_fits(valuer *v, int year, int steps) {
    if (year >= 1 && year <= 9999) return true;
    put_reference(v, steps);
    return false;
}

void put_year(valuer *v, int year, int steps) {
    if (!year_fits(v, year, steps)) return;
    snprintf(v->value, sizeof v->value, "%04d", year);
    v->resolved = true;
    v->spoken_day = false;
    v->spoken_year = year;
    v->spoken_month = 0;
}

void put_month(valuer *v, int year, int month, int steps) {
    int months = year * 12 + month - 1;
    if (!year_fits(v, months < 12 ? 0 : months / 12, steps)) return;
    snprintf(v->value, sizeof v->value, "%04d-%02d", months / 12, months % 12 + 1);
    v->resolved = true;
    v->spoken_day = false;
    v->spoken_year = months / 12;
    v->spoken_month = months % 12 + 1;
}

void put_week(valuer *v, long days, bool weekend) {
    int year, week;
    civil_week(days, &year, &week);
    if (!year_fits(v, year, 0)) return;
    snprintf(v->value, sizeof v->value, "%04d-W%02d%s", year, week, weekend ? "-WE" : "");
    v->resolved = true;
}

void put_quarter(valuer *v, const time_shape *shape, int quarters) {
    if (!year_fits(v, quarters < 4 ? 0 : quarters / 4, -1)) return;
    snprintf(v->value, sizeof v->value, "%04d-Q%d", quarters / 4, quarters % 4 + 1);
    v->resolved = true;
    v->quarter_word = shape->word;
}

void put_duration(valuer *v, const time_shape *shape) {
    duration_print(shape->unit, shape->count, shape->unit2, shape->count2, v->value, sizeof v->value);
    v->type = TIME_DURATION;
    v->resolved = true;
}
