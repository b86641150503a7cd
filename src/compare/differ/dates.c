/* dates.c - dates and clock times that differ between reports.
 *
 * In: the times, the statements. Out: differences of kind date.
 * The idea: a date dates the words next to it. Two dates are set against each other when one of the HEADS nearest content words is
 * the same for both, the words and names around them weigh enough together (rarity, so "reunited" does alone what "won" does
 * not), no names stand apart, and the stretches of days have no day in common; two clock times when they are more than MINUTES apart.
 * Weekdays of reports without a day are held against each other as they stand (moments.h). A word of telling
 * (lexicon/en/telling.txt) dates the telling; behind a word of circumstance ("during the trip on Monday") the date is that of what
 * stands before; two dates joined by "or", "to" and the like are one stretch. Nothing differs where a report dates such a word as
 * the other does, or in the same words ("the next day"). One reading a report.
 * Pairs are found through a map from the heads, at most BUCKET dates under one. A false difference costs more than a missed one. */
#include <stdlib.h>

#include "base/caps.h"
#include "compare/differ/figures.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/moments.h"
#include "compare/words.h"
#include "compare/pairs.h"
#include "compare/timex.h"
#include "text/background.h"
#include "text/fold.h"

#define HEADS 5             /* content words next to a date that it may date, among ... */
#define REACH 9             /* ... so many words */
#define VERB_BEHIND 3       /* ... behind a date whose verb does not stand before it */
#define BUCKET 48
#define LONGEST_JOIN 12     /* bytes between two dates that are one stretch */
#define LONG_STRETCH 31     /* days: a date that covers more (a season, a year) needs surer signs */
#define LONGEST_STRETCH 366
#define LEAST_EVIDENCE 12.0 /* rarity of the words in common, names and all, */
#define LEAST_COARSE 15.0
#define LEAST_WORDS 3       /* of so many words, names aside */
#define LEAST_OF_WORDS 5.5  /* ... of the words alone: many things are done every day */
#define NAME_WEIGHT 5.0
#define LEAST_NEAR_WORDS 2.5  /* likewise, where one verb has two dates that miss each other narrowly ... */
#define LEAST_NEAR_SHARE 0.36
#define HOUR 60             /* minutes */
#define GRAIN 3             /* days by which two stretches of one grain differ: months */
#define MINUTES 25          /* two clock times of one thing are about the same within so many */
#define MOST_AGREED 400     /* dates of a report that are looked at for one that agrees */

/* ... and the share of both that it is, with none, one, two words less (names then), three */
static const double least_share[LEAST_WORDS + 1] = {0.25, 0.33, 0.5, 1};

typedef struct dated {      /* one date in a statement */
    figure around;          /* its words and names; see figures.h */
    moment when;
    int clock;              /* minutes of the day, or -1 */
    uint64_t heads[HEADS];
    uint32_t count;
    uint64_t verb, noun;    /* of them: the nearest verb; a noun right beside the date ("the raid last week"); 0 = none */
    uint32_t verb_word, noun_word;
    uint32_t difference;    /* index of the difference that it stands in, or REPORT_NONE */
} dated;

typedef struct dates {
    SYN_VEC(dated) list;
    uint32_t *first;        /* of each report; count + 1 items */
} dates;

/* ---- reading ------------------------------------------------------------------------------------------------------- */

/* "2017 or 2018", "from Monday to Wednesday": the stretch from the first day to the last. */
static void widen(const syn_report *r, uint32_t t, moment *when) {
    for (int step = -1; step <= 1 && !when->weekday; step += 2) {
        if ((step < 0 && t == 0) || (step > 0 && t + 1 >= r->times.n)) continue;
        const syn_time *own = &r->times.at[t], *other = step < 0 ? own - 1 : own + 1;
        uint32_t from = step < 0 ? other->span.end : own->span.end, to = step < 0 ? own->span.begin : other->span.begin;
        uint32_t w = report_word_at(r, from);
        if (to <= from || to - from > LONGEST_JOIN || w >= r->words.n || r->words.at[w].begin >= to) continue;
        moment second;
        bool joined = lexicon_match(&lexicon_compare_ranges, r->words.at, w, r->words.n) != NULL;
        if (!joined || !moment_read(other, &second) || second.weekday) continue;
        if (second.from < when->from) when->from = second.from;
        if (second.to > when->to) when->to = second.to;
    }
}

