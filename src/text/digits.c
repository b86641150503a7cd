/* digits.c - see digits.h. */
#include "text/digits.h"

#include "text/lexicon/lexicon.gen.h"

const char *digits_of(uint64_t fold, const char *language) {
    const syn_lexicon *list = lexicon_text_digits_in(language);
    const lexicon_entry *entry = list ? lexicon_word(list, fold) : NULL;
    return entry ? entry->value : NULL;
}
