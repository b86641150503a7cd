/* terminal.c - width and colours (https://no-color.org), and the clock for progress. */
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define WIDTH_NONE 100
#define WIDTH_LEAST 20
#define WIDTH_MOST 1000

bool terminal_is(int fd) { return isatty(fd) == 1; }

static unsigned width_checked(unsigned long columns) {
    return columns >= WIDTH_LEAST && columns <= WIDTH_MOST ? (unsigned)columns : 0;
}

unsigned terminal_width(int fd) {
    struct winsize size;
    unsigned width = 0;
    if (!terminal_is(fd)) return WIDTH_NONE;
    if (ioctl(fd, TIOCGWINSZ, &size) == 0) width = width_checked(size.ws_col);
    const char *columns = getenv("COLUMNS");
    if (!width && columns) width = width_checked(strtoul(columns, NULL, 10));
    return width ? width : WIDTH_NONE;
}

bool terminal_color(int fd) {
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    return terminal_is(fd) && !(none && *none) && term && *term && strcmp(term, "dumb") != 0;
}

uint64_t terminal_clock_ms(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
