/* clusters.c - prints the words of reports as hashes, for clusters.py.
 *
 * In: JSONL of reports on standard input, objects with `source` and `text`. Out, on standard output: a line "= HASH" of the
 * source before each report, then a line a sentence, its words parted by blanks. A word is the hash that stands for it in
 * src/text/clusters.h, so that no word is written; numbers are "0", marks are left out. */
#include <stdio.h>
#include <stdlib.h>

#include "base/caps.h"
#include "text/clusters.h"
#include "text/json.h"

static void put_report(syn_arena *scratch, const json_node *object) {
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
    syn_arena scratch;
    char *line = NULL;
    size_t room = 0;
    arena_init(&scratch, NULL);
    for (ssize_t length; (length = getline(&line, &room, stdin)) > 0;) {
        json_doc doc;
        if (json_read(&doc, slice_of(line, (size_t)length), JSON_CONTROLS, CAP_JSON_NODES, &scratch) == JSON_WHOLE)
            put_report(&scratch, doc.root);
        arena_reset(&scratch);
    }
    free(line);
    arena_free(&scratch);
    return 0;
}
