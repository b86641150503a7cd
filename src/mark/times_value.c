/* times_value.c - gives each shape its TIMEX3 value and puts it on the report.
 *
 * In: the shapes of a report in order, and the moment of writing. Out: report->times. Two passes: days, weeks, months and
 * years first, in order, while the date last spoken of is kept ("the following day", "four years later"); hours and parts of
 * the day second, since "at 9:30 a.m. on Sunday" names its day behind. A dateline ("NORTHPORT, July 3 (Wire) --") of the
 * last few days before `published` is the day of writing. */
#include <stdio.h>
#include <string.h>

#include "mark/times_put.h"
#include "mark/times_ranges.h"

enum {
    DATELINE_DAYS = 3,     /* a dateline is at most so many days older than the report */
    NEAR_SHAPES = 8,       /* looked at on each side of an hour */
    AHEAD_SENTENCES = 3,   /* an hour before any day was spoken of takes one at most so far behind it */
    ODD_DAYS = 31,         /* a date without a year is at odds with its weekday only so near the day of writing */
    VOTE_WORDS = 10,       /* "election" so near November tells which is meant */
    VERB_WORDS = 4,        /* a verb so near before it tells, too */
    BRACKET_WORDS = 8,     /* a bracket behind an hour opens so near */
    SPOKEN_DAYS = 31       /* an hour belongs to a day spoken of only so near the day of writing */
};

/* ---- the day of writing ------------------------------------------------------------------------------------------- */

static void ground_set(time_ground *ground, syn_civil now) {
    *ground = (time_ground){.now = now};
    ground->has_year = now.grain >= CIVIL_YEAR;
    ground->has_month = now.grain >= CIVIL_MONTH;
    ground->has_day = now.grain >= CIVIL_DAY;
    ground->has_clock = now.grain >= CIVIL_MINUTE;
    if (ground->has_year) ground->today = civil_days(now.year, now.month ? now.month : 6, now.day ? now.day : 15);
}

/* A dateline moves the day of writing; a full one gives it to a report without a date. */
static void dateline_use(valuer *v, uint32_t index) {
    const time_shape *shape = index == REPORT_NONE ? NULL : &v->shapes->at[index];
    if (!shape || shape->kind != SHAPE_DAY || shape->clock || (!v->ground.has_day && !shape->year)) return;
    int year = shape->year ? shape->year : year_nearest(&v->ground, shape->month, shape->day, TENSE_PAST, shape);
    if (!civil_valid(year, shape->month, shape->day)) return;
    long day = civil_days(year, shape->month, shape->day), behind = v->ground.today - day;
    if (v->ground.has_day && (behind < 0 || behind > DATELINE_DAYS)) return;
    syn_civil now = civil_from_days(day);
    if (!v->ground.has_day || behind > 0) ground_set(&v->ground, now);
}

/* ---- calendar shapes ---------------------------------------------------------------------------------------------- */

/* The year of "January this year", or of a report without a date one that its own sentence named. 0 = unknown. */
static int year_said(const valuer *v, const time_shape *shape) {
    if (shape->year) return shape->year;  /* and a later day of its sentence, "he died on March 3, 2015, and ... March 10" */
    if (shape->paired && v->spoken_day) return v->spoken_year;
    if (shape->whole_year) return v->ground.has_year ? v->ground.now.year + shape->year_steps : 0;
    bool beside = v->spoken_sentence == v->scan->words[shape->word].sentence;
    return (!v->ground.has_month || (v->spoken_stated && shape->kind == SHAPE_DAY)) && beside ? v->spoken_year : 0;
}

static bool falls_on(const time_shape *shape, int year) {
    return civil_valid(year, shape->month, shape->day) &&
           civil_weekday(civil_days(year, shape->month, shape->day)) == shape->weekday;
}

/* The nearest year, or of the years around it the one in which the date falls on the weekday that it is said to. */
static int year_of_day(const valuer *v, const time_shape *shape, tense when) {
    int year = year_nearest(&v->ground, shape->month, shape->day, when, shape);
    if (!shape->weekday || falls_on(shape, year)) return year;
    int other = when == TENSE_FUTURE ? year + 1 : year - 1, third = when == TENSE_FUTURE ? year - 1 : year + 1;
    long days = civil_days(year, shape->month, shape->day), far = days - v->ground.today;
    if (v->ground.has_day && far >= -ODD_DAYS && far <= ODD_DAYS) return year;  /* so near, a slip is likelier */
    if (v->spoken_year && falls_on(shape, v->spoken_year)) return v->spoken_year;
    return falls_on(shape, other) ? other : falls_on(shape, third) ? third : year;
}

