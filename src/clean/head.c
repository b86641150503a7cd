/* head.c - what stands at the head of a plain report: its date, its title, its byline, its dateline.
 *
 * In: the paragraphs. Out: published, title, byline and source where the text states them; their lines are gone from the
 * text, and a dateline ("OSLO, May 3 (Agency) -") is cut off the first paragraph. A dateline without a year gives no date:
 * a year is never guessed. Shapes only; agencies come from lexicon/en/credits.txt, dates from dates.c. */
#include "clean/lexicon/lexicon.gen.h"
#include "clean/parts.h"
#include "text/fold.h"
#include "text/utf8.h"

#define HEAD_PARAGRAPHS 5    /* where a head line may stand */
#define TITLE_BYTES 200
#define TITLE_WORDS 30
#define DATELINE_BYTES 160   /* bytes that a dateline is looked for in */
#define DATELINE_WORDS 14

/* "date", "Date:", "Published:" at the start; bytes of it, or 0. */
static size_t date_label(syn_slice s) {
    static const char *const labels[] = {"date", "published", "publication date", "posted", "updated"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t length = strlen(labels[i]);
        if (s.len <= length || !slice_equal_ascii_case(slice_cut(s, 0, length), slice_of(labels[i], length))) continue;
        size_t at = length, size;
        if (s.ptr[at] == ':') at++;
        else if (i > 0) continue;
        size_t blanks = at;
        while ((size = blank_at(s, at)) > 0) at += size;
        if (at > blanks || s.ptr[blanks - 1] == ':') return at;
    }
    return 0;
}

bool head_is_date(syn_slice line) {
    size_t at = date_label(line);
    return at > 0 && at < line.len && line.ptr[at] >= '0' && line.ptr[at] <= '9';
}

static void set_published(syn_report *report, const syn_civil *moment) {
    if (report->published.len) return;
    report->published = date_print(report, moment);
    report->published_from = SLICE_LIT("text");
}

static void set_updated(syn_report *report, const syn_civil *moment) {
    if (report->updated.len) return;
    report->updated = date_print(report, moment);
    report->updated_from = SLICE_LIT("text");
}

/* Cuts "date 2018-08-08" from the start of a head paragraph, or takes a line that is nothing but a date. */
static void take_date(syn_report *report, clean_para *para) {
    syn_slice text = para->text;
    size_t label = date_label(text), used = 0, size;
    syn_civil moment;
    if (!date_read(slice_cut(text, label, text.len), &moment, &used)) return;
    size_t end = label + used;
    if (end < text.len && !blank_at(text, end) && text.ptr[end] != '.' && text.ptr[end] != ',' && text.ptr[end] != '|')
        return;
    if (end < text.len && !blank_at(text, end)) end++;
    while ((size = blank_at(text, end)) > 0) end += size;
    /* Without a label only a whole line is a date. With "date" prose may follow it on the same line. */
    if (end < text.len && (!label || !(text.ptr[0] == 'd' || text.ptr[0] == 'D'))) return;
    if (label && (text.ptr[0] == 'u' || text.ptr[0] == 'U')) set_updated(report, &moment);
    else set_published(report, &moment);
    para->text = slice_cut(text, end, text.len);
    if (!para->text.len) para->gone = true;
}

void head_dates(clean_work *work) {
    for (uint32_t i = 0; i < work->paras.n && i < HEAD_PARAGRAPHS; i++) {
        clean_para *para = &work->paras.at[i];
        if (!para->gone) take_date(work->report, para);
        if (i + 1 < work->paras.n && para->gone && !para->line) work->paras.at[i + 1].line = false;
    }
}

static clean_para *next_kept(clean_work *work, uint32_t *at) {
    while (*at < work->paras.n && work->paras.at[*at].gone) (*at)++;
    return *at < work->paras.n ? &work->paras.at[*at] : NULL;
}

/* A full stop behind a long word, and more text behind it: two sentences, or a caption run into a headline. */
static bool has_inner_stop(syn_slice s) {
    unsigned letters = 0;
    for (size_t at = 0; at + 2 < s.len; at++) {
        char c = s.ptr[at];
        if (c == '.' && letters >= 4 && blank_at(s, at + 1)) return true;
        letters = (c >= 'a' && c <= 'z') ? letters + 1 : 0;
    }
    return false;
}

/* Nothing but names: two or three capitalised words each, parted by commas or "and". */
static bool is_names(const clean_para *para) {
    syn_slice s = para->text;
    bool parted = slice_find(s, SLICE_LIT(" and "), 0) != SIZE_MAX;
    if (!parted || para->look.verbs || para->look.numbers || para->look.quoted || para->look.words > 14) return false;
    unsigned run = 0;
    for (size_t at = 0; at <= s.len;) {
        size_t end = at;
        while (end < s.len && s.ptr[end] != ' ') end++;
        syn_slice word = slice_cut(s, at, end);
        bool joint = slice_equal(word, SLICE_LIT("and"));
        if (!joint && word.len && word.ptr) {
            unsigned size;
            if (!(char_class(utf8_at(word, 0, &size)) & CHAR_UPPER)) return false;
            run++;
        }
        if (joint || end >= s.len || (word.len && word.ptr[word.len - 1] == ',')) {
            if (!(joint && run == 0) && (run < 2 || run > 4)) return false;
            run = 0;
        }
        at = end + 1;
    }
    return true;
}

