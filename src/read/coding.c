/* coding.c - content codings undone: gzip, deflate, zstd, br.
 *
 * In: a body and the list of its codings, in the order in which they were done. Out: the body without them. Each step gives at
 * most `max` bytes, so a body that is a bomb costs at most the time to unpack that much. What calls itself deflate is zlib's form
 * or, from some old servers, the bare one. A body that is not in its coding at all is taken as it is. */
#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include "read/http.h"

#define OUT_BYTES 65536u
#define CODINGS 4u

typedef coding_verdict (*coding_fn)(syn_slice bytes, size_t max, syn_buffer *out);

static bool fits(const syn_buffer *out, size_t more, size_t max) { return more <= max && out->len <= max - more; }

static coding_verdict inflate_all(syn_slice bytes, size_t max, syn_buffer *out, int window) {
    z_stream stream = {0};
    if (inflateInit2(&stream, window) != Z_OK) {
        out->failed = SYN_ERR_MEMORY;
        return CODING_CUT;
    }
    /* zlib's interface takes a pointer that is not const, though it does not write through it. */
    union { const char *in; Bytef *out; } from = {bytes.ptr};
    unsigned char piece[OUT_BYTES];
    size_t left = bytes.len;
    stream.next_in = from.out;
    coding_verdict verdict = CODING_CUT;
    for (;;) {
        if (stream.avail_in == 0 && left) {
            stream.avail_in = left > (1u << 30) ? 1u << 30 : (uInt)left;
            left -= stream.avail_in;
        }
        stream.next_out = piece;
        stream.avail_out = OUT_BYTES;
        int result = inflate(&stream, Z_NO_FLUSH);
        size_t got = OUT_BYTES - stream.avail_out;
        if (!fits(out, got, max)) {
            verdict = CODING_LARGE;
            break;
        }
        buffer_add(out, slice_of((const char *)piece, got));
        if (result == Z_MEM_ERROR) out->failed = SYN_ERR_MEMORY;
        if (out->failed || (result != Z_OK && result != Z_STREAM_END)) break;
        if (result == Z_STREAM_END) {
            verdict = CODING_GOOD;
            if (stream.avail_in < 2 || stream.next_in[0] != 0x1F || stream.next_in[1] != 0x8B || window < 16) break;
            if (inflateReset(&stream) != Z_OK) break;  /* another member of gzip */
            verdict = CODING_CUT;
        } else if (got == 0 && stream.avail_in == 0 && left == 0) {
            break;
        }
    }
    inflateEnd(&stream);
    return verdict;
}

static coding_verdict undo_gzip(syn_slice bytes, size_t max, syn_buffer *out) {
    return inflate_all(bytes, max, out, 16 + MAX_WBITS);
}

static coding_verdict undo_deflate(syn_slice bytes, size_t max, syn_buffer *out) {
    unsigned first = bytes.len > 1 ? (unsigned char)bytes.ptr[0] : 0, second = bytes.len > 1 ? (unsigned char)bytes.ptr[1] : 0;
    bool zlib_form = (first & 15) == 8 && (first * 256 + second) % 31 == 0;
    return inflate_all(bytes, max, out, zlib_form ? MAX_WBITS : -MAX_WBITS);
}

static coding_verdict undo_zstd(syn_slice bytes, size_t max, syn_buffer *out) {
    ZSTD_DStream *stream = ZSTD_createDStream();
    char piece[OUT_BYTES];
    coding_verdict verdict = CODING_CUT;
    if (!stream) out->failed = SYN_ERR_MEMORY;
    ZSTD_inBuffer in = {bytes.ptr, bytes.len, 0};
    while (stream && !out->failed) {
        ZSTD_outBuffer into = {piece, sizeof piece, 0};
        size_t result = ZSTD_decompressStream(stream, &into, &in);
        if (ZSTD_isError(result)) break;
        if (!fits(out, into.pos, max)) {
            verdict = CODING_LARGE;
            break;
        }
        buffer_add(out, slice_of(piece, into.pos));
        if (in.pos < in.size || into.pos == into.size) continue;
        if (result == 0) verdict = CODING_GOOD;
        break;
    }
    ZSTD_freeDStream(stream);
    return verdict;
}

static coding_verdict undo_brotli(syn_slice bytes, size_t max, syn_buffer *out) {
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    uint8_t piece[OUT_BYTES];
    coding_verdict verdict = CODING_CUT;
    if (!state) out->failed = SYN_ERR_MEMORY;
    size_t left = bytes.len;
    const uint8_t *from = (const uint8_t *)bytes.ptr;
    while (state && !out->failed) {
        size_t room = sizeof piece;
        uint8_t *to = piece;
        BrotliDecoderResult result = BrotliDecoderDecompressStream(state, &left, &from, &room, &to, NULL);
        if (!fits(out, sizeof piece - room, max)) {
            verdict = CODING_LARGE;
            break;
        }
        buffer_add(out, slice_of((const char *)piece, sizeof piece - room));
        if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) continue;
        if (result == BROTLI_DECODER_RESULT_SUCCESS) verdict = CODING_GOOD;
        /* br has no magic: markup that is not packed at all may pass for some bytes of it. */
        else if (result == BROTLI_DECODER_RESULT_ERROR && bytes.len && bytes.ptr[0] == '<') out->len = 0;
        break;
    }
    if (state) BrotliDecoderDestroyInstance(state);
    return verdict;
}

static coding_fn coding_named(syn_slice name, bool *none) {
    static const struct { const char *name; coding_fn undo; } codings[] = {
        {"gzip", undo_gzip}, {"x-gzip", undo_gzip}, {"deflate", undo_deflate}, {"zstd", undo_zstd}, {"br", undo_brotli},
        {"identity", NULL}, {"none", NULL}, {"", NULL}};
    *none = false;
    for (size_t i = 0; i < sizeof codings / sizeof *codings; i++)
        if (slice_equal_ascii_case(name, slice_str(codings[i].name))) {
            *none = !codings[i].undo;
            return codings[i].undo;
        }
    return NULL;
}

coding_verdict coding_undo(syn_slice bytes, syn_slice encoding, size_t max, syn_buffer *out, bool *plain) {
    *plain = true;
    syn_buffer done = BUFFER_EMPTY;
    coding_verdict verdict = CODING_GOOD;
    for (unsigned n = 0; encoding.len; n++) {
        size_t begin = encoding.len;
        while (begin && encoding.ptr[begin - 1] != ',') begin--;
        bool none;
        coding_fn undo = coding_named(slice_trim(slice_cut(encoding, begin, encoding.len)), &none);
        encoding.len = begin ? begin - 1 : 0;
        if (none) continue;
        if (!undo || n >= CODINGS) {
            verdict = CODING_UNKNOWN;
            break;
        }
        syn_buffer next = BUFFER_EMPTY;
        verdict = undo(*plain ? bytes : slice_of(done.ptr, done.len), max, &next);
        if (verdict == CODING_CUT && next.len == 0 && !next.failed) {
            verdict = CODING_GOOD;  /* not in this coding */
            buffer_free(&next);
            continue;
        }
        buffer_free(&done);
        done = next;
        *plain = false;
        if (verdict != CODING_GOOD || done.failed) break;
    }
    buffer_free(out);
    *out = done;
    return verdict;
}
