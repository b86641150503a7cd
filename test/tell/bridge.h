/* bridge.h - an invented story for the tests of tell: a bridge is closed, told by four invented papers. */
#ifndef TEST_TELL_BRIDGE_H
#define TEST_TELL_BRIDGE_H

#include "report/collation.h"

typedef struct bridge {
    syn_collation story;
    const syn_report *inputs[16];
    uint32_t input_count;
    collation_set set;
} bridge;

/* The story with its findings, made by hand. */
bridge *bridge_new(void);
void bridge_free(bridge *b);

/* A report with a text, cut into sentences after each point followed by white space. */
syn_report *bridge_report(const char *input, const char *source, const char *title, const char *day, const char *text);
/* The place of some words in a report of the story; the words must stand there. */
syn_place bridge_place(const syn_collation *c, uint32_t report, const char *words);

/* Lists of places: ended by {NULL}. */
typedef struct bridge_words { uint32_t report; const char *words; } bridge_words;
void bridge_places(syn_collation *c, syn_places *out, const bridge_words *list);
#endif
