/* memory.c - what the marks keep from one report to the next: stems and parts of speech of the words that were met, and what is
 * worked out of the weights. In: nothing but weights. Out: a memory, empty. About 6 MB once texts of many words have filled it. */
#include "mark/memory.h"

#include "text/weights.h"

enum { MEMORY_WORDS = 16384 };

mark_memory *mark_memory_of(syn_arena *arena) {
    mark_memory *memory = ARENA_NEW(arena, mark_memory);
    if (!memory) return NULL;
    memory->words = words_memory_of("en", arena);
    memory->tags = tags_memory_open(MEMORY_WORDS, arena);
    if (model_open(&memory->names, weights_find("en", "names"))) model_prepare(&memory->names, &memory->name_steps);
    return arena->failed ? NULL : memory;
}
