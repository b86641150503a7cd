/* lexicon.h - words and phrases that are data: src/<stage>/lexicon/<language>/<name>.txt, turned into tables by
 * tools/make_lexicon.py at build time.
 *
 * The form of a file: UTF-8; a line "# SOURCES: ..." first; other lines that start with # are comments; then one entry a
 * line:
 *     phrase <TAB> value <TAB> example
 * The phrase is lower case (it is matched on folded words); the value is a short ASCII word that the stage reads ("" is
 * allowed); the example is a text in which the phrase stands, for the reviewer.
 * A phrase is cut into words as words_scan does it. A point at its very end is no word: "sen." and "sen", "u.s." and "u.s"
 * are the same; inside, write abbreviations with their point ("rep. from"). Write straight apostrophes and quotation marks.
 * Each folder gives one C file with a table `const syn_lexicon lexicon_<stage>_<name>`, declared in
 * "<stage>/lexicon/lexicon.gen.h" (include it by that path). Files of one name in several languages are one table where the
 * language is not known (clean), or a table each, found by `lexicon_<stage>_<name>_in(language)` (text). */
#ifndef SYN_TEXT_LEXICON_H
#define SYN_TEXT_LEXICON_H

#include "text/words.h"

typedef struct lexicon_entry {
    uint64_t key;         /* hash_join of the `fold` of its words */
    const char *phrase;   /* as in the file, NUL-terminated */
    const char *value;    /* never NULL */
    uint8_t words;        /* how many words it has */
} lexicon_entry;

typedef struct lexicon_first {
    uint64_t fold;        /* the first word of some entry */
    uint8_t longest;      /* words of the longest entry that begins with it */
} lexicon_first;

typedef struct syn_lexicon {
    const char *name;
    const lexicon_entry *entries;  /* `count`, by their phrases */
    const lexicon_first *firsts;
    const uint8_t *entry_tags, *first_tags;  /* hash tables: a byte a slot, lexicon_tag of its key; 0 = free */
    const uint16_t *entry_at, *first_at;     /* what has the slot: its index in entries or firsts */
    uint32_t entry_slots, first_slots, count;  /* slots are powers of two */
} syn_lexicon;

/* The longest entry that begins at word `at` (and ends before `end`), or NULL. Constant time but for the words of the
 * longest entry. */
const lexicon_entry *lexicon_match(const syn_lexicon *lexicon, const syn_word *words, uint32_t at, uint32_t end);
/* True if some entry begins with this word. */
bool lexicon_begins(const syn_lexicon *lexicon, uint64_t fold);
/* Where the search for a key begins, and the byte that stands for it; tools/make_lexicon.py computes the same. */
static inline uint32_t lexicon_place(uint64_t key, uint32_t slots) { return (uint32_t)(key ^ (key >> 31)) & (slots - 1); }
static inline uint8_t lexicon_tag(uint64_t key) { return (uint8_t)(key >> 57 | 0x80); }
/* False where no lexicon of a family ("time_...", eight or more of one folder) has an entry that begins with this word: its
 * filter, lexicon_<stage>_<family>_filter, has a bit for each of them. */
enum { LEXICON_FILTER_BITS = 32768 };
static inline bool lexicon_may_begin(const uint8_t *filter, uint64_t fold) {
    uint32_t at = lexicon_place(fold, LEXICON_FILTER_BITS);
    return filter[at / 8] >> at % 8 & 1;
}
/* lexicon_word for a word whose place is taken. */
const lexicon_entry *lexicon_word_past(const syn_lexicon *lexicon, uint64_t fold);
/* The entry for one word's `fold`, or NULL: most often at the first look. */
static inline const lexicon_entry *lexicon_word(const syn_lexicon *lexicon, uint64_t fold) {
    return lexicon->entry_tags[lexicon_place(fold, lexicon->entry_slots)] ? lexicon_word_past(lexicon, fold) : NULL;
}
/* For tests: NULL, or the first phrase that make_lexicon.py cut, hashed or put otherwise than words_scan and
 * lexicon_match. */
const char *lexicon_check(const syn_lexicon *lexicon);
#endif
