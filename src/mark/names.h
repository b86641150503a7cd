/* names.h - what the files of the names stage (names*.c) share; nobody else includes it.
 *
 * A run is a stretch of one sentence that may hold names: capitalised words and the small words between them. Its items
 * are words of the report, with what the lexicons and the rest of the report say about each. */
#ifndef SYN_MARK_NAMES_H
#define SYN_MARK_NAMES_H

#include "base/map.h"
#include "mark/mark.h"
#include "text/lexicon.h"

enum {
    RUN_ITEMS = 40,      /* a longer run is cut */
    SEGMENT_ITEMS = 12,  /* no name is longer */
    TITLE_WORDS = 12,    /* no title is longer */
    ROLE_WORDS = 24,     /* a role behind a name is cut here */
    OCCASION_WORDS = 5   /* "at a packed news conference": no more stand between */
};

/* Bits of an item. */
enum {
    ITEM_CAPITAL = 1u << 0,    /* a capitalised word: part of a name, or not one */
    ITEM_STOP = 1u << 1,       /* a capitalised function word ("The") */
    ITEM_OF = 1u << 2,         /* "of", "for", "on" between capitals */
    ITEM_AND = 1u << 3,        /* "and", "&" */
    ITEM_THE = 1u << 4,        /* "the" behind "of" */
    ITEM_HYPHEN = 1u << 5,     /* a hyphen without blanks */
    ITEM_POSSESSIVE = 1u << 6, /* "'s" */
    ITEM_PARTICLE = 1u << 7,   /* "de", "bin", "al" */
    ITEM_NUMBER = 1u << 8,
    ITEM_POINT = 1u << 9,      /* the point of an initial */
    ITEM_GIVEN = 1u << 10,
    ITEM_SURNAME = 1u << 11,
    ITEM_PRE = 1u << 12,       /* titles: "Mr" */
    ITEM_OFFICE = 1u << 13,    /* "President" */
    ITEM_MOD = 1u << 14,       /* "Deputy" */
    ITEM_ORG_END = 1u << 15,   /* "Committee" */
    ITEM_ORG_OF = 1u << 16,    /* "Ministry" of */
    ITEM_PLACE_END = 1u << 17, /* "River" */
    ITEM_PLACE_OPEN = 1u << 18,/* "Mount" */
    ITEM_OTHER_END = 1u << 19, /* "Prize" */
    ITEM_COMMON = 1u << 20,    /* an everyday word, by lexicon or shape */
    ITEM_TIME = 1u << 21,
    ITEM_GROUP = 1u << 22,     /* "People" before 's */
    ITEM_ACRONYM = 1u << 23,
    ITEM_INITIAL = 1u << 24,
    ITEM_SUFFIX = 1u << 25,    /* Jr., III */
    ITEM_LOWER = 1u << 26,     /* the report also writes it small, and never with a capital inside a sentence */
    ITEM_MIDDLE = 1u << 27,    /* the report writes it with a capital inside a sentence */
    ITEM_FIRST = 1u << 28,     /* opens its sentence, or stands behind an opening quotation mark or colon */
    ITEM_STATE = 1u << 29,     /* short form of a US state */
    ITEM_PARTY = 1u << 30,     /* R, D, I before a hyphen and a state */
};
#define ITEM_TAIL (1u << 31)   /* "yeol" in "Suk-yeol" */
#define ITEM_NOUN_CAPS ITEM_THE /* on a capital word: a noun that is written in capitals ("DNA") */

typedef struct name_item {
    uint32_t word;      /* index into the report's words */
    uint32_t bits;
    uint8_t place, org, people, other;  /* words of the longest lexicon entry that begins here, 0 = none */
    uint8_t title;      /* the same for titles; its class is among the bits */
    char place_value, people_value;     /* first letter of the value of those entries */
} name_item;

typedef enum line_style { STYLE_PROSE, STYLE_TITLE, STYLE_CAPS } line_style;

typedef struct name_run {
    name_item items[RUN_ITEMS];
    syn_word plain[RUN_ITEMS];  /* the words, with folds without points */
    uint32_t count;
    line_style style;
    uint32_t scored, scores;    /* its stretches in the context, and how many */
} name_run;

/* Segments of a run: names by type, titles, and single words that are no names. The first four are name_type. */
enum { SEGMENT_TITLE = 4, SEGMENT_SKIP = 5, SEGMENT_KINDS = 6 };
typedef struct name_segment {
    uint8_t begin, end, kind;   /* items of the run */
    int score;                  /* hundredths */
} name_segment;

/* What the report itself says about a word (how it is written) and about a phrase (what it was taken for). */
typedef struct word_fact {
    uint32_t small, middle;     /* times written small; with a capital inside a sentence of prose */
    bool small_alone;           /* written small with a blank before it */
} word_fact;
typedef struct phrase_fact {
    int score[4];               /* by name_type, hundredths */
    bool named;                 /* part of a person's full or titled name */
} phrase_fact;

/* What the first pass took the items of a spelling for, wherever they stood: by kind of segment. */
typedef struct token_fact {
    uint32_t as[SEGMENT_KINDS];
} token_fact;

/* A stretch of a run that may be a name: what the rules say for each kind, but for what the first pass took the phrase for. */
typedef struct name_scored {
    int score[4], title;        /* hundredths */
    uint64_t key;               /* as name_key */
    uint8_t begin, end;         /* items of the run */
} name_scored;

/* A run of the first pass, kept for the second: items and plain words [item, item + count). */
typedef struct name_kept {
    uint32_t item, count, scored, scores;
    line_style style;
} name_kept;

