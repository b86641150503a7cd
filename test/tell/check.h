/* check.h - what must hold for every telling: valid JSON, well-formed HTML made of our own tags only, lines that keep to
 * their width and reach the terminal without control characters. Each check gives NULL or what is wrong; written apart
 * from the writers that it checks. For the unit tests and the fuzz target. */
#ifndef TEST_TELL_CHECK_H
#define TEST_TELL_CHECK_H

#include <stdlib.h>

#include "base/slice.h"
#include "tell/flow.h"
#include "tell/html_writer.h"
#include "text/utf8.h"

/* ---- JSON ---- */
static size_t check_string(syn_slice s, size_t at) {
    for (at++; at < s.len && s.ptr[at] != '"'; at++) {
        unsigned char c = (unsigned char)s.ptr[at];
        if (c < 0x20) return SIZE_MAX;
        if (c != '\\') continue;
        at++;
        if (at >= s.len || !strchr("\"\\/bfnrtu", s.ptr[at])) return SIZE_MAX;
        for (int i = 0; s.ptr[at] == 'u' && i < 4; i++)
            if (at + 1 + (size_t)i >= s.len || !strchr("0123456789abcdefABCDEF", s.ptr[at + 1 + (size_t)i])) return SIZE_MAX;
    }
    return at < s.len ? at + 1 : SIZE_MAX;
}

static size_t check_number(syn_slice s, size_t at) {
    size_t begin = at;
    if (at < s.len && s.ptr[at] == '-') at++;
    if (at < s.len && s.ptr[at] == '0' && at + 1 < s.len && s.ptr[at + 1] >= '0' && s.ptr[at + 1] <= '9') return SIZE_MAX;
    while (at < s.len && ((s.ptr[at] >= '0' && s.ptr[at] <= '9') || (s.ptr[at] && strchr(".e+-", s.ptr[at])))) at++;
    return at > begin && s.ptr[at - 1] >= '0' && s.ptr[at - 1] <= '9' ? at : SIZE_MAX;
}

/* One value with nothing behind it but a line break. */
static const char *check_json(syn_slice s) {
    enum { VALUE, KEY, AFTER, FIRST };  /* what comes next; FIRST: a value, a key or the end of what was just opened */
    static char stack[64];
    size_t depth = 0, at = 0;
    int next = VALUE;
    if (utf8_valid(s) != s.len) return "not UTF-8";
    while (at < s.len && !(depth == 0 && next == AFTER)) {
        char c = s.ptr[at], top = depth ? stack[depth - 1] : 0;
        if (next == AFTER || next == FIRST) {
            if ((c == '}' && top == '{') || (c == ']' && top == '[')) {
                depth--, at++, next = AFTER;
                continue;
            }
            if (next == AFTER && c != ',') return "no comma between two values";
            if (next == AFTER) at++;
            next = top == '{' ? KEY : VALUE;
            continue;
        }
        if (next == KEY) {
            at = c == '"' ? check_string(s, at) : SIZE_MAX;
            if (at >= s.len || s.ptr[at] != ':') return "a bad key";
            at++, next = VALUE;
        } else if (c == '{' || c == '[') {
            if (depth == sizeof stack) return "too deep";
            stack[depth++] = c, at++, next = FIRST;
        } else {
            if (slice_starts(slice_cut(s, at, s.len), SLICE_LIT("true"))) at += 4;
            else if (slice_starts(slice_cut(s, at, s.len), SLICE_LIT("false"))) at += 5;
            else at = c == '"' ? check_string(s, at) : check_number(s, at);
            if (at == SIZE_MAX) return "a bad value";
            next = AFTER;
        }
    }
    if (depth || next != AFTER) return "the value does not end";
    return at == s.len || (at + 1 == s.len && s.ptr[at] == '\n') ? NULL : "something stands behind the value";
}

