/* people.c - who is in the story: the entities of all reports tied together.
 *
 * In: the entities of each report. Out: out->people, the most mentioned first, and person_of. The idea, from sure to
 * less sure:
 * 1. Entities of one entry of the caller's list are one, those of two entries never.
 * 2. Equal names, persons apart from all else; bodies and places of one meaning by general knowledge ("US", "America"); an
 *    acronym and the only name with these initials.
 * 3. Persons by surname: another spelling of a full name, a nickname, a missing middle name; then initials; then a surname
 *    alone. A person joins the one who fits best, and none where two fit as well. Two whom one report names in full are
 *    two, and so are those whose genders, given or middle names differ; what was tied is judged by its fullest name.
 *    "Jr." is left out by some papers: it parts two persons only where one report has both.
 * Linear: everything goes through maps; of one surname the MOST_OF_SURNAME last are looked at.
 * Not done: bodies known under two names that share no words; given names alone. */
#include "compare/people/people.h"

#include "base/caps.h"
#include "text/name_keys.h"
#include "text/name_parts.h"

#define SEVERAL (REPORT_NONE - 1)  /* a key of several things */

enum { MOST_OF_SURNAME = 32, REPORT_WORDS = (CAP_STORY_REPORTS + 63) / 64 };

typedef struct candidate {
    uint32_t report, entity;
    uint32_t parent;        /* union-find; what follows is kept at the root */
    uint64_t listed;        /* its entry in the caller's list; 0 = none */
    uint32_t fullest;       /* the candidate of its fullest name */
    char gender;
    uint64_t fulls[REPORT_WORDS];  /* bits of the reports that name it (a person: in full) */
    /* its own: */
    uint32_t next;          /* candidate with this skeleton of surname, or REPORT_NONE */
    uint64_t whole, same, initials, acronym;  /* keys of its name (text/name_keys.h) */
    name_parts parts;       /* of a person */
    uint8_t type;
} candidate;

typedef SYN_VEC(candidate) candidates;

static uint32_t find(candidates *all, uint32_t i) {
    while (all->at[i].parent != i) {
        all->at[i].parent = all->at[all->at[i].parent].parent;
        i = all->at[i].parent;
    }
    return i;
}

/* Is the first name fuller than the second? */
static bool is_fuller(const name_parts *a, const name_parts *b) {
    return a->full != b->full ? a->full > b->full : a->count > b->count;
}

static void join(candidates *all, uint32_t a, uint32_t b) {
    a = find(all, a);
    b = find(all, b);
    if (a == b) return;
    if (a > b) {
        uint32_t other = a;
        a = b;
        b = other;
    }
    candidate *into = &all->at[a];
    const candidate *from = &all->at[b];
    if (into->listed && from->listed && into->listed != from->listed) return;
    if (!into->listed) into->listed = from->listed;
    if (into->gender == 'u') into->gender = from->gender;
    if (is_fuller(&all->at[from->fullest].parts, &all->at[into->fullest].parts)) into->fullest = from->fullest;
    for (int i = 0; i < REPORT_WORDS; i++) into->fulls[i] |= from->fulls[i];
    all->at[b].parent = a;
}

/* What is the same for all entities of one entry: its id, or its name and type where it has none. */
static uint64_t listed_key(const syn_entity *entity) {
    if (entity->list_id.len) return slice_hash(entity->list_id) | 1;
    return entity->list_name.len ? hash_join(2u + entity->type, slice_hash(entity->list_name)) | 1 : 0;
}

/* A family ("the Example family") is named by more than a name: it joins its equals only. */
static bool is_family(const syn_report *report, uint32_t end, uint8_t type) {
    return type == NAME_PERSON && end > 0 && report->words.at[end - 1].kind == WORD_LETTERS &&
           !(report->words.at[end - 1].flags & WORD_CAPITAL);
}

static void read_name(const syn_report *report, syn_span name, candidate *out) {
    uint32_t first = report_word_at(report, name.begin), end = first;
    while (end < report->words.n && report->words.at[end].begin < name.end) end++;
    name_words words;
    name_words_read(&words, report->text, report->words.at, first, end);
    out->whole = name_words_key(&words, 0, words.count);
    if (out->type != NAME_PERSON) {
        out->same = name_same_key(report->text, report->words.at, &words);
        if (words.capitals > 1) out->initials = name_initials_key(report->text, report->words.at, &words, false);
        if (name_is_acronym(report->text, report->words.at, &words))
            out->acronym = name_acronym_key(report_slice(report, name));
    } else if (!is_family(report, end, out->type) && report->text.ptr[name.begin] != '@') {
        name_parts_read(&out->parts, report->text, report->words.at, first, end);
    }
    if (out->parts.count > 1 || out->type != NAME_PERSON) out->fulls[out->report / 64] |= (uint64_t)1 << (out->report % 64);
}

