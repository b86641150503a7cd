/* counts.c - reads a count written in digits, in words, or in both.
 *
 * In: a word number. Out: the value, and the first word past the count. The grammar, from left to right, no way back:
 *     count  = digits [fraction] | words | ("a" | "half" ["-"] "a") scale | vague
 *     words  = (tens ["-" ones] | ones | teens) {scale} {["and"] words of a smaller size}
 *     behind = {scale} ["and a half" [scale]]
 * A number word that does not fit behind the one before it ("two three") ends the count, so a list of numbers stays one.
 *
 * It does not judge what the count is for (a year, a label, an age): times.c and numbers.c do. */
#include "mark/classes.h"

#include "mark/lexicon/lexicon.gen.h"

enum { DIGITS_MAX = 15 };  /* more digits than a double holds is an identifier, not a count */
static const double COUNT_MAX = 1e30;  /* a scale that would lead further ends the count: "trillion trillion trillion" */

bool decimal_read(syn_slice text, double *value) {
    double whole = 0, part = 0, scale = 1;
    unsigned digits = 0, group = 0, commas = 0;
    bool point = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c >= '0' && c <= '9') {
            if (++digits > DIGITS_MAX) return false;
            if (point) part = part * 10 + (c - '0'), scale *= 10;
            else whole = whole * 10 + (c - '0'), group++;
        } else if (c == ',' && !point && digits && (commas == 0 ? group <= 3 : group == 3 || group == 2))
            commas++, group = 0;
        else if (c == '.' && !point && digits && (commas == 0 || group == 3)) point = true;
        else return false;
    }
    if (!digits || (commas && group != 3)) return false;
    *value = whole + part / scale;
    return true;
}

static double class_number(const mark_scan *scan, uint32_t at, word_class class) {
    const char *text = scan_value(scan, at, class);
    double value = 0;
    return text && decimal_read(slice_str(text), &value) ? value : 0;
}

/* "1/2" right at `at` (three words that touch), as in "2 1/2"; returns past it. */
static uint32_t fraction_at(const mark_scan *scan, uint32_t at, uint32_t end, double *value) {
    if (at + 2 >= end || scan_char(scan, at + 1) != '/' || !scan_joined(scan, at + 1) || !scan_joined(scan, at + 2))
        return at;
    int over = scan_integer(scan, at), under = scan_integer(scan, at + 2);
    if (over < 1 || under <= over || under > 16) return at;
    *value = (double)over / under;
    return at + 3;
}

