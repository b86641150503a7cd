/* tar.c - the door for tar archives: ustar, pax, GNU, and the old form before them.
 *
 * In: blocks of 512 bytes. Out: a part for each file (member.c). A long name comes from a pax header ("path", and "size" for what
 * does not fit) or from a GNU 'L' block; links, devices and folders are passed over. A block whose checksum does not match is
 * no header: the archive is malformed there, and the next block that is one is looked for. Two empty blocks, or the end of the
 * input, end the archive. */
#include <stdlib.h>

#include "base/caps.h"
#include "read/member.h"

#define BLOCK 512u
#define EXTENDED_MOST ((size_t)1 << 20)   /* a pax header or a long name */

typedef enum tar_state { TAR_HEADER, TAR_FILE, TAR_EXTENDED, TAR_OVER } tar_state;

struct tar_door {
    member_keeper keeper;
    tar_state state;
    uint64_t at;           /* of the next byte in the archive */
    bool resumed, lost;    /* a header must come first; the last block was none */
    char block[BLOCK];
    size_t filled;
    char type;             /* of the header whose content is being read */
    uint64_t left, padding;
    uint64_t begin;        /* of the first header of the file */
    bool begun;
    syn_buffer extended, name;  /* what is being read; the long name of the next file */
    bool has_size;
    uint64_t size;         /* of the next file, from a pax header */
};

static bool is_octal(char c) { return c >= '0' && c <= '7'; }

/* A number in octal, or in base 256. False if it is none. */
static bool number_of(const char *field, size_t length, uint64_t *out) {
    *out = 0;
    if ((unsigned char)field[0] == 0x80) {
        for (size_t i = 1; i < length; i++) {
            if (*out >> 54) return false;
            *out = *out << 8 | (unsigned char)field[i];
        }
        return true;
    }
    size_t at = 0;
    while (at < length && field[at] == ' ') at++;
    while (at < length && is_octal(field[at])) *out = *out << 3 | (uint64_t)(field[at++] - '0');
    return at == length || field[at] == ' ' || field[at] == '\0';
}

static bool is_header(const char *block) {
    uint64_t stated;
    long sum = 0;
    if (!number_of(block + 148, 8, &stated) || block[0] == '\0') return false;
    for (size_t i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? ' ' : (unsigned char)block[i];
    return stated == (uint64_t)sum;
}

bool tar_begins(syn_slice head) { return head.len >= BLOCK && is_header(head.ptr); }

syn_code tar_door_new(tar_door **out, const read_options *options, bool packed, uint64_t base, syn_error *error) {
    *out = calloc(1, sizeof **out);
    if (!*out) return error_memory(error, READ_STAGE);
    member_keeper_init(&(*out)->keeper, options, "tar", packed, base);
    (*out)->at = options->from;
    (*out)->resumed = options->from > 0;
    return SYN_OK;
}

void tar_door_free(tar_door *door) {
    if (!door) return;
    member_keeper_free(&door->keeper);
    buffer_free(&door->extended);
    buffer_free(&door->name);
    free(door);
}

/* ---- names ---- */

static syn_slice field_of(const char *field, size_t length) {
    const char *end = memchr(field, '\0', length);
    return slice_of(field, end ? (size_t)(end - field) : length);
}

/* The records of a pax header: "length key=value\n". */
static void take_pax(tar_door *door) {
    syn_slice all = slice_of(door->extended.ptr, door->extended.len);
    for (size_t at = 0; at < all.len;) {
        size_t length = 0, digits = at;
        while (digits < all.len && all.ptr[digits] >= '0' && all.ptr[digits] <= '9' && length <= EXTENDED_MOST)
            length = length * 10 + (size_t)(all.ptr[digits++] - '0');
        if (length <= digits - at + 1 || length > all.len - at) return;
        syn_slice record = slice_cut(all, digits + 1, at + length - 1);
        at += length;
        if (slice_starts(record, SLICE_LIT("path="))) {
            door->name.len = 0;
            buffer_add(&door->name, slice_cut(record, 5, record.len));
        } else if (slice_starts(record, SLICE_LIT("size=")) && record.len > 5 && record.len < 24) {
            door->size = 0;
            door->has_size = true;
            for (size_t i = 5; i < record.len; i++) {
                if (record.ptr[i] < '0' || record.ptr[i] > '9') door->has_size = false;
                door->size = door->size * 10 + (uint64_t)(record.ptr[i] & 15);
            }
            if (door->size > (uint64_t)INT64_MAX) door->has_size = false;
        }
    }
}

static void take_extended(tar_door *door) {
    if (door->type == 'x') take_pax(door);
    if (door->type == 'L') {
        door->name.len = 0;
        if (door->extended.len) buffer_add(&door->name, field_of(door->extended.ptr, door->extended.len));
    }
}

static syn_code begin_file(tar_door *door, syn_error *error) {
    const char *block = door->block;
    char joined[260];
    syn_slice name = field_of(block, 100), prefix = SLICE_NONE;
    if (memcmp(block + 257, "ustar\0", 6) == 0) prefix = field_of(block + 345, 155);
    if (door->name.len) {
        name = slice_of(door->name.ptr, door->name.len);
    } else if (prefix.len) {
        memcpy(joined, prefix.ptr, prefix.len);
        joined[prefix.len] = '/';
        memcpy(joined + prefix.len + 1, name.ptr, name.len);
        name = slice_of(joined, prefix.len + 1 + name.len);
    }
    bool folder = name.len && name.ptr[name.len - 1] == '/';
    member_begin(&door->keeper, name, door->begin);
    if (folder) door->keeper.wanted = false;
    door->name.len = 0;
    door->has_size = door->begun = false;
    return buffer_check(&door->name, READ_STAGE, error);
}

/* ---- blocks ---- */

static syn_code take_header(tar_door *door, syn_error *error) {
    uint64_t begin = door->at - BLOCK, size;
    bool empty = true;
    for (size_t i = 0; i < BLOCK && empty; i++) empty = door->block[i] == '\0';
    if (door->resumed && !is_header(door->block))
        return error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, begin, "no file begins at byte %llu of the archive",
                         (unsigned long long)begin);
    door->resumed = false;
    if (empty) return SYN_OK;
    if (!is_header(door->block) || !number_of(door->block + 124, 12, &size)) {
        bool told = door->lost;
        door->lost = true;
        return told ? SYN_OK : member_fault(&door->keeper, begin, "this is no header of a tar archive", error);
    }
    door->lost = false;
    if (!door->begun) door->begin = begin;
    door->begun = true;
    door->type = door->block[156];
    bool extended = door->type == 'x' || door->type == 'L' || door->type == 'g' || door->type == 'K';
    bool file = door->type == '0' || door->type == '\0' || door->type == '7';
    if (!extended && door->has_size) size = door->size;
    if (!extended && !file && door->type >= '1' && door->type <= '6') size = 0;  /* links and the like hold nothing */
    door->left = size;
    door->padding = (BLOCK - size % BLOCK) % BLOCK;
    door->state = extended ? TAR_EXTENDED : TAR_FILE;
    door->extended.len = 0;
    if (extended) return SYN_OK;
    syn_code code = begin_file(door, error);
    if (!file) {
        door->keeper.wanted = false;
        door->keeper.files--;
    }
    return code;
}

