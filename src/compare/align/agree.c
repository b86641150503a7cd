/* agree.c - how likely two statements of two reports say one thing.
 *
 * In: a pair (align.c), what is said of whom (agree_parts.c), the pairs beside it (agree_pairs.c). Out: features, and one number of
 * them. The idea: alike.c tells how much two statements have in common; whether they say one thing shows in what that is (a verb and who
 * does it, words side by side, words that stand nowhere else), in what is left over in both (two other names, two other numbers),
 * and in what stands around it. The weights were learned from pairs that readers judged (model/agree.md). Cost: the words of the two. */
#include "compare/align/agree.h"

#include <math.h>
#include <stdlib.h>

#include "compare/align/keys.h"
#include "compare/gen/agree.inc"

#define MOST_BIGRAMS 6       /* that are counted */
#define MOST_RUN 64          /* words of a statement in which a run is looked for */
#define MOST_VERBS 8         /* of a statement that are looked at */
#define NEARLY_ALL 0.6       /* share of both that says one thing, though it has names, times and numbers alone: else they make a scene */
#define FARTHEST 8           /* sentences: farther apart, places tell nothing more */

static double less(double a, double b) { return a < b ? a : b; }
static double more(double a, double b) { return a > b ? a : b; }

/* The heaviest verb that two statements have in common, by its weight; *like: the likest two verbs. */
static double verbs(const story *s, const statement *a, const statement *b, double *like) {
    const statement *of[2] = {a, b};
    uint32_t keys[2][MOST_VERBS], n[2] = {0, 0};
    double best = 0;
    *like = 0;
    for (unsigned i = 0; i < 2; i++)
        for (uint32_t w = of[i]->core; w < of[i]->core + of[i]->cores && n[i] < MOST_VERBS; w++) {
            uint32_t key = s->keys->of[of[i]->report][w];
            if (s->reports[of[i]->report]->words.at[w].upos == UPOS_VERB && key != REPORT_NONE) keys[i][n[i]++] = key;
        }
    for (uint32_t i = 0; i < n[0]; i++)
        for (uint32_t k = 0; k < n[1]; k++) {
            const word_key *x = &s->keys->at.at[keys[0][i]], *y = &s->keys->at.at[keys[1][k]];
            if (x == y) best = more(best, x->weight);
            if (x != y && x->vector && y->vector) *like = more(*like, vectors_cosine(x->vector, y->vector));
        }
    return best;
}

static bool of_name(const story *s, uint32_t report, uint32_t w) {
    return s->mention_at[report][w] != REPORT_NONE || s->titled[report][w];
}

/* Words of the longest run that two statements have, by stems; names in it do not count. */
static uint32_t longest_run(const story *s, const statement *a, const statement *b) {
    const syn_word *x = s->reports[a->report]->words.at + a->core, *y = s->reports[b->report]->words.at + b->core;
    uint32_t n = a->cores < MOST_RUN ? a->cores : MOST_RUN, m = b->cores < MOST_RUN ? b->cores : MOST_RUN, best = 0;
    uint8_t run[MOST_RUN + 1] = {0};  /* that ends at each word of b */
    for (uint32_t i = 0; i < n; i++) {
        uint8_t counts = !of_name(s, a->report, a->core + i);
        for (uint32_t k = m; k > 0; k--) {
            run[k] = x[i].stem == y[k - 1].stem && x[i].kind != WORD_PUNCT ? (uint8_t)(run[k - 1] + counts) : 0;
            if (run[k] > best) best = run[k];
        }
    }
    return best;
}

typedef struct met {            /* the terms of two statements, those that both have and the others */
    statement_match match;      /* common, values, plain */
    double rarest, telling;     /* of what both have but names: the heaviest, and squares of rarity, the less the oftener it is told */
    double spread;              /* statements that have what both have and the fewest others */
    double left_words[2], left_names[2], left_values[2];
} met;