/* A name of the second pass, or a word that may be one yet (NAME_DOUBT). */
enum { NAME_DOUBT = 4 };
typedef struct name_found {
    uint32_t first, last;       /* words of the report */
    uint8_t type;
    bool handle;
    uint64_t key;               /* as name_key */
    int32_t score[4];           /* what speaks for each type, by the model */
} name_found;

typedef struct name_context {
    syn_report *report;
    syn_arena *scratch;
    syn_map word_map, phrase_map, token_map;
    SYN_VEC(word_fact) words;
    SYN_VEC(phrase_fact) phrases;
    SYN_VEC(token_fact) tokens;
    SYN_VEC(name_found) found;  /* in order */
    SYN_VEC(name_scored) scored;
    SYN_VEC(name_kept) kept;    /* runs, in order: all, or the first ones of a long text */
    SYN_VEC(name_item) kept_items;
    SYN_VEC(syn_word) kept_plain;
    uint32_t again;             /* the next of them that the pass at hand comes to */
    bool some_kept;             /* not all of them */
    uint32_t headline_end;      /* the word behind the headline that the sentence opens with, or is; its first word if none */
    bool learned;               /* the first pass is over: facts about phrases count */
} name_context;

/* names_words.c: words without points, facts about words, line styles. */
uint64_t name_fold(const name_context *context, uint32_t word);
syn_word name_plain(const name_context *context, uint32_t word);
bool names_count(name_context *context);
const word_fact *name_word_fact(const name_context *context, uint64_t fold);
phrase_fact *name_phrase(name_context *context, uint64_t key);
const phrase_fact *name_phrase_find(const name_context *context, uint64_t key);
bool name_token_count(name_context *context, uint64_t fold, uint32_t kind);
const token_fact *name_token(const name_context *context, uint64_t fold); /* NULL: never seen */
line_style name_style(const name_context *context, const syn_sentence *sentence);
bool name_is_capital(const syn_word *word);
bool name_touches(const name_context *context, uint32_t word); /* no blank between it and the word before it */
char name_first_byte(const name_context *context, uint32_t word);
static inline bool name_is(const name_context *context, uint32_t at, const char *text) {
    if (at >= context->report->words.n) return false;
    const syn_word *word = &context->report->words.at[at];
    return slice_is(slice_cut(context->report->text, word->begin, word->end), text);
}

/* names_runs.c: sets headline_end, before the runs of the sentence are read. */
void name_headline(name_context *context, const syn_sentence *sentence, line_style style);
/* names_runs.c: the next run of a sentence at or after word `from`, before `end`; false if there is none. */
bool name_run_next(const name_context *context, uint32_t from, uint32_t end, line_style style, name_run *run);

/* A growing stretch of a run: what was gathered from its items. */
typedef struct name_stretch {
    const name_run *run;
    uint32_t begin, end;
    uint64_t key;              /* as name_key */
    uint32_t words;            /* capitalised words; "al-Example" counts, what a hyphen ties to a name does not */
    uint32_t given, surnames, common, titles, tall, initials, particles, tails, numbers, heads, known_people;
    uint32_t ofs, ands, possessives, group_possessives, stops, times, small, everyday;
    uint32_t first_of;         /* the first "of" */
    bool of_head, the_inside;  /* before the first "of" stands a word like "Ministry"; "of the" */
} name_stretch;

/* What stands before and behind a stretch. */
typedef struct name_around {
    char cue_before, cue_behind;  /* l place, o organisation, x other; '\0' none */
    bool near, act_before, title_before, the_before, small_before, given_before;
    bool act_behind, age_behind, place_behind, acronym_behind, role_behind;
} name_around;

enum { NAME_NEVER = -1000000 };

/* names_score.c: in hundredths; NAME_NEVER where the shape forbids the kind. */
void name_stretch_grow(name_stretch *stretch);
void name_scores(const name_stretch *stretch, const name_around *around, int score[4]);
/* Adds what the first pass took the phrase for. */
void name_scores_phrase(const name_context *context, uint64_t key, int score[4]);
int name_title_score(const name_stretch *stretch);
int name_skip_score(const name_run *run, uint32_t item);

/* names_segment.c: scores the stretches of a run, into context->scored; false: no memory. */
bool name_run_score(name_context *context, name_run *run);
/* Cuts a run whose stretches are scored into its best segments; returns how many. */
uint32_t name_run_cut(const name_context *context, const name_run *run, name_segment out[RUN_ITEMS]);
/* hash_join of the folds of items [begin, end). */
uint64_t name_key(const name_run *run, uint32_t begin, uint32_t end);

/* names.c: calls `visit` for each run of the report as the rules cut it, and for each handle; false once it fails. */
typedef struct name_visit {
    bool (*see)(struct name_visit *visit, name_context *context, const name_run *run, const name_segment *segments,
                uint32_t count);
    bool (*handle)(name_context *context, uint32_t word);  /* may be NULL */
} name_visit;
/* Counts the report's words and runs the first pass. */
bool names_open(name_context *context, syn_report *report, syn_arena *scratch);
bool names_visit(name_context *context, name_visit *visit);

/* names_roles.c: title before and role behind a person, by words [begin, end); called on the mention's words. */
syn_span name_title_before(const name_context *context, uint32_t begin);
syn_span name_role_behind(const name_context *context, uint32_t end);

/* names_list.c: the names of the caller's list take their places among the mentions; false when an arena failed. */
bool names_list_apply(name_context *context, const syn_names *list);
#endif
