/* quotes_marks.c - quotation marks.
 *
 * In: the text and its blocks. Out: the outermost quotations, each inside one paragraph.
 *
 * The idea: go through a paragraph mark by mark. What a mark does follows from its shape and from its neighbours: a
 * typographic opener opens; an ASCII mark opens where white space or an opening bracket stands before it and none behind it,
 * and closes otherwise; a closer that stands where only an opener can ("elections!’ “") closes what is open. A single
 * mark between letters, or behind a letter with nothing open, is an apostrophe; one behind a digit with nothing open is feet
 * or inches. What is still open at the paragraph's end ends there, as newspapers do in a quotation over several paragraphs;
 * if the last closer stood too early, it ends there. An unclosed quotation whose paragraph ends in ", X said" ends at that
 * comma. Linear: each character is looked at once, with a constant look around.
 *
 * Not done: which of two nested marks of one shape is meant when one of the four is missing. */
#include "mark/quotes.h"
#include "base/caps.h"
#include "mark/lexicon/lexicon.gen.h"
#include "text/fold.h"
#include "text/utf8.h"

#define CLOSE_WORDS 30u  /* words at a paragraph's end in which ", X said" is looked for */

typedef enum mark_shape { MARK_NONE, MARK_DOUBLE, MARK_DOUBLE_OPEN, MARK_DOUBLE_CLOSE, MARK_SINGLE, MARK_SINGLE_OPEN,
                          MARK_SINGLE_CLOSE } mark_shape;

typedef struct mark_scan {
    quote_work *work;
    syn_slice text;
    uint32_t paragraph, begin, end;  /* bytes of the paragraph */
    bool open, single;               /* an outermost quotation is open; with single marks */
    uint32_t depth;                  /* double marks inside it that are still open */
    bool inner_single;               /* a single quotation is open inside a double one */
    uint32_t at, inner;              /* where it opened; where its content begins */
    uint32_t opener;                 /* the mark that opened it */
    uint32_t last_close, last_close_end; /* the last closer that closed an inner one */
} mark_scan;

void quotes_find_paragraphs(quote_work *work) {
    const syn_report *report = work->report;
    uint32_t blocks = report->blocks.n, sentences = report->sentences.n;
    uint32_t room = blocks ? blocks : sentences;
    uint32_t *ends = ARENA_ARRAY(work->scratch, uint32_t, room + 1u), *of = ARENA_ARRAY(work->scratch, uint32_t, room + 1u);
    uint8_t *kinds = ARENA_ARRAY(work->scratch, uint8_t, room + 1u);
    if (!ends || !kinds || !of) return;
    uint32_t n = 0;
    for (uint32_t i = 0; i < blocks; i++, n++) {
        ends[n] = report->blocks.at[i].span.end;
        kinds[n] = report->blocks.at[i].kind;
        of[n] = i;
    }
    for (uint32_t i = 0; !blocks && i < sentences; i++) {
        if (n > 0 && report->sentences.at[i].paragraph == report->sentences.at[i - 1].paragraph) n--;
        ends[n] = report->sentences.at[i].end;
        kinds[n] = BLOCK_PARAGRAPH;
        of[n++] = REPORT_NONE;
    }
    work->paragraphs = n;
    work->paragraph_ends = ends;
    work->paragraph_kinds = kinds;
    work->paragraph_blocks = of;
}

/* The mark at `at`, and its length; two ASCII apostrophes or backquotes are one double mark. */
static mark_shape shape_at(syn_slice text, uint32_t at, unsigned *size) {
    uint32_t c = utf8_at(text, at, size);
    bool twice = at + 1 < text.len && text.ptr[at + 1] == text.ptr[at];
    switch (c) {
    case '"': case 0xff02: return MARK_DOUBLE;
    case 0x201c: case 0x201e: case 0x201f: case 0xab: return MARK_DOUBLE_OPEN;
    case 0x300c: case 0x300e: return MARK_DOUBLE_OPEN;
    case 0x201d: case 0xbb: case 0x300d: case 0x300f: return MARK_DOUBLE_CLOSE;
    case '`':
        if (twice) *size = 2;
        return twice ? MARK_DOUBLE_OPEN : MARK_SINGLE_OPEN;
    case '\'':
        if (twice) *size = 2;
        return twice ? MARK_DOUBLE : MARK_SINGLE;
    case 0x2018: case 0x201a: case 0x201b: case 0x2039: return MARK_SINGLE_OPEN;
    case 0x2019: case 0x203a: return MARK_SINGLE_CLOSE;
    default: return MARK_NONE;
    }
}

