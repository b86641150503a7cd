/* json_writer.c - JSON text (RFC 8259) into a buffer.
 *
 * Escaped is only what JSON demands: the quotation mark, the backslash and the characters below U+0020. Bytes that are
 * no UTF-8 (a file's name may hold any) come out as U+FFFD, so the output is always valid. Not done: indentation. */
#include "tell/json_writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/utf8.h"

static void before_value(json_writer *w) {
    if (w->comma) buffer_add_char(w->out, ',');
    w->comma = true;
}

void json_open(json_writer *w, char bracket) {
    before_value(w);
    buffer_add_char(w->out, bracket);
    w->comma = false;
}

void json_close(json_writer *w, char bracket) {
    buffer_add_char(w->out, bracket);
    w->comma = true;
}

void json_key(json_writer *w, const char *key) {
    json_string(w, slice_str(key));
    buffer_add_char(w->out, ':');
    w->comma = false;
}

static void escape(syn_buffer *out, unsigned char c) {
    static const char shorts[] = "btn.fr";  /* U+0008 to U+000D; U+000B has none */
    if (c == '"' || c == '\\') buffer_add_format(out, "\\%c", c);
    else if (c >= 8 && c <= 13 && c != 11) buffer_add_format(out, "\\%c", shorts[c - 8]);
    else buffer_add_format(out, "\\u%04x", c);
}

void json_string(json_writer *w, syn_slice text) {
    before_value(w);
    buffer_add_char(w->out, '"');
    size_t from = 0, at = 0;
    while (at < text.len) {
        unsigned char c = (unsigned char)text.ptr[at];
        unsigned size = 1;
        bool bad = c >= 0x80 && utf8_at(text, at, &size) == 0xFFFD && size == 1;
        if (bad || c < 0x20 || c == '"' || c == '\\') {
            buffer_add(w->out, slice_cut(text, from, at));
            if (bad) buffer_add_str(w->out, "\xEF\xBF\xBD");
            else escape(w->out, c);
            from = at + 1;
        }
        at += size;
    }
    buffer_add(w->out, slice_cut(text, from, text.len));
    buffer_add_char(w->out, '"');
}

void json_count(json_writer *w, uint64_t value) {
    before_value(w);
    buffer_add_format(w->out, "%llu", (unsigned long long)value);
}

/* printf and strtod of one locale agree with each other, so the shortest form that reads back is found in any; then only
 * its digits and exponent are used, never its decimal point. */
void json_real(json_writer *w, double value) {
    before_value(w);
    if (!isfinite(value) || value == 0.0) {
        buffer_add_char(w->out, '0');
        return;
    }
    char text[48], digits[24];
    for (int precision = 0; precision <= 16; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, value);
        if (strtod(text, NULL) == value) break;
    }
    size_t n = 0;
    const char *at = text;
    for (; *at && *at != 'e'; at++)
        if (*at >= '0' && *at <= '9' && n < sizeof digits - 1) digits[n++] = *at;
    int exponent = *at == 'e' ? (int)strtol(at + 1, NULL, 10) : 0;
    while (n > 1 && digits[n - 1] == '0') n--;
    if (value < 0) buffer_add_char(w->out, '-');
    if (exponent < -7 || exponent > 20) {
        buffer_add_char(w->out, digits[0]);
        if (n > 1) buffer_add_char(w->out, '.');
        buffer_add(w->out, slice_of(digits + 1, n - 1));
        buffer_add_format(w->out, "e%d", exponent);
        return;
    }
    if (exponent < 0) buffer_add_str(w->out, "0.");
    for (int i = exponent; i < -1; i++) buffer_add_char(w->out, '0');
    for (int i = 0; i < (int)n || i <= exponent; i++) {
        if (i > 0 && i == exponent + 1) buffer_add_char(w->out, '.');
        buffer_add_char(w->out, i < (int)n ? digits[i] : '0');
    }
}

void json_bool(json_writer *w, bool value) {
    before_value(w);
    buffer_add_str(w->out, value ? "true" : "false");
}

void json_span(json_writer *w, syn_span span) {
    before_value(w);
    buffer_add_format(w->out, "[%u,%u]", (unsigned)span.begin, (unsigned)span.end);
}

void json_put_string(json_writer *w, const char *key, syn_slice text) {
    json_key(w, key);
    json_string(w, text);
}

void json_put_text(json_writer *w, const char *key, syn_slice text) {
    if (text.len) json_put_string(w, key, text);
}

void json_put_count(json_writer *w, const char *key, uint64_t value) {
    json_key(w, key);
    json_count(w, value);
}

void json_put_span(json_writer *w, const char *key, syn_span span) {
    if (!span_present(span)) return;
    json_key(w, key);
    json_span(w, span);
}
