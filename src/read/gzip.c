/* gzip.c - the door for gzip (RFC 1952): unpacks as the bytes come and gives what comes out to a reader of its own.
 *
 * Several members in a row are one stream; zeros or anything else after the last member is padding. The inner reader stops at
 * CAP_INPUT_BYTES where what is inside is one report, and then unpacking stops too; and an input that unpacks to more than
 * RATIO_MOST times its size is a bomb, so it costs at most the time to unpack that much. Data that is cut off or damaged gives a
 * malformed report: half an article would pass for a whole one. Reports that a stream inside gave before that stand.
 *
 * Archives of records (WARC, ARC) have a member for each record, as a rule. So:
 * - The inner reader is told where each member begins: a reading can go on from there.
 * - A member is unpacked only until it is known whether its record is wanted. Then the end of the member is looked for: the magic
 *   of the next member, behind a trailer that states exactly the size which the record says that it has. If the record is not
 *   wanted, the rest of the member is never unpacked; if it is, all of it is unpacked at once, by libdeflate, which is twice as
 *   fast as zlib but needs to have it whole. A member for which no such end is found within WAIT_MOST goes on through zlib. Whether
 *   an end is found hangs on the member's bytes alone, not on how the input was cut.
 * - Behind damage the next member is looked for. */
#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/caps.h"
#include "read/door.h"
#include "read/record.h"

#define OUT_BYTES ((size_t)32 << 10)
#define STEP_BYTES ((size_t)1 << 10)     /* of a member whose record is not known yet */
#define HEAD_MOST ((size_t)32 << 10)     /* a record whose head is longer is unpacked as a stream */
#define SPAN_LEAST ((uint64_t)2 << 10)   /* a smaller record is unpacked as a stream */
#define SPAN_MOST ((uint64_t)64 << 20)   /* so is a larger one that is wanted */
#define WAIT_MOST ((size_t)1 << 20)      /* packed bytes of a member that are held */
#define PIECE_BYTES ((size_t)64 << 10)
#define RATIO_MOST 100u
#define HEADER_BYTES 18u                 /* the shortest member */

typedef enum gzip_phase {
    GZIP_NEXT,    /* the magic of a member, or padding */
    GZIP_HEAD,    /* a member of an archive, as far as it takes to know its record; it is held */
    GZIP_WAIT,    /* its record is known: looking for its end */
    GZIP_STREAM   /* unpacked as it comes */
} gzip_phase;

struct gzip_door {
    read_options options;
    syn_reader *inner;
    z_stream stream;
    struct libdeflate_decompressor *fast;
    gzip_phase phase;
    bool over;            /* padding, or nothing more matters */
    bool plain;           /* what is inside is no archive of records */
    bool junk;            /* bytes that are no gzip data were passed over since the last member */
    bool resumed;         /* the first member must begin with the first byte that is read */
    uint64_t skip;        /* packed bytes that come first and are passed over */
    uint64_t taken, given; /* packed bytes that came, unpacked bytes that came of them */
    uint64_t again;       /* packed bytes that were looked at once more, behind damage */
    uint64_t hold_at;     /* the place of hold's first byte in the file */
    syn_buffer hold;      /* packed bytes that are still needed */
    size_t begin, fed;    /* in hold: the member's begin; what zlib has had */
    size_t scanned;       /* no end of the member stands before */
    uint64_t out;         /* unpacked bytes of the member */
    uint64_t span;        /* those that its record has */
    bool wanted;
    unsigned char unpacked[OUT_BYTES];
};

syn_code gzip_door_new(gzip_door **out, const read_options *options, unsigned depth, syn_error *error) {
    *out = NULL;
    gzip_door *door = calloc(1, sizeof *door);
    if (!door) return error_memory(error, READ_STAGE);
    door->options = *options;
    door->options.from = 0;
    if (inflateInit2(&door->stream, 16 + MAX_WBITS) != Z_OK) {
        free(door);
        return error_memory(error, READ_STAGE);
    }
    door->skip = door->hold_at = options->from;
    door->resumed = options->from > 0;
    syn_code code = reader_new_inside(&door->inner, &door->options, depth, door->resumed, error);
    if (code != SYN_OK) {
        gzip_door_free(door);
        return code;
    }
    *out = door;
    return SYN_OK;
}

