/* summary.c - whether the summary that a feed gives of a report is a teaser.
 *
 * In: a report whose text is what its input calls a summary or description. Out: outcome teaser with its reason, where the
 * text is short or breaks off. Many feeds put the whole report there: a text of several paragraphs, or a long one, that ends
 * is an article. */
#include "clean/parts.h"

#define SUMMARY_BYTES 500     /* a shorter text is no whole report, */
#define SUMMARY_PARAGRAPHS 3  /* unless it has so many paragraphs */

void summary_outcome(syn_report *report) {
    syn_slice text = blank_trim(report->text);
    if (text.len == 0) return;
    static const syn_slice marks[] = {{"...", 3}, {"\xE2\x80\xA6", 3}, {"[...]", 5}, {"[\xE2\x80\xA6]", 5}, {"(...)", 5}};
    bool broken = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) broken = broken || slice_ends(text, marks[i]);
    if (!broken && (text.len >= SUMMARY_BYTES || report->blocks.n >= SUMMARY_PARAGRAPHS)) return;
    report->outcome = SYN_OUTCOME_TEASER;
    report->reason = broken ? SLICE_LIT("the feed gives the beginning of the article, which breaks off")
                            : SLICE_LIT("the feed gives only a summary of the article");
}
