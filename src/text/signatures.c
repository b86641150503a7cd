/* signatures.c - signatures of embedded posts.
 *
 * In: a text. Out: where a post is signed, by whom, and where its date begins.
 *
 * The idea: signs are looked for from left to right: "(@name)" with a dash or "shared by" in the bytes before it, "Posted by"
 * with "on" in the bytes behind it. That a date follows is for the caller to see. Linear, a constant look around each sign. */
#include "text/signatures.h"

#define NAME_LOOK 90     /* bytes between a dash and its handle, or of a name */
#define HANDLE_BYTES 64  /* a handle is no longer: Mastodon's and Bluesky's have a host in them */

static bool handle_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' ||
           c == '@';
}

static bool at_word(syn_slice s, size_t at, syn_slice word) {
    return at + word.len <= s.len && memcmp(s.ptr + at, word.ptr, word.len) == 0;
}

/* Bytes of a dash at `at`, or 0. */
static size_t dash_at(syn_slice s, size_t at) {
    if (at_word(s, at, SLICE_LIT("—")) || at_word(s, at, SLICE_LIT("–")) || at_word(s, at, SLICE_LIT("―"))) return 3;
    if (at_word(s, at, SLICE_LIT("--"))) return 2;
    return at_word(s, at, SLICE_LIT("- ")) && (at == 0 || s.ptr[at - 1] <= ' ') ? 1 : 0;
}

static size_t skip_blanks(syn_slice s, size_t at) {
    while (at < s.len && ((unsigned char)s.ptr[at] <= ' ' || at_word(s, at, SLICE_LIT("\xc2\xa0"))))
        at += (unsigned char)s.ptr[at] <= ' ' ? 1 : 2;
    return at;
}

static size_t back_blanks(syn_slice s, size_t low, size_t at) {
    while (at > low && ((unsigned char)s.ptr[at - 1] <= ' ' || (at > low + 1 && at_word(s, at - 2, SLICE_LIT("\xc2\xa0")))))
        at -= (unsigned char)s.ptr[at - 1] <= ' ' ? 1 : 2;
    return at;
}

/* "(@name)" at `open`. */
static bool read_handle(syn_slice s, size_t from, size_t open, text_signature *found) {
    size_t at = open + 2;
    while (at < s.len && at < open + HANDLE_BYTES && handle_char(s.ptr[at])) at++;
    if (at == open + 2 || at >= s.len || s.ptr[at] != ')') return false;
    found->handle = open + 2;
    found->handle_end = at;
    found->end = skip_blanks(s, at + 1);
    if (at_word(s, found->end, SLICE_LIT("on "))) found->end = skip_blanks(s, found->end + 3);
    size_t low = open > from + NAME_LOOK ? open - NAME_LOOK : from;
    for (size_t i = open; i > low; i--) {
        size_t dash = dash_at(s, i - 1);
        bool shared = !dash && at_word(s, i - 1, SLICE_LIT("shared by "));
        if (!dash && !shared) continue;
        found->form = dash ? SIGNATURE_DASH : SIGNATURE_SHARED;
        found->name = skip_blanks(s, i - 1 + (dash ? dash : sizeof "shared by " - 1));
        found->begin = i - 1;
        if (shared) {  /* "A post", "A video" */
            size_t first = back_blanks(s, from, found->begin), words = 0;
            while (first > from && words < 2) {
                while (first > from && (unsigned char)s.ptr[first - 1] > ' ') first--;
                if (++words < 2) first = back_blanks(s, from, first);
            }
            found->begin = first;
        }
        found->name_end = back_blanks(s, found->name, open);
        return true;
    }
    return false;
}

/* "Posted by Ida Hale on" at `at`. */
static bool read_posted(syn_slice s, size_t at, text_signature *found) {
    size_t name = skip_blanks(s, at + sizeof "Posted by" - 1), limit = name + NAME_LOOK < s.len ? name + NAME_LOOK : s.len;
    for (size_t i = name + 1; i + 3 < limit; i++) {
        if (s.ptr[i] == '\n' || s.ptr[i] == '.') return false;
        bool on = s.ptr[i] == 'o' && s.ptr[i + 1] == 'n' && skip_blanks(s, i + 2) > i + 2 && back_blanks(s, name, i) < i;
        if (!on) continue;
        *found = (text_signature){.form = SIGNATURE_POSTED, .begin = at, .name = name, .name_end = back_blanks(s, name, i),
                                  .end = skip_blanks(s, i + 2)};
        return found->name_end > name;
    }
    return false;
}

bool signature_find(syn_slice s, size_t from, text_signature *found) {
    for (size_t at = from; at + 2 < s.len; at++) {
        if (s.ptr[at] == '(' && s.ptr[at + 1] == '@' && read_handle(s, from, at, found)) return true;
        if (s.ptr[at] == 'P' && at_word(s, at, SLICE_LIT("Posted by ")) && read_posted(s, at, found)) return true;
    }
    return false;
}
