/* misread.h - characters of UTF-8 whose bytes somebody took for Windows-1252 or Latin-1: "Syriaâ€™s" is read as "Syria’s", "cafÃ©" as "café".
 *
 * In: valid UTF-8. Out: the characters that were meant, each with the bytes that it takes in the text, which stays as it is. Done up to twice over
 * ("Ã¢â‚¬â„¢"). Taken for misread is only what hardly any text means: 2 bytes for U+0080 to U+017F (not behind a capital: "MANHÃ” ends a
 * quotation), 3 bytes for U+2000 to U+27FF, the mark of the byte order and U+FFFD, 4 bytes for emoji. "â€" without its third byte is the closing
 * quotation mark, whose last byte Windows-1252 lacks. Looks at 36 bytes. */
#ifndef SYN_TEXT_MISREAD_H
#define SYN_TEXT_MISREAD_H

#include "text/utf8.h"

/* mended_at for what is no ASCII. */
uint32_t mended_wide_at(syn_slice s, size_t at, unsigned *size);
/* utf8_at, but for what was misread. */
static inline uint32_t mended_at(syn_slice s, size_t at, unsigned *size) {
    unsigned char first = (unsigned char)s.ptr[at];
    if (first >= 0x80) return mended_wide_at(s, at, size);
    *size = 1;
    return first;
}
/* Start of the character before `at` (which is above 0). */
size_t mended_before(syn_slice s, size_t at);
/* Is it a dash that parts words, however it is written or misread: "-", "--", "–", "—", "―"? */
bool text_is_dash(syn_slice word);
/* Does what stands between two words hold a dash that was lost: one of Windows-1252 taken for a control character (U+0096, U+0097),
 * or the replacement character? */
bool text_lost_dash(syn_slice gap);
/* True if a character of the text was misread. */
bool text_misread(syn_slice text);
#endif
