/* decide.c - what two portraits share, in one pass over the words of one, and the sum of curves over it.
 *
 * Most words of a stranger are not shared: a bit for each hash of a report's words tells that without a branch. */
#include "group/decide.h"

#include <math.h>

static const int16_t knots[DECIDE_KNOTS] = {0, 25, 50, 100, 150, 200, 300, 400, 500, 650, 800, 1000};
/* All knots are multiples of STEP: the last knot, but the final one, that is not above so many steps; 3000 divided by what lies between it and
 * the next. */
enum { STEP = 25 };
static const uint8_t knot_of[1000 / STEP + 1] = {0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8,
                                                 9, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10};
static const uint8_t slope[DECIDE_KNOTS - 1] = {120, 120, 60, 60, 60, 30, 30, 30, 20, 20, 15};
static const uint8_t timed[DECIDE_TIMED] = {CHANNEL_ALL, CHANNEL_NAME, CHANNEL_HEAD, CHANNEL_PLACE, FEATURE_DENSE, FEATURE_PARTS};

#include "group/gen/stories.inc"

typedef struct shares {
    uint32_t dot[CHANNELS], one[PARTS], other[PARTS], count[4];
} shares;

static void add_word(shares *s, const portrait_features *a, uint32_t i, const portrait_features *b, uint32_t k, uint32_t r) {
    uint32_t one = a->marks[i], other = b->marks[k], both = one & other;
    uint32_t x = portrait_weight(a->word[i]), y = portrait_weight(b->word[k]), w = x * y;
    s->dot[CHANNEL_ALL] += w;
    s->count[0]++;
    if (!((one | other) & (MARK_NAME | MARK_NUMBER))) s->dot[CHANNEL_PLAIN] += w;
    if (both & MARK_NAME) {
        s->dot[CHANNEL_NAME] += w;
        s->count[1]++;
        if (both & MARK_PERSON) s->dot[CHANNEL_PERSON] += w;
        if (both & MARK_PLACE) s->dot[CHANNEL_PLACE] += w;
        if (both & MARK_OTHER) s->dot[CHANNEL_OTHER] += w;
        if (both & MARK_HEAD) s->dot[CHANNEL_HEAD_NAME] += r * r;
    }
    if (both & MARK_NUMBER) {
        s->dot[CHANNEL_NUMBER] += r * r;
        s->count[2]++;
    }
    if (both & MARK_TITLE) {
        s->dot[CHANNEL_TITLE] += r * r;
        s->count[3]++;
    }
    if (both & MARK_HEAD) s->dot[CHANNEL_HEAD] += r * r;
    for (int side = 0; side < 2; side++) {
        uint32_t marks = side ? other : one, weight = side ? y : x, *covered = side ? s->other : s->one;
        if (marks & MARK_TOP) covered[PART_TOP] += weight;
        if ((marks & MARK_HEAD) && (marks & MARK_NAME)) covered[PART_HEAD_NAME] += r;
        if (marks & MARK_TITLE) covered[PART_TITLE] += r;
        if (marks & MARK_PLACE) covered[PART_PLACE] += weight;
        if (marks & MARK_PERSON) covered[PART_PERSON] += weight;
    }
}

static int16_t thousandths(int64_t dot, int64_t a, int64_t b) {
    if (a <= 0 || b <= 0) return -1;
    if (dot <= 0) return 0;
    int thousand = (int)((double)dot * 1000.0 / sqrt((double)a * (double)b));
    return (int16_t)(thousand < 0 ? 0 : thousand > 1000 ? 1000 : thousand);
}

static int16_t at_most(uint32_t value) { return (int16_t)(value < 1000 ? value : 1000); }

static int16_t shared_sorted(const uint16_t *a, uint32_t count_a, const uint16_t *b, uint32_t count_b) {
    uint32_t same = 0;
    for (uint32_t i = 0, k = 0; i < count_a && k < count_b;) {
        uint16_t x = a[i], y = b[k];
        same += x == y;
        i += x <= y;
        k += y <= x;
    }
    return thousandths(same, count_a, count_b);
}

/* 0, 1, 2, 3-4, 5-8 ... one knot each. */
static int16_t steps(uint32_t number) {
    uint32_t knot = number < 2 ? number : 2;
    for (uint32_t top = 2; number > top && knot + 1 < DECIDE_KNOTS; top *= 2) knot++;
    return knots[knot];
}

/* One was published within a day of a day that the other names. */
static bool names_day_of(const portrait_features *a, const portrait_features *b) {
    for (uint32_t i = 0; i < a->days && b->day_stated; i++)
        if (a->named_day[i] - b->day <= 1 && b->day - a->named_day[i] <= 1) return true;
    return false;
}

