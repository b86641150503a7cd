/* stories.c - makes portraits of reports, and runs streams of them with weights that it is given, for stories.py.
 *
 *     stories portraits < REPORTS.jsonl > FILE
 * In: objects with `title`, `published`, `text`, and `label`, a number: the story that they belong to, -1 where nobody knows.
 * Out: for each a `labelled`, as it lies in memory.
 *
 *     stories stream FILE... 
 * Reads commands on standard input and answers each on standard output; all numbers as they lie in memory.
 * 'w' fold, then a decide_weights: the weights of a fold, 0 to FOLDS - 1.
 * 's' file teach, then a byte for each report of the file, its fold: runs the stream. Answers for each report: its story, how
 * many stories were weighed, and these (story_weighed). With teach 1 a report with a label goes where the first report with
 * that label went, whatever the weights say. */
#include <stdio.h>
#include <stdlib.h>

#include "articles.h"
#include "group/stories.h"
#include "mark/mark.h"

enum { FOLDS = 16 };

typedef struct labelled {
    portrait_features features;
    int32_t label;
} labelled;

static void read_report(syn_report *report) {
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {
        mark_words, mark_tags, mark_times, mark_numbers, mark_names, mark_people};
    mark_options options = {0};
    syn_arena work;
    arena_init(&work, NULL);
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
    report->language = SLICE_LIT("en");
    read_report(report);
    if (portrait_of(report, &p, &report->arena, NULL)) exit(5);
    memset(&out, 0, sizeof out);
    out.features = p.features;
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

/* Where the first report with the label of report `at` went. */
static uint32_t taught(const stream *s, const stories *all, uint32_t at) {
    for (uint32_t k = 0; k < at; k++)
        if (s->at[k].label == s->at[at].label) return all->states.n ? stories_report(all, k)->story : REPORT_NONE;
    return REPORT_NONE;
}

static void run(const stream *s, bool teach, const decide_weights *weights) {
    stories all;
    syn_arena arena;
    uint8_t *folds = calloc(s->count + 1, 1);
    if (!folds) exit(5);
    if (s->count) take(folds, s->count);
    arena_init(&arena, NULL);
    stories_init(&all, false, &arena);
    for (uint32_t i = 0; i < s->count; i++) {
        story_weighed weighed[STORIES_WEIGHED];
        all.weights = &weights[folds[i] % FOLDS];
        uint32_t n = stories_weigh(&all, &s->at[i].features, weighed);
        uint32_t story = stories_pick(weighed, n).story;
        if (teach && s->at[i].label >= 0) story = taught(s, &all, i);
        if (story == REPORT_NONE) story = stories_begin(&all);
        if (!stories_join(&all, story, i, &s->at[i].features)) exit(5);
        give(&story, sizeof story);
        give(&n, sizeof n);
        give(weighed, n * sizeof *weighed);
    }
    fflush(stdout);
    arena_free(&arena);
    free(folds);
}

int main(int argc, char **argv) {
    static decide_weights weights[FOLDS];
    stream streams[64];
    if (argc == 2 && !strcmp(argv[1], "portraits")) {
        articles_each(make_portrait, NULL);
        return 0;
    }
    if (argc < 3 || argc > 66 || strcmp(argv[1], "stream")) return 2;
    for (int i = 2; i < argc; i++) streams[i - 2] = load(argv[i]);
    for (int command; (command = getchar()) != EOF;) {
        uint8_t which, teach;
        take(&which, 1);
        if (command == 'w' && which < FOLDS) take(&weights[which], sizeof *weights);
        else if (command == 's' && which < argc - 2) {
            take(&teach, 1);
            run(&streams[which], teach, weights);
        } else return 2;
    }
    return 0;
}
