/* decide.c - what two portraits share, in one pass over the words of one, and the sum of curves over it.
 *
 * Most words of a stranger are not shared: a table by a part of the hash tells that without a branch. What a shared word counts for
 * hangs on its marks on both sides: tables by marks say it, several sums to a number, so that nothing branches there either. Sums stay
 * within their bits: vectors are of length 512 (products: 19 bits of 21), weights and rarities are bytes. */
#include "group/decide.h"

#include <math.h>

static const int16_t knots[DECIDE_KNOTS] = {0, 25, 50, 100, 150, 200, 300, 400, 500, 650, 800, 1000};
/* 3000 divided by what lies between a knot and the next. */
static const uint8_t slope[DECIDE_KNOTS - 1] = {120, 120, 60, 60, 60, 30, 30, 30, 20, 20, 15};
/* The piece of a curve that a value is on, by 1 + the value: the last one is for what cannot be told. */
#define TIMES25(k) k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k
#define TIMES50(k) TIMES25(k), TIMES25(k)
#define TIMES100(k) TIMES50(k), TIMES50(k)
#define TIMES150(k) TIMES100(k), TIMES50(k)
static const uint8_t piece_of[1002] = {DECIDE_KNOTS, TIMES25(0), TIMES25(1), TIMES50(2), TIMES50(3), TIMES50(4), TIMES100(5), TIMES100(6), TIMES100(7),
                                       TIMES150(8), TIMES150(9), TIMES100(10), TIMES100(10), DECIDE_KNOTS - 1};
static const uint8_t timed[DECIDE_TIMED] = {CHANNEL_ALL, CHANNEL_NAME, CHANNEL_HEAD, CHANNEL_PLACE, FEATURE_PARTS};

#include "group/gen/stories.inc"

enum { FIELD = 21, HALF = 32 };
#define FIELD_MASK ((1u << FIELD) - 1)

/* What one shared word adds, of marks that both have: so many times the product of weights (all, -, name; person, place, other), the square of the
 * rarity (number, title; head, name in head), and one (all, names, numbers, titles: a byte each). */
typedef struct both_sums {
    uint64_t weights[2], rarities[2], counts;
} both_sums;
/* ... to what of one side is shared: times the weight (top, place, person), times the rarity (name in head, title). */
typedef struct side_sums {
    uint64_t weights, rarities;
} side_sums;

#define HAS(marks, mark) ((uint64_t)(((marks) & (mark)) == (mark)))
#define BOTH(m) \
    {{1 | HAS(m, MARK_NAME) << 2 * FIELD, \
      HAS(m, MARK_NAME | MARK_PERSON) | HAS(m, MARK_NAME | MARK_PLACE) << FIELD | HAS(m, MARK_NAME | MARK_OTHER) << 2 * FIELD}, \
     {HAS(m, MARK_NUMBER) | HAS(m, MARK_TITLE) << HALF, HAS(m, MARK_HEAD) | HAS(m, MARK_HEAD | MARK_NAME) << HALF}, \
     1 | HAS(m, MARK_NAME) << 8 | HAS(m, MARK_NUMBER) << 16 | HAS(m, MARK_TITLE) << 24}
#define SIDE(m) \
    {HAS(m, MARK_TOP) | HAS(m, MARK_PLACE) << FIELD | HAS(m, MARK_PERSON) << 2 * FIELD, HAS(m, MARK_HEAD | MARK_NAME) | HAS(m, MARK_TITLE) << HALF}
#define FOUR(of, m) of(m), of((m) + 1), of((m) + 2), of((m) + 3)
#define SIXTEEN(of, m) FOUR(of, m), FOUR(of, (m) + 4), FOUR(of, (m) + 8), FOUR(of, (m) + 12)
#define SIXTY_FOUR(of, m) SIXTEEN(of, m), SIXTEEN(of, (m) + 16), SIXTEEN(of, (m) + 32), SIXTEEN(of, (m) + 48)
#define ALL(of) {SIXTY_FOUR(of, 0), SIXTY_FOUR(of, 64), SIXTY_FOUR(of, 128), SIXTY_FOUR(of, 192)}