static void compare_times(const portrait_features *a, const portrait_features *b, pair_features *out) {
    out->at[FEATURE_DAYS] = shared_sorted(a->named_day, a->days, b->named_day, b->days);
    out->at[FEATURE_NEAR] = (int16_t)(500 * names_day_of(a, b) + 500 * names_day_of(b, a));
    out->at[FEATURE_APART] = out->at[FEATURE_APART_GUESSED] = -1;
    if (a->day == PORTRAIT_NO_DAY || b->day == PORTRAIT_NO_DAY) return;
    uint32_t apart = (uint32_t)(a->day > b->day ? (int64_t)a->day - b->day : (int64_t)b->day - a->day);
    if (!a->day_stated || !b->day_stated) {
        out->at[FEATURE_APART_GUESSED] = steps(apart);
        return;
    }
    out->at[FEATURE_APART] = steps(apart);
    out->time = apart <= 1 ? 1 : apart <= 7 ? 2 : apart <= 60 ? 3 : 4;
}

static void compare_lengths(const portrait_features *a, const portrait_features *b, pair_features *out) {
    bool less = a->words < b->words;
    out->at[FEATURE_SHORTER] = steps((less ? a : b)->words / 8);
    out->at[FEATURE_LONGER] = steps((less ? b : a)->words / 8);
}

void decide_look_up(decide_lookup *l, const portrait_features *f) {
    memset(l, 0, sizeof *l);
    l->of = f;
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t hash = portrait_hash(f->word[i]), at = hash % DECIDE_PLACES;
        while (l->place[at]) at = (at + 1) % DECIDE_PLACES;
        l->place[at] = (uint8_t)(i + 1);
        l->bits[hash / 64 % DECIDE_BITS] |= 1ull << hash % 64;
    }
}

static void add_shared(shares *s, const decide_lookup *l, const portrait_features *b, bool own) {
    uint8_t maybe[PORTRAIT_WORDS];
    uint32_t n = 0;
    for (uint32_t k = 0; k < b->count; k++) {
        uint32_t hash = portrait_hash(b->word[k]);
        maybe[n] = (uint8_t)k;
        n += (uint32_t)(l->bits[hash / 64 % DECIDE_BITS] >> hash % 64 & 1);
    }
    for (uint32_t m = 0; m < n; m++) {
        uint32_t hash = portrait_hash(b->word[maybe[m]]), at = hash % DECIDE_PLACES;
        while (l->place[at] && portrait_hash(l->of->word[l->place[at] - 1]) != hash) at = (at + 1) % DECIDE_PLACES;
        if (!l->place[at]) continue;
        uint32_t i = l->place[at] - 1u, k = maybe[m];
        add_word(s, l->of, i, b, k, own ? l->of->rarity[i] : b->rarity[k]);
    }
}

pair_features decide_compare(const decide_lookup *l, const portrait_features *b, bool own) {
    const portrait_features *a = l->of;
    shares s = {0};
    pair_features out = {0};
    add_shared(&s, l, b, own);
    for (int c = 0; c < CHANNELS; c++) out.at[c] = thousandths(s.dot[c], a->squares[c], b->squares[c]);
    for (int p = 0; p < PARTS; p++) {
        int16_t *less = &out.at[FEATURE_PARTS + p], *more = less + PARTS;
        uint32_t one = a->part[p] ? 1000 * s.one[p] / a->part[p] : 500, other = b->part[p] ? 1000 * s.other[p] / b->part[p] : 500;
        *less = at_most(one < other ? one : other);
        *more = at_most(one < other ? other : one);
        if (!a->part[p] || !b->part[p]) *less = *more = -1;
    }
    out.at[FEATURE_SHARED] = at_most(s.count[0] * 12);
    out.at[FEATURE_SHARED + 1] = at_most(s.count[1] * 40);
    out.at[FEATURE_SHARED + 2] = at_most(s.count[2] * 100);
    out.at[FEATURE_SHARED + 3] = at_most(s.count[3] * 100);
    out.at[FEATURE_DENSE] = thousandths(vectors_dot(a->dense, b->dense), a->dense_squares, b->dense_squares);
    compare_times(a, b, &out);
    compare_lengths(a, b, &out);
    return out;
}

pair_features decide_pair(const portrait_features *a, const portrait_features *b) {
    decide_lookup l;
    decide_look_up(&l, a);
    return decide_compare(&l, b, true);
}

/* The height of a curve at a value, in thousandths. */
static int32_t height(const int16_t curve[DECIDE_KNOTS + 1], int32_t value) {
    if (value < 0) return curve[DECIDE_KNOTS] * 1000;
    uint32_t k = knot_of[(uint32_t)value / STEP];
    return curve[k] * 1000 + (curve[k + 1] - curve[k]) * (value - knots[k]) * slope[k] / 3;
}

int32_t decide_score(const decide_weights *w, const pair_features *f) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < DECIDE_FEATURES; i++) sum += height(w->curve[i], f->at[i]);
    for (uint32_t i = 0; i < DECIDE_TIMED; i++) sum += height(w->timed[f->time][i], f->at[timed[i]]);
    int64_t score = sum / 1000 + w->bias;
    return (int32_t)(score > DECIDE_MOST ? DECIDE_MOST : score < -DECIDE_MOST ? -DECIDE_MOST : score);
}