static void value_day(valuer *v, time_shape *shape) {
    int year = year_said(v, shape);
    bool said = year != 0;
    tense when = tense_of_year(v->scan, shape);
    if (!year && v->ground.has_month) year = year_of_day(v, shape, when);
    if (!year) {
        snprintf(v->value, sizeof v->value, "XXXX-%02d-%02d", shape->month, shape->day);
        return;
    }
    int last = civil_month_days(year, shape->month);
    long days = civil_days(year, shape->month, shape->day > last ? last : shape->day);
    long far = days - v->ground.today;
    bool near = v->ground.has_day && far >= -ODD_DAYS && far <= ODD_DAYS;
    shape->odd = shape->weekday && civil_weekday(days) != shape->weekday && (said || near);
    if (shape->unit) put_week(v, days, shape->unit == 'N');
    else put_day(v, shape, days);
}

/* "control of the House in November", written in the first months of an even year: the vote to come, unless a verb beside
 * the month tells that it is past. */
static bool is_vote_to_come(const valuer *v, const time_shape *shape) {
    const mark_scan *scan = v->scan;
    const syn_civil *now = &v->ground.now;
    if (shape->month != 11 || shape->deixis != DEIXIS_NONE || now->year % 2 || now->month >= 11 || !v->ground.has_month) return false;
    uint32_t begin = scan_sentence_begin(scan, shape->word), end = scan_sentence_end(scan, shape->word);
    bool vote = false;
    for (uint32_t at = shape->word; at > begin && shape->word - at < VOTE_WORDS; at--)
        vote = vote || scan_role(scan, at - 1, CLASS_CONTEXT, 'e');
    for (uint32_t at = shape->past; at < end && at - shape->past < VOTE_WORDS; at++)
        vote = vote || scan_role(scan, at, CLASS_CONTEXT, 'e');
    return vote && tense_within(scan, shape, VERB_WORDS) != TENSE_PAST;
}

static void value_month(valuer *v, time_shape *shape) {
    int year = year_said(v, shape);
    if (!year && is_vote_to_come(v, shape)) year = v->ground.now.year;
    if (!year && v->ground.has_month) year = year_nearest(&v->ground, shape->month, 0, tense_of_year(v->scan, shape), shape);
    if (year) put_month(v, year, shape->month, 0);
    else snprintf(v->value, sizeof v->value, "XXXX-%02d", shape->month);
}

/* "from Monday to Friday": the second day comes behind the first. */
static long weekday_in_range(const valuer *v, const time_shape *shape, tense when) {
    long day = weekday_nearest(&v->ground, shape->weekday, when, shape, v->spoken_day, v->spoken);
    const time_shape *begin = shape - 1, *end = shape + 1;
    if (shape->ends_range && begin->has_day && begin->kind == SHAPE_WEEKDAY && day < begin->days) return day + 7;
    if (!shape->begins_range || end->kind != SHAPE_WEEKDAY || end->deixis || when == TENSE_FUTURE) return day;
    long last = weekday_nearest(&v->ground, end->weekday, when, end, v->spoken_day, v->spoken);
    return last < day ? day - 7 : day;
}

static void value_weekday(valuer *v, time_shape *shape) {
    tense when = tense_of(v->scan, shape);
    if (!v->ground.has_day) snprintf(v->value, sizeof v->value, "XXXX-WXX-%d", shape->weekday);
    else put_day(v, shape, weekday_in_range(v, shape, when));
}

static void value_holiday(valuer *v, time_shape *shape) {
    int year = year_said(v, shape);
    if (!year && v->ground.has_month) {
        syn_civil day = civil_from_days(holiday_day(shape->text, v->ground.now.year));
        year = year_nearest(&v->ground, day.month, day.day, tense_of(v->scan, shape), shape);
    }
    if (year && shape->unit) put_week(v, holiday_day(shape->text, year), shape->unit == 'N');
    else if (year) put_day(v, shape, holiday_day(shape->text, year));
    else if (shape->text[2] == '-') snprintf(v->value, sizeof v->value, "XXXX-%.5s", shape->text);
    else put_text(v, "XXXX", false);
}

