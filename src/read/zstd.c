/* zstd.c - the door for zstd (RFC 8878): unpacks as the bytes come and gives what comes out to a reader of its own.
 *
 * Frames in a row are one stream. Skippable frames are passed over, but one of magic 0x184D2A5D that comes first is the
 * dictionary of all frames behind it (as archives of records are packed: the specification "Use of Zstandard in WARC files"),
 * itself packed with zstd or not. The inner reader is told where each frame begins: a reading of an archive can go on from
 * there, with the dictionary read from the file's begin. The same bounds as for gzip hold; a frame that needs a window of more than
 * 128 MiB is refused by the library. */
#include <stdlib.h>
#include <zstd.h>

#include "base/caps.h"
#include "read/door.h"
#include "read/record.h"

#define OUT_BYTES ((size_t)64 << 10)
#define DICTIONARY_MOST ((size_t)16 << 20)
#define RATIO_MOST 100u
#define MAGIC_DICTIONARY 0x184D2A5Du
#define MAGIC_FRAME 0xFD2FB528u

typedef enum zstd_phase {
    ZSTD_NEXT,         /* the head of a frame */
    ZSTD_DICTIONARY,   /* the dictionary */
    ZSTD_PASS,         /* a frame that is passed over */
    ZSTD_FRAME
} zstd_phase;

struct zstd_door {
    read_options options;
    syn_reader *inner;
    ZSTD_DCtx *context;
    zstd_phase phase;
    bool over, any, resumed;
    uint64_t at;           /* of the next byte in the file */
    uint64_t from;         /* frames that begin before are passed over */
    uint64_t skip;         /* bytes to pass over now */
    uint64_t left;         /* of a skippable frame */
    uint64_t taken, given;
    unsigned char head[8];
    size_t head_bytes;
    syn_buffer dictionary;
    char unpacked[OUT_BYTES];
};

syn_code zstd_door_new(zstd_door **out, const read_options *options, unsigned depth, syn_error *error) {
    *out = NULL;
    zstd_door *door = calloc(1, sizeof *door);
    if (!door) return error_memory(error, READ_STAGE);
    door->options = *options;
    door->options.from = 0;
    door->from = options->from;
    door->resumed = options->from > 0;
    door->context = ZSTD_createDCtx();
    syn_code code = door->context ? reader_new_inside(&door->inner, &door->options, depth, door->resumed, error)
                                  : error_memory(error, READ_STAGE);
    if (code == SYN_OK) *out = door;
    else zstd_door_free(door);
    return code;
}

void zstd_door_free(zstd_door *door) {
    if (!door) return;
    reader_free(door->inner);
    ZSTD_freeDCtx(door->context);
    buffer_free(&door->dictionary);
    free(door);
}

uint64_t zstd_door_skippable(const zstd_door *door) { return door->skip; }
void zstd_door_skip(zstd_door *door, uint64_t bytes) {
    door->skip -= bytes;
    door->at += bytes;
}

static syn_code broken(zstd_door *door, const char *reason, syn_error *error) {
    record_cutter *records = reader_records(door->inner);
    door->over = true;
    if (records) return record_break(records, reason, error);
    syn_code code = reader_break(door->inner, error);
    return code == SYN_OK ? item_fail(&door->options, error, SLICE_NONE, SYN_OUTCOME_MALFORMED, "%s", reason) : code;
}

static uint32_t number_at(const unsigned char *bytes) {
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static syn_code no_record(const zstd_door *door, uint64_t byte, syn_error *error) {
    (void)door;
    return error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, byte, "no record begins at byte %llu of the archive",
                     (unsigned long long)byte);
}

/* ---- frames ---- */

/* The head of a frame is there: what is it? */
static syn_code judge(zstd_door *door, syn_error *error) {
    uint32_t magic = number_at(door->head);
    uint64_t begin = door->at - door->head_bytes;
    bool skippable = (magic & 0xFFFFFFF0u) == 0x184D2A50u;
    if (skippable && door->head_bytes < 8) return SYN_OK;
    door->head_bytes = 0;
    if (skippable) {
        door->left = number_at(door->head + 4);
        bool dictionary = magic == MAGIC_DICTIONARY && !door->any && door->left <= DICTIONARY_MOST;
        door->phase = dictionary ? ZSTD_DICTIONARY : ZSTD_PASS;
        door->any = true;
        return SYN_OK;
    }
    door->any = true;
    if (begin < door->from) {
        /* What was read of this frame is passed over too. */
        door->skip = door->from > door->at ? door->from - door->at : 0;
        return door->from < door->at ? no_record(door, door->from, error) : SYN_OK;
    }
    if (magic != MAGIC_FRAME) {
        if (door->resumed) return no_record(door, door->from, error);
        return broken(door, "what follows is no zstd data", error);
    }
    if (door->resumed && begin != door->from) return no_record(door, door->from, error);
    door->resumed = false;
    door->phase = ZSTD_FRAME;
    ZSTD_DCtx_reset(door->context, ZSTD_reset_session_only);
    return reader_mark(door->inner, begin);
}