static bool collect(story *s, candidates *all) {
    s->person_of = ARENA_ARRAY(s->lasting, uint32_t *, s->count);
    if (!s->person_of) return false;
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        s->person_of[r] = ARENA_ARRAY(s->lasting, uint32_t, report->entities.n + 1);
        if (!s->person_of[r]) return false;
        for (uint32_t e = 0; e < report->entities.n; e++) {
            const syn_entity *entity = &report->entities.at[e];
            candidate c = {.report = r, .entity = e, .parent = all->n, .fullest = all->n, .next = REPORT_NONE,
                           .gender = entity->gender ? entity->gender : 'u', .type = entity->type};
            c.listed = listed_key(entity);
            read_name(report, entity->name, &c);
            if (!VEC_PUSH(s->scratch, all, c)) return false;
        }
    }
    return true;
}

/* Ties entities of one entry of the caller's list. */
static bool tie_listed(story *s, candidates *all) {
    syn_map entries;
    map_init(&entries, s->scratch);
    for (uint32_t i = 0; i < all->n; i++) {
        if (!all->at[i].listed) continue;
        uint32_t *first = map_slot_of(&entries, all->at[i].listed, i);
        if (!first) return false;
        if (*first != i) join(all, *first, i);
    }
    return true;
}

/* Names that two entries of the list have say nothing: who bears one and has no entry is tied to those who bear it
 * without an entry, and to no one else. The key under which a candidate of a name is looked for. */
static bool key_namesakes(story *s, const candidates *all, syn_map *namesakes) {
    map_init(namesakes, s->scratch);
    for (uint32_t i = 0; i < all->n; i++) {
        if (!all->at[i].listed) continue;
        uint32_t *first = map_slot_of(namesakes, all->at[i].whole, i);
        if (!first) return false;
        if (*first != SEVERAL && all->at[*first].listed != all->at[i].listed) *first = SEVERAL;
    }
    return true;
}

static uint64_t key_among(const syn_map *namesakes, const candidate *c, uint64_t kind) {
    uint64_t key = hash_join(c->whole, kind);
    bool unsure = !c->listed && map_get(namesakes, c->whole) == SEVERAL;
    return unsure ? hash_join(key, 1) : key;
}

/* Ties entities of one key; of two keys of one name the first that is known counts. */
static bool tie_key(candidates *all, syn_map *keys, uint64_t key, uint32_t i) {
    uint32_t *same = key ? map_slot_of(keys, key, i) : &i;
    if (!same) return false;
    if (*same != i) join(all, *same, i);
    return true;
}

/* Two things that one report tells apart are two. */
static bool in_one_report(const candidate *a, const candidate *b) {
    for (int i = 0; i < REPORT_WORDS; i++)
        if (a->fulls[i] & b->fulls[i]) return true;
    return false;
}

/* Equal names: persons, places and all else apart; then a place and a body that no report tells apart, since whether a
 * town is a place or a body, one report often says otherwise than another. */
static bool tie_equal(story *s, candidates *all) {
    syn_map keys, namesakes;
    map_init(&keys, s->scratch);
    if (!key_namesakes(s, all, &namesakes)) return false;
    for (uint32_t i = 0; i < all->n; i++) {
        const candidate *c = &all->at[i];
        uint64_t kind = c->type == NAME_PERSON ? 1 : c->type == NAME_PLACE ? 2 : 3;
        if (!tie_key(all, &keys, key_among(&namesakes, c, kind), i) || !tie_key(all, &keys, c->same, i)) return false;
    }
    for (uint32_t i = 0; i < all->n; i++) {
        const candidate *c = &all->at[i];
        if (c->type == NAME_PERSON) continue;
        uint32_t *same = map_slot_of(&keys, key_among(&namesakes, c, 0), i);
        if (!same) return false;
        if (!in_one_report(&all->at[find(all, *same)], &all->at[find(all, i)])) join(all, *same, i);
    }
    return true;
}

/* An acronym that one report writes out and another does not: where only one body has these initials. */
static bool tie_acronyms(story *s, candidates *all) {
    syn_map initials;
    map_init(&initials, s->scratch);
    for (uint32_t i = 0; i < all->n; i++) {
        if (!all->at[i].initials) continue;
        uint32_t *slot = map_slot_of(&initials, all->at[i].initials, i);
        if (!slot) return false;
        if (*slot != SEVERAL && find(all, *slot) != find(all, i)) *slot = SEVERAL;
    }
    for (uint32_t i = 0; i < all->n; i++) {
        const candidate *c = &all->at[i];
        uint32_t at = c->acronym && !c->same ? map_get(&initials, c->acronym) : MAP_NONE;
        if (at != MAP_NONE && at != SEVERAL) join(all, at, i);
    }
    return true;
}

