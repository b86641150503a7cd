/* figures.c - the numbers of a story, each with what is counted and what is said of it.
 *
 * In: the marked numbers, the statements. Out: figures. What is counted is the class of the unit; what is said of it is the
 * content word directly beside the number ("26 missing", "leaving 29 missing"). lexicon/en/figures.txt has the words that
 * make a number another kind of count (what would fit, another event), or none at all (an age, "the last two", "another
 * two"); lexicon/en/measures.txt the units of measure, so that miles meet kilometres.
 * Not done: sums; numbers of statements with more than MOST numbers, which are tables. */
#include "compare/differ/figures.h"

#include <limits.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/timex.h"
#include "compare/words.h"

#define SMALL 10.0          /* a number up to this is a part of a whole when "of" follows, or when "other" stands beside it */
#define REACH 8             /* words looked at for those beside a number */
#define NAME_REACH 12       /* ... and for the name before it */
#define FAR_DAYS 9          /* a date so far before the report is of another event */
#define MOST 6              /* numbers of a statement that is no table */
#define ROUGH 0.03          /* a rough number and another are the same within this share */
#define EXACT_MEASURE 0.01  /* ... and two measures of one unit */
#define PAST 1.05           /* "more than" a number may be so many times it */
#define NEARLY 0.97         /* "nearly" a number may be so much of it */
#define NEARLY_SPAN 0.9     /* ... of a length of time */
#define PAST_MEASURE 1.25
#define VAGUE 10.0          /* "hundreds" reach to so many times a hundred */
#define CAP_OTHERS 200     /* figures of a report that are held against each other */
#define ROUGH_UNITS 0.06    /* ... and numbers of two units of measure */

bool figure_same_value(const figure *a, const figure *b) {
    double share = 0;
    if (a->about || b->about) share = ROUGH;
    if (a->measure != b->measure) share = ROUGH_UNITS;
    else if (a->measure) share = share > EXACT_MEASURE ? share : EXACT_MEASURE;
    double past = a->measure ? PAST_MEASURE : PAST;  /* "more than 350" and 352 */
    if (a->open && b->low >= a->low && b->low <= a->low * past) return true;
    if (b->open && a->low >= b->low && a->low <= b->low * past) return true;
    double nearly = a->kind == FIGURE_SPAN ? NEARLY_SPAN : NEARLY;
    if (a->under && b->low <= a->low && b->low >= a->low * nearly) return true;  /* "nearly 75" and 74 */
    if (b->under && a->low <= b->low && a->low >= b->low * nearly) return true;
    return a->low <= b->high * (1 + share) && b->low <= a->high * (1 + share);
}

static bool is_rounded(const figure *a, const figure *b) {
    return a->kind != FIGURE_SPAN && a->measure == b->measure && a->low >= a->high && b->low >= b->high && !a->vague && !b->vague;
}

figure_meet figure_meeting(const figure *a, const figure *b) {
    if (!figure_same_value(a, b)) return FIGURES_DIFFER;
    bool equal = a->low >= b->low && a->low <= b->low && a->high >= b->high && a->high <= b->high;
    bool bounds = a->open != b->open || a->under != b->under;
    bool alike = (a->open && b->least) || (b->open && a->least) || (a->under && (b->most || b->about)) || (b->under && (a->most || a->about));
    if (a->vague != b->vague) return FIGURES_VAGUE;
    if (equal) return bounds && !alike && !a->vague ? FIGURES_BOUND : FIGURES_SAME;
    return is_rounded(a, b) ? FIGURES_ROUNDED : FIGURES_SAME;
}

uint64_t figure_class(const syn_report *r, uint32_t w, bool *anyone) {
    const lexicon_entry *two = w ? lexicon_match(&lexicon_compare_synonyms, r->words.at, w - 1, w + 1) : NULL;  /* "air strikes" */
    const lexicon_entry *class = two && two->words == 2 ? two : lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
    *anyone = class && slice_equal(slice_str(class->value), SLICE_LIT("person"));
    return class ? slice_hash(slice_str(class->value)) : r->words.at[w].stem;
}

static bool is_dash(const syn_report *r, uint32_t w) {
    if (w >= r->words.n || r->words.at[w].kind != WORD_PUNCT) return false;
    syn_slice mark = word_text(r, w);
    return slice_starts(mark, SLICE_LIT("-")) || slice_equal(mark, SLICE_LIT("–")) || slice_equal(mark, SLICE_LIT("—"));
}

