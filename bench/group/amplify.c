/* amplify.c - see amplify.h. Everything is chosen by hashes of the seed, the story, the report and the feature: no state but the place. */
#include "amplify.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "synoptic.h"

#define SIZES 100
#define SIZE_POWER 2.2
#define STORY_DAYS 3
#define STEADY 1000.0        /* a feature of so many real articles is one and the same in any stream */
#define FRESH 2.0            /* drawing by frequency loses features that stand once; this many times as many are made */
#define FIRST_DAY 18000

/* ---- the real articles ---- */

typedef struct reading {
    amplify_base *base;
    uint32_t most;
    syn_map outlets;         /* source -> its latest article */
    syn_arena scratch;
    bool failed;
} reading;

static uint64_t mix(uint64_t x) {  /* splitmix64 */
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static uint64_t mix_two(uint64_t a, uint64_t b) { return mix(mix(a) ^ b); }
/* Of a hash: even between 0 and 1. */
static double even(uint64_t hash) { return (double)(hash >> 11) * 0x1p-53; }

static bool keep(reading *run, const portrait *p) {
    amplify_base *base = run->base;
    syn_arena *arena = &base->arena;
    uint32_t number = base->articles.n;
    amplify_article article = {.begin = base->features.n, .runs = base->runs.n, .words = p->words, .outlet = number, .next = number,
                               .source = arena_copy(arena, p->source), .title = arena_copy(arena, p->title)};
    for (uint32_t i = 0; i < p->features.n; i++) {
        const portrait_feature *f = &p->features.at[i];
        if (!VEC_PUSH(arena, &base->channel[f->channel], base->features.n)) return false;
        if (!VEC_PUSH(arena, &base->features, (amplify_feature){f->key, (float)f->weight, f->channel, 0})) return false;
    }
    for (uint32_t i = 0; i < p->runs.n; i++)
        if (!VEC_PUSH(arena, &base->runs, p->runs.at[i])) return false;
    article.end = base->features.n;
    article.runs_end = base->runs.n;
    uint32_t *first = map_slot_of(&run->outlets, slice_hash(p->source), number);
    if (!first || !VEC_PUSH(arena, &base->articles, article)) return false;
    if (*first != number) {  /* into the ring, behind the first */
        base->articles.at[number].outlet = *first;
        base->articles.at[number].next = base->articles.at[*first].next;
        base->articles.at[*first].next = number;
    }
    return true;
}

static int see(const syn_report *report, void *payload) {
    reading *run = payload;
    portrait p;
    syn_error error;
    arena_reset(&run->scratch);
    if (portrait_of(report, &p, &run->scratch, &error) != SYN_OK || (p.article && p.features.n && !keep(run, &p))) run->failed = true;
    return run->failed || run->base->articles.n == run->most;
}

/* How many articles have each feature and each run. */
static bool count_articles(amplify_base *base) {
    syn_map features, runs;
    syn_arena arena;
    arena_init(&arena, NULL);
    map_init(&features, &arena);
    map_init(&runs, &arena);
    bool fine = true;
    for (uint32_t i = 0; fine && i < base->features.n; i++) {
        uint32_t *n = map_slot_of(&features, mix_two(base->features.at[i].channel, base->features.at[i].key), 0);
        fine = n && ++*n;
    }
    for (uint32_t i = 0; fine && i < base->runs.n; i++) {
        uint32_t *n = map_slot_of(&runs, base->runs.at[i], 0);
        fine = n && ++*n;
    }
    for (uint32_t i = 0; fine && i < base->features.n; i++)
        base->features.at[i].articles = map_get(&features, mix_two(base->features.at[i].channel, base->features.at[i].key));
    for (uint32_t i = 0; fine && i < base->runs.n; i++)
        fine = VEC_PUSH(&base->arena, &base->runs_articles, map_get(&runs, base->runs.at[i]));
    arena_free(&arena);
    return fine;
}

bool amplify_read(amplify_base *base, const char *path, uint32_t most) {
    *base = (amplify_base){0};
    arena_init(&base->arena, NULL);
    reading run = {.base = base, .most = most};
    arena_init(&run.scratch, NULL);
    map_init(&run.outlets, &base->arena);
    syn_engine *engine = NULL;
    syn_error error;
    syn_code code = syn_engine_new(&engine, NULL, &error);
    if (code == SYN_OK) code = syn_read_each(engine, &path, 1, SYN_READING_CLEAN, SYN_DEPTH_MARK, see, &run, &error);
    syn_engine_free(engine);
    arena_free(&run.scratch);
    bool fine = (code == SYN_OK || code == SYN_ERR_STOPPED) && !run.failed && base->articles.n && count_articles(base);
    if (!fine) amplify_free(base);
    return fine;
}

void amplify_free(amplify_base *base) { arena_free(&base->arena); }

/* ---- the plan: which story each report is of ---- */

static uint32_t size_of(double toss) {
    double sum = 0, all = 0;
    for (int k = 1; k <= SIZES; k++) all += pow(k, -SIZE_POWER);
    uint32_t k = 1;
    while (k < SIZES && (sum += pow(k, -SIZE_POWER)) < toss * all) k++;
    return k;
}

bool amplify_begin(amplify_stream *s, const amplify_base *base, uint32_t count, uint32_t days, uint64_t seed, syn_arena *arena) {
    *s = (amplify_stream){.base = base, .seed = mix(seed), .count = count, .days = days};
    s->story = ARENA_ARRAY(arena, uint32_t, count);
    s->number = ARENA_ARRAY(arena, uint32_t, count);
    if (!s->story || !s->number) return false;
    memset(s->story, 0xff, count * sizeof *s->story);
    uint32_t within = (uint32_t)((uint64_t)count * STORY_DAYS / days) + 1;
    for (uint32_t at = 0; at < count; at++) {
        if (s->story[at] != REPORT_NONE) continue;
        uint32_t story = s->stories++, size = size_of(even(mix_two(s->seed, story)));
        s->story[at] = story;
        for (uint32_t k = 1; k < size; k++) {
            double toss = even(mix_two(s->seed + k, story));
            uint64_t place = at + 1 + (uint64_t)(toss * toss * within);
            while (place < count && s->story[place] != REPORT_NONE) place++;
            if (place < count) s->story[place] = story;
        }
    }
    uint32_t *seen = ARENA_ARRAY(arena, uint32_t, s->stories);
    if (!seen) return false;
    for (uint32_t at = 0; at < count; at++) s->number[at] = seen[s->story[at]]++;
    return true;
}

/* ---- a report ---- */

typedef struct making {
    const amplify_stream *stream;
    uint64_t story, report;  /* hashes from which all is chosen */
    portrait *out;
    syn_map seen;            /* (channel, key) -> 0 */
    syn_arena *arena;
} making;

/* A feature of which the real articles have one becomes one of several in a longer stream. */
static uint64_t varied(const making *m, const amplify_feature *f, bool name) {
    double more = FRESH * m->stream->count / m->stream->base->articles.n;
    if (more <= 1 || f->articles >= STEADY) return f->key;
    double grown = pow(more, (1 - log(f->articles) / log(STEADY)) * (name ? 1 : 0.5));
    double chosen = pow(grown, even(mix_two(m->story, f->key + 1)));
    uint64_t which = (uint64_t)chosen - 1;
    return which ? mix_two(f->key, which) : f->key;
}

static bool add_feature(making *m, uint32_t at) {
    const amplify_base *base = m->stream->base;
    const amplify_feature *f = &base->features.at[at];
    bool name = f->channel == CHANNEL_NAME;
    uint64_t toss = mix_two(m->story, f->key);
    if (toss % 6 < (name ? 5 : 4)) f = &base->features.at[base->channel[f->channel].at[mix(toss) % base->channel[f->channel].n]];
    portrait_feature made = {.key = varied(m, f, name), .weight = (double)f->weight, .channel = (uint8_t)f->channel};
    uint32_t *seen = map_slot_of(&m->seen, mix_two(made.channel, made.key), 0);
    if (!seen) return false;
    return (*seen)++ || VEC_PUSH(m->arena, &m->out->features, made);
}

/* Of an article `share` in six. */
static bool add_article(making *m, uint32_t number, uint32_t share) {
    const amplify_base *base = m->stream->base;
    const amplify_article *a = &base->articles.at[number];
    for (uint32_t i = a->begin; i < a->end; i++)
        if (mix_two(m->report, base->features.at[i].key) % 6 < share && !add_feature(m, i)) return false;
    for (uint32_t i = a->runs; i < a->runs_end; i++) {
        uint64_t run = base->runs.at[i];
        if (mix_two(m->report, i / 8) % 6 >= share) continue;  /* sentences go as a whole */
        if (base->runs_articles.at[i] == 1) run = mix_two(m->report, run);
        if (!VEC_PUSH(m->arena, &m->out->runs, run)) return false;
    }
    m->out->words += a->words * share / 6;
    return true;
}

static int by_weight(const void *left, const void *right) {
    const portrait_feature *a = left, *b = right;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

static void finish(portrait *p) {
    double norm = 0;
    if (!p->features.n) return;
    qsort(p->features.at, p->features.n, sizeof *p->features.at, by_weight);
    if (p->features.n > PORTRAIT_FEATURES) p->features.n = PORTRAIT_FEATURES;
    for (uint32_t i = 0; i < p->features.n; i++) norm += p->features.at[i].weight * p->features.at[i].weight;
    for (uint32_t i = 0; i < p->features.n; i++) p->features.at[i].weight /= sqrt(norm);
}

static uint32_t companion(const amplify_base *base, uint32_t article, uint64_t toss) {
    for (uint64_t k = toss % 64 + 1; k; k--) article = base->articles.at[article].next;
    return article;
}

bool amplify_next(amplify_stream *s, portrait *out, syn_arena *arena) {
    const amplify_base *base = s->base;
    uint32_t story = s->story[s->at], number = s->number[s->at];
    making m = {.stream = s, .story = mix_two(s->seed, story + 1000003u), .out = out, .arena = arena};
    uint64_t toss = mix_two(m.story, number);
    bool copies = number && toss % 16 == 0;
    if (copies) number = (uint32_t)((toss >> 8) % number);
    m.report = mix_two(m.story + 1, number);
    map_init(&m.seen, arena);
    *out = (portrait){.article = true, .day = FIRST_DAY + (int32_t)((uint64_t)s->at * s->days / s->count)};
    uint32_t first = (uint32_t)(m.story % base->articles.n), second = companion(base, first, m.story >> 8);
    out->source = base->articles.at[companion(base, first, 0)].source;
    out->title = base->articles.at[first].title;
    char id[64];
    int length = snprintf(id, sizeof id, "https://amplified.example/%u", s->at);
    out->url = arena_copy(arena, slice_of(id, (size_t)length));
    out->id = slice_of(out->url.ptr + 26, out->url.len - 26);
    if (!add_article(&m, first, 4) || !add_article(&m, second, 2)) return false;
    making own = m;
    own.story = m.report;
    if (!add_article(&own, companion(base, first, m.report), 1)) return false;
    finish(out);
    for (uint32_t i = 0; copies && i < out->runs.n; i++)
        if (mix_two(toss, i) % 16 == 0) out->runs.at[i] = mix_two(toss, out->runs.at[i]);
    s->at++;
    return out->url.ptr;
}
