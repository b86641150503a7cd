/* bare.c - texts as their letters and digits alone, so that titles can be compared whatever their marks, quotes and case.
 *
 * In: a text. Out: the folded letters and digits of its first CLAIM_BYTES bytes, and the hash of them. */
#include "clean/claims.h"
#include "text/fold.h"
#include "text/utf8.h"

bare_text bare_of(syn_slice s, char room[BARE_BYTES]) {
    if (s.len > CLAIM_BYTES) s = slice_cut(s, 0, utf8_cut(s, CLAIM_BYTES));
    syn_slice whole = slice_of(room, fold_text(s, room));
    size_t length = 0;
    uint64_t hash = slice_hash(SLICE_NONE);
    for (size_t at = 0; at < whole.len;) {
        unsigned size = 1;
        unsigned char c = (unsigned char)whole.ptr[at];
        bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (c >= 0x80) keep = (char_class(utf8_at(whole, at, &size)) & (CHAR_LETTER | CHAR_DIGIT | CHAR_MARK)) != 0;
        for (unsigned i = 0; keep && i < size; i++) {
            room[length] = whole.ptr[at + i];   /* never ahead of what is read */
            hash = (hash ^ (unsigned char)room[length++]) * 0x100000001b3u;
        }
        at += size;
    }
    return (bare_text){slice_of(room, length), hash};
}

bool bare_equal(syn_slice a, syn_slice b) {
    char x[BARE_BYTES], y[BARE_BYTES];
    bare_text first = bare_of(a, x), second = bare_of(b, y);
    return first.bytes.len && bare_same(first, second);
}