static void value_relative(valuer *v, time_shape *shape) {
    if (v->ground.has_day) put_day(v, shape, v->ground.today + shape->number);
    else put_reference(v, shape->number);
}

static void value_weekend(valuer *v, const time_shape *shape) {
    long today = v->ground.today;
    int weekday = civil_weekday(today);
    tense when = tense_of(v->scan, shape);
    bool the = shape->deixis == DEIXIS_NONE;
    if (shape->back) when = TENSE_PAST;
    if (shape->steps) today += 7 * shape->steps;
    else if (weekday < 6 && (the ? when != TENSE_FUTURE : weekday <= 2 && when == TENSE_PAST)) today -= 7;
    put_week(v, today, true);
}

static void value_period(valuer *v, time_shape *shape) {
    bool spoken = shape->deixis == DEIXIS_SPOKEN && v->spoken_year;
    int year = spoken ? v->spoken_year : v->ground.now.year, month = spoken ? v->spoken_month : v->ground.now.month;
    bool has_year = spoken || v->ground.has_year, has_month = spoken ? month > 0 : v->ground.has_month;
    bool has_day = spoken ? v->spoken_day : v->ground.has_day;
    long day = spoken ? v->spoken : v->ground.today;
    if (spoken && !has_month && shape->unit == 'M') {
        year = v->ground.now.year;
        month = v->ground.now.month;
        has_month = v->ground.has_month;
    }
    if (spoken && !has_day) day = v->ground.today, has_day = v->ground.has_day;
    int years = shape->unit == 'E' ? 10 : shape->unit == 'C' ? 100 : 0;
    if (shape->unit == 'Y' && has_year) put_year(v, year + shape->steps, shape->steps);
    else if (shape->unit == 'M' && has_month) put_month(v, year, month + shape->steps, shape->steps);
    else if (shape->unit == 'Q' && has_month) put_quarter(v, shape, v->quarter = year * 4 + (month - 1) / 3 + shape->steps);
    else if (shape->unit == 'W' && has_day) put_week(v, day + 7 * shape->steps, false);
    else if (shape->unit == 'N' && v->ground.has_day) value_weekend(v, shape);
    else if (shape->unit == 'D' && has_day) put_day(v, shape, day + shape->steps);
    else if (years && has_year && year_fits(v, year + shape->steps * years, shape->steps)) {
        snprintf(v->value, sizeof v->value, "%0*d", years == 10 ? 3 : 2, year / years + shape->steps);
        v->resolved = true;
    }
    if (v->value[0]) return;
    if (shape->steps) put_reference(v, shape->steps);
    else if (shape->unit == 'D') put_text(v, "XXXX-XX-XX", false);
    else put_text(v, shape->unit == 'Y' ? "XXXX" : shape->unit == 'M' ? "XXXX-XX" : "XXXX-WXX", false);
}

/* Which quarter, as year * 4 + quarter - 1; -1 = cannot be said. */
static int quarter_of(valuer *v, const time_shape *shape) {
    int now = v->ground.has_month ? v->ground.now.year * 4 + (v->ground.now.month - 1) / 3 : -1;
    int said = shape->number ? shape->number - 1 : v->quarter >= 0 ? v->quarter % 4 : now >= 0 ? (now + 3) % 4 : -1;
    if (said < 0) return -1;
    int year = year_said(v, shape);
    if (shape->year) return year * 4 + said;
    if (now < 0) return -1;
    if (shape->number == 0 && shape->back && v->quarter >= now) return now - 1;  /* the latest one is over */
    if (shape->number == 0 && !shape->whole_year) return v->quarter >= 0 ? v->quarter : now - 1;
    bool year_back = shape->whole_year && shape->year_steps < 0;
    if (shape->number == 0 && v->quarter >= 0 && year_back && v->quarter / 4 != v->ground.now.year) return v->quarter - 4;
    int base = shape->whole_year ? year : v->ground.now.year;
    int quarter = base * 4 + said;
    if (shape->whole_year) return quarter;
    bool future = tense_of(v->scan, shape) == TENSE_FUTURE;
    if (quarter > now && !(future && quarter - now <= 2)) quarter -= 4;
    else if (quarter < now - 1 && future) quarter += 4;
    return quarter;
}

