/* read_text.c - fuzzes plain text and the encodings. Byte 0: bit 0 = verbatim; byte 1: how it is cut. */
#include "read_door.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    fuzz_both("a.txt", data[0] & 1 ? SYN_READING_PLAIN : SYN_READING_CLEAN, slice_of((const char *)data + 2, size - 2), data[1]);
    return 0;
}
