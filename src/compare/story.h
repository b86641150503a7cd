/* story.h - what the files of this folder share while one story is laid out. It lives in the arena `lasting`; what a step needs
 * for itself alone lives in `scratch`, which is empty again when the next begins.
 *
 * A statement is a clause, as a span of one report (clauses.h). Its terms are what it is about: people and
 * bodies over all their names, times and numbers by value, other words by stem or by the class of meaning that
 * lexicon/en/synonyms.txt gives them. Each term has a weight, higher the rarer it is in the story and in news at large. */
#ifndef SYN_COMPARE_STORY_H
#define SYN_COMPARE_STORY_H

#include "base/map.h"
#include "compare/compare.h"
#include "text/vectors.h"

typedef struct term {
    uint64_t key;
    uint32_t statements;    /* in how many statements it stands */
    uint32_t reports;       /* in how many reports */
    double rarity, weight;  /* in news at large, and in this story too */
    bool name;              /* a person, body or place */
    bool value;             /* a time or a number */
    const int8_t *vector;   /* of a word that stands for it (text/vectors.h), or NULL */
} term;

typedef struct statement {
    uint32_t report, sentence;
    syn_span span;
    uint32_t word, words;   /* words of the report, with those that say who says so ("police said") */
    uint32_t core, cores;   /* ... without them */
    uint32_t quote;         /* of the report, whose content it is, or REPORT_NONE */
    uint32_t head, heads;   /* words that name its subject, where it has none of its own */
    uint32_t term, terms;   /* into story.term_lists: the terms of its core, each once, ascending */
    uint32_t lent, lents;   /* likewise: those of its subject that it has not itself */
    uint32_t bigram, bigrams;  /* into story.bigrams: of its core, each once, ascending (bigrams.c) */
    double weight;          /* sum of its terms' weights */
    uint32_t cluster;       /* index of its cluster, or REPORT_NONE */
    bool negated;
    bool hedged;            /* it leaves open whether it is so (lexicon/en/hedges.txt) */
    bool embed;             /* an embedded post that the prose repeats, or the like: no evidence of its own */
    bool copied;            /* of a report that is a whole copy of an earlier one */
    const int8_t *mean;     /* the direction of its terms' vectors together, VECTORS_SIZE numbers, or NULL */
} statement;

typedef struct pair {       /* two statements of different reports that are alike */
    uint32_t a, b;          /* a < b */
    double score;
    double soft, telling;   /* of their statement_match */
} pair;

typedef struct cluster {    /* statements that say one thing */
    uint32_t first, count;  /* into story.members */
    uint32_t reports;       /* how many different reports, whole copies aside */
} cluster;

typedef struct passage {    /* copied words between two reports */
    uint32_t a, b;          /* reports, a < b */
    syn_span in_a, in_b;
    uint32_t words;         /* that are the same */
    uint32_t reach;         /* the farthest end in report a of it and those before it */
} passage;

/* What two statements have in common; see alike.c. */
typedef struct statement_match {
    double common;          /* weight of the terms that both have */
    double lent;            /* ... of those that a subject lends to one or both */
    double soft;            /* ... of words of like meaning, by how like it is; less than `common` counts them */
    double inside, both;    /* share of the lighter statement, and of both, that all these make */
    double cosine;          /* of their words' vectors together */
    double telling;         /* of the terms that both have, squares of their rarity, the less the oftener a report has them */
    uint32_t shared, plain, names, values;  /* terms that both have: all, words, names, times and numbers */
} statement_match;

typedef struct described {  /* a description of a person that mark left without an entity */
    syn_place place;
    uint32_t person;        /* index into out->people */
    bool speaks;            /* it is the source of a quote */
} described;

enum { COSINE_BITS = 16 };
typedef struct cosine_kept { /* the cosine of two terms */
    uint64_t key;           /* 1 + the two terms; 0 = none yet */
    double cosine;
} cosine_kept;

typedef struct story {
    const syn_report *const *reports;
    uint32_t count;
    syn_collation *out;
    syn_arena *keep, *lasting, *scratch;  /* the collation's arena; until the story is laid out; until the step ends */
    uint32_t **person_of;          /* person_of[report][entity] = index into out->people, or REPORT_NONE */
    uint32_t **mention_at;         /* mention_at[report][word] = index of the mention there, or REPORT_NONE */
    bool **titled;                 /* titled[report][word]: it is of a title before a person's name: who, and not what */
    syn_vectors vectors;           /* of the language of the reports */
    SYN_VEC(described) unnamed;    /* by report and place (people_unnamed.c) */
    cosine_kept *cosines;          /* of terms, 1 << COSINE_BITS of them: statements like one ask for the same */
    SYN_VEC(term) terms;
    syn_map term_index;            /* in scratch: while statements are made */
    SYN_VEC(uint32_t) term_lists;
    SYN_VEC(uint64_t) bigrams;
    SYN_VEC(statement) statements;
    uint32_t *first_statement;     /* of each report; count + 1 items */
    SYN_VEC(pair) pairs;           /* by score, highest first */
    SYN_VEC(pair) denials;         /* nearly the same words, one denies; by score, highest first */
    SYN_VEC(cluster) clusters;
    SYN_VEC(uint32_t) members;
    SYN_VEC(passage) passages;     /* by first report, then its place */
    uint32_t *first_passage;       /* of each first report; count + 1 items */
    struct word_keys *keys;        /* keys.h: what each word stands for */
    const char **agency_of;        /* copies_order.c: the agency whose text a report is, by one name for each; or NULL */
    uint32_t brief_sentences, brief_words;  /* at most so many in the brief */
    bool brief_asked;              /* ... which the caller named */
    bool why;                      /* note reasons */
} story;

