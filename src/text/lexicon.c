/* lexicon.c - lookups in generated tables. The tables are open addressing with linear probing, at most half full; the
 * place of a key is lexicon_place(key), which tools/make_lexicon.py computes the same way. */
#include "text/lexicon.h"

static uint32_t lexicon_place(uint64_t key, uint32_t slots) { return (uint32_t)(key ^ (key >> 31)) & (slots - 1); }

static const lexicon_entry *entry_of(const syn_lexicon *lexicon, uint64_t key, uint32_t words) {
    uint32_t at = lexicon_place(key, lexicon->entry_slots);
    for (; lexicon->entries[at].phrase; at = (at + 1) & (lexicon->entry_slots - 1))
        if (lexicon->entries[at].key == key && lexicon->entries[at].words == words) return &lexicon->entries[at];
    return NULL;
}

const lexicon_entry *lexicon_word(const syn_lexicon *lexicon, uint64_t fold) {
    return entry_of(lexicon, hash_join(0, fold), 1);
}

const lexicon_entry *lexicon_match(const syn_lexicon *lexicon, const syn_word *words, uint32_t at, uint32_t end) {
    if (at >= end) return NULL;
    uint64_t first = words[at].fold;
    uint32_t place = lexicon_place(first, lexicon->first_slots);
    while (lexicon->firsts[place].longest && lexicon->firsts[place].fold != first)
        place = (place + 1) & (lexicon->first_slots - 1);
    uint32_t longest = lexicon->firsts[place].longest;
    const lexicon_entry *best = NULL;
    uint64_t key = 0;
    for (uint32_t n = 1; n <= longest && at + n <= end; n++) {
        key = hash_join(key, words[at + n - 1].fold);
        const lexicon_entry *found = entry_of(lexicon, key, n);
        if (found) best = found;
    }
    return best;
}

static bool agrees(const lexicon_entry *entry, syn_arena *arena) {
    syn_slice phrase = slice_str(entry->phrase);
    if (phrase.len > 1 && phrase.ptr[phrase.len - 1] == '.' && phrase.ptr[phrase.len - 2] != '.') phrase.len--;
    syn_words words;
    syn_sentences sentences;
    if (words_scan(&words, &sentences, phrase, "", arena, NULL) != SYN_OK) return false;
    uint64_t key = 0;
    for (uint32_t i = 0; i < words.n; i++) key = hash_join(key, words.at[i].fold);
    return words.n == entry->words && key == entry->key;
}

const char *lexicon_check(const syn_lexicon *lexicon) {
    const char *wrong = NULL;
    syn_arena arena;
    arena_init(&arena, NULL);
    for (uint32_t i = 0; i < lexicon->entry_slots && !wrong; i++) {
        const lexicon_entry *entry = &lexicon->entries[i];
        if (entry->phrase && !agrees(entry, &arena)) wrong = entry->phrase;
        arena_reset(&arena);
    }
    arena_free(&arena);
    return wrong;
}
