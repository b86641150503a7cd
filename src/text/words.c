/* words.c - the first pass over a text: words with their spans, kinds and flags.
 *
 * In: valid UTF-8. Out: words that lie side by side and cover every byte that is not white space. The idea: one pass; the
 * class of a word's first character picks the rule that finds its end (words.h lists the rules). Only two rules look back:
 * a point before "com" and a mark "@" before a host take the words that touch them on the left into a URL, at most
 * BACK bytes. The rules follow Unicode's word boundaries (UAX #29) where these suit running prose, and part from them at
 * hyphens, possessives, abbreviations, handles and URLs. Runs of scripts without spaces go to ICU's dictionaries. Addresses
 * end where addresses.c says; sentences are cut by a second pass (sentences.c); folds and stems come from forms.c.
 *
 * Points: whether a point belongs to a word is decided here (abbreviation_points), whether it also ends a sentence there. */
#include "text/scan.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/caps.h"
#include "base/error.h"
#include "text/lexicon/lexicon.gen.h"

enum { BACK = 128, ABBREVIATION_MAX = 16 };

/* ---- putting words out -------------------------------------------------------------------------------------------- */

/* Capital flags of letters: the first one that is no capital settles both. */
static uint8_t case_flags(syn_slice s) {
    unsigned upper = 0;
    for (size_t at = 0; at < s.len;) {
        unsigned size, kind = letter_kind(mended_at(s, at, &size));
        at += size;
        if (!(kind & CHAR_LETTER)) continue;
        if (!(kind & CHAR_UPPER)) return upper ? WORD_CAPITAL : 0;
        upper++;
    }
    return (uint8_t)((upper ? WORD_CAPITAL : 0) | (upper >= 2 ? WORD_ALL_CAPS : 0));
}

static void emit(scanner *scan, size_t begin, size_t end, word_kind kind, unsigned flags) {
    syn_word word = {.begin = (uint32_t)begin, .end = (uint32_t)end, .kind = (uint8_t)kind};
    word.flags = (uint8_t)(scan->gap | flags);
    if (kind == WORD_LETTERS) word.flags |= case_flags(slice_cut(scan->text, begin, end));
    scan->gap = 0;
    if (scan->words->n >= CAP_TOKENS) {
        scan->code = SYN_ERR_LIMIT;
        return;
    }
    forms_set(&word, scan->text);
    VEC_PUSH(scan->arena, scan->words, word);
}

/* Takes back the words that touch `at` on the left and may be part of a host or mail name; returns where they begin. */
static size_t take_back(scanner *scan, size_t at) {
    size_t begin = at;
    while (scan->words->n > 0) {
        const syn_word *last = &scan->words->at[scan->words->n - 1];
        char c = scan->text.ptr[last->begin];
        bool fits = last->kind == WORD_LETTERS || last->kind == WORD_NUMBER ||
                    (last->end == last->begin + 1 && (c == '.' || c == '-' || c == '_' || c == '+'));
        if (last->end != begin || !fits || at - last->begin > BACK) break;
        begin = last->begin;
        scan->gap = last->flags & (WORD_SPACE | WORD_LINE | WORD_PARAGRAPH);
        scan->words->n--;
        if (scan->gap) break;
    }
    return begin;
}

/* ---- abbreviations ------------------------------------------------------------------------------------------------ */

text_lists text_lists_of(const char *language) {
    if (!language[0]) language = "en";
    const syn_lexicon *abbreviations = lexicon_text_abbreviations_in(language), *habits = lexicon_text_habits_in(language);
    const lexicon_entry *ordinals = listed(habits, slice_hash(SLICE_LIT("ordinals")));
    return (text_lists){.abbreviations = abbreviations ? abbreviations : &lexicon_text_abbreviations,
                        .stopwords = lexicon_text_stopwords_in(language), .tags = lexicon_text_tags_in(language),
                        .hours = lexicon_text_hours_in(language), .ordinals = ordinals && strcmp(ordinals->value, "point") == 0};
}

const lexicon_entry *abbreviation_of(const text_lists *lists, syn_slice word) {
    return word.len && word.len <= ABBREVIATION_MAX ? listed(lists->abbreviations, word_hash(word)) : NULL;
}

static bool digit_follows(const scanner *scan, size_t at) {
    unsigned size, kind;
    for (; (kind = kind_at(scan, at, &size)), size && (kind & CHAR_SPACE); at += size)
        if (scan->text.ptr[at] == '\n') return false;
    return kind & CHAR_DIGIT;
}