static void value_quarter(valuer *v, time_shape *shape) {
    int quarter = quarter_of(v, shape);
    if (quarter < 0) {
        if (shape->number) snprintf(v->value, sizeof v->value, "XXXX-Q%d", shape->number);
        else put_text(v, "XXXX-QX", false);
        return;
    }
    put_quarter(v, shape, quarter);
    int now = v->ground.has_month ? v->ground.now.year * 4 + (v->ground.now.month - 1) / 3 : quarter;
    /* results are of a late quarter */
    if (!shape->whole_year && quarter <= now && quarter >= now - 4) v->quarter = quarter;
}

static void value_half(valuer *v, time_shape *shape) {
    int year = year_said(v, shape);
    if (year && year_fits(v, year, 0)) snprintf(v->value, sizeof v->value, "%04d-H%d", year, shape->number);
    else if (!year) snprintf(v->value, sizeof v->value, "XXXX-H%d", shape->number);
    v->resolved = year != 0;
}

static void value_season(valuer *v, time_shape *shape) {
    int year = year_said(v, shape);
    if (!year && v->ground.has_month) year = season_year(&v->ground, shape->season, tense_of(v->scan, shape), shape);
    if (year && !year_fits(v, year, 0)) return;
    if (year && shape->year) v->spoken_day = false, v->spoken_year = year, v->spoken_month = 0;
    if (year) snprintf(v->value, sizeof v->value, "%04d-%.2s", year, shape->season);
    else snprintf(v->value, sizeof v->value, "XXXX-%.2s", shape->season);
    v->resolved = year != 0;
}

/* ---- sets --------------------------------------------------------------------------------------------------------- */

static void value_set(valuer *v, const time_shape *shape) {
    v->type = TIME_SET;
    v->resolved = true;
    size_t size = sizeof v->value;
    switch (shape->kind) {
    case SHAPE_WEEKDAY:
        snprintf(v->value, size, "XXXX-WXX-%d%s%.2s", shape->weekday, shape->part[0] ? "T" : "", shape->part);
        break;
    case SHAPE_MONTH: snprintf(v->value, size, "XXXX-%02d", shape->month); break;
    case SHAPE_HOLIDAY: snprintf(v->value, size, "XXXX-%.5s", shape->text[2] == '-' ? shape->text : "XX-XX"); break;
    case SHAPE_SEASON: snprintf(v->value, size, "XXXX-%.2s", shape->season); break;
    case SHAPE_PART: snprintf(v->value, size, "XXXX-XX-XXT%.2s", shape->part); break;
    case SHAPE_DURATION: duration_print(shape->unit, shape->count, 0, 0, v->value, size); break;
    default: snprintf(v->value, size, "%s", shape->text ? shape->text : "P1D"); break;
    }
}

/* ---- hours and parts of the day ----------------------------------------------------------------------------------- */

static uint32_t sentence_of(const valuer *v, uint32_t index) {
    return v->scan->words[v->shapes->at[index].word].sentence;
}

/* "0300 local time (2200 GMT on Friday)": a bracket opens in [from, to) and goes on; what it says is of another zone. */
static bool opens_bracket(const valuer *v, uint32_t from, uint32_t to) {
    bool open = false;
    for (uint32_t at = from; at < to && at < from + BRACKET_WORDS; at++) {
        char sign = scan_char(v->scan, at);
        open = sign == '(' || (open && sign != ')');
    }
    return open;
}

