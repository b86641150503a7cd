/* pages.h - memory on huge pages, where the system has any: what is read here and there then costs a third, for the processor
 * finds where it lies. Elsewhere `take` gives NULL. Any thread. */
#ifndef SYN_OS_PAGES_H
#define SYN_OS_PAGES_H

#include "base/arena.h"

extern const arena_pages os_huge_pages;
#endif