/* The parts of compare_run, in order. Each returns false when an arena failed (compare_run reports it). */
bool story_days(story *s);          /* compare.c: out->sources, their days */
bool story_people(story *s);        /* people.c: out->people, person_of */
bool story_copies(story *s);        /* copies.c: passages, out->copies, out->sources */
bool story_statements(story *s);    /* statements.c: statements, terms */
bool story_align(story *s);         /* align.c: pairs, clusters */
bool story_utterances(story *s);    /* utterances.c: out->quotes and their wording differences */
bool story_numbers(story *s);       /* numbers.c: differences of number */
bool story_records(story *s);       /* records.c: differences of number: how long it is that a thing was last so */
bool story_places(story *s);        /* places.c: differences of place: what a place is called beside its name */
bool story_facts(story *s);         /* facts.c: differences of number: ages, magnitudes */
bool story_dates(story *s);         /* dates.c: differences of date */
bool story_due(story *s);           /* due.c: differences of date: when a planned thing is due */
bool story_edits(story *s);         /* edits.c: numbers, dates and places changed in copied words */
bool story_rewrites(story *s);      /* rewrites.c: actors, titles and denials changed in shared sentences */
bool story_denials(story *s);       /* denials.c: differences of claim: what another report says did not happen */
bool story_answers(story *s);       /* answers.c: differences of claim: no answer in one report, an answer in another */
bool story_claims(story *s);        /* claims.c: differences of initiator */
bool story_requests(story *s);      /* requests.c: differences of initiator: at whose request */
bool story_agents(story *s);        /* agents.c: differences of initiator: left open, and told */
bool story_causes(story *s);        /* causes.c: differences of claim: two causes of one event */
bool story_kinds(story *s);         /* kinds.c: differences of claim: things that exclude each other */
bool story_roles(story *s);         /* roles.c: differences of role, and inside a report */
bool story_progress(story *s);      /* progress.c: differences of claim: still to come, and done */
bool story_going(story *s);         /* going.c: differences of claim, and inside: it goes on, it is over */
bool story_doubts(story *s);        /* doubts.c: differences of claim: left open, and told plainly */
bool story_frames(story *s);        /* frames.c: one thing told in two words */
bool story_clocks(story *s);        /* clocks.c: clock times and measures told twice, inside a report */
bool story_sums(story *s);          /* sums.c: parts that do not add up, inside a report */
bool story_spellings(story *s);     /* spellings.c: names spelt in two ways */
bool story_spellings_of_persons(story *s); /* spellings_persons.c: ... of persons */
bool story_corrections(story *s);   /* corrections.c: what was told at first, and later; on the differences above */
bool story_shared(story *s);        /* findings.c: out->shared */
bool story_keys(story *s);          /* keys.c: keys */
bool story_only(story *s);          /* only.c: out->only */
bool story_timeline(story *s);      /* timeline.c: out->timeline */
bool story_brief(story *s);         /* brief.c: out->brief, headline */

/* Likeness of two statements, 0 to 1, and what it rests on: see alike.c. */
double statement_likeness(const story *s, const statement *a, const statement *b);
/* ... with the places of the two in their reports. */
double statement_aligned(const story *s, const statement *a, const statement *b);
/* ... with what they have in common; *bare: the likeness without regard to negation and places. */
double statement_both(const story *s, const statement *a, const statement *b, statement_match *match, double *bare);
void statement_compare(const story *s, const statement *a, const statement *b, statement_match *out);
/* bigrams.c: the words of a statement that stand side by side, at least one of each two with a meaning of its own. */
bool statement_bigrams(story *s, statement *st);
/* How many of them two statements share. */
uint32_t bigrams_shared(const story *s, const statement *a, const statement *b);
/* True if a copied passage joins the spans of two reports and covers half of one of them. */
bool story_copied(const story *s, syn_place a, syn_place b);
/* The agency that a place credits, or whose text its report is, by one name for each; or NULL. */
const char *story_agency_at(const story *s, syn_place place);
/* The person whom a description that overlaps a span means (people_unnamed.c), or REPORT_NONE. */
uint32_t story_unnamed_at(const story *s, uint32_t report, syn_span span);
/* What a person is called: the name, or of one without a name their first description with what belongs to it. */
syn_slice story_called(const story *s, uint32_t person);
/* Index of the statement at a byte of a report, or REPORT_NONE. */
uint32_t story_statement_at(const story *s, uint32_t report, uint32_t at);
/* A word that carries meaning of its own: no function word, punctuation, handle or address. */
bool word_is_content(const syn_word *word);
/* The day a report speaks from as days since 1970, or LONG_MIN. */
long story_day(const story *s, uint32_t report);
#endif
