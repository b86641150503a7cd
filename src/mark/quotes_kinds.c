/* quotes_kinds.c - what stands in quotation marks but is a name, not speech.
 *
 * In: quotations, words. Out: `name` of each quotation: a title of a work, programme or ship, a nickname, a term that the
 * report holds at a distance ("so-called"). The stages behind read it as one capitalised word, and it is no quote.
 *
 * The rules, each by what stands right beside the marks and how the words in them are written (a title has capitals but for
 * its small words; lexicon quote_kinds has the words beside):
 * - a word that announces a term: so-called "smart", under the pseudonym "Old Salt";
 * - a nickname: Earl "Bo" Vance, Catherine ("Kitty") Lind;
 * - a title behind a word for a work ("the film", "her book,", "author of"), a preposition, an article or possessive
 *   (NBN's "Morning Tide"), unless a cue that calls something a name stands near ("called him the "King of Salt"");
 * - a title that is the subject of its sentence: "Lost Harbour" was shown;
 * - the next in a row of titles: "Tides," "The Pier" and "Salt".
 * Linear: a constant look around each quotation. */
#include "mark/quotes.h"
#include "mark/lexicon/lexicon.gen.h"

#define TITLE_WORDS 10u    /* a longer one is no title */
#define TERM_WORDS 6u
#define NEAR_WORDS 4u      /* how far before a title a word for a work may stand */
#define CUE_LOOK 5u        /* how far before it a cue that names something */
#define SMALL_BYTES 3u     /* words that a title may write small */

typedef struct site {
    const syn_report *report;
    const quotation *q;
    uint32_t first, past;    /* words inside, without the comma or point at the end */
    uint32_t floor, before;  /* words of the sentence before the mark are [floor, before) */
    uint32_t next, limit;    /* words behind the mark, up to its sentence's end */
} site;

static const syn_word *word_at(const site *s, uint32_t i) { return &s->report->words.at[i]; }
static const char *value_in(const syn_lexicon *lexicon, const syn_word *word) {
    const lexicon_entry *entry = lexicon_word(lexicon, word->fold);
    return entry ? entry->value : NULL;
}
static bool is_mark_char(const site *s, uint32_t i, char c) { return s->report->text.ptr[word_at(s, i)->begin] == c; }
static bool is_capital(const syn_word *w) { return w->kind == WORD_LETTERS && (w->flags & WORD_CAPITAL); }

/* The words around the marks. False for a quotation without words. */
static bool look(const quote_work *work, const quotation *q, site *s) {
    const syn_report *report = work->report;
    uint32_t n = report->words.n;
    *s = (site){.report = report, .q = q, .first = report_word_at(report, q->inner.begin)};
    uint32_t last = report_word_at(report, q->inner.end - 1);
    if (s->first >= n || last >= n || last < s->first) return false;
    s->past = last + 1;
    while (s->past > s->first + 1 && (is_mark_char(s, s->past - 1, ',') || is_mark_char(s, s->past - 1, '.'))) s->past--;
    uint32_t sentence = word_at(s, s->first)->sentence;
    s->before = report_word_at(report, q->outer_begin);
    s->floor = s->before;
    while (s->floor > 0 && s->before - s->floor < 8 && word_at(s, s->floor - 1)->sentence == sentence) s->floor--;
    s->next = report_word_at(report, q->outer_end);
    if (s->next < n && word_at(s, s->next)->begin < q->outer_end) s->next++;
    s->limit = s->next;
    while (s->limit < n && s->limit - s->next < 8 && word_at(s, s->limit)->sentence == sentence) s->limit++;
    return true;
}

/* Capitals as a title has them. */
static bool is_titled(const site *s) {
    if (s->past - s->first > TITLE_WORDS) return false;
    bool capital = false;
    for (uint32_t i = s->first; i < s->past; i++) {
        const syn_word *w = word_at(s, i);
        if (is_mark_char(s, i, '!') || is_mark_char(s, i, '?') || is_mark_char(s, i, '.')) {
            if (i + 1 < s->past) return false;
            continue;
        }
        if (w->kind != WORD_LETTERS) continue;
        bool ends = i == s->first || i + 1 == s->past;
        if (w->flags & WORD_CAPITAL) capital = true;
        else if (ends || w->end - w->begin > SMALL_BYTES + 1) return false;
    }
    return capital;
}


