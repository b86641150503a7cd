/* bytes.c - numbers and texts as bytes and back. */
#include "group/bytes.h"

static inline void write_at(char *at, uint64_t value, unsigned width) {
    for (unsigned i = 0; i < width; i++) at[i] = (char)(unsigned char)(value >> (8 * i));
}

static void put(syn_buffer *out, uint64_t value, unsigned width) {
    char bytes[8];
    write_at(bytes, value, width);
    buffer_add(out, slice_of(bytes, width));
}

void bytes_put_u8(syn_buffer *out, uint8_t value) { put(out, value, 1); }
void bytes_put_u16(syn_buffer *out, uint16_t value) { put(out, value, 2); }
void bytes_put_u32(syn_buffer *out, uint32_t value) { put(out, value, 4); }
void bytes_put_u64(syn_buffer *out, uint64_t value) { put(out, value, 8); }

void bytes_put_text(syn_buffer *out, syn_slice text) {
    put(out, text.len, 4);
    buffer_add(out, text);
}

static inline uint64_t number_at(const char *at, unsigned width) {
    uint64_t value = 0;
    for (unsigned i = 0; i < width; i++) value |= (uint64_t)(unsigned char)at[i] << (8 * i);
    return value;
}

static uint64_t get(bytes_reader *in, unsigned width) {
    if (in->bad || in->rest.len < width) {
        in->bad = true;
        return 0;
    }
    uint64_t value = number_at(in->rest.ptr, width);
    in->rest = slice_cut(in->rest, width, in->rest.len);
    return value;
}

uint8_t bytes_get_u8(bytes_reader *in) { return (uint8_t)get(in, 1); }
uint16_t bytes_get_u16(bytes_reader *in) { return (uint16_t)get(in, 2); }
uint32_t bytes_get_u32(bytes_reader *in) { return (uint32_t)get(in, 4); }
uint64_t bytes_get_u64(bytes_reader *in) { return get(in, 8); }

syn_slice bytes_get_run(bytes_reader *in, size_t length) {
    if (in->bad || in->rest.len < length) {
        in->bad = true;
        return SLICE_NONE;
    }
    syn_slice run = slice_cut(in->rest, 0, length);
    in->rest = slice_cut(in->rest, length, in->rest.len);
    return run;
}

syn_slice bytes_get_text(bytes_reader *in) { return bytes_get_run(in, bytes_get_count(in, 1)); }

uint32_t bytes_get_count(bytes_reader *in, size_t least) {
    uint64_t count = get(in, 4);
    if (count * least <= in->rest.len) return (uint32_t)count;
    in->bad = true;
    return 0;
}

#define PIECE 4096           /* bytes that are made at once */

/* Numbers of one width; the compiler makes the loop of each width, as fast as if it were written out. */
#define PUT_ALL(width) \
    char bytes[PIECE]; \
    for (size_t from = 0; from < count;) { \
        size_t n = 0; \
        for (; n < PIECE && from < count; n += width) write_at(bytes + n, values[from++], width); \
        buffer_add(out, slice_of(bytes, n)); \
    }

void bytes_put_u16s(syn_buffer *out, const uint16_t *values, size_t count) { PUT_ALL(2) }
void bytes_put_u32s(syn_buffer *out, const uint32_t *values, size_t count) { PUT_ALL(4) }
void bytes_put_u64s(syn_buffer *out, const uint64_t *values, size_t count) { PUT_ALL(8) }

/* The bytes of `count` numbers, or NULL. */
static const char *run_of(bytes_reader *in, size_t count, unsigned width) {
    if (in->bad || count > in->rest.len / width) {
        in->bad = true;
        return NULL;
    }
    const char *at = in->rest.ptr;
    in->rest = slice_cut(in->rest, count * width, in->rest.len);
    return at;
}

#define GET_ALL(type, width) \
    const char *at = run_of(in, count, width); \
    for (size_t i = 0; i < count; i++) out[i] = at ? (type)number_at(at + width * i, width) : 0;

void bytes_get_u16s(bytes_reader *in, uint16_t *out, size_t count) { GET_ALL(uint16_t, 2) }
void bytes_get_u32s(bytes_reader *in, uint32_t *out, size_t count) { GET_ALL(uint32_t, 4) }
void bytes_get_u64s(bytes_reader *in, uint64_t *out, size_t count) { GET_ALL(uint64_t, 8) }

uint64_t bytes_check(syn_slice bytes) {
    uint64_t hash = bytes.len + 1;
    size_t at = 0;
    for (; at + 8 <= bytes.len; at += 8) hash = hash_join(hash, number_at(bytes.ptr + at, 8));
    uint64_t rest = number_at(bytes.ptr ? bytes.ptr + at : "", (unsigned)(bytes.len - at));
    return hash_join(hash, rest);
}
