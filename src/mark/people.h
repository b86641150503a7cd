/* people.h - what the files of the people stage (people*.c) share; nobody else includes it.
 *
 * A thing is an entity in the making: what its names say and what its titles and roles tell about it. */
#ifndef SYN_MARK_PEOPLE_H
#define SYN_MARK_PEOPLE_H

#include "base/map.h"
#include "mark/mark.h"

enum {
    PEOPLE_CLASSES = 8,    /* classes kept of one person ("senator", "lawmaker") */
    PEOPLE_CODES = 6,      /* countries and states */
    PEOPLE_FACTS = 6,      /* titles and roles kept, to look words up in */
    PEOPLE_SAME = 8,       /* persons looked at who share a surname or an office */
    PEOPLE_NAME_BYTES = 48 /* of one word of a name, folded */
};

/* One word of a name, folded to plain letters. */
typedef struct name_part {
    char text[PEOPLE_NAME_BYTES];
    uint32_t length;
} name_part;

typedef struct person_thing {
    uint8_t type;              /* name_type */
    char gender;               /* m, f or u */
    char party;                /* letter or '\0' */
    uint8_t words;             /* weighty words of its fullest name */
    syn_span name, role;       /* the fullest name; the most telling title or role */
    uint32_t role_weight;
    name_part given, surname;  /* persons: given empty while only one name is known */
    uint32_t same;             /* next person with this surname key, or MAP_NONE */
    const char *classes[PEOPLE_CLASSES];  /* values of the office lexicon, "senator/lawmaker" */
    uint32_t codes[PEOPLE_CODES];         /* as text_code gives them */
    syn_span facts[PEOPLE_FACTS];
    uint8_t class_count, code_count, fact_count;
    uint32_t seen;             /* begin of its latest mention so far, UINT32_MAX before the first */
    uint32_t first;            /* begin of its first mention */
    uint32_t listed;           /* as in syn_mention: its entry in the caller's list, 0 = none */
} person_thing;

typedef struct people_context {
    syn_report *report;
    syn_arena *scratch;
    SYN_VEC(person_thing) things;
    syn_map surnames;          /* skeleton of a surname -> the first of its persons */
    syn_map firsts;            /* skeleton of a first word of a full name -> person, or the map's none */
    syn_map keys;              /* whole names of other things, acronyms, short forms -> thing */
    syn_map listed;            /* syn_mention.listed -> thing */
    syn_map holders;           /* class -> index into `groups` */
    SYN_VEC(struct people_group { uint32_t members[PEOPLE_SAME]; uint32_t count; }) groups;
    SYN_VEC(syn_mention) added;/* descriptions and pronouns, in order */
} people_context;

/* people_names.c: ties name mentions to things. */
bool people_join(people_context *context);
/* The skeleton: consonants that stay the same over transliterations. */
uint64_t part_skeleton(const name_part *part);
bool part_like(const name_part *a, const name_part *b);
uint64_t people_fold(const syn_report *report, uint32_t word);

/* people_list.c: names of the caller's list. The thing of the mention's entry, or MAP_NONE; may a mention join a thing (no two
 * entries are one); the thing gets the mention's entry, if it has none: false when the arena failed. */
uint32_t listed_thing(const people_context *context, const syn_mention *mention);
bool listed_fits(const person_thing *thing, const syn_mention *mention);
/* For a name of one word, what the rules found for it, unless its entry is another thing: a person who is named in full goes before
 * the list. */
uint32_t listed_single(const people_context *context, const syn_mention *mention, uint32_t found);
bool listed_set(people_context *context, uint32_t thing, const syn_mention *mention);
/* Copies what the list says of a thing into its entity. */
void listed_write(people_context *context, const syn_names *names, const person_thing *thing, syn_entity *entity);

/* people_facts.c: what titles and roles say. */
void thing_learn(people_context *context, uint32_t thing, syn_span title, syn_span role);
/* Country or state that the words from `at` name, by place or by people; words used in *used; 0 = none. */
uint32_t text_code(const syn_report *report, uint32_t at, uint32_t end, uint32_t *used);
bool people_group_facts(people_context *context);
/* True if the class's first part equals one of the parts of any of the thing's classes. */
bool thing_holds(const person_thing *thing, const char *class_value);
const struct people_group *people_holders(const people_context *context, const char *class_value);

/* people_refs.c: descriptions and pronouns. */
bool people_refer(people_context *context);
#endif
