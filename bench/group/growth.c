/* growth.c - how fast grouping places reports, and what it keeps of them, at a growing number of reports in the window.
 *
 *     bench_growth FILE.jsonl [--base N] [--days N] [--seed N] [--words] SIZE...
 *
 * In: JSONL of real reports, the first --base of which (8000) are marked before any clock runs, and made into streams (amplify.h) that
 * lie within --days (30). Out: how many different words they have; a line for each SIZE, of a stream of its own: reports a second of grouping_add alone over the last tenth
 * of the stream (at least 5,000), that is with about SIZE reports in the window: the mean, and the median over CHUNK reports, on which other
 * work of the machine tells less; over all of it; bytes a report, by the budget and by the
 * growth of the process; stories found and made, copies found; a hash of all placings, by which two programs can be compared. Then the ratios of the last SIZE to the first, of means and of medians. Making the reports is not timed. Processor time;
 * of up to RUNS runs of small sizes the least mean counts, and the median of all of them. With --words: instead, how many different words such streams have. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../seconds.h"
#include "amplify.h"
#include "base/map.h"
#include "group/group.h"
#include "os/pages.h"

enum { RUNS = 5, SIZES = 16, CHUNK = 500, SMALL = 20000, LEAST = 5000 };

/* What CHUNK reports of the last tenth took, in seconds. */
typedef SYN_VEC(double) chunk_times;

typedef struct growth {
    double all, last;        /* seconds */
    size_t held, grown;      /* bytes: by the budget, of the process */
    group_cost cost;
    uint64_t hash;           /* of all placings */
    uint32_t stories, copies;
} growth;

typedef struct settings {
    const char *path;
    uint32_t base, days, seed, sizes[SIZES], count;
    bool words;
} settings;

static size_t resident(void) {
    unsigned long all = 0, held = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%lu %lu", &all, &held) != 2) held = 0;
    if (file) fclose(file);
    return held * (size_t)sysconf(_SC_PAGESIZE);
}

static uint64_t hash_of(const group_placing *p, uint64_t hash) {
    const uint32_t told[] = {p->story, p->copy_of, p->contains, p->rival, (uint32_t)(int32_t)p->score, (uint32_t)(int32_t)p->rival_score,
                             p->shared_count, p->day_count};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) hash = hash_join(hash, told[i]);
    for (uint32_t i = 0; i < p->events.n; i++) {
        const group_event *e = &p->events.at[i];
        hash = hash_join(hash_join(hash, (uint64_t)e->kind << 32 | e->report), (uint64_t)e->story << 32 | e->other);
        hash = hash_join(hash, (uint64_t)(int64_t)e->score);
    }
    return hash;
}

static bool add_all(grouping *g, const portrait *made, uint32_t n, growth *out, syn_arena *scratch) {
    for (uint32_t i = 0; i < n; i++) {
        group_placing placing;
        syn_error error;
        arena_reset(scratch);
        if (grouping_add(g, &made[i], &placing, scratch, &error) != SYN_OK) return false;
        out->hash = hash_of(&placing, out->hash);
        out->copies += placing.copy_of != REPORT_NONE;
        if (placing.story >= out->stories) out->stories = placing.story + 1;
    }
    return true;
}

/* One stream through one grouping. Portraits are made CHUNK at a time, and the clock runs while they are placed. */
static bool run_stream(const amplify_base *base, const settings *s, uint32_t size, growth *out, chunk_times *times, amplify_stream *stream,
                       syn_arena *plan) {
    syn_arena chunk, scratch;
    syn_budget budget = {.max = SIZE_MAX, .pages = &os_huge_pages};
    syn_error error;
    grouping *g = NULL;
    *out = (growth){0};
    arena_init(&chunk, NULL);
    arena_init(&scratch, NULL);
    uint32_t last = size / 10 > LEAST ? size / 10 : LEAST;
    bool fine = amplify_begin(stream, base, size, s->days, s->seed, plan);
    size_t before = resident();
    fine = fine && grouping_new(&g, NULL, &budget, &error) == SYN_OK;
    for (uint32_t at = 0; fine && at < size; at += CHUNK) {
        uint32_t n = size - at < CHUNK ? size - at : CHUNK;
        arena_reset(&chunk);
        portrait *made = ARENA_ARRAY(&chunk, portrait, n);
        fine = made;
        for (uint32_t i = 0; fine && i < n; i++) fine = amplify_next(stream, &made[i], &chunk);
        double begin = seconds_now();
        fine = fine && add_all(g, made, n, out, &scratch);
        double took = seconds_now() - begin;
        out->all += took;
        if (at < size - (size < last ? size : last)) continue;
        out->last += took;
        fine = fine && (n < CHUNK || VEC_PUSH(plan, times, took));
    }
    out->held = budget.used;
    if (fine) out->cost = grouping_cost(g);
    out->grown = resident() - before;
    grouping_free(g);
    arena_free(&chunk);
    arena_free(&scratch);
    return fine;
}

