/* inner.h - what the files of src/os share; nobody else includes it. */
#ifndef SYN_OS_INNER_H
#define SYN_OS_INNER_H

#include "synoptic.h"

/* Fills in SYN_ERR_IO (or SYN_ERR_MEMORY) for an errno: "cannot <what> '<path>': <reason>". */
syn_code os_failed(syn_error *error, const char *what, const char *path, int number);
#endif
