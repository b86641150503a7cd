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
#define FRESH 3.0            /* drawing by frequency loses what stands in one article; so many times as many are made */
#define FRESH_POWER 0.7
#define STEADY_SAMPLE 4      /* a sample of so many real articles is boilerplate or a phrase */
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
    const portrait_features *f = &p->features;
    amplify_article article = {.begin = base->features.n, .samples = base->samples.n, .words = p->print.words, .next = number,
                               .days = f->days, .level = p->print.level,
                               .source = arena_copy(arena, p->source), .title = arena_copy(arena, p->title)};
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t hash = portrait_hash(f->word[i]), key = hash << PORTRAIT_KEY_BITS | (uint32_t)(mix(hash) & 0xff);
        amplify_feature own = {key, 0, (uint8_t)portrait_weight(f->word[i]), (uint8_t)(f->marks[i] & ~MARK_TOP), f->rarity[i]};
        if (!VEC_PUSH(arena, &base->kinds[amplify_kind_of(own.marks)], base->features.n)) return false;
        if (!VEC_PUSH(arena, &base->features, own)) return false;
    }
    for (uint32_t i = 0; i < p->print.count; i++)
        if (!VEC_PUSH(arena, &base->samples, p->print.samples[i])) return false;
    article.end = base->features.n;
    article.samples_end = base->samples.n;
    uint32_t *first = map_slot_of(&run->outlets, slice_hash(p->source), number);
    if (!first || !VEC_PUSH(arena, &base->articles, article)) return false;
    if (*first != number) {  /* into the ring, behind the first */
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
    if (portrait_of(report, &p, &run->scratch, &error) != SYN_OK || (p.article && p.features.count && !keep(run, &p))) run->failed = true;
    return run->failed || run->base->articles.n == run->most;
}

/* How many articles have each feature and each sample. */
static bool count_articles(amplify_base *base) {
    syn_map features, samples;
    syn_arena arena;
    arena_init(&arena, NULL);
    map_init(&features, &arena);
    map_init(&samples, &arena);
    bool fine = true;
    for (uint32_t i = 0; fine && i < base->features.n; i++) {
        uint32_t *n = map_slot_of(&features, base->features.at[i].key, 0);
        fine = n && ++*n;
    }
    for (uint32_t i = 0; fine && i < base->samples.n; i++) {
        uint32_t *n = map_slot_of(&samples, base->samples.at[i], 0);
        fine = n && ++*n;
    }
    for (uint32_t i = 0; fine && i < base->features.n; i++)
        base->features.at[i].articles = map_get(&features, base->features.at[i].key);
    for (uint32_t i = 0; fine && i < base->samples.n; i++)
        fine = VEC_PUSH(&base->arena, &base->samples_articles, map_get(&samples, base->samples.at[i]));
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
    double more = pow(FRESH * count / base->articles.n, FRESH_POWER);
    s->fresh[true] = more < 1 ? 1 : more;
    s->fresh[false] = sqrt(s->fresh[true]);
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
    s->first = ARENA_ARRAY(arena, uint32_t, s->stories);
    if (!seen || !s->first) return false;
    for (uint32_t at = 0; at < count; at++) {
        s->number[at] = seen[s->story[at]]++;
        if (!s->number[at]) s->first[s->story[at]] = at;
    }
    return true;
}

/* ---- a report ---- */

typedef struct candidate {
    uint32_t key;
    uint8_t weight, marks, rarity;
} candidate;

typedef struct making {
    const amplify_stream *stream;
    uint64_t story, report;  /* hashes from which all is chosen */
    int32_t day;             /* of the story */
    portrait *out;
    SYN_VEC(candidate) taken;
    syn_arena *arena;
} making;

/* What one of the real articles has becomes one of several in a longer stream. */
static uint32_t varied(const making *m, const amplify_feature *f) {
    double fresh = m->stream->fresh[(f->marks & MARK_NAME) != 0];
    if (fresh <= 1 || f->articles >= STEADY) return f->key;
    double chosen = pow(fresh, (1 - log(f->articles) / log(STEADY)) * even(mix_two(m->story, f->key + 1u)));
    uint64_t which = (uint64_t)chosen - 1;
    return which ? (uint32_t)mix_two(f->key, which) : f->key;
}

/* A word, or what the story has in its place; where it stands in the report stays. */
static bool take(making *m, uint32_t at) {
    const amplify_base *base = m->stream->base;
    const amplify_feature *f = &base->features.at[at];
    amplify_kind kind = amplify_kind_of(f->marks);
    uint64_t toss = mix_two(m->story, f->key);
    uint8_t stands = f->marks & (MARK_TITLE | MARK_HEAD);
    if (toss % 6 < (f->marks & MARK_NAME ? 5 : 4)) f = &base->features.at[base->kinds[kind].at[mix(toss) % base->kinds[kind].n]];
    candidate taken = {varied(m, f), f->weight, (uint8_t)((f->marks & ~(MARK_TITLE | MARK_HEAD)) | stands), f->rarity};
    return VEC_PUSH(m->arena, &m->taken, taken);
}

/* One that a report of the level keeps. */
static uint32_t fresh_sample(uint64_t hash, unsigned level) {
    uint32_t sample = (uint32_t)(hash >> 32) >> level / 2;
    return level & 1 ? (uint32_t)((uint64_t)sample * 3 / 4) : sample;
}

static void put_sample(fingerprint *print, uint32_t sample) {
    if (print->count == FINGERPRINT_SAMPLES || !sample_kept(sample, print->level)) return;
    for (uint32_t i = 0; i < print->count; i++)
        if (print->samples[i] == sample) return;
    print->samples[print->count++] = sample;
}

