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
#define LEAST 1e-9           /* a weight below it is what rounding left when a report went away */
#define MOST 1e9             /* no weight is so large */
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
    return all->norm.at[story] > LEAST ? dot / sqrt(all->norm.at[story]) : 0;
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
            if (all->norm.at[story] <= LEAST) continue;
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

/* Adds to the weight of a feature of a story. False when there is no memory. */
static bool add_weight(stories *all, uint32_t story, uint64_t key, double weight) {
    uint32_t *at = map_slot_of(&all->weights, pair_key(story, key), all->entries.n);
    if (!at) return false;
    if (*at == all->entries.n) {
        uint32_t *head = map_slot_of(&all->index, key, REPORT_NONE - 1);
        if (!head) return false;
        story_entry new = {story, *head == REPORT_NONE - 1 ? REPORT_NONE : *head, 0, key};
        *head = all->entries.n;
        if (!VEC_PUSH(all->arena, &all->entries, new)) return false;
    }
    double before = all->entries.at[*at].weight, after = before + weight;
    if (after < LEAST) after = 0;
    all->entries.at[*at].weight = after;
    all->norm.at[story] += after * after - before * before;
    return true;
}

bool stories_join(stories *all, uint32_t story, uint32_t report, const portrait *p) {
    while (all->parts.n <= report)
        if (!VEC_PUSH(all->arena, &all->parts, (story_part){0, 0})) return false;
    all->parts.at[report] = (story_part){all->kept.n, p->features.n};
    for (uint32_t i = 0; i < p->features.n; i++) {
        const portrait_feature *f = &p->features.at[i];
        if (!VEC_PUSH(all->arena, &all->kept, (story_weight){f->key, f->weight})) return false;
        if (!add_weight(all, story, f->key, f->weight)) return false;
    }
    return true;
}

bool stories_move(stories *all, uint32_t report, uint32_t from, uint32_t to) {
    story_part part = report < all->parts.n ? all->parts.at[report] : (story_part){0, 0};
    for (uint32_t i = part.first; i < part.first + part.count; i++) {
        story_weight w = all->kept.at[i];
        if (!add_weight(all, from, w.key, -w.weight) || !add_weight(all, to, w.key, w.weight)) return false;
    }
    return true;
}

/* ---- as bytes: the entries with their keys, from which both maps are made anew ---- */

void stories_save(const stories *all, syn_buffer *out) {
    bytes_put_u32(out, all->norm.n);
    for (uint32_t i = 0; i < all->norm.n; i++) bytes_put_real(out, all->norm.at[i]);
    bytes_put_u32(out, all->entries.n);
    for (uint32_t i = 0; i < all->entries.n; i++) {
        bytes_put_u32(out, all->entries.at[i].story);
        bytes_put_u64(out, all->entries.at[i].key);
        bytes_put_real(out, all->entries.at[i].weight);
    }
    bytes_put_u32(out, all->parts.n);
    for (uint32_t i = 0; i < all->parts.n; i++) bytes_put_u32(out, all->parts.at[i].count);
    for (uint32_t i = 0; i < all->kept.n; i++) {
        bytes_put_u64(out, all->kept.at[i].key);
        bytes_put_real(out, all->kept.at[i].weight);
    }
}

static bool load_entries(stories *all, bytes_reader *in) {
    uint32_t count = bytes_get_count(in, 20);
    for (uint32_t i = 0; i < count && !in->bad; i++) {
        story_entry entry = {.story = bytes_get_u32(in), .next = REPORT_NONE};
        entry.key = bytes_get_u64(in);
        entry.weight = bytes_get_real(in);
        uint32_t *head = map_slot_of(&all->index, entry.key, REPORT_NONE - 1);
        if (!head) return false;
        if (*head != REPORT_NONE - 1) entry.next = *head;
        *head = i;
        if (entry.story >= all->norm.n || !(entry.weight >= 0 && entry.weight < MOST)) in->bad = true;
        if (!map_set(&all->weights, pair_key(entry.story, entry.key), i)) return false;
        if (!VEC_PUSH(all->arena, &all->entries, entry)) return false;
    }
    return true;
}

static bool load_parts(stories *all, bytes_reader *in) {
    uint32_t count = bytes_get_count(in, 4), sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        story_part part = {sum, bytes_get_u32(in)};
        if (part.count > PORTRAIT_FEATURES || sum > REPORT_NONE - PORTRAIT_FEATURES) in->bad = true;
        sum += part.count;
        if (!VEC_PUSH(all->arena, &all->parts, part)) return false;
    }
    for (uint32_t i = 0; i < sum && !in->bad; i++) {
        story_weight w = {bytes_get_u64(in), 0};
        w.weight = bytes_get_real(in);
        if (!(w.weight >= 0 && w.weight < MOST)) in->bad = true;
        if (!VEC_PUSH(all->arena, &all->kept, w)) return false;
    }
    return true;
}

bool stories_load(stories *all, bytes_reader *in) {
    uint32_t count = bytes_get_count(in, 8);
    for (uint32_t i = 0; i < count; i++)
        if (!VEC_PUSH(all->arena, &all->norm, bytes_get_real(in))) return false;
    return load_entries(all, in) && load_parts(all, in) && !in->bad;
}
