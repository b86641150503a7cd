/* feed.h - between feed_mend.c (XML as found becomes XML that parses), feed.c (which element is what) and feed_entry.c (what
 * an entry becomes). */
#ifndef SYN_READ_FEED_H
#define SYN_READ_FEED_H

#include "read/door.h"

typedef enum feed_field {
    FIELD_NONE, FIELD_TITLE, FIELD_LINK, FIELD_ID, FIELD_AUTHOR, FIELD_PUBLISHED, FIELD_UPDATED, FIELD_CONTENT,
    FIELD_SUMMARY,
    FIELD_FEED_TITLE, FIELD_FEED_AUTHOR, FIELDS
} feed_field;
typedef enum feed_type { TYPE_UNKNOWN, TYPE_TEXT, TYPE_HTML } feed_type;

/* One entry while it is read; the fields of the feed itself stay from entry to entry. */
typedef struct feed_entry {
    syn_buffer field[FIELDS];
    feed_type type[FIELDS];
    syn_buffer about;        /* rdf:about of an item */
    bool repaired;           /* the document held bad bytes: they are counted where they stand */
    read_item item;          /* begun with the entry; bylines are pushed as they come */
} feed_entry;

/* Writes the document without declarations and comments, with every reference as a number and every stray '<' and '&'
 * escaped, so that the parser meets no entity and stumbles over little. Linear. False: a tag has too many attributes; the
 * document ends before it. */
bool feed_mend(syn_slice xml, syn_buffer *out);

/* Makes the item from the fields and gives it away. `whole`: the entry's end was seen. */
syn_code feed_entry_give(const read_options *options, feed_entry *entry, bool whole, syn_error *error);
/* Adds the author that the field holds to the entry's byline. */
void feed_entry_author(feed_entry *entry, feed_field field);
/* Makes ready for the next entry. */
void feed_entry_reset(feed_entry *entry);
void feed_entry_free(feed_entry *entry);
#endif
