/* times_calendar.c - which day, month or year is meant when a report leaves part of it out.
 *
 * In: the day of writing, the tense of the words around, a weekday or month. Out: the day or year. News looks back by
 * default: a weekday is the latest one, the day of writing included; a month the latest one, unless the next is much
 * nearer. Where the tense points ahead, so does the date. Tense is read off the nearest verb or cue before the time, else
 * behind it; a participle ("will be closed") takes that of what it leans on. The day of Easter is by the algorithm of
 * Meeus, Jones and Butcher. */
#include "mark/times_calendar.h"

#include <stdio.h>
#include <string.h>

#include "mark/lexicon/lexicon.gen.h"

enum { TENSE_BACK = 16, TENSE_AHEAD = 12, SMALL_WORDS = 4 };  /* words looked at; between a verb and its month */

/* Tagged as a word that has no tense: "the plans", "a cut". Untagged words may have one. */
static bool is_nominal(const syn_word *word) {
    return word->upos == UPOS_NOUN || word->upos == UPOS_PROPN;
}

/* A noun points ahead only before a time: "a deadline until Friday", but not "by the Friday deadline". */
static tense cue_at(const mark_scan *scan, uint32_t at, uint32_t end, bool before) {
    if (scan_is(scan, at, CLASS_MONTH) && (scan->words[at].flags & WORD_CAPITAL)) return TENSE_NONE;  /* May */
    const lexicon_entry *cue = scan_phrase(scan, &lexicon_mark_time_tense, at, end);
    bool noun = cue && cue->words == 1 && is_nominal(&scan->words[at]);
    if (cue && cue->value[0] == 'N') return TENSE_NONE;
    if (cue && !(noun && (cue->value[0] == 'P' || !before)))
        return cue->value[0] == 'F' ? TENSE_FUTURE : TENSE_PAST;
    syn_slice text = scan_text(scan, at);
    bool letters = scan->words[at].kind == WORD_LETTERS && !is_nominal(&scan->words[at]) &&
                   !(scan->words[at].flags & WORD_CAPITAL);
    return letters && text.len > 4 && time_ending(slice_cut(text, text.len - 2, text.len)) == 'v' ? TENSE_PAST : TENSE_NONE;
}

tense tense_within(const mark_scan *scan, const time_shape *shape, uint32_t words) {
    uint32_t begin = scan_sentence_begin(scan, shape->word);
    for (uint32_t back = 1; back <= words && shape->word >= begin + back; back++) {
        tense found = cue_at(scan, shape->word - back, shape->word, true);
        if (found != TENSE_NONE) return found;
    }
    return TENSE_NONE;
}

static bool is_modal(const mark_scan *scan, uint32_t at, uint32_t end) {
    const lexicon_entry *cue = scan_phrase(scan, &lexicon_mark_time_tense, at, end);
    return cue && cue->words == 1 && cue->value[0] == 'F' && scan->words[at].upos == UPOS_AUX;
}

tense tense_of(const mark_scan *scan, const time_shape *shape) {
    uint32_t begin = scan_sentence_begin(scan, shape->word), end = scan_sentence_end(scan, shape->word);
    bool until = shape->word > begin && scan_role(scan, shape->word - 1, CLASS_CONTEXT, 'u');
    bool to_do = shape->past < end && scan_role(scan, shape->past, CLASS_CONTEXT, 'i');
    if (until && to_do) return TENSE_FUTURE;  /* "until Tuesday to sign" */
    for (uint32_t back = 1; back <= TENSE_BACK && shape->word >= begin + back; back++) {
        uint32_t at = shape->word - back;
        bool leans = at > begin && scan_role(scan, at - 1, CLASS_CONTEXT, 'v');
        if (leans || (at > begin && is_modal(scan, at - 1, at) && scan->words[at].upos == UPOS_VERB)) continue;  /* "will be closed", "could put": the tense comes before */
        tense found = cue_at(scan, at, shape->word, true);
        if (found != TENSE_NONE) return found;
    }
    for (uint32_t at = shape->past; at < end && at < shape->past + TENSE_AHEAD; at++) {
        tense found = cue_at(scan, at, end, false);
        if (found != TENSE_NONE) return found;
    }
    return TENSE_NONE;
}

static bool is_small(const syn_word *word) {
    return word->upos == UPOS_ADP || word->upos == UPOS_ADV || word->upos == UPOS_PART || word->upos == UPOS_PRON;
}

