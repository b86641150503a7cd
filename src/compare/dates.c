/* dates.c - dates that differ between reports.
 *
 * In: the resolved dates, the statements. Out: differences of kind date.
 * The idea: a date dates the word beside it. Two dates are set against each other when the nearest word that is no name is
 * the same for both ("raids on the port this week", "a raid last week on the port of Lunde"), another word or name
 * beside them is the same, their statements are alike, and the stretches of days that they cover have no day in common. The
 * nearest word is looked for before the date, and behind it only if nothing stands before. Pairs are found through a map
 * from that word, at most BUCKET dates under one. Two dates joined by "or", "to" and the like are one stretch. A word of
 * telling (lexicon/en/telling.txt: said, reported) dates the telling, not what is told. The same words in two reports of
 * different days ("the next day") are no difference: one says what the other said.
 * Not done: dates of events that share no word beside them. A false difference costs more than a missed one. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"
#include "compare/timex.h"
#include "text/fold.h"

#define BESIDE 4            /* content words looked at on each side of a date, among ... */
#define REACH 8             /* ... so many words */
#define LEAST_SAME 2        /* words beside both, the nearest included */
#define LIKE 0.3            /* likeness of their statements */
#define LIKE_COARSE 0.4
#define BUCKET 48
#define LONGEST_JOIN 12     /* bytes between two dates that are one stretch */
#define LONG_STRETCH 31     /* days: a date that covers more (a season, a year) needs statements that are more alike */
#define LONGEST_STRETCH 366

typedef struct dated {      /* one date in a statement */
    uint32_t report, time, statement;
    long from, to;
    uint64_t beside[2 * BESIDE];
    uint64_t nearest;        /* class of the nearest word that is no name, 0 = none */
    uint32_t besides;
    bool telling;            /* it is a word of telling */
} dated;

typedef SYN_VEC(dated) dates;

/* False once the side is full. */
static bool add_beside(const story *s, dated *d, uint32_t w, uint32_t *side) {
    const syn_report *r = s->reports[d->report];
    uint32_t m = s->mention_at[d->report][w];
    uint64_t key = 0;
    bool named = false;
    /* "met them during the trip on Monday": the date is that of the meeting, not of the trip. */
    if (lexicon_match(&lexicon_compare_circumstances, r->words.at, w, r->words.n)) d->nearest = 0;
    if (m != REPORT_NONE && r->mentions.at[m].entity != REPORT_NONE) {
        uint32_t person = s->person_of[d->report][r->mentions.at[m].entity];
        if (person != REPORT_NONE) key = hash_join(hash_join(0, 1), person), named = true;
    }
    if (!key) {
        const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, r->words.n);
        if (class) key = slice_hash(slice_str(class->value));
        else if (word_is_content(&r->words.at[w])) key = r->words.at[w].stem;
    }
    for (uint32_t i = 0; i < d->besides; i++)
        if (d->beside[i] == key) return true;
    if (!key) return true;
    if (!named && !d->nearest) {
        d->nearest = key;
        d->telling = lexicon_match(&lexicon_compare_telling, r->words.at, w, w + 1) != NULL;
    }
    d->beside[d->besides++] = key;
    return ++*side < BESIDE;
}

/* "2017 or 2018", "from Monday to Wednesday": the stretch from the first day to the last. */
static void widen(const syn_report *r, dated *d) {
    for (int step = -1; step <= 1; step += 2) {
        if ((step < 0 && d->time == 0) || (step > 0 && d->time + 1 >= r->times.n)) continue;
        const syn_time *own = &r->times.at[d->time], *other = step < 0 ? own - 1 : own + 1;
        uint32_t from = step < 0 ? other->span.end : own->span.end, to = step < 0 ? own->span.begin : other->span.begin;
        uint32_t w = report_word_at(r, from);
        if (to <= from || to - from > LONGEST_JOIN || w >= r->words.n || r->words.at[w].begin >= to) continue;
        long first, last;
        bool joined = lexicon_match(&lexicon_compare_ranges, r->words.at, w, r->words.n) != NULL;
        if (!joined || !other->resolved || other->type > TIME_TIME) continue;
        if (!timex_range(timex_day(other->value), &first, &last)) continue;
        if (first < d->from) d->from = first;
        if (last > d->to) d->to = last;
    }
}

static bool breaks(const syn_report *r, uint32_t w) {
    return r->words.at[w].kind == WORD_PUNCT && r->words.at[w].end - r->words.at[w].begin == 1 &&
           strchr(",;:()", r->text.ptr[r->words.at[w].begin]);
}

