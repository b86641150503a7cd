/* tags_known.c - words that the tagger has met: how it sees them, and what each alone adds to the scores around it.
 *
 * In: a word of a text. Out: its tag_word, and for each place that it may have beside a word (or be that word) the sum of
 * the weights of the features that hang on it alone, which are half of all. The idea: few words make most of every text, and
 * looking up a word's clusters and some 25 rows of weights costs more than anything else here. A slot holds the latest word
 * that fell on it, whole, so that a word found is the same in every byte and mark that its features read: the sums are a
 * pure function of it, and nothing shows what came before. Longer words than KNOWN_BYTES are worked out each time.
 * Bounded: MEMORY_WORDS slots of about 300 bytes, 5 MB. */
#include "mark/tags.h"
#include "text/weights.h"

enum { KNOWN_BYTES = 20, MEMORY_WORDS = 16384, LEAST_WORDS = 16 };

typedef struct known_slot {
    uint64_t fold;
    char bytes[KNOWN_BYTES];
    uint8_t length, kind, flags;  /* length 0: free; of flags those of capitals */
    tag_known known;
} known_slot;

struct tags_memory {
    syn_model model;
    model_steps steps;
    syn_clusters clusters;
    tag_known ends[2], spare;
    uint32_t last;                /* slots, a power of two, less one */
    known_slot *slots;
};

static void learn(const syn_model *model, tag_known *known) {
    enum { PLACES = 2 * TAGS_REACH + 1 };
    uint32_t features[PLACES][TAGS_FEATURES];
    size_t count[PLACES];
    for (int k = 0; k < PLACES; k++) {
        count[k] = tags_features_alone(&known->word, k - TAGS_REACH, model->places, features[k]);
        model_fetch(model, features[k], count[k]);
    }
    for (int k = 0; k < PLACES; k++) {
        int32_t scores[TAGS_LABELS - 1] = {0};
        model_score(model, features[k], count[k], scores);
        /* A weight is a byte, and there are at most TAGS_FEATURES. */
        for (unsigned l = 0; l < TAGS_LABELS - 1; l++) known->adds[k][l] = (int16_t)scores[l];
    }
}

tags_memory *tags_memory_of(const syn_model *model, uint32_t words, syn_arena *arena) {
    uint32_t count = LEAST_WORDS;
    while (count < words && count < MEMORY_WORDS) count *= 2;
    tags_memory *memory = ARENA_NEW(arena, tags_memory);
    known_slot *slots = ARENA_ARRAY(arena, known_slot, count);
    if (!memory || !slots) return NULL;
    memory->model = *model;
    memory->clusters = clusters_find("en");
    memory->last = count - 1;
    memory->slots = slots;
    model_prepare(&memory->model, &memory->steps);
    for (unsigned behind = 0; behind < 2; behind++) {
        memory->ends[behind].word = tags_end(behind);
        learn(model, &memory->ends[behind]);
    }
    return memory;
}

tags_memory *tags_memory_open(uint32_t words, syn_arena *arena) {
    syn_model model;
    return tags_open(&model, weights_find("en", "tags")) ? tags_memory_of(&model, words, arena) : NULL;
}

const syn_model *tags_memory_model(const tags_memory *memory) { return &memory->model; }

const tag_known *tags_known_end(const tags_memory *memory, bool behind) { return &memory->ends[behind]; }

/* Where the word is kept, if it is; NULL where it is too long. */
static known_slot *slot_of(const tags_memory *memory, const syn_word *word) {
    uint32_t length = word->end - word->begin;
    uint8_t flags = word->flags & (WORD_CAPITAL | WORD_ALL_CAPS);
    uint64_t place = (word->fold ^ flags) * 0x9e3779b97f4a7c15u;
    return length && length <= KNOWN_BYTES ? &memory->slots[(place >> 40) & memory->last] : NULL;
}

void tags_known_fetch(const tags_memory *memory, const syn_word *word) {
    const known_slot *slot = slot_of(memory, word);
    for (size_t at = 0; slot && at < sizeof *slot; at += 64) __builtin_prefetch((const char *)slot + at);
}

const tag_known *tags_known_word(tags_memory *memory, syn_slice text, const syn_word *word) {
    uint32_t length = word->end - word->begin;
    const char *bytes = text.ptr + word->begin;
    uint8_t flags = word->flags & (WORD_CAPITAL | WORD_ALL_CAPS);
    tag_known *known = &memory->spare;
    known_slot *slot = slot_of(memory, word);
    if (slot) {
        known = &slot->known;
        if (slot->fold == word->fold && slot->length == length && slot->kind == word->kind && slot->flags == flags &&
            memcmp(slot->bytes, bytes, length) == 0) return known;
        slot->fold = word->fold;
        slot->length = (uint8_t)length;
        slot->kind = word->kind;
        slot->flags = flags;
        memcpy(slot->bytes, bytes, length);
    }
    tags_see_word(&known->word, &memory->clusters, text, word);
    learn(&memory->model, known);
    return known;
}
