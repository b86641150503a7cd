/* days.c - the day that the undated reports of a story speak from.
 *
 * In: the marked reports of one story. Out: one day and the signs that it rests on, or none. From sure to less sure:
 * 1. Other reports of the story state when they were published: the commonest of their days, where all lie within
 *    STORY_DAYS.
 * 2. Datelines ("PORT LUNDE, May 14 (Agency) -"). A dateline with a year says all. One without needs two signs: the latest
 *    year that the story's texts name as past or present, and the first weekday that each of these reports names, which
 *    must be the day of the dateline in that year (of one report the day before will do). Datelines lie within DATELINE_DAYS.
 * 3. The full date that signs an embedded post of which another report has words too, or whose day or the day before a text
 *    names by month and day, the latest of these; and a first weekday of a report that is that day or the day before.
 * A year is named by digits of its own ("in 2008"), not told as to come ("by 2012", "will ... in 2012").
 * Linear in the times, and in the words for each of POSTS posts. Never a guess: where two signs do not agree there is no day. */
#include "compare/compare.h"

#include <limits.h>
#include <string.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/timex.h"

enum {
    STORY_DAYS = 14,    /* reports of one event are published within so many days */
    DATELINE_DAYS = 3,  /* datelines of one story lie within so many days */
    FIRST_TIMES = 6,    /* the first weekday of a report is looked for among so many times */
    SIGNATURE_WORDS = 8,/* words between the handle and the date of a post */
    POSTS = 4,          /* posts looked at in a story ... */
    POST_WORDS = 80,    /* ... so many words before their dates ... */
    RUN_WORDS = 6       /* ... for a run of so many that another report has */
};

long compare_published(const syn_report *report) {
    syn_civil moment;
    if (!civil_parse(report->published, &moment) || moment.grain < CIVIL_DAY) return LONG_MIN;
    return civil_days(moment.year, moment.month, moment.day);
}

/* The commonest day of publication, ties to the earlier; LONG_MIN where there is none or they lie too far apart. */
static long day_of_others(const syn_report *const *reports, uint32_t count) {
    long first = LONG_MAX, last = LONG_MIN, best = 0;
    uint32_t votes[STORY_DAYS + 1] = {0};
    for (uint32_t i = 0; i < count; i++) {
        long day = compare_published(reports[i]);
        if (day == LONG_MIN) continue;
        if (day < first) first = day;
        if (day > last) last = day;
    }
    if (last == LONG_MIN || last - first > STORY_DAYS) return LONG_MIN;
    for (uint32_t i = 0; i < count; i++) {
        long day = compare_published(reports[i]);
        if (day != LONG_MIN) votes[day - first]++;
    }
    for (long day = 1; day <= last - first; day++)
        if (votes[day] > votes[best]) best = day;
    return first + best;
}

static int number_at(syn_slice s, size_t *at) {
    int number = 0;
    size_t from = *at;
    while (*at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9' && *at - from < 4) number = number * 10 + s.ptr[(*at)++] - '0';
    return *at > from ? number : 0;
}

/* "July 3", "3 July", "Dec. 15, 2008": what a dateline's date says; year 0 where it says none. */
static bool read_dateline(const syn_report *report, syn_civil *out) {
    syn_slice s = report->dateline.date;
    *out = (syn_civil){0};
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        int number = number_at(s, &at);
        if (number > 31) out->year = number;
        else if (number && !out->day) out->day = number;
        if (at > from) continue;
        while (at < s.len && ((s.ptr[at] | 32) >= 'a' && (s.ptr[at] | 32) <= 'z')) at++;
        const lexicon_entry *month = at > from ? lexicon_word(&lexicon_compare_months, word_hash(slice_cut(s, from, at))) : NULL;
        if (month) {
            size_t digit = 0;
            out->month = number_at(slice_str(month->value), &digit);
        }
        if (at == from) at++;
    }
    return out->month && civil_valid(out->year ? out->year : 2000, out->month, out->day);
}

