/* kinds.c - things told in one place of a story that exclude each other: a truck and a car, a wall and a gate, critical and
 * stable, curbs lifted and imposed; whose strike it was; wholly and largely.
 *
 * In: statements, parts of speech. Out: differences of kind claim and initiator.
 * Kinds: words of one axis and two poles (lexicon/en/kinds.txt) in two reports, of which neither uses the other's pole at all.
 * They are about one thing where their statements are alike, or the words around them are the same (NEAR on each side, of
 * LEAST_NEAR weight). A statement with two poles of an axis tells of two things.
 * Whose: the name or group directly before a noun of force (lexicon/en/forces.txt: "coalition air strikes"), likewise.
 * Degree: one adjective of two statements that are alike, with a word such as "largely" before it in one alone.
 * Bounded: BUCKET places of each axis are looked at for a place. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/words.h"
#include "text/background.h"

#define NEAR 5              /* words on each side */
#define MOST_NEAR 10
#define LEAST_NEAR 8.0     /* weight of near words in common, where the statements are not alike ... */
#define LIKE_NEAR 3.0       /* ... and where they are */
#define LIKE 0.30           /* likeness of statements that are alike */
#define LIKE_DEGREE 0.25
#define SAID_NEAR 5.0       /* ... and where the other report says both */
#define BUCKET 64
#define MOST_AXES 64        /* of a story */
#define MOST_USES 4096      /* places of a story */

typedef struct use {        /* one word of an axis */
    uint32_t report, statement, word, words;
    uint64_t axis, pole;
    uint64_t near[MOST_NEAR];
    double weight[MOST_NEAR];
    uint32_t nears;
    uint32_t next;          /* the use of the axis before it */
    uint8_t kind;           /* difference_kind */
} use;

typedef struct kinds {
    SYN_VEC(use) uses;
    syn_map axes;           /* -> the last use */
    syn_map spoken;         /* (report, axis, pole) -> 1 */
} kinds;

static uint64_t axis_of(const char *value) {
    const char *gap = strchr(value, ' ');
    return slice_hash(slice_of(value, gap ? (size_t)(gap - value) : strlen(value)));
}

static uint64_t spoken_key(uint32_t report, uint64_t axis, uint64_t pole) {
    return hash_join(hash_join(hash_join(0, report), axis), pole);
}

/* The classes of the content words and names around a use. */
static void read_near(const story *s, use *u) {
    const syn_report *r = s->reports[u->report];
    const syn_sentence *in = &r->sentences.at[r->words.at[u->word].sentence];
    uint32_t first = in->word, end = in->word + in->words;
    uint32_t from = u->word > first + NEAR ? u->word - NEAR : first, to = u->word + u->words + NEAR;
    for (uint32_t w = from; w < to && w < end && u->nears < MOST_NEAR; w++) {
        if (w >= u->word && w < u->word + u->words) continue;
        uint32_t person = named_at(s, u->report, w);
        if (person == REPORT_NONE && (!word_is_content(&r->words.at[w]) || r->words.at[w].kind != WORD_LETTERS)) continue;
        uint64_t key = person == REPORT_NONE ? word_class(r, w) : hash_join(hash_join(0, 7), person);
        bool there = false;
        for (uint32_t i = 0; i < u->nears; i++) there |= u->near[i] == key;
        if (there || (person == REPORT_NONE && lexicon_match(&lexicon_compare_telling, r->words.at, w, w + 1))) continue;
        u->weight[u->nears] = person == REPORT_NONE ? background_rarity(r->words.at[w].stem) : 6.0;
        u->near[u->nears++] = key;
    }
}

static double near_common(const use *a, const use *b, uint32_t *n) {
    double sum = 0;
    *n = 0;
    for (uint32_t i = 0; i < a->nears; i++)
        for (uint32_t k = 0; k < b->nears; k++)
            if (a->near[i] == b->near[k]) sum += a->weight[i], ++*n;
    return sum;
}