static int by_time(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* Reports a second, of the mean and of the median. */
typedef struct rates {
    double mean, median;
} rates;

static rates measure(const amplify_base *base, const settings *s, uint32_t size) {
    growth best = {0};
    chunk_times times = {0};
    amplify_stream stream;
    syn_arena plan;
    arena_init(&plan, NULL);
    uint32_t last = size / 10 > LEAST ? size / 10 : LEAST;
    if (last > size) last = size;
    last = last / CHUNK * CHUNK + (last % CHUNK ? CHUNK : 0);
    for (int run = 0; run < (size <= SMALL ? RUNS : 1); run++) {
        growth one;
        if (!run_stream(base, s, size, &one, &times, &stream, &plan)) return (rates){0, 0};
        if (!run || one.last < best.last) {
            size_t grown = run ? best.grown : one.grown;  /* later runs find the memory of the first */
            best = one;
            best.grown = grown;
        }
    }
    rates out = {last / best.last, 0};
    if (times.n) qsort(times.at, times.n, sizeof *times.at, by_time);
    if (times.n) out.median = CHUNK / times.at[times.n / 2];
    arena_free(&plan);
    printf("%8u reports: %8.0f a second (median %8.0f; all of them: %8.0f); %7.0f bytes a report (process %7.0f); %u stories of %u made, %u copies; %08x\n", size,
           out.mean, out.median, size / best.all, (double)best.held / size, (double)best.grown / size, best.stories, stream.stories, best.copies,
           (unsigned)(best.hash >> 32));
    const struct { const char *name; size_t bytes; } parts[] = {
        {"features", best.cost.features}, {"nearest others", best.cost.seats}, {"index of words", best.cost.index}, {"fingerprints", best.cost.prints}, {"their index", best.cost.slots},
        {"texts", best.cost.texts}, {"reports", best.cost.reports}, {"by id and address", best.cost.finders}, {"stories", best.cost.stories}};
    printf("          bytes a report:");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) printf("%s %s %.0f", i ? "," : "", parts[i].name, (double)parts[i].bytes / size);
    printf("\n");
    fflush(stdout);
    return out;
}

/* How many different words a stream has, of names and others. */
static void vocabulary(const amplify_base *base, const settings *s, uint32_t size) {
    syn_arena plan, chunk, keys;
    arena_init(&plan, NULL);
    arena_init(&chunk, NULL);
    arena_init(&keys, NULL);
    syn_map seen;
    map_init(&seen, &keys);
    amplify_stream stream;
    uint32_t different[2] = {0}, all = 0;
    bool fine = amplify_begin(&stream, base, size, s->days, s->seed, &plan);
    for (uint32_t at = 0; fine && at < size; at++) {
        portrait p;
        arena_reset(&chunk);
        fine = amplify_next(&stream, &p, &chunk);
        for (uint32_t i = 0; fine && i < p.features.count; i++) {
            uint32_t *n = map_slot_of(&seen, portrait_hash(p.features.word[i]), 0);
            fine = n;
            all++;
            if (n && !(*n)++) different[!(p.features.marks[i] & MARK_NAME)]++;
        }
    }
    printf("a stream of %u has %u different words of names, %u others; %.0f words a report\n", size, different[0], different[1], (double)all / size);
    arena_free(&plan);
    arena_free(&chunk);
    arena_free(&keys);
}

static void real_vocabulary(const amplify_base *base) {
    double different[2] = {0}, all = 0;
    for (uint32_t i = 0; i < base->features.n; i++) {
        const amplify_feature *f = &base->features.at[i];
        different[!(f->marks & MARK_NAME)] += 1.0 / f->articles;
        all++;
    }
    printf("%u real articles have %.0f different words of names, %.0f others; %.0f words a report\n", base->articles.n, different[0],
           different[1], all / base->articles.n);
}

static bool read_settings(int argc, char **argv, settings *s) {
    *s = (settings){.base = 8000, .days = 30, .seed = 1};
    for (int i = 1; i < argc; i++) {
        uint32_t *into = !strcmp(argv[i], "--base") ? &s->base : !strcmp(argv[i], "--days") ? &s->days :
                         !strcmp(argv[i], "--seed") ? &s->seed : NULL;
        if (!strcmp(argv[i], "--words")) s->words = true;
        else if (into && i + 1 < argc) *into = (uint32_t)strtoul(argv[++i], NULL, 10);
        else if (!s->path) s->path = argv[i];
        else if (s->count < SIZES) s->sizes[s->count++] = (uint32_t)strtoul(argv[i], NULL, 10);
    }
    for (uint32_t i = 0; i < s->count; i++)
        if (!s->sizes[i]) return false;
    return s->path && s->count && s->base && s->days;
}

int main(int argc, char **argv) {
    settings s;
    amplify_base base;
    if (!read_settings(argc, argv, &s)) return fputs("bench_growth FILE.jsonl [--base N] [--days N] [--seed N] [--words] SIZE...\n", stderr), 2;
    if (!amplify_read(&base, s.path, s.base)) return fprintf(stderr, "bench_growth: cannot read '%s'\n", s.path), 1;
    real_vocabulary(&base);
    rates first = {0, 0}, rate = {0, 0};
    for (uint32_t i = 0; i < s.count; i++) {
        if (s.words) {
            vocabulary(&base, &s, s.sizes[i]);
            continue;
        }
        rate = measure(&base, &s, s.sizes[i]);
        if (rate.mean <= 0) return fprintf(stderr, "bench_growth: failed at %u reports\n", s.sizes[i]), 1;
        if (!i) first = rate;
    }
    if (s.count > 1 && !s.words) printf("ratio of the last to the first: %.2f; of medians: %.2f\n", rate.mean / first.mean, rate.median / first.median);
    amplify_free(&base);
    return 0;
}
