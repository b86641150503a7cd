/* evidence_join.c - what ties evidence to the wording shown beyond names, and which items are one.
 *
 * In: statements; items in the order in which they were found. Out: fewer items. The ideas: evidence needs a verb or other
 * words in common with the wording shown, by key or by meaning; names, times and places that are the same make a scene, no
 * agreement. Items whose pieces lie side by side in most of their sentences are one; so are two that share evidence and say one
 * thing, by their leads: then the one found first stands, takes what it lacks, and what stands beside its own.
 * Linear in the pieces of all items. */
#include "compare/align/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "compare/align/keys.h"
#include "compare/lexicon/lexicon.gen.h"

#define SURE 0.6             /* likeness that needs nothing else */
#define LEAST_SHARE 0.2      /* words that tie two statements, as a share of those of the lighter */
#define LEAST_WORDS 2.0      /* ... and their weight ... */
#define ENOUGH_SHARE 0.45    /* ... where their share is below this */
#define MOST_VERBS 8         /* of a statement that are looked at */
#define LEAST_BESIDE 0.5     /* weight of words that tie them beside a time or number that both have */
#define LEAST_SOFT 2.5       /* weight of words of like meaning that count as a second word */
#define MUCH_SAME 0.4        /* share of both statements that is the same or of like meaning, with no two words side by side */
#define NEARLY_ALL 0.60      /* share of both that needs nothing else */
#define MOST_SAME 0.45       /* share of both statements that is the same, whatever it is */
#define LEAST_SIDE 0.6       /* likeness of the pieces of two items that become one */
#define LEAST_ONE 0.5        /* likeness of the leads of two items that say one thing */
#define LEAST_INSIDE 0.75    /* ... or the share of the lighter */
#define LEAST_LIKE 0.25      /* ... where their evidence stands in the same sentences */
#define LEAST_NEAR 0.10      /* ... where it is the same in two reports */
#define LONGEST_BYTES 450    /* of a piece */

static bool is_word(const term *t) { return !t->name && !t->value; }

static double words_weight(const story *s, const statement *st) {
    double sum = 0;
    for (uint32_t k = 0; k < st->terms; k++) {
        const term *t = &s->terms.at[s->term_lists.at[st->term + k]];
        if (is_word(t)) sum += t->weight;
    }
    return sum;
}

/* Weight of the words that both have, names and values aside. */
static double words_shared(const story *s, const statement *a, const statement *b) {
    const uint32_t *x = s->term_lists.at + a->term, *y = s->term_lists.at + b->term;
    double sum = 0;
    for (uint32_t i = 0, k = 0; i < a->terms && k < b->terms;) {
        if (x[i] < y[k]) i++;
        else if (x[i] > y[k]) k++;
        else {
            if (is_word(&s->terms.at[x[i]])) sum += s->terms.at[x[i]].weight;
            i++;
            k++;
        }
    }
    return sum;
}

double evidence_verb(const story *s, const statement *a, const statement *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    uint32_t keys[MOST_VERBS], n = 0;
    double best = 0;
    for (uint32_t w = a->core; w < a->core + a->cores && n < MOST_VERBS; w++)
        if (x->words.at[w].upos == UPOS_VERB && s->keys->of[a->report][w] != REPORT_NONE) keys[n++] = s->keys->of[a->report][w];
    for (uint32_t w = b->core; w < b->core + b->cores && n; w++)
        for (uint32_t i = 0; i < n && y->words.at[w].upos == UPOS_VERB; i++)
            if (s->keys->of[b->report][w] == keys[i] && s->keys->at.at[keys[i]].weight > best)
                best = s->keys->at.at[keys[i]].weight;
    return best;
}