static bool breaks(const syn_report *r, uint32_t w) {
    return r->words.at[w].kind == WORD_PUNCT && r->words.at[w].end - r->words.at[w].begin == 1 &&
           strchr(",;:()", r->text.ptr[r->words.at[w].begin]);
}

/* Adds the head that a word is; false where the search ends. */
static bool add_head(const story *s, dated *d, uint32_t w) {
    const syn_report *r = s->reports[d->around.report];
    uint32_t before = w ? s->mention_at[d->around.report][w - 1] : REPORT_NONE;
    bool listed = before != REPORT_NONE && r->text.ptr[r->words.at[w].begin] == ',';  /* "in Norvik, Tarrow, in 1946" */
    if ((breaks(r, w) && !listed) || d->count == HEADS) return false;
    /* "met them during the trip on Monday": the date is that of the meeting, not of the trip. */
    if (lexicon_match(&lexicon_compare_circumstances, r->words.at, w, r->words.n)) d->count = 0, d->noun = d->verb = 0;
    uint32_t m = s->mention_at[d->around.report][w];
    bool anyone, named = m != REPORT_NONE && r->mentions.at[m].entity != REPORT_NONE;
    if (named || !word_is_content(&r->words.at[w]) || r->words.at[w].kind != WORD_LETTERS) return true;
    if (lexicon_match(&lexicon_compare_telling, r->words.at, w, w + 1)) return d->count > 0;
    uint64_t class = figure_class(r, w, &anyone);
    uint8_t upos = r->words.at[w].upos;
    if (upos == UPOS_VERB && !d->verb) d->verb = class, d->verb_word = w;
    if ((upos == UPOS_NOUN || upos == UPOS_NONE) && !d->count && !d->verb) d->noun = class, d->noun_word = w;
    if (!anyone) d->heads[d->count++] = class;
    return true;
}

static bool is_telling(const syn_report *r, uint32_t w) {
    return w < r->words.n && lexicon_match(&lexicon_compare_telling, r->words.at, w, w + 1) != NULL;
}

/* "over the past week": the days up to the report's own, whatever the calendar says. */
static bool is_stretch_till_now(const syn_report *r, const syn_time *time) {
    uint32_t w = report_word_at(r, time->span.begin);
    if (word_is(r, w, "the")) w++;
    return word_is(r, w, "past");
}

static void find_heads(const story *s, dated *d, const statement *in, uint32_t first, uint32_t past) {
    const syn_report *r = s->reports[d->around.report];
    const syn_sentence *sentence = &r->sentences.at[in->sentence];
    uint32_t low = first > sentence->word + REACH ? first - REACH : sentence->word;
    uint32_t high = past + REACH < sentence->word + sentence->words ? past + REACH : sentence->word + sentence->words;
    bool owns = past < high && r->words.at[past].kind == WORD_POSSESSIVE;  /* "Friday night's fire", "the 2005 raid" */
    bool inside = past < high && first > low && r->words.at[first - 1].upos == UPOS_DET && r->words.at[past].upos == UPOS_NOUN;
    if (owns || inside) {
        for (uint32_t w = past + (owns ? 1 : 0), n = 0; w < high && n < 3 && add_head(s, d, w); w++, n++) {}
        d->verb = 0;
        return;
    }
    for (uint32_t w = first, content = 0; w-- > low && !content;) {  /* "said on Monday" */
        if (is_telling(r, w)) return;
        content += word_is_content(&r->words.at[w]) || breaks(r, w);
    }
    for (uint32_t w = first; w-- > low && add_head(s, d, w);) {}
    if (d->verb) return;
    bool opens = first <= in->word + 1;  /* "On Monday, ..." */
    for (uint32_t w = past; !opens && w < high && w < past + VERB_BEHIND && !breaks(r, w) && !is_telling(r, w); w++)
        if (r->words.at[w].upos == UPOS_VERB && word_is_content(&r->words.at[w])) {  /* "a court on Monday sentenced him" */
            if (d->count == HEADS) d->count--;
            add_head(s, d, w);
            return;
        }
    if (d->count || !opens) return;
    uint32_t w = past < high && breaks(r, past) ? past + 1 : past;
    for (; w < high && add_head(s, d, w); w++) {}
}

