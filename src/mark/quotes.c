/* quotes.c - who said what: the quotes of a report.
 *
 * In: words, sentences, blocks, times, mentions, entities. Out: report->quotes, in order of their contents: direct (what
 * stands in quotation marks), block (set off, no marks), indirect (reported speech) and mixed (indirect with quoted words;
 * its quoted words also come as direct entries), each with source, cue, speaker, day and venue where the text tells them.
 *
 * The steps, each a file or two (quotes.h lists them in order): quotation marks, and which of them hold names; items and frames;
 * cues of the lexicon with sources and contents by rules; cues chosen by a model, then spans by another; quotations that no
 * cue leads to; speakers; day and venue; quotations that stand alone; what is set off from the prose. This file runs them,
 * ties quotations to attributions and writes the entries.
 *
 * A quotation that its cue breaks ("A," she said, "b.") is one entry with a content for each piece, QUOTE_SPANS at most;
 * what follows then begins the next entry. Quoted words inside reported speech are never joined.
 *
 * Where the language has no lexicons, quotations are found by their marks alone, without source.
 *
 * A quotation without a cue takes the speaker of the quote before it in its paragraph; where it opens the paragraph behind
 * one that was left open, or is a paragraph behind a quotation, of that one. A word or two in quotation marks that no cue
 * covers are no quote. */
#include "mark/quotes.h"

#include <stdlib.h>

#include "base/error.h"
#include "mark/mark.h"
#include "mark/quotes_cues.h"
#include "text/weights.h"

enum { LED_ITEMS = 16 };  /* items of a sentence that only says who spoke */
enum { SHAPE_WORDS = 3, ALONE_WORDS = 7 };  /* words of a quotation that stands alone: by its marks, as speech */

syn_span quotes_span(const quote_work *work, item_range range) {
    while (!range_empty(range)) {
        uint8_t tag = item_tag(work, range.past - 1);
        if (!tag_in(tag, IS(COMMA) | IS(COLON) | IS(DASH) | IS(SEMICOLON))) break;
        range.past--;
    }
    if (range_empty(range)) return (syn_span){0, 0};
    return (syn_span){work->items.at[range.first].begin, work->items.at[range.past - 1].end};
}

void quotes_push(quote_work *work, const syn_quote *quote) {
    (void)VEC_PUSH(&work->report->arena, &work->report->quotes, *quote);
}

/* ---- quotations take their attributions ---- */

/* An attribution whose content is a noun phrase owns the words quoted in it only if its cue says so ("called it"), or if
 * the phrase begins with them, or they stand behind "as". */
static bool owns(const quote_work *work, const attribution *a, uint32_t item) {
    if (!a->phrase || cue_takes(a->value, 'f') || cue_takes(a->value, 'i')) return true;
    if (item > a->content[1].first && cue_speech(a->value) && item_role(work, item - 1) == ROLE_AS) return true;
    return item == a->content[1].first && !cue_takes(a->value, 'o');
}

/* "Hale said the verdict showed that it was "no crime"", "Gale wants "more light", said Hale": the words are Hale's, not those
 * of who shows or wants something inside what Hale says. A document speaks for itself. */
static bool yields(const quote_work *work, const attribution *inner, const attribution *outer) {
    if (cue_speech(inner->value) || inner->value[0] == '+' || !cue_speech(outer->value) || range_empty(inner->source)) return false;
    return !kind_is_document(quotes_noun_kind(work, quotes_head(work, inner->source)));
}

