/* language.h - which language a text is in, by cld2. */
#ifndef SYN_TEXT_LANGUAGE_H
#define SYN_TEXT_LANGUAGE_H

#include "base/slice.h"

/* ISO 639-1 code of a valid UTF-8 text ("en"), or "" when cld2 is not sure; a constant. NULL when there is no memory.
 * Looks at the first 8 KB. */
const char *language_of(syn_slice text);
/* The ISO 639-1 code in small letters that a language tag begins with ("en" of "en-GB", "EN_us"), a constant; empty where it
 * begins with none. */
syn_slice language_of_tag(syn_slice tag);
#endif
