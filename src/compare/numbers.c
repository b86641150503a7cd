/* numbers.c - numbers that differ between reports.
 *
 * In: the marked numbers, the statements. Out: differences of kind number.
 * Two numbers are about one thing when what is counted is the same (the class of the unit) and what is said of it is the
 * same (a content word directly beside the number: "26 missing", "leaving 29 missing"), or, for a telling unit ("seats"),
 * when their statements are alike. Numbers that are about one thing are tied into one difference if their values are not
 * all the same.
 * Cost: numbers meet through a map from (unit, word beside it), at most BUCKET of each.
 * Not done: units of measure converted; sums. A false difference costs more than a missed one. */
#include <limits.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"
#include "compare/timex.h"

#define BESIDE 1            /* content words taken on each side of a number */
#define LIKE_BESIDE 0.16    /* likeness of their statements that two numbers need beside a common word ... */
#define LIKE_UNIT 0.30      /* ... and with a common unit alone */
#define SMALL 10.0          /* a number up to this is a part of a whole when "of" follows */
#define REACH 8             /* words looked at to find them */
#define FAR_DAYS 9          /* a date so far before the report is of another event */
#define BUCKET 64           /* numbers under one key */

typedef struct figure {     /* one number in a statement */
    uint32_t report, number, statement;
    uint64_t unit;          /* class of what is counted, 0 = none */
    bool anyone;            /* the unit is people, passengers, victims: says nothing alone */
    bool human;             /* the unit is people of some kind: protesters, soldiers */
    bool background;        /* its statement is dated far from the story: an earlier event, told for comparison */
    uint64_t beside[2 * BESIDE + 2];
    uint32_t word[2 * BESIDE + 2];  /* where they stand; REPORT_NONE for the unit and names */
    uint32_t besides;
    uint32_t name;          /* person or body next to the number, or REPORT_NONE */
    uint32_t parent;        /* union-find */
} figure;

typedef SYN_VEC(figure) figures;

static uint32_t find(figures *all, uint32_t i) {
    while (all->at[i].parent != i) i = all->at[i].parent = all->at[all->at[i].parent].parent;
    return i;
}

/* The class of meaning of a word, or its stem. */
static uint64_t class_of(const syn_report *r, uint32_t w, bool *anyone) {
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
    *anyone = class && slice_equal(slice_str(class->value), SLICE_LIT("person"));
    return class ? slice_hash(slice_str(class->value)) : r->words.at[w].stem;
}

static bool stops_search(const syn_report *r, uint32_t w) {
    const syn_word *word = &r->words.at[w];
    if (word->kind == WORD_NUMBER) return true;
    if (word->kind == WORD_PUNCT) return word->end - word->begin == 1 && strchr(",;:.()", r->text.ptr[word->begin]) != NULL;
    const lexicon_entry *clause = lexicon_match(&lexicon_compare_clauses, r->words.at, w, r->words.n);
    return clause && slice_equal(slice_str(clause->value), SLICE_LIT("join"));
}

static bool word_is(const syn_report *r, uint32_t w, const char *text) {
    return w < r->words.n && slice_equal_ascii_case(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), slice_str(text));
}

/* "44 of the 76 seats", "two of the children", "the 76-seat parliament": the whole of which another number is a part, a small part of
 * a whole, and a size are no counts of their own. */
static bool is_share(const syn_report *r, uint32_t first, uint32_t after, double value) {
    if (after < r->words.n && r->text.ptr[r->words.at[after].begin] == '-' && !(r->words.at[after].flags & WORD_SPACE)) return true;
    if (value <= SMALL && word_is(r, after, "of")) return true;
    uint32_t before = first && (word_is(r, first - 1, "the") || word_is(r, first - 1, "its")) ? first - 1 : first;
    if (!before || !word_is(r, before - 1, "of")) return false;
    for (uint32_t w = before - 1, n = 0; w-- > 0 && n < 3; n++)
        if (r->words.at[w].kind == WORD_NUMBER) return true;
    return false;
}

static bool of_another_number(const syn_report *r, uint32_t number, uint32_t at) {
    if (number && span_present(r->numbers.at[number - 1].span) && at < r->numbers.at[number - 1].span.end) return true;
    return number + 1 < r->numbers.n && at >= r->numbers.at[number + 1].span.begin;
}

static void look(const story *s, figure *f, uint32_t from, int step, uint32_t first, uint32_t end) {
    const syn_report *r = s->reports[f->report];
    uint32_t found = 0;
    for (uint32_t w = from, tries = 0; w >= first && w < end && found < BESIDE && tries < REACH; tries++) {
        if (stops_search(r, w) || of_another_number(r, f->number, r->words.at[w].begin)) return;
        bool anyone;
        uint64_t class = class_of(r, w, &anyone);
        uint32_t m = s->mention_at[f->report][w];
        if (m != REPORT_NONE) {
            if (r->mentions.at[m].entity != REPORT_NONE && f->name == REPORT_NONE)
                f->name = s->person_of[f->report][r->mentions.at[m].entity];
        } else if (word_is_content(&r->words.at[w]) && !anyone && class != f->unit) {
            f->word[f->besides] = w;
            f->beside[f->besides++] = class;
            found++;
        }
        if (step < 0 && w == first) return;
        w = step < 0 ? w - 1 : w + 1;
    }
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
        if (r->times.at[t].type > TIME_TIME) continue;
        if (timex_range(value, &from, &to)) {
            if (today == LONG_MIN ? to - from > 7 : to + FAR_DAYS < today) return true;
        } else if (value.len == 7 && slice_starts(value, SLICE_LIT("XXXX-")) && value.ptr[5] != 'W') return true;
    }
    return false;
}

