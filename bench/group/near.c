/* near.c - which reports of a stream are copies of earlier ones, and what telling that costs.
 *
 *     bench_near [--window N] < FILE.jsonl
 *
 * In: JSONL with "id" and "text", in the order of the stream. Out: a line of JSON for each report that is a copy: its id, the earlier
 * one's, the kind and the shares of group/fingerprints.h. Last, on the standard error: microseconds a report for cutting words, making
 * the fingerprint, finding, adding (processor time; of one report at most), and bytes a report. --window: a report leaves when N newer ones have come. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "group/fingerprints.h"
#include "train/articles.h"

enum { WORDS, PRINT, FIND, ADD, STEPS };
static const char *const step_names[STEPS] = {"words", "fingerprint", "find", "add"};
static const char *const kind_names[] = {"none", "exact", "near", "contained", "contains"};

typedef struct run {
    syn_arena arena;
    fingerprints prints;
    SYN_VEC(syn_slice) ids;
    uint32_t window;
    double seconds[STEPS], begun, slowest;
    size_t words, samples;
    bool failed;
} run;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void step_done(run *r, int step) {
    double t = now();
    if (step == ADD && t - r->begun > r->slowest) r->slowest = t - r->begun;
    r->seconds[step] += t - r->begun;
    r->begun = t;
}

static void print_finding(const run *r, syn_slice id, const copy_finding *c) {
    syn_slice of = r->ids.at[c->report];
    printf("{\"id\": \"%.*s\", \"of\": \"%.*s\", \"kind\": \"%s\", \"inside\": %.3f, \"holds\": %.3f, \"kept\": %.3f", (int)id.len, id.ptr,
           (int)of.len, of.ptr, kind_names[c->kind], (double)c->inside, (double)c->holds, (double)c->kept);
    printf("}\n");
}

static void see(void *payload, const json_node *object, syn_arena *scratch) {
    run *r = payload;
    syn_report report = {.text = json_text(json_member(object, "text"), scratch)};
    fingerprint f;
    copy_finding c;
    r->begun = now();
    if (r->failed || words_scan(&report.words, &report.sentences, report.text, "en", scratch, NULL) != SYN_OK) return;
    step_done(r, WORDS);
    r->failed = !fingerprint_of(&report, &f, scratch);
    step_done(r, PRINT);
    fingerprints_find(&r->prints, &f, &c);
    step_done(r, FIND);
    syn_slice id = arena_copy(&r->arena, json_text(json_member(object, "id"), scratch));
    r->begun = now();
    r->failed |= !fingerprints_add(&r->prints, &f, &c);
    if (r->window && r->ids.n >= r->window) fingerprints_drop(&r->prints, r->ids.n - r->window);
    step_done(r, ADD);
    r->failed |= !VEC_PUSH(&r->arena, &r->ids, id);
    r->words += f.words;
    r->samples += f.count;
    if (c.kind != COPY_NONE) print_finding(r, id, &c);
}

int main(int argc, char **argv) {
    run r = {.window = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0};
    arena_init(&r.arena, NULL);
    fingerprints_init(&r.prints, &r.arena);
    articles_each(see, &r);
    if (r.failed || !r.ids.n) {
        fprintf(stderr, "bench_near: no reports, or no memory\n");
        return 1;
    }
    size_t bytes = fingerprints_bytes(&r.prints);
    double n = r.ids.n;
    fprintf(stderr, "%u reports, %.0f words, %.1f samples, %.0f bytes a report", r.ids.n, (double)r.words / n, (double)r.samples / n,
            (double)bytes / n);
    for (int i = 0; i < STEPS; i++) fprintf(stderr, ", %s %.2f us", step_names[i], r.seconds[i] / n * 1e6);
    fprintf(stderr, " (the slowest %.0f us)\n", r.slowest * 1e6);
    arena_free(&r.arena);
    return 0;
}
