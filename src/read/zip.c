/* zip.c - the door for zip archives (PKWARE's APPNOTE), read from front to back as the bytes come.
 *
 * In: bytes. Out: a part for each file (member.c). A file begins with a local header; its content is stored, deflated or packed
 * with zstd; where its size stands behind it (bit 3), the content itself says where it ends. The directory at the end of the archive
 * is not needed and ends the reading. Sizes that lie are bounded: a content gives at most CAP_INPUT_BYTES, its checksum must match,
 * and what is damaged gives a malformed report of its own. Not read: encrypted files, other methods, files that are stored without
 * their size; office documents and e-books are known by their first file and named. Several archives of 10 MB that unpack to
 * gigabytes cost the time to unpack them, at most RATIO_MOST times their size. */
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "base/caps.h"
#include "read/member.h"

#define HEADER_BYTES 30u
#define OUT_BYTES ((size_t)32 << 10)
#define DESCRIPTOR_BYTES 24u
#define RATIO_MOST 100u
#define NAME_MOST ((size_t)131072)   /* name and extra field */

typedef enum zip_state { ZIP_HEADER, ZIP_NAME, ZIP_CONTENT, ZIP_PASS, ZIP_DESCRIPTOR, ZIP_SEARCH, ZIP_OVER } zip_state;
enum { STORED = 0, DEFLATED = 8, ZSTANDARD = 93 };

struct zip_door {
    member_keeper keeper;
    zip_state state;
    uint64_t at, begin;        /* of the next byte; of the file's header */
    bool resumed, first;
    syn_buffer held;           /* the header, the name, or the descriptor, as far as it came */
    unsigned flags, method;
    uint32_t crc, stated_crc;
    uint64_t packed, left;     /* packed bytes of the content: all that are known of, and those that did not come yet */
    uint64_t used, given;      /* packed bytes used, unpacked bytes given, of this file */
    uint64_t all_given;
    bool ended;                /* the content said that it is over */
    const char *fault;
    z_stream stream;
    bool streaming;
    ZSTD_DCtx *zstd;
    unsigned char out[OUT_BYTES];
};

