/* sentences.c - the second pass over a text: its words cut into sentences.
 *
 * In: the words of a text. Out: sentences that follow one another and hold every word once; each word's `sentence`. The
 * idea: walk the words, and at every place where a sentence might end (a terminal mark with its closing quotation marks
 * and brackets, an abbreviation with a point, a line break) decide from the words around it, never more than a few.
 * The rules are those a copy editor would name: a lower-case word goes on with a sentence; a quotation that ends in "?" or
 * "!" and the speaker behind it are one sentence; after "U.S." or "a.m." a sentence begins only with a word that has no
 * other reason for its capital ("The", "He").
 *
 * Places that these rules leave in doubt go to a linear model where the language has one (points.h); without one the rules'
 * opinion holds.
 *
 * Line breaks: where lines are paragraphs, a line break ends a sentence; where the text is wrapped by hand (most lines go
 * on in lower case), only after a terminal mark or a short line. Which of the two a text is, is counted once.
 * Not done: a sentence that begins with a name right after "U.S." is missed. */
#include "text/inner.h"

#include "base/caps.h"
#include "text/points.h"
#include "text/misread.h"
#include "text/weights.h"

enum { TAG_REACH = 5, WRAP_MIN = 40, WRAP_MAX = 140, NOTE_MAX = 3, CLAUSE_REACH = 30, ZONE_REACH = 4 };

typedef struct cutter {
    syn_slice text;
    const syn_word *words;
    uint32_t n;
    bool wrapped;          /* lines are broken by hand */
    uint32_t widest;       /* bytes of the longest line, when wrapped */
    const text_lists *lists;
    syn_model model;       /* without places: the rules decide */
    point_manner manner;
    point_sink see;        /* or NULL */
    void *payload;
} cutter;

static uint32_t char_of(const cutter *cut, uint32_t at) {
    unsigned size;
    return mended_at(cut->text, cut->words[at].begin, &size);
}

static bool is_mark(const cutter *cut, uint32_t at) { return at < cut->n && cut->words[at].kind == WORD_PUNCT; }

static bool is_terminal(const cutter *cut, uint32_t at) {
    if (!is_mark(cut, at)) return false;
    switch (char_of(cut, at)) {
        case '.': case '!': case '?': case 0x2026: case 0x3002: case 0xFF01: case 0xFF1F: case 0xFF0E: case 0x203C:
        case 0x203D: case 0x2047: case 0x2048: case 0x2049: case 0x61F: case 0x6D4: case 0x964: case 0x965: case 0x1362:
        case 0x104B: case 0x17D4: case 0x37E: case 0x589: case 0x700: case 0x701: case 0x702: case 0x1803: case 0x1809:
        case 0xFF61: return true;
        default: return false;
    }
}

static bool is_quote(uint32_t c) {
    return c == '"' || c == '\'' || c == 0x2019 || c == 0x201D || c == 0x201C || c == 0x2018 || c == 0xBB || c == 0xAB ||
           c == 0x203A || c == 0x201E || c == 0x300D || c == 0x300F;
}

/* A closing mark that touches the word before it; at the end of a paragraph a quotation mark closes even behind a blank. */
static bool is_closer(const cutter *cut, uint32_t at) {
    if (!is_mark(cut, at)) return false;
    uint32_t c = char_of(cut, at);
    if (c == ')' || c == ']') return !(cut->words[at].flags & WORD_LINE);
    bool last = at + 1 >= cut->n || (cut->words[at + 1].flags & WORD_PARAGRAPH);
    bool parted = last || (cut->words[at + 1].flags & WORD_SPACE), touches = !parted && cut->words[at + 1].kind <= WORD_NUMBER;
    if (touches && at > 0 && (c == 0x201C || c == 0x2018 || c == 0xAB) && is_terminal(cut, at - 1)) return false;  /* it opens */
    if (c == 0xBB && parted && !(cut->words[at].flags & WORD_LINE)) return true;                     /* « Pourquoi ? » */
    if (cut->words[at].flags & WORD_SPACE) return last && is_quote(c) && !(cut->words[at].flags & WORD_LINE);
    return is_quote(c) || (char_kind(c) & KIND_CLOSES) || c == 0x201E;
}

