/* classes.c - looks each word up in the lexicons of single words, once, and answers questions about words by number.
 *
 * In: the words of a report. Out: a bit mask a word (classes.h). The idea: the matchers of times and numbers ask "is this
 * a month?" many times for each word and mostly hear no; a bit answers that. An abbreviation is looked up without its
 * points, so that "Sept", "Sept." and "a.m." need one entry each.
 *
 * The numbers a lexicon holds are read with small loops of our own: strtod would follow the locale. */
#include "mark/classes.h"

#include "mark/lexicon/lexicon.gen.h"
#include "mark/mark.h"

static const syn_lexicon *const lexicons[CLASS_COUNT] = {
    [CLASS_MONTH] = &lexicon_mark_time_months,         [CLASS_WEEKDAY] = &lexicon_mark_time_weekdays,
    [CLASS_UNIT] = &lexicon_mark_time_units,           [CLASS_SEASON] = &lexicon_mark_time_seasons,
    [CLASS_PART] = &lexicon_mark_time_parts,           [CLASS_ZONE] = &lexicon_mark_time_zones,
    [CLASS_DEICTIC] = &lexicon_mark_time_deictics,     [CLASS_FILLER] = &lexicon_mark_time_fillers,
    [CLASS_BEFORE] = &lexicon_mark_time_before,        [CLASS_CARDINAL] = &lexicon_mark_number_words,
    [CLASS_SCALE] = &lexicon_mark_number_scales,       [CLASS_ORDINAL] = &lexicon_mark_number_ordinals,
    [CLASS_FRACTION] = &lexicon_mark_number_fractions, [CLASS_CURRENCY] = &lexicon_mark_number_currencies,
    [CLASS_LABEL] = &lexicon_mark_number_labels,       [CLASS_PEOPLE] = &lexicon_mark_number_people,
    [CLASS_STATE] = &lexicon_mark_number_states,       [CLASS_NOUN] = &lexicon_mark_number_nouns,
    [CLASS_BREAK] = &lexicon_mark_number_breaks,       [CLASS_MEASURE] = &lexicon_mark_number_measures,
    [CLASS_CONTEXT] = &lexicon_mark_time_context,      [CLASS_DECADE] = &lexicon_mark_time_decades,
    [CLASS_LINK] = &lexicon_mark_number_links,         [CLASS_BESIDE] = &lexicon_mark_number_beside,
};

/* Lexicons of phrases that a time may begin with, by the class of their first words. */
static const struct { word_class class; const syn_lexicon *lexicon; } phrases[] = {
    {CLASS_MODIFIER_FIRST, &lexicon_mark_time_modifiers}, {CLASS_HOLIDAY_FIRST, &lexicon_mark_time_holidays},
    {CLASS_RELATIVE_FIRST, &lexicon_mark_time_relative},  {CLASS_SET_FIRST, &lexicon_mark_time_sets},
    {CLASS_COUNT_FIRST, &lexicon_mark_time_counts},       {CLASS_COUNT_FIRST, &lexicon_mark_number_vague}};

enum { KEY_MAX = 16,      /* bytes of an abbreviation without its points */
       CACHE = 1024 };    /* slots, a power of two */

/* A report says few different words many times: the classes of the last word in each slot are remembered. */
typedef struct class_slot {
    uint64_t fold;
    uint64_t classes;
    bool used;
} class_slot;

