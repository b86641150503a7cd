/* stories.c - single-pass clustering by the angle between a report and the sum of a story's reports.
 *
 * A report joins the story whose vector makes the smallest angle with its own, if the cosine is above a threshold; else it
 * opens a story. Stories are found through an inverted index of the report's KEYS heaviest features, at most
 * CAP_GROUP_CANDIDATES of them, the WEIGHED likeliest in full. Method: single-pass clustering (Allan, Papka and Lavrenko
 * 1998). */
#include "group/stories.h"

#include <math.h>

#include "base/caps.h"

#define JOIN 0.25            /* cosine that joins a report to a story */
#define JOIN_LENIENT 0.07    /* ... when the caller holds that the reports belong together */
#define KEYS 24              /* heaviest words through which stories are looked up */
#define WEIGHED 6            /* stories whose whole vector is compared */
#define INDEX_STORIES 64     /* stories kept under one word, the latest ones */

void stories_init(stories *all, bool lenient, syn_arena *arena) {
    *all = (stories){.arena = arena, .lenient = lenient};
    map_init(&all->index, arena);
    map_init(&all->weights, arena);
}

static uint64_t pair_key(uint32_t story, uint64_t key) { return hash_join(hash_join(0, story + 1), key); }

static double weight_in(const stories *all, uint32_t story, uint64_t key) {
    uint32_t at = map_get(&all->weights, pair_key(story, key));
    return at == MAP_NONE ? 0 : all->entries.at[at].weight;
}

bool stories_holds(const stories *all, uint32_t story, const portrait_feature *feature) {
    return weight_in(all, story, feature->key) > 0;
}

static double cosine(const stories *all, uint32_t story, const portrait *p) {
    double dot = 0;
    for (uint32_t i = 0; i < p->features.n; i++)
        dot += p->features.at[i].weight * weight_in(all, story, p->features.at[i].key);
    return dot / sqrt(all->norm.at[story]);
}

typedef struct candidate {   /* a story that shares heavy words with the report */
    uint32_t story;
    double partial;          /* dot product over those words, by the length of the story's vector */
} candidate;

/* The stories under the report's heaviest words, each with its partial product. */
static uint32_t find_candidates(const stories *all, const portrait *p, candidate *out) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->features.n && i < KEYS; i++) {
        uint32_t steps = 0;
        for (uint32_t e = map_get(&all->index, p->features.at[i].key); e != MAP_NONE && e != REPORT_NONE && steps < INDEX_STORIES;
             e = all->entries.at[e].next, steps++) {
            uint32_t story = all->entries.at[e].story, k = 0;
            while (k < n && out[k].story != story) k++;
            if (k == n && n == CAP_GROUP_CANDIDATES) continue;
            if (k == n) out[n++] = (candidate){story, 0};
            out[k].partial += p->features.at[i].weight * all->entries.at[e].weight / sqrt(all->norm.at[story]);
        }
    }
    return n;
}

/* Takes a weighed story into the choice: first and second place. */
static void weigh(story_choice *choice, uint32_t story, double score) {
    if (choice->story == REPORT_NONE || score > choice->score || (score >= choice->score && story < choice->story)) {
        choice->rival = choice->story;
        choice->rival_score = choice->score;
        choice->story = story;
        choice->score = score;
    } else if (choice->rival == REPORT_NONE || score > choice->rival_score) {
        choice->rival = story;
        choice->rival_score = score;
    }
}

story_choice stories_choose(const stories *all, const portrait *p) {
    candidate found[CAP_GROUP_CANDIDATES];
    uint32_t n = find_candidates(all, p, found);
    story_choice choice = {REPORT_NONE, 0, REPORT_NONE, 0};
    for (uint32_t round = 0; round < WEIGHED && round < n; round++) {
        uint32_t top = round;
        for (uint32_t k = round + 1; k < n; k++)
            if (found[k].partial > found[top].partial) top = k;
        candidate held = found[top];
        found[top] = found[round];
        found[round] = held;
        weigh(&choice, held.story, cosine(all, held.story, p));
    }
    if (choice.story != REPORT_NONE && choice.score <= (all->lenient ? JOIN_LENIENT : JOIN)) {
        choice.rival = choice.story;
        choice.rival_score = choice.score;
        choice.story = REPORT_NONE;
        choice.score = 0;
    }
    return choice;
}

uint32_t stories_begin(stories *all) {
    return VEC_PUSH(all->arena, &all->norm, 0.0) ? all->norm.n - 1 : REPORT_NONE;
}

bool stories_join(stories *all, uint32_t story, const portrait *p) {
    for (uint32_t i = 0; i < p->features.n; i++) {
        const portrait_feature *f = &p->features.at[i];
        uint32_t *at = map_slot_of(&all->weights, pair_key(story, f->key), all->entries.n);
        if (!at) return false;
        if (*at == all->entries.n) {
            uint32_t *head = map_slot_of(&all->index, f->key, REPORT_NONE - 1);
            if (!head) return false;
            story_entry new = {story, *head == REPORT_NONE - 1 ? REPORT_NONE : *head, 0};
            *head = all->entries.n;
            if (!VEC_PUSH(all->arena, &all->entries, new)) return false;
        }
        double before = all->entries.at[*at].weight, after = before + f->weight;
        all->entries.at[*at].weight = after;
        all->norm.at[story] += after * after - before * before;
    }
    return true;
}
