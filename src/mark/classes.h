/* classes.h - what times and numbers share: which classes of the lexicons a word belongs to, and how a count is read.
 * Only the files times*.c, numbers*.c, counts.c and classes.c include it. */
#ifndef SYN_MARK_CLASSES_H
#define SYN_MARK_CLASSES_H

#include "report/report.h"
#include "text/lexicon.h"

/* One class a lexicon of single words (src/mark/lexicon/en/<name>.txt). */
typedef enum word_class {
    CLASS_MONTH, CLASS_WEEKDAY, CLASS_UNIT, CLASS_SEASON, CLASS_PART, CLASS_ZONE, CLASS_DEICTIC, CLASS_FILLER, CLASS_BEFORE,
    CLASS_CARDINAL, CLASS_SCALE, CLASS_ORDINAL, CLASS_FRACTION, CLASS_CURRENCY, CLASS_LABEL, CLASS_PEOPLE, CLASS_STATE,
    CLASS_NOUN, CLASS_BREAK, CLASS_MEASURE, CLASS_CONTEXT, CLASS_DECADE, CLASS_LINK, CLASS_BESIDE,
    /* no lexicons of words: the first words of the phrases of one */
    CLASS_MODIFIER_FIRST, CLASS_HOLIDAY_FIRST, CLASS_RELATIVE_FIRST, CLASS_SET_FIRST, CLASS_COUNT_FIRST,
    CLASS_DIGITS,        /* no lexicon: a number in digits, or a sign */
    CLASS_COUNT
} word_class;

/* A report being looked at. Classes are looked up once for each word, so that the matchers cost little where they fail. */
typedef struct mark_scan {
    const syn_report *report;
    const syn_word *words;
    uint32_t n;
    bool english;        /* the lexicons apply */
    uint64_t *classes;   /* a bit for each word_class, for each word */
    uint64_t *keys;      /* the hash that the lexicons know a word by: its fold, without points ("a.m." is "am") */
} mark_scan;

/* False when `scratch` failed. */
bool scan_open(mark_scan *scan, const syn_report *report, syn_arena *scratch);

static inline bool scan_is(const mark_scan *scan, uint32_t at, word_class class) {
    return at < scan->n && (scan->classes[at] >> class & 1u) != 0;
}
/* The value of a word in the lexicon of a class, or NULL if it is not of the class. */
const char *scan_value(const mark_scan *scan, uint32_t at, word_class class);
/* The longest phrase of a lexicon that begins at `at` and ends at or before `end`; NULL in another language. */
const lexicon_entry *scan_phrase(const mark_scan *scan, const syn_lexicon *lexicon, uint32_t at, uint32_t end);

/* True if a letter of the word's value says that it has this role (time_context.txt, number_links.txt and others). */
bool scan_role(const mark_scan *scan, uint32_t at, word_class class, char role);
/* What a word beside a number says of it: the roles of number_beside.txt. */
typedef enum beside_role {
    BESIDE_ARTICLE = 'a',     /* [a] dozen boats */
    BESIDE_POINTS = 'd',      /* points at what is counted: [the] boats */
    BESIDE_WHOLE = 'w',       /* points at a whole behind "half": half [the] boats */
    BESIDE_THOSE = 't',       /* before a number that stands for things already named: [the] two had met */
    BESIDE_ONE_BEFORE = 'o',  /* before "one" the pronoun: [no] one */
    BESIDE_ONE_BEHIND = 'p',  /* behind it: one [of] */
    BESIDE_FEW = 'f',         /* a preposition that is no bound before a few in words: spar [over] six topics */
    BESIDE_PAIR = 'b',        /* the same before one or two: tales [about] two boats */
    BESIDE_ROW = 'r',         /* joins the numbers of a row: sections 2 [and] 3 */
    BESIDE_RANGE = 'g',       /* joins the ends of a range between hyphens: a two-[to]-three-mile walk */
    BESIDE_ADJECTIVES = 'j',  /* joins adjectives: 12 current [or] former members */
    BESIDE_ADVERB = 'v',      /* between a subject and its verb, or the verb and the number: the toll [now] rose to 12 */
    BESIDE_LEVEL = 'l',       /* between a verb of level and its number: the toll rose [to] 12 */
    BESIDE_AGED = 'y',        /* says that an age follows: a boy [aged] 12 */
    BESIDE_AGES = 'Y',        /* the same before "of": between the [ages] of 10 and 15 */
    BESIDE_PLACE = 's',       /* before a noun that is nobody of that age: [in] school aged 12 */
    BESIDE_OLD = 'O',         /* behind the years of an age: 12 years [old] */
    BESIDE_DEATH = 'm',       /* before "at" and an age: [died] at 91 */
    BESIDE_BE = 'i',          /* before an age: she [was] 91 */
    BESIDE_PRONOUN = 'h',     /* who has it: [he] is 91 */
    BESIDE_FOOT = 'F',        /* the greater unit of a height: six [foot] two */
    BESIDE_INCH = 'I',        /* the smaller one: six feet two [inch] */
    BESIDE_RANK = 'k',        /* before an ordinal that is a rank: [ranked] third */
    BESIDE_RANKED = 'K',      /* behind an ordinal, before what it counts off: the third-[ranked] team */
    BESIDE_UNCOUNTED = 'n',   /* before what only looks like an ordinal: [split] second */
    BESIDE_KITCHEN = 'c',     /* behind a fraction in digits: 1/2 [cup] of flour */
    BESIDE_SIZE = 'q',        /* before a measure: 12 [square] miles */
    BESIDE_WEIGHT = 'W',      /* says that pounds are no money: [weigh] 12 pounds */
    BESIDE_OF_WHOM = 'x',     /* ends what "of" begins: 12 of [whom] left */
    BESIDE_IN_BOUND = 'e',    /* inside the words of a bound: at [least] 12 */
} beside_role;
static inline bool scan_beside(const mark_scan *scan, uint32_t at, beside_role role) {
    return scan_role(scan, at, CLASS_BESIDE, (char)role);
}
/* Letters that are no function word: a noun, verb, adjective or name. */
static inline bool scan_is_content(const mark_scan *scan, uint32_t at) {
    return at < scan->n && scan->words[at].kind == WORD_LETTERS && !(scan->words[at].flags & WORD_STOP);
}
static inline bool scan_is_capital(const mark_scan *scan, uint32_t at) {
    return at < scan->n && (scan->words[at].flags & WORD_CAPITAL);
}
/* Its length in bytes. */
static inline uint32_t scan_length(const mark_scan *scan, uint32_t at) {
    return at < scan->n ? scan->words[at].end - scan->words[at].begin : 0;
}

