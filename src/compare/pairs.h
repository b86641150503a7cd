/* pairs.h - two readings that are set against each other, as the files of claims, actors and titles find them. */
#ifndef SYN_COMPARE_PAIRS_H
#define SYN_COMPARE_PAIRS_H

#include "compare/story.h"

typedef struct side {       /* one reading */
    uint32_t report;
    syn_span shown;         /* the words shown */
    syn_span mark;          /* the very words that differ, or absent */
} side;

/* Adds a difference of two readings; one of the latest of its kind and how takes them if it has one of their marks already.
 * Returns false when an arena failed. */
bool pair_add(story *s, difference_kind kind, difference_how how, const side *a, const side *b);
/* Notes what ties the pair that was added last (only where reasons are asked for). */
bool pair_reason(story *s, reason_kind kind, syn_place a, syn_place b, double weight);
/* Is there a difference already that has the marks of both sides? */
bool pair_known(const story *s, const side *a, const side *b);
/* The two together, where no difference has the marks of both sides; the reason is a rule that rests on the marks. */
bool pair_tell(story *s, difference_kind kind, const side *a, const side *b);
/* Has a report a reading of it? */
bool difference_tells(const collation_difference *d, uint32_t report);
/* The statement's or, where it is short, the sentence's words around a place. */
syn_span pair_shown(const story *s, uint32_t report, syn_span mark);
/* The class of meaning of a word (lexicon/en/synonyms.txt), or its stem. */
uint64_t word_class(const syn_report *r, uint32_t w);
/* The person, body or place that is named at a word (never by a pronoun or description), as index into out->people; REPORT_NONE. */
uint32_t named_at(const story *s, uint32_t report, uint32_t w);
/* Does one mention's name hold a content word of the other's, or are they one? ("the council", "the Security Council") */
bool names_touch(const story *s, uint32_t report, syn_span name, uint32_t other, syn_span other_name);
#endif
