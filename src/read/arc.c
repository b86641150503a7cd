/* arc.c - the head of an ARC record: one line, "URL address date type length" (version 1) or "URL address date type result checksum
 * location offset file length" (version 2), as the Internet Archive's ArcFileFormat says. The archive's own first record is
 * "filedesc://...".
 *
 * In: bytes that begin with such a line. Out: what reading needs of it. Fields are counted from the right, since URLs with blanks
 * in them do occur. */
#include "base/civil.h"
#include "read/record.h"

#include <stdio.h>

#define SCHEME_BYTES 12u

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_scheme(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '+' || c == '-' || c == '.';
}

bool arc_begins(syn_slice s) {
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == ':') return i > 1;
        if (i == SCHEME_BYTES || !is_scheme(s.ptr[i]) || (i == 0 && is_digit(s.ptr[i]))) return false;
    }
    return true;
}

static bool all_digits(syn_slice s) {
    for (size_t i = 0; i < s.len; i++)
        if (!is_digit(s.ptr[i])) return false;
    return s.len > 0;
}

static int two(const char *digits) { return (digits[0] - '0') * 10 + (digits[1] - '0'); }

size_t arc_date(syn_slice s, char out[24]) {
    if (s.len != 14 || !all_digits(s)) return 0;
    int year = two(s.ptr) * 100 + two(s.ptr + 2);
    int month = two(s.ptr + 4), day = two(s.ptr + 6), hour = two(s.ptr + 8), minute = two(s.ptr + 10), second = two(s.ptr + 12);
    if (!civil_valid(year, month, day) || hour > 23 || minute > 59 || second > 59) return 0;
    int length = snprintf(out, 24, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, hour, minute, second);
    return length > 0 ? (size_t)length : 0;
}

/* The last word of a line, which is cut off with the blank before it. */
static syn_slice last_word(syn_slice *line) {
    size_t end = line->len, begin = end;
    while (begin > 0 && line->ptr[begin - 1] != ' ') begin--;
    syn_slice word = slice_cut(*line, begin, end);
    line->len = begin ? begin - 1 : 0;
    return word;
}

head_verdict arc_head(syn_slice bytes, record_head *out, size_t *took) {
    *out = (record_head){0};
    if (!arc_begins(bytes)) return HEAD_BAD;
    const char *end = bytes.len ? memchr(bytes.ptr, '\n', bytes.len) : NULL;
    if (!end) return bytes.len < ARC_LINE_BYTES ? HEAD_MORE : HEAD_BAD;
    syn_slice line = slice_of(bytes.ptr, (size_t)(end - bytes.ptr));
    *took = line.len + 1;
    if (line.len && line.ptr[line.len - 1] == '\r') line.len--;
    syn_slice length = last_word(&line), type = last_word(&line), date = last_word(&line);
    if (!all_digits(date) || date.len < 12 || date.len > 14) {
        /* version 2: what was taken is the file and the offset; the location, checksum and result stand before them */
        last_word(&line);
        last_word(&line);
        type = last_word(&line);
        if (all_digits(type) && type.len <= 3) type = last_word(&line);
        date = last_word(&line);
    }
    syn_slice address = last_word(&line);
    if (!all_digits(length) || length.len > 18 || !all_digits(date) || date.len < 12 || date.len > 14 || address.len == 0 ||
        line.len == 0)
        return HEAD_BAD;
    for (size_t i = 0; i < length.len; i++) out->length = out->length * 10 + (uint64_t)(length.ptr[i] - '0');
    out->has_length = true;
    out->url = line;
    out->date = date;
    out->content_type = type;
    out->type = slice_starts(line, SLICE_LIT("filedesc:")) ? RECORD_INFO : RECORD_RESPONSE;
    return HEAD_GOOD;
}
