/* forms.h - what the driver (tell.c) and the forms share; each form appends to `out` of its teller. */
#ifndef SYN_TELL_FORMS_H
#define SYN_TELL_FORMS_H

#include "base/map.h"
#include "tell/short.h"
#include "tell/tell.h"

#define TELL_VERSION_TEXT(a, b, c) #a "." #b "." #c
#define TELL_VERSION_OF(a, b, c) TELL_VERSION_TEXT(a, b, c)
#define TELL_VERSION TELL_VERSION_OF(SYN_VERSION_MAJOR, SYN_VERSION_MINOR, SYN_VERSION_PATCH)

/* One telling. */
typedef struct teller {
    const tell_options *options;
    const collation_set *set;  /* NULL when one report is told */
    syn_buffer *out;
    syn_arena *scratch;
    syn_map files;             /* hash of a file's name -> 1, or 2 where several reports come from files of that name */
} teller;

/* What a report is called: its source, else its file, or its id where the file's name does not tell it from others. */
syn_slice teller_source(const teller *t, const syn_report *report);

void json_tell_set(teller *t);
void json_tell_report(teller *t, const syn_report *report, bool marks);
void text_tell_set(teller *t);
void text_tell_report(teller *t, const syn_report *report, bool marks);
void markdown_tell_set(teller *t);
void markdown_tell_report(teller *t, const syn_report *report, bool marks);
void html_tell_set(teller *t);

/* ---- who said what: utterances by speaker ---- */
typedef struct said_group {
    syn_slice name;               /* empty: nobody is named */
    uint32_t person;              /* index into people, or REPORT_NONE */
    SYN_VEC(uint32_t) utterances; /* indexes into quotes, in their order */
} said_group;
typedef struct said_groups {
    said_group *at;
    uint32_t n;
} said_groups;
/* People in their order, then speakers who are no person of the story in order of appearance, then what nobody is named
 * for. Empty when the arena failed. */
said_groups said_by_speaker(const syn_collation *c, syn_arena *arena);

/* What a difference is told under: the speaker, where one quote has several wordings; else what it is about, cut to one
 * line (*cut). And what its kind is called: a wording that no utterance owns is the spelling of a name. Made for all
 * differences of a story in one pass; NULL when the arena failed. */
typedef struct difference_head {
    syn_slice words;
    bool cut;
    const char *kind;
} difference_head;
difference_head *difference_heads(const syn_collation *c, syn_arena *arena);

/* Roles of a person are told once for all reports that give the same words, small letters or capitals. True if role `index`
 * is there and no earlier role has its words. The first ROLES_MAX roles are looked at. */
#define ROLES_MAX 32
bool role_is_new(const syn_collation *c, const collation_person *p, uint32_t index);
/* The next role after `from` with the words of role `index`, or REPORT_NONE. */
uint32_t role_next(const syn_collation *c, const collation_person *p, uint32_t index, uint32_t from);

/* True where it is known who had a copied passage first: `ordered` says so, or the days, as the reports state them, do: the
 * first report's day is before all others. (Where they do not, `first` is only the earlier letter, and no form says so.) */
bool copy_first_known(const syn_collation *c, const collation_copy *copy);

#define SAYS_LESS_MARK "◦"
#define SAYS_MORE_MARK "+"
/* What is put behind the citation of a report all of whose evidence says less, or some of which says more, than is shown; "". */
const char *extent_mark(const collation_shared *s, uint32_t report);

/* Persons of a story, writers aside. */
uint32_t count_persons(const syn_collation *c);

/* Reports of all stories; inputs that were no article. */
uint32_t set_reports(const collation_set *set);
uint32_t set_no_articles(const collation_set *set);

/* Each place of a list once per report and sentence, in order: returns the next index at or after `from` whose place
 * stands in another sentence than the place before it, or n. */
uint32_t places_next(const syn_collation *c, const syn_places *places, uint32_t from);
#endif
