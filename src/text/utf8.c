/* utf8.c - UTF-8 as RFC 3629 has it.
 *
 * In: any bytes. Out: characters, or a valid copy. What is no UTF-8 (overlong forms, surrogates, above U+10FFFF, cut off)
 * counts byte by byte as U+FFFD, so that every input has exactly one reading and no step looks past the slice. */
#include "text/utf8.h"

enum { BAD = 0xFFFD };

static bool is_tail(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/* Length of the sequence that a first byte opens; 0 for a byte that opens none. */
static unsigned length_of(unsigned char byte) {
    if (byte < 0x80) return 1;
    if (byte < 0xC2) return 0;
    return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0;
}

uint32_t utf8_wide_at(syn_slice s, size_t at, unsigned *size) {
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    *size = 1;
    unsigned length = length_of(p[0]);
    if (length == 0 || length > s.len - at) return BAD;
    uint32_t c = p[0] & (0x7Fu >> length);
    for (unsigned i = 1; i < length; i++) {
        if (!is_tail(p[i])) return BAD;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
    if (overlong || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) return BAD;
    *size = length;
    return c;
}

size_t utf8_before(syn_slice s, size_t at) {
    size_t from = at - 1;
    while (from > 0 && at - from < 4 && is_tail((unsigned char)s.ptr[from])) from--;
    unsigned size;
    utf8_at(s, from, &size);
    return from + size == at ? from : at - 1;
}

unsigned utf8_put(char out[4], uint32_t c) {
    if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) c = BAD;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    unsigned size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (unsigned i = size - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((0xF00u >> size & 0xF0u) | c);
    return size;
}

#define EIGHT(byte) (0x0101010101010101u * (byte))

static uint64_t eight_at(const char *at) {
    uint64_t eight;
    memcpy(&eight, at, 8);
    return eight;
}

/* The highest bit of each byte that is 0, and nothing else. */
static uint64_t zero_bytes(uint64_t eight) { return ~(((eight & EIGHT(0x7F)) + EIGHT(0x7F)) | eight | EIGHT(0x7F)); }

/* Of valid UTF-8: CR too is a control character. The first byte of U+0080 to U+009F is C2, which begins other characters as well. */
static bool is_control(syn_slice s, size_t at) {
    unsigned char c = (unsigned char)s.ptr[at];
    if (c == 0xC2) return at + 1 < s.len && (unsigned char)s.ptr[at + 1] < 0xA0;
    return (c < 0x20 && (c < '\t' || c > '\f')) || c == 0x7F;
}

/* Eight bytes a step; only where one of them may be a control character are they looked at singly. */
size_t utf8_controls(syn_slice s) {
    size_t at = 0, found = 0;
    for (; s.len - at >= 8; at += 8) {
        uint64_t eight = eight_at(s.ptr + at);
        uint64_t rare = ((eight - EIGHT(0x20)) | ((eight & EIGHT(0x7F)) + EIGHT(1))) & ~eight;  /* below a blank, or DEL */
        if (!((rare | eight) & EIGHT(0x80))) continue;
        uint64_t low = zero_bytes(eight & EIGHT(0xE0));
        low &= ~zero_bytes((((eight & EIGHT(0x1F)) + EIGHT(3)) & EIGHT(0xFC)) ^ EIGHT(0x0C));  /* but 9 to 12 */
        if (!(low | zero_bytes(eight ^ EIGHT(0x7F)) | zero_bytes(eight ^ EIGHT(0xC2)))) continue;
        for (size_t i = at; i < at + 8; i++) found += is_control(s, i);
    }
    for (; at < s.len; at++) found += is_control(s, at);
    return found;
}

/* Where the run of ASCII that begins at `at` ends; eight bytes a step. */
static size_t ascii_end(syn_slice s, size_t at) {
    while (s.len - at >= 8) {
        if (eight_at(s.ptr + at) & EIGHT(0x80)) break;
        at += 8;
    }
    while (at < s.len && (unsigned char)s.ptr[at] < 0x80) at++;
    return at;
}

/* True for U+FFFD that stands in the text itself, which is valid. */
static bool is_written(syn_slice s, size_t at) {
    return s.len - at >= 3 && memcmp(s.ptr + at, "\xEF\xBF\xBD", 3) == 0;
}

size_t utf8_valid(syn_slice s) {
    size_t at = 0;
    while ((at = ascii_end(s, at)) < s.len) {
        unsigned size;
        if (utf8_at(s, at, &size) == BAD && !is_written(s, at)) return at;
        at += size;
    }
    return at;
}

/* Copies s to `out` (when not NULL) with every bad byte and NUL as U+FFFD; returns the length. */
static size_t repair_to(char *out, syn_slice s, size_t *repaired) {
    size_t length = 0, bad = 0;
    for (size_t at = 0; at < s.len;) {
        unsigned size;
        uint32_t c = utf8_at(s, at, &size);
        bool broken = c == 0 || (c == BAD && !is_written(s, at));
        if (out) memcpy(out + length, broken ? "\xEF\xBF\xBD" : s.ptr + at, broken ? 3 : size);
        length += broken ? 3 : size;
        bad += broken;
        at += size;
    }
    *repaired = bad;
    return length;
}

syn_slice utf8_repair(syn_arena *arena, syn_slice s, size_t *repaired) {
    size_t bad = 0;
    if (s.len == 0 || (utf8_valid(s) == s.len && !memchr(s.ptr, 0, s.len))) {
        if (repaired) *repaired = 0;
        return s;
    }
    size_t length = repair_to(NULL, s, &bad);
    if (repaired) *repaired = bad;
    char *copy = length < SIZE_MAX ? arena_alloc(arena, length + 1) : NULL;
    if (!copy) return SLICE_NONE;
    repair_to(copy, s, &bad);
    return slice_of(copy, length);
}

size_t utf8_cut(syn_slice s, size_t max) {
    if (s.len <= max) return s.len;
    while (max > 0 && is_tail((unsigned char)s.ptr[max])) max--;
    return max;
}