/* "J." in "Donald J. Trump" or "writer J. Smith"; "I" only between capitals, or at the beginning of something. */
static bool is_initial(const scanner *scan, size_t begin, size_t point) {
    unsigned size;
    unsigned kind = kind_at(scan, begin, &size);
    if (begin + size != point || !(kind & CHAR_UPPER)) return false;
    if (scan->words->n > 0 && scan->text.ptr[begin] == 'I') {
        const syn_word *last = &scan->words->at[scan->words->n - 1];
        bool named = last->kind == WORD_PUNCT || last->kind == WORD_SYMBOL || (last->flags & WORD_CAPITAL);
        if (!named) return false;
    }
    size_t next = point + 1;
    while (is_byte_at(scan, next, ' ')) next++;
    return kind_at(scan, next, &size) & CHAR_UPPER;
}

/* Whether the point at `point`, right behind the letters [begin, point), belongs to them. */
static bool abbreviation_points(const scanner *scan, size_t begin, size_t point) {
    if (!is_byte_at(scan, point, '.') || is_byte_at(scan, point + 1, '.')) return false;
    unsigned size;
    if (is_letter_at(scan, point + 1) && !is_initial(scan, begin, point)) return false;  /* "etc.Then", "co.uk" */
    if (is_byte_at(scan, point + 1, ',')) return true;                                   /* no sentence ends in ".," */
    const lexicon_entry *entry = abbreviation_of(&scan->lists, slice_cut(scan->text, begin, point));
    if (!entry) return is_initial(scan, begin, point);
    if (strcmp(entry->value, "number") == 0) return digit_follows(scan, point + 1) || is_initial(scan, begin, point);
    if (strcmp(entry->value, "date") == 0 || strcmp(entry->value, "state") == 0)
        return kind_at(scan, begin, &size) & CHAR_UPPER;
    return true;
}

/* "U.S.", "a.m", "J.R.R.": single letters parted by points; the end without a last point, or 0. */
static size_t dotted_end(const scanner *scan, size_t at) {
    unsigned size, letters = 0;
    if (at < scan->text.len && (unsigned char)scan->text.ptr[at] < 0x80 && !is_byte_at(scan, at + 1, '.')) return 0;
    for (;; letters++) {
        unsigned kind = kind_at(scan, at, &size);
        if (!(kind & CHAR_LETTER) || (kind & KIND_NO_SPACES) || is_wordy_at(scan, at + size)) break;
        at += size;
        if (!is_byte_at(scan, at, '.')) return letters ? at : 0;
        at++;
    }
    return letters > 1 ? at - 1 : 0;
}

/* "Ph.D": letters, a point and one letter that the lexicon has as an abbreviation; where it ends, or 0. */
static size_t mixed_end(const scanner *scan, size_t begin, size_t point) {
    if (point - begin > 3 || !is_byte_at(scan, point, '.') || !is_letter_at(scan, point + 1)) return 0;
    if (is_wordy_at(scan, point + 2) || (unsigned char)scan->text.ptr[point + 1] >= 0x80) return 0;
    return abbreviation_of(&scan->lists, slice_cut(scan->text, begin, point + 2)) ? point + 2 : 0;
}

/* ---- one rule for each kind of word ------------------------------------------------------------------------------- */

static bool possessive_at(const scanner *scan, size_t at, size_t *end) {
    unsigned size;
    if (!is_apostrophe(peek(scan, at, &size))) return false;
    size_t s = at + size;
    *end = s + 1;
    return (is_byte_at(scan, s, 's') || is_byte_at(scan, s, 'S')) && !is_wordy_at(scan, s + 1);
}

/* End of a run of letters, digits and marks with apostrophes inside. */
static size_t letters_end(const scanner *scan, size_t at) {
    size_t end;
    for (unsigned size;; at += size) {
        while (at < scan->text.len && is_ascii_letter((unsigned char)scan->text.ptr[at])) at++;
        uint32_t c = peek(scan, at, &size);
        if (size == 0) return at;
        unsigned kind = char_kind(c);
        if (kind & KIND_NO_SPACES) return at;
        if (kind & (CHAR_LETTER | CHAR_DIGIT | CHAR_MARK)) continue;
        if (!is_apostrophe(c) || !is_letter_at(scan, at + size) || possessive_at(scan, at, &end)) return at;
    }
}