static bool is_opener(const cutter *cut, uint32_t at) {
    if (!is_mark(cut, at)) return false;
    uint32_t c = char_of(cut, at);
    return is_quote(c) || (char_kind(c) & KIND_OPENS);
}

static bool is_lower(const cutter *cut, uint32_t at) {
    const syn_word *word = &cut->words[at];
    if (word->kind != WORD_LETTERS || (word->flags & WORD_CAPITAL)) return false;
    unsigned size, kind = char_kind(mended_at(cut->text, word->begin, &size));
    if (!(kind & CHAR_LOWER)) return false;
    if (word->begin + size >= word->end) return true;
    return !(char_kind(mended_at(cut->text, word->begin + size, &size)) & CHAR_UPPER);  /* iPhone, eBay */
}

/* A capitalised word whose capital only the beginning of a sentence explains. */
static bool is_starter(const cutter *cut, uint32_t at) {
    const syn_word *word = &cut->words[at];
    return (word->flags & WORD_STOP) && (word->flags & WORD_CAPITAL);
}

/* Behind `?”` at `at`: a speaker and a verb of speech ("Smith asked"), so that the sentence goes on. */
static bool is_tag(const cutter *cut, uint32_t at) {
    bool named = (cut->words[at].flags & WORD_CAPITAL) && !(cut->words[at].flags & WORD_STOP);
    for (uint32_t i = at; i < cut->n && i < at + TAG_REACH; i++) {
        const syn_word *word = &cut->words[i];
        if (word->kind != WORD_LETTERS || (i > at && (word->flags & WORD_LINE))) return false;
        if (i == at || !listed(cut->lists->tags, word->fold)) continue;
        bool ends = i + 1 >= cut->n || cut->words[i + 1].kind == WORD_PUNCT;
        return ends || named;
    }
    return false;
}

/* Skips opening quotation marks and brackets. */
static uint32_t skip_openers(const cutter *cut, uint32_t at) {
    for (uint32_t i = 0; i < 4 && is_opener(cut, at); i++) at++;
    return at;
}

/* Terminal marks of scripts that put no blank behind them. */
static bool is_wide(uint32_t c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF0E || c == 0xFF61 || c == 0x104B || c == 0x17D4;
}

/* "「なぜ？」と彼は言った": the speaker follows. */
static bool is_asking(uint32_t c) { return c == 0xFF1F || c == 0xFF01; }

/* "am 3. Mai", in a language that writes ordinals so. */
static bool is_ordinal(const cutter *cut, uint32_t mark) {
    const syn_word *number = mark ? &cut->words[mark - 1] : NULL;
    return number && number->kind == WORD_NUMBER && number->end == cut->words[mark].begin && number->end - number->begin <= 2;
}

/* A terminal mark stands at `mark`, its closing marks go up to `next`: does a sentence end there? */
static bool ends_at_mark(const cutter *cut, uint32_t mark, uint32_t next) {
    const syn_word *after = &cut->words[next];
    uint32_t sign = char_of(cut, mark);
    bool point = sign == '.', quoted = next > mark + 1;
    if (is_wide(sign)) return !is_lower(cut, next) && !(quoted && is_asking(sign) && !(after->flags & WORD_SPACE));
    uint32_t start = skip_openers(cut, next);
    if (start >= cut->n || (point && !quoted && cut->lists->ordinals && is_ordinal(cut, mark))) return false;
    if (!(after->flags & WORD_SPACE)) {
        if (start > next || after->kind != WORD_LETTERS || !(after->flags & WORD_CAPITAL)) return false;
        const syn_word *before = mark ? &cut->words[mark - 1] : after;
        return quoted || !point || (before->end - before->begin > 1 && before->kind != WORD_URL &&
                                    !is_terminal(cut, mark - 1));
    }
    if (is_lower(cut, start)) return start > next && point && !quoted && is_quote(char_of(cut, next));
    if (cut->words[start].kind == WORD_PUNCT) {
        uint32_t c = char_of(cut, start);
        if (c == ',' || c == ';' || c == ':') return false;
        bool dash = c == '-' || c == 0x2013 || c == 0x2014;
        if (dash && start + 1 < cut->n) return !quoted && !is_lower(cut, start + 1);  /* a quotation - Its Author */
        return !is_terminal(cut, start);
    }
    return !(quoted && !point && start == next && is_tag(cut, next));
}

