/* speed.c - words a second of each mark alone, on one core, over reports that are read and cleaned before the clock runs.
 *
 *     bench_marks FILE.jsonl [MOST]
 *
 * In: JSONL as `synoptic read` prints it, or any with "text" (and "published"), at most MOST lines. Out: a line for words and
 * sentences, one for each mark behind them, one for all together: seconds of processor time and words a second, words being what
 * words_scan cuts (punctuation included). The least of RUNS runs counts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../seconds.h"
#include "base/caps.h"
#include "clean/clean.h"
#include "mark/mark.h"
#include "text/json.h"

enum { RUNS = 5 };

typedef struct mark_stage {
    const char *name;
    syn_code (*run)(const mark_options *, syn_report *, syn_arena *, syn_error *);
} mark_stage;

static const mark_stage stages[] = {{"words+sentences", mark_words}, {"tags", mark_tags}, {"times", mark_times},
                                    {"numbers", mark_numbers}, {"title", mark_title}, {"names", mark_names},
                                    {"people", mark_people}, {"quotes", mark_quotes}};
enum { STAGES = sizeof stages / sizeof *stages };

typedef struct tally {
    double seconds[STAGES];
    size_t words, sentences, reports, bytes;
} tally;

static bool mark_line(syn_slice line, tally *run, syn_arena *scratch) {
    json_doc doc;
    syn_report *report = report_new(NULL);
    if (!report) return false;
    json_read(&doc, line, JSON_CONTROLS, CAP_JSON_NODES, &report->arena);
    report->text = json_text(json_member(doc.root, "text"), &report->arena);
    report->published = json_text(json_member(doc.root, "published"), &report->arena);
    report->title = json_text(json_member(doc.root, "title"), &report->arena);
    report->verbatim = true;
    bool fine = report->text.len && clean_run(NULL, report, NULL, scratch, NULL) == SYN_OK;
    for (size_t i = 0; fine && i < STAGES; i++) {
        arena_reset(scratch);
        double begin = seconds_now();
        fine = stages[i].run(NULL, report, scratch, NULL) == SYN_OK;
        run->seconds[i] += seconds_now() - begin;
    }
    run->words += report->words.n;
    run->sentences += report->sentences.n;
    run->bytes += report->text.len;
    run->reports += fine;
    report_free(report);
    return true;
}

static bool mark_file(const char *path, size_t most, tally *run) {
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    syn_arena scratch;
    arena_init(&scratch, NULL);
    char *line = NULL;
    size_t room = 0;
    bool fine = true;
    for (ssize_t got; fine && most-- && (got = getline(&line, &room, file)) > 0;)
        fine = mark_line(slice_of(line, (size_t)got), run, &scratch);
    free(line);
    arena_free(&scratch);
    fclose(file);
    return fine;
}

static void print_line(const char *name, double seconds, size_t words) {
    printf("%-16s %8.3f s %12.0f words/s\n", name, seconds, (double)words / (seconds > 0 ? seconds : 1e-9));
}

int main(int argc, char **argv) {
    tally best = {0};
    double sum = 0;
    if (argc < 2) return 2;
    for (int run = 0; run < RUNS; run++) {
        tally one = {0};
        if (!mark_file(argv[1], argc > 2 ? (size_t)strtoull(argv[2], NULL, 10) : SIZE_MAX, &one) || !one.words) {
            fprintf(stderr, "bench_marks: cannot read '%s', or no text in it\n", argv[1]);
            return 1;
        }
        for (size_t i = 0; run && i < STAGES; i++)
            if (one.seconds[i] > best.seconds[i]) one.seconds[i] = best.seconds[i];
        best = one;
    }
    printf("%zu reports, %zu words, %zu sentences, %.1f MB\n", best.reports, best.words, best.sentences, (double)best.bytes / 1e6);
    for (size_t i = 0; i < STAGES; i++) {
        print_line(stages[i].name, best.seconds[i], best.words);
        sum += best.seconds[i];
    }
    print_line("all of mark", sum, best.words);
    return 0;
}
