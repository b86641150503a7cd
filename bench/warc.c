/* warc.c - counts the records of WARC and ARC archives, plain, gzip or zstd, and reads their heads, through the door of src/read and
 * nothing else: bodies are passed over.
 *
 *     bench_warc FILE...
 *
 * Prints, for each file, records, those that state a target, bytes of content that the heads state, and records a second. It
 * is the measure that is set beside FastWARC (bench/warc_peer.py reads the same files with Python's fastwarc). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "os/file.h"
#include "read/door.h"
#include "read/record.h"

typedef struct counts {
    uint64_t records, targets, content, faults;
} counts;

static syn_code on_head(void *payload, const record_head *head, record_place place, bool *wanted, syn_error *error) {
    (void)place, (void)error;
    counts *c = payload;
    c->records++;
    c->targets += head->url.len > 0;
    c->content += head->length;
    *wanted = false;
    return SYN_OK;
}
static syn_code on_body(void *payload, syn_slice bytes, bool *wanted, bool *decided, syn_error *error) {
    (void)payload, (void)bytes, (void)error;
    *wanted = false;
    *decided = true;
    return SYN_OK;
}
static syn_code on_end(void *payload, record_end end, uint64_t length, syn_error *error) {
    (void)payload, (void)end, (void)length, (void)error;
    return SYN_OK;
}
static syn_code on_fault(void *payload, record_place place, const char *why, syn_error *error) {
    (void)place, (void)why, (void)error;
    ((counts *)payload)->faults++;
    return SYN_OK;
}
static syn_code on_item(void *payload, read_item *item) {
    (void)payload;
    read_item_free(item);
    return SYN_OK;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static syn_code read_file(const char *path, counts *found, syn_error *error) {
    static char buffer[OS_READ_SIZE];
    record_sink sink = {found, on_head, on_body, on_end, on_fault};
    read_options options = {.name = slice_str(path), .emit = on_item, .records = &sink};
    os_file *file = NULL;
    syn_reader *reader = NULL;
    syn_code code = os_file_open(&file, path, error);
    if (code == SYN_OK) code = reader_new(&reader, &options, error);
    for (size_t got = 1; code == SYN_OK && got;) {
        code = os_file_read(file, buffer, sizeof buffer, &got, error);
        if (code == SYN_OK && got) code = reader_push(reader, slice_of(buffer, got), error);
    }
    if (code == SYN_OK) code = reader_end(reader, error);
    reader_free(reader);
    os_file_close(file);
    return code;
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        counts found = {0};
        syn_error error = {0};
        double begin = seconds();
        if (read_file(argv[i], &found, &error) != SYN_OK) {
            fprintf(stderr, "bench_warc: %s: %s\n", argv[i], error.msg);
            return 1;
        }
        double took = seconds() - begin;
        printf("%s: %" PRIu64 " records, %" PRIu64 " with a target, %" PRIu64 " bytes of content, %" PRIu64
               " faults, %.3f s, %.0f records/s\n", argv[i], found.records, found.targets, found.content, found.faults, took,
               (double)found.records / took);
    }
    return 0;
}
