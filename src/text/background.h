/* background.h - how rare a word is in news at large. */
#ifndef SYN_TEXT_BACKGROUND_H
#define SYN_TEXT_BACKGROUND_H

#include <stdint.h>

/* -log2 of the share of news reports that hold a word of this stem (syn_word.stem), from 0 (in every report) to 14 (in fewer
 * than one of 16,000, or never seen). Read from a table of hashed counts; see model/background.md. */
double background_rarity(uint64_t stem);
/* A hash of the table: another one where the counts are others. Reads all of it. */
uint64_t background_check(void);
#endif
