/* dates.c - dates as people and machines write them, and names of bylines.
 *
 * In: a slice that may begin with a date: ISO 8601, "20180808", "2018/08/08", "8.8.2018", RFC 822, "August 8, 2018",
 * "Wed 8 Aug 2018 14:03". Out: a syn_civil as fine as what was written. Month names come from lexicon/en/months.txt.
 * It does not guess: "08/09/2018", of which nobody can tell the order, gives no date. */
#include "clean/lexicon/lexicon.gen.h"
#include "clean/parts.h"

#define DATE_LOOK 80    /* bytes that a written date may take */
#define DATE_TOKENS 16

typedef struct date_token {
    syn_slice text;
    size_t begin, end;
    int number;          /* or -1 */
    int month;           /* 1 to 12, or 0 */
    char value;          /* d: weekday, z: zone, a: a.m., p: p.m., f: filler ("at", "of"); 0: other */
    char before;         /* the character before it, or 0 */
} date_token;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80; }

/* Runs of digits and runs of letters; what stands between is only remembered as `before`. */
static unsigned tokens_of(syn_slice s, date_token tokens[DATE_TOKENS]) {
    unsigned count = 0;
    size_t limit = s.len < DATE_LOOK ? s.len : DATE_LOOK;
    for (size_t at = 0; at < limit && count < DATE_TOKENS;) {
        size_t size = blank_at(s, at);
        if (size || (!is_digit(s.ptr[at]) && !is_alpha(s.ptr[at]))) {
            if (!size && !strchr(",.:/-+()|", s.ptr[at])) break;
            at += size ? size : 1;
            continue;
        }
        date_token token = {.begin = at, .number = -1, .before = at ? s.ptr[at - 1] : 0};
        if (is_digit(s.ptr[at])) {
            token.number = 0;
            while (at < s.len && is_digit(s.ptr[at])) {
                if (token.number < 100000000) token.number = token.number * 10 + (s.ptr[at] - '0');
                at++;
            }
        } else {
            while (at < s.len && is_alpha(s.ptr[at]) && !blank_at(s, at)) at++;
        }
        token.end = at;
        token.text = slice_cut(s, token.begin, token.end);
        if (token.number < 0) {
            const lexicon_entry *entry = lexicon_word(&lexicon_clean_months, word_hash(token.text));
            if (entry && is_digit(entry->value[0]))
                token.month = entry->value[1]
                    ? (entry->value[0] - '0') * 10 + (entry->value[1] - '0') : entry->value[0] - '0';
            else if (entry) token.value = entry->value[0];
        }
        tokens[count++] = token;
    }
    return count;
}

static bool is_ordinal(const date_token *t) {
    return slice_equal_ascii_case(t->text, SLICE_LIT("st")) || slice_equal_ascii_case(t->text, SLICE_LIT("nd")) ||
           slice_equal_ascii_case(t->text, SLICE_LIT("rd")) || slice_equal_ascii_case(t->text, SLICE_LIT("th"));
}

/* A clock time behind the date: "14:03", "14:03:00 GMT", "2:03 p.m.", "at 14:03 +0100". */
static void read_clock(const date_token *tokens, unsigned count, unsigned at, syn_civil *out, size_t *used) {
    while (at < count && tokens[at].value == 'f') at++;
    if (at + 1 >= count || tokens[at].number < 0 || tokens[at].number > 23 || tokens[at].text.len > 2 ||
        tokens[at + 1].before != ':' || tokens[at + 1].number < 0 || tokens[at + 1].number > 59 ||
            tokens[at + 1].text.len != 2)
        return;
    out->hour = tokens[at].number;
    out->minute = tokens[at + 1].number;
    out->grain = CIVIL_MINUTE;
    at += 2;
    if (at < count && tokens[at].before == ':' && tokens[at].number >= 0 && tokens[at].number <= 59) {
        out->second = tokens[at].number;
        out->grain = CIVIL_SECOND;
        at++;
    }
    if (at < count && (tokens[at].value == 'a' || tokens[at].value == 'p') && out->hour >= 1 && out->hour <= 12) {
        out->hour = out->hour % 12 + (tokens[at].value == 'p' ? 12 : 0);
        at++;
        if (at < count && tokens[at].before == '.' && slice_equal_ascii_case(tokens[at].text, SLICE_LIT("m"))) at++;
    }
    if (at < count && tokens[at].value == 'z') {
        out->has_offset = true;
        at++;
    } else if (at < count && (tokens[at].before == '+' || tokens[at].before == '-') && tokens[at].text.len == 4 &&
               tokens[at].number / 100 <= 14 && tokens[at].number % 100 < 60) {
        out->has_offset = true;
        out->offset = (tokens[at].number / 100 * 60 + tokens[at].number % 100) * (tokens[at].before == '-' ? -1 : 1);
        at++;
    }
    *used = tokens[at - 1].end;
}

