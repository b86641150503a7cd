/* quotes_posts.c - posts of social networks that a page embeds.
 *
 * In: blocks, quotes of the prose. Out: a block quote for each post: its words without links and signature, the name it is
 * signed with as the speaker, its date as the day, the network as the venue.
 *
 * - A signed post: "words — Name (@handle) date", "words A post shared by Name (@handle) on date", "words Posted by Name on
 *   date" (text/signatures.h); several may stand in one paragraph.
 * - One that the prose beside it quotes already (block.repeats) is no second quote: it tells that one's day and venue.
 * - The network is told by the form (Instagram, Facebook), by the handle's host (Bluesky, Mastodon), else by the last
 *   network that the paragraph before names (lexicon quote_networks); else it is Twitter. */
#include "mark/quotes.h"
#include "mark/lexicon/lexicon.gen.h"
#include "text/signatures.h"

#define DATE_BYTES 40u    /* a date ends so far behind its signature */
#define NAMES_LOOK 4096u  /* entities, and mentions, among which the name of a signature is looked for */
#define REPEATS_LOOK 512u /* quotes among which the one that a post repeats is looked for */

/* Cuts a link from the end of a post, where no blank stands behind its beginning; true if it did. Only the last run without a
 * blank is looked at, so that many links cost no more than their bytes. */
static bool cut_link(syn_slice *text, syn_slice link) {
    size_t from = text->len;
    while (from > 0 && (unsigned char)text->ptr[from - 1] > ' ') from--;
    size_t at = slice_find(*text, link, from);
    if (at == SIZE_MAX) return false;
    *text = slice_trim(slice_cut(*text, 0, at));
    return true;
}

syn_span quotes_post_words(const quote_work *work, uint32_t begin, uint32_t end) {
    static const char *const links[] = {"https://t.co/", "http://t.co/", "pic.twitter.com/", "pic.x.com/"};
    static const char *const ends[] = {"[image or embed]", "[contains quote post or other embedded content]", "View on Threads"};
    static const char *const heads[] = {"View this post on Instagram"};
    syn_slice text = slice_trim(slice_cut(work->report->text, begin, end));
    for (bool cut = true; cut && text.len > 0;) {
        cut = false;
        for (unsigned i = 0; i < sizeof links / sizeof *links; i++) cut = cut_link(&text, slice_str(links[i])) || cut;
        for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++) {
            if (!slice_ends(text, slice_str(ends[i]))) continue;
            text = slice_trim(slice_cut(text, 0, text.len - strlen(ends[i])));
            cut = true;
        }
        for (unsigned i = 0; i < sizeof heads / sizeof *heads; i++)
            if (slice_starts(text, slice_str(heads[i]))) text = slice_trim(slice_cut(text, strlen(heads[i]), text.len));
    }
    size_t sound = slice_find(text, SLICE_LIT("♬"), 0);
    if (sound != SIZE_MAX) text = slice_trim(slice_cut(text, 0, sound));
    if (text.len == 0) return (syn_span){0, 0};
    uint32_t at = (uint32_t)(text.ptr - work->report->text.ptr);
    return (syn_span){at, at + (uint32_t)text.len};
}

/* Entity of a name: the mention that has the same words, wherever it stands. */
static uint32_t entity_of(const quote_work *work, syn_span name) {
    const syn_report *report = work->report;
    syn_slice text = report_slice(report, name);
    for (uint32_t i = 0; i < report->entities.n && i < NAMES_LOOK; i++)
        if (slice_equal_ascii_case(report_slice(report, report->entities.at[i].name), text)) return i;
    for (uint32_t i = 0; i < report->mentions.n && i < NAMES_LOOK; i++) {
        const syn_mention *m = &report->mentions.at[i];
        if (m->entity != REPORT_NONE && m->type == NAME_PERSON && span_inside(m->span, name)) return m->entity;
    }
    return REPORT_NONE;
}

/* The first time in [begin, end), or NULL. */
static const syn_time *time_in(const syn_report *report, uint32_t begin, uint32_t end) {
    for (uint32_t low = 0, high = report->times.n; low < high;) {
        uint32_t middle = low + (high - low) / 2;
        const syn_time *time = &report->times.at[middle];
        if (time->span.end <= begin) low = middle + 1;
        else if (time->span.begin >= end) high = middle;
        else return time;
    }
    return NULL;
}

static syn_slice day_of(const syn_time *time) {
    return time && quotes_is_day(time->value) ? slice_cut(time->value, 0, 10) : SLICE_NONE;
}

uint32_t quotes_paragraph_begin(const quote_work *work, uint32_t p) {
    uint32_t begin = p ? work->paragraph_ends[p - 1] : 0;
    while (begin < work->paragraph_ends[p] && (unsigned char)work->report->text.ptr[begin] <= ' ') begin++;
    return begin;
}

/* The last network that the prose before paragraph `p` names, in one paragraph; NULL if it names none. What was found last is
 * kept: posts in a row ask for the same. */
static const char *network_before(quote_work *work, uint32_t p) {
    const syn_report *report = work->report;
    uint32_t asked = p;
    while (p > 0 && p != work->network_paragraph && work->paragraph_kinds[p - 1] == BLOCK_EMBED) p--;
    bool kept = p > 0 && p == work->network_paragraph;
    work->network_paragraph = asked;
    if (p == 0) work->network = NULL;
    if (p == 0 || kept) return work->network;
    uint32_t end = work->paragraph_ends[p - 1], begin = quotes_paragraph_begin(work, p - 1);
    const char *found = NULL;
    for (uint32_t w = report_word_at(report, begin); w < report->words.n && report->words.at[w].begin < end; w++) {
        const lexicon_entry *entry = lexicon_match(&lexicon_mark_quote_networks, report->words.at, w, report->words.n);
        if (entry) found = entry->value;
    }
    return work->network = found;
}

