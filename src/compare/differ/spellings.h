/* spellings.h - what the two files of spellings share. */
#ifndef SYN_COMPARE_SPELLINGS_H
#define SYN_COMPARE_SPELLINGS_H

#include "compare/story.h"

#define MOST_NAMES 64       /* names of one person, or under one key, that are looked at */

/* Are two last names, of one person by other signs, a letter apart (long ones two), and none the other with an ending? */
bool spelt_nearly(syn_slice one, syn_slice two);
#endif