bool figure_stops(const syn_report *r, uint32_t w) {
    const syn_word *word = &r->words.at[w];
    if (word->kind == WORD_NUMBER) return true;
    if (is_dash(r, w)) return (word->flags & WORD_SPACE) != 0 || word->end - word->begin > 1;
    if (word->kind == WORD_PUNCT) return word->end - word->begin == 1 && strchr(",;:.()", r->text.ptr[word->begin]) != NULL;
    const lexicon_entry *clause = lexicon_match(&lexicon_compare_clauses, r->words.at, w, r->words.n);
    return clause && (slice_equal(slice_str(clause->value), SLICE_LIT("join")) ||
                      slice_equal(slice_str(clause->value), SLICE_LIT("and")));
}

bool figure_word(const syn_report *r, uint32_t w, const char *what) {
    const lexicon_entry *found = w < r->words.n ? lexicon_match(&lexicon_compare_figures, r->words.at, w, r->words.n) : NULL;
    return found && slice_equal(slice_str(found->value), slice_str(what));
}

static bool number_before(const syn_report *r, uint32_t number, uint32_t first, uint32_t words) {
    return number && first >= words && r->numbers.at[number - 1].span.end > r->words.at[first - words].begin;
}

static bool number_behind(const syn_report *r, uint32_t number, uint32_t after, uint32_t words) {
    if (after + words > r->words.n) return false;
    const syn_word *last = &r->words.at[after + words - 1];
    return last->kind == WORD_NUMBER || (number + 1 < r->numbers.n && r->numbers.at[number + 1].span.begin < last->end);
}

/* "51 of the 90 seats", "two of the children", "16 of 20 people", "the 90-seat council", "one in three": the whole of
 * which another number is a part, a small part of a whole, and a size are no counts of their own. */
static bool is_share(const syn_report *r, uint32_t number, uint32_t first, uint32_t after, bool human) {
    double value = r->numbers.at[number].value;
    if (after < r->words.n && r->text.ptr[r->words.at[after].begin] == '-' && !(r->words.at[after].flags & WORD_SPACE))
        return true;
    if (word_is(r, after, "of") && (value <= SMALL || (human && number_behind(r, number, after, 2)))) return true;
    if (word_is(r, after, "in") && number_behind(r, number, after, 2)) return true;
    uint32_t before = first && (word_is(r, first - 1, "the") || word_is(r, first - 1, "its")) ? first - 1 : first;
    if (!before) return false;
    if (word_is(r, before - 1, "in") && number_before(r, number, first, 2)) return true;
    if (first > 1 && word_is(r, first - 1, "in") && r->words.at[first - 2].kind == WORD_NUMBER) return true;
    if (!word_is(r, before - 1, "of")) return false;
    for (uint32_t w = before - 1, n = 0; w-- > 0 && n < 3; n++)
        if (r->words.at[w].kind == WORD_NUMBER) return true;
    return number_before(r, number, before, 3);
}

/* "aged 12", "ages 18 to 35", "between the ages of 18 and 35", "12 years old". */
static bool is_age(const syn_report *r, uint32_t number, uint32_t first, uint32_t after) {
    if (word_is(r, after, "years") && (word_is(r, after + 1, "old") || word_is(r, after + 1, "of"))) return true;
    if (word_is(r, after, "year") && (word_is(r, after + 1, "old") || word_is(r, after + 1, "-"))) return true;
    for (uint32_t w = first, n = 0; w-- > 0 && n < 5; n++) {
        if (figure_word(r, w, "age")) return true;
        bool links = word_is(r, w, "of") || word_is(r, w, "and") || word_is(r, w, "to") || word_is(r, w, "or") ||
                     is_dash(r, w);
        if (!links && !number_before(r, number, w + 1, 1)) return false;
    }
    return false;
}

/* "43 - 39", "7-8-1": scores, records and ranges. */
static bool is_score(const syn_report *r, uint32_t number, uint32_t first, uint32_t after) {
    /* but "HARLBY, May 14 - Nineteen ..." */
    if (first > 1 && is_dash(r, first - 1) && r->words.at[first - 2].kind == WORD_NUMBER)
        return !timex_covers(r, r->words.at[first - 2].begin);
    return (first && is_dash(r, first - 1) && number_before(r, number, first, 2)) ||
           (is_dash(r, after) && number_behind(r, number, after, 2));
}