static bool is_human(const syn_report *r, uint32_t w) { return lexicon_match(&lexicon_compare_humans, r->words.at, w, w + 1) != NULL; }

static bool collect(story *s, figures *all) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t n = 0; n < report->numbers.n && all->n < CAP_STATEMENTS; n++) {
            const syn_number *number = &report->numbers.at[n];
            uint32_t st = story_statement_at(s, r, number->span.begin);
            if (st == REPORT_NONE || s->statements.at[st].embed) continue;
            figure f = {.report = r, .number = n, .statement = st, .parent = all->n, .name = REPORT_NONE};
            uint32_t w = report_word_at(report, number->span.begin), after = report_word_at(report, number->span.end - 1) + 1;
            if (is_share(report, w, after, number->value)) continue;
            const statement *in = &s->statements.at[st];
            uint32_t first = in->word, end = in->word + in->words;
            if (span_present(number->unit)) {
                uint32_t last = report_word_at(report, number->unit.end - 1);
                f.unit = class_of(report, last, &f.anyone);
                f.human = f.anyone || is_human(report, last);
                if (last >= after) after = last + 1;
            }
            if (w > first) look(s, &f, w - 1, -1, first, end);
            look(s, &f, after, 1, first, end);
            for (uint32_t i = 0; i < f.besides && !f.unit; i++) f.human |= is_human(report, f.word[i]);  /* "wounding 120" */
            if (f.unit && !f.anyone) {  /* "46 survivors" beside "50 people survived" */
                f.word[f.besides] = REPORT_NONE;
                f.beside[f.besides++] = f.unit;
            }
            f.background = is_background(s, in);
            if (!VEC_PUSH(s->scratch, all, f)) return false;
        }
    }
    return true;
}

/* Are two numbers about one thing? They have a word beside them in common (or the unit itself, when `by_unit`). */
static bool about_one_thing(const story *s, const figure *a, const figure *b, bool by_unit) {
    if (a->report == b->report) return false;
    const statement *x = &s->statements.at[a->statement], *y = &s->statements.at[b->statement];
    bool same_unit = a->unit && a->unit == b->unit;
    if (!a->human && a->name != b->name && a->name != REPORT_NONE && b->name != REPORT_NONE) return false;  /* the seats of two parties */
    if (!same_unit && a->unit && b->unit && !(a->human && b->human)) return false;
    if (x->cluster != REPORT_NONE && x->cluster == y->cluster && !by_unit) return true;
    double likeness = statement_likeness(s, x, y);
    if (by_unit) return likeness > LIKE_UNIT || (same_unit && !a->anyone && a->name != REPORT_NONE && a->name == b->name);
    if (!a->background && !b->background && (same_unit || a->human || b->human)) return true;
    return likeness > LIKE_BESIDE;
}

static double value_of(const story *s, const figure *f) { return s->reports[f->report]->numbers.at[f->number].value; }

static bool tie(story *s, figures *all) {
    syn_map keys;
    map_init(&keys, s->scratch);
    typedef struct link { uint32_t figure, next; } link;
    SYN_VEC(link) links = {0};
    for (uint32_t i = 0; i < all->n; i++) {
        for (uint32_t k = 0; k < all->at[i].besides; k++) {
            figure *f = &all->at[i];
            uint64_t key = f->beside[k];
            uint32_t *head = map_slot_of(&keys, key, REPORT_NONE - 1);
            if (!head) return false;
            uint32_t steps = 0;
            for (uint32_t l = *head; l < REPORT_NONE - 1 && steps < BUCKET; l = links.at[l].next, steps++)
                if (about_one_thing(s, &all->at[links.at[l].figure], f, key == f->unit && key == all->at[links.at[l].figure].unit)) {
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

/* The words that say what is counted: the unit, and the word beside it that says what happened to it. */
static syn_span what_is_counted(const story *s, const figure *f, const syn_number *number) {
    const syn_report *r = s->reports[f->report];
    syn_span span = span_present(number->unit) ? number->unit : number->span;
    for (uint32_t i = 0; i < f->besides; i++) {
        if (f->word[i] == REPORT_NONE) continue;
        const syn_word *word = &r->words.at[f->word[i]];
        if (word->begin >= span.end && word->begin - span.end < 8) {
            if (!span_present(number->unit)) span.begin = word->begin;
            span.end = word->end;
            break;
        }
    }
    if (span.begin == number->span.begin && !span_present(number->unit) && f->besides && f->word[0] != REPORT_NONE) {
        const syn_word *word = &r->words.at[f->word[0]];
        span = (syn_span){word->begin, word->end};
    }
    return span;
}

static bool add_number(story *s, figures *all, const uint32_t *members, uint32_t n) {
    if (s->out->differences.n >= CAP_FINDINGS) return true;
    const figure *first = &all->at[members[0]];
    const syn_number *number = &s->reports[first->report]->numbers.at[first->number];
    collation_difference d = {.kind = DIFFER_NUMBER, .about = shown(s, first)};
    bool differ = false;
    d.about.span = what_is_counted(s, first, number);
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