bool evidence_tied(const story *s, uint32_t a, uint32_t b, double like) {
    const statement *x = &s->statements.at[a], *y = &s->statements.at[b];
    statement_match match;
    statement_compare(s, x, y, &match);
    double words = words_shared(s, x, y) + match.soft + match.lent, one = words_weight(s, x), two = words_weight(s, y);
    if (evidence_verb(s, x, y) > 0 || match.both >= NEARLY_ALL) return true;
    bool alike = match.soft >= LEAST_SOFT && match.both >= MUCH_SAME;
    if (!match.values && !alike && !bigrams_shared(s, x, y)) return false;  /* words of a topic, in other company */
    if (like >= SURE && (words >= LEAST_BESIDE || match.both >= MOST_SAME)) return true;
    if (match.plain == 1 && match.names == 0 && !match.values && match.soft < LEAST_SOFT) return false;  /* a topic ("the quay") */
    if (match.both >= MOST_SAME) return true;
    if (match.values > 1 || (match.values && words >= LEAST_BESIDE)) return true;
    double share = words / (one < two ? one + 0.5 : two + 0.5);
    return share >= (words < LEAST_WORDS ? ENOUGH_SHARE : LEAST_SHARE);
}

static void drop_empty(items *all) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < all->n; i++)
        if (all->at[i].pieces.n) all->at[kept++] = all->at[i];
    all->n = kept;
}

static bool in_one_sentence(const story *s, piece a, piece b) {
    const statement *x = &s->statements.at[a.first], *y = &s->statements.at[b.first];
    return x->report == y->report && x->sentence == y->sentence;
}

static bool overlap(piece a, piece b) { return a.first <= b.last && b.first <= a.last; }

/* Does piece b stand right behind a, in one sentence? */
static bool stands_behind(const story *s, piece a, piece b) {
    return a.last + 1 == b.first && in_one_sentence(s, a, b) &&
           s->statements.at[b.last].span.end - s->statements.at[a.first].span.begin <= LONGEST_BYTES;
}

/* In how many reports does a piece of b stand right behind one of a? */
static uint32_t side_by_side(const story *s, const item *a, const item *b) {
    uint32_t beside = 0;
    if (a->like < LEAST_SIDE || b->like < LEAST_SIDE) return 0;
    for (uint32_t i = 0, k = 0; i < a->pieces.n && k < b->pieces.n;) {
        if (b->pieces.at[k].first <= a->pieces.at[i].last) k++;
        else beside += stands_behind(s, a->pieces.at[i++], b->pieces.at[k]);
    }
    return beside;
}

static int by_place(const void *left, const void *right) {
    const piece *a = left, *b = right;
    return a->first < b->first ? -1 : a->first > b->first;
}

/* Gives the pieces of a those of b that stand right behind them, and the rest of b's as they are. */
static bool join_beside(story *s, item *a, const item *b) {
    uint32_t had = a->pieces.n, lead = a->pieces.at[a->lead].first;
    for (uint32_t i = 0, k = 0; k < b->pieces.n; k++) {
        piece by = b->pieces.at[k];
        while (i + 1 < had && a->pieces.at[i].last + 1 < by.first) i++;
        if (stands_behind(s, a->pieces.at[i], by)) a->pieces.at[i].last = by.last;
        else if (!overlap(a->pieces.at[i], by) && !VEC_PUSH(s->scratch, &a->pieces, by)) return false;
    }
    if (a->pieces.n > had) qsort(a->pieces.at, a->pieces.n, sizeof *a->pieces.at, by_place);
    for (uint32_t i = 0; i < a->pieces.n; i++)
        if (a->pieces.at[i].first == lead) a->lead = i;
    return true;
}

/* Do two items lie side by side, in all of their reports, or in two and most of them? */
static bool lie_beside(const story *s, const item *a, const item *b) {
    uint32_t beside = side_by_side(s, a, b), more = a->pieces.n > b->pieces.n ? a->pieces.n : b->pieces.n;
    return beside && (beside == more || (beside > 1 && 3 * beside >= 2 * more));
}

