/* mark.h - the marks on a report: words and sentences, parts of speech, times, numbers, names, people, quotes.
 *
 * Each is a pure function over the report's text and the marks before it, in this order; none calls another, but for mark_title. All are
 * linear in the text. They fill the vectors of the report that their comment names, from the report's own arena;
 * `scratch` is reset by the caller between them, and may be by a stage: nothing of the caller's may lie in it. Each begins
 * with its vectors empty. Only English has lexicons so far: a report in another language gets words, sentences and what
 * needs no lexicon (numbers in digits, ISO dates, quotations by their marks, handles, the caller's names). */
#ifndef SYN_MARK_MARK_H
#define SYN_MARK_MARK_H

#include "report/report.h"

/* What marks keep of words from one report to the next, only to be faster: it never shows. One a thread. */
typedef struct mark_memory mark_memory;
mark_memory *mark_memory_of(syn_arena *arena);  /* lives in the arena; NULL: it failed */

typedef struct mark_options {
    syn_civil anchor;  /* the moment that relative times are counted from; grain CIVIL_NONE: the report's `published` */
    const syn_names *names;  /* names that the caller knows (mark/list.h), or NULL */
    mark_memory *memory;  /* or NULL */
} mark_options;

/* Whether the lexicons and weights of these marks apply: English, or a language that could not be told. */
static inline bool mark_knows(const syn_report *report) {
    return report->language.len == 0 || slice_equal(report->language, SLICE_LIT("en"));
}

/* words, sentences */
syn_code mark_words(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error);
/* parts of speech of the words (mark/tags.c) */
syn_code mark_tags(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error);
/* times: dates, weekdays, months, clock times, durations; resolved against the anchor (mark/times.c) */
syn_code mark_times(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error);
/* numbers: how many of what (mark/numbers.c). Needs times: a year or a date is no number. */
syn_code mark_numbers(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error);
/* title_numbers: the numbers of the title, by the marks above (mark/title.c). Needs words. */
syn_code mark_title(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error);
/* mentions with type, title and role; entity stays REPORT_NONE (mark/names.c) */
syn_code mark_names(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error);
/* entities: mentions of one thing tied together; adds mentions that are descriptions or safe pronouns (mark/people.c) */
syn_code mark_people(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error);
/* quotes: direct, block, indirect and mixed, with source, cue, speaker, said_on, venue (mark/quotes.c) */
syn_code mark_quotes(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error);
#endif
