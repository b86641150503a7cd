/* quotes_marks.h - what quotes_marks.c and quotes_marks_row.c share; nothing else includes it. */
#ifndef SYN_MARK_QUOTES_MARKS_H
#define SYN_MARK_QUOTES_MARKS_H

#include "mark/quotes.h"
#include "text/fold.h"

typedef enum mark_shape { MARK_NONE, MARK_DOUBLE, MARK_DOUBLE_OPEN, MARK_DOUBLE_CLOSE, MARK_SINGLE, MARK_SINGLE_OPEN,
                          MARK_SINGLE_CLOSE } mark_shape;

typedef struct quote_mark {
    uint32_t at, end;
    uint32_t mark, before, after;  /* characters */
    uint8_t shape;
    bool opens, closes;            /* what its neighbours allow */
} quote_mark;

typedef struct mark_scan {
    quote_work *work;
    syn_slice text;
    uint32_t paragraph, begin, end;  /* bytes of the paragraph */
    SYN_VEC(quote_mark) marks;       /* of the paragraph */
    bool open;                       /* an outermost double quotation is open */
    bool flat;                       /* second reading: nothing nests */
    uint32_t depth;                  /* double marks inside it that are still open */
    uint32_t at, inner;              /* where it opened; where its content begins */
    uint32_t opener;                 /* the mark that opened it; 0 = it began in the paragraph before */
    uint32_t last_close, last_close_end; /* the last closer that closed an inner one */
    uint32_t found;                  /* quotations before this paragraph */
    bool runs_on;                    /* what is open goes on in the next paragraph without a mark */
} mark_scan;

static inline bool is_blank(uint32_t c) { return c <= ' ' || (char_class(c) & CHAR_SPACE); }
static inline bool is_dash(uint32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }
static inline bool is_wordy(uint32_t c) { return (char_class(c) & (CHAR_LETTER | CHAR_DIGIT)) != 0; }
static inline bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static inline bool is_end(uint32_t c) { return c == ',' || c == '.' || c == '!' || c == '?' || c == 0x2026; }
static inline bool before_opener(uint32_t c) {
    return is_blank(c) || c == '(' || c == '[' || c == '/' || is_dash(c) || c == 0x2018 || c == 0x201c || c == '"' ||
           c == '\'';
}
static inline bool mark_is_double(const quote_mark *m) { return m->shape <= MARK_DOUBLE_CLOSE; }

/* The mark at `at`, or none, and the length of the character there; two ASCII apostrophes or backquotes are one double mark. */
mark_shape marks_shape(syn_slice text, uint32_t at, unsigned *size);
/* The character before or at `at` in the paragraph; a blank at its ends. */
uint32_t marks_char_before(const mark_scan *scan, uint32_t at);
uint32_t marks_char_after(const mark_scan *scan, uint32_t at);
/* Fills the row of the paragraph's marks. */
void marks_find(mark_scan *scan);
#endif
