/* record.h - the records of WARC and ARC archives: where each begins and ends, and what its head says. Shared by record.c (the
 * cutting), warc.c and arc.c (the heads), archive.c (what a record gives) and bench/warc.c. */
#ifndef SYN_READ_RECORD_H
#define SYN_READ_RECORD_H

#include "base/buffer.h"
#include "base/error.h"

typedef enum record_form { RECORD_WARC, RECORD_ARC } record_form;
typedef enum record_type {
    RECORD_UNKNOWN, RECORD_INFO, RECORD_RESPONSE, RECORD_RESOURCE, RECORD_REQUEST, RECORD_METADATA, RECORD_REVISIT,
    RECORD_CONVERSION, RECORD_CONTINUATION
} record_type;

typedef struct record_head {
    record_type type;
    uint64_t length;         /* of the content */
    bool has_length;         /* false: none is stated, or none that can be: then there is no content */
    /* All point into the head's bytes; empty where the record does not say. */
    syn_slice id, url, date, content_type, refers_to, truncated;
} record_head;

typedef enum head_verdict { HEAD_MORE, HEAD_GOOD, HEAD_BAD } head_verdict;
/* Each reads a head at the begin of `bytes`; *took is its length. HEAD_MORE: it may go on behind them. */
head_verdict warc_head(syn_slice bytes, record_head *out, size_t *took);
head_verdict arc_head(syn_slice bytes, record_head *out, size_t *took);
/* False as soon as the bytes cannot begin a head; with fewer bytes than it takes to know, true. */
bool warc_begins(syn_slice bytes);
bool arc_begins(syn_slice bytes);
/* A line of ARC is a few fields; a longer one is none. */
#define ARC_LINE_BYTES 8192u
/* 14 digits become ISO 8601 in UTC in `out`; the length, 0 if they are no date. */
size_t arc_date(syn_slice digits, char out[24]);

/* How the content of a record ended. */
typedef enum record_end {
    RECORD_WHOLE,
    RECORD_CUT,        /* the archive, or the member that holds it, ended inside */
    RECORD_LIES        /* what follows is no record: the length that the head states is wrong */
} record_end;

/* Where a record begins: the byte of the file at which reading can begin to reach it, and how many unpacked bytes behind that
 * it begins (0 for a plain archive, and where each record has a member of its own). */
typedef struct record_place {
    uint64_t offset, behind;
} record_place;

/* Who gets the records. Anything but SYN_OK ends the cutting with that code. */
typedef struct record_sink record_sink;
struct record_sink {
    void *payload;
    /* A record begins. *wanted (true before the call): its content shall be given. */
    syn_code (*head)(void *payload, const record_head *head, record_place place, bool *wanted, syn_error *error);
    /* A piece of its content, of any size. *wanted may be set to false: then the rest is left out. *decided may be set to
     * true: it is known whether the rest is wanted. */
    syn_code (*body)(void *payload, syn_slice bytes, bool *wanted, bool *decided, syn_error *error);
    /* It is over, wanted or not. Only the first `length` bytes of its content are its own, where its length was wrong. */
    syn_code (*end)(void *payload, record_end end, uint64_t length, syn_error *error);
    /* Something that is no record begins at `place`. */
    syn_code (*fault)(void *payload, record_place place, const char *why, syn_error *error);
};

typedef struct record_cutter record_cutter;
syn_code record_cutter_new(record_cutter **out, record_form form, const record_sink *sink, syn_error *error);
void record_cutter_free(record_cutter *cutter);
syn_code record_push(record_cutter *cutter, syn_slice bytes, syn_error *error);
/* What is pushed next begins a member of the packed file, at this byte of it. */
syn_code record_mark(record_cutter *cutter, uint64_t offset);
/* Reading begins inside the archive: a record must begin with the first byte (SYN_ERR_ARGUMENT where none does). In a plain
 * file that is this byte of it. */
void record_start(record_cutter *cutter, uint64_t offset);
/* The bytes of a member broke off here: the record that they were of ends, and `why` is told as a fault. */
syn_code record_break(record_cutter *cutter, const char *why, syn_error *error);
/* The input is over. */
syn_code record_finish(record_cutter *cutter, syn_error *error);
/* True once it is known of the record that began with the last member whether its content is wanted: *total is where the content
 * ends, in unpacked bytes from the member's begin; a member of one record ends there or up to four bytes later. */
bool record_span(const record_cutter *cutter, uint64_t *total, bool *wanted);
/* The rest of the member, `bytes` long, held nothing but the rest of that record, which is not wanted: it was left out. */
syn_code record_leap(record_cutter *cutter, uint64_t bytes, syn_error *error);
#endif
