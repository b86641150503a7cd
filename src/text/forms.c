/* forms.c - the folded hash, the stem and the stop flag of a word.
 *
 * In: a word's span. Out: its `fold`, `stem` and WORD_STOP. A text says few different words many times, so folded words
 * are remembered in a small cache with two places a key, or for longer in the memory of a thread; the stemmer (Snowball, by
 * libstemmer) and the stop list are asked only when a word is not there. A slot is a pure function of its key, so nothing
 * shows what came before. Words over LONGEST bytes have no stem. */
#include "text/inner.h"

#include <errno.h>
#include <libstemmer.h>

enum { LONGEST = 64, FOLDED = LONGEST * 3 + 4 };
enum { CACHE_MAX = 8192, MEMORY_SLOTS = 16384 };  /* slots: powers of two */
enum { SOON = 8 };  /* words whose slots are asked for before */

struct words_memory {
    char language[8];
    forms_slot slots[MEMORY_SLOTS];
};

words_memory *words_memory_of(const char *language, syn_arena *arena) {
    words_memory *memory = ARENA_NEW(arena, words_memory);
    if (memory && strlen(language) < sizeof memory->language) memcpy(memory->language, language, strlen(language));
    return memory;
}

bool forms_open(text_forms *forms, const char *language, const syn_lexicon *stopwords, words_memory *memory, size_t words,
                syn_arena *arena) {
    forms->stopwords = stopwords;
    forms->language = language;
    uint32_t slots = FORMS_FEW;
    if (memory && language[0] && strcmp(memory->language, language) == 0) {
        forms->slots = memory->slots;
        slots = MEMORY_SLOTS;
    } else if (language[0]) {
        while (slots < words && slots < CACHE_MAX) slots *= 2;
        forms->slots = slots > FORMS_FEW ? ARENA_ARRAY(arena, forms_slot, slots) : forms->few;
    }
    forms->mask = slots - 1;
    return forms->slots || !language[0];
}

void forms_close(text_forms *forms) { sb_stemmer_delete(forms->stemmer); }

static struct sb_stemmer *stemmer_of(text_forms *forms) {
    if (forms->asked) return forms->stemmer;
    forms->asked = true;
    errno = 0;  /* libstemmer gives NULL for a language that it does not know as for no memory */
    forms->stemmer = forms->language[0] ? sb_stemmer_new(forms->language, NULL) : NULL;
    forms->failed |= !forms->stemmer && errno == ENOMEM;
    return forms->stemmer;
}

/* Folds a short word to `out`; *hash becomes slice_hash of what it gives. */
static syn_slice fold_word(syn_slice word, char *out, uint64_t *hash) {
    uint64_t sum = slice_hash(SLICE_NONE);
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if ((unsigned char)c >= 0x80 || c <= ' ' || c == '`') {
            syn_slice folded = slice_of(out, fold_text(word, out));
            *hash = slice_hash(folded);
            return folded;
        }
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        sum = hash_byte(sum, out[i]);
    }
    *hash = sum;
    return slice_of(out, word.len);
}

static uint64_t stem_of(text_forms *forms, syn_slice folded, uint64_t fold) {
    if (folded.len < 3 || !stemmer_of(forms)) return fold;
    const sb_symbol *stem = sb_stemmer_stem(forms->stemmer, (const sb_symbol *)folded.ptr, (int)folded.len);
    if (!stem) {
        forms->failed = true;
        return fold;
    }
    return slice_hash(slice_of((const char *)stem, (size_t)sb_stemmer_length(forms->stemmer)));
}

/* The word as its fold is made of it. */
static syn_slice written(const syn_word *word, syn_slice text) {
    return slice_cut(text, word->begin, word->flags & WORD_ABBREVIATION ? word->end - 1 : word->end);
}

void forms_set(syn_word *word, syn_slice text) {
    syn_slice s = written(word, text);
    char folded[FOLDED];
    if (s.len > LONGEST) word->fold = fold_hash(s);
    else fold_word(s, folded, &word->fold);
    word->stem = word->fold;
}

/* The first of the two slots of a word. A word's stem depends on whether it is stemmed at all, so that is part of the key. */
static forms_slot *first_slot(const text_forms *forms, const syn_word *word) {
    uint64_t key = word->fold ^ (word->flags & WORD_ABBREVIATION ? 0x9e3779b97f4a7c15u : 0);
    return &forms->slots[(uint32_t)(key ^ (key >> 29)) & forms->mask];
}

static const forms_slot *slot_of(text_forms *forms, const syn_word *word, syn_slice text) {
    bool stems = !(word->flags & WORD_ABBREVIATION);
    forms_slot *first = first_slot(forms, word), *second = &forms->slots[(size_t)(first - forms->slots) ^ 1];
    uint8_t used = stems ? 1 : 2;
    if (first->fold == word->fold && first->used == used) return first;
    if (second->fold == word->fold && second->used == used) return second;
    forms_slot *slot = first->used && !second->used ? second : first;
    char folded[FOLDED];
    uint64_t same;
    slot->fold = word->fold;
    slot->stem = stems ? stem_of(forms, fold_word(written(word, text), folded, &same), word->fold) : word->fold;
    slot->used = forms->failed ? 0 : used;
    slot->stop = listed(forms->stopwords, word->fold) != NULL;
    return slot;
}

static bool has_form(const syn_word *word) {
    uint32_t length = word->end - word->begin - ((word->flags & WORD_ABBREVIATION) != 0);
    return word->kind == WORD_LETTERS && length <= LONGEST;
}

/* Without a language there are no stems, and the stop list is quickly asked. */
static void finish_plain(const text_forms *forms, syn_words *words) {
    for (uint32_t i = 0; i < words->n; i++) {
        syn_word *word = &words->at[i];
        if (!has_form(word) || (word->flags & WORD_ABBREVIATION)) continue;
        if (listed(forms->stopwords, word->fold)) word->flags |= WORD_STOP;
    }
}

void forms_finish(text_forms *forms, syn_words *words, syn_slice text) {
    if (!forms->language[0]) {
        finish_plain(forms, words);
        return;
    }
    for (uint32_t i = 0; i < words->n; i++) {
        if (i + SOON < words->n) __builtin_prefetch(first_slot(forms, &words->at[i + SOON]));
        syn_word *word = &words->at[i];
        if (!has_form(word)) continue;
        const forms_slot *slot = slot_of(forms, word, text);
        word->stem = slot->stem;
        if (slot->stop && !(word->flags & WORD_ABBREVIATION)) word->flags |= WORD_STOP;
    }
}

const char *word_upos_name(unsigned upos) {
    static const char *const names[] = {"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART",
                                        "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
    return names[upos <= UPOS_X ? upos : UPOS_NONE];
}

uint64_t word_hash(syn_slice word) {
    /* A point behind letters is that of an abbreviation; a point alone, or a run of them, is a word. */
    if (word.len > 1 && word.ptr[word.len - 1] == '.' && word.ptr[word.len - 2] != '.') word.len--;
    return fold_hash(word);
}
