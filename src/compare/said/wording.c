/* wording.c - how one reading of an utterance is worded against the fullest one: what became of the words, by name.
 *
 * In: two sayings that are one utterance. Out: a set of quote_change, and the words of both that differ.
 * The idea: between the words that both have lie stretches that one or both have alone. What the fullest alone has was cut at an
 * edge, cut inside, or dropped; what the other alone has was added or stands in brackets; what both have there was
 * replaced. Where words differ all over, it is a paraphrase and the single changes say nothing. A reading that stops where a
 * sentence ends, or whose report quotes the rest elsewhere, has words cut, but none that differ.
 * Linear in the words, but for the alignment and the edges. Not done: words that were moved inside. */
#include "compare/said/sayings.h"

#define DROPPED 3           /* words left out inside without a sign; more were cut */
#define EDGE_WORDS 6        /* words before the first that are equal, or behind the last, that readings may differ in */
#define LONG_CUT 8          /* words cut inside a paraphrase that it does not account for ... */
#define EDGE_FAR 5          /* ... or at an edge */
#define LEAST_REWORDED 3    /* differing words of a paraphrase ... */
#define REWORDED_PERCENT 27 /* ... and their share of the stretch that both quote */

typedef struct stretch {    /* [a, a_end) of the fullest against [b, b_end) of the reading */
    uint32_t a, a_end, b, b_end;
} stretch;

typedef struct worded {
    const sayings *all;
    const saying *fullest, *one;
    wording *out;
    bool long_cut, far_start, far_end, beyond;  /* words cut, or told beyond the fullest, that a paraphrase does not account for */
    uint32_t rival;         /* words at an edge that may be a paraphrase of each other */
    uint32_t replaced;      /* words that differ on both sides or were added, for the share of a paraphrase */
} worded;

static bool all_bracketed(const sayings *all, const saying *one, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (!(said_at(all, one, i)->traits & SAID_BRACKETED)) return false;
    return to > from;
}

static bool gap_inside(const sayings *all, const saying *one, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i <= to && i < one->count; i++)
        if (said_at(all, one, i)->traits & SAID_AFTER_GAP) return true;
    return to >= one->count && one->open_end;
}

static void flag(worded *w, stretch at) {
    for (uint32_t i = at.a; i < at.a_end; i++) w->out->differing += !w->out->of_fullest[i], w->out->of_fullest[i] = 1;
    for (uint32_t i = at.b; i < at.b_end; i++) w->out->differing += !w->out->of_reading[i], w->out->of_reading[i] = 1;
}

/* A stretch between two pairs of words that both have. */
static void inside(worded *w, stretch at) {
    uint32_t x = at.a_end - at.a, y = at.b_end - at.b;
    if (x == 0 && y == 0) return;
    w->long_cut |= x >= y + LONG_CUT;
    flag(w, at);
    if (all_bracketed(w->all, w->one, at.b, at.b_end) || all_bracketed(w->all, w->fullest, at.a, at.a_end)) {
        w->out->change |= CHANGE_BRACKETED;
        return;
    }
    bool shown = gap_inside(w->all, w->one, at.b, at.b_end), shows = gap_inside(w->all, w->fullest, at.a, at.a_end);
    if (x == 0) {
        w->out->change |= shows ? CHANGE_BEYOND : CHANGE_ADDED;
        w->replaced += shows ? 0 : y;
    } else if (shown && x >= y) {
        w->out->change |= CHANGE_CUT_INSIDE | CHANGE_ELLIPSIS | (y > 1 ? CHANGE_REPLACED : 0u);
        w->replaced += y;
    } else if (y == 0) {
        w->out->change |= x > DROPPED ? CHANGE_CUT_INSIDE : CHANGE_DROPPED;
        w->replaced += x > DROPPED ? 0 : x;
    } else {
        w->out->change |= CHANGE_REPLACED | (x > y + DROPPED ? CHANGE_CUT_INSIDE : 0u);
        w->replaced += x > y + DROPPED ? y : x > y ? x : y;
    }
}

static bool stops(const sayings *all, const saying *one, uint32_t i) { return said_at(all, one, i)->traits & SAID_STOP; }

/* The words [from, to) of `one` at one of its edges, which the other report lacks: flags those of the sentence that was cut.
 * Returns true if that report quotes them elsewhere. */
static bool edge(worded *w, const saying *one, const saying *other, uint32_t from, uint32_t to) {
    uint8_t *flags = one == w->fullest ? w->out->of_fullest : w->out->of_reading;
    uint32_t first = from, last = to;
    if (from == 0)
        for (first = to; first > 0 && !stops(w->all, one, first - 1); first--) {}
    else
        for (last = from; last < one->count && (last == from ? !stops(w->all, one, from - 1) : !stops(w->all, one, last - 1)); last++) {}
    if (sayings_quote_too(w->all, other, one, first, last) || sayings_quote_too(w->all, other, one, from, to)) return true;
    for (uint32_t i = first; i < last; i++) w->out->differing += !flags[i], flags[i] = 1;
    return false;
}

/* Perhaps the same in other words: about as long, and no sentence of its own. */
static bool is_rival(const worded *w, stretch at, bool front) {
    uint32_t x = at.a_end - at.a, y = at.b_end - at.b;
    if (x > 2 * y || y > 2 * x) return false;
    return !stops(w->all, w->fullest, front ? at.a_end - 1 : at.a - 1) && !stops(w->all, w->one, front ? at.b_end - 1 : at.b - 1);
}