static bool collect(story *s, dates *all) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t t = 0; t < report->times.n && all->n < CAP_STATEMENTS; t++) {
            const syn_time *time = &report->times.at[t];
            dated d = {.report = r, .time = t, .statement = story_statement_at(s, r, time->span.begin)};
            if (!time->resolved || time->type > TIME_TIME || !timex_range(timex_day(time->value), &d.from, &d.to)) continue;
            if (d.statement == REPORT_NONE || d.to - d.from > LONGEST_STRETCH || s->statements.at[d.statement].embed)
                continue;
            widen(report, &d);
            const statement *in = &s->statements.at[d.statement];
            uint32_t first = report_word_at(report, time->span.begin),
                             after = report_word_at(report, time->span.end - 1) + 1;
            uint32_t reach = first > REACH ? first - REACH : 0, side = 0;
            if (reach < in->word) reach = in->word;
            for (uint32_t w = first; w-- > reach && !breaks(report, w) && add_beside(s, &d, w, &side);) continue;
            reach = after + REACH < in->word + in->words ? after + REACH : in->word + in->words;
            side = 0;
            for (uint32_t w = after; w < reach && !breaks(report, w) && add_beside(s, &d, w, &side); w++) continue;
            if (d.nearest && !d.telling && !VEC_PUSH(s->scratch, all, d)) return false;
        }
    }
    return true;
}

/* Does a statement hold another time that meets a date, or the same words for one? */
static bool names_day(const story *s, const statement *in, const dated *d) {
    const syn_report *r = s->reports[in->report], *other = s->reports[d->report];
    uint64_t words = fold_hash(report_slice(other, other->times.at[d->time].span));
    uint32_t low = 0, high = r->times.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->times.at[middle].span.end <= in->span.begin) low = middle + 1;
        else high = middle;
    }
    for (uint32_t t = low; t < r->times.n && r->times.at[t].span.begin < in->span.end; t++) {
        const syn_time *time = &r->times.at[t];
        long from, to;
        if (time->type > TIME_TIME) continue;
        if (fold_hash(report_slice(r, time->span)) == words) return true;
        if (time->resolved && timex_range(timex_day(time->value), &from, &to) && from <= d->to && d->from <= to) return true;
    }
    return false;
}

/* Do two dates of one nearest word exclude each other? */
static bool exclude(const story *s, const dated *a, const dated *b) {
    if (a->report == b->report || (a->from <= b->to && b->from <= a->to)) return false;
    if (names_day(s, &s->statements.at[a->statement], b) || names_day(s, &s->statements.at[b->statement], a)) return false;
    uint32_t same = 0;
    for (uint32_t i = 0; i < a->besides; i++)
        for (uint32_t k = 0; k < b->besides; k++) same += a->beside[i] == b->beside[k];
    bool coarse = a->to - a->from > LONG_STRETCH || b->to - b->from > LONG_STRETCH;
    double likeness = statement_likeness(s, &s->statements.at[a->statement], &s->statements.at[b->statement]);
    return same >= LEAST_SAME && likeness >= (coarse ? LIKE_COARSE : LIKE);
}

static bool add_difference(story *s, const dated *both[2]) {
    if (s->out->differences.n >= CAP_FINDINGS) return true;
    collation_difference d = {.kind = DIFFER_DATE, .about = {both[0]->report, s->statements.at[both[0]->statement].span}};
    for (int i = 0; i < 2; i++) {
        collation_reading reading = {.place = {both[i]->report, s->statements.at[both[i]->statement].span}};
        syn_place mark = {both[i]->report, s->reports[both[i]->report]->times.at[both[i]->time].span};
        if (!VEC_PUSH(s->keep, &reading.marks, mark) || !VEC_PUSH(s->keep, &d.readings, reading)) return false;
    }
    return VEC_PUSH(s->keep, &s->out->differences, d);
}

bool story_dates(story *s) {
    dates all = {0};
    syn_map keys;
    map_init(&keys, s->scratch);
    typedef struct link { uint32_t date, next; } link;
    SYN_VEC(link) links = {0};
    if (!collect(s, &all)) return false;
    for (uint32_t i = 0; i < all.n; i++) {
        uint32_t *head = map_slot_of(&keys, all.at[i].nearest, REPORT_NONE - 1);
        if (!head) return false;
        uint32_t steps = 0;
        for (uint32_t l = *head; l < REPORT_NONE - 1 && steps < BUCKET; l = links.at[l].next, steps++) {
            const dated *both[2] = {&all.at[links.at[l].date], &all.at[i]};
            if (exclude(s, both[0], both[1]) && !add_difference(s, both)) return false;
        }
        uint32_t next = *head;
        *head = links.n;
        if (!VEC_PUSH(s->scratch, &links, (link){i, next})) return false;
    }
    return true;
}
