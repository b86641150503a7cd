/* http.h - an HTTP answer as archives keep it: its head, and its body with the codings undone. */
#ifndef SYN_READ_HTTP_H
#define SYN_READ_HTTP_H

#include "base/buffer.h"

#define HTTP_HEAD_BYTES ((size_t)64 << 10)  /* a longer head is none */

typedef enum http_verdict {
    HTTP_MORE,      /* the head may go on behind the bytes */
    HTTP_GOOD,
    HTTP_NONE       /* this is no head: the bytes are the body */
} http_verdict;
typedef struct http_head {
    unsigned status;
    syn_slice content_type, encoding;  /* point into the bytes; empty where there is none */
    bool chunked;
    bool has_length;
    uint64_t length;                   /* that the answer states of its body */
} http_head;
/* Reads the head of an answer at the begin of `bytes`; *took is its length. `last`: nothing follows them. */
http_verdict http_head_read(syn_slice bytes, bool last, http_head *out, size_t *took);

/* Takes a body out of its chunks, in place, and returns its length. A body that is not in chunks is left as it is. *whole is set
 * to false where the chunks are broken or cut off: then what was good before stands. */
size_t http_unchunk(char *bytes, size_t length, bool *whole);

typedef enum coding_verdict {
    CODING_GOOD,
    CODING_CUT,        /* broken or cut off: `out` holds what was good before */
    CODING_UNKNOWN,    /* a coding that nobody here knows */
    CODING_LARGE       /* more than `max` bytes */
} coding_verdict;
/* Undoes content codings (gzip, deflate, zstd, br), named as in Content-Encoding, at most four of them. Content that is not in
 * the coding that it says is taken as it is (archives often keep the header and undo the coding): *plain says so, and `out`
 * stays empty. */
coding_verdict coding_undo(syn_slice bytes, syn_slice encoding, size_t max, syn_buffer *out, bool *plain);
#endif
