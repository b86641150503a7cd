/* only.c - what one report alone has.
 *
 * In: statements with their clusters, terms. Out: out->only, weightiest first.
 * A statement that is like none of another report; or, in a statement that is shared, a stretch whose words and names
 * stand in no other report. */
#include <stdlib.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"

#define ALONE 0.30           /* a statement less like any other is told by one report alone */
#define LEAST_ALONE 14.0     /* weight that such a statement needs */
#define LEAST_STRETCH 11.0   /* weight of a stretch of words that one report alone has */
#define LEAST_TERMS 3        /* ... and terms, unless one is a name */
#define STRETCH_GAP 3        /* known words allowed inside a stretch */

/* In how many reports each term stands. */
static void count_reports(story *s, uint32_t *last) {
    for (uint32_t t = 0; t < s->terms.n; t++) last[t] = REPORT_NONE;
    for (uint32_t i = 0; i < s->statements.n; i++) {
        const statement *st = &s->statements.at[i];
        if (st->copied) continue;
        for (uint32_t k = 0; k < st->terms; k++) {
            uint32_t t = s->term_lists.at[st->term + k];
            if (last[t] != st->report) s->terms.at[t].reports++;
            last[t] = st->report;
        }
    }
}

static uint64_t mixed(uint64_t kind, uint64_t value) { return hash_join(hash_join(0, kind), value); }

/* The term that stands at a word, or REPORT_NONE. */
static uint32_t term_at(const story *s, uint32_t report, uint32_t w) {
    const syn_report *r = s->reports[report];
    uint32_t m = s->mention_at[report][w];
    if (m != REPORT_NONE && r->mentions.at[m].entity != REPORT_NONE) {
        uint32_t person = s->person_of[report][r->mentions.at[m].entity];
        if (person != REPORT_NONE) return map_get(&s->term_index, mixed(1, person));
    }
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, r->words.n);
    if (class) return map_get(&s->term_index, mixed(4, slice_hash(slice_str(class->value))));
    return word_is_content(&r->words.at[w]) ? map_get(&s->term_index, mixed(5, r->words.at[w].stem)) : REPORT_NONE;
}

static bool add_only(story *s, syn_place place, double score) {
    if (s->out->only.n >= CAP_FINDINGS) return true;
    return VEC_PUSH(s->keep, &s->out->only, (collation_only){place, score});
}

/* Stretches of a shared statement whose terms stand in no other report. */
static bool find_stretches(story *s, const statement *st) {
    const syn_report *r = s->reports[st->report];
    uint32_t end = st->word + st->words, first = REPORT_NONE, last = 0, previous = REPORT_NONE;
    double sum = 0;
    uint32_t own_terms = 0;
    bool named = false;
    for (uint32_t w = st->word; w <= end; w++) {
        uint32_t t = w < end ? term_at(s, st->report, w) : REPORT_NONE;
        bool own = t != REPORT_NONE && t != MAP_NONE && s->terms.at[t].reports == 1;
        bool known = t != REPORT_NONE && t != MAP_NONE && !own;
        if (first != REPORT_NONE && (w == end || (known && w - last > STRETCH_GAP) || w - last > STRETCH_GAP + 3)) {
            syn_place place = {st->report, {r->words.at[first].begin, r->words.at[last].end}};
            if (sum >= LEAST_STRETCH && (own_terms >= LEAST_TERMS || named) && !add_only(s, place, sum)) return false;
            first = REPORT_NONE;
        }
        if (!own) continue;
        if (first == REPORT_NONE) {
            first = w;
            sum = 0;
            own_terms = 0;
            named = false;
            previous = REPORT_NONE;
        }
        if (t != previous) {
            sum += s->terms.at[t].weight;
            own_terms++;
            named |= s->terms.at[t].name;
        }
        previous = t;
        last = w;
    }
    return true;
}

static int only_by_score(const void *left, const void *right) {
    const collation_only *a = left, *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->place.report != b->place.report) return a->place.report < b->place.report ? -1 : 1;
    return a->place.span.begin < b->place.span.begin ? -1 : a->place.span.begin > b->place.span.begin;
}

bool story_only(story *s) {
    uint32_t *last = ARENA_ARRAY(s->scratch, uint32_t, s->terms.n + 1);
    if (!last) return false;
    count_reports(s, last);
    for (uint32_t i = 0; i < s->statements.n; i++) {
        const statement *st = &s->statements.at[i];
        if (st->embed || st->copied || s->count < 2) continue;
        bool alone = st->cluster == REPORT_NONE && st->nearest < ALONE;
        if (alone && st->weight >= LEAST_ALONE) {
            double own = 0;
            for (uint32_t k = 0; k < st->terms; k++) {
                const term *t = &s->terms.at[s->term_lists.at[st->term + k]];
                if (t->reports == 1) own += t->weight;
            }
            if (!add_only(s, (syn_place){st->report, st->span}, own)) return false;
        } else if (!alone && !find_stretches(s, st)) return false;
    }
    if (s->out->only.n) qsort(s->out->only.at, s->out->only.n, sizeof *s->out->only.at, only_by_score);
    return true;
}
