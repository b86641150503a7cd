/* decode.h - undoes the Content-Encoding of an answer. */
#ifndef SYN_FETCH_DECODE_H
#define SYN_FETCH_DECODE_H

#include "base/buffer.h"

typedef enum decode_end {
    DECODE_DONE,
    DECODE_UNKNOWN,  /* an encoding that we did not ask for */
    DECODE_BROKEN,   /* it breaks off, or is not what it says */
    DECODE_LARGE,    /* more than `most` bytes */
    DECODE_MEMORY
} decode_end;

/* Fills `out`, which is empty, where the encoding is gzip or deflate; where it is none, *plain is set and `out` left alone.
 * What is called gzip and is not packed is taken as it is. */
decode_end decode_run(syn_buffer *out, bool *plain, syn_slice encoding, syn_slice bytes, size_t most);
/* Packs bytes as one gzip member, the same bytes for the same input. False without memory. */
bool encode_gzip(syn_buffer *out, syn_slice bytes);
#endif
