/* figures_pair.c - are two numbers about one thing?
 *
 * In: two figures of two reports, whatever their values. Out: features, and a score from weights (gen/figures.inc) that were learned
 * from numbers that reports state alike; see model/figures.md. Features: how the units meet, what befell the counted, the
 * words around the numbers and in their sentences (values aside), names and places in common or apart, dates, whether one is some
 * of a whole or of an earlier event, and how near the heads of their reports they stand. */
#include "base/caps.h"
#include "compare/differ/figures.h"
#include "compare/gen/figures.inc"
#include "compare/moments.h"

#define BUCKET 64           /* figures under one key */
#define RARE_KEYS 3         /* words near a number that are keys */
#define NAME_KEYS 4         /* names of its sentence that are, of money, shares, measures and lengths of time */
#define LEAD 3              /* sentences at the head of a report */

enum {
    BIAS, UNIT_SAME, UNIT_ANYONE, UNIT_ONE_ANYONE, UNIT_HUMANS, UNIT_NONE, UNIT_OTHER, KIND_AMOUNT, KIND_SPAN, KIND_MEASURE,
    FATE_SAME, FATE_OTHER, FATE_ONE, BESIDE_ONE, BESIDE_MORE, NEAR_0, NEAR_1, NEAR_2, NEAR_3, NEAR_4, NEAR_5,
    WHOLE_0, WHOLE_1, WHOLE_2, WHOLE_3, WHOLE_4, WHOLE_5, NAMES_ONE, NAMES_MORE, NAMES_APART, PLACE_SAME, PLACES_APART,
    NEXT_NAME_SAME, NEXT_NAME_OTHER, BACKGROUND_ONE, BACKGROUND_BOTH, PART_ONE, PART_BOTH, CAPACITY_ONE, CAPACITY_BOTH,
    ALONE_BOTH, ALONE_ONE, LEAD_BOTH, LEAD_ONE, TIME_SAME, TIME_APART, BEFORE_SAME, BEHIND_SAME, NEAR_COUNT_1, NEAR_COUNT_2,
    FATE_LEAD, FATE_APART, SPAN_NEAR, BARE, FATE_ALONE,
    KIND_SAME, KIND_OTHER, KIND_ONE, THING_APART, AMOUNT_NEAR, MEASURE_FROM, FEATURES
};
_Static_assert(FEATURES <= PAIR_FEATURES && FEATURES == FIGURE_WEIGHTS, "a weight for each feature");

/* ---- what they have in common -------------------------------------------------------------------------------------- */

static double near_overlap(const figure *a, const figure *b, uint32_t *count) {
    double common = 0, all = 0;
    *count = 0;
    for (uint32_t i = 0; i < a->nears; i++) all += a->near_weight[i];
    for (uint32_t k = 0; k < b->nears; k++) all += b->near_weight[k];
    for (uint32_t i = 0, k = 0; i < a->nears && k < b->nears;) {
        if (a->near[i] < b->near[k]) i++;
        else if (a->near[i] > b->near[k]) k++;
        else {
            common += 2 * a->near_weight[i++];
            k++;
            ++*count;
        }
    }
    return all > 0 ? common / all : 0;
}

double figures_near(const figure *a, const figure *b) {
    uint32_t count;
    return near_overlap(a, b, &count);
}

/* The common weight of their sentences, times and numbers aside. */
static double whole_overlap(const story *s, const figure *a, const figure *b) {
    double common = 0, all = 0;
    for (uint32_t i = 0; i < a->wholes; i++) all += s->terms.at[a->whole[i]].weight;
    for (uint32_t k = 0; k < b->wholes; k++) all += s->terms.at[b->whole[k]].weight;
    for (uint32_t i = 0, k = 0; i < a->wholes && k < b->wholes;) {
        if (a->whole[i] < b->whole[k]) i++;
        else if (a->whole[i] > b->whole[k]) k++;
        else {
            common += 2 * s->terms.at[a->whole[i++]].weight;
            k++;
        }
    }
    return all > 0 ? common / all : 0;
}

typedef struct names_met {
    uint32_t both, places_both;
    bool apart, places_apart;   /* both have some, and none in common */
} names_met;

static names_met meet_names(const figure *a, const figure *b) {
    names_met met = {0};
    for (uint32_t i = 0, k = 0; i < a->nameds && k < b->nameds;) {
        if (a->named[i] < b->named[k]) i++;
        else if (a->named[i] > b->named[k]) k++;
        else {
            met.both++;
            met.places_both += (a->place_bits >> i & 1) || (b->place_bits >> k & 1);
            i++;
            k++;
        }
    }
    met.apart = a->nameds && b->nameds && !met.both;
    met.places_apart = a->place_bits && b->place_bits && !met.places_both;
    return met;
}

