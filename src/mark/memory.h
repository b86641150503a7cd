/* memory.h - what the marks keep from one report to the next, only to be faster; nobody but the stages of mark includes it. */
#ifndef SYN_MARK_MEMORY_H
#define SYN_MARK_MEMORY_H

#include "mark/mark.h"
#include "mark/tags.h"
#include "text/model.h"

struct mark_memory {
    words_memory *words;            /* of English */
    tags_memory *tags;              /* NULL: no English weights are there */
    syn_model names;                /* places 0: the same */
    model_steps name_steps;
};
#endif
