/* facts.c - what one person or event has but one of: the age of a person, the ages of a group, the magnitude of a quake.
 *
 * In: the marked numbers, who is named beside them. Out: differences of kind number.
 * The idea: these need no statements that are alike; whom they tell of says enough. An age is one that stands beside a person as
 * an apposition ("Ann Lund, 34,", "a 34-year-old clerk, Ann Lund"), so it is told as of now, and not "at 20". Ages of a group are a
 * range, of which a report tells but one; two ranges must overlap. Of quakes a report's first magnitude counts, near its head.
 * Two reports differ where neither has a value of the other. Linear: facts meet through a map; a key holds at most BUCKET.
 * Not done: who is older in one report because a birthday lies between. */
#include "base/caps.h"
#include "compare/pairs.h"
#include "compare/words.h"

#define BUCKET 64
#define MOST_AGE 115.0
#define MOST_APART 12.0     /* years: more, and it is the age of a namesake */
#define REACH 5             /* words from "34-year-old" to the name */
#define HEAD 6              /* sentences of a report in which its quake stands */
#define NEAR_UNIT 3         /* words between "magnitude" and its number */

typedef struct fact {
    uint32_t report, next;
    double low, high;
    syn_span mark;
} fact;

enum { FACT_AGE = 1, FACT_AGES, FACT_MAGNITUDE };

typedef struct facts {
    SYN_VEC(fact) list;
    SYN_VEC(uint32_t) heads;
    syn_map index;
} facts;

static bool push(story *s, facts *all, uint64_t key, fact one) {
    uint32_t *slot = map_slot_of(&all->index, key, REPORT_NONE - 1);
    if (!slot) return false;
    if (*slot == REPORT_NONE - 1) {
        *slot = all->heads.n;
        if (!VEC_PUSH(s->scratch, &all->heads, REPORT_NONE)) return false;
    }
    one.next = all->heads.at[*slot];
    all->heads.at[*slot] = all->list.n;
    return VEC_PUSH(s->scratch, &all->list, one);
}

/* ---- ages ---------------------------------------------------------------------------------------------------------- */

/* Who is named at a word, or described there as one person. */
static uint32_t person_at(const story *s, uint32_t report, uint32_t w) {
    const syn_report *r = s->reports[report];
    if (w >= r->words.n) return REPORT_NONE;
    uint32_t person = named_at(s, report, w);
    if (person != REPORT_NONE) return s->out->people.at[person].type == NAME_PERSON ? person : REPORT_NONE;
    return story_unnamed_at(s, report, (syn_span){r->words.at[w].begin, r->words.at[w].end});
}

static bool is_mark(const syn_report *r, uint32_t w, const char *marks) {
    if (w >= r->words.n || r->words.at[w].kind != WORD_PUNCT || word_text(r, w).len != 1) return false;
    return strchr(marks, r->text.ptr[r->words.at[w].begin]) != NULL;
}

/* Is the age at words [w, past) told as of now beside a person? Returns whose it is. */
static uint32_t whose_age(const story *s, uint32_t report, uint32_t w, uint32_t past) {
    const syn_report *r = s->reports[report];
    uint32_t sentence = r->words.at[w].sentence;
    if (word_is_dash(r, past) && word_is(r, past + 1, "year")) {  /* "34-year-old Ann Lund", "a 34-year-old clerk" */
        for (uint32_t k = past + 4, n = 0; k < r->words.n && n < REACH && r->words.at[k].sentence == sentence; k++, n++) {
            if (r->words.at[k].kind == WORD_PUNCT && !word_is_dash(r, k)) break;
            uint32_t person = person_at(s, report, k);
            if (person != REPORT_NONE) return person;
        }
        return REPORT_NONE;
    }
    if (past < r->words.n && r->words.at[past].sentence == sentence && !is_mark(r, past, ",.;)")) return REPORT_NONE;
    uint32_t before = w;  /* "Ann Lund, 34,", "Ann Lund (34)", "Ann Lund, aged 34," */
    if (before && (word_is(r, before - 1, "aged") || word_is(r, before - 1, "age"))) before--;
    if (before < 2 || !is_mark(r, before - 1, ",(") || r->words.at[before - 2].sentence != sentence) return REPORT_NONE;
    return person_at(s, report, before - 2);
}

/* Ages of a group: "aged 10 to 15", "between the ages of 10 and 14". */
static bool read_ages(const syn_report *r, uint32_t number, fact *out) {
    const syn_number *n = &r->numbers.at[number];
    *out = (fact){.low = n->value, .high = n->high, .mark = n->span};
    if (number_is_range(n)) return !word_is_dash(r, report_word_at(r, n->span.end - 1) + 1);  /* "three- and four-year-olds" */
    if (number + 1 >= r->numbers.n) return false;
    const syn_number *to = &r->numbers.at[number + 1];
    uint32_t w = report_word_at(r, n->span.begin), past = report_word_at(r, n->span.end - 1) + 1;
    bool of = w >= 2 && word_is(r, w - 1, "of") && word_is(r, w - 2, "ages");
    if (!of || report_word_at(r, to->span.begin) != past + 1 || to->value <= n->value) return false;
    out->high = to->value;
    out->mark.end = to->span.end;
    return true;
}

