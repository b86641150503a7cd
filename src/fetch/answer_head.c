/* answer_head.c - the header of an answer, RFC 9110 and 9112. Pure. */
#include "fetch/answer_head.h"

#include <stdio.h>

#include "base/civil.h"

#define SECONDS_MOST 1000000000u

/* The line at `*at`, without its end; *at moves behind it. */
static syn_slice next_line(syn_slice head, size_t *at) {
    const char *end = memchr(head.ptr + *at, '\n', head.len - *at);
    size_t stop = end ? (size_t)(end - head.ptr) : head.len;
    syn_slice line = slice_cut(head, *at, stop);
    *at = end ? stop + 1 : head.len;
    return slice_trim(line);
}

/* The next field of that name from *at on. */
static bool next_field(syn_slice head, syn_slice name, size_t *at, syn_slice *value) {
    while (*at < head.len) {
        syn_slice line = next_line(head, at);
        if (line.len <= name.len || line.ptr[name.len] != ':') continue;
        if (!slice_equal_ascii_case(slice_cut(line, 0, name.len), name)) continue;
        *value = slice_trim(slice_cut(line, name.len + 1, line.len));
        return true;
    }
    return false;
}

syn_slice head_field(syn_slice head, const char *name) {
    size_t at = 0;
    syn_slice value = SLICE_NONE;
    return next_field(head, slice_str(name), &at, &value) ? value : SLICE_NONE;
}

bool head_field_has(syn_slice head, const char *name, const char *word) {
    size_t at = 0;
    syn_slice value = SLICE_NONE, wanted = slice_str(word);
    while (next_field(head, slice_str(name), &at, &value)) {
        for (size_t begin = 0, end; begin < value.len; begin = end + 1) {
            for (end = begin; end < value.len && value.ptr[end] != ',' && value.ptr[end] != '=';) end++;
            if (slice_equal_ascii_case(slice_trim(slice_cut(value, begin, end)), wanted)) return true;
            while (end < value.len && value.ptr[end] != ',') end++;
        }
    }
    return false;
}

/* Seconds since 1970 of "Sun, 06 Nov 1994 08:49:37 GMT", the form that RFC 9110 asks of a sender; -1 for anything else. */
static int64_t moment_of(const char *text) {
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char month[4] = "", rest[4] = "";
    int day, year, hour, minute, second;
    int got = sscanf(text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d %3s", &day, month, &year, &hour, &minute,
                     &second, rest);
    if (got != 7) return -1;
    const char *found = strlen(month) == 3 ? strstr(months, month) : NULL;
    int number = found ? (int)(found - months) / 3 + 1 : 0;
    if (!found || (found - months) % 3 || strcmp(rest, "GMT") != 0 || year < 1970 || !civil_valid(year, number, day) ||
        hour > 23 || minute > 59 || second > 60 || hour < 0 || minute < 0 || second < 0) return -1;
    return (int64_t)civil_days(year, number, day) * 86400 + hour * 3600 + minute * 60 + second;
}

uint64_t head_retry_after(syn_slice head, int64_t day_us) {
    syn_slice value = head_field(head, "retry-after");
    char text[64];
    uint64_t seconds = 0;
    size_t i = 0;
    if (!value.len || value.len >= sizeof text) return HEAD_NO_TIME;
    for (; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9'; i++)
        if (seconds < SECONDS_MOST) seconds = seconds * 10 + (uint64_t)(value.ptr[i] - '0');
    if (i == value.len) return seconds * 1000;
    memcpy(text, value.ptr, value.len);
    text[value.len] = 0;
    int64_t moment = moment_of(text);
    if (moment < 0) return HEAD_NO_TIME;
    int64_t wait_us = moment * 1000000 - day_us;
    return wait_us > 0 ? (uint64_t)wait_us / 1000 : 0;
}

bool head_type_refused(syn_slice content_type) {
    static const char *const families[] = {"image/", "audio/", "video/", "font/",
                                         "model/", "application/vnd."};
    static const char *const types[] = {
        "application/pdf", "application/msword", "application/rtf", "text/rtf",
        "application/postscript", "application/epub+zip", "application/java-archive",
        "application/wasm", "application/javascript", "text/javascript", "text/css",
        "application/x-shockwave-flash", "application/x-msdownload",
    };
    const char *end = content_type.len ? memchr(content_type.ptr, ';', content_type.len) : NULL;
    syn_slice type = slice_trim(slice_cut(content_type, 0, end ? (size_t)(end - content_type.ptr) : content_type.len));
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_equal_ascii_case(type, slice_str(types[i]))) return true;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        size_t n = strlen(families[i]);
        if (type.len < n || !slice_equal_ascii_case(slice_cut(type, 0, n), slice_str(families[i]))) continue;
        bool text = type.len > 5 && (slice_equal_ascii_case(slice_cut(type, type.len - 4, type.len), SLICE_LIT("+xml")) ||
                                     slice_equal_ascii_case(slice_cut(type, type.len - 5, type.len), SLICE_LIT("+json")));
        return !text || slice_equal_ascii_case(type, SLICE_LIT("image/svg+xml"));
    }
    return false;
}
