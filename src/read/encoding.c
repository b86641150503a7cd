/* encoding.c - bytes in any encoding become valid UTF-8 with LF line ends.
 *
 * The order, and why: a BOM is proof. UTF-16 without one shows by where its NULs stand. Bytes that are valid UTF-8 and not
 * all ASCII are UTF-8 whatever a label says: by chance that hardly happens. Then the label (an HTTP header, an XML
 * declaration, or a <meta charset> in the first META_BYTES), read as browsers read it (WHATWG Encoding Standard:
 * "iso-8859-1" means windows-1252). Mostly valid UTF-8 with a few bad bytes is repaired, not taken for something else: a
 * byte that stands alone between ASCII is read as windows-1252, others become U+FFFD. Then uchardet's guess, then
 * windows-1252. Bytes that the encoding does not have become U+FFFD. All that was repaired is counted.
 *
 * Not done: changing the encoding in the middle of a text. */
#include <stdio.h>
#include <unicode/ucnv.h>

#include "base/caps.h"
#include "read/door.h"
#include "read/entities.h"
#include "text/utf8.h"

#define META_BYTES 4096u
#define GUESS_BYTES 65536u

typedef struct label_row { const char *label, *encoding; } label_row;
/* Labels that mean something else than ICU takes them for. Lower case. */
static const label_row labels[] = {
    {"ascii", "windows-1252"}, {"us-ascii", "windows-1252"}, {"iso-8859-1", "windows-1252"}, {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"}, {"latin1", "windows-1252"}, {"latin-1", "windows-1252"}, {"ansi", "windows-1252"},
    {"iso-8859-9", "windows-1254"}, {"iso-8859-11", "windows-874"}, {"tis-620", "windows-874"},
    {"gb2312", "gb18030"}, {"gb_2312-80", "gb18030"}, {"gbk", "gb18030"}, {"x-gbk", "gb18030"},
    {"shift_jis", "windows-31j"}, {"shift-jis", "windows-31j"}, {"sjis", "windows-31j"}, {"x-sjis", "windows-31j"},
    {"euc-kr", "windows-949"}, {"ks_c_5601-1987", "windows-949"}, {"uhc", "windows-949"}, {"big5", "big5-hkscs"},
    {"x-user-defined", "windows-1252"}, {"unicode", "utf-8"}, {"utf8", "utf-8"}, {"utf-16", "utf-8"}, {"utf-16le", "utf-8"},
    {"utf-16be", "utf-8"},
};

unsigned encoding_width(syn_slice head, unsigned *low) {
    const unsigned char *b = (const unsigned char *)head.ptr;
    *low = 0;
    if (head.len >= 4 && b[0] == 0xFF && b[1] == 0xFE && b[2] == 0 && b[3] == 0) return 4;
    if (head.len >= 4 && b[0] == 0 && b[1] == 0 && b[2] == 0xFE && b[3] == 0xFF) return *low = 3, 4;
    if (head.len >= 8 && b[0] && !b[1] && !b[2] && !b[3] && b[4] && !b[5] && !b[6] && !b[7]) return 4;
    if (head.len >= 8 && !b[0] && !b[1] && !b[2] && b[3] && !b[4] && !b[5] && !b[6] && b[7]) return *low = 3, 4;
    if (head.len >= 2 && b[0] == 0xFF && b[1] == 0xFE) return 2;
    if (head.len >= 2 && b[0] == 0xFE && b[1] == 0xFF) return *low = 1, 2;
    /* No BOM: ASCII in UTF-16 has a NUL in every other place, and hardly any in the rest. */
    size_t pairs = (head.len < READ_HEAD_BYTES ? head.len : READ_HEAD_BYTES) / 2, nul[2] = {0, 0};
    for (size_t i = 0; i < pairs; i++) {
        nul[0] += b[2 * i] == 0;
        nul[1] += b[2 * i + 1] == 0;
    }
    if (pairs >= 4 && nul[0] * 64 <= pairs && nul[1] * 2 > pairs) return 2;
    if (pairs >= 4 && nul[1] * 64 <= pairs && nul[0] * 2 > pairs) return *low = 1, 2;
    return 1;
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Copies a label (up to a quote, blank, ';', '>' or '?') in lower case. */
static void take_label(syn_slice s, size_t at, char out[40]) {
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '"' || s.ptr[at] == '\'' || s.ptr[at] == '=')) at++;
    size_t n = 0;
    while (at < s.len && n < 39) {
        char c = lower(s.ptr[at++]);
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.')) break;
        out[n++] = c;
    }
    out[n] = '\0';
}

