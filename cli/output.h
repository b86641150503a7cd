/* output.h - where results go: standard output, or a file that appears only once it is complete. */
#ifndef SYN_CLI_OUTPUT_H
#define SYN_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* Writes to standard output. False when it failed, after a message; a reader that went away (EPIPE) gives no message. */
bool output_print(const char *text, size_t length);
/* True once a reader of standard output went away: not a failure, but there is no use in going on. */
bool output_closed(void);
/* Writes a whole file: through a file beside it and a rename, so that nobody ever sees half of it. A device or a pipe is
 * written directly. False when it failed, after a message. */
bool output_file(const char *path, const char *text, size_t length);
/* Removes the file beside it, if one is being written. May be called from a signal handler. */
void output_abandon(void);
#endif
