/* bytes.h - numbers and texts as bytes and back: what the files of a grouping are made of.
 *
 * Little-endian, of fixed width, on every machine the same. A writer appends to a buffer, whose error is sticky
 * (base/buffer.h). A reader never goes past its end: what is not there reads as 0, and `bad` stays set, so that a loader
 * reads straight through and checks once; but a count that it read must be checked against bytes_left before memory is
 * asked for. */
#ifndef SYN_GROUP_BYTES_H
#define SYN_GROUP_BYTES_H

#include "base/buffer.h"

void bytes_put_u8(syn_buffer *out, uint8_t value);
void bytes_put_u16(syn_buffer *out, uint16_t value);
void bytes_put_u32(syn_buffer *out, uint32_t value);
void bytes_put_u64(syn_buffer *out, uint64_t value);
void bytes_put_u16s(syn_buffer *out, const uint16_t *values, size_t count);
void bytes_put_u32s(syn_buffer *out, const uint32_t *values, size_t count);
void bytes_put_u64s(syn_buffer *out, const uint64_t *values, size_t count);
/* Its length, then its bytes. */
void bytes_put_text(syn_buffer *out, syn_slice text);

typedef struct bytes_reader {
    syn_slice rest;
    bool bad;            /* something was not there, or the loader found it to be impossible */
} bytes_reader;

static inline size_t bytes_left(const bytes_reader *in) { return in->bad ? 0 : in->rest.len; }
uint8_t bytes_get_u8(bytes_reader *in);
uint16_t bytes_get_u16(bytes_reader *in);
uint32_t bytes_get_u32(bytes_reader *in);
uint64_t bytes_get_u64(bytes_reader *in);
/* So many into `out`, all of them 0 where they are not there. */
void bytes_get_u16s(bytes_reader *in, uint16_t *out, size_t count);
void bytes_get_u32s(bytes_reader *in, uint32_t *out, size_t count);
void bytes_get_u64s(bytes_reader *in, uint64_t *out, size_t count);
/* Borrowed from the bytes that are read. */
syn_slice bytes_get_text(bytes_reader *in);
/* So many bytes; nothing and `bad` where they are not there. */
syn_slice bytes_get_run(bytes_reader *in, size_t length);
/* A count of things of at least `least` bytes each; 0 and `bad` where so many cannot follow. */
uint32_t bytes_get_count(bytes_reader *in, size_t least);

/* A check of bytes, by which damage is all but surely seen (no guard against malice). Eight bytes a step. */
uint64_t bytes_check(syn_slice bytes);
#endif
