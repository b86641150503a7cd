/* decode.c - gzip (RFC 1952) and deflate (RFC 1950, or 1951 as some servers send it), by zlib. Pure.
 *
 * Why not by curl: what is saved in a WARC must be what the server sent, so the packed bytes are needed as well. */
#include "fetch/decode.h"

#include <zlib.h>

enum { PIECE = 65536, WINDOW_GZIP = 15 + 16, WINDOW_ZLIB = 15, WINDOW_RAW = -15 };

/* Unpacks all members from the beginning of `bytes`. */
static decode_end unpack(syn_buffer *out, syn_slice bytes, int window, size_t most) {
    z_stream stream = {0};
    unsigned char piece[PIECE];
    /* zlib never writes through next_in. */
    union { const char *in; unsigned char *as_zlib; } from = {.in = bytes.ptr};
    if (inflateInit2(&stream, window) != Z_OK) return DECODE_MEMORY;
    stream.next_in = from.as_zlib;
    size_t left = bytes.len;
    int code = Z_OK;
    decode_end end = DECODE_DONE;
    while (end == DECODE_DONE) {
        if (stream.avail_in == 0 && left) {
            stream.avail_in = left < (1u << 30) ? (unsigned)left : 1u << 30;
            left -= stream.avail_in;
        }
        stream.next_out = piece;
        stream.avail_out = sizeof piece;
        code = inflate(&stream, Z_NO_FLUSH);
        size_t made = sizeof piece - stream.avail_out;
        if (code == Z_MEM_ERROR) end = DECODE_MEMORY;
        else if (out->len + made > most) end = DECODE_LARGE;
        else buffer_add(out, slice_of((const char *)piece, made));
        if (end != DECODE_DONE) break;
        if (out->failed) end = DECODE_MEMORY;
        else if (code == Z_STREAM_END) {
            /* Another member may follow; anything else behind the end is passed over, as browsers do. */
            bool more = window == WINDOW_GZIP && stream.avail_in > 1 && stream.next_in[0] == 0x1f && stream.next_in[1] == 0x8b;
            if (!more || inflateReset(&stream) != Z_OK) break;
        } else if (code != Z_OK || (stream.avail_in == 0 && left == 0 && made == 0)) end = DECODE_BROKEN;
    }
    inflateEnd(&stream);
    return end;
}

decode_end decode_run(syn_buffer *out, bool *plain, syn_slice encoding, syn_slice bytes, size_t most) {
    bool gzip = slice_equal_ascii_case(encoding, SLICE_LIT("gzip")) || slice_equal_ascii_case(encoding, SLICE_LIT("x-gzip"));
    bool deflate = slice_equal_ascii_case(encoding, SLICE_LIT("deflate"));
    bool none = !encoding.len || slice_equal_ascii_case(encoding, SLICE_LIT("identity"));
    *plain = none || !bytes.len || (gzip && !slice_starts(bytes, SLICE_LIT("\x1f\x8b")));
    if (!none && !gzip && !deflate) return DECODE_UNKNOWN;
    if (*plain) return DECODE_DONE;
    if (gzip) return unpack(out, bytes, WINDOW_GZIP, most);
    decode_end end = unpack(out, bytes, WINDOW_ZLIB, most);
    if (end != DECODE_BROKEN || out->len) return end;
    return unpack(out, bytes, WINDOW_RAW, most);
}

bool encode_gzip(syn_buffer *out, syn_slice bytes) {
    z_stream stream = {0};
    unsigned char piece[PIECE];
    union { const char *in; unsigned char *as_zlib; } from = {.in = bytes.ptr};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, WINDOW_GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK) return false;
    stream.next_in = from.as_zlib;
    size_t left = bytes.len;
    int code = Z_OK;
    while (code == Z_OK && !out->failed) {
        if (stream.avail_in == 0 && left) {
            stream.avail_in = left < (1u << 30) ? (unsigned)left : 1u << 30;
            left -= stream.avail_in;
        }
        stream.next_out = piece;
        stream.avail_out = sizeof piece;
        code = deflate(&stream, left ? Z_NO_FLUSH : Z_FINISH);
        buffer_add(out, slice_of((const char *)piece, sizeof piece - stream.avail_out));
    }
    deflateEnd(&stream);
    return code == Z_STREAM_END && !out->failed;
}
