/* numbers.c - numbers that differ between reports.
 *
 * In: the figures (figures.c) and how likely two of them count one thing (figures_pair.c). Out: differences of kind number, and of
 * wording where as many people are called otherwise ("13 students", "13 children").
 * Pairs are taken best first; a pair joins two sets unless a report would then have two values in one set. A set is a difference
 * if two of its numbers were tied directly, are not the same, and their reports do not state one of the two alike elsewhere.
 * Two values of one thing are mostly near each other: the further apart they are, the surer a pair must be.
 * Cost: pairs are bounded by the buckets of figures_pairs; a set has at most MOST_TIED numbers.
 * A false difference costs more than a missed one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/caps.h"
#include "compare/differ/figures.h"
#include "compare/pairs.h"
#include "text/background.h"
#include "text/lexicon/lexicon.gen.h"

#define LEAST_TIE 12        /* score (twentieths of a log-odds) of two numbers of one thing that differ ... */
#define UNTELLING 24        /* ... so much more for money, shares and lengths of time */
#define OF_PEOPLE 4         /* ... so much less for what befell people */
#define OF_THINGS 24        /* ... so much more for things: what is counted alike is often of two kinds or times */
#define OF_WHOLES 15        /* ... so much more where both are some of a whole */
#define OTHER_EVENT 60      /* ... so much more where one is said to be of an earlier event */
#define LEAST_SAME 0        /* ... that are the same, */
#define LEAST_HINT (-30)    /* ... and of two that are the same, for their reports to agree on it */
#define LEAST_BOUND (-10)   /* ... of two that are one number with two bounds: hardly so by chance ... */
#define LEAST_BOUND_SMALL 10  /* ... but of few things, and of lengths of time */
#define FEW 10.0
#define LEAST_ROUNDED 24    /* ... of two that are about the same, "roughly 14" and 13.5, unless they are large */
#define LEAST_VAGUE 40      /* ... of "hundreds" and 800 */
#define LEAST_AGREED (-10)  /* ... where only one of the two states the other's, */
#define LESS_SURE 20        /* ... less sure by so much than two that differ; or as sure as */
#define SURE 10
#define TOLD_ALIKE 24       /* so much less sure, where ... */
#define LEAST_ALIKE 0.48    /* ... so much of the words around both is the same, ... */
#define MOST_ALIKE 1.25     /* ... and one is no more times the other */
#define LEAST_VERY_ALIKE 0.7
#define MOST_VERY_ALIKE 1.45
#define LEAST_SPAN 1.1      /* lengths of time that are nearer are often one, rounded */
#define LEAST_LARGE 150     /* numbers so large that are as good as equal are hardly so by chance */
#define SCORES 16384        /* lifts a score over 0, and is more than any */
#define LEAST_NAMED 24      /* ... of as many people who are called otherwise, ... */
#define LEAST_KIND 3.0      /* ... so many at least */
#define MOST_OTHERS 200     /* figures of a report among which one is looked for */
#define BOUND_WORDS 6       /* words of a bound ("as many as") */
#define MOST_TIED 64        /* numbers of one set */

typedef struct tied {       /* two figures that count one thing */
    uint32_t a, b;
    int score;
    int bare;               /* without TOLD_ALIKE */
    bool differ;
    bool stated;            /* one number, stated in two ways */
} tied;

typedef struct ties {
    SYN_VEC(tied) list;
    syn_map agreed;         /* (figure, report) -> SCORES + score of the same number in that report, the highest, in the lower
                             * half; in the upper, of those that are stated alike, bounds and all; 0: none */
} ties;

static uint64_t agreed_key(uint32_t number, uint32_t report) { return hash_join(hash_join(0, number), report); }

static bool note_agreed(ties *t, uint64_t key, bool alike, int score) {
    uint32_t *slot = map_slot_of(&t->agreed, key, 0), value = (uint32_t)(SCORES + score);
    if (!slot) return false;
    if ((*slot & 0xFFFF) < value) *slot = (*slot & ~0xFFFFu) | value;
    if (alike && *slot >> 16 < value) *slot = (*slot & 0xFFFF) | value << 16;
    return true;
}

