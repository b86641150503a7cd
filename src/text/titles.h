/* titles.h - the form of a title: would it head a story well, whatever it tells? */
#ifndef SYN_TEXT_TITLES_H
#define SYN_TEXT_TITLES_H

#include "text/words.h"

/* What its form makes of a title, 0 to 1: 1 where nothing is wrong. Less for a question, a label ("Live", "Opinion";
 * lexicon/en/title_labels.txt), words to the reader, an address, capitals, bad bytes, too few or too many words. `words`
 * are those of the title. */
double title_form(syn_slice title, const syn_words *words);
#endif
