/* timex.c - see timex.h. Seasons are those of the northern half, as TIMEX3 has them: SP from March, SU from June, FA from
 * September, WI from December of the year named. */
#include "compare/timex.h"

#include "base/civil.h"

syn_slice timex_day(syn_slice value) {
    size_t at = slice_find(value, SLICE_LIT("T"), 0);
    return at != SIZE_MAX && at >= 4 ? slice_cut(value, 0, at) : value;
}

static bool digits(syn_slice s, size_t from, size_t to, int *out) {
    *out = 0;
    if (to > s.len) return false;
    for (size_t i = from; i < to; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        *out = *out * 10 + (s.ptr[i] - '0');
    }
    return true;
}

static void months(int year, int first, int count, long *from, long *to) {
    *from = civil_days(year, first, 1);
    int last = first + count - 1, last_year = year + (last - 1) / 12;
    last = (last - 1) % 12 + 1;
    *to = civil_days(last_year, last, civil_month_days(last_year, last));
}

static bool of_year(int year, syn_slice rest, long *from, long *to) {
    int number;
    if (rest.len >= 3 && rest.ptr[0] == 'W' && digits(rest, 1, 3, &number) && number >= 1 && number <= 53) {
        long monday = civil_days(year, 1, 4);
        monday += 1 - civil_weekday(monday) + (number - 1) * 7;
        bool weekend = slice_equal(slice_cut(rest, 3, rest.len), SLICE_LIT("-WE"));
        *from = monday + (weekend ? 5 : 0);
        *to = monday + 6;
        return rest.len == 3 || weekend;
    }
    if (rest.len == 2 && rest.ptr[0] == 'Q' && rest.ptr[1] >= '1' && rest.ptr[1] <= '4') {
        months(year, (rest.ptr[1] - '1') * 3 + 1, 3, from, to);
        return true;
    }
    if (rest.len == 2 && rest.ptr[0] == 'H' && (rest.ptr[1] == '1' || rest.ptr[1] == '2')) {
        months(year, rest.ptr[1] == '1' ? 1 : 7, 6, from, to);
        return true;
    }
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    for (int i = 0; i < 4; i++)
        if (slice_equal(rest, slice_str(seasons[i]))) {
            months(year, i * 3 + 3, 3, from, to);
            return true;
        }
    return false;
}

bool timex_range(syn_slice value, long *from, long *to) {
    syn_civil moment;
    if (civil_parse(value, &moment)) {
        if (moment.grain == CIVIL_YEAR) months(moment.year, 1, 12, from, to);
        else if (moment.grain == CIVIL_MONTH) months(moment.year, moment.month, 1, from, to);
        else *from = *to = civil_days(moment.year, moment.month, moment.day);
        return true;
    }
    int year;
    return value.len > 5 && value.ptr[4] == '-' && digits(value, 0, 4, &year) && year > 0 &&
           of_year(year, slice_cut(value, 5, value.len), from, to);
}

bool timex_covers(const syn_report *r, uint32_t at) {
    uint32_t t = report_time_at(r, at);
    return t < r->times.n && r->times.at[t].span.begin <= at;
}