static uint32_t small(const char *p) { return (unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8; }
static uint32_t number(const char *p) { return small(p) | small(p + 2) << 16; }
static uint64_t large(const char *p) { return number(p) | (uint64_t)number(p + 4) << 32; }

syn_code zip_door_new(zip_door **out, const read_options *options, bool packed, uint64_t base, syn_error *error) {
    *out = calloc(1, sizeof **out);
    if (!*out) return error_memory(error, READ_STAGE);
    member_keeper_init(&(*out)->keeper, options, "zip", packed, base);
    (*out)->at = options->from;
    (*out)->resumed = options->from > 0;
    (*out)->first = true;
    return SYN_OK;
}

void zip_door_free(zip_door *door) {
    if (!door) return;
    member_keeper_free(&door->keeper);
    buffer_free(&door->held);
    if (door->streaming) inflateEnd(&door->stream);
    ZSTD_freeDCtx(door->zstd);
    free(door);
}

/* ---- headers ---- */

/* The sizes that do not fit into a header stand in the extra field. */
static void take_zip64(zip_door *door, syn_slice extra, bool unpacked_too) {
    for (size_t at = 0; at + 4 <= extra.len;) {
        uint32_t id = small(extra.ptr + at), length = small(extra.ptr + at + 2);
        at += 4;
        if (length > extra.len - at) return;
        size_t place = at + (unpacked_too ? 8 : 0);
        if (id == 1 && length >= (unpacked_too ? 16u : 8u)) door->packed = large(extra.ptr + place);
        at += length;
    }
}

static bool begins_content(zip_door *door) {
    door->crc = (uint32_t)crc32(0, NULL, 0);
    door->used = door->given = 0;
    door->ended = false;
    if (door->method == DEFLATED) {
        if (!door->streaming) door->streaming = inflateInit2(&door->stream, -MAX_WBITS) == Z_OK;
        return door->streaming && inflateReset(&door->stream) == Z_OK;
    }
    if (door->method == ZSTANDARD) {
        if (!door->zstd) door->zstd = ZSTD_createDCtx();
        if (door->zstd) ZSTD_DCtx_reset(door->zstd, ZSTD_reset_session_only);
        return door->zstd != NULL;
    }
    return true;
}

static syn_code take_name(zip_door *door, syn_error *error) {
    const char *head = door->held.ptr;
    size_t name_bytes = small(head + 26);
    syn_slice name = slice_of(head + HEADER_BYTES, name_bytes);
    bool unsized = door->flags & 8;
    if (number(head + 18) == UINT32_MAX)
        take_zip64(door, slice_cut(slice_of(head, door->held.len), HEADER_BYTES + name_bytes, door->held.len),
                   number(head + 22) == UINT32_MAX);
    member_begin(&door->keeper, name, door->begin);
    bool office = slice_equal(name, SLICE_LIT("[Content_Types].xml")), book = slice_equal(name, SLICE_LIT("mimetype"));
    bool first = door->first;
    door->first = false;
    door->held.len = 0;
    door->left = door->packed;
    if (first && (office || book)) {
        door->state = ZIP_OVER;
        return member_fail(&door->keeper, SYN_OUTCOME_UNSUPPORTED,
                           office ? "an office document cannot be read yet" : "an e-book or an OpenDocument file cannot be read yet",
                           error);
    }
    const char *why = door->flags & 1 ? "the file is encrypted"
                      : door->method != STORED && door->method != DEFLATED && door->method != ZSTANDARD
                          ? "the file is packed in a way that cannot be undone" : NULL;
    if (!why && unsized && door->method == STORED && door->left == 0)
        why = "the file is stored without its size";
    bool folder = name_bytes && head[HEADER_BYTES + name_bytes - 1] == '/';
    if (folder) {
        door->keeper.wanted = false;
        door->keeper.files--;
    }
    door->state = ZIP_CONTENT;
    if (why) {
        syn_code code = folder ? SYN_OK : member_fail(&door->keeper, SYN_OUTCOME_UNSUPPORTED, why, error);
        door->state = unsized && door->left == 0 ? ZIP_SEARCH : ZIP_PASS;
        if (door->state == ZIP_PASS && door->left == 0) door->state = ZIP_HEADER;
        return code;
    }
    return begins_content(door) ? SYN_OK : error_memory(error, READ_STAGE);
}

static syn_code take_header(zip_door *door, syn_error *error) {
    const char *head = door->held.ptr;
    static const char local[4] = {'P', 'K', 3, 4};
    if (memcmp(head, local, 4) != 0) {
        if (door->resumed)
            return error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, door->begin, "no file begins at byte %llu of the archive",
                             (unsigned long long)door->begin);
        bool end = head[0] == 'P' && head[1] == 'K' && (head[2] == 1 || head[2] == 5 || head[2] == 6);
        door->state = end ? ZIP_OVER : ZIP_SEARCH;
        door->held.len = 0;
        return end ? SYN_OK : member_fault(&door->keeper, door->begin, "this is no file of a zip archive", error);
    }
    door->resumed = false;
    door->flags = small(head + 6);
    door->method = small(head + 8);
    door->stated_crc = number(head + 14);
    door->packed = number(head + 18);
    door->fault = NULL;
    door->state = ZIP_NAME;
    return SYN_OK;
}

/* ---- contents ---- */

static syn_code give(zip_door *door, size_t got, syn_error *error) {
    if (got == 0) return SYN_OK;
    door->crc = (uint32_t)crc32(door->crc, door->out, (uInt)got);
    door->given += got;
    door->all_given += got;
    return member_add(&door->keeper, slice_of((const char *)door->out, got), error);
}

static syn_code inflate_some(zip_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    union { const char *in; Bytef *out; } from = {bytes.ptr};
    syn_code code = SYN_OK;
    door->stream.next_in = from.out;
    door->stream.avail_in = (uInt)bytes.len;
    for (bool more = true; more && code == SYN_OK;) {
        door->stream.next_out = door->out;
        door->stream.avail_out = OUT_BYTES;
        int result = inflate(&door->stream, Z_NO_FLUSH);
        size_t got = OUT_BYTES - door->stream.avail_out;
        code = give(door, got, error);
        more = got == OUT_BYTES || (got && door->stream.avail_in);
        if (result == Z_STREAM_END) {
            door->ended = true;
            more = false;
        } else if (result == Z_MEM_ERROR) {
            return error_memory(error, READ_STAGE);
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            door->fault = "the packed content is damaged";
            more = false;
        }
    }
    *took = bytes.len - door->stream.avail_in;
    return code;
}

