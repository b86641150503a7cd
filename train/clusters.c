/* clusters.c - prints the words of reports as hashes, for clusters.py.
 *
 * In: JSONL of reports on standard input, objects with `source` and `text`. Out, on standard output: a line "= HASH" of the
 * source before each report, then a line a sentence, its words parted by blanks. A word is the hash that stands for it in
 * src/text/clusters.h, so that no word is written; numbers are "0", marks are left out. */
#include <stdio.h>

#include "articles.h"
#include "text/clusters.h"

static void put_report(void *payload, const json_node *object, syn_arena *scratch) {
    (void)payload;
    const json_node *text = json_member(object, "text"), *source = json_member(object, "source");
    if (!text || !source) return;
    syn_words words = {0};
    syn_sentences sentences = {0};
    if (words_scan(&words, &sentences, json_text(text, scratch), "en", scratch, NULL) != SYN_OK) return;
    printf("= %llx\n", (unsigned long long)slice_hash(json_text(source, scratch)));
    for (uint32_t s = 0; s < sentences.n; s++) {
        for (uint32_t w = 0; w < sentences.at[s].words; w++) {
            const syn_word *word = &words.at[sentences.at[s].word + w];
            if (word->kind == WORD_NUMBER) printf("0 ");
            else if (word->kind != WORD_PUNCT && word->kind != WORD_SYMBOL && word->kind != WORD_URL)
                printf("%llx ", (unsigned long long)cluster_key(word, word->flags & WORD_CAPITAL));
        }
        putchar('\n');
    }
}

int main(void) {
    articles_each(put_report, NULL);
    return 0;
}