static bool reads_as_title(const clean_para *para) {
    const clean_features *look = &para->look;
    if (para->text.len > TITLE_BYTES || look->words < 2 || look->words > TITLE_WORDS || look->lower || look->colon)
        return false;
    if (memchr(para->text.ptr, '\n', para->text.len)) return false;
    uint32_t last = last_character(para->text);
    if (last == '.' || last == '!' || last == ',' || last == ';' || look->contacts || look->credit_first) return false;
    if ((look->question && look->words > 20) || has_inner_stop(para->text) || is_boilerplate(look)) return false;
    return !(look->credit_last || look->alone || look->bracketed || is_names(para) || slice_starts(para->text,
             SLICE_LIT("By ")));
}

void head_title(clean_work *work) {
    uint32_t at = 0, behind;
    clean_para *first = next_kept(work, &at);
    if (!first || first->line || !reads_as_title(first)) return;
    behind = at + 1;
    const clean_para *next = next_kept(work, &behind);
    if (!next || next->line || next->look.hash == first->look.hash) return;
    size_t body = 0;
    for (uint32_t i = behind; i < work->paras.n && body <= first->text.len * 2; i++) body += work->paras.at[i].text.len;
    if (body <= first->text.len * 2) return;
    if (!work->report->title.len) work->report->title = meta_copy(work->report, first->text);
    else if (fold_hash(work->report->title) != first->look.hash) return;
    first->gone = true;
}

/* ---- byline ---- */
/* "By A. Writer and B. Writer, Staff Writer": a short line of capitals after By; or names alone. */
static bool reads_as_byline(const clean_para *para) {
    syn_slice text = para->text;
    if (is_names(para)) return true;
    if (text.len < 6 || text.len > 160 || !slice_equal_ascii_case(slice_cut(text, 0, 3), SLICE_LIT("by "))) return false;
    const clean_features *look = &para->look;
    if (look->words < 2 || look->words > 16 || look->quoted || look->question || memchr(text.ptr, '\n', text.len))
        return false;
    unsigned size;
    if (!(char_class(utf8_at(text, 3, &size)) & CHAR_UPPER)) return false;
    return look->capitals + look->stops >= look->words && look->verbs == 0;
}

void head_bylines(clean_work *work) {
    for (uint32_t i = 0; i < work->paras.n && i < HEAD_PARAGRAPHS + 1; i++) {
        clean_para *para = &work->paras.at[i];
        if (para->gone || !reads_as_byline(para)) continue;
        if (!work->report->byline.n) byline_add(work->report, para->text);
        para->gone = true;
    }
}

/* ---- dateline ---- */
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
    return is_mark(d, at, "-") || is_mark(d, at, "—") || is_mark(d, at, "–") || is_mark(d, at, "--") ||
           is_mark(d, at, "―");
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
    bool name = (first->flags & WORD_CAPITAL) && is_dash(d, close + 1) && close - d->at <= 6;
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

/* "MANILA At least ...": capitals of a place, then a sentence that begins with a short word: the dash got lost. */
static size_t bare_place_end(const dateline *d) {
    uint32_t at = 0;
    uint32_t letters = 0;
    while (at < d->n && at < 4 && d->words[at].kind == WORD_LETTERS && (d->words[at].flags & WORD_ALL_CAPS)) {
        letters += d->words[at].end - d->words[at].begin;
        at++;
    }
    if (at == 0 || letters < 4 || at >= d->n) return 0;
    const syn_word *next = &d->words[at];
    const lexicon_entry *entry = lexicon_word(&lexicon_clean_verbs, next->fold);
    bool opens = next->kind == WORD_LETTERS && (next->flags & WORD_CAPITAL) && !(next->flags & WORD_ALL_CAPS) && entry &&
                 entry->value[0] == 'f';
    return opens ? next->begin : 0;
}

syn_code head_dateline(clean_work *work) {
    uint32_t at = 0;
    clean_para *para = next_kept(work, &at);
    while (para && para->look.words < 8 && at < HEAD_PARAGRAPHS * 2) {
        at++;
        para = next_kept(work, &at);
    }
    if (!para || para->kind != BLOCK_PARAGRAPH) return SYN_OK;
    syn_slice head = para->text;
    if (head.len > DATELINE_BYTES) head = slice_cut(head, 0, utf8_cut(head, DATELINE_BYTES));
    syn_words words = {0};
    syn_sentences sentences = {0};
    syn_code code = words_scan(&words, &sentences, head, "", work->scratch, work->error);
    if (code || !words.n) return code;
    dateline d = {.words = words.at, .n = words.n, .text = head};
    size_t end = dateline_end(&d);
    if (!end) end = bare_place_end(&d);
    if (!end) return SYN_OK;
    unsigned size;
    uint32_t c = utf8_at(head, end, &size);
    if (char_class(c) & CHAR_LOWER) return SYN_OK;
    if (d.day && d.moment.grain >= CIVIL_DAY) set_published(work->report, &d.moment);
    syn_report *report = work->report;
    report->dateline.place = meta_copy(report, slice_cut(head, d.place_span.begin, d.place_span.end));
    report->dateline.date = meta_copy(report, slice_cut(head, d.day_span.begin, d.day_span.end));
    report->dateline.agency = meta_copy(report, d.agency);
    if (d.agency.len && !work->report->source.len) work->report->source = meta_copy(work->report, d.agency);
    para->text = slice_cut(para->text, end, para->text.len);
    return SYN_OK;
}