/* What a declaration says, or "". */
static void declared(syn_slice bytes, encoding_hint hint, syn_slice type, char out[40]) {
    out[0] = '\0';
    for (size_t at = 0; at + 8 < type.len && !out[0]; at++)
        if (slice_equal_ascii_case(slice_cut(type, at, at + 8), SLICE_LIT("charset="))) take_label(type, at + 8, out);
    if (hint == HINT_NONE || out[0]) return;
    syn_slice head = slice_cut(bytes, 0, bytes.len < META_BYTES ? bytes.len : META_BYTES);
    size_t xml = slice_find(head, SLICE_LIT("<?xml"), 0);
    if (xml != SIZE_MAX && slice_trim(slice_cut(head, 0, xml)).len == 0) {
        size_t end = slice_find(head, SLICE_LIT("?>"), xml);
        size_t at = slice_find(head, SLICE_LIT("encoding"), xml);
        if (end != SIZE_MAX && at < end) take_label(head, at + 8, out);
    }
    if (hint == HINT_XML || out[0]) return;
    for (size_t at = 0; at + 12 < head.len && !out[0]; at++) {
        const char *lt = memchr(head.ptr + at, '<', head.len - at);
        if (!lt) return;
        at = (size_t)(lt - head.ptr);
        if (at + 12 >= head.len || !slice_equal_ascii_case(slice_of(lt, 5), SLICE_LIT("<meta"))) continue;
        size_t end = slice_find(head, SLICE_LIT(">"), at);
        if (end == SIZE_MAX) end = head.len;
        for (size_t i = at + 5; i + 8 < end && !out[0]; i++)
            if (slice_equal_ascii_case(slice_of(head.ptr + i, 8), SLICE_LIT("charset="))) take_label(head, i + 8, out);
        at = end;
    }
}

static const char *resolve(const char *label) {
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(labels[i].label, label) == 0) return labels[i].encoding;
    return label;
}

static void count_utf8(syn_slice s, size_t *good, size_t *bad) {
    *good = *bad = 0;
    for (size_t at = 0; at < s.len;) {
        if (!((unsigned char)s.ptr[at] & 0x80)) {
            at++;
            continue;
        }
        unsigned size;
        if (utf8_at(s, at, &size) == 0xFFFD && size == 1) ++*bad;
        else ++*good;
        at += size;
    }
}

/* CRLF and CR become LF; the text stays NUL-terminated. */
static size_t line_ends(char *text, size_t length) {
    const char *first = length ? memchr(text, '\r', length) : NULL;
    if (!first) return length;
    size_t to = (size_t)(first - text), from = to;
    while (from < length) {  /* at a CR */
        from++;
        if (from >= length || text[from] != '\n') text[to++] = '\n';
        const char *next = from < length ? memchr(text + from, '\r', length - from) : NULL;
        size_t run = (next ? (size_t)(next - text) : length) - from;
        memmove(text + to, text + from, run);
        to += run;
        from += run;
    }
    text[to] = '\0';
    return to;
}

/* The character of windows-1252 that a byte between two of ASCII is, where it is one: pages that are put together from parts
 * mix the two. 0 for a byte that belongs to a broken sequence, and for those that hardly any text has. */
