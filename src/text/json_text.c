/* json_text.c - what a node of JSON says: strings without their escapes, whole numbers, members by name.
 *
 * In: nodes that json_read made, so every escape is a good one (RFC 8259, section 7) or, in a page's JSON, a backslash
 * before any other character, which then stands for itself. Half of a surrogate pair is U+FFFD. */
#include "text/json.h"
#include "text/utf8.h"

static unsigned hex_value(char c) {
    return c >= '0' && c <= '9' ? (unsigned)(c - '0') : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
           : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : 16;
}

/* The value of the four digits at `at`; more than 0xFFFF if they are none. */
static uint32_t unit_at(syn_slice s, size_t at) {
    if (s.len < at + 4) return UINT32_MAX;
    uint32_t value = 0;
    for (size_t i = 0; i < 4; i++) {
        unsigned digit = hex_value(s.ptr[at + i]);
        if (digit == 16) return UINT32_MAX;
        value = value << 4 | digit;
    }
    return value;
}

/* Turns the escape at `at` into bytes; returns how many. *used: bytes of the escape. */
static unsigned escape_at(syn_slice s, size_t at, char out[4], size_t *used) {
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    if (at + 1 >= s.len) return *used = 1, 0;
    char c = s.ptr[at + 1];
    uint32_t unit = c == 'u' ? unit_at(s, at + 2) : UINT32_MAX;
    if (unit <= 0xFFFF) {
        *used = 6;
        bool pair = (unit & 0xFC00) == 0xD800 && at + 7 < s.len && s.ptr[at + 6] == '\\' && s.ptr[at + 7] == 'u';
        uint32_t second = pair ? unit_at(s, at + 8) : 0;
        if (second > 0xFFFF || (second & 0xFC00) != 0xDC00) return utf8_put(out, unit);  /* half a pair becomes U+FFFD */
        *used = 12;
        return utf8_put(out, 0x10000 + ((unit & 0x3FF) << 10 | (second & 0x3FF)));
    }
    if ((unsigned char)c >= 0x80) return *used = 1, 0;
    const char *found = c ? memchr(from, c, 5) : NULL;
    out[0] = found ? to[found - from] : c;
    *used = 2;
    return 1;
}

/* Writes the content, which is no longer than `s`; returns its length. */
static size_t unescape(syn_slice s, char *out) {
    size_t length = 0, at = 0;
    while (at < s.len) {
        const char *slash = memchr(s.ptr + at, '\\', s.len - at);
        size_t run = slash ? (size_t)(slash - s.ptr) - at : s.len - at, used = 0;
        memcpy(out + length, s.ptr + at, run);
        length += run;
        at += run;
        if (!slash) break;
        char bytes[4];
        unsigned size = escape_at(s, at, bytes, &used);
        memcpy(out + length, bytes, size);
        length += size;
        at += used;
    }
    return length;
}

static syn_slice spelled(const json_node *node) { return slice_of(node->ptr, node->size); }

syn_slice json_text(const json_node *string, syn_arena *arena) {
    if (!json_is(string, JSON_STRING)) return SLICE_NONE;
    syn_slice s = spelled(string);
    if (!string->escaped) return s;
    char *out = arena_alloc(arena, s.len + 1);
    if (!out) return SLICE_NONE;
    size_t length = unescape(s, out);
    arena_trim(arena, out, s.len + 1, length + 1);
    return slice_of(out, length);
}

bool json_equals(const json_node *string, syn_slice content) {
    if (!json_is(string, JSON_STRING)) return false;
    syn_slice s = spelled(string);
    if (!string->escaped) return slice_equal(s, content);
    size_t matched = 0;
    for (size_t at = 0, used; at < s.len; at += used) {
        char bytes[4] = {s.ptr[at]};
        unsigned size = 1;
        used = 1;
        if (s.ptr[at] == '\\') size = escape_at(s, at, bytes, &used);
        if (content.len - matched < size || memcmp(content.ptr + matched, bytes, size) != 0) return false;
        matched += size;
    }
    return matched == content.len;
}

const json_node *json_member(const json_node *object, const char *name) {
    if (!json_is(object, JSON_OBJECT)) return NULL;
    const json_node *found = NULL;
    syn_slice wanted = slice_str(name);
    for (const json_node *at = json_first(object); at; at = json_next(object, at + 1))
        if (json_equals(at, wanted)) found = at + 1;
    return found;
}

bool json_integer(const json_node *number, int64_t *out) {
    if (!json_is(number, JSON_NUMBER)) return false;
    syn_slice s = spelled(number);
    bool negative = s.len && s.ptr[0] == '-';
    size_t at = negative;
    if (at == s.len) return false;
    uint64_t value = 0, most = (uint64_t)INT64_MAX + negative;
    for (; at < s.len; at++) {
        if (s.ptr[at] < '0' || s.ptr[at] > '9') return false;
        uint64_t digit = (uint64_t)(s.ptr[at] - '0');
        if (value > (most - digit) / 10) return false;
        value = value * 10 + digit;
    }
    *out = negative ? (value == most ? INT64_MIN : -(int64_t)value) : (int64_t)value;
    return true;
}
