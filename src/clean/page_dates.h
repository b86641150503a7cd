/* page_dates.h - the dates that a page names: where each stands, how it is written, what it says it is. */
#ifndef SYN_CLEAN_PAGE_DATES_H
#define SYN_CLEAN_PAGE_DATES_H

#include "clean/tree.h"

#define DATE_CANDIDATES 128  /* of one page; later ones are left out */

/* Where a date stands, most trusted first. */
typedef enum date_source {
    DATE_JSON_LD, DATE_META, DATE_META_OTHER, DATE_ITEM, DATE_LD_PAGE, DATE_TIME, DATE_CLASS, DATE_URL, DATE_TEXT, DATE_SOURCES
} date_source;
typedef enum date_role { DATE_PUBLISHED, DATE_UPDATED } date_role;

typedef struct date_candidate {
    syn_civil moment;
    uint8_t source, role;
} date_candidate;

struct page_dates {
    date_candidate at[DATE_CANDIDATES];
    uint32_t n;
};

/* Adds the date that `value` begins with, if it does. */
void dates_add(page_dates *dates, date_role role, date_source source, syn_slice value);
/* Writes published and updated into the report (page_dates_choose.c). */
void dates_choose(syn_report *report, const page_dates *dates);
#endif
