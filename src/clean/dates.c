/* dates.c - dates as people and machines write them.
 *
 * In: a slice that may begin with a date: ISO 8601, "20180808", "2018/08/08", "8.8.2018", RFC 822, "August 8, 2018",
 * "14:03 BST, Wed 8 Aug 2018", "8 de agosto de 2018 a las 14h03", "2018年8月8日". Out: a syn_civil as fine as what was written,
 * with the zone where one is named. Words come from lexicon/<language>/months.txt.
 * It does not guess: "08/09/2018", of which nobody can tell the order, gives no date unless `style` says the order; a month
 * word that two languages use for two months gives none unless `style` says the language. */
#include "clean/lexicon/lexicon.gen.h"
#include "clean/parts.h"
#include "text/fold.h"
#include "text/utf8.h"

#define DATE_LOOK 80    /* bytes that a written date may take */
#define DATE_TOKENS 16

typedef struct date_token {
    syn_slice text;
    size_t begin, end;
    int number;          /* or -1 */
    int month;           /* 1 to 12, or 0 */
    int minutes;         /* of a zone, east of UTC */
    char value;          /* as lexicon/en/months.txt says; 0: another word */
    char before;         /* the character before it, or 0 */
} date_token;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Bytes of the letter at `at`, or 0. */
static size_t letter_at(syn_slice s, size_t at) {
    char c = s.ptr[at];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return 1;
    if ((unsigned char)c < 0x80) return 0;
    unsigned size;
    return char_class(utf8_at(s, at, &size)) & (CHAR_LETTER | CHAR_MARK) ? size : 0;
}

/* "8", "11pl" (only on pages in Polish), "z-300", "f" -> what the word is. */
static void read_value(date_token *t, const char *value, const date_style *style) {
    int number = 0;
    const char *at = value;
    if (!is_digit(*at)) t->value = *at++;
    int sign = *at == '-' ? -1 : 1;
    if (*at == '-') at++;
    while (is_digit(*at)) number = number * 10 + (*at++ - '0');
    if (t->value) t->minutes = number * sign;
    else if (!*at || (style && strncmp(at, style->language, 2) == 0)) t->month = number;
}

/* Runs of digits and runs of letters; what stands between is only remembered as `before`. */
static unsigned tokens_of(syn_slice s, const date_style *style, date_token tokens[DATE_TOKENS]) {
    unsigned count = 0;
    size_t limit = s.len < DATE_LOOK ? s.len : DATE_LOOK;
    for (size_t at = 0; at < limit && count < DATE_TOKENS;) {
        size_t size = blank_at(s, at), letter = size || is_digit(s.ptr[at]) ? 0 : letter_at(s, at);
        if (size || (!is_digit(s.ptr[at]) && !letter)) {
            unsigned bytes = 1;
            if (!size && (unsigned char)s.ptr[at] >= 0x80) utf8_at(s, at, &bytes);
            else if (!size && !strchr(",.:/-+()|", s.ptr[at])) break;
            at += size ? size : bytes;
            continue;
        }
        date_token token = {.begin = at, .number = -1, .before = at ? s.ptr[at - 1] : 0};
        if (!letter) {
            token.number = 0;
            while (at < s.len && is_digit(s.ptr[at])) {
                if (token.number < 100000000) token.number = token.number * 10 + (s.ptr[at] - '0');
                at++;
            }
        } else {
            while (at < s.len && at < token.begin + DATE_LOOK && (letter = letter_at(s, at)) > 0) at += letter;
        }
        token.end = at;
        token.text = slice_cut(s, token.begin, token.end);
        if (token.number < 0) {
            const lexicon_entry *entry = lexicon_word(&lexicon_clean_months, word_hash(token.text));
            if (entry) read_value(&token, entry->value, style);
        }
        tokens[count++] = token;
    }
    return count;
}

static bool is_year(const date_token *t) { return t->text.len == 4 && t->number >= 1600 && t->number <= 2100; }
static bool is_day(const date_token *t) { return t->number >= 1 && t->number <= 31 && t->text.len <= 2; }