/* "½" and its like, alone or glued to digits. */
static double vulgar_fraction(syn_slice text) {
    static const struct { const char *sign; double value; } known[] = {
        {"\xC2\xBD", 0.5}, {"\xC2\xBC", 0.25}, {"\xC2\xBE", 0.75}, {"\xE2\x85\x93", 1.0 / 3}, {"\xE2\x85\x94", 2.0 / 3}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (slice_equal(text, slice_str(known[i].sign))) return known[i].value;
    return 0;
}

static bool scale_fits(const mark_scan *scan, uint32_t at) {
    /* "5 m", "3 k": a letter alone is a scale only behind digits that it touches or money; leave those to units. */
    return scan_is(scan, at, CLASS_SCALE) && scan->words[at].end - scan->words[at].begin > 1;
}

/* "five billion-dollar companies": five of them, each of that size. */
static bool is_each(const mark_scan *scan, uint32_t past, uint32_t scale, uint32_t end) {
    if (scale > past || !scan_hyphen(scan, scale + 1) || !scan_is(scan, scale + 2, CLASS_CURRENCY)) return false;
    for (uint32_t at = scale + 3; at < end && at < scale + 6 && scan_is_content(scan, at); at++) {
        syn_slice word = scan_text(scan, at);
        if (word.len > 3 && word.ptr[word.len - 1] == 's' && word.ptr[word.len - 2] != 's') return true;
    }
    return false;
}

/* Scales, "and a half": what may stand behind a value. */
static uint32_t behind_at(const mark_scan *scan, uint32_t at, uint32_t end, mark_count *count) {
    double last = 1;
    for (uint32_t next; (next = scan_past_hyphen(scan, at)) < end && scale_fits(scan, next); at = next + 1) {
        if (is_each(scan, at, next, end)) return at;
        double scale = class_number(scan, next, CLASS_SCALE);
        if (count->value * scale > COUNT_MAX) return at;
        count->value *= last = scale;
        count->scale = count->scale > 0 ? count->scale * last : last;
        count->scaled = true;
    }
    uint32_t next = scan_past_hyphen(scan, at);
    if (next + 2 < end && scan_word_is(scan, next, "and")) {
        uint32_t a = scan_past_hyphen(scan, next + 1), half = scan_past_hyphen(scan, a + 1);
        if (half < end && scan_word_is(scan, a, "a") && scan_word_is(scan, half, "half")) {
            count->value += last / 2;
            at = half + 1;
            next = scan_past_hyphen(scan, at);
            if (last < 2 && next < end && scale_fits(scan, next)) {
                count->value *= class_number(scan, next, CLASS_SCALE);  /* a sum without a scale: below COUNT_MAX */
                count->scaled = true;
                at = next + 1;
            }
        }
    }
    return at;
}

static uint32_t digits_at(const mark_scan *scan, uint32_t at, uint32_t end, mark_count *count) {
    syn_slice text = scan_text(scan, at);
    /* "1.200", "12,5": what their marks mean is for a language to say */
    if (!scan->english && text.len && (memchr(text.ptr, '.', text.len) || memchr(text.ptr, ',', text.len))) return at;
    if (!decimal_read(text, &count->value)) {
        size_t cut = text.len;
        while (cut > 0 && (unsigned char)text.ptr[cut - 1] >= 0x80) cut--;
        double more = vulgar_fraction(slice_cut(text, cut, text.len));
        if (more <= 0 || !cut || !decimal_read(slice_cut(text, 0, cut), &count->value)) return at;
        count->value += more;
        count->digits = true;
        return behind_at(scan, at + 1, end, count);
    }
    count->digits = true;
    double more = 0;
    uint32_t next = scan_past_hyphen(scan, at + 1), past = fraction_at(scan, next, end, &more);
    if (past > next) {
        count->value += more;
        at = past - 1;
    } else if (next < end && (more = vulgar_fraction(scan_text(scan, next))) > 0) {
        count->value += more;
        at = next;
    } else if ((past = fraction_at(scan, at, end, &more)) > at) {
        count->value = more;
        at = past - 1;
    }
    return behind_at(scan, at + 1, end, count);
}

/* One group of words below a hundred: "twenty-six", "twelve". */
static uint32_t group_at(const mark_scan *scan, uint32_t at, uint32_t end, double *value) {
    if (at >= end || !scan_is(scan, at, CLASS_CARDINAL)) return at;
    *value = class_number(scan, at, CLASS_CARDINAL);
    uint32_t next = scan_past_hyphen(scan, at + 1);
    if (*value >= 20 && next < end && scan_is(scan, next, CLASS_CARDINAL)) {
        double ones = class_number(scan, next, CLASS_CARDINAL);
        if (ones >= 1 && ones <= 9) {
            *value += ones;
            return next + 1;
        }
    }
    return at + 1;
}

static uint32_t words_at(const mark_scan *scan, uint32_t at, uint32_t end, mark_count *count) {
    double total = 0, part = 0, bound = 1e18;
    bool open = false;  /* a scale came last, so a smaller group may follow */
    uint32_t past = group_at(scan, at, end, &part);
    if (past == at) return at;
    for (;;) {
        uint32_t next = scan_past_hyphen(scan, past);
        if (next < end && scale_fits(scan, next)) {
            double scale = class_number(scan, next, CLASS_SCALE);
            if (scale >= bound || part * scale > COUNT_MAX) break;
            if (at < past && is_each(scan, past, next, end)) break;
            /* "two hundred thousand" multiplies, "two thousand one hundred" adds. */
            part *= scale;
            count->scale = count->scale > 0 && open ? count->scale * scale : scale;
            count->scaled = open = true;
            past = next + 1;
            if (scale > 100) total += part, part = 0, bound = scale;
            continue;
        }
        double more;
        uint32_t from = next < end && scan_word_is(scan, next, "and") ? next + 1 : next;
        uint32_t group = open ? group_at(scan, from, end, &more) : from;
        if (group == from) break;
        part += more;
        past = group;
        open = false;
    }
    count->value = total + part;
    return count->scaled ? past : behind_at(scan, past, end, count);
}

/* "a dozen", "a million", "half a million", "half-a-dozen", "a hundred thirty million". */
static uint32_t article_at(const mark_scan *scan, uint32_t at, uint32_t end, mark_count *count) {
    double times = 1;
    uint32_t next = at;
    if (scan_word_is(scan, next, "half")) {
        times = 0.5;
        next = scan_past_hyphen(scan, next + 1);
    }
    if (next < end && scan_beside(scan, next, BESIDE_ARTICLE)) next = scan_past_hyphen(scan, next + 1);
    else if (next == at) return at;
    if (next >= end || !scale_fits(scan, next)) return at;
    count->value = times * class_number(scan, next, CLASS_SCALE);
    count->scaled = true;
    double more;
    uint32_t past = group_at(scan, next + 1, end, &more);
    if (past > next + 1 && times > 0.9 && count->value >= 100) {
        count->value += more;
        next = past - 1;
    }
    return behind_at(scan, next + 1, end, count);
}

uint32_t count_at(const mark_scan *scan, uint32_t at, uint32_t end, mark_count *count) {
    *count = (mark_count){0};
    if (at >= end) return at;
    if (scan->words[at].kind == WORD_NUMBER) return digits_at(scan, at, end, count);
    if (scan->words[at].kind == WORD_SYMBOL && (count->value = vulgar_fraction(scan_text(scan, at))) > 0) return at + 1;
    if (scan_is(scan, at, CLASS_CARDINAL)) return words_at(scan, at, end, count);
    const lexicon_entry *vague = scan_phrase(scan, &lexicon_mark_number_vague, at, end);
    if (vague) {
        count->vague = decimal_read(slice_str(vague->value), &count->value);
        uint32_t scale = at + vague->words;  /* "several hundred million" */
        if (scale >= end || !scale_fits(scan, scale)) return scale;
        count->value *= class_number(scan, scale, CLASS_SCALE);
        return scale + 1;
    }
    return article_at(scan, at, end, count);
}
