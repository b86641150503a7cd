/* short.c - letters, days, sizes and names as a reader sees them, the same in every form.
 *
 * In: values of a collation or a report. Out: short_text, a fixed run of bytes that no input can overflow. Days are read
 * with civil.h; a value that is no day stands as it is. Nothing here asks for the locale: month names are English. */
#include "tell/short.h"

#include <stdio.h>

#include "text/utf8.h"

static const char *const months[] = {"", "January", "February", "March", "April", "May", "June", "July",
                                     "August", "September", "October", "November", "December"};

short_text short_letter(uint32_t report) {
    short_text out = {{0}};
    char digits[16];
    size_t n = 0;
    for (uint64_t rest = (uint64_t)report + 1; rest > 0; rest = (rest - 1) / 26) digits[n++] = (char)('A' + (rest - 1) % 26);
    for (size_t i = 0; i < n; i++) out.text[i] = digits[n - 1 - i];
    return out;
}

static bool is_day(syn_slice day, syn_civil *out) { return civil_parse(day, out) && out->grain >= CIVIL_DAY; }

short_text short_day(syn_slice day, syn_slice beside) {
    short_text out = {{0}};
    syn_civil d, b;
    if (!is_day(day, &d)) return out;
    if (is_day(beside, &b) && b.year == d.year) snprintf(out.text, sizeof out.text, "%d %.3s", d.day, months[d.month]);
    else snprintf(out.text, sizeof out.text, "%d %.3s %d", d.day, months[d.month], d.year);
    return out;
}

short_text short_days(syn_slice first, syn_slice last) {
    short_text out = {{0}};
    syn_civil a, b;
    bool has_first = is_day(first, &a), has_last = is_day(last, &b);
    if (!has_first && !has_last) return out;
    if (!has_first) a = b;
    if (!has_last) b = a;
    if (a.year != b.year)
        snprintf(out.text, sizeof out.text, "%d %s %d – %d %s %d", a.day, months[a.month], a.year, b.day, months[b.month],
                 b.year);
    else if (a.month != b.month)
        snprintf(out.text, sizeof out.text, "%d %s – %d %s %d", a.day, months[a.month], b.day, months[b.month], b.year);
    else if (a.day != b.day)
        snprintf(out.text, sizeof out.text, "%d–%d %s %d", a.day, b.day, months[b.month], b.year);
    else
        snprintf(out.text, sizeof out.text, "%d %s %d", a.day, months[a.month], a.year);
    return out;
}

static int digits_at(syn_slice s, size_t at, size_t n) {
    int value = 0;
    if (at + n > s.len) return -1;
    for (size_t i = at; i < at + n; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return -1;
        value = value * 10 + (s.ptr[i] - '0');
    }
    return value;
}

