/* numbers_shape.c - what a count is part of: a range, a score, a vote, odds, a share, a rate; ordinals.
 *
 * In: a count and the words around it. Out: its kind, its second number, and how far it reaches. The shapes, tried in order:
 *   share   "one in five", "two out of every 10", "a third of", "half the"
 *   score   two numbers joined by a hyphen or "to" with a word of number_contests.txt near ("won 3-1", "passed 52 to 48",
 *           "odds of 10 to 1"); two numbers that fall ("52-48") are never a range
 *   range   "10 to 15", "10-15", "between 10 and 15", "two or three"; the lower end takes the scale of the higher one
 *           ("2 to 3 million"). "from 10 to 15" is a change and stays two numbers
 *   age, height: numbers_ages.c
 *   sides   "10-by-12-foot"
 *   rate    "38 per 100,000", "38 killings per 100,000 residents": one number with what it is measured against
 * Each looks at a bounded number of words. */
#include "mark/lexicon/lexicon.gen.h"
#include "mark/numbers.h"

enum { NEAR = 8,           /* words around two numbers in which a contest is looked for */
       LEAST_BASE = 100,   /* what a rate is measured against */
       SCORE_MOST = 999 };
#define OR_TIMES 3.0       /* "30 or 40": how far apart the two may be */

static bool glued_scale(const mark_scan *scan, uint32_t at, bool money, mark_count *count);

/* Past the second of two numbers, a sign of money before it allowed, or `from`. */
static uint32_t second_at(const mark_scan *scan, uint32_t from, uint32_t end, mark_count *second) {
    uint32_t at = from;
    if (at < end && scan->words[at].kind == WORD_SYMBOL && scan_is(scan, at, CLASS_CURRENCY)) at++;
    uint32_t past = at < end ? count_at(scan, at, end, second) : at;
    if (past == at && at < end && glued_scale(scan, at, true, second)) past = at + 1;
    return past > at && !second->vague ? past : from;
}

/* "2 to 3 million", "$2-3bn": the lower end takes the scale of the higher one. */
static double lower_end(const mark_count *low, const mark_count *high) {
    bool shared = !low->scaled && high->scale >= 100 && low->value < 1000;
    return shared && low->value * high->scale < high->value ? low->value * high->scale : low->value;
}

/* Letters written into the digits of the word: a scale or a unit. */
static bool glued_split(const mark_scan *scan, uint32_t at, mark_count *count, syn_slice *letters) {
    syn_slice text = scan_text(scan, at);
    size_t cut = text.len;
    while (cut > 0 && ((text.ptr[cut - 1] | 0x20) >= 'a' && (text.ptr[cut - 1] | 0x20) <= 'z')) cut--;
    *letters = slice_cut(text, cut, text.len);
    *count = (mark_count){.digits = true};
    return cut > 0 && cut < text.len && letters->len <= 4 && decimal_read(slice_cut(text, 0, cut), &count->value);
}

static uint64_t lower_hash(syn_slice letters) {
    char low[4];
    for (size_t i = 0; i < letters.len; i++) low[i] = (char)(letters.ptr[i] | 0x20);
    return slice_hash(slice_of(low, letters.len));
}

/* "1.5m", "20bn": digits with the letters of a scale. "20m people" are millions, "100m" alone is a distance; "$1.5b" is
 * money, "5b" a part of a law. */
static bool glued_scale(const mark_scan *scan, uint32_t at, bool money, mark_count *count) {
    syn_slice letters;
    if (!scan->english || scan->words[at].kind != WORD_NUMBER || !glued_split(scan, at, count, &letters)) return false;
    uint64_t key = lower_hash(letters);
    const lexicon_entry *scale = lexicon_word(&lexicon_mark_number_scales, key);
    char first = (char)(letters.ptr[0] | 0x20);
    bool people = at + 1 < scan->n && !scan_hyphen(scan, at + 1) && unit_is_plural(scan, at + 1) &&
                  !unit_is_verb_like(scan, at + 1) && first != 'b' && first != 't';
    bool clear = letters.len > 1 ? !lexicon_word(&lexicon_mark_number_measures, key) : people || first == 'k';
    if (!scale || !(money || clear) || !decimal_read(slice_str(scale->value), &count->scale)) return false;
    count->value *= count->scale;
    return count->scaled = true;
}

