/* numbers.h - what the files numbers*.c share. */
#ifndef SYN_MARK_NUMBERS_H
#define SYN_MARK_NUMBERS_H

#include "mark/classes.h"
#include "mark/mark.h"

/* A number being read: a count, and what its neighbours make of it. */
typedef struct number_read {
    uint32_t at, past;     /* its words */
    uint32_t end;          /* no word from here on belongs to it: its sentence ends, or a time begins */
    mark_count count;      /* of a range or score the first number */
    uint8_t kind;          /* number_kind; NUMBER_COUNT where nothing else was found */
    double high, against;  /* see syn_number */
    bool ranged;           /* it has a higher end */
    syn_span glued;        /* a unit written into the digits ("400km"), or absent */
    const char *measure;   /* ... its name in number_measures.txt, or NULL */
    uint32_t unit_from;    /* first word behind it at which what is counted may begin */
    uint32_t age_unit;     /* of an age the word "year" or the like, or 0 */
    bool fraction;         /* a share named by its size ("a third"), not as "one in three" */
    bool sure;             /* its shape says that it is a number, whatever stands around it */
} number_read;

/* What a number counts. */
typedef struct number_unit {
    uint32_t word, past;   /* the words that say it */
    uint64_t stem;         /* of its head; one value for "$", "dollar" and "dollars" */
    bool plural;           /* a plural or a measure, so surely counted */
    uint8_t kind;          /* number_kind */
    const char *name;      /* of a currency or measure in its lexicon, else NULL */
    uint32_t from;         /* of a noun: the first word of its phrase */
} number_unit;

/* The unit of the count at words [at, past) of a sentence that ends before `end`; false if none stands there. */
bool unit_find(const mark_scan *scan, uint32_t at, uint32_t past, uint32_t end, const mark_count *count, number_unit *unit);
/* The first word of the sign of a currency ("$", "US$", "EUR") right before `at`, or `at`. */
uint32_t unit_sign_before(const mark_scan *scan, uint32_t at);
/* ISO 4217 code of the currency whose last word ends before `past`, in at most three words from `from` on, or NULL. */
const char *unit_currency_code(const mark_scan *scan, uint32_t from, uint32_t past);
/* A word in the plural, or of the lexicon of words that are counted without -s (people). */
bool unit_is_plural(const mark_scan *scan, uint32_t at);
bool unit_is_verb_like(const mark_scan *scan, uint32_t at);
/* The first word of the longest phrase of bounds that ends right before `at`, or `at`. */
uint32_t bound_begin(const mark_scan *scan, uint32_t at);

/* Past the hyphen that a number ends in where its unit stands only behind the next one ("5- to 7-mile"), or `at`. */
static inline uint32_t past_suspended(const mark_scan *scan, uint32_t at) {
    bool hangs = at + 1 < scan->n && scan_char(scan, at) == '-' && scan_joined(scan, at) && !scan_joined(scan, at + 1);
    return hangs ? at + 1 : at;
}

/* numbers_named.c: does it count anything, and is it no part of a name, label, address or the like? */
bool number_counts(const mark_scan *scan, const number_read *read);

/* numbers_ages.c: makes an age or a height of the count where the words around it say so. */
bool age_read(const mark_scan *scan, number_read *read);
void height_read(const mark_scan *scan, number_read *read);
/* Past "years old", "-year-old", "years of age" at `past`, or `past`; *unit: the word "year". */
uint32_t age_follows(const mark_scan *scan, uint32_t past, uint32_t end, uint32_t *unit);

/* numbers_shape.c: reads what a count is part of (a range, score, vote, odds, share, age); `read->past` moves behind it. */
void shape_read(const mark_scan *scan, number_read *read);
/* A count with letters written into its digits ("400km", "$1.5m"); false if it is none. */
bool shape_glued(const mark_scan *scan, number_read *read);
/* "38 killings per 100,000 residents": puts what a count is measured against into `read`, which then ends behind it. */
bool shape_rate(const mark_scan *scan, number_read *read, uint32_t unit_past);
/* An ordinal that counts off or ranks what stands behind it ("the third suspect", "ranked 5th"). */
bool shape_ordinal(const mark_scan *scan, uint32_t at, uint32_t end, number_read *read);

/* numbers_counts.c: the phrase of all that is counted; absent if the text does not tell. */
syn_span counts_find(const mark_scan *scan, const number_read *read, const number_unit *unit);
/* Value, currency and measure in units of the SI. */
void counts_convert(const mark_scan *scan, const number_read *read, const number_unit *unit, syn_arena *arena,
                    syn_number *number);
#endif
