/* date.c - the dates of feeds and of JSON become ISO 8601.
 *
 * In: ISO 8601 (W3CDTF), RFC 822 / RFC 2822 ("Wed, 08 Aug 2018 14:03:00 GMT") or asctime ("Wed Aug  8 14:03:00 2018"). Out:
 * the same moment, no finer than it was. Not done: dates in other words; a date of unknown form is left out, never
 * guessed. */
#include "base/civil.h"
#include "read/door.h"

/* The tokens of RFC 822, which are no language. */
static const char months[12][4] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
typedef struct zone_row { const char *name; int minutes; } zone_row;
static const zone_row zones[] = {{"z", 0}, {"ut", 0}, {"utc", 0}, {"gmt", 0}, {"est", -300}, {"edt", -240}, {"cst", -360},
                                 {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The next run without blanks or commas. */
static syn_slice next_word(syn_slice s, size_t *at) {
    while (*at < s.len && (s.ptr[*at] == ' ' || s.ptr[*at] == '\t' || s.ptr[*at] == ',' || s.ptr[*at] == '\n')) ++*at;
    size_t begin = *at;
    while (*at < s.len && s.ptr[*at] != ' ' && s.ptr[*at] != '\t' && s.ptr[*at] != ',' && s.ptr[*at] != '\n') ++*at;
    return slice_cut(s, begin, *at);
}

/* Digits alone, at most four; -1 if it is anything else. */
static int number(syn_slice s) {
    if (s.len == 0 || s.len > 4) return -1;
    int value = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.ptr[i])) return -1;
        value = value * 10 + (s.ptr[i] - '0');
    }
    return value;
}

static int month_of(syn_slice word) {
    if (word.len < 3) return 0;
    for (int m = 0; m < 12; m++)
        if (slice_equal_ascii_case(slice_cut(word, 0, 3), slice_of(months[m], 3))) return m + 1;
    return 0;
}

/* hh:mm or hh:mm:ss */
static bool clock_of(syn_slice word, syn_civil *out) {
    int part[3] = {-1, -1, 0};
    size_t n = 0, begin = 0;
    for (size_t i = 0; i <= word.len; i++) {
        if (i < word.len && word.ptr[i] != ':') continue;
        if (n == 3) return false;
        part[n++] = number(slice_cut(word, begin, i));
        begin = i + 1;
    }
    if (n < 2 || part[0] < 0 || part[0] > 23 || part[1] < 0 || part[1] > 59 || part[2] < 0 || part[2] > 60) return false;
    out->hour = part[0];
    out->minute = part[1];
    out->second = part[2] == 60 ? 59 : part[2];  /* a leap second */
    out->grain = n == 3 ? CIVIL_SECOND : CIVIL_MINUTE;
    return true;
}

static bool zone_of(syn_slice word, syn_civil *out) {
    if (word.len >= 5 && (word.ptr[0] == '+' || word.ptr[0] == '-')) {
        bool colon = word.len == 6 && word.ptr[3] == ':';
        int hours = number(slice_cut(word, 1, 3));
        int minutes = number(colon ? slice_cut(word, 4, 6) : slice_cut(word, 3, 5));
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return false;
        out->offset = (hours * 60 + minutes) * (word.ptr[0] == '-' ? -1 : 1);
        return out->has_offset = true;
    }
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (slice_equal_ascii_case(word, slice_str(zones[i].name))) {
            out->offset = zones[i].minutes;
            return out->has_offset = true;
        }
    return false;
}

static bool rfc822(syn_slice s, syn_civil *out) {
    *out = (syn_civil){0};
    size_t at = 0;
    int year_digits = 0;
    for (int words = 0; words < 8; words++) {
        syn_slice word = next_word(s, &at);
        if (word.len == 0) break;
        int value = number(word);
        if (value >= 0 && word.len <= 2 && !out->day) out->day = value;
        else if (value >= 0 && out->month && !out->year && word.len != 1) out->year = value, year_digits = (int)word.len;
        else if (value < 0 && out->grain == CIVIL_NONE && memchr(word.ptr, ':', word.len)) {
            if (!clock_of(word, out)) return false;
        } else if (value < 0 && !out->month && month_of(word)) out->month = month_of(word);
        else if (value < 0 && out->grain >= CIVIL_MINUTE && !out->has_offset) zone_of(word, out);
    }
    if (year_digits == 2) out->year += out->year < 50 ? 2000 : 1900;
    if (year_digits == 3) out->year += 1900;
    if (!out->day || !out->month || !out->year || !civil_valid(out->year, out->month, out->day)) return false;
    if (out->grain == CIVIL_NONE) out->grain = CIVIL_DAY;
    return true;
}

syn_slice date_normal(syn_arena *arena, syn_slice value) {
    syn_civil moment;
    char text[40];
    value = slice_trim(value);
    if (value.len == 0 || value.len > 80) return SLICE_NONE;
    if (!civil_parse(value, &moment) && !rfc822(value, &moment)) return SLICE_NONE;
    return arena_copy(arena, slice_of(text, civil_print(&moment, text)));
}
