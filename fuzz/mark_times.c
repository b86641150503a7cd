/* Any bytes as a text: words, times and numbers must end, leave a report whose invariants hold, and give each time a value. The
 * first byte chooses how finely the day of writing is known. */
#include <stdlib.h>

#include "mark/mark.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const published[] = {"2019-05-17", "", "2019-05-17T14:03:00Z", "2019-05", "2019", "0001-01-01", "9999-12-31"};
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {mark_words, mark_times,
                                                                                                      mark_numbers};
    if (size == 0) return 0;
    syn_report *report = report_new(NULL);
    if (!report) return 0;
    syn_arena scratch;
    arena_init(&scratch, NULL);
    size_t repaired = 0;
    report->text = utf8_repair(&report->arena, arena_copy(&report->arena, slice_of((const char *)data + 1, size - 1)), &repaired);
    report->published = slice_str(published[data[0] % (sizeof published / sizeof *published)]);
    report->language = data[0] & 0x80 ? SLICE_LIT("de") : SLICE_LIT("en");
    mark_options options = {0};
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        arena_reset(&scratch);
        if (stages[i](&options, report, &scratch, NULL) != SYN_OK) abort();
    }
    if (report_assert(report)) abort();
    for (uint32_t i = 0; i < report->times.n; i++)
        if (report->times.at[i].value.len == 0) abort();
    arena_free(&scratch);
    report_free(report);
    return 0;
}
