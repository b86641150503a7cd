/* sums.c - a report at odds with itself: parts that do not add up to the whole that they stand beside.
 *
 * In: the marked numbers. Out: differences of kind inside, with the whole and its parts as the two readings.
 * The idea: "12 people, 5 men and 8 women": a count of people of any kind, one mark (comma, colon, dash, bracket), and right
 * behind it a row of counts, of which each is of a part that shares nobody with the others (lexicon/en/parts.txt: men and
 * women; men, women and children; boys and girls; adults and children). Such a row is whole, so its sum must be the count.
 * A false alarm costs more than a miss: all numbers are exact as stated, the row has two parts at least and no word between
 * them but commas and "and", and no word behind it that makes it a choice ("among them", "included").
 * Linear: each number is looked at once, a row has at most MOST parts.
 * Not done: parts that may overlap (soldiers and women), money, per cent. A headline against its text: headlines.c. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"
#include "compare/words.h"

#define MOST 4              /* parts of a row */
#define BEHIND 4            /* words behind a row that are looked at */

typedef struct row {        /* the parts of a whole */
    double sum;
    uint32_t parts;         /* how many */
    uint32_t past;          /* first word behind */
    unsigned kinds;         /* a bit for each letter of parts.txt */
} row;

static bool is_mark(const syn_report *r, uint32_t w, const char *marks) {
    if (w >= r->words.n || r->words.at[w].kind != WORD_PUNCT) return false;
    syn_slice mark = word_text(r, w);
    if (slice_equal(mark, SLICE_LIT("—")) || slice_equal(mark, SLICE_LIT("–")) || slice_equal(mark, SLICE_LIT("--")))
        return strchr(marks, '-') != NULL;
    return mark.len == 1 && strchr(marks, mark.ptr[0]);
}

static bool is_exact_count(const syn_number *number) {
    return number->kind == NUMBER_COUNT && number->bound == BOUND_EXACT && !number_is_range(number) &&
           span_present(number->unit);
}

/* "people", "passengers": a count of anyone. */
static bool is_whole(const syn_report *r, const syn_number *number) {
    if (!is_exact_count(number) || number->value < 3) return false;
    uint32_t w = report_word_at(r, number->unit.end - 1);
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
    return number->unit.begin > number->span.begin && class && slice_equal(slice_str(class->value), SLICE_LIT("person"));
}

/* The number that begins at word `w`, or NULL; *at is where to go on looking. */
static const syn_number *number_at(const syn_report *r, uint32_t w, uint32_t *at) {
    while (*at < r->numbers.n && w < r->words.n && r->numbers.at[*at].span.begin < r->words.at[w].begin) ++*at;
    bool here = *at < r->numbers.n && w < r->words.n && r->numbers.at[*at].span.begin == r->words.at[w].begin;
    return here ? &r->numbers.at[*at] : NULL;
}

/* "five men, six women and two children" at word `w`; parts 0 if it is none. */
static row row_read(const syn_report *r, uint32_t w, uint32_t number) {
    row found = {.past = w};
    row none = {.past = w};
    for (;;) {
        const syn_number *part = number_at(r, found.past, &number);
        if (!part || found.parts == MOST || !is_exact_count(part) || part->unit.begin < part->span.end) return none;
        uint32_t unit = report_word_at(r, part->unit.begin);
        const lexicon_entry *kind = lexicon_match(&lexicon_compare_parts, r->words.at, unit, unit + 1);
        if (!kind || unit > report_word_at(r, part->span.end - 1) + 2) return none;  /* "five young men" at the most */
        unsigned bit = 1u << (kind->value[0] - 'a');
        if (found.kinds & bit) return none;
        found.kinds |= bit;
        found.sum += part->value;
        found.parts++;
        found.past = unit + 1;
        bool comma = is_mark(r, found.past, ","), joined = word_is(r, found.past + (comma ? 1 : 0), "and");
        uint32_t next = found.past + (comma ? 1u : 0u) + (joined ? 1u : 0u), after = number;
        const syn_number *more = next > found.past ? number_at(r, next, &after) : NULL;
        if (!more) return found;
        found.past = next;
    }
}

/* Men and women, adults and children, boys and girls: with nobody in two of them, and nobody outside. */
static bool is_complete(unsigned kinds) {
    static const char *const rows[] = {"mw", "mwc", "mwi", "ac", "bg", "wc", "mc", "mwbg"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned all = 0;
        for (const char *c = rows[i]; *c; c++) all |= 1u << (*c - 'a');
        if (all == kinds) return true;
    }
    return false;
}

static bool is_choice(const syn_report *r, uint32_t w) {
    for (uint32_t n = 0; n < BEHIND && w + n < r->words.n; n++)
        if (lexicon_match(&lexicon_compare_choices, r->words.at, w + n, r->words.n)) return true;
    return false;
}

static bool add_inside(story *s, uint32_t report, const syn_number *whole, syn_span parts) {
    if (s->out->differences.n >= CAP_FINDINGS) return true;
    syn_span shown[2] = {{whole->span.begin, whole->unit.end}, parts};
    collation_difference d = {.kind = DIFFER_INSIDE, .about = {report, {whole->span.begin, parts.end}}};
    for (int i = 0; i < 2; i++) {
        collation_reading reading = {.place = {report, shown[i]}};
        if (!VEC_PUSH(s->keep, &reading.marks, (syn_place){report, i ? parts : whole->span}) ||
            !VEC_PUSH(s->keep, &d.readings, reading))
            return false;
    }
    return VEC_PUSH(s->keep, &s->out->differences, d);
}

bool story_sums(story *s) {
    for (uint32_t i = 0; i < s->count; i++) {
        const syn_report *r = s->reports[i];
        if (s->out->sources[i].copy_of != REPORT_NONE) continue;
        for (uint32_t n = 0; n < r->numbers.n; n++) {
            const syn_number *whole = &r->numbers.at[n];
            if (!is_whole(r, whole)) continue;
            uint32_t mark = report_word_at(r, whole->unit.end - 1) + 1;
            if (!is_mark(r, mark, ",:(-")) continue;
            row parts = row_read(r, mark + 1, n + 1);
            bool off = parts.sum < whole->value || parts.sum > whole->value;
            if (parts.parts < 2 || !off || !is_complete(parts.kinds) || is_choice(r, parts.past)) continue;
            syn_span span = {r->words.at[mark + 1].begin, r->words.at[parts.past - 1].end};
            if (!add_inside(s, i, whole, span)) return false;
        }
    }
    return true;
}
