/* read_json.c - fuzzes JSON and JSONL. Byte 0: bit 0 = named .jsonl (JSON whatever it begins with); byte 1: how it is cut. */
#include "read_door.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    fuzz_both(data[0] & 1 ? "a.jsonl" : "a.json", SYN_READING_CLEAN, slice_of((const char *)data + 2, size - 2), data[1]);
    return 0;
}
