/* civil.c - see civil.h. The day count follows H. Hinnant's algorithms: eras of 400 years, March as first month. */
#include "base/civil.h"

#include <stdio.h>

long civil_days(int year, int month, int day) {
    long y = year - (month <= 2);
    long era = (y >= 0 ? y : y - 399) / 400;
    long of_era = y - era * 400;
    long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + days - 719468;
}

syn_civil civil_from_days(long days) {
    days += 719468;
    long era = (days >= 0 ? days : days - 146096) / 146097;
    long of_era = days - era * 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100);
    long month = (5 * of_year + 2) / 153;
    syn_civil out = {0};
    out.day = (int)(of_year - (153 * month + 2) / 5 + 1);
    out.month = (int)(month < 10 ? month + 3 : month - 9);
    out.year = (int)(year + era * 400 + (out.month <= 2));
    out.grain = CIVIL_DAY;
    return out;
}

int civil_weekday(long days) {
    long from_monday = (days + 3) % 7;
    return (int)(from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

void civil_week(long days, int *year, int *week) {
    long thursday = days - civil_weekday(days) + 4;
    int of = civil_from_days(thursday).year;
    *year = of;
    *week = (int)((thursday - civil_days(of, 1, 1)) / 7) + 1;
}

int civil_month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month < 1 || month > 12 ? 0 : month == 2 && leap ? 29 : days[month - 1];
}

bool civil_valid(int year, int month, int day) {
    return year >= 1 && year <= 9999 && day >= 1 && day <= civil_month_days(year, month);
}

/* Reads `digits` decimal digits at *at; -1 if there are fewer. */
static int number_at(syn_slice s, size_t *at, size_t digits) {
    int value = 0;
    if (s.len - *at < digits) return -1;
    for (size_t i = 0; i < digits; i++) {
        char c = s.ptr[*at + i];
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    *at += digits;
    return value;
}

static bool eat(syn_slice s, size_t *at, char c) {
    if (*at >= s.len || s.ptr[*at] != c) return false;
    ++*at;
    return true;
}

static bool parse_zone(syn_slice s, size_t *at, syn_civil *out) {
    if (*at == s.len) return true;
    if (eat(s, at, 'Z')) {
        out->has_offset = true;
        return *at == s.len;
    }
    int sign = eat(s, at, '+') ? 1 : eat(s, at, '-') ? -1 : 0;
    if (!sign) return false;
    int hours = number_at(s, at, 2);
    eat(s, at, ':');
    int minutes = *at < s.len ? number_at(s, at, 2) : 0;
    if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59 || *at != s.len) return false;
    out->offset = sign * (hours * 60 + minutes);
    out->has_offset = true;
    return true;
}

bool civil_parse(syn_slice s, syn_civil *out) {
    syn_civil moment = {0};
    size_t at = 0;
    s = slice_trim(s);
    if ((moment.year = number_at(s, &at, 4)) < 1) return false;
    moment.grain = CIVIL_YEAR;
    if (at < s.len) {
        if (!eat(s, &at, '-') || (moment.month = number_at(s, &at, 2)) < 1 || moment.month > 12) return false;
        moment.grain = CIVIL_MONTH;
    }
    if (at < s.len) {
        if (!eat(s, &at, '-') || !civil_valid(moment.year, moment.month, moment.day = number_at(s, &at, 2))) return false;
        moment.grain = CIVIL_DAY;
    }
    if (at < s.len) {
        if (!eat(s, &at, 'T') && !eat(s, &at, ' ')) return false;
        moment.hour = number_at(s, &at, 2);
        if (moment.hour < 0 || moment.hour > 23 || !eat(s, &at, ':')) return false;
        moment.minute = number_at(s, &at, 2);
        if (moment.minute < 0 || moment.minute > 59) return false;
        moment.grain = CIVIL_MINUTE;
        if (eat(s, &at, ':')) {
            moment.second = number_at(s, &at, 2);
            if (moment.second < 0 || moment.second > 60) return false;
            moment.grain = CIVIL_SECOND;
            if (eat(s, &at, '.'))
                while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9') at++;
        }
        if (!parse_zone(s, &at, &moment)) return false;
    }
    *out = moment;
    return true;
}

size_t civil_print(const syn_civil *m, char out[40]) {
    int n = 0;
    switch (m->grain) {
    case CIVIL_NONE: out[0] = '\0'; break;
    case CIVIL_YEAR: n = snprintf(out, 40, "%04d", m->year); break;
    case CIVIL_MONTH: n = snprintf(out, 40, "%04d-%02d", m->year, m->month); break;
    case CIVIL_DAY: n = snprintf(out, 40, "%04d-%02d-%02d", m->year, m->month, m->day); break;
    case CIVIL_MINUTE:
        n = snprintf(out, 40, "%04d-%02d-%02dT%02d:%02d", m->year, m->month, m->day, m->hour, m->minute);
        break;
    case CIVIL_SECOND:
        n = snprintf(out, 40, "%04d-%02d-%02dT%02d:%02d:%02d", m->year, m->month, m->day, m->hour, m->minute, m->second);
        break;
    }
    if (n > 0 && n < 32 && m->grain >= CIVIL_MINUTE && m->has_offset) {
        int away = m->offset < 0 ? -m->offset : m->offset;
        if (away == 0) n += snprintf(out + n, 40 - (size_t)n, "Z");
        else n += snprintf(out + n, 40 - (size_t)n, "%c%02d:%02d", m->offset < 0 ? '-' : '+', away / 60, away % 60);
    }
    return n > 0 ? (size_t)n : 0;
}
