/* group.c - single-pass grouping of reports into stories.
 *
 * In: marked reports in order. Out: for each its story, the words that tie it there, and what it is a copy of.
 * The idea: a report is a vector of its content words (log of how often, times how rare the word is in news at large; names
 * count for more); a story is the sum of its reports' vectors. A report joins the story whose vector makes the smallest
 * angle with its own, if the cosine is above a threshold that falls when the report is short; else it opens a story. Stories
 * are found through an inverted index of the report's KEYS heaviest words, at most CAP_GROUP_CANDIDATES of them, the WEIGHED
 * likeliest in full. Copies: runs of RUN words, one in SAMPLE of them by hash; a report of which nearly all sampled runs
 * stand in an earlier one is its copy. Methods: single-pass clustering (Allan, Papka and Lavrenko 1998); sampled shingles
 * (Broder 1997). Not done: merging and splitting of stories, recency, sameness of places and days. */
#include "group/group.h"

#include <math.h>
#include <stdlib.h>

#include "base/caps.h"
#include "base/error.h"
#include "base/map.h"
#include "text/background.h"

#define JOIN 0.25            /* cosine that joins a report to a story */
#define JOIN_LENIENT 0.07    /* ... when the caller holds that the reports belong together */
#define LENIENT_MOST 32      /* reports that a caller can have put together by hand */
#define KEYS 24              /* heaviest words through which stories are looked up */
#define WEIGHED 6            /* stories whose whole vector is compared */
#define LEAST_RARITY 2.5     /* a commoner word says nothing */
#define RUN 5
#define SAMPLE 4
#define COPY_SHARE 0.8
#define FEWEST_RUNS 5        /* sampled runs that a copy needs */
#define INDEX_STORIES 64     /* stories kept under one word, the latest ones */

typedef struct feature {
    uint64_t stem;
    uint32_t word;           /* where it first stands */
    double weight;
} feature;

typedef SYN_VEC(feature) features;

typedef struct entry {       /* a word of a story */
    uint32_t story, next;
    double weight;
} entry;

typedef struct grouping {
    syn_arena *scratch;
    bool lenient;
    SYN_VEC(double) norm;    /* squared length of each story's vector */
    syn_map index;           /* stem -> newest entry */
    SYN_VEC(entry) entries;
    syn_map weights;         /* (story, stem) -> index of its entry */
    syn_map runs;            /* sampled run -> first report that has it */
} grouping;

static int by_weight(const void *left, const void *right) {
    const feature *a = left, *b = right;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return a->word < b->word ? -1 : a->word > b->word;
}

/* The words of a report as weighted features, heaviest first, of length 1. */
static bool features_of(grouping *g, const syn_report *r, features *out) {
    syn_map seen;
    map_init(&seen, g->scratch);
    uint32_t mention = 0;
    for (uint32_t w = 0; w < r->words.n; w++) {
        const syn_word *word = &r->words.at[w];
        if ((word->kind != WORD_LETTERS && word->kind != WORD_HASHTAG) || (word->flags & WORD_STOP)) continue;
        while (mention < r->mentions.n && r->mentions.at[mention].span.end <= word->begin) mention++;
        bool named = mention < r->mentions.n && r->mentions.at[mention].span.begin <= word->begin;
        double rarity = background_rarity(word->stem);
        if (rarity < LEAST_RARITY) continue;
        uint32_t *at = map_slot_of(&seen, word->stem, out->n);
        if (!at) return false;
        if (*at == out->n && !VEC_PUSH(g->scratch, out, (feature){word->stem, w, 0})) return false;
        out->at[*at].weight += named ? 1.6 : 1.0;
    }
    double norm = 0;
    for (uint32_t i = 0; i < out->n; i++) {
        out->at[i].weight = (1.0 + log(out->at[i].weight)) * background_rarity(out->at[i].stem);
        norm += out->at[i].weight * out->at[i].weight;
    }
    for (uint32_t i = 0; i < out->n; i++) out->at[i].weight /= sqrt(norm);
    if (out->n) qsort(out->at, out->n, sizeof *out->at, by_weight);
    return true;
}

static uint64_t pair_key(uint32_t story, uint64_t stem) { return hash_join(hash_join(0, story + 1), stem); }

static double weight_in(const grouping *g, uint32_t story, uint64_t stem) {
    uint32_t at = map_get(&g->weights, pair_key(story, stem));
    return at == MAP_NONE ? 0 : g->entries.at[at].weight;
}

static double cosine(const grouping *g, uint32_t story, const features *f) {
    double dot = 0;
    for (uint32_t i = 0; i < f->n; i++) dot += f->at[i].weight * weight_in(g, story, f->at[i].stem);
    return dot / sqrt(g->norm.at[story]);
}

typedef struct rival {       /* a story that shares heavy words with the report */
    uint32_t story;
    double partial;          /* dot product over those words, by the length of the story's vector */
} rival;

/* The stories under the report's heaviest words, each with its partial product; at most CAP_GROUP_CANDIDATES. */
static uint32_t find_rivals(const grouping *g, const features *f, rival *out) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n && i < KEYS; i++) {
        uint32_t steps = 0;
        for (uint32_t e = map_get(&g->index, f->at[i].stem); e != MAP_NONE && e != REPORT_NONE && steps < INDEX_STORIES;
             e = g->entries.at[e].next, steps++) {
            uint32_t story = g->entries.at[e].story, k = 0;
            while (k < n && out[k].story != story) k++;
            if (k == n && n == CAP_GROUP_CANDIDATES) continue;
            if (k == n) out[n++] = (rival){story, 0};
            out[k].partial += f->at[i].weight * g->entries.at[e].weight / sqrt(g->norm.at[story]);
        }
    }
    return n;
}

