/* date.c - the dates of feeds and of JSON become ISO 8601.
 *
 * In: a date in any form that feeds have: ISO 8601 (W3CDTF of every length, without hyphens, by week or by day of the year),
 * RFC 822 / RFC 2822 with its parts in another order, a wrong weekday, two figures for the year or no seconds, asctime,
 * "2018/08/08", "8.8.2018", month names of a few languages (lexicon/en/dates.txt), zones as numbers, names or letters
 * (lexicon/en/zones.txt). Out: the same moment, no finer than it was, with its zone where one is stated.
 *
 * A form that leaves open what is meant ("08/09/2018", "--12", a year alone with a day) gives no date; a zone that is not
 * known gives none. An hour of 24:00 is the next day's 00:00. Linear; a date is at most DATE_BYTES long. */
#include "base/civil.h"
#include "read/door.h"
#include "read/lexicon/lexicon.gen.h"

#define DATE_BYTES 80u
#define DATE_NUMBERS 3u

typedef struct date_scan {
    syn_slice s;
    size_t at;
    syn_civil moment;
    struct { int value; unsigned digits; char before; } number[DATE_NUMBERS];
    unsigned numbers, words;
    bool afternoon, forenoon;
} date_scan;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80; }
static char peek(const date_scan *scan, size_t ahead) {
    return scan->at + ahead < scan->s.len ? scan->s.ptr[scan->at + ahead] : '\0';
}
static bool at_end(const date_scan *scan) { return scan->at >= scan->s.len; }

static bool eat(date_scan *scan, char c) {
    if (at_end(scan) || scan->s.ptr[scan->at] != c) return false;
    scan->at++;
    return true;
}

static void skip_blanks(date_scan *scan) {
    while (!at_end(scan)) {
        char c = scan->s.ptr[scan->at];
        if (c == ' ' || (c >= '\t' && c <= '\r')) scan->at++;
        else if ((unsigned char)c == 0xC2 && (unsigned char)peek(scan, 1) == 0xA0) scan->at += 2;
        else break;
    }
}

static unsigned digits_ahead(const date_scan *scan) {
    unsigned n = 0;
    while (is_digit(peek(scan, n))) n++;
    return n;
}

/* The next `digits` figures as a number; -1 if there are fewer. */
static int figures(date_scan *scan, unsigned digits) {
    int value = 0;
    if (digits == 0 || digits > 9 || digits_ahead(scan) < digits) return -1;
    for (unsigned i = 0; i < digits; i++) value = value * 10 + (scan->s.ptr[scan->at++] - '0');
    return value;
}

static syn_slice word_ahead(date_scan *scan) {
    size_t begin = scan->at;
    while (!at_end(scan) && is_letter(scan->s.ptr[scan->at]) &&
           !((unsigned char)scan->s.ptr[scan->at] == 0xC2 && (unsigned char)peek(scan, 1) == 0xA0)) scan->at++;
    return slice_cut(scan->s, begin, scan->at);
}

/* The value of a word in a lexicon, or "". */
static const char *value_of(const syn_lexicon *lexicon, syn_slice word) {
    const lexicon_entry *entry = word.len ? lexicon_word(lexicon, word_hash(word)) : NULL;
    return entry ? entry->value : "";
}

/* +02, +0200, +02:00, +2. What is no offset is passed over. */
static void offset_at(date_scan *scan) {
    int sign = scan->s.ptr[scan->at++] == '-' ? -1 : 1, minutes = 0;
    unsigned digits = digits_ahead(scan);
    int hours = figures(scan, digits == 1 || digits == 3 ? 1 : 2);
    eat(scan, ':');
    if (digits_ahead(scan) >= 2) minutes = figures(scan, 2);
    if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return;
    scan->moment.offset = sign * (hours * 60 + minutes);
    scan->moment.has_offset = true;
}

static void zone_word(date_scan *scan, syn_slice word) {
    const char *value = value_of(&lexicon_read_zones, word);
    if (!*value) return;
    int minutes = 0;
    for (const char *c = value + (*value == '-'); *c; c++) minutes = minutes * 10 + (*c - '0');
    scan->moment.offset = *value == '-' ? -minutes : minutes;
    scan->moment.has_offset = true;
    /* "GMT-01:00", "UTC+2" */
    bool sign = peek(scan, 0) == '+' || peek(scan, 0) == '-';
    if (minutes == 0 && word.len > 1 && sign && is_digit(peek(scan, 1))) offset_at(scan);
}

/* What may stand behind a clock: a part of the day and a zone. */
static void after_clock(date_scan *scan) {
    for (unsigned i = 0; i < 3; i++) {
        size_t begin = scan->at;
        skip_blanks(scan);
        if ((peek(scan, 0) == '+' || peek(scan, 0) == '-') && is_digit(peek(scan, 1)) && !scan->moment.has_offset) {
            offset_at(scan);
            return;
        }
        syn_slice word = word_ahead(scan);
        if (slice_equal_ascii_case(word, SLICE_LIT("etc")) && eat(scan, '/')) word = word_ahead(scan);
        const char *value = value_of(&lexicon_read_dates, word);
        if (*value == 'a') scan->forenoon = true;
        else if (*value == 'p') scan->afternoon = true;
        else if (!*value && word.len && *value_of(&lexicon_read_zones, word)) zone_word(scan, word);
        else {
            scan->at = begin;
            return;
        }
    }
}

