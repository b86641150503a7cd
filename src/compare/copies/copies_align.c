/* copies_align.c - two sentences aligned word by word, as a copy with changed words would be.
 *
 * In: two segments as rows of stems. Out: the words that they share in one order, as the heaviest local alignment (T. Smith,
 * M. Waterman, 1981): equal content words weigh most, function words little unless they stand in a row; words that one side
 * lacks or has otherwise cost. What lies before it on one side and behind it on the other is aligned once more: a clause
 * that was moved.
 * At most SEGMENT_WORDS squared steps; two equal segments take one. */
#include <string.h>

#include "compare/copies/copies.h"

enum {
    CONTENT_MATCH = 6, PLAIN_MATCH = 2, IN_A_ROW = 2,  /* what equal words weigh */
    CHANGED = -2, MISSING = -2,
    LEAST_EQUAL = 4, LEAST_CONTENT = 3,  /* words of an alignment that is told at all */
    LONG_RUN = 4,                        /* words of a run in which common words tell too */
    LEAST_REST = 6, LEAST_MOVED = 4      /* words of a clause that may have been moved, content words of it */
};
enum { END, MATCH, OTHER, SKIP_A, SKIP_B };
enum { SIDE = SEGMENT_WORDS + 1 };

struct aligner {
    int16_t score[2][SIDE];  /* of the row before and of this one */
    uint8_t step[SIDE][SIDE];
    uint32_t a[SEGMENT_WORDS], b[SEGMENT_WORDS];  /* the words that are equal, in order */
    uint32_t n;
};

aligner *aligner_new(syn_arena *arena) { return ARENA_NEW(arena, aligner); }

void evidence_add(evidence *sum, const evidence *more) {
    sum->equal += more->equal;
    sum->prose += more->prose;
    sum->plain += more->plain;
    sum->content += more->content;
    sum->quoted += more->quoted;
    sum->mixed += more->mixed;
    sum->mixed_plain += more->mixed_plain;
    sum->runs += more->runs;
    if (more->longest > sum->longest) sum->longest = more->longest;
}

static void fill(aligner *w, const lane *la, const segment *a, const lane *lb, const segment *b, uint32_t *end_a, uint32_t *end_b) {
    const uint32_t *keys_a = la->key + a->first, *keys_b = lb->key + b->first;
    int best = 0;
    *end_a = *end_b = 0;
    memset(w->score[0], 0, (b->count + 1) * sizeof w->score[0][0]);
    memset(w->step[0], END, b->count + 1);
    w->score[1][0] = 0;
    for (uint32_t i = 1; i <= a->count; i++) {
        const int16_t *above = w->score[(i - 1) & 1];
        int16_t *row = w->score[i & 1];
        const uint8_t *above_step = w->step[i - 1];
        uint8_t *steps = w->step[i];
        uint32_t key = keys_a[i - 1];
        int match = la->traits[a->first + i - 1] & LANE_CONTENT ? CONTENT_MATCH : PLAIN_MATCH, left = 0;
        steps[0] = END;
        for (uint32_t k = 1; k <= b->count; k++) {
            bool equal = key == keys_b[k - 1];
            int score = above[k - 1] + (equal ? match + (above_step[k - 1] == MATCH ? IN_A_ROW : 0) : CHANGED);
            uint8_t step = equal ? MATCH : OTHER;
            if (above[k] + MISSING > score) score = above[k] + MISSING, step = SKIP_A;
            if (left + MISSING > score) score = left + MISSING, step = SKIP_B;
            if (score <= 0) score = 0, step = END;
            left = score;
            row[k] = (int16_t)score;
            steps[k] = step;
            if (score > best) best = score, *end_a = i, *end_b = k;
        }
    }
}

static void trace(aligner *w, const segment *a, const segment *b, uint32_t i, uint32_t k) {
    uint32_t n = 0;
    while (w->step[i][k] != END) {
        uint8_t step = w->step[i][k];
        if (step == MATCH) {
            w->a[n] = a->first + i - 1;
            w->b[n++] = b->first + k - 1;
        }
        i -= step != SKIP_B;
        k -= step != SKIP_A;
    }
    for (uint32_t m = 0; m < n / 2; m++) {
        uint32_t left = w->a[m], right = w->b[m];
        w->a[m] = w->a[n - 1 - m], w->b[m] = w->b[n - 1 - m];
        w->a[n - 1 - m] = left, w->b[n - 1 - m] = right;
    }
    w->n = n;
}

