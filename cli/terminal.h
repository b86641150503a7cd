/* terminal.h - what the program asks of the terminal. */
#ifndef SYN_CLI_TERMINAL_H
#define SYN_CLI_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

/* Columns for text on a file descriptor: the terminal's, else COLUMNS, else 100. */
unsigned terminal_width(int fd);
/* Colours on a file descriptor: a terminal, NO_COLOR not set, TERM not dumb. */
bool terminal_color(int fd);
bool terminal_is(int fd);
/* Prints to standard error, as printf, at most 4 KB; control bytes (of a file's name, say) become '?', so that no input can
 * steer the terminal. Line breaks of the format stay. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void terminal_say(const char *format, ...);
/* Milliseconds of a clock that never goes back. */
uint64_t terminal_clock_ms(void);
#endif