static const both_sums of_both[256] = ALL(BOTH);
static const side_sums of_side[256] = ALL(SIDE);

typedef struct shares {
    both_sums both;
    side_sums one, other;
} shares;

static void add_side(side_sums *to, uint32_t marks, uint32_t weight, uint32_t rarity) {
    to->weights += of_side[marks].weights * weight;
    to->rarities += of_side[marks].rarities * rarity;
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
    uint32_t knot = number < 3 ? number : 33 - (uint32_t)__builtin_clz(number - 1);
    return knots[knot < DECIDE_KNOTS ? knot : DECIDE_KNOTS - 1];
}

/* One was published within a day of a day that the other names. */
static bool names_day_of(const packed_features *a, const packed_features *b) {
    const uint16_t *named = packed_days(a);
    for (uint32_t i = 0; i < a->days && b->day_stated; i++)
        if (named[i] - b->day <= 1 && b->day - named[i] <= 1) return true;
    return false;
}

static void compare_times(const packed_features *a, const packed_features *b, pair_features *out) {
    out->at[FEATURE_DAYS] = shared_sorted(packed_days(a), a->days, packed_days(b), b->days);
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

static void compare_lengths(const packed_features *a, const packed_features *b, pair_features *out) {
    bool less = a->words < b->words;
    out->at[FEATURE_SHORTER] = steps((less ? a : b)->words / 8);
    out->at[FEATURE_LONGER] = steps((less ? b : a)->words / 8);
}

static void compare_amounts(const packed_features *a, const packed_features *b, pair_features *out) {
    amounts_shared shared = amounts_compare(packed_amounts(a), a->amounts, packed_amounts(b), b->amounts);
    out->at[FEATURE_AMOUNTS] = at_most(shared.same * 250);
    out->at[FEATURE_AMOUNTS_OTHER] = at_most(shared.other * 250);
    out->at[FEATURE_WEEKDAY] = (int16_t)(!a->weekdays || !b->weekdays ? -1 : a->weekdays & b->weekdays ? 1000 : 0);
}

static uint32_t place_of(uint32_t hash) { return hash % DECIDE_PLACES; }

void decide_look_up(decide_lookup *l, const packed_features *f) {
    const uint8_t *high = packed_high(f), *weight = packed_weight(f), *rarity = packed_rarity(f), *marks = packed_marks(f);
    memset(l->place, 0, sizeof l->place);
    l->of = f;
    for (uint32_t r = 0, i = 0; r < f->runs; r++) {
        for (uint32_t left = marks[f->runs + r]; left; left--, i++) {
            uint8_t *place = &l->place[place_of(f->low[i])];
            l->word[i] = (decide_word){(uint32_t)high[i] << PACKED_LOW | f->low[i], weight[i], marks[r], i < f->rated ? rarity[i] : 0, *place};
            *place = (uint8_t)(i + 1);
        }
    }
}

/* The words whose place is taken: few but those that are shared. How many. */
static uint32_t find_shared(const decide_lookup *l, const packed_features *b, uint8_t maybe[PORTRAIT_WORDS]) {
    const uint8_t *place = l->place;
    const uint16_t *low = b->low;
    uint32_t n = 0, count = b->count, k = 0;
#define LOOK(at) maybe[n] = (uint8_t)(at), n += place[place_of(low[at])] != 0
    for (; k + 4 <= count; k += 4) LOOK(k), LOOK(k + 1), LOOK(k + 2), LOOK(k + 3);
    for (; k < count; k++) LOOK(k);
#undef LOOK
    return n;
}

/* Of each word its marks, RUN at a time; what stands behind the last run means nothing. */
enum { RUN = 8 };
static void spread_marks(const packed_features *b, uint8_t out[PORTRAIT_WORDS + RUN]) {
    const uint8_t *marks = packed_marks(b), *size = marks + b->runs;
    for (uint32_t r = 0, runs = b->runs; r < runs; out += size[r++]) {
        uint64_t eight = marks[r] * 0x0101010101010101u;
        uint32_t left = size[r];
        uint8_t *at = out;
        do {
            memcpy(at, &eight, RUN);
            at += RUN;
            left -= left < RUN ? left : RUN;
        } while (left);
    }
}

static void find_shares(shares *out, const decide_lookup *l, const packed_features *b, bool own) {
    const uint8_t *high = packed_high(b), *weight = packed_weight(b), *rarity = packed_rarity(b);
    uint8_t maybe[PORTRAIT_WORDS], marks[PORTRAIT_WORDS + RUN];
    uint32_t n = find_shared(l, b, maybe), rated = b->rated;
    shares sums = {0};
    spread_marks(b, marks);
    for (uint32_t m = 0; m < n; m++) {
        uint32_t k = maybe[m], hash = (uint32_t)high[k] << PACKED_LOW | b->low[k], i = l->place[place_of(hash)];
        while (i && l->word[i - 1].hash != hash) i = l->word[i - 1].next;
        if (!i) continue;
        const decide_word *a = &l->word[i - 1];
        uint32_t one = a->marks, other = marks[k], x = a->weight, y = weight[k], r = k < rated ? rarity[k] : 0;
        uint32_t w = x * y, rarer = own ? a->rarity : r;
        const both_sums *both = &of_both[one & other];
        uint64_t plain = !((one | other) & (MARK_NAME | MARK_NUMBER));
        sums.both.weights[0] += (both->weights[0] | plain << FIELD) * w;
        sums.both.weights[1] += both->weights[1] * w;
        sums.both.rarities[0] += both->rarities[0] * (rarer * rarer);
        sums.both.rarities[1] += both->rarities[1] * (rarer * rarer);
        sums.both.counts += both->counts;
        add_side(&sums.one, one, x, a->rarity);
        add_side(&sums.other, other, y, r);
    }
    *out = sums;
}

static uint32_t field(uint64_t sums, int which) { return (uint32_t)(sums >> which * FIELD) & FIELD_MASK; }
static uint32_t half(uint64_t sums, int which) { return (uint32_t)(sums >> which * HALF); }

static void put_channels(const shares *s, const packed_features *a, const packed_features *b, pair_features *out) {
    uint32_t dot[CHANNELS] = {
        [CHANNEL_ALL] = field(s->both.weights[0], 0), [CHANNEL_PLAIN] = field(s->both.weights[0], 1), [CHANNEL_NAME] = field(s->both.weights[0], 2),
        [CHANNEL_PERSON] = field(s->both.weights[1], 0), [CHANNEL_PLACE] = field(s->both.weights[1], 1), [CHANNEL_OTHER] = field(s->both.weights[1], 2),
        [CHANNEL_NUMBER] = half(s->both.rarities[0], 0), [CHANNEL_TITLE] = half(s->both.rarities[0], 1),
        [CHANNEL_HEAD] = half(s->both.rarities[1], 0), [CHANNEL_HEAD_NAME] = half(s->both.rarities[1], 1)};
    for (int c = 0; c < CHANNELS; c++) out->at[c] = thousandths(dot[c], a->squares[c], b->squares[c]);
}

static void put_parts(const shares *s, const packed_features *a, const packed_features *b, pair_features *out) {
    uint32_t covered[2][PARTS];
    for (int side = 0; side < 2; side++) {
        const side_sums *own = side ? &s->other : &s->one;
        covered[side][PART_TOP] = field(own->weights, 0);
        covered[side][PART_PLACE] = field(own->weights, 1);
        covered[side][PART_PERSON] = field(own->weights, 2);
        covered[side][PART_HEAD_NAME] = half(own->rarities, 0);
        covered[side][PART_TITLE] = half(own->rarities, 1);
    }
    for (int p = 0; p < PARTS; p++) {
        int16_t *less = &out->at[FEATURE_PARTS + p], *more = less + PARTS;
        uint32_t one = a->part[p] ? 1000 * covered[0][p] / a->part[p] : 500, other = b->part[p] ? 1000 * covered[1][p] / b->part[p] : 500;
        *less = at_most(one < other ? one : other);
        *more = at_most(one < other ? other : one);
        if (!a->part[p] || !b->part[p]) *less = *more = -1;
    }
}

pair_features decide_compare(const decide_lookup *l, const packed_features *b, bool own) {
    const packed_features *a = l->of;
    shares s;
    pair_features out = {0};
    find_shares(&s, l, b, own);
    put_channels(&s, a, b, &out);
    put_parts(&s, a, b, &out);
    out.at[FEATURE_SHARED] = at_most((uint32_t)(s.both.counts & 0xff) * 12);
    out.at[FEATURE_SHARED + 1] = at_most((uint32_t)(s.both.counts >> 8 & 0xff) * 40);
    out.at[FEATURE_SHARED + 2] = at_most((uint32_t)(s.both.counts >> 16 & 0xff) * 100);
    out.at[FEATURE_SHARED + 3] = at_most((uint32_t)(s.both.counts >> 24 & 0xff) * 100);
    compare_times(a, b, &out);
    compare_lengths(a, b, &out);
    compare_amounts(a, b, &out);
    return out;
}

pair_features decide_pair(const portrait_features *a, const portrait_features *b) {
    decide_lookup l;
    packed_features one, other;
    packed_put(a, &one);
    packed_put(b, &other);
    decide_look_up(&l, &one);
    return decide_compare(&l, &other, true);
}

/* A height is start + (next start - start) x (value - knot) x slope / 3, rounded towards 0: so what falls is lifted by less than one, and what
 * rises by next to nothing. */
static void prepare_curve(const int16_t curve[DECIDE_KNOTS + 1], decide_piece out[DECIDE_KNOTS + 1]) {
    const int64_t one = (int64_t)1 << 32, lift = one - one / 5;
    for (uint32_t k = 0; k <= DECIDE_KNOTS; k++) out[k] = (decide_piece){curve[k] * 1000 * one, 0};
    for (uint32_t k = 0; k + 1 < DECIDE_KNOTS; k++) {
        int64_t rise = (int64_t)(curve[k + 1] - curve[k]) * slope[k] * one;
        out[k].rise = rise < 0 ? rise / 3 : (rise + 2) / 3;
        out[k].start += (rise < 0 ? lift : 0) - out[k].rise * knots[k];
    }
}

void decide_prepare(const decide_weights *w, decide_curves *out) {
    *out = (decide_curves){.bias = w->bias};
    for (uint32_t i = 0; i < DECIDE_FEATURES; i++) prepare_curve(w->curve[i], out->piece[i]);
    for (uint32_t t = 0; t < DECIDE_TIMES; t++)
        for (uint32_t i = 0; i < DECIDE_TIMED; i++) prepare_curve(w->timed[t][i], out->piece[DECIDE_FEATURES + t * DECIDE_TIMED + i]);
}

/* The height of a curve at a value, in thousandths. */
static int64_t height(const decide_piece curve[DECIDE_KNOTS + 1], int32_t value) {
    const decide_piece *piece = &curve[piece_of[value + 1]];
    return (piece->start + piece->rise * value) >> 32;
}

int32_t decide_score(const decide_curves *c, const pair_features *f) {
    const decide_piece(*of_time)[DECIDE_KNOTS + 1] = c->piece + DECIDE_FEATURES + f->time * DECIDE_TIMED;
    int64_t sum = 0;
    for (uint32_t i = 0; i < DECIDE_FEATURES; i++) sum += height(c->piece[i], f->at[i]);
    for (uint32_t i = 0; i < DECIDE_TIMED; i++) sum += height(of_time[i], f->at[timed[i]]);
    int64_t score = sum / 1000 + c->bias;
    return (int32_t)(score > DECIDE_MOST ? DECIDE_MOST : score < -DECIDE_MOST ? -DECIDE_MOST : score);
}
