/* robots.c - RFC 9309, the robots exclusion protocol.
 *
 * In: the bytes of a robots.txt, our product token, and the path and query of an address. Out: whether it may be read, and
 * the delay that the file asks for. No I/O.
 *
 * The idea: the lines of all groups that name the token are one list of rules; only where no group names it do the groups of
 * "*" count. The longest pattern that matches decides, and of two of one length the one that allows.
 *
 * Normal form, so that an address and a pattern can be compared byte by byte: what must be percent-encoded is, what need not
 * be is not, hexadecimal digits are in upper case. ":" and "/" in a query are the same as %3A and %2F (the table in 2.2.2 of
 * the RFC); %2F in a path is not the same as "/". A "*" or "$" that is meant as such is %2A or %24 in both.
 *
 * What is not in the RFC: Crawl-delay, in seconds, for the group in which it stands; a byte order mark is passed over.
 *
 * Bounds: linear in the file; a match is linear in the path and the pattern, since the pieces between stars are looked for
 * from left to right, each behind the one before, and the first place of a piece is as good as any. */
#include "fetch/robots.h"

#include <string.h>

#define DELAY_MOST_MS 3600000u

/* ---- normal form ---- */

static int hex_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool is_unreserved(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~", c));
}

/* Bytes that may stand as they are without being the same as their encoded form. */
static bool is_plain(unsigned char c) { return c > 0x20 && c < 0x7F && !strchr("\"<>\\^`{|}*$", c); }

/* `pattern`: a "*" is left alone (a "$" at the end was cut off before). */
static syn_slice normal(syn_arena *arena, syn_slice s, bool pattern) {
    static const char digits[] = "0123456789ABCDEF";
    char *out = arena_alloc(arena, s.len * 3 + 1);
    size_t n = 0;
    bool query = false;
    if (!out) return SLICE_NONE;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool encoded = c == '%' && i + 2 < s.len && hex_of(s.ptr[i + 1]) >= 0 && hex_of(s.ptr[i + 2]) >= 0;
        if (encoded) {
            c = (unsigned char)(hex_of(s.ptr[i + 1]) * 16 + hex_of(s.ptr[i + 2]));
            i += 2;
        } else if (c == '?') {
            query = true;
        }
        bool bare = encoded ? is_unreserved(c) || (query && (c == ':' || c == '/')) : is_plain(c) || (c == '*' && pattern);
        if (bare) {
            out[n++] = (char)c;
        } else {
            out[n++] = '%';
            out[n++] = digits[c >> 4];
            out[n++] = digits[c & 15];
        }
    }
    return slice_of(out, n);
}

/* ---- the file ---- */

typedef struct parsing {
    syn_robots *out;
    syn_arena *arena;
    syn_slice token;
    bool group, named;       /* the group that is open applies; it does so by name */
    bool any_named;          /* a group that names the token was seen: those of "*" count no more */
    bool agents;             /* the lines before this one were user-agent lines of one group */
} parsing;

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v'; }

static syn_slice trim(syn_slice s) {
    while (s.len && is_space(s.ptr[0])) s = slice_cut(s, 1, s.len);
    while (s.len && is_space(s.ptr[s.len - 1])) s.len--;
    return s;
}

static void take_agent(parsing *p, syn_slice value) {
    if (!p->agents) p->group = p->named = false;
    p->agents = true;
    /* A name may go on with a version: "Synoptic/1.0" is for synoptic; "SynopticNews" is not. */
    size_t length = 0;
    while (length < value.len && (is_unreserved((unsigned char)value.ptr[length]) && value.ptr[length] != '.')) length++;
    if (slice_equal_ascii_case(slice_cut(value, 0, length), p->token)) {
        if (!p->any_named) {
            p->out->rules.n = 0;
            p->out->delay_ms = 0;
        }
        p->group = p->named = p->any_named = true;
    } else if (value.len && value.ptr[0] == '*' && !p->any_named) {
        p->group = true;
    }
}

/* Whether the lines of the open group count: a group of "*" stops counting when a name is found later. */
static bool counts(const parsing *p) { return p->group && (p->named || !p->any_named); }

static void take_rule(parsing *p, syn_slice value, bool allow) {
    p->agents = false;
    if (!counts(p) || !value.len) return;
    bool ends = value.ptr[value.len - 1] == '$';
    if (ends) value.len--;
    syn_slice pattern = normal(p->arena, value, true);
    if (!pattern.ptr) return;
    if (pattern.len && pattern.ptr[0] != '/' && pattern.ptr[0] != '*') {
        /* A pattern begins at the root. One that forbids and does not is read as if it did; one that allows says nothing. */
        if (allow) return;
        char *rooted = arena_alloc(p->arena, pattern.len + 1);
        if (!rooted) return;
        rooted[0] = '/';
        memcpy(rooted + 1, pattern.ptr, pattern.len);
        pattern = slice_of(rooted, pattern.len + 1);
    }
    VEC_PUSH(p->arena, &p->out->rules, (robots_rule){pattern, allow, ends});
}