static size_t scan_letters(scanner *scan, size_t at) {
    size_t end = dotted_end(scan, at);
    if (end) {
        bool point = is_byte_at(scan, end, '.') && !is_byte_at(scan, end + 1, '.');
        emit(scan, at, end + point, WORD_LETTERS, point ? WORD_ABBREVIATION : 0);
        return end + point;
    }
    end = letters_end(scan, at);
    size_t url = scan_web_end(scan, at, end);
    if (url) {
        emit(scan, at, url, WORD_URL, 0);
        return url;
    }
    size_t mixed = mixed_end(scan, at, end);
    if (mixed) end = mixed;
    bool point = mixed ? is_byte_at(scan, end, '.') : abbreviation_points(scan, at, end);
    emit(scan, at, end + point, WORD_LETTERS, point ? WORD_ABBREVIATION : 0);
    return end + point;
}

static size_t scan_number(scanner *scan, size_t at) {
    size_t end = at;
    for (unsigned size;; end += size) {
        unsigned kind = kind_at(scan, end, &size);
        if (kind & CHAR_DIGIT) continue;
        bool inner = is_byte_at(scan, end, '.') || is_byte_at(scan, end, ',');
        unsigned next;
        if (!inner || !(kind_at(scan, end + 1, &next) & CHAR_DIGIT)) break;
    }
    if (!dotted_end(scan, end)) {
        unsigned size, kind;
        while ((kind = kind_at(scan, end, &size)), (kind & (CHAR_LETTER | CHAR_DIGIT | CHAR_MARK)) &&
               !(kind & KIND_NO_SPACES))
            end += size;
    }
    emit(scan, at, end, WORD_NUMBER, 0);
    return end;
}

/* Where a tag or handle whose sign ends at `at` ends. */
static size_t tag_end(const scanner *scan, size_t at, bool *letter) {
    *letter = false;
    for (unsigned size;; at += size) {
        unsigned kind = kind_at(scan, at, &size);
        bool under = is_byte_at(scan, at, '_');
        if (!under && !(kind & (CHAR_LETTER | CHAR_DIGIT | CHAR_MARK))) return at;
        *letter = *letter || under || (kind & CHAR_LETTER);
    }
}

static bool touches_word(const scanner *scan) {
    if (scan->gap || scan->words->n == 0) return false;
    uint8_t kind = scan->words->at[scan->words->n - 1].kind;
    return kind == WORD_LETTERS || kind == WORD_NUMBER;
}

/* '@' and '#'. */
static size_t scan_sign(scanner *scan, size_t at) {
    bool letter, mail = scan->text.ptr[at] == '@', touches = touches_word(scan);
    size_t host = mail && touches ? scan_host_end(scan, at + 1) : 0;
    if (host) {
        size_t begin = take_back(scan, at);
        emit(scan, begin, host, WORD_URL, 0);
        return host;
    }
    size_t end = tag_end(scan, at + 1, &letter);
    if (!touches && end > at + 1 && (mail || letter)) {
        emit(scan, at, end, mail ? WORD_HANDLE : WORD_HASHTAG, 0);
        return end;
    }
    emit(scan, at, at + 1, WORD_SYMBOL, 0);
    return at + 1;
}

/* Apostrophes and single quotation marks. */
static size_t scan_apostrophe(scanner *scan, size_t at, uint32_t c, unsigned size) {
    size_t end;
    if (possessive_at(scan, at, &end)) {
        emit(scan, at, end, WORD_POSSESSIVE, 0);
        return end;
    }
    bool touches = touches_word(scan);
    char before = at ? scan->text.ptr[at - 1] : 0;
    word_kind kind = WORD_PUNCT;
    if (touches && !scan->single_open && (before | 0x20) == 's') kind = WORD_POSSESSIVE;
    else scan->single_open = !touches && c != 0x2019 && is_wordy_at(scan, at + size);
    emit(scan, at, at + size, kind, 0);
    return at + size;
}

/* One mark or symbol; points and hyphens in a run are one. Marks that join (emoji) belong to the symbol before them. */
static size_t scan_mark(scanner *scan, size_t at, uint32_t c, unsigned size) {
    size_t end = at + size;
    if (c == '.' || c == '-')
        while (is_byte_at(scan, end, (char)c)) end++;
    bool symbol = (char_kind(c) & CHAR_SYMBOL) || c == '%' || c == '&' || c == '#' || c == '*' || c == '/' || c == '@';
    for (unsigned next; symbol && (kind_at(scan, end, &next) & CHAR_MARK); end += next) continue;
    emit(scan, at, end, symbol ? WORD_SYMBOL : WORD_PUNCT, 0);
    return end;
}

static size_t scan_point(scanner *scan, size_t at) {
    size_t end = scan_domain_end(scan, at);
    if (!end) return scan_mark(scan, at, '.', 1);
    size_t begin = take_back(scan, at);
    emit(scan, begin, end, WORD_URL, 0);
    return end;
}

