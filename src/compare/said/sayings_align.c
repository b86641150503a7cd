/* sayings_align.c - two sayings, word by word.
 *
 * In: two sayings. Out: the pairs of words that they have in common, in order, equal or of one stem. (align.c finds which
 * statements of the prose say one thing.)
 * The idea: the heaviest common subsequence, where words of content weigh more than function words, equal words more than
 * words of one stem, and a pair that goes on from the pair before it more than one that stands by itself; so what was cut lies
 * in one piece. Then what is chance is dropped: a lone function word between two replaced stretches, a few words at an edge
 * that are far from the rest. Method: dynamic programming (Wagner and Fischer 1974), at most SAYING_LONGEST words of each. */
#include "compare/said/sayings.h"

#define SAME_CONTENT 6
#define SAME_FUNCTION 4
#define NEAR_CONTENT 3
#define NEAR_FUNCTION 1
#define GOES_ON 3           /* for a pair that goes on from the one before it */
#define EDGE_RUN 3          /* fewer words at an edge ... */
#define EDGE_GAP 4          /* ... with so many unmatched ones behind them say nothing, if they are function words, ... */
#define EDGE_FAR 10         /* ... and with so many if they are not */

static uint16_t weight(const said_word *a, const said_word *b) {
    if (a->key == b->key) return a->traits & SAID_CONTENT ? SAME_CONTENT : SAME_FUNCTION;
    if (a->loose != b->loose) return 0;
    return a->traits & SAID_CONTENT ? NEAR_CONTENT : NEAR_FUNCTION;
}

/* best[i][k]: the heaviest subsequence of the words from i and k on; match[i][k]: of those that begin with the pair (i, k). */
static void fill(sayings *all, const saying *a, const saying *b) {
    uint32_t width = b->count + 1;
    uint16_t *best = all->best, *match = all->match;
    for (uint32_t k = 0; k <= b->count; k++) best[a->count * width + k] = match[a->count * width + k] = 0;
    for (uint32_t i = a->count; i-- > 0;) {
        best[i * width + b->count] = match[i * width + b->count] = 0;
        const said_word *x = said_at(all, a, i);
        for (uint32_t k = b->count; k-- > 0;) {
            uint32_t here = i * width + k, next = here + width + 1;
            uint16_t w = weight(x, said_at(all, b, k)), with = 0;
            if (w) {
                uint16_t on = match[next] ? (uint16_t)(match[next] + GOES_ON) : 0;
                with = (uint16_t)(w + (on > best[next] ? on : best[next]));
            }
            uint16_t down = best[here + width], right = best[here + 1], most = down > right ? down : right;
            match[here] = with;
            best[here] = with > most ? with : most;
        }
    }
}

static void trace(const sayings *all, const saying *a, const saying *b, alignment *out) {
    uint32_t width = b->count + 1, i = 0, k = 0;
    bool on = false;
    while (i < a->count && k < b->count && all->best[i * width + k]) {
        uint32_t here = i * width + k, next = here + width + 1;
        if (on || all->match[here] == all->best[here]) {
            out->at[out->n][0] = (uint16_t)i;
            out->at[out->n][1] = (uint16_t)k;
            out->exact[out->n++] = said_at(all, a, i)->key == said_at(all, b, k)->key;
            on = all->match[next] && all->match[next] + GOES_ON > all->best[next];
            i++;
            k++;
        } else if (all->best[here + width] >= all->best[here + 1]) {
            i++;
        } else {
            k++;
        }
    }
}

static uint32_t run_end(const alignment *x, uint32_t from) {
    uint32_t to = from + 1;
    while (to < x->n && x->at[to][0] == x->at[to - 1][0] + 1 && x->at[to][1] == x->at[to - 1][1] + 1) to++;
    return to;
}

static bool has_content(const sayings *all, const saying *a, const alignment *x, uint32_t from, uint32_t to) {
    for (uint32_t p = from; p < to; p++)
        if (x->exact[p] && said_at(all, a, x->at[p][0])->traits & SAID_CONTENT) return true;
    return false;
}

/* Words unmatched between pair p - 1 and pair p, in a and in b. */
static void gap_before(const alignment *x, uint32_t p, uint32_t *in_a, uint32_t *in_b) {
    *in_a = x->at[p][0] - x->at[p - 1][0] - 1u;
    *in_b = x->at[p][1] - x->at[p - 1][1] - 1u;
}

/* True if the run [from, to) is chance. */
static bool is_chance(const sayings *all, const saying *a, const alignment *x, uint32_t from, uint32_t to) {
    uint32_t a1 = 0, b1 = 0, a2 = 0, b2 = 0;
    bool content = has_content(all, a, x, from, to);
    if (from) gap_before(x, from, &a1, &b1);
    if (to < x->n) gap_before(x, to, &a2, &b2);
    if (from && to < x->n) return !content && to - from < 2 && a1 && b1 && a2 && b2;
    if (to - from >= EDGE_RUN || (from == 0 && to == x->n)) return false;
    uint32_t gap = a1 + a2 > b1 + b2 ? a1 + a2 : b1 + b2;
    return gap >= EDGE_FAR || (!content && gap >= EDGE_GAP);
}

static void drop_chance(const sayings *all, const saying *a, alignment *x) {
    uint32_t kept = 0;
    bool drop[SAYING_LONGEST];
    for (uint32_t from = 0, to; from < x->n; from = to) {
        to = run_end(x, from);
        bool chance = is_chance(all, a, x, from, to);
        for (uint32_t p = from; p < to; p++) drop[p] = chance;
    }
    for (uint32_t p = 0; p < x->n; p++) {
        if (drop[p]) continue;
        x->at[kept][0] = x->at[p][0];
        x->at[kept][1] = x->at[p][1];
        x->exact[kept++] = x->exact[p];
    }
    x->n = kept;
}

/* A pair of words that are only near each other holds no edge: what lies there differs in both. */
static void trim(alignment *x) {
    uint32_t from = 0;
    while (x->n && !x->exact[x->n - 1]) x->n--;
    while (from < x->n && !x->exact[from]) from++;
    for (uint32_t p = from; p < x->n; p++) {
        x->at[p - from][0] = x->at[p][0];
        x->at[p - from][1] = x->at[p][1];
        x->exact[p - from] = x->exact[p];
    }
    x->n -= from;
}

static void count(const sayings *all, const saying *a, alignment *x) {
    uint32_t run = 0, telling = 0;
    for (uint32_t p = 0; p < x->n; p++) {
        const said_word *word = said_at(all, a, x->at[p][0]);
        if (p && x->at[p][0] == x->at[p - 1][0] + 1) x->inserted += x->at[p][1] - x->at[p - 1][1] - 1u;
        bool goes_on = p && x->at[p][0] == x->at[p - 1][0] + 1 && x->at[p][1] == x->at[p - 1][1] + 1;
        if (!x->exact[p] || !goes_on) run = telling = 0;
        if (!x->exact[p]) continue;
        x->equal++;
        run++;
        if (word->traits & SAID_CONTENT) {
            x->content++;
            telling++;
        }
        if (run > x->longest) {
            x->longest = run;
            x->telling = telling;
        }
    }
}

void sayings_align(sayings *all, const saying *a, const saying *b, alignment *out) {
    out->n = out->equal = out->content = out->longest = out->telling = out->inserted = 0;
    fill(all, a, b);
    trace(all, a, b, out);
    drop_chance(all, a, out);
    trim(out);
    count(all, a, out);
}