/* How well two persons of one skeleton of surname fit, as their fullest names say; 0 = not. */
static int persons_fit(const candidates *all, const candidate *a, const candidate *b) {
    const name_parts *left = &all->at[a->fullest].parts, *right = &all->at[b->fullest].parts;
    bool equal = name_part_equal(name_surname(left), name_surname(right));
    given_fit fit = name_given_fit(left, right);
    if (fit == GIVEN_APART || (left->suffix && right->suffix && left->suffix != right->suffix)) return 0;
    if (a->gender != b->gender && a->gender != 'u' && b->gender != 'u' && fit < GIVEN_SAME) return 0;
    bool single = left->count < 2 || right->count < 2;
    if (!equal && ((fit < GIVEN_LIKE && !single) || !name_part_like(name_surname(left), name_surname(right)))) return 0;
    return (equal ? 20 : 0) + 2 * (int)fit + (left->suffix == right->suffix) + 1;
}

/* 0 a full name, 1 one with initials, 2 a surname alone. */
static int class_of(const candidates *all, uint32_t root) {
    const name_parts *parts = &all->at[all->at[root].fullest].parts;
    return parts->count < 2 ? 2 : parts->full < 2 ? 1 : 0;
}

/* Joins a person of one class to the one of this class or a fuller one that fits best; to none where two fit as well. */
static void tie_person(candidates *all, const syn_map *surnames, uint32_t i, int class) {
    uint32_t best = REPORT_NONE, steps = 0, own = find(all, i);
    int best_fit = 0;
    bool several = false;
    uint32_t at = map_get(surnames, name_part_skeleton(name_surname(&all->at[i].parts)));
    for (; at != MAP_NONE && at != REPORT_NONE && steps < MOST_OF_SURNAME; at = all->at[at].next, steps++) {
        uint32_t root = find(all, at);
        if (root == own || root == best || class_of(all, root) > class) continue;
        if (in_one_report(&all->at[root], &all->at[own])) continue;
        int fit = persons_fit(all, &all->at[root], &all->at[own]);
        if (!fit || fit < best_fit) continue;
        several = fit == best_fit;
        best = root;
        best_fit = fit;
    }
    if (best != REPORT_NONE && !several) join(all, best, own);
}

/* Persons by surname: full names first, then those with initials, then the surname alone. */
static bool tie_persons(story *s, candidates *all) {
    syn_map surnames;
    map_init(&surnames, s->scratch);
    for (uint32_t i = 0; i < all->n; i++) {
        if (!all->at[i].parts.count) continue;
        uint32_t *chain = map_slot_of(&surnames, name_part_skeleton(name_surname(&all->at[i].parts)), REPORT_NONE - 1);
        if (!chain) return false;
        all->at[i].next = *chain == REPORT_NONE - 1 ? REPORT_NONE : *chain;
        *chain = i;
    }
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t i = 0; i < all->n; i++) {
            if (all->at[i].parts.count && find(all, i) == i && class_of(all, i) == pass) tie_person(all, &surnames, i, pass);
        }
    return true;
}

/* Persons whose surnames are spelt in two ways ("Anders-Holm", "Andres-Holm") and whose reports give them like roles are
 * left apart here: a wrong tie is worse. */

static bool add_mentions(story *s) {
    syn_collation *out = s->out;
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        for (uint32_t m = 0; m < report->mentions.n; m++) {
            const syn_mention *mention = &report->mentions.at[m];
            if (mention->entity == REPORT_NONE || mention->form == FORM_PRONOUN) continue;
            uint32_t person = s->person_of[r][mention->entity];
            if (person == REPORT_NONE) continue;
            syn_span span = mention->span;
            if (span_present(mention->title) && mention->title.end <= span.begin) span.begin = mention->title.begin;
            syn_places *places = &out->people.at[person].mentions;
            if (!VEC_PUSH(s->keep, places, (syn_place){r, span})) return false;
            bool role = mention->type == NAME_PERSON && span_present(mention->role) && mention->role.begin >= span.end;
            if (role && !VEC_PUSH(s->keep, places, (syn_place){r, mention->role})) return false;
        }
    }
    return true;
}

static bool fuller(syn_slice a, syn_slice b) { return a.len > b.len; }

