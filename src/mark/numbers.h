/* numbers.h - what the files numbers*.c share. */
#ifndef SYN_MARK_NUMBERS_H
#define SYN_MARK_NUMBERS_H

#include "mark/classes.h"
#include "mark/mark.h"

/* What a number counts. */
typedef struct number_unit {
    uint32_t word, past;  /* the words that say it */
    uint64_t stem;        /* of its head; one value for "$", "dollar" and "dollars" */
    bool plural;          /* a plural or a measure, so surely counted */
} number_unit;

/* The unit of the count at words [at, past) of a sentence that ends before `end`; false if none stands there. */
bool unit_find(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, const mark_count *count, number_unit *unit);
#endif
