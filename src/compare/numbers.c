/* numbers.c - numbers that differ between reports.
 *
 * In: the marked numbers, the statements. Out: differences of kind number.
 * Two numbers are about one thing when what is counted is the same (the class of the unit) and what is said of it is the
 * same (a content word directly beside the number: "26 missing", "leaving 29 missing"), or, for a telling unit ("seats"),
 * when their statements are alike. Numbers that are about one thing are tied into one difference if their values are not
 * all the same.
 * Cost: numbers meet through a map from (unit, word beside it), at most BUCKET of each.
 * Not done: units of measure converted; sums. A false difference costs more than a missed one. */
#include <stdlib.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"

#define BESIDE 2            /* content words looked at on each side of a number */
#define LIKE_BESIDE 0.16    /* likeness of their statements that two numbers need beside a common word ... */
#define LIKE_UNIT 0.30      /* ... and with a common unit alone */
#define BUCKET 64           /* numbers under one key */

typedef struct figure {     /* one number in a statement */
    uint32_t report, number, statement;
    uint64_t unit;          /* class of what is counted, 0 = none */
    bool person_unit;       /* people, passengers, victims: says nothing alone */
    uint64_t beside[2 * BESIDE];
    uint32_t besides;
    uint32_t parent;        /* union-find */
} figure;

typedef SYN_VEC(figure) figures;

static uint32_t find(figures *all, uint32_t i) {
    while (all->at[i].parent != i) i = all->at[i].parent = all->at[all->at[i].parent].parent;
    return i;
}

/* The class of meaning of a word, or its stem. */
static uint64_t class_of(const syn_report *r, uint32_t w, bool *person) {
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
    *person = class && slice_equal(slice_str(class->value), SLICE_LIT("person"));
    return class ? slice_hash(slice_str(class->value)) : r->words.at[w].stem;
}

static bool stops_search(const syn_report *r, uint32_t w) {
    const syn_word *word = &r->words.at[w];
    return word->kind == WORD_NUMBER || (word->kind == WORD_PUNCT && word->end - word->begin == 1 &&
           strchr(",;:.()", r->text.ptr[word->begin]) != NULL);
}

static bool of_another_number(const syn_report *r, uint32_t number, uint32_t at) {
    if (number && span_present(r->numbers.at[number - 1].span) && at < r->numbers.at[number - 1].span.end) return true;
    return number + 1 < r->numbers.n && at >= r->numbers.at[number + 1].span.begin;
}

static void look(const story *s, figure *f, uint32_t from, int step, uint32_t first, uint32_t end) {
    const syn_report *r = s->reports[f->report];
    uint32_t found = 0;
    for (uint32_t w = from, tries = 0; w >= first && w < end && found < BESIDE && tries < 8; tries++) {
        if (stops_search(r, w) || of_another_number(r, f->number, r->words.at[w].begin)) return;
        bool person;
        uint64_t class = class_of(r, w, &person);
        if (word_is_content(&r->words.at[w]) && !person && s->mention_at[f->report][w] == REPORT_NONE && class != f->unit) {
            f->beside[f->besides++] = class;
            found++;
        }
        if (step < 0 && w == first) return;
        w = step < 0 ? w - 1 : w + 1;
    }
}

static bool collect(story *s, figures *all) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t n = 0; n < report->numbers.n && all->n < CAP_STATEMENTS; n++) {
            const syn_number *number = &report->numbers.at[n];
            uint32_t st = story_statement_at(s, r, number->span.begin);
            if (st == REPORT_NONE || s->statements.at[st].embed) continue;
            figure f = {.report = r, .number = n, .statement = st, .parent = all->n};
            uint32_t w = report_word_at(report, number->span.begin), after = report_word_at(report, number->span.end - 1) + 1;
            const statement *in = &s->statements.at[st];
            uint32_t first = in->word, end = in->word + in->words;
            if (span_present(number->unit)) {
                uint32_t last = report_word_at(report, number->unit.end - 1);
                f.unit = class_of(report, last, &f.person_unit);
                if (last >= after) after = last + 1;
            }
            if (w > first) look(s, &f, w - 1, -1, first, end);
            look(s, &f, after, 1, first, end);
            if (!VEC_PUSH(s->scratch, all, f)) return false;
        }
    }
    return true;
}

