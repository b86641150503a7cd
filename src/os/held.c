/* held.c - a file that one process holds at a time, by POSIX and flock. */
#include "os/held.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "os/inner.h"

#define MODE 0666
#define TRIES 1000

struct os_held {
    int descriptor;
    char *path;
};

/* The descriptor of the file, held, or -1 with errno set; EWOULDBLOCK: another has it. Whoever held the file before may have
 * removed it between the opening and the lock: then it is not the one that stands under the name any more. */
static int hold(const char *path) {
    for (unsigned tries = 0; tries < TRIES; tries++) {
        int descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, MODE);
        if (descriptor < 0 && errno == EINTR) continue;
        if (descriptor < 0) return -1;
        struct stat mine, named;
        int locked;
        do locked = flock(descriptor, LOCK_EX | LOCK_NB);
        while (locked != 0 && errno == EINTR);
        if (locked == 0 && fstat(descriptor, &mine) == 0 && stat(path, &named) == 0 && mine.st_ino == named.st_ino &&
            mine.st_dev == named.st_dev)
            return descriptor;
        int number = locked == 0 ? 0 : errno;
        close(descriptor);
        if (number) {
            errno = number;
            return -1;
        }
    }
    errno = EBUSY;
    return -1;
}

syn_code os_held_open(os_held **out, const char *path, syn_error *error) {
    *out = NULL;
    os_held *file = calloc(1, sizeof *file);
    char *name = strdup(path);
    if (!file || !name) {
        free(file);
        free(name);
        return error_memory(error, "os");
    }
    int descriptor = hold(path), number = errno;
    if (descriptor < 0) {
        free(file);
        free(name);
        if (number == EWOULDBLOCK) return error_set(error, SYN_ERR_IO, "os", 0, "'%s' is in use by another run", path);
        return os_failed(error, "open", path, number);
    }
    *file = (os_held){descriptor, name};
    *out = file;
    return SYN_OK;
}

uint64_t os_held_size(const os_held *file) {
    struct stat state;
    return fstat(file->descriptor, &state) == 0 && state.st_size > 0 ? (uint64_t)state.st_size : 0;
}

syn_code os_held_whole(os_held *file, char **out, size_t *length, size_t most, syn_error *error) {
    if (os_held_size(file) <= most) return os_held_tail(file, out, length, most, error);
    *out = NULL;
    *length = 0;
    return error_set(error, SYN_ERR_LIMIT, "os", 0, "'%s' is too large", file->path);
}

syn_code os_held_tail(os_held *file, char **out, size_t *length, size_t most, syn_error *error) {
    *out = NULL;
    *length = 0;
    uint64_t all = os_held_size(file);
    size_t size = all < most ? (size_t)all : most, got = 0;
    off_t from = (off_t)(all - size);
    char *bytes = malloc(size + 1);
    if (!bytes) return error_memory(error, "os");
    while (got < size) {
        ssize_t n = pread(file->descriptor, bytes + got, size - got, from + (off_t)got);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            int number = errno;
            free(bytes);
            return os_failed(error, "read", file->path, number);
        }
        if (n == 0) break;
        got += (size_t)n;
    }
    *out = bytes;
    *length = got;
    return SYN_OK;
}

syn_code os_held_cut(os_held *file, size_t size, syn_error *error) {
    int done;
    do done = ftruncate(file->descriptor, (off_t)size);
    while (done != 0 && errno == EINTR);
    return done == 0 ? SYN_OK : os_failed(error, "write", file->path, errno);
}

syn_code os_held_add(os_held *file, syn_slice bytes, syn_error *error) {
    struct stat state;
    if (fstat(file->descriptor, &state) != 0) return os_failed(error, "write", file->path, errno);
    while (bytes.len) {
        ssize_t n = write(file->descriptor, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            int number = errno;
            (void)os_held_cut(file, (size_t)state.st_size, NULL);
            return os_failed(error, "write", file->path, number);
        }
        bytes = slice_cut(bytes, (size_t)n, bytes.len);
    }
    return SYN_OK;
}

void os_held_remove(os_held *file) {
    if (file) (void)unlink(file->path);
    os_held_close(file);
}

void os_held_close(os_held *file) {
    if (!file) return;
    close(file->descriptor);
    free(file->path);
    free(file);
}