static bool is_verb(const cutter *cut, uint32_t at) {
    const lexicon_entry *entry = listed(cut->lists->stopwords, cut->words[at].fold);
    return (entry && entry->value[0]) || listed(cut->lists->tags, cut->words[at].fold);
}

/* At `at` a name and its verb ("Miller said"), behind a clause that has a verb of its own: "He left Acme Inc. Miller
 * said". */
static bool opens_clause(const cutter *cut, uint32_t at, uint32_t behind) {
    const syn_word *name = &cut->words[at];
    if (name->kind != WORD_LETTERS || !(name->flags & WORD_CAPITAL) || at + 1 >= cut->n) return false;
    if (cut->words[at + 1].kind != WORD_LETTERS || !is_lower(cut, at + 1) || !is_verb(cut, at + 1)) return false;
    for (uint32_t i = behind; i > 0 && behind - i < CLAUSE_REACH && !is_terminal(cut, i); i--) {
        if (is_lower(cut, i) && is_verb(cut, i)) return true;
        if (cut->words[i].flags & WORD_PARAGRAPH) break;
    }
    return false;
}

/* "Tuesday", "ET", "New York time": what goes on with an hour. */
static bool goes_on_with_hour(const cutter *cut, uint32_t at) {
    for (uint32_t i = at; i < cut->n && i < at + ZONE_REACH && cut->words[i].kind == WORD_LETTERS; i++) {
        const lexicon_entry *entry = listed(cut->lists->hours, cut->words[i].fold);
        if (entry && (i == at || entry->value[0])) return true;
    }
    return false;
}

/* The word at `at` has a point of its own; `next` is the word behind it and its closing marks. */
static bool ends_at_abbreviation(const cutter *cut, uint32_t at, uint32_t next) {
    const syn_word *word = &cut->words[at];
    const lexicon_entry *entry = abbreviation_of(cut->lists, slice_cut(cut->text, word->begin, word->end));
    const char *value = entry ? entry->value : "";
    if (strcmp(value, "title") == 0 || strcmp(value, "number") == 0 || strcmp(value, "before") == 0) return false;
    uint32_t start = skip_openers(cut, next);
    if (start >= cut->n || !(cut->words[next].flags & WORD_SPACE)) return false;
    bool closed = next > at + 1 && !is_lower(cut, start);
    if (closed || start > next)
        return (cut->words[start].flags & WORD_CAPITAL) && is_quote(char_of(cut, start > next ? next : at + 1));
    if (strcmp(value, "plain") == 0) return cut->words[start].flags & WORD_CAPITAL;
    if (strcmp(value, "hour") == 0)
        return (cut->words[start].flags & WORD_CAPITAL) && !goes_on_with_hour(cut, start);
    bool named = strcmp(value, "name") == 0 || strcmp(value, "state") == 0;
    return is_starter(cut, start) || (named && opens_clause(cut, start, at));
}

/* No mark stands before the line break in front of `next`: does the line end a sentence? */
static bool ends_at_line(const cutter *cut, uint32_t next, uint32_t line) {
    const syn_word *last = &cut->words[next - 1];
    if (is_lower(cut, skip_openers(cut, next) < cut->n ? skip_openers(cut, next) : next)) return false;
    if (!cut->wrapped) return true;
    return last->end - cut->words[line].begin < cut->widest / 2;
}

/* ---- points ------------------------------------------------------------------------------------------------------- */

typedef enum verdict { GOES_ON, ENDS, DOUBTFUL } verdict;

/* Where the mark of a footnote that ends before word `at` begins, right behind a terminal mark ("it ended.[4]"); else
 * `at`. */
static uint32_t footnote_before(const cutter *cut, uint32_t at) {
    if (at < 4 || !is_mark(cut, at - 1) || char_of(cut, at - 1) != ']') return at;
    const syn_word *number = &cut->words[at - 2];
    bool note = number->kind == WORD_NUMBER && number->end - number->begin <= NOTE_MAX && is_mark(cut, at - 3) &&
                char_of(cut, at - 3) == '[' && !(cut->words[at - 3].flags & WORD_LINE);
    return note ? at - 3 : at;
}