/* The nearest shape of the same sentence that has a day, or NULL. */
static const time_shape *day_beside(const valuer *v, uint32_t index) {
    const time_shape *all = v->shapes->at, *before = NULL, *behind = NULL;
    uint32_t sentence = sentence_of(v, index), last = index + NEAR_SHAPES, word = all[index].word;
    for (uint32_t i = index; i-- > 0 && i + NEAR_SHAPES >= index && !before && sentence_of(v, i) == sentence;)
        if (all[i].has_day) before = &all[i];
    for (uint32_t i = index + 1; i < v->shapes->n && i <= last && !behind && sentence_of(v, i) == sentence; i++)
        if (all[i].has_day) behind = &all[i];
    if (behind && all[index].clock && opens_bracket(v, all[index].past, behind->word)) behind = NULL;
    if (!before || !behind) return before ? before : behind;
    /* "5 p.m. on Friday" */
    uint32_t past = all[index].past;
    if (behind->word <= past + 1 && (behind->word == past || scan_word_is(v->scan, past, "on"))) return behind;
    return word - before->word <= behind->word - word ? before : behind;
}

/* The first day that the next few sentences name, and that is no later than the day of writing; NULL if none. */
static const time_shape *day_ahead(const valuer *v, uint32_t index) {
    const time_shape *all = v->shapes->at;
    uint32_t last = sentence_of(v, index) + AHEAD_SENTENCES;
    for (uint32_t i = index + 1; i < v->shapes->n && i <= index + NEAR_SHAPES && sentence_of(v, i) <= last; i++) {
        if (!all[i].has_day || opens_bracket(v, all[index].past, all[i].word)) continue;
        long behind = v->ground.today - all[i].days;
        if (!v->ground.has_day || (behind >= 0 && behind < SPOKEN_DAYS)) return &all[i];
    }
    return NULL;
}

/* "a 10pm to 8am curfew": the hours of every day, of none in particular. */
static bool is_daily_range(valuer *v, uint32_t index) {
    const time_shape *first = &v->shapes->at[index], *second = first + 1;
    if (index + 1 >= v->shapes->n || second->kind != SHAPE_CLOCK) return false;
    uint32_t at = scan_past_hyphen(v->scan, first->past);
    at = scan_past_hyphen(v->scan, grammar_match(v->grammar, ROOT_JOINT, at, v->scan->n, NULL));
    if (at != second->word || second->past >= v->scan->n) return false;
    const syn_word *noun = &v->scan->words[second->past];
    return noun->kind == WORD_LETTERS && !(noun->flags & (WORD_STOP | WORD_CAPITAL));
}

static void add_clock(valuer *v, const time_shape *shape) {
    size_t n = strlen(v->value);
    const char *zone = shape->zoned && shape->zone == 0 ? "Z" : "";
    if (shape->clock) snprintf(v->value + n, sizeof v->value - n, "T%02d:%02d%s", shape->hour, shape->minute, zone);
    else snprintf(v->value + n, sizeof v->value - n, "T%.2s", shape->part);
    v->type = TIME_TIME;
}

static void value_hour(valuer *v, uint32_t index, bool daily) {
    time_shape *shape = &v->shapes->at[index];
    const time_shape *beside = daily ? NULL : day_beside(v, index);
    long behind = v->ground.today - v->spoken;
    bool next_to = v->spoken_sentence + 1 >= v->scan->words[shape->word].sentence;
    bool near = v->spoken_day && (!v->ground.has_day || next_to || (behind >= -SPOKEN_DAYS && behind <= SPOKEN_DAYS));
    v->value[0] = '\0';
    if (!beside && !daily && !near && shape->clock) beside = day_ahead(v, index);
    if (beside) put_day(v, shape, beside->days);
    else if (!daily && near) put_day(v, shape, v->spoken);
    else if (!daily && v->ground.has_day) put_day(v, shape, v->ground.today);
    v->resolved = v->value[0] != '\0';
    if (shape->kind == SHAPE_PART && !v->resolved) snprintf(v->value, sizeof v->value, "XXXX-XX-XX");
    add_clock(v, shape);
}

/* ---- the pass ----------------------------------------------------------------------------------------------------- */