void gzip_door_free(gzip_door *door) {
    if (!door) return;
    reader_free(door->inner);
    inflateEnd(&door->stream);
    if (door->fast) libdeflate_free_decompressor(door->fast);
    buffer_free(&door->hold);
    free(door);
}

uint64_t gzip_door_skippable(const gzip_door *door) { return door->skip; }
void gzip_door_skip(gzip_door *door, uint64_t bytes) { door->skip -= bytes; }

/* A byte of what is held. */
static unsigned byte_at(const gzip_door *door, size_t at) { return (unsigned char)door->hold.ptr[at]; }

/* ---- trouble ---- */

static syn_code broken(gzip_door *door, const char *reason, syn_error *error) {
    record_cutter *records = reader_records(door->inner);
    if (records) return record_break(records, reason, error);
    door->over = true;
    syn_code code = reader_break(door->inner, error);
    return code == SYN_OK ? item_fail(&door->options, error, SLICE_NONE, SYN_OUTCOME_MALFORMED, "%s", reason) : code;
}

/* The rest of an archive behind a damaged member: from the member's begin, as long as that does not add up. */
static syn_code damaged(gzip_door *door, syn_error *error) {
    syn_code code = broken(door, "the gzip data is damaged", error);
    size_t back = door->fed - door->begin;
    if (door->phase != GZIP_STREAM && back > 3 && door->again + back <= door->taken + PIECE_BYTES) {
        door->again += back;
        door->fed = door->begin + 3;
    }
    door->begin = door->fed;
    door->phase = GZIP_NEXT;
    return code;
}

static syn_code check_bomb(gzip_door *door, syn_error *error) {
    if (door->given <= CAP_INPUT_BYTES || door->given / RATIO_MOST <= door->taken) return SYN_OK;
    door->over = true;
    syn_code code = reader_break(door->inner, error);
    if (code != SYN_OK) return code;
    return item_fail(&door->options, error, SLICE_NONE, SYN_OUTCOME_TOO_LARGE,
                     "the gzip data unpacks to more than %u times its size", RATIO_MOST);
}

/* ---- members ---- */

/* The place of a member's begin at or after `at`; `hold.len` less what may be the begin of one where there is none. */
static size_t find_member(const gzip_door *door, size_t at) {
    size_t len = door->hold.len;
    while (at + 3 < len) {
        const char *found = memchr(door->hold.ptr + at, 0x1F, len - 3 - at);
        if (!found) return len - 3;
        at = (size_t)(found - door->hold.ptr);
        if (byte_at(door, at + 1) == 0x8B && byte_at(door, at + 2) == 8 && (byte_at(door, at + 3) & 0xE0) == 0) return at;
        at++;
    }
    return at;
}

static syn_code begin_member(gzip_door *door, syn_error *error) {
    door->phase = GZIP_HEAD;
    door->fed = door->begin;
    door->scanned = door->begin + HEADER_BYTES;
    door->out = 0;
    door->junk = false;
    if (inflateReset(&door->stream) != Z_OK) return error_memory(error, READ_STAGE);
    return reader_mark(door->inner, door->hold_at + door->begin);
}

/* Behind a member. *more: there may be something to do. */
static syn_code next_member(gzip_door *door, bool ending, bool *more, syn_error *error) {
    size_t left = door->hold.len - door->begin;
    bool first = door->resumed;
    *more = false;
    if (left == 0 || (left < 2 && !ending)) return SYN_OK;
    bool magic = left >= 2 && byte_at(door, door->begin) == 0x1F && byte_at(door, door->begin + 1) == 0x8B;
    door->resumed = false;
    if (first && !magic)
        return error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, door->hold_at,
                         "no record begins at byte %llu of the archive", (unsigned long long)door->hold_at);
    if (magic && !door->junk) {
        *more = true;
        return begin_member(door, error);
    }
    record_cutter *records = reader_records(door->inner);
    if (!records) {
        door->over = true;
        return SYN_OK;
    }
    size_t found = find_member(door, door->begin);
    bool is = found + 3 < door->hold.len;
    for (size_t i = door->begin; i < found && !door->junk; i++)
        if (byte_at(door, i)) {
            door->junk = true;
            syn_code code = record_break(records, "what follows is no gzip data", error);
            if (code != SYN_OK) return code;
        }
    door->begin = found;
    *more = is;
    if (is) return begin_member(door, error);
    if (door->hold.len - found >= 3) door->begin = door->hold.len - 3;
    return SYN_OK;
}