/* hh:mm, hh:mm:ss, hh:mm:ss.fff, and hhmm, hhmmss where `compact` allows it; then what stands behind it. */
static bool clock_at(date_scan *scan, bool compact) {
    syn_civil *m = &scan->moment;
    unsigned digits = digits_ahead(scan);
    bool runs = compact && (digits == 4 || digits == 6);
    m->hour = figures(scan, runs ? 2 : digits);
    if (digits > 2 && !runs) return false;
    if (!runs && !eat(scan, ':')) {  /* an hour alone: the day is what can be said */
        bool good = compact && m->hour >= 0 && m->hour < 24;
        m->hour = 0;
        after_clock(scan);
        m->has_offset = false;
        return good;
    }
    m->grain = CIVIL_MINUTE;
    if ((m->minute = figures(scan, 2)) < 0) return false;
    if (runs ? digits == 6 : eat(scan, ':')) {
        if ((m->second = figures(scan, 2)) < 0) return false;
        m->grain = CIVIL_SECOND;
    }
    if ((peek(scan, 0) == '.' || peek(scan, 0) == ',') && is_digit(peek(scan, 1))) {
        scan->at++;
        while (is_digit(peek(scan, 0))) scan->at++;
    }
    if (m->hour > 24 || m->minute > 59 || m->second > 60 || (m->hour == 24 && (m->minute || m->second))) return false;
    if (m->second == 60) m->second = 59;  /* a leap second */
    after_clock(scan);
    return true;
}

static int full_year(int year, unsigned digits) {
    if (digits == 2) return year + (year < 50 ? 2000 : 1900);
    return digits == 3 ? year + 1900 : year;
}

static bool day_of_year(syn_civil *m, int day) {
    bool leap = civil_month_days(m->year, 2) == 29;
    if (day < 1 || day > 365 + leap) return false;
    int year = m->year;
    *m = civil_from_days(civil_days(year, 1, 1) + day - 1);
    return m->year == year;
}

/* W32-3, W323. A week without a day is no date, since none of its days is meant. */
static bool week_of(date_scan *scan) {
    int week = figures(scan, digits_ahead(scan) == 3 ? 2 : digits_ahead(scan));
    eat(scan, '-');
    int day = digits_ahead(scan) == 1 ? figures(scan, 1) : -1;
    if (week < 1 || week > 53 || day < 1 || day > 7) return false;
    long fourth = civil_days(scan->moment.year, 1, 4);
    scan->moment = civil_from_days(fourth - civil_weekday(fourth) + 1 + (week - 1) * 7L + day - 1);
    return true;
}

/* What follows a year of four figures: -MM, -MM-DD, -DDD, -Www-D, Www, /MM/DD. */
static bool after_year(date_scan *scan) {
    syn_civil *m = &scan->moment;
    m->grain = CIVIL_YEAR;
    char mark = peek(scan, 0);
    if (mark == 'W' || (mark == '-' && peek(scan, 1) == 'W')) {
        scan->at += mark == '-' ? 2 : 1;
        return week_of(scan);
    }
    if ((mark != '-' && mark != '/' && mark != '.') || !is_digit(peek(scan, 1))) return true;
    scan->at++;
    unsigned digits = digits_ahead(scan);
    if (digits == 3 && mark == '-') return day_of_year(m, figures(scan, 3));
    if (digits > 2 || (m->month = figures(scan, digits)) < 1 || m->month > 12) return false;
    m->grain = CIVIL_MONTH;
    if (peek(scan, 0) != mark || !is_digit(peek(scan, 1))) return mark == '-';
    scan->at++;
    if ((digits = digits_ahead(scan)) > 2) return false;
    m->day = figures(scan, digits);
    m->grain = CIVIL_DAY;
    return civil_valid(m->year, m->month, m->day);
}

/* YYYYMMDD, YYYYMMDDhhmm, YYYYMMDDhhmmss, YYYYDDD, YYMMDD, YYDDD, YY-MM-DD, YY-DDD. */
static bool compact_date(date_scan *scan, unsigned digits) {
    syn_civil *m = &scan->moment;
    unsigned year = digits == 8 || digits == 7 || digits == 14 || digits == 12 ? 4 : 2;
    if (digits < 5 && !(digits == 2 && peek(scan, 2) == '-')) return false;
    m->year = full_year(figures(scan, year), year);
    bool hyphen = digits == 2 && eat(scan, '-');
    unsigned left = digits_ahead(scan);
    if (left == 3) return day_of_year(m, figures(scan, 3));
    m->month = figures(scan, 2);
    if (hyphen && !eat(scan, '-')) return false;
    m->day = figures(scan, 2);
    m->grain = CIVIL_DAY;
    if (!civil_valid(m->year, m->month, m->day)) return false;
    return digits < 12 || clock_at(scan, true);
}

