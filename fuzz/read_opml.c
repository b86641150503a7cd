/* read_opml.c - fuzzes lists of feeds: the input stands behind "<opml>" (byte 0, bit 0: alone). Byte 1: how it is cut. */
#include "base/buffer.h"
#include "read_door.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    syn_buffer list = BUFFER_EMPTY;
    if (!(data[0] & 1)) buffer_add_str(&list, "<opml>");
    buffer_add(&list, slice_of((const char *)data + 2, size - 2));
    fuzz_both("a.opml", SYN_READING_CLEAN, slice_of(list.ptr, list.len), data[1]);
    buffer_free(&list);
    return 0;
}