static bool find_ages(story *s, facts *all, uint32_t report) {
    const syn_report *r = s->reports[report];
    fact group = {0};
    uint32_t groups = 0;
    for (uint32_t i = 0; i < r->numbers.n; i++) {
        const syn_number *n = &r->numbers.at[i];
        if (n->kind != NUMBER_AGE && n->kind != NUMBER_COUNT) continue;
        fact one;
        if (n->kind == NUMBER_AGE && read_ages(r, i, &one)) {
            if (!groups++ || one.low != group.low || one.high != group.high) group = one;
            else groups--;
            continue;
        }
        if (n->value < 1 || n->value > MOST_AGE || n->bound != BOUND_EXACT || number_is_range(n)) continue;
        if (n->kind == NUMBER_COUNT && span_present(n->unit)) continue;  /* "(23)" is told by where it stands */
        uint32_t w = report_word_at(r, n->span.begin), past = report_word_at(r, n->span.end - 1) + 1;
        uint32_t person = whose_age(s, report, w, past);
        if (person == REPORT_NONE) continue;
        one = (fact){report, 0, n->value, n->value, n->span};
        if (!push(s, all, hash_join(hash_join(0, FACT_AGE), person), one)) return false;
    }
    group.report = report;
    return groups != 1 || push(s, all, hash_join(0, FACT_AGES), group);
}

/* ---- quakes -------------------------------------------------------------------------------------------------------- */

/* "5.6" at a word, in tenths; 0 if it is none. */
static uint32_t tenths_at(const syn_report *r, uint32_t w) {
    syn_slice text = word_text(r, w);
    if (text.len != 3 || text.ptr[1] != '.' || text.ptr[0] < '2' || text.ptr[0] > '9') return 0;
    if (text.ptr[2] < '0' || text.ptr[2] > '9') return 0;
    return (uint32_t)(text.ptr[0] - '0') * 10 + (uint32_t)(text.ptr[2] - '0');
}

static bool find_magnitude(story *s, facts *all, uint32_t report) {
    const syn_report *r = s->reports[report];
    for (uint32_t i = 0; i < HEAD && i < r->sentences.n; i++) {
        uint32_t first = r->sentences.at[i].word, end = first + r->sentences.at[i].words, unit = REPORT_NONE;
        bool other = false;
        for (uint32_t w = first; w < end; w++) {
            if (unit == REPORT_NONE && word_is(r, w, "magnitude")) unit = w;
            other |= word_is(r, w, "aftershock") || word_is(r, w, "aftershocks");
        }
        if (unit == REPORT_NONE || other) continue;
        uint32_t from = unit > first + NEAR_UNIT ? unit - NEAR_UNIT : first;
        for (uint32_t w = from; w < end && w <= unit + NEAR_UNIT; w++) {
            uint32_t value = tenths_at(r, w);
            if (!value) continue;
            fact one = {report, 0, value, value, {r->words.at[w].begin, r->words.at[w].end}};
            return push(s, all, hash_join(0, FACT_MAGNITUDE), one);
        }
    }
    return true;
}

/* ---- differences --------------------------------------------------------------------------------------------------- */

static bool same(const fact *a, const fact *b) {
    return a->low >= b->low && a->low <= b->low && a->high >= b->high && a->high <= b->high;
}

static bool far_apart(const fact *a, const fact *b) {
    double most = a->high > a->low ? 0 : MOST_APART;
    return a->low > b->high + most || b->low > a->high + most;
}

/* Has a report the words of another's fact, or its value as a number anywhere? */
static bool has_value(const story *s, uint32_t report, const fact *other) {
    const syn_report *r = s->reports[report];
    syn_slice words = report_slice(s->reports[other->report], other->mark);
    for (uint32_t w = 0; w < r->words.n; w++)
        if (r->words.at[w].kind == WORD_NUMBER && slice_equal(word_text(r, w), words)) return true;
    for (uint32_t i = 0; i < r->numbers.n; i++) {
        const syn_number *n = &r->numbers.at[i];
        fact own;
        if (other->high > other->low ? n->kind == NUMBER_AGE && read_ages(r, i, &own) && same(&own, other)
                                     : n->value >= other->low && n->value <= other->low)
            return true;
    }
    return false;
}

static bool tell(story *s, const facts *all, uint32_t first) {
    for (uint32_t i = first, n = 0; i != REPORT_NONE && n < BUCKET; i = all->list.at[i].next, n++)
        for (uint32_t k = all->list.at[i].next, m = 0; k != REPORT_NONE && m < BUCKET; k = all->list.at[k].next, m++) {
            const fact *a = &all->list.at[k], *b = &all->list.at[i];
            if (a->report == b->report || same(a, b) || far_apart(a, b)) continue;
            if (has_value(s, a->report, b) || has_value(s, b->report, a)) continue;
            side x = {a->report, pair_shown(s, a->report, a->mark), a->mark};
            side y = {b->report, pair_shown(s, b->report, b->mark), b->mark};
            if (!pair_tell(s, DIFFER_NUMBER, &x, &y)) return false;
        }
    return true;
}

bool story_facts(story *s) {
    facts all = {0};
    map_init(&all.index, s->scratch);
    for (uint32_t r = 0; r < s->count; r++) {
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        if (!find_ages(s, &all, r) || !find_magnitude(s, &all, r)) return false;
    }
    for (uint32_t h = 0; h < all.heads.n; h++)
        if (!tell(s, &all, all.heads.at[h])) return false;
    return true;
}
