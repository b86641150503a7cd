/* feed_value.c - what the text of a feed's element means: its kind of text, base64, markup, a person's name, a language.
 *
 * Sources: RFC 4287 3.1.1 and 4.1.3 (Atom), the draft of Atom 0.3 (`mode`), RFC 4648, BCP 47. All linear. */
#include "base/caps.h"
#include "read/feed.h"
#include "text/language.h"
#include "text/utf8.h"

static bool has(syn_slice s, const char *what) { return slice_find(s, slice_str(what), 0) != SIZE_MAX; }

feed_type feed_type_of(syn_slice type, syn_slice mode, bool *encoded) {
    type = slice_trim(type);
    *encoded = slice_equal_ascii_case(slice_trim(mode), SLICE_LIT("base64"));
    if (has(type, "html")) return TYPE_HTML;
    bool media = has(type, "/");
    bool text = slice_starts(type, SLICE_LIT("text/")) || slice_ends(type, SLICE_LIT("+xml")) ||
                slice_ends(type, SLICE_LIT("/xml"));
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
    syn_slice code = language_of_tag(tag);
    if (code.len) memcpy(out, code.ptr, code.len);
    out[code.len] = '\0';
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
        if (at + length >= s.len) continue;
        if (!slice_equal_ascii_case(slice_cut(s, at, at + length), slice_str(swallowing[i]))) continue;
        char next = s.ptr[at + length];
        if (next == '>' || next == '/' || next == ' ' || (next >= '\t' && next <= '\r')) return i;
    }
    return SWALLOWING;
}

/* What is known of the end of a fragment before it is walked. */
typedef struct fragment {
    syn_slice html;
    size_t closed[SWALLOWING];  /* the last end tag of each; 0 = none */
    size_t tag, comment;        /* behind the last '>' and the last "-->" */
    bool cdata;                 /* a CDATA mark was met */
} fragment;

static fragment fragment_ends(syn_slice s) {
    fragment f = {.html = s};
    const char *found;
    for (size_t at = 0; at < s.len && (found = memchr(s.ptr + at, '<', s.len - at)); at++) {
        at = (size_t)(found - s.ptr);
        if (at + 1 >= s.len || s.ptr[at + 1] != '/') continue;
        size_t which = swallowing_at(s, at + 2);
        if (which < SWALLOWING) f.closed[which] = at;
    }
    for (size_t at = s.len; at > 0 && (!f.tag || !f.comment); at--) {
        if (s.ptr[at - 1] != '>') continue;
        if (!f.tag) f.tag = at;
        if (!f.comment && at >= 3 && s.ptr[at - 2] == '-' && s.ptr[at - 3] == '-') f.comment = at;
    }
    return f;
}

static void add_text(const fragment *f, syn_buffer *out, size_t begin, size_t end) {
    syn_slice text = slice_cut(f->html, begin, end);
    size_t mark;
    while (f->cdata && (mark = slice_find(text, SLICE_LIT("]]>"), 0)) != SIZE_MAX) {
        buffer_add(out, slice_cut(text, 0, mark));
        text = slice_cut(text, mark + 3, text.len);
    }
    buffer_add(out, text);
}

/* Where the text goes on behind the '<' at `at`; what stands for it is appended. */
static size_t fragment_tag(fragment *f, syn_buffer *out, size_t at) {
    syn_slice s = f->html, rest = slice_cut(s, at, s.len);
    if (at >= f->tag) {
        if (slice_starts(rest, SLICE_LIT("<!--"))) return s.len;
        buffer_add_str(out, "&lt;");
        return at + 1;
    }
    size_t end = (size_t)((const char *)memchr(rest.ptr, '>', rest.len) - s.ptr) + 1;
    if (slice_starts(rest, SLICE_LIT("<!--"))) {
        if (at + 7 > f->comment) return end;  /* it never ends: only its first tag's worth is lost */
        return slice_find(s, SLICE_LIT("-->"), at + 4) + 3;
    }
    if (slice_starts(rest, SLICE_LIT("<![CDATA["))) {
        f->cdata = true;
        return at + 9;
    }
    if (slice_starts(rest, SLICE_LIT("<!"))) {
        if (rest.len > 9 && slice_equal_ascii_case(slice_cut(rest, 2, 9), SLICE_LIT("doctype"))) return end;
        buffer_add_str(out, "&lt;");
        return at + 1;
    }
    size_t which = swallowing_at(s, at + 1);
    bool lost = which < SWALLOWING && (s.ptr[end - 2] == '/' || (which < SWALLOWING_OPEN && at > f->closed[which]));
    if (lost) return end;
    buffer_add_char(out, '<');
    return at + 1;
}

void feed_fragment(syn_buffer *out, syn_slice html) {
    fragment f = fragment_ends(html);
    for (size_t at = 0; at < html.len && !out->failed;) {
        const char *found = memchr(html.ptr + at, '<', html.len - at);
        size_t next = found ? (size_t)(found - html.ptr) : html.len;
        add_text(&f, out, at, next);
        at = found ? fragment_tag(&f, out, next) : next;
    }
}
