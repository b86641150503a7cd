/* clean.h - a raw report becomes an article: text without boilerplate, title, byline, dates, outcome.
 *
 * In: a raw report (read_item) with its page tree, or with its decoded text. Out: the same report with text (paragraphs
 * parted by one blank line), blocks, title, byline, published, updated, language, outcome and reason set. A verbatim
 * report (report->verbatim) keeps its text byte for byte; it only gets its blocks and language. */
#ifndef SYN_CLEAN_CLEAN_H
#define SYN_CLEAN_CLEAN_H

#include "read/page.h"
#include "report/report.h"

typedef struct clean_options {
    int unused;  /* no options yet; pass NULL */
} clean_options;

/* `page` may be NULL: then the report's text is plain text. `scratch` is reset by the caller. */
syn_code clean_run(const clean_options *options, syn_report *report, const syn_page *page, syn_arena *scratch,
                   syn_error *error);
#endif