/* ---- HTML ---- */
static bool check_known(syn_slice name, const char *list) {
    for (const char *at = list; *at;) {
        size_t n = strcspn(at, " ");
        if (slice_equal(name, slice_of(at, n))) return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

/* Reads one tag; its name without a slash. SIZE_MAX where an attribute is not as we write them. */
static size_t check_tag(syn_slice s, size_t at, syn_slice *name) {
    static const char attributes[] = "id class href lang dir rel content name charset http-equiv scope rowspan role tabindex type checked "
        "open style title hidden width height viewBox d x y x1 x2 y1 y2 cx cy r rx fill stroke stroke-width stroke-linecap "
        "stroke-dasharray aria-label aria-labelledby aria-hidden data-f";
    size_t begin = at;
    while (at < s.len && strchr("abcdefghijklmnopqrstuvwxyz0123456789", s.ptr[at])) at++;
    *name = slice_cut(s, begin, at);
    while (at < s.len && s.ptr[at] != '>') {
        if (s.ptr[at] == ' ' || s.ptr[at] == '/') {
            at++;
            continue;
        }
        begin = at;
        while (at < s.len && !strchr(" =>/", s.ptr[at])) at++;
        if (!check_known(slice_cut(s, begin, at), attributes)) return SIZE_MAX;
        if (at < s.len && s.ptr[at] == '=') {
            if (at + 1 >= s.len || s.ptr[at + 1] != '"') return SIZE_MAX;
            for (at += 2; at < s.len && s.ptr[at] != '"'; at++)
                if (s.ptr[at] == '<') return SIZE_MAX;
            at++;
        }
    }
    return at < s.len ? at + 1 : SIZE_MAX;
}

/* Every tag is one of ours and closed in order; no < > or " of a text is left as it was. */
static const char *check_html(syn_slice s) {
    static const char ours[] = "html head meta title style body svg defs symbol circle path line rect text tspan use g a bdi b i p h1 h2 "
        "h3 h4 h5 span mark ol ul li nav main header section article figure figcaption table thead tbody tr th td blockquote "
        "details summary div fieldset legend label input footer code br sup script";
    static const char void_ones[] = "meta br input";
    enum { DEPTH = 64 };
    syn_slice stack[DEPTH];
    size_t depth = 0, at = 0;
    unsigned scripts = 0;
    if (utf8_valid(s) != s.len) return "not UTF-8";
    if (!slice_starts(s, SLICE_LIT("<!DOCTYPE html>\n"))) return "no doctype";
    for (at = 15; at < s.len;) {
        unsigned char c = (unsigned char)s.ptr[at];
        if (c != '<') {
            if (c == '>' || c == '"' || c == '\'' || (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return "a character that is not escaped";
            at++;
            continue;
        }
        bool close = at + 1 < s.len && s.ptr[at + 1] == '/';
        syn_slice name;
        at = check_tag(s, at + (close ? 2 : 1), &name);
        if (at == SIZE_MAX || !check_known(name, ours)) return "a tag that is not ours";
        if (close) {
            if (!depth || !slice_equal(stack[--depth], name)) return "tags are not nested";
        } else if (!check_known(name, void_ones) && s.ptr[at - 2] != '/') {
            if (depth == DEPTH) return "nested too deep";
            stack[depth++] = name;
        }
        if (!close && slice_equal(name, SLICE_LIT("style"))) {
            size_t end = slice_find(s, SLICE_LIT("</style>"), at);
            if (end == SIZE_MAX || memchr(s.ptr + at, '<', end - at)) return "the style sheet holds a tag";
            at = end;
        }
        if (!close && slice_equal(name, SLICE_LIT("script"))) {  /* the one that the policy allows, to the byte */
            if (scripts++ || !slice_starts(slice_cut(s, at, s.len), slice_str(html_script))) return "a script that is not ours";
            at += strlen(html_script);
        }
    }
    return depth ? "a tag is not closed" : NULL;
}

/* Every id once, every link inside the page leads to one. Quadratic: for small pages. */
static inline const char *check_links(syn_slice s) {
    for (size_t at = slice_find(s, SLICE_LIT(" href=\"#"), 0); at != SIZE_MAX; at = slice_find(s, SLICE_LIT(" href=\"#"), at + 1)) {
        size_t begin = at + 8, end = slice_find(s, SLICE_LIT("\""), begin);
        char wanted[128] = " id=\"";
        if (end == SIZE_MAX || end - begin > 100) return "a long link";
        memcpy(wanted + 5, s.ptr + begin, end - begin);
        wanted[5 + end - begin] = '"';
        size_t found = slice_find(s, slice_str(wanted), 0);
        if (found == SIZE_MAX) return "a link that leads nowhere";
        if (slice_find(s, slice_str(wanted), found + 1) != SIZE_MAX) return "an id twice";
    }
    return NULL;
}

/* ---- terminal ---- */
/* Every line has at most `width` columns and no blank at its end; no blank is one that does not break; the only control
 * characters are line breaks and, with colour, our styles. */
static const char *check_text(syn_slice s, unsigned width, bool color) {
    unsigned column = 0, size = 1;
    if (utf8_valid(s) != s.len) return "not UTF-8";
    for (size_t at = 0; at < s.len; at += size) {
        uint32_t c = utf8_at(s, at, &size);
        if (c == 0xA0) return "a blank that does not break";
        if (c == '\n') {
            if (at && s.ptr[at - 1] == ' ') return "a blank at the end of a line";
            column = 0;
        } else if (c == 0x1B) {
            if (!color || at + 1 >= s.len || s.ptr[at + 1] != '[') return "an escape character";
            for (size = 2; at + size < s.len && s.ptr[at + size] != 'm'; size++)
                if (!strchr("0123456789;", s.ptr[at + size])) return "an escape sequence that is no style";
            size++;
        } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
            return "a control character";
        } else {
            column += flow_character(c);
        }
        if (column > width) return "a line that is too long";
    }
    return NULL;
}
#endif
