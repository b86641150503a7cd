/* headlines.c - a report at odds with itself: a number of its title that its text denies.
 *
 * In: the numbers of titles, the figures of the texts (figures.c). Out: differences of kind inside, with the title and a
 * statement of the text as the two readings.
 * The idea: "Ferry sinks, 23 dead" above "At least 26 people died ...". The two count one thing when the number of the text
 * stands among its first LEAD sentences, what befell the counted is the same ("dead", "died") and who they are, or one thing is
 * counted and the sentence has more words of the title. They differ when nothing that the one leaves open (bounds, ranges, round
 * numbers) fits the other. A false alarm costs more than a miss: nothing is told where the title's number stands anywhere in
 * the text, or is the sum of two numbers of it, or where some are others' or have others among them ("15 other states").
 * Cost: for each number of a title the numbers of its report once, MOST_SUM of them in pairs.
 * Not done: per cent, shares, ages, measures; a number that only the rest of the text has. */
#include "base/caps.h"
#include "compare/differ/figures.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/words.h"

#define LEAD 5              /* sentences of a text in which what its title counts must stand */
#define LEAST_SAME 2        /* words of the title in the sentence of things counted */
#define LEAST_AGAIN 4       /* ... and of one that says the title once more, */
#define AGAIN 7             /* tenths of its words */
#define ROUND 0.1           /* how far a round number may be from what it stands for */
#define LEAST_ROUND 10.0
#define MOST_SUM 64         /* numbers of a text that are looked at in pairs */
#define BESIDE 6            /* words behind a number in which others are looked for */
#define MOST_NUMBERS 8      /* of a title */

/* The stretch of values that a number as stated leaves open. */
typedef struct stretch {
    double low, high;
} stretch;

#define ENDLESS 1e300

static bool is_whole_tens(double value) {
    double tens = value / 10;
    return value >= LEAST_ROUND && (tens > 1e9 || tens - (double)(long)tens <= 0);
}

static stretch stretch_of(const syn_number *n) {
    stretch s = {n->value, number_is_range(n) ? n->high : n->value};
    bool round = is_whole_tens(s.low) || s.low > 1e5 || s.low - (double)(long)s.low > 0;
    if (round || n->bound == BOUND_ABOUT) {
        s.low -= s.low * ROUND;
        s.high += s.high * ROUND;
    }
    if (n->bound == BOUND_AT_LEAST || n->bound == BOUND_OVER) s.high = ENDLESS;
    if (n->bound == BOUND_AT_MOST || n->bound == BOUND_UNDER) s.low = 0;
    return s;
}

static bool meet(stretch a, stretch b) { return a.low <= b.high && b.low <= a.high; }

/* The value of a word in digits, as "20" in "20-strong"; below 0 if it is none. */
static double digits_of(const syn_report *r, const syn_word *word) {
    double value = 0;
    if (word->kind != WORD_NUMBER) return -1;
    for (uint32_t i = word->begin; i < word->end; i++) {
        char c = r->text.ptr[i];
        if (c == ',') continue;
        if (c < '0' || c > '9') break;
        value = value * 10 + (c - '0');
    }
    return value;
}

/* Does the number stand in the text, alone or as the sum of two? */
static bool is_in_text(const syn_report *r, const syn_number *number) {
    stretch wanted = stretch_of(number);
    for (uint32_t i = 0; i < r->numbers.n; i++) {
        const syn_number *n = &r->numbers.at[i];
        if (n->bound == BOUND_EXACT && meet(wanted, stretch_of(n))) return true;
        if (n->value >= number->value && n->value <= number->value) return true;
        for (uint32_t k = i + 1; k < r->numbers.n && k < i + MOST_SUM; k++) {
            double sum = n->value + r->numbers.at[k].value;
            if (sum >= number->value && sum <= number->value) return true;
        }
    }
    for (uint32_t w = 0; w < r->words.n; w++) {
        double value = digits_of(r, &r->words.at[w]);
        if (value >= number->value && value <= number->value) return true;
    }
    return false;
}

/* ---- one thing counted -------------------------------------------------------------------------------------------- */

static uint64_t class_at(const syn_report *r, uint32_t w) {
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
    return class ? slice_hash(slice_str(class->value)) : r->words.at[w].stem;
}

static bool has_class(const syn_report *r, uint32_t from, uint32_t past, uint64_t class) {
    for (uint32_t w = from; w < past; w++)
        if (word_is_content(&r->words.at[w]) && class_at(r, w) == class) return true;
    return false;
}

/* Words of the title, but for the unit, that stand in a sentence of the text, and how many it has. */
typedef struct overlap {
    uint32_t same, all;
} overlap;

static overlap words_shared(const syn_report *title, const syn_report *r, const syn_sentence *in, uint64_t unit) {
    overlap found = {0};
    for (uint32_t w = 0; w < title->words.n; w++) {
        uint64_t class = class_at(title, w);
        if (!word_is_content(&title->words.at[w]) || title->words.at[w].kind != WORD_LETTERS || class == unit) continue;
        found.all++;
        found.same += has_class(r, in->word, in->word + in->words, class);
    }
    return found;
}

/* "dead" beside the title's number, "died" beside the text's. */
static bool share_state(const figure *a, const figure *b) {
    for (uint32_t i = 0; i < a->besides; i++)
        for (uint32_t k = 0; k < b->besides; k++)
            if (a->telling[i] && b->telling[k] && a->beside[i] == b->beside[k]) return true;
    return false;
}

