/* read_warc.c - fuzzes WARC and ARC. Byte 0: bits 0-1 = as it is, each record a gzip member, all one gzip stream, as it is behind a
 * zstd magic; bits 2-7: where a reading goes on from. Byte 1: how it is cut. */
#include <zlib.h>

#include "base/buffer.h"
#include "read_door.h"

static void gzip_into(syn_buffer *out, syn_slice bytes) {
    z_stream stream = {0};
    union { const char *in; Bytef *out; } from = {bytes.ptr};
    FUZZ_REQUIRE(deflateInit2(&stream, 1, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    size_t room = deflateBound(&stream, bytes.len) + 64;
    unsigned char *packed = malloc(room);
    stream.next_in = from.out;
    stream.avail_in = (uInt)bytes.len;
    stream.next_out = packed;
    stream.avail_out = (uInt)room;
    FUZZ_REQUIRE(packed && deflate(&stream, Z_FINISH) == Z_STREAM_END);
    buffer_add(out, slice_of((const char *)packed, stream.total_out));
    deflateEnd(&stream);
    free(packed);
}

/* From any byte: either reports or a refusal. */
static void go_on(const char *name, syn_slice bytes, uint64_t from) {
    fuzz_seen seen = {0, 0};
    read_options options = {.name = slice_str(name), .emit = fuzz_emit, .payload = &seen, .from = from};
    syn_reader *reader;
    FUZZ_REQUIRE(reader_new(&reader, &options, NULL) == SYN_OK);
    syn_code code = reader_push(reader, bytes, NULL);
    if (code == SYN_OK) code = reader_end(reader, NULL);
    FUZZ_REQUIRE(code == SYN_ERR_ARGUMENT || (code == SYN_OK && seen.reports >= 1));
    reader_free(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    static const char *const names[] = {"a.warc", "a.warc.gz", "a.warc.gz", "a.warc.zst"};
    syn_slice in = slice_of((const char *)data + 2, size - 2);
    syn_buffer made = BUFFER_EMPTY;
    unsigned how = data[0] & 3;
    if (how == 1) {
        for (size_t at = 0, next; at < in.len; at = next) {
            next = slice_find(in, SLICE_LIT("WARC/"), at + 1);
            if (next == SIZE_MAX) next = in.len;
            gzip_into(&made, slice_cut(in, at, next));
        }
    } else if (how == 2) {
        gzip_into(&made, in);
    } else {
        if (how == 3) buffer_add(&made, slice_of("\x28\xB5\x2F\xFD", 4));
        buffer_add(&made, in);
    }
    syn_slice bytes = slice_of(made.ptr, made.len);
    fuzz_both(names[how], SYN_READING_CLEAN, bytes, data[1]);
    if (data[0] >> 2) go_on(names[how], bytes, data[0] >> 2);
    buffer_free(&made);
    return 0;
}