static bool collect(story *s, dates *all) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        all->first[r] = all->list.n;
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t t = 0; t < report->times.n && all->list.n < CAP_STATEMENTS; t++) {
            const syn_time *time = &report->times.at[t];
            uint32_t st = story_statement_at(s, r, time->span.begin);
            dated d = {.difference = REPORT_NONE, .clock = moment_clock(time)};
            bool day = moment_of(report, time, &d.when) && (d.clock < 0 || moment_names_day(report, time));
            if (st == REPORT_NONE || s->statements.at[st].embed || (!day && d.clock < 0)) continue;
            if (is_stretch_till_now(report, time)) continue;
            if (day && !d.when.weekday) widen(report, t, &d.when);
            if (day && d.when.to - d.when.from > LONGEST_STRETCH) continue;
            if (!day) d.when.weekday = -1;
            d.around = (figure){.report = r, .statement = st, .time = t, .number = REPORT_NONE, .name = REPORT_NONE,
                                .kind_name = REPORT_NONE, .kind = FIGURE_SPAN};
            uint32_t first = report_word_at(report, time->span.begin), past = report_word_at(report, time->span.end - 1) + 1;
            if (!moment_is_stamp(report, time)) find_heads(s, &d, &s->statements.at[st], first, past);
            if (!d.count) continue;
            if (!figure_look_around(s, &d.around, first, past) || !VEC_PUSH(s->scratch, &all->list, d)) return false;
        }
    }
    all->first[s->count] = all->list.n;
    return true;
}

/* ---- holding two against each other -------------------------------------------------------------------------------- */

/* 1: they fit, -1: they exclude each other, 0: nobody can tell. */
static int meet(const dated *a, const dated *b) {
    bool days = a->when.weekday >= 0 && b->when.weekday >= 0;
    int day = days ? moment_meet(&a->when, &b->when) : 0;
    if (day < 0) return -1;
    if (a->clock < 0 || b->clock < 0) return day;
    int apart = a->clock > b->clock ? a->clock - b->clock : b->clock - a->clock;
    return apart <= MINUTES || apart >= 24 * 60 - MINUTES ? 1 : -1;
}

/* One verb, or one noun right beside both dates. */
static bool share_head(const dated *a, const dated *b) {
    return (a->verb && a->verb == b->verb) || (a->noun && a->noun == b->noun);
}

/* Does a report date such a word as `d` does, or in the same words? */
static bool agrees(const story *s, const dates *all, uint32_t report, const dated *d) {
    const syn_report *r = s->reports[report], *other = s->reports[d->around.report];
    uint64_t words = fold_hash(report_slice(other, other->times.at[d->around.time].span));
    for (uint32_t i = all->first[report], n = 0; i < all->first[report + 1] && n < MOST_AGREED; i++, n++) {
        const dated *own = &all->list.at[i];
        if (!share_head(own, d)) continue;
        if (meet(own, d) > 0 || fold_hash(report_slice(r, r->times.at[own->around.time].span)) == words) return true;
    }
    return false;
}

typedef struct shared_words {
    uint32_t words, names;
    double weight, share;
} shared_words;

static shared_words share_words(const figure *a, const figure *b) {
    shared_words found = {0};
    double all = 0;
    for (uint32_t i = 0; i < a->nears; i++) all += a->near_weight[i];
    for (uint32_t k = 0; k < b->nears; k++) all += b->near_weight[k];
    for (uint32_t i = 0; i < a->nears; i++)
        for (uint32_t k = 0; k < b->nears; k++)
            if (a->near[i] == b->near[k]) found.words++, found.weight += a->near_weight[i];
    for (uint32_t i = 0; i < a->nameds; i++)
        for (uint32_t k = 0; k < b->nameds; k++)
            if (a->named[i] == b->named[k]) found.names++, found.weight += NAME_WEIGHT, all += NAME_WEIGHT;
    found.share = all > 0 ? 2 * found.weight / all : 0;
    return found;
}