/* `fold` of the word, or of the word without its points. */
static uint64_t key_of(const mark_scan *scan, uint32_t at) {
    const syn_word *word = &scan->words[at];
    if (!(word->flags & WORD_ABBREVIATION) && word->end - word->begin > 5) return word->fold;
    syn_slice text = scan_text(scan, at);
    bool points = false;
    for (size_t i = 0; i < text.len; i++) points = points || text.ptr[i] == '.';
    if (!points) return word->fold;
    char plain[KEY_MAX];
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.') continue;
        if (n == KEY_MAX) return word->fold;
        plain[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return n ? slice_hash(slice_of(plain, n)) : word->fold;
}

static bool is_known(uint64_t fold) {
    return lexicon_may_begin(lexicon_mark_time_filter, fold) || lexicon_may_begin(lexicon_mark_number_filter, fold);
}

static uint64_t classes_of(uint64_t key, uint64_t fold) {
    uint64_t classes = 0;
    if (!is_known(key) && !is_known(fold)) return 0;
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        if (lexicons[class] && lexicon_word(lexicons[class], key)) classes |= UINT64_C(1) << class;
    for (unsigned i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (lexicon_begins(phrases[i].lexicon, fold)) classes |= UINT64_C(1) << phrases[i].class;
    return classes;
}

bool scan_open(mark_scan *scan, const syn_report *report, syn_arena *scratch) {
    *scan = (mark_scan){.report = report, .words = report->words.at, .n = report->words.n};
    scan->english = mark_knows(report);
    scan->classes = ARENA_ARRAY(scratch, uint64_t, scan->n);
    scan->keys = ARENA_ARRAY(scratch, uint64_t, scan->n);
    class_slot *cache = ARENA_ARRAY(scratch, class_slot, CACHE);
    if (!scan->classes || !scan->keys || !cache) return false;
    for (uint32_t i = 0; i < scan->n; i++) {
        uint8_t kind = scan->words[i].kind;
        scan->keys[i] = kind == WORD_LETTERS ? key_of(scan, i) : scan->words[i].fold;
        if (kind == WORD_NUMBER || kind == WORD_SYMBOL) scan->classes[i] = UINT64_C(1) << CLASS_DIGITS;
        if (!scan->english || kind == WORD_NUMBER || kind == WORD_PUNCT || kind == WORD_URL) continue;
        uint64_t key = scan->keys[i], fold = scan->words[i].fold;
        class_slot *slot = &cache[(fold ^ fold >> 32) & (CACHE - 1)];
        if (key != fold) {
            scan->classes[i] |= classes_of(key, fold);
            continue;
        }
        if (!slot->used || slot->fold != fold) *slot = (class_slot){fold, classes_of(key, fold), true};
        scan->classes[i] |= slot->classes;
    }
    return true;
}

const char *scan_value(const mark_scan *scan, uint32_t at, word_class class) {
    if (!scan_is(scan, at, class)) return NULL;
    const lexicon_entry *entry = lexicon_word(lexicons[class], scan->keys[at]);
    return entry ? entry->value : NULL;
}

bool scan_role(const mark_scan *scan, uint32_t at, word_class class, char role) {
    const char *value = scan_value(scan, at, class);
    return value && strchr(value, role);
}

const lexicon_entry *scan_phrase(const mark_scan *scan, const syn_lexicon *lexicon, uint32_t at, uint32_t end) {
    return scan->english ? lexicon_match(lexicon, scan->words, at, end < scan->n ? end : scan->n) : NULL;
}

syn_slice scan_text(const mark_scan *scan, uint32_t at) {
    if (at >= scan->n) return SLICE_NONE;
    return slice_cut(scan->report->text, scan->words[at].begin, scan->words[at].end);
}

bool scan_key_is(const mark_scan *scan, uint32_t at, const char *text) {
    return scan->keys[at] == slice_hash(slice_str(text));
}

char scan_char(const mark_scan *scan, uint32_t at) {
    syn_slice text = scan_text(scan, at);
    return text.len == 1 ? text.ptr[0] : 0;
}

bool scan_hyphen(const mark_scan *scan, uint32_t at) {
    if (at == 0 || at + 1 >= scan->n || !scan_joined(scan, at) || !scan_joined(scan, at + 1)) return false;
    syn_slice text = scan_text(scan, at);
    return slice_equal(text, SLICE_LIT("-")) || slice_equal(text, SLICE_LIT("\xE2\x80\x90")) ||
           slice_equal(text, SLICE_LIT("\xE2\x80\x91")) || slice_equal(text, SLICE_LIT("\xE2\x80\x93"));
}

uint32_t scan_sentence_end(const mark_scan *scan, uint32_t at) {
    const syn_sentence *sentence = &scan->report->sentences.at[scan->words[at].sentence];
    return sentence->word + sentence->words;
}

uint32_t scan_sentence_begin(const mark_scan *scan, uint32_t at) {
    return scan->report->sentences.at[scan->words[at].sentence].word;
}

/* Leading ASCII digits of a number word; their count in *digits. */
static int leading_digits(syn_slice text, size_t *digits) {
    int value = 0;
    size_t n = 0;
    while (n < text.len && text.ptr[n] >= '0' && text.ptr[n] <= '9' && n < 7) value = value * 10 + (text.ptr[n++] - '0');
    *digits = n;
    return n >= 1 && n <= 6 ? value : -1;
}

int scan_integer(const mark_scan *scan, uint32_t at) {
    if (at >= scan->n || scan->words[at].kind != WORD_NUMBER) return -1;
    syn_slice text = scan_text(scan, at);
    size_t digits;
    int value = leading_digits(text, &digits);
    return digits == text.len ? value : -1;
}

int scan_digits_and(const mark_scan *scan, uint32_t at, syn_slice *rest) {
    if (at >= scan->n || scan->words[at].kind != WORD_NUMBER) return -1;
    syn_slice text = scan_text(scan, at);
    size_t digits;
    int value = leading_digits(text, &digits);
    if (value < 0 || digits == text.len) return -1;
    *rest = slice_cut(text, digits, text.len);
    return value;
}

int read_int(const char *text, const char **rest) {
    int value = 0, sign = 1;
    if (text && (*text == '-' || *text == '+')) sign = *text++ == '-' ? -1 : 1;
    for (; text && *text >= '0' && *text <= '9' && value < 100000000; text++) value = value * 10 + (*text - '0');
    if (rest) *rest = text;
    return value * sign;
}
