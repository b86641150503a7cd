/* Any bytes as a text: words, names and people must end, leave a report whose invariants hold, and say the same twice. */
#include <stdlib.h>

#include "mark/mark.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static syn_report *mark_once(const uint8_t *data, size_t size) {
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {mark_words, mark_names, mark_people};
    syn_report *report = report_new(NULL);
    if (!report) return NULL;
    syn_arena scratch;
    arena_init(&scratch, NULL);
    size_t repaired = 0;
    report->text = utf8_repair(&report->arena, arena_copy(&report->arena, slice_of((const char *)data, size)), &repaired);
    report->language = SLICE_LIT("en");
    mark_options options = {0};
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        arena_reset(&scratch);
        if (stages[i](&options, report, &scratch, NULL) != SYN_OK) abort();
    }
    if (report_assert(report)) abort();
    arena_free(&scratch);
    return report;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    syn_report *first = mark_once(data, size), *second = mark_once(data, size);
    if (first && second) {
        if (first->mentions.n != second->mentions.n || first->entities.n != second->entities.n) abort();
        for (uint32_t i = 0; i < first->mentions.n; i++) {
            const syn_mention *a = &first->mentions.at[i], *b = &second->mentions.at[i];
            if (a->span.begin != b->span.begin || a->span.end != b->span.end || a->type != b->type || a->entity != b->entity) abort();
        }
    }
    report_free(first);
    report_free(second);
    return 0;
}
