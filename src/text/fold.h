/* fold.h - case and form folding, so that texts can be compared: "Élysée" and "elysee", "Putin’s" and "putin's".
 * Tables in gen/ are generated from ICU by tools/make_unicode.c and checked for freshness. */
#ifndef SYN_TEXT_FOLD_H
#define SYN_TEXT_FOLD_H

#include "base/arena.h"

/* Folds: lower case, Latin letters without their marks, curly and other quotation marks and apostrophes straight, dashes
 * to '-', every kind of space to ' ' (runs to one), full-width forms to plain. Never longer than the input plus 2 bytes a
 * character. Appends to `out`, which needs room for fold_max(s.len); returns the length. */
size_t fold_text(syn_slice s, char *out);
static inline size_t fold_max(size_t length) { return length * 3 + 4; }
/* slice_hash of the folded text, without a copy. */
uint64_t fold_hash(syn_slice s);

/* Classes of a character, from ICU's general category. */
enum { CHAR_LETTER = 1, CHAR_UPPER = 2, CHAR_LOWER = 4, CHAR_DIGIT = 8, CHAR_SPACE = 16, CHAR_MARK = 32, CHAR_PUNCT = 64,
       CHAR_SYMBOL = 128 };
unsigned char_class(uint32_t c);
/* True for scripts that are written without spaces between words (Han, kana, Thai, Lao, Khmer, Myanmar). */
bool char_no_spaces(uint32_t c);
#endif
