/* aligned.c - how compare aligns two sentences, pair by pair: each a report of its own, with all marks.
 *
 *     bench_aligned < PAIRS.jsonl
 *
 * In: JSONL of objects with `a` and `b`. Out: a line a pair: the highest `statement_aligned` of a statement of the one and one
 * of the other. On standard error: pairs a second of processor time, marks included, parsing and printing not. A story of two
 * sentences is no story: how rare a word is in it says nothing. */
#include <stdio.h>

#include "../seconds.h"
#include "compare/story.h"
#include "mark/mark.h"
#include "train/articles.h"

typedef struct run {
    double seconds;
    size_t pairs;
} run;

static bool mark_report(syn_report *report, syn_slice text, syn_arena *scratch) {
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {
        mark_words, mark_tags, mark_times, mark_numbers, mark_names, mark_people, mark_quotes};
    report->text = arena_copy(&report->arena, text);
    report->language = SLICE_LIT("en");
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        arena_reset(scratch);
        if (stages[i](NULL, report, scratch, NULL) != SYN_OK) return false;
    }
    return true;
}

/* The highest likeness of a statement of the first report and one of the second. */
static bool aligned(const syn_report *const *reports, syn_arena *scratch, double *best) {
    syn_collation out = {.count = 2, .headline = REPORT_NONE};
    arena_init(&out.arena, NULL);
    arena_reset(scratch);
    out.sources = ARENA_ARRAY(&out.arena, collation_source, 2);
    story s = {.out = &out, .keep = &out.arena, .lasting = scratch, .scratch = scratch, .reports = reports, .count = 2};
    *best = 0;
    bool fine = out.sources && story_days(&s) && story_people(&s) && story_copies(&s) && story_statements(&s);
    for (uint32_t a = 0; fine && a < s.first_statement[1]; a++)
        for (uint32_t b = s.first_statement[1]; b < s.first_statement[2]; b++) {
            double like = statement_aligned(&s, &s.statements.at[a], &s.statements.at[b]);
            if (like > *best) *best = like;
        }
    arena_free(&out.arena);
    return fine;
}

static void put_pair(void *payload, const json_node *object, syn_arena *given) {
    run *r = payload;
    const json_node *a = json_member(object, "a"), *b = json_member(object, "b");
    syn_report *one = report_new(NULL), *two = report_new(NULL);
    syn_arena scratch;
    double best, start = seconds_now();
    arena_init(&scratch, NULL);
    bool fine = a && b && one && two && mark_report(one, json_text(a, given), &scratch) &&
                mark_report(two, json_text(b, given), &scratch);
    if (fine && aligned((const syn_report *const[]){one, two}, &scratch, &best)) {
        r->seconds += seconds_now() - start;
        r->pairs++;
        printf("%.5f\n", best);
    }
    arena_free(&scratch);
    report_free(one);
    report_free(two);
}

int main(void) {
    run r = {0};
    articles_each(put_pair, &r);
    fprintf(stderr, "%zu pairs, %.0f a second\n", r.pairs, r.seconds > 0 ? (double)r.pairs / r.seconds : 0);
    return 0;
}