static void meet(const story *s, const statement *a, const statement *b, met *out) {
    const uint32_t *x = s->term_lists.at + a->term, *y = s->term_lists.at + b->term;
    uint32_t least = UINT32_MAX;
    *out = (met){0};
    for (uint32_t i = 0, k = 0; i < a->terms || k < b->terms;) {
        bool left = k >= b->terms || (i < a->terms && x[i] < y[k]), right = !left && (i >= a->terms || y[k] < x[i]);
        const term *t = &s->terms.at[left ? x[i] : y[k]];
        i += !right;
        k += !left;
        if (left || right) {
            *(t->name ? &out->left_names[right] : t->value ? &out->left_values[right] : &out->left_words[right]) += t->weight;
            continue;
        }
        out->match.common += t->weight;
        out->match.values += t->value;
        out->match.plain += !t->name && !t->value;
        if (t->statements < least) least = t->statements;
        if (t->name) continue;
        double once = t->rarity * t->reports / t->statements;
        out->telling += once * once;
        out->rarest = more(out->rarest, t->weight);
    }
    out->spread = least == UINT32_MAX ? 0 : log1p(least);
}

static void see_common(const story *s, const pair *p, const statement *a, const statement *b, double *f) {
    met t;
    meet(s, a, b, &t);
    statement_match m = t.match;
    m.soft = p->soft;
    m.lent = p->lent;
    statement_shares(a, b, &m);
    uint32_t bigrams = bigrams_shared(s, a, b);
    f[AGREE_COMMON] = log1p(m.common + m.soft + m.lent);
    f[AGREE_BOTH] = m.both;
    f[AGREE_INSIDE] = m.inside;
    f[AGREE_SOFT] = log1p(m.soft);
    f[AGREE_TELLING] = log1p(t.telling);
    f[AGREE_SCENE] = m.plain == 0 && !(m.soft > 0) && !(m.lent > 0);
    f[AGREE_VALUES] = m.values < 2 ? m.values : 2;
    f[AGREE_RAREST] = log1p(t.rarest);
    f[AGREE_SPREAD] = t.spread;
    f[AGREE_BIGRAMS] = bigrams < MOST_BIGRAMS ? bigrams : MOST_BIGRAMS;
    f[AGREE_RUN] = log1p(longest_run(s, a, b));
    f[AGREE_LEFT_WORDS_LESS] = log1p(less(t.left_words[0], t.left_words[1]));
    f[AGREE_LEFT_WORDS_MORE] = log1p(more(t.left_words[0], t.left_words[1]));
    f[AGREE_LEFT_NAMES_LESS] = log1p(less(t.left_names[0], t.left_names[1]));
    f[AGREE_LEFT_NAMES_MORE] = log1p(more(t.left_names[0], t.left_names[1]));
    f[AGREE_LEFT_VALUES_LESS] = log1p(less(t.left_values[0], t.left_values[1]));
    f[AGREE_LEFT_VALUES_MORE] = log1p(more(t.left_values[0], t.left_values[1]));
}

static double key_like(const story *s, uint32_t a, uint32_t b) {
    if (a == REPORT_NONE || b == REPORT_NONE) return 0;
    if (a == b) return 1;
    const word_key *x = &s->keys->at.at[a], *y = &s->keys->at.at[b];
    return x->vector && y->vector ? more(0, vectors_cosine(x->vector, y->vector)) : 0;
}

static bool others(uint32_t a, uint32_t b) { return a != REPORT_NONE && b != REPORT_NONE && a != b; }
static bool the_same(uint32_t a, uint32_t b) { return a != REPORT_NONE && a == b; }

static void see_parts(const story *s, const statement *a, const statement *b, const agree_part *x, const agree_part *y, double *f) {
    double like, subject = key_like(s, x->subject, y->subject);
    f[AGREE_VERB] = verbs(s, a, b, &like);
    f[AGREE_VERB_LIKE] = like;
    f[AGREE_VERB_MAIN] = the_same(x->verb, y->verb);
    f[AGREE_SUBJECT] = the_same(x->subject, y->subject);
    f[AGREE_OBJECT_LIKE] = others(x->object, y->object) ? key_like(s, x->object, y->object) : 0;
    f[AGREE_VERB_SUBJECT] = (f[AGREE_VERB] > 0 ? 1 : like) * subject;
    f[AGREE_CROSSED] = the_same(x->subject, y->object) || the_same(x->object, y->subject);
    f[AGREE_DENIED] = a->negated != b->negated;
    f[AGREE_HEDGED] = a->hedged != b->hedged;
    f[AGREE_QUOTED_ONE] = (a->quote != REPORT_NONE) != (b->quote != REPORT_NONE);
    f[AGREE_SPEAKER] = the_same(x->speaker, y->speaker);
    f[AGREE_SPEAKER_OTHER] = others(x->speaker, y->speaker);
}

