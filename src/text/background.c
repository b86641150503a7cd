/* background.c - a table of hashed counts; see background.h and model/background.md for how it was made.
 *
 * The table has a power of two of bytes; a word's place is its stem hash. Two words that fall on one place add up. A byte is
 * 16 times the rarity in bits, so the table holds no word and no text. */
#include "text/background.h"

static const uint8_t table[] = {
#include "text/gen/background.inc"
};

double background_rarity(uint64_t stem) {
    uint64_t place = (stem ^ (stem >> 32)) & (sizeof table - 1);
    return table[place] / 16.0;
}
