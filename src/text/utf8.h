/* utf8.h - UTF-8: decoding, checking, repairing. */
#ifndef SYN_TEXT_UTF8_H
#define SYN_TEXT_UTF8_H

#include "base/arena.h"

/* utf8_at for what is no ASCII. */
uint32_t utf8_wide_at(syn_slice s, size_t at, unsigned *size);
/* The character at s.ptr[at], and its length in bytes in *size (at least 1). Bytes that are no UTF-8 (overlong forms,
 * surrogates, above U+10FFFF, cut off) give U+FFFD and a size of 1. `at` must be below s.len. */
static inline uint32_t utf8_at(syn_slice s, size_t at, unsigned *size) {
    unsigned char first = (unsigned char)s.ptr[at];
    if (first >= 0x80) return utf8_wide_at(s, at, size);
    *size = 1;
    return first;
}
/* Start of the character before `at` (which is above 0). */
size_t utf8_before(syn_slice s, size_t at);
/* Writes a character (1 to 4 bytes) and returns its length; U+FFFD for what is no scalar value. */
unsigned utf8_put(char out[4], uint32_t c);
/* Bytes of the longest valid prefix. */
size_t utf8_valid(syn_slice s);
/* How many control characters a valid slice holds: all but tab, LF, VT and FF; DEL and those from U+0080 to U+009F are some. */
size_t utf8_controls(syn_slice s);
/* A valid copy in which each bad byte and each NUL is U+FFFD; the slice itself if it is valid. *repaired counts them. */
syn_slice utf8_repair(syn_arena *arena, syn_slice s, size_t *repaired);
/* Largest length <= max that does not cut a character of a valid slice. */
size_t utf8_cut(syn_slice s, size_t max);
#endif