/* A run of a script without spaces, cut by ICU's dictionaries. */
static size_t scan_run(scanner *scan, size_t at) {
    size_t end = at;
    for (unsigned size; kind_at(scan, end, &size) & (KIND_NO_SPACES | CHAR_MARK);) end += size;
    UErrorCode status = U_ZERO_ERROR;
    if (!scan->breaks) scan->breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    UText source = UTEXT_INITIALIZER;
    utext_openUTF8(&source, scan->text.ptr + at, (int64_t)(end - at), &status);
    ubrk_setUText(scan->breaks, &source, &status);
    if (U_FAILURE(status)) {
        scan->code = SYN_ERR_MEMORY;
        utext_close(&source);
        return end;
    }
    int32_t from = ubrk_first(scan->breaks);
    for (int32_t to = ubrk_next(scan->breaks); to != UBRK_DONE && !scan->code; from = to, to = ubrk_next(scan->breaks))
        emit(scan, at + (size_t)from, at + (size_t)to, WORD_LETTERS, 0);
    utext_close(&source);
    return end;
}

/* ---- the pass ----------------------------------------------------------------------------------------------------- */

/* Skips white space and sets `gap`. */
static size_t skip_space(scanner *scan, size_t at) {
    unsigned lines = 0;
    size_t from = at;
    for (unsigned size; at < scan->text.len; at += size) {
        uint32_t c = peek(scan, at, &size);
        if (c == '\n' || c == 0x2028 || c == 0x85 || c == '\v' || c == '\f' ||
            (c == '\r' && !is_byte_at(scan, at + 1, '\n')))
            lines++;
        else if (c == 0x2029) lines += 2;
        else if (c > ' ' && (c < 0x7F || !(char_kind(c) & CHAR_SPACE))) break;
    }
    if (from == 0) lines = 2;
    if (at > from || from == 0) scan->gap |= WORD_SPACE;
    if (lines) scan->gap |= WORD_LINE;
    if (lines > 1) {
        scan->gap |= WORD_PARAGRAPH;
        scan->single_open = false;
    }
    return at;
}

static size_t scan_word(scanner *scan, size_t at) {
    unsigned size;
    uint32_t c = peek(scan, at, &size);
    unsigned kind = letter_kind(c);
    if (kind & KIND_NO_SPACES) return scan_run(scan, at);
    if (kind & (CHAR_LETTER | CHAR_MARK)) return scan_letters(scan, at);
    if (kind & CHAR_DIGIT) return scan_number(scan, at);
    if (c == '.') return scan_point(scan, at);
    if (c == '@' || c == '#') return scan_sign(scan, at);
    if (is_apostrophe(c)) return scan_apostrophe(scan, at, c, size);
    return scan_mark(scan, at, c, size);
}

syn_code words_scan(syn_words *words, syn_sentences *sentences, syn_slice text, const char *language, syn_arena *arena,
                    syn_error *error) {
    return words_scan_with(NULL, words, sentences, text, language, arena, error);
}

syn_code words_scan_with(words_memory *memory, syn_words *words, syn_sentences *sentences, syn_slice text, const char *language,
                         syn_arena *arena, syn_error *error) {
    *words = (syn_words){0};
    if (sentences) *sentences = (syn_sentences){0};
    if (text.len >= UINT32_MAX) return error_set(error, SYN_ERR_LIMIT, "text", 0, "the text is longer than 4 GiB");
    size_t expected = text.len / 6 + 4;
    if (expected > CAP_TOKENS) expected = CAP_TOKENS;
    scanner scan = {.text = text, .words = words, .arena = arena, .lists = text_lists_of(language)};
    words->at = ARENA_ARRAY(arena, syn_word, expected);
    words->cap = words->at ? (uint32_t)expected : 0;
    if (!words->at || !forms_open(&scan.forms, language, scan.lists.stopwords, memory, expected / 2, arena))
        return arena_check(arena, "text", error);
    size_t at = skip_space(&scan, 0);
    while (at < text.len && !scan.code && !arena->failed) at = skip_space(&scan, scan_word(&scan, at));
    if (!scan.code && !arena->failed) forms_finish(&scan.forms, words, text);
    forms_close(&scan.forms);
    if (scan.breaks) ubrk_close(scan.breaks);
    if (scan.code == SYN_ERR_LIMIT)
        return error_set(error, scan.code, "text", at, "the text has more than %u words", CAP_TOKENS);
    if ((scan.code || scan.forms.failed) && !arena->failed) arena->failed = SYN_ERR_MEMORY;  /* ICU's or the stemmer's own */
    if (sentences && !arena->failed) sentences_cut(words, sentences, text, language, &scan.lists, arena);
    return arena_check(arena, "text", error);
}
