/* file.c - reading files and folders, by POSIX. Every call that a signal may interrupt is called again. */
#include "os/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "os/inner.h"

enum { WAIT_MS = 100 };

struct os_file {
    int descriptor;
    bool waits;   /* reading may wait: a pipe, a terminal, a device */
    uint64_t pos;
    syn_code (*go_on)(const void *payload);
    const void *payload;
    char *path;
};

/* Our own words for an errno: those of strerror change with the locale and the system. */
static const char *reason_of(int number) {
    static const struct { int number; const char *said; } known[] = {
        {ENOENT, "there is no such file"}, {EACCES, "permission denied"}, {EPERM, "not permitted"},
        {EISDIR, "it is a folder"}, {ENOTDIR, "a part of the path is no folder"}, {ENAMETOOLONG, "the name is too long"},
        {ELOOP, "links in a circle"}, {EIO, "the device failed"}, {ENOSPC, "no space left on the device"},
        {EROFS, "the file system is read-only"}, {EMFILE, "too many open files"}, {ENFILE, "too many open files"},
        {EPIPE, "nobody reads the other end"}, {EFBIG, "the file is too large"}, {EDQUOT, "the quota is used up"},
        {EBADF, "it is not open"}, {ENXIO, "there is no such device"}, {ETXTBSY, "it is a running program"},
        {EBUSY, "it is in use"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].number == number) return known[i].said;
    return NULL;
}

syn_code os_failed(syn_error *error, const char *what, const char *path, int number) {
    if (number == ENOMEM) return error_memory(error, "os");
    const char *reason = reason_of(number);
    if (reason) return error_set(error, SYN_ERR_IO, "os", 0, "cannot %s '%s': %s", what, path, reason);
    return error_set(error, SYN_ERR_IO, "os", 0, "cannot %s '%s': system error %d", what, path, number);
}

os_kind os_path_kind(const char *path, bool follow) {
    struct stat state, link;
    if (stat(path, &state) != 0) return OS_KIND_MISSING;
    if (S_ISREG(state.st_mode)) return OS_KIND_FILE;
    if (!S_ISDIR(state.st_mode)) return OS_KIND_OTHER;
    if (!follow && (lstat(path, &link) != 0 || S_ISLNK(link.st_mode))) return OS_KIND_OTHER;
    return OS_KIND_FOLDER;
}

uint64_t os_file_size(const char *path) {
    struct stat state;
    return stat(path, &state) == 0 && S_ISREG(state.st_mode) && state.st_size > 0 ? (uint64_t)state.st_size : 0;
}

static int open_path(const char *path) {
    if (strcmp(path, "-") == 0) return STDIN_FILENO;
    int descriptor;
    /* O_NONBLOCK: a pipe that nobody writes must not hold us here, beyond any limit or signal; reading waits with poll. */
    do descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static void close_path(int descriptor) {
    if (descriptor > STDERR_FILENO) close(descriptor);
}

syn_code os_file_open(os_file **out, const char *path, syn_error *error) {
    *out = NULL;
    struct stat state;
    int descriptor = open_path(path);
    if (descriptor < 0 || fstat(descriptor, &state) != 0) {
        int number = errno;
        close_path(descriptor);
        return os_failed(error, "open", path, number);
    }
    if (S_ISDIR(state.st_mode)) {
        close_path(descriptor);
        return os_failed(error, "open", path, EISDIR);
    }
    os_file *file = calloc(1, sizeof *file);
    char *name = strdup(path);
    if (!file || !name) {
        free(file);
        free(name);
        close_path(descriptor);
        return error_memory(error, "os");
    }
    *file = (os_file){.descriptor = descriptor, .waits = !S_ISREG(state.st_mode), .path = name};
    *out = file;
    return SYN_OK;
}

void os_file_watch(os_file *file, syn_code (*go_on)(const void *payload), const void *payload) {
    file->go_on = go_on;
    file->payload = payload;
}

/* Waits until there is something to read (or to fail on). */
static syn_code wait_for_input(os_file *file, syn_error *error) {
    struct pollfd poll_for = {.fd = file->descriptor, .events = POLLIN};
    for (;;) {
        syn_code code = file->go_on ? file->go_on(file->payload) : SYN_OK;
        if (code != SYN_OK) return error_set(error, code, "os", file->pos, "reading '%s' was ended", file->path);
        int ready = poll(&poll_for, 1, WAIT_MS);
        if (ready > 0 || (ready < 0 && errno != EINTR && errno != EAGAIN)) return SYN_OK;
    }
}

syn_code os_file_read(os_file *file, char *buffer, size_t size, size_t *got, syn_error *error) {
    *got = 0;
    for (;;) {
        if (file->waits) {
            syn_code code = wait_for_input(file, error);
            if (code != SYN_OK) return code;
        }
        ssize_t n = read(file->descriptor, buffer, size);
        if (n >= 0) {
            *got = (size_t)n;
            file->pos += (uint64_t)n;
            return SYN_OK;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            struct pollfd poll_for = {.fd = file->descriptor, .events = POLLIN};
            (void)poll(&poll_for, 1, WAIT_MS);
        } else if (errno != EINTR) {
            syn_code code = os_failed(error, "read", file->path, errno);
            if (error) error->pos = file->pos;
            return code;
        }
    }
}

bool os_file_skip(os_file *file, uint64_t bytes) {
    if (file->waits || bytes > INT64_MAX || lseek(file->descriptor, (off_t)bytes, SEEK_CUR) < 0) return false;
    file->pos += bytes;
    return true;
}

void os_file_close(os_file *file) {
    if (!file) return;
    close_path(file->descriptor);
    free(file->path);
    free(file);
}

syn_code os_folder_each(const char *path, bool (*each)(void *payload, const char *name), void *payload, syn_error *error) {
    DIR *folder = opendir(path);
    if (!folder) return os_failed(error, "open the folder", path, errno);
    syn_code code = SYN_OK;
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(folder);
        if (!entry) {
            if (errno) code = os_failed(error, "read the folder", path, errno);
            break;
        }
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        if (!each(payload, entry->d_name)) break;
    }
    closedir(folder);
    return code;
}