/* "another two", "two other cars", "the past two seasons": besides others, or counted off; "a quarter of a million". "one"
 * without a noun is a pronoun. */
static bool is_part(const syn_report *r, const syn_number *number, uint32_t first, uint32_t after, bool human) {
    if (first && (figure_word(r, first - 1, "order") || figure_word(r, first - 1, "fraction"))) return true;
    if (first > 1 && word_is(r, first - 1, "of") && figure_word(r, first - 2, "fraction")) return true;
    if (number->value <= 1 && !human) return true;
    if (number->value > SMALL) return false;
    return (first && figure_word(r, first - 1, "part")) || figure_word(r, after, "part");
}

static bool of_another_number(const syn_report *r, uint32_t number, uint32_t at) {
    if (number == REPORT_NONE) return false;
    if (number && span_present(r->numbers.at[number - 1].span) && at < r->numbers.at[number - 1].span.end) return true;
    return number + 1 < r->numbers.n && at >= r->numbers.at[number + 1].span.begin;
}

static void add_beside(figure *f, uint32_t w, uint64_t key, bool telling) {
    if (f->besides == FIGURE_KEYS) return;
    f->word[f->besides] = w;
    f->telling[f->besides] = telling;
    f->beside[f->besides++] = key;
}

/* A word for people, or (*state) for what happened to them. */
static bool is_human(const syn_report *r, uint32_t w, bool *state) {
    const lexicon_entry *found = lexicon_match(&lexicon_compare_humans, r->words.at, w, w + 1);
    *state = found && found->value[0];
    return found != NULL;
}

static uint32_t name_at(const story *s, uint32_t report, uint32_t w) {
    uint32_t m = s->mention_at[report][w];
    if (m == REPORT_NONE || s->reports[report]->mentions.at[m].entity == REPORT_NONE) return REPORT_NONE;
    return s->person_of[report][s->reports[report]->mentions.at[m].entity];
}

/* "427 kilometres (265 miles) north": what stands in brackets behind a number is passed over. */
static uint32_t behind_brackets(const syn_report *r, uint32_t w, uint32_t end) {
    if (!word_is(r, w, "(")) return w;
    for (uint32_t k = w + 1; k < end && k < w + REACH; k++)
        if (word_is(r, k, ")")) return k + 1;
    return w;
}

/* `s` NULL: a title, of which no names are known. */
static void look(const story *s, const syn_report *r, figure *f, uint32_t from, int step, uint32_t first, uint32_t end) {
    uint32_t found = 0, reach = step < 0 ? NAME_REACH : REACH;
    for (uint32_t w = from, tries = 0; w >= first && w < end && tries < reach; tries++) {
        if (step > 0 && tries == 0) w = behind_brackets(r, w, end);
        if (w >= end || figure_stops(r, w) || of_another_number(r, f->number, r->words.at[w].begin)) return;
        bool anyone, state;
        uint64_t class = figure_class(r, w, &anyone);
        if (s && s->mention_at[f->report][w] != REPORT_NONE) {
            if (f->name == REPORT_NONE) f->name = name_at(s, f->report, w);
        } else if (word_is_content(&r->words.at[w]) && !anyone && class != f->unit && found < FIGURE_BESIDE &&
                   tries < REACH) {
            is_human(r, w, &state);
            add_beside(f, w, class, state);
            found++;
        }
        if (step > 0 && found == FIGURE_BESIDE && !f->measure) return;
        if (step < 0 && w == first) return;
        w = step < 0 ? w - 1 : w + 1;
    }
}

void figure_look_beside(const story *s, const syn_report *r, figure *f, uint32_t before, uint32_t behind, uint32_t first,
                        uint32_t end) {
    if (before > first) look(s, r, f, before - 1, -1, first, end);
    look(s, r, f, behind, 1, first, end);
}

static bool has_word(const syn_report *r, uint32_t from, uint32_t end, const char *what) {
    for (uint32_t w = from; w < end; w++)
        if (figure_word(r, w, what)) return true;
    return false;
}

