/* read_feed.c - fuzzes feeds: the input stands behind "<rss>" or "<feed>" (byte 0, bit 0), or alone (bit 1). Byte 1: how it is cut. */
#include "base/buffer.h"
#include "read_door.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    syn_buffer feed = BUFFER_EMPTY;
    if (!(data[0] & 2)) buffer_add_str(&feed, data[0] & 1 ? "<feed>" : "<rss>");
    buffer_add(&feed, slice_of((const char *)data + 2, size - 2));
    fuzz_both("a.xml", SYN_READING_CLEAN, slice_of(feed.ptr, feed.len), data[1]);
    buffer_free(&feed);
    return 0;
}
