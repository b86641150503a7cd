/* quotes_marks.c - quotation marks.
 *
 * In: the text and its blocks. Out: the paragraphs; the outermost quotations, each inside one of them.
 *
 * The idea: the row of a paragraph's marks (quotes_marks_row.c) is read from left to right. A double mark opens where it may,
 * and closes what is open otherwise; one that stands on the wrong side ("He says,” so it is”), or between two letters, does
 * what is due. A single mark opens only if one that may close stands behind it, best behind a point or comma; else it is an
 * apostrophe, as are those of 'tis, '90s and dogs'. A mark behind a digit with nothing open is feet or inches.
 *
 * What is still open at the paragraph's end: it ends there where the next paragraph opens with a mark again, as newspapers
 * do in a quotation over several paragraphs, and runs on where the next closes it without opening one. Else a mark was
 * lost: the marks are read again, without nesting; an opener that none closes ends at ", X said", at the paragraph's end
 * if the paragraph begins with it or a colon leads to it, or else opens nothing. A closer without an opener that ends the
 * paragraph's first sentences before a cue closes what the paragraph begins with.
 *
 * Linear: every mark is looked at a few times, and every paragraph once by itself and once by the one before it.
 *
 * Not done: which of two nested marks of one shape is meant when one of the four is missing. */
#include "mark/quotes_marks.h"
#include "base/caps.h"
#include "mark/lexicon/lexicon.gen.h"
#include "text/fold.h"
#include "text/misread.h"

#define CLOSE_WORDS 30u   /* words at a paragraph's end in which ", X said" is looked for */
#define CUE_WORDS 8u      /* words behind a lone closer in which its cue is looked for */
#define FAR_BYTES 64u     /* a single mark behind a letter closes nothing that is farther back */
#define OPEN_BYTES 1600u  /* an unclosed quotation that runs on longer is no quotation */

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

/* ---- quotations ---- */

static void push_quotation(mark_scan *scan, uint32_t inner_end, uint32_t outer_end, bool closed, bool single) {
    uint32_t begin = scan->inner;
    scan->open = false;
    unsigned size;
    while (begin < inner_end && is_blank(mended_at(scan->text, begin, &size))) begin += size;
    while (inner_end > begin && is_blank(mended_at(scan->text, mended_before(scan->text, inner_end), &size))) inner_end -= size;
    if (begin >= inner_end || inner_end - begin > CAP_QUOTE_BYTES) return;
    if (single && inner_end - begin < 2) return;  /* rock 'n' roll */
    quotation found = {.inner = {begin, inner_end}, .outer_begin = scan->at, .outer_end = outer_end,
                       .paragraph = scan->paragraph, .attribution = REPORT_NONE, .lead = REPORT_NONE, .closed = closed,
                       .single = single};
    (void)VEC_PUSH(scan->work->scratch, &scan->work->quotations, found);
}

static void open_double(mark_scan *scan, const quote_mark *m) {
    scan->open = true;
    scan->depth = 0;
    scan->opener = m->mark;
    scan->at = m->at;
    scan->inner = m->end;
    scan->last_close = 0;
}

/* The mark that closes what these open, where it opens elsewhere; else 0. */
static uint32_t closer_of(uint32_t opener) { return opener == 0x201e ? 0x201c : opener == 0xbb ? 0xab : 0; }

/* The next double mark behind mark `i`, or NULL. */
static const quote_mark *next_double(const mark_scan *scan, uint32_t i) {
    while (++i < scan->marks.n)
        if (mark_is_double(&scan->marks.at[i])) return &scan->marks.at[i];
    return NULL;
}

/* Where an unclosed quotation in [begin, end) most likely ends: behind the comma before ", X said" at its end, else 0. */
static uint32_t missing_close(const mark_scan *scan, uint32_t begin, uint32_t end) {
    const syn_report *report = scan->work->report;
    const syn_word *words = report->words.at;
    uint32_t at = report_word_at(report, end - 1), reach = 0, cue = 0;
    if (at >= report->words.n) at = report->words.n ? report->words.n - 1 : 0;
    for (; at > 0 && reach < CLOSE_WORDS && words[at].begin > begin; at--, reach++) {
        char c = report->text.ptr[words[at].begin];
        if (c == '\'' || c == '"' || slice_starts(slice_cut(report->text, words[at].begin, end), SLICE_LIT("‘"))) return 0;
        const lexicon_entry *entry = lexicon_word(&lexicon_mark_quote_cues, words[at].fold);
        if (entry && cue_takes(entry->value, 'q') && cue_finite(entry->value)) {
            cue = at;
        } else if (cue && c == ',') {
            entry = lexicon_word(&lexicon_mark_quote_grammar, words[at + 1].fold);
            bool joins = entry && strcmp(entry->value, "conj") == 0;  /* "..., and he said" goes on */
            return cue - at <= CUE_WORDS && !joins ? words[at].end : 0;
        }
    }
    return 0;
}

