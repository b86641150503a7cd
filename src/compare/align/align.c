/* align.c - statements of different reports that say one thing.
 *
 * In: statements with their weighted terms. Out: story.pairs (alike, best first) and story.clusters.
 * The idea: two statements are candidates when they share a term that is not too common (an inverted index, at most
 * CAP_POSTINGS statements a term; of these, the MOST_COMPARED that share most: so the cost is bounded). alike.c says how like
 * they are. Pairs are joined best first; a pair joins two clusters only if their members are alike on average, so that a chain
 * of half-likes does not grow. What is shared rests on the pairs (evidence.c), timeline and denials on the clusters.
 * A statement and its denial are never joined, nor what two people were heard to say. */
#include <math.h>
#include <stdlib.h>

#include "base/caps.h"
#include "compare/story.h"

#define LEAST_KEPT 0.12      /* likeness of a pair that is kept at all */
#define LEAST_JOIN 0.35      /* ... that joins two statements */
#define LEAST_AVERAGE 0.25   /* ... of the members of two clusters on average, for them to be joined */
#define OPPOSITE 0.75        /* share of the lighter statement that makes a denial an opposite */
#define LEAST_DENIAL 0.5     /* likeness, negation aside, of a statement and its denial */
#define MOST_COMPARED 64     /* statements that one is compared with: those that share most ... */
#define LEAST_COMPARED 16    /* ... and no fewer in a large story, */
#define COMPARED (1u << 17)  /* of which so many are compared in all */
#define CHECKED 8            /* members of each cluster that the average is taken over */

/* Who said what a statement quotes word for word, or REPORT_NONE. */
static uint32_t quoted_speaker(const story *s, const statement *st) {
    if (st->quote == REPORT_NONE) return REPORT_NONE;
    const syn_quote *quote = &s->reports[st->report]->quotes.at[st->quote];
    if (quote->kind == QUOTE_INDIRECT || quote->kind == QUOTE_MIXED || quote->entity == REPORT_NONE) return REPORT_NONE;
    return s->person_of[st->report][quote->entity];
}

/* What two people were heard to say is two sayings, however like. Bodies speak through people: they may be one. */
static bool two_speakers(const story *s, const statement *a, const statement *b) {
    uint32_t x = quoted_speaker(s, a), y = quoted_speaker(s, b);
    if (x == REPORT_NONE || y == REPORT_NONE || x == y) return false;
    return s->out->people.at[x].type == NAME_PERSON && s->out->people.at[y].type == NAME_PERSON;
}

