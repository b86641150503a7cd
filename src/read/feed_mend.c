/* feed_mend.c - XML as it is found on the web becomes XML that a parser gets through.
 *
 * In: a feed as valid UTF-8. Out: the same without comments, declarations and doctype, and with each reference as a number:
 * so the parser meets no entity (no entity bombs, no outside files), HTML's names work ("&nbsp;"), and libxml2, which drops
 * references after the first error of a document, finds none. A '<' that begins no tag and an '&' that begins no reference
 * become text. Characters that XML forbids become U+FFFD; characters of windows-1252 that were taken for Unicode, and UTF-8
 * that was taken for Latin-1 and written as references ("&#226;&#128;&#166;"), become what was meant.
 *
 * An entity that the document declares is put in where its text is short and holds no reference itself: MEND_ENTITIES of
 * MEND_ENTITY_BYTES each, and MEND_EXPANDED bytes in all; any other stays as it is written. A tag may have MEND_ATTRIBUTES
 * attributes: libxml2 compares each with all before it. */
#include "base/error.h"
#include "read/entities.h"
#include "read/feed.h"
#include "text/utf8.h"

#define MEND_ATTRIBUTES 256u
#define MEND_ENTITIES 64u
#define MEND_ENTITY_BYTES 256u
#define MEND_EXPANDED (1u << 20)
#define REFERENCE_BYTES 34u

typedef struct mend_work {
    syn_buffer *out;
    struct { syn_slice name, text; } entities[MEND_ENTITIES];
    unsigned count;      /* of entities */
    size_t expanded;     /* bytes put in for them */
} mend_work;

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

/* The character that references to the bytes of its UTF-8 make ("&#226;&#128;&#166;"): the bytes read, or 0. */
static size_t mend_latin(syn_slice s, size_t at, uint32_t first, syn_buffer *out) {
    unsigned need = first < 0xC2 || first > 0xF4 ? 0 : first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    char bytes[4] = {(char)first};
    size_t next = at;
    uint32_t value;
    for (unsigned i = 0; i <= need && need; i++) {
        if (next + 1 >= s.len || s.ptr[next] != '&' || s.ptr[next + 1] != '#') return 0;
        size_t length = number_length(s, next, &value);
        if (!length || (i && (value < 0x80 || value > 0xBF))) return 0;
        bytes[i] = (char)value;
        next += length;
    }
    if (!need || utf8_valid(slice_of(bytes, need + 1)) != need + 1) return 0;
    buffer_add(out, slice_of(bytes, need + 1));
    return next - at;
}

static size_t mend_number(mend_work *work, syn_slice s, size_t at) {
    uint32_t value;
    size_t length = number_length(s, at, &value);
    if (!length) return 0;
    bool allowed = (value >= 0x20 && value < 0xD800) || value == 9 || value == 10 || value == 13 ||
                   (value >= 0xE000 && value < 0xFFFE) || (value >= 0x10000 && value <= 0x10FFFF);
    size_t latin = mend_latin(s, at, value, work->out);
    if (latin) return latin;
    if (value >= 0x80 && value < 0xA0) {  /* windows-1252 in disguise: resolved as HTML does */
        char utf8[8 + REFERENCE_BYTES];
        buffer_add(work->out, slice_of(utf8, entity_decode(slice_cut(s, at, at + length), false, utf8)));
    } else {
        buffer_add_format(work->out, "&#%u;", allowed ? value : 0xFFFDu);
    }
    return length;
}

/* Puts in what the document declares for a name; false if it declares nothing that can be put in. */
static bool mend_entity(mend_work *work, syn_slice name) {
    for (unsigned i = 0; i < work->count; i++) {
        if (!slice_equal(work->entities[i].name, name)) continue;
        syn_slice text = work->entities[i].text;
        if (work->expanded + text.len > MEND_EXPANDED) return false;
        work->expanded += text.len;
        for (size_t k = 0; k < text.len; k++) {
            if (text.ptr[k] == '"' || text.ptr[k] == '\'' || text.ptr[k] == '<')
                buffer_add_format(work->out, "&#%u;", (unsigned)text.ptr[k]);
            else buffer_add_char(work->out, text.ptr[k]);
        }
        return true;
    }
    return false;
}

/* Writes the reference at `at` as numbers, or the '&' alone as text; returns the bytes read. */
static size_t mend_reference(mend_work *work, syn_slice s, size_t at) {
    if (at + 1 < s.len && s.ptr[at + 1] == '#') {
        size_t length = mend_number(work, s, at);
        if (length) return length;
    }
    size_t end = at + 1;
    while (end < s.len && end - at < REFERENCE_BYTES && is_alnum(s.ptr[end])) end++;
    bool closed = end < s.len && s.ptr[end] == ';' && end > at + 1;
    const entity_row *row = closed ? entity_find(slice_cut(s, at + 1, end)) : NULL;
    if (row) {
        buffer_add_format(work->out, "&#%u;", row->first);
        if (row->second) buffer_add_format(work->out, "&#%u;", row->second);
    } else if (!closed || !mend_entity(work, slice_cut(s, at + 1, end))) {
        buffer_add_str(work->out, "&#38;");
        return 1;
    }
    return end + 1 - at;
}