/* The first word behind `at` within a few that is a cue for a quotation. */
static bool cue_follows(const mark_scan *scan, uint32_t at) {
    const syn_report *report = scan->work->report;
    uint32_t w = report_word_at(report, at);
    for (uint32_t i = 0; i < CUE_WORDS && w < report->words.n && report->words.at[w].begin < scan->end; i++, w++) {
        const lexicon_entry *entry = lexicon_word(&lexicon_mark_quote_cues, report->words.at[w].fold);
        if (entry && cue_takes(entry->value, 'q') && cue_finite(entry->value)) return true;
        if (report->words.at[w].kind == WORD_PUNCT && i > 0) return false;
    }
    return false;
}

/* ---- double marks ---- */

/* 6'2", 41'22"N; else a digit before the mark tells nothing by itself. */
static bool feet_before(const mark_scan *scan, uint32_t at) {
    uint32_t i = at, low = scan->begin;
    while (i > low && is_digit((unsigned char)scan->text.ptr[i - 1])) i--;
    while (i > low && scan->text.ptr[i - 1] == ' ') i--;
    if (i < at && i > low && (scan->text.ptr[i - 1] == '\'' ||
                              slice_ends(slice_cut(scan->text, low, i), SLICE_LIT("\xe2\x80\x99")))) {
        i -= scan->text.ptr[i - 1] == '\'' ? 1 : 3;
        return i > low && is_digit((unsigned char)scan->text.ptr[i - 1]);
    }
    return false;
}

/* A mark behind a digit: inches, where nothing is open or the next double mark can only close what is. */
static bool is_inches(const mark_scan *scan, uint32_t i) {
    const quote_mark *m = &scan->marks.at[i], *next;
    if (m->shape != MARK_DOUBLE && m->shape != MARK_DOUBLE_CLOSE) return false;
    if (!is_digit(m->before)) return false;
    if (feet_before(scan, m->at)) return true;
    if (!scan->open) return true;
    if (scan->opener != m->mark || m->shape != MARK_DOUBLE) return false;
    next = next_double(scan, i);
    return next && next->closes && !next->opens && !is_digit(next->before) && (char_class(m->after) & CHAR_SPACE);
}

/* A closer with nothing open: it ends what the paragraph began without a mark, if a cue or nothing follows. */
static void close_lost(mark_scan *scan, const quote_mark *m) {
    bool first = scan->work->quotations.n == scan->found && is_end(m->before) && m->closes && m->at > scan->begin + 1;
    if (!first || !cue_follows(scan, m->end)) return;
    scan->at = scan->inner = scan->begin;
    push_quotation(scan, m->at, m->end, true, false);
}

static void double_outside(mark_scan *scan, uint32_t i) {
    const quote_mark *m = &scan->marks.at[i], *next = next_double(scan, i);
    bool closer_comes = next && (next->closes || next->shape == MARK_DOUBLE_CLOSE || !next->opens);
    bool floats = is_blank(m->before) && is_blank(m->after);
    bool led = (m->before == ',' || m->before == ':') && !floats;  /* He says,"so / He says,” so */
    if (is_inches(scan, i)) return;
    bool opens = m->opens || (led && closer_comes) || (floats && closer_comes);
    if (m->shape == MARK_DOUBLE_OPEN) opens = opens || !is_blank(m->after);
    else if (is_wordy(m->before) && is_wordy(m->after)) opens = closer_comes;
    if (m->mark == 0xab && is_blank(m->before)) opens = true;  /* « so » */
    if (opens) open_double(scan, m);
    else close_lost(scan, m);
}

/* Closes the quotation with mark `i`, or with that and its double; gives the index of the last one taken. */
static uint32_t close_double(mark_scan *scan, uint32_t i) {
    const quote_mark *m = &scan->marks.at[i];
    bool twice = i + 1 < scan->marks.n && m[1].at == m->end && m[1].mark == m->mark && m[1].closes;
    push_quotation(scan, m->at, m[twice].end, true, false);
    return i + twice;
}

