/* output.c - every byte that the program writes as a result goes through here, and every failure to write is seen.
 *
 * A file is written as FILE.XXXXXX beside the one that is wanted, flushed to disk, and renamed over it. */
#include "terminal.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_ROOM 4096

/* Read by output_abandon from a signal handler, so they are plain and written in a careful order. */
static char beside[PATH_ROOM];
static volatile sig_atomic_t beside_there;
static bool reader_gone;

static bool write_all(int fd, const char *text, size_t length) {
    while (length > 0) {
        ssize_t wrote = write(fd, text, length);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return false;
        text += wrote;
        length -= (size_t)wrote;
    }
    return true;
}

bool output_closed(void) { return reader_gone; }

bool output_print(const char *text, size_t length) {
    if (write_all(STDOUT_FILENO, text, length)) return true;
    if (errno == EPIPE) reader_gone = true;
    else terminal_say("synoptic: cannot write to standard output: %s\n", strerror(errno));
    return false;
}

void output_abandon(void) {
    if (beside_there) unlink(beside);
    beside_there = 0;
}

static bool failed(const char *what, const char *path, int number) {
    terminal_say("synoptic: cannot %s %s: %s\n", what, path, strerror(number));
    output_abandon();
    return false;
}

static bool write_directly(const char *path, const char *text, size_t length) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return failed("open", path, errno);
    bool good = write_all(fd, text, length);
    int number = errno;
    if (close(fd) != 0 && good) {
        good = false;
        number = errno;
    }
    return good ? true : failed("write", path, number);
}

/* The access rights that a new file would have, or those of the file that is replaced. */
static mode_t rights(const struct stat *old) {
    if (old) return old->st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool write_beside(const char *path, const struct stat *old, const char *text, size_t length) {
    if (snprintf(beside, sizeof beside, "%s.XXXXXX", path) >= (int)sizeof beside) return failed("write", path, ENAMETOOLONG);
    int fd = mkstemp(beside);
    if (fd < 0) return failed("write", path, errno);
    beside_there = 1;
    int number = 0;
    if (!write_all(fd, text, length) || fchmod(fd, rights(old)) != 0 || (fsync(fd) != 0 && errno != EINVAL)) number = errno;
    if (close(fd) != 0 && number == 0) number = errno;
    if (number) return failed("write", path, number);
    if (rename(beside, path) != 0) return failed("write", path, errno);
    beside_there = 0;
    return true;
}

bool output_file(const char *path, const char *text, size_t length) {
    struct stat old;
    bool there = stat(path, &old) == 0;
    if (there && S_ISDIR(old.st_mode)) return failed("write", path, EISDIR);
    if (there && !S_ISREG(old.st_mode)) return write_directly(path, text, length);
    /* Where the name is a link, the file that it leads to is replaced, not the link. */
    char *real = there ? realpath(path, NULL) : NULL;
    bool good = write_beside(real ? real : path, there ? &old : NULL, text, length);
    free(real);
    return good;
}
