/* agree.c - prints the pairs of statements that evidence is chosen from, with their features, for agree.py.
 *
 * In: JSONL of reports on standard input, objects with `story`, `id`, `text` and, some, `title`, `date`, `source`; a story's reports one
 * behind the other. Out: "= STORY" before each story; then a line a pair: the id of each report and a key of the words of each statement
 * (key of the words as they are folded, then how many statements of the report before it have the same), the chance that the weights
 * give, and the features (src/compare/align/agree.h). With --text the statements come behind, for the eye. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "articles.h"
#include "clean/clean.h"
#include "compare/align/agree.h"
#include "mark/mark.h"

#define MOST_REPORTS 64

typedef struct told {
    syn_report *reports[MOST_REPORTS];
    uint32_t count;
    bool text;
    char name[256];
} told;

static void read_report(syn_report *report) {
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {
        mark_words, mark_tags, mark_times, mark_numbers, mark_title, mark_names, mark_people, mark_quotes};
    syn_arena work;
    arena_init(&work, NULL);
    if (clean_run(NULL, report, NULL, &work, NULL)) exit(5);
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        arena_reset(&work);
        if (stages[i](NULL, report, &work, NULL)) exit(5);
    }
    arena_free(&work);
}

static uint64_t key_of(const story *s, const statement *st) {
    uint64_t key = 0;
    for (uint32_t w = st->word; w < st->word + st->words; w++) key = hash_join(key, s->reports[st->report]->words.at[w].fold);
    return key;
}

static void print_side(const story *s, uint32_t at) {
    const statement *st = &s->statements.at[at];
    uint64_t key = key_of(s, st);
    uint32_t same = 0;
    for (uint32_t i = s->first_statement[st->report]; i < at; i++) same += key_of(s, &s->statements.at[i]) == key;
    syn_slice id = s->reports[st->report]->id;
    printf("%.*s\t%016llx.%u\t", (int)id.len, id.ptr, (unsigned long long)key, same);
}

static void print_text(const story *s, uint32_t at) {
    const statement *st = &s->statements.at[at];
    syn_slice text = report_slice(s->reports[st->report], st->span);
    putchar('\t');
    for (size_t i = 0; i < text.len; i++) putchar(text.ptr[i] == '\n' || text.ptr[i] == '\t' ? ' ' : text.ptr[i]);
}

static void print_pair(void *payload, const agree_pairs *g, const pair *p, const double *features, double chance) {
    const told *t = payload;
    print_side(g->s, p->a);
    print_side(g->s, p->b);
    printf("%.4f\t", chance);
    for (unsigned i = 0; i < AGREE_FEATURES; i++) printf("%.4f%s", features[i], i + 1 < AGREE_FEATURES ? " " : "");
    if (t->text) {
        print_text(g->s, p->a);
        print_text(g->s, p->b);
    }
    putchar('\n');
}

static void lay_out(told *t) {
    syn_collation out = {0};
    syn_arena scratch;
    agree_pairs g;
    arena_init(&scratch, NULL);
    arena_init(&out.arena, NULL);
    out.count = t->count;
    out.reports = ARENA_ARRAY(&out.arena, const syn_report *, t->count);
    out.sources = ARENA_ARRAY(&out.arena, collation_source, t->count);
    if (!out.reports || !out.sources) exit(5);
    for (uint32_t i = 0; i < t->count; i++) out.reports[i] = t->reports[i];
    story s = {.reports = out.reports, .count = t->count, .out = &out, .keep = &out.arena, .scratch = &scratch};
    if (!story_days(&s) || !story_people(&s) || !story_copies(&s) || !story_statements(&s) || !story_keys(&s) || !story_align(&s)) exit(5);
    printf("= %s\n", t->name);
    if (!agree_pairs_open(&s, &g) || !agree_pairs_score(&g, print_pair, t)) exit(5);
    arena_free(&scratch);
    arena_free(&out.arena);
    for (uint32_t i = 0; i < t->count; i++) report_free(t->reports[i]);
    t->count = 0;
}

static syn_slice member(const json_node *object, const char *name, syn_report *report, syn_arena *scratch) {
    return arena_copy(&report->arena, json_text(json_member(object, name), scratch));
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
    report->id = member(object, "id", report, scratch);
    report->text = member(object, "text", report, scratch);
    report->title = member(object, "title", report, scratch);
    report->source = member(object, "source", report, scratch);
    report->published = member(object, "date", report, scratch);
    report->language = SLICE_LIT("en");
    read_report(report);
    t->reports[t->count++] = report;
}

int main(int argc, char **argv) {
    static told t;
    t.text = argc > 1 && strcmp(argv[1], "--text") == 0;
    articles_each(put_report, &t);
    if (t.count) lay_out(&t);
    return 0;
}
