/* sha1.h - SHA-1, for digests as WARC files carry them and for names of files; not for anything that must withstand
 * forgery. */
#ifndef SYN_FETCH_SHA1_H
#define SYN_FETCH_SHA1_H

#include "base/slice.h"

#define SHA1_BYTES 20
#define SHA1_HEX (2 * SHA1_BYTES + 1)
#define SHA1_BASE32 33  /* 32 letters and an end */

typedef struct sha1_state {
    uint32_t hash[5];
    uint64_t length;         /* bytes */
    unsigned char block[64];
} sha1_state;

void sha1_begin(sha1_state *state);
void sha1_add(sha1_state *state, syn_slice bytes);
void sha1_end(sha1_state *state, unsigned char out[SHA1_BYTES]);

void sha1_hex(const unsigned char hash[SHA1_BYTES], char out[SHA1_HEX]);
void sha1_base32(const unsigned char hash[SHA1_BYTES], char out[SHA1_BASE32]);
#endif