bool figures_named_apart(const figure *a, const figure *b) { return meet_names(a, b).apart; }

static uint32_t kinds_met(const figure *a, const figure *b) {
    uint32_t met = 0;
    for (uint32_t i = 0; i < a->kinds_of; i++)
        for (uint32_t k = 0; k < b->kinds_of; k++) met += a->kind_of[i] == b->kind_of[k];
    return met;
}

/* Does its report count nothing else of the kind but what the other figure says? */
static bool is_alone(const figure *f, const figure *other) {
    return !f->others || (f->others == 1 && f->other >= other->low && f->other <= other->high);
}

static uint32_t bucket_of(double share) {
    return share < 0.02 ? 0 : share < 0.12 ? 1 : share < 0.22 ? 2 : share < 0.35 ? 3 : share < 0.5 ? 4 : 5;
}

uint32_t figures_features(const story *s, const figure *a, const figure *b, uint8_t features[PAIR_FEATURES]) {
    uint32_t n = 0, near_count;
#define HAS(condition, feature) \
    do { \
        if (condition) features[n++] = (uint8_t)(feature); \
    } while (0)
    bool same = a->unit && a->unit == b->unit, one_anyone = a->anyone != b->anyone;
    features[n++] = BIAS;
    if (same) features[n++] = a->anyone ? UNIT_ANYONE : UNIT_SAME;
    else if (!a->unit || !b->unit) features[n++] = UNIT_NONE;
    else if (a->human && b->human) features[n++] = one_anyone ? UNIT_ONE_ANYONE : UNIT_HUMANS;
    else features[n++] = UNIT_OTHER;
    HAS(a->kind == FIGURE_AMOUNT, KIND_AMOUNT);
    HAS(a->kind == FIGURE_SPAN, KIND_SPAN);
    HAS(a->measure != 0, KIND_MEASURE);
    HAS(a->fate && a->fate == b->fate, FATE_SAME);
    HAS(a->fate && b->fate && a->fate != b->fate, FATE_OTHER);
    HAS(!a->fate != !b->fate, FATE_ONE);
    uint32_t beside = 0;
    for (uint32_t i = 0; i < a->besides; i++)
        for (uint32_t k = 0; k < b->besides; k++) beside += a->beside[i] == b->beside[k] && a->beside[i] != a->unit;
    HAS(beside == 1, BESIDE_ONE);
    HAS(beside > 1, BESIDE_MORE);
    features[n++] = (uint8_t)(NEAR_0 + bucket_of(near_overlap(a, b, &near_count)));
    HAS(near_count == 1, NEAR_COUNT_1);
    HAS(near_count > 1, NEAR_COUNT_2);
    const statement *x = &s->statements.at[a->statement], *y = &s->statements.at[b->statement];
    features[n++] = (uint8_t)(WHOLE_0 + bucket_of(whole_overlap(s, a, b)));
    names_met met = meet_names(a, b);
    HAS(met.both == 1, NAMES_ONE);
    HAS(met.both > 1, NAMES_MORE);
    HAS(met.apart, NAMES_APART);
    HAS(met.places_both, PLACE_SAME);
    HAS(met.places_apart, PLACES_APART);
    bool named = a->name != REPORT_NONE && b->name != REPORT_NONE;
    HAS(named, a->name == b->name ? NEXT_NAME_SAME : NEXT_NAME_OTHER);
    HAS(a->background != b->background, BACKGROUND_ONE);
    HAS(a->background && b->background, BACKGROUND_BOTH);
    HAS(a->part != b->part, PART_ONE);
    HAS(a->part && b->part, PART_BOTH);
    HAS(a->capacity != b->capacity, CAPACITY_ONE);
    HAS(a->capacity && b->capacity, CAPACITY_BOTH);
    bool alone_a = is_alone(a, b), alone_b = is_alone(b, a);
    HAS(alone_a && alone_b, ALONE_BOTH);
    HAS(alone_a != alone_b, ALONE_ONE);
    bool lead_a = x->sentence < LEAD, lead_b = y->sentence < LEAD;
    bool fate = a->fate && a->fate == b->fate;
    HAS(fate && lead_a && lead_b, FATE_LEAD);
    HAS(fate && met.places_apart, FATE_APART);
    HAS(fate && alone_a && alone_b, FATE_ALONE);
    HAS(a->kind == FIGURE_SPAN && near_count > 1, SPAN_NEAR);
    HAS(!near_count && !beside, BARE);
    uint32_t kinds = kinds_met(a, b);
    HAS(kinds, KIND_SAME);
    HAS(!kinds && a->kinds_of && b->kinds_of, KIND_OTHER);
    HAS(!a->kinds_of != !b->kinds_of, KIND_ONE);
    HAS(met.apart && a->kind == FIGURE_THING && !a->human && !b->human, THING_APART);
    HAS(a->kind == FIGURE_AMOUNT && near_count > 1, AMOUNT_NEAR);
    HAS(lead_a && lead_b, LEAD_BOTH);
    HAS(lead_a != lead_b, LEAD_ONE);
    int times = moments_meet(s, x, y);
    HAS(times > 0, TIME_SAME);
    HAS(times < 0, TIME_APART);
    HAS(a->next_to[0] && a->next_to[0] == b->next_to[0], BEFORE_SAME);
    bool from = a->measure && named && a->name == b->name && a->next_to[1] == b->next_to[1];
    HAS(from, MEASURE_FROM);  /* "400 km north of Norvik" */
    HAS(a->next_to[1] && a->next_to[1] == b->next_to[1], BEHIND_SAME);
#undef HAS
    return n;
}

