/* people.h - what the files that find the people of a story share. */
#ifndef SYN_COMPARE_PEOPLE_H
#define SYN_COMPARE_PEOPLE_H

#include "compare/story.h"

enum { MODIFIERS = 10 };

typedef enum described_by { BY_A, BY_THE, BY_ONE_OF, BY_OWNER, BY_COUNT } described_by;
enum { NOUN_MANY = 1, NOUN_BARE = 2, NOUN_KIN = 4, NOUN_OFFICE = 8, NOUN_PLURAL = 16, NOUN_VOICE = 32, NOUN_LONE = 64, NOUN_THING = 128 };

/* A description of one human being, or of a small group: "the pilot of Flight 175". */
typedef struct description {
    uint32_t report;
    syn_span span;          /* article, modifiers, noun: "the pilot" */
    syn_span full;          /* with what belongs to it behind: "the pilot of Flight 175" */
    uint64_t class;         /* of its noun (lexicon/en/persons.txt), singular and plural apart */
    uint8_t by, noun;       /* described_by; NOUN_... */
    bool other;             /* "another", "a second" */
    bool speaks;            /* it is the source of a quote */
    bool counted;           /* "the two sailors" */
    bool aged;              /* it says an age */
    bool leads;             /* it stands in the first two sentences */
    uint32_t named;         /* person that the text names beside it, or REPORT_NONE */
    uint32_t modifiers;
    uint64_t modifier[MODIFIERS];  /* stems of what else it says; an age as its value */
    uint32_t entity;        /* of the story's unnamed, or REPORT_NONE */
} description;
typedef SYN_VEC(description) descriptions;

/* people_find.c: the descriptions of one report, in order. `taken`: 1 for words of names, titles and roles of persons and of
 * resolved descriptions. */
bool story_describe(story *s, uint32_t report, descriptions *out);
/* people_roles.c: a title or role as far as it says what somebody is, absent where it is a courtesy title alone; and the roles that
 * descriptions beside names give in reports that have no other for them. */
syn_span role_told(const syn_report *r, syn_span role);
bool story_described_roles(story *s, const descriptions *all);
/* people_unnamed.c: adds those told of by a description alone to out->people, and what describes a named person to their mentions. */
bool story_unnamed(story *s);
/* signers.c: those who sign posts, beside their handles. */
bool people_signers(story *s);
/* writers.c: those whom bylines and credits name, behind all others. */
bool story_writers(story *s);
#endif
