/* quotes_blocks.c - quotes that are set off from the prose.
 *
 * In: blocks, attributions. Out: quotes of kind block.
 *
 * - A post: words, then "— Name (@handle) date". Its words are the quote, the name its speaker, Twitter its venue, the
 *   date its day. One that the prose before it quotes already (block.repeats) is no second quote.
 * - A line that ends in a colon and has a cue ("Ms. Vance said:") before a paragraph without quotation marks: that
 *   paragraph, and all that the page sets off as a quotation behind it.
 * - A transcript's turn: "VANCE: I think so." (quotes_turns.c). */
#include "mark/quotes.h"

#define SIGNATURE_BYTES 160u  /* a signature is no longer */

typedef struct signature { uint32_t begin, end; syn_span name; } signature;

/* The next "— Name (@handle)" in [from, end), with the date behind it. */
static bool next_signature(const quote_work *work, uint32_t from, uint32_t end, signature *found) {
    const syn_report *report = work->report;
    syn_slice text = slice_of(report->text.ptr, end);
    size_t handle = slice_find(text, SLICE_LIT("(@"), from);
    if (handle == SIZE_MAX) return false;
    size_t close = slice_find(text, SLICE_LIT(")"), handle);
    if (close == SIZE_MAX || close - handle > 40) return false;
    uint32_t dash = 0;
    for (size_t at = handle; at > from && handle - at < SIGNATURE_BYTES && !dash; at--) {
        bool em = at >= 3 && ((unsigned char)text.ptr[at - 3] == 0xe2) && ((unsigned char)text.ptr[at - 2] == 0x80) &&
                  ((unsigned char)text.ptr[at - 1] == 0x94 || (unsigned char)text.ptr[at - 1] == 0x93);
        bool two = at >= 2 && text.ptr[at - 1] == '-' && text.ptr[at - 2] == '-';
        if (em || two) dash = (uint32_t)at;
    }
    if (!dash) return false;
    uint32_t begin = dash - (text.ptr[dash - 1] == '-' ? 2u : 3u);
    syn_slice name = slice_trim(slice_cut(text, dash, handle));
    if (name.len == 0) return false;
    found->begin = begin;
    found->name.begin = (uint32_t)(name.ptr - report->text.ptr);
    found->name.end = found->name.begin + (uint32_t)name.len;
    found->end = (uint32_t)close + 1;
    return true;
}

/* Without white space and the short links that end a post. */
static syn_span post_words(const quote_work *work, uint32_t begin, uint32_t end) {
    syn_slice text = slice_trim(slice_cut(work->report->text, begin, end));
    for (bool cut = true; cut && text.len > 0;) {
        size_t links[3] = {slice_find(text, SLICE_LIT("https://t.co/"), 0), slice_find(text, SLICE_LIT("http://t.co/"), 0),
                           slice_find(text, SLICE_LIT("pic.twitter.com/"), 0)};
        cut = false;
        for (int i = 0; i < 3; i++) {
            if (links[i] == SIZE_MAX || links[i] >= text.len) continue;
            bool tail = true;
            for (size_t at = links[i]; at < text.len && tail; at++) tail = text.ptr[at] != ' ' && text.ptr[at] != '\n';
            if (!tail) continue;
            text = slice_trim(slice_cut(text, 0, links[i]));
            cut = true;
        }
    }
    if (text.len == 0) return (syn_span){0, 0};
    uint32_t at = (uint32_t)(text.ptr - work->report->text.ptr);
    return (syn_span){at, at + (uint32_t)text.len};
}

/* Entity of a name: the mention that has the same words, wherever it stands. */
static uint32_t entity_of(const quote_work *work, syn_span name) {
    const syn_report *report = work->report;
    syn_slice text = report_slice(report, name);
    for (uint32_t i = 0; i < report->entities.n && i < 4096; i++)
        if (slice_equal_ascii_case(report_slice(report, report->entities.at[i].name), text)) return i;
    for (uint32_t i = 0; i < report->mentions.n && i < 4096; i++) {
        const syn_mention *m = &report->mentions.at[i];
        if (m->entity != REPORT_NONE && m->type == NAME_PERSON && span_inside(m->span, name)) return m->entity;
    }
    return REPORT_NONE;
}

