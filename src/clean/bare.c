/* bare.c - texts as their letters and digits alone, so that titles can be compared whatever their marks, quotes and case.
 *
 * In: a text. Out: at most BARE_BYTES of its folded letters and digits, and the hash of them. */
#include "clean/claims.h"
#include "text/fold.h"
#include "text/utf8.h"

void bare_of(syn_slice s, bare_text *out) {
    char folded[BARE_BYTES + 8];
    if (s.len > BARE_BYTES / 3) s = slice_cut(s, 0, utf8_cut(s, BARE_BYTES / 3));
    syn_slice whole = slice_of(folded, fold_text(s, folded));
    out->len = 0;
    for (size_t at = 0; at < whole.len;) {
        unsigned size;
        uint32_t c = utf8_at(whole, at, &size);
        bool keep = c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
                             : (char_class(c) & (CHAR_LETTER | CHAR_DIGIT | CHAR_MARK)) != 0;
        for (unsigned i = 0; keep && i < size && out->len < BARE_BYTES; i++) out->bytes[out->len++] = whole.ptr[at + i];
        at += size;
    }
    out->hash = slice_hash(slice_of(out->bytes, out->len));
}

bool bare_equal(syn_slice a, syn_slice b) {
    bare_text x, y;
    bare_of(a, &x);
    bare_of(b, &y);
    return x.len && x.hash == y.hash && x.len == y.len;
}

bool bare_holds(const bare_text *whole, const bare_text *part) {
    return part->len && whole->len >= part->len &&
           slice_find(slice_of(whole->bytes, whole->len), slice_of(part->bytes, part->len), 0) != SIZE_MAX;
}