/* Copies text, with what XML forbids as U+FFFD, and C1 controls as the characters of windows-1252 that they stand for. */
static void copy_text(syn_slice s, syn_buffer *out) {
    size_t begin = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool control = c == 0xC2 && i + 1 < s.len && (unsigned char)s.ptr[i + 1] < 0xA0;
        if (!control && (c >= 0x20 || c == '\t' || c == '\n' || c == '\r')) continue;
        buffer_add(out, slice_cut(s, begin, i));
        if (control) {
            char reference[] = "&#128;", utf8[8 + REFERENCE_BYTES];
            unsigned value = (unsigned char)s.ptr[++i];
            reference[2] = '1', reference[3] = (char)('0' + value / 10 % 10), reference[4] = (char)('0' + value % 10);
            buffer_add(out, slice_of(utf8, entity_decode(slice_of(reference, 6), false, utf8)));
        } else {
            buffer_add_str(out, "\xEF\xBF\xBD");
        }
        begin = i + 1;
    }
    buffer_add(out, slice_cut(s, begin, s.len));
}

/* Copies the tag at `at` up to its '>'; returns the place behind it, or SIZE_MAX if it has too many attributes. */
static size_t mend_tag(mend_work *work, syn_slice s, size_t at) {
    syn_buffer *out = work->out;
    char quote = '\0';
    unsigned attributes = 0;
    size_t begin = at;
    for (; at < s.len; at++) {
        char c = s.ptr[at];
        if (c == '=' && !quote && ++attributes > MEND_ATTRIBUTES) return SIZE_MAX;
        if (c == '&' || (c == '<' && quote)) {
            copy_text(slice_cut(s, begin, at), out);
            if (c == '&') at += mend_reference(work, s, at) - 1;
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

static size_t skip_blank(syn_slice s, size_t at) {
    while (at < s.len && (s.ptr[at] == ' ' || (s.ptr[at] >= '\t' && s.ptr[at] <= '\r'))) at++;
    return at;
}

/* <!ENTITY name "text"> at `at`: remembers it, if its text is short and plain. */
static void declare(mend_work *work, syn_slice s, size_t at) {
    if (work->count == MEND_ENTITIES) return;
    size_t name = skip_blank(s, at + 8), end = name;
    while (end < s.len && end - name < REFERENCE_BYTES && is_alnum(s.ptr[end])) end++;
    size_t text = skip_blank(s, end);
    if (end == name || text >= s.len || (s.ptr[text] != '"' && s.ptr[text] != '\'')) return;
    size_t room = s.len - text - 1 < MEND_ENTITY_BYTES ? s.len - text - 1 : MEND_ENTITY_BYTES;
    const char *close = memchr(s.ptr + text + 1, s.ptr[text], room);
    if (!close) return;
    syn_slice value = slice_cut(s, text + 1, (size_t)(close - s.ptr));
    if (memchr(value.ptr, '&', value.len) || memchr(value.ptr, '%', value.len)) return;
    work->entities[work->count].name = slice_cut(s, name, end);
    work->entities[work->count++].text = value;
}

/* The place behind a doctype, past its own declarations in brackets, of which the entities are remembered. */
static size_t skip_doctype(mend_work *work, syn_slice s, size_t at) {
    bool inside = false;
    for (; at < s.len; at++) {
        if (s.ptr[at] == '[') inside = true;
        else if (s.ptr[at] == ']') inside = false;
        else if (inside && slice_starts(slice_cut(s, at, s.len), SLICE_LIT("<!ENTITY"))) declare(work, s, at);
        else if (s.ptr[at] == '>' && !inside) return at + 1;
    }
    return s.len;
}

static size_t after(syn_slice s, size_t at, size_t length) { return at + length < s.len ? at + length : s.len; }

static bool is_tag(syn_slice s) {
    return (s.len > 1 && is_name_start(s.ptr[1])) || (s.len > 2 && s.ptr[1] == '/' && is_name_start(s.ptr[2]));
}

bool feed_mend(syn_slice s, syn_buffer *out) {
    mend_work work = {.out = out};
    for (size_t at = 0; at < s.len && !out->failed;) {
        size_t begin = at;
        while (at < s.len && s.ptr[at] != '<' && s.ptr[at] != '&') at++;
        copy_text(slice_cut(s, begin, at), out);
        if (at >= s.len) break;
        syn_slice rest = slice_cut(s, at, s.len);
        if (s.ptr[at] == '&') at += mend_reference(&work, s, at);
        else if (slice_starts(rest, SLICE_LIT("<!--"))) at = after(s, find(s, "-->", at + 4), 3);
        else if (slice_starts(rest, SLICE_LIT("<![CDATA["))) {
            size_t end = after(s, find(s, "]]>", at + 9), 3);
            copy_text(slice_cut(s, at, end), out);
            at = end;
        } else if (slice_starts(rest, SLICE_LIT("<!"))) at = skip_doctype(&work, s, at);
        else if (slice_starts(rest, SLICE_LIT("<?"))) at = after(s, find(s, "?>", at + 2), 2);
        else if (is_tag(rest)) {
            at = mend_tag(&work, s, at);
            if (at == SIZE_MAX) return false;
        } else {
            buffer_add_str(out, "&#60;");
            at++;
        }
    }
    return true;
}