static syn_code end_content(tar_door *door, syn_error *error) {
    if (door->state == TAR_EXTENDED) take_extended(door);
    syn_code code = door->state == TAR_FILE ? member_end(&door->keeper, error) : SYN_OK;
    door->state = TAR_HEADER;
    return code == SYN_OK ? buffer_check(&door->name, READ_STAGE, error) : code;
}

static syn_code take_content(tar_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    syn_code code = SYN_OK;
    if (door->left) {
        *took = door->left < bytes.len ? (size_t)door->left : bytes.len;
        door->left -= *took;
        syn_slice piece = slice_cut(bytes, 0, *took);
        if (door->state == TAR_FILE) code = member_add(&door->keeper, piece, error);
        else if (door->extended.len + piece.len <= EXTENDED_MOST) buffer_add(&door->extended, piece);
        if (code == SYN_OK) code = buffer_check(&door->extended, READ_STAGE, error);
    } else {
        *took = door->padding < bytes.len ? (size_t)door->padding : bytes.len;
        door->padding -= *took;
    }
    if (code == SYN_OK && door->left == 0 && door->padding == 0) code = end_content(door, error);
    return code;
}

syn_code tar_door_push(tar_door *door, syn_slice bytes, syn_error *error) {
    syn_code code = SYN_OK;
    while (bytes.len && code == SYN_OK) {
        size_t took;
        if (door->state == TAR_HEADER) {
            took = BLOCK - door->filled < bytes.len ? BLOCK - door->filled : bytes.len;
            memcpy(door->block + door->filled, bytes.ptr, took);
            door->filled += took;
            door->at += took;
            if (door->filled == BLOCK) {
                door->filled = 0;
                code = take_header(door, error);
                if (code == SYN_OK && door->state != TAR_HEADER && door->left == 0) code = end_content(door, error);
            }
        } else {
            code = take_content(door, bytes, &took, error);
            door->at += took;
        }
        bytes = slice_cut(bytes, took, bytes.len);
    }
    return code;
}

syn_code tar_door_end(tar_door *door, syn_error *error) {
    syn_code code = SYN_OK;
    if (door->state == TAR_FILE && door->left == 0) code = end_content(door, error);  /* only its padding is missing */
    else if (door->state == TAR_FILE && door->keeper.wanted)
        code = member_fail(&door->keeper, SYN_OUTCOME_MALFORMED, "the archive is cut off inside this file", error);
    else if (door->state != TAR_HEADER || door->filled)
        code = member_fault(&door->keeper, door->at, "the archive is cut off", error);
    return code == SYN_OK ? member_finish(&door->keeper, error) : code;
}
