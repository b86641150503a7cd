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

/* The character of "&#39;" or "&#x27;" at `at`, and the bytes that it takes; 0 if there is none. */
static uint32_t numeric_at(syn_slice s, size_t at, size_t *used) {
    size_t i = at + 2;
    bool hex = i < s.len && (s.ptr[i] == 'x' || s.ptr[i] == 'X');
    uint32_t value = 0;
    for (i += hex; i < s.len && i < at + 10; i++) {
        char c = s.ptr[i];
        uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : hex && c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                         : hex && c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10 : 99;
        if (digit == 99) break;
        value = value * (hex ? 16 : 10) + digit;
    }
    *used = i + 1 - at;
    bool fine = value >= 0x20 && value < 0x110000 && (value < 0x7F || value >= 0xA0) && !(value >= 0xD800 && value < 0xE000);
    return i < s.len && s.ptr[i] == ';' && fine ? value : 0;
}

/* Bytes of the character reference at `at`, whose text goes to `out`; 0 if there is none that is known. */
static size_t reference_at(syn_slice s, size_t at, char *out, size_t *length) {
    static const struct { const char *name, *text; } known[] = {
        {"&amp;", "&"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&rsquo;", "’"},
        {"&lsquo;", "‘"}, {"&ldquo;", "“"}, {"&rdquo;", "”"}, {"&ndash;", "–"}, {"&mdash;", "—"}, {"&hellip;", "…"},
        {"&laquo;", "«"}, {"&raquo;", "»"}, {"&bdquo;", "„"}, {"&sbquo;", "‚"}, {"&auml;", "ä"}, {"&ouml;", "ö"},
        {"&uuml;", "ü"}, {"&Auml;", "Ä"}, {"&Ouml;", "Ö"}, {"&Uuml;", "Ü"}, {"&szlig;", "ß"}, {"&eacute;", "é"},
        {"&egrave;", "è"}, {"&agrave;", "à"}, {"&ccedil;", "ç"}, {"&aacute;", "á"}, {"&iacute;", "í"}, {"&oacute;", "ó"},
        {"&uacute;", "ú"}, {"&ntilde;", "ñ"}, {"&middot;", "·"}, {"&bull;", "•"}, {"&reg;", "®"}, {"&copy;", "©"}};
    size_t used = 0;
    if (at + 3 < s.len && s.ptr[at + 1] == '#') {
        uint32_t c = numeric_at(s, at, &used);
        if (!c) return 0;
        *length += utf8_put(out, c);
        return used;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!slice_starts(slice_cut(s, at, s.len), slice_str(known[i].name))) continue;
        memcpy(out, known[i].text, strlen(known[i].text));
        *length += strlen(known[i].text);
        return strlen(known[i].name);
    }
    return 0;
}

syn_slice plain_references(syn_arena *scratch, syn_slice s) {
    if (!s.len || !memchr(s.ptr, '&', s.len)) return s;
    char *out = arena_alloc(scratch, s.len + 1);
    if (!out) return SLICE_NONE;
    size_t length = 0;
    for (size_t at = 0; at < s.len;) {
        size_t used = s.ptr[at] == '&' ? reference_at(s, at, out + length, &length) : 0;
        if (!used) out[length++] = s.ptr[at], used = 1;
        at += used;
    }
    return slice_of(out, length);
}

clean_para *para_kept(clean_work *work, uint32_t *at) {
    while (*at < work->paras.n && work->paras.at[*at].gone) (*at)++;
    return *at < work->paras.n ? &work->paras.at[*at] : NULL;
}
