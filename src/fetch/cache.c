/* cache.c - one file an address, named by the hash of the address, replaced in a single step.
 *
 * The file: the line "synoptic cache 1", then "name value" lines (url, etag, last-modified, content-type, content-encoding,
 * fetched, length), a blank line, and the body as it was sent. A file whose url or length is not right is passed over, so a
 * name of another address, a file cut off or one of a later version does no harm. */
#include "fetch/cache.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/caps.h"
#include "base/error.h"
#include "fetch/sha1.h"
#include "os/store.h"

#define FIRST_LINE "synoptic cache 1"
#define HEAD_BYTES 65536  /* all that stands before the body */

static char *path_of(const char *folder, const char *url) {
    sha1_state state;
    unsigned char hash[SHA1_BYTES];
    char name[SHA1_HEX];
    sha1_begin(&state);
    sha1_add(&state, slice_str(url));
    sha1_end(&state, hash);
    sha1_hex(hash, name);
    syn_buffer path = BUFFER_EMPTY;
    buffer_add_format(&path, "%s%s%s", folder, slice_ends(slice_str(folder), SLICE_LIT("/")) ? "" : "/", name);
    return buffer_take(&path, NULL);
}

static syn_slice value_of(syn_slice head, const char *name) {
    size_t length = strlen(name);
    for (size_t at = 0; at < head.len;) {
        const char *end = memchr(head.ptr + at, '\n', head.len - at);
        size_t stop = end ? (size_t)(end - head.ptr) : head.len;
        syn_slice line = slice_cut(head, at, stop);
        if (line.len > length && line.ptr[length] == ' ' && memcmp(line.ptr, name, length) == 0)
            return slice_cut(line, length + 1, line.len);
        at = stop + 1;
    }
    return SLICE_NONE;
}

/* False where the file is not what we wrote for this address. */
static bool take_apart(cache_entry *out, size_t length, const char *url) {
    syn_slice all = slice_of(out->bytes, length);
    size_t blank = slice_find(slice_cut(all, 0, all.len < HEAD_BYTES ? all.len : HEAD_BYTES), SLICE_LIT("\n\n"), 0);
    if (blank == SIZE_MAX || !slice_starts(all, SLICE_LIT(FIRST_LINE "\n"))) return false;
    syn_slice head = slice_cut(all, 0, blank), said = value_of(head, "length");
    uint64_t bytes = 0;
    if (!slice_equal(value_of(head, "url"), slice_str(url)) || !said.len || said.len > 12) return false;
    for (size_t i = 0; i < said.len; i++) {
        if (said.ptr[i] < '0' || said.ptr[i] > '9') return false;
        bytes = bytes * 10 + (uint64_t)(said.ptr[i] - '0');
    }
    out->body = slice_cut(all, blank + 2, all.len);
    out->etag = value_of(head, "etag");
    out->modified = value_of(head, "last-modified");
    out->content_type = value_of(head, "content-type");
    out->encoding = value_of(head, "content-encoding");
    out->fetched = value_of(head, "fetched");
    return bytes == out->body.len && (out->etag.len || out->modified.len);
}

syn_code cache_load(cache_entry *out, const char *folder, const char *url, syn_error *error) {
    *out = (cache_entry){0};
    char *path = path_of(folder, url);
    if (!path) return error_memory(error, "fetch");
    size_t length;
    syn_code code = os_file_whole(&out->bytes, &length, path, (size_t)CAP_INPUT_BYTES + HEAD_BYTES, error);
    free(path);
    if (code == SYN_ERR_MEMORY) return code;
    if (out->bytes && !take_apart(out, length, url)) cache_free(out);
    return SYN_OK;
}

void cache_free(cache_entry *entry) {
    free(entry->bytes);
    *entry = (cache_entry){0};
}

static bool fits_line(syn_slice value) {
    for (size_t i = 0; i < value.len; i++)
        if ((unsigned char)value.ptr[i] < 0x20 || value.ptr[i] == 0x7F) return false;
    return value.len < HEAD_BYTES / 8;
}

static void add_line(syn_buffer *out, const char *name, syn_slice value) {
    if (!value.len) return;
    buffer_add_str(out, name);
    buffer_add_char(out, ' ');
    buffer_add(out, value);
    buffer_add_char(out, '\n');
}

syn_code cache_store(const char *folder, const char *url, const cache_entry *entry, syn_error *error) {
    if ((!entry->etag.len && !entry->modified.len) || !fits_line(entry->etag) || !fits_line(entry->modified) ||
        !fits_line(entry->content_type) || !fits_line(entry->encoding) || !fits_line(slice_str(url))) return SYN_OK;
    syn_buffer file = BUFFER_EMPTY;
    buffer_add_str(&file, FIRST_LINE "\n");
    add_line(&file, "url", slice_str(url));
    add_line(&file, "etag", entry->etag);
    add_line(&file, "last-modified", entry->modified);
    add_line(&file, "content-type", entry->content_type);
    add_line(&file, "content-encoding", entry->encoding);
    add_line(&file, "fetched", entry->fetched);
    buffer_add_format(&file, "length %zu\n\n", entry->body.len);
    buffer_add(&file, entry->body);
    syn_code code = buffer_check(&file, "fetch", error);
    char *path = code == SYN_OK ? path_of(folder, url) : NULL;
    if (path) code = os_file_replace(path, slice_of(file.ptr, file.len), false, error);
    else if (code == SYN_OK) code = error_memory(error, "fetch");
    free(path);
    buffer_free(&file);
    return code;
}