/* The story that a report belongs to, or REPORT_NONE: the nearest of the WEIGHED rivals with the largest partial product. */
static uint32_t nearest(const grouping *g, const features *f) {
    rival rivals[CAP_GROUP_CANDIDATES];
    uint32_t n = find_rivals(g, f, rivals), best = REPORT_NONE;
    double highest = g->lenient ? JOIN_LENIENT : JOIN;
    for (uint32_t round = 0; round < WEIGHED && round < n; round++) {
        uint32_t top = round;
        for (uint32_t k = round + 1; k < n; k++)
            if (rivals[k].partial > rivals[top].partial) top = k;
        rival held = rivals[top];
        rivals[top] = rivals[round];
        rivals[round] = held;
        double likeness = cosine(g, held.story, f);
        if (likeness > highest || (likeness >= highest && held.story < best)) {
            highest = likeness;
            best = held.story;
        }
    }
    return best;
}

static bool join(grouping *g, uint32_t story, const features *f) {
    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t *at = map_slot_of(&g->weights, pair_key(story, f->at[i].stem), g->entries.n);
        if (!at) return false;
        if (*at == g->entries.n) {
            uint32_t *head = map_slot_of(&g->index, f->at[i].stem, REPORT_NONE - 1);
            if (!head) return false;
            entry new = {story, *head == REPORT_NONE - 1 ? REPORT_NONE : *head, 0};
            *head = g->entries.n;
            if (!VEC_PUSH(g->scratch, &g->entries, new)) return false;
        }
        double before = g->entries.at[*at].weight, after = before + f->at[i].weight;
        g->entries.at[*at].weight = after;
        g->norm.at[story] += after * after - before * before;
    }
    return true;
}

/* The words that tie a report to its story: the heaviest that both have. Whole names where the word is part of one. */
static void reasons(const grouping *g, const syn_report *r, uint32_t story, const features *f, group_placing *out) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n && n < GROUP_REASONS; i++) {
        if (weight_in(g, story, f->at[i].stem) <= 0) continue;
        const syn_word *word = &r->words.at[f->at[i].word];
        syn_slice text = slice_cut(r->text, word->begin, word->end);
        uint32_t low = 0, high = r->mentions.n;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (r->mentions.at[middle].span.end <= word->begin) low = middle + 1;
            else high = middle;
        }
        if (low < r->mentions.n && r->mentions.at[low].span.begin <= word->begin)
            text = report_slice(r, r->mentions.at[low].span);
        bool known = false;
        for (uint32_t k = 0; k < n; k++) known |= slice_equal(out->why[k], text);
        if (!known) out->why[n++] = text;
    }
}

/* Looks up the sampled runs of a report, and adds those that are new. */
static bool copies(grouping *g, const syn_report *r, uint32_t index, uint32_t *hits, group_placing *out) {
    uint32_t sampled = 0, best = REPORT_NONE, at = 0, words = 0;
    uint64_t folds[RUN] = {0};
    SYN_VEC(uint32_t) touched = {0};
    for (uint32_t w = 0; w < r->words.n; w++) {
        if (r->words.at[w].kind == WORD_PUNCT || r->words.at[w].kind == WORD_SYMBOL) continue;
        folds[at++ % RUN] = r->words.at[w].fold;
        if (++words < RUN) continue;
        uint64_t hash = 0;
        for (uint32_t k = 0; k < RUN; k++) hash = hash_join(hash, folds[(at + k) % RUN]);
        if ((hash ^ (hash >> 32)) % SAMPLE) continue;
        sampled++;
        uint32_t *first = map_slot_of(&g->runs, hash, index);
        if (!first) return false;
        if (*first == index) continue;
        if (!hits[*first]++ && !VEC_PUSH(g->scratch, &touched, *first)) return false;
    }
    for (uint32_t i = 0; i < touched.n; i++) {
        uint32_t other = touched.at[i];
        if (best == REPORT_NONE || hits[other] > hits[best] || (hits[other] == hits[best] && other < best)) best = other;
    }
    if (best != REPORT_NONE && sampled >= FEWEST_RUNS && hits[best] >= COPY_SHARE * sampled) out->copy_of = best;
    for (uint32_t i = 0; i < touched.n; i++) hits[touched.at[i]] = 0;
    return true;
}

static bool place(grouping *g, const syn_report *r, uint32_t index, uint32_t *hits, const group_placing *placed,
                  group_placing *out) {
    *out = (group_placing){.story = REPORT_NONE, .copy_of = REPORT_NONE};
    features f = {0};
    bool article = r->outcome == SYN_OUTCOME_ARTICLE;
    if (article && (!features_of(g, r, &f) || !copies(g, r, index, hits, out))) return false;
    if (f.n) out->story = out->copy_of != REPORT_NONE ? placed[out->copy_of].story : nearest(g, &f);
    if (out->story == REPORT_NONE) {
        out->story = g->norm.n;
        if (!VEC_PUSH(g->scratch, &g->norm, 0.0)) return false;
    } else reasons(g, r, out->story, &f, out);
    return out->copy_of != REPORT_NONE || join(g, out->story, &f);  /* a copy adds no weight */
}

syn_code group_run(const group_options *options, const syn_report *const *reports, uint32_t count, group_placing *out,
                   syn_arena *scratch, syn_error *error) {
    grouping g = {.scratch = scratch, .lenient = options && options->lenient && count <= LENIENT_MOST};
    map_init(&g.index, scratch);
    map_init(&g.weights, scratch);
    map_init(&g.runs, scratch);
    uint32_t *hits = ARENA_ARRAY(scratch, uint32_t, count + 1);
    for (uint32_t i = 0; hits && i < count; i++)
        if (!place(&g, reports[i], i, hits, out, &out[i])) break;
    return arena_check(scratch, "group", error);
}
