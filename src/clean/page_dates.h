/* page_dates.h - the dates that a page names: where each stands, how it is written, what it says it is. */
#ifndef SYN_CLEAN_PAGE_DATES_H
#define SYN_CLEAN_PAGE_DATES_H

#include "clean/tree.h"

#define DATE_CANDIDATES 128  /* of one page; later ones are left out */
#define DATE_FEATURES 80     /* room for the features of one candidate */

/* Where a date stands. */
typedef enum date_source {
    DATE_JSON_LD,     /* datePublished and dateModified of an article */
    DATE_LD_CREATED,  /* its dateCreated */
    DATE_LD_PAGE,     /* of a WebPage */
    DATE_LD_OTHER,    /* of something else */
    DATE_META, DATE_META_OTHER,
    DATE_ITEM,        /* itemprop or property of an element */
    DATE_TIME,        /* <time> */
    DATE_CLASS,       /* an element that is named after dates */
    DATE_TEXT,        /* in the open */
    DATE_URL,
    DATE_SOURCES
} date_source;

/* What a date says it is. */
typedef enum date_role { DATE_PUBLISHED, DATE_UPDATED, DATE_UNSAID, DATE_OTHER, DATE_ROLES } date_role;

/* What stands around a date. */
enum {
    DATE_IN_COMMENT = 1, DATE_IN_DROP = 2 /* menus, sidebars, feet */, DATE_IN_SMALL_DROP = 4, DATE_IN_LINK = 8,
    DATE_IN_LIST = 16, DATE_IN_BODY = 32, DATE_ALONE = 64 /* its text is nothing else, label aside */, DATE_IN_HEADER = 128,
    DATE_IN_ARTICLE = 256, DATE_IN_PROSE = 512, DATE_LABELLED = 1024 /* the role is in words beside it */
};

typedef struct date_candidate {
    syn_civil moment;
    long day;              /* as written, since 1970 */
    uint8_t source, role;
    uint16_t around;
    uint32_t text;         /* texts of the page before it */
    uint32_t times;        /* how often it stands there with this source and role */
    uint32_t order;        /* of its source and role: 0 the first */
} date_candidate;

struct page_dates {
    date_candidate at[DATE_CANDIDATES];
    uint32_t n;
    uint32_t headline;     /* texts before the headline; UINT32_MAX: there is none */
    syn_civil fetched;     /* grain NONE: not known */
    long latest;           /* a day after the fetch: later ones do not count */
    date_style style;
};

/* Adds a candidate, or counts it with the one that says the same. */
void dates_add(page_dates *dates, const date_candidate *candidate);
/* The features of a candidate that hold; returns how many, 0 if it cannot be the day of publication
 * (page_dates_features.c). */
unsigned dates_features(const page_dates *dates, uint32_t candidate, uint8_t out[DATE_FEATURES]);
unsigned dates_feature_count(void);
bool dates_is_utc(const date_candidate *c);
/* Whether `local` may be the day, where the page was made, of a moment in UTC: a day before for the west, a day behind for the
 * east. */
bool dates_is_its_day(const date_candidate *utc, const date_candidate *local);
/* How a page in this language ("en-GB"), of this host, writes its dates (page_dates_style.c). */
date_style dates_style(syn_slice language, syn_slice host);
/* The role that the last label of `s` gives ("Updated on"), with at most `reach` words behind it, or DATE_UNSAID. */
date_role dates_role_of_words(syn_slice s, unsigned reach);
/* The role that a class, id or itemprop names ("post-updated", "datePublished"), or DATE_UNSAID. */
date_role dates_role_of_name(syn_slice name);
/* "2 hours ago", "vor 3 Tagen": the day that it was then, as seen from the fetch. */
bool dates_ago(syn_slice text, const syn_civil *fetched, syn_civil *out);
/* Whether a name is one of dates at all. */
bool dates_is_name(syn_slice name);
/* Writes published and updated into the report (page_dates_choose.c). */
void dates_choose(syn_report *report, const page_dates *dates);
#endif
