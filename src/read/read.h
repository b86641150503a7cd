/* read.h - bytes become raw reports: encodings, plain text, HTML pages, JSON and JSONL, feeds, gzip, zstd, archives.
 *
 * In: the bytes of one input, in pieces of any size, and its name. Out: one raw report for each article that the input
 * holds, through `emit`, in the order of the input; at least one for every input (an empty or broken one gives a report
 * whose outcome and reason say so). A raw report has its text decoded to UTF-8 but not yet cleaned: clean_run does that.
 * The result does not hang on how the bytes were cut. No I/O, no clock, no globals. */
#ifndef SYN_READ_READ_H
#define SYN_READ_READ_H

#include "base/buffer.h"
#include "read/page.h"
#include "report/report.h"

/* What clean_run gets. `report` holds what was read (id, input, url, source, title, byline, published, text where the
 * input is text); `page` is the tree where the input is HTML (then report->text is empty), else NULL; page_arena owns it. */
typedef struct read_item {
    syn_report *report;      /* owned by the receiver of the item */
    syn_page *page;
    syn_arena page_arena;    /* owned by the receiver too; empty where page is NULL */
} read_item;

/* Takes over the item. Anything but SYN_OK ends the reading with that code. */
typedef syn_code (*read_emit)(void *payload, read_item *item);

/* An input inside an input: a record of an archive, a member of a zip, what an address answered. It is given away whole and
 * unread, so that parts can be read side by side: read_part_run reads it. */
typedef struct read_part {
    syn_arena arena;         /* owns the texts below; owned by the receiver */
    syn_buffer held;         /* owns `bytes`, where the arena does not; owned by the receiver too */
    syn_slice bytes;         /* the content, but for the codings that are named below */
    bool chunked;            /* it may still be in HTTP's chunks (many archives say so and store it without) */
    syn_slice encoding;      /* content codings that are still to be undone, as Content-Encoding has them, or empty */
    syn_slice name;          /* judged as a file's name would be; the reports' id comes from it where `id` is empty */
    syn_slice id, url;
    syn_slice content_type;  /* as the HTTP header has it, parameters included, or empty */
    syn_slice fetched;       /* ISO 8601, or empty */
    syn_slice note;          /* not empty: why this is not the whole content; the reason of each report that is made of it */
    bool in_archive;
    uint64_t offset;         /* of its record in the archive's file, so that a reading can go on from there */
    unsigned depth;          /* archives around it */
} read_part;

/* Takes over the part. Anything but SYN_OK ends the reading with that code. */
typedef syn_code (*read_part_emit)(void *payload, read_part *part);

typedef struct read_options {
    /* the input as the caller gave it: a path or "-"; its kind of file is judged by the bytes, the name only helps */
    syn_slice name;
    syn_reading reading;     /* SYN_READING_PLAIN: the text is the input, byte for byte */
    syn_budget *budget;      /* for the reports' arenas; may be NULL */
    read_emit emit;
    read_part_emit emit_part; /* NULL: parts are read where they are found, and their items emitted */
    void *payload;
    /* What is known about the bytes from outside them; all may be empty. `inside`: the name of a part of the input, judged
     * in the place of `name`; `note`: why the bytes are not the whole content. */
    syn_slice inside, id, url, content_type, fetched, note;
    bool in_archive;
    uint64_t offset;
    unsigned depth;          /* archives around the bytes */
    /* Not 0: the input is an archive, and only what begins at this byte of it or later is read; a record must begin there
     * (SYN_ERR_ARGUMENT, where none does). */
    uint64_t from;
    /* Not NULL: who gets the records of an archive of records instead of what the reader makes of them; see record.h. */
    const struct record_sink *records;
} read_options;

typedef struct syn_reader syn_reader;
/* `options` is copied; its name is borrowed until the reader is freed. */
syn_code reader_new(syn_reader **out, const read_options *options, syn_error *error);
syn_code reader_push(syn_reader *reader, syn_slice bytes, syn_error *error);
/* So many of the bytes that come next do not matter; whoever can jump over them may, and says so with reader_skip. */
uint64_t reader_skippable(const syn_reader *reader);
void reader_skip(syn_reader *reader, uint64_t bytes);
/* The input is over: emits what is left. */
syn_code reader_end(syn_reader *reader, syn_error *error);
void reader_free(syn_reader *reader);

/* A report for an input of which no bytes could be had: outcome and reason as given. NULL when there is no memory. */
syn_report *read_failed(syn_slice name, syn_outcome outcome, syn_slice reason, syn_budget *budget);
void read_item_free(read_item *item);
/* Reads a part with the options of the input that held it (its name, emit, payload and budget), to its end: at least one
 * report comes of it. The part stays the caller's; its bytes may be gone afterwards. */
syn_code read_part_run(const read_options *options, read_part *part, syn_error *error);
void read_part_free(read_part *part);
#endif