/* Of an article `share` in six. */
static bool take_article(making *m, uint32_t number, uint32_t share) {
    const amplify_base *base = m->stream->base;
    const amplify_article *a = &base->articles.at[number];
    for (uint32_t i = a->begin; i < a->end; i++)
        if (mix_two(m->report, base->features.at[i].key) % 6 < share && !take(m, i)) return false;
    for (uint32_t i = a->samples; i < a->samples_end; i++) {
        uint32_t sample = base->samples.at[i];
        if (mix_two(m->report, i / 8) % 6 >= share) continue;
        if (base->samples_articles.at[i] < STEADY_SAMPLE) sample = fresh_sample(mix_two(m->report, sample), m->out->print.level);
        put_sample(&m->out->print, sample);
    }
    m->out->print.words += a->words * share / 6;
    return true;
}

static int by_weight(const void *left, const void *right) {
    const candidate *a = left, *b = right;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

static int by_key(const void *left, const void *right) {
    const candidate *a = left, *b = right;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return by_weight(left, right);
}

/* The heaviest, once each and in order of key, as portrait.c has them. */
static void put_words(making *m) {
    portrait_features *f = &m->out->features;
    candidate *list = m->taken.at;
    uint32_t n = 0, last = PORTRAIT_WORDS;
    double squares = 0;
    if (!m->taken.n) return;
    qsort(list, m->taken.n, sizeof *list, by_key);
    for (uint32_t i = 0; i < m->taken.n; i++)
        if (!i || portrait_hash(list[i].key) != portrait_hash(list[n - 1].key)) list[n++] = list[i];
    qsort(list, n, sizeof *list, by_weight);
    if (n < last) last = n;
    for (uint32_t i = 0; i < last; i++) squares += list[i].weight * list[i].weight;
    for (uint32_t i = 0; i < last; i++) {
        double weight = list[i].weight * (512 / sqrt(squares));
        list[i].weight = (uint8_t)(weight < 1 ? 1 : weight > 255 ? 255 : weight);
        if (i < PORTRAIT_TOP) list[i].marks |= MARK_TOP;
        if (i >= PORTRAIT_KEYS) continue;
        m->out->key[i] = list[i].key;
        m->out->key_weight[i] = list[i].weight;
        m->out->keys++;
    }
    qsort(list, last, sizeof *list, by_key);
    for (uint32_t i = 0; i < last; i++) {
        f->word[i] = portrait_hash(list[i].key) << PORTRAIT_KEY_BITS | list[i].weight;
        f->marks[i] = list[i].marks;
        f->rarity[i] = list[i].rarity;
    }
    f->count = (uint8_t)last;
}

static void finish(making *m, uint32_t days) {
    portrait_features *f = &m->out->features;
    put_words(m);
    for (uint32_t back = 4; back-- > 0 && f->days < days;)
        if (mix_two(m->report, back) % 2) f->named_day[f->days++] = (uint16_t)(m->day - (int32_t)back);
    portrait_sum(f);
}

static uint32_t companion(const amplify_base *base, uint32_t article, uint64_t toss) {
    for (uint64_t k = toss % 64 + 1; k; k--) article = base->articles.at[article].next;
    return article;
}

static int32_t day_of(const amplify_stream *s, uint32_t at) { return FIRST_DAY + (int32_t)((uint64_t)at * s->days / s->count); }

bool amplify_next(amplify_stream *s, portrait *out, syn_arena *arena) {
    const amplify_base *base = s->base;
    uint32_t story = s->story[s->at], number = s->number[s->at];
    making m = {.stream = s, .story = mix_two(s->seed, story + 1000003u), .out = out, .arena = arena};
    uint64_t toss = mix_two(m.story, number);
    bool copies = number && toss % 16 == 0;
    if (copies) number = (uint32_t)((toss >> 8) % number);
    m.report = mix_two(m.story + 1, number);
    m.day = day_of(s, s->first[story]);
    *out = (portrait){.article = true, .content = mix_two(toss, s->at)};
    out->day = out->features.day = day_of(s, s->at);
    out->features.day_stated = true;
    uint32_t first = (uint32_t)(m.story % base->articles.n), second = companion(base, first, m.story >> 8);
    out->source = base->articles.at[companion(base, first, 0)].source;
    out->title = base->articles.at[first].title;
    char url[64];
    int length = snprintf(url, sizeof url, "https://amplified.example/%u", s->at);
    out->url = arena_copy(arena, slice_of(url, (size_t)length));
    out->id = slice_cut(out->url, 26, out->url.len);
    uint32_t third = companion(base, first, m.report);
    const uint8_t levels[] = {base->articles.at[first].level, base->articles.at[second].level, base->articles.at[third].level};
    for (int i = 0; i < 3; i++)
        if (levels[i] > out->print.level) out->print.level = levels[i];
    out->print.exact = out->content;
    out->print.samples = ARENA_ARRAY(arena, uint32_t, FINGERPRINT_SAMPLES);
    if (!out->print.samples || !take_article(&m, first, 4) || !take_article(&m, second, 2)) return false;
    m.story = m.report;  /* what it has of its own is swapped on its own */
    if (!take_article(&m, third, 1)) return false;
    finish(&m, base->articles.at[first].days);
    out->features.words = (uint16_t)(out->print.words < UINT16_MAX ? out->print.words : UINT16_MAX);
    for (uint32_t i = 0; copies && i < out->print.count; i++)
        if (mix_two(toss, i) % 16 == 0) out->print.samples[i] = fresh_sample(mix_two(toss, out->print.samples[i]), out->print.level);
    s->at++;
    return out->url.ptr;
}