/* Does a sentence name another time that fits? */
static bool names_moment(const story *s, const figure *f, const moment *when) {
    const syn_report *r = s->reports[f->report];
    const syn_sentence *in = &r->sentences.at[s->statements.at[f->statement].sentence];
    moment other;
    if (when->weekday < 0) return false;
    for (uint32_t t = report_time_at(r, in->begin); t < r->times.n && r->times.at[t].span.begin < in->end; t++)
        if (t != f->time && moment_of(r, &r->times.at[t], &other) && moment_meet(&other, when) > 0) return true;
    return false;
}

/* Do two dates of one grain miss each other narrowly: by a day, a month, a year, an hour or half a day? So near, they are
 * hardly of two things. */
static bool near_miss(const dated *a, const dated *b) {
    if (a->when.weekday < 0 || b->when.weekday < 0) return false;
    int day = moment_meet(&a->when, &b->when);
    if (day >= 0) {
        int apart = a->clock > b->clock ? a->clock - b->clock : b->clock - a->clock;
        return a->clock >= 0 && b->clock >= 0 && (apart <= HOUR || apart == 12 * HOUR);
    }
    if (a->when.weekday || b->when.weekday) {
        int apart = a->when.weekday - b->when.weekday;
        bool both = a->when.weekday && b->when.weekday && a->when.weekday < MOMENT_RELATIVE && b->when.weekday < MOMENT_RELATIVE;
        return both && (apart == 1 || apart == -1 || apart == 6 || apart == -6);
    }
    long one = a->when.to - a->when.from, two = b->when.to - b->when.from;
    if (one > two + GRAIN || two > one + GRAIN) return false;
    return a->when.from == b->when.to + 1 || b->when.from == a->when.to + 1;
}

static bool same_verb(const story *s, const dated *a, const dated *b) {
    const syn_report *x = s->reports[a->around.report], *y = s->reports[b->around.report];
    return a->verb && a->verb == b->verb && x->words.at[a->verb_word].stem == y->words.at[b->verb_word].stem;
}

/* The weight of the words that tie two dates which exclude each other; 0 where they do not. */
static double excluding(const story *s, const dates *all, const dated *a, const dated *b) {
    if (a->around.report == b->around.report || meet(a, b) >= 0 || !share_head(a, b)) return 0;
    shared_words common = share_words(&a->around, &b->around);
    bool named_apart = !common.names && a->around.nameds && b->around.nameds;
    bool near = same_verb(s, a, b) && near_miss(a, b) && common.words && common.share >= LEAST_NEAR_SHARE && !named_apart &&
                (common.names > 1 || common.weight - NAME_WEIGHT * common.names >= LEAST_NEAR_WORDS);
    bool told = names_moment(s, &a->around, &b->when) || names_moment(s, &b->around, &a->when);
    if (near && !told) return agrees(s, all, b->around.report, a) || agrees(s, all, a->around.report, b) ? 0 : common.weight;
    bool dated_both = a->when.weekday == 0 && b->when.weekday == 0;
    bool coarse = dated_both &&
                  (a->when.to - a->when.from > LONG_STRETCH || b->when.to - b->when.from > LONG_STRETCH);
    if (common.weight < (coarse ? LEAST_COARSE : LEAST_EVIDENCE)) return 0;
    uint32_t missing = common.words < LEAST_WORDS ? LEAST_WORDS - common.words : 0;
    if (common.share < least_share[missing] || missing == LEAST_WORDS || (missing == 2 && common.names < 2)) return 0;
    if (common.weight - NAME_WEIGHT * common.names < LEAST_OF_WORDS) return 0;
    if (named_apart || told) return 0;
    bool agreed = agrees(s, all, b->around.report, a) || agrees(s, all, a->around.report, b);
    return agreed ? 0 : common.weight;
}

