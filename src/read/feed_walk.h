/* feed_walk.h - between feed.c (the document) and feed_walk.c (its elements): what is known while a feed is walked. */
#ifndef SYN_READ_FEED_WALK_H
#define SYN_READ_FEED_WALK_H

#include <libxml/parser.h>

#include "read/feed.h"

#define FEED_DEPTH 256u        /* of elements; deeper documents are read up to there */
#define FEED_BASE_BYTES 1024u  /* of an xml:base; a longer one is none */

/* What holds for an element and all below it. */
typedef struct feed_level {
    unsigned namespaces;           /* declared here */
    size_t base;                   /* end of this level's base in `bases`; it begins where the one above ends */
    size_t base_begin;             /* of the base in force */
    bool spoken;                   /* an xml:lang is in force */
    char language[FEED_LANGUAGE];
} feed_level;

typedef struct feed_parse {
    const read_options *options;
    syn_error *error;
    syn_code code;
    xmlParserCtxtPtr parser;
    feed_entry entry;
    unsigned depth;                /* open elements; level[depth] is the innermost */
    feed_level level[FEED_DEPTH + 1];
    syn_buffer bases;              /* a stack of addresses */
    unsigned namespaces_sum;
    unsigned channel;              /* depth of the channel's children; 0 = outside */
    unsigned inside;               /* depth of the entry's children; 0 = outside */
    unsigned group, source;        /* depth of the children of a media:group and a source; 0 = outside */
    feed_field field;              /* what is being collected, into `text` */
    feed_scope scope;
    syn_buffer text;
    feed_type type;
    uint8_t rank;
    char name;                     /* first letter of the field's element */
    unsigned field_depth;          /* depth of what stands in it */
    unsigned skip;                 /* depth from which on nothing is collected; 0 = all is */
    bool markup;                   /* the field's own text is XHTML, so its text must be escaped again */
    bool escaped;                  /* its text is HTML, even inside elements that should not be there */
    bool encoded;                  /* it is base64 */
    uint32_t entries;
    bool too_deep;
} feed_parse;

/* Sets the functions that libxml2's SAX2 parser calls for elements and text, with a feed_parse as their context. */
void feed_walk(xmlSAXHandler *handler);
#endif
