/* compare.c - milliseconds that compare alone takes for the first N reports of a file, marked before the clock runs.
 *
 *     bench_compare FILE.jsonl N...
 *
 * In: JSONL with "text", "title", "source" and "published" (bench/compare/amplify makes some), all taken as one story. Out: for each N a
 * line with processor time, time a report, the most memory held by the collation and in scratch, and how much was found. The least of RUNS
 * runs counts; of a story that takes over SLOW seconds there is one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../seconds.h"
#include "base/caps.h"
#include "clean/clean.h"
#include "compare/compare.h"
#include "mark/mark.h"
#include "text/json.h"

enum { RUNS = 5, MOST = 1 << 14 };
#define SLOW 0.5

static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {
    mark_words, mark_tags, mark_times, mark_numbers, mark_title, mark_names, mark_people, mark_quotes};

static syn_report *mark_line(syn_slice line, syn_arena *scratch) {
    json_doc doc;
    syn_report *report = report_new(NULL);
    if (!report) return NULL;
    json_read(&doc, line, JSON_CONTROLS, CAP_JSON_NODES, &report->arena);
    report->text = json_text(json_member(doc.root, "text"), &report->arena);
    report->published = json_text(json_member(doc.root, "published"), &report->arena);
    report->title = json_text(json_member(doc.root, "title"), &report->arena);
    report->source = json_text(json_member(doc.root, "source"), &report->arena);
    report->id = json_text(json_member(doc.root, "id"), &report->arena);
    report->verbatim = true;
    bool fine = report->text.len && clean_run(NULL, report, NULL, scratch, NULL) == SYN_OK;
    for (size_t i = 0; fine && i < sizeof stages / sizeof *stages; i++) {
        arena_reset(scratch);
        fine = stages[i](NULL, report, scratch, NULL) == SYN_OK;
    }
    if (fine) return report;
    report_free(report);
    return NULL;
}

static uint32_t mark_file(const char *path, uint32_t most, syn_report **reports) {
    FILE *file = fopen(path, "rb");
    if (!file) return 0;
    syn_arena scratch;
    arena_init(&scratch, NULL);
    char *line = NULL;
    size_t room = 0;
    uint32_t n = 0;
    for (ssize_t got; n < most && (got = getline(&line, &room, file)) > 0;)
        if ((reports[n] = mark_line(slice_of(line, (size_t)got), &scratch))) n++;
    free(line);
    arena_free(&scratch);
    fclose(file);
    return n;
}

static bool lay_out(syn_report **reports, uint32_t n) {
    double least = 1e9;
    for (int run = 0; run < RUNS; run++) {
        syn_collation out = {0};
        syn_arena scratch;
        syn_error error;
        syn_budget memory = {.max = SIZE_MAX};
        arena_init(&out.arena, &memory);
        arena_init(&scratch, &memory);
        double begin = seconds_now();
        syn_code code = compare_run(NULL, (const syn_report *const *)reports, n, &out, &scratch, &error);
        double took = seconds_now() - begin;
        bool last = took > SLOW || run == RUNS - 1;
        if (took < least) least = took;
        if (code == SYN_OK && last)
            printf("%5u reports %9.2f ms %7.3f ms a report %7.1f MB; %u shared, %u only, %u differences, %u copies, %u left out\n", n,
                   least * 1e3, least * 1e3 / n, (double)memory.most / 1e6, out.shared.n, out.only.n,
                   out.differences.n, out.copies.n, out.left_out);
        fflush(stdout);
        arena_free(&scratch);
        arena_free(&out.arena);
        if (code != SYN_OK) return false;
        if (last) break;
    }
    return true;
}

int main(int argc, char **argv) {
    uint32_t most = 0;
    for (int i = 2; i < argc; i++) {
        uint32_t n = (uint32_t)strtoul(argv[i], NULL, 10);
        if (n > most) most = n < MOST ? n : MOST;
    }
    if (!most) return fputs("bench_compare FILE.jsonl N...\n", stderr), 2;
    syn_report **reports = calloc(most, sizeof *reports);
    uint32_t have = reports ? mark_file(argv[1], most, reports) : 0;
    bool fine = have > 0;
    for (int i = 2; fine && i < argc; i++) {
        uint32_t n = (uint32_t)strtoul(argv[i], NULL, 10);
        fine = n && n <= have && lay_out(reports, n);
    }
    if (!fine) fprintf(stderr, "bench_compare: cannot lay '%s' out\n", argv[1]);
    for (uint32_t i = 0; i < have; i++) report_free(reports[i]);
    free(reports);
    return !fine;
}