static uint32_t char_before(const mark_scan *scan, uint32_t at) {
    unsigned size;
    return at <= scan->begin ? ' ' : utf8_at(scan->text, utf8_before(scan->text, at), &size);
}
static uint32_t char_after(const mark_scan *scan, uint32_t at) {
    unsigned size;
    return at >= scan->end ? ' ' : utf8_at(scan->text, at, &size);
}
static bool is_blank(uint32_t c) { return c <= ' ' || (char_class(c) & CHAR_SPACE); }
static bool is_dash(uint32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }
static bool is_wordy(uint32_t c) { return (char_class(c) & (CHAR_LETTER | CHAR_DIGIT)) != 0; }
static bool before_opener(uint32_t c) {
    return is_blank(c) || c == '(' || c == '[' || c == '/' || is_dash(c) || c == 0x2018 || c == 0x201c || c == '"' ||
           c == '\'';
}

static void scan_push(mark_scan *scan, uint32_t inner_end, uint32_t outer_end, bool closed) {
    uint32_t begin = scan->inner;
    scan->open = false;
    unsigned size;
    while (begin < inner_end && is_blank(utf8_at(scan->text, begin, &size))) begin += size;
    while (inner_end > begin && is_blank(utf8_at(scan->text, utf8_before(scan->text, inner_end), &size))) inner_end -= size;
    if (begin >= inner_end || inner_end - begin > CAP_QUOTE_BYTES) return;
    if (scan->single && inner_end - begin < 2) return;  /* rock 'n' roll */
    quotation found = {.inner = {begin, inner_end}, .outer_begin = scan->at, .outer_end = outer_end,
                       .paragraph = scan->paragraph, .attribution = REPORT_NONE, .lead = REPORT_NONE, .closed = closed,
                       .single = scan->single};
    (void)VEC_PUSH(scan->work->scratch, &scan->work->quotations, found);
}

static void scan_open(mark_scan *scan, uint32_t at, unsigned size, bool single) {
    scan->open = true;
    scan->single = single;
    scan->depth = 0;
    scan->inner_single = false;
    unsigned length;
    scan->opener = utf8_at(scan->text, at, &length);
    scan->at = at;
    scan->inner = at + size;
    scan->last_close = 0;
}

/* The mark that closes what these open, where it opens elsewhere; else 0. */
static uint32_t closer_of(uint32_t opener) { return opener == 0x201e ? 0x201c : opener == 0xbb ? 0xab : 0; }

static void scan_double(mark_scan *scan, uint32_t at, unsigned size, mark_shape shape) {
    uint32_t before = char_before(scan, at), after = char_after(scan, at + size);
    bool can_open = before_opener(before) && !is_blank(after);
    uint32_t mark = char_after(scan, at);
    if (!scan->open) {
        bool inches = before >= '0' && before <= '9', french = mark == 0xab && is_blank(before);
        if (shape == MARK_DOUBLE_OPEN ? french || !is_blank(after) : can_open && !inches) scan_open(scan, at, size, false);
        /* A closer with nothing open that stands where an opener would: the writer's slip. */
        return;
    }
    if (scan->single) return;  /* a double quotation inside a single one */
    if (mark == closer_of(scan->opener) && scan->depth == 0) {  /* „so“, »so« */
        scan_push(scan, at, at + size, true);
        return;
    }
    bool opens = (shape == MARK_DOUBLE_OPEN && can_open) ||
                 (shape == MARK_DOUBLE && can_open && before != '\'' && before != 0x2018 && at > scan->inner);
    if (opens) {
        scan->depth++;
    } else if (scan->depth > 0) {
        scan->depth--;
        scan->last_close = at;
        scan->last_close_end = at + size;
    } else {
        scan_push(scan, at, at + size, true);
    }
}