/* "15 other states", "three dead, including the gunman": some beside others, or with others among them. */
static bool is_part(const syn_report *r, const syn_number *n) {
    uint32_t w = report_word_at(r, n->span.begin), unit = span_present(n->unit) ? report_word_at(r, n->unit.end - 1) : w;
    for (uint32_t at = w > 0 ? w - 1 : 0; at < r->words.n && at <= unit; at++) {
        const lexicon_entry *found = lexicon_match(&lexicon_compare_figures, r->words.at, at, r->words.n);
        bool others = word_is(r, at, "others");
        if (others || (found && slice_equal(slice_str(found->value), SLICE_LIT("part")))) return true;
    }
    for (uint32_t at = w; at < r->words.n && at < w + BESIDE; at++)
        if (lexicon_match(&lexicon_compare_choices, r->words.at, at, r->words.n)) return true;
    return false;
}

static bool is_anyone(const figure *f) { return !f->unit || f->anyone || f->state; }

static bool one_thing(const syn_report *title, const figure *a, const syn_report *r, const figure *b,
                      const syn_sentence *in) {
    if (b->background || a->vague || b->vague || a->kind != b->kind || a->kind == FIGURE_SPAN || a->measure || b->measure)
        return false;
    if (a->capacity || b->capacity) return false;
    if (a->human != b->human) return false;
    overlap words = words_shared(title, r, in, a->unit);
    if (a->kind == FIGURE_AMOUNT)  /* money and per cent: only where the sentence says the title once more */
        return a->unit && a->unit == b->unit && words.same >= LEAST_AGAIN && words.same * 10 >= words.all * AGAIN;
    if (!a->human) return a->unit && a->unit == b->unit && words.same >= LEAST_SAME;
    bool who = is_anyone(a) ? is_anyone(b) : a->unit == b->unit;
    if (who && share_state(a, b)) return words.same > 0;
    return who && !is_anyone(a) && words.same > LEAST_SAME;
}

/* ---- */

static bool add_headline(story *s, const syn_report *title, const syn_number *number, const figure *f) {
    const syn_report *r = s->reports[f->report];
    const syn_number *other = &r->numbers.at[f->number];
    syn_span shown = span_present(other->unit) && other->unit.begin >= other->span.begin
                         ? (syn_span){other->span.begin, other->unit.end > other->span.end ? other->unit.end : other->span.end}
                         : other->span;
    collation_difference d = {.kind = DIFFER_INSIDE, .about = {.report = f->report, .span = shown}};
    collation_reading in_title = {.place = {.report = f->report, .span = {0, (uint32_t)title->text.len}, .in_title = true}},
                      in_text = {.place = {.report = f->report, .span = s->statements.at[f->statement].span}};
    syn_place mark = {.report = f->report, .span = number->span, .in_title = true};
    return VEC_PUSH(s->keep, &in_title.marks, mark) &&
           VEC_PUSH(s->keep, &in_text.marks, (syn_place){.report = f->report, .span = other->span}) &&
           VEC_PUSH(s->keep, &d.readings, in_title) && VEC_PUSH(s->keep, &d.readings, in_text) &&
           VEC_PUSH(s->keep, &s->out->differences, d);
}

/* The figures [from, past) are those of the report. */
static bool headline_check(story *s, const syn_report *title, uint32_t number, const figures *all, uint32_t from, uint32_t past) {
    figure own;
    if (s->out->differences.n >= CAP_FINDINGS || !figure_of_title(title, number, &own)) return true;
    if (is_part(title, &title->numbers.at[number])) return true;
    const syn_number *stated = &title->numbers.at[number];
    const figure *found = NULL;
    const syn_report *r = from < past ? s->reports[all->at[from].report] : NULL;
    for (uint32_t i = from; i < past; i++) {
        const figure *f = &all->at[i];
        uint32_t sentence = s->statements.at[f->statement].sentence;
        if (sentence >= LEAD || !one_thing(title, &own, r, f, &r->sentences.at[sentence])) continue;
        if (meet(stretch_of(stated), stretch_of(&r->numbers.at[f->number]))) return true;
        if (!found) found = f;
    }
    if (!found || is_part(r, &r->numbers.at[found->number]) || is_in_text(r, stated)) return true;
    return add_headline(s, title, stated, found);
}

bool story_headlines(story *s, const figures *all) {
    for (uint32_t i = 0, from = 0, past; i < s->count; i++, from = past) {
        const syn_report *r = s->reports[i];
        for (past = from; past < all->n && all->at[past].report == i; past++) {}
        if (!r->title_numbers.n || s->out->sources[i].copy_of != REPORT_NONE) continue;
        syn_report title = {.text = r->title};
        if (words_scan(&title.words, &title.sentences, title.text, "en", s->scratch, NULL) != SYN_OK) return !s->scratch->failed;
        title.numbers.at = r->title_numbers.at;
        title.numbers.n = r->title_numbers.n < MOST_NUMBERS ? r->title_numbers.n : MOST_NUMBERS;
        for (uint32_t n = 0; n < title.numbers.n; n++)
            if (!headline_check(s, &title, n, all, from, past)) return false;
    }
    return true;
}
