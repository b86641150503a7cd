/* dateline.c - the dateline before the first sentence: "OSLO, May 3 (Agency) -", "LIMA, Peru The mayor ...", "TUNIS" alone.
 *
 * In: the paragraphs, boilerplate out. Out: the dateline is cut off its paragraph (a line that is nothing else is gone), and
 * its place, date and agency are the report's; a day with a year is published. It stands before the first paragraph of
 * prose, or, where a quotation was put above it, before one of the next if a dash follows it; what runs on into it without
 * a full stop goes with it. Where the dash is lost, a place in capitals ends at a word that opens sentences, or is one of
 * lexicon/en/datelines.txt. A day without a year gives no date: a year is never guessed. Agencies come from
 * lexicon/en/credits.txt. Bounded: DATELINE_PARAGRAPHS heads of DATELINE_BYTES, one of RUN_ON_BYTES. */
#include "clean/lexicon/lexicon.gen.h"
#include "clean/parts.h"
#include "text/fold.h"
#include "text/misread.h"
#include "text/utf8.h"

#define DATELINE_PARAGRAPHS 8  /* kept paragraphs that may have it */
#define DATELINE_BYTES 160     /* bytes that a dateline is looked for in */
#define DATELINE_WORDS 14
#define PROSE_WORDS 8          /* a shorter paragraph is only looked at as a line of its own */
#define PLACE_WORDS 6          /* words of a place in capitals without a dash */
#define COUNTRY_WORDS 4
#define RUN_ON_BYTES 600       /* bytes of a first paragraph whose head and dateline may stand in one line */
#define RUN_ON_WORDS 10        /* words between the place and its agency */

typedef struct dateline {
    const syn_word *words;
    uint32_t n, at;
    syn_slice text, agency;
    syn_civil moment;
    bool place, caps, day;
    syn_span place_span, day_span;
} dateline;

static bool is_mark(const dateline *d, uint32_t at, const char *mark) {
    return at < d->n && slice_equal(slice_cut(d->text, d->words[at].begin, d->words[at].end), slice_str(mark));
}

static bool is_dash(const dateline *d, uint32_t at) {
    return is_mark(d, at, "_") || (at < d->n && text_is_dash(slice_cut(d->text, d->words[at].begin, d->words[at].end)));
}

/* "ULAN BATOR", "London, England", "KUNDUZ, Afghanistan": capitals, with commas and short words between. */
static void read_place(dateline *d) {
    uint32_t begin = d->at;
    for (; d->at < d->n; d->at++) {
        const syn_word *w = &d->words[d->at];
        if (w->kind == WORD_LETTERS && (w->flags & WORD_CAPITAL)) {
            size_t used;
            if (d->at > begin && date_read_day(slice_cut(d->text, w->begin, d->text.len), &d->moment, &used)) break;
            if (d->at == begin) d->caps = (w->flags & WORD_ALL_CAPS) != 0;
            d->place = true;
            d->place_span = (syn_span){d->words[begin].begin, w->end};
        } else if (!(w->kind == WORD_PUNCT && (is_mark(d, d->at, ",") || is_mark(d, d->at, ".") || is_mark(d, d->at, "/") ||
                                               is_mark(d, d->at, "'") || is_mark(d, d->at, "’") ||
                                               (is_mark(d, d->at, "-") && !(w->flags & WORD_SPACE)))) || d->at == begin) {
            break;
        }
    }
}

static void read_day(dateline *d) {
    size_t used;
    if (d->at >= d->n) return;
    size_t begin = d->words[d->at].begin;
    if (!date_read_day(slice_cut(d->text, begin, d->text.len), &d->moment, &used)) return;
    d->day = true;
    d->day_span = (syn_span){(uint32_t)begin, (uint32_t)(begin + used)};
    while (d->at < d->n && d->words[d->at].begin < begin + used) d->at++;
    while (is_mark(d, d->at, ",") || is_mark(d, d->at, ".")) d->at++;
}

static void read_agency(dateline *d) {
    if (!is_mark(d, d->at, "(")) return;
    uint32_t close = d->at + 1;
    while (close < d->n && close < d->at + 8 && !is_mark(d, close, ")")) close++;
    if (close >= d->n || !is_mark(d, close, ")") || close == d->at + 1) return;
    const lexicon_entry *entry = lexicon_match(&lexicon_clean_credits, d->words, d->at + 1, close);
    const syn_word *first = &d->words[d->at + 1], *last = &d->words[close - 1];
    bool caps = (first->flags & WORD_ALL_CAPS) && close - d->at <= 4;
    bool name = ((first->flags & WORD_CAPITAL) || first->kind == WORD_URL) && is_dash(d, close + 1) && close - d->at <= 6;
    if (!entry && !caps && !name) return;
    d->agency = slice_cut(d->text, first->begin, entry ? d->words[d->at + entry->words].end : last->end);
    if (!entry && !is_dash(d, close + 1)) {
        d->agency = SLICE_NONE;
        return;
    }
    d->at = close + 1;
}

