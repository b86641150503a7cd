/* feed_value.c - what the text of a feed's element means: its kind of text, base64, markup, a person's name, a language.
 *
 * Sources: RFC 4287 3.1.1 and 4.1.3 (Atom), the draft of Atom 0.3 (`mode`), RFC 4648, BCP 47. All linear. */
#include "base/caps.h"
#include "read/feed.h"
#include "text/utf8.h"

static bool has(syn_slice s, const char *what) { return slice_find(s, slice_str(what), 0) != SIZE_MAX; }

feed_type feed_type_of(syn_slice type, syn_slice mode, bool *encoded) {
    type = slice_trim(type);
    *encoded = slice_equal_ascii_case(slice_trim(mode), SLICE_LIT("base64"));
    if (has(type, "html")) return TYPE_HTML;
    bool media = has(type, "/");
    bool text = slice_starts(type, SLICE_LIT("text/")) || slice_ends(type, SLICE_LIT("+xml")) || slice_ends(type, SLICE_LIT("/xml"));
    if (media && !text && mode.len == 0) *encoded = true;  /* RFC 4287, 4.1.3.3 */
    bool plain = slice_equal(type, SLICE_LIT("text")) || slice_equal(type, SLICE_LIT("plain")) ||
                 slice_equal(type, SLICE_LIT("text/plain"));
    return plain ? TYPE_TEXT : TYPE_UNKNOWN;
}

static int digit_of(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

bool feed_base64(syn_buffer *text) {
    uint32_t bits = 0;
    unsigned count = 0;
    size_t out = 0;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->ptr[i];
        if (c == '=' || c == ' ' || (c >= '\t' && c <= '\r')) continue;
        int digit = digit_of(c);
        if (digit < 0) return text->len = 0, false;
        bits = bits << 6 | (uint32_t)digit;
        count += 6;
        if (count >= 8) {
            count -= 8;
            text->ptr[out++] = (char)(bits >> count & 0xFF);
        }
    }
    text->len = out;
    syn_slice s = slice_of(text->ptr, out);
    bool good = out > 0 && !memchr(s.ptr, '\0', out) && utf8_valid(s) == out;
    if (!good) text->len = 0;
    return good;
}

void feed_language(syn_slice tag, char out[FEED_LANGUAGE]) {
    out[0] = '\0';
    tag = slice_trim(tag);
    if (tag.len < 2 || (tag.len > 2 && tag.ptr[2] != '-' && tag.ptr[2] != '_')) return;
    for (unsigned i = 0; i < 2; i++) {
        char c = (char)(tag.ptr[i] | 0x20);
        if (c < 'a' || c > 'z') {
            out[0] = '\0';
            return;
        }
        out[i] = c;
    }
    out[2] = '\0';
}

static bool is_address(syn_slice s) {
    const char *at = s.len ? memchr(s.ptr, '@', s.len) : NULL;
    return link_is_whole(s) || (at && at > s.ptr && at + 1 < s.ptr + s.len && !memchr(s.ptr, ' ', s.len));
}

static syn_slice unquoted(syn_slice s) {
    s = slice_trim(s);
    if (s.len >= 2 && s.ptr[0] == '"' && s.ptr[s.len - 1] == '"') s = slice_trim(slice_cut(s, 1, s.len - 1));
    return slice_starts(s, SLICE_LIT("mailto:")) ? slice_cut(s, 7, s.len) : s;
}

syn_slice feed_person(syn_slice author) {
    author = slice_trim(author);
    if (author.len > CAP_META_BYTES) author.len = utf8_cut(author, CAP_META_BYTES);
    for (unsigned k = 0; k < 2 && author.len; k++) {
        const char *open = memchr(author.ptr, "(<"[k], author.len);
        if (!open || author.ptr[author.len - 1] != ")>"[k]) continue;
        size_t at = (size_t)(open - author.ptr);
        syn_slice before = unquoted(slice_cut(author, 0, at)), inside = unquoted(slice_cut(author, at + 1, author.len - 1));
        if (is_address(before)) return is_address(inside) ? SLICE_NONE : inside;
        if (is_address(inside)) return before;
    }
    author = unquoted(author);
    return is_address(author) ? SLICE_NONE : author;
}

void feed_author(feed_values *values, syn_slice name, uint8_t rank) {
    name = slice_trim(name);
    syn_buffer *list = &values->authors;
    if (name.len == 0 || rank < values->authors_rank || list->len + name.len > CAP_META_BYTES) return;
    if (rank > values->authors_rank) list->len = 0;
    values->authors_rank = rank;
    for (size_t at = 0; at < list->len;) {
        const char *end = memchr(list->ptr + at, '\n', list->len - at);
        if (!end) break;
        if (slice_equal(slice_of(list->ptr + at, (size_t)(end - list->ptr) - at), name)) return;
        at = (size_t)(end - list->ptr) + 1;
    }
    for (size_t i = 0; i < name.len; i++) buffer_add_char(list, name.ptr[i] == '\n' ? ' ' : name.ptr[i]);
    buffer_add_char(list, '\n');
}

/* ---- markup ---- */

/* Elements whose content is no text. Of the first ones an end tag may be missing; the others are scripts and the like, of
 * which all that follows is better lost than shown. */
static const char *const swallowing[] = {"object", "iframe", "applet", "video", "audio", "script", "style", "textarea",
                                         "title", "noframes", "noembed", "select"};
#define SWALLOWING (sizeof swallowing / sizeof *swallowing)
#define SWALLOWING_OPEN 5u

/* Which of them the name at `at` is; SWALLOWING if none. */
static size_t swallowing_at(syn_slice s, size_t at) {
    for (size_t i = 0; i < SWALLOWING; i++) {
        size_t length = strlen(swallowing[i]);
        if (at + length >= s.len || !slice_equal_ascii_case(slice_cut(s, at, at + length), slice_str(swallowing[i]))) continue;
        char next = s.ptr[at + length];
        if (next == '>' || next == '/' || next == ' ' || (next >= '\t' && next <= '\r')) return i;
    }
    return SWALLOWING;
}

void feed_fragment(char *html, size_t length) {
    syn_slice s = slice_of(html, length);
    size_t closed[SWALLOWING] = {0};  /* behind the last end tag of each */
    const char *found;
    for (size_t at = 0; at < length && (found = memchr(html + at, '<', length - at)); at++) {
        at = (size_t)(found - html);
        if (at + 1 >= length || html[at + 1] != '/') continue;
        size_t which = swallowing_at(s, at + 2);
        if (which < SWALLOWING) closed[which] = at;
    }
    for (size_t at = 0; at < length && (found = memchr(html + at, '<', length - at)); at++) {
        at = (size_t)(found - html);
        size_t which = swallowing_at(s, at + 1);
        if (which == SWALLOWING) continue;
        const char *end = memchr(html + at, '>', length - at);
        if (!end) return;
        size_t to = (size_t)(end - html);
        if (html[to - 1] == '/' || (which < SWALLOWING_OPEN && at > closed[which])) memset(html + at, ' ', to + 1 - at);
        at = to;
    }
}