/* What the sentences of two statements have in common, as a share of both; *rest: without the statements themselves. */
static double sentences(const agree_pairs *g, const statement *a, const statement *b, const agree_part *x, const agree_part *y, double both,
                        double *rest) {
    const story *s = g->s;
    const uint32_t *one = g->sentence_terms.at + x->terms, *two = g->sentence_terms.at + y->terms;
    double common = 0, all = x->sentence + y->sentence, own = a->weight + b->weight;
    for (uint32_t i = 0, k = 0; i < x->count && k < y->count;) {
        if (one[i] < two[k]) i++;
        else if (one[i] > two[k]) k++;
        else {
            common += s->terms.at[one[i++]].weight;
            k++;
        }
    }
    double beyond = 2 * common - both * own, left = all - own;
    *rest = left > 0 && beyond > 0 ? beyond / (left + 2) : 0;
    return all > 0 ? 2 * common / all : 0;
}

/* Has the sentence of a statement the key? */
static double has_key(const agree_pairs *g, const agree_part *y, uint32_t key) {
    const story *s = g->s;
    if (key == REPORT_NONE) return 0;
    for (uint32_t i = y->first; i < y->past; i++) {
        const statement *st = &s->statements.at[i];
        for (uint32_t w = st->word; w < st->word + st->words; w++)
            if (s->keys->of[st->report][w] == key) return 1;
    }
    return 0;
}

static void see_place(const agree_pairs *g, const statement *a, const statement *b, const agree_part *x, const agree_part *y, double *f) {
    const story *s = g->s;
    uint32_t apart = a->sentence > b->sentence ? a->sentence - b->sentence : b->sentence - a->sentence;
    long one = story_day(s, a->report), two = story_day(s, b->report);
    f[AGREE_FIRST] = log1p(a->sentence < b->sentence ? a->sentence : b->sentence);
    f[AGREE_DISTANCE] = log1p(apart < FARTHEST ? apart : FARTHEST);
    f[AGREE_LEADS] = a->sentence < 2 && b->sentence < 2 ? f[AGREE_BOTH] : 0;
    f[AGREE_DAYS] = one > -1000000 && two > -1000000 ? log1p(one > two ? (double)(one - two) : (double)(two - one)) : 0;
    f[AGREE_SENTENCES] = sentences(g, a, b, x, y, f[AGREE_BOTH], &f[AGREE_REST]);
}

void agree_features(const agree_pairs *g, const pair *p, const agree_around *around, double *out) {
    const story *s = g->s;
    const statement *a = &s->statements.at[p->a], *b = &s->statements.at[p->b];
    const agree_part *x = &g->parts[p->a], *y = &g->parts[p->b];
    out[AGREE_BIAS] = 1;
    see_common(s, p, a, b, out);
    see_parts(s, a, b, x, y, out);
    see_place(g, a, b, x, y, out);
    out[AGREE_OBJECT_MET] = has_key(g, y, x->object) + has_key(g, x, y->object);
    out[AGREE_MARGIN_LESS] = less(around->margin[0], around->margin[1]);
    out[AGREE_MARGIN_MORE] = more(around->margin[0], around->margin[1]);
    out[AGREE_CROWD] = log1p(around->crowd);
    out[AGREE_BESIDE] = around->beside * out[AGREE_BOTH];  /* what stands around two says nothing of two that share nothing */
    out[AGREE_NEAR] = around->near * out[AGREE_BOTH];
}

double agree_chance(const double *features) {
    double z = 0;
    if (features[AGREE_SCENE] > 0 && features[AGREE_BOTH] < NEARLY_ALL) return 0;
    for (unsigned i = 0; i < AGREE_FEATURES; i++) z += agree_weights[i] * features[i];
    return round(1e6 / (1 + exp(-z))) / 1e6;  /* the same on every machine */
}
