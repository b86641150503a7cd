/* times_clock.c - matches hours of the day ("11:36 a.m. PST Tuesday", "10pm", "noon", "0130 GMT", "six o'clock") and parts
 * of the day ("Wednesday morning", "the evening").
 *
 * In: a word number. Out: a shape with hour, minute and zone, and with the day where one stands right behind it. A day that
 * a preposition parts from the hour ("9:30 a.m. on Sunday") stays a shape of its own; times_value.c ties the two.
 * Twenty-four hour times without a mark ("at 17:40") need a preposition, a zone or an hour past noon: scores and verses look
 * the same. */
#include <string.h>

#include "mark/times.h"

/* "a.m." or "p.m." at `at`: 'a', 'p' or 0. */
static char half_of(syn_slice text) {
    if (slice_equal_ascii_case(text, SLICE_LIT("am")) || slice_equal_ascii_case(text, SLICE_LIT("a.m")) ||
        slice_equal_ascii_case(text, SLICE_LIT("a.m."))) return 'a';
    if (slice_equal_ascii_case(text, SLICE_LIT("pm")) || slice_equal_ascii_case(text, SLICE_LIT("p.m")) ||
        slice_equal_ascii_case(text, SLICE_LIT("p.m."))) return 'p';
    return 0;
}

static bool set_clock(time_shape *shape, int hour, int minute, char half) {
    if (minute < 0 || minute > 59 || hour < 0 || hour > 24 || (half && (hour < 1 || hour > 12))) return false;
    if (half == 'p' && hour < 12) hour += 12;
    if (half == 'a' && hour == 12) hour = 0;
    shape->clock = true;
    shape->hour = hour;
    shape->minute = minute;
    return true;
}

static bool hour_cue(const mark_scan *scan, uint32_t at) { return at > 0 && scan_role(scan, at - 1, CLASS_CONTEXT, 'h'); }

/* "GMT", "local time", "Eastern Daylight Time", "Moscow time"; returns past it. */
static uint32_t zone_after(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    if (at >= end) return at;
    if (scan_is(scan, at, CLASS_ZONE) && (scan->words[at].flags & (WORD_ALL_CAPS | WORD_ABBREVIATION))) {
        const char *value = scan_value(scan, at, CLASS_ZONE);
        if (value && (value[0] == '-' || (value[0] >= '0' && value[0] <= '9'))) {
            shape->zoned = true;
            shape->zone = read_int(value, NULL);
        }
        return at + 1;
    }
    for (uint32_t i = at; i < end && i < at + 3; i++) {
        if (i > at && scan_word_is(scan, i, "time")) return i + 1;
        bool name = (scan->words[i].flags & WORD_CAPITAL) || SCAN_ANY(scan, i, "local", "standard", "eastern");
        if (!name) break;
    }
    return at;
}

/* "11:36[:05] [a.m.]" with the hour and the sign parted. */
static uint32_t colon_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int hour = scan_integer(scan, at);
    if (hour < 0 || at + 2 >= end || scan_char(scan, at + 1) != ':') return at;
    if (!scan_joined(scan, at + 1) || !scan_joined(scan, at + 2)) return at;
    if (scan->words[at + 2].end - scan->words[at + 2].begin < 2) return at;
    syn_slice rest = SLICE_NONE;
    int minute = scan_integer(scan, at + 2);
    char half = 0;
    uint32_t past = at + 3;
    if (minute < 0) {
        minute = scan_digits_and(scan, at + 2, &rest);
        if (!(half = half_of(rest))) return at;
    } else if (scan->words[at + 2].end - scan->words[at + 2].begin != 2) return at;
    bool seconds = past + 1 < end && scan_char(scan, past) == ':' && scan_joined(scan, past + 1);
    if (seconds && scan_integer(scan, past + 1) >= 0) past += 2;
    if (!half && past < end && (half = half_of(scan_text(scan, past)))) past++;
    time_shape zone = {0};
    bool sure = half || hour >= 13 || hour_cue(scan, at) || zone_after(scan, past, end, &zone) > past;
    return sure && set_clock(shape, hour, minute, half) ? past : at;
}

/* "7 p.m.", "7pm", "10.35 a.m.", "6 o'clock", "4 in the morning". */
static uint32_t hour_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    syn_slice rest = SLICE_NONE;
    char half = 0;
    int minute = 0, hour = scan_digits_and(scan, at, &rest);
    uint32_t past = at + 1;
    bool minutes = hour >= 0 && rest.len > 2 && rest.ptr[0] == '.';  /* "10.35pm" */
    if (minutes && rest.ptr[1] >= '0' && rest.ptr[1] <= '5' && rest.ptr[2] >= '0' && rest.ptr[2] <= '9') {
        minute = (rest.ptr[1] - '0') * 10 + rest.ptr[2] - '0';
        rest = slice_cut(rest, 3, rest.len);
    }
    if (hour >= 0 && rest.len) {
        if (!(half = half_of(rest))) return at;
        return set_clock(shape, hour, minute, half) ? past : at;
    }
    if (hour < 0) hour = scan_integer(scan, at);
    if (hour < 0 && scan_is(scan, at, CLASS_CARDINAL)) hour = read_int(scan_value(scan, at, CLASS_CARDINAL), NULL);
    if (hour < 0 || hour > 12 || past >= end) return at;
    uint32_t next = scan_past_hyphen(scan, past);
    if ((half = half_of(scan_text(scan, next)))) return set_clock(shape, hour, minute, half) ? next + 1 : at;
    if (minute) return at;
    bool oclock = scan_word_is(scan, past, "o'clock");
    if (oclock) past++;
    bool in_the = past + 2 < end && scan_word_is(scan, past, "in") && scan_word_is(scan, past + 1, "the");
    if (in_the && scan_is(scan, past + 2, CLASS_PART)) {
        const char *part = scan_value(scan, past + 2, CLASS_PART);
        half = part && part[0] == 'M' ? 'a' : 'p';
        past += 3;
    } else if (!oclock) return at;
    return set_clock(shape, hour, 0, half) ? past : at;
}