static bool add_use(story *s, kinds *k, use *u) {
    if (k->uses.n >= MOST_USES) return true;
    read_near(s, u);
    uint32_t *last = map_slot_of(&k->axes, u->axis, REPORT_NONE - 1);
    if (!last) return false;
    u->next = *last;
    *last = k->uses.n;
    uint32_t *spoken = map_slot_of(&k->spoken, spoken_key(u->report, u->axis, u->pole), 0);
    if (!spoken) return false;
    ++*spoken;
    return VEC_PUSH(s->scratch, &k->uses, *u);
}

/* The group or name directly before a noun of force, as a pole. */
static bool whose(const story *s, uint32_t report, const statement *st, uint32_t w, use *u) {
    const syn_report *r = s->reports[report];
    if (w == st->word) return false;
    uint32_t before = w - 1, person = named_at(s, report, before);
    bool led = before > st->word && word_is(r, before, "led");
    if (led) return false;
    if (person != REPORT_NONE) {
        u->pole = hash_join(hash_join(0, 9), word_class(r, before));
    } else {
        if (!lexicon_match(&lexicon_compare_agents, r->words.at, before, before + 1)) return false;
        u->pole = hash_join(hash_join(0, 9), word_class(r, before));
    }
    u->word = before;
    u->words = 1;
    return true;
}

static bool read_uses(story *s, kinds *k) {
    for (uint32_t i = 0; i < s->statements.n; i++) {
        const statement *st = &s->statements.at[i];
        const syn_report *r = s->reports[st->report];
        if (st->embed || st->copied) continue;
        for (uint32_t w = st->word, end = st->word + st->words; w < end; w++) {
            const lexicon_entry *kind = lexicon_match(&lexicon_compare_kinds, r->words.at, w, end);
            if (kind && s->mention_at[st->report][w] == REPORT_NONE) {
                use u = {st->report, i, w, kind->words, axis_of(kind->value), slice_hash(slice_str(kind->value)), {0}, {0}, 0, 0,
                         DIFFER_CLAIM};
                if (!add_use(s, k, &u)) return false;
                w += kind->words - 1u;
                continue;
            }
            const lexicon_entry *force = lexicon_match(&lexicon_compare_forces, r->words.at, w, end);
            use u = {.report = st->report, .statement = i, .kind = DIFFER_INITIATOR};
            if (!force || !whose(s, st->report, st, w, &u)) continue;
            u.axis = hash_join(hash_join(0, 8), slice_hash(slice_str(force->value)));
            if (!add_use(s, k, &u)) return false;
        }
    }
    return true;
}

/* Another pole of the axis in the statement, or in the words before it. */
static bool tells_of_two(const kinds *k, uint32_t index) {
    const use *u = &k->uses.at[index];
    for (uint32_t o = u->next, n = 0; o < REPORT_NONE - 1 && n < 4; o = k->uses.at[o].next, n++)
        if (k->uses.at[o].statement == u->statement && k->uses.at[o].pole != u->pole) return true;
    for (uint32_t o = index + 1; o < k->uses.n && k->uses.at[o].statement == u->statement; o++)
        if (k->uses.at[o].axis == u->axis && k->uses.at[o].pole != u->pole) return true;
    return false;
}

static bool of_one_thing(const story *s, const use *a, const use *b) {
    const statement *x = &s->statements.at[a->statement], *y = &s->statements.at[b->statement];
    if (x->negated != y->negated) return false;
    uint32_t n;
    double near = near_common(a, b, &n);
    if (near >= LEAST_NEAR && n > 1) return true;
    return near >= LIKE_NEAR && statement_likeness(s, x, y) >= LIKE;
}

/* Does the report of `a` say of the same thing what b says? */
static bool speaks(const kinds *k, const use *a, const use *b) {
    uint32_t steps = 0;
    if (map_get(&k->spoken, spoken_key(a->report, b->axis, b->pole)) == MAP_NONE) return false;
    for (uint32_t o = map_get(&k->axes, b->axis); o < REPORT_NONE - 1 && steps < BUCKET; o = k->uses.at[o].next, steps++) {
        const use *other = &k->uses.at[o];
        uint32_t n;
        if (other->report == a->report && other->pole == b->pole && near_common(other, b, &n) + near_common(other, a, &n) >= SAID_NEAR)
            return true;
    }
    return steps == BUCKET;
}

