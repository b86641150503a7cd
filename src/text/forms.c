/* forms.c - the folded hash, the stem and the stop flag of a word.
 *
 * In: a word's span. Out: its `fold`, `stem` and WORD_STOP. A text says few different words many times, so folded words
 * are remembered in a small cache with two places a key, or for longer in the memory of a thread; the stemmer (Snowball, by
 * libstemmer) and the stop list are asked only when a word is not there. A slot is a pure function of its key, so nothing
 * shows what came before. Words over LONGEST bytes have no stem. */
#include "text/inner.h"

#include <errno.h>
#include <libstemmer.h>

enum { LONGEST = 64, CACHE_MAX = 8192, MEMORY_SLOTS = 16384 };  /* slots: powers of two */

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
    } else {
        while (slots < words && slots < CACHE_MAX) slots *= 2;
        forms->slots = slots > FORMS_FEW ? ARENA_ARRAY(arena, forms_slot, slots) : forms->few;
    }
    forms->mask = slots - 1;
    return forms->slots;
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

static const forms_slot *slot_of(text_forms *forms, syn_slice folded, uint64_t fold, bool stems) {
    /* A word's stem depends on whether it is stemmed at all, so that is part of the key. */
    uint64_t key = fold ^ (stems ? 0 : 0x9e3779b97f4a7c15u);
    uint32_t place = (uint32_t)(key ^ (key >> 29)) & forms->mask;
    forms_slot *first = &forms->slots[place], *second = &forms->slots[place ^ 1];
    uint8_t used = stems ? 1 : 2;
    if (first->fold == fold && first->used == used) return first;
    if (second->fold == fold && second->used == used) return second;
    forms_slot *slot = first->used && !second->used ? second : first;
    slot->fold = fold;
    slot->stem = stems ? stem_of(forms, folded, fold) : fold;
    slot->used = forms->failed ? 0 : used;
    slot->stop = listed(forms->stopwords, fold) != NULL;
    return slot;
}

void forms_set(text_forms *forms, syn_word *word, syn_slice text) {
    syn_slice s = slice_cut(text, word->begin, word->end);
    if (word->flags & WORD_ABBREVIATION) s.len--;
    if (s.len > LONGEST) {
        word->fold = word->stem = fold_hash(s);
        return;
    }
    char folded[LONGEST * 3 + 4];
    syn_slice form = fold_word(s, folded, &word->fold);
    word->stem = word->fold;
    if (word->kind != WORD_LETTERS) return;
    const forms_slot *slot = slot_of(forms, form, word->fold, !(word->flags & WORD_ABBREVIATION));
    word->stem = slot->stem;
    if (slot->stop && !(word->flags & WORD_ABBREVIATION)) word->flags |= WORD_STOP;
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