/* "0130 GMT": four digits that a zone settles. */
static uint32_t military_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int value = scan_integer(scan, at);
    if (value < 0 || scan->words[at].end - scan->words[at].begin != 4 || at + 1 >= end) return at;
    if (!scan_is(scan, at + 1, CLASS_ZONE) || !(scan->words[at + 1].flags & WORD_ALL_CAPS)) return at;
    return set_clock(shape, value / 100, value % 100, 0) ? at + 1 : at;
}

/* "noon", "12 noon", "midday", "midnight". Midnight is the end of its day. */
static uint32_t named_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t from = scan_integer(scan, at) == 12 && at + 1 < end ? at + 1 : at;
    bool noon = SCAN_ANY(scan, from, "noon", "midday"), midnight = scan_word_is(scan, from, "midnight");
    if (!noon && !midnight) return at;
    if ((scan->words[from].flags & WORD_CAPITAL) && from != scan_sentence_begin(scan, from)) return at;  /* a name */
    return set_clock(shape, noon ? 12 : 24, 0, 0) ? from + 1 : at;
}

/* A day right behind the hour, perhaps after a comma: "Tuesday", ", Nov. 6". */
static uint32_t day_after(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t from = scan_char(scan, at) == ',' ? at + 1 : at;
    time_shape day = {0};
    uint32_t past = from < end ? day_match(scan, from, end, &day) : from;
    if (past <= from || day.part[0]) return at;
    day.clock = true;
    day.hour = shape->hour;
    day.minute = shape->minute;
    day.zoned = shape->zoned;
    day.zone = shape->zone;
    *shape = day;
    return past;
}

static uint32_t part_alone(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape);

uint32_t clock_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    typedef uint32_t (*matcher)(const mark_scan *, uint32_t, uint32_t, time_shape *);
    static const matcher matchers[] = {colon_match, military_match, hour_match, named_match};
    uint32_t past = at;
    for (unsigned i = 0; i < sizeof matchers / sizeof *matchers && past == at; i++) {
        *shape = (time_shape){0};
        past = matchers[i](scan, at, end, shape);
    }
    if (past == at) {
        *shape = (time_shape){0};
        return part_alone(scan, at, end, shape);
    }
    shape->kind = SHAPE_CLOCK;
    past = zone_after(scan, past, end, shape);
    return day_after(scan, past, end, shape);
}

/* ---- parts of the day --------------------------------------------------------------------------------------------- */

static void set_part(time_shape *shape, const char *value) {
    shape->part[0] = value[0];
    shape->part[1] = value[1];
}

uint32_t part_after(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    bool day = shape->kind == SHAPE_DAY || shape->kind == SHAPE_WEEKDAY || shape->kind == SHAPE_RELATIVE ||
               shape->kind == SHAPE_HOLIDAY;
    if (!day || shape->part[0] || shape->clock || (shape->every && shape->kind != SHAPE_WEEKDAY)) return at;
    uint32_t from = scan_past_hyphen(scan, at), mid = from;
    if (mid < end && (SCAN_ANY(scan, mid, "mid", "early", "late")))
        mid = scan_past_hyphen(scan, mid + 1);
    if (mid >= end) return at;
    const char *value = scan_value(scan, mid, CLASS_PART);
    /* "Monday Night Football" */
    if (!value || ((scan->words[mid].flags & (WORD_CAPITAL | WORD_ALL_CAPS)) == WORD_CAPITAL)) return at;
    if (mid > from)
        shape->mod = scan_word_is(scan, from, "mid") ? "MID" : scan_word_is(scan, from, "early") ? "START" : "END";
    set_part(shape, value);
    shape->every = shape->every || value[2] == 's';
    return mid + 1;
}

/* "the evening" behind a preposition, "dawn" behind one, "the morning of July 4". */
static uint32_t part_alone(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    bool the = scan_word_is(scan, at, "the");
    uint32_t from = the ? at + 1 : at;
    const char *value = from < end ? scan_value(scan, from, CLASS_PART) : NULL;
    if (!value || (scan->words[from].flags & WORD_CAPITAL)) return at;
    if (value[2] == 's') return at;
    if (the && from + 2 < end && scan_word_is(scan, from + 1, "of")) {
        time_shape day = {0};
        uint32_t past = day_match(scan, from + 2, end, &day);
        if (past > from + 2 && !day.part[0]) {
            set_part(&day, value);
            *shape = day;
            return past;
        }
    }
    bool night = strncmp(value, "NI", 2) == 0, plain = SCAN_ANY(scan, from, "morning", "afternoon", "evening", "night");
    bool cued = at > 0 && scan_role(scan, at - 1, CLASS_CONTEXT, the ? 't' : 'b');
    if (!cued || (!the && plain && !night)) return at;
    if (!the && plain) return at;  /* "at night": no night in particular */
    shape->kind = SHAPE_PART;
    set_part(shape, value);
    return from + 1;
}