/* A statement with a date far from the day of its report, or with a month or year of its own, tells of something else. */
static bool is_background(const story *s, const statement *st) {
    const syn_report *r = s->reports[st->report];
    const syn_sentence *sentence = &r->sentences.at[st->sentence];
    long today = story_day(s, st->report);
    uint32_t low = 0, high = r->times.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->times.at[middle].span.end <= sentence->begin) low = middle + 1;
        else high = middle;
    }
    for (uint32_t t = low; t < r->times.n && r->times.at[t].span.begin < sentence->end; t++) {
        syn_slice value = timex_day(r->times.at[t].value);
        long from, to;
        uint32_t w = report_word_at(r, r->times.at[t].span.begin);
        if (r->times.at[t].type > TIME_TIME || (w && word_is(r, w - 1, "since"))) continue;  /* "the first since 2006" */
        if (timex_range(value, &from, &to)) {
            if (today == LONG_MIN ? to - from > 7 : to + FAR_DAYS < today) return true;
        } else if (value.len == 7 && slice_starts(value, SLICE_LIT("XXXX-")) && value.ptr[5] != 'W') return true;
    }
    return false;
}

/* "length 1000000" of measures.txt: the size of the unit. */
static double unit_size(const char *value) {
    const char *at = strchr(value, ' ');
    double size = 0;
    for (at = at ? at + 1 : ""; *at >= '0' && *at <= '9'; at++) size = size * 10 + (*at - '0');
    return size > 0 ? size : 1;
}

static void read_unit(const syn_report *r, figure *f, syn_span unit) {
    uint32_t last = report_word_at(r, unit.end - 1);
    f->unit = figure_class(r, last, &f->anyone);
    f->human = is_human(r, last, &f->state) || f->anyone;
    const lexicon_entry *measure = lexicon_match(&lexicon_compare_measures, r->words.at, last, last + 1);
    if (!measure) return;
    const char *end = strchr(measure->value, ' ');
    syn_slice dimension = end ? slice_of(measure->value, (size_t)(end - measure->value)) : slice_str(measure->value);
    if (slice_equal(dimension, SLICE_LIT("span"))) f->kind = FIGURE_SPAN;
    else if (slice_equal(dimension, SLICE_LIT("share")) || slice_equal(dimension, SLICE_LIT("money")))
        f->kind = FIGURE_AMOUNT;
    else {
        f->unit = slice_hash(dimension);
        f->measure = slice_hash(slice_str(measure->value));
        f->low *= unit_size(measure->value);
        f->high *= unit_size(measure->value);
    }
}

/* "twelve people of those in hospital" */
static bool is_of_those(const syn_report *r, uint32_t behind) {
    return word_is(r, behind, "of") &&
           (word_is(r, behind + 1, "those") || word_is(r, behind + 1, "them") || word_is(r, behind + 1, "whom"));
}

/* "38 deaths per 100,000 people": neither number is a count. */
static bool is_rate(const syn_report *r, uint32_t number, uint32_t behind) {
    uint32_t w = report_word_at(r, r->numbers.at[number].span.begin);
    if (w && (word_is(r, w - 1, "per") || word_is(r, w - 1, "every"))) return true;
    return word_is(r, behind, "per") || word_is(r, behind, "every") || word_is(r, behind + 1, "per");
}

/* Reads a number of words [first, end). False if it is no count that can be set against another. */
static bool read_figure(const story *s, const syn_report *r, figure *f, uint32_t first, uint32_t end) {
    const syn_number *number = &r->numbers.at[f->number];
    uint32_t w = report_word_at(r, number->span.begin), after = report_word_at(r, number->span.end - 1) + 1, behind = after;
    f->vague = figure_word(r, w, "vague");
    if (f->vague) f->high *= VAGUE;
    if (span_present(number->unit)) {
        read_unit(r, f, number->unit);
        uint32_t last = report_word_at(r, number->unit.end - 1);
        if (last >= after) behind = last + 1;
    }
    if (is_share(r, f->number, w, after, f->human) || is_age(r, f->number, w, after)) return false;
    if (is_score(r, f->number, w, after)) return false;
    if (word_is(r, behind, "to") && word_is(r, behind + 1, "go")) return false;  /* "with five laps to go" */
    if (is_of_those(r, behind) || is_rate(r, f->number, behind)) return false;
    figure_look_beside(s, r, f, w, behind, first, end);
    bool state;
    for (uint32_t i = 0; i < f->besides && !f->unit; i++) f->human |= is_human(r, f->word[i], &state);  /* "wounding 120" */
    if (is_part(r, number, w, after, f->human)) return false;
    /* "46 survivors" beside "50 people survived" */
    if (f->unit && !f->anyone) add_beside(f, REPORT_NONE, f->unit, f->state);
    f->capacity = has_word(r, w > first + REACH ? w - REACH : first, behind < end ? behind : end, "capacity");
    if (f->capacity && f->human) {
        f->besides = 0;
        add_beside(f, REPORT_NONE, slice_hash(SLICE_LIT("capacity")), true);
    }
    f->behind = behind;
    return true;
}