/* The words of marks that close a sentence before `next`: quotation marks, brackets, footnotes; gives where they begin. */
static uint32_t closers_before(const cutter *cut, uint32_t next) {
    uint32_t mark = next;
    for (uint32_t steps = 0; steps < 4 && mark > 0; steps++) {
        uint32_t note = footnote_before(cut, mark);
        if (note < mark) mark = note;
        else if (is_closer(cut, mark - 1)) mark--;
        else break;
    }
    return mark;
}

/* Does a footnote open at `next`, behind a terminal mark? */
static bool opens_footnote(const cutter *cut, uint32_t next) {
    if (next + 2 >= cut->n || !is_mark(cut, next) || char_of(cut, next) != '[') return false;
    return footnote_before(cut, next + 3) == next;
}

/* A place without terminal mark before a word that may open a sentence: only weights can tell. */
static verdict judge_unmarked(const cutter *cut, syn_point *point) {
    const syn_word *last = &cut->words[point->next - 1], *start = &cut->words[point->start];
    if (!(cut->words[point->next].flags & WORD_SPACE)) return GOES_ON;
    bool after_small = last->kind == WORD_LETTERS && !(last->flags & WORD_CAPITAL);
    bool may = start->kind == WORD_URL || start->kind == WORD_HANDLE || (start->kind == WORD_NUMBER && !after_small) ||
               (start->kind == WORD_LETTERS && (start->flags & WORD_CAPITAL));
    if (!may) return GOES_ON;
    point->last = point->next - 1;
    if (last->kind == WORD_PUNCT) return GOES_ON;
    bool word = last->kind == WORD_LETTERS || last->kind == WORD_POSSESSIVE;
    if (last->kind == WORD_HANDLE || last->kind == WORD_HASHTAG) return GOES_ON;
    point->kind = word ? POINT_WORD : last->kind == WORD_NUMBER ? POINT_NUMBER
                : last->kind == WORD_SYMBOL ? POINT_SYMBOL : POINT_ADDRESS;
    return DOUBTFUL;
}

/* "Yahoo! said", "“Why?” the man asked": a mark of a name, or of a quotation whose speaker follows. */
static bool is_inside(const cutter *cut, const syn_point *point, bool quoted) {
    if (point->kind != POINT_CALL) return false;
    if (quoted && (point->tag || (point->start == point->next && is_lower(cut, point->next)))) return true;
    const syn_word *name = point->last ? &cut->words[point->last - 1] : NULL;
    return name && char_of(cut, point->last) == '!' && (name->flags & WORD_CAPITAL) && is_lower(cut, point->next);
}

/* The point at `mark` ends a sentence whose last word is a number, and is not that of "1. Open the lid". */
static bool is_behind_number(const cutter *cut, uint32_t mark, uint32_t line) {
    return mark > line + 2 && cut->words[mark - 1].kind == WORD_NUMBER && !is_terminal(cut, mark - 2);
}

/* Does a sentence end before the word `next`? `line` is the first word of the line that holds next - 1. */
static verdict judge(const cutter *cut, uint32_t next, uint32_t line, syn_point *point) {
    const syn_word *after = &cut->words[next];
    if (after->flags & WORD_PARAGRAPH) return ENDS;
    if (is_closer(cut, next) && !(after->flags & WORD_LINE)) return GOES_ON;
    uint32_t mark = closers_before(cut, next);
    bool terminal = mark > 0 && is_terminal(cut, mark - 1);
    bool abbreviation = mark > 0 && (cut->words[mark - 1].flags & WORD_ABBREVIATION);
    if (terminal && (is_terminal(cut, next) || opens_footnote(cut, next))) return GOES_ON;
    if (after->flags & WORD_LINE) {
        if (terminal && !cut->wrapped) return ENDS;
        if (!terminal && !(abbreviation && cut->wrapped)) return ends_at_line(cut, next, line) ? ENDS : GOES_ON;
    }
    uint32_t start = skip_openers(cut, next);
    *point = (syn_point){.last = mark - 1, .next = next, .start = start < cut->n ? start : next};
    if (terminal) {
        uint32_t sign = char_of(cut, mark - 1);
        point->rule = ends_at_mark(cut, mark - 1, next);
        bool dots = sign == 0x2026 || (sign == '.' && cut->words[mark - 1].end - cut->words[mark - 1].begin > 1);
        point->kind = sign == '.' ? POINT_STOP : POINT_CALL;
        point->tag = next > mark && is_tag(cut, next);
        bool open = (after->flags & WORD_SPACE) || (point->kind == POINT_CALL && after->kind == WORD_LETTERS);
        if (is_inside(cut, point, next > mark)) return GOES_ON;
        bool settled = is_wide(sign) || !open || start >= cut->n || dots || is_behind_number(cut, mark - 1, line);
        return settled ? (point->rule ? ENDS : GOES_ON) : DOUBTFUL;
    }
    if (abbreviation) return ends_at_abbreviation(cut, mark - 1, next) ? ENDS : GOES_ON;
    return judge_unmarked(cut, point);
}

