/* inner.h - what the files of src/text share among themselves; nobody else includes it. */
#ifndef SYN_TEXT_INNER_H
#define SYN_TEXT_INNER_H

#include "text/fold.h"
#include "text/lexicon.h"
#include "text/words.h"

/* Finer classes beside those of fold.h. */
enum { KIND_NO_SPACES = 256, KIND_OPENS = 512, KIND_CLOSES = 1024, KIND_JOINS = 2048 };
unsigned char_kind(uint32_t c);
static inline bool is_ascii_letter(uint32_t c) { return (c | 0x20) - 'a' < 26u; }
/* char_kind, quick for the letters that most texts are made of. */
static inline unsigned letter_kind(uint32_t c) {
    return is_ascii_letter(c) ? CHAR_LETTER | (c & 0x20 ? CHAR_LOWER : CHAR_UPPER) : char_kind(c);
}

/* Lists of words of the text's language (words.c). */
typedef struct text_lists {
    const syn_lexicon *abbreviations, *stopwords, *tags, *hours;  /* each may be NULL */
    bool ordinals;  /* a point behind a number makes it an ordinal */
} text_lists;

/* Of a language that has no list of abbreviations the English one is taken, as for "": its titles are those of many. */
text_lists text_lists_of(const char *language);
static inline const lexicon_entry *listed(const syn_lexicon *list, uint64_t fold) {
    return list ? lexicon_word(list, fold) : NULL;
}

/* forms.c: folds and stems of words, with a cache. */
typedef struct forms_slot {
    uint64_t fold, stem;
    uint8_t stop, used;
} forms_slot;

#define FORMS_FEW 8u              /* slots: a power of two */

typedef struct text_forms {
    const char *language;
    struct sb_stemmer *stemmer;  /* NULL: none yet, or no stems */
    bool asked;                  /* for the stemmer */
    forms_slot few[FORMS_FEW];   /* all that a short text needs: nothing of the arena */
    forms_slot *slots;
    uint32_t mask;
    const syn_lexicon *stopwords; /* or NULL */
    bool failed;                 /* the stemmer had no memory */
} text_forms;

/* False when the arena failed. `words` is about how many words will come; `memory` or NULL. */
bool forms_open(text_forms *forms, const char *language, const syn_lexicon *stopwords, words_memory *memory, size_t words,
                syn_arena *arena);
void forms_close(text_forms *forms);
/* Sets the fold of a word whose span, kind and other flags are set. */
void forms_set(syn_word *word, syn_slice text);
/* Sets stem and WORD_STOP of all words. */
void forms_finish(text_forms *forms, syn_words *words, syn_slice text);

/* sentences.c: the second pass. */
void sentences_cut(syn_words *words, syn_sentences *sentences, syn_slice text, const char *language, const text_lists *lists,
                   syn_arena *arena);

/* language.cc: cld2's code, "" when it is not sure, NULL when there is no memory. */
const char *language_cld2(const char *text, int length);

/* words.c: the abbreviation a word would be with a point behind it, or NULL. */
const lexicon_entry *abbreviation_of(const text_lists *lists, syn_slice word);
#endif
