/* lines.c - lines of a plain text that are no prose by where they stand: captions, links to other stories, subheads.
 *
 * In: the paragraphs, boilerplate and dateline out. Out: what is no prose is `gone`. A text that ends its sentences with full
 * stops shows by the missing one what is set apart: the line between headline and story (a caption, or a second headline),
 * a sentence without its stop between paragraphs (a caption), several headlines in a row (links), a few words in
 * capitals or in single quotation marks (a subhead). Where such lines are many, the text is a list, a guide or a
 * ticker, and keeps them. Linear: each paragraph is looked at with its neighbours.
 *
 * It does not know captions with a full stop, nor a single link that reads like a subhead. */
#include "clean/parts.h"
#include "text/fold.h"
#include "text/utf8.h"

#define LINES_PROSE 4        /* paragraphs of prose that a text must have */
#define LINES_SHARE 3        /* ... and so many for each line without a stop */
#define PROSE_WORDS 12
#define HEAD_MOST 26         /* words of the line below the headline */
#define CAPTION_LEAST 6
#define CAPTION_MOST 20
#define LINK_LEAST 4
#define HEADLINE_LEAST 7
#define HEADLINES 2          /* more lines like headlines are subheads */
#define LINK_MOST 16
#define SUBHEAD_WORDS 6
#define QUOTED_WORDS 5
#define STAMP_WORDS 8
#define STAMP_PARAGRAPHS 6   /* kept paragraphs at the head that may be a stamp */

static bool is_prose(const clean_para *para) { return para->look.terminal && para->look.words >= PROSE_WORDS; }

/* "... Says D.A.": the stop belongs to the last word. */
static bool ends_in_initials(syn_slice s) {
    size_t n = s.len;
    return n > 4 && s.ptr[n - 1] == '.' && s.ptr[n - 3] == '.' && s.ptr[n - 2] >= 'A' && s.ptr[n - 2] <= 'Z' &&
           s.ptr[n - 4] >= 'A' && s.ptr[n - 4] <= 'Z';
}

/* No stop at its end, nothing at its start or end that says that it goes on or belongs to a list. */
static bool is_loose(const clean_para *para) {
    const clean_features *look = &para->look;
    if (para->kind != BLOCK_PARAGRAPH || (look->terminal && !ends_in_initials(para->text)) || look->colon || look->lower || look->open_end || look->bullets ||
        look->handles)
        return false;
    if (memchr(para->text.ptr, '\n', para->text.len)) return false;
    uint32_t last = last_character(para->text);
    if (last == ',' || last == ';' || last == '-' || last == 0x2014 || last == 0x2013 || last == 0x2026) return false;
    unsigned size;
    return (char_class(utf8_at(para->text, 0, &size)) & CHAR_LETTER) != 0;
}

/* Several sentences; a caption or a headline is one. */
static bool has_inner_stop(syn_slice s) {
    unsigned letters = 0;
    for (size_t at = 0; at + 2 < s.len; at++) {
        char c = s.ptr[at];
        if ((c == '.' || c == '?' || c == '!') && letters >= 3 && blank_at(s, at + 1)) return true;
        letters = (c >= 'a' && c <= 'z') ? letters + 1 : 0;
    }
    return false;
}

/* "How to ...", "What we know ..." are headings; "He ...", "And ..." go on with what was said before. */
static bool opens_other(syn_slice s) {
    static const char *const words[] = {"How ", "What ", "Why ", "Where ", "Who ", "When ", "Which ", "Is ", "Are ", "Can ",
                                        "He ", "She ", "They ", "It ", "We ", "You ", "I ", "His ", "Her ", "And ", "But ",
                                        "So ", "As ", "In ", "On ", "At ", "If ", "No "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_starts(s, slice_str(words[i]))) return true;
    return false;
}

/* A sentence without its stop, in which nobody says anything. */
static bool is_caption_line(const clean_para *para) {
    const clean_features *look = &para->look;
    return is_loose(para) && !look->contacts && look->words >= CAPTION_LEAST && look->words <= CAPTION_MOST && look->verbs && !look->speech &&
           look->capitals * 2 < look->words && !opens_other(para->text) && !has_inner_stop(para->text);
}

/* "Q: ...", "JH: ...": who speaks in an interview. */
static bool opens_turn(syn_slice s) {
    for (size_t i = 1; i < 4 && i < s.len; i++)
        if (s.ptr[i] == ':') return true;
    return false;
}

static bool is_link_line(const clean_para *para) {
    const clean_features *look = &para->look;
    if (opens_turn(para->text)) return false;
    bool question = look->question && !(look->quoted && look->speech) && !look->lower && !look->colon;
    uint32_t last = last_character(para->text);
    if (look->quoted && (para->text.ptr[0] == '"' || slice_starts(para->text, SLICE_LIT("“")))) return false;
    return (question || is_loose(para)) && look->words >= LINK_LEAST && look->words <= LINK_MOST && last != '%' &&
           !(last >= '0' && last <= '9') && look->numbers * 3 < look->words && !has_inner_stop(para->text);
}

/* A headline of its own, every word with a capital but the small ones. */
static bool is_headline(const clean_para *para) {
    const clean_features *look = &para->look;
    return is_link_line(para) && !look->question && look->words >= HEADLINE_LEAST &&
           look->capitals + look->stops >= look->words && look->capitals * 2 >= look->words &&
           !opens_other(para->text);
}

/* 'Safe haven', `Hard winter', ‘No way back’: a few words between single marks. */
static bool is_quoted_line(const clean_para *para) {
    static const char *const marks[][2] = {{"'", "'"}, {"`", "'"}, {"‘", "’"}, {"’", "’"}};
    if (para->look.words == 0 || para->look.words > QUOTED_WORDS || para->look.terminal) return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts(para->text, slice_str(marks[i][0])) && slice_ends(para->text, slice_str(marks[i][1]))) return true;
    return false;
}

