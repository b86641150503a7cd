/* read_door.h - what the fuzz targets of src/read share: the first two bytes of an input say how it is read and where it is cut,
 * the rest is the input. What is emitted must keep the invariants of report.h and page.h, and must be the same uncut. */
#ifndef FUZZ_READ_DOOR_H
#define FUZZ_READ_DOOR_H

#include <stdint.h>
#include <stdlib.h>

#include "read/read.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_REQUIRE(true_thing) do { if (!(true_thing)) abort(); } while (0)

typedef struct fuzz_seen {
    uint64_t hash;      /* of all that was emitted */
    unsigned reports;
} fuzz_seen;

static inline void fuzz_mix(fuzz_seen *seen, syn_slice s) {
    FUZZ_REQUIRE(utf8_valid(s) == s.len);
    seen->hash = hash_join(seen->hash, slice_hash(s));
}

static inline void fuzz_page(fuzz_seen *seen, const syn_page *page) {
    FUZZ_REQUIRE(page->nodes.n > 0 && page->nodes.at[0].end == page->nodes.n);
    for (uint32_t i = 0; i < page->nodes.n; i++) {
        const page_node *node = &page->nodes.at[i];
        FUZZ_REQUIRE(node->end > i && node->end <= page->nodes.n);
        FUZZ_REQUIRE(i == 0 || (node->parent < i && node->end <= page->nodes.at[node->parent].end));
        seen->hash = hash_join(seen->hash, ((uint64_t)node->tag << 32) + node->parent);
        fuzz_mix(seen, node->text);
        for (uint32_t k = 0; k < node->attributes; k++) {
            fuzz_mix(seen, page->attributes.at[node->attribute + k].name);
            fuzz_mix(seen, page->attributes.at[node->attribute + k].value);
        }
    }
}

static inline syn_code fuzz_emit(void *payload, read_item *item) {
    fuzz_seen *seen = payload;
    const syn_report *report = item->report;
    FUZZ_REQUIRE(report_assert(report) == NULL);
    seen->reports++;
    seen->hash = hash_join(seen->hash, (uint64_t)report->outcome + report->repaired * 16);
    const syn_slice fields[] = {report->id, report->reason, report->url, report->source, report->title, report->published,
                                report->updated, report->text};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) fuzz_mix(seen, fields[i]);
    for (uint32_t i = 0; i < report->byline.n; i++) fuzz_mix(seen, report->byline.at[i]);
    if (item->page) fuzz_page(seen, item->page);
    read_item_free(item);
    return SYN_OK;
}

static inline fuzz_seen fuzz_read(const char *name, syn_reading reading, syn_slice bytes, size_t first, size_t piece) {
    fuzz_seen seen = {0, 0};
    read_options options = {.name = slice_str(name), .reading = reading, .emit = fuzz_emit, .payload = &seen};
    syn_reader *reader;
    FUZZ_REQUIRE(reader_new(&reader, &options, NULL) == SYN_OK);
    for (size_t at = 0, next; at < bytes.len; at = next) {
        next = at == 0 && first ? first : piece ? at + piece : bytes.len;
        if (next > bytes.len) next = bytes.len;
        FUZZ_REQUIRE(reader_push(reader, slice_cut(bytes, at, next), NULL) == SYN_OK);
    }
    FUZZ_REQUIRE(reader_end(reader, NULL) == SYN_OK);
    reader_free(reader);
    FUZZ_REQUIRE(seen.reports >= 1);
    return seen;
}

/* Reads the input whole and cut, and holds both against each other. */
static inline void fuzz_both(const char *name, syn_reading reading, syn_slice bytes, uint8_t how) {
    fuzz_seen whole = fuzz_read(name, reading, bytes, 0, 0);
    fuzz_seen cut = how & 1 ? fuzz_read(name, reading, bytes, 1 + how / 2u, 0) : fuzz_read(name, reading, bytes, 0, 1 + how / 2u);
    FUZZ_REQUIRE(whole.hash == cut.hash && whole.reports == cut.reports);
}
#endif
