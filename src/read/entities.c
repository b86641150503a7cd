/* entities.c - character references, as the HTML standard resolves them (13.2.5.72 and on): names by bisection in the
 * generated table, numbers with the windows-1252 repairs of the standard; NUL, surrogates and too large numbers are
 * U+FFFD. */
#include "read/entities.h"

#include "text/utf8.h"

#define NAME_MAX_BYTES 31u

/* What the numbers 0x80 to 0x9F mean. */
static const uint16_t c1[32] = {
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};

uint32_t entity_windows_1252(unsigned char byte) { return byte >= 0x80 && byte < 0xA0 ? c1[byte - 0x80] : byte; }

const entity_row *entity_find(syn_slice name) {
    unsigned low = 0, high = entity_count;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        int order = slice_compare(slice_str(entity_rows[middle].name), name);
        if (order == 0) return &entity_rows[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

int entity_digit(char c, unsigned base) {
    if (c >= '0' && c <= '9') return c - '0';
    if (base == 16 && c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (base == 16 && c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static bool is_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/* "&#..." at `at`; returns the bytes read (0: no reference) and the character. */
static size_t read_number(syn_slice s, size_t at, uint32_t *c) {
    size_t i = at + 2;
    unsigned base = 10;
    if (i < s.len && (s.ptr[i] == 'x' || s.ptr[i] == 'X')) base = 16, i++;
    size_t first = i;
    uint32_t value = 0;
    for (int digit; i < s.len && (digit = entity_digit(s.ptr[i], base)) >= 0; i++)
        if (value < 0x200000) value = value * base + (uint32_t)digit;
    if (i == first) return 0;
    if (value < 0x100) value = entity_windows_1252((unsigned char)value);
    if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
    *c = value;
    if (i < s.len && s.ptr[i] == ';') i++;
    return i - at;
}

/* "&name" at `at`; returns the bytes read (0: no reference) and the row. */
static size_t read_name(syn_slice s, size_t at, bool attribute, const entity_row **row) {
    size_t begin = at + 1, end = begin;
    while (end < s.len && end - begin < NAME_MAX_BYTES && is_alnum(s.ptr[end])) end++;
    if (end < s.len && s.ptr[end] == ';' && (*row = entity_find(slice_cut(s, begin, end)))) return end + 1 - at;
    size_t longest = end - begin < 6 ? end - begin : 6;  /* no legacy name is longer */
    for (size_t length = longest; length >= 2; length--) {
        const entity_row *found = entity_find(slice_of(s.ptr + begin, length));
        if (!found || !found->legacy) continue;
        size_t next = begin + length;
        if (attribute && next < s.len && (s.ptr[next] == '=' || is_alnum(s.ptr[next]))) return 0;
        *row = found;
        return next - at;
    }
    return 0;
}

size_t entity_decode(syn_slice s, bool attribute, char *out) {
    size_t n = 0;
    for (size_t at = 0; at < s.len;) {
        const char *found = memchr(s.ptr + at, '&', s.len - at);
        size_t amp = found ? (size_t)(found - s.ptr) : s.len;
        memcpy(out + n, s.ptr + at, amp - at);
        n += amp - at;
        at = amp;
        if (at >= s.len) break;
        uint32_t c = 0;
        const entity_row *row = NULL;
        size_t took;
        if (at + 1 < s.len && s.ptr[at + 1] == '#') took = read_number(s, at, &c);
        else took = read_name(s, at, attribute, &row);
        if (took == 0) out[n++] = '&', took = 1;
        else n += utf8_put(out + n, row ? row->first : c);
        if (row && row->second) n += utf8_put(out + n, row->second);
        at += took;
    }
    return n;
}
