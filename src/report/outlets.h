/* outlets.h - whose text a report is, as its lines say: agencies and outlets that it credits.
 *
 * In: a report, or a short text that names an outlet. Out: names, and keys by which they are compared. What a line says of its own text
 * ("(Reuters)", a byline of an agency, "first published in the Orrin Courier") is told apart from one that says who helped.
 * Words: lexicon/en/agencies.txt, credits.txt, firsts.txt. Pure; linear in what is read. */
#ifndef SYN_REPORT_OUTLETS_H
#define SYN_REPORT_OUTLETS_H

#include "report/report.h"
#include "text/lexicon.h"

/* The agency whose name begins at a word, written as a name is; or NULL. `value` of the entry is one name for each agency. */
const lexicon_entry *agency_at(const syn_word *words, uint32_t at, uint32_t end);
/* The first agency that a short text names, `any`: also in small letters; its words in *name. NULL if none, or without memory. */
const lexicon_entry *agency_in(syn_slice text, bool any, syn_slice *name, syn_arena *scratch);
/* The agency whose text a report is, by its dateline or byline; its words in *name. NULL if they name none. */
const lexicon_entry *agency_of(const syn_report *report, syn_slice *name, syn_arena *scratch);
/* The agency that the last words of a text credit: "(Reuters)", a line of its own, "AP contributed to this report" (`helped`). */
syn_slice agency_last(const syn_report *report, bool *helped);

/* The label of a host that names its owner ("www.example.co.uk": example); another text as it is. */
syn_slice outlet_owner(syn_slice source);
/* A hash of the letters of a name, without case, blanks and points, going on from `hash`; their number is added to *letters. */
uint64_t outlet_letters(syn_slice name, uint64_t hash, size_t *letters);
/* A key of an outlet, one for all names of an agency, of a host and its owner's name; 0 for what names none. *agency: it is one. */
uint64_t outlet_key(syn_slice name, bool *agency, syn_arena *scratch);
/* The outlet that words of a line say the text is from: "first published in the Orrin Courier", or nothing but "(Reuters)". */
syn_slice outlet_credited(const syn_word *words, uint32_t count, syn_slice text);
/* The outlet that a report credits with its text: a line of it, its dateline, its byline; or empty. */
syn_slice outlet_of_text(const syn_report *report, syn_arena *scratch);
#endif
