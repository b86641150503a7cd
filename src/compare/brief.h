/* brief.h - what the files of the brief share. */
#ifndef SYN_COMPARE_BRIEF_H
#define SYN_COMPARE_BRIEF_H

#include "compare/keys.h"

/* What a sentence asks of those told before it: that they name a person in full, or tell of a thing that it calls "the ...". */
typedef SYN_VEC(uint32_t) brief_needs;  /* keys (word_keys.at) */

/* True if a run of words of one sentence can be shown on its own once its needs are told: it begins and ends as a sentence
 * does, has a verb, whole quotations, no pronoun without its noun, no word that leans on what stood before. *needs gets what
 * it asks for; false in *made when an arena failed. */
bool brief_stands(story *s, uint32_t report, uint32_t from, uint32_t to, brief_needs *needs, bool *made);

/* True where a run of words ends as a sentence does. */
bool brief_ends(const syn_report *report, uint32_t to);

/* The headline: one of the reports' titles, else the words told first. */
bool brief_headline(story *s);
#endif