static void take_delay(parsing *p, syn_slice value) {
    uint64_t ms = 0, scale = 100;
    size_t i = 0;
    for (; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9'; i++)
        if (ms < DELAY_MOST_MS) ms = ms * 10 + (uint64_t)(value.ptr[i] - '0');
    if (i == 0 || !counts(p)) return;
    ms *= 1000;
    if (i < value.len && value.ptr[i] == '.')
        for (i++; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9'; i++, scale /= 10)
            ms += (uint64_t)(value.ptr[i] - '0') * scale;
    p->out->delay_ms = ms < DELAY_MOST_MS ? ms : DELAY_MOST_MS;
}

static void take_line(parsing *p, syn_slice line) {
    const char *comment = line.len ? memchr(line.ptr, '#', line.len) : NULL;
    if (comment) line.len = (size_t)(comment - line.ptr);
    const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
    if (!colon) return;
    syn_slice key = trim(slice_of(line.ptr, (size_t)(colon - line.ptr)));
    syn_slice value = trim(slice_cut(line, (size_t)(colon - line.ptr) + 1, line.len));
    if (slice_equal_ascii_case(key, SLICE_LIT("user-agent"))) take_agent(p, value);
    else if (slice_equal_ascii_case(key, SLICE_LIT("allow"))) take_rule(p, value, true);
    else if (slice_equal_ascii_case(key, SLICE_LIT("disallow"))) take_rule(p, value, false);
    else if (slice_equal_ascii_case(key, SLICE_LIT("crawl-delay"))) take_delay(p, value);
    /* Any other line, such as Sitemap, belongs to no group and ends none. */
}

void robots_parse(syn_robots *out, syn_arena *arena, syn_slice bytes, syn_slice token) {
    *out = (syn_robots){0};
    parsing p = {.out = out, .arena = arena, .token = token};
    bool cut = bytes.len > ROBOTS_BYTES;
    if (cut) bytes.len = ROBOTS_BYTES;
    if (slice_starts(bytes, SLICE_LIT("\xEF\xBB\xBF"))) bytes = slice_cut(bytes, 3, bytes.len);
    for (size_t at = 0; at < bytes.len;) {
        size_t end = at;
        while (end < bytes.len && bytes.ptr[end] != '\n' && bytes.ptr[end] != '\r') end++;
        if (end == bytes.len && cut) break;  /* half a line says something else than the whole */
        take_line(&p, slice_cut(bytes, at, end));
        at = end + 1;
    }
}

/* ---- matching ---- */

static bool matches(const robots_rule *rule, syn_slice path) {
    syn_slice pattern = rule->pattern;
    size_t at = 0, begin = 0;
    for (bool first = true;; first = false) {
        const char *star = begin < pattern.len ? memchr(pattern.ptr + begin, '*', pattern.len - begin) : NULL;
        size_t end = star ? (size_t)(star - pattern.ptr) : pattern.len;
        syn_slice piece = slice_cut(pattern, begin, end);
        if (!star && rule->ends && !first)  /* the last piece must stand at the very end */
            return path.len - at >= piece.len && slice_ends(path, piece);
        size_t found = first ? (slice_starts(path, piece) ? 0 : SIZE_MAX) : at;
        if (!first && piece.len) {
            const char *place = at < path.len ? memmem(path.ptr + at, path.len - at, piece.ptr, piece.len) : NULL;
            found = place ? (size_t)(place - path.ptr) : SIZE_MAX;
        }
        if (found == SIZE_MAX) return false;
        at = found + piece.len;
        if (!star) return !rule->ends || at == path.len;
        begin = end + 1;
    }
}

bool robots_allows(const syn_robots *robots, syn_slice path, syn_arena *scratch) {
    if (slice_equal(path, SLICE_LIT("/robots.txt"))) return true;
    syn_slice wanted = normal(scratch, path.len ? path : SLICE_LIT("/"), false);
    size_t longest = 0;
    bool allow = true;
    if (!wanted.ptr) return false;
    for (uint32_t i = 0; i < robots->rules.n; i++) {
        const robots_rule *rule = &robots->rules.at[i];
        size_t length = rule->pattern.len + rule->ends;
        if (length < longest || (length == longest && (allow || !rule->allow))) continue;
        if (!matches(rule, wanted)) continue;
        longest = length;
        allow = rule->allow;
    }
    return allow;
}
