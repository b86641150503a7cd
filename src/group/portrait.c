/* portrait.c - a report as grouping sees it.
 *
 * Words are weighted by how often they come and how rare they are in news at large; words of names count for more. Runs of
 * RUN words, one in SAMPLE of them by hash, are the fingerprint (sampled shingles: Broder 1997). */
#include "group/portrait.h"

#include <math.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/map.h"
#include "text/background.h"

#define LEAST_RARITY 2.5     /* a commoner word says nothing */
#define NAMED 1.6            /* a word of a name counts for more */
#define RUN 5
#define SAMPLE 4

static int by_weight(const void *left, const void *right) {
    const portrait_feature *a = left, *b = right;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return a->place.begin < b->place.begin ? -1 : a->place.begin > b->place.begin;
}

static bool content(const syn_word *word) {
    return (word->kind == WORD_LETTERS || word->kind == WORD_HASHTAG) && !(word->flags & WORD_STOP);
}

/* Counts the content words, then weighs them. */
static bool add_words(const syn_report *r, portrait *out, syn_arena *arena) {
    syn_map seen;
    map_init(&seen, arena);
    uint32_t mention = 0;
    for (uint32_t w = 0; w < r->words.n; w++) {
        const syn_word *word = &r->words.at[w];
        if (!content(word)) continue;
        while (mention < r->mentions.n && r->mentions.at[mention].span.end <= word->begin) mention++;
        bool named = mention < r->mentions.n && r->mentions.at[mention].span.begin <= word->begin;
        if (background_rarity(word->stem) < LEAST_RARITY) continue;
        uint32_t *at = map_slot_of(&seen, word->stem, out->features.n);
        if (!at) return false;
        syn_span place = named ? r->mentions.at[mention].span : (syn_span){word->begin, word->end};
        portrait_feature new = {word->stem, 0, named ? CHANNEL_NAME : CHANNEL_WORD, place};
        if (*at == out->features.n && !VEC_PUSH(arena, &out->features, new)) return false;
        out->features.at[*at].weight += named ? NAMED : 1.0;
    }
    double norm = 0;
    for (uint32_t i = 0; i < out->features.n; i++) {
        portrait_feature *f = &out->features.at[i];
        f->weight = (1.0 + log(f->weight)) * background_rarity(f->key);
        norm += f->weight * f->weight;
    }
    for (uint32_t i = 0; i < out->features.n; i++) out->features.at[i].weight /= sqrt(norm);
    if (out->features.n) qsort(out->features.at, out->features.n, sizeof *out->features.at, by_weight);
    if (out->features.n > PORTRAIT_FEATURES) out->features.n = PORTRAIT_FEATURES;
    return true;
}

static bool add_runs(const syn_report *r, portrait *out, syn_arena *arena) {
    uint64_t folds[RUN] = {0};
    for (uint32_t w = 0; w < r->words.n; w++) {
        if (r->words.at[w].kind == WORD_PUNCT || r->words.at[w].kind == WORD_SYMBOL) continue;
        folds[out->words++ % RUN] = r->words.at[w].fold;
        if (out->words < RUN) continue;
        uint64_t hash = 0;
        for (uint32_t k = 0; k < RUN; k++) hash = hash_join(hash, folds[(out->words + k) % RUN]);
        if ((hash ^ (hash >> 32)) % SAMPLE == 0 && !VEC_PUSH(arena, &out->runs, hash)) return false;
    }
    return true;
}

static int32_t day_of(syn_slice published) {
    syn_civil moment;
    if (!civil_parse(published, &moment) || moment.grain < CIVIL_DAY) return PORTRAIT_NO_DAY;
    return (int32_t)civil_days(moment.year, moment.month, moment.day);
}

static uint64_t content_of(const syn_report *r) {
    const syn_slice parts[] = {r->title, r->url, r->published, r->text};
    uint64_t hash = (uint64_t)r->outcome;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) hash = hash_join(hash, slice_hash(parts[i]));
    return hash;
}

syn_code portrait_of(const syn_report *report, portrait *out, syn_arena *arena, syn_error *error) {
    *out = (portrait){.id = report->id, .url = report->url, .source = report->source, .title = report->title};
    out->article = report->outcome == SYN_OUTCOME_ARTICLE;
    out->content = content_of(report);
    out->day = day_of(report->published);
    if (out->article && add_words(report, out, arena)) add_runs(report, out, arena);
    return arena_check(arena, "group", error);
}