static bool is_year(const date_token *t) { return t->text.len == 4 && t->number >= 1600 && t->number <= 2100; }
static bool is_day(const date_token *t) { return t->number >= 1 && t->number <= 31 && t->text.len <= 2; }

/* "[Wed,] Aug[.] 8[th][, 2018]" or "[Wed] 8[th] [of] Aug [2018]"; `with_year` demands the year. */
static bool read_words(syn_slice s, bool with_year, syn_civil *out, size_t *used) {
    date_token t[DATE_TOKENS];
    unsigned count = tokens_of(s, t), at = 0;
    if (count == 0 || t[0].begin > 2) return false;
    while (at < count && (t[at].value == 'd' || t[at].value == 'f')) at++;
    int day = 0, month = 0;
    size_t end = 0;
    for (unsigned part = 0; part < 2; part++) {
        while (part && at < count && (t[at].value == 'f' || is_ordinal(&t[at]))) at++;
        if (at >= count) return false;
        if (!month && t[at].month) month = t[at].month;
        else if (!day && is_day(&t[at])) day = t[at].number;
        else return false;
        end = t[at++].end;
    }
    if (at < count && is_ordinal(&t[at]) && t[at].begin == end) end = t[at++].end;
    *out = (syn_civil){.month = month, .day = day, .grain = CIVIL_NONE};
    *used = end;
    if (at < count && is_year(&t[at]) && t[at].begin <= end + 4) {
        if (!civil_valid(t[at].number, month, day)) return false;
        out->year = t[at].number;
        out->grain = CIVIL_DAY;
        *used = t[at].end;
        read_clock(t, count, at + 1, out, used);
        return true;
    }
    return !with_year && civil_valid(2000, month, day);
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
            return true;
        }
    }
    return false;
}

/* "20180808", "2018/08/08", "8.8.2018", "13/08/2018". */
static bool read_numbers(syn_slice s, syn_civil *out, size_t *used) {
    date_token t[DATE_TOKENS];
    unsigned count = tokens_of(s, t);
    if (count == 0 || t[0].begin != 0 || t[0].number < 0) return false;
    int year = 0, month = 0, day = 0;
    unsigned last = 0;
    if (t[0].text.len == 8) {
        year = t[0].number / 10000, month = t[0].number / 100 % 100, day = t[0].number % 100;
    } else if (count >= 3 && t[1].number >= 0 && t[2].number >= 0 && t[1].before == t[2].before && strchr("/.-",
               t[1].before)) {
        last = 2;
        bool year_first = is_year(&t[0]);
        year = t[year_first ? 0 : 2].number;
        int first = t[year_first ? 1 : 0].number, second = t[year_first ? 2 : 1].number;
        if (!is_year(&t[year_first ? 0 : 2])) return false;
        if (year_first || second > 12 || (first == second && t[1].before == '/')) month = first, day = second;
        else if (t[1].before == '.' || first > 12) month = second, day = first;
        else return false;
    } else {
        return false;
    }
    if (year < 1600 || year > 2100 || !civil_valid(year, month, day)) return false;
    *out = (syn_civil){.year = year, .month = month, .day = day, .grain = CIVIL_DAY};
    *used = t[last].end;
    read_clock(t, count, last + 1, out, used);
    return true;
}

bool date_read(syn_slice s, syn_civil *out, size_t *used) {
    return read_iso(s, out, used) || read_numbers(s, out, used) || read_words(s, true, out, used);
}

bool date_read_day(syn_slice s, syn_civil *out, size_t *used) { return read_words(s, false, out, used); }

syn_slice date_print(syn_report *report, const syn_civil *moment) {
    char text[40];
    size_t length = civil_print(moment, text);
    return arena_copy(&report->arena, slice_of(text, length));
}
