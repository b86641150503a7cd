/* words.h - what a word of a report says, as the files of this folder ask it. */
#ifndef SYN_COMPARE_WORDS_H
#define SYN_COMPARE_WORDS_H

#include "report/report.h"
#include "text/misread.h"

/* Word w of a report, as written. */
static inline syn_slice word_text(const syn_report *r, uint32_t w) {
    return slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
}
/* Is word w this one, whatever its capitals? False behind the last word. */
static inline bool word_is(const syn_report *r, uint32_t w, const char *text) {
    return w < r->words.n && slice_equal_ascii_case(word_text(r, w), slice_str(text));
}
/* ... byte for byte? */
static inline bool word_reads(const syn_report *r, uint32_t w, const char *text) {
    return slice_equal(word_text(r, w), slice_str(text));
}
/* A dash of any length. */
static inline bool word_is_dash(const syn_report *r, uint32_t w) {
    return w < r->words.n && text_is_dash(word_text(r, w));
}
/* The first word of [from, end), which begin a sentence, that stands behind a dateline (statements.c). */
uint32_t words_behind_dateline(const syn_report *r, uint32_t from, uint32_t end);
/* The span of the words [from, to). */
static inline syn_span words_span(const syn_report *r, uint32_t from, uint32_t to) {
    return (syn_span){r->words.at[from].begin, r->words.at[to - 1].end};
}
#endif