static uint32_t lone_byte(syn_slice s, size_t at) {
    unsigned char byte = (unsigned char)s.ptr[at];
    bool before = at == 0 || !((unsigned char)s.ptr[at - 1] & 0x80), after = at + 1 >= s.len || !((unsigned char)s.ptr[at + 1] & 0x80);
    uint32_t c = entity_windows_1252(byte);
    return before && after && byte < 0xFF && (c >= 0x100 || c >= 0xA0) ? c : 0;
}

/* Mends lone bytes of windows-1252; the rest is left to utf8_repair. */
static syn_slice mend_mixed(syn_slice bytes, size_t *mended, syn_arena *arena) {
    size_t count = 0;
    for (size_t at = utf8_valid(bytes); at < bytes.len;) {
        count += lone_byte(bytes, at) != 0;
        at++;
        at += utf8_valid(slice_cut(bytes, at, bytes.len));
    }
    if (!count) return bytes;
    char *out = arena_alloc(arena, bytes.len + 2 * count + 1);
    if (!out) return SLICE_NONE;
    size_t length = 0;
    for (size_t at = 0; at < bytes.len;) {
        size_t valid = utf8_valid(slice_cut(bytes, at, bytes.len));
        memcpy(out + length, bytes.ptr + at, valid);
        length += valid;
        if ((at += valid) >= bytes.len) break;
        uint32_t c = lone_byte(bytes, at);
        if (c) length += utf8_put(out + length, c);
        else out[length++] = bytes.ptr[at];
        at++;
    }
    *mended = count;
    return slice_of(out, length);
}

/* `whole`: the bytes are known to be valid. */
static void take_utf8(decoded_text *out, syn_slice bytes, bool whole, syn_arena *arena) {
    size_t repaired = 0, mended = 0;
    if (!whole) bytes = mend_mixed(bytes, &mended, arena);
    whole = whole && (!bytes.len || !memchr(bytes.ptr, 0, bytes.len));
    syn_slice valid = whole ? bytes : utf8_repair(arena, bytes, &repaired);
    out->mended = mended;
    repaired += mended;
    char *text = arena_alloc(arena, valid.len + 1);
    if (!text) return;
    if (valid.len) memcpy(text, valid.ptr, valid.len);
    out->text = slice_of(text, line_ends(text, valid.len));
    out->repaired = repaired;
    snprintf(out->encoding, sizeof out->encoding, "utf-8");
}

/* Writes UTF-16 as UTF-8; a NUL becomes U+FFFD like what could not be decoded. Surrogates may be cut: *high keeps one. */
static size_t put_units(char *out, const UChar *units, size_t count, uint32_t *high, size_t *bad) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = units[i];
        if (*high && c >= 0xDC00 && c < 0xE000) {
            c = 0x10000 + ((*high - 0xD800) << 10) + (c - 0xDC00);
            *high = 0;
        } else {
            if (*high) n += utf8_put(out + n, 0xFFFD), ++*bad;
            *high = 0;
            if (c >= 0xD800 && c < 0xDC00) {
                *high = c;
                continue;
            }
            if (c == 0 || (c >= 0xDC00 && c < 0xE000)) c = 0xFFFD;
        }
        if (c == 0xFFFD) ++*bad;
        n += utf8_put(out + n, c);
    }
    return n;
}

