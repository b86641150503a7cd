/* postings.h - which stories have which heavy words: an inverted index with bounded lists.
 *
 * Under each key stand the latest POSTINGS_MOST stories that have it among their reports' heaviest words, the latest one last. Stories
 * that are gone are dropped when their list is full or the table grows. */
#ifndef SYN_GROUP_POSTINGS_H
#define SYN_GROUP_POSTINGS_H

#include "base/vector.h"

enum { POSTINGS_MOST = 32, POSTINGS_SIZES = 5 };
#define POSTINGS_NONE UINT32_MAX

typedef struct posting_slot {
    uint32_t key;            /* 0: free */
    uint32_t list;           /* place of its list in `pool` */
} posting_slot;

typedef struct postings {
    syn_arena *arena;
    posting_slot *slots;
    uint32_t size, used;
    SYN_VEC(uint32_t) pool;  /* lists: a word of size and count, then the stories */
    uint32_t freed[POSTINGS_SIZES + 1];  /* first free list of each size, + 1; 0: none */
} postings;

/* True while a story can still be joined; asked when lists are cleaned. */
typedef bool posting_alive(const void *payload, uint32_t story);

void postings_init(postings *all, syn_arena *arena);
/* The place of a key among the slots is fetched from memory: call it for several keys first. */
void postings_fetch(const postings *all, uint32_t key);
/* The list under a key, itself fetched, or POSTINGS_NONE. */
uint32_t postings_find(const postings *all, uint32_t key);
/* The stories of a list, oldest first; how many. Valid until the next postings_add. */
uint32_t postings_get(const postings *all, uint32_t list, const uint32_t **stories);
/* Puts a whole list under a new key, from a file. False when there is no memory. */
bool postings_put(postings *all, uint32_t key, const uint32_t *stories, uint32_t count);
/* Puts the story last under the key. False when there is no memory. */
bool postings_add(postings *all, uint32_t key, uint32_t story, posting_alive *alive, const void *payload);
#endif