static side side_of(const story *s, const use *u) {
    const syn_report *r = s->reports[u->report];
    return (side){u->report, s->statements.at[u->statement].span, {r->words.at[u->word].begin, r->words.at[u->word + u->words - 1].end}};
}

static bool tell_kinds(story *s, const kinds *k) {
    for (uint32_t i = 0; i < k->uses.n; i++) {
        const use *a = &k->uses.at[i];
        uint32_t steps = 0;
        if (tells_of_two(k, i)) continue;
        for (uint32_t o = a->next; o < REPORT_NONE - 1 && steps < BUCKET; o = k->uses.at[o].next, steps++) {
            const use *b = &k->uses.at[o];
            if (b->report == a->report || b->pole == a->pole || speaks(k, a, b) || speaks(k, b, a)) continue;
            if (tells_of_two(k, o) || !of_one_thing(s, a, b)) continue;
            side one = side_of(s, b), two = side_of(s, a);
            if (!pair_tell(s, (difference_kind)a->kind, &one, &two)) return false;
        }
    }
    return true;
}

/* ---- degree ------------------------------------------------------------------------------------------------------- */

/* An adjective of a statement with a word such as "largely" before it, or REPORT_NONE. */
static uint32_t lessened(const syn_report *r, const statement *st) {
    for (uint32_t w = st->word; w + 1 < st->word + st->words; w++)
        if (lexicon_match(&lexicon_compare_degrees, r->words.at, w, w + 1) && r->words.at[w + 1].upos == UPOS_ADJ) return w + 1;
    return REPORT_NONE;
}

static bool is_be(const syn_report *r, uint32_t w) { return r->words.at[w].upos == UPOS_AUX; }

/* w: what is lessened in a. */
static bool tell_degree(story *s, const statement *a, uint32_t w, const statement *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    if (w == REPORT_NONE || a->negated != b->negated) return true;
    for (uint32_t k = b->word; k < b->word + b->words; k++) {
        if (y->words.at[k].stem != x->words.at[w].stem || y->words.at[k].upos != UPOS_ADJ) continue;
        bool both = w > a->word + 1 && k > b->word && is_be(x, w - 2) && (is_be(y, k - 1) || y->words.at[k - 1].upos == UPOS_CCONJ);
        if (!both) continue;
        if (k > b->word && (lexicon_match(&lexicon_compare_degrees, y->words.at, k - 1, k) || y->words.at[k - 1].upos == UPOS_ADV)) return true;
        side one = {a->report, a->span, {x->words.at[w - 1].begin, x->words.at[w].end}};
        side two = {b->report, b->span, {y->words.at[k].begin, y->words.at[k].end}};
        return pair_known(s, &one, &two) || pair_add(s, DIFFER_CLAIM, HOW_PLAIN, &one, &two);
    }
    return true;
}

static bool tell_degrees(story *s) {
    uint32_t *less = ARENA_ARRAY(s->scratch, uint32_t, s->statements.n + 1);
    if (!less) return false;
    for (uint32_t i = 0; i < s->statements.n; i++) less[i] = lessened(s->reports[s->statements.at[i].report], &s->statements.at[i]);
    for (uint32_t i = 0; i < s->pairs.n && s->pairs.at[i].score >= LIKE_DEGREE; i++) {
        uint32_t one = s->pairs.at[i].a, two = s->pairs.at[i].b;
        const statement *a = &s->statements.at[one], *b = &s->statements.at[two];
        if (!tell_degree(s, a, less[one], b) || !tell_degree(s, b, less[two], a)) return false;
    }
    return true;
}

bool story_kinds(story *s) {
    kinds k = {.uses = {0}};
    map_init(&k.axes, s->scratch);
    map_init(&k.spoken, s->scratch);
    return read_uses(s, &k) && tell_kinds(s, &k) && tell_degrees(s);
}
