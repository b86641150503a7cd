/* words.h - a text cut into words and sentences, as byte spans.
 *
 * Words lie side by side and cover every byte that is not white space. A word is: a run of letters, digits and marks,
 * apostrophes inside it included ("don't", "O'Brien"); initials with points between them ("U.S.", "a.m."); a number with its
 * inner points and commas and the letters at its end ("1,000", "2.5", "7th"); a handle or hashtag ("@RandPaul", "#MAGA" but
 * not "#1"); a URL, a mail address or a host ("example.com", by text/lexicon/en/domains.txt); the possessive ending ("'s",
 * or "'" after s where no single quotation mark is open) as a word of its own; a run of points or of hyphens ("...", "--");
 * else one punctuation mark or symbol. A hyphen parts words ("R-KY" is three). Scripts without spaces are cut by ICU.
 *
 * A point belongs to the word before it (WORD_ABBREVIATION) after an abbreviation (text/lexicon/en/abbreviations.txt, whose
 * head says when), after initials ("U.S.", "J." between capitals), and before a comma. It is left out of `fold`: "Sen."
 * folds to "sen", "U.S." to "u.s", and so do lexicon phrases however they are written. */
#ifndef SYN_TEXT_WORDS_H
#define SYN_TEXT_WORDS_H

#include "base/vector.h"

typedef enum word_kind {
    WORD_LETTERS,     /* begins with a letter, perhaps digits in it ("G20") */
    WORD_NUMBER,      /* starts with a digit: "12", "1,000", "2.5", "7th", "10pm" */
    WORD_POSSESSIVE,  /* "'s" or "’" */
    WORD_HANDLE,      /* "@name" */
    WORD_HASHTAG,
    WORD_URL,         /* also mail addresses */
    WORD_PUNCT,
    WORD_SYMBOL       /* "$", "%", "&", "+", emoji ... */
} word_kind;

enum {
    WORD_CAPITAL = 1,    /* its first letter is upper case */
    WORD_ALL_CAPS = 2,   /* two letters or more, all upper case */
    WORD_SPACE = 4,      /* white space stands before it (or it opens the text) */
    WORD_LINE = 8,       /* a line break stands before it (or it opens the text) */
    WORD_PARAGRAPH = 16, /* a blank line stands before it (or it opens the text) */
    WORD_ABBREVIATION = 32, /* its point belongs to it ("Sen.", "U.S.") */
    WORD_STOP = 64       /* a function word of the language (text/lexicon/<language>/stopwords.txt) */
};

/* Parts of speech: the universal tags (Universal Dependencies 2). words_scan leaves UPOS_NONE; mark_tags sets them. */
typedef enum word_upos {
    UPOS_NONE, UPOS_ADJ, UPOS_ADP, UPOS_ADV, UPOS_AUX, UPOS_CCONJ, UPOS_DET, UPOS_INTJ, UPOS_NOUN, UPOS_NUM, UPOS_PART,
    UPOS_PRON, UPOS_PROPN, UPOS_PUNCT, UPOS_SCONJ, UPOS_SYM, UPOS_VERB, UPOS_X
} word_upos;

typedef struct syn_word {
    uint32_t begin, end;  /* bytes of the text */
    uint8_t kind, flags;
    uint8_t upos;         /* word_upos */
    uint32_t sentence;    /* index of its sentence */
    uint64_t fold;        /* fold_hash of it; equal words have equal values */
    uint64_t stem;        /* hash of its folded stem; equal to `fold` where no stem applies */
} syn_word;

typedef struct syn_sentence {
    uint32_t begin, end;  /* bytes, without white space around it */
    uint32_t word, words; /* its first word, and how many */
    uint32_t paragraph;   /* index of its paragraph (parted by blank lines) */
} syn_sentence;

typedef SYN_VEC(syn_word) syn_words;
typedef SYN_VEC(syn_sentence) syn_sentences;

/* Cuts a valid UTF-8 text into words, then sentences; both land in `arena`. `sentences` may be NULL: then words know none. `language` is an ISO 639-1 code ("en"); ""
 * or one that libstemmer does not know leaves words unstemmed. Time and memory linear in the text. A sentence ends at every
 * paragraph end; at . ! ? and their closing marks, but not after abbreviations and initials (unless a word follows that has
 * no other reason for its capital), or between a quotation and its speaker ("Why?" Smith asked); before a lower-case
 * word, and where there is no mark, only if the language has weights and they say so (points.h); at a line break,
 * unless the next line goes on in lower case or the text's lines are wrapped by hand. A sentence is cut at
 * CAP_SENTENCE_TOKENS words. SYN_ERR_LIMIT past CAP_TOKENS. */
syn_code words_scan(syn_words *words, syn_sentences *sentences, syn_slice text, const char *language, syn_arena *arena,
                    syn_error *error);

/* Stems of words that were met, kept from one text to the next only to be faster: they never show. Lives in the arena; NULL: that
 * failed. For texts of `language` alone; one a thread. */
typedef struct words_memory words_memory;
words_memory *words_memory_of(const char *language, syn_arena *arena);
/* words_scan with such a memory, which is let be where the language is another; or NULL. */
syn_code words_scan_with(words_memory *memory, syn_words *words, syn_sentences *sentences, syn_slice text, const char *language,
                         syn_arena *arena, syn_error *error);

/* "NOUN", "VERB" ...; "_" for UPOS_NONE and what is none. */
const char *word_upos_name(unsigned upos);

/* The hash a word of this spelling would have in `fold`; with or without the point of an abbreviation. */
uint64_t word_hash(syn_slice word);
#endif