/* A word of kind `value` in lexicon quote_kinds within `reach` words before the mark; phrases count where they end there. */
static bool announced(const site *s, const char *value, uint32_t reach, bool past_comma) {
    uint32_t end = s->before;
    if (past_comma && end > s->floor && is_mark_char(s, end - 1, ',')) end--;
    for (uint32_t i = end; i > s->floor && end - i < reach; i--) {
        const lexicon_entry *entry = lexicon_match(&lexicon_mark_quote_kinds, s->report->words.at, i - 1, end);
        if (entry && strcmp(entry->value, value) == 0 && i - 1 + entry->words + 1 >= end) return true;
        if (word_at(s, i - 1)->kind == WORD_PUNCT && !is_mark_char(s, i - 1, '-')) return false;
    }
    return false;
}

static bool is_term(const site *s) {
    return s->past - s->first <= TERM_WORDS && announced(s, "term", 3, false);
}

static bool is_nickname(const site *s) {
    if (s->past - s->first > 3 || s->past != report_word_at(s->report, s->q->inner.end - 1) + 1) return false;
    if (s->before <= s->floor || s->next >= s->limit || !is_capital(word_at(s, s->first)) || !is_titled(s)) return false;
    uint32_t prev = s->before - 1, next = s->next;
    if (is_mark_char(s, prev, '(') && prev > s->floor && is_mark_char(s, next, ')')) prev--, next++;
    if (next >= s->limit || !is_capital(word_at(s, prev)) || !is_capital(word_at(s, next))) return false;
    const char *role = value_in(&lexicon_mark_quote_grammar, word_at(s, prev));
    return !role && !value_in(&lexicon_mark_quote_cues, word_at(s, prev));
}

/* A cue before the mark that calls something a name: then the name is its speaker's. */
static bool named_by_cue(const site *s) {
    for (uint32_t i = s->before; i > s->floor && s->before - i < CUE_LOOK; i--) {
        const char *value = value_in(&lexicon_mark_quote_cues, word_at(s, i - 1));
        if (value && strlen(value) > 2 && strpbrk(value + 2, "fn")) return true;
    }
    return false;
}

/* A title behind a word that one expects there. */
static bool is_led_title(const site *s) {
    if (s->before <= s->floor) return false;
    const syn_word *prev = word_at(s, s->before - 1);
    if (announced(s, "work", NEAR_WORDS, true)) return true;
    if (announced(s, "said", NEAR_WORDS, true) || named_by_cue(s)) return false;
    if (prev->kind == WORD_POSSESSIVE) return true;
    const char *cue = value_in(&lexicon_mark_quote_cues, prev);
    if (cue && cue_takes(cue, 'm') && s->past - s->first > 1) return true;  /* told "Morning Tide" */
    const char *role = value_in(&lexicon_mark_quote_grammar, prev);
    return role && (strncmp(role, "det", 3) == 0 || strncmp(role, "prep", 4) == 0 || strcmp(role, "possessive") == 0);
}

/* "Lost Harbour" was shown; "Salt," a drama about the sea, ...: no cue and no speaker follows. */
static bool is_subject(const site *s) {
    if (s->before > s->floor || s->next >= s->limit || s->past - s->first < 2) return false;
    bool comma = s->past < report_word_at(s->report, s->q->inner.end - 1) + 1;
    const syn_word *next = word_at(s, s->next);
    if (next->kind != WORD_LETTERS || (next->flags & WORD_CAPITAL)) return false;
    const char *role = value_in(&lexicon_mark_quote_grammar, next);
    if (comma && !(role && (strncmp(role, "det", 3) == 0 || strncmp(role, "prep", 4) == 0))) return false;
    if (role && strncmp(role, "pronoun", 7) == 0) return false;
    for (uint32_t i = s->next; i < s->limit; i++)
        if (value_in(&lexicon_mark_quote_cues, word_at(s, i))) return false;
    return true;
}

/* Behind a title with nothing but a comma or "and" between. */
static bool is_next_title(const site *s, const quotation *before) {
    if (!before || !before->name || before->paragraph != s->q->paragraph) return false;
    uint32_t from = report_word_at(s->report, before->outer_end - 1);
    if (from >= s->before || s->before - from > 4) return false;
    for (uint32_t i = from; i < s->before; i++) {
        const char *role = value_in(&lexicon_mark_quote_grammar, word_at(s, i));
        if (word_at(s, i)->kind != WORD_PUNCT && !(role && strcmp(role, "conj") == 0)) return false;
    }
    return true;
}

void quotes_find_kinds(quote_work *work) {
    for (uint32_t i = 0; i < work->quotations.n; i++) {
        quotation *q = &work->quotations.at[i];
        const quotation *before = i ? q - 1 : NULL;
        site s;
        if (!q->closed || !look(work, q, &s)) continue;
        if (work->paragraph_kinds[q->paragraph] == BLOCK_EMBED) continue;
        if (is_term(&s) || is_nickname(&s)) q->name = true;
        else if (is_titled(&s)) q->name = is_next_title(&s, before) || is_led_title(&s) || is_subject(&s);
    }
}
