/* cache.h - answers kept in a folder, so that a later request can ask "only if it has changed". */
#ifndef SYN_FETCH_CACHE_H
#define SYN_FETCH_CACHE_H

#include "base/slice.h"
#include "synoptic.h"

/* What is kept of an address. All slices point into `bytes`. */
typedef struct cache_entry {
    char *bytes;                 /* NULL: nothing is kept */
    syn_slice etag, modified;    /* of these two at least one */
    syn_slice content_type, encoding, fetched, body;  /* body: with the content coding that `encoding` names */
} cache_entry;

/* What is kept of an address; an entry that is broken or of another address counts as none. Only memory fails. Release with
 * cache_free. */
syn_code cache_load(cache_entry *out, const char *folder, const char *url, syn_error *error);
void cache_free(cache_entry *entry);
/* Keeps an answer. Does nothing where it has neither ETag nor Last-Modified, or a field that cannot stand in a line. */
syn_code cache_store(const char *folder, const char *url, const cache_entry *entry, syn_error *error);
#endif
