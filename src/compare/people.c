/* people.c - who is in the story: the entities of all reports tied together.
 *
 * In: the entities of each report. Out: out->people, the most mentioned first, and person_of. Two entities are one when both
 * are persons, or neither is, and their folded names are equal; or, for persons, when the last words of their names are alike
 * and what stands before does not clash (a given name that is missing, the same, its initial, or another spelling of it).
 * Before all that speaks the caller's list of names: entities of one entry are one, those of two entries never.
 * Persons that could join two of one surname join neither. Linear: everything goes through maps of last names.
 * Not done: nicknames; bodies known under two names that share no words. */
#include "compare/story.h"

typedef struct candidate {
    uint32_t report, entity;
    uint32_t parent;        /* union-find */
    uint32_t word, words;   /* of its name */
    uint32_t next;          /* candidate with the same last name, or REPORT_NONE */
    uint64_t whole;         /* hash of all words of the name */
    uint64_t given, last;   /* fold of the first and last word; given 0 = single name */
    uint64_t listed;        /* its entry in the caller's list, kept at the root; 0 = none */
} candidate;

typedef SYN_VEC(candidate) candidates;

static uint32_t find(candidates *all, uint32_t i) {
    while (all->at[i].parent != i) {
        all->at[i].parent = all->at[all->at[i].parent].parent;
        i = all->at[i].parent;
    }
    return i;
}

static void join(candidates *all, uint32_t a, uint32_t b) {
    a = find(all, a);
    b = find(all, b);
    uint64_t left = all->at[a].listed, right = all->at[b].listed;
    if (left && right && left != right) return;
    all->at[a].listed = all->at[b].listed = left ? left : right;
    if (a < b) all->at[b].parent = a;
    else all->at[a].parent = b;
}

static syn_slice word_text(const syn_report *r, uint32_t word) {
    return slice_cut(r->text, r->words.at[word].begin, r->words.at[word].end);
}

/* Consonants of a name, doubled ones once: Sergey and Sergei, Nambariin and Nambaryn are alike in them. */
static size_t skeleton(syn_slice name, char out[16]) {
    size_t n = 0;
    for (size_t i = 0; i < name.len && n < 16; i++) {
        char c = (char)(name.ptr[i] | 0x20);
        if (c < 'a' || c > 'z' || c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'h') continue;
        if (c == 'k' || c == 'q') c = 'c';
        if (c == 'w') c = 'v';
        if (c == 'z') c = 's';
        if (n && out[n - 1] == c) continue;
        out[n++] = c;
    }
    return n;
}

static bool alike(syn_slice a, syn_slice b) {
    char left[16], right[16];
    size_t n = skeleton(a, left), m = skeleton(b, right);
    if (a.len == 0 || b.len == 0) return false;
    return n == m && n >= 2 && memcmp(left, right, n) == 0 && (a.ptr[0] | 0x20) == (b.ptr[0] | 0x20);
}

/* Does what stands before the last name clash? */
static bool given_fits(const story *s, const candidate *a, const candidate *b) {
    if (!a->given || !b->given || a->given == b->given) return true;
    syn_slice left = word_text(s->reports[a->report], a->word), right = word_text(s->reports[b->report], b->word);
    if (left.len && right.len && (left.len <= 2 || right.len <= 2)) return left.ptr[0] == right.ptr[0];  /* an initial */
    return alike(left, right);
}

/* What is the same for all entities of one entry: its id, or its name and type where it has none. */
static uint64_t listed_key(const syn_entity *entity) {
    if (entity->list_id.len) return slice_hash(entity->list_id) | 1;
    return entity->list_name.len ? hash_join(2u + entity->type, slice_hash(entity->list_name)) | 1 : 0;
}

static bool collect(story *s, candidates *all) {
    s->person_of = ARENA_ARRAY(s->scratch, uint32_t *, s->count);
    if (!s->person_of) return false;
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        s->person_of[r] = ARENA_ARRAY(s->scratch, uint32_t, report->entities.n + 1);
        if (!s->person_of[r]) return false;
        for (uint32_t e = 0; e < report->entities.n; e++) {
            syn_span name = report->entities.at[e].name;
            candidate c = {.report = r, .entity = e, .parent = all->n, .next = REPORT_NONE};
            c.word = report_word_at(report, name.begin);
            for (uint32_t w = c.word; w < report->words.n && report->words.at[w].begin < name.end; w++) {
                c.words++;
                c.whole = hash_join(c.whole, report->words.at[w].fold);
                c.last = report->words.at[w].fold;
            }
            if (c.words > 1) c.given = report->words.at[c.word].fold;
            c.listed = listed_key(&report->entities.at[e]);
            if (!VEC_PUSH(s->scratch, all, c)) return false;
        }
    }
    return true;
}

