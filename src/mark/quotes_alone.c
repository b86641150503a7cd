/* quotes_alone.c - quotations that no cue covers.
 *
 * In: quotations, attributions with speakers. Out: `by` of a quotation that somebody stands beside, `lead` of one that is a
 * whole paragraph near the top. What neither rule settles stays unknown.
 *
 * - Beside: who signs it ("- Vance, Port Ayre" as the next line), or the subject and only person of the sentence before it
 *   in its paragraph, in which nobody is reported ("Vance agreed. "It was late."").
 * - Above the story: who says the same words further down. If nobody does and it is in the first person, the first person
 *   whose words the next paragraph reports. The first ALONE_MOST are looked for. */
#include "mark/quotes.h"
#include "mark/lexicon/lexicon.gen.h"

#define TITLE_BYTES 80u      /* a title before a name is no longer */
#define SIGN_ITEMS 14u       /* nor is a signature */
#define BEFORE_ITEMS 30u     /* nor a sentence that leads to a quotation */
#define BESIDE_WORDS 4u      /* a shorter quotation is not looked at */
#define ALONE_PARAGRAPHS 3u  /* it stands in one of the first paragraphs */
#define ALONE_MOST 16u       /* of them so many are looked for below */
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

/* The person whose name begins at an item, or begins its title; NULL if none does. */
static const syn_mention *person_at(const quote_work *work, uint32_t item) {
    const syn_report *report = work->report;
    uint32_t begin = work->items.at[item].begin;
    for (uint32_t i = quotes_mention_at(report, begin); i < report->mentions.n; i++) {
        const syn_mention *m = &report->mentions.at[i];
        bool title = span_present(m->title) && m->title.begin == begin;
        bool here = title || m->span.begin == begin;
        if (here && m->type == NAME_PERSON && m->entity != REPORT_NONE && m->form == FORM_NAME) return m;
        if (m->span.begin > begin + TITLE_BYTES) break;
    }
    return NULL;
}

/* "- Vance, Port Ayre" behind a quotation: who signs it. */
static const syn_mention *signer(const quote_work *work, uint32_t f) {
    if (f + 1 >= work->frames.n) return NULL;
    const quote_frame *next = &work->frames.at[f + 1];
    uint32_t items = next->past - next->first;
    if (items < 2 || items > SIGN_ITEMS || item_tag(work, next->first) != TAG_DASH) return NULL;
    for (uint32_t i = next->first; i < next->past; i++)
        if (work->items.at[i].cue || tag_in(item_tag(work, i), IS(QUOTE) | IS(BE) | IS(AUX) | IS(PRONOUN))) return NULL;
    return person_at(work, next->first + 1);
}

/* "Vance agreed. "It was late."": the only person of the sentence before, its subject, if nobody is reported in it. */
static const syn_mention *named_before(const quote_work *work, uint32_t f) {
    if (f == 0 || work->frames.at[f - 1].paragraph != work->frames.at[f].paragraph) return NULL;
    const quote_frame *before = &work->frames.at[f - 1];
    if (before->attributions > 0 || before->past - before->first > BEFORE_ITEMS) return NULL;
    const syn_mention *found = NULL;
    for (uint32_t i = before->first; i < before->past; i++) {
        uint8_t tag = item_tag(work, i);
        if (tag_in(tag, IS(QUOTE) | IS(PRONOUN))) return NULL;
        const syn_mention *m = person_at(work, i);
        if (!m || (found && m->entity == found->entity)) continue;
        if (found) return NULL;
        uint32_t after = quotes_behind(work, (item_range){i, before->past}, m->span.end);
        bool opens = i == before->first || tag_in(item_tag(work, i - 1), IS(POSSESSIVE) | IS(COMMA));
        if (!opens || after >= before->past || tag_in(item_tag(work, after), IS(POSSESSIVE) | IS(CONJ))) return NULL;
        bool noun = item_tag(work, after) == TAG_WORD && item_upos(work, after) == UPOS_NOUN;
        if (noun || item_tag(work, after) == TAG_NAME) return NULL;  /* "the Vance campaign" */
        found = m;
    }
    return found;
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

/* A quotation that is a whole sentence and has no cue. */
static void resolve_beside(quote_work *work, uint32_t f) {
    const quote_frame *frame = &work->frames.at[f];
    const quote_item *item = &work->items.at[frame->first];
    if (item->tag != TAG_QUOTE || frame->past - frame->first > 2 || item->past - item->word < BESIDE_WORDS) return;
    quotation *q = &work->quotations.at[item->quotation];
    if (q->attribution != REPORT_NONE) return;
    q->by = signer(work, f);
    if (!q->by) q->by = named_before(work, f);
}

void quotes_resolve_alone(quote_work *work) {
    for (uint32_t f = 0; f < work->frames.n; f++) resolve_beside(work, f);
    uint32_t looked = 0;
    for (uint32_t f = 0; f < work->frames.n && looked < ALONE_MOST && work->frames.at[f].paragraph < ALONE_PARAGRAPHS; f++) {
        const quote_frame *frame = &work->frames.at[f];
        const quote_item *item = &work->items.at[frame->first];
        if (item->tag != TAG_QUOTE || work->quotations.at[item->quotation].attribution != REPORT_NONE) continue;
        bool whole = true;
        for (uint32_t i = frame->first + 1; i < frame->past; i++) whole = whole && item_tag(work, i) == TAG_STOP;
        if (!whole) continue;
        resolve_one(work, f);
        looked++;
    }
}