/* The day of a month on which its nth Sunday falls; n = 0: the last. */
static int sunday_of(int year, int month, int n) {
    int first = 1 + (7 - civil_weekday(civil_days(year, month, 1))) % 7;
    if (n) return first + 7 * (n - 1);
    return first + (civil_month_days(year, month) - first) / 7 * 7;
}

/* Summer time of the United States: since 2007 from the second Sunday of March to the first of November, before that from the
 * first of April to the last of October. The hour of the change is not looked at. */
static bool is_summer(const syn_civil *day) {
    bool late = day->year >= 2007;
    int key = day->month * 100 + day->day;
    int from = late ? 300 + sunday_of(day->year, 3, 2) : 400 + sunday_of(day->year, 4, 1);
    int to = late ? 1100 + sunday_of(day->year, 11, 1) : 1000 + sunday_of(day->year, 10, 0);
    return key >= from && key < to;
}

typedef struct date_parse {
    const date_token *t;
    unsigned count, at;
    syn_civil clock;     /* hour, minute, second and zone; its grain is NONE before one is read */
    bool season;         /* the zone changes with the season */
    size_t end;          /* behind the last part that was read */
} date_parse;

/* "GMT", "+0100", "+01:00" behind a clock time. */
static void read_zone(date_parse *p) {
    const date_token *t = &p->t[p->at];
    if (p->at >= p->count || p->clock.has_offset) return;
    if (t->value == 'z' || t->value == 's') {
        p->clock.offset = t->minutes;
        p->season = t->value == 's';
        p->clock.has_offset = true;
        p->end = t->end;
        p->at++;
        t++;
    }
    if (p->at >= p->count || (t->before != '+' && t->before != '-') || t->number < 0) return;
    int minutes = -1;
    unsigned tokens = 1;
    if (t->text.len == 4) minutes = t->number / 100 * 60 + t->number % 100;
    else if (t->text.len == 2 && p->at + 1 < p->count && t[1].before == ':' && t[1].text.len == 2 && t[1].number >= 0)
        minutes = t->number * 60 + t[1].number, tokens = 2;
    if (minutes < 0 || minutes > 14 * 60 || minutes % 15) return;
    p->clock.offset = t->before == '-' ? -minutes : minutes;
    p->clock.has_offset = true;
    p->end = t[tokens - 1].end;
    p->at += tokens;
}

/* "14:03", "14:03:00 GMT", "2:03 p.m.", "14h03", "14.03 Uhr", "kl. 14.03". */
static bool read_clock(date_parse *p) {
    const date_token *t = &p->t[p->at];
    if (p->clock.grain || p->at + 1 >= p->count || t->number < 0 || t->number > 23 || t->text.len > 2) return false;
    unsigned next = t[1].value == 'h' ? 2 : 1;
    if (p->at + next >= p->count) return false;
    const date_token *minute = &t[next];
    char parted = next == 2 ? ':' : minute->before;
    bool named = p->at > 0 && t[-1].value == 'k';
    if (p->at + next + 1 < p->count && strchr("uap", minute[1].value) && minute[1].value) named = true;
    if (minute->number < 0 || minute->number > 59 || minute->text.len != 2 || !(parted == ':' || (parted == '.' && named)))
        return false;
    p->clock.hour = t->number;
    p->clock.minute = minute->number;
    p->clock.grain = CIVIL_MINUTE;
    p->end = minute->end;
    p->at += next + 1;
    t = &p->t[p->at];
    if (p->at < p->count && t->before == ':' && t->number >= 0 && t->number <= 59) {
        p->clock.second = t->number;
        p->clock.grain = CIVIL_SECOND;
        p->end = t++->end;
        p->at++;
    }
    if (p->at < p->count && (t->value == 'a' || t->value == 'p') && p->clock.hour >= 1 && p->clock.hour <= 12) {
        p->clock.hour = p->clock.hour % 12 + (t->value == 'p' ? 12 : 0);
        p->end = t++->end;
        p->at++;
        if (p->at < p->count && t->before == '.' && slice_equal_ascii_case(t->text, SLICE_LIT("m"))) p->end = t->end, p->at++;
    }
    if (p->at < p->count && p->t[p->at].value == 'u') p->end = p->t[p->at++].end;
    read_zone(p);
    return true;
}

