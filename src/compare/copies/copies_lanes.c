/* copies_lanes.c - reports as rows of words, in which copies are looked for.
 *
 * In: the marked reports. Out: of each the words that are no punctuation, by their stems, with what makes them telling or not:
 * quoted, reported, of a name, a function word, or one that most reports have. Linear in the words. */
#include "compare/copies/copies.h"

typedef struct word_count {
    uint32_t reports, last;  /* in how many it stands; the last of them */
} word_count;

static void mark_span(const syn_report *r, syn_span span, uint8_t trait, uint8_t *marks) {
    for (uint32_t w = report_word_at(r, span.begin); w < r->words.n && r->words.at[w].begin < span.end; w++) marks[w] |= trait;
}

enum { QUOTED = 1, REPORTED = 2, NAMED = 4 };

static bool lane_fill(story *s, uint32_t report, lane *out) {
    const syn_report *r = s->reports[report];
    out->word = ARENA_ARRAY(s->scratch, uint32_t, r->words.n + 1);
    out->key = ARENA_ARRAY(s->scratch, uint32_t, r->words.n + 1);
    out->traits = ARENA_ARRAY(s->scratch, uint8_t, r->words.n + 1);
    uint8_t *marks = ARENA_ARRAY(s->scratch, uint8_t, r->words.n + 1);
    if (!out->word || !out->key || !out->traits || !marks) return false;
    for (uint32_t q = 0; q < r->quotes.n; q++) {
        const syn_quote *quote = &r->quotes.at[q];
        bool told = quote->kind == QUOTE_INDIRECT || quote->kind == QUOTE_MIXED;
        for (unsigned c = 0; c < quote->contents; c++) mark_span(r, quote->content[c], told ? REPORTED : QUOTED, marks);
    }
    for (uint32_t m = 0; m < r->mentions.n; m++) mark_span(r, r->mentions.at[m].span, NAMED, marks);
    for (uint32_t w = 0; w < r->words.n; w++) {
        const syn_word *word = &r->words.at[w];
        if (word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL || word->kind == WORD_URL) continue;
        bool content = word_is_content(word);
        uint8_t traits = marks[w] & QUOTED ? 0 : LANE_PROSE;
        if (content) traits |= LANE_CONTENT;
        if (traits == (LANE_PROSE | LANE_CONTENT) && !(marks[w] & NAMED) && !(word->flags & WORD_CAPITAL)) traits |= LANE_PLAIN;
        if (marks[w] & REPORTED) traits |= LANE_REPORTED;
        out->word[out->n] = w;
        out->key[out->n] = (uint32_t)(word->stem ^ (word->stem >> 32));
        out->traits[out->n++] = traits;
    }
    return true;
}

/* Marks the words that stand in more than half of the other reports, beside two that have them both. */
static bool mark_common(story *s, lane *lanes) {
    syn_map index;
    map_init(&index, s->scratch);
    SYN_VEC(word_count) counts = {0};
    if (s->count < 3) return true;
    for (uint32_t r = 0; r < s->count; r++)
        for (uint32_t i = 0; i < lanes[r].n; i++) {
            uint32_t *slot = map_slot_of(&index, s->reports[r]->words.at[lanes[r].word[i]].fold, counts.n);
            if (!slot || (*slot == counts.n && !VEC_PUSH(s->scratch, &counts, (word_count){0, REPORT_NONE}))) return false;
            word_count *one = &counts.at[*slot];
            one->reports += one->last != r;
            one->last = r;
        }
    for (uint32_t r = 0; r < s->count; r++)
        for (uint32_t i = 0; i < lanes[r].n; i++)
            if (counts.at[map_get(&index, s->reports[r]->words.at[lanes[r].word[i]].fold)].reports * 2 > s->count + 2)
                lanes[r].traits[i] |= LANE_COMMON;
    return true;
}

bool copies_lanes(story *s, lane *lanes) {
    for (uint32_t r = 0; r < s->count; r++)
        if (!lane_fill(s, r, &lanes[r])) return false;
    return mark_common(s, lanes);
}