tense tense_of_year(const mark_scan *scan, const time_shape *shape) {
    tense found = tense_of(scan, shape);
    uint32_t begin = scan_sentence_begin(scan, shape->word), at = shape->word;
    while (at > begin && shape->word - at < SMALL_WORDS && is_small(&scan->words[at - 1])) at--;
    bool in = at < shape->word && (slice_equal(scan_text(scan, shape->word - 1), SLICE_LIT("in")) ||
                                   slice_equal(scan_text(scan, shape->word - 1), SLICE_LIT("on")));
    bool verb = in && at > begin && scan->words[at - 1].upos == UPOS_VERB && cue_at(scan, at - 1, shape->word, true) == TENSE_PAST;
    bool leans = verb && at > begin + 1 && (scan->words[at - 2].upos == UPOS_AUX || scan->words[at - 2].upos == UPOS_CCONJ);
    /* "was heard in May", but not "is heard", "may be sacked or moved" */
    if (verb && found == TENSE_PAST && (!leans || cue_at(scan, at - 2, at, true) == TENSE_PAST)) return TENSE_DONE;
    static const char *const leads[] = {"into", "after", "over", "since", "following"};
    bool the = shape->word >= begin + 2 && slice_equal(scan_text(scan, shape->word - 1), SLICE_LIT("the"));
    for (size_t i = 0; the && i < sizeof leads / sizeof *leads; i++)
        if (slice_equal(scan_text(scan, shape->word - 2), slice_str(leads[i])) && found != TENSE_PAST && shape->kind == SHAPE_DAY)
            return TENSE_DONE;
    return found;
}

/* True for the one `past` steps back rather than the one `future` steps ahead. */
static bool prefer_past(double past, double future, tense when, double pull_past) {
    if (when == TENSE_FUTURE) return past * 6 < future;
    if (when == TENSE_DONE) return true;
    if (when == TENSE_PAST) return past < future * 4;
    return past <= future * pull_past;
}

int year_nearest(const time_ground *ground, int month, int day, tense when, const time_shape *shape) {
    int year = ground->now.year;
    if (day == 0 || !ground->has_day) {
        int past = (ground->now.month - month + 12) % 12, future = (12 - past) % 12;
        int past_year = month > ground->now.month ? year - 1 : year;
        int future_year = month < ground->now.month ? year + 1 : year;
        if (shape->deixis != DEIXIS_NONE && shape->steps < 0) return past == 0 ? year - 1 : past_year;
        if (shape->deixis != DEIXIS_NONE && shape->steps > 0) return future == 0 ? year + 1 : future_year;
        if (past == 0) return year;
        return prefer_past(past, future, when, 3) ? past_year : future_year;
    }
    if (month == 2 && day == 29) day = 28;
    long past = civil_days(year, month, day), future = past;
    int past_year = year, future_year = year;
    if (past > ground->today) past = civil_days(--past_year, month, day);
    if (future < ground->today) future = civil_days(++future_year, month, day);
    if (shape->deixis != DEIXIS_NONE && shape->steps != 0) return shape->steps < 0 ? past_year : future_year;
    return prefer_past((double)(ground->today - past), (double)(future - ground->today), when, 1) ? past_year : future_year;
}

long weekday_nearest(const time_ground *ground, int weekday, tense when, const time_shape *shape, bool spoken,
                     long spoken_day) {
    bool by_spoken = shape->deixis == DEIXIS_SPOKEN && spoken;
    long base = by_spoken ? spoken_day : ground->today;
    long back = (civil_weekday(base) - weekday + 7) % 7, ahead = (7 - back) % 7;
    if (shape->deixis == DEIXIS_NONE) return when == TENSE_FUTURE ? base + ahead : base - back;
    if (shape->steps < 0) return base - (back ? back : 7);
    if (shape->steps > 0) return base + (ahead ? ahead : 7);
    return when == TENSE_PAST ? base - back : base + ahead;
}

static long easter(int year) {
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451, sum = h + l - 7 * m + 114;
    return civil_days(year, sum / 31, sum % 31 + 1);
}

/* By the Julian calendar, in days of ours. */
static long orthodox_easter(int year) {
    int d = (19 * (year % 19) + 15) % 30, e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7, sum = d + e + 114;
    return civil_days(year, sum / 31, sum % 31 + 1) + year / 100 - year / 400 - 2;
}