/* What is read of a number whatever its kind. */
static figure figure_new(const syn_report *r, uint32_t number) {
    const syn_number *n = &r->numbers.at[number];
    return (figure){.number = number, .low = n->value, .high = number_is_range(n) ? n->high : n->value, .name = REPORT_NONE,
                    .kind_name = REPORT_NONE, .time = REPORT_NONE, .about = n->bound == BOUND_ABOUT, .open = n->bound == BOUND_OVER,
                    .under = n->bound == BOUND_UNDER, .least = n->bound == BOUND_AT_LEAST, .most = n->bound == BOUND_AT_MOST};
}

bool figure_of_title(const syn_report *title, uint32_t number, figure *f) {
    *f = figure_new(title, number);
    return title->numbers.at[number].kind < NUMBER_AGE && read_figure(NULL, title, f, 0, title->words.n);
}

syn_span figure_span(const story *s, const figure *f) {
    const syn_report *r = s->reports[f->report];
    return f->time != REPORT_NONE ? r->times.at[f->time].span : r->numbers.at[f->number].span;
}

static bool counts_same(const figure *a, const figure *b) {
    if (a->fate || b->fate) return a->fate == b->fate;
    return a->unit == b->unit && a->kind == b->kind;
}

/* What else of its kind does a report count? At most CAP_OTHERS figures are looked at. */
static void count_others(figures *all, uint32_t start) {
    uint32_t end = all->n - start > CAP_OTHERS ? start + CAP_OTHERS : all->n;
    for (uint32_t i = start; i < end; i++) {
        figure *f = &all->at[i];
        for (uint32_t k = start; k < end && f->others < 2; k++) {
            const figure *g = &all->at[k];
            if (k == i || !counts_same(f, g) || figure_same_value(f, g)) continue;
            if (f->others && f->other >= g->low && f->other <= g->high) continue;
            if (!f->others++) f->other = g->low;
        }
    }
}

bool figures_collect(story *s, figures *all) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        uint32_t start = all->n;
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t n = 0, from = all->n, previous = REPORT_NONE; n < report->numbers.n && all->n < CAP_STATEMENTS; n++) {
            const syn_number *number = &report->numbers.at[n];
            uint32_t st = story_statement_at(s, r, number->span.begin);
            if (number->kind >= NUMBER_AGE) continue;  /* ages, shares, ranks and scores are no counts */
            if (st == REPORT_NONE || s->statements.at[st].embed) continue;
            if (st != previous) from = all->n;
            previous = st;
            if (all->n - from == MOST) {  /* a table: none of its numbers counts */
                all->n = from;
                uint32_t last = s->statements.at[st].span.end;
                while (n + 1 < report->numbers.n && report->numbers.at[n + 1].span.begin < last) n++;
                continue;
            }
            figure f = figure_new(report, n);
            f.report = r;
            f.statement = st;
            f.parent = all->n;
            const statement *in = &s->statements.at[st];
            const syn_sentence *sentence = &report->sentences.at[in->sentence];
            f.earlier = has_word(report, sentence->word, sentence->word + sentence->words, "earlier");
            f.background = f.earlier || is_background(s, in);
            if (!read_figure(s, report, &f, in->word, in->word + in->words)) continue;
            if (!figure_look_around(s, &f, report_word_at(report, number->span.begin), f.behind) || !VEC_PUSH(s->scratch, all, f))
                return false;
        }
        if (!figures_add_spans(s, r, all)) return false;
        count_others(all, start);
    }
    return true;
}