/* "CALM RETURNS", "\"MY MEN\"": words in capitals alone, eight letters or more, or two words. */
static bool is_caps_line(const clean_para *para) {
    const clean_features *look = &para->look;
    uint32_t last = last_character(para->text);
    if (look->words == 0 || look->words > SUBHEAD_WORDS || look->numbers || look->contacts || look->handles) return false;
    return look->caps + 1 >= look->words && look->capitals == look->words && look->caps > 0 && last != '.' && last != ':' && last != '?' &&
           (look->words > 1 || para->text.len >= 8);
}

static bool is_subhead(const clean_para *para) {
    return para->kind == BLOCK_PARAGRAPH && (is_caps_line(para) || is_quoted_line(para));
}

typedef struct lines {
    clean_work *work;
    uint32_t prose, loose, headlines;  /* paragraphs of each sort */
} lines;

static void count_lines(lines *l) {
    for (uint32_t i = 0; i < l->work->paras.n; i++) {
        const clean_para *para = &l->work->paras.at[i];
        if (para->gone) continue;
        l->prose += is_prose(para);
        if (!l->prose) continue;
        bool question = para->look.question && para->look.words <= LINK_MOST && !para->look.quoted;
        l->headlines += is_headline(para);
        l->loose += (!para->look.terminal || question) && !is_subhead(para);
    }
}

/* "Updated at 4:10 p.m. ET", "Posted 3 May 2011, 09:15": the page's stamp. */
static bool is_stamp(const clean_para *para) {
    const clean_features *look = &para->look;
    static const char *const openers[] = {"Updated ", "Last updated ", "Posted ", "First posted ", "Published ", "UPDATED ",
                                          "Last modified ", "First published ", "Updated: ", "Posted: ", "Published: "};
    if (!look->numbers || look->words > STAMP_WORDS || look->quoted) return false;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (slice_starts(para->text, slice_str(openers[i]))) return look->verbs <= 1;
    return false;
}

static void take_stamps(lines *l) {
    uint32_t at = 0;
    for (unsigned seen = 0; seen < STAMP_PARAGRAPHS; seen++, at++) {
        clean_para *para = para_kept(l->work, &at);
        if (!para) return;
        if (is_stamp(para)) para->gone = true;
    }
}

/* The line between the headline and the story. */
static void take_caption_of_head(lines *l) {
    uint32_t at = 0, behind;
    clean_para *para = para_kept(l->work, &at);
    if (!l->work->headed || !para || !is_loose(para) || para->look.contacts) return;
    behind = at + 1;
    const clean_para *next = para_kept(l->work, &behind);
    if (!next || !is_prose(next) || para->look.words < LINK_LEAST || para->look.words > HEAD_MOST) return;
    if (has_inner_stop(para->text) || (para->look.quoted && para->look.speech)) return;
    para->gone = true;
}

/* The lines of [begin, end) are all of one sort and stand between paragraphs of prose: are they no prose? */
static bool run_goes(const lines *l, uint32_t begin, uint32_t end, uint32_t count) {
    const clean_work *work = l->work;
    bool captions = true, links = true, headlines = true, questions = true, last = false;
    for (uint32_t i = begin; i < end; i++) {
        const clean_para *para = &work->paras.at[i];
        if (para->gone) continue;
        captions = captions && is_caption_line(para);
        links = links && is_link_line(para);
        headlines = headlines && is_headline(para);
        last = para->look.question;
        questions = questions && last;
    }
    /* A question behind a heading is what the prose below answers. */
    return captions || (links && (count > 1 ? !last || questions : headlines && l->headlines <= HEADLINES));
}

/* Captions and links between paragraphs of prose. */
static void take_runs(lines *l) {
    clean_work *work = l->work;
    const clean_para *before = NULL;
    for (uint32_t i = 0; i < work->paras.n; i++) {
        clean_para *para = &work->paras.at[i];
        if (para->gone) continue;
        if (!is_caption_line(para) && !is_link_line(para)) {
            before = para;
            continue;
        }
        uint32_t end = i, count = 0;
        while (end < work->paras.n && (work->paras.at[end].gone || is_caption_line(&work->paras.at[end]) ||
                                       is_link_line(&work->paras.at[end])))
            count += !work->paras.at[end++].gone;
        bool prose = before && is_prose(before) && end < work->paras.n && is_prose(&work->paras.at[end]);
        if (prose && run_goes(l, i, end, count))
            for (uint32_t k = i; k < end; k++) work->paras.at[k].gone = true;
        before = &work->paras.at[end - 1];
        i = end - 1;
    }
}

/* Subheads between paragraphs. */
static void take_subheads(lines *l) {
    clean_work *work = l->work;
    bool before = false;
    for (uint32_t i = 0; i < work->paras.n; i++) {
        clean_para *para = &work->paras.at[i];
        if (para->gone) continue;
        uint32_t next = i + 1;
        const clean_para *after = para_kept(work, &next);
        if (before && after && is_prose(after) && is_subhead(para)) para->gone = true;
        else before = para->look.terminal && para->look.words > SUBHEAD_WORDS;
    }
}

void lines_run(clean_work *work) {
    lines l = {.work = work};
    take_stamps(&l);
    count_lines(&l);
    if (l.prose < LINES_PROSE) return;
    take_caption_of_head(&l);
    if (l.loose * LINES_SHARE <= l.prose) {
        take_subheads(&l);
        take_runs(&l);
    }
}