static syn_code zstd_some(zip_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    ZSTD_inBuffer in = {bytes.ptr, bytes.len, 0};
    syn_code code = SYN_OK;
    for (bool more = true; more && code == SYN_OK;) {
        ZSTD_outBuffer out = {door->out, OUT_BYTES, 0};
        size_t result = ZSTD_decompressStream(door->zstd, &out, &in);
        if (ZSTD_isError(result)) {
            door->fault = "the packed content is damaged";
            break;
        }
        code = give(door, out.pos, error);
        door->ended = result == 0;
        more = !door->ended && (in.pos < in.size || out.pos == OUT_BYTES);
    }
    *took = in.pos;
    return code;
}

static syn_code stored_some(zip_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    *took = bytes.len < OUT_BYTES ? bytes.len : OUT_BYTES;
    memcpy(door->out, bytes.ptr, *took);
    return give(door, *took, error);
}

/* The content is over: its checksum is known. */
static syn_code end_file(zip_door *door, syn_error *error) {
    door->state = ZIP_HEADER;
    door->held.len = 0;
    bool wanted = door->keeper.wanted || door->keeper.large;
    if (!door->fault && door->crc != door->stated_crc) door->fault = "the checksum of the file does not match: it is damaged";
    if (door->fault && wanted) return member_fail(&door->keeper, SYN_OUTCOME_MALFORMED, door->fault, error);
    return member_end(&door->keeper, error);
}

static syn_code take_content(zip_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    bool unsized = (door->flags & 8) && door->packed == 0, none = !unsized && door->left == 0;
    if (!unsized && door->left < bytes.len) bytes.len = (size_t)door->left;
    *took = 0;
    syn_code code = SYN_OK;
    if (!none) {
        if (door->method == STORED) code = stored_some(door, bytes, took, error);
        else if (door->method == DEFLATED) code = inflate_some(door, bytes, took, error);
        else code = zstd_some(door, bytes, took, error);
    }
    door->used += *took;
    if (!unsized) door->left -= *took;
    if (code != SYN_OK) return code;
    if (door->all_given > CAP_INPUT_BYTES && door->all_given / RATIO_MOST > door->at + *took) {
        door->state = ZIP_OVER;
        return member_fail(&door->keeper, SYN_OUTCOME_TOO_LARGE, "the zip archive unpacks to more than 100 times its size", error);
    }
    bool over = none || (!unsized && door->left == 0) || door->ended || door->fault;
    if (!over) return SYN_OK;
    if (!door->fault && door->method != STORED && !door->ended && door->packed) door->fault = "the packed content is cut off";
    if (unsized && door->fault) {
        door->state = ZIP_SEARCH;
        return door->keeper.wanted ? member_fail(&door->keeper, SYN_OUTCOME_MALFORMED, door->fault, error) : SYN_OK;
    }
    if (!unsized && door->left) {
        door->state = ZIP_PASS;   /* the content ended before its stated size */
        return SYN_OK;
    }
    if (door->flags & 8) door->state = ZIP_DESCRIPTOR;
    else return end_file(door, error);
    return SYN_OK;
}

/* The checksum and the sizes behind a content, with or without a signature, in 4 or 8 bytes. */
static syn_code take_descriptor(zip_door *door, syn_slice *rest, syn_error *error) {
    const char *p = door->held.ptr;
    size_t len = door->held.len, at = len >= 4 && memcmp(p, "PK\x07\x08", 4) == 0 ? 4 : 0, length = 0;
    if (len >= at + 12 && number(p + at + 4) == (uint32_t)door->used && number(p + at + 8) == (uint32_t)door->given)
        length = at + 12;
    if (len >= at + 20 && large(p + at + 4) == door->used && large(p + at + 12) == door->given) length = at + 20;
    if (length) door->stated_crc = number(p + at);
    else door->fault = "the sizes behind the file do not match: it is damaged";
    *rest = slice_of(p + length, len - length);
    return end_file(door, error);
}

/* ---- the door ---- */

static size_t goal_of(const zip_door *door) {
    if (door->state == ZIP_DESCRIPTOR) return DESCRIPTOR_BYTES;
    if (door->state == ZIP_HEADER) return HEADER_BYTES;
    return HEADER_BYTES + small(door->held.ptr + 26) + small(door->held.ptr + 28);
}

static syn_code push_some(zip_door *door, syn_slice bytes, size_t *took, syn_error *error);

