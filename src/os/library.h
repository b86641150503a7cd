/* library.h - a shared library that is loaded when it is needed, so that a program that does not need it starts without
 * it. */
#ifndef SYN_OS_LIBRARY_H
#define SYN_OS_LIBRARY_H

#include <stdbool.h>

/* Loads a library by the name that programs link with, such as "libcurl.so.4"; NULL where it cannot be loaded. It stays
 * until the program ends: a thread of it may still be at work. */
void *os_library(const char *name);
/* Puts the address of a function into `*function`, a pointer to that kind of function. */
bool os_library_find(void *library, const char *name, void *function);
#endif
