/* error.h - filling in a caller-owned syn_error. */
#ifndef SYN_BASE_ERROR_H
#define SYN_BASE_ERROR_H

#include "synoptic.h"

/* Writes code, stage (a constant), position (bytes) and a printf-style message into `error` (may be NULL) and returns
 * `code`, so that a function can `return error_set(...)`. A message that is too long is cut. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
syn_code error_set(syn_error *error, syn_code code, const char *stage, uint64_t pos, const char *format, ...);

/* The usual case of no memory. */
syn_code error_memory(syn_error *error, const char *stage);
#endif
