/* compare.c - fuzzes the whole way: bytes cut at each form feed into at most four reports, read, marked, grouped, compared.
 *
 * Byte 0 says how each part is read (bit i: part i is taken verbatim) and the width of the text. What must hold: every report
 * and every collation keeps its invariants, every form can be told, and the JSON verifies against the reports it was made from. */
#include <stdint.h>
#include <stdlib.h>

#include "engine/engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(true_thing) do { if (!(true_thing)) abort(); } while (0)

enum { PARTS = 4, LARGEST = 1 << 16 };

/* The reports of all parts in one list that borrows them. */
static size_t read_parts(syn_engine *engine, const uint8_t *data, size_t size, uint8_t how, syn_reports *lists[PARTS]) {
    static const char *const names[PARTS] = {"a", "b", "c", "d"};
    size_t at = 0, parts = 0;
    while (parts < PARTS && at <= size) {
        size_t end = at;
        while (end < size && data[end] != '\f') end++;
        syn_reading reading = how >> parts & 1 ? SYN_READING_PLAIN : SYN_READING_CLEAN;
        REQUIRE(syn_read_bytes(&lists[parts], engine, names[parts], (const char *)data + at, end - at, reading, SYN_DEPTH_MARK,
                               NULL) == SYN_OK);
        parts++;
        at = end + 1;
    }
    return parts;
}

static void tell_all(const syn_comparison *comparison, const syn_reports *reports, unsigned width) {
    for (int form = SYN_FORM_TEXT; form <= SYN_FORM_MARKDOWN; form++) {
        char *text;
        size_t length;
        syn_print_options options = {.size = sizeof options, .width = 20 + width, .show = form == SYN_FORM_TEXT ? 255 : 0};
        REQUIRE(syn_comparison_print(&text, &length, comparison, (syn_form)form, &options, NULL) == SYN_OK);
        REQUIRE(text[length] == '\0');
        if (form == SYN_FORM_JSON) REQUIRE(syn_verify(NULL, text, length, reports, NULL) == SYN_OK);
        syn_free(text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2 || size > LARGEST) return 0;
    syn_engine *engine;
    syn_compare_options compare = {.size = sizeof compare, .why = size & 1, .brief_sentences = size >> 1 & 3};
    compare.brief_words = size >> 3 & 1 ? (unsigned)(size >> 4 & 63) : 0;
    syn_engine_options options = {.size = sizeof options, .threads = 1, .compare = &compare};
    syn_reports *lists[PARTS] = {NULL};
    REQUIRE(syn_engine_new(&engine, &options, NULL) == SYN_OK);
    size_t parts = read_parts(engine, data + 1, size - 1, data[0], lists), count = 0;
    for (size_t i = 0; i < parts; i++) count += lists[i]->count;
    syn_report **at = calloc(count ? count : 1, sizeof *at);
    REQUIRE(at);
    syn_reports all = {lists[0]->shared, at, 0, count};
    for (size_t i = 0; i < parts; i++)
        for (size_t k = 0; k < lists[i]->count; k++) at[all.count++] = lists[i]->at[k];
    for (size_t i = 0; i < count; i++) REQUIRE(report_assert(at[i]) == NULL);

    syn_comparison *comparison;
    char *text;
    syn_code code = syn_compare(&comparison, engine, &all, NULL);
    REQUIRE(code == SYN_OK || code == SYN_ERR_EMPTY);
    if (code == SYN_OK) {
        for (uint32_t i = 0; i < comparison->story_count; i++) REQUIRE(collation_assert(&comparison->stories[i]) == NULL);
        tell_all(comparison, &all, data[0] >> 4);
        syn_comparison_free(comparison);
    }
    REQUIRE(syn_group_print(&text, NULL, engine, &all, NULL) == SYN_OK);
    syn_free(text);
    free(at);
    for (size_t i = 0; i < parts; i++) syn_reports_free(lists[i]);
    syn_engine_free(engine);
    return 0;
}
