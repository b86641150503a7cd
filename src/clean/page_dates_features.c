/* page_dates_features.c - what speaks for and against a date of a page being the day on which it was published.
 *
 * In: the candidates of page_dates.c. Out: for one of them the features that hold: where it stands, what it says it is, what
 * the other places say, how far from the headline it is, how precise it is. A candidate that cannot be it has none: one that
 * says updated, expires and the like, one of a comment, one later than the fetch, the day of an update where the head gives an
 * older day for published. train/dates.py learns what each is worth. Each candidate is compared with all others, of which
 * there are at most DATE_CANDIDATES. */
#include "clean/page_dates.h"

#define CLOSE_TEXTS 12   /* texts behind the headline that are near it */

/* ---- features ---- */
enum { GROUP_LD, GROUP_META, GROUP_MARKED, GROUP_TEXT, GROUP_URL, GROUPS };
static unsigned group_of(unsigned source) {
    return source <= DATE_LD_OTHER ? GROUP_LD : source <= DATE_META_OTHER ? GROUP_META : source <= DATE_CLASS ? GROUP_MARKED
         : source == DATE_TEXT ? GROUP_TEXT : GROUP_URL;
}

enum {
    F_SOURCE,                               /* by source */
    F_SAID = F_SOURCE + DATE_SOURCES,       /* says published: by group */
    F_HEADED = F_SAID + GROUPS,             /* the head of the page states another date: by group */
    F_SECOND = F_HEADED + GROUPS,           /* not the first of its source and role: by group */
    F_THIRD = F_SECOND + GROUPS,            /* the third or a later one */
    F_AGREE2 = F_THIRD + GROUPS, F_AGREE3, F_AGREE4, F_URL_AGREES, F_URL_OTHER, F_HEAD_AGREES,
    F_AS_UPDATED,                           /* the day of an update, and not one that the head gives for published */
    F_NEAR_UTC, F_NEAR_LOCAL, F_LOCAL_CLOSE, /* another zone's day of the same moment; near the headline or in the URL */
    F_PAST_UPDATED, F_OLDER, F_NEWER,       /* than updated, than the head's published */
    F_ABOVE, F_CLOSE, F_SOON, F_FAR, F_VERY_FAR, F_NO_HEADLINE,
    F_AROUND,                               /* by bit of around */
    F_CLOCK = F_AROUND + 11, F_ZONE, F_MIDNIGHT, F_REPEATED, F_MANY, F_OLD,
    F_SAID_CLOSE, F_ALONE_CLOSE, F_NAMED_CLOSE,
    F_AGAINST_LD,                           /* a meta element, and JSON-LD has another day */
    FEATURES
};
_Static_assert(FEATURES < 256, "a feature is a byte");

typedef struct date_view {
    bool groups[GROUPS], as_updated, headed, near_utc, near_local, url_other, past_updated, older, newer, against_ld;
    unsigned texts;
} date_view;

bool dates_is_utc(const date_candidate *c) { return c->moment.grain > CIVIL_DAY && c->moment.has_offset && !c->moment.offset; }
static bool is_head(unsigned group) { return group == GROUP_LD || group == GROUP_META; }

bool dates_is_its_day(const date_candidate *utc, const date_candidate *local) {
    long apart = local->day - utc->day;
    return dates_is_utc(utc) && !(local->moment.has_offset && dates_is_utc(local)) &&
        ((apart == -1 && utc->moment.hour < 12) || (apart == 1 && utc->moment.hour >= 10));
}

/* What the other candidates say about one. */
static date_view view_of(const page_dates *dates, const date_candidate *c) {
    date_view v = {0};
    v.groups[group_of(c->source)] = true;
    for (uint32_t i = 0; i < dates->n; i++) {
        const date_candidate *o = &dates->at[i];
        if (o == c || o->role == DATE_OTHER) continue;
        long apart = c->day - o->day;
        unsigned group = group_of(o->source);
        if (o->source == DATE_TEXT) v.texts++;
        if (o->role == DATE_UPDATED) {
            if (!apart) v.as_updated = true;
            if (is_head(group) && apart > 1) v.past_updated = true;
            continue;
        }
        if (!apart) v.groups[group] = true;
        if (dates_is_its_day(c, o)) v.near_utc = true;
        else if (dates_is_its_day(o, c)) v.near_local = true;
        else if (o->source == DATE_URL && apart) v.url_other = true;
        else if (is_head(group) && o->role == DATE_PUBLISHED && apart) {
            v.headed = true;
            if (apart < 0) v.older = true;
            else v.newer = true;
            if (o->source == DATE_JSON_LD) v.against_ld = true;
        }
    }
    if (v.groups[GROUP_LD] || v.groups[GROUP_META]) v.as_updated = false;
    return v;
}

