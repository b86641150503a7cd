/* head.c - what stands at the head of a plain report: its date, its title, its byline.
 *
 * In: the paragraphs. Out: published, title and byline where the text states them; their lines are gone from the text.
 * Shapes only; dates come from dates.c. The dateline is dateline.c's. */
#include "clean/parts.h"
#include "text/fold.h"
#include "text/utf8.h"

#define TITLE_BYTES 200
#define TITLE_WORDS 30

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

void head_published(syn_report *report, const syn_civil *moment) {
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
    else head_published(report, &moment);
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
    clean_para *first = para_kept(work, &at);
    if (!first || first->line || !reads_as_title(first)) return;
    behind = at + 1;
    const clean_para *next = para_kept(work, &behind);
    if (!next || next->line || next->look.hash == first->look.hash) return;
    size_t body = 0;
    for (uint32_t i = behind; i < work->paras.n && body <= first->text.len * 2; i++) body += work->paras.at[i].text.len;
    if (body <= first->text.len * 2) return;
    if (!work->report->title.len) work->report->title = meta_copy(work->report, first->text);
    else if (fold_hash(work->report->title) != first->look.hash) return;
    first->gone = work->headed = true;
}

/* ---- byline ---- */
/* "Ann Okoro, quaynews.example": a name, a comma and a site. */
static bool is_name_and_site(const clean_para *para) {
    const clean_features *look = &para->look;
    const char *comma = memchr(para->text.ptr, ',', para->text.len);
    return comma && look->words >= 2 && look->words <= 4 && look->capitals == look->words && look->contacts == 1 &&
           !look->verbs && !look->stops && !look->numbers && !look->terminal && !memchr(para->text.ptr, '@', para->text.len) &&
           !memchr(comma + 1, ',', (size_t)(para->text.ptr + para->text.len - comma - 1));
}

/* "By A. Writer and B. Writer, Staff Writer": a short line of capitals after By; or names alone. */
static bool reads_as_byline(const clean_para *para) {
    syn_slice text = para->text;
    if (is_names(para) || is_name_and_site(para)) return true;
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
