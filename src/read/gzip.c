/* gzip.c - the door for gzip (RFC 1952): unpacks as the bytes come and gives what comes out to a reader of its own.
 *
 * Several members in a row are one stream; zeros or anything else after the last member is padding. The inner reader stops
 * at CAP_INPUT_BYTES, and then unpacking stops too, so a bomb costs at most the time to unpack that much. Data that is cut
 * off or damaged gives a malformed report: half an article would pass for a whole one. Reports that a stream inside (JSONL)
 * gave before that stand. */
#include <stdlib.h>
#include <zlib.h>

#include "base/caps.h"
#include "read/door.h"

#define OUT_BYTES 32768u

struct gzip_door {
    read_options options;
    syn_reader *inner;
    z_stream stream;
    bool open;         /* inside a member */
    bool over;         /* padding, or nothing more matters */
    unsigned magic;    /* bytes of the next member's magic that were seen */
    unsigned char out[OUT_BYTES];
};

syn_code gzip_door_new(gzip_door **out, const read_options *options, unsigned depth, syn_error *error) {
    *out = NULL;
    gzip_door *door = calloc(1, sizeof *door);
    if (!door) return error_memory(error, READ_STAGE);
    door->options = *options;
    if (inflateInit2(&door->stream, 16 + MAX_WBITS) != Z_OK) {
        free(door);
        return error_memory(error, READ_STAGE);
    }
    door->open = true;
    syn_code code = reader_new_inside(&door->inner, options, depth, error);
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
    free(door);
}

static syn_code broken(gzip_door *door, const char *reason, syn_error *error) {
    door->over = true;
    syn_code code = reader_break(door->inner, error);
    if (code != SYN_OK) return code;
    return item_fail(&door->options, error, SLICE_NONE, SYN_OUTCOME_MALFORMED, "%s", reason);
}

/* Unpacks what can be unpacked of the current input. */
static syn_code unpack(gzip_door *door, syn_error *error) {
    syn_code code = SYN_OK;
    while (code == SYN_OK && door->open && !door->over) {
        door->stream.next_out = door->out;
        door->stream.avail_out = OUT_BYTES;
        int result = inflate(&door->stream, Z_NO_FLUSH);
        size_t got = OUT_BYTES - door->stream.avail_out;
        if (got) code = reader_push(door->inner, slice_of((const char *)door->out, got), error);
        if (code != SYN_OK) break;
        if (reader_done(door->inner)) door->over = true;
        else if (result == Z_STREAM_END) door->open = false;
        else if (result == Z_MEM_ERROR) return error_memory(error, READ_STAGE);
        else if (result != Z_OK && result != Z_BUF_ERROR) code = broken(door, "the gzip data is damaged", error);
        else if (got == 0 || (door->stream.avail_in == 0 && door->stream.avail_out)) break;  /* needs more input */
    }
    return code;
}

/* Looks for the magic of another member, one byte at a time since it may be cut. */
static void next_member(gzip_door *door) {
    static const unsigned char magic[2] = {0x1F, 0x8B};
    while (door->stream.avail_in && !door->open && !door->over) {
        if (*door->stream.next_in != magic[door->magic]) {
            door->over = true;
            return;
        }
        door->stream.next_in++;
        door->stream.avail_in--;
        if (++door->magic < 2) continue;
        door->magic = 0;
        door->open = inflateReset(&door->stream) == Z_OK;
        if (!door->open) door->over = true;
        /* The two bytes that were looked at are given to the member first. */
        Bytef seen[2] = {0x1F, 0x8B}, *rest = door->stream.next_in;
        uInt left = door->stream.avail_in;
        door->stream.next_in = seen;
        door->stream.avail_in = 2;
        door->stream.next_out = door->out;
        door->stream.avail_out = OUT_BYTES;
        (void)inflate(&door->stream, Z_NO_FLUSH);
        door->stream.next_in = rest;
        door->stream.avail_in = left;
    }
}

syn_code gzip_door_push(gzip_door *door, syn_slice bytes, bool *done, syn_error *error) {
    syn_code code = SYN_OK;
    /* zlib's interface takes a pointer that is not const, though it does not write through it. */
    union { const char *in; Bytef *out; } piece = {bytes.ptr};
    door->stream.next_in = piece.out;
    door->stream.avail_in = (uInt)bytes.len;  /* at most CAP_INPUT_BYTES: reader_push sees to it */
    while (code == SYN_OK && !door->over) {
        if (door->open) code = unpack(door, error);
        if (code != SYN_OK || door->over || door->open || !door->stream.avail_in) break;
        next_member(door);
    }
    door->stream.next_in = NULL;
    door->stream.avail_in = 0;
    /* Padding ends the unpacking, but the inner input still has to be finished: only an outcome ends all. */
    if (reader_done(door->inner)) *done = true;
    return code;
}

syn_code gzip_door_end(gzip_door *door, syn_error *error) {
    if (reader_done(door->inner)) return SYN_OK;
    if (door->open) return broken(door, "the gzip data is cut off", error);
    return reader_end(door->inner, error);
}
