/* quotes_blocks.c - quotes that are set off from the prose.
 *
 * In: blocks, attributions. Out: quotes of kind block.
 *
 * - A post (quotes_posts.c).
 * - A line that ends in a colon and has a cue ("Ms. Vance said:") before a paragraph without quotation marks: that
 *   paragraph, and all that the page sets off as a quotation behind it.
 * - A transcript's turn: "VANCE: I think so." (quotes_turns.c). */
#include "mark/quotes.h"

static void add_whole(quote_work *work, uint32_t p, uint32_t begin, const attribution *a, const char *venue) {
    syn_span span = quotes_post_words(work, begin, work->paragraph_ends[p]);
    if (!span_present(span)) return;
    syn_quote quote = {.kind = QUOTE_BLOCK, .contents = 1, .content = {span}, .entity = REPORT_NONE};
    if (a) {
        quote.source = quotes_span(work, a->source);
        quote.cue = quotes_span(work, a->cue);
        quote.entity = a->entity;
        quote.speaker = a->speaker;
        quote.said_on = a->said_on;
        quote.venue = a->venue;
    }
    if (venue && quote.venue.len == 0) quote.venue = slice_str(venue);
    quotes_push(work, &quote);
}

uint32_t quotes_open_line(const quote_work *work, const quote_frame *frame) {
    uint32_t last = REPORT_NONE;
    if (item_tag(work, frame->past - 1) != TAG_COLON) return last;
    for (uint32_t i = 0; i < frame->attributions; i++) {
        const attribution *a = &work->attributions.at[frame->attribution + i];
        if (a->within != REPORT_NONE) continue;
        for (int c = 0; c < CONTENTS; c++)
            for (uint32_t k = a->content[c].first; k < a->content[c].past; k++)
                if (item_tag(work, k) == TAG_QUOTE) return REPORT_NONE;
        if (strchr("stwr", a->value[0])) last = frame->attribution + i;
    }
    return last;
}

/* A turn whose words are quoted is no block: its quotation is a quote. */
static void add_turn(quote_work *work, const quote_turn *turn) {
    uint32_t begin = (uint32_t)(turn->text.ptr - work->report->text.ptr);
    syn_quote quote = {.kind = QUOTE_BLOCK, .contents = 1, .entity = turn->entity};
    quote.content[0] = quotes_post_words(work, begin, begin + (uint32_t)turn->text.len);
    if (turn->entity != REPORT_NONE) quote.speaker = report_slice(work->report, work->entities[turn->entity].name);
    else if (turn->kind == 'r' || turn->kind == 'u') quote.speaker = report_slice(work->report, turn->label);
    if (turn->kind != 'q' && turn->kind != 'a') quote.source = turn->label;
    quote.cue = (syn_span){turn->label.end, turn->label.end + 1};
    if (span_present(quote.content[0])) quotes_push(work, &quote);
}

/* True if a plain paragraph is what the line before announces: that says nothing of its own ("CNN noted the crowd:" does, and
 * what followed it on the page is lost), and the paragraph announces nothing. */
static bool follows(const quote_work *work, const attribution *line, uint32_t p) {
    static const char *const announces[] = {"this", "these", "following", "below"};
    if (work->report->text.ptr[work->paragraph_ends[p] - 1] == ':') return false;
    bool empty = true;
    for (int c = 0; c < CONTENTS; c++)
        for (uint32_t i = line->content[c].first; i < line->content[c].past; i++) {
            empty = false;
            for (unsigned k = 0; k < sizeof announces / sizeof *announces; k++)
                if (slice_equal_ascii_case(item_text(work, i), slice_str(announces[k]))) return true;
        }
    return empty;
}

void quotes_add_blocks(quote_work *work) {
    uint32_t f = 0;
    const attribution *open = NULL;
    uint32_t turn = 0;
    quotes_find_turns(work);
    for (uint32_t p = 0; p < work->paragraphs; p++) {
        while (f < work->frames.n && work->frames.at[f].paragraph < p) f++;
        if (f >= work->frames.n || work->frames.at[f].paragraph != p) continue;
        uint32_t first = f;
        while (f + 1 < work->frames.n && work->frames.at[f + 1].paragraph == p) f++;
        uint8_t kind = work->paragraph_kinds[p];
        bool marks = false;
        for (uint32_t i = first; i <= f; i++) marks = marks || item_tag(work, work->frames.at[i].first) == TAG_QUOTE;
        bool done = quotes_add_posts(work, p);
        if (!done && kind == BLOCK_EMBED) {
            if (!marks) add_whole(work, p, quotes_paragraph_begin(work, p), open, NULL);
        } else if (!done && ((open && follows(work, open, p)) || kind == BLOCK_QUOTE) && !marks && kind != BLOCK_HEADING) {
            add_whole(work, p, quotes_paragraph_begin(work, p), open, NULL);
        } else if (!done) {
            while (turn < work->turns.n && work->turns.at[turn].paragraph < p) turn++;
            bool turns = turn < work->turns.n && work->turns.at[turn].paragraph == p;
            if (turns && !marks) add_turn(work, &work->turns.at[turn]);
        }
        uint32_t line = quotes_open_line(work, &work->frames.at[f]);
        const attribution *next = line == REPORT_NONE ? NULL : &work->attributions.at[line];
        bool runs = open && p + 1 < work->paragraphs && kind == BLOCK_QUOTE && work->paragraph_kinds[p + 1] == BLOCK_QUOTE;
        open = next ? next : runs ? open : NULL;
    }
}
