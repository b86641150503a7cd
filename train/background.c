/* background.c - makes src/text/gen/background.inc: how rare words are in news at large.
 *
 * In: JSONL of reports on standard input, objects with `source` and `text`. Out: the table on standard output.
 * A stem counts once a report, and only stems that reports of two sources or more hold are counted; others get the rarity
 * of a word never seen. The table holds 16 times -log2(share of reports) in a byte, at the place of the stem's hash; stems that
 * fall on one place add up. No word stands in it. Usage: see model/background.md. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/caps.h"
#include "base/map.h"
#include "base/vector.h"
#include "text/json.h"
#include "text/words.h"

#define PLACES (1u << 16)
#define RAREST 14.0

typedef struct count {
    uint64_t stem;
    uint64_t first_source;
    uint32_t reports, last;
    bool several;
} count;

static uint32_t put_report(syn_arena *keep, syn_arena *scratch, syn_map *index, void *counts_of, uint32_t n, const json_node *object) {
    SYN_VEC(count) *counts = counts_of;
    const json_node *text = json_member(object, "text"), *source = json_member(object, "source");
    if (!text || !source) return n;
    syn_slice whole = json_text(text, scratch);
    uint64_t from = slice_hash(json_text(source, scratch));
    syn_words words = {0};
    syn_sentences sentences = {0};
    if (words_scan(&words, &sentences, whole, "en", scratch, NULL) != SYN_OK) return n;
    for (uint32_t w = 0; w < words.n; w++) {
        if (words.at[w].kind != WORD_LETTERS && words.at[w].kind != WORD_NUMBER) continue;
        uint32_t *at = map_slot_of(index, words.at[w].stem, counts->n);
        if (!at) exit(5);
        if (*at == counts->n && !VEC_PUSH(keep, counts, (count){words.at[w].stem, from, 0, UINT32_MAX, false})) exit(5);
        count *c = &counts->at[*at];
        c->several |= c->first_source != from;
        c->reports += c->last != n;
        c->last = n;
    }
    return n + 1;
}

int main(void) {
    syn_arena keep, scratch;
    syn_map index;
    SYN_VEC(count) counts = {0};
    static double share[PLACES];
    char *line = NULL;
    size_t room = 0;
    uint32_t reports = 0;
    arena_init(&keep, NULL);
    arena_init(&scratch, NULL);
    map_init(&index, &keep);
    for (ssize_t length; (length = getline(&line, &room, stdin)) > 0;) {
        json_doc doc;
        if (json_read(&doc, slice_of(line, (size_t)length), JSON_CONTROLS, CAP_JSON_NODES, &scratch) == JSON_WHOLE)
            reports = put_report(&keep, &scratch, &index, &counts, reports, doc.root);
        arena_reset(&scratch);
    }
    free(line);
    if (!reports) {
        fprintf(stderr, "background: no report on standard input; give JSONL with `source` and `text`\n");
        return 2;
    }
    for (uint32_t i = 0; i < counts.n; i++)
        if (counts.at[i].several) share[(counts.at[i].stem ^ (counts.at[i].stem >> 32)) & (PLACES - 1)] += (double)counts.at[i].reports / reports;
    printf("/* Made by train/background.c from %u reports, %u stems. Do not edit. See model/background.md. */\n", reports, counts.n);
    for (uint32_t i = 0; i < PLACES; i++) {
        double rarity = share[i] > 0 ? -log2(share[i]) : RAREST;
        rarity = rarity < 0 ? 0 : rarity > RAREST ? RAREST : rarity;
        printf("%d,%s", (int)(rarity * 16 + 0.5), i % 32 == 31 ? "\n" : "");
    }
    arena_free(&keep);
    arena_free(&scratch);
    return 0;
}
