/* feed.h - between feed_mend.c (XML as found becomes XML that parses), feed_names.c (which element is what), feed_walk.c
 * (follows the elements), feed_value.c (what the text of an element means) and feed_entry.c (what an entry becomes). */
#ifndef SYN_READ_FEED_H
#define SYN_READ_FEED_H

#include "read/door.h"

typedef enum feed_field {
    FIELD_NONE, FIELD_TITLE, FIELD_LINK, FIELD_ID, FIELD_PUBLISHED, FIELD_DATE, FIELD_CREATED, FIELD_UPDATED, FIELD_CONTENT,
    FIELD_SUMMARY, FIELD_LANGUAGE, FIELD_CATEGORY, FIELD_AUTHOR, FIELDS
} feed_field;
/* Whose field it is: an entry's, the feed's, or that of the feed which an entry was taken from. */
typedef enum feed_scope { SCOPE_ENTRY, SCOPE_SOURCE, SCOPE_FEED, SCOPES } feed_scope;
typedef enum feed_type { TYPE_UNKNOWN, TYPE_TEXT, TYPE_HTML } feed_type;
typedef enum feed_space {
    SPACE_PLAIN, SPACE_DUBLIN, SPACE_CONTENT, SPACE_XHTML, SPACE_MEDIA, SPACE_ITUNES, SPACE_BURNER, SPACE_OTHER
} feed_space;

#define FEED_LANGUAGE 3u

typedef struct feed_value {
    syn_buffer text;
    feed_type type;
    uint8_t rank;                  /* of the element that it came from; a higher one takes its place */
    char name;                     /* the first letter of that element */
    bool spoken;                   /* an xml:lang was in force, `language` is what it said */
    char language[FEED_LANGUAGE];  /* two letters and NUL, or "" */
} feed_value;

typedef struct feed_values {
    feed_value field[FIELDS];
    syn_buffer authors;            /* one a line */
    uint8_t authors_rank;
} feed_values;

/* One entry while it is read; the values of the feed itself stay from entry to entry. */
typedef struct feed_entry {
    feed_values values[SCOPES];
    syn_buffer html;         /* for feed_fragment */
    bool repaired;           /* the document held bad bytes: they are counted where they stand */
    bool permalink;          /* the id may be the address */
    read_item item;          /* begun with the entry */
} feed_entry;

/* ---- feed_mend.c ---- */
/* Writes the document without declarations and comments, with every reference as a number and every stray '<' and '&'
 * escaped, so that the parser meets no entity and stumbles over little. Linear. False: a tag has too many attributes; the
 * document ends before it. */
bool feed_mend(syn_slice xml, syn_buffer *out);

/* ---- feed_names.c ---- */
/* What a namespace is about, by its prefix and URI. */
feed_space feed_space_of(syn_slice prefix, syn_slice uri);
/* The field that an element is, and how much it is worth beside others that are the same field; FIELD_NONE if it is none. */
feed_field feed_field_of(syn_slice name, feed_space space, feed_scope scope, uint8_t *rank);

/* ---- feed_value.c ---- */
/* What the attributes `type` and `mode` say. *encoded: the text is base64. */
feed_type feed_type_of(syn_slice type, syn_slice mode, bool *encoded);
/* Decodes base64 in place; false (and empty) if that is no text. */
bool feed_base64(syn_buffer *text);
/* Appends the HTML of an entry so that no mistake in it swallows what follows: without comments and CDATA marks, without
 * start tags of frames and the like that are written as XML ("<iframe/>") or never closed, and with a '<' that begins
 * nothing as text. Linear. */
void feed_fragment(syn_buffer *out, syn_slice html);
/* "en-US" as "en"; "" for what is no such code. */
void feed_language(syn_slice tag, char out[FEED_LANGUAGE]);
/* The person in "jane@example.org (Jane Doe)", "Jane Doe <jane@example.org>" ...; empty if only an address stands there. */
syn_slice feed_person(syn_slice author);
/* Adds a name to a list of authors, unless it is there. A list of a higher rank stands; one of a lower rank goes. */
void feed_author(feed_values *values, syn_slice name, uint8_t rank);

/* ---- feed_entry.c ---- */
/* Makes the item from the fields and gives it away. `whole`: the entry's end was seen. */
syn_code feed_entry_give(const read_options *options, feed_entry *entry, bool whole, syn_error *error);
/* A report on the feed as a whole, which holds no article: what the feed says of itself, an outcome and its reason. */
syn_code feed_give(const read_options *options, feed_entry *entry, syn_outcome outcome, const char *reason,
                   syn_error *error);
/* Makes ready for the next entry. */
void feed_entry_reset(feed_entry *entry);
void feed_entry_free(feed_entry *entry);

/* ---- link.c ---- */
/* Adds `link` as seen from `base` (RFC 3986, 5.2); `link` itself where `base` is no address. */
void link_resolve(syn_buffer *out, syn_slice base, syn_slice link);
/* True for "http://..." and the like. */
bool link_is_whole(syn_slice link);
/* The host of a web address, without "www."; empty if there is none. */
syn_slice link_host(syn_slice link);
#endif
