/* vectors.c - prints what vectors.py learns word vectors from.
 *
 * `vectors`: JSONL of reports on standard input, objects with `text`. Out, on standard output: a line a sentence, its bytes
 * without line breaks and tabs, a tab, then its words as pairs FOLD:STEM of the keys by which src/text/vectors.h finds them.
 * Marks, numbers and addresses are left out. `vectors words`: a word a line; out: FOLD:STEM of each, or "-" where a line is no
 * word of letters. */
#include <stdio.h>

#include "articles.h"
#include "text/vectors.h"

enum { SHORTEST = 4, LONGEST = 80 };  /* words of a sentence that is printed */

static void put_sentence(syn_slice text, const syn_sentence *sentence, const syn_words *words) {
    if (sentence->words < SHORTEST || sentence->words > LONGEST) return;
    for (uint32_t i = sentence->begin; i < sentence->end; i++) {
        char c = text.ptr[i];
        putchar(c == '\n' || c == '\t' || c == '\r' ? ' ' : c);
    }
    putchar('\t');
    for (uint32_t w = 0; w < sentence->words; w++) {
        const syn_word *word = &words->at[sentence->word + w];
        if (word->kind == WORD_LETTERS) printf("%08x:%08x ", vectors_key(word->fold), vectors_stem_key(word->stem));
    }
    putchar('\n');
}

static void put_report(void *payload, const json_node *object, syn_arena *scratch) {
    (void)payload;
    const json_node *member = json_member(object, "text");
    if (!member) return;
    syn_slice text = json_text(member, scratch);
    syn_words words = {0};
    syn_sentences sentences = {0};
    if (words_scan(&words, &sentences, text, "en", scratch, NULL) != SYN_OK) return;
    for (uint32_t s = 0; s < sentences.n; s++) put_sentence(text, &sentences.at[s], &words);
}

static int put_words(void) {
    char line[256];
    syn_arena arena;
    arena_init(&arena, NULL);
    while (fgets(line, sizeof line, stdin)) {
        syn_words words = {0};
        syn_sentences sentences = {0};
        syn_slice text = slice_of(line, strcspn(line, "\n"));
        if (words_scan(&words, &sentences, text, "en", &arena, NULL) != SYN_OK) return 1;
        if (words.n == 1 && words.at[0].kind == WORD_LETTERS)
            printf("%08x:%08x\n", vectors_key(words.at[0].fold), vectors_stem_key(words.at[0].stem));
        else puts("-");
        arena_reset(&arena);
    }
    arena_free(&arena);
    return 0;
}

int main(int count, char **given) {
    if (count == 2 && strcmp(given[1], "words") == 0) return put_words();
    articles_each(put_report, NULL);
    return 0;
}
