/* edits.c - numbers, dates and places that one report has otherwise in words that it shares with another.
 *
 * In: the marked numbers, times and places of all reports, whole copies included. Out: differences of these kinds; what
 * numbers.c and dates.c found already gets the readings that it lacks.
 * The idea: a number or time is known by the words around it, AROUND on each side, in which every other number and every
 * time is only "a number", "a time". Two reports that have the same words around a number and not the same number have
 * copied the words and changed it. Where a sentence was changed beyond that, FAR words on one side alone will do. The words
 * must say something: LEAST content words among them. Days that are the same day in other words are no change, nor is one
 * word in reports of two days ("on Monday"), nor two dates that are the days of their reports ("today (4 May)").
 * Linear: marks meet through a map from the hash of their words; of one report the n-th such place meets the n-th.
 * Not done: numbers that were put in or left out. */
#include "base/caps.h"
#include "compare/blocks.h"
#include "compare/moments.h"
#include "compare/pairs.h"
#include "compare/timex.h"
#include "text/fold.h"

#define AROUND 3            /* words on each side of a mark */
#define AROUND_PLACE 4      /* ... behind a place */
#define LEAST_PLACE 2       /* content words around a place */
#define FAR 7               /* words on one side alone */
#define LEAST 2             /* content words of its own paragraph among those on both sides ... */
#define LEAST_FAR 3         /* ... and among those on one side, less one for each number: tables repeat their words */
#define MOST_MEMBERS 64     /* marks under one key */
#define KEYS 3              /* the words on both sides, before, behind */

enum { NUMBER_KEY = 1, TIME_KEY = 2, PLACE_KEY = 3 };  /* stand for the words of a number, time or place */

typedef struct mark {
    uint32_t report;
    syn_span span;
    syn_span about;         /* what is counted, or absent */
    double low, high;       /* of a number */
    syn_slice value;        /* of a time */
    int clock;              /* of a clock time that names no day: its minutes; else -1 */
    uint32_t place;         /* of a place: index into out->people */
    uint8_t kind;           /* difference_kind */
    bool done;              /* in a difference of this file */
} mark;

typedef struct token {      /* a word, or all words of one number or time */
    uint64_t key;
    uint32_t mark;          /* index of the mark, or REPORT_NONE */
    uint32_t paragraph;
    bool content;
} token;

typedef struct link {       /* a mark under a key */
    uint32_t mark, next;
    bool followed;          /* another report has one under the key too */
} link;

typedef struct edits {
    SYN_VEC(mark) marks;
    SYN_VEC(token) tokens;  /* of one report */
    syn_map keys;           /* -> index into links: the last mark under a key */
    SYN_VEC(link) links;
    blocks told;            /* marks of readings, with their difference */
} edits;

/* ---- the row of words and marks of a report ----------------------------------------------------------------------- */

static bool add_mark(story *s, edits *e, uint32_t report, const syn_number *number, const syn_time *time) {
    mark m = {.report = report, .clock = -1};
    if (number) {
        m.span = number->span;
        m.about = span_present(number->counts) ? number->counts : number->unit;
        m.low = number->value;
        m.high = number_is_range(number) ? number->high : number->value + number->against;
        m.kind = DIFFER_NUMBER;
    } else {
        m.span = time->span;
        m.value = time->value;
        if (time->type == TIME_TIME && !moment_names_day(s->reports[report], time)) m.clock = moment_clock(time);
        m.kind = time->type == TIME_DURATION ? DIFFER_NUMBER : DIFFER_DATE;
    }
    return VEC_PUSH(s->scratch, &e->marks, m);
}

