/* misread.c - see misread.h. */
#include "text/misread.h"

#define BEGINS '\xC3'  /* the byte that U+00C2 to U+00F0 begin with */
enum { BACK = 36 };  /* bytes of the longest character that was misread twice: 4 of 3 characters of 3 */

/* The byte that gives this character in Windows-1252 or Latin-1, if it is one that goes on a character of UTF-8; else 0. */
static unsigned tail_of(uint32_t c) {
    static const uint16_t others[32] = {
        0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178};
    if (c >= 0x80 && c < 0xC0) return c;
    for (unsigned i = 0; i < 32; i++)
        if (others[i] == c && c) return 0x80 + i;
    return 0;
}

static bool behind_capital(syn_slice s, size_t at) { return at > 0 && s.ptr[at - 1] >= 'A' && s.ptr[at - 1] <= 'Z'; }

/* How many characters such a character takes with it if its byte began one of UTF-8. */
static unsigned tails_of(syn_slice s, size_t at, uint32_t c) {
    if (c == 0xC2 || (c >= 0xC3 && c <= 0xC5 && !behind_capital(s, at))) return 1;
    return c == 0xE2 || c == 0xEF ? 2 : c == 0xF0 ? 3 : 0;
}

static bool is_meant(uint32_t c, unsigned tails) {
    if (tails == 1) return c < 0x180;
    return tails == 3 ? c >= 0x1F000 && c < 0x20000 : (c >= 0x2000 && c < 0x2800) || c == 0xFEFF || c == 0xFFFD;
}

/* The character at `at` as the one before the last reading had it, where `read` gives what was read last. */
static uint32_t mend(syn_slice s, size_t at, unsigned *size, uint32_t (*read)(syn_slice, size_t, unsigned *)) {
    uint32_t first = read(s, at, size), c = first;
    unsigned tails = tails_of(s, at, first), length = *size, step, tail, n = 0;
    c &= tails == 1 ? 0x1F : tails == 2 ? 0xF : 0x7;
    for (; n < tails && at + length < s.len && (unsigned char)s.ptr[at + length] >= 0x80; n++, length += step) {
        tail = tail_of(read(s, at + length, &step));
        if (!tail) break;
        c = c << 6 | (tail & 0x3F);
    }
    if (first == 0xE2 && n == 1 && (c & 0x3F) == 0) return *size = length, 0x201D;
    if (!tails || n < tails || !is_meant(c, tails)) return first;
    *size = length;
    return c;
}

static uint32_t once(syn_slice s, size_t at, unsigned *size) { return mend(s, at, size, utf8_wide_at); }

uint32_t mended_wide_at(syn_slice s, size_t at, unsigned *size) {
    return s.ptr[at] == BEGINS ? mend(s, at, size, once) : utf8_wide_at(s, at, size);
}

size_t mended_before(syn_slice s, size_t at) {
    size_t before = utf8_before(s, at), found = before;
    unsigned size;
    for (size_t from = before; (unsigned char)s.ptr[from] >= 0x80 && from > 0 && at - from < BACK;) {
        from = utf8_before(s, from);
        if ((unsigned char)s.ptr[from] < 0x80) break;
        mended_wide_at(s, from, &size);
        if (from + size == at) found = from;
    }
    return found;
}

bool text_misread(syn_slice text) {
    for (size_t at = 0; at < text.len; at++) {
        unsigned size, plain;
        if (text.ptr[at] != BEGINS) continue;
        mended_wide_at(text, at, &size);
        utf8_wide_at(text, at, &plain);
        if (size > plain) return true;
    }
    return false;
}

bool text_is_dash(syn_slice word) {
    if (slice_equal(word, SLICE_LIT("-")) || slice_equal(word, SLICE_LIT("--"))) return true;
    if (!word.len) return false;
    unsigned size;
    uint32_t c = mended_at(word, 0, &size);
    return size == word.len && c >= 0x2013 && c <= 0x2015;
}

bool text_lost_dash(syn_slice gap) {
    static const char *const lost[] = {"\xC2\x96", "\xC2\x97", "\xEF\xBF\xBD"};
    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
        if (slice_find(gap, slice_str(lost[i]), 0) != SIZE_MAX) return true;
    return false;
}
