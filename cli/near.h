/* near.h - which of several words a mistyped one may have meant. */
#ifndef SYN_CLI_NEAR_H
#define SYN_CLI_NEAR_H

#include <stddef.h>

/* The nearest of `count` words by edit distance, if it is near enough (a third of its letters), else NULL. Ties: the
 * first. */
const char *near_word(const char *word, size_t length, const char *const *words, size_t count);
#endif
