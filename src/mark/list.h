/* list.h - a list of names that the caller knows: persons, bodies, places, with aliases and ids of the caller's own.
 *
 * In: JSONL or CSV (docs/manual.md says its form). Out: entries, and an index by which names_list.c finds their names in
 * a text. The idea: each name and alias is cut into words by the house's scanner, and a phrase is found by the joined
 * hashes of its words, as in a lexicon (text/lexicon.h). Rows of one id are one entry; so are rows without id that agree
 * in name and type. A file is taken whole or, with all its faults told, not at all. A list changes only while it is
 * added to; then any number of threads may read it.
 *
 * Files: list.c (entries and index), list_rows.c (what a row says, faults), list_csv.c and list_json.c (bytes into
 * rows). */
#ifndef SYN_MARK_LIST_H
#define SYN_MARK_LIST_H

#include "base/buffer.h"
#include "base/map.h"
#include "report/report.h"

enum {
    LIST_FAULTS = 10,    /* faults that are told in full; the others are counted */
    LIST_CAPITALS = 16   /* bits of list_phrase.capitals: CAP_LIST_WORDS may not be more */
};

/* How a phrase wants to be written in the text. */
enum {
    LIST_ANY,      /* the alias is all lower case, or of a script without capitals */
    LIST_CAPITAL,  /* its capitalised words must be capitalised */
    LIST_ACRONYM   /* one word of capitals: all capitals in the text too, so that "WHO" is not "Who" */
};

typedef struct list_entry {
    syn_slice name, id;    /* as the list has them; id may be empty */
    uint64_t key;          /* of the id, or of name and type where there is none */
    uint32_t posting;      /* its first in `postings`, or MAP_NONE */
    uint32_t names;        /* names and aliases, CAP_LIST_ALIASES at the most */
    uint8_t type;          /* name_type */
} list_entry;

typedef struct list_phrase {
    uint32_t entry;        /* the first entry that has it */
    uint32_t next;         /* the phrase of the same words that wants to be written otherwise, or MAP_NONE */
    uint16_t capitals;     /* LIST_CAPITAL: words that must be capitalised */
    uint8_t words, manner, type;
    bool shared, mixed;    /* several entries have it; and they are not of one type */
} list_phrase;

typedef struct list_posting {
    uint32_t phrase, next;
} list_posting;

struct syn_names {
    syn_arena arena;
    SYN_VEC(list_entry) entries;
    SYN_VEC(list_phrase) phrases;
    SYN_VEC(list_posting) postings;   /* which phrases an entry has */
    syn_map by_key;                   /* key of an entry -> entry */
    syn_map by_words;                 /* joined hashes of a phrase -> phrase */
    syn_map longest;                  /* first word -> words of the longest phrase that begins with it */
    uint32_t names;                   /* names and aliases of all entries */
    syn_buffer faults;                /* of the latest file that was refused, one a line */
    uint32_t fault_count;
    bool broken;                      /* memory ran out while it was added to */
};

void list_init(syn_names *list);
void list_free(syn_names *list);
/* Adds a file's bytes; `file` names it in messages. SYN_ERR_FORMAT: `faults` says where and why, `error` the first of
 * them, and the list is as it was. SYN_ERR_LIMIT: a maximum was reached. After SYN_ERR_MEMORY it can only be released. */
syn_code list_add(syn_names *list, syn_slice file, syn_slice bytes, syn_error *error);
/* The hash by which a word of a phrase, or of a text, is looked up: points do not count. */
uint64_t list_word(const syn_report *report, uint32_t word);

/* ---- what the files of the reader share ---- */

/* What one row says. Its slices lie in the list's arena. */
typedef struct list_row {
    syn_slice name, id;
    size_t pos;                  /* its first byte in the file */
    uint32_t alias, aliases;     /* a run of `list_rows.aliases` */
    uint8_t type;
} list_row;

typedef struct list_rows {
    syn_names *list;
    syn_arena *scratch;
    syn_slice file, bytes;
    SYN_VEC(list_row) rows;
    SYN_VEC(syn_slice) aliases;
    syn_code limit;              /* SYN_ERR_LIMIT once a maximum was reached */
    syn_error *error;
} list_rows;

/* list_rows.c: notes a fault at a byte of the file. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void list_fault(list_rows *rows, size_t pos, const char *format, ...);
/* Names and ids: without blanks at the ends, runs of blanks as one. False after a fault (empty is none) or without
 * memory. */
bool list_take(list_rows *rows, size_t pos, const char *what, syn_slice text, syn_slice *out);
bool list_take_type(list_rows *rows, size_t pos, syn_slice text, uint8_t *out);
bool list_take_alias(list_rows *rows, list_row *row, size_t pos, syn_slice text);
bool list_take_row(list_rows *rows, const list_row *row);
/* "name", "aliases", "type", "id": which, in this order; 4 for any other. Case does not count. */
enum { LIST_NAME, LIST_ALIASES, LIST_TYPE, LIST_ID, LIST_COLUMNS };
unsigned list_column(syn_slice name);

/* list_csv.c, list_json.c: false when there is no memory, or a maximum was reached. */
bool list_read_csv(list_rows *rows);
bool list_read_json(list_rows *rows);
#endif
