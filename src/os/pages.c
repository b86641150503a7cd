/* pages.c - see pages.h. Linux gives huge pages to memory that begins on one and asks for them. */
#include "os/pages.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#ifdef MADV_HUGEPAGE
#define HUGE_PAGE ((size_t)2 << 20)
#define PAGE ((size_t)4096)

static size_t whole_pages(size_t bytes) { return (bytes + PAGE - 1) / PAGE * PAGE; }

static void *take(size_t bytes) {
    if (bytes > SIZE_MAX - 2 * HUGE_PAGE) return NULL;
    size_t whole = whole_pages(bytes);
    char *at = mmap(NULL, whole + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) return NULL;
    size_t before = (HUGE_PAGE - (uintptr_t)at % HUGE_PAGE) % HUGE_PAGE;
    if (before) munmap(at, before);
    if (HUGE_PAGE - before) munmap(at + before + whole, HUGE_PAGE - before);
    madvise(at + before, whole, MADV_HUGEPAGE);
    return at + before;
}

static void give(void *at, size_t bytes) { munmap(at, whole_pages(bytes)); }
#else
static void *take(size_t bytes) {
    (void)bytes;
    return NULL;
}

static void give(void *at, size_t bytes) {
    (void)at;
    (void)bytes;
}
#endif

const arena_pages os_huge_pages = {take, give};
