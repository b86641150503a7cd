/* amounts.h - the numbers of a report that count or measure something, each with its unit; and its days of the week.
 *
 * "59 people were killed" against "22 people were killed": two reports that give different numbers of one thing tell of two events, more
 * likely than not, and equal numbers of it tie them. In: a report with words, parts of speech and times. Out: of the first
 * AMOUNTS numbers that are no part of a date, 16 bits each: hash of the unit, then of the value. The unit is the next
 * noun or verb ("six young men": man), a currency before the number, or percent. Days of the week are those of the dates at the head. */
#ifndef SYN_GROUP_AMOUNTS_H
#define SYN_GROUP_AMOUNTS_H

#include "report/report.h"

enum { AMOUNTS = 12, AMOUNTS_VALUE_BITS = 5 };

typedef struct report_amounts {
    uint16_t at[AMOUNTS];   /* rising */
    uint8_t count;
    uint8_t weekdays;       /* a bit each */
} report_amounts;

report_amounts amounts_of(const syn_report *report, const char *language);

/* Of the amounts of two reports: those that both have, and units that both have with no value in common. */
typedef struct amounts_shared { uint32_t same, other; } amounts_shared;
amounts_shared amounts_compare(const uint16_t *a, uint32_t count_a, const uint16_t *b, uint32_t count_b);
#endif