bool shape_glued(const mark_scan *scan, number_read *read) {
    syn_slice letters;
    mark_count count;
    bool money = unit_sign_before(scan, read->at) < read->at;
    if (glued_scale(scan, read->at, money, &count)) {
        read->count = count;
        read->past = read->at + 1;
        return true;
    }
    if (money || !scan->english || scan->words[read->at].kind != WORD_NUMBER) return false;
    if (!glued_split(scan, read->at, &count, &letters)) return false;
    uint64_t key = lower_hash(letters);
    const lexicon_entry *measure = lexicon_word(&lexicon_mark_number_measures, key);
    if (!measure && !lexicon_word(&lexicon_mark_number_percent, key)) return false;
    /* "5C", "5F" are degrees, "5c" and "5f" parts of a list. */
    if (letters.len == 1 && letters.ptr[0] >= 'a' && letters.ptr[0] != 'm') return false;
    uint32_t end = scan->words[read->at].end;
    read->count = count;
    read->glued = (syn_span){end - (uint32_t)letters.len, end};
    read->measure = measure ? measure->value : "percent";
    read->kind = measure ? NUMBER_MEASURE : NUMBER_PERCENT;
    read->past = read->at + 1;
    return read->sure = true;
}

/* What two numbers are, by the nearest word of number_contests.txt around them: 's'core, 'v'ote, 'o'dds, or 0. */
static char contest_near(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end) {
    uint32_t begin = scan_sentence_begin(scan, at);
    for (uint32_t step = 1; step <= NEAR; step++)
        for (int side = 0; side < 2; side++) {
            if (side ? past + step - 1 >= end : at < begin + step) continue;
            uint32_t w = side ? past + step - 1 : at - step;
            const lexicon_entry *found = scan_phrase(scan, &lexicon_mark_number_contests, w, w + 1);
            if (found) return found->value[0];
        }
    return 0;
}

static bool put_pair(number_read *read, uint8_t kind, double against, uint32_t past) {
    read->kind = kind;
    read->against = against;
    read->past = read->unit_from = past;
    read->sure = true;
    return true;
}

static bool between(const mark_scan *scan, uint32_t at) {
    at = bound_begin(scan, unit_sign_before(scan, at));
    /* "between the ages of 10 and 15" */
    if (at > 2 && scan_word_is(scan, at - 1, "of") && scan_beside(scan, at - 2, BESIDE_AGES)) at -= 2;
    if (at > 1 && scan_word_is(scan, at - 1, "the")) at--;
    return at > 0 && scan_word_is(scan, at - 1, "between");
}

/* "won 3-1", "passed 52 to 48", "at 10-1". */
static bool score(const mark_scan *scan, number_read *read) {
    uint32_t joint = read->past, end = read->end;
    bool hyphen = scan_hyphen(scan, joint), to = joint < end && scan_word_is(scan, joint, "to");
    if ((!hyphen && !to) || read->count.scaled || read->count.value > SCORE_MOST || between(scan, read->at)) return false;
    uint32_t second = joint + 1;
    if (second < end && scan_hyphen(scan, second)) second++;  /* "10-to-1" */
    bool tied = hyphen && second < end && scan_word_is(scan, second, "to");  /* "three-to-one" */
    if (tied) second += scan_hyphen(scan, second + 1) ? 2 : 1;
    mark_count other;
    uint32_t past = second_at(scan, second, end, &other);
    if (past == second || other.scaled || other.value > SCORE_MOST || other.value < 0) return false;
    /* "10-5-2" */
    if (scan_hyphen(scan, past) && past + 1 < scan->n && scan->words[past + 1].kind == WORD_NUMBER) return false;
    if (read->at > 0 && scan_hyphen(scan, read->at - 1) && scan->words[read->at].kind == WORD_NUMBER) return false;
    number_unit unit;
    bool counted = unit_find(scan, second, past, end, &other, &unit) && unit.plural && unit.kind != NUMBER_COUNT;
    if (counted) return false;
    char what = contest_near(scan, read->at, past, end);
    bool ratio = other.value < 1.5 && other.value > 0.5 && read->count.value > 1;
    if (what == 'o') return put_pair(read, NUMBER_ODDS, other.value, past);
    if (to && !hyphen && other.value > read->count.value && what != 'v') return false;
    /* "48 to 52 people": a range. */
    bool rising = other.value > read->count.value;
    if (rising && unit_find(scan, second, past, end, &other, &unit) && unit.plural && unit.word == past) return false;
    if (what == 's' || what == 'v') return put_pair(read, what == 's' ? NUMBER_SCORE : NUMBER_VOTE, other.value, past);
    return (to || tied) && ratio && put_pair(read, NUMBER_ODDS, other.value, past);
}