/* Where the prose begins behind a dateline, or 0. */
static size_t dateline_end(dateline *d) {
    read_agency(d);
    if (!d->agency.len) {
        size_t used;
        if (!date_read_day(d->text, &d->moment, &used)) read_place(d);
        read_day(d);
        if (!d->agency.len) read_agency(d);
    }
    if (d->at == 0 || d->at >= d->n || d->at > DATELINE_WORDS) return 0;
    bool dash = is_dash(d, d->at);
    if (dash) {
        if (!d->agency.len && !(d->place && d->caps)) return 0;
        d->at++;
        while (is_dash(d, d->at) && !(d->words[d->at].flags & WORD_SPACE)) d->at++;
    } else if (!d->agency.len) {
        return 0;
    }
    if (d->at >= d->n) return 0;
    return d->words[d->at].begin;
}

static bool is_function_word(const syn_word *w) {
    const lexicon_entry *entry = lexicon_word(&lexicon_clean_verbs, w->fold);
    return entry && entry->value[0] == 'f';
}

/* A capital, but not in capitals throughout. */
static bool is_capital_word(const dateline *d, uint32_t at) {
    return at < d->n && d->words[at].kind == WORD_LETTERS && (d->words[at].flags & WORD_CAPITAL) &&
           !(d->words[at].flags & WORD_ALL_CAPS);
}

/* "N.H.", "Ky." */
static bool is_abbreviation(const dateline *d, uint32_t at) { return at < d->n && (d->words[at].flags & WORD_ABBREVIATION); }

static bool opens_sentence(const dateline *d, uint32_t at) { return is_capital_word(d, at) && is_function_word(&d->words[at]); }

/* The first words, in capitals: how many; 0 if they are too short for a place. */
static uint32_t caps_words(const dateline *d) {
    uint32_t at = 0, letters = 0;
    for (; at < d->n && at < PLACE_WORDS && d->words[at].kind == WORD_LETTERS && (d->words[at].flags & WORD_ALL_CAPS); at++)
        letters += d->words[at].end - d->words[at].begin;
    return letters >= 4 ? at : 0;
}

/* The entry of datelines.txt that is these words, or NULL. */
static const lexicon_entry *listed_place(const dateline *d, uint32_t words) {
    const lexicon_entry *entry = words ? lexicon_match(&lexicon_clean_datelines, d->words, 0, words) : NULL;
    return entry && entry->words == words ? entry : NULL;
}

/* A dash of windows-1252 that was decoded as Latin-1: a control character, which is no word. */
static bool has_lost_dash(const dateline *d, uint32_t at) {
    if (at == 0 || at >= d->n) return false;
    return text_lost_dash(slice_cut(d->text, d->words[at - 1].end, d->words[at].begin));
}

/* "MANILA At least ...", "LIMA, Peru The mayor ...", "TUNIS Protests shook ...": where the prose begins, or 0. */
static size_t bare_place_end(dateline *d) {
    uint32_t caps = caps_words(d), at = caps;
    if (!caps) return 0;
    const lexicon_entry *listed = listed_place(d, caps);
    if (is_mark(d, at, ",")) {
        uint32_t country = ++at;
        while (at < country + COUNTRY_WORDS && is_capital_word(d, at) && !has_lost_dash(d, at) && !opens_sentence(d, at)) at++;
        if (at == country || !(has_lost_dash(d, at) || opens_sentence(d, at))) return 0;
    } else if (!has_lost_dash(d, at) && !opens_sentence(d, at)) {
        if (!listed || listed->value[0] != 'a' || !is_capital_word(d, at) || at + 1 >= d->n) return 0;
        if (d->words[at + 1].kind != WORD_LETTERS || (d->words[at + 1].flags & WORD_CAPITAL)) return 0;
    }
    d->place_span = (syn_span){0, d->words[at - 1].end};
    d->day_span = (syn_span){0, 0};
    d->day = false;
    return d->words[at].begin;
}

/* A line that is nothing but a dateline: with an agency, or a place in capitals that is known or has a dash behind it. */
static bool is_whole(const dateline *d) {
    if (d->at == 0 || !(d->agency.len || (d->place && d->caps))) return false;
    bool dash = is_dash(d, d->at) && d->at + 1 == d->n;
    if (d->at < d->n && !dash) return false;
    return d->agency.len ? d->place || d->day : dash || listed_place(d, caps_words(d));
}