static void tie_contents(quote_work *work, uint32_t index) {
    const attribution *a = &work->attributions.at[index];
    /* "X said that it was "safe," the Gazette reported": X's words */
    bool last = range_empty(a->content[1]);
    for (int c = 0; c < CONTENTS; c++)
        for (uint32_t i = a->content[c].first; i < a->content[c].past; i++) {
            if (item_tag(work, i) != TAG_QUOTE || !owns(work, a, i)) continue;
            quotation *q = &work->quotations.at[work->items.at[i].quotation];
            const attribution *held = q->attribution != REPORT_NONE ? &work->attributions.at[q->attribution] : NULL;
            if (held && held->within == index && !yields(work, held, a)) continue;
            if (held && a->within == q->attribution && yields(work, a, held)) continue;
            if (held && held->within == index) q->attribution = REPORT_NONE;
            if (!last || q->attribution == REPORT_NONE) q->attribution = index;
        }
}

/* A paragraph that is one quotation and nothing else goes on with the quotation that ended the paragraph before, if that is
 * no question: only a dialogue changes speakers without saying so. */
static uint32_t next_quoted(const quote_work *work, uint32_t f, uint32_t last) {
    const quote_frame *frame = &work->frames.at[f], *before = &work->frames.at[f - 1];
    const quote_item *item = &work->items.at[frame->first];
    bool whole = item->tag == TAG_QUOTE && frame->past == frame->first + 1 && item->past - item->word >= ALONE_WORDS &&
                 (f + 1 >= work->frames.n || work->frames.at[f + 1].paragraph != frame->paragraph);
    if (!whole || last == REPORT_NONE || before->paragraph + 1 != frame->paragraph) return REPORT_NONE;
    const quotation *q = &work->quotations.at[last], *next = &work->quotations.at[item->quotation];
    bool near = q->paragraph == before->paragraph && work->items.at[before->first].begin <= q->outer_end;
    const char *text = work->report->text.ptr;
    if (!near || q->attribution == REPORT_NONE || text[q->inner.end - 1] == '?' || text[next->inner.end - 1] == '?')
        return REPORT_NONE;
    const attribution *a = &work->attributions.at[q->attribution];
    return a->within == REPORT_NONE && strchr("stw", a->value[0]) ? q->attribution : REPORT_NONE;
}

/* Whose words a paragraph may open with, at its first frame: those of the quotation `last` of the paragraph before, if that
 * was left open, or of the line before, if that ends in a colon. */
static uint32_t carried_into(const quote_work *work, uint32_t f, uint32_t last) {
    if (f == 0) return REPORT_NONE;
    const quote_frame *before = &work->frames.at[f - 1];
    if (last != REPORT_NONE && !work->quotations.at[last].closed && work->quotations.at[last].paragraph == before->paragraph)
        return work->quotations.at[last].attribution;
    uint32_t line = quotes_open_line(work, before);
    return line == REPORT_NONE ? next_quoted(work, f, last) : line;
}

/* '"We sail." Hale wrote in a letter.': the quotation is a frame of its own, and what the next one says leads to nothing else. */
static uint32_t led_behind(quote_work *work, uint32_t f) {
    if (f + 1 >= work->frames.n) return REPORT_NONE;
    const quote_frame *frame = &work->frames.at[f], *next = &work->frames.at[f + 1];
    bool whole = frame->past == frame->first + 1 && next->paragraph == frame->paragraph && next->past - next->first <= LED_ITEMS;
    if (!whole || next->attributions != 1) return REPORT_NONE;
    attribution *a = &work->attributions.at[next->attribution];
    if (!cue_speech(a->value) || !cue_finite(a->value) || !cue_takes(a->value, 'q')) return REPORT_NONE;
    if (range_empty(a->source) || a->source.first != next->first || a->cue.first != a->source.past) return REPORT_NONE;
    for (uint32_t i = next->first; i < next->past; i++)
        if (tag_in(item_tag(work, i), IS(QUOTE) | IS(THAT) | IS(COLON) | IS(BE) | IS(AUX) | IS(SUB))) return REPORT_NONE;
    uint32_t behind = a->head + 1;
    if (behind < next->past && !tag_in(item_tag(work, behind), IS(PREP) | IS(TIME) | IS(STOP))) return REPORT_NONE;
    a->content[0] = a->content[1] = (item_range){0, 0};
    return next->attribution;
}