/* 1 to 5, or tens; from MANY on a double has no units to look at. */
static bool is_round(double value) {
    enum { MANY = 1000000000 };
    double tens = value / 10;
    return value <= 5 || tens >= MANY || (tens >= 1 && tens - (double)(long)tens <= 0);
}

/* "one in five", "two out of every 10", "six or seven of 10" is read by its range first. */
static bool share_of(const mark_scan *scan, number_read *read) {
    uint32_t at = scan_past_hyphen(scan, read->past), end = read->end;
    bool tied = at > read->past;  /* "7-in-10" */
    bool out = at + 1 < end && scan_word_is(scan, at, "out") && scan_word_is(scan, at + 1, "of");
    if (!out && !(at < end && scan_word_is(scan, at, "in"))) return false;
    at = scan_past_hyphen(scan, at + (out ? 2 : 1));
    bool every = at < end && scan_word_is(scan, at, "every");
    if (every) at++;
    mark_count whole;
    uint32_t past = at < end ? count_at(scan, at, end, &whole) : at;
    double top = read->ranged ? read->high : read->count.value;
    if (past == at || whole.vague || whole.value <= top || read->count.scaled) return false;
    bool round = is_round(whole.value);
    /* "3 in 10 sailors" */
    number_unit unit;
    bool ten = !out && whole.value > 9.5 && whole.value < 10.5 && past < end &&
               unit_find(scan, at, past, end, &whole, &unit) && unit.word == past;
    /* "4 in 5 members" */
    bool few = !out && round && whole.value < 6 && top < whole.value && past < end &&
               unit_find(scan, at, past, end, &whole, &unit) && unit.plural && unit.word == past && unit.kind == NUMBER_COUNT;
    if (!every && !ten && !few && !(tied && round) && !(top < 2 && (round || whole.value <= 10)) && !(round && top < 10 && out)) return false;
    if (past < end && scan_is(scan, past, CLASS_UNIT)) return false;  /* "one in five years" */
    if (past < end && (scan_is(scan, past, CLASS_MEASURE) || scan_char(scan, past) == '%')) return false;
    read->kind = NUMBER_SHARE;
    read->count.value /= whole.value;
    read->high /= whole.value;
    read->past = read->unit_from = past;
    return read->sure = true;
}

