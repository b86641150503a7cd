/* background.c - makes src/text/gen/background.inc: how rare words are in news at large.
 *
 * In: JSONL of reports on standard input, objects with `source` and `text`. Out: the table on standard output.
 * A stem counts once a report, and only stems that reports of two sources or more hold are counted; others get the rarity
 * of a word never seen. The table holds 16 times -log2(share of reports) in a byte, at the place of the stem's hash; stems that
 * fall on one place add up. No word stands in it. Usage: see model/background.md. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "articles.h"
#include "base/map.h"
#include "base/vector.h"
#include "text/words.h"

#define PLACES (1u << 16)
#define RAREST 14.0

typedef struct count {
    uint64_t stem;
    uint64_t first_source;
    uint32_t reports, last;
    bool several;
} count;

typedef struct table {
    syn_arena keep;
    syn_map index;          /* stem: its place in counts */
    SYN_VEC(count) counts;
    uint32_t reports;
} table;

static void put_report(void *payload, const json_node *object, syn_arena *scratch) {
    table *t = payload;
    const json_node *text = json_member(object, "text"), *source = json_member(object, "source");
    if (!text || !source) return;
    syn_slice whole = json_text(text, scratch);
    uint64_t from = slice_hash(json_text(source, scratch));
    syn_words words = {0};
    syn_sentences sentences = {0};
    if (words_scan(&words, &sentences, whole, "en", scratch, NULL) != SYN_OK) return;
    for (uint32_t w = 0; w < words.n; w++) {
        if (words.at[w].kind != WORD_LETTERS && words.at[w].kind != WORD_NUMBER) continue;
        uint32_t *at = map_slot_of(&t->index, words.at[w].stem, t->counts.n);
        if (!at) exit(5);
        if (*at == t->counts.n && !VEC_PUSH(&t->keep, &t->counts, (count){words.at[w].stem, from, 0, UINT32_MAX, false})) exit(5);
        count *c = &t->counts.at[*at];
        c->several |= c->first_source != from;
        c->reports += c->last != t->reports;
        c->last = t->reports;
    }
    t->reports++;
}

static void print_table(const table *t) {
    static double share[PLACES];
    for (uint32_t i = 0; i < t->counts.n; i++) {
        const count *c = &t->counts.at[i];
        if (c->several) share[(c->stem ^ (c->stem >> 32)) & (PLACES - 1)] += (double)c->reports / t->reports;
    }
    printf("/* Made by train/background.c from %u reports, %u stems. Do not edit. See model/background.md. */\n", t->reports, t->counts.n);
    for (uint32_t i = 0; i < PLACES; i++) {
        double rarity = share[i] > 0 ? -log2(share[i]) : RAREST;
        rarity = rarity < 0 ? 0 : rarity > RAREST ? RAREST : rarity;
        printf("%d,%s", (int)(rarity * 16 + 0.5), i % 32 == 31 ? "\n" : "");
    }
}

int main(void) {
    table t = {0};
    arena_init(&t.keep, NULL);
    map_init(&t.index, &t.keep);
    articles_each(put_report, &t);
    if (!t.reports) {
        fprintf(stderr, "background: no report on standard input; give JSONL with `source` and `text`\n");
        return 2;
    }
    print_table(&t);
    arena_free(&t.keep);
    return 0;
}
