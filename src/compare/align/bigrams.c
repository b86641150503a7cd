/* bigrams.c - words that stand side by side in two statements.
 *
 * In: a statement. Out: its bigrams, as keys of the stems of each two words that follow each other, articles and punctuation
 * aside; at least one of the two has a meaning of its own. The idea: two statements with the same words in the same order
 * ("towed off the mud") surely say one thing, where the same words apart may not. Linear in the words but for sorting. */
#include <stdlib.h>

#include "base/caps.h"
#include "compare/story.h"

static int by_value(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

bool statement_bigrams(story *s, statement *st) {
    const syn_report *r = s->reports[st->report];
    const syn_word *last = NULL;
    st->bigram = s->bigrams.n;
    for (uint32_t w = st->core; w < st->core + st->cores; w++) {
        const syn_word *word = &r->words.at[w];
        if (word->kind == WORD_PUNCT || word->upos == UPOS_DET) continue;
        if (s->titled[st->report][w]) {
            last = NULL;
            continue;
        }
        if (last && (word_is_content(last) || word_is_content(word)) &&
            !VEC_PUSH(s->lasting, &s->bigrams, hash_join(last->stem, word->stem)))
            return false;
        last = word;
    }
    uint32_t n = s->bigrams.n - st->bigram, kept = 0;
    st->bigrams = 0;
    if (!n) return true;
    uint64_t *list = s->bigrams.at + st->bigram;
    qsort(list, n, sizeof *list, by_value);
    for (uint32_t i = 0; i < n; i++)
        if (!kept || list[kept - 1] != list[i]) list[kept++] = list[i];
    s->bigrams.n = st->bigram + kept;
    st->bigrams = kept;
    return true;
}

uint32_t bigrams_shared(const story *s, const statement *a, const statement *b) {
    if (!a->bigrams || !b->bigrams) return 0;
    const uint64_t *x = s->bigrams.at + a->bigram, *y = s->bigrams.at + b->bigram;
    uint32_t n = 0;
    for (uint32_t i = 0, k = 0; i < a->bigrams && k < b->bigrams;) {
        if (x[i] < y[k]) i++;
        else if (x[i] > y[k]) k++;
        else {
            n++;
            i++;
            k++;
        }
    }
    return n;
}