/* Words are known by their stems, so that "one person" meets "two persons"; a number that is no mark is a number too. */
static bool row_fill(story *s, edits *e, uint32_t report) {
    const syn_report *r = s->reports[report];
    uint32_t number = 0, time = 0;
    e->tokens.n = 0;
    for (uint32_t w = 0; w < r->words.n; w++) {
        const syn_word *word = &r->words.at[w];
        while (number < r->numbers.n && r->numbers.at[number].span.end <= word->begin) number++;
        while (time < r->times.n && r->times.at[time].span.end <= word->begin) time++;
        bool in_number = number < r->numbers.n && r->numbers.at[number].span.begin < word->end;
        bool stamp = time < r->times.n && r->times.at[time].span.begin < word->end && moment_is_stamp(r, &r->times.at[time]);
        bool in_time = !in_number && !stamp && time < r->times.n && r->times.at[time].span.begin < word->end;
        uint32_t paragraph = r->sentences.at[word->sentence].paragraph;
        token t = {.key = word->stem, .mark = REPORT_NONE, .paragraph = paragraph, .content = word_is_content(word)};
        if (in_number || in_time) {
            syn_span span = in_number ? r->numbers.at[number].span : r->times.at[time].span;
            const mark *last = e->marks.n ? &e->marks.at[e->marks.n - 1] : NULL;
            if (last && last->report == report && last->span.begin == span.begin) continue;  /* by its first word */
            if (!add_mark(s, e, report, in_number ? &r->numbers.at[number] : NULL, in_time ? &r->times.at[time] : NULL))
                return false;
            t = (token){.key = in_number ? NUMBER_KEY : TIME_KEY, .mark = e->marks.n - 1, .paragraph = paragraph};
        } else if (word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL || word->kind == WORD_POSSESSIVE) {
            continue;
        } else if (word->kind == WORD_NUMBER || stamp) {
            t = (token){.key = NUMBER_KEY, .mark = REPORT_NONE, .paragraph = paragraph};
        }
        if (!VEC_PUSH(s->scratch, &e->tokens, t)) return false;
    }
    return true;
}

/* The row once more, where places are the marks. */
static bool row_fill_places(story *s, edits *e, uint32_t report) {
    const syn_report *r = s->reports[report];
    uint32_t last = REPORT_NONE;
    e->tokens.n = 0;
    for (uint32_t w = 0; w < r->words.n; w++) {
        const syn_word *word = &r->words.at[w];
        uint32_t m = s->mention_at[report][w];
        const syn_mention *mention = m == REPORT_NONE ? NULL : &r->mentions.at[m];
        uint32_t place = mention && mention->type == NAME_PLACE && mention->form == FORM_NAME && mention->entity != REPORT_NONE
                             ? s->person_of[report][mention->entity] : REPORT_NONE;
        token t = {.key = word->stem, .mark = REPORT_NONE, .paragraph = r->sentences.at[word->sentence].paragraph,
                   .content = word_is_content(word)};
        if (place != REPORT_NONE) {
            if (m == last) continue;  /* by its first word */
            last = m;
            mark own = {.report = report, .span = mention->span, .clock = -1, .place = place, .kind = DIFFER_PLACE};
            if (!VEC_PUSH(s->scratch, &e->marks, own)) return false;
            t.key = PLACE_KEY;
            t.mark = e->marks.n - 1;
            t.content = false;
        } else if (word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL || word->kind == WORD_POSSESSIVE) {
            continue;
        }
        if (!VEC_PUSH(s->scratch, &e->tokens, t)) return false;
    }
    return true;
}

/* ---- marks with the same words around them ------------------------------------------------------------------------ */

/* The hash of `n` words from `at` on in steps of `step`; false where the row ends. */
static bool words_hash(const edits *e, uint32_t at, int step, uint32_t n, uint64_t *hash, int *content, int *numbers) {
    for (uint32_t i = 1; i <= n; i++) {
        if (step < 0 ? at < i : at + i >= e->tokens.n) return false;
        const token *t = &e->tokens.at[step < 0 ? at - i : at + i];
        *hash = hash_join(*hash, t->key);
        *content += t->content && t->paragraph == e->tokens.at[at].paragraph;
        *numbers += t->key == NUMBER_KEY;
    }
    return true;
}

/* False if the words around the mark say too little. */
static bool key_of(const edits *e, uint32_t at, unsigned way, uint8_t kind, uint64_t *key) {
    int content = 0, numbers = 0;
    *key = hash_join(hash_join(0, way), kind);
    if (kind == DIFFER_PLACE) return way == 0 && words_hash(e, at, -1, AROUND, key, &content, &numbers) &&
                                     words_hash(e, at, 1, AROUND_PLACE, key, &content, &numbers) && content >= LEAST_PLACE;
    if (way == 0) return words_hash(e, at, -1, AROUND, key, &content, &numbers) &&
                         words_hash(e, at, 1, AROUND, key, &content, &numbers) && content >= LEAST;
    return words_hash(e, at, way == 1 ? -1 : 1, FAR, key, &content, &numbers) && content - numbers >= LEAST_FAR;
}