static syn_slice network_of(quote_work *work, uint32_t p, const text_signature *sign) {
    syn_slice handle = slice_cut(work->report->text, sign->handle, sign->handle_end);
    if (sign->form == SIGNATURE_SHARED) return SLICE_LIT("Instagram");
    if (sign->form == SIGNATURE_POSTED) return SLICE_LIT("Facebook");
    if (slice_ends(handle, SLICE_LIT(".bsky.social"))) return SLICE_LIT("Bluesky");
    if (slice_find(handle, SLICE_LIT("@"), 0) != SIZE_MAX) return SLICE_LIT("Mastodon");
    if (slice_find(handle, SLICE_LIT("."), 0) != SIZE_MAX) return SLICE_LIT("Bluesky");
    const char *named = network_before(work, p);
    return named ? slice_str(named) : SLICE_LIT("Twitter");
}

/* The next signature in [begin, end) with a date behind it, or with the paragraph's end where `bare`; *day gets the date. */
static bool next_signature(const quote_work *work, uint32_t begin, uint32_t end, text_signature *sign, const syn_time **day) {
    if (!signature_find(slice_of(work->report->text.ptr, end), begin, sign)) return false;
    uint32_t from = (uint32_t)sign->end, past = from + DATE_BYTES < end ? from + DATE_BYTES : end;
    *day = time_in(work->report, from, past);
    return true;
}

/* A post that repeats a quote of the prose tells where and when that was said. */
static void note_repeat(quote_work *work, uint32_t p, uint32_t at) {
    syn_report *report = work->report;
    text_signature sign;
    const syn_time *day = NULL;
    bool signs = next_signature(work, quotes_paragraph_begin(work, p), work->paragraph_ends[p], &sign, &day);
    for (uint32_t i = report->quotes.n; i > 0 && report->quotes.n - i < REPEATS_LOOK; i--) {
        syn_quote *quote = &report->quotes.at[i - 1];
        bool inside = false;
        for (unsigned c = 0; c < quote->contents; c++)
            inside = inside || (at >= quote->content[c].begin && at < quote->content[c].end);
        if (!inside) continue;
        if (quote->venue.len == 0) quote->venue = signs ? network_of(work, p, &sign) : SLICE_LIT("Twitter");
        if (quote->said_on.len == 0 && signs) quote->said_on = day_of(day);
    }
}

static void add_post(quote_work *work, uint32_t p, uint32_t begin, const text_signature *sign, const syn_time *day) {
    const syn_report *report = work->report;
    syn_span name = {(uint32_t)sign->name, (uint32_t)sign->name_end};
    if (!span_present(name)) name = (syn_span){(uint32_t)sign->handle, (uint32_t)sign->handle_end};
    syn_quote quote = {.kind = QUOTE_BLOCK, .contents = 1, .content = {quotes_post_words(work, begin, (uint32_t)sign->begin)},
                       .source = name, .said_on = day_of(day), .venue = network_of(work, p, sign)};
    quote.entity = entity_of(work, name);
    quote.speaker = report_slice(report, quote.entity == REPORT_NONE ? name : work->entities[quote.entity].name);
    if (span_present(quote.content[0])) quotes_push(work, &quote);
}

/* "@orrin Riding the ferry ♬ original sound - Orrin" */
static bool add_clip(quote_work *work, uint32_t begin, uint32_t end) {
    syn_slice text = slice_cut(work->report->text, begin, end);
    uint32_t word = report_word_at(work->report, begin);
    if (text.len == 0 || text.ptr[0] != '@' || slice_find(text, SLICE_LIT("♬"), 0) == SIZE_MAX) return false;
    syn_span name = {begin + 1, work->report->words.at[word].end};
    syn_quote quote = {.kind = QUOTE_BLOCK, .contents = 1, .content = {quotes_post_words(work, name.end, end)}, .source = name,
                       .entity = REPORT_NONE, .speaker = report_slice(work->report, name), .venue = SLICE_LIT("TikTok")};
    if (span_present(quote.content[0]) && span_present(name)) quotes_push(work, &quote);
    return true;
}

bool quotes_add_posts(quote_work *work, uint32_t p) {
    uint32_t begin = quotes_paragraph_begin(work, p), end = work->paragraph_ends[p];
    uint32_t block = work->paragraph_blocks[p], repeats = block == REPORT_NONE ? REPORT_NONE : work->report->blocks.at[block].repeats;
    bool embed = work->paragraph_kinds[p] == BLOCK_EMBED, any = false;
    if (embed && repeats != REPORT_NONE) {
        note_repeat(work, p, repeats);
        return true;
    }
    if (embed && add_clip(work, begin, end)) return true;
    text_signature sign;
    const syn_time *day = NULL;
    while (begin < end && next_signature(work, begin, end, &sign, &day)) {
        uint32_t past = day ? day->span.end : (uint32_t)sign.end;
        if (!embed && !day && end - past > 4) return any;
        add_post(work, p, begin, &sign, day);
        any = true;
        begin = past;
    }
    return any;
}
