/* read_zip.c - fuzzes zip archives. Byte 0: bit 0 = behind the magic of a local header; byte 1: how it is cut. */
#include "base/buffer.h"
#include "read_door.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    syn_buffer made = BUFFER_EMPTY;
    if (data[0] & 1) buffer_add(&made, slice_of("PK\x03\x04", 4));
    buffer_add(&made, slice_of((const char *)data + 2, size - 2));
    fuzz_both("a.zip", SYN_READING_CLEAN, slice_of(made.ptr, made.len), data[1]);
    buffer_free(&made);
    return 0;
}