static int by_score(const void *left, const void *right) {
    const pair *a = left, *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

typedef struct posting {
    uint32_t statement, next;
} posting;

typedef struct candidate {
    double common;          /* weight of the terms that it shares */
    uint32_t statement;
} candidate;

typedef struct search {     /* for statements like one: its candidates, of which the best are kept */
    uint32_t *head;         /* of each term: its postings so far */
    posting *postings;
    uint32_t used;
    double *common;         /* of each statement, where `seen` says so */
    uint32_t *seen, *touched;
    candidate best[MOST_COMPARED];  /* a heap, the worst on top */
    uint32_t n, most;
} search;

static bool worse(const candidate *a, const candidate *b) {
    return a->common < b->common || (!(a->common > b->common) && a->statement > b->statement);
}

static void keep_best(search *f, candidate one) {
    uint32_t i;
    if (f->n < f->most) {
        for (i = f->n++; i > 0 && worse(&one, &f->best[(i - 1) / 2]); i = (i - 1) / 2) f->best[i] = f->best[(i - 1) / 2];
    } else if (worse(&one, &f->best[0])) {
        return;
    } else {
        for (i = 0;;) {
            uint32_t child = 2 * i + 1;
            if (child >= f->n) break;
            if (child + 1 < f->n && worse(&f->best[child + 1], &f->best[child])) child++;
            if (worse(&one, &f->best[child])) break;
            f->best[i] = f->best[child];
            i = child;
        }
    }
    f->best[i] = one;
}

/* The statements before statement i, of other reports, that share most with it, into f->best. */
static void find_candidates(const story *s, search *f, uint32_t i) {
    const statement *st = &s->statements.at[i];
    uint32_t touched = 0;
    for (uint32_t k = 0; k < st->terms; k++) {
        uint32_t t = s->term_lists.at[st->term + k];
        if (s->terms.at[t].statements > CAP_POSTINGS) continue;
        for (uint32_t p = f->head[t]; p != REPORT_NONE; p = f->postings[p].next) {
            uint32_t other = f->postings[p].statement;
            if (f->seen[other] != i + 1) {
                f->seen[other] = i + 1;
                f->common[other] = 0;
                f->touched[touched++] = other;
            }
            f->common[other] += s->terms.at[t].weight;
        }
        f->postings[f->used] = (posting){i, f->head[t]};
        f->head[t] = f->used++;
    }
    f->n = 0;
    for (uint32_t k = 0; k < touched; k++)
        if (s->statements.at[f->touched[k]].report != st->report) keep_best(f, (candidate){f->common[f->touched[k]], f->touched[k]});
}

static bool compare_two(story *s, uint32_t a, uint32_t b) {
    statement *other = &s->statements.at[a], *st = &s->statements.at[b];
    if (two_speakers(s, other, st)) return true;
    statement_match match;
    double bare, likeness = statement_both(s, other, st, &match, &bare);
    if (other->negated != st->negated && match.inside > OPPOSITE && bare >= LEAST_DENIAL &&
        !VEC_PUSH(s->lasting, &s->denials, (pair){.a = a, .b = b, .score = bare}))
        return false;
    return likeness < LEAST_KEPT || VEC_PUSH(s->lasting, &s->pairs, (pair){a, b, likeness, match.soft, match.telling});
}

/* Names alone ("The Example Agency."), or where somebody can be written to: the line of a credit, no statement. */
static bool is_credit(const story *s, const statement *st) {
    const syn_report *r = s->reports[st->report];
    bool names = true;
    for (uint32_t k = 0; k < st->terms && names; k++) names = s->terms.at[s->term_lists.at[st->term + k]].name;
    for (uint32_t w = st->core; w < st->core + st->cores && !names; w++) names = r->words.at[w].kind == WORD_URL;
    return names && !st->lents;
}

static bool find_pairs(story *s) {
    search f = {.head = ARENA_ARRAY(s->scratch, uint32_t, s->terms.n + 1),
                .postings = ARENA_ARRAY(s->scratch, posting, s->term_lists.n + 1),
                .common = ARENA_ARRAY(s->scratch, double, s->statements.n + 1),
                .seen = ARENA_ARRAY(s->scratch, uint32_t, s->statements.n + 1),
                .touched = ARENA_ARRAY(s->scratch, uint32_t, s->statements.n + 1)};
    if (!f.head || !f.postings || !f.common || !f.seen || !f.touched) return false;
    uint32_t each = s->statements.n ? COMPARED / s->statements.n : 0;
    f.most = each > MOST_COMPARED ? MOST_COMPARED : each < LEAST_COMPARED ? LEAST_COMPARED : each;
    for (uint32_t t = 0; t < s->terms.n; t++) f.head[t] = REPORT_NONE;
    for (uint32_t i = 0; i < s->statements.n; i++) {
        if (s->statements.at[i].embed || s->statements.at[i].copied || is_credit(s, &s->statements.at[i])) continue;
        find_candidates(s, &f, i);
        for (uint32_t k = 0; k < f.n; k++)
            if (!compare_two(s, f.best[k].statement, i)) return false;
    }
    if (s->pairs.n) qsort(s->pairs.at, s->pairs.n, sizeof *s->pairs.at, by_score);
    if (s->denials.n) qsort(s->denials.at, s->denials.n, sizeof *s->denials.at, by_score);
    return true;
}

static int by_index(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

typedef struct group {
    uint32_t head, tail, count;  /* a list through `next` */
} group;

static bool joinable(const story *s, const group *a, const group *b, const uint32_t *next) {
    double sum = 0;
    uint32_t pairs = 0, i = a->head;
    for (uint32_t n = 0; n < CHECKED && i != REPORT_NONE; n++, i = next[i]) {
        uint32_t k = b->head;
        for (uint32_t m = 0; m < CHECKED && k != REPORT_NONE; m++, k = next[k]) {
            const statement *x = &s->statements.at[i], *y = &s->statements.at[k];
            if (x->report == y->report) continue;
            sum += statement_aligned(s, x, y);
            pairs++;
        }
    }
    return pairs && sum / pairs >= LEAST_AVERAGE;
}

static bool find_clusters(story *s) {
    uint32_t n = s->statements.n;
    uint32_t *of = ARENA_ARRAY(s->scratch, uint32_t, n + 1), *next = ARENA_ARRAY(s->scratch, uint32_t, n + 1);
    group *groups = ARENA_ARRAY(s->scratch, group, n + 1);
    if (!of || !next || !groups) return false;
    for (uint32_t i = 0; i < n; i++) {
        of[i] = i;
        next[i] = REPORT_NONE;
        groups[i] = (group){i, i, 1};
    }
    for (uint32_t p = 0; p < s->pairs.n && s->pairs.at[p].score >= LEAST_JOIN; p++) {
        uint32_t a = of[s->pairs.at[p].a], b = of[s->pairs.at[p].b];
        if (a == b || !joinable(s, &groups[a], &groups[b], next)) continue;
        if (groups[a].count < groups[b].count) {  /* relabel the smaller: n log n in all */
            uint32_t t = a;
            a = b;
            b = t;
        }
        for (uint32_t i = groups[b].head; i != REPORT_NONE; i = next[i]) of[i] = a;
        next[groups[a].tail] = groups[b].head;
        groups[a].tail = groups[b].tail;
        groups[a].count += groups[b].count;
    }
    for (uint32_t i = 0; i < n; i++) {  /* in order of their first statement */
        if (s->statements.at[i].cluster != REPORT_NONE || groups[of[i]].count < 2) continue;
        cluster c = {.first = s->members.n, .count = groups[of[i]].count};
        for (uint32_t k = groups[of[i]].head; k != REPORT_NONE; k = next[k]) {
            s->statements.at[k].cluster = s->clusters.n;
            if (!VEC_PUSH(s->lasting, &s->members, k)) return false;
        }
        uint32_t *members = s->members.at + c.first, last = REPORT_NONE;
        qsort(members, c.count, sizeof *members, by_index);
        for (uint32_t k = 0; k < c.count; last = s->statements.at[members[k++]].report)
            c.reports += s->statements.at[members[k]].report != last;
        if (!VEC_PUSH(s->lasting, &s->clusters, c)) return false;
    }
    return true;
}

bool story_align(story *s) { return find_pairs(s) && find_clusters(s); }