static bool iso_date(date_scan *scan) {
    unsigned digits = digits_ahead(scan);
    bool good = digits == 4 ? (scan->moment.year = figures(scan, 4), scan->moment.year > 0 && after_year(scan))
                            : digits && compact_date(scan, digits);
    if (!good) return false;
    if (at_end(scan)) return true;
    if (scan->moment.grain != CIVIL_DAY) return scan->moment.grain > CIVIL_DAY && at_end(scan);
    size_t begin = scan->at;
    if (!eat(scan, 'T') && !eat(scan, 't')) skip_blanks(scan);
    if (scan->at == begin || !is_digit(peek(scan, 0)) || !clock_at(scan, true)) return false;
    skip_blanks(scan);
    return at_end(scan) || peek(scan, 0) == '(';
}

/* ---- words and numbers in any order ---- */
static bool number_token(date_scan *scan) {
    unsigned digits = digits_ahead(scan);
    if (digits > 4) return false;
    if (peek(scan, digits) == ':' && scan->moment.grain == CIVIL_NONE) return clock_at(scan, false);
    if (scan->numbers == DATE_NUMBERS) return false;
    scan->number[scan->numbers].before = scan->at ? scan->s.ptr[scan->at - 1] : ' ';
    scan->number[scan->numbers].digits = digits;
    scan->number[scan->numbers++].value = figures(scan, digits);
    return true;
}

static bool word_token(date_scan *scan) {
    bool clock = scan->moment.grain != CIVIL_NONE, behind = scan->at && is_digit(scan->s.ptr[scan->at - 1]);
    syn_slice word = word_ahead(scan);
    const char *value = value_of(&lexicon_read_dates, word);
    scan->words++;
    if (is_digit(*value)) {
        if (scan->moment.month) return false;
        scan->moment.month = value[1] ? (value[0] - '0') * 10 + (value[1] - '0') : value[0] - '0';
    } else if (*value == 'a') scan->forenoon = true;
    else if (*value == 'p') scan->afternoon = true;
    else if (!*value && clock) zone_word(scan, word);  /* a zone that is not known is passed over */
    else if (!*value) return scan->words == 1 || behind;  /* a weekday that is none; "8th", "13T9:15" */
    return true;
}

static bool written_date(date_scan *scan) {
    while (!at_end(scan)) {
        char c = scan->s.ptr[scan->at];
        skip_blanks(scan);
        if (at_end(scan) || peek(scan, 0) == '(') break;
        c = scan->s.ptr[scan->at];
        if (is_digit(c) ? !number_token(scan) : is_letter(c) && !word_token(scan)) return false;
        if (!is_digit(c) && !is_letter(c) && (scan->at++, !strchr(",.-/;_", c))) return false;
    }
    syn_civil *m = &scan->moment;
    int a = scan->number[0].value, b = scan->number[1].value, c = scan->number[2].value;
    unsigned first = scan->number[0].digits, second = scan->number[1].digits;
    civil_grain clock = m->grain;
    m->grain = clock == CIVIL_NONE ? CIVIL_DAY : clock;
    if (m->month && scan->numbers == 1 && first == 4 && clock == CIVIL_NONE) {
        m->year = a;
        m->grain = CIVIL_MONTH;
        return a > 0;
    }
    if (m->month && scan->numbers == 2) {
        bool year_first = first > 2;
        m->day = year_first ? b : a;
        m->year = year_first ? full_year(a, first) : full_year(b, second);
        return (year_first ? second <= 2 : second > 1) && civil_valid(m->year, m->month, m->day);
    }
    if (m->month || scan->numbers != 3) return false;
    if (first == 4) {
        m->year = a, m->month = b, m->day = c;
    } else {
        if (scan->number[2].digits != 4) return false;
        bool day_first = scan->number[1].before == '.' || a > 12;
        if (!day_first && b <= 12 && a != b) return false;  /* nobody can tell which is the month */
        m->year = c, m->month = day_first ? b : a, m->day = day_first ? a : b;
    }
    return civil_valid(m->year, m->month, m->day);
}

/* Noon and midnight. */
static bool settle(date_scan *scan) {
    syn_civil *m = &scan->moment;
    if (scan->afternoon && m->hour < 12) m->hour += 12;
    else if (scan->forenoon && m->hour == 12) m->hour = 0;
    if (m->grain < CIVIL_MINUTE || m->hour != 24) return true;
    syn_civil next = civil_from_days(civil_days(m->year, m->month, m->day) + 1);
    m->year = next.year, m->month = next.month, m->day = next.day, m->hour = 0;
    return civil_valid(m->year, m->month, m->day);
}

syn_slice date_normal(syn_arena *arena, syn_slice value) {
    char text[40];
    date_scan scan = {.s = slice_trim(value)};
    if (scan.s.len == 0 || scan.s.len > DATE_BYTES) return SLICE_NONE;
    if (!iso_date(&scan)) {
        scan = (date_scan){.s = scan.s};
        if (!written_date(&scan)) return SLICE_NONE;
    }
    if (!settle(&scan)) return SLICE_NONE;
    return arena_copy(arena, slice_of(text, civil_print(&scan.moment, text)));
}
