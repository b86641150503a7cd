/* Any bytes as a text: all of mark must end, and leave a report whose invariants hold. */
#include "marked.h"

static void add_blocks(syn_report *report) {
    size_t begin = 0;
    while (begin < report->text.len) {
        size_t end = slice_find(report->text, SLICE_LIT("\n\n"), begin);
        if (end == SIZE_MAX) end = report->text.len;
        /* The first letter of a paragraph chooses its kind, so that posts and set-off quotes are reached too. */
        uint8_t kind = report->text.ptr[begin] == '~' ? BLOCK_EMBED : report->text.ptr[begin] == '>' ? BLOCK_QUOTE : BLOCK_PARAGRAPH;
        syn_block block = {.span = {(uint32_t)begin, (uint32_t)end}, .kind = kind, .repeats = REPORT_NONE};
        if (begin < end) (void)VEC_PUSH(&report->arena, &report->blocks, block);
        begin = end + 2;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    syn_report *report = fuzz_report(slice_of((const char *)data, size), "en", "2019-05-17");
    if (!report) return 0;
    add_blocks(report);
    fuzz_mark(report, NULL);
    report_free(report);
    return 0;
}
