/* file.h - files and folders, read in pieces and written whole. Paths are NUL-terminated, as the system takes them. */
#ifndef SYN_OS_FILE_H
#define SYN_OS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "synoptic.h"

typedef enum os_kind {
    OS_KIND_MISSING,  /* nothing there, or it cannot be looked at */
    OS_KIND_FILE,
    OS_KIND_FOLDER,
    OS_KIND_OTHER     /* a pipe, a device, a socket */
} os_kind;

/* What a path names. A link is followed; with `follow` false a link to a folder is OS_KIND_OTHER, so that a walk over
 * folders can not go in circles. */
os_kind os_path_kind(const char *path, bool follow);

typedef struct os_file os_file;

enum { OS_READ_SIZE = 65536 };  /* a good size for os_file_read */

/* Opens a file for reading; "-" is standard input. SYN_ERR_IO says why not. Release with os_file_close. */
syn_code os_file_open(os_file **out, const char *path, syn_error *error);
/* Reads up to `size` bytes; *got is 0 at the end only. A signal that comes in between is no error. */
syn_code os_file_read(os_file *file, char *buffer, size_t size, size_t *got, syn_error *error);
/* Passes over `bytes` without reading them; false where that cannot be (a pipe): then nothing was passed over. */
bool os_file_skip(os_file *file, uint64_t bytes);
/* While a pipe, a terminal or a device has nothing to read, asks `go_on` about ten times a second; what it returns but
 * SYN_OK ends the reading with that code. Without this, waiting ends only with input. */
void os_file_watch(os_file *file, syn_code (*go_on)(const void *payload), const void *payload);
/* Takes NULL. */
void os_file_close(os_file *file);
/* Bytes of a file on disk; 0 for what is none. */
uint64_t os_file_size(const char *path);

/* Calls `each` with the name of every entry of a folder but "." and "..", in no order, until it returns false. */
syn_code os_folder_each(const char *path, bool (*each)(void *payload, const char *name), void *payload, syn_error *error);
#endif
