/* read_gzip.c - fuzzes gzip and the judging of kinds: the input as it is. Byte 0: bit 0 = as it is, else behind a gzip header;
 * byte 1: how it is cut. */
#include "base/buffer.h"
#include "read_door.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    syn_buffer bytes = BUFFER_EMPTY;
    if (!(data[0] & 1)) buffer_add(&bytes, slice_of("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10));
    buffer_add(&bytes, slice_of((const char *)data + 2, size - 2));
    fuzz_both("a", SYN_READING_CLEAN, slice_of(bytes.ptr, bytes.len), data[1]);
    buffer_free(&bytes);
    return 0;
}
