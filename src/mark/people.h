/* people.h - what the files of the people stage (people*.c) share; nobody else includes it.
 *
 * A thing is an entity in the making: what its names say and what its titles and roles tell about it. */
#ifndef SYN_MARK_PEOPLE_H
#define SYN_MARK_PEOPLE_H

#include "base/map.h"
#include "mark/mark.h"
#include "text/name_parts.h"

enum {
    PEOPLE_CLASSES = 8,    /* classes kept of one person ("senator", "lawmaker") */
    PEOPLE_CODES = 6,      /* countries and states */
    PEOPLE_FACTS = 6,      /* titles and roles kept, to look words up in */
    PEOPLE_SAME = 8        /* persons looked at who share a surname, a given name or an office */
};

typedef struct person_thing {
    uint8_t type;              /* name_type */
    char gender;               /* m, f or u */
    char party;                /* letter or '\0' */
    uint8_t words;             /* weighty words of its fullest name */
    uint8_t age;               /* in years, 0 = unknown */
    syn_span name, role;       /* the fullest name; the most telling title or role */
    uint32_t role_weight;
    name_parts parts;          /* persons: of the fullest name; of one part while only one name is known */
    uint32_t same, same_given; /* the next person with this skeleton of surname, of given name; or MAP_NONE */
    uint32_t bare;             /* mentions by the surname alone */
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
    syn_map surnames, givens;  /* skeleton of a surname, of a given name -> the latest made of its persons */
    syn_map full;              /* whole names of persons, and what is left of long ones -> person, or PEOPLE_MANY */
    syn_map bodies;            /* whole names of other things -> thing */
    syn_map shorts;            /* their acronyms and short forms -> thing, or PEOPLE_MANY */
    syn_map listed;            /* syn_mention.listed -> thing */
    syn_map holders;           /* class -> index into `groups` */
    SYN_VEC(struct people_group { uint32_t members[PEOPLE_SAME]; uint32_t count; }) groups;
    SYN_VEC(syn_mention) added;/* descriptions and pronouns, in order */
} people_context;

#define PEOPLE_MANY (MAP_NONE - 1u)  /* several things have this key: it names none */

/* people.c: a new thing, or MAP_NONE (past CAP_ENTITIES, or when the arena failed). */
uint32_t thing_new(people_context *context, const syn_mention *mention, uint32_t words);
/* A fuller name replaces the one kept; of equals the first stays. */
void thing_name(person_thing *thing, const syn_mention *mention, uint32_t words);
/* Offers a key; a key that two things offer is PEOPLE_MANY from then on. False when the arena failed. */
bool people_offer(syn_map *map, uint64_t key, uint32_t thing);
/* The thing of a key, or MAP_NONE; also where it is PEOPLE_MANY. */
uint32_t people_find(const syn_map *map, uint64_t key);
/* The fold of a word, without the points in it: "u.s" is "us". */
uint64_t people_fold(const syn_report *report, uint32_t word);
static inline bool people_word_is(const syn_report *report, uint32_t at, const char *text) {
    const syn_word *word = &report->words.at[at];
    return slice_is(slice_cut(report->text, word->begin, word->end), text);
}
/* Past the last word of a span. */
uint32_t people_words_end(const syn_report *report, syn_span span);

/* people_names.c: ties mentions of persons to things. */
bool people_join(people_context *context);
/* The only person who is named in full with this surname, or MAP_NONE. */
uint32_t people_surname(const people_context *context, const name_part *surname);
/* people_bodies.c: the same for all else. */
bool people_join_bodies(people_context *context);

/* people_list.c: names of the caller's list. The thing of the mention's entry, or MAP_NONE; may a mention join a thing (no
 * two entries are one); the thing gets the mention's entry, if it has none: false when the arena failed. */
uint32_t listed_thing(const people_context *context, const syn_mention *mention);
bool listed_fits(const person_thing *thing, const syn_mention *mention);
/* For a name of one word, what the rules found for it, unless its entry is another thing: a person who is named in full
 * goes before the list. */
uint32_t listed_single(const people_context *context, const syn_mention *mention, uint32_t found);
bool listed_set(people_context *context, uint32_t thing, const syn_mention *mention);
/* Copies what the list says of a thing into its entity. */
void listed_write(people_context *context, const syn_names *names, const person_thing *thing, syn_entity *entity);

/* people_facts.c: what titles and roles of a mention say. */
void thing_learn(people_context *context, uint32_t thing, const syn_mention *mention);
/* Country or state that the words from `at` name, by place or by people; words used in *used; 0 = none. */
uint32_t text_code(const syn_report *report, uint32_t at, uint32_t end, uint32_t *used);
/* The gender that a title says, or 'u'; the class of the last office in it, or NULL. */
char title_gender(const syn_report *report, syn_span title);
const char *title_office(const syn_report *report, syn_span title);
/* The years of "55-year-old" at a word, which is AGE_WORDS words; 0 = it is none. */
enum { AGE_WORDS = 5 };
uint32_t people_age(const syn_report *report, uint32_t at);
bool people_group_facts(people_context *context);
/* True if the class's first part equals one of the parts of any of the thing's classes. */
bool thing_holds(const person_thing *thing, const char *class_value);
const struct people_group *people_holders(const people_context *context, const char *class_value);

/* people_refs.c: descriptions and pronouns. */
bool people_refer(people_context *context);
#endif
