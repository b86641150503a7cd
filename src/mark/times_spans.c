/* times_spans.c - matches how long and how often: durations ("nearly three years", "eight-hour", "half an hour", "several
 * weeks"), durations counted from a moment ("two weeks ago", "a year earlier"), and sets ("every Tuesday", "annually").
 *
 * In: a word number. Out: a shape, and the first word past it. A duration is [the past|next|first] count [filler] unit
 * [and a half | and count unit] [or so] [ago | earlier | later | from now]; a unit alone ("weeks after") needs a word beside
 * it that measures with it. Ages ("a 27-year-old") are left
 * to numbers.c. */
#include "mark/lexicon/lexicon.gen.h"
#include "mark/times.h"

typedef struct unit_read {
    char letter;   /* as in time_units.txt, 0 = none */
    bool plural;
} unit_read;

static unit_read unit_at(const mark_scan *scan, uint32_t at, uint32_t end) {
    const char *value = at < end ? scan_value(scan, at, CLASS_UNIT) : NULL;
    return value ? (unit_read){value[0], value[1] == 's'} : (unit_read){0};
}

static bool words_are(const mark_scan *scan, uint32_t at, uint32_t end, const char *first, const char *second) {
    return at + 1 < end && scan_word_is(scan, at, first) && scan_word_is(scan, at + 1, second);
}

/* A count in front of a unit; value below 0: several. */
static uint32_t unit_count_at(const mark_scan *scan, uint32_t at, uint32_t end, double *value, bool *article) {
    mark_count count;
    *article = false;
    const lexicon_entry *rough = scan_phrase(scan, &lexicon_mark_time_counts, at, end);
    uint32_t past = count_at(scan, at, end, &count);
    if (past > at && (!rough || past > at + rough->words)) {
        *value = count.vague ? -1 : count.value;
        uint32_t second = past < end && (SCAN_ANY(scan, past, "to", "or") || scan_hyphen(scan, past)) ? past + 1 : past;
        mark_count other;
        uint32_t more = second > past ? count_at(scan, second, end, &other) : second;
        /* "two to three weeks": the first */
        return more > second && !other.vague && other.value > count.value ? more : past;
    }
    if (!rough) return at;
    char c = rough->value[0];  /* "X", "2", "0.5", "0.25" */
    int decimals = rough->value[1] == '.' ? read_int(rough->value + 2, NULL) : 0;
    *value = c == 'X' ? -1 : c - '0' + (decimals >= 10 ? decimals / 100.0 : decimals / 10.0);
    *article = SCAN_ANY(scan, at, "a", "an", "half");
    return at + rough->words;
}

/* "ago", "earlier", "from now" behind a duration; also takes in "or so", "or two" and "-long". */
static uint32_t direction_after(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    if (at + 1 < end && scan_word_is(scan, at, "or") &&
        (SCAN_ANY(scan, at + 1, "so", "two", "more"))) {
        shape->mod = scan_word_is(scan, at + 1, "more") ? "EQUAL_OR_MORE" : "APPROX";
        at += 2;
    }
    uint32_t next = scan_past_hyphen(scan, at);
    if (next >= end) return at;
    if (next > at && scan_word_is(scan, next, "long")) return next + 1;
    if (scan_word_is(scan, next, "ago")) {
        shape->kind = SHAPE_AGO;
        shape->direction = -1;
        return next + 1;
    }
    if (words_are(scan, at, end, "from", "now") || scan_word_is(scan, at, "hence")) {
        shape->kind = SHAPE_AGO;
        shape->direction = 1;
        return at + (scan_word_is(scan, at, "hence") ? 1 : 2);
    }
    bool earlier = scan_word_is(scan, next, "earlier"), later = scan_word_is(scan, next, "later");
    if ((earlier || later) && !(next + 1 < end && scan_word_is(scan, next + 1, "than"))) {
        shape->kind = SHAPE_SHIFT;
        shape->direction = earlier ? -1 : 1;
        return next + 1;
    }
    return at;
}

/* " and a half", " and three months" behind the first unit. */
static uint32_t second_part(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    if (at + 2 >= end || !scan_word_is(scan, at, "and")) return at;
    if (words_are(scan, at + 1, end, "a", "half") && shape->count >= 0) {
        shape->count += 0.5;
        return at + 3;
    }
    double value;
    bool article;
    uint32_t past = unit_count_at(scan, at + 1, end, &value, &article);
    unit_read unit = past > at + 1 ? unit_at(scan, past, end) : (unit_read){0};
    static const char order[] = "LCEYQMFWNDHmS";
    bool smaller = false;
    for (const char *c = order; *c && *c != unit.letter; c++) smaller = smaller || *c == shape->unit;
    if (!unit.letter || !smaller || article || value < 0) return at;
    shape->count2 = value;
    shape->unit2 = unit.letter;
    return past + 1;
}

/* "weeks earlier", "for years", "year-earlier", "decade-long": a unit without a count. */
static uint32_t bare_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    unit_read unit = unit_at(scan, at, end);
    if (!unit.letter || unit.letter == 'N' || unit.letter == 'Q') return at;
    shape->kind = SHAPE_DURATION;
    shape->unit = unit.letter;
    shape->count = unit.plural ? -1 : 1;
    uint32_t past = direction_after(scan, at + 1, end, shape);
    if (!unit.plural) return past > at + 1 && scan_hyphen(scan, at + 1) ? past : at;
    if (past > at + 1) return past;
    if (unit.letter == 'S' || unit.letter == 'm') return at;
    bool after = past < end && (SCAN_ANY(scan, past, "after", "before", "of"));
    bool before = at > scan_sentence_begin(scan, at) && scan_role(scan, at - 1, CLASS_CONTEXT, 'm');
    return after || before ? past : at;
}

