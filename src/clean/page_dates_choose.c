/* page_dates_choose.c - which of a page's dates is the day it was published, and which the day it was updated.
 *
 * In: the candidates of page_dates.c. Out: the report's published and updated, where nothing set them before, each with where
 * it came from and how sure. Published: the candidate whose features (page_dates_features.c) weigh most, if they weigh
 * enough; of the statements of that day the finest is printed. Where a moment is given in UTC and the page shows its own day,
 * the moment is printed in the page's zone if the page betrays it, else only the day. A page that states an update and nothing
 * else was published then or before: that day is given, as of source "updated". Updated: the most trusted place that says so.
 * How sure: gen/dates.inc has how often a date of that lead over the other days was right (model/dates.md). */
#include "clean/page_dates.h"

#include "clean/gen/dates.inc"

#define DAY_MINUTES 1440
#define ZONE_MINUTES (14 * 60)  /* no zone is further from UTC */

static const char *const names[DATE_SOURCES] = {
    [DATE_JSON_LD] = "json-ld", [DATE_LD_CREATED] = "json-ld", [DATE_LD_PAGE] = "json-ld", [DATE_LD_OTHER] = "json-ld",
    [DATE_META] = "meta", [DATE_META_OTHER] = "meta", [DATE_ITEM] = "time", [DATE_TIME] = "time", [DATE_CLASS] = "text",
    [DATE_TEXT] = "text", [DATE_URL] = "url"};

typedef struct date_choice {
    const date_candidate *best;
    int lead;                    /* over the best of another day, and over there being none */
    bool fits[DATE_CANDIDATES];  /* may be the day of publication */
} date_choice;

static date_choice choose_published(const page_dates *dates) {
    date_choice choice = {0};
    int scores[DATE_CANDIDATES], best = 0, other = 0;
    uint8_t features[DATE_FEATURES];
    for (uint32_t i = 0; i < dates->n; i++) {
        unsigned n = dates_features(dates, i, features);
        scores[i] = 0;
        for (unsigned k = 0; k < n; k++) scores[i] += weights[features[k]];
        choice.fits[i] = n > 0;
        if (n && (!choice.best || scores[i] > best)) choice.best = &dates->at[i], best = scores[i];
    }
    for (uint32_t i = 0; choice.best && i < dates->n; i++)
        if (choice.fits[i] && dates->at[i].day != choice.best->day && scores[i] > other) other = scores[i];
    choice.lead = best - other;
    if (choice.best && best <= FLOOR_SCORE) choice.best = NULL;
    return choice;
}

static unsigned fineness(const date_candidate *c) {
    return (c->moment.grain > CIVIL_DAY ? 2u : 0) + (c->moment.grain > CIVIL_DAY && c->moment.has_offset ? 1u : 0);
}

/* The finest statement of the best one's day; of equal ones the most trusted. */
static const date_candidate *finest(const page_dates *dates, const date_choice *choice) {
    const date_candidate *fine = choice->best;
    for (uint32_t i = 0; i < dates->n; i++) {
        const date_candidate *c = &dates->at[i];
        if (!choice->fits[i] || c->day != fine->day || c == fine) continue;
        if (fineness(c) > fineness(fine) || (fineness(c) == fineness(fine) && c->source < fine->source)) fine = c;
    }
    return fine;
}

static int minute_of(const syn_civil *m) { return m->hour * 60 + m->minute; }

/* How many minutes east of UTC the page is, if a moment in UTC is on `local`'s day there: from the clock time that stands beside
 * that day, from a zone that the page names elsewhere, or because the moment is midnight there. */
