/* lexicon.c - lookups in generated tables. The tables are open addressing with linear probing, at most a quarter full; the
 * place of a key is lexicon_place(key), and the byte that stands for it lexicon_tag(key), which tools/make_lexicon.py
 * computes the same way. Most words are in no lexicon: the tags lie so close that a miss costs little. */
#include "text/lexicon.h"

static const lexicon_entry *entry_of(const syn_lexicon *lexicon, uint64_t key, uint32_t words) {
    uint32_t at = lexicon_place(key, lexicon->entry_slots), last = lexicon->entry_slots - 1;
    uint8_t tag = lexicon_tag(key);
    for (; lexicon->entry_tags[at]; at = (at + 1) & last) {
        if (lexicon->entry_tags[at] != tag) continue;
        const lexicon_entry *entry = &lexicon->entries[lexicon->entry_at[at]];
        if (entry->key == key && entry->words == words) return entry;
    }
    return NULL;
}

/* The key of one word is its fold: hash_join(0, fold). */
const lexicon_entry *lexicon_word_past(const syn_lexicon *lexicon, uint64_t fold) { return entry_of(lexicon, fold, 1); }

/* Words of the longest entry that begins with this one, or 0. */
static uint32_t longest_of(const syn_lexicon *lexicon, uint64_t fold) {
    uint32_t at = lexicon_place(fold, lexicon->first_slots), last = lexicon->first_slots - 1;
    uint8_t tag = lexicon_tag(fold);
    for (; lexicon->first_tags[at]; at = (at + 1) & last)
        if (lexicon->first_tags[at] == tag) {
            const lexicon_first *first = &lexicon->firsts[lexicon->first_at[at]];
            if (first->fold == fold) return first->longest;
        }
    return 0;
}

bool lexicon_begins(const syn_lexicon *lexicon, uint64_t fold) { return longest_of(lexicon, fold) > 0; }

const lexicon_entry *lexicon_match(const syn_lexicon *lexicon, const syn_word *words, uint32_t at, uint32_t end) {
    if (at >= end) return NULL;
    uint32_t longest = longest_of(lexicon, words[at].fold);
    const lexicon_entry *best = NULL;
    uint64_t key = 0;
    for (uint32_t n = 1; n <= longest && at + n <= end; n++) {
        key = hash_join(key, words[at + n - 1].fold);
        const lexicon_entry *found = entry_of(lexicon, key, n);
        if (found) best = found;
    }
    return best;
}

/* True if the scanner cuts and hashes the phrase as the tool did, and a lookup finds it. */
static bool agrees(const syn_lexicon *lexicon, const lexicon_entry *entry, syn_arena *arena) {
    syn_slice phrase = slice_str(entry->phrase);
    if (phrase.len > 1 && phrase.ptr[phrase.len - 1] == '.' && phrase.ptr[phrase.len - 2] != '.') phrase.len--;
    syn_words words;
    syn_sentences sentences;
    if (words_scan(&words, &sentences, phrase, "", arena, NULL) != SYN_OK) return false;
    uint64_t key = 0;
    for (uint32_t i = 0; i < words.n; i++) key = hash_join(key, words.at[i].fold);
    if (words.n == 0 || words.n != entry->words || key != entry->key) return false;
    const lexicon_entry *found = entry_of(lexicon, key, words.n);  /* "a/b" and "a / b" are one key */
    return found && strcmp(found->value, entry->value) == 0 && longest_of(lexicon, words.at[0].fold) >= words.n;
}

const char *lexicon_check(const syn_lexicon *lexicon) {
    const char *wrong = NULL;
    syn_arena arena;
    arena_init(&arena, NULL);
    for (uint32_t i = 0; i < lexicon->count && !wrong; i++) {
        const lexicon_entry *entry = &lexicon->entries[i];
        if (!agrees(lexicon, entry, &arena)) wrong = entry->phrase;
        arena_reset(&arena);
    }
    arena_free(&arena);
    return wrong;
}
