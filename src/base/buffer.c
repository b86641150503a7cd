/* buffer.c - doubling growth with a sticky error. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"

static bool buffer_room(syn_buffer *buffer, size_t more) {
    if (buffer->failed) return false;
    size_t limit = buffer->max ? buffer->max : SIZE_MAX / 4;
    if (more > limit || buffer->len > limit - more) {
        buffer->failed = SYN_ERR_LIMIT;
        return false;
    }
    size_t need = buffer->len + more + 1;
    if (need <= buffer->cap) return true;
    size_t cap = buffer->cap ? buffer->cap : 256;
    while (cap < need) cap *= 2;
    char *grown = realloc(buffer->ptr, cap);
    if (!grown) {
        buffer->failed = SYN_ERR_MEMORY;
        return false;
    }
    buffer->ptr = grown;
    buffer->cap = cap;
    return true;
}

void buffer_free(syn_buffer *buffer) {
    free(buffer->ptr);
    *buffer = BUFFER_EMPTY;
}

void buffer_add(syn_buffer *buffer, syn_slice s) {
    if (!buffer_room(buffer, s.len)) return;
    if (s.len) memcpy(buffer->ptr + buffer->len, s.ptr, s.len);
    buffer->len += s.len;
    buffer->ptr[buffer->len] = '\0';
}

void buffer_add_str(syn_buffer *buffer, const char *text) { buffer_add(buffer, slice_str(text)); }

void buffer_add_char(syn_buffer *buffer, char c) { buffer_add(buffer, (syn_slice){&c, 1}); }

void buffer_add_format(syn_buffer *buffer, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int need = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (need >= 0 && buffer_room(buffer, (size_t)need)) {
        vsnprintf(buffer->ptr + buffer->len, (size_t)need + 1, format, again);
        buffer->len += (size_t)need;
    }
    va_end(again);
}

char *buffer_take(syn_buffer *buffer, size_t *len) {
    buffer_add(buffer, SLICE_NONE);
    if (buffer->failed) {
        buffer_free(buffer);
        return NULL;
    }
    char *text = buffer->ptr;
    if (len) *len = buffer->len;
    *buffer = BUFFER_EMPTY;
    return text;
}

syn_code buffer_check(const syn_buffer *buffer, const char *stage, syn_error *error) {
    if (buffer->failed == SYN_OK) return SYN_OK;
    if (buffer->failed == SYN_ERR_LIMIT)
        return error_set(error, SYN_ERR_LIMIT, stage, 0, "the output grew past its maximum");
    return error_memory(error, stage);
}