/* Quotations without a cue of their own: the last attribution of the paragraph, or what the one before carries into it. */
static void tie_rest(quote_work *work) {
    uint32_t paragraph = REPORT_NONE, last = REPORT_NONE, last_quotation = REPORT_NONE;
    for (uint32_t f = 0; f < work->frames.n; f++) {
        const quote_frame *frame = &work->frames.at[f];
        if (frame->paragraph != paragraph) {
            last = carried_into(work, f, last_quotation);
            paragraph = frame->paragraph;
            last_quotation = REPORT_NONE;
        }
        bool own = false;
        for (uint32_t a = frame->attribution; a < frame->attribution + frame->attributions; a++) {
            const attribution *at = &work->attributions.at[a];
            if (at->within == REPORT_NONE && strchr("stwr+", at->value[0])) last = a;
            own = own || at->within == REPORT_NONE;
        }
        /* '"A," said X, noting that ...': what is quoted next goes on with "A" */
        uint32_t opener = item_tag(work, frame->first) == TAG_QUOTE ? work->items.at[frame->first].quotation : REPORT_NONE;
        if (opener != REPORT_NONE && work->quotations.at[opener].attribution != REPORT_NONE)
            last = work->quotations.at[opener].attribution;
        for (uint32_t i = frame->first; i < frame->past; i++) {
            if (item_tag(work, i) != TAG_QUOTE) continue;
            quotation *q = &work->quotations.at[work->items.at[i].quotation];
            if (q->attribution == REPORT_NONE && i == frame->first && last == REPORT_NONE) q->attribution = led_behind(work, f);
            if (q->attribution == REPORT_NONE && i == frame->first && !own) q->attribution = last;
            last_quotation = work->items.at[i].quotation;
        }
    }
    /* A quotation over several paragraphs whose speaker is told in the last one. */
    for (uint32_t i = work->quotations.n; i > 1; i--) {
        quotation *q = &work->quotations.at[i - 2], *next = &work->quotations.at[i - 1];
        bool runs_on = !q->closed && q->attribution == REPORT_NONE && next->paragraph == q->paragraph + 1;
        const char *text = work->report->text.ptr;
        runs_on = runs_on && q->single == next->single && text[q->outer_begin] == text[next->outer_begin];  /* of one shape */
        if (runs_on && next->attribution != REPORT_NONE) q->attribution = next->attribution;
    }
}

/* ---- entries ---- */

static void fill(const quote_work *work, syn_quote *quote, uint32_t index) {
    if (index == REPORT_NONE) {
        quote->entity = REPORT_NONE;
        return;
    }
    const attribution *a = &work->attributions.at[index];
    quote->source = quotes_span(work, a->source);
    quote->cue = quotes_span(work, a->cue);
    quote->entity = a->entity;
    quote->speaker = a->speaker;
    quote->said_on = a->said_on;
    quote->venue = a->venue;
}

/* Reported speech: one entry for each outermost attribution whose content is more than quotations. */
static void push_indirect(quote_work *work, uint32_t index) {
    attribution *a = &work->attributions.at[index];
    syn_quote quote = {.kind = QUOTE_INDIRECT};
    bool words = false, quoted = false;
    for (int c = 0; c < CONTENTS; c++) {
        syn_span span = quotes_span(work, a->content[c]);
        if (!span_present(span)) continue;
        quote.content[quote.contents++] = span;
        for (uint32_t i = a->content[c].first; i < a->content[c].past; i++) {
            if (item_tag(work, i) == TAG_QUOTE) quoted = true;
            else if (item_tag(work, i) < TAG_POSSESSIVE) words = true;
        }
    }
    a->quotation = quoted && !words;
    if (a->within != REPORT_NONE) return;
    if (!words || quote.contents == 0) return;
    if (quoted) quote.kind = QUOTE_MIXED;
    fill(work, &quote, index);
    quotes_push(work, &quote);
}