/* Bytes that were collected but belong to what follows: fewer than a header has. */
static syn_code push_rest(zip_door *door, syn_slice rest, syn_error *error) {
    char copy[DESCRIPTOR_BYTES];
    memcpy(copy, rest.ptr, rest.len);
    door->at -= rest.len;
    syn_code code = SYN_OK;
    for (size_t at = 0, took; at < rest.len && code == SYN_OK && door->state == ZIP_HEADER; at += took)
        code = push_some(door, slice_of(copy + at, rest.len - at), &took, error);
    return code;
}

static syn_code collect(zip_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    size_t goal = goal_of(door), room = goal > door->held.len ? goal - door->held.len : 0;
    *took = bytes.len < room ? bytes.len : room;
    if (door->state == ZIP_HEADER && door->held.len == 0) door->begin = door->at;
    buffer_add(&door->held, slice_cut(bytes, 0, *took));
    door->at += *took;
    if (door->held.failed) return buffer_check(&door->held, READ_STAGE, error);
    if (door->held.len < goal) return SYN_OK;
    if (door->state == ZIP_HEADER) return take_header(door, error);
    if (door->state == ZIP_NAME) {
        syn_code code = take_name(door, error);
        size_t none;
        bool empty = door->state == ZIP_CONTENT && door->packed == 0 && !(door->flags & 8);
        return code == SYN_OK && empty ? take_content(door, SLICE_NONE, &none, error) : code;
    }
    syn_slice rest;
    syn_code code = take_descriptor(door, &rest, error);
    return code == SYN_OK && rest.len ? push_rest(door, rest, error) : code;
}

/* Looks for the next local header. */
static syn_code search(zip_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    static const char local[4] = {'P', 'K', 3, 4};
    size_t n = 0;
    while (n < bytes.len && door->held.len < 4) {
        char c = bytes.ptr[n++];
        if (c != local[door->held.len]) door->held.len = 0;
        if (c == local[door->held.len]) buffer_add_char(&door->held, c);
        if (door->held.failed) return buffer_check(&door->held, READ_STAGE, error);
    }
    door->at += n;
    *took = n;
    if (door->held.len == 4) {
        door->state = ZIP_HEADER;
        door->begin = door->at - 4;
    }
    return SYN_OK;
}

static syn_code push_some(zip_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    syn_code code = SYN_OK;
    switch (door->state) {
    case ZIP_HEADER:
    case ZIP_NAME:
    case ZIP_DESCRIPTOR: return collect(door, bytes, took, error);
    case ZIP_SEARCH: return search(door, bytes, took, error);
    case ZIP_CONTENT:
        code = take_content(door, bytes, took, error);
        break;
    case ZIP_PASS:
        *took = door->left < bytes.len ? (size_t)door->left : bytes.len;
        door->left -= *took;
        if (door->left == 0) code = door->flags & 8 ? SYN_OK : end_file(door, error);
        if (door->left == 0 && door->flags & 8) door->state = ZIP_DESCRIPTOR;
        break;
    case ZIP_OVER: *took = bytes.len; break;
    }
    door->at += *took;
    return code;
}

syn_code zip_door_push(zip_door *door, syn_slice bytes, syn_error *error) {
    syn_code code = SYN_OK;
    while (bytes.len && code == SYN_OK) {
        size_t took = 0, step = bytes.len < (1u << 20) ? bytes.len : 1u << 20;
        code = push_some(door, slice_cut(bytes, 0, step), &took, error);
        bytes = slice_cut(bytes, took, bytes.len);
    }
    return code;
}

syn_code zip_door_end(zip_door *door, syn_error *error) {
    syn_code code = SYN_OK;
    bool inside = door->state == ZIP_CONTENT || door->state == ZIP_PASS || door->state == ZIP_DESCRIPTOR;
    if (inside && (door->keeper.wanted || door->keeper.large))
        code = member_fail(&door->keeper, SYN_OUTCOME_MALFORMED, "the archive is cut off inside this file", error);
    else if (inside || door->state == ZIP_NAME || (door->state == ZIP_HEADER && door->held.len < 4))
        code = member_fault(&door->keeper, door->at, "the archive is cut off", error);
    else if (door->state == ZIP_HEADER && !(door->held.ptr[0] == 'P' && door->held.ptr[1] == 'K' && door->held.ptr[2] == 5))
        code = member_fault(&door->keeper, door->begin, "the archive is cut off", error);
    return code == SYN_OK ? member_finish(&door->keeper, error) : code;
}