static void take_clock(const date_parse *p, syn_civil *out) {
    if (!p->clock.grain) return;
    out->hour = p->clock.hour, out->minute = p->clock.minute, out->second = p->clock.second;
    out->grain = p->clock.grain;
    out->has_offset = p->clock.has_offset;
    out->offset = p->clock.offset + (p->season && is_summer(out) ? 60 : 0);
}

/* One part of "Wed, Aug. 8th, 2018, 14:03", "8 de agosto de 2018", "2018. augusztus 8.", in any order; false at what is none. */
static bool read_part(date_parse *p, syn_civil *day) {
    const date_token *t = &p->t[p->at];
    bool more = p->at + 1 < p->count;
    if (t->month && !day->month) {
        day->month = t->month;
    } else if (is_day(t) && !day->day && (day->month || (more && (t[1].month || strchr("nf", t[1].value))))) {
        day->day = t->number;
    } else if (is_year(t) && !day->year && (!day->month || day->day)) {
        day->year = t->number;
    } else {
        return false;
    }
    p->end = t->end;
    p->at++;
    return true;
}

static bool read_words(syn_slice s, bool with_year, const date_style *style, syn_civil *out, size_t *used) {
    date_token t[DATE_TOKENS];
    date_parse p = {.t = t, .count = tokens_of(s, style, t)};
    syn_civil day = {0};
    if (p.count == 0 || t[0].begin > 2) return false;
    while (p.at < p.count) {
        if (p.end && t[p.at].begin > p.end + 12) break;
        if (day.month && day.day && t[p.at].value == 'n' && t[p.at].begin == p.end) p.end = t[p.at].end;
        /* The weekday behind the date, and what stands between date and clock, are passed over. */
        if (t[p.at].value && strchr("dfkna", t[p.at].value)) p.at++;
        else if (!read_clock(&p) && !read_part(&p, &day)) break;
    }
    if (!day.day || !day.month || (day.year && !civil_valid(day.year, day.month, day.day))) return false;
    *out = (syn_civil){.year = day.year, .month = day.month, .day = day.day, .grain = day.year ? CIVIL_DAY : CIVIL_NONE};
    *used = p.end;
    if (day.year) take_clock(&p, out);
    return day.year ? true : !with_year && civil_valid(2000, day.month, day.day);
}

/* A zone and a half of the day behind an ISO time: "2018-08-08 14:03:00 GMT". */
static void zone_behind(syn_slice s, syn_civil *out, size_t *used) {
    date_token t[DATE_TOKENS];
    date_parse p = {.t = t, .clock = *out};
    if (out->grain < CIVIL_MINUTE || out->has_offset || *used + 3 > s.len || s.ptr[*used] != ' ') return;
    p.count = tokens_of(slice_cut(s, *used, *used + 12 < s.len ? *used + 12 : s.len), NULL, t);
    read_zone(&p);
    if (!p.clock.has_offset || t[0].begin > 2) return;
    take_clock(&p, out);
    *used += p.end;
}

/* "2018-08-08T14:03:00.000+02:00" and shorter; fractions of a second and named extras are left. */
static bool read_iso(syn_slice s, syn_civil *out, size_t *used) {
    if (s.len < 10 || !is_digit(s.ptr[0])) return false;
    size_t run = 0;
    while (run < s.len && run < 40 && (is_digit(s.ptr[run]) || strchr("-:.+TZ", s.ptr[run]) ||
                                       (run == 10 && s.ptr[run] == ' ' && run + 2 < s.len && is_digit(s.ptr[run + 1]))))
        run++;
    static const size_t lengths[] = {19, 16, 10};
    for (size_t i = 0; i <= sizeof lengths / sizeof *lengths; i++) {
        size_t length = i == 0 ? run : lengths[i - 1];
        if (length > run || length < 10) continue;
        if (civil_parse(slice_cut(s, 0, length), out)) {
            *used = length;
            zone_behind(s, out, used);
            return true;
        }
    }
    return false;
}