static bool range(const mark_scan *scan, number_read *read) {
    uint32_t joint = past_suspended(scan, read->past), end = read->end;
    if (joint < end && scan_char(scan, joint) == '%' && joint + 1 < end) joint++;
    if (joint >= end) return false;
    uint32_t before = unit_sign_before(scan, read->at);
    bool hyphen = scan_hyphen(scan, joint), to = scan_word_is(scan, joint, "to"), either = scan_word_is(scan, joint, "or");
    bool both = scan_word_is(scan, joint, "and") && between(scan, read->at);
    if (!hyphen && !to && !either && !both) return false;
    uint32_t second = joint + 1;
    if (hyphen && second < end && scan_beside(scan, second, BESIDE_RANGE)) second += scan_hyphen(scan, second + 1) ? 2 : 1;
    if (second < end && bound_begin(scan, second + 1) == second) second++;  /* "two or perhaps three" */
    mark_count high;
    uint32_t past = second_at(scan, second, end, &high);
    if (past == second) return false;
    bool from = to && before > 0 && scan_word_is(scan, before - 1, "from");  /* "from 10 to 15 years of age" */
    if (from && age_follows(scan, past, end, &(uint32_t){0}) == past) return false;
    /* "10-year": no; "10-15-20", "555-1234", "9-11": chains of digits */
    /* "923-4000": the end of a telephone number */
    if (hyphen && before == read->at && scan_length(scan, read->at) == 3 && scan_length(scan, second) == 4 &&
        scan_integer(scan, second) >= 0)
        return false;
    double low = lower_end(&read->count, &high);
    if (hyphen && read->count.digits && (!high.digits || high.value > 100 * low)) return false;
    if (hyphen && scan_hyphen(scan, past) && past + 1 < scan->n && scan->words[past + 1].kind == WORD_NUMBER) return false;
    bool chained = hyphen && read->at > 0 && scan_hyphen(scan, read->at - 1);
    if (chained && scan->words[read->at - 1].kind == WORD_NUMBER) return false;
    if (low >= high.value || (either && high.value > OR_TIMES * low)) return false;
    number_unit unit, first;
    bool counted = unit_find(scan, second, past, end, &high, &unit);
    if (hyphen && before == read->at && !counted) return false;
    if (scan_char(scan, read->past) == '%' && !(counted && unit.kind == NUMBER_PERCENT)) return false;  /* "10% to 15%" */
    /* "gave two to three boys": what the first number is of stands behind the second one only */
    if (to && !counted && before == read->at && !read->count.digits) return false;
    if (unit_find(scan, read->at, read->past, joint, &read->count, &first) && first.kind == NUMBER_COUNT) return false;
    read->count.value = low;
    read->high = high.value;
    read->ranged = true;
    read->count.scaled |= high.scaled;
    read->past = read->unit_from = past;
    return read->sure = true;
}

/* "10-by-12-foot", "10 by 12 feet": the first takes the measure of the second. */
static void sides(const mark_scan *scan, number_read *read) {
    uint32_t by = scan_past_hyphen(scan, read->past), end = read->end;
    if (by + 1 >= end || read->ranged || !(scan_word_is(scan, by, "by") || scan_word_is(scan, by, "x"))) return;
    mark_count other;
    number_unit unit;
    uint32_t second = scan_past_hyphen(scan, by + 1), past = count_at(scan, second, end, &other);
    if (past == second || !unit_find(scan, second, past, end, &other, &unit) || unit.kind != NUMBER_MEASURE) return;
    read->glued = (syn_span){scan->words[unit.word].begin, scan->words[unit.past - 1].end};
    read->measure = unit.name;
    read->kind = NUMBER_MEASURE;
    read->sure = true;
}

void shape_read(const mark_scan *scan, number_read *read) {
    if (read->count.vague || read->kind != NUMBER_COUNT) return;
    if (share_of(scan, read) || score(scan, read)) return;
    if (range(scan, read) && share_of(scan, read)) return;
    if (age_read(scan, read)) return;
    sides(scan, read);
    if (read->kind == NUMBER_COUNT) height_read(scan, read);
}

bool shape_rate(const mark_scan *scan, number_read *read, uint32_t unit_past) {
    uint32_t per = unit_past > read->past ? unit_past : read->past, end = read->end;
    bool every = per + 1 < end && scan_word_is(scan, per, "for") && scan_word_is(scan, per + 1, "every");
    if (!every && !(per < end && scan_word_is(scan, per, "per"))) return false;
    mark_count base;
    uint32_t from = per + 1 + every, past = count_at(scan, from, end, &base);
    if (past == from && from < end && scan_is(scan, from, CLASS_SCALE) && scan_length(scan, from) > 2) {
        base.value = read_int(scan_value(scan, from, CLASS_SCALE), NULL);  /* "per million" */
        past = from + 1;
    }
    if (past == from || base.vague || base.value < LEAST_BASE || base.value <= read->count.value) return false;
    read->against = base.value;
    read->past = past;
    return true;
}

/* ---- ordinals ----------------------------------------------------------------------------------------------------- */

