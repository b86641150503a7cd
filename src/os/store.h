/* store.h - files written whole: one that replaces another in a single step, and one that only grows by whole pieces. */
#ifndef SYN_OS_STORE_H
#define SYN_OS_STORE_H

#include "base/slice.h"
#include "synoptic.h"

/* Makes a folder where there is none; its parent must be there. */
syn_code os_folder_make(const char *path, syn_error *error);
/* Writes a file beside `path` and renames it, so that `path` never holds half of it.
 * Lasting: its bytes are on the disk first, its name after it was renamed, and no two write it at once. */
syn_code os_file_replace(const char *path, syn_slice bytes, bool lasting, syn_error *error);
/* All of a file of at most `most` bytes, on the heap; *out is NULL (and the code SYN_OK) where there is no such file or
 * it is longer. */
syn_code os_file_whole(char **out, size_t *length, const char *path, size_t most, syn_error *error);

/* A file that grows at its end, made where there is none. Other processes may add to it too: each piece stays whole. */
typedef struct os_growing os_growing;
syn_code os_growing_open(os_growing **out, const char *path, syn_error *error);
/* Adds the whole piece, or fails and leaves the file as it was. */
syn_code os_growing_add(os_growing *file, syn_slice bytes, syn_error *error);
/* What the system had put off may fail here. Takes NULL. */
syn_code os_growing_close(os_growing *file, syn_error *error);
#endif