static void value_shape(valuer *v, time_shape *shape) {
    v->value[0] = '\0';
    v->resolved = false;
    v->type = TIME_DATE;
    if (shape->every || shape->kind == SHAPE_SET) {
        value_set(v, shape);
        return;
    }
    switch ((shape_kind)shape->kind) {
    case SHAPE_DAY: value_day(v, shape); break;
    case SHAPE_MONTH: value_month(v, shape); break;
    case SHAPE_YEAR: put_year(v, shape->year, 0); break;
    case SHAPE_DECADE: snprintf(v->value, sizeof v->value, "%03d", shape->year), v->resolved = true; break;
    case SHAPE_CENTURY: snprintf(v->value, sizeof v->value, "%02d", shape->year), v->resolved = true; break;
    case SHAPE_WEEKDAY: value_weekday(v, shape); break;
    case SHAPE_RELATIVE: value_relative(v, shape); break;
    case SHAPE_HOLIDAY: value_holiday(v, shape); break;
    case SHAPE_PERIOD: value_period(v, shape); break;
    case SHAPE_QUARTER: value_quarter(v, shape); break;
    case SHAPE_HALF: value_half(v, shape); break;
    case SHAPE_SEASON: value_season(v, shape); break;
    case SHAPE_DURATION: put_duration(v, shape); break;
    case SHAPE_AGO: value_ago(v, shape); break;
    case SHAPE_SHIFT: value_shift(v, shape); break;
    case SHAPE_REF: put_text(v, shape->text, v->ground.has_year); break;
    case SHAPE_NONE: case SHAPE_SET: case SHAPE_PART: case SHAPE_CLOCK: break;
    }
    if (shape->part[0] || shape->clock) {
        if (shape->kind == SHAPE_RELATIVE && !shape->has_day) put_text(v, "XXXX-XX-XX", false);
        add_clock(v, shape);
    }
}

static void put_time(valuer *v, syn_report *report, const time_shape *shape) {
    const syn_word *words = v->scan->words;
    syn_time time = {.type = (uint8_t)v->type, .resolved = v->resolved};
    time.span = (syn_span){words[shape->word].begin, words[shape->past - 1].end};
    time.value = arena_copy(&report->arena, slice_str(v->value));
    if (shape->mod) time.mod = slice_str(shape->mod);
    if (shape->clock && shape->zoned) time.zoned = true, time.zone = (int16_t)shape->zone;
    if (shape->odd) time.at_odds = (syn_span){words[shape->weekday_word].begin, words[shape->weekday_word].end};
    VEC_PUSH(&report->arena, &report->times, time);
}

syn_code times_value(const mark_options *options, syn_report *report, grammar_scan *grammar, time_shapes *shapes,
                     syn_error *error) {
    const mark_scan *scan = grammar->scan;
    valuer v = {.scan = scan, .grammar = grammar, .shapes = shapes, .quarter = -1};
    syn_civil now = options ? options->anchor : (syn_civil){0};
    if (now.grain == CIVIL_NONE && !civil_parse(report->published, &now)) now = (syn_civil){0};
    ground_set(&v.ground, now);
    dateline_use(&v, dateline_read(grammar, report, shapes));
    ranges_find(grammar, shapes);
    /* Days first: an hour may take its day from behind. */
    time_ground ground = v.ground;
    for (uint32_t i = 0; i < shapes->n; i++)
        if (shapes->at[i].kind != SHAPE_CLOCK && shapes->at[i].kind != SHAPE_PART) value_shape(&v, &shapes->at[i]);
    v = (valuer){.scan = scan, .grammar = grammar, .shapes = shapes, .ground = ground, .quarter = -1};
    bool daily = false;
    for (uint32_t i = 0; i < shapes->n && !report->arena.failed; i++) {
        time_shape *shape = &shapes->at[i];
        bool hour = (shape->kind == SHAPE_CLOCK || shape->kind == SHAPE_PART) && !shape->every;
        int year = v.spoken_year;
        long spoken = v.spoken;
        if (hour) {
            daily = is_daily_range(&v, i) || (daily && is_daily_range(&v, i - 1));  /* its begin, or its end */
            value_hour(&v, i, daily);
        } else value_shape(&v, shape);
        if (shape->kind == SHAPE_DAY && shape->year) v.spoken_stated = true;
        else if (v.spoken_year != year) v.spoken_stated = false;
        if (v.spoken_year != year || v.spoken != spoken || shape->has_day) v.spoken_sentence = sentence_of(&v, i);
        put_time(&v, report, shape);
    }
    if (!report->arena.failed) ranges_put(grammar, report, shapes);
    return arena_check(&report->arena, "mark", error);
}