static void scan_single(mark_scan *scan, uint32_t at, unsigned size, mark_shape shape) {
    uint32_t before = char_before(scan, at), after = char_after(scan, at + size);
    bool may_close = !is_wordy(after) && !is_blank(before);
    if (!scan->open) {
        bool opens = before_opener(before) && (char_class(after) & CHAR_LETTER) && shape != MARK_SINGLE_CLOSE;
        if (opens) scan_open(scan, at, size, true);
    } else if (scan->single && scan->depth == 0) {
        /* "the workers' rights": behind an s and before a lower-case word it is more likely an apostrophe. */
        unsigned next_size;
        uint32_t next = at + size + 1 < scan->end ? utf8_at(scan->text, at + size + 1, &next_size) : 0;
        bool possessive = (before == 's' || before == 'S') && after == ' ' && (char_class(next) & CHAR_LOWER);
        if (may_close && shape != MARK_SINGLE_OPEN && !possessive) scan_push(scan, at, at + size, true);
    }
}

/* Where an unclosed quotation most likely ends: behind the comma before ", X said" at the paragraph's end, else 0. */
static uint32_t missing_close(const mark_scan *scan) {
    const syn_report *report = scan->work->report;
    const syn_word *words = report->words.at;
    uint32_t at = report_word_at(report, scan->end - 1), reach = 0;
    if (at >= report->words.n) at = report->words.n ? report->words.n - 1 : 0;
    bool cue = false;
    for (; at > 0 && reach < CLOSE_WORDS && words[at].begin > scan->inner; at--, reach++) {
        const lexicon_entry *entry = lexicon_word(&lexicon_mark_quote_cues, words[at].fold);
        if (entry && cue_takes(entry->value, 'q') && entry->value[1] != 'g') cue = true;
        else if (cue && report->text.ptr[words[at].begin] == ',') return words[at].end;
    }
    return 0;
}

/* True if the next paragraph opens with a quotation mark: then a quotation may run on into it. */
static bool next_opens(const mark_scan *scan) {
    uint32_t at = scan->end;
    while (at < scan->text.len && (unsigned char)scan->text.ptr[at] <= ' ') at++;
    unsigned size;
    mark_shape shape = at < scan->text.len ? shape_at(scan->text, at, &size) : MARK_NONE;
    return shape == MARK_DOUBLE || shape == MARK_DOUBLE_OPEN || shape == MARK_SINGLE_OPEN;
}

static void scan_end(mark_scan *scan) {
    if (!scan->open) return;
    if (scan->single) {  /* an apostrophe that looked like an opener */
        scan->open = false;
        return;
    }
    uint32_t said = missing_close(scan);
    if (scan->depth > 0 && scan->last_close) scan_push(scan, scan->last_close, scan->last_close_end, true);
    else if (said > scan->inner) scan_push(scan, said, said, false);
    else if (next_opens(scan) || scan->at == scan->begin) scan_push(scan, scan->end, scan->end, false);
    scan->open = false;
}

void quotes_find_marks(quote_work *work) {
    mark_scan scan = {.work = work, .text = work->report->text};
    uint32_t begin = 0;
    for (uint32_t p = 0; p < work->paragraphs; p++) {
        scan.paragraph = p;
        scan.end = work->paragraph_ends[p];
        scan.begin = begin;
        while (scan.begin < scan.end && (unsigned char)scan.text.ptr[scan.begin] <= ' ') scan.begin++;
        scan.open = false;
        unsigned size = 1;
        for (uint32_t at = scan.begin; at < scan.end; at += size) {
            mark_shape shape = shape_at(scan.text, at, &size);
            if (shape == MARK_NONE) continue;
            if (shape <= MARK_DOUBLE_CLOSE) scan_double(&scan, at, size, shape);
            else scan_single(&scan, at, size, shape);
        }
        scan_end(&scan);
        begin = scan.end;
    }
}
