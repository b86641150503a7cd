/* records.h - how a grouping lies in files: a head, then records.
 *
 * In: bodies as bytes. Out: bytes of a file, and bodies back. A head names the kind of file, its version, and the weights that what follows
 * was made with. A record has a mark, its length, a check of its body and a check of these three; so where a record has wrong bytes
 * it is known from one that is not all there because the program ended while it was written. Pure; nothing is read outside the bytes. */
#ifndef SYN_GROUP_RECORDS_H
#define SYN_GROUP_RECORDS_H

#include "group/bytes.h"

enum { RECORDS_VERSION = 8, RECORDS_KIND = 8 /* letters of a kind */ };

typedef enum records_head { HEAD_GOOD, HEAD_BEGUN /* some first bytes of one */, HEAD_OTHER /* no such file */, HEAD_VERSION, HEAD_WEIGHTS } records_head;
typedef enum record_state { RECORD_WHOLE, RECORD_END /* there are no more */, RECORD_BEGUN /* the last, not all there */, RECORD_DAMAGED } record_state;

/* What the stories of this library hang on: the weights of decisions, the counts of words. Reads some megabytes. */
uint64_t records_weights(void);
/* `kind`: RECORDS_KIND letters. */
void records_put_head(syn_buffer *out, const char *kind, uint64_t weights);
records_head records_get_head(bytes_reader *in, const char *kind, uint64_t weights);
void record_put(syn_buffer *out, syn_slice body);
/* The same in two steps, for a body that is written into `out` between them: gives where the record begins. */
size_t record_begin(syn_buffer *out);
void record_end(syn_buffer *out, size_t begin);
/* The next body, borrowed; the reader stays where the record begins unless it is whole. */
record_state record_get(bytes_reader *in, syn_slice *body);
#endif
