/* fault.c - a library to preload that makes one call of the system fail.
 *
 * In: FAULT_KIND = memory (malloc, calloc, realloc, posix_memalign, aligned_alloc) or io (read, write, open, close, rename,
 * fsync, fdatasync, mkstemp, opendir), FAULT_AT = n: the n-th such call fails; with FAULT_STAY=1 every later one, too.
 * FAULT_KIND = kill ends the process by SIGKILL at the n-th of the io calls, ftruncate, unlink and flock among them; half of what a write
 * was given is written first. FAULT_KIND = short fails nothing: reads and writes move a few bytes at a time, and every third is interrupted first.
 * Out: one byte on the descriptor FAULT_FD when the n-th call came. Calls before main and on standard error do not count.
 *
 * Memory goes to glibc's own names, since looking a name up may itself allocate. The program must link the C library
 * dynamically. What it does not do: calls that libraries make past these names (mmap, direct system calls). */
#undef _FILE_OFFSET_BITS  /* with 64 the header would rename open to open64, which stands here, too */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

typedef enum kind { KIND_NONE, KIND_MEMORY, KIND_IO, KIND_SHORT, KIND_KILL } kind;

static kind chosen = KIND_NONE;
static long at, report_fd = -1;
static bool stays;
static atomic_long seen;
static atomic_bool armed;

/* Counts one call; true if it must fail. */
static bool fails(kind of) {
    if (chosen != of || !atomic_load(&armed)) return false;
    long number = atomic_fetch_add(&seen, 1) + 1;
    if (number == at && report_fd >= 0) syscall(SYS_write, (int)report_fd, "x", (size_t)1);
    return number == at || (stays && number > at);
}

/* Ends the process if this is the call at which it must. `half` of a write comes first. */
static void dies(int fd, const void *from, size_t half) {
    if (!fails(KIND_KILL)) return;
    if (half) syscall(SYS_write, fd, from, half);
    kill(getpid(), SIGKILL);
}

/* ---- memory ---- */

void *malloc(size_t size) {
    if (!fails(KIND_MEMORY)) return __libc_malloc(size);
    errno = ENOMEM;
    return NULL;
}
void *calloc(size_t count, size_t size) {
    if (!fails(KIND_MEMORY)) return __libc_calloc(count, size);
    errno = ENOMEM;
    return NULL;
}
void *realloc(void *old, size_t size) {
    if (!fails(KIND_MEMORY)) return __libc_realloc(old, size);
    errno = ENOMEM;
    return NULL;
}
void *aligned_alloc(size_t alignment, size_t size) {
    if (!fails(KIND_MEMORY)) return __libc_memalign(alignment, size);
    errno = ENOMEM;
    return NULL;
}
int posix_memalign(void **out, size_t alignment, size_t size) {
    if (fails(KIND_MEMORY)) return ENOMEM;
    *out = __libc_memalign(alignment, size);
    return *out ? 0 : ENOMEM;
}

/* ---- files ---- */

/* The next definition of a function; POSIX lets a pointer to data be a pointer to code, C only through memory. */
#define FIND_REAL(name) \
    __typeof__(&name) real_##name; \
    void *found_##name = dlsym(RTLD_NEXT, #name); \
    memcpy(&real_##name, &found_##name, sizeof found_##name)

/* Every third call of a `short` run is interrupted; the others move at most seven bytes. */
static bool interrupted(size_t *count) {
    if (chosen != KIND_SHORT || !atomic_load(&armed)) return false;
    long number = atomic_fetch_add(&seen, 1) + 1;
    if (*count > (size_t)(number % 7 + 1)) *count = (size_t)(number % 7 + 1);
    errno = EINTR;
    return number % 3 == 0;
}

ssize_t read(int fd, void *to, size_t count) {
    dies(fd, NULL, 0);
    if (fails(KIND_IO)) { errno = EIO; return -1; }
    if (interrupted(&count)) return -1;
    return syscall(SYS_read, fd, to, count);
}
ssize_t write(int fd, const void *from, size_t count) {
    if (fd != 2) dies(fd, from, count / 2);
    if (fd != 2 && fails(KIND_IO)) { errno = ENOSPC; return -1; }
    if (fd != 2 && interrupted(&count)) return -1;
    return syscall(SYS_write, fd, from, count);
}
int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    unsigned mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, unsigned) : 0;
    va_end(more);
    dies(-1, NULL, 0);
    if (fails(KIND_IO)) { errno = EIO; return -1; }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    unsigned mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, unsigned) : 0;
    va_end(more);
    return open(path, flags, mode);
}
/* A failing close has closed the file all the same, as on Linux. */
int close(int fd) {
    dies(-1, NULL, 0);
    int ended = (int)syscall(SYS_close, fd);
    if (fails(KIND_IO)) { errno = EIO; return -1; }
    return ended;
}
int rename(const char *from, const char *to) {
    dies(-1, NULL, 0);
    if (fails(KIND_IO)) { errno = EIO; return -1; }
    return (int)syscall(SYS_rename, from, to);
}
int ftruncate(int fd, off_t size) {
    dies(-1, NULL, 0);
    return (int)syscall(SYS_ftruncate, fd, size);
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, (off_t)size); }
int unlink(const char *path) {
    dies(-1, NULL, 0);
    return (int)syscall(SYS_unlink, path);
}
int flock(int fd, int operation) {
    dies(-1, NULL, 0);
    return (int)syscall(SYS_flock, fd, operation);
}
int fsync(int fd) {
    dies(-1, NULL, 0);
    if (fails(KIND_IO)) { errno = EIO; return -1; }
    return (int)syscall(SYS_fsync, fd);
}
int fdatasync(int fd) {
    if (fails(KIND_IO)) { errno = EIO; return -1; }
    return (int)syscall(SYS_fdatasync, fd);
}
int mkstemp(char *pattern) {
    if (fails(KIND_IO)) { errno = EIO; return -1; }
    FIND_REAL(mkstemp);
    return real_mkstemp(pattern);
}
DIR *opendir(const char *path) {
    if (fails(KIND_IO)) { errno = EMFILE; return NULL; }
    FIND_REAL(opendir);
    return real_opendir(path);
}

/* ---- counting begins with main ---- */

static int (*real_main)(int, char **, char **);

static int counted_main(int argc, char **argv, char **environment) {
    const char *name = getenv("FAULT_KIND"), *number = getenv("FAULT_AT"), *fd = getenv("FAULT_FD");
    if (name) chosen = strcmp(name, "memory") == 0 ? KIND_MEMORY : strcmp(name, "io") == 0 ? KIND_IO :
                       strcmp(name, "kill") == 0 ? KIND_KILL : KIND_SHORT;
    at = number ? strtol(number, NULL, 10) : 0;
    report_fd = fd ? strtol(fd, NULL, 10) : -1;
    stays = getenv("FAULT_STAY") != NULL;
    atomic_store(&armed, true);
    int ended = real_main(argc, argv, environment);
    atomic_store(&armed, false);
    return ended;
}

int __libc_start_main(int (*start)(int, char **, char **), int argc, char **argv, int (*init)(int, char **, char **),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end);
int __libc_start_main(int (*start)(int, char **, char **), int argc, char **argv, int (*init)(int, char **, char **),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end) {
    real_main = start;
    FIND_REAL(__libc_start_main);
    return real___libc_start_main(counted_main, argc, argv, init, fini, rtld_fini, stack_end);
}