static bool ends_before(cutter *cut, uint32_t next, uint32_t line) {
    syn_point point;
    verdict told = judge(cut, next, line, &point);
    if (told != DOUBTFUL) return told == ENDS;
    if (!cut->see && !cut->model.places) return point.rule;
    uint32_t places[POINT_FEATURES];
    size_t count = point_features(&point, &cut->manner, cut->words, cut->n, cut->text, places);
    if (cut->see) cut->see(cut->payload, &point, places, count);
    if (!cut->model.places) return point.rule;
    int32_t score = 0;
    model_score(&cut->model, places, count, &score);
    return score > 0;
}

/* Counts whether the lines of a text are broken by hand. */
static void count_lines(cutter *cut) {
    uint32_t breaks = 0, wraps = 0, begin = 0;
    for (uint32_t i = 1; i < cut->n; i++) {
        if (!(cut->words[i].flags & WORD_LINE)) continue;
        uint32_t width = cut->words[i - 1].end - begin;
        begin = cut->words[i].begin;
        if (cut->words[i].flags & WORD_PARAGRAPH) continue;
        breaks++;
        if (width < WRAP_MIN || width > WRAP_MAX || !is_lower(cut, i)) continue;
        wraps++;
        if (width > cut->widest) cut->widest = width;
    }
    cut->wrapped = wraps >= 2 && wraps * 5 >= breaks * 2;
}

static cutter cutter_of(const syn_words *words, const text_lists *lists, syn_slice text) {
    cutter cut = {.text = text, .lists = lists, .words = words->at, .n = words->n};
    count_lines(&cut);
    cut.manner = points_manner(words->at, words->n, text);
    return cut;
}

void points_each(const syn_words *words, syn_slice text, const char *language, point_sink see, void *payload) {
    text_lists lists = text_lists_of(language);
    cutter cut = cutter_of(words, &lists, text);
    cut.see = see;
    cut.payload = payload;
    for (uint32_t i = 1, line = 0; i < words->n; i++) {
        ends_before(&cut, i, line);
        if (words->at[i].flags & WORD_LINE) line = i;
    }
}

void sentences_cut(syn_words *words, syn_sentences *sentences, syn_slice text, const char *language, const text_lists *lists,
                   syn_arena *arena) {
    cutter cut = cutter_of(words, lists, text);
    syn_slice weights = weights_find(language, "sentences");
    if (!weights.len || !model_open(&cut.model, weights) || cut.model.places != POINT_PLACES) cut.model.places = 0;
    syn_sentence open = {0};
    uint32_t line = 0, paragraph = 0;
    for (uint32_t i = 0; i <= words->n; i++) {
        bool ends = i == words->n || (i > 0 && (i - open.word >= CAP_SENTENCE_TOKENS || ends_before(&cut, i, line)));
        if (ends && i > open.word) {
            open.words = i - open.word;
            open.begin = words->at[open.word].begin;
            open.end = words->at[i - 1].end;
            open.paragraph = paragraph;
            if (!VEC_PUSH(arena, sentences, open)) return;
            open.word = i;
        }
        if (i == words->n) break;
        if (words->at[i].flags & WORD_LINE) line = i;
        if (i > 0 && (words->at[i].flags & WORD_PARAGRAPH)) paragraph++;
        words->at[i].sentence = sentences->n;
    }
}