/* An unattributed quotation is an entry only if it looks like speech: a whole sentence that opens its frame. */
static bool stands_alone(const quote_work *work, uint32_t item, const quote_frame *frame) {
    const quotation *q = &work->quotations.at[work->items.at[item].quotation];
    uint32_t words = work->items.at[item].past - work->items.at[item].word;
    return item == frame->first && words >= ALONE_WORDS && quotes_quote_ends(work, item) &&
           work->paragraph_kinds[q->paragraph] != BLOCK_HEADING;
}

/* A quotation that its cue breaks: the entry that it began, and the item of its last piece. */
typedef struct broken { uint32_t entry, item; } broken;

/* True if the quotation at `item` goes on with the one at `before`: one paragraph, one cue whose words are all quoted, and
 * between them nothing but the clause of that cue. */
static bool continues(const quote_work *work, uint32_t before, uint32_t item) {
    const quotation *p = &work->quotations.at[work->items.at[before].quotation];
    const quotation *q = &work->quotations.at[work->items.at[item].quotation];
    if (q->attribution == REPORT_NONE || q->attribution != p->attribution || q->paragraph != p->paragraph) return false;
    const attribution *a = &work->attributions.at[q->attribution];
    const quote_frame *frame = &work->frames.at[a->frame];
    if (!a->quotation) return false;
    bool cue = before < a->cue.first && a->cue.first < item;
    for (uint32_t i = before + 1; i < item; i++) {
        if (item_tag(work, i) >= TAG_COMMA) continue;
        if (!cue || i < frame->first || i >= frame->past) return false;
    }
    return true;
}

/* Words in the clause of the cue itself: "..., she said on the show "Port and Pier"". */
static bool inside_clause(const quote_work *work, uint32_t item) {
    const attribution *a = &work->attributions.at[work->quotations.at[work->items.at[item].quotation].attribution];
    const quote_item *quote = &work->items.at[item];
    syn_slice before = item_text(work, item - 1);
    bool stop = before.len > 1 && before.ptr[before.len - 1] == '.' && quote->past - quote->word >= SHAPE_WORDS;  /* "of Ayre, Fla." */
    return item_tag(work, item - 1) < TAG_COMMA && item != a->cue.past && item != a->source.past && !stop;
}

static void push_direct(quote_work *work, uint32_t item, const quote_frame *frame, broken *open) {
    const quotation *q = &work->quotations.at[work->items.at[item].quotation];
    if (q->attribution == REPORT_NONE && !q->by && !stands_alone(work, item, frame)) return;
    if (work->paragraph_kinds[q->paragraph] == BLOCK_EMBED) return;
    bool goes_on = open->entry < work->report->quotes.n && continues(work, open->item, item);
    bool aside = goes_on && inside_clause(work, item);
    if (!aside) {
        open->item = item;
        syn_quote *begun = goes_on ? &work->report->quotes.at[open->entry] : NULL;
        if (begun && begun->contents < QUOTE_SPANS) {
            begun->content[begun->contents++] = q->inner;
            return;
        }
        open->entry = work->report->quotes.n;
    }
    syn_quote quote = {.kind = QUOTE_DIRECT, .contents = 1, .content = {q->inner}};
    fill(work, &quote, q->attribution);
    if (q->attribution == REPORT_NONE && q->by) {
        quote.source = q->by->span;
        quote.entity = q->by->entity;
        quote.speaker = report_slice(work->report, work->entities[q->by->entity].name);
    } else if (q->attribution == REPORT_NONE && q->lead != REPORT_NONE) {
        quote.entity = work->attributions.at[q->lead].entity;
        quote.speaker = work->attributions.at[q->lead].speaker;
    }
    quotes_push(work, &quote);
}

