/* json.c - JSON becomes nodes (RFC 8259, and what pages make of it).
 *
 * In: bytes. Out: nodes as json.h has them, or the byte at which reading ended and why. The idea: a loop over what may stand
 * next, with the open brackets on a stack of CAP_JSON_DEPTH; strings are run through eight bytes a step, up to a byte that
 * means something, and their UTF-8 is checked on the way. Names may stand twice; the last one counts (json_member).
 *
 * Tolerance: a quotation mark ends a string of a page only where what follows it can follow a string; else it is taken for
 * one that should have been escaped. Looking ahead passes over blanks only, so time stays linear. */
#include "text/json.h"

#include "base/caps.h"
#include "base/vector.h"
#include "text/utf8.h"

#define EACH 0x0101010101010101u  /* one in each byte */
#define HIGH 0x8080808080808080u

/* What must stand next. */
typedef enum step { STEP_VALUE, STEP_ELEMENT, STEP_NAME, STEP_NAME_OR_END, STEP_COLON, STEP_BEHIND, STEP_DONE } step;

typedef struct json_parser {
    syn_slice in;
    size_t at;
    bool loose, controls;
    uint32_t most;                  /* nodes */
    syn_arena *arena;
    SYN_VEC(json_node) nodes;
    uint32_t open[CAP_JSON_DEPTH];  /* containers that are not closed yet */
    unsigned depth;
    bool named;                     /* the last node is a name that has no value yet */
    bool gap;                       /* the last blanks held a line break */
    json_doc *doc;
} json_parser;

static step stop(json_parser *p, json_end end, size_t at, const char *why) {
    p->doc->end = end;
    p->doc->at = at;
    p->doc->why = why;
    return STEP_DONE;
}

static step bad(json_parser *p, const char *why) { return stop(p, JSON_BAD, p->at, why); }
static step cut(json_parser *p) { return stop(p, JSON_CUT, p->in.len, "it ends too early"); }

static unsigned char byte_at(const json_parser *p, size_t at) { return (unsigned char)p->in.ptr[at]; }

/* ---- blanks ---- */

static bool begins(const json_parser *p, size_t at, const char *mark, size_t size) {
    return p->in.len - at >= size && memcmp(p->in.ptr + at, mark, size) == 0;
}
#define BEGINS(p, at, mark) begins((p), (at), (mark), sizeof(mark) - 1)

/* Bytes of the blank or comment at `at` that is none in JSON, or 0. */
static size_t loose_blank(const json_parser *p, size_t at) {
    static const struct { const char *mark; size_t size; } marks[] = {
        {"\v", 1}, {"\f", 1}, {"\xC2\xA0", 2}, {"\xEF\xBB\xBF", 3}, {"\xE2\x80\xA8", 3}, {"\xE2\x80\xA9", 3},
        {"\xE2\x80\x8B", 3}, {"//<![CDATA[", 11}, {"//]]>", 5}, {"<![CDATA[", 9}, {"]]>", 3}, {"<!--", 4}, {"-->", 3},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (begins(p, at, marks[i].mark, marks[i].size)) return marks[i].size;
    size_t end;
    if (BEGINS(p, at, "//")) end = slice_find(p->in, SLICE_LIT("\n"), at);
    else if (BEGINS(p, at, "/*")) end = slice_find(p->in, SLICE_LIT("*/"), at + 2);
    else return 0;
    if (end == SIZE_MAX) return p->in.len - at;
    return end - at + (p->in.ptr[end] == '\n' ? 0 : 2);
}

/* Place of the first byte at or after `at` that is no blank. */
static size_t skip(json_parser *p, size_t at) {
    p->gap = false;
    while (at < p->in.len) {
        unsigned char c = byte_at(p, at);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            p->gap |= c == '\n' || c == '\r';
            at++;
            continue;
        }
        size_t more = p->loose ? loose_blank(p, at) : 0;
        if (!more) break;
        at += more;
    }
    return at;
}

/* ---- nodes ---- */

