/* read_tar.c - fuzzes tar archives. Byte 0: bit 0 = the checksums of all blocks that say "ustar" are made right first; byte 1: how it
 * is cut. */
#include <stdio.h>
#include <string.h>

#include "read_door.h"

static void mend(char *block) {
    unsigned sum = 0;
    char digits[8];
    memset(block + 148, ' ', 8);
    for (size_t i = 0; i < 512; i++) sum += (unsigned char)block[i];
    snprintf(digits, sizeof digits, "%06o", sum & 0777777u);
    memcpy(block + 148, digits, 7);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    char *copy = malloc(size);
    if (!copy) return 0;
    memcpy(copy, data + 2, size - 2);
    for (size_t at = 0; (data[0] & 1) && at + 512 <= size - 2; at += 512)
        if (memcmp(copy + at + 257, "ustar", 5) == 0) mend(copy + at);
    fuzz_both("a.tar", SYN_READING_CLEAN, slice_of(copy, size - 2), data[1]);
    free(copy);
    return 0;
}