syn_slice scan_text(const mark_scan *scan, uint32_t at);
/* scan_word_is for a word that begins as the text does. */
bool scan_key_is(const mark_scan *scan, uint32_t at, const char *text);
/* True if the word is this ASCII text, but for case and the points of an abbreviation. Most words differ in their first
 * letter, which is looked at before anything is hashed. */
static inline bool scan_word_is(const mark_scan *scan, uint32_t at, const char *text) {
    if (at >= scan->n) return false;
    unsigned char first = (unsigned char)(scan->report->text.ptr[scan->words[at].begin] | 0x20);
    if (first >= 'a' && first <= 'z' && text[0] != (char)first) return false;
    return scan_key_is(scan, at, text);
}
/* The byte of a word that is one byte long, else 0. */
char scan_char(const mark_scan *scan, uint32_t at);
/* True if no white space parts the word from the one before it. */
static inline bool scan_joined(const mark_scan *scan, uint32_t at) {
    return at < scan->n && !(scan->words[at].flags & WORD_SPACE);
}
/* True if the word is a hyphen or dash between two words that touch it. */
bool scan_hyphen(const mark_scan *scan, uint32_t at);
/* Past a hyphen that joins, if there is one. */
static inline uint32_t scan_past_hyphen(const mark_scan *scan, uint32_t at) { return scan_hyphen(scan, at) ? at + 1 : at; }
/* First word past the sentence of `at`. */
uint32_t scan_sentence_end(const mark_scan *scan, uint32_t at);
uint32_t scan_sentence_begin(const mark_scan *scan, uint32_t at);

/* The value of a word that is nothing but 1 to 6 ASCII digits, else -1. */
int scan_integer(const mark_scan *scan, uint32_t at);
/* "7th", "10pm", "1980s": the value of its leading digits (1 to 6) and the rest; -1 if there is no rest. */
int scan_digits_and(const mark_scan *scan, uint32_t at, syn_slice *rest);

/* A decimal integer with perhaps a sign at the head of `text` (NULL is 0); *rest, if not NULL, is what follows it. */
int read_int(const char *text, const char **rest);

/* "1000000" or "0.25" of a lexicon, or "1,234.5" of a text. False if anything else is in it. */
bool decimal_read(syn_slice text, double *value);

/* A count in digits, words or both. */
typedef struct mark_count {
    double value;
    bool digits;      /* its first word is written in digits */
    bool scaled;      /* a hundred, dozen, million ... is part of it */
    double scale;     /* the last of these, 0 if none */
    bool vague;       /* "hundreds", "several" */
} mark_count;

/* Reads "12", "1,000", "2.5", "1.5 million", "twenty-six", "two hundred and fifty", "a dozen", "half a million", "2 1/2",
 * "eleven and a half" at `at`; returns the first word past it, or `at`. */
uint32_t count_at(const mark_scan *scan, uint32_t at, uint32_t end, mark_count *count);
#endif