/* "27-year-old", "two years old": an age, not a time. */
static bool is_age(const mark_scan *scan, uint32_t at, uint32_t end) {
    uint32_t old = scan_past_hyphen(scan, at);
    return old < end && (SCAN_ANY(scan, old, "old", "olds"));
}

static uint32_t duration_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    uint32_t from = at < end && scan_word_is(scan, at, "the") ? at + 1 : at;
    bool deictic = from < end && (scan_is(scan, from, CLASS_DEICTIC) || SCAN_ANY(scan, from, "first", "final", "recent"));
    if (deictic && scan_word_is(scan, from, "that")) return at;
    if (deictic) from++;
    double value = 0;
    bool article;
    uint32_t past = from < end ? unit_count_at(scan, from, end, &value, &article) : from;
    if (past == from || (deictic && article)) return at;
    uint32_t unit_from = scan_past_hyphen(scan, past);
    for (int filler = 0; filler < 2 && unit_from < end && scan_is(scan, unit_from, CLASS_FILLER); filler++)
        unit_from = scan_past_hyphen(scan, unit_from + 1);
    unit_read unit = unit_at(scan, unit_from, end);
    bool hyphen = unit_from > past && scan_hyphen(scan, past);
    if (!unit.letter || (deictic && !unit.plural && !hyphen)) return at;
    /* "a second", "a quarter" are ordinals and fractions; "three second-half goals" is no time. */
    if (unit.letter == 'Q' && hyphen) return at;
    if (is_age(scan, unit_from + 1, end)) return at;
    if (!unit.plural && (unit.letter == 'S' || unit.letter == 'Q') && !(hyphen && unit.letter == 'S')) return at;
    if (article && unit.plural && value > 0.9 && value < 1.1) return at;
    if (!unit.plural && unit.letter == 'N' && article) return at;
    if (scan_is(scan, from, CLASS_CURRENCY)) return at;
    shape->kind = SHAPE_DURATION;
    shape->unit = unit.letter;
    shape->count = value;
    past = second_part(scan, unit_from + 1, end, shape);
    return direction_after(scan, past, end, shape);
}

/* "$5 a year", "twice a week", "20 percent a month": a rate is a set. */
static void rate_check(const mark_scan *scan, uint32_t at, time_shape *shape) {
    if (shape->kind != SHAPE_DURATION || at == 0 || shape->count < 0.9 || shape->count > 1.1) return;
    if (!SCAN_ANY(scan, at, "a", "an")) return;
    bool rate = scan->words[at - 1].kind == WORD_NUMBER || scan_is(scan, at - 1, CLASS_SCALE) ||
                scan_is(scan, at - 1, CLASS_CURRENCY) ||
                SCAN_ANY(scan, at - 1, "times", "twice", "once", "percent") || scan_char(scan, at - 1) == '%';
    if (rate) shape->every = true;
}

/* "every Friday", "each year", "every two weeks", "every July". */
static uint32_t every_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    if (!SCAN_ANY(scan, at, "every", "each")) return at;
    uint32_t from = at + 1;
    if (from < end && (SCAN_ANY(scan, from, "single", "other"))) from++;
    uint32_t past = from < end ? day_match(scan, from, end, shape) : from;
    if (past > from && shape->kind == SHAPE_WEEKDAY) {
        past = part_after(scan, past, end, shape);
        shape->every = true;
        return past;
    }
    *shape = (time_shape){.every = true};
    if (from >= end) return at;
    const char *month = scan_value(scan, from, CLASS_MONTH), *season = scan_value(scan, from, CLASS_SEASON);
    const char *part = scan_value(scan, from, CLASS_PART);
    if (month && (scan->words[from].flags & WORD_CAPITAL)) {
        shape->kind = SHAPE_MONTH;
        shape->month = read_int(month, NULL);
        return from + 1;
    }
    if (season || part) {
        shape->kind = season ? SHAPE_SEASON : SHAPE_PART;
        shape->season = season;
        if (part) shape->part[0] = part[0], shape->part[1] = part[1];
        return from + 1;
    }
    shape->count = scan_word_is(scan, at + 1, "other") ? 2 : 1;
    bool article;
    double value;
    past = unit_count_at(scan, from, end, &value, &article);
    if (past > from && value > 0 && !article) shape->count = value;
    else past = from;
    unit_read unit = unit_at(scan, past, end);
    bool ordinal = unit.letter == 'S' && !unit.plural && past == from && past + 1 < end && scan_is_content(scan, past + 1);
    if (!unit.letter || ordinal) return at;  /* "every second day" */
    shape->kind = SHAPE_DURATION;
    shape->unit = unit.letter;
    return past + 1;
}

uint32_t span_match(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape) {
    *shape = (time_shape){0};
    const lexicon_entry *set = scan_phrase(scan, &lexicon_mark_time_sets, at, end);
    if (set) {
        shape->kind = SHAPE_SET;
        shape->text = set->value;
        return at + set->words;
    }
    uint32_t past = every_match(scan, at, end, shape);
    if (past > at) return past;
    *shape = (time_shape){0};
    if ((past = duration_match(scan, at, end, shape)) > at) {
        rate_check(scan, at, shape);
        return past;
    }
    *shape = (time_shape){0};
    return bare_match(scan, at, end, shape);
}