/* ---- unpacking ---- */

/* One step of zlib, at most `most` bytes out, given to the inner reader. *more: it can go on. */
static syn_code unpack(gzip_door *door, size_t most, bool *more, syn_error *error) {
    /* zlib's interface takes a pointer that is not const, though it does not write through it. */
    union { const char *in; Bytef *out; } from = {door->hold.ptr + door->fed};
    door->stream.next_in = from.out;
    door->stream.avail_in = (uInt)(door->hold.len - door->fed);
    door->stream.next_out = door->unpacked;
    door->stream.avail_out = (uInt)most;
    int result = inflate(&door->stream, Z_NO_FLUSH);
    size_t got = most - door->stream.avail_out;
    door->fed = door->hold.len - door->stream.avail_in;
    door->out += got;
    door->given += got;
    *more = got == most || (got && door->stream.avail_in) || result == Z_STREAM_END;
    syn_code code = got ? reader_push(door->inner, slice_of((const char *)door->unpacked, got), error) : SYN_OK;
    if (code != SYN_OK) return code;
    if (reader_done(door->inner)) {
        door->over = true;
    } else if (result == Z_STREAM_END) {
        door->begin = door->fed;
        door->phase = GZIP_NEXT;
    } else if (result == Z_MEM_ERROR) {
        return error_memory(error, READ_STAGE);
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
        *more = true;
        return damaged(door, error);
    }
    if (door->phase == GZIP_STREAM) door->begin = door->fed;
    return check_bomb(door, error);
}

/* The member as far as it takes to know what to do with it. */
static syn_code read_head(gzip_door *door, bool *more, syn_error *error) {
    syn_code code = unpack(door, STEP_BYTES, more, error);
    if (code != SYN_OK || door->over || door->phase != GZIP_HEAD) return code;
    record_cutter *records = reader_records(door->inner);
    if (!records && door->out >= STEP_BYTES) door->plain = true;
    if (door->plain || door->out > HEAD_MOST) {
        door->phase = GZIP_STREAM;
        door->begin = door->fed;
        *more = true;
    } else if (records && record_span(records, &door->span, &door->wanted) && door->span >= SPAN_LEAST &&
               (!door->wanted || door->span <= SPAN_MOST)) {
        door->phase = GZIP_WAIT;
        *more = true;
    }
    return SYN_OK;
}

/* The size that a trailer in front of `end` states, if it is one that the record can have; else 0. */
static uint64_t stated_size(const gzip_door *door, size_t end) {
    uint32_t size = byte_at(door, end - 4) | byte_at(door, end - 3) << 8 | byte_at(door, end - 2) << 16 |
                    (uint32_t)byte_at(door, end - 1) << 24;
    uint32_t extra = size - (uint32_t)door->span;
    return extra <= 4 ? door->span + extra : 0;
}

/* The member ends at `end`, and what it unpacks to is `size` bytes. *fits is false where that turns out wrong. */
static syn_code take_member(gzip_door *door, size_t end, uint64_t size, bool *fits, syn_error *error) {
    record_cutter *records = reader_records(door->inner);
    syn_code code;
    *fits = true;
    if (!door->wanted) {
        code = record_leap(records, size - door->out, error);
    } else {
        char *whole = malloc((size_t)size);
        if (!door->fast) door->fast = libdeflate_alloc_decompressor();
        if (!whole || !door->fast) {
            free(whole);
            return error_memory(error, READ_STAGE);
        }
        size_t got = 0;
        *fits = libdeflate_gzip_decompress(door->fast, door->hold.ptr + door->begin, end - door->begin, whole, (size_t)size,
                                           &got) == LIBDEFLATE_SUCCESS && got == size;
        code = *fits ? reader_push(door->inner, slice_of(whole + door->out, (size_t)(size - door->out)), error) : SYN_OK;
        if (*fits) door->given += size - door->out;
        free(whole);
    }
    if (!*fits) return code;
    door->begin = door->fed = end;
    door->phase = GZIP_NEXT;
    if (reader_done(door->inner)) door->over = true;
    return code;
}

