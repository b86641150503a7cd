/* buffer.h - an owned, growing run of bytes for output.
 *
 * Sticky error: once an append fails (no memory, or `max` reached) every later one does nothing, and `failed` says why;
 * so a builder reads straight through and checks once. While not failed, ptr is NUL-terminated after the first append. */
#ifndef SYN_BASE_BUFFER_H
#define SYN_BASE_BUFFER_H

#include "base/slice.h"
#include "synoptic.h"

typedef struct syn_buffer {
    char *ptr;
    size_t len, cap, max;  /* bytes; max 0 = no maximum */
    syn_code failed;
} syn_buffer;

#define BUFFER_EMPTY ((syn_buffer){NULL, 0, 0, 0, SYN_OK})

void buffer_free(syn_buffer *buffer);
void buffer_add(syn_buffer *buffer, syn_slice s);
void buffer_add_str(syn_buffer *buffer, const char *text);
void buffer_add_char(syn_buffer *buffer, char c);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void buffer_add_format(syn_buffer *buffer, const char *format, ...);
/* The text as one malloc'd, NUL-terminated string that the caller owns; the buffer is empty afterwards. NULL if failed. */
char *buffer_take(syn_buffer *buffer, size_t *len);
/* SYN_OK, or the error of the first failed append. */
syn_code buffer_check(const syn_buffer *buffer, const char *stage, syn_error *error);
#endif