static bool push(json_parser *p, json_type type, size_t begin, size_t end, bool escaped) {
    if (p->nodes.n >= p->most) {
        stop(p, JSON_LARGE, begin, "it holds too many values");
        return false;
    }
    json_node node = {.ptr = p->in.ptr + begin, .size = (uint32_t)(end - begin), .span = 1};
    node.type = (unsigned)type & 7u;
    node.escaped = escaped;
    if (!VEC_PUSH(p->arena, &p->nodes, node)) {
        stop(p, JSON_FAILED, begin, NULL);
        return false;
    }
    return true;
}

/* The step behind a value that is done. */
static step behind(json_parser *p) { return p->depth ? STEP_BEHIND : STEP_DONE; }

static bool in_object(const json_parser *p) { return p->depth && p->nodes.at[p->open[p->depth - 1]].type == JSON_OBJECT; }

/* A value begins: its container has one more. */
static void count_value(json_parser *p) {
    if (p->depth) p->nodes.at[p->open[p->depth - 1]].size++;
    p->named = false;
}

static step give(json_parser *p, json_type type, size_t begin, size_t end, bool escaped) {
    if (!push(p, type, begin, end, escaped)) return STEP_DONE;
    count_value(p);
    p->at = end;
    return behind(p);
}

static step open_container(json_parser *p, json_type type) {
    if (p->depth == CAP_JSON_DEPTH) return bad(p, "it is nested too deep");
    if (!push(p, type, p->at, p->at, false)) return STEP_DONE;
    count_value(p);
    p->open[p->depth++] = p->nodes.n - 1;
    p->at++;
    return type == JSON_OBJECT ? STEP_NAME_OR_END : STEP_ELEMENT;
}

static void close_container(json_parser *p) {
    uint32_t node = p->open[--p->depth];
    p->nodes.at[node].span = (p->nodes.n - node) & 0xFFFFFFFu;
}

static step close_here(json_parser *p) {
    close_container(p);
    p->at++;
    return behind(p);
}

/* ---- strings ---- */