/* What may stand behind the year: a week, a season, a quarter, a half. */
static bool part_of_year(syn_slice value, int year, short_text *out) {
    static const char *const parts[][2] = {{"SP", "spring"}, {"SU", "summer"}, {"FA", "autumn"}, {"WI", "winter"},
        {"Q1", "first quarter of"}, {"Q2", "second quarter of"}, {"Q3", "third quarter of"}, {"Q4", "fourth quarter of"},
        {"H1", "first half of"}, {"H2", "second half of"}};
    syn_slice part = slice_cut(value, 5, value.len);
    int week = part.len == 3 && part.ptr[0] == 'W' ? digits_at(part, 1, 2) : -1;
    bool weekend = part.len == 6 && part.ptr[0] == 'W' && slice_ends(part, SLICE_LIT("-WE"));
    if (weekend) week = digits_at(part, 1, 2);
    if (week >= 1 && week <= 53) {
        long fourth = civil_days(year, 1, 4);  /* is always in week 1 */
        syn_civil from = civil_from_days(fourth - (civil_weekday(fourth) - 1) + 7L * (week - 1) + (weekend ? 5 : 0));
        snprintf(out->text, sizeof out->text, "%s of %d %s %d", weekend ? "weekend" : "week", from.day, months[from.month], from.year);
        return true;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (slice_equal(part, slice_str(parts[i][0]))) {
            snprintf(out->text, sizeof out->text, "%s %d", parts[i][1], year);
            return true;
        }
    return false;
}

static const char *part_of_day(syn_slice part) {
    static const char *const parts[][2] = {{"MO", "morning"}, {"AF", "afternoon"}, {"EV", "evening"}, {"NI", "night"},
                                           {"MI", "midday"}, {"DT", "daytime"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (slice_equal(part, slice_str(parts[i][0]))) return parts[i][1];
    return NULL;
}

static short_text raw_text(syn_slice value) {
    short_text out = {{0}};
    size_t n = value.len < sizeof out.text ? value.len : utf8_cut(value, sizeof out.text - 1);
    if (n) memcpy(out.text, value.ptr, n);
    return out;
}

short_text short_when(syn_slice value) {
    short_text out = raw_text(value);
    int year = digits_at(value, 0, 4);
    if (slice_equal(value, SLICE_LIT("PRESENT_REF"))) return raw_text(SLICE_LIT("at the time"));
    if (slice_equal(value, SLICE_LIT("PAST_REF"))) return raw_text(SLICE_LIT("before"));
    if (slice_equal(value, SLICE_LIT("FUTURE_REF"))) return raw_text(SLICE_LIT("later"));
    if (year < 1 || !value.ptr) return out;
    syn_civil d;
    if (value.len > 5 && value.ptr[4] == '-' && part_of_year(value, year, &out)) return out;
    if (value.len == 7 && civil_parse(value, &d)) snprintf(out.text, sizeof out.text, "%s %d", months[d.month], d.year);
    if (value.len < 10 || !civil_parse(slice_cut(value, 0, 10), &d)) return out;
    const char *part = value.len > 11 ? part_of_day(slice_cut(value, 11, value.len)) : NULL;
    bool clock = value.len >= 16 && civil_parse(value, &d) && d.grain >= CIVIL_MINUTE;
    if (clock) snprintf(out.text, sizeof out.text, "%d %s %d, %02d:%02d", d.day, months[d.month], d.year, d.hour, d.minute);
    else
        snprintf(out.text, sizeof out.text, "%d %s %d%s%s", d.day, months[d.month], d.year, part ? ", " : "",
                 part ? part : "");
    return out;
}

short_text short_hundredths(double value) {
    short_text out = {{0}};
    uint64_t hundredths = value > 0 && value < 1e15 ? (uint64_t)(value * 100 + 0.5) : 0;
    snprintf(out.text, sizeof out.text, "%llu.%02u", (unsigned long long)(hundredths / 100), (unsigned)(hundredths % 100));
    return out;
}

short_text short_size(uint64_t bytes) {
    short_text out = {{0}};
    uint64_t unit = bytes >= 999950 ? 1000000 : 1000, tenths = (bytes * 10 + unit / 2) / unit;
    if (bytes < 1000) snprintf(out.text, sizeof out.text, "%u B", (unsigned)bytes);
    else snprintf(out.text, sizeof out.text, "%llu.%u %s", (unsigned long long)(tenths / 10), (unsigned)(tenths % 10),
                  unit == 1000 ? "KB" : "MB");
    return out;
}

short_text short_count(uint64_t count, const char *one, const char *many) {
    short_text out = {{0}};
    snprintf(out.text, sizeof out.text, "%llu %s", (unsigned long long)count, count == 1 ? one : many);
    return out;
}

short_text short_share(uint32_t permille) {
    short_text out = {{0}};
    snprintf(out.text, sizeof out.text, "%u\xC2\xA0%%", (unsigned)((permille + 5) / 10));
    return out;
}

syn_slice short_file(const syn_report *report) {
    syn_slice name = report->input;
    while (name.len && name.ptr[name.len - 1] == '/') name.len--;
    for (size_t i = name.len; i > 0; i--)
        if (name.ptr[i - 1] == '/') {
            name = slice_cut(name, i, name.len);
            break;
        }
    return slice_equal(name, SLICE_LIT("-")) ? SLICE_NONE : name;
}

syn_slice short_source(const syn_report *report) {
    if (report->source.len) return report->source;
    syn_slice file = short_file(report);
    return file.len ? file : report->id;
}

syn_slice short_headline(const syn_collation *c, uint32_t *report) {
    *report = c->headline;
    if (c->headline < c->count && c->reports[c->headline]->title.len) return c->reports[c->headline]->title;
    if (c->headline_place.report < c->count && span_present(c->headline_place.span)) {
        *report = c->headline_place.report;
        return place_slice(c, c->headline_place);
    }
    *report = REPORT_NONE;
    return SLICE_LIT("A story without a headline");
}

uint32_t short_sentence(const syn_collation *c, syn_place place) {
    if (place.in_title) return 0;
    uint32_t at = report_sentence_at(c->reports[place.report], place.span.begin);
    return at == REPORT_NONE ? 0 : at + 1;
}

const char *short_difference(uint8_t kind) {
    static const char *const names[] = {"one quote, several wordings", "numbers", "dates", "places", "titles and roles",
                                        "who began it", "accounts that do not fit together", "a report at odds with itself"};
    return kind < sizeof names / sizeof *names ? names[kind] : names[DIFFER_CLAIM];
}

const char *short_difference_how(uint8_t kind, uint8_t how) {
    if (how == HOW_AGENTLESS) return "who did it is left open";
    if (how == HOW_DENIAL) return "one denies it";
    return how == HOW_CORRECTED ? "corrected later" : short_difference(kind);
}

const char *short_change(unsigned i) {
    static const char *const names[QUOTE_CHANGES] = {NULL, NULL, NULL, "cut at the start", "cut at the end", "cut inside",
        "with an ellipsis", "other words", "words added", "words dropped", "words in brackets", "goes on beyond", "quoted apart elsewhere",
        "a paraphrase", "another speaker"};
    return i < QUOTE_CHANGES ? names[i] : NULL;
}

const char *short_quote_kind(uint8_t kind) {
    static const char *const names[] = {"direct", "block", "indirect", "mixed"};
    return names[kind < 4 ? kind : 0];
}

const char *short_name_type(uint8_t type) {
    static const char *const names[] = {"person", "organization", "place", "other"};
    return names[type < 4 ? type : 3];
}

size_t short_cut(syn_slice text, size_t max) {
    if (text.len <= max) return text.len;
    size_t cut = utf8_cut(text, max);
    for (size_t i = cut; i > cut / 2; i--)
        if (text.ptr[i] == ' ' || text.ptr[i] == '\n') return i;
    return cut;
}
