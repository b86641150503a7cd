/* terminal.c - width and colours (https://no-color.org), and the clock for progress. */
#include "terminal.h"

#include <stdarg.h>
#include <stdio.h>
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

void terminal_say(const char *format, ...) {
    char text[4096];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    for (int i = 0; i < length && i < (int)sizeof text - 1; i++) {
        unsigned char c = (unsigned char)text[i], next = (unsigned char)text[i + 1];
        if ((c < 0x20 && c != '\n') || c == 0x7F) text[i] = '?';
        else if (c == 0xC2 && next >= 0x80 && next < 0xA0) text[i] = text[i + 1] = '?';
    }
    if (length > 0) fputs(text, stderr);
}