/* Joins items that lie side by side. */
static bool join_neighbours(story *s, items *all) {
    uint32_t *of = ARENA_ARRAY(s->scratch, uint32_t, s->statements.n + 1);  /* the item that begins at a statement */
    if (!of) return false;
    for (uint32_t i = 0; i <= s->statements.n; i++) of[i] = REPORT_NONE;
    for (uint32_t i = all->n; i-- > 0;) of[all->at[i].pieces.at[0].first] = i;
    for (uint32_t i = 0; i < all->n; i++) {
        item *one = &all->at[i];
        for (uint32_t next; one->pieces.n && (next = of[one->pieces.at[0].last + 1]) != REPORT_NONE && next != i;) {
            item *two = &all->at[next];
            if (!two->pieces.n || !lie_beside(s, one, two)) break;
            if (!join_beside(s, one, two)) return false;
            two->pieces.n = 0;
        }
    }
    drop_empty(all);
    return true;
}

static const statement *lead_of(const story *s, const item *one) {
    return &s->statements.at[one->pieces.at[one->lead].first];
}

static uint32_t reports_of(const story *s, const item *one) {
    uint32_t n = 0, last = REPORT_NONE;
    for (uint32_t i = 0; i < one->pieces.n; i++) {
        uint32_t report = s->statements.at[one->pieces.at[i].first].report;
        n += report != last;
        last = report;
    }
    return n;
}

/* In how many reports the evidence of two items is the same, and in how many it stands in one sentence. */
static uint32_t evidence_met(const story *s, const item *a, const item *b, uint32_t *sentences) {
    uint32_t same = 0, last_same = REPORT_NONE, last = REPORT_NONE;
    *sentences = 0;
    for (uint32_t i = 0, from = 0; i < a->pieces.n; i++) {
        piece p = a->pieces.at[i];
        uint32_t report = s->statements.at[p.first].report;
        while (from < b->pieces.n && s->statements.at[b->pieces.at[from].first].report < report) from++;
        for (uint32_t k = from; k < b->pieces.n && s->statements.at[b->pieces.at[k].first].report == report; k++) {
            if (overlap(p, b->pieces.at[k]) && last_same != report) {
                last_same = report;
                same++;
            }
            if (in_one_sentence(s, p, b->pieces.at[k]) && last != report) {
                last = report;
                ++*sentences;
            }
        }
    }
    return same;
}

/* Do two items say one thing? */
static bool one_thing(const story *s, const item *a, const item *b) {
    uint32_t sentences, same = evidence_met(s, a, b, &sentences), x = reports_of(s, a), y = reports_of(s, b);
    const statement *one = lead_of(s, a), *two = lead_of(s, b);
    statement_match match;
    if (!same || one->negated != two->negated) return false;
    double like = statement_likeness(s, one, two);
    if (same > 1 && like >= LEAST_NEAR) return true;
    if (sentences > 1 && sentences == (x < y ? x : y) && like >= LEAST_LIKE) return true;
    statement_compare(s, one, two, &match);
    return like >= LEAST_ONE || match.inside >= LEAST_INSIDE;
}

static bool has_report(const story *s, const item *one, uint32_t report) {
    for (uint32_t i = 0; i < one->pieces.n; i++)
        if (s->statements.at[one->pieces.at[i].first].report == report) return true;
    return false;
}

/* Widens a piece of an item by what stands beside it in the same sentence. False where no piece is of that sentence. */
static bool widen(const story *s, item *one, piece by) {
    for (uint32_t i = 0; i < one->pieces.n; i++) {
        piece *p = &one->pieces.at[i];
        if (!in_one_sentence(s, *p, by)) continue;
        if (by.first > p->last + 1 || p->first > by.last + 1) return true;
        piece both = {by.first < p->first ? by.first : p->first, by.last > p->last ? by.last : p->last};
        if (s->statements.at[both.last].span.end - s->statements.at[both.first].span.begin <= LONGEST_BYTES) *p = both;
        return true;
    }
    return false;
}

