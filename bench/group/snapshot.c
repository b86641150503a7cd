/* snapshot.c - how long a grouping takes to become bytes and to come back, at a growing number of reports.
 *
 *     bench_snapshot FILE.jsonl [--base N] SIZE...
 *
 * In: JSONL of real reports, the first --base of which (4000) are made into streams (amplify.h). Out: for each SIZE a line: seconds of saving and of
 * loading (processor time, the least of RUNS), bytes a report, and whether what was loaded saves the same bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../seconds.h"
#include "amplify.h"
#include "group/group.h"

enum { RUNS = 3, CHUNK = 500, DAYS = 30 };

static bool fill(grouping *g, const amplify_base *base, uint32_t size) {
    syn_arena plan, chunk, scratch;
    amplify_stream stream;
    arena_init(&plan, NULL);
    arena_init(&chunk, NULL);
    arena_init(&scratch, NULL);
    bool fine = amplify_begin(&stream, base, size, DAYS, 1, &plan);
    for (uint32_t i = 0; fine && i < size; i++) {
        portrait p;
        group_placing placing;
        if (i % CHUNK == 0) arena_reset(&chunk);
        fine = amplify_next(&stream, &p, &chunk) && grouping_add(g, &p, &placing, &scratch, NULL) == SYN_OK;
        arena_reset(&scratch);
    }
    arena_free(&plan);
    arena_free(&chunk);
    arena_free(&scratch);
    return fine;
}

static bool measure(const amplify_base *base, uint32_t size) {
    double saving = 0, loading = 0;
    grouping *g;
    syn_buffer first = BUFFER_EMPTY;
    bool same = true;
    if (grouping_new(&g, NULL, NULL, NULL) != SYN_OK || !fill(g, base, size)) return false;
    for (int run = 0; run < RUNS; run++) {
        syn_buffer bytes = BUFFER_EMPTY, again = BUFFER_EMPTY;
        grouping *loaded;
        double begin = seconds_now();
        grouping_save(g, &bytes);
        double saved = seconds_now();
        bytes_reader in = {slice_of(bytes.ptr, bytes.len), false};
        if (bytes.failed != SYN_OK || grouping_load(&loaded, &in, NULL, NULL) != SYN_OK) return false;
        double ended = seconds_now();
        if (!run || saved - begin < saving) saving = saved - begin;
        if (!run || ended - saved < loading) loading = ended - saved;
        if (!run) {
            grouping_save(loaded, &again);
            same = slice_equal(slice_of(bytes.ptr, bytes.len), slice_of(again.ptr, again.len));
        }
        grouping_free(loaded);
        buffer_free(&again);
        if (!run) first = bytes;
        else buffer_free(&bytes);
    }
    printf("%8u reports: saved in %.2f s, loaded in %.2f s; %.0f bytes a report; %s\n", size, saving, loading, (double)first.len / size,
           same ? "the same bytes again" : "OTHER BYTES when saved again");
    fflush(stdout);
    buffer_free(&first);
    grouping_free(g);
    return same;
}

int main(int argc, char **argv) {
    amplify_base base;
    uint32_t most = 4000;
    int at = 2;
    if (argc > 4 && strcmp(argv[2], "--base") == 0) most = (uint32_t)strtoul(argv[3], NULL, 10), at = 4;
    if (argc <= at) return fputs("bench_snapshot FILE.jsonl [--base N] SIZE...\n", stderr), 2;
    if (!amplify_read(&base, argv[1], most)) return fprintf(stderr, "bench_snapshot: cannot read '%s'\n", argv[1]), 1;
    for (; at < argc; at++)
        if (!measure(&base, (uint32_t)strtoul(argv[at], NULL, 10))) return fprintf(stderr, "bench_snapshot: failed at %s reports\n", argv[at]), 1;
    amplify_free(&base);
    return 0;
}
