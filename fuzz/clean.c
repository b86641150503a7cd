/* clean.c - fuzzes cleaning: any bytes as a plain text. Bit 0 of the first byte: verbatim. The report's invariants must hold, and
 * every paragraph of a cleaned text must stand in the input, one after the other; a verbatim text stays as it is. */
#include <stdlib.h>

#include "clean/clean.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_REQUIRE(true_thing) do { if (!(true_thing)) abort(); } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    syn_report *report = report_new(NULL);
    if (!report) return 0;
    syn_arena scratch;
    arena_init(&scratch, NULL);
    size_t repaired = 0;
    syn_slice input = utf8_repair(&scratch, arena_copy(&scratch, slice_of((const char *)data + 1, size - 1)), &repaired);
    report->text = input;
    report->verbatim = data[0] & 1;
    FUZZ_REQUIRE(clean_run(NULL, report, NULL, &scratch, NULL) == SYN_OK);
    FUZZ_REQUIRE(report_assert(report) == NULL);
    if (report->verbatim) FUZZ_REQUIRE(slice_equal(report->text, input));
    size_t at = 0;
    for (uint32_t i = 0; i < report->blocks.n; i++) {
        syn_slice paragraph = report_slice(report, report->blocks.at[i].span);
        size_t found = slice_find(input, paragraph, at);
        FUZZ_REQUIRE(found != SIZE_MAX);
        at = found + paragraph.len;
    }
    arena_free(&scratch);
    report_free(report);
    return 0;
}
