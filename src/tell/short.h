/* short.h - the short forms in which every form names things: letters, days, sizes, sources, sentences. */
#ifndef SYN_TELL_SHORT_H
#define SYN_TELL_SHORT_H

#include "report/collation.h"

typedef struct short_text { char text[64]; } short_text;  /* NUL-terminated */

/* A to Z, then AA, AB ... */
short_text short_letter(uint32_t report);
/* "8 Aug", or "8 Aug 2017" where the year is not that of `beside`; "" for an empty or odd day. */
short_text short_day(syn_slice day, syn_slice beside);
/* "8 August 2018", "6–8 August 2018", "30 July – 2 August 2018"; "" when both are empty. */
short_text short_days(syn_slice first, syn_slice last);
/* A TIMEX3 value in words: "8 August 2018", "July 2018", "week of 6 August 2018", "autumn 2018"; else the value itself. */
short_text short_when(syn_slice value);
/* "812 B", "3.3 KB", "1.2 MB". */
/* A number with two digits behind its point, in no locale; below 0, infinite or none at all is "0.00". */
short_text short_hundredths(double value);
short_text short_size(uint64_t bytes);
/* "1 report", "5 reports". */
short_text short_count(uint64_t count, const char *one, const char *many);
/* Permille as "71 %", with a blank that does not break. */
short_text short_share(uint32_t permille);

/* The name of the file that a report came from, without its folders; empty for standard input. */
syn_slice short_file(const syn_report *report);
/* The source, else the file's name, else the id. */
syn_slice short_source(const syn_report *report);
/* Words that head the story: the chosen report's title, else the chosen words; *report says whose they are. */
syn_slice short_headline(const syn_collation *c, uint32_t *report);
/* The number of the sentence at a place, from 1; 0 in a title, and where the report has no sentences. */
uint32_t short_sentence(const syn_collation *c, syn_place place);
/* What a kind of difference is called for a reader. */
/* The kind of a difference, and how it is one, where that is known. */
const char *short_difference_how(uint8_t kind, uint8_t how);
const char *short_difference(uint8_t kind);
/* What the i-th quote_change is called for a reader; NULL for those that go without saying. Those of them that the list of what
 * was said names: the wording differences tell the others. */
const char *short_change(unsigned i);
#define SHORT_CHANGES_SAID (CHANGE_MERGED | CHANGE_PARAPHRASE | CHANGE_OTHER_SPEAKER)
const char *short_quote_kind(uint8_t kind);
const char *short_name_type(uint8_t type);
/* The largest length <= max at which a text may be cut: at a word border if there is one in its second half. */
size_t short_cut(syn_slice text, size_t max);
/* An input that the telling must name: it was no article. */
static inline bool short_no_article(const syn_report *input) { return input->outcome != SYN_OUTCOME_ARTICLE; }
#endif
