/* times_dateline.c - reads "MOSCOW, Aug. 8 (AP) --": place, date and agency before the first sentence.
 *
 * In: the first lines of a report and its shapes. Out: report->dateline, and which shape is its date. A line opens with a
 * dateline if capitalised words (the place), a day, and an agency in brackets or between strokes follow each other, each
 * of them perhaps missing, and a dash closes them; a dash alone is not enough: there must be an agency, or a place and a
 * day, or a place in capitals that is known to be one. An agency of time_agencies.txt needs no dash ("(CNN)The ferry
 * ..."), and neither does a known place in capitals before a sentence that is not ("TUNIS Protests shook ..."); of a dash that
 * was lost its replacement character is left. Where clean cut the dateline off the text it has filled in report->dateline already, and nothing here is found. */
#include "mark/lexicon/lexicon.gen.h"
#include "mark/times_ranges.h"
#include "text/misread.h"

enum {
    DATELINE_LINES = 8,     /* a dateline opens one of the first so many lines */
    DATELINE_LOOKED = 400,  /* words looked at for their begins */
    PLACE_WORDS = 9,
    AGENCY_WORDS = 6,
    BARE_LETTERS = 4        /* of a place in capitals without a dash behind it */
};

typedef struct dateline {
    const mark_scan *scan;
    uint32_t at, end;
    uint32_t place, place_past, date, agency, agency_past;  /* words; date: a shape; place == place_past: none */
} dateline;

static bool is_sign(const dateline *d, uint32_t at, char sign) { return at < d->end && scan_char(d->scan, at) == sign; }

static bool is_dash(const dateline *d, uint32_t at) {
    if (at >= d->end) return false;
    if (at > 0 && text_lost_dash(slice_cut(d->scan->report->text, d->scan->words[at - 1].end, d->scan->words[at].begin))) return true;
    if (d->scan->words[at].kind == WORD_LETTERS) return false;
    syn_slice text = scan_text(d->scan, at);
    return text.ptr[0] == '-' || text.ptr[0] == '_' || text_is_dash(text) || text_lost_dash(text);
}

static uint32_t shape_at(const time_shapes *shapes, uint32_t word) {
    for (uint32_t i = 0; i < shapes->n && shapes->at[i].word <= word; i++)
        if (shapes->at[i].word == word) return i;
    return REPORT_NONE;
}

/* "ULAN BATOR", "KUNDUZ, Afghanistan", "Rio de Janeiro", "LONDON/PARIS"; up to a day. */
static void read_place(dateline *d, const time_shapes *shapes) {
    d->place = d->place_past = d->at;
    uint32_t limit = d->at + PLACE_WORDS < d->end ? d->at + PLACE_WORDS : d->end;
    for (uint32_t at = d->at; at < limit && shape_at(shapes, at) == REPORT_NONE; at++) {
        const syn_word *word = &d->scan->words[at];
        bool name = word->kind == WORD_LETTERS && (word->flags & WORD_CAPITAL);
        bool sign = is_sign(d, at, ',') || is_sign(d, at, '.') || is_sign(d, at, '/') || scan_hyphen(d->scan, at);
        bool small = word->kind == WORD_LETTERS && word->end - word->begin <= 3;
        if (!name && !(at > d->place && (sign || small))) break;
        if (name) d->place_past = at + 1;
    }
    d->at = d->place_past;
    while (is_sign(d, d->at, ',') || is_sign(d, d->at, '.')) d->at++;
}

static void read_date(dateline *d, const time_shapes *shapes) {
    uint32_t shape = shape_at(shapes, d->at);
    if (shape == REPORT_NONE) return;
    uint8_t kind = shapes->at[shape].kind;
    if (kind != SHAPE_DAY && kind != SHAPE_WEEKDAY) return;
    d->date = shape;
    d->at = shapes->at[shape].past;
    while (is_sign(d, d->at, ',') || is_sign(d, d->at, '.')) d->at++;
}

