/* names.c - lists of names for a caller: from a file or bytes into a list (mark/list.h).
 *
 * In: a path or bytes. Out: a list that engines borrow, or where the file is at fault. A file is held in memory while it
 * is read, outside the budget of any engine, CAP_LIST_BYTES at the most. */
#include <stdlib.h>

#include "base/buffer.h"
#include "base/caps.h"
#include "base/error.h"
#include "mark/list.h"
#include "os/file.h"

static const char *const STAGE = "names";

syn_code syn_names_new(syn_names **out, syn_error *error) {
    if (!out) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_names_new: out is NULL");
    *out = calloc(1, sizeof **out);
    if (!*out) return error_memory(error, STAGE);
    list_init(*out);
    return SYN_OK;
}

void syn_names_free(syn_names *names) {
    if (!names) return;
    list_free(names);
    free(names);
}

syn_code syn_names_add_bytes(syn_names *names, const char *name, const char *bytes, size_t length, syn_error *error) {
    if (!names || !name || !bytes)
        return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_names_add_bytes: names, name or bytes is NULL");
    return list_add(names, slice_str(name), slice_of(bytes, length), error);
}

static syn_code read_whole(syn_buffer *out, const char *path, syn_error *error) {
    os_file *file = NULL;
    char *piece = malloc(OS_READ_SIZE);
    syn_code code = piece ? os_file_open(&file, path, error) : error_memory(error, STAGE);
    for (size_t got = 1; code == SYN_OK && got > 0;) {
        code = os_file_read(file, piece, OS_READ_SIZE, &got, error);
        if (code == SYN_OK) buffer_add(out, slice_of(piece, got));
        if (code == SYN_OK && out->failed == SYN_ERR_LIMIT)
            code = error_set(error, SYN_ERR_LIMIT, STAGE, 0, "%.80s: a list of names may have %u bytes", path,
                             CAP_LIST_BYTES);
        else if (code == SYN_OK) code = buffer_check(out, STAGE, error);
    }
    os_file_close(file);
    free(piece);
    return code;
}

syn_code syn_names_add_file(syn_names *names, const char *path, syn_error *error) {
    if (!names || !path) return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0, "syn_names_add_file: names or path is NULL");
    syn_buffer bytes = BUFFER_EMPTY;
    bytes.max = CAP_LIST_BYTES;
    syn_code code = read_whole(&bytes, path, error);
    if (code == SYN_OK) code = list_add(names, slice_str(path), slice_of(bytes.ptr, bytes.len), error);
    buffer_free(&bytes);
    return code;
}

size_t syn_names_count(const syn_names *names) { return names ? names->entries.n : 0; }

const char *syn_names_faults(const syn_names *names, size_t *length) {
    bool some = names && names->faults.len && names->faults.failed == SYN_OK;
    if (length) *length = some ? names->faults.len : 0;
    return some ? names->faults.ptr : "";
}
