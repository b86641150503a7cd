/* warc.c - the head of a WARC record: ISO 28500 (1.0, 1.1) and the drafts before it (0.17, 0.18; 0.9 with its fields in one line).
 *
 * In: bytes that begin with a head. Out: what reading needs of it. Lines may end with CR LF or with LF alone, a field may go on
 * over several lines, names are spelled in any case; of a field that is given twice the first counts. A head ends with an empty
 * line. */
#include "read/record.h"

static const char magic[] = "WARC/";

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool warc_begins(syn_slice s) {
    for (size_t i = 0; i < s.len && i < 8; i++) {
        char c = s.ptr[i];
        if (i < 5 ? c != magic[i] : i == 6 ? c != '.' : !is_digit(c)) return false;
    }
    if (s.len > 8 && !is_digit(s.ptr[8]) && s.ptr[8] != '\r' && s.ptr[8] != '\n' && s.ptr[8] != ' ') return false;
    return true;
}

/* The length of the line at `at` with its end, 0 if the end is not there. */
static size_t line_at(syn_slice s, size_t at, syn_slice *line) {
    const char *end = at < s.len ? memchr(s.ptr + at, '\n', s.len - at) : NULL;
    if (!end) return 0;
    size_t length = (size_t)(end - (s.ptr + at)) + 1, shown = length - 1;
    if (shown && s.ptr[at + shown - 1] == '\r') shown--;
    *line = slice_of(s.ptr + at, shown);
    return length;
}

static record_type type_of(syn_slice value) {
    static const struct { const char *name; record_type type; } types[] = {
        {"warcinfo", RECORD_INFO}, {"response", RECORD_RESPONSE}, {"resource", RECORD_RESOURCE}, {"request", RECORD_REQUEST},
        {"metadata", RECORD_METADATA}, {"revisit", RECORD_REVISIT}, {"conversion", RECORD_CONVERSION},
        {"continuation", RECORD_CONTINUATION}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_equal_ascii_case(value, slice_str(types[i].name))) return types[i].type;
    return RECORD_UNKNOWN;
}

/* Digits alone, below 2^63. */
static bool length_of(syn_slice value, uint64_t *out) {
    *out = 0;
    if (value.len == 0 || value.len > 19) return false;
    for (size_t i = 0; i < value.len; i++) {
        if (!is_digit(value.ptr[i])) return false;
        *out = *out * 10 + (uint64_t)(value.ptr[i] - '0');
    }
    return *out <= (uint64_t)INT64_MAX;
}

static syn_slice without_angles(syn_slice s) {
    if (s.len >= 2 && s.ptr[0] == '<' && s.ptr[s.len - 1] == '>') return slice_cut(s, 1, s.len - 1);
    return s;
}

static void take_field(record_head *out, syn_slice name, syn_slice value, bool *typed) {
    struct { const char *name; syn_slice *into; } const fields[] = {
        {"WARC-Record-ID", &out->id}, {"WARC-Target-URI", &out->url}, {"WARC-Date", &out->date},
        {"Content-Type", &out->content_type}, {"WARC-Refers-To", &out->refers_to}, {"WARC-Truncated", &out->truncated}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].into->len == 0 && slice_equal_ascii_case(name, slice_str(fields[i].name))) {
            *fields[i].into = i < 2 || i == 4 ? without_angles(value) : value;
            return;
        }
    if (!*typed && slice_equal_ascii_case(name, SLICE_LIT("WARC-Type"))) {
        out->type = type_of(value);
        *typed = true;
    } else if (!out->has_length && slice_equal_ascii_case(name, SLICE_LIT("Content-Length"))) {
        out->has_length = length_of(value, &out->length);
    } else if (slice_equal_ascii_case(name, SLICE_LIT("WARC-Segment-Number")) && !slice_equal(value, SLICE_LIT("1"))) {
        out->type = RECORD_CONTINUATION;
        *typed = true;
    } else if (out->truncated.len == 0 && slice_equal_ascii_case(name, SLICE_LIT("WARC-Segment-Number"))) {
        out->truncated = SLICE_LIT("segment");
    }
}

/* The next word of a line. */
static syn_slice word_at(syn_slice line, size_t *at) {
    while (*at < line.len && line.ptr[*at] == ' ') ++*at;
    size_t begin = *at;
    while (*at < line.len && line.ptr[*at] != ' ') ++*at;
    return slice_cut(line, begin, *at);
}

/* WARC/0.9: "WARC/0.9 length type url date id content-type"; the length is that of the whole record. */
static bool old_line(syn_slice line, record_head *out) {
    size_t at = 0;
    word_at(line, &at);
    syn_slice length = word_at(line, &at);
    if (length.len == 0) return false;
    out->has_length = length_of(length, &out->length);
    out->type = type_of(word_at(line, &at));
    out->url = word_at(line, &at);
    out->date = word_at(line, &at);
    out->id = word_at(line, &at);
    out->content_type = word_at(line, &at);
    return true;
}

head_verdict warc_head(syn_slice bytes, record_head *out, size_t *took) {
    *out = (record_head){0};
    if (!warc_begins(bytes)) return HEAD_BAD;
    syn_slice line;
    size_t at = line_at(bytes, 0, &line);
    if (at == 0) return HEAD_MORE;
    bool old = old_line(line, out), typed = old;
    syn_slice name = SLICE_NONE, value = SLICE_NONE;
    for (;;) {
        size_t length = line_at(bytes, at, &line);
        if (length == 0) return HEAD_MORE;
        at += length;
        bool goes_on = line.len && name.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
        if (goes_on) continue;  /* no field that is read here is ever folded */
        if (name.len) take_field(out, name, value, &typed);
        if (line.len == 0) break;
        const char *colon = memchr(line.ptr, ':', line.len);
        name = colon ? slice_trim(slice_cut(line, 0, (size_t)(colon - line.ptr))) : SLICE_NONE;
        value = colon ? slice_trim(slice_cut(line, (size_t)(colon - line.ptr) + 1, line.len)) : SLICE_NONE;
    }
    *took = at;
    if (old && out->has_length) {
        out->has_length = out->length >= at;
        out->length = out->has_length ? out->length - at : 0;
    }
    return HEAD_GOOD;
}
