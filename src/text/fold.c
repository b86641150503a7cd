/* fold.c - classes of characters and folded forms, read from gen/unicode.inc.
 *
 * In: a character or a text. Out: its class; its folded form, or the hash of it. The tables have two stages: the block of
 * 128 characters, then the character. The forms follow Unicode's full case folding and compatibility decomposition
 * (UAX #15) for Latin, Greek and Cyrillic, whose combining marks are dropped, so that "é" folds alike whether it is one
 * character or two; other scripts are only case-folded. tools/make_unicode.c has the rules. A folded text folds to itself.
 *
 * Not done: normal forms of other scripts, and languages that fold otherwise (Turkish i). */
#include "text/fold.h"
#include "text/inner.h"
#include "text/misread.h"

#include "text/gen/unicode.inc"

unsigned char_kind(uint32_t c) {
    if (c >= 0x110000) return CHAR_SYMBOL;
    return unicode_kinds[unicode_class[unicode_class_block[c >> 7] * 128u + (c & 127u)]];
}

unsigned char_class(uint32_t c) { return char_kind(c) & 0xFFu; }

bool char_no_spaces(uint32_t c) { return char_kind(c) & KIND_NO_SPACES; }

/* The folded form of a character: `size` bytes at the result; NULL if it folds to itself. */
static const unsigned char *form_of(uint32_t c, unsigned *size) {
    if (c >= 0x110000) return NULL;
    unsigned place = unicode_fold[unicode_fold_block[c >> 7] * 128u + (c & 127u)];
    if (place == 0) return NULL;
    *size = unicode_forms[place];
    return unicode_forms + place + 1;
}

/* The folded form of the character at `at`, whose length goes to *step, as bytes of the text or of the table, or in `own`. */
static const char *fold_step(syn_slice s, size_t at, unsigned *step, unsigned *size, char own[4]) {
    uint32_t c = mended_at(s, at, step);
    const unsigned char *form = form_of(c, size);
    if (form) return (const char *)form;
    *size = *step;
    if (*step <= 2 || (unsigned char)s.ptr[at] > 0xC3) return s.ptr + at;  /* what was misread begins with one of 2 bytes */
    *size = utf8_put(own, c);
    return own;
}

size_t fold_text(syn_slice s, char *out) {
    size_t length = 0;
    for (size_t at = 0; at < s.len;) {
        unsigned step, size;
        char own[4];
        const char *form = fold_step(s, at, &step, &size, own);
        at += step;
        if (size == 1 && form[0] == ' ' && length > 0 && out[length - 1] == ' ') continue;
        for (unsigned i = 0; i < size; i++) out[length++] = form[i];
    }
    return length;
}

uint64_t fold_hash(syn_slice s) {
    uint64_t hash = slice_hash(SLICE_NONE);
    bool blank = false;
    for (size_t at = 0; at < s.len;) {
        unsigned char c = (unsigned char)s.ptr[at];
        if (is_ascii_letter(c)) {
            hash = (hash ^ (c | 0x20u)) * 0x100000001b3u;
            blank = false;
            at++;
            continue;
        }
        unsigned step, size;
        char own[4];
        const char *form = fold_step(s, at, &step, &size, own);
        at += step;
        bool is_blank = size == 1 && form[0] == ' ';
        if (is_blank && blank) continue;
        if (size) blank = is_blank;
        for (unsigned i = 0; i < size; i++) hash = (hash ^ (unsigned char)form[i]) * 0x100000001b3u;
    }
    return hash;
}
