/* scan.h - the state of words_scan and its looks at characters, shared by words.c and addresses.c. */
#ifndef SYN_TEXT_SCAN_H
#define SYN_TEXT_SCAN_H

#include "text/inner.h"
#include "text/misread.h"

typedef struct scanner {
    syn_slice text;
    syn_words *words;
    syn_arena *arena;
    text_forms forms;
    text_lists lists;
    struct UBreakIterator *breaks;  /* opened when first needed */
    uint8_t gap;             /* flags of the white space before the next word */
    bool single_open;        /* a single quotation mark is open in this paragraph */
    syn_code code;           /* sticky */
} scanner;

static inline uint32_t peek(const scanner *scan, size_t at, unsigned *size) {
    *size = 0;
    return at < scan->text.len ? mended_at(scan->text, at, size) : 0;
}

static inline unsigned kind_at(const scanner *scan, size_t at, unsigned *size) {
    uint32_t c = peek(scan, at, size);
    return *size ? letter_kind(c) : CHAR_SPACE;
}

static inline bool is_letter_at(const scanner *scan, size_t at) {
    unsigned size;
    return kind_at(scan, at, &size) & CHAR_LETTER;
}

static inline bool is_wordy_at(const scanner *scan, size_t at) {
    unsigned size;
    return kind_at(scan, at, &size) & (CHAR_LETTER | CHAR_DIGIT | CHAR_MARK);
}

static inline bool is_byte_at(const scanner *scan, size_t at, char c) {
    return at < scan->text.len && scan->text.ptr[at] == c;
}

static inline bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0x2018 || c == 0xFF07; }

static inline bool is_ascii_alnum(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/* addresses.c: each gives the end of an address, or 0. */

/* "http://..." or "www. ..." whose letters are [begin, end). */
size_t scan_web_end(const scanner *scan, size_t begin, size_t end);
/* A name of two or more host parts ("example.co.uk") at `at`. */
size_t scan_host_end(const scanner *scan, size_t at);
/* A point at `at` between a word and "com". */
size_t scan_domain_end(const scanner *scan, size_t at);
#endif
