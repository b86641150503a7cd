/* times_clock.c - what hours ("11:36 a.m.", "10pm", "0130 GMT", "six o'clock") and parts of the day ("Wednesday morning",
 * "the evening") look like: terminals of times.grammar (times_terminals.h has the list).
 *
 * In: a word number. Out: the first word past what it takes in, or NO_WORD; with a shape, also what it means. Twenty-four
 * hour times without a mark ("at 17:40") need a preposition, a zone or an hour past noon: scores and verses look the
 * same. */
#include <string.h>

#include "mark/lexicon/lexicon.gen.h"
#include "mark/times_terminals.h"

enum { ENDING_MAX = 4 };  /* bytes of letters behind digits that mean something */

char time_ending(syn_slice rest) {
    char plain[ENDING_MAX];
    if (rest.len == 0 || rest.len > ENDING_MAX) return 0;
    for (size_t i = 0; i < rest.len; i++) {
        char c = rest.ptr[i];
        plain[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    const lexicon_entry *entry = lexicon_word(&lexicon_mark_time_endings, slice_hash(slice_of(plain, rest.len)));
    return entry ? entry->value[0] : 0;
}

/* "a.m." or "p.m." of a word or a glued ending: 'a', 'p' or 0. */
static char half_of(char ending) { return ending == 'a' || ending == 'p' ? ending : 0; }
static char half_at(const mark_scan *scan, uint32_t at, uint32_t end) {
    if (at >= end || !scan->english || scan->words[at].kind != WORD_LETTERS) return 0;
    const lexicon_entry *entry = lexicon_word(&lexicon_mark_time_endings, scan->keys[at]);
    return entry ? half_of(entry->value[0]) : 0;
}

static bool clock_fits(int hour, int minute, char half) {
    return minute >= 0 && minute <= 59 && hour >= 0 && hour <= 24 && !(half && (hour < 1 || hour > 12));
}

static void set_half(time_shape *shape, char half) {
    if (half == 'p' && shape->hour < 12) shape->hour += 12;
    if (half == 'a' && shape->hour == 12) shape->hour = 0;
}

static uint32_t set_clock(int hour, int minute, char half, uint32_t past, time_shape *shape) {
    if (!clock_fits(hour, minute, half)) return NO_WORD;
    if (shape) {
        shape->clock = true;
        shape->hour = hour;
        shape->minute = minute;
        set_half(shape, half);
    }
    return past;
}

/* ---- zones -------------------------------------------------------------------------------------------------------- */

uint32_t time_zone(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    if (!(scan->words[at].flags & (WORD_ALL_CAPS | WORD_ABBREVIATION))) return NO_WORD;
    const char *value = scan_value(scan, at, CLASS_ZONE);
    if (shape && value && (value[0] == '-' || (value[0] >= '0' && value[0] <= '9'))) {
        shape->zoned = true;
        shape->zone = read_int(value, NULL);
    }
    return at + 1;
}

uint32_t time_zone_word(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)shape;
    if (at >= end || scan->words[at].kind != WORD_LETTERS) return NO_WORD;
    return (scan->words[at].flags & WORD_CAPITAL) || scan_role(scan, at, CLASS_CONTEXT, 'z') ? at + 1 : NO_WORD;
}

static bool zone_stands(const mark_scan *scan, uint32_t at, uint32_t end) {
    return at < end && scan_is(scan, at, CLASS_ZONE) && time_zone(scan, at, end, NULL) != NO_WORD;
}

/* ---- hours -------------------------------------------------------------------------------------------------------- */

/* In "from 9 to 11 p.m." and "9:30-11 a.m." the first hour has the half of the second, unless that would put it behind:
 * the half of what stands at `at` for an hour of `first`; 0 = none. */
static char half_ahead(const mark_scan *scan, uint32_t at, uint32_t end, int first) {
    if (at >= end || !(scan_hyphen(scan, at) || scan_role(scan, at, CLASS_CONTEXT, 'r'))) return 0;
    syn_slice rest = SLICE_NONE;
    uint32_t next = at + 1;
    int second = scan_integer(scan, next);
    char half = 0;
    if (second < 0 && (second = scan_digits_and(scan, next, &rest)) >= 0) half = half_of(time_ending(rest));
    if (second < 1 || second > 12) return 0;
    if (!half && scan_char(scan, next + 1) == ':' && scan_joined(scan, next + 1)) next += 2;
    if (!half) half = half_at(scan, scan_past_hyphen(scan, next + 1), end);
    if (half && first % 12 > second % 12) half = half == 'a' ? 'p' : 'a';
    return half;
}

/* "11:36[:05] [a.m.]" with the hour and the sign parted. */
uint32_t time_colon(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int hour = scan_integer(scan, at);
    if (hour < 0 || at + 2 >= end || scan_char(scan, at + 1) != ':') return NO_WORD;
    if (!scan_joined(scan, at + 1) || !scan_joined(scan, at + 2) || scan_length(scan, at + 2) < 2) return NO_WORD;
    syn_slice rest = SLICE_NONE;
    int minute = scan_integer(scan, at + 2);
    char half = 0;
    uint32_t past = at + 3;
    if (minute < 0) {
        minute = scan_digits_and(scan, at + 2, &rest);
        if (!(half = half_of(time_ending(rest)))) return NO_WORD;
    } else if (scan_length(scan, at + 2) != 2) return NO_WORD;
    bool seconds = past + 1 < end && scan_char(scan, past) == ':' && scan_joined(scan, past + 1);
    if (seconds && scan_integer(scan, past + 1) >= 0) past += 2;
    if (!half && (half = half_at(scan, past, end))) past++;
    if (!half && hour >= 1 && hour <= 12) half = half_ahead(scan, past, end, hour);
    bool cue = at > 0 && scan_role(scan, at - 1, CLASS_CONTEXT, 'h');
    uint32_t word = past, zone_end = NO_WORD;  /* "17:40 local time" */
    for (; word < end && word < past + 2 && zone_end == NO_WORD; word++) {
        if (time_zone_word(scan, word, end, NULL) == NO_WORD) break;
        if (scan_role(scan, word + 1, CLASS_CONTEXT, 'c')) zone_end = word + 2;
    }
    bool sure = half || hour >= 13 || cue || zone_stands(scan, past, end) || zone_end != NO_WORD;
    return sure ? set_clock(hour, minute, half, past, shape) : NO_WORD;
}

/* "7", "seven", "10.35"; the half comes behind. */
uint32_t time_hour(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    syn_slice rest = SLICE_NONE;
    int minute = 0, hour = scan_integer(scan, at);
    if (hour < 0 && (hour = scan_digits_and(scan, at, &rest)) >= 0) {
        bool minutes = rest.len == 3 && rest.ptr[0] == '.' && rest.ptr[1] >= '0' && rest.ptr[1] <= '5' &&
                       rest.ptr[2] >= '0' && rest.ptr[2] <= '9';
        if (!minutes) return NO_WORD;
        minute = (rest.ptr[1] - '0') * 10 + rest.ptr[2] - '0';
    }
    if (hour < 0 && scan_is(scan, at, CLASS_CARDINAL)) hour = read_int(scan_value(scan, at, CLASS_CARDINAL), NULL);
    return hour >= 1 && hour <= 12 ? set_clock(hour, minute, 0, at + 1, shape) : NO_WORD;
}

uint32_t time_half(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    char half = half_at(scan, at, end);
    if (!half) return NO_WORD;
    if (shape) set_half(shape, half);
    return at + 1;
}

/* The first hour of "9 to 11 p.m.", "9-11am". */
uint32_t time_hour_before(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    time_shape read = {0};
    if (time_hour(scan, at, end, &read) == NO_WORD) return NO_WORD;
    char half = half_ahead(scan, at + 1, end, read.hour);
    return half ? set_clock(read.hour, read.minute, half, at + 1, shape) : NO_WORD;
}

uint32_t time_hour_half(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    syn_slice rest = SLICE_NONE;
    int minute = 0, hour = scan_digits_and(scan, at, &rest);
    bool minutes = hour >= 0 && rest.len > 3 && rest.ptr[0] == '.';  /* "10.35pm" */
    if (minutes && rest.ptr[1] >= '0' && rest.ptr[1] <= '5' && rest.ptr[2] >= '0' && rest.ptr[2] <= '9') {
        minute = (rest.ptr[1] - '0') * 10 + rest.ptr[2] - '0';
        rest = slice_cut(rest, 3, rest.len);
    }
    char half = hour >= 0 ? half_of(time_ending(rest)) : 0;
    return half ? set_clock(hour, minute, half, at + 1, shape) : NO_WORD;
}

/* "0130 GMT", "at 0300 local time", "0630 hours", "2200 Friday", "at about 1100 (0900 GMT)"; a year stays a year. */
uint32_t time_military(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    int value = scan_integer(scan, at);
    if (value < 0 || scan_length(scan, at) != 4) return NO_WORD;
    bool more = at + 1 < end;
    bool zone = more && scan_is(scan, at + 1, CLASS_ZONE) && (scan->words[at + 1].flags & WORD_ALL_CAPS);
    bool led = at > 0 && scan_role(scan, at - 1, CLASS_CONTEXT, 'h');
    bool year = value >= 1300 && value < 2100;
    bool unit = more && (scan_word_is(scan, at + 1, "local") || scan_word_is(scan, at + 1, "hours") || scan_word_is(scan, at + 1, "hrs"));
    bool day = more && !year && scan_is(scan, at + 1, CLASS_WEEKDAY) && scan_is_capital(scan, at + 1);
    bool again = !year && led && at + 3 < end && scan_char(scan, at + 1) == '(' && scan_length(scan, at + 2) == 4 &&
                 scan_integer(scan, at + 2) >= 0 && scan_is(scan, at + 3, CLASS_ZONE);
    bool early = led && scan_text(scan, at).ptr[0] == '0';
    if (!zone && !(unit && (led || !year)) && !day && !again && !early) return NO_WORD;
    return set_clock(value / 100, value % 100, 0, at + 1, shape);
}

uint32_t time_twelve(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end, (void)shape;
    return scan_integer(scan, at) == 12 ? at + 1 : NO_WORD;
}

uint32_t time_name_here(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end, (void)shape;
    bool name = at > 0 && scan_is_capital(scan, at - 1) && at - 1 != scan_sentence_begin(scan, at - 1);
    return name ? at : NO_WORD;
}

uint32_t time_half_part(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    const char *part = scan_value(scan, at, CLASS_PART);
    if (shape) set_half(shape, part[0] == 'M' ? 'a' : 'p');
    return at + 1;
}

/* ---- parts of the day --------------------------------------------------------------------------------------------- */

static uint32_t set_part(const char *value, uint32_t past, time_shape *shape) {
    if (shape) {
        shape->part[0] = value[0];
        shape->part[1] = value[1];
        shape->every = shape->every || value[2] == 's';
    }
    return past;
}

uint32_t time_part(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    const char *value = scan_value(scan, at, CLASS_PART);
    return value[2] == 's' ? NO_WORD : set_part(value, at + 1, shape);
}

uint32_t time_small_part(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end;
    /* "Monday Night Football" */
    if ((scan->words[at].flags & (WORD_CAPITAL | WORD_ALL_CAPS)) == WORD_CAPITAL) return NO_WORD;
    return set_part(scan_value(scan, at, CLASS_PART), at + 1, shape);
}

uint32_t time_lone_part(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    return scan_is_capital(scan, at) ? NO_WORD : time_part(scan, at, end, shape);
}
/* "at night" is no night in particular. */
uint32_t time_named_part(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    const char *value = scan_value(scan, at, CLASS_PART);
    return value[2] == 'p' ? NO_WORD : time_lone_part(scan, at, end, shape);
}

static uint32_t cue_behind(const mark_scan *scan, uint32_t at, char role) {
    return at > 0 && scan_role(scan, at - 1, CLASS_CONTEXT, role) ? at : NO_WORD;
}
uint32_t time_part_cue(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end, (void)shape;
    return cue_behind(scan, at, 't');
}
uint32_t time_named_part_cue(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    (void)end, (void)shape;
    return cue_behind(scan, at, 'b');
}