/* Persons apart from the rest: whether a town is a place or a body, one report often says otherwise than another. */
static uint64_t typed(uint64_t hash, uint8_t type) { return hash * 2 + (type == NAME_PERSON); }

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

/* Ties equal whole names; then persons by last name. */
static bool tie(story *s, candidates *all) {
    syn_map whole, last;
    map_init(&whole, s->scratch);
    map_init(&last, s->scratch);
    for (uint32_t i = 0; i < all->n; i++) {
        candidate *c = &all->at[i];
        uint8_t type = s->reports[c->report]->entities.at[c->entity].type;
        uint32_t *same = map_slot_of(&whole, typed(c->whole, type), i);
        if (!same) return false;
        if (*same != i) join(all, *same, i);
        if (type != NAME_PERSON || *same != i) continue;
        uint32_t *chain = map_slot_of(&last, c->last, REPORT_NONE);
        if (!chain) return false;
        c->next = *chain;
        *chain = i;
    }
    for (uint32_t i = 0; i < all->n; i++) {
        candidate *c = &all->at[i];
        if (s->reports[c->report]->entities.at[c->entity].type != NAME_PERSON) continue;
        uint32_t only = REPORT_NONE, steps = 0;
        bool several = false;
        for (uint32_t k = map_get(&last, c->last); k != REPORT_NONE && steps < 32; k = all->at[k].next, steps++) {
            const candidate *other = &all->at[k];
            if (find(all, k) == find(all, i) || !given_fits(s, c, other)) continue;
            if (c->given && other->given) {  /* two full names: their own decision */
                join(all, i, k);
                continue;
            }
            if (!c->given && only != REPORT_NONE && find(all, only) != find(all, k)) several = true;
            if (!c->given) only = k;
        }
        if (only != REPORT_NONE && !several) join(all, only, i);
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
            if (!VEC_PUSH(s->keep, &out->people.at[person].mentions, (syn_place){r, span})) return false;
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
        if (span_present(entity->role) && !VEC_PUSH(s->keep, &person->roles, (syn_place){c->report, entity->role}))
            return false;
    }
    return true;
}

/* A stable order of people: persons before the rest, most mentions first, then the order of first mention. One without
 * mentions (pronouns only) is dropped. */
static bool rank(story *s) {
    syn_collation *out = s->out;
    uint32_t n = out->people.n;
    uint32_t *place = ARENA_ARRAY(s->scratch, uint32_t, n + 1), *order = ARENA_ARRAY(s->scratch, uint32_t, n + 1);
    collation_person *ranked = ARENA_ARRAY(s->keep, collation_person, n + 1);
    if (!place || !order || !ranked) return false;
    uint32_t most = 0;
    for (uint32_t i = 0; i < n; i++)
        if (out->people.at[i].mentions.n > most) most = out->people.at[i].mentions.n;
    /* Counting sort by (persons first, mentions descending); stable in the order of first mention. */
    uint32_t buckets = 2 * (most + 1);
    uint32_t *starts = ARENA_ARRAY(s->scratch, uint32_t, buckets + 1);
    if (!starts) return false;
    for (uint32_t i = 0; i < n; i++) {
        const collation_person *p = &out->people.at[i];
        place[i] = p->mentions.n ? (p->type == NAME_PERSON ? 0 : most + 1) + most - p->mentions.n : buckets - 1;
        starts[place[i] + 1]++;
    }
    for (uint32_t b = 0; b < buckets; b++) starts[b + 1] += starts[b];
    for (uint32_t i = 0; i < n; i++) order[i] = starts[place[i]]++;
    for (uint32_t i = 0; i < n; i++) ranked[order[i]] = out->people.at[i];
    if (n) memcpy(out->people.at, ranked, n * sizeof *ranked);
    while (out->people.n && out->people.at[out->people.n - 1].mentions.n == 0) out->people.n--;
    for (uint32_t r = 0; r < s->count; r++)
        for (uint32_t e = 0; e < s->reports[r]->entities.n; e++) {
            uint32_t now = order[s->person_of[r][e]];
            s->person_of[r][e] = now < out->people.n && out->people.at[now].mentions.n ? now : REPORT_NONE;
        }
    return true;
}

bool story_people(story *s) {
    candidates all = {0};
    return collect(s, &all) && tie_listed(s, &all) && tie(s, &all) && gather(s, &all) && add_mentions(s) && rank(s);
}