int figures_score(const story *s, const figure *a, const figure *b) {
    uint8_t features[PAIR_FEATURES];
    uint32_t n = figures_features(s, a, b, features);
    int sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += figure_weights[features[i]];
    return sum;
}

/* ---- pairs --------------------------------------------------------------------------------------------------------- */

/* Could they count one thing at all? */
static bool may_meet(const figure *a, const figure *b) {
    if (a->report == b->report || (a->kind_name != b->kind_name && a->kind_name != REPORT_NONE && b->kind_name != REPORT_NONE))
        return false;
    bool names_apart = a->name != b->name && a->name != REPORT_NONE && b->name != REPORT_NONE;
    if (names_apart && a->kind == FIGURE_THING && !(a->fate && a->fate == b->fate)) return false;  /* the seats of two parties */
    if (a->kind != b->kind || !a->measure != !b->measure) return false;
    if (a->unit == b->unit) return a->unit || a->human || b->human;
    if (a->kind != FIGURE_THING || a->measure) return false;
    return (a->human && (b->human || !b->unit)) || (b->human && !a->unit);
}

static uint32_t keys_of(const figure *f, uint64_t *keys) {
    uint64_t group = f->human || !f->unit ? 1 : f->unit;
    uint32_t n = 0, used = 0;
    bool telling = f->kind == FIGURE_THING && !f->measure;
    if (f->fate) keys[n++] = hash_join(2, f->fate);
    if (f->unit && !f->anyone && telling) keys[n++] = hash_join(3, f->unit);
    for (uint32_t i = 0; i < f->besides; i++) keys[n++] = hash_join(hash_join(4, group), f->beside[i]);
    for (uint32_t i = 0; i < f->nameds && i < NAME_KEYS && !telling; i++) keys[n++] = hash_join(hash_join(5, group), f->named[i]);
    for (uint32_t pick = 0; pick < RARE_KEYS; pick++) {
        uint32_t best = FIGURE_NEAR;
        for (uint32_t i = 0; i < f->nears; i++)
            if (!(used >> i & 1) && (best == FIGURE_NEAR || f->near_weight[i] > f->near_weight[best])) best = i;
        if (best == FIGURE_NEAR) break;
        used |= 1u << best;
        keys[n++] = hash_join(hash_join(4, group), f->near[best]);
    }
    return n;
}

bool figures_pairs(story *s, figures *all, figure_pair_see *see, void *payload) {
    syn_map keys;
    map_init(&keys, s->scratch);
    typedef struct link { uint32_t figure, next; } link;
    SYN_VEC(link) links = {0};
    uint32_t *met = ARENA_ARRAY(s->scratch, uint32_t, all->n + 1);
    if (!met) return false;
    for (uint32_t i = 0; i < all->n; i++) {
        uint64_t own[FIGURE_KEYS + RARE_KEYS + NAME_KEYS + 2];
        uint32_t n = keys_of(&all->at[i], own);
        for (uint32_t k = 0; k < n; k++) {
            uint32_t *head = map_slot_of(&keys, own[k], REPORT_NONE - 1), steps = 0;
            if (!head) return false;
            for (uint32_t l = *head; l < REPORT_NONE - 1 && steps < BUCKET; l = links.at[l].next, steps++) {
                uint32_t other = links.at[l].figure;
                if (met[other] == i + 1 || !may_meet(&all->at[other], &all->at[i])) continue;
                met[other] = i + 1;
                if (!see(payload, s, all, other, i)) return false;
            }
            uint32_t next = *head;
            *head = links.n;
            if (!VEC_PUSH(s->scratch, &links, (link){i, next})) return false;
        }
    }
    return true;
}
