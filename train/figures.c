/* figures.c - prints pairs of numbers of two reports that may count one thing, with their features, for figures.py.
 *
 * In: JSONL of reports on standard input, objects with `story`, `text` and, some, `date`; a story's reports one behind the other.
 * Out: "= STORY" before each story; then a line a pair: 1 if the two values are one, else 0; 1 if a report states the
 * other's number too, else 0; the two values and the two sentences, for the eye; a blank, and the features (figures_pair.c). */
#include <stdio.h>
#include <stdlib.h>

#include "articles.h"
#include "compare/differ/figures.h"
#include "mark/mark.h"

#define MOST_REPORTS 64

typedef struct told {
    syn_report *reports[MOST_REPORTS];
    uint32_t count;
    char name[256];
} told;

static void read_report(syn_report *report) {
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {
        mark_words, mark_tags, mark_times, mark_numbers, mark_names, mark_people, mark_quotes};
    mark_options options = {0};
    syn_arena work;
    arena_init(&work, NULL);
    civil_parse(report->published, &options.anchor);
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++, arena_reset(&work))
        if (stages[i](&options, report, &work, NULL)) exit(5);
    arena_free(&work);
}

/* Does the report of `a` state the value of `b` of a like thing? */
static bool states(const figures *all, uint32_t report, const figure *b) {
    for (uint32_t i = 0; i < all->n; i++) {
        const figure *f = &all->at[i];
        if (f->report == report && f->kind == b->kind && (f->unit == b->unit || (f->human && b->human)) && f->low >= b->low &&
            f->low <= b->low) return true;
    }
    return false;
}

static void print_text(const story *s, const figure *f) {
    syn_slice text = report_slice(s->reports[f->report], s->statements.at[f->statement].span);
    syn_slice own = report_slice(s->reports[f->report], figure_span(s, f));
    printf("%u [%.*s] ", f->report, (int)own.len, own.ptr);
    for (size_t i = 0; i < text.len; i++) putchar(text.ptr[i] == '\n' || text.ptr[i] == '\t' ? ' ' : text.ptr[i]);
    putchar('\t');
}

static bool print_pair(void *payload, story *s, figures *all, uint32_t a, uint32_t b) {
    (void)payload;
    uint8_t features[PAIR_FEATURES];
    const figure *x = &all->at[a], *y = &all->at[b];
    uint32_t n = figures_features(s, x, y, features);
    bool same = x->low >= y->low && x->low <= y->low && x->high >= y->high && x->high <= y->high;
    printf("%d\t%d\t%g\t%g\t%d\t%d\t", same, states(all, x->report, y) || states(all, y->report, x), x->low, y->low,
           figures_score(s, x, y), figure_same_value(x, y));
    print_text(s, x);
    print_text(s, y);
    for (uint32_t i = 0; i < n; i++) printf("%u%c", features[i], i + 1 < n ? ' ' : '\n');
    return true;
}

static void lay_out(told *t) {
    syn_collation out = {0};
    syn_arena scratch;
    figures all = {0};
    arena_init(&scratch, NULL);
    arena_init(&out.arena, NULL);
    out.count = t->count;
    out.reports = ARENA_ARRAY(&out.arena, const syn_report *, t->count);
    out.sources = ARENA_ARRAY(&out.arena, collation_source, t->count);
    if (!out.reports || !out.sources) exit(5);
    for (uint32_t i = 0; i < t->count; i++) out.reports[i] = t->reports[i];
    story s = {.reports = out.reports, .count = t->count, .out = &out, .keep = &out.arena, .lasting = &scratch, .scratch = &scratch};
    if (!story_days(&s) || !story_people(&s) || !story_copies(&s) || !story_statements(&s)) exit(5);
    printf("= %s\n", t->name);
    if (!figures_collect(&s, &all) || !figures_pairs(&s, &all, print_pair, NULL)) exit(5);
    arena_free(&scratch);
    arena_free(&out.arena);
    for (uint32_t i = 0; i < t->count; i++) report_free(t->reports[i]);
    t->count = 0;
}

static void put_report(void *payload, const json_node *object, syn_arena *scratch) {
    told *t = payload;
    char name[sizeof t->name];
    syn_slice of = json_text(json_member(object, "story"), scratch);
    snprintf(name, sizeof name, "%.*s", (int)of.len, of.ptr);
    if (strcmp(name, t->name) && t->count) lay_out(t);
    if (t->count == MOST_REPORTS) return;
    memcpy(t->name, name, sizeof name);
    syn_report *report = report_new(NULL);
    if (!report) exit(5);
    report->text = arena_copy(&report->arena, json_text(json_member(object, "text"), scratch));
    report->published = arena_copy(&report->arena, json_text(json_member(object, "date"), scratch));
    report->language = SLICE_LIT("en");
    read_report(report);
    t->reports[t->count++] = report;
}

int main(void) {
    static told t;
    articles_each(put_report, &t);
    if (t.count) lay_out(&t);
    return 0;
}
