/* answer_head.h - what the header of an answer says: its fields, and what follows from a few of them. */
#ifndef SYN_FETCH_ANSWER_HEAD_H
#define SYN_FETCH_ANSWER_HEAD_H

#include "base/slice.h"

#define HEAD_NO_TIME UINT64_MAX

/* The value of the first field of that name in a header ("HTTP/1.1 200 OK\r\nName: value\r\n..."), or empty. Line folding,
 * which RFC 9112 forbids a sender, is not undone. */
syn_slice head_field(syn_slice head, const char *name);
/* Whether a word stands in a field that holds a list of words, such as Cache-Control. */
bool head_field_has(syn_slice head, const char *name, const char *word);
/* Milliseconds from `day_us` (the time of day, os/clock.h) until the moment that Retry-After names, by seconds or by a date;
 * HEAD_NO_TIME where it names none. */
uint64_t head_retry_after(syn_slice head, int64_t day_us);
/* Whether a content type can not hold a report: pictures, sound, film, PDF, office documents, programs ... An empty one, and
 * one that is not known, may: the reader looks at the bytes. */
bool head_type_refused(syn_slice content_type);
#endif
