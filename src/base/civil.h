/* civil.h - calendar arithmetic: days, weekdays, ISO weeks. Proleptic Gregorian calendar, years 1 to 9999. */
#ifndef SYN_BASE_CIVIL_H
#define SYN_BASE_CIVIL_H

#include "base/slice.h"

/* How fine a moment is known. */
typedef enum civil_grain { CIVIL_NONE = 0, CIVIL_YEAR, CIVIL_MONTH, CIVIL_DAY, CIVIL_MINUTE, CIVIL_SECOND } civil_grain;

typedef struct syn_civil {
    int year, month, day, hour, minute, second;  /* fields finer than the grain are 0 */
    int offset;                                  /* minutes east of UTC, if has_offset */
    bool has_offset;
    civil_grain grain;
} syn_civil;

/* Days since 1970-01-01 (negative before). Method: H. Hinnant, "chrono-compatible low-level date algorithms". */
long civil_days(int year, int month, int day);
/* The day that is `days` after 1970-01-01, grain CIVIL_DAY. */
syn_civil civil_from_days(long days);
/* 1 = Monday ... 7 = Sunday. */
int civil_weekday(long days);
/* ISO 8601 week and its year. */
void civil_week(long days, int *year, int *week);
int civil_month_days(int year, int month);
bool civil_valid(int year, int month, int day);
/* Reads ISO 8601: YYYY, YYYY-MM, YYYY-MM-DD, and with Thh:mm[:ss[.f]][Z|+hh:mm|+hhmm] (a blank may stand for the T).
 * False if the slice is anything else. */
bool civil_parse(syn_slice s, syn_civil *out);
/* Writes it back, as fine as its grain; returns the length. `out` needs 40 bytes. */
size_t civil_print(const syn_civil *moment, char out[40]);
#endif