/* The value of "third", "21st", "twenty-first" at `at`; returns past it, or `at`. */
static uint32_t ordinal_at(const mark_scan *scan, uint32_t at, uint32_t end, double *value) {
    syn_slice rest;
    int digits = scan_digits_and(scan, at, &rest);
    if (digits > 0) {
        bool ending = slice_equal_ascii_case(rest, SLICE_LIT("th")) || slice_equal_ascii_case(rest, SLICE_LIT("st")) ||
                      slice_equal_ascii_case(rest, SLICE_LIT("nd")) || slice_equal_ascii_case(rest, SLICE_LIT("rd"));
        *value = digits;
        return ending ? at + 1 : at;
    }
    if (scan_is(scan, at, CLASS_ORDINAL)) {
        *value = read_int(scan_value(scan, at, CLASS_ORDINAL), NULL);
        return at + 1;
    }
    mark_count tens;
    uint32_t past = scan_is(scan, at, CLASS_CARDINAL) ? count_at(scan, at, at + 1, &tens) : at;
    uint32_t ones = past > at ? scan_past_hyphen(scan, past) : at;
    if (past == at || tens.value < 20 || ones == past || ones >= end || !scan_is(scan, ones, CLASS_ORDINAL)) return at;
    *value = tens.value + read_int(scan_value(scan, ones, CLASS_ORDINAL), NULL);
    return ones + 1;
}

/* "ranked 5th", "finished second", "came in third". */
static bool is_rank(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end) {
    uint32_t begin = scan_sentence_begin(scan, at);
    bool said = false;
    for (uint32_t back = 1; back <= 2 && at >= begin + back; back++)
        said |= scan_beside(scan, at - back, BESIDE_RANK) ||
                (back == 2 && scan_word_is(scan, at - 2, "came") && scan_word_is(scan, at - 1, "in"));
    return said && (past >= end || !scan_is_content(scan, past) || scan_is(scan, past, CLASS_BREAK));
}

bool shape_ordinal(const mark_scan *scan, uint32_t at, uint32_t end, number_read *read) {
    double value = 0;
    uint32_t past = ordinal_at(scan, at, end, &value), begin = scan_sentence_begin(scan, at);
    if (past == at) return false;
    *read = (number_read){.at = at, .past = past, .end = end, .kind = NUMBER_ORDINAL, .unit_from = past, .sure = true};
    read->count.value = value;
    if (is_rank(scan, at, past, end)) return true;
    uint32_t next = scan_past_hyphen(scan, past);
    if (next + 1 < end && scan_length(scan, next) > 3 && slice_ends(scan_text(scan, next), SLICE_LIT("est")) &&
        scan->words[next].upos != UPOS_NOUN && scan_is_content(scan, next + 1))
        read->unit_from = next = next + 1;  /* "third largest city" */
    else if (next + 1 < end && scan_word_is(scan, next, "such")) read->unit_from = next = next + 1;
    else if (next > past && scan_beside(scan, next, BESIDE_RANKED)) read->unit_from = next = next + 1;
    if (next >= end || !scan_is_content(scan, next) || scan_is(scan, next, CLASS_MONTH)) return false;
    /* an idiom */
    if (scan_word_is(scan, next, "place") && at > begin + 1 && scan_word_is(scan, at - 2, "in")) return false;
    /* "the first Mr. Kell saw" */
    if ((scan->words[next].flags & WORD_ABBREVIATION) && scan_is_capital(scan, next)) return false;
    bool capital = scan_is_capital(scan, at) && at > begin;
    if (capital || (scan_is_capital(scan, next) && (scan->words[at].kind == WORD_NUMBER || at == begin))) return false;
    if (scan_is(scan, next, CLASS_UNIT) || scan_is(scan, next, CLASS_FRACTION) || scan_is(scan, next, CLASS_BREAK)) return false;
    if (scan_phrase(scan, &lexicon_mark_number_ordinal_names, next, next + 1)) return false;
    if (unit_is_verb_like(scan, next) || scan_word_is(scan, next, "century")) return false;
    /* "half a second delay", "a split second", "one-third": no ordinal. */
    if (at > begin && (scan_is(scan, at - 1, CLASS_CARDINAL) || scan_hyphen(scan, at - 1) ||
                       scan_beside(scan, at - 1, BESIDE_UNCOUNTED)))
        return false;
    /* An ordinal counts off what a determiner before it points at, or stands at the head of a phrase without one. */
    bool pointed = at > begin && (scan->words[at - 1].flags & WORD_STOP || scan->words[at - 1].kind == WORD_POSSESSIVE);
    return pointed || scan->words[at].kind == WORD_NUMBER;
}