long holiday_day(const char *rule, int year) {
    if (rule[0] == 'o') return orthodox_easter(year) + read_int(strchr(rule, ' ') + 1, NULL);
    if (rule[0] == 'e') return easter(year) + read_int(strchr(rule, ' ') + 1, NULL);
    const char *at;
    int month = read_int(rule, &at);
    if (*at == '-') return civil_days(year, month, read_int(at + 1, NULL));
    int weekday = read_int(at + 1, &at), nth = read_int(at + 1, &at), more = *at ? read_int(at + 1, NULL) : 0;
    long day;
    if (nth > 0) {
        long first = civil_days(year, month, 1);
        day = first + (weekday - civil_weekday(first) + 7) % 7 + 7 * (nth - 1);
    } else {
        long last = civil_days(year, month, civil_month_days(year, month));
        day = last - (civil_weekday(last) - weekday + 7) % 7;
    }
    return day + more;
}

int season_year(const time_ground *ground, const char *season, tense when, const time_shape *shape) {
    int first = season[0] == 'W' ? 12 : season[0] == 'F' ? 9 : season[1] == 'P' ? 3 : 6;
    int year = ground->now.year, month = ground->now.month;
    bool runs = first == 12 ? month == 12 || month <= 2 : month >= first && month < first + 3;
    if (shape->deixis == DEIXIS_NONE) {
        if (first == 12 && month <= 2) return year - 1;
        if (runs) return year;
        int past = (month - first + 12) % 12;
        bool back = prefer_past(past, 12 - past, when, 3);
        return back ? (month < first ? year - 1 : year) : (month < first ? year : year + 1);
    }
    if (shape->steps == 0) return first == 12 && month <= 2 ? year - 1 : year;
    if (shape->steps < 0) return month >= first + 3 ? year : (first == 12 && month <= 2) ? year - 2 : year - 1;
    return month < first ? year : year + 1;
}

/* "2" or "2.5" with `letter` behind; counts below 0 are X. */
static int print_count(char *out, size_t size, double count, const char *letter) {
    if (count < 0) return snprintf(out, size, "X%s", letter);
    if (count > 1e12) count = 1e12;
    long long whole = (long long)count, tenth = (long long)((count - (double)whole) * 10 + 0.5);
    if (tenth >= 10) whole++, tenth = 0;
    return tenth ? snprintf(out, size, "%lld.%lld%s", whole, tenth, letter) : snprintf(out, size, "%lld%s", whole, letter);
}

/* One unit as TIMEX3 has it: a larger unit with half of it becomes two. */
static int print_unit(char *out, size_t size, char unit, double count) {
    static const struct { char unit; double times; const char *letter; double parts; const char *part; } forms[] = {
        {'S', 1, "S", 0, ""}, {'m', 1, "M", 60, "S"}, {'H', 1, "H", 60, "M"}, {'D', 1, "D", 0, ""}, {'W', 1, "W", 0, ""},
        {'F', 2, "W", 0, ""}, {'N', 1, "WE", 0, ""},  {'M', 1, "M", 0, ""},   {'Q', 1, "Q", 0, ""}, {'Y', 1, "Y", 12, "M"},
        {'E', 10, "Y", 12, "M"}, {'C', 100, "Y", 12, "M"}, {'L', 1000, "Y", 12, "M"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (forms[i].unit != unit) continue;
        bool long_unit = unit == 'E' || unit == 'C' || unit == 'L';  /* "decades" is PXE, but "two decades" P20Y */
        if (count < 0 && long_unit) return snprintf(out, size, "X%c", unit);
        if (count < 0) return snprintf(out, size, "X%s", forms[i].letter);
        double value = count * forms[i].times;
        if (value > 1e12) value = 1e12;
        double whole = (double)(long long)value, rest = value - whole;
        if (rest < 0.01 || forms[i].parts < 1) return print_count(out, size, value, forms[i].letter);
        int n = whole >= 1 ? print_count(out, size, whole, forms[i].letter) : 0;
        double parts = (double)(long long)(rest * forms[i].parts + 0.5);
        return n + print_count(out + n, size - (size_t)n, parts, forms[i].part);
    }
    return 0;
}

static bool of_the_clock(char unit) { return unit == 'S' || unit == 'm' || unit == 'H'; }

void duration_print(char unit, double count, char unit2, double count2, char *out, size_t size) {
    int n = snprintf(out, size, of_the_clock(unit) ? "PT" : "P");
    n += print_unit(out + n, size - (size_t)n, unit, count);
    if (!unit2) return;
    if (of_the_clock(unit2) && !of_the_clock(unit)) n += snprintf(out + n, size - (size_t)n, "T");
    print_unit(out + n, size - (size_t)n, unit2, count2);
}