/* Puts a mark under a key; of the marks of one report there each gets a key of its own by its turn. */
static bool key_add(story *s, edits *e, uint64_t key, uint32_t m) {
    for (uint32_t turn = 0; turn < MOST_MEMBERS; turn++) {
        uint32_t *head = map_slot_of(&e->keys, hash_join(key, turn), REPORT_NONE - 1);
        if (!head) return false;
        uint32_t last = *head;
        if (last < REPORT_NONE - 1 && e->marks.at[e->links.at[last].mark].report == e->marks.at[m].report) continue;
        *head = e->links.n;
        if (last < REPORT_NONE - 1) e->links.at[last].followed = true;
        return VEC_PUSH(s->scratch, &e->links, (link){m, last, false});
    }
    return true;
}

static bool is_day_of_report(const story *s, const mark *m) {
    long from, to, today = story_day(s, m->report);
    return timex_range(timex_day(m->value), &from, &to) && from == to && from == today;
}

/* "Lund" and "the Lund hills"; "Kyiv" and "Kiev": a name within the other, or spelt with the same first letters. */
static bool one_place(syn_slice a, syn_slice b) {
    if (slice_find(a, b, 0) != SIZE_MAX || slice_find(b, a, 0) != SIZE_MAX) return true;
    return a.len > 1 && b.len > 1 && a.ptr[0] == b.ptr[0] && a.ptr[1] == b.ptr[1];
}

static bool same_value(const story *s, const mark *a, const mark *b) {
    syn_slice x = report_slice(s->reports[a->report], a->span), y = report_slice(s->reports[b->report], b->span);
    if (fold_hash(x) == fold_hash(y)) return true;
    if (a->kind == DIFFER_PLACE) return a->place == b->place || one_place(x, y);
    if (!a->value.len) return !(a->low < b->low || a->low > b->low || a->high < b->high || a->high > b->high);
    long from, to, other_from, other_to;
    syn_slice day = timex_day(a->value), other = timex_day(b->value);
    if (slice_equal(a->value, b->value)) return true;
    if (a->clock >= 0 || b->clock >= 0) return a->clock < 0 || b->clock < 0 || a->clock == b->clock;
    if (is_day_of_report(s, a) && is_day_of_report(s, b)) return true;
    /* "Tuesday morning" and "March 9" */
    if (slice_equal(day, other) && (day.len == a->value.len || other.len == b->value.len)) return true;
    if (!slice_equal(day, other) && timex_range(day, &from, &to) && timex_range(other, &other_from, &other_to))
        return from <= other_to && other_from <= to;  /* "2018" and "May 2018" */
    return slice_ends(a->value, SLICE_LIT("_REF")) || slice_ends(b->value, SLICE_LIT("_REF"));
}

/* ---- differences -------------------------------------------------------------------------------------------------- */

/* The marks of the differences from `first` on, which are there already, can be found. */
static bool hold_marks(const story *s, edits *e, uint32_t first) {
    for (uint32_t d = first; d < s->out->differences.n; d++) {
        const collation_difference *difference = &s->out->differences.at[d];
        for (uint32_t i = 0; i < difference->readings.n; i++)
            for (uint32_t k = 0; k < difference->readings.at[i].marks.n; k++) {
                syn_place place = difference->readings.at[i].marks.at[k];
                if (!blocks_hold(&e->told, place.report, place.span, d)) return false;
            }
    }
    return true;
}

/* The first difference of its kind that has this mark, or REPORT_NONE. */
static uint32_t difference_at(const story *s, const edits *e, const mark *m) {
    uint32_t first = REPORT_NONE;
    block_walk near = blocks_walk(&e->told, m->report, m->span);
    for (const block_entry *told; (told = blocks_next(&e->told, &near));)
        if (s->out->differences.at[told->item].kind == m->kind && told->item < first) first = told->item;
    return first;
}