/* The weekday (1 to 7) that a report names first, whether its day is known or open; 0 where there is none. */
static int first_weekday(const syn_report *report) {
    for (uint32_t t = 0; t < report->times.n && t < FIRST_TIMES; t++) {
        syn_slice value = report->times.at[t].value;
        if (slice_starts(value, SLICE_LIT("XXXX-WXX-")) && value.len > 9 && value.ptr[9] >= '1' && value.ptr[9] <= '7')
            return value.ptr[9] - '0';
    }
    return 0;
}

/* "by 2012", "will ... in 2012": a year to come. */
static bool is_ahead(const syn_report *report, const syn_time *time) {
    uint32_t w = report_word_at(report, time->span.begin);
    if (w >= report->words.n) return false;
    uint32_t from = report->sentences.at[report->words.at[w].sentence].word;
    for (uint32_t k = from; k < w; k++) {
        const lexicon_entry *sign = lexicon_word(&lexicon_compare_ahead, report->words.at[k].fold);
        if (sign && (sign->value[0] == 'v' || k + 1 == w)) return true;
    }
    return false;
}

/* The year that the words of a time name in digits, or 0. */
static int named_year(const syn_report *report, const syn_time *time) {
    size_t at = 0;
    if (time->type > TIME_TIME || time->value.len < 4) return 0;
    int year = number_at(time->value, &at);
    if (at != 4 || year < 1900) return 0;
    return slice_find(report_slice(report, time->span), slice_cut(time->value, 0, 4), 0) != SIZE_MAX ? year : 0;
}

/* The latest year that the reports name as past or present; 0 where none is. */
static int latest_year(const syn_report *const *reports, uint32_t count) {
    int latest = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t t = 0; t < reports[i]->times.n; t++) {
            const syn_time *time = &reports[i]->times.at[t];
            int year = named_year(reports[i], time);
            if (year > latest && !is_ahead(reports[i], time)) latest = year;
        }
    return latest;
}

/* Rule 2. */
static long day_of_datelines(const syn_report *const *reports, uint32_t count) {
    int year = 0, told = 0;
    long first = LONG_MAX, last = LONG_MIN;
    bool same = false;
    for (uint32_t i = 0; i < count; i++) {
        syn_civil day;
        if (!read_dateline(reports[i], &day)) continue;
        if (!day.year && !year && (year = latest_year(reports, count)) == 0) return LONG_MIN;
        if (!civil_valid(day.year ? day.year : year, day.month, day.day)) return LONG_MIN;
        long at = civil_days(day.year ? day.year : year, day.month, day.day);
        int weekday = first_weekday(reports[i]), is = civil_weekday(at), before = civil_weekday(at - 1);
        if (weekday && weekday != is && weekday != before) return LONG_MIN;
        told += weekday != 0;
        same |= day.year || weekday == is;
        if (at < first) first = at;
        if (at > last) last = at;
    }
    return last != LONG_MIN && same && told && last - first <= DATELINE_DAYS ? last : LONG_MIN;
}

/* A date that signs a post: "- Ida Marsh (@idamarsh) May 14, 2024" closes its paragraph. */
static bool signs_post(const syn_report *report, const syn_time *time) {
    uint32_t w = report_word_at(report, time->span.begin), past = report_word_at(report, time->span.end);
    if (w >= report->words.n) return false;
    if (past < report->words.n && !(report->words.at[past].flags & WORD_LINE)) return false;
    for (uint32_t k = w, looked = 0; k-- > 0 && looked < SIGNATURE_WORDS; looked++) {
        if (report->words.at[k].kind == WORD_HANDLE) return true;
        if (report->words.at[k].flags & WORD_LINE) break;
    }
    return false;
}

static uint64_t run_at(const syn_report *report, uint32_t w) {
    uint64_t key = 0;
    for (uint32_t k = 0; k < RUN_WORDS; k++) key = hash_join(key, report->words.at[w + k].fold);
    return key;
}

