/* marked.h - what the fuzz targets of src/mark share: bytes become the text of a report, which every stage of mark goes over in the
 * order of the engine (src/engine/stages.c). Each must end well, and the report keep its invariants. */
#ifndef FUZZ_MARKED_H
#define FUZZ_MARKED_H

#include <stdlib.h>
#include <string.h>

#include "mark/mark.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_REQUIRE(true_thing) do { if (!(true_thing)) abort(); } while (0)

/* A report with this text, its first line as the title, and no marks, NULL where there is no memory; free with report_free. */
static inline syn_report *fuzz_report(syn_slice text, const char *language, const char *published) {
    syn_report *report = report_new(NULL);
    if (!report) return NULL;
    size_t repaired = 0;
    report->text = utf8_repair(&report->arena, arena_copy(&report->arena, text), &repaired);
    const char *line = report->text.len ? memchr(report->text.ptr, '\n', report->text.len) : NULL;
    report->title = slice_cut(report->text, 0, line ? (size_t)(line - report->text.ptr) : report->text.len);
    report->language = slice_str(language);
    report->published = slice_str(published);
    return report;
}

/* Marks it; `names` is the caller's list, or NULL. */
static inline void fuzz_mark(syn_report *report, const syn_names *names) {
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {
        mark_words, mark_tags, mark_times, mark_numbers, mark_title, mark_names, mark_people, mark_quotes};
    mark_options options = {.names = names};
    syn_arena scratch;
    arena_init(&scratch, NULL);
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        arena_reset(&scratch);
        FUZZ_REQUIRE(stages[i](&options, report, &scratch, NULL) == SYN_OK);
    }
    FUZZ_REQUIRE(!report_assert(report));
    arena_free(&scratch);
}
#endif
