/* name_keys.c - see name_keys.h. Everything is bounded by NAME_KEY_WORDS. */
#include "text/name_keys.h"

#include "text/lexicon/lexicon.gen.h"
#include "text/name_parts.h"
#include "text/misread.h"

enum { KEY_INITIALS = 1, KEY_SAME = 4 };

uint64_t name_plain_fold(syn_slice text, const syn_word *word) {
    syn_slice own = slice_cut(text, word->begin, word->end);
    if (word->kind != WORD_LETTERS || own.len > NAME_PART_BYTES || !memchr(own.ptr, '.', own.len)) return word->fold;
    char plain[NAME_PART_BYTES];
    size_t kept = 0;
    for (size_t i = 0; i < own.len; i++)
        if (own.ptr[i] != '.') plain[kept++] = own.ptr[i];
    return word_hash(slice_of(plain, kept));
}

void name_words_read(name_words *out, syn_slice text, const syn_word *words, uint32_t first, uint32_t end) {
    *out = (name_words){.end = end};
    for (uint32_t at = first; at < end && out->count < NAME_KEY_WORDS; at++) {
        const syn_word *word = &words[at];
        if (at == first && slice_equal_ascii_case(slice_cut(text, word->begin, word->end), SLICE_LIT("the"))) continue;
        if (word->kind == WORD_PUNCT || word->kind == WORD_POSSESSIVE) continue;
        out->folds[out->count] = name_plain_fold(text, word);
        out->at[out->count] = at;
        out->capital[out->count] = word->flags & WORD_CAPITAL;
        out->capitals += out->capital[out->count++];
    }
}

uint64_t name_words_key(const name_words *name, uint32_t from, uint32_t to) {
    uint64_t key = 0;
    for (uint32_t i = from; i < to; i++) key = hash_join(key, name->folds[i]);
    return key;
}

uint64_t name_same_key(syn_slice text, const syn_word *words, const name_words *name) {
    syn_word plain[NAME_KEY_WORDS];
    uint32_t n = name->count ? name->end - name->at[0] : 0;
    if (n == 0 || n > NAME_KEY_WORDS) return 0;
    for (uint32_t i = 0; i < n; i++) {
        plain[i] = words[name->at[0] + i];
        plain[i].fold = name_plain_fold(text, &plain[i]);
    }
    const lexicon_entry *entry = lexicon_match(&lexicon_text_name_same, plain, 0, n);
    return entry && entry->words == n ? hash_join(KEY_SAME, slice_hash(slice_str(entry->value))) : 0;
}

uint64_t name_initials_key(syn_slice text, const syn_word *words, const name_words *name, bool all) {
    name_part letters = {.length = 0};
    for (uint32_t i = 0; i < name->count; i++) {
        const syn_word *word = &words[name->at[i]];
        unsigned size;
        (void)mended_at(text, word->begin, &size);
        if (all || name->capital[i]) name_part_add(&letters, slice_cut(text, word->begin, word->begin + size));
    }
    return letters.length > 1 ? hash_join(KEY_INITIALS, name_part_hash(&letters)) : 0;
}

uint64_t name_acronym_key(syn_slice acronym) {
    name_part letters = {.length = 0};
    name_part_add(&letters, acronym);
    return letters.length > 1 ? hash_join(KEY_INITIALS, name_part_hash(&letters)) : 0;
}

bool name_is_acronym(syn_slice text, const syn_word *words, const name_words *name) {
    if (name->count != 1) return false;
    const syn_word *word = &words[name->at[0]];
    if (word->flags & WORD_ALL_CAPS) return true;
    uint32_t capitals = 0;
    for (uint32_t i = word->begin; i < word->end; i++) capitals += text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
    return capitals > 1 && word->end - word->begin <= NAME_ACRONYM_LETTERS;
}