/* Looks for the end of a member whose record is known. */
static syn_code find_end(gzip_door *door, bool ending, bool *more, syn_error *error) {
    bool fits;
    *more = true;
    for (;;) {
        size_t at = find_member(door, door->scanned);
        bool is = at + 3 < door->hold.len && at - door->begin <= WAIT_MOST;
        door->scanned = is ? at + 1 : at;
        if (!is) break;
        uint64_t size = stated_size(door, at);
        if (!size) continue;
        syn_code code = take_member(door, at, size, &fits, error);
        if (code != SYN_OK || fits) return code;
    }
    size_t held = door->hold.len - door->begin;
    if (ending && held >= HEADER_BYTES && held <= WAIT_MOST) {
        uint64_t size = stated_size(door, door->hold.len);
        syn_code code = size ? take_member(door, door->hold.len, size, &fits, error) : SYN_OK;
        if (code != SYN_OK || (size && fits)) return code;
    }
    *more = ending || held > WAIT_MOST + 4;
    if (*more) {
        door->phase = GZIP_STREAM;
        door->begin = door->fed;
    }
    return SYN_OK;
}

static void compact(gzip_door *door) {
    if (door->begin == 0 || (door->begin < door->hold.len && door->begin < PIECE_BYTES)) return;
    memmove(door->hold.ptr, door->hold.ptr + door->begin, door->hold.len - door->begin);
    door->hold.len -= door->begin;
    door->hold_at += door->begin;
    door->fed = door->fed > door->begin ? door->fed - door->begin : 0;
    door->scanned = door->scanned > door->begin ? door->scanned - door->begin : 0;
    door->begin = 0;
}

static syn_code run(gzip_door *door, bool ending, syn_error *error) {
    syn_code code = SYN_OK;
    for (bool more = true; code == SYN_OK && more && !door->over;) {
        more = false;
        switch (door->phase) {
        case GZIP_NEXT: code = next_member(door, ending, &more, error); break;
        case GZIP_HEAD: code = read_head(door, &more, error); break;
        case GZIP_WAIT: code = find_end(door, ending, &more, error); break;
        case GZIP_STREAM: code = unpack(door, OUT_BYTES, &more, error); break;
        }
    }
    if (code == SYN_OK) compact(door);
    return code;
}

syn_code gzip_door_push(gzip_door *door, syn_slice bytes, bool *done, syn_error *error) {
    syn_code code = SYN_OK;
    if (door->skip) {
        size_t drop = door->skip < bytes.len ? (size_t)door->skip : bytes.len;
        door->skip -= drop;
        bytes = slice_cut(bytes, drop, bytes.len);
    }
    while (bytes.len && code == SYN_OK && !door->over) {
        size_t step = bytes.len < PIECE_BYTES ? bytes.len : PIECE_BYTES;
        buffer_add(&door->hold, slice_cut(bytes, 0, step));
        bytes = slice_cut(bytes, step, bytes.len);
        door->taken += step;
        code = buffer_check(&door->hold, READ_STAGE, error);
        if (code == SYN_OK) code = run(door, false, error);
    }
    /* Padding ends the unpacking, but the inner input still has to be finished: only an outcome ends all. */
    if (reader_done(door->inner)) *done = true;
    return code;
}

syn_code gzip_door_end(gzip_door *door, syn_error *error) {
    if (reader_done(door->inner)) return SYN_OK;
    if (door->skip || door->resumed)
        return error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, 0, "no record begins at byte %llu of the archive",
                         (unsigned long long)(door->hold_at + door->begin));
    syn_code code = door->over ? SYN_OK : run(door, true, error);
    if (code != SYN_OK || reader_done(door->inner)) return code;
    if (!door->over && door->phase != GZIP_NEXT) {
        code = broken(door, "the gzip data is cut off", error);
        if (code != SYN_OK || door->over) return code;
    }
    return reader_end(door->inner, error);
}
