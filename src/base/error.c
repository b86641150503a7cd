/* error.c - messages into a caller-owned struct, and the names of codes. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

syn_code error_set(syn_error *error, syn_code code, const char *stage, uint64_t pos, const char *format, ...) {
    if (error) {
        va_list args;
        error->code = code;
        error->stage = stage;
        error->pos = pos;
        va_start(args, format);
        if (vsnprintf(error->msg, sizeof error->msg, format, args) < 0) error->msg[0] = '\0';
        va_end(args);
    }
    return code;
}

syn_code error_memory(syn_error *error, const char *stage) {
    return error_set(error, SYN_ERR_MEMORY, stage, 0, "out of memory");
}