/* Are two numbers about one thing? `beside` is true when a word beside both is the same. */
static bool about_one_thing(const story *s, const figure *a, const figure *b, bool beside) {
    if (a->report == b->report) return false;
    const statement *x = &s->statements.at[a->statement], *y = &s->statements.at[b->statement];
    bool units_fit = a->unit == b->unit || !a->unit || !b->unit || (a->person_unit && b->person_unit);
    if (!units_fit) return false;
    double likeness = statement_likeness(s, x, y);
    if (x->cluster != REPORT_NONE && x->cluster == y->cluster && beside) return true;
    if (a->unit && a->unit == b->unit && !a->person_unit) return beside ? likeness > LIKE_BESIDE : likeness > LIKE_UNIT;
    return beside && likeness > LIKE_BESIDE;
}

static double value_of(const story *s, const figure *f) { return s->reports[f->report]->numbers.at[f->number].value; }

static bool tie(story *s, figures *all) {
    syn_map keys;
    map_init(&keys, s->scratch);
    typedef struct link { uint32_t figure, next; } link;
    SYN_VEC(link) links = {0};
    for (uint32_t i = 0; i < all->n; i++) {
        for (uint32_t k = 0; k <= all->at[i].besides; k++) {
            figure *f = &all->at[i];
            bool beside = k < f->besides;
            if (!beside && (!f->unit || f->person_unit)) continue;
            uint64_t key = hash_join(beside ? 1 : 2, beside ? f->beside[k] : f->unit);
            uint32_t *head = map_slot_of(&keys, key, REPORT_NONE - 1);
            if (!head) return false;
            uint32_t steps = 0;
            for (uint32_t l = *head; l < REPORT_NONE - 1 && steps < BUCKET; l = links.at[l].next, steps++)
                if (about_one_thing(s, &all->at[links.at[l].figure], f, beside)) {
                    uint32_t a = find(all, links.at[l].figure), b = find(all, i);
                    all->at[a > b ? a : b].parent = a > b ? b : a;
                }
            uint32_t next = *head;
            *head = links.n;
            if (!VEC_PUSH(s->scratch, &links, (link){i, next})) return false;
        }
    }
    return true;
}

/* The statement around a number, cut to the clause where it is long. */
static syn_place shown(const story *s, const figure *f) {
    return (syn_place){f->report, s->statements.at[f->statement].span};
}

static bool add_number(story *s, figures *all, const uint32_t *members, uint32_t n) {
    if (s->out->differences.n >= CAP_FINDINGS) return true;
    const figure *first = &all->at[members[0]];
    const syn_number *number = &s->reports[first->report]->numbers.at[first->number];
    collation_difference d = {.kind = DIFFER_NUMBER, .about = shown(s, first)};
    bool differ = false;
    if (span_present(number->unit)) d.about.span = number->unit;
    for (uint32_t i = 0; i < n; i++) {
        const figure *f = &all->at[members[i]];
        collation_reading reading = {.place = shown(s, f)};
        syn_place mark = {f->report, s->reports[f->report]->numbers.at[f->number].span};
        collation_reading *before = d.readings.n ? &d.readings.at[d.readings.n - 1] : NULL;
        if (before && before->place.report == f->report) {
            /* One reading a report: another number of the same statement is marked too, one elsewhere is left out. */
            if (before->place.span.begin == reading.place.span.begin && !VEC_PUSH(s->keep, &before->marks, mark)) return false;
            continue;
        }
        differ |= value_of(s, f) < value_of(s, first) || value_of(s, f) > value_of(s, first);
        if (!VEC_PUSH(s->keep, &reading.marks, mark) || !VEC_PUSH(s->keep, &d.readings, reading)) return false;
    }
    return !differ || d.readings.n < 2 || VEC_PUSH(s->keep, &s->out->differences, d);
}

static bool numbers_that_differ(story *s) {
    figures all = {0};
    if (!collect(s, &all) || !tie(s, &all)) return false;
    uint32_t *next = ARENA_ARRAY(s->scratch, uint32_t, all.n + 1), *tail = ARENA_ARRAY(s->scratch, uint32_t, all.n + 1);
    uint32_t *members = ARENA_ARRAY(s->scratch, uint32_t, all.n + 1);
    if (!next || !tail || !members) return false;
    for (uint32_t i = 0; i < all.n; i++) {  /* the root of a set is its smallest member */
        uint32_t root = find(&all, i);
        next[i] = REPORT_NONE;
        if (root != i) next[tail[root]] = i;
        tail[root] = i;
    }
    for (uint32_t i = 0; i < all.n; i++) {
        if (find(&all, i) != i || next[i] == REPORT_NONE) continue;
        uint32_t n = 0;
        for (uint32_t k = i; k != REPORT_NONE; k = next[k]) members[n++] = k;
        if (!add_number(s, &all, members, n)) return false;
    }
    return true;
}

bool story_numbers(story *s) { return numbers_that_differ(s); }