/* Gives `to` the evidence of reports that it lacks, what stands beside its own, and other sentences that are like its lead. */
static bool take_evidence(story *s, item *to, const item *from) {
    uint32_t lead, had = to->pieces.n;
    for (uint32_t i = 0; i < from->pieces.n; i++) {
        item before = *to;
        before.pieces.n = had;
        const statement *st = &s->statements.at[from->pieces.at[i].first];
        if (has_report(s, &before, st->report)) {
            bool own = st->report == lead_of(s, to)->report;
            if (widen(s, &before, from->pieces.at[i]) || own || statement_likeness(s, lead_of(s, to), st) < LEAST_LIKE) continue;
        }
        if (!VEC_PUSH(s->scratch, &to->pieces, from->pieces.at[i])) return false;
    }
    lead = to->pieces.at[to->lead].first;
    qsort(to->pieces.at, to->pieces.n, sizeof *to->pieces.at, by_place);
    for (uint32_t i = 0; i < to->pieces.n; i++)
        if (to->pieces.at[i].first == lead) to->lead = i;
    return true;
}

/* Items that say what one before them says become one with it. */
static bool join_alike(story *s, items *all) {
    uint32_t *first = ARENA_ARRAY(s->scratch, uint32_t, s->statements.n + 1);  /* the first item with a statement */
    if (!first) return false;
    for (uint32_t i = 0; i <= s->statements.n; i++) first[i] = REPORT_NONE;
    for (uint32_t i = 0; i < all->n; i++) {
        item *one = &all->at[i];
        uint32_t into = i;
        for (uint32_t k = 0; k < one->pieces.n && into == i; k++)
            for (uint32_t at = one->pieces.at[k].first; at <= one->pieces.at[k].last && into == i; at++)
                if (first[at] != REPORT_NONE && one_thing(s, &all->at[first[at]], one)) into = first[at];
        for (uint32_t k = 0; k < one->pieces.n; k++)
            for (uint32_t at = one->pieces.at[k].first; at <= one->pieces.at[k].last; at++)
                if (first[at] == REPORT_NONE) first[at] = into;
        if (into == i) continue;
        if (!take_evidence(s, &all->at[into], one)) return false;
        one->pieces.n = 0;
    }
    drop_empty(all);
    return true;
}

/* A relative clause ("of which she is a member"), or words without a verb: it says nothing without what stands before. */
static bool leans_back(const story *s, const statement *st) {
    const syn_report *r = s->reports[st->report];
    uint32_t w = st->word, end = st->word + st->words;
    while (w < end && r->words.at[w].kind == WORD_PUNCT) w++;
    if (w + 1 < end && r->words.at[w].upos == UPOS_ADP) w++;
    const lexicon_entry *opens = w < end ? lexicon_match(&lexicon_compare_clauses, r->words.at, w, end) : NULL;
    if (opens && strcmp(opens->value, "wh") == 0) return true;
    for (w = st->core; w < st->core + st->cores; w++)
        if (r->words.at[w].upos == UPOS_VERB || r->words.at[w].upos == UPOS_AUX) return false;
    return true;
}

/* Shows evidence with what it leans on, where that stands right before it in its sentence. */
static void add_main_clauses(const story *s, items *all) {
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t k = 0; k < all->at[i].pieces.n; k++) {
            piece *p = &all->at[i].pieces.at[k];
            while (p->first > (k ? p[-1].last + 1 : 0) && leans_back(s, &s->statements.at[p->first])) {
                const statement *st = &s->statements.at[p->first], *before = st - 1;
                if (before->report != st->report || before->sentence != st->sentence ||
                    s->statements.at[p->last].span.end - before->span.begin > LONGEST_BYTES)
                    break;
                p->first--;
            }
        }
}

bool evidence_join(story *s, items *all) {
    if (!join_neighbours(s, all)) return false;
    add_main_clauses(s, all);
    return join_alike(s, all);
}