static bool zone_of(const page_dates *dates, const date_candidate *utc, const date_candidate *local, int *offset) {
    int days = (int)(local->day - utc->day) * DAY_MINUTES, at = minute_of(&utc->moment);
    for (uint32_t i = 0; i < dates->n; i++) {
        const date_candidate *c = &dates->at[i];
        if (c->day != local->day || c->moment.grain <= CIVIL_DAY || c->moment.has_offset) continue;
        *offset = days + minute_of(&c->moment) - at;
        if (*offset % 15 == 0 && *offset >= -ZONE_MINUTES && *offset <= ZONE_MINUTES) return true;
    }
    for (uint32_t i = 0; i < dates->n; i++) {
        const date_candidate *c = &dates->at[i];
        *offset = c->moment.offset;
        if (!c->moment.has_offset || !*offset) continue;
        int there = at + *offset - days;
        if (there >= 0 && there < DAY_MINUTES) return true;
    }
    *offset = DAY_MINUTES - at;
    return days > 0 && !utc->moment.second && *offset % 60 == 0 && *offset <= 3 * 60;
}

/* The moment of `utc` in the page's own zone. */
static syn_civil in_zone(const date_candidate *utc, long day, int offset) {
    syn_civil out = civil_from_days(day), from = utc->moment;
    int minutes = (minute_of(&from) + offset + 2 * DAY_MINUTES) % DAY_MINUTES;
    out.hour = minutes / 60, out.minute = minutes % 60, out.second = from.second;
    out.grain = from.grain;
    out.has_offset = true;
    out.offset = offset;
    return out;
}

/* What is printed for the day that was chosen, and where it came from. */
static syn_civil moment_of(const page_dates *dates, const date_choice *choice, uint8_t *source) {
    const date_candidate *fine = finest(dates, choice);
    int offset;
    *source = fine->source;
    if (fine->moment.has_offset) return fine->moment;
    for (uint32_t i = 0; i < dates->n; i++) {
        const date_candidate *c = &dates->at[i];
        if (!choice->fits[i] || !dates_is_its_day(c, fine) || !zone_of(dates, c, fine, &offset)) continue;
        *source = c->source;
        return in_zone(c, fine->day, offset);
    }
    return fine->moment;
}

static uint8_t percent_of(int lead) {
    uint8_t percent = sure[0].percent;
    for (size_t i = 0; i < sizeof sure / sizeof *sure && lead >= sure[i].lead; i++) percent = sure[i].percent;
    return percent;
}

/* The update that the most trusted place states; of one day the finest. */
static const date_candidate *updated_of(const page_dates *dates) {
    static const uint8_t trust[DATE_SOURCES] = {
        [DATE_JSON_LD] = 1, [DATE_META] = 2, [DATE_ITEM] = 3, [DATE_TIME] = 4, [DATE_CLASS] = 5, [DATE_LD_PAGE] = 6,
        [DATE_META_OTHER] = 7, [DATE_TEXT] = 8, [DATE_LD_OTHER] = 9, [DATE_LD_CREATED] = 9, [DATE_URL] = 9};
    const date_candidate *best = NULL;
    for (uint32_t i = 0; i < dates->n; i++) {
        const date_candidate *c = &dates->at[i];
        if (c->role != DATE_UPDATED || trust[c->source] > 8 || (dates->fetched.grain && c->day > dates->latest)) continue;
        if ((c->around & DATE_IN_COMMENT) != 0) continue;
        if (!best || trust[c->source] < trust[best->source]) best = c;
    }
    return best;
}

void dates_choose(syn_report *report, const page_dates *dates) {
    date_choice choice = choose_published(dates);
    const date_candidate *updated = updated_of(dates);
    if (updated && choice.best && updated->day + 1 < choice.best->day) updated = NULL;
    if (!report->published.len && (choice.best || updated)) {
        uint8_t source = 0;
        syn_civil moment = choice.best ? moment_of(dates, &choice, &source) : updated->moment;
        report->published = date_print(report, &moment);
        report->published_from = slice_str(choice.best ? names[source] : "updated");
        report->published_sure = choice.best ? percent_of(choice.lead) : sure_only_updated;
    }
    if (updated && !report->updated.len) {
        report->updated = date_print(report, &updated->moment);
        report->updated_from = slice_str(names[updated->source]);
        report->updated_sure = sure_updated[updated->source];
    }
}
