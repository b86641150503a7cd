/* warc_write.h - what went over the network as WARC records. */
#ifndef SYN_FETCH_WARC_WRITE_H
#define SYN_FETCH_WARC_WRITE_H

#include "base/buffer.h"

#define WARC_ID 48   /* "urn:uuid:" and 36 characters, and an end */
#define WARC_DATE 24

/* One file that is written. */
typedef struct warc_writer {
    bool packed;              /* each record a gzip member */
    char info[WARC_ID];       /* the id of its warcinfo record; empty before there is one */
    uint64_t records;         /* written by this writer: tells two of the same bytes and moment apart */
} warc_writer;

/* One request and its answer. */
typedef struct warc_exchange {
    const char *url;
    syn_slice request;        /* as it was sent; may be empty */
    syn_slice head, body;     /* as they came, but that a transfer encoding is undone */
    const char *ip;           /* of the server, or "" */
    int64_t day_us;           /* when the answer was over (os/clock.h) */
    /* An answer "304 Not Modified" is a revisit of what came at this moment (ISO 8601); else empty. */
    syn_slice revisits;
} warc_exchange;

/* ISO 8601 in whole seconds, with Z. */
void warc_date(int64_t day_us, char out[WARC_DATE]);
/* Adds the warcinfo record, which comes first; `agent` is the User-Agent, `robots` whether robots.txt is heeded. */
void warc_add_info(warc_writer *writer, syn_buffer *out, const char *software, const char *agent, bool robots,
                   int64_t day_us);
/* Adds the request (where it is known) and the response or revisit. `out` fails as buffers do. */
void warc_add_exchange(warc_writer *writer, syn_buffer *out, const warc_exchange *exchange);
#endif