/* What is noted, or 0. */
static int agreed_at(const ties *t, uint32_t number, uint32_t report, bool alike) {
    uint32_t held = map_get(&t->agreed, agreed_key(number, report));
    return held == MAP_NONE ? 0 : (int)(alike ? held >> 16 : held & 0xFFFF);
}

/* Does a report state the number of the other, and of one thing nearly as surely as the two differ? */
static bool is_agreed(const ties *t, uint32_t number, uint32_t report, bool alike, int score) {
    int held = agreed_at(t, number, report, alike);
    return held && held - SCORES >= LEAST_AGREED && (held - SCORES >= score - LESS_SURE || held - SCORES >= SURE);
}

/* The unit of a value's last figure that is not 0: of 1,400 a hundred. */
static double last_place(double value) {
    double unit = 1;
    while (unit < 1e15 && value >= unit * 10 && fmod(value, unit * 10) == 0) unit *= 10;
    return unit;
}

/* Is one the other, stated less finely ("1.4 billion" of 1.375 billion)? */
static bool is_rounded(double a, double b) {
    double one = last_place(a), two = last_place(b), unit = one > two ? one : two, apart = a > b ? a - b : b - a;
    return one != two && apart <= unit / 2;
}

/* How much surer two numbers so far apart must be. */
static int surer(const figure *a, const figure *b) {
    double more = a->low > b->low ? a->low : b->low, less = a->low > b->low ? b->low : a->low;
    double ratio = less > 0 ? more / less : 1000;
    static const struct { double past; int score; } steps[] = {{20, 80}, {5, 45}, {3.1, 20}, {2.1, 10}, {1.5, 0}, {1.15, -6}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (ratio > steps[i].past) return steps[i].score;
    if (a->measure || less < LEAST_LARGE || ratio > 1.07 || is_rounded(less, more)) return -10;
    return ratio > 1.04 ? -22 : ratio > 1.02 ? -34 : -44;
}

/* "13 days", "two weeks": lengths of two units that are nearly one. */
static bool is_rounded_span(const figure *a, const figure *b) {
    double more = a->low > b->low ? a->low : b->low, less = a->low > b->low ? b->low : a->low;
    return a->kind == FIGURE_SPAN && b->kind == FIGURE_SPAN && a->measure != b->measure && more < less * LEAST_SPAN;
}

/* Two values that are not far from each other, with half of the words around them in common: hardly of two kinds or times. */
static bool is_told_alike(const figure *a, const figure *b) {
    double more = a->low > b->low ? a->low : b->low, less = a->low > b->low ? b->low : a->low, share = figures_near(a, b);
    if (!a->unit || a->unit != b->unit || less <= 0 || (a->measure && a->kind != FIGURE_SPAN)) return false;
    if (a->kind == FIGURE_SPAN && more < less * LEAST_SPAN) return false;
    if (figures_named_apart(a, b)) return false;  /* the tax rates of two */
    return (share >= LEAST_ALIKE && more <= less * MOST_ALIKE) || (share >= LEAST_VERY_ALIKE && more <= less * MOST_VERY_ALIKE);
}

/* Two that are one number, each as its report states it. */
static bool see_agreement(ties *t, uint32_t number, const figure *other, figure_meet meet, int score) {
    if (other->quoted || score < LEAST_HINT) return true;
    return note_agreed(t, agreed_key(number, other->report), meet == FIGURES_SAME, score);
}

/* Do two that are about the same exclude each other, as stated? "Nearly 300" and 298 do not, nor "over 190" and 197. */
static bool fits(const figure *a, const figure *b) {
    if ((a->open && b->low >= a->low) || (b->open && a->low >= b->low) || (a->under && b->low <= a->low) || (b->under && a->low <= b->low)) return true;
    return is_rounded(a->low, b->low);
}

/* How sure must two be to be told as one number that is stated in two ways? */
static int least_stated(const figure *a, figure_meet meet) {
    if (meet == FIGURES_VAGUE) return LEAST_VAGUE;
    if (meet == FIGURES_ROUNDED) return a->low < LEAST_LARGE ? LEAST_ROUNDED : LEAST_BOUND;
    return a->kind == FIGURE_SPAN || a->low < FEW ? LEAST_BOUND_SMALL : LEAST_BOUND;
}

/* The words that say what is counted: the unit, and the word beside it that says what happened to it. */
static syn_span what_is_counted(const story *s, const figure *f) {
    const syn_report *r = s->reports[f->report];
    syn_span own = figure_span(s, f), unit = f->time == REPORT_NONE ? r->numbers.at[f->number].unit : (syn_span){0};
    syn_span span = span_present(unit) ? unit : own;
    for (uint32_t i = 0; i < f->besides; i++) {
        if (f->word[i] == REPORT_NONE) continue;
        const syn_word *word = &r->words.at[f->word[i]];
        if (word->begin >= span.end && word->begin - span.end < 8) {
            if (!span_present(unit)) span.begin = word->begin;
            span.end = word->end;
            break;
        }
    }
    if (span.begin == own.begin && !span_present(unit) && f->besides && f->word[0] != REPORT_NONE) {
        const syn_word *word = &r->words.at[f->word[0]];
        span = (syn_span){word->begin, word->end};
    }
    return span;
}
/* Does the report of one count as many of the other's kind too? */
static bool counts_both(const figures *all, uint32_t at, const figure *other) {
    uint32_t from = at, report = all->at[at].report;
    while (from && all->at[from - 1].report == report && at - from < MOST_OTHERS) from--;
    for (uint32_t i = from; i < all->n && all->at[i].report == report && i < at + MOST_OTHERS; i++)
        if (all->at[i].unit == other->unit && figure_same_value(&all->at[i], other)) return true;
    return false;
}

/* As many people, called otherwise: "13 students", "13 children". */
static bool tell_kinds(story *s, const figures *all, uint32_t a, uint32_t b, int score) {
    const figure *x = &all->at[a], *y = &all->at[b];
    bool people = x->human && y->human && !x->anyone && !y->anyone && !x->state && !y->state;
    if (!people || !x->unit || !y->unit || x->unit == y->unit || x->low < LEAST_KIND || score < LEAST_NAMED) return true;
    if (counts_both(all, a, y) || counts_both(all, b, x)) return true;
    syn_span one = s->reports[x->report]->numbers.at[x->number].unit, two = s->reports[y->report]->numbers.at[y->number].unit;
    side left = {x->report, s->statements.at[x->statement].span, one}, right = {y->report, s->statements.at[y->statement].span, two};
    return !span_present(one) || !span_present(two) || pair_tell(s, DIFFER_WORDING, &left, &right);
}

static bool see_pair(void *payload, story *s, figures *all, uint32_t a, uint32_t b) {
    ties *t = payload;
    const figure *x = &all->at[a], *y = &all->at[b];
    int score = figures_score(s, x, y);
    figure_meet meet = figure_meeting(x, y);
    if (meet != FIGURES_DIFFER && (!see_agreement(t, a, y, meet, score) || !see_agreement(t, b, x, meet, score))) return false;
    if (meet == FIGURES_DIFFER && is_rounded_span(x, y)) return true;
    if (meet == FIGURES_SAME && !tell_kinds(s, all, a, b, score)) return false;
    bool alike = meet == FIGURES_DIFFER && is_told_alike(x, y), stated = meet != FIGURES_DIFFER && meet != FIGURES_SAME;
    if (meet == FIGURES_DIFFER) score -= surer(x, y);
    if (alike) score += TOLD_ALIKE;
    bool loose = x->kind == FIGURE_SPAN && (figures_named_apart(x, y) || figures_near(x, y) <= 0);
    loose |= meet == FIGURES_ROUNDED && fits(x, y);
    if (stated && !loose && score >= least_stated(x, meet))
        return VEC_PUSH(s->scratch, &t->list, (tied){a, b, score, score, true, true});
    if (x->kind != FIGURE_THING) score -= UNTELLING;
    if (x->human && x->fate && x->fate == y->fate) score += OF_PEOPLE;
    bool owned = x->name != REPORT_NONE && x->name == y->name;  /* the seats of one party */
    if (x->kind == FIGURE_THING && !x->human && !y->human && !x->measure && !owned && meet == FIGURES_DIFFER) score -= OF_THINGS;
    if (x->part && y->part) score -= OF_WHOLES;
    if (x->earlier != y->earlier) score -= OTHER_EVENT;
    int least = meet == FIGURES_DIFFER ? LEAST_TIE : LEAST_SAME;
    tied both = {a, b, score, score - (alike ? TOLD_ALIKE : 0), meet == FIGURES_DIFFER, false};
    return score < least || VEC_PUSH(s->scratch, &t->list, both);
}

static int by_score(const void *left, const void *right) {
    const tied *a = left, *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

/* ---- sets ---------------------------------------------------------------------------------------------------------- */

static uint32_t find(figures *all, uint32_t i) {
    while (all->at[i].parent != i) i = all->at[i].parent = all->at[all->at[i].parent].parent;
    return i;
}

typedef struct sets {
    uint32_t *next, *tail, *count;  /* lists of members from each root on */
    const tied **first;             /* the best tie of a root's set that differs */
} sets;

/* Would a report have two values in the joined set? */
static bool would_clash(const figures *all, const sets *of, uint32_t a, uint32_t b) {
    for (uint32_t i = a; i != REPORT_NONE; i = of->next[i])
        for (uint32_t k = b; k != REPORT_NONE; k = of->next[k])
            if (all->at[i].report == all->at[k].report && !figure_same_value(&all->at[i], &all->at[k])) return true;
    return false;
}

static void join(figures *all, sets *of, const tied *t) {
    uint32_t a = find(all, t->a), b = find(all, t->b);
    if (a != b) {
        if (of->count[a] + of->count[b] > MOST_TIED || would_clash(all, of, a, b)) return;
        if (a > b) {
            uint32_t held = a;
            a = b;
            b = held;
        }
        all->at[b].parent = a;
        of->next[of->tail[a]] = b;
        of->tail[a] = of->tail[b];
        of->count[a] += of->count[b];
        if (!of->first[a] || (of->first[b] && of->first[b]->score > of->first[a]->score)) of->first[a] = of->first[b];
    }
    if (t->differ && !of->first[a]) of->first[a] = t;
}

/* ---- differences --------------------------------------------------------------------------------------------------- */

/* ... with the words of its bound before it, the sign of a currency between them passed over: "more than $3 billion". */
static syn_span with_bound(const story *s, const figure *f) {
    const syn_lexicon *bounds = lexicon_text_number_bounds_in("en");
    const syn_report *r = s->reports[f->report];
    syn_span span = figure_span(s, f);
    uint32_t w = report_word_at(r, span.begin), first = s->statements.at[f->statement].word;
    if (w > first && r->words.at[w - 1].kind != WORD_LETTERS && r->words.at[w - 1].end == span.begin) w--;
    for (uint32_t back = BOUND_WORDS; back; back--) {
        if (w < first + back) continue;
        const lexicon_entry *found = lexicon_match(bounds, r->words.at, w - back, w);
        if (found && found->words == back && strcmp(found->value, "EXACT") != 0) return (syn_span){r->words.at[w - back].begin, span.end};
    }
    return span;
}

static bool add_reading(story *s, collation_difference *d, const figure *f) {
    collation_reading reading = {.place = {.report = f->report, .span = s->statements.at[f->statement].span}};
    if (!d->readings.n) d->about = (syn_place){.report = f->report, .span = what_is_counted(s, f)};
    return VEC_PUSH(s->keep, &reading.marks, (syn_place){.report = f->report, .span = with_bound(s, f)}) &&
           VEC_PUSH(s->keep, &d->readings, reading);
}

/* What tied the two numbers that made the set a difference: their units, equal words beside them, the score. */
static bool give_reasons(story *s, collation_difference *d, const figure *a, const figure *b, int score) {
    if (!s->why) return true;
    d->why.score = score / 20.0;
    collation_reason units = {.kind = REASON_RULE, .a = {.report = a->report, .span = what_is_counted(s, a)},
                              .b = {.report = b->report, .span = what_is_counted(s, b)}, .weight = score / 20.0};
    if (!VEC_PUSH(s->keep, &d->why.reasons, units)) return false;
    for (uint32_t i = 0; i < a->besides; i++)
        for (uint32_t k = 0; k < b->besides; k++) {
            if (a->beside[i] != b->beside[k] || a->word[i] == REPORT_NONE || b->word[k] == REPORT_NONE) continue;
            const syn_word *x = &s->reports[a->report]->words.at[a->word[i]], *y = &s->reports[b->report]->words.at[b->word[k]];
            collation_reason word = {.kind = REASON_WORD, .a = {.report = a->report, .span = {x->begin, x->end}},
                                     .b = {.report = b->report, .span = {y->begin, y->end}}};
            word.weight = background_rarity(x->stem);
            if (!VEC_PUSH(s->keep, &d->why.reasons, word)) return false;
        }
    return true;
}

static int by_index(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* One reading a report: the numbers of the tie that made the set a difference, else the first. */
static bool add_number(story *s, const figures *all, const sets *of, uint32_t root) {
    uint32_t members[MOST_TIED], n = 0;
    const tied *first = of->first[root];
    if (s->out->differences.n >= CAP_FINDINGS) return true;
    for (uint32_t i = root; i != REPORT_NONE; i = of->next[i]) members[n++] = i;
    qsort(members, n, sizeof *members, by_index);
    collation_difference d = {.kind = DIFFER_NUMBER};
    for (uint32_t i = 0, to; i < n; i = to) {
        uint32_t chosen = members[i];
        for (to = i; to < n && all->at[members[to]].report == all->at[members[i]].report; to++)
            if (members[to] == first->a || members[to] == first->b) chosen = members[to];
        if (!add_reading(s, &d, &all->at[chosen])) return false;
    }
    if (d.readings.n < 2) return true;
    return give_reasons(s, &d, &all->at[first->a], &all->at[first->b], first->score) &&
           VEC_PUSH(s->keep, &s->out->differences, d);
}

bool story_numbers(story *s) {
    figures all = {0};
    ties t = {0};
    sets of;
    map_init(&t.agreed, s->scratch);
    if (!figures_collect(s, &all) || !figures_pairs(s, &all, see_pair, &t)) return false;
    of.next = ARENA_ARRAY(s->scratch, uint32_t, all.n + 1);
    of.tail = ARENA_ARRAY(s->scratch, uint32_t, all.n + 1);
    of.count = ARENA_ARRAY(s->scratch, uint32_t, all.n + 1);
    of.first = ARENA_ARRAY(s->scratch, const tied *, all.n + 1);
    if (!of.next || !of.tail || !of.count || !of.first) return false;
    for (uint32_t i = 0; i < all.n; i++) {
        of.next[i] = REPORT_NONE;
        of.tail[i] = i;
        of.count[i] = 1;
        all.at[i].parent = i;
    }
    if (t.list.n) qsort(t.list.at, t.list.n, sizeof *t.list.at, by_score);
    for (uint32_t i = 0; i < t.list.n; i++) {
        const tied *both = &t.list.at[i];
        uint32_t report_a = all.at[both->a].report, report_b = all.at[both->b].report;
        bool crossed = agreed_at(&t, both->a, report_b, both->stated) && agreed_at(&t, both->b, report_a, both->stated);
        bool agreed = both->differ && (crossed || is_agreed(&t, both->a, report_b, both->stated, both->bare) ||
                                       is_agreed(&t, both->b, report_a, both->stated, both->bare));
        if (!agreed) join(&all, &of, both);
    }
    for (uint32_t i = 0; i < all.n; i++)
        if (find(&all, i) == i && of.first[i] && !add_number(s, &all, &of, i)) return false;
    return story_headlines(s, &all);
}
