/* numbers.c - numbers that differ between reports.
 *
 * In: the figures (figures.c). Out: differences of kind number.
 * Two numbers are about one thing when what is counted is the same (the class of the unit) and what is said of it is the
 * same (a content word directly beside the number: "26 missing", "leaving 29 missing"), or, for a telling unit ("seats"),
 * when their statements are alike. Numbers that are about one thing are tied. A set of tied numbers is a difference if
 * two of them were tied directly, are not the same, and their reports state no number of the set that is.
 * Cost: numbers meet through a map from (unit, word beside it), at most BUCKET of each; a set is read up to MOST_TIED.
 * A false difference costs more than a missed one. */
#include "base/caps.h"
#include "compare/figures.h"

#define LIKE_BESIDE 0.22    /* likeness of their statements that two numbers need beside a common word ... */
#define LIKE_THING 0.15     /* ... with a common unit too ... */
#define LIKE_UNIT 0.30      /* ... and with a common unit alone */
#define FAR 5.0             /* numbers so many times apart are of one thing only where their statements are alike */
#define BUCKET 64           /* numbers under one key */
#define MOST_PLACES 6       /* places of a statement that are looked for in another */
#define MOST_TIED 64        /* numbers of one set that are looked at, */
#define MOST_CLASHES 256    /* ... clashes of it, */
#define CLASHES_EACH 16     /* ... and of one number with those before it */

typedef struct clash {      /* two figures tied directly that are not the same */
    uint32_t a, b;
} clash;
typedef SYN_VEC(clash) clashes;

static uint32_t find(figures *all, uint32_t i) {
    while (all->at[i].parent != i) i = all->at[i].parent = all->at[all->at[i].parent].parent;
    return i;
}

/* The entity named at a word, or REPORT_NONE. */
static uint32_t entity_at(const story *s, uint32_t report, uint32_t w) {
    uint32_t m = s->mention_at[report][w];
    return m == REPORT_NONE ? REPORT_NONE : s->reports[report]->mentions.at[m].entity;
}

static bool has_place(const story *s, const statement *st, uint32_t place) {
    for (uint32_t w = st->word; w < st->word + st->words; w++) {
        uint32_t entity = entity_at(s, st->report, w);
        if (entity != REPORT_NONE && s->person_of[st->report][entity] == place) return true;
    }
    return false;
}

/* Do both statements name places, and none in common? Then they may tell of two events. */
static bool places_apart(const story *s, const statement *a, const statement *b) {
    uint32_t places = 0;
    for (uint32_t w = a->word, last = REPORT_NONE; w < a->word + a->words && places < MOST_PLACES; w++) {
        uint32_t m = s->mention_at[a->report][w], entity = entity_at(s, a->report, w);
        if (m == last || entity == REPORT_NONE || s->reports[a->report]->mentions.at[m].type != NAME_PLACE) continue;
        last = m;
        places++;
        if (has_place(s, b, s->person_of[a->report][entity])) return false;
    }
    if (!places) return false;
    for (uint32_t w = b->word; w < b->word + b->words; w++) {
        uint32_t m = s->mention_at[b->report][w];
        if (m != REPORT_NONE && s->reports[b->report]->mentions.at[m].type == NAME_PLACE) return true;
    }
    return false;
}

/* Are two numbers about one thing? They have a word beside them in common (or the unit itself, when `by_unit`); `telling`:
 * the word says what happened to the counted. */
