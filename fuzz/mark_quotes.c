/* Any bytes as a text: all of mark must end, and leave a report whose invariants hold. */
#include <stdlib.h>

#include "mark/mark.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {
        mark_words, mark_times, mark_numbers, mark_names, mark_people, mark_quotes};
    syn_report *report = report_new(NULL);
    if (!report) return 0;
    syn_arena scratch;
    arena_init(&scratch, NULL);
    size_t repaired = 0;
    report->text = utf8_repair(&report->arena, arena_copy(&report->arena, slice_of((const char *)data, size)), &repaired);
    report->language = SLICE_LIT("en");
    report->published = SLICE_LIT("2019-05-17");
    add_blocks(report);
    mark_options options = {0};
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        arena_reset(&scratch);
        if (stages[i](&options, report, &scratch, NULL) != SYN_OK) abort();
    }
    if (report_assert(report)) abort();
    arena_free(&scratch);
    report_free(report);
    return 0;
}
