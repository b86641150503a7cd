/* tell.h - findings become text, JSON, HTML or Markdown. */
#ifndef SYN_TELL_TELL_H
#define SYN_TELL_TELL_H

#include "base/buffer.h"
#include "report/collation.h"

typedef struct tell_options {
    syn_form form;
    unsigned width;  /* columns of SYN_FORM_TEXT; 0 = 100 */
    bool color;
    unsigned show;   /* a set of syn_show; 0 = the default choice */
} tell_options;

/* Appends the telling of a comparison to `out`. */
syn_code tell_set(const tell_options *options, const collation_set *set, syn_buffer *out, syn_error *error);
/* Appends one report: JSON is one line without its line break, as `synoptic read` (marks false) and `mark` print it;
 * JSON_WORDS is that with the words. There is no HTML of one report: SYN_ERR_ARGUMENT. */
syn_code tell_report(const tell_options *options, const syn_report *report, bool marks, syn_buffer *out, syn_error *error);
#endif