static bool is_close(const page_dates *dates, const date_candidate *c) {
    return dates->headline != UINT32_MAX && c->text != UINT32_MAX && c->text >= dates->headline &&
        c->text - dates->headline <= CLOSE_TEXTS;
}

static unsigned around_features(const page_dates *dates, const date_candidate *c, uint8_t *out) {
    unsigned n = 0;
    uint32_t head = dates->headline;
    bool close = is_close(dates, c);
    if (head == UINT32_MAX) out[n++] = F_NO_HEADLINE;
    else if (c->text < head) out[n++] = F_ABOVE;
    else out[n++] = c->text - head <= 6 ? F_CLOSE : c->text - head <= 20 ? F_SOON : c->text - head <= 60 ? F_FAR : F_VERY_FAR;
    for (unsigned bit = 0; bit <= 10; bit++)
        if (c->around & (1u << bit)) out[n++] = (uint8_t)(F_AROUND + bit);
    if (close && c->role == DATE_PUBLISHED) out[n++] = F_SAID_CLOSE;
    if (close && (c->around & DATE_ALONE)) out[n++] = F_ALONE_CLOSE;
    if (close && c->source != DATE_TEXT) out[n++] = F_NAMED_CLOSE;
    return n;
}

unsigned dates_features(const page_dates *dates, uint32_t candidate, uint8_t out[DATE_FEATURES]) {
    const date_candidate *c = &dates->at[candidate];
    date_view v = view_of(dates, c);
    unsigned n = 0, agree = 0, group = group_of(c->source);
    /* A date that says it is something else, and the day of an update where the head gives an older one for published. */
    if ((dates->fetched.grain && c->day > dates->latest) || (c->around & DATE_IN_COMMENT)) return 0;
    if (c->role == DATE_OTHER || c->role == DATE_UPDATED || (v.as_updated && v.newer && !is_head(group))) return 0;
    for (unsigned g = 0; g < GROUPS; g++) agree += v.groups[g];
    out[n++] = (uint8_t)(F_SOURCE + c->source);
    if (c->role == DATE_PUBLISHED) out[n++] = (uint8_t)(F_SAID + group);
    if (v.headed) out[n++] = (uint8_t)(F_HEADED + group);
    if (c->order) out[n++] = (uint8_t)((c->order > 1 ? F_THIRD : F_SECOND) + group);
    if (agree > 1) out[n++] = agree == 2 ? F_AGREE2 : agree == 3 ? F_AGREE3 : F_AGREE4;
    if (v.groups[GROUP_URL] && c->source != DATE_URL) out[n++] = F_URL_AGREES;
    if (v.url_other) out[n++] = F_URL_OTHER;
    if (!is_head(group) && (v.groups[GROUP_LD] || v.groups[GROUP_META])) out[n++] = F_HEAD_AGREES;
    if (v.as_updated) out[n++] = F_AS_UPDATED;
    if (v.near_utc) out[n++] = F_NEAR_UTC;
    if (v.near_local) out[n++] = c->source == DATE_URL || is_close(dates, c) ? F_LOCAL_CLOSE : F_NEAR_LOCAL;
    if (v.past_updated) out[n++] = F_PAST_UPDATED;
    if (v.older) out[n++] = F_OLDER;
    if (v.against_ld && group == GROUP_META) out[n++] = F_AGAINST_LD;
    if (v.newer) out[n++] = F_NEWER;
    if (c->text != UINT32_MAX) n += around_features(dates, c, out + n);
    if (c->moment.grain > CIVIL_DAY) out[n++] = F_CLOCK;
    if (c->moment.has_offset) out[n++] = F_ZONE;
    if (dates_is_utc(c) && !c->moment.hour && !c->moment.minute && !c->moment.second) out[n++] = F_MIDNIGHT;
    if (c->times > 1) out[n++] = F_REPEATED;
    if (c->source == DATE_TEXT && v.texts > 8) out[n++] = F_MANY;
    if (c->moment.year < 1995) out[n++] = F_OLD;
    return n;
}

unsigned dates_feature_count(void) { return FEATURES; }
