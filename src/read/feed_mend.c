/* feed_mend.c - XML as it is found on the web becomes XML that a parser gets through.
 *
 * In: a feed as valid UTF-8. Out: the same without comments, declarations and doctype, and with each reference as a number:
 * so no entity is ever declared or expanded (no entity bombs, no outside files), HTML's names work ("&nbsp;"), and libxml2,
 * which drops references after the first error of a document, finds none. A '<' that begins no tag and an '&' that begins no
 * reference become text. Characters that XML forbids become U+FFFD.
 *
 * A tag may have MEND_ATTRIBUTES attributes: libxml2 compares each with all before it. */
#include "base/error.h"
#include "read/entities.h"
#include "read/feed.h"

#define MEND_ATTRIBUTES 256u
#define REFERENCE_BYTES 34u

static bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}
static bool is_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

static size_t find(syn_slice s, const char *what, size_t from) {
    size_t at = slice_find(s, slice_str(what), from);
    return at == SIZE_MAX ? s.len : at;
}

/* "&#...;" at `at` whose number XML allows: its length, or 0. */
static size_t number_length(syn_slice s, size_t at, uint32_t *value) {
    size_t i = at + 2, first;
    unsigned base = 10;
    if (i < s.len && (s.ptr[i] == 'x' || s.ptr[i] == 'X')) base = 16, i++;
    *value = 0;
    for (first = i; i < s.len && i - first < 10; i++) {
        int digit = entity_digit(s.ptr[i], base);
        if (digit < 0) break;
        if (*value < 0x200000) *value = *value * base + (uint32_t)digit;
    }
    return i > first && i < s.len && s.ptr[i] == ';' ? i + 1 - at : 0;
}

/* Writes the reference at `at` as numbers, or the '&' alone as text; returns the bytes read. */
static size_t mend_reference(syn_slice s, size_t at, syn_buffer *out) {
    uint32_t value;
    if (at + 1 < s.len && s.ptr[at + 1] == '#') {
        size_t length = number_length(s, at, &value);
        if (length) {
            bool allowed = (value >= 0x20 && value < 0xD800) || value == 9 || value == 10 || value == 13 ||
                           (value >= 0xE000 && value < 0xFFFE) || (value >= 0x10000 && value <= 0x10FFFF);
            if (value >= 0x80 && value < 0xA0) {  /* windows-1252 in disguise: resolved as HTML does */
                char utf8[8 + REFERENCE_BYTES];
                buffer_add(out, slice_of(utf8, entity_decode(slice_cut(s, at, at + length), false, utf8)));
            } else {
                buffer_add_format(out, "&#%u;", allowed ? value : 0xFFFDu);
            }
            return length;
        }
    }
    size_t end = at + 1;
    while (end < s.len && end - at < REFERENCE_BYTES && is_alnum(s.ptr[end])) end++;
    const entity_row *row = end < s.len && s.ptr[end] == ';' ? entity_find(slice_cut(s, at + 1, end)) : NULL;
    if (!row) {
        buffer_add_str(out, "&#38;");
        return 1;
    }
    buffer_add_format(out, "&#%u;", row->first);
    if (row->second) buffer_add_format(out, "&#%u;", row->second);
    return end + 1 - at;
}

/* Copies text, with what XML forbids as U+FFFD. */
static void copy_text(syn_slice s, syn_buffer *out) {
    size_t begin = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') continue;
        buffer_add(out, slice_cut(s, begin, i));
        buffer_add_str(out, "\xEF\xBF\xBD");
        begin = i + 1;
    }
    buffer_add(out, slice_cut(s, begin, s.len));
}

/* Copies the tag at `at` up to its '>'; returns the place behind it, or SIZE_MAX if it has too many attributes. */
static size_t mend_tag(syn_slice s, size_t at, syn_buffer *out) {
    char quote = '\0';
    unsigned attributes = 0;
    size_t begin = at;
    for (; at < s.len; at++) {
        char c = s.ptr[at];
        if (c == '=' && !quote && ++attributes > MEND_ATTRIBUTES) return SIZE_MAX;
        if (c == '&' || (c == '<' && quote)) {
            copy_text(slice_cut(s, begin, at), out);
            if (c == '&') at += mend_reference(s, at, out) - 1;
            else buffer_add_str(out, "&#60;");
            begin = at + 1;
        } else if (quote ? c == quote : c == '"' || c == '\'') {
            quote = quote ? '\0' : c;
        } else if (c == '>' && !quote) {
            at++;
            break;
        }
    }
    copy_text(slice_cut(s, begin, at), out);
    return at;
}

/* The place behind a doctype, past its own declarations in brackets. */
static size_t skip_doctype(syn_slice s, size_t at) {
    bool inside = false;
    for (; at < s.len; at++) {
        if (s.ptr[at] == '[') inside = true;
        else if (s.ptr[at] == ']') inside = false;
        else if (s.ptr[at] == '>' && !inside) return at + 1;
    }
    return s.len;
}

static size_t after(syn_slice s, size_t at, size_t length) { return at + length < s.len ? at + length : s.len; }

static bool is_tag(syn_slice s) {
    return (s.len > 1 && is_name_start(s.ptr[1])) || (s.len > 2 && s.ptr[1] == '/' && is_name_start(s.ptr[2]));
}

bool feed_mend(syn_slice s, syn_buffer *out) {
    for (size_t at = 0; at < s.len && !out->failed;) {
        size_t begin = at;
        while (at < s.len && s.ptr[at] != '<' && s.ptr[at] != '&') at++;
        copy_text(slice_cut(s, begin, at), out);
        if (at >= s.len) break;
        syn_slice rest = slice_cut(s, at, s.len);
        if (s.ptr[at] == '&') at += mend_reference(s, at, out);
        else if (slice_starts(rest, SLICE_LIT("<!--"))) at = after(s, find(s, "-->", at + 4), 3);
        else if (slice_starts(rest, SLICE_LIT("<![CDATA["))) {
            size_t end = after(s, find(s, "]]>", at + 9), 3);
            copy_text(slice_cut(s, at, end), out);
            at = end;
        } else if (slice_starts(rest, SLICE_LIT("<!"))) at = skip_doctype(s, at);
        else if (slice_starts(rest, SLICE_LIT("<?"))) at = after(s, find(s, "?>", at + 2), 2);
        else if (is_tag(rest)) {
            at = mend_tag(s, at, out);
            if (at == SIZE_MAX) return false;
        } else {
            buffer_add_str(out, "&#60;");
            at++;
        }
    }
    return true;
}