/* Eight bytes, the first one lowest whatever the machine; compilers make one load of it. */
static uint64_t eight_at(const char *s) {
    const unsigned char *b = (const unsigned char *)s;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
           (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* Index of the lowest byte whose high bit is set: the bits below it are counted by a multiplication. */
static size_t lowest(uint64_t high) { return (size_t)(((high - 1) & ~high & EACH) * EACH >> 56) - 1; }

/* Where the run of ASCII from `at` on ends that holds no `quote`, backslash or control character. */
static size_t plain_end(syn_slice in, size_t at, unsigned char quote) {
    for (; in.len - at >= 8; at += 8) {
        uint64_t x = eight_at(in.ptr + at), q = x ^ EACH * quote, b = x ^ EACH * '\\';
        /* The lowest high bit is exact; those above it may come from a borrow. */
        uint64_t found = ((q - EACH) | (b - EACH) | (x - EACH * 0x20) | x) & HIGH;
        if (found) return at + lowest(found);
    }
    while (at < in.len) {
        unsigned char c = (unsigned char)in.ptr[at];
        if (c == quote || c == '\\' || c < 0x20 || c >= 0x80) break;
        at++;
    }
    return at;
}

/* Bytes of the character at `at`, which is no ASCII; 0 for bad UTF-8. */
static unsigned wide_size(syn_slice in, size_t at) {
    unsigned size;
    uint32_t c = utf8_wide_at(in, at, &size);
    return c == 0xFFFD && size == 1 ? 0 : size;
}

static bool is_hex(unsigned char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

/* Moves past an escape. False: stopped. */
static bool pass_escape(json_parser *p) {
    if (p->at + 1 >= p->in.len) return cut(p), false;
    unsigned char c = byte_at(p, p->at + 1);
    if (c == 'u') {
        size_t digits = 0;
        while (digits < 4 && p->at + 2 + digits < p->in.len && is_hex(byte_at(p, p->at + 2 + digits))) digits++;
        if (digits < 4 && p->at + 2 + digits >= p->in.len) return cut(p), false;
        if (digits < 4 && !p->loose) return bad(p, "\\u wants four hexadecimal digits"), false;
        p->at += digits < 4 ? 2 : 6;
        return true;
    }
    if (!memchr("\"\\/bfnrt", c, 8) && !p->loose) return bad(p, "there is no such escape"), false;
    p->at += c < 0x80 ? 2 : 1;
    return true;
}

/* Place of the first byte from `at` on that is neither a blank nor inside a character of a blank's. Comments stay, so that
 * no byte is looked at from many places. */
static size_t pass_blanks(const json_parser *p, size_t at, bool *gap) {
    *gap = false;
    for (; at < p->in.len && memchr(" \t\n\r\v\f\xC2\xA0", byte_at(p, at), 8); at++)
        *gap |= byte_at(p, at) == '\n' || byte_at(p, at) == '\r';
    return at;
}

/* Can the mark at `at` end the string that a page's JSON has here? */
static bool can_end(const json_parser *p, size_t at, bool name) {
    bool gap, unused;
    size_t next = pass_blanks(p, at + 1, &gap);
    if (next == p->in.len || BEGINS(p, next, "//") || BEGINS(p, next, "/*")) return true;
    unsigned char c = byte_at(p, next);
    if (name) return c == ':';
    if (c == '}' || c == ']') return true;
    if (c != ',') return gap && (c == '"' || c == '\'');
    if (!in_object(p)) return true;
    next = pass_blanks(p, next + 1, &unused);
    return next == p->in.len || memchr("\"'},/", byte_at(p, next), 5);
}

/* Moves from behind the first mark of a string to its last. False: stopped. */
static bool pass_string(json_parser *p, unsigned char quote, bool name, bool *escaped) {
    *escaped = false;
    for (;;) {
        p->at = plain_end(p->in, p->at, quote);
        if (p->at == p->in.len) return cut(p), false;
        unsigned char c = byte_at(p, p->at);
        if (c == quote && (!p->loose || can_end(p, p->at, name))) return true;
        if (c == '\\') {
            *escaped = true;
            if (!pass_escape(p)) return false;
        } else if (c >= 0x80) {
            unsigned size = wide_size(p->in, p->at);
            if (!size) return bad(p, "the string is no UTF-8"), false;
            p->at += size;
        } else if (c < 0x20 && !p->controls) {
            return bad(p, "a control character stands in a string"), false;
        } else {
            p->at++;
        }
    }
}

static step read_string(json_parser *p, unsigned char quote) {
    bool escaped;
    size_t begin = ++p->at;
    if (!pass_string(p, quote, false, &escaped)) return STEP_DONE;
    size_t end = p->at;
    step next = give(p, JSON_STRING, begin, end, escaped);
    p->at = end + 1;
    return next;
}

/* ---- numbers and words ---- */

static bool is_digit(const json_parser *p, size_t at) {
    return at < p->in.len && byte_at(p, at) >= '0' && byte_at(p, at) <= '9';
}

/* Moves `*at` over digits; false if there is none. */
static bool pass_digits(const json_parser *p, size_t *at) {
    size_t begin = *at;
    while (is_digit(p, *at)) ++*at;
    return *at > begin;
}

/* Sets *end behind the number at p->at, or to the byte that is a fault (then false). */
static bool number_end(const json_parser *p, size_t *end) {
    size_t first = p->at + (byte_at(p, p->at) == '-');
    *end = first;
    if (!pass_digits(p, end)) return false;
    if (*end > first + 1 && byte_at(p, first) == '0') return *end = first + 1, false;
    if (*end < p->in.len && byte_at(p, *end) == '.' && (++*end, !pass_digits(p, end))) return false;
    if (*end == p->in.len || (byte_at(p, *end) | 0x20) != 'e') return true;
    ++*end;
    if (*end < p->in.len && (byte_at(p, *end) == '+' || byte_at(p, *end) == '-')) ++*end;
    return pass_digits(p, end);
}

static step read_number(json_parser *p) {
    size_t end = p->at;
    if (p->loose) {
        while (end < p->in.len && byte_at(p, end) < 0x80 && memchr("0123456789+-.eE", byte_at(p, end), 15)) end++;
    } else if (!number_end(p, &end)) {
        if (end == p->in.len) return cut(p);
        p->at = end;
        return bad(p, "this is no number");
    }
    if (end == p->in.len && p->depth) return cut(p);
    return give(p, JSON_NUMBER, p->at, end, false);
}

static bool is_letter(unsigned char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static step read_word(json_parser *p) {
    static const struct { syn_slice word; json_type type; } words[] = {
        {{"true", 4}, JSON_TRUE}, {{"false", 5}, JSON_FALSE}, {{"null", 4}, JSON_NULL},
    };
    size_t end = p->at;
    while (end < p->in.len && is_letter(byte_at(p, end))) end++;
    if (end == p->at) return bad(p, "a value must stand here");
    syn_slice word = slice_cut(p->in, p->at, end);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_equal(word, words[i].word) || (p->loose && slice_equal_ascii_case(word, words[i].word)))
            return give(p, words[i].type, p->at, end, false);
        if (end == p->in.len && slice_starts(words[i].word, word)) return cut(p);
    }
    return p->loose ? give(p, JSON_NULL, p->at, end, false) : bad(p, "a value must stand here");
}

/* ---- the loop ---- */

static step read_value(json_parser *p) {
    unsigned char c = byte_at(p, p->at);
    switch (c) {
    case '{': return open_container(p, JSON_OBJECT);
    case '[': return open_container(p, JSON_ARRAY);
    case '"': return read_string(p, c);
    case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        return read_number(p);
    default:
        if (p->loose && c == '\'') return read_string(p, c);
        if (p->loose && (c == '+' || c == '.')) return read_number(p);
        return read_word(p);
    }
}

static step read_name(json_parser *p) {
    unsigned char c = byte_at(p, p->at);
    if (c != '"' && !(p->loose && c == '\'')) return bad(p, "a name in quotation marks must stand here");
    bool escaped;
    size_t begin = ++p->at;
    if (!pass_string(p, c, true, &escaped) || !push(p, JSON_STRING, begin, p->at, escaped)) return STEP_DONE;
    p->named = true;
    p->at++;
    return STEP_COLON;
}

static step read_behind(json_parser *p) {
    unsigned char c = byte_at(p, p->at);
    bool object = in_object(p);
    if (c == (object ? '}' : ']')) return close_here(p);
    if (c == ',') {
        p->at++;
        return p->loose ? (object ? STEP_NAME_OR_END : STEP_ELEMENT) : object ? STEP_NAME : STEP_VALUE;
    }
    if (p->loose && p->gap && (c == '"' || c == '\'' || (!object && c == '{'))) return object ? STEP_NAME : STEP_VALUE;
    return bad(p, object ? "a comma or } must stand here" : "a comma or ] must stand here");
}

static step take(json_parser *p, step next) {
    unsigned char c = byte_at(p, p->at);
    switch (next) {
    case STEP_ELEMENT:
    case STEP_NAME_OR_END:
        if (c == (next == STEP_ELEMENT ? ']' : '}')) return close_here(p);
        if (p->loose && c == ',') return p->at++, next;
        return next == STEP_ELEMENT ? read_value(p) : read_name(p);
    case STEP_NAME: return read_name(p);
    case STEP_COLON:
        if (c != ':') return bad(p, "a colon must stand here");
        p->at++;
        return STEP_VALUE;
    case STEP_BEHIND: return read_behind(p);
    default: return read_value(p);
    }
}

json_end json_read(json_doc *doc, syn_slice bytes, json_manner manner, uint32_t most, syn_arena *arena) {
    *doc = (json_doc){.end = JSON_WHOLE};
    json_parser p = {.in = bytes, .arena = arena, .most = most, .loose = manner == JSON_TOLERANT,
                     .controls = manner != JSON_STRICT, .doc = doc};
    if (bytes.len > UINT32_MAX) {
        stop(&p, JSON_LARGE, 0, "it is longer than 4 GiB");
        return doc->end;
    }
    for (step next = STEP_VALUE; next != STEP_DONE;) {
        p.at = skip(&p, p.at);
        next = p.at == bytes.len ? cut(&p) : take(&p, next);
    }
    if (doc->end == JSON_WHOLE) doc->at = p.at;
    if (doc->end == JSON_FAILED) return doc->end;
    if (p.named) p.nodes.n--;
    while (p.depth) close_container(&p);
    doc->root = p.nodes.n ? p.nodes.at : NULL;
    return doc->end;
}