static syn_code read_bytes(clean_work *work, dateline *d, syn_slice text, size_t most) {
    *d = (dateline){.text = text};
    if (text.len > most) d->text = slice_cut(text, 0, utf8_cut(text, most));
    syn_words words = {0};
    syn_code code = words_scan(&words, NULL, d->text, "", work->scratch, work->error);
    d->words = words.at;
    d->n = words.n;
    return code;
}

static syn_code read_head(clean_work *work, dateline *d, syn_slice text) { return read_bytes(work, d, text, DATELINE_BYTES); }

/* "Quay to close YOUR ALERTS Or create your own NORDA, Norland (Agency) -- The board ...": a page whose lines were lost. Where the dateline
 * begins if no sentence ends before it, or 0. */
static syn_code run_on(clean_work *work, syn_slice text, size_t *begin) {
    dateline d;
    syn_code code = read_bytes(work, &d, text, RUN_ON_BYTES);
    *begin = 0;
    for (uint32_t close = 1; !code && close < d.n; close++) {
        if (is_mark(&d, close, ".") || is_mark(&d, close, "!") || is_mark(&d, close, "?")) return SYN_OK;
        if (!is_dash(&d, close + 1) || !is_mark(&d, close, ")")) continue;
        for (uint32_t at = close; at-- > 1 && close - at <= RUN_ON_WORDS;) {
            bool caps = d.words[at].kind == WORD_LETTERS && (d.words[at].flags & WORD_ALL_CAPS) && d.words[at].end - d.words[at].begin >= 4;
            if (!caps || (d.words[at - 1].flags & WORD_ALL_CAPS) || is_mark(&d, at - 1, "(")) continue;
            *begin = d.words[at].begin;
            return SYN_OK;
        }
    }
    return code;
}

/* Tells the report what the dateline says, and cuts it off. */
static void take(clean_work *work, clean_para *para, const dateline *d, size_t end) {
    syn_report *report = work->report;
    if (d->day && d->moment.grain >= CIVIL_DAY) head_published(report, &d->moment);
    report->dateline.place = meta_copy(report, slice_cut(d->text, d->place_span.begin, d->place_span.end));
    report->dateline.date = meta_copy(report, slice_cut(d->text, d->day_span.begin, d->day_span.end));
    report->dateline.agency = meta_copy(report, d->agency);
    if (d->agency.len && !report->source.len) {
        report->source = meta_copy(report, d->agency);
        report->source_credited = true;
    }
    para->text = slice_cut(para->text, end, para->text.len);
    if (!para->text.len) para->gone = true;
}

/* Looks at one paragraph; true if its dateline was taken. `first`: no prose stands before it. */
static syn_code look_at(clean_work *work, clean_para *para, bool first, bool *taken) {
    dateline d;
    syn_code code = read_head(work, &d, para->text);
    if (code || !d.n) return code;
    size_t end = dateline_end(&d);
    if (para->look.words < PROSE_WORDS) {
        *taken = d.text.len == para->text.len && is_whole(&d);
        if (*taken) take(work, para, &d, para->text.len);
        return SYN_OK;
    }
    uint32_t caps = caps_words(&d);
    bool state = is_mark(&d, caps, ",") && (is_capital_word(&d, caps + 1) || is_abbreviation(&d, caps + 1));
    if (!first && !(caps && d.place && (listed_place(&d, caps) || state))) end = 0;
    else if (!end && first) end = bare_place_end(&d);
    if (!end && first) {
        size_t begin;
        if ((code = run_on(work, para->text, &begin)) != SYN_OK || !begin) return code;
        syn_slice rest = slice_cut(para->text, begin, para->text.len);
        if ((code = read_head(work, &d, rest)) != SYN_OK) return code;
        end = dateline_end(&d);
        if (!end || !d.agency.len || !d.place) return SYN_OK;
        para->text = rest;
    }
    unsigned size;
    if (!end || (char_class(utf8_at(d.text, end, &size)) & CHAR_LOWER)) return SYN_OK;
    take(work, para, &d, end);
    *taken = true;
    return SYN_OK;
}

syn_code head_dateline(clean_work *work) {
    bool taken = false, first = true;
    uint32_t at = 0;
    for (unsigned seen = 0; seen < DATELINE_PARAGRAPHS && !taken; seen++, at++) {
        clean_para *para = para_kept(work, &at);
        if (!para) break;
        if (para->kind != BLOCK_PARAGRAPH) continue;
        syn_code code = look_at(work, para, first, &taken);
        if (code) return code;
        if (para->look.words >= PROSE_WORDS) first = false;
    }
    return SYN_OK;
}
