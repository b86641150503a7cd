/* slices.c - white space and line ends of UTF-8 text, for the other files of this folder. */
#include "base/caps.h"
#include "clean/parts.h"
#include "text/utf8.h"

static bool is_blank(uint32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

size_t blank_at(syn_slice s, size_t at) {
    if (at >= s.len) return 0;
    unsigned char byte = (unsigned char)s.ptr[at];
    if (byte < 0x80) return byte == ' ' || (byte >= 9 && byte <= 13);
    if (byte != 0xC2 && byte != 0xE1 && byte != 0xE2 && byte != 0xE3 && byte != 0xEF) return 0;
    unsigned size;
    return is_blank(utf8_at(s, at, &size)) ? size : 0;
}

syn_slice blank_trim(syn_slice s) {
    size_t begin = 0, size;
    while ((size = blank_at(s, begin)) > 0) begin += size;
    size_t end = s.len;
    while (end > begin) {
        size_t before = utf8_before(s, end);
        if (before < begin || !blank_at(s, before)) break;
        end = before;
    }
    return slice_cut(s, begin, end);
}

static bool is_closing(uint32_t c) {
    return c == ')' || c == ']' || c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x203A ||
           c == '*' || c == 0x201C;
}

uint32_t last_character(syn_slice s) {
    size_t end = s.len;
    while (end > 0) {
        unsigned size;
        end = utf8_before(s, end);
        uint32_t c = utf8_at(s, end, &size);
        if (!is_closing(c) && !is_blank(c)) return c;
    }
    return 0;
}

bool ends_sentence(syn_slice s) {
    uint32_t c = last_character(s);
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x964 ||
        c == 0x61F;
}

syn_slice meta_copy(syn_report *report, syn_slice s) {
    s = blank_trim(s);
    if (s.len > CAP_META_BYTES) s = blank_trim(slice_cut(s, 0, utf8_cut(s, CAP_META_BYTES)));
    return arena_copy(&report->arena, s);
}

syn_slice blank_fold(syn_arena *arena, syn_slice s) {
    s = blank_trim(s);
    char *out = arena_alloc(arena, s.len + 1);
    if (!out) return SLICE_NONE;
    size_t length = 0;
    for (size_t at = 0; at < s.len;) {
        size_t size = blank_at(s, at);
        if (!size) {
            out[length++] = s.ptr[at++];
            continue;
        }
        while ((size = blank_at(s, at)) > 0) at += size;
        out[length++] = ' ';
    }
    return slice_of(out, length);
}