/* ---- differences --------------------------------------------------------------------------------------------------- */

static bool add_reading(story *s, dated *d, uint32_t to) {
    const figure *f = &d->around;
    collation_difference *into = &s->out->differences.at[to];
    collation_reading reading = {.place = {.report = f->report, .span = s->statements.at[f->statement].span}};
    syn_place mark = {.report = f->report, .span = s->reports[f->report]->times.at[f->time].span};
    d->difference = to;
    return VEC_PUSH(s->keep, &reading.marks, mark) && VEC_PUSH(s->keep, &into->readings, reading);
}

/* The verb or noun that both dates date. */
static bool give_reason(story *s, collation_difference *d, const dated *a, const dated *b, double weight) {
    if (!s->why) return true;
    bool verb = a->verb && a->verb == b->verb;
    uint32_t x = verb ? a->verb_word : a->noun_word, y = verb ? b->verb_word : b->noun_word;
    const syn_word *one = &s->reports[a->around.report]->words.at[x], *two = &s->reports[b->around.report]->words.at[y];
    collation_reason word = {.kind = REASON_WORD, .a = {.report = a->around.report, .span = {one->begin, one->end}},
                             .b = {.report = b->around.report, .span = {two->begin, two->end}}, .weight = weight};
    d->why.score = weight;
    return VEC_PUSH(s->keep, &d->why.reasons, word);
}

static bool add_pair(story *s, dated *a, dated *b, double weight) {
    dated *held = a->difference != REPORT_NONE ? a : b, *fresh = held == a ? b : a;
    if (a->difference != REPORT_NONE && b->difference != REPORT_NONE) return true;
    if (held->difference != REPORT_NONE) {
        if (difference_tells(&s->out->differences.at[held->difference], fresh->around.report)) return true;
        return add_reading(s, fresh, held->difference);
    }
    if (s->out->differences.n >= CAP_FINDINGS) return true;
    collation_difference d = {.kind = DIFFER_DATE};
    d.about = (syn_place){.report = a->around.report, .span = s->statements.at[a->around.statement].span};
    return give_reason(s, &d, a, b, weight) && VEC_PUSH(s->keep, &s->out->differences, d) && add_reading(s, a, s->out->differences.n - 1) &&
           add_reading(s, b, s->out->differences.n - 1);
}

typedef struct excluded {
    uint32_t a, b;
    double weight;
} excluded;

static int by_weight(const void *left, const void *right) {
    const excluded *a = left, *b = right;
    if (a->weight < b->weight || a->weight > b->weight) return a->weight > b->weight ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

bool story_dates(story *s) {
    dates all = {.first = ARENA_ARRAY(s->scratch, uint32_t, s->count + 1)};
    syn_map keys;
    map_init(&keys, s->scratch);
    typedef struct link { uint32_t date, next; } link;
    SYN_VEC(link) links = {0};
    SYN_VEC(excluded) found = {0};
    if (!all.first || !collect(s, &all)) return false;
    for (uint32_t i = 0; i < all.list.n; i++) {
        for (uint32_t h = 0; h < all.list.at[i].count; h++) {
            uint32_t *head = map_slot_of(&keys, all.list.at[i].heads[h], REPORT_NONE - 1), steps = 0;
            if (!head) return false;
            for (uint32_t l = *head; l < REPORT_NONE - 1 && steps < BUCKET; l = links.at[l].next, steps++) {
                double weight = excluding(s, &all, &all.list.at[links.at[l].date], &all.list.at[i]);
                if (weight > 0 && !VEC_PUSH(s->scratch, &found, (excluded){links.at[l].date, i, weight})) return false;
            }
            uint32_t next = *head;
            *head = links.n;
            if (!VEC_PUSH(s->scratch, &links, (link){i, next})) return false;
        }
    }
    if (found.n) qsort(found.at, found.n, sizeof *found.at, by_weight);
    for (uint32_t i = 0; i < found.n; i++)
        if (!add_pair(s, &all.list.at[found.at[i].a], &all.list.at[found.at[i].b], found.at[i].weight)) return false;
    return true;
}
