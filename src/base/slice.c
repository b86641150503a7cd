/* slice.c - the few slice functions that are not one line. */
#include "base/slice.h"

int slice_compare(syn_slice a, syn_slice b) {
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    if (order) return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

syn_slice slice_trim(syn_slice s) {
    while (s.len && is_space(s.ptr[0])) s = slice_cut(s, 1, s.len);
    while (s.len && is_space(s.ptr[s.len - 1])) s.len--;
    return s;
}

size_t slice_find(syn_slice s, syn_slice needle, size_t from) {
    if (needle.len == 0) return from <= s.len ? from : SIZE_MAX;
    while (from + needle.len <= s.len) {
        const char *at = memchr(s.ptr + from, needle.ptr[0], s.len - from - needle.len + 1);
        if (!at) break;
        if (memcmp(at, needle.ptr, needle.len) == 0) return (size_t)(at - s.ptr);
        from = (size_t)(at - s.ptr) + 1;
    }
    return SIZE_MAX;
}

static unsigned char lower(char c) { return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }

bool slice_equal_ascii_case(syn_slice a, syn_slice b) {
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i])) return false;
    return true;
}