static bool about_one_thing(const story *s, const figure *a, const figure *b, bool by_unit, bool telling) {
    if (a->report == b->report || a->capacity != b->capacity || a->background != b->background) return false;
    const statement *x = &s->statements.at[a->statement], *y = &s->statements.at[b->statement];
    bool same_unit = a->unit && a->unit == b->unit;
    bool names_apart = a->name != b->name && a->name != REPORT_NONE && b->name != REPORT_NONE;
    if (names_apart && !(a->human && telling)) return false;  /* the seats of two parties */
    if (!same_unit && ((a->unit && b->unit && !(a->human && b->human)) || a->human != b->human)) return false;
    double likeness = statement_likeness(s, x, y);
    if (a->kind == FIGURE_SPAN || b->kind == FIGURE_SPAN) return same_unit && !by_unit && likeness > LIKE_UNIT;
    if (x->cluster != REPORT_NONE && x->cluster == y->cluster && !by_unit) return true;
    bool one_name = a->name != REPORT_NONE && a->name == b->name;
    if (a->measure && b->measure && (by_unit || !one_name))
        return !by_unit && (likeness > LIKE_UNIT || figure_same_value(a, b));
    if (a->kind == FIGURE_AMOUNT || b->kind == FIGURE_AMOUNT) return same_unit && !by_unit && likeness > LIKE_UNIT;
    if ((a->low > b->high * FAR || b->low > a->high * FAR) && likeness < LIKE_BESIDE) return false;
    if (a->measure && b->measure) return true;
    if (a->human && likeness < LIKE_UNIT && places_apart(s, x, y)) return false;
    if (telling && a->human && !a->background && !a->vague && !b->vague && !names_apart) return true;
    if (by_unit) return likeness > LIKE_UNIT || (same_unit && !a->human && one_name);
    return likeness > (same_unit && !a->background ? LIKE_THING : LIKE_BESIDE);
}

static bool tie(story *s, figures *all, clashes *out) {
    syn_map keys;
    map_init(&keys, s->scratch);
    typedef struct link { uint32_t figure, next; bool telling; } link;
    SYN_VEC(link) links = {0};
    for (uint32_t i = 0; i < all->n; i++) {
        for (uint32_t k = 0, found = 0; k < all->at[i].besides; k++) {
            figure *f = &all->at[i];
            uint64_t key = f->beside[k];
            uint32_t *head = map_slot_of(&keys, key, REPORT_NONE - 1);
            if (!head) return false;
            uint32_t steps = 0;
            for (uint32_t l = *head; l < REPORT_NONE - 1 && steps < BUCKET; l = links.at[l].next, steps++) {
                const figure *other = &all->at[links.at[l].figure];
                bool by_unit = key == f->unit && key == other->unit;
                if (!about_one_thing(s, other, f, by_unit, f->telling[k] && links.at[l].telling)) continue;
                uint32_t a = find(all, links.at[l].figure), b = find(all, i);
                all->at[a > b ? a : b].parent = a > b ? b : a;
                if (!figure_same_value(other, f) && found++ < CLASHES_EACH &&
                    !VEC_PUSH(s->scratch, out, (clash){links.at[l].figure, i})) return false;
            }
            uint32_t next = *head;
            *head = links.n;
            if (!VEC_PUSH(s->scratch, &links, (link){i, next, f->telling[k]})) return false;
        }
    }
    return true;
}

/* The statement around a number, cut to the clause where it is long. */
static syn_place shown(const story *s, const figure *f) {
    return (syn_place){f->report, s->statements.at[f->statement].span};
}

/* The words that say what is counted: the unit, and the word beside it that says what happened to it. */
static syn_span what_is_counted(const story *s, const figure *f, const syn_number *number) {
    const syn_report *r = s->reports[f->report];
    syn_span span = span_present(number->unit) ? number->unit : number->span;
    for (uint32_t i = 0; i < f->besides; i++) {
        if (f->word[i] == REPORT_NONE) continue;
        const syn_word *word = &r->words.at[f->word[i]];
        if (word->begin >= span.end && word->begin - span.end < 8) {
            if (!span_present(number->unit)) span.begin = word->begin;
            span.end = word->end;
            break;
        }
    }
    if (span.begin == number->span.begin && !span_present(number->unit) && f->besides && f->word[0] != REPORT_NONE) {
        const syn_word *word = &r->words.at[f->word[0]];
        span = (syn_span){word->begin, word->end};
    }
    return span;
}

/* Do two reports state one number of a set alike? */
static bool reports_agree(const figures *all, const uint32_t *members, uint32_t n, uint32_t one, uint32_t two) {
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < n && all->at[members[i]].report == one; k++)
            if (all->at[members[k]].report == two && figure_same_value(&all->at[members[i]], &all->at[members[k]]))
                return true;
    return false;
}

/* Flags the members that clash with another one; how many. */
static uint32_t flag_clashing(const figures *all, const uint32_t *members, uint32_t n, const clash *clashing, uint32_t count,
                              uint8_t *flags) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < count && i < MOST_CLASHES; i++) {
        const clash *c = &clashing[i];
        if (reports_agree(all, members, n, all->at[c->a].report, all->at[c->b].report)) continue;
        for (uint32_t k = 0; k < n; k++)
            if ((members[k] == c->a || members[k] == c->b) && !flags[k]) flags[k] = 1, found++;
    }
    return found;
}

