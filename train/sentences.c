/* sentences.c - prints the doubtful places of texts where a sentence may end, with their features, for sentences.py.
 *
 * In: JSONL on standard input, objects with `text`. Out: a line "=" before each text, then a line a place: the byte behind the
 * last character before it, the rules' opinion (0 or 1), its kind (point_kind of src/text/points.h), and the places of its features in
 * the weights. */
#include <stdio.h>

#include "articles.h"
#include "text/points.h"

static void print_point(void *payload, const syn_point *point, const uint32_t *places, size_t count) {
    const syn_words *words = payload;
    printf("%u %d %d", words->at[point->next - 1].end, point->rule, point->kind);
    for (size_t i = 0; i < count; i++) printf(" %u", places[i]);
    putchar('\n');
}

static void print_points(void *payload, const json_node *object, syn_arena *scratch) {
    (void)payload;
    syn_words words = {0};
    syn_sentences sentences = {0};
    syn_slice text = json_text(json_member(object, "text"), scratch);
    puts("=");
    if (words_scan(&words, &sentences, text, "en", scratch, NULL) == SYN_OK) points_each(&words, text, "en", print_point, &words);
}

int main(void) {
    articles_each(print_points, NULL);
    return 0;
}
