/* store.c - files written whole, by POSIX. */
#include "os/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "os/inner.h"

#define MODE_FILE 0666
#define MODE_FOLDER 0777

static int open_again(const char *path, int flags) {
    int descriptor;
    do descriptor = open(path, flags | O_CLOEXEC | O_NOCTTY, MODE_FILE);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

/* True, or false with errno set. */
static bool write_all(int descriptor, syn_slice bytes) {
    while (bytes.len) {
        ssize_t n = write(descriptor, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes = slice_cut(bytes, (size_t)n, bytes.len);
    }
    return true;
}

syn_code os_folder_make(const char *path, syn_error *error) {
    struct stat state;
    if (mkdir(path, MODE_FOLDER) == 0) return SYN_OK;
    int number = errno;
    if (number == EEXIST && stat(path, &state) == 0) {
        if (S_ISDIR(state.st_mode)) return SYN_OK;
        number = ENOTDIR;
    }
    return os_failed(error, "make the folder", path, number);
}

/* The folder of a path goes to the disk, with the names in it: a file that was renamed has its name after a loss of power.
 * Folders that cannot be opened, or put on a disk, are let be; false with errno set where the disk failed. */
static bool folder_lasts(const char *path, char *room) {
    const char *end = strrchr(path, '/');
    size_t length = end == path ? 1 : end ? (size_t)(end - path) : 1;
    memcpy(room, end ? path : ".", length);
    room[length] = 0;
    int descriptor = open_again(room, O_RDONLY | O_DIRECTORY);
    if (descriptor < 0) return true;
    int done;
    do done = fsync(descriptor);
    while (done != 0 && errno == EINTR);
    int number = errno;
    close(descriptor);
    errno = number;
    return done == 0 || (number != EIO && number != ENOSPC && number != EDQUOT);
}

syn_code os_file_replace(const char *path, syn_slice bytes, bool lasting, syn_error *error) {
    size_t room = strlen(path) + 40;
    char *beside = malloc(room);
    if (!beside) return error_memory(error, "os");
    int descriptor = -1, number = 0;
    /* Threads and processes may write the same file at once: each has a file of its own beside it. Where only one may, the
     * file beside it that a killed one left is written anew. */
    for (unsigned i = 0; i < 100 && descriptor < 0; i++) {
        if (lasting) snprintf(beside, room, "%s.part", path);
        else snprintf(beside, room, "%s.%ld-%u.part", path, (long)getpid(), i);
        descriptor = open_again(beside, O_WRONLY | O_CREAT | (lasting ? O_TRUNC : O_EXCL));
        number = errno;
        if (descriptor < 0 && number != EEXIST) break;
    }
    bool good = descriptor >= 0 && write_all(descriptor, bytes);
    if (good && lasting && fsync(descriptor) != 0 && errno != EINVAL) good = false;
    if (descriptor >= 0) {
        if (!good) number = errno;
        if (close(descriptor) != 0 && good) {
            good = false;
            number = errno;
        }
        if (good && rename(beside, path) != 0) {
            good = false;
            number = errno;
        }
        if (!good) unlink(beside);
        else if (lasting && !folder_lasts(path, beside)) {
            good = false;
            number = errno;
        }
    }
    free(beside);
    return good ? SYN_OK : os_failed(error, "write", path, number);
}

syn_code os_file_whole(char **out, size_t *length, const char *path, size_t most, syn_error *error) {
    struct stat state;
    *out = NULL;
    *length = 0;
    int descriptor = open_again(path, O_RDONLY | O_NONBLOCK);  /* a pipe that nobody writes must not hold us here */
    if (descriptor < 0) return errno == ENOENT ? SYN_OK : os_failed(error, "open", path, errno);
    if (fstat(descriptor, &state) != 0 || !S_ISREG(state.st_mode) || (uint64_t)state.st_size > most) {
        close(descriptor);
        return SYN_OK;
    }
    size_t size = (size_t)state.st_size, got = 0;
    char *bytes = malloc(size + 1);
    int number = 0;
    while (bytes && got < size) {
        ssize_t n = read(descriptor, bytes + got, size - got);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) number = errno;
        if (n <= 0) break;
        got += (size_t)n;
    }
    close(descriptor);
    if (!bytes) return error_memory(error, "os");
    if (number) {
        free(bytes);
        return os_failed(error, "read", path, number);
    }
    bytes[got] = 0;
    *out = bytes;
    *length = got;
    return SYN_OK;
}

/* ---- a file that grows ---- */

struct os_growing {
    int descriptor;
    char *path;
};

syn_code os_growing_open(os_growing **out, const char *path, syn_error *error) {
    *out = NULL;
    os_growing *file = calloc(1, sizeof *file);
    char *name = strdup(path);
    if (!file || !name) {
        free(file);
        free(name);
        return error_memory(error, "os");
    }
    int descriptor = open_again(path, O_WRONLY | O_CREAT | O_APPEND);
    if (descriptor < 0) {
        int number = errno;
        free(file);
        free(name);
        return os_failed(error, "open", path, number);
    }
    *file = (os_growing){descriptor, name};
    *out = file;
    return SYN_OK;
}

syn_code os_growing_add(os_growing *file, syn_slice bytes, syn_error *error) {
    struct stat state;
    int number = 0;
    while (flock(file->descriptor, LOCK_EX) != 0 && errno == EINTR) {}
    bool known = fstat(file->descriptor, &state) == 0 && S_ISREG(state.st_mode);
    if (!write_all(file->descriptor, bytes)) {
        number = errno;
        /* Half a piece at the end would spoil what comes after it. */
        if (known && ftruncate(file->descriptor, state.st_size) != 0) number = errno;
    }
    flock(file->descriptor, LOCK_UN);
    return number ? os_failed(error, "write", file->path, number) : SYN_OK;
}

syn_code os_growing_close(os_growing *file, syn_error *error) {
    if (!file) return SYN_OK;
    int number = close(file->descriptor) == 0 ? 0 : errno;
    syn_code code = number && number != EINTR ? os_failed(error, "write", file->path, number) : SYN_OK;
    free(file->path);
    free(file);
    return code;
}
