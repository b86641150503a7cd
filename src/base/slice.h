/* slice.h - a borrowed run of bytes. Not NUL-terminated, owns nothing, lives as long as what it points into. */
#ifndef SYN_BASE_SLICE_H
#define SYN_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct syn_slice {
    const char *ptr;  /* may be NULL when len is 0 */
    size_t len;       /* bytes */
} syn_slice;

#define SLICE_LIT(text) ((syn_slice){(text), sizeof(text) - 1})
#define SLICE_NONE ((syn_slice){NULL, 0})

static inline syn_slice slice_of(const char *ptr, size_t len) { return (syn_slice){ptr, len}; }
static inline syn_slice slice_str(const char *text) { return (syn_slice){text, text ? strlen(text) : 0}; }
/* The bytes [begin, end) of a slice; the caller keeps begin <= end <= len. */
static inline syn_slice slice_cut(syn_slice s, size_t begin, size_t end) {
    return (syn_slice){s.ptr ? s.ptr + begin : s.ptr, end - begin};
}
static inline bool slice_equal(syn_slice a, syn_slice b) {
    return a.len == b.len && (a.len == 0 || (a.ptr && b.ptr && memcmp(a.ptr, b.ptr, a.len) == 0));
}
static inline bool slice_starts(syn_slice s, syn_slice with) {
    return s.len >= with.len && (with.len == 0 || memcmp(s.ptr, with.ptr, with.len) == 0);
}
static inline bool slice_ends(syn_slice s, syn_slice with) {
    return s.len >= with.len && (with.len == 0 || memcmp(s.ptr + s.len - with.len, with.ptr, with.len) == 0);
}
/* Order by bytes, shorter first where one begins the other. */
int slice_compare(syn_slice a, syn_slice b);
/* Without ASCII white space at both ends. */
syn_slice slice_trim(syn_slice s);
/* Position of the first `needle` at or after `from`, or SIZE_MAX. */
size_t slice_find(syn_slice s, syn_slice needle, size_t from);
/* Equal but for ASCII case. */
bool slice_equal_ascii_case(syn_slice a, syn_slice b);
/* The same for a word that is written out in the code: most texts differ from it in length or in the first byte. */
static inline bool slice_is(syn_slice s, const char *word) {
    return s.len == strlen(word) && s.ptr && ((s.ptr[0] ^ word[0]) & ~0x20) == 0 && slice_equal_ascii_case(s, slice_str(word));
}
static inline uint64_t hash_byte(uint64_t hash, char byte) { return (hash ^ (unsigned char)byte) * 0x100000001b3u; }
/* FNV-1a, 64 bits, of the bytes: the hash that generated tables use (tools/make_lexicon.py computes the same). */
static inline uint64_t slice_hash(syn_slice s) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.len; i++) hash = hash_byte(hash, s.ptr[i]);
    return hash;
}
/* Joins the hashes of a run of words into one; `hash` is 0 for the first. */
static inline uint64_t hash_join(uint64_t hash, uint64_t word) {
    return (hash * 0x9e3779b97f4a7c15u) ^ (word + (hash >> 29));
}
#endif