/* Does another report state the number of member `i`, and clash with it? */
static bool has_equal(const figures *all, const uint32_t *members, uint32_t n, uint32_t i, const uint8_t *flags) {
    const figure *f = &all->at[members[i]];
    for (uint32_t k = 0; k < n; k++)
        if (flags[k] && all->at[members[k]].report != f->report && figure_same_value(&all->at[members[k]], f)) return true;
    return false;
}

static bool add_number(story *s, figures *all, const uint32_t *members, uint32_t n, const clash *clashing, uint32_t count) {
    uint8_t flags[MOST_TIED] = {0};
    if (n > MOST_TIED) n = MOST_TIED;
    if (s->out->differences.n >= CAP_FINDINGS || !flag_clashing(all, members, n, clashing, count, flags)) return true;
    collation_difference d = {.kind = DIFFER_NUMBER};
    /* one reading a report: a number that clashes, or is the same as one that does */
    for (uint32_t i = 0, to; i < n; i = to) {
        uint32_t chosen = MOST_TIED;
        int best = 0;
        for (to = i; to < n && all->at[members[to]].report == all->at[members[i]].report; to++) {
            int worth = 2 * flags[to] + has_equal(all, members, n, to, flags);
            if (worth > best) {
                best = worth;
                chosen = to;
            }
        }
        if (chosen == MOST_TIED) continue;
        const figure *f = &all->at[members[chosen]];
        collation_reading reading = {.place = shown(s, f)};
        const syn_number *number = &s->reports[f->report]->numbers.at[f->number];
        if (!d.readings.n) d.about = (syn_place){f->report, what_is_counted(s, f, number)};
        if (!VEC_PUSH(s->keep, &reading.marks, (syn_place){f->report, number->span})) return false;
        if (!VEC_PUSH(s->keep, &d.readings, reading)) return false;
    }
    return d.readings.n < 2 || VEC_PUSH(s->keep, &s->out->differences, d);
}

/* Clashes in the order of the root of their set, then as found. */
static bool sort_clashes(story *s, figures *all, clashes *list, uint32_t **starts) {
    clash *sorted = ARENA_ARRAY(s->scratch, clash, list->n + 1);
    *starts = ARENA_ARRAY(s->scratch, uint32_t, all->n + 2);
    if (!sorted || !*starts) return false;
    uint32_t *next = *starts + 1;
    for (uint32_t i = 0; i < list->n; i++) next[find(all, list->at[i].a)]++;
    for (uint32_t i = 1; i < all->n; i++) next[i] += next[i - 1];
    for (uint32_t i = list->n; i-- > 0;) sorted[--next[find(all, list->at[i].a)]] = list->at[i];
    /* next[root] is now where the set of root begins: shift, so that starts[root + 1] is where it ends. */
    for (uint32_t i = 0; i < all->n; i++) (*starts)[i] = next[i];
    (*starts)[all->n] = list->n;
    list->at = sorted;
    return true;
}

bool story_numbers(story *s) {
    figures all = {0};
    clashes clashing = {0};
    uint32_t *starts;
    if (!figures_collect(s, &all) || !tie(s, &all, &clashing) || !sort_clashes(s, &all, &clashing, &starts)) return false;
    uint32_t *next = ARENA_ARRAY(s->scratch, uint32_t, all.n + 1), *tail = ARENA_ARRAY(s->scratch, uint32_t, all.n + 1);
    uint32_t *members = ARENA_ARRAY(s->scratch, uint32_t, all.n + 1);
    if (!next || !tail || !members) return false;
    for (uint32_t i = 0; i < all.n; i++) {  /* the root of a set is its smallest member */
        uint32_t root = find(&all, i);
        next[i] = REPORT_NONE;
        if (root != i) next[tail[root]] = i;
        tail[root] = i;
    }
    for (uint32_t i = 0; i < all.n; i++) {
        if (starts[i] == starts[i + 1]) continue;
        uint32_t n = 0;
        for (uint32_t k = i; k != REPORT_NONE; k = next[k]) members[n++] = k;
        if (!add_number(s, &all, members, n, clashing.at + starts[i], starts[i + 1] - starts[i])) return false;
    }
    return story_headlines(s, &all);
}