/* What one of them has before the first pair, or behind the last. */
static void at_edge(worded *w, stretch at, bool front) {
    uint32_t x = at.a_end - at.a, y = at.b_end - at.b, cut = front ? CHANGE_CUT_START : CHANGE_CUT_END;
    if (x && y <= DROPPED && all_bracketed(w->all, w->fullest, at.a, at.a_end)) {
        w->out->change |= CHANGE_BRACKETED;
        flag(w, at);
        return;
    }
    if (y && all_bracketed(w->all, w->one, at.b, at.b_end)) {
        w->out->change |= CHANGE_BRACKETED;
        flag(w, (stretch){0, 0, at.b, at.b_end});
        y = 0;
        if (x <= DROPPED) {  /* the brackets stand for them */
            flag(w, (stretch){at.a, at.a_end, 0, 0});
            return;
        }
    }
    if (y && x > y + DROPPED && y <= DROPPED) {  /* cut, and the last words left are others */
        w->out->change |= CHANGE_REPLACED;
        w->replaced += y;
        flag(w, (stretch){front ? at.a_end - y : at.a, front ? at.a_end : at.a + y, at.b, at.b_end});
        if (front) at.a_end -= y;
        else at.a += y;
        x -= y;
        y = 0;
    }
    if (x && y && x <= EDGE_WORDS && y <= EDGE_WORDS) {
        w->out->change |= CHANGE_REPLACED;
        w->replaced += x > y ? x : y;
        flag(w, at);
        return;
    }
    bool rival = x && y && is_rival(w, at, front);
    if (y) w->out->change |= x == 0 && y <= DROPPED ? CHANGE_ADDED : CHANGE_BEYOND;
    w->beyond |= y && !rival;
    if (rival) w->replaced += x > y ? x : y;
    if (rival) w->rival += x > y ? x : y;
    if (y && x == 0) edge(w, w->one, w->fullest, at.b, at.b_end);
    if (!x) return;
    if (edge(w, w->fullest, w->one, at.a, at.a_end)) {
        w->out->change |= CHANGE_PART;
        return;
    }
    w->out->change |= cut;
    *(front ? &w->far_start : &w->far_end) = x >= EDGE_FAR && !rival;
    if (gap_inside(w->all, w->one, front ? 0 : w->one->count, front ? 0 : w->one->count)) w->out->change |= CHANGE_ELLIPSIS;
}

/* Do most words of content in [a, a_end) of the fullest stand in [b, b_end) of the reading, which is at its other end, and the
 * other way round? */
static bool is_moved(const worded *w, stretch at) {
    uint32_t found = 0, of_a = 0, of_b = 0;
    for (uint32_t k = at.b; k < at.b_end; k++) of_b += said_at(w->all, w->one, k)->traits & SAID_CONTENT;
    for (uint32_t i = at.a; i < at.a_end; i++) {
        const said_word *word = said_at(w->all, w->fullest, i);
        if (!(word->traits & SAID_CONTENT)) continue;
        of_a++;
        for (uint32_t k = at.b; k < at.b_end; k++)
            if (said_at(w->all, w->one, k)->loose == word->loose) {
                found++;
                break;
            }
    }
    return found && found * 2 >= of_a && found * 2 >= of_b;
}

static bool is_paraphrase(const worded *w, uint32_t width) {
    return w->replaced >= LEAST_REWORDED && w->replaced * 100 >= (width + w->rival) * REWORDED_PERCENT;
}

void sayings_wording(sayings *all, const saying *fullest, const saying *one, wording *out) {
    worded w = {.all = all, .fullest = fullest, .one = one, .out = out};
    alignment x;
    memset(out, 0, sizeof *out);
    sayings_align(all, fullest, one, &x);
    if (x.n == 0) {
        out->change = CHANGE_PARAPHRASE;
        flag(&w, (stretch){0, fullest->count, 0, one->count});
        return;
    }
    for (uint32_t p = 0; p < x.n; p++) {
        uint32_t i = x.at[p][0], k = x.at[p][1];
        if (!x.exact[p]) inside(&w, (stretch){i, i + 1, k, k + 1});
        if (p + 1 < x.n) inside(&w, (stretch){i + 1, x.at[p + 1][0], k + 1, x.at[p + 1][1]});
    }
    stretch front = {0, x.at[0][0], 0, x.at[0][1]};
    stretch back = {x.at[x.n - 1][0] + 1u, fullest->count, x.at[x.n - 1][1] + 1u, one->count};
    bool moved = is_moved(&w, (stretch){front.a, front.a_end, back.b, back.b_end}) ||
                 is_moved(&w, (stretch){back.a, back.a_end, front.b, front.b_end});
    at_edge(&w, front, true);
    at_edge(&w, back, false);
    out->from = x.at[0][0];
    out->to = x.at[x.n - 1][0] + 1u;
    uint32_t wide_a = out->to - out->from, wide_b = x.at[x.n - 1][1] - x.at[0][1] + 1u;
    if (moved) {
        w.far_start = w.far_end = w.beyond = false;
        flag(&w, front);
        flag(&w, back);
    }
    if (moved || one->reported || is_paraphrase(&w, wide_a < wide_b ? wide_a : wide_b)) {
        out->change &= ~(uint32_t)(CHANGE_REPLACED | CHANGE_ADDED | CHANGE_DROPPED | CHANGE_BRACKETED);
        if (!(out->change & CHANGE_ELLIPSIS) && !w.long_cut) out->change &= ~(uint32_t)CHANGE_CUT_INSIDE;
        if (!w.beyond) out->change &= ~(uint32_t)CHANGE_BEYOND;
        if (!w.far_start) out->change &= ~(uint32_t)CHANGE_CUT_START;
        if (!w.far_end) out->change &= ~(uint32_t)CHANGE_CUT_END;
        if (one->reported) out->change = 0;
        out->change |= CHANGE_PARAPHRASE;
    }
    if (!out->change) out->change = CHANGE_SAME;
}
