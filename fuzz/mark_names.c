/* Any bytes as a text: names and people must say the same twice, one by one. */
#include "marked.h"

static syn_report *mark_once(const uint8_t *data, size_t size) {
    syn_report *report = fuzz_report(slice_of((const char *)data, size), "en", "");
    if (report) fuzz_mark(report, NULL);
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
