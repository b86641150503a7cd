/* entities.h - character references of HTML: "&eacute;", "&#233;", "&#xE9;" and the old ones without a semicolon. */
#ifndef SYN_READ_ENTITIES_H
#define SYN_READ_ENTITIES_H

#include "base/slice.h"

typedef struct entity_row {
    char name[32];          /* without & and ; */
    uint32_t first, second; /* characters; second 0 = none */
    uint8_t legacy;         /* counts without its semicolon too */
} entity_row;
extern const entity_row entity_rows[];  /* in order of bytes */
extern const unsigned entity_count;

/* Room that entity_decode needs for `length` bytes. */
static inline size_t entity_room(size_t length) { return length + length / 4 + 8; }
/* Writes the text with its references resolved; returns the length. In an attribute, a reference without a semicolon that
 * runs on (as in "?a=1&copy=2") is no reference. What is no reference stays as it is. Linear. */
size_t entity_decode(syn_slice s, bool attribute, char *out);
/* The character of a byte in windows-1252; the five bytes that have none give a control character (0x81 to 0x9D). */
uint32_t entity_windows_1252(unsigned char byte);
/* The value of a digit to base 10 or 16, or -1. */
int entity_digit(char c, unsigned base);
/* The row of a name, or NULL. */
const entity_row *entity_find(syn_slice name);
#endif