/* Readings stand in the order of their reports. */
static bool add_reading(story *s, collation_difference *d, const mark *m) {
    const syn_report *r = s->reports[m->report];
    uint32_t st = story_statement_at(s, m->report, m->span.begin), in = report_sentence_at(r, m->span.begin);
    collation_reading reading = {.place = {m->report, m->span}};
    if (in != REPORT_NONE) reading.place.span = (syn_span){r->sentences.at[in].begin, r->sentences.at[in].end};
    if (st != REPORT_NONE) reading.place.span = s->statements.at[st].span;
    if (!span_inside(m->span, reading.place.span)) reading.place.span = m->span;
    if (!VEC_PUSH(s->keep, &reading.marks, (syn_place){m->report, m->span})) return false;
    if (!VEC_PUSH(s->keep, &d->readings, reading)) return false;
    for (uint32_t i = d->readings.n - 1; i > 0 && d->readings.at[i - 1].place.report > m->report; i--) {
        collation_reading held = d->readings.at[i];
        d->readings.at[i] = d->readings.at[i - 1];
        d->readings.at[i - 1] = held;
    }
    return true;
}

/* The marks under one key, of which two differ, become a difference, or join the one that has one of them. */
static bool add_group(story *s, edits *e, uint32_t head) {
    uint32_t members[MOST_MEMBERS], n = 0;
    for (uint32_t l = head; l < REPORT_NONE - 1 && n < MOST_MEMBERS; l = e->links.at[l].next)
        members[n++] = e->links.at[l].mark;
    bool differ = false, fresh = false;
    for (uint32_t i = 1; i < n; i++) differ |= !same_value(s, &e->marks.at[members[0]], &e->marks.at[members[i]]);
    for (uint32_t i = 0; i < n; i++) fresh |= !e->marks.at[members[i]].done;
    if (!differ || !fresh || s->out->differences.n >= CAP_FINDINGS) return true;
    uint32_t found = REPORT_NONE;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t d = difference_at(s, e, &e->marks.at[members[i]]);
        if (d != REPORT_NONE && (found == REPORT_NONE || d < found)) found = d;
    }
    const mark *lead = &e->marks.at[members[n - 1]];
    if (found == REPORT_NONE) {
        collation_difference d = {.kind = e->marks.at[members[0]].kind, .about = {lead->report, lead->about}};
        uint32_t st = story_statement_at(s, lead->report, lead->span.begin);
        if (!span_present(lead->about)) d.about.span = st == REPORT_NONE ? lead->span : s->statements.at[st].span;
        if (!VEC_PUSH(s->keep, &s->out->differences, d)) return false;
        found = s->out->differences.n - 1;
    }
    collation_difference *into = &s->out->differences.at[found];
    for (uint32_t i = n; i-- > 0;) {
        mark *m = &e->marks.at[members[i]];
        m->done = true;
        if (difference_tells(into, m->report)) continue;
        if (!add_reading(s, into, m) || !blocks_hold(&e->told, m->report, m->span, found)) return false;
    }
    return true;
}

bool story_edits(story *s) {
    edits e = {0};
    map_init(&e.keys, s->scratch);
    for (uint32_t pass = 0; pass < 2 * s->count; pass++) {
        uint32_t r = pass / 2;
        if (!(pass % 2 ? row_fill_places(s, &e, r) : row_fill(s, &e, r))) return false;
        for (uint32_t at = 0; at < e.tokens.n; at++) {
            if (e.tokens.at[at].mark == REPORT_NONE) continue;
            for (unsigned way = 0; way < KEYS; way++) {
                uint64_t key;
                uint8_t kind = e.marks.at[e.tokens.at[at].mark].kind;
                if (key_of(&e, at, way, kind, &key) && !key_add(s, &e, key, e.tokens.at[at].mark)) return false;
            }
        }
    }
    uint32_t first = 0;
    while (first < s->out->differences.n && s->out->differences.at[first].kind == DIFFER_WORDING) first++;
    blocks_init(&e.told, s->scratch);
    if (!hold_marks(s, &e, first)) return false;
    for (uint32_t l = 0; l < e.links.n; l++)
        if (!e.links.at[l].followed && e.links.at[l].next < REPORT_NONE - 1 && !add_group(s, &e, l)) return false;
    return true;
}
