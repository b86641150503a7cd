/* write.c - writing files whole.
 *
 * In: a path and all its bytes. Out: the file, or the old file untouched. The idea: write a new file beside the old one, then
 * rename it, which POSIX does at once. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "os/file.h"
#include "os/inner.h"

enum { TRIES = 100, SUFFIX = 48 };

/* Writes everything; 0 or the errno. */
static int write_bytes(int descriptor, syn_slice bytes) {
    while (bytes.len > 0) {
        ssize_t n = write(descriptor, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        bytes = slice_cut(bytes, (size_t)n, bytes.len);
    }
    return 0;
}

syn_code os_write_all(int descriptor, syn_slice bytes, const char *name, syn_error *error) {
    int number = write_bytes(descriptor, bytes);
    return number ? os_failed(error, "write", name, number) : SYN_OK;
}

/* Makes a new file beside `path` and writes its name to `name`, which has room; a descriptor, or -1 and errno. */
static int make_beside(const char *path, char *name, size_t room) {
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash + 1 - path) : 0;
    for (int i = 0; i < TRIES; i++) {
        snprintf(name, room, "%.*s.synoptic-%ld-%d.tmp", folder, path, (long)getpid(), i);
        int descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0 || (errno != EEXIST && errno != EINTR)) return descriptor;
    }
    return -1;
}

/* Writes, closes and renames; 0 or the errno. */
static int fill_and_rename(int descriptor, syn_slice bytes, const char *name, const char *path, const struct stat *old) {
    int number = write_bytes(descriptor, bytes);
    if (!number && old && fchmod(descriptor, old->st_mode & 0777) != 0) number = errno;
    if (!number && fsync(descriptor) != 0 && errno != EINVAL) number = errno;
    if (close(descriptor) != 0 && !number && errno != EINTR) number = errno;
    if (!number && rename(name, path) != 0) number = errno;
    if (number) unlink(name);
    return number;
}

static int write_beside(const char *path, syn_slice bytes, const struct stat *old) {
    size_t room = strlen(path) + SUFFIX;
    char *name = malloc(room);
    if (!name) return ENOMEM;
    int descriptor = make_beside(path, name, room);
    int number = descriptor < 0 ? errno : fill_and_rename(descriptor, bytes, name, path, old);
    free(name);
    return number;
}

static int write_through(const char *path, syn_slice bytes) {
    int descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) return errno;
    int number = write_bytes(descriptor, bytes);
    if (close(descriptor) != 0 && !number && errno != EINTR) number = errno;
    return number;
}

syn_code os_write_whole(const char *path, syn_slice bytes, syn_error *error) {
    struct stat old;
    int number = 0;
    if (stat(path, &old) != 0) {
        /* A new file; a link that leads nowhere is replaced by it. */
        number = errno == ENOENT ? write_beside(path, bytes, NULL) : errno;
    } else if (S_ISDIR(old.st_mode)) {
        number = EISDIR;
    } else if (!S_ISREG(old.st_mode)) {
        number = write_through(path, bytes);
    } else if (access(path, W_OK) != 0) {
        number = errno;
    } else {
        char *real = realpath(path, NULL);
        number = real ? write_beside(real, bytes, &old) : errno;
        free(real);
    }
    return number ? os_failed(error, "write", path, number) : SYN_OK;
}
