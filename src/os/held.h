/* held.h - a file that one process holds at a time: it is read whole, grows at its end, and is emptied or removed. */
#ifndef SYN_OS_HELD_H
#define SYN_OS_HELD_H

#include "base/slice.h"
#include "synoptic.h"

typedef struct os_held os_held;

/* Opens the file, made where there is none, and holds it until it is closed or the process ends, however it ends. SYN_ERR_IO
 * where another process, or another call of this one, holds it. Release with os_held_close. */
syn_code os_held_open(os_held **out, const char *path, syn_error *error);
/* All of it, on the heap, at most `most` bytes (SYN_ERR_LIMIT). */
syn_code os_held_whole(os_held *file, char **out, size_t *length, size_t most, syn_error *error);
/* Its last bytes, at most `most`. */
syn_code os_held_tail(os_held *file, char **out, size_t *length, size_t most, syn_error *error);
/* How many bytes it has. */
uint64_t os_held_size(const os_held *file);
/* Adds the whole piece, or fails and leaves the file as it was. It outlives this process, not a loss of power. */
syn_code os_held_add(os_held *file, syn_slice bytes, syn_error *error);
/* Keeps the first `size` bytes. */
syn_code os_held_cut(os_held *file, size_t size, syn_error *error);
/* Removes and closes it. Takes NULL. */
void os_held_remove(os_held *file);
/* Takes NULL. */
void os_held_close(os_held *file);
#endif
