/* grouping.c - fuzzes what a grouping is kept in: the bytes are a state, then a portrait, or an id, a text and decisions about them. Whatever
 * is loaded can be saved, loaded and gone on with, and gives the same bytes again; nothing else is taken. */
#include <stdio.h>
#include <stdlib.h>

#include "group/decisions.h"
#include "marked.h"

static void add(grouping *g, const portrait *p, syn_arena *scratch) {
    group_placing placing;
    FUZZ_REQUIRE(grouping_add(g, p, &placing, scratch, NULL) == SYN_OK);
    FUZZ_REQUIRE(placing.report < grouping_count(g) && placing.story < grouping_stories(g));
    FUZZ_REQUIRE(grouping_story(g, placing.report) == placing.story);
}

/* What is told of its copies holds together: the lead stands in its story and leads itself. */
static void check_copies(const grouping *g, uint32_t report, syn_arena *scratch) {
    group_copies own, lead;
    FUZZ_REQUIRE(grouping_copies(g, report, &own, scratch, NULL) == SYN_OK);
    FUZZ_REQUIRE(own.original == REPORT_NONE ? own.why == ORIGINAL_UNKNOWN : own.original < grouping_count(g) && own.why);
    if (own.lead == REPORT_NONE) return;
    FUZZ_REQUIRE(own.lead < grouping_count(g) && grouping_story(g, own.lead) == grouping_story(g, report));
    FUZZ_REQUIRE(grouping_copies(g, own.lead, &lead, scratch, NULL) == SYN_OK && lead.lead == own.lead && lead.counts);
}

/* Every report stands in the list of its story. */
static void check(const grouping *g) {
    uint32_t seen = 0;
    syn_arena scratch;
    arena_init(&scratch, NULL);
    for (uint32_t r = 0; r < grouping_count(g); r++) check_copies(g, r, &scratch);
    arena_free(&scratch);
    for (uint32_t s = 0; s < grouping_stories(g); s++)
        for (uint32_t r = grouping_first(g, s); r != REPORT_NONE; r = grouping_next(g, r), seen++) FUZZ_REQUIRE(grouping_story(g, r) == s);
    FUZZ_REQUIRE(seen == grouping_count(g));
}

/* Saved, loaded and saved again: the same bytes. */
static void check_saving(const grouping *g) {
    syn_buffer once = BUFFER_EMPTY, again = BUFFER_EMPTY;
    grouping *loaded;
    grouping_save(g, &once);
    bytes_reader in = {slice_of(once.ptr, once.len), false};
    FUZZ_REQUIRE(grouping_load(&loaded, &in, NULL, NULL) == SYN_OK && bytes_left(&in) == 0);
    check(loaded);
    grouping_save(loaded, &again);
    FUZZ_REQUIRE(slice_equal(slice_of(once.ptr, once.len), slice_of(again.ptr, again.len)));
    grouping_free(loaded);
    buffer_free(&once);
    buffer_free(&again);
}

static void load_any(syn_slice bytes, syn_arena *scratch) {
    grouping *g;
    portrait p;
    bytes_reader in = {bytes, false};
    syn_error error = {0};
    syn_code code = grouping_load(&g, &in, NULL, &error);
    FUZZ_REQUIRE(code == SYN_OK || (code == SYN_ERR_FORMAT && !g && error.msg[0]));
    if (code == SYN_OK) {
        check(g);
        if (portrait_load(&p, &in, scratch, NULL) == SYN_OK) add(g, &p, scratch);
        check(g);
        check_saving(g);
    }
    grouping_free(g);
    in = (bytes_reader){bytes, false};
    code = portrait_load(&p, &in, scratch, &error);
    FUZZ_REQUIRE(code == SYN_OK || code == SYN_ERR_FORMAT);
}

/* Lines are texts of reports; the first byte of each says of which id, and what is decided before it comes. */
static void stream(syn_slice bytes, syn_arena *scratch) {
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    grouping *g;
    uint32_t lines = 0;
    FUZZ_REQUIRE(grouping_new(&g, NULL, NULL, NULL) == SYN_OK);
    for (size_t at = 0; at < bytes.len && lines < 12; lines++) {
        size_t end = slice_find(bytes, SLICE_LIT("\n"), at);
        if (end == SIZE_MAX) end = bytes.len;
        unsigned char first = end > at ? (unsigned char)bytes.ptr[at] : 0;
        syn_report *report = fuzz_report(slice_cut(bytes, at, end), "en", "");
        at = end + 1;
        if (!report) continue;
        syn_slice together[2] = {slice_str(ids[first & 7]), slice_str(ids[(first >> 3) & 7])}, apart = slice_str(ids[(first + lines) & 7]);
        group_decision decision = {.kind = (uint8_t)(first % 3), .key = lines, .together = together, .together_count = 2, .apart = &apart,
                                   .apart_count = first >> 7};
        group_events events = {0};
        if (first & 1) FUZZ_REQUIRE(grouping_decide(g, &decision, &events, scratch, NULL) == SYN_OK);
        fuzz_mark(report, NULL);
        report->id = together[0];
        portrait p;
        FUZZ_REQUIRE(portrait_of(report, &p, scratch, NULL) == SYN_OK);
        add(g, &p, scratch);
        report_free(report);
        check(g);
    }
    check_saving(g);
    grouping_free(g);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    syn_slice bytes = slice_of((const char *)data, size);
    syn_arena scratch;
    arena_init(&scratch, NULL);
    load_any(bytes, &scratch);
    stream(bytes, &scratch);
    arena_free(&scratch);
    return 0;
}