/* Reads mark `i` with a double quotation open; gives the index of the last mark taken. */
static uint32_t double_inside(mark_scan *scan, uint32_t i) {
    const quote_mark *m = &scan->marks.at[i];
    if (is_inches(scan, i)) return i;
    if (m->mark == closer_of(scan->opener) && scan->depth == 0) return close_double(scan, i);  /* „so“, »so« */
    bool opens = m->opens && m->at > scan->inner && m->shape != MARK_DOUBLE_CLOSE &&
                 (m->shape == MARK_DOUBLE_OPEN || (m->before != '\'' && m->before != 0x2018));
    if (m->at == scan->inner && m->shape != MARK_DOUBLE_CLOSE && m->opens) {  /* a doubled mark */
        scan->inner = m->end;
    } else if (opens) {
        bool sentence = m->at >= scan->inner + 2 && is_end((unsigned char)scan->text.ptr[m->at - 2]);
        uint32_t said = sentence ? missing_close(scan, scan->inner, m->at) : 0;
        if (said > scan->inner) {  /* “So it is, she said. “It is so.” */
            push_quotation(scan, said, said, false, false);
            open_double(scan, m);
        } else if (scan->flat) {
            open_double(scan, m);
        } else {
            scan->depth++;
        }
    } else if (scan->depth > 0) {
        scan->depth--;
        scan->last_close = m->at;
        scan->last_close_end = m->end;
    } else {
        return close_double(scan, i);
    }
    return i;
}

/* ---- single marks ---- */

/* The apostrophe of a word that lost its beginning, or of '90s. */
static bool elides(const mark_scan *scan, const quote_mark *m) {
    if (is_digit(m->after)) {
        uint32_t i = m->end;
        while (i < scan->end && is_digit((unsigned char)scan->text.ptr[i])) i++;
        return i - m->end == 2 && (i >= scan->end || scan->text.ptr[i] == 's' || !is_wordy(marks_char_after(scan, i)));
    }
    uint32_t end = m->end;
    while (end < scan->end && is_wordy((unsigned char)scan->text.ptr[end])) end++;
    uint64_t word = word_hash(slice_cut(scan->text, m->end, end));
    return lexicon_word(&lexicon_mark_quote_elisions, word) != NULL;
}

/* The mark that closes the single one at `i`: the first behind a point or comma, else the first behind a word, before the
 * next opener; 0 if there is none, or a double quotation crosses it. */
static uint32_t single_closer(const mark_scan *scan, uint32_t i) {
    uint32_t weak = 0, doubles = 0, weak_doubles = 0;
    const quote_mark *from = &scan->marks.at[i];
    for (uint32_t k = i + 1; k < scan->marks.n; k++) {
        const quote_mark *m = &scan->marks.at[k];
        if (mark_is_double(m)) { doubles++; continue; }
        if (from->mark == 0x201a && m->mark == 0x2018 && m->closes) return k;  /* ‚so‘ */
        if (m->opens && m->shape != MARK_SINGLE_CLOSE && !m->closes) break;
        if (!m->closes || m->shape == MARK_SINGLE_OPEN) continue;
        if (!is_wordy(m->before)) return doubles % 2 == 0 ? k : 0;
        /* "the workers' rights": behind an s and before a lower-case word it is more likely an apostrophe. */
        bool possessive = (m->before == 's' || m->before == 'S') && m->after == ' ' &&
                          (char_class(marks_char_after(scan, m->end + 1)) & CHAR_LOWER);
        if (weak || (possessive && m->at - from->at > FAR_BYTES / 2) || m->at - from->at > 4 * FAR_BYTES) continue;
        weak = k;
        weak_doubles = doubles;
    }
    return weak && weak_doubles % 2 == 0 ? weak : 0;
}

/* True if no mark opens behind mark `i`, and the next paragraph begins with the same one. */
static bool single_runs_on(const mark_scan *scan, uint32_t i) {
    const quote_mark *m = &scan->marks.at[i];
    for (uint32_t k = i + 1; k < scan->marks.n; k++)
        if (scan->marks.at[k].opens || mark_is_double(&scan->marks.at[k])) return false;
    uint32_t at = scan->end;
    while (at < scan->text.len && (unsigned char)scan->text.ptr[at] <= ' ') at++;
    unsigned size;
    return at < scan->text.len && mended_at(scan->text, at, &size) == m->mark && scan->end - m->end > FAR_BYTES / 8;
}

/* A single quotation with nothing open; gives the index of its last mark, or `i` if there is none. */
static uint32_t take_single(mark_scan *scan, uint32_t i) {
    const quote_mark *m = &scan->marks.at[i];
    if (m->shape == MARK_SINGLE_CLOSE || !m->opens || m->before == '\'' || elides(scan, m)) return i;
    if (!is_wordy(m->after) && m->after != '[' && m->after != 0x2026 && m->after != '.') return i;
    uint32_t close = single_closer(scan, i);
    scan->at = m->at;
    scan->inner = m->end;
    if (!close && single_runs_on(scan, i)) {
        push_quotation(scan, scan->end, scan->end, false, true);
        return scan->marks.n;
    }
    if (!close) return i;
    push_quotation(scan, scan->marks.at[close].at, scan->marks.at[close].end, true, true);
    return close;
}