/* Decodes with ICU. False where ICU does not know the encoding (or there is no memory: the arena tells). */
static bool take_icu(decoded_text *out, syn_slice bytes, const char *encoding, syn_arena *arena) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    if (status == U_MEMORY_ALLOCATION_ERROR) arena->failed = SYN_ERR_MEMORY;
    if (U_FAILURE(status) || !converter) return false;
    enum { UNITS = 2048 };
    UChar units[UNITS];
    char utf8[UNITS * 3 + 8];
    syn_buffer text = BUFFER_EMPTY;
    const char *from = bytes.ptr, *end = bytes.ptr + bytes.len;
    uint32_t high = 0;
    out->repaired = 0;
    for (bool more = true; more;) {
        UChar *to = units;
        status = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &to, units + UNITS, &from, end, NULL, true, &status);
        more = status == U_BUFFER_OVERFLOW_ERROR;
        if (U_FAILURE(status) && !more) break;
        buffer_add(&text, slice_of(utf8, put_units(utf8, units, (size_t)(to - units), &high, &out->repaired)));
    }
    ucnv_close(converter);
    if (high) out->repaired++, buffer_add(&text, SLICE_LIT("\xEF\xBF\xBD"));
    syn_slice whole = slice_of(text.ptr, text.len);
    if (slice_starts(whole, SLICE_LIT("\xEF\xBB\xBF"))) whole = slice_cut(whole, 3, whole.len);
    char *copy = text.failed ? NULL : arena_alloc(arena, whole.len + 1);
    if (copy) {
        if (whole.len) memcpy(copy, whole.ptr, whole.len);
        out->text = slice_of(copy, line_ends(copy, whole.len));
        snprintf(out->encoding, sizeof out->encoding, "%s", encoding);
    } else if (!arena->failed) {
        arena->failed = text.failed;
    }
    buffer_free(&text);
    return copy != NULL;
}

/* Neither UTF-8 nor UTF-16: the label, uchardet's guess, windows-1252; the one that leaves the fewest bad bytes. */
static void take_legacy(decoded_text *out, syn_slice bytes, const char *label, syn_arena *arena) {
    char guess[40];
    decoded_text other = {0};
    bool have = label[0] && strcmp(label, "utf-8") != 0 && take_icu(out, bytes, label, arena);
    if (arena->failed || (have && out->repaired <= bytes.len / 256)) return;
    if (!encoding_guess(bytes.ptr, bytes.len < GUESS_BYTES ? bytes.len : GUESS_BYTES, guess)) {
        arena->failed = SYN_ERR_MEMORY;
        return;
    }
    for (char *c = guess; *c; c++) *c = lower(*c);
    const char *named = resolve(guess);
    if (named[0] && strcmp(named, "utf-8") != 0 && strcmp(named, label) != 0 && take_icu(&other, bytes, named, arena)) {
        if (!have || other.repaired < out->repaired) *out = other;
        have = true;
    }
    if (arena->failed || (have && out->repaired <= bytes.len / 16)) return;
    if (take_icu(&other, bytes, "windows-1252", arena) && (!have || other.repaired < out->repaired)) *out = other;
}

syn_code encoding_decode(decoded_text *out, syn_slice bytes, encoding_hint hint, syn_slice type, syn_arena *arena,
                         syn_error *error) {
    *out = (decoded_text){.text = {"", 0}};
    unsigned low;
    unsigned width = encoding_width(bytes, &low);
    if (width == 4) take_icu(out, bytes, low ? "utf-32be" : "utf-32le", arena);
    else if (width == 2) take_icu(out, bytes, low ? "utf-16be" : "utf-16le", arena);
    if (width != 1) return arena_check(arena, READ_STAGE, error);
    bool bom = slice_starts(bytes, SLICE_LIT("\xEF\xBB\xBF"));
    if (bom) bytes = slice_cut(bytes, 3, bytes.len);
    char label[40];
    declared(bytes, hint, type, label);
    const char *named = resolve(label);
    size_t valid = utf8_valid(bytes), good = 0, bad = 0;
    bool escapes = strncmp(named, "iso-2022", 8) == 0 || strncmp(named, "hz", 2) == 0;  /* all ASCII, but no text as it is */
    if (valid < bytes.len) count_utf8(bytes, &good, &bad);
    if (bom || (valid == bytes.len && !escapes) || (bad && good >= bad * 4)) take_utf8(out, bytes, valid == bytes.len, arena);
    else if (valid == bytes.len) {
        if (!take_icu(out, bytes, named, arena) && !arena->failed) take_utf8(out, bytes, true, arena);
    } else take_legacy(out, bytes, named, arena);
    return arena_check(arena, READ_STAGE, error);
}

bool encoding_is_binary(const decoded_text *decoded) {
    return (decoded->repaired - decoded->mended + utf8_controls(decoded->text)) * 20 > decoded->text.len;
}
