/* name_keys.h - keys by which names of bodies and places meet: two names with one key can mean one thing.
 *
 * A key is a hash; 0 is none. Kinds of keys never meet by chance of kind: each joins a number of its own first. */
#ifndef SYN_TEXT_NAME_KEYS_H
#define SYN_TEXT_NAME_KEYS_H

#include "text/lexicon.h"

enum {
    NAME_KEY_WORDS = 12,     /* words of a name that are looked at */
    NAME_ACRONYM_LETTERS = 5 /* of an acronym with small letters in it ("BoB") */
};

/* The words of a name that count: no punctuation, no possessive, no "the" at its head; folded without their points. */
typedef struct name_words {
    uint64_t folds[NAME_KEY_WORDS];
    uint32_t at[NAME_KEY_WORDS];
    bool capital[NAME_KEY_WORDS];
    uint32_t count, capitals, end;
} name_words;

/* The fold of a word without the points in it: "U.S." is "us". */
uint64_t name_plain_fold(syn_slice text, const syn_word *word);
/* Words [first, end) are one name. */
void name_words_read(name_words *out, syn_slice text, const syn_word *words, uint32_t first, uint32_t end);
/* Words [from, to) of it in one key. */
uint64_t name_words_key(const name_words *name, uint32_t from, uint32_t to);
/* What the whole name means by general knowledge (lexicon/en/name_same.txt): "US", "America". */
uint64_t name_same_key(syn_slice text, const syn_word *words, const name_words *name);
/* Its initials, of the capitals or of all words, and the letters of an acronym: one kind of key. */
uint64_t name_initials_key(syn_slice text, const syn_word *words, const name_words *name, bool all);
uint64_t name_acronym_key(syn_slice acronym);
/* Is the name one word of capitals ("NHWP", "BoB")? */
bool name_is_acronym(syn_slice text, const syn_word *words, const name_words *name);
#endif
