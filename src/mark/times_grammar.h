/* times_grammar.h - the grammar of times as a table, and the one engine that reads it.
 *
 * lexicon/<language>/times.grammar says in words how times are written; tools/make_grammar.py turns it into an automaton
 * over words at build time. A state has a few edges: a word, a function that takes in words (a terminal of
 * times_terminals.h), a condition that takes in none, or a setting. grammar_match finds the longest way from a root to an
 * end; the settings and terminals on that way then fill in the shape.
 *
 * Bounds: a way has at most GRAMMAR_STEPS edges, and no state is tried twice at one word for one beginning, so a
 * beginning costs at most states times words of the longest time, whatever the text is; in practice a handful of edges. */
#ifndef SYN_MARK_TIMES_GRAMMAR_H
#define SYN_MARK_TIMES_GRAMMAR_H

#include "mark/times.h"
#include "mark/times_terminals.h"

enum {
    GRAMMAR_STEPS = 48,  /* edges of the longest way */
    GRAMMAR_WORDS = 32   /* words of the longest time */
};

typedef enum grammar_root {
    ROOT_BETWEEN, ROOT_JOINT, ROOT_PAIR, ROOT_PREFIX, ROOT_RELATION, ROOT_TIME, ROOT_COUNT
} grammar_root;

typedef enum edge_kind {
    EDGE_END,         /* of a pattern; value: which line of its root */
    EDGE_WORD,        /* this word */
    EDGE_CALL,        /* what a terminal takes in */
    EDGE_HYPHEN,      /* a hyphen between words that touch it */
    EDGE_JOINT,       /* a hyphen or nothing */
    EDGE_SET,         /* a field of the shape */
    EDGE_IF_WORD, EDGE_UNLESS_WORD, EDGE_IF_CALL, EDGE_UNLESS_CALL,  /* it stands here, or does not; not taken in */
    EDGE_BEHIND_WORD, EDGE_NOT_BEHIND_WORD                           /* the word before the whole time */
} edge_kind;

typedef enum grammar_field {
    FIELD_KIND, FIELD_MOD, FIELD_DEIXIS, FIELD_STEPS, FIELD_YEAR_STEPS, FIELD_WHOLE_YEAR, FIELD_EVERY, FIELD_UNIT,
    FIELD_COUNT,      /* of units */
    FIELD_MORE,       /* tenths added to the count */
    FIELD_DIRECTION, FIELD_CLOCK, FIELD_BACK, FIELD_RELATION, FIELD_NUMBER,
    FIELD_EXACT,      /* to the day: "a week ago today" */
    FIELD_MINUTE      /* of the hour; below 0 of the next */
} grammar_field;

typedef struct grammar_edge {
    uint8_t kind, what;   /* what: a word, terminal or field by its number */
    int16_t value;        /* of EDGE_SET and EDGE_END */
    uint16_t to;
} grammar_edge;
typedef struct grammar_state {
    uint16_t edge, edges;
    uint16_t words;       /* how many of them, the first, are EDGE_WORD; in order of their words */
} grammar_state;
typedef struct grammar_word {
    uint64_t fold;
    uint8_t number;       /* 0 = free slot */
    uint8_t opens;        /* a bit for each root that a match may begin with it */
} grammar_word;
typedef struct syn_grammar {
    const grammar_word *words;
    uint32_t word_slots;
    const grammar_edge *edges;
    const grammar_state *states;
    uint32_t state_count;
    uint16_t roots[ROOT_COUNT];
} syn_grammar;

extern const syn_grammar grammar_mark_times;

/* At which words from a beginning on a state was tried: a bit each. `turn` is the last beginning for which it was. */
typedef struct grammar_tried {
    uint32_t turn, words;
} grammar_tried;

/* A report with what its words are to the grammar. */
typedef struct grammar_scan {
    const mark_scan *scan;
    const syn_grammar *grammar;
    uint8_t *words;       /* for each word its number in the grammar, 0 if none; */
    uint8_t *opens;       /* and a bit for each root that a match may begin with it */
    /* for each root and class of words, its edges (behind those for words) that are worth a try; last: for any class */
    uint64_t firsts[ROOT_COUNT][CLASS_COUNT + 1];
    grammar_tried *tried; /* by state */
    uint32_t turn;
} grammar_scan;

/* False when `scratch` failed. */
bool grammar_open(grammar_scan *g, const mark_scan *scan, syn_arena *scratch);
/* First word past the longest match of a root that begins at `at` and ends at or before `end`, with *shape filled in (it may
 * be NULL); or `at`. */
uint32_t grammar_match(grammar_scan *g, grammar_root root, uint32_t at, uint32_t end, time_shape *shape);

/* Gives the shapes their values and puts them on the report (times_value.c). */
syn_code times_value(const mark_options *options, syn_report *report, grammar_scan *grammar, time_shapes *shapes,
                     syn_error *error);
#endif