static syn_code use_dictionary(zstd_door *door, syn_error *error) {
    syn_slice raw = slice_of(door->dictionary.ptr, door->dictionary.len);
    char *made = NULL;
    if (raw.len >= 4 && number_at((const unsigned char *)raw.ptr) == MAGIC_FRAME) {
        made = malloc(DICTIONARY_MOST);
        if (!made) return error_memory(error, READ_STAGE);
        size_t length = ZSTD_decompress(made, DICTIONARY_MOST, raw.ptr, raw.len);
        if (ZSTD_isError(length)) {
            free(made);
            return broken(door, "the zstd dictionary is damaged", error);
        }
        raw = slice_of(made, length);
    }
    size_t result = ZSTD_DCtx_loadDictionary(door->context, raw.ptr, raw.len);
    free(made);
    buffer_free(&door->dictionary);
    return ZSTD_isError(result) ? broken(door, "the zstd dictionary is damaged", error) : SYN_OK;
}

static syn_code check_bomb(zstd_door *door, syn_error *error) {
    if (door->given <= CAP_INPUT_BYTES || door->given / RATIO_MOST <= door->taken) return SYN_OK;
    door->over = true;
    syn_code code = reader_break(door->inner, error);
    if (code != SYN_OK) return code;
    return item_fail(&door->options, error, SLICE_NONE, SYN_OUTCOME_TOO_LARGE,
                     "the zstd data unpacks to more than %u times its size", RATIO_MOST);
}

static syn_code unpack(zstd_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    ZSTD_inBuffer in = {bytes.ptr, bytes.len, 0};
    syn_code code = SYN_OK;
    for (bool more = true; more && code == SYN_OK && !door->over;) {
        ZSTD_outBuffer out = {door->unpacked, OUT_BYTES, 0};
        size_t result = ZSTD_decompressStream(door->context, &out, &in);
        if (ZSTD_isError(result)) {
            *took = bytes.len;
            return broken(door, "the zstd data is damaged", error);
        }
        door->given += out.pos;
        if (out.pos) code = reader_push(door->inner, slice_of(door->unpacked, out.pos), error);
        if (code == SYN_OK) code = check_bomb(door, error);
        if (reader_done(door->inner)) door->over = true;
        more = in.pos < in.size || out.pos == OUT_BYTES;
        if (result == 0) {
            door->phase = ZSTD_NEXT;
            more = false;
        }
    }
    *took = in.pos;
    return code;
}

/* ---- the door ---- */

static syn_code step(zstd_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    static const unsigned char frame[4] = {0x28, 0xB5, 0x2F, 0xFD};
    if (door->skip) {
        *took = door->skip < bytes.len ? (size_t)door->skip : bytes.len;
        door->skip -= *took;
        door->at += *took;
        return SYN_OK;
    }
    if (door->phase == ZSTD_NEXT) {
        *took = 1;
        door->at++;
        door->head[door->head_bytes++] = (unsigned char)bytes.ptr[0];
        if (door->head_bytes < 4) return SYN_OK;
        syn_code code = judge(door, error);
        /* The decoder wants the magic too. */
        size_t none;
        if (code == SYN_OK && door->phase == ZSTD_FRAME)
            code = unpack(door, slice_of((const char *)frame, sizeof frame), &none, error);
        return code;
    }
    if (door->phase == ZSTD_FRAME) {
        syn_code code = unpack(door, bytes, took, error);
        door->at += *took;
        return code;
    }
    *took = door->left < bytes.len ? (size_t)door->left : bytes.len;
    door->left -= *took;
    door->at += *took;
    if (door->phase == ZSTD_DICTIONARY) buffer_add(&door->dictionary, slice_cut(bytes, 0, *took));
    if (door->dictionary.failed) return buffer_check(&door->dictionary, READ_STAGE, error);
    if (door->left) return SYN_OK;
    bool dictionary = door->phase == ZSTD_DICTIONARY;
    door->phase = ZSTD_NEXT;
    return dictionary ? use_dictionary(door, error) : SYN_OK;
}

syn_code zstd_door_push(zstd_door *door, syn_slice bytes, bool *done, syn_error *error) {
    syn_code code = SYN_OK;
    door->taken += bytes.len;
    while (bytes.len && code == SYN_OK && !door->over) {
        size_t took = 0;
        code = step(door, bytes, &took, error);
        bytes = slice_cut(bytes, took, bytes.len);
    }
    if (reader_done(door->inner)) *done = true;
    return code;
}

syn_code zstd_door_end(zstd_door *door, syn_error *error) {
    if (reader_done(door->inner)) return SYN_OK;
    if (door->skip || door->resumed) return no_record(door, door->from, error);
    if (!door->over && (door->phase != ZSTD_NEXT || door->head_bytes)) {
        syn_code code = broken(door, "the zstd data is cut off", error);
        if (code != SYN_OK || !reader_records(door->inner)) return code;
    }
    return reader_done(door->inner) ? SYN_OK : reader_end(door->inner, error);
}