/* One person per set, in order of first mention; name = the longest. */
static bool gather(story *s, candidates *all) {
    syn_collation *out = s->out;
    syn_map index;
    map_init(&index, s->scratch);
    for (uint32_t i = 0; i < all->n; i++) {
        const candidate *c = &all->at[i];
        const syn_report *report = s->reports[c->report];
        const syn_entity *entity = &report->entities.at[c->entity];
        uint32_t *slot = map_slot_of(&index, find(all, i), out->people.n);
        if (!slot) return false;
        if (*slot == out->people.n && !VEC_PUSH(s->keep, &out->people, (collation_person){.type = entity->type}))
            return false;
        collation_person *person = &out->people.at[*slot];
        syn_slice name = report_slice(report, entity->name);
        if (fuller(name, person->name)) {
            person->name = name;
            person->name_place = (syn_place){c->report, entity->name};
        }
        if (!person->list_name.len) {
            person->list_name = arena_copy(s->keep, entity->list_name);
            person->list_id = arena_copy(s->keep, entity->list_id);
        }
        s->person_of[c->report][c->entity] = *slot;
        syn_span role = role_told(report, entity->role);
        if (span_present(role) && !VEC_PUSH(s->keep, &person->roles, (syn_place){c->report, role})) return false;
    }
    return true;
}

/* Where a person stands in the list: the named, and who speaks or is told of in several reports; who is told of in one; then
 * bodies and places. */
enum { TIER_FIRST, TIER_TOLD_OF, TIER_REST, TIERS };

static unsigned tier_of(const collation_person *p, bool speaks) {
    if (p->type != NAME_PERSON) return TIER_REST;
    if (p->form == PERSON_NAMED || speaks) return TIER_FIRST;
    return p->mentions.n && p->mentions.at[0].report != p->mentions.at[p->mentions.n - 1].report ? TIER_FIRST : TIER_TOLD_OF;
}

/* A stable order of people: by tiers, most mentions first, then the order of first mention. One without mentions (pronouns
 * only) is dropped. */
static bool rank(story *s) {
    syn_collation *out = s->out;
    uint32_t n = out->people.n;
    uint32_t *place = ARENA_ARRAY(s->scratch, uint32_t, n + 1), *order = ARENA_ARRAY(s->scratch, uint32_t, n + 1);
    uint8_t *speaks = ARENA_ARRAY(s->scratch, uint8_t, n + 1);
    collation_person *ranked = ARENA_ARRAY(s->keep, collation_person, n + 1);
    if (!place || !order || !ranked || !speaks) return false;
    uint32_t most = 0;
    for (uint32_t i = 0; i < n; i++)
        if (out->people.at[i].mentions.n > most) most = out->people.at[i].mentions.n;
    for (uint32_t i = 0; i < s->unnamed.n; i++) speaks[s->unnamed.at[i].person] |= s->unnamed.at[i].speaks;
    /* Counting sort by (tier, mentions descending); stable in the order of first mention. */
    uint32_t buckets = TIERS * (most + 1);
    uint32_t *starts = ARENA_ARRAY(s->scratch, uint32_t, buckets + 1);
    if (!starts) return false;
    for (uint32_t i = 0; i < n; i++) {
        const collation_person *p = &out->people.at[i];
        place[i] = p->mentions.n ? tier_of(p, speaks[i]) * (most + 1) + most - p->mentions.n : buckets - 1;
        starts[place[i] + 1]++;
    }
    for (uint32_t b = 0; b < buckets; b++) starts[b + 1] += starts[b];
    for (uint32_t i = 0; i < n; i++) order[i] = starts[place[i]]++;
    for (uint32_t i = 0; i < n; i++) ranked[order[i]] = out->people.at[i];
    if (n) memcpy(out->people.at, ranked, n * sizeof *ranked);
    while (out->people.n && out->people.at[out->people.n - 1].mentions.n == 0) out->people.n--;
    for (uint32_t i = 0; i < s->unnamed.n; i++) s->unnamed.at[i].person = order[s->unnamed.at[i].person];
    for (uint32_t r = 0; r < s->count; r++)
        for (uint32_t e = 0; e < s->reports[r]->entities.n; e++) {
            uint32_t now = order[s->person_of[r][e]];
            s->person_of[r][e] = now < out->people.n && out->people.at[now].mentions.n ? now : REPORT_NONE;
        }
    return true;
}

bool story_people(story *s) {
    candidates all = {0};
    return collect(s, &all) && tie_listed(s, &all) && tie_equal(s, &all) && tie_acronyms(s, &all) &&
           tie_persons(s, &all) && gather(s, &all) && add_mentions(s) && story_unnamed(s) && rank(s) && story_writers(s);
}
