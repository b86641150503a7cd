/* flow.h - text set in columns for a terminal: words that wrap at a width, with indents, styles and a right-hand tail. */
#ifndef SYN_TELL_FLOW_H
#define SYN_TELL_FLOW_H

#include "base/buffer.h"
#include "base/slice.h"

/* Styles; they show only where the flow has colour. */
enum { FLOW_PLAIN = 0, FLOW_BOLD = 1, FLOW_DIM = 2, FLOW_MARK = 4, FLOW_REPORT = 256 };
/* The colour of a report. */
static inline unsigned flow_report(uint32_t report) { return FLOW_BOLD + FLOW_REPORT * (1 + report % 8); }

#define FLOW_WORD 512

typedef struct syn_flow {
    syn_buffer *out;
    unsigned width;        /* columns of a line */
    bool color;
    unsigned column;       /* columns used on the line */
    unsigned hang;         /* indent of the lines after the first */
    unsigned limit;        /* columns that words may use; width, or less beside a tail */
    bool open, fresh, space;  /* a line is open; no word stands on it yet; a blank is due before the next word */
    unsigned glue, gap;       /* blanks that do not break: due inside the word; due before the next word */
    char word[FLOW_WORD];  /* the word being set, styles included */
    size_t word_len;
    unsigned word_width, word_style;
    char tail[FLOW_WORD];  /* stands at the right end of the first line */
    size_t tail_len;
    unsigned tail_width;
} syn_flow;

void flow_init(syn_flow *flow, syn_buffer *out, unsigned width, bool color);
/* Opens a paragraph: its first line begins at `first`, the others at `hang` (both at most a third of the width). */
void flow_begin(syn_flow *flow, unsigned first, unsigned hang);
/* Words of a text; white space parts them, anything else is glued to what stands before. A blank that does not break
 * (U+00A0, U+2007, U+202F) is printed as a plain one, and no line is broken there. Control characters and those that turn
 * the direction of writing become U+FFFD. */
void flow_text(syn_flow *flow, syn_slice text, unsigned style);
void flow_str(syn_flow *flow, const char *text, unsigned style);
void flow_space(syn_flow *flow);
/* A label of at most `columns` columns on one line, shortened with … */
void flow_label(syn_flow *flow, syn_slice text, unsigned columns, unsigned style);
/* Goes on at a column of this line, or with one blank if it is past it; 0 or a column past the width is flow_space. */
void flow_column(syn_flow *flow, unsigned column);
/* Ends the paragraph. */
void flow_end(syn_flow *flow);
void flow_blank(syn_flow *flow);

/* Sets what stands at the right end of the first line of the next paragraph: call flow_tail_add before flow_begin. It is
 * dropped (false from flow_tail_fits) where it takes more than two fifths of the width. */
void flow_tail_add(syn_flow *flow, syn_slice text, unsigned style);
bool flow_tail_fits(syn_flow *flow, unsigned columns);

/* Columns that a text takes once it is made safe. */
unsigned flow_columns(syn_slice text);
/* Columns of one character: 0 for marks, 2 for wide East Asian ones and emoji. */
unsigned flow_character(uint32_t c);
/* Appends a text to a line as it stands: white space as one blank, and unsafe characters U+FFFD. */
void flow_plain(syn_buffer *out, syn_slice text);
/* A character that may not reach a terminal or turn the direction of what follows. */
bool flow_unsafe(uint32_t c);
#endif
