/* quotes_alone.c - a quotation that stands alone above the story.
 *
 * In: quotations, attributions with speakers. Out: `lead` of a quotation that is a whole paragraph near the top.
 *
 * Its speaker is who says the same words further down. If nobody does and it is in the first person, it is the first person
 * whose words the next paragraph reports. Else it stays unknown. */
#include "mark/quotes.h"
#include "mark/lexicon/lexicon.gen.h"

#define ALONE_PARAGRAPHS 3u  /* it stands in one of the first paragraphs */
#define ALONE_WORDS 6u       /* so many equal words make it the same quotation */

static bool same_words(const quote_work *work, const quote_item *a, const quote_item *b) {
    const syn_word *words = work->report->words.at;
    uint32_t i = a->word, k = b->word, equal = 0;
    while (i < a->past && k < b->past && equal < ALONE_WORDS) {
        if (words[i].kind == WORD_PUNCT) { i++; continue; }
        if (words[k].kind == WORD_PUNCT) { k++; continue; }
        if (words[i++].fold != words[k++].fold) return false;
        equal++;
    }
    return equal == ALONE_WORDS;
}

static bool first_person(const quote_work *work, const quote_item *item) {
    for (uint32_t w = item->word; w < item->past; w++)
        if (lexicon_word(&lexicon_mark_quote_first, work->report->words.at[w].fold)) return true;
    return false;
}

static void resolve_one(quote_work *work, uint32_t frame) {
    const quote_item *item = &work->items.at[work->frames.at[frame].first];
    quotation *q = &work->quotations.at[item->quotation];
    for (uint32_t i = work->frames.at[frame].past; i < work->items.n; i++) {
        const quote_item *other = &work->items.at[i];
        if (other->tag != TAG_QUOTE || work->quotations.at[other->quotation].attribution == REPORT_NONE) continue;
        if (!same_words(work, item, other)) continue;
        q->lead = work->quotations.at[other->quotation].attribution;
        return;
    }
    if (!first_person(work, item)) return;
    for (uint32_t f = frame + 1; f < work->frames.n && work->frames.at[f].paragraph <= q->paragraph + 1; f++)
        for (uint32_t a = 0; a < work->frames.at[f].attributions; a++) {
            uint32_t index = work->frames.at[f].attribution + a;
            if (work->attributions.at[index].within != REPORT_NONE || !work->attributions.at[index].person) continue;
            q->lead = index;
            return;
        }
}

void quotes_resolve_alone(quote_work *work) {
    for (uint32_t f = 0; f < work->frames.n && work->frames.at[f].paragraph < ALONE_PARAGRAPHS; f++) {
        const quote_frame *frame = &work->frames.at[f];
        const quote_item *item = &work->items.at[frame->first];
        if (item->tag != TAG_QUOTE || work->quotations.at[item->quotation].attribution != REPORT_NONE) continue;
        bool whole = true;
        for (uint32_t i = frame->first + 1; i < frame->past; i++) whole = whole && item_tag(work, i) == TAG_STOP;
        if (whole) resolve_one(work, f);
    }
}
