/* digits.h - small numbers written as words or signs ("seven", "%"), and what stands for them in digits ("7"; "percent"). The list is
 * lexicon/<language>/digits.txt. */
#ifndef SYN_TEXT_DIGITS_H
#define SYN_TEXT_DIGITS_H

#include <stdint.h>

/* For the `fold` of one word; NULL where it is none, or the language has no list. */
const char *digits_of(uint64_t fold, const char *language);
#endif