/* Do words of the post that `time` signs stand in another report too? */
static bool told_elsewhere(const syn_report *const *reports, uint32_t count, uint32_t own, const syn_time *time) {
    const syn_report *report = reports[own];
    uint32_t end = report_word_at(report, time->span.begin), from = end < POST_WORDS ? 0 : end - POST_WORDS;
    uint64_t runs[POST_WORDS], seen = 0;  /* seen: a bit for the last six bits of each */
    uint32_t n = 0;
    for (uint32_t w = end; w-- > from;) {
        if (w + RUN_WORDS <= end) seen |= 1ull << ((runs[n++] = run_at(report, w)) & 63);
        if (report->words.at[w].flags & WORD_PARAGRAPH) break;
    }
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t w = 0; i != own && w + RUN_WORDS <= reports[i]->words.n; w++) {
            uint64_t run = run_at(reports[i], w);
            for (uint32_t k = 0; k < n && (seen >> (run & 63) & 1); k++)
                if (runs[k] == run) return true;
        }
    return false;
}

/* Does a text name the day or the one before by its month and day ("Dec. 31")? */
static bool names_day(const syn_report *const *reports, uint32_t count, long day) {
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t t = 0; t < reports[i]->times.n; t++) {
            syn_slice value = timex_day(reports[i]->times.at[t].value);
            size_t month = 5, of_month = 8;
            if (value.len != 10 || !slice_starts(value, SLICE_LIT("XXXX-"))) continue;
            int m = number_at(value, &month), d = number_at(value, &of_month);
            for (long back = 0; back < 2; back++) {
                syn_civil told = civil_from_days(day - back);
                if (told.month == m && told.day == d) return true;
            }
        }
    return false;
}

/* The latest day of a post in report i of which another report has words, or whose day a text names, among POSTS of them;
 * LONG_MIN if there is none. */
static long day_of_post(const syn_report *const *reports, uint32_t count, uint32_t i, uint32_t *looked) {
    long last = LONG_MIN;
    for (uint32_t t = 0; t < reports[i]->times.n && *looked < POSTS; t++) {
        const syn_time *time = &reports[i]->times.at[t];
        long from, to;
        if (!named_year(reports[i], time) || !timex_range(timex_day(time->value), &from, &to) || from != to) continue;
        if (from <= last || !signs_post(reports[i], time)) continue;
        ++*looked;
        if (names_day(reports, count, from) || told_elsewhere(reports, count, i, time)) last = from;
    }
    return last;
}

/* Rule 3. */
static long day_of_posts(const syn_report *const *reports, uint32_t count) {
    long last = LONG_MIN;
    uint32_t looked = 0;
    for (uint32_t i = 0; i < count; i++) {
        long day = day_of_post(reports, count, i, &looked);
        if (day > last) last = day;
    }
    if (last == LONG_MIN || civil_from_days(last).year < latest_year(reports, count)) return LONG_MIN;
    for (uint32_t i = 0; i < count; i++) {
        int weekday = first_weekday(reports[i]);
        if (weekday == civil_weekday(last) || weekday == civil_weekday(last - 1)) return last;
    }
    return LONG_MIN;
}

compare_day compare_day_of(const syn_report *const *reports, uint32_t count) {
    compare_day found = {.day = day_of_others(reports, count), .sign = DAY_OF_OTHERS};
    for (uint32_t i = 0; i < count && found.day == LONG_MIN; i++)
        if (compare_published(reports[i]) != LONG_MIN) return (compare_day){.day = LONG_MIN};  /* dated, but far apart */
    if (found.day == LONG_MIN) found = (compare_day){.day = day_of_datelines(reports, count), .sign = DAY_OF_DATELINES};
    if (found.day == LONG_MIN) found = (compare_day){.day = day_of_posts(reports, count), .sign = DAY_OF_POSTS};
    if (found.day == LONG_MIN) found.sign = DAY_UNKNOWN;
    return found;
}

bool compare_has_dateline(const syn_report *report) {
    syn_civil day;
    return read_dateline(report, &day);
}