/* "(Reuters)", "/PRNewswire/"; true if the agency is known. */
static bool read_agency(dateline *d) {
    bool bracket = is_sign(d, d->at, '('), stroke = is_sign(d, d->at, '/');
    if (!bracket && !stroke) return false;
    uint32_t close = d->at + 1;
    while (close < d->end && close <= d->at + AGENCY_WORDS && !is_sign(d, close, bracket ? ')' : '/')) close++;
    bool capital = scan_is_capital(d->scan, d->at + 1);
    if (!is_sign(d, close, bracket ? ')' : '/') || close == d->at + 1 || !capital) return false;
    d->agency = d->at + 1;
    d->agency_past = close;
    d->at = close + 1;
    const lexicon_entry *known = scan_phrase(d->scan, &lexicon_mark_time_agencies, d->agency, close);
    return known && d->agency + known->words == close;
}

/* A place in capitals that the lexicon of places knows. */
static bool is_known_place(const dateline *d) {
    const syn_word *word = &d->scan->words[d->place];
    bool caps = d->place < d->place_past && (word->flags & WORD_ALL_CAPS) && word->end - word->begin > 2;
    return caps && scan_phrase(d->scan, &lexicon_mark_name_place, d->place, d->place_past);
}

/* "TUNIS Protests shook the town": a known place in capitals before a sentence that begins in small ones; its dash is lost. */
static bool is_bare_place(dateline *d) {
    uint32_t past = d->at, letters = 0;
    for (; past < d->end && past < d->at + PLACE_WORDS && (d->scan->words[past].flags & WORD_ALL_CAPS); past++)
        letters += d->scan->words[past].end - d->scan->words[past].begin;
    if (letters < BARE_LETTERS || past + 1 >= d->end || !scan_is_capital(d->scan, past)) return false;
    const syn_word *next = &d->scan->words[past + 1];
    const lexicon_entry *place = scan_phrase(d->scan, &lexicon_mark_name_place, d->at, past);
    bool small = next->kind == WORD_POSSESSIVE || (next->kind == WORD_LETTERS && !(next->flags & WORD_CAPITAL));
    const lexicon_entry *title = lexicon_word(&lexicon_mark_name_title, d->scan->words[past].fold);
    if (!place || place->words != past - d->at || !(small || title)) return false;
    d->place = d->at;
    d->place_past = past;
    return true;
}

static bool opens(dateline *d, const time_shapes *shapes) {
    d->date = REPORT_NONE;
    if (is_bare_place(d)) return true;
    bool known = read_agency(d);
    if (!d->agency_past) {
        if (shape_at(shapes, d->at) == REPORT_NONE) read_place(d, shapes);
        read_date(d, shapes);
        known = read_agency(d);
    }
    bool place = d->place_past > d->place, date = d->date != REPORT_NONE, agency = d->agency_past > 0;
    if (!is_dash(d, d->at)) return known;
    return agency || (place && date) || is_known_place(d);
}

static syn_slice words_text(const dateline *d, syn_report *report, uint32_t from, uint32_t past) {
    if (past <= from) return SLICE_NONE;
    return slice_cut(report->text, d->scan->words[from].begin, d->scan->words[past - 1].end);
}

uint32_t dateline_read(grammar_scan *g, syn_report *report, const time_shapes *shapes) {
    const mark_scan *scan = g->scan;
    unsigned lines = 0;
    for (uint32_t at = 0; at < scan->n && at < DATELINE_LOOKED && lines < DATELINE_LINES; at++) {
        if (!(scan->words[at].flags & WORD_LINE)) continue;
        lines++;
        dateline d = {.scan = scan, .at = at, .end = scan->n};
        if (!opens(&d, shapes)) continue;
        report->dateline.place = words_text(&d, report, d.place, d.place_past);
        report->dateline.agency = words_text(&d, report, d.agency, d.agency_past);
        if (d.date == REPORT_NONE) return REPORT_NONE;
        report->dateline.date = words_text(&d, report, shapes->at[d.date].word, shapes->at[d.date].past);
        return d.date;
    }
    return REPORT_NONE;
}
