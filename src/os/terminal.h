/* terminal.h - the terminal and the keyboard's wish to stop. */
#ifndef SYN_OS_TERMINAL_H
#define SYN_OS_TERMINAL_H

#include <stdbool.h>

/* Is this file descriptor (0 in, 1 out, 2 errors) a terminal? */
bool os_is_terminal(int descriptor);
/* Its columns, or 0 when it is no terminal or does not say. */
unsigned os_terminal_width(int descriptor);
/* From now on Ctrl-C, SIGTERM and SIGHUP call `call`, which may do only what a signal handler may; a second signal of the same
 * kind ends the program as usual. One function at a time; NULL undoes it. Also ignores SIGPIPE, so that writing to a pipe
 * that nobody reads is an error and not the end. */
void os_on_interrupt(void (*call)(void));
#endif
