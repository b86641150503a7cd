/* http.c - the head of an HTTP answer, and bodies in chunks, as they stand in archives.
 *
 * In: the content of a record. Out: status, type, codings; a body without its chunks. Rules of RFC 9112, and what archives really
 * hold: lines that end with LF alone, heads without an empty line at their end, chunked written over a body that was taken out
 * of its chunks long ago. Of a header that is given twice the first counts, but codings add up. Linear. */
#include "read/http.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* "HTTP/1.1 200 OK"; the status is 0 where the line has none. */
static bool status_line(syn_slice line, unsigned *status) {
    static const char begin[] = "HTTP/";
    *status = 0;
    if (line.len < 5 || memcmp(line.ptr, begin, 5) != 0) return false;
    size_t at = 5;
    while (at < line.len && line.ptr[at] != ' ') at++;
    while (at < line.len && line.ptr[at] == ' ') at++;
    for (size_t end = at + 3; at < line.len && at < end && is_digit(line.ptr[at]); at++)
        *status = *status * 10 + (unsigned)(line.ptr[at] - '0');
    return true;
}

static bool has_word(syn_slice list, const char *word) {
    for (size_t at = 0; at < list.len;) {
        const char *comma = memchr(list.ptr + at, ',', list.len - at);
        size_t end = comma ? (size_t)(comma - list.ptr) : list.len;
        if (slice_equal_ascii_case(slice_trim(slice_cut(list, at, end)), slice_str(word))) return true;
        at = end + 1;
    }
    return false;
}

static void take_field(http_head *out, syn_slice line) {
    const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
    if (!colon) return;
    syn_slice name = slice_trim(slice_cut(line, 0, (size_t)(colon - line.ptr)));
    syn_slice value = slice_trim(slice_cut(line, (size_t)(colon - line.ptr) + 1, line.len));
    if (out->content_type.len == 0 && slice_equal_ascii_case(name, SLICE_LIT("Content-Type"))) {
        out->content_type = value;
    } else if (out->encoding.len == 0 && slice_equal_ascii_case(name, SLICE_LIT("Content-Encoding"))) {
        out->encoding = value;
    } else if (slice_equal_ascii_case(name, SLICE_LIT("Transfer-Encoding"))) {
        out->chunked |= has_word(value, "chunked");
    } else if (!out->has_length && slice_equal_ascii_case(name, SLICE_LIT("Content-Length")) && value.len && value.len <= 18) {
        out->has_length = true;
        for (size_t i = 0; i < value.len; i++) {
            if (!is_digit(value.ptr[i])) out->has_length = false;
            out->length = out->length * 10 + (uint64_t)(value.ptr[i] & 15);
        }
    }
}

http_verdict http_head_read(syn_slice bytes, bool last, http_head *out, size_t *took) {
    *out = (http_head){0};
    *took = 0;
    static const char begin[] = "HTTP/";
    for (size_t i = 0; i < 5; i++) {
        if (i == bytes.len) return last ? HTTP_NONE : HTTP_MORE;
        if (bytes.ptr[i] != begin[i]) return HTTP_NONE;
    }
    for (size_t at = 0;;) {
        const char *end = at < bytes.len ? memchr(bytes.ptr + at, '\n', bytes.len - at) : NULL;
        if (!end && !last) return bytes.len < HTTP_HEAD_BYTES ? HTTP_MORE : HTTP_NONE;
        size_t stop = end ? (size_t)(end - bytes.ptr) : bytes.len, shown = stop;
        if (shown > at && bytes.ptr[shown - 1] == '\r') shown--;
        syn_slice line = slice_cut(bytes, at, shown);
        if (at == 0) status_line(line, &out->status);
        else take_field(out, line);
        at = end ? stop + 1 : stop;
        *took = at;
        if (line.len == 0 || !end) return HTTP_GOOD;
    }
}

/* ---- chunks ---- */

static int hex(char c) {
    if (is_digit(c)) return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The line that says how long a chunk is; its length, 0 if it is none. */
static size_t chunk_line(const char *bytes, size_t length, uint64_t *size) {
    size_t at = 0;
    *size = 0;
    while (at < length && at < 16 && hex(bytes[at]) >= 0) *size = *size * 16 + (uint64_t)hex(bytes[at++]);
    if (at == 0 || (at < length && hex(bytes[at]) >= 0)) return 0;
    while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) at++;
    if (at < length && bytes[at] == ';')
        while (at < length && bytes[at] != '\n' && bytes[at] != '\r') at++;  /* an extension */
    if (at < length && bytes[at] == '\r') at++;
    return at < length && bytes[at] == '\n' ? at + 1 : 0;
}

size_t http_unchunk(char *bytes, size_t length, bool *whole) {
    size_t from = 0, to = 0;
    *whole = true;
    for (;;) {
        uint64_t size;
        size_t line = from < length ? chunk_line(bytes + from, length - from, &size) : 0;
        if (line == 0) {
            if (from == 0) return length;  /* not in chunks at all */
            *whole = false;
            return to;
        }
        from += line;
        if (size == 0) return to;
        size_t more = size < length - from ? (size_t)size : length - from;
        memmove(bytes + to, bytes + from, more);
        to += more;
        from += more;
        if (more < size) {
            *whole = false;
            return to;
        }
        if (from < length && bytes[from] == '\r') from++;
        if (from < length && bytes[from] == '\n') from++;
    }
}
