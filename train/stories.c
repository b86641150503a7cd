/* stories.c - makes portraits of reports, and runs streams of them with weights that it is given, for stories.py.
 *
 *     stories portraits < REPORTS.jsonl > FILE
 * In: objects with `url`, `title`, `published`, `text`, and `label`, a number: the story that they belong to, -1 where nobody knows.
 * Out: for each a `labelled`, as it lies in memory.
 *
 *     stories stream FILE... 
 * Reads commands on standard input and answers each on standard output; all numbers as they lie in memory.
 * 'w' fold, then a decide_weights: the weights of a fold, 0 to FOLDS - 1.
 * 's' file rows, then a byte for each report of the file, its fold: runs the stream. With rows 1, answers each pair of reports
 * that it compared (pair_row), and one whose `one` is UINT32_MAX; then, for each report, its story as it was placed, and for
 * each, its story at the end. */
#include <stdio.h>
#include <stdlib.h>

#include "articles.h"
#include "clean/clean.h"
#include "group/stories.h"
#include "mark/mark.h"

enum { FOLDS = 16 };

typedef struct labelled {
    portrait_features features;
    uint32_t key[PORTRAIT_KEYS];
    uint8_t key_weight[PORTRAIT_KEYS], keys;
    int32_t label;
} labelled;

typedef struct pair_row {    /* two reports that the stream compared */
    uint32_t one, other;
    pair_features features;
} pair_row;

static void read_report(syn_report *report) {
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {
        mark_words, mark_tags, mark_times, mark_numbers, mark_names, mark_people};
    mark_options options = {0};
    syn_arena work;
    arena_init(&work, NULL);
    if (clean_run(NULL, report, NULL, &work, NULL)) exit(5);
    arena_reset(&work);
    civil_parse(report->published, &options.anchor);
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++, arena_reset(&work))
        if (stages[i](&options, report, &work, NULL)) exit(5);
    arena_free(&work);
}

static void make_portrait(void *payload, const json_node *object, syn_arena *scratch) {
    (void)payload;
    portrait p;
    labelled out;
    syn_report *report = report_new(NULL);
    if (!report) exit(5);
    report->text = arena_copy(&report->arena, json_text(json_member(object, "text"), scratch));
    report->title = arena_copy(&report->arena, json_text(json_member(object, "title"), scratch));
    report->published = arena_copy(&report->arena, json_text(json_member(object, "published"), scratch));
    report->url = arena_copy(&report->arena, json_text(json_member(object, "url"), scratch));
    report->verbatim = true;
    report->language = SLICE_LIT("en");
    read_report(report);
    if (portrait_of(report, &p, &report->arena, NULL)) exit(5);
    memset(&out, 0, sizeof out);
    out.features = p.features;
    memcpy(out.key, p.key, sizeof out.key);
    memcpy(out.key_weight, p.key_weight, sizeof out.key_weight);
    out.keys = p.keys;
    out.label = atoi(arena_copy(scratch, json_text(json_member(object, "label"), scratch)).ptr);
    if (fwrite(&out, sizeof out, 1, stdout) != 1) exit(5);
    report_free(report);
}

typedef struct stream {
    labelled *at;
    uint32_t count;
} stream;

static stream load(const char *path) {
    stream out = {0};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) exit(4);
    out.count = (uint32_t)((size_t)ftell(file) / sizeof *out.at);
    rewind(file);
    out.at = calloc(out.count + 1, sizeof *out.at);
    if (!out.at || fread(out.at, sizeof *out.at, out.count, file) != out.count) exit(4);
    fclose(file);
    return out;
}

static void take(void *to, size_t size) {
    if (fread(to, size, 1, stdin) != 1) exit(3);
}

static void give(const void *from, size_t size) {
    if (size && fwrite(from, size, 1, stdout) != 1) exit(5);
}

/* What the stream changes once a report has joined. */
static void settle(stories *all, uint32_t report) {
    story_settling settling;
    story_change change;
    stories_settle(all, report, &settling);
    while (stories_next_change(all, &settling, &change)) {
        if (change.to == REPORT_NONE) change.to = stories_begin(all);
        if (change.to == REPORT_NONE) exit(5);
        if (change.merge) stories_merge(all, change.to, change.from);
        else stories_move(all, change.report, change.to);
    }
}

static void run(const stream *s, bool rows, const decide_curves *curves) {
    static stories all;
    syn_arena arena;
    uint8_t *folds = calloc(s->count + 1, 1);
    uint32_t *first = calloc(s->count + 1, sizeof *first), *last = calloc(s->count + 1, sizeof *last);
    if (!folds || !first || !last) exit(5);
    if (s->count) take(folds, s->count);
    arena_init(&arena, NULL);
    stories_init(&all, false, &arena);
    for (uint32_t i = 0; i < s->count; i++) {
        portrait p;
        memset(&p, 0, sizeof p);
        p.features = s->at[i].features;
        memcpy(p.key, s->at[i].key, sizeof p.key);
        memcpy(p.key_weight, s->at[i].key_weight, sizeof p.key_weight);
        p.keys = s->at[i].keys;
        all.curves = &curves[folds[i] % FOLDS];
        uint32_t story = stories_choose(&all, &p, NULL, 0).story;
        for (uint32_t k = 0; rows && k < all.scores; k++) {
            pair_row row = {i, all.scored[k].seat, decide_pair(&s->at[all.scored[k].seat].features, &p.features)};
            give(&row, sizeof row);
        }
        if (story == REPORT_NONE) story = stories_begin(&all);
        if (!stories_join(&all, story, i, &p)) exit(5);
        first[i] = story;
        settle(&all, i);
    }
    pair_row end = {.one = UINT32_MAX};
    if (rows) give(&end, sizeof end);
    for (uint32_t i = 0; i < s->count; i++) last[i] = stories_seat(&all, i)->story;
    give(first, s->count * sizeof *first);
    give(last, s->count * sizeof *last);
    fflush(stdout);
    arena_free(&arena);
    free(folds);
    free(first);
    free(last);
}

int main(int argc, char **argv) {
    static decide_curves curves[FOLDS];
    decide_weights weights;
    stream streams[64];
    if (argc == 2 && !strcmp(argv[1], "portraits")) {
        articles_each(make_portrait, NULL);
        return 0;
    }
    if (argc < 3 || argc > 66 || strcmp(argv[1], "stream")) return 2;
    for (int i = 2; i < argc; i++) streams[i - 2] = load(argv[i]);
    for (int command; (command = getchar()) != EOF;) {
        uint8_t which, rows;
        take(&which, 1);
        if (command == 'w' && which < FOLDS) {
            take(&weights, sizeof weights);
            decide_prepare(&weights, &curves[which]);
        }
        else if (command == 's' && which < argc - 2) {
            take(&rows, 1);
            run(&streams[which], rows, curves);
        } else return 2;
    }
    return 0;
}