static syn_slice day_in(const syn_report *report, uint32_t begin, uint32_t end) {
    for (uint32_t low = 0, high = report->times.n; low < high;) {
        uint32_t middle = low + (high - low) / 2;
        const syn_time *time = &report->times.at[middle];
        if (time->span.end <= begin) low = middle + 1;
        else if (time->span.begin >= end) high = middle;
        else return quotes_is_day(time->value) ? slice_cut(time->value, 0, 10) : SLICE_NONE;
    }
    return SLICE_NONE;
}

static uint32_t paragraph_begin(const quote_work *work, uint32_t p) {
    uint32_t begin = p ? work->paragraph_ends[p - 1] : 0;
    while (begin < work->paragraph_ends[p] && (unsigned char)work->report->text.ptr[begin] <= ' ') begin++;
    return begin;
}

static uint32_t repeats_of(const quote_work *work, uint32_t p) {
    uint32_t block = work->paragraph_blocks[p];
    return block == REPORT_NONE ? REPORT_NONE : work->report->blocks.at[block].repeats;
}

/* A post that repeats a quote of the prose tells where and when that was said. */
static void note_repeat(quote_work *work, uint32_t p, uint32_t at) {
    syn_report *report = work->report;
    signature sign;
    bool signs = next_signature(work, paragraph_begin(work, p), work->paragraph_ends[p], &sign);
    for (uint32_t i = report->quotes.n; i > 0 && report->quotes.n - i < 64; i--) {
        syn_quote *quote = &report->quotes.at[i - 1];
        bool inside = false;
        for (unsigned c = 0; c < quote->contents; c++)
            inside = inside || (at >= quote->content[c].begin && at < quote->content[c].end);
        if (!inside) continue;
        if (quote->venue.len == 0) quote->venue = SLICE_LIT("Twitter");
        if (quote->said_on.len == 0 && signs) quote->said_on = day_in(report, sign.end, sign.end + 32);
    }
}

/* True if the paragraph is posts with signatures; adds them. */
static bool add_posts(quote_work *work, uint32_t p) {
    const syn_report *report = work->report;
    uint32_t begin = paragraph_begin(work, p), end = work->paragraph_ends[p];
    bool embed = work->paragraph_kinds[p] == BLOCK_EMBED, any = false;
    if (embed && repeats_of(work, p) != REPORT_NONE) {
        note_repeat(work, p, repeats_of(work, p));
        return true;
    }
    signature next = {0, 0, {0, 0}};
    while (next_signature(work, begin, end, &next)) {
        syn_slice day = day_in(report, next.end, next.end + 32 < end ? next.end + 32 : end);
        uint32_t past = next.end;
        for (uint32_t t = 0, low = 0, high = report->times.n; low < high && !t;) {
            uint32_t middle = low + (high - low) / 2;
            if (report->times.at[middle].span.end <= next.end) low = middle + 1;
            else if (report->times.at[middle].span.begin >= next.end + 32) high = middle;
            else { past = report->times.at[middle].span.end; t = 1; }
        }
        if (!embed && day.len == 0 && end - past > 4) return any;
        syn_quote quote = {.kind = QUOTE_BLOCK, .contents = 1, .content = {post_words(work, begin, next.begin)},
                           .source = next.name, .said_on = day, .venue = SLICE_LIT("Twitter")};
        quote.entity = entity_of(work, next.name);
        quote.speaker = quote.entity == REPORT_NONE ? report_slice(report, next.name)
                                                    : report_slice(report, work->entities[quote.entity].name);
        if (span_present(quote.content[0])) quotes_push(work, &quote);
        any = true;
        begin = past;
        if (begin >= end) break;
    }
    return any;
}

static void add_whole(quote_work *work, uint32_t p, uint32_t begin, const attribution *a, const char *venue) {
    syn_span span = post_words(work, begin, work->paragraph_ends[p]);
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
    quote.content[0] = post_words(work, begin, begin + (uint32_t)turn->text.len);
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
        bool done = add_posts(work, p);
        if (!done && kind == BLOCK_EMBED) {
            if (!marks) add_whole(work, p, paragraph_begin(work, p), open, NULL);
        } else if (!done && ((open && follows(work, open, p)) || kind == BLOCK_QUOTE) && !marks && kind != BLOCK_HEADING) {
            add_whole(work, p, paragraph_begin(work, p), open, NULL);
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
