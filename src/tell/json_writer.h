/* json_writer.h - appends JSON, one value after the other; commas take care of themselves. */
#ifndef SYN_TELL_JSON_WRITER_H
#define SYN_TELL_JSON_WRITER_H

#include "base/buffer.h"
#include "report/report.h"

typedef struct json_writer {
    syn_buffer *out;
    bool comma;  /* a value stands before the next one in the same list or object */
} json_writer;

void json_open(json_writer *w, char bracket);   /* '{' or '[' */
void json_close(json_writer *w, char bracket);  /* '}' or ']' */
void json_key(json_writer *w, const char *key);
void json_string(json_writer *w, syn_slice text);
void json_count(json_writer *w, uint64_t value);
/* Shortest digits that read back as the same number; infinities and NaN, which JSON lacks, give 0. */
void json_real(json_writer *w, double value);
void json_bool(json_writer *w, bool value);
void json_span(json_writer *w, syn_span span);

/* A key with its value; a text or span that is absent is left out. */
void json_put_text(json_writer *w, const char *key, syn_slice text);
void json_put_string(json_writer *w, const char *key, syn_slice text);  /* also when empty */
void json_put_count(json_writer *w, const char *key, uint64_t value);
void json_put_span(json_writer *w, const char *key, syn_span span);
#endif