static void push_entries(quote_work *work) {
    broken open = {REPORT_NONE, REPORT_NONE};
    for (uint32_t f = 0; f < work->frames.n; f++) {
        const quote_frame *frame = &work->frames.at[f];
        bool embed = work->paragraph_kinds[frame->paragraph] == BLOCK_EMBED;
        for (uint32_t a = 0; !embed && a < frame->attributions; a++) push_indirect(work, frame->attribution + a);
        for (uint32_t i = frame->first; i < frame->past; i++)
            if (item_tag(work, i) == TAG_QUOTE) push_direct(work, i, frame, &open);
    }
}

/* In a language without cues: quotations in double marks of SHAPE_WORDS words or more; shorter ones are titles and
 * nicknames. */
static void push_by_shape(quote_work *work) {
    for (uint32_t i = 0; i < work->quotations.n; i++) {
        const quotation *q = &work->quotations.at[i];
        uint32_t words = report_word_at(work->report, q->inner.end - 1) - report_word_at(work->report, q->inner.begin) + 1;
        uint8_t kind = work->paragraph_kinds[q->paragraph];
        if (q->single || !q->closed || words < SHAPE_WORDS || kind == BLOCK_HEADING || kind == BLOCK_EMBED) continue;
        quotes_push(work, &(syn_quote){.kind = QUOTE_DIRECT, .contents = 1, .content = {q->inner}, .entity = REPORT_NONE});
    }
}

static int by_content(const void *a, const void *b) {
    const syn_quote *x = a, *y = b;
    if (x->content[0].begin != y->content[0].begin) return x->content[0].begin < y->content[0].begin ? -1 : 1;
    if (x->content[0].end != y->content[0].end) return x->content[0].end > y->content[0].end ? -1 : 1;
    if (x->cue.begin != y->cue.begin) return x->cue.begin < y->cue.begin ? -1 : 1;
    if (x->kind != y->kind) return (int)x->kind - (int)y->kind;
    if (x->source.begin != y->source.begin) return x->source.begin < y->source.begin ? -1 : 1;
    return (int)x->contents - (int)y->contents;
}

void quotes_open(quote_work *work) {
    quotes_find_kinds(work);
    quotes_make_items(work);
    if (work->scratch->failed) return;
    quotes_make_frames(work);
    quotes_find_cues(work);
    if (!work->scratch->failed) quotes_find_attributions(work);
}

syn_code mark_quotes(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    (void)options;
    report->quotes.n = 0;
    quote_work work = {.report = report, .scratch = scratch, .entities = report->entities.at};
    if (report->words.n == 0) return SYN_OK;
    quotes_find_paragraphs(&work);
    if (work.paragraphs == 0) return arena_check(scratch, "mark", error);
    quotes_find_marks(&work);
    if (!mark_knows(report)) {
        push_by_shape(&work);
        syn_code code = arena_check(scratch, "mark", error);
        return code != SYN_OK ? code : arena_check(&report->arena, "mark", error);
    }
    quotes_open(&work);
    syn_model model;
    if (!scratch->failed && cues_open(&model, weights_find("en", "cues"))) {
        quotes_choose_cues(&work, &model);
        if (!scratch->failed) quotes_find_attributions(&work);
    }
    if (!scratch->failed && !quotes_choose_spans(&work)) return arena_check(scratch, "mark", error);
    if (!scratch->failed) quotes_find_openers(&work);
    if (scratch->failed) return arena_check(scratch, "mark", error);
    for (uint32_t i = 0; i < work.attributions.n; i++) tie_contents(&work, i);
    tie_rest(&work);
    quotes_resolve_speakers(&work);
    quotes_resolve_where(&work);
    quotes_resolve_alone(&work);
    push_entries(&work);
    quotes_add_blocks(&work);
    if (report->quotes.n > 1) qsort(report->quotes.at, report->quotes.n, sizeof report->quotes.at[0], by_content);
    syn_code code = arena_check(scratch, "mark", error);
    return code != SYN_OK ? code : arena_check(&report->arena, "mark", error);
}
