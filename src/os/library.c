/* library.c - shared libraries of POSIX. */
#include "os/library.h"

#include <dlfcn.h>
#include <string.h>

void *os_library(const char *name) { return dlopen(name, RTLD_NOW | RTLD_LOCAL); }

bool os_library_find(void *library, const char *name, void *function) {
    void *found = dlsym(library, name);
    memcpy(function, &found, sizeof found);  /* POSIX has the two kinds of pointer alike; C does not convert them */
    return found != NULL;
}
