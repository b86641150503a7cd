/* titles.c - faults of form that make a title a poor headline, each by a factor. Linear in its words. */
#include "text/titles.h"

#include "text/lexicon.h"
#include "text/lexicon/lexicon.gen.h"
#include "text/misread.h"

#define FEW_WORDS 6          /* a title of fewer words says little */
#define MANY_WORDS 15        /* ... of more says too much */
#define LONGEST_BYTES 200

double title_form(syn_slice title, const syn_words *words) {
    double share = title.len > LONGEST_BYTES ? 0.3 : 1;
    uint32_t plain = 0, capitals = 0;
    for (uint32_t w = 0; w < words->n; w++) {
        const syn_word *word = &words->at[w];
        syn_slice text = slice_cut(title, word->begin, word->end);
        plain += word->kind != WORD_PUNCT && word->kind != WORD_POSSESSIVE;
        capitals += (word->flags & WORD_ALL_CAPS) != 0;
        if (slice_equal(text, SLICE_LIT("?"))) share *= 0.3;
        if (slice_equal(text, SLICE_LIT("!")) || slice_equal(text, SLICE_LIT("|"))) share *= 0.7;
        bool cut = slice_starts(text, SLICE_LIT("..")) || slice_equal(text, SLICE_LIT("…"));
        if (cut || word->kind == WORD_URL || word->kind == WORD_HANDLE) share *= 0.6;
        const lexicon_entry *label = lexicon_match(&lexicon_text_title_labels, words->at, w, words->n);
        if (label && (*label->value || w == 0)) share *= 0.4;
    }
    if (plain < FEW_WORDS) share *= 0.4 + 0.1 * plain;
    if (plain > MANY_WORDS) share *= (double)MANY_WORDS / plain;
    if (slice_find(title, SLICE_LIT("\xEF\xBF\xBD"), 0) != SIZE_MAX || text_misread(title)) share *= 0.2;  /* bad bytes */
    if (words->n && words->at[0].kind == WORD_PUNCT) share *= 0.7;                    /* somebody's words */
    return capitals * 2 > plain && plain > 2 ? share * 0.7 : share;
}