/* ---- paragraphs ---- */

/* The first double mark of the next paragraph, as far as its neighbours tell: opens, closes or none. */
static mark_shape next_begins(const mark_scan *scan, bool *at_once) {
    const quote_work *work = scan->work;
    *at_once = false;
    if (scan->paragraph + 1 >= work->paragraphs) return MARK_NONE;
    mark_scan next = *scan;
    next.begin = scan->end;
    next.end = work->paragraph_ends[scan->paragraph + 1];
    while (next.begin < next.end && (unsigned char)next.text.ptr[next.begin] <= ' ') next.begin++;
    unsigned size;
    for (uint32_t at = next.begin; at < next.end; at += size) {
        mark_shape shape = marks_shape(next.text, at, &size);
        *at_once = at == next.begin && shape != MARK_NONE && shape != MARK_SINGLE;
        if (*at_once) return MARK_DOUBLE_OPEN;
        if (shape == MARK_NONE || shape > MARK_DOUBLE_CLOSE) continue;
        uint32_t before = marks_char_before(&next, at), after = marks_char_after(&next, at + size);
        if (before_opener(before) && !is_blank(after)) return MARK_DOUBLE_OPEN;
        return is_end(before) && !is_wordy(after) && shape != MARK_DOUBLE_OPEN ? MARK_DOUBLE_CLOSE : MARK_NONE;
    }
    return MARK_NONE;
}

/* A colon or comma leads to what is open: Hale said: “So it is. */
static bool char_led(const mark_scan *scan) {
    uint32_t at = scan->at;
    while (at > scan->begin && (unsigned char)scan->text.ptr[at - 1] <= ' ') at--;
    return at > scan->begin && scan->text.ptr[at - 1] == ':';
}

static void read_marks(mark_scan *scan) {
    for (uint32_t i = 0; i < scan->marks.n; i++) {
        const quote_mark *m = &scan->marks.at[i];
        if (!mark_is_double(m)) {
            if (!scan->open) i = take_single(scan, i);
        } else if (scan->open) {
            i = double_inside(scan, i);
        } else {
            double_outside(scan, i);
        }
    }
}

/* What is open at the paragraph's end. False if its marks must be read again without nesting. */
static bool close_paragraph(mark_scan *scan) {
    bool at_once, whole = scan->at == scan->begin;
    if (!scan->open) return true;
    uint32_t said = missing_close(scan, scan->inner, scan->end);
    mark_shape next = next_begins(scan, &at_once);
    if (scan->depth > 0 && scan->last_close) {
        push_quotation(scan, scan->last_close, scan->last_close_end, true, false);
    } else if (said > scan->inner) {
        push_quotation(scan, said, said, false, false);
    } else if (scan->last_close && !at_once && !scan->flat) {
        return false;
    } else if (at_once || next == MARK_DOUBLE_CLOSE) {
        scan->runs_on = !at_once;
        push_quotation(scan, scan->end, scan->end, false, false);
    } else if ((whole || char_led(scan)) && scan->end - scan->inner <= OPEN_BYTES) {
        push_quotation(scan, scan->end, scan->end, false, false);
    }
    scan->open = false;
    return true;
}

static void scan_paragraph(mark_scan *scan) {
    marks_find(scan);
    bool carried = scan->runs_on;
    scan->runs_on = false;
    scan->found = scan->work->quotations.n;
    for (unsigned pass = 0; pass < 2; pass++) {
        scan->flat = pass > 0;
        scan->work->quotations.n = scan->found;
        scan->open = carried;
        scan->at = scan->inner = scan->begin;
        scan->opener = scan->depth = scan->last_close = 0;
        read_marks(scan);
        if (close_paragraph(scan)) break;
    }
}

void quotes_find_marks(quote_work *work) {
    mark_scan scan = {.work = work, .text = work->report->text};
    uint32_t begin = 0;
    for (uint32_t p = 0; p < work->paragraphs; p++) {
        scan.paragraph = p;
        scan.end = work->paragraph_ends[p];
        scan.begin = begin;
        while (scan.begin < scan.end && (unsigned char)scan.text.ptr[scan.begin] <= ' ') scan.begin++;
        scan_paragraph(&scan);
        begin = scan.end;
    }
}