/* How many equal words from the m-th on stand in a row in both. */
static uint32_t run_of(const aligner *w, uint32_t m, uint32_t to) {
    uint32_t n = 1;
    while (m + n < to && w->a[m + n] == w->a[m + n - 1] + 1 && w->b[m + n] == w->b[m + n - 1] + 1) n++;
    return n;
}

static void count_word(evidence *e, uint8_t a, uint8_t b, bool in_run) {
    bool prose_a = a & LANE_PROSE, prose_b = b & LANE_PROSE;
    bool apart = prose_a != prose_b && !((prose_a ? a : b) & LANE_REPORTED);
    bool tells = in_run || !(a & LANE_COMMON);
    e->equal++;
    e->prose += prose_a && prose_b;
    e->plain += tells && (a & LANE_PLAIN) && (b & LANE_PLAIN);
    e->content += tells && prose_a && prose_b && (a & LANE_CONTENT);
    e->quoted += !prose_a && !prose_b;
    e->mixed += apart;
    e->mixed_plain += tells && apart && ((a | b) & LANE_PLAIN);
}

/* The equal words as a link. A function word alone at an edge says nothing. Few words are a link only if all are the same. */
static bool link_of(const aligner *w, const lane *la, const lane *lb, bool all, copy_link *out) {
    uint32_t from = 0, to = w->n;
    while (from + 1 < to && !(la->traits[w->a[from]] & LANE_CONTENT) &&
           (w->a[from + 1] != w->a[from] + 1 || w->b[from + 1] != w->b[from] + 1)) from++;
    while (from + 1 < to && !(la->traits[w->a[to - 1]] & LANE_CONTENT) &&
           (w->a[to - 1] != w->a[to - 2] + 1 || w->b[to - 1] != w->b[to - 2] + 1)) to--;
    evidence e = {0};
    uint32_t content = 0;
    for (uint32_t m = from, n; m < to; m += n) {
        n = run_of(w, m, to);
        e.runs += n >= 3 ? n : 0;
        if (n > e.longest) e.longest = n;
        for (uint32_t k = m; k < m + n; k++) {
            count_word(&e, la->traits[w->a[k]], lb->traits[w->b[k]], n >= LONG_RUN);
            content += (la->traits[w->a[k]] & LANE_CONTENT) != 0;
        }
    }
    if (!e.equal || (!all && (e.equal < LEAST_EQUAL || content < LEAST_CONTENT))) return false;
    out->a_first = w->a[from], out->a_last = w->a[to - 1];
    out->b_first = w->b[from], out->b_last = w->b[to - 1];
    out->own = out->both = e;
    return true;
}

static bool align_once(aligner *w, const lane *la, const segment *a, const lane *lb, const segment *b, copy_link *out) {
    uint32_t i, k;
    if (a->hash == b->hash && a->count == b->count) {
        w->n = a->count;
        for (uint32_t m = 0; m < a->count; m++) w->a[m] = a->first + m, w->b[m] = b->first + m;
        return link_of(w, la, lb, true, out);
    }
    fill(w, la, a, lb, b, &i, &k);
    trace(w, a, b, i, k);
    return link_of(w, la, lb, false, out);
}

/* The part of a segment before or behind what is aligned. */
static segment part_of(const segment *whole, uint32_t first, uint32_t last, bool before) {
    segment part = *whole;
    part.hash = before;  /* parts are never taken for equal unseen */
    if (before) part.count = first - whole->first;
    else part.first = last + 1, part.count = whole->first + whole->count - last - 1;
    return part;
}

unsigned segments_align(aligner *w, const lane *la, const segment *a, const lane *lb, const segment *b, copy_link out[2]) {
    if (!align_once(w, la, a, lb, b, &out[0])) return 0;
    for (int way = 0; way < 2; way++) {
        segment rest_a = part_of(a, out[0].a_first, out[0].a_last, way == 0);
        segment rest_b = part_of(b, out[0].b_first, out[0].b_last, way == 1);
        if (rest_a.count < LEAST_REST || rest_b.count < LEAST_REST || !align_once(w, la, &rest_a, lb, &rest_b, &out[1])) continue;
        if (out[1].own.equal < LEAST_REST || out[1].own.plain + out[1].own.mixed_plain < LEAST_MOVED) continue;
        evidence_add(&out[0].both, &out[1].own);
        out[1].both = out[0].both;
        return 2;
    }
    return 1;
}