/* "8.8.2018", "13/08/2018", "8/8/18" into year, month and day; false where the order is not certain. */
static bool order_of(const date_token t[3], const date_style *style, int *year, int *month, int *day) {
    unsigned order = style ? style->order : DATE_ORDER_UNKNOWN;
    char mark = t[1].before;
    bool year_first = is_year(&t[0]), short_year = t[2].text.len == 2 && order != DATE_ORDER_UNKNOWN;
    *year = t[year_first ? 0 : 2].number;
    int first = t[year_first ? 1 : 0].number, second = t[year_first ? 2 : 1].number;
    if (!year_first && !is_year(&t[2])) {
        if (!short_year || t[0].text.len > 2 || (mark != '.' && mark != '/')) return false;
        *year += *year < 50 ? 2000 : 1900;
    }
    if (year_first) *month = first, *day = second;
    else if (second > 12 || (first == second && mark == '/')) *month = first, *day = second;
    else if (first > 12 || mark == '.' || order == DATE_DAY_FIRST) *month = second, *day = first;
    else if (order == DATE_MONTH_FIRST) *month = first, *day = second;
    else return false;
    return true;
}

/* "20180808", "2018/08/08", "2018年8月8日", "8.8.2018", "13/08/2018". */
static bool read_numbers(syn_slice s, const date_style *style, syn_civil *out, size_t *used) {
    date_token t[DATE_TOKENS];
    date_parse p = {.t = t, .count = tokens_of(s, style, t)};
    if (p.count == 0 || t[0].begin != 0 || t[0].number < 0) return false;
    int year = 0, month = 0, day = 0;
    if (t[0].text.len == 8) {
        year = t[0].number / 10000, month = t[0].number / 100 % 100, day = t[0].number % 100;
        p.at = 1;
    } else if (p.count >= 6 && t[1].value == 'Y' && t[3].value == 'M' && t[5].value == 'D') {
        year = t[0].number, month = t[2].number, day = t[4].number;
        p.at = 6;
    } else if (p.count >= 3 && t[1].number >= 0 && t[2].number >= 0 && t[1].before == t[2].before && strchr("/.-",
               t[1].before) && order_of(t, style, &year, &month, &day)) {
        p.at = 3;
    } else {
        return false;
    }
    if (year < 1600 || year > 2100 || !civil_valid(year, month, day)) return false;
    *out = (syn_civil){.year = year, .month = month, .day = day, .grain = CIVIL_DAY};
    p.end = t[p.at - 1].end;
    while (p.at < p.count && t[p.at].begin <= p.end + 8 && t[p.at].value && strchr("dfka", t[p.at].value)) p.at++;
    if (p.at < p.count && t[p.at].begin <= p.end + 12) read_clock(&p);
    *used = p.end;
    take_clock(&p, out);
    return true;
}

bool date_read_in(syn_slice s, const date_style *style, syn_civil *out, size_t *used) {
    return read_iso(s, out, used) || read_numbers(s, style, out, used) || read_words(s, true, style, out, used);
}

bool date_read(syn_slice s, syn_civil *out, size_t *used) { return date_read_in(s, NULL, out, used); }

bool date_read_day(syn_slice s, syn_civil *out, size_t *used) { return read_words(s, false, NULL, out, used); }

syn_slice date_print(syn_report *report, const syn_civil *moment) {
    char text[40];
    size_t length = civil_print(moment, text);
    return arena_copy(&report->arena, slice_of(text, length));
}
