/* background.c - a table of hashed counts; see background.h and model/background.md for how it was made.
 *
 * The table has a power of two of bytes; a word's place is its stem hash. Two words that fall on one place add up. A byte is
 * 16 times the rarity in bits, so the table holds no word and no text. */
#include "text/background.h"

#include "base/slice.h"

static const uint8_t table[] = {
#include "text/gen/background.inc"
};

double background_rarity(uint64_t stem) {
    uint64_t place = (stem ^ (stem >> 32)) & (sizeof table - 1);
    return table[place] / 16.0;
}

uint64_t background_check(void) {
    uint64_t hash = sizeof table;
    for (size_t at = 0; at < sizeof table; at += 8) {
        uint64_t eight = 0;
        for (size_t i = 0; i < 8; i++) eight |= (uint64_t)table[at + i] << (8 * i);
        hash = hash_join(hash, eight);
    }
    return hash;
}
