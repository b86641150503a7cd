/* people_unnamed.c - persons that a story tells of without a name: "the pilot", "a foreign ministry official".
 *
 * In: the named people and the descriptions of each report (people_find.c). Out: out->people gets those of form
 * PERSON_UNNAMED, and named persons the descriptions that are surely theirs; story.unnamed says which description is whose.
 * 1. Within a report, in order: "the pilot" is the last pilot told of; "a pilot" is one told of before only where neither is
 *    called what the other is not. Of nouns of which a story often has several (officials, witnesses, men) the rest of
 *    the description must agree too. A description that stands beside a name is that person, and so is "the shopkeeper" where one
 *    named person of the report has that noun for a title, or "the president" where one of the story has.
 * 2. Over reports: nouns of one class, where each report has one of them, or the rest of the descriptions agrees.
 * 3. Only who speaks, is told of twice, or is brought in as one human being of a kind is listed; "the official", "a man" alone
 *    are nobody.
 * Linear but for the MOST_OF_CLASS latest of one class that are looked at. Not done: pronouns; one person under nouns of two
 * classes ("the gunman", "the former student"). */
#include <stdlib.h>
#include <string.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/people/people.h"
#include "text/background.h"

#define SEVERAL (REPORT_NONE - 1)
#define AGREE 9.0        /* rarity of what two descriptions share, in bits, that makes them one of many ... */
#define AGREE_ALL 6.5    /* ... where they share all ... */
#define AGREE_VOICE 4.5  /* ... and speak for a body */

enum { MOST_OF_CLASS = 16, KNOWN = 16, NAME_BYTES = 60, MOST_TOLD = 3 };

typedef struct unnamed {
    uint64_t class;
    uint32_t report, first;      /* its first description */
    uint32_t named;              /* person, or REPORT_NONE */
    uint32_t before;             /* the unnamed of its class before it, or REPORT_NONE */
    uint32_t group;              /* of the story */
    uint32_t mentions, modifiers;
    uint64_t modifier[KNOWN];
    uint8_t by, noun;
    bool other;                  /* "another" */
    bool speaks, alone;          /* alone: the only one of its class in its report, or ... */
    bool most;                   /* ... the one most told of, MOST_TOLD times or more */
} unnamed;

typedef struct group {
    uint64_t class;
    uint32_t before, last;       /* the group of its class before it; the last unnamed in it */
    uint32_t last_report, reports, mentions, best, person;
    bool speaks, alone, listed;
} group;

typedef struct finder {
    story *s;
    descriptions all;
    SYN_VEC(unnamed) found;
    SYN_VEC(group) groups;
    uint32_t group_of_report, groups_of_report;  /* the only group of the report so far, and how many it has */
    syn_map titles;              /* class of a title, with its report or for the story: person, or SEVERAL */
    syn_map title_words;         /* person and stem of a word of their titles */
} finder;

/* ---- titles of the named ---- */
static bool note_title(finder *f, uint64_t key, uint32_t person) {
    uint32_t *slot = map_slot_of(&f->titles, key, person);
    if (!slot) return false;
    if (*slot != person) *slot = SEVERAL;
    return true;
}

static uint64_t class_of_entry(const lexicon_entry *entry) {
    const char *dot = strchr(entry->value, '.');
    return slice_hash(slice_of(entry->value, dot ? (size_t)(dot - entry->value) : strlen(entry->value)));
}

static bool note_titles_in(finder *f, uint32_t report, syn_span span, uint32_t person) {
    const syn_report *r = f->s->reports[report];
    if (!span_present(span)) return true;
    uint32_t from = report_word_at(r, span.begin), to = from;
    while (to < r->words.n && r->words.at[to].begin < span.end) to++;
    for (uint32_t w = from; w < to; w++) {
        const lexicon_entry *past = lexicon_word(&lexicon_compare_determiners, r->words.at[w].fold);
        if (past && past->value[0] == 'z') return true;
        if (!map_slot_of(&f->title_words, hash_join(r->words.at[w].stem, person), 1)) return false;
        const lexicon_entry *noun = lexicon_match(&lexicon_compare_persons, r->words.at, w, to);
        if (!noun) continue;
        uint64_t class = class_of_entry(noun);
        if (!note_title(f, hash_join(class, report + 1u), person) || !note_title(f, hash_join(class, 0), person)) return false;
        w += noun->words - 1u;
    }
    return true;
}

static bool note_titles(finder *f) {
    map_init(&f->titles, f->s->scratch);
    map_init(&f->title_words, f->s->scratch);
    for (uint32_t r = 0; r < f->s->count; r++) {
        const syn_report *report = f->s->reports[r];
        for (uint32_t m = 0; m < report->mentions.n; m++) {
            const syn_mention *mention = &report->mentions.at[m];
            if (mention->type != NAME_PERSON || mention->entity == REPORT_NONE) continue;
            uint32_t person = f->s->person_of[r][mention->entity];
            if (person == REPORT_NONE) continue;
            if (!note_titles_in(f, r, mention->title, person) || !note_titles_in(f, r, mention->role, person)) return false;
            if (mention->form == FORM_DESCRIPTION && !note_titles_in(f, r, mention->span, person)) return false;
        }
    }
    return true;
}

/* ---- within a report ---- */
static uint32_t shared(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m, double *weight) {
    uint32_t count = 0;
    *weight = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if (a[i] == b[k]) count++, *weight += background_rarity(a[i]);
    return count;
}

/* Do two descriptions with a noun of which there are many agree enough to be of one? */
static bool agree(uint8_t noun, uint32_t both, uint32_t a, uint32_t b, double weight) {
    return weight >= (both < a || both < b ? AGREE : noun & NOUN_VOICE ? AGREE_VOICE : AGREE_ALL);
}

/* How well a description fits one told of before; 0 = not. */
static double same_one(const description *d, const unnamed *e, bool only) {
    double weight;
    uint32_t both = shared(d->modifier, d->modifiers, e->modifier, e->modifiers, &weight);
    bool nested = both == d->modifiers || both == e->modifiers;
    bool many = (d->noun & NOUN_MANY) != 0, bare = (d->noun & NOUN_BARE) != 0;
    if (d->other || d->named != REPORT_NONE || (e->other && d->by == BY_A)) return 0;
    if ((d->noun & NOUN_KIN) && (d->by == BY_A) != (e->by == BY_A) && d->by != BY_THE) return 0;
    if (both && both == d->modifiers && both == e->modifiers) return 1 + weight;
    if (d->by == BY_COUNT) return 0;
    if (d->by == BY_THE || d->by == BY_OWNER)
        return d->modifiers == 0 || both > 0 || (d->by == BY_THE && only && (!many || bare)) ? 1 + weight : 0;
    return nested && (!many || agree(d->noun, both, d->modifiers, e->modifiers, weight)) ? 1 + weight : 0;
}

/* The one of the report that a description means, the latest of those that fit best; or REPORT_NONE. */
static uint32_t find_in_report(const finder *f, const description *d, uint32_t latest) {
    uint32_t best = REPORT_NONE, steps = 0;
    double most = 0;
    bool only = latest != REPORT_NONE && f->found.at[latest].before == REPORT_NONE;
    for (uint32_t e = latest; e != REPORT_NONE && steps < MOST_OF_CLASS; e = f->found.at[e].before, steps++) {
        double fit = same_one(d, &f->found.at[e], only);
        if (fit > most) most = fit, best = e;
    }
    return best;
}

/* Of what a description says, how much stands in the titles of a person. */
static uint32_t in_titles(const finder *f, const description *d, uint32_t person) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->modifiers; i++)
        count += map_get(&f->title_words, hash_join(d->modifier[i], person)) != MAP_NONE;
    return count;
}

/* The named person that "the shopkeeper", "the president" or "the country's justice minister" must be; SEVERAL where that is
 * not sure. Of an office one word may be said that no title has (whose it is), if another is in them. */
static uint32_t named_by_title(const finder *f, const description *d) {
    bool office = (d->noun & NOUN_OFFICE) != 0;
    if (d->other || (d->by != BY_THE && !(office && d->by == BY_OWNER))) return REPORT_NONE;
    uint32_t here = map_get(&f->titles, hash_join(d->class, d->report + 1u));
    uint32_t there = office ? map_get(&f->titles, hash_join(d->class, 0)) : MAP_NONE;
    uint32_t person = here != MAP_NONE ? here : there;
    if (person == MAP_NONE) return REPORT_NONE;
    if (person == SEVERAL || !d->modifiers) return d->modifiers && here == MAP_NONE ? REPORT_NONE : person;
    uint32_t known = in_titles(f, d, person);
    if (known == d->modifiers || (office && known && known + 1 == d->modifiers)) return person;
    return here != MAP_NONE && d->by == BY_THE ? SEVERAL : REPORT_NONE;
}

static void take(unnamed *e, const description *d) {
    e->mentions++;
    e->speaks |= d->speaks;
    for (uint32_t i = 0; i < d->modifiers && e->modifiers < KNOWN; i++) {
        double weight;
        if (!shared(&d->modifier[i], 1, e->modifier, e->modifiers, &weight)) e->modifier[e->modifiers++] = d->modifier[i];
    }
}

/* A description that brings nobody in: "the officials", "a new president", "the comedian" of whom nothing was told: that one has
 * a name, most often. */
static bool brings_nobody(const description *d) {
    if (d->noun & NOUN_PLURAL) return d->by != BY_COUNT && !d->counted;
    if (d->by == BY_A) return (d->noun & NOUN_OFFICE) && !d->speaks;
    if (d->by != BY_THE || (d->noun & NOUN_LONE)) return false;
    return d->modifiers == 0 || (d->noun & NOUN_BARE) || !(d->speaks || d->full.end > d->span.end);
}

static bool settle(finder *f, uint32_t index, syn_map *latest) {
    description *d = &f->all.at[index];
    uint32_t *slot = map_slot_of(latest, d->class, REPORT_NONE - 1);
    if (!slot) return false;
    uint32_t before = *slot == REPORT_NONE - 1 ? REPORT_NONE : *slot;
    d->entity = find_in_report(f, d, before);
    bool them = (d->noun & NOUN_PLURAL) && (d->noun & NOUN_BARE) && d->by == BY_THE;  /* "the men": the only group told of */
    if (d->entity == REPORT_NONE && them && f->groups_of_report == 1) d->entity = f->group_of_report;
    if (d->entity != REPORT_NONE) {
        take(&f->found.at[d->entity], d);
        return true;
    }
    uint32_t named = d->named != REPORT_NONE ? d->named : named_by_title(f, d);
    if (named == SEVERAL || (named == REPORT_NONE && brings_nobody(d)) || f->found.n >= CAP_ENTITIES) return true;
    unnamed e = {.class = d->class, .report = d->report, .first = index, .named = named, .before = before, .group = REPORT_NONE,
                 .by = d->by, .noun = d->noun, .other = d->other, .alone = before == REPORT_NONE};
    if (before != REPORT_NONE) f->found.at[before].alone = false;
    take(&e, d);
    d->entity = f->found.n;
    *slot = f->found.n;
    if (d->noun & NOUN_PLURAL) f->group_of_report = f->found.n, f->groups_of_report++;
    return VEC_PUSH(f->s->scratch, &f->found, e);
}

static bool settle_reports(finder *f) {
    uint32_t from = 0;
    for (uint32_t r = 0; r < f->s->count; r++) {
        syn_map latest;
        map_init(&latest, f->s->scratch);
        f->groups_of_report = 0;
        if (!story_describe(f->s, r, &f->all)) return false;
        for (uint32_t i = from; i < f->all.n; i++)
            if (!settle(f, i, &latest)) return false;
        from = f->all.n;
    }
    return true;
}

/* ---- over reports ---- */
static double fits(const finder *f, const group *g, const unnamed *e) {
    const unnamed *last = &f->found.at[g->last];
    double weight;
    uint32_t both = shared(e->modifier, e->modifiers, last->modifier, last->modifiers, &weight);
    if (g->last_report == e->report || e->other || last->other) return 0;
    if ((e->noun & NOUN_BARE) && e->most && last->most) return 1 + weight;
    bool all = both && both == e->modifiers && both == last->modifiers;
    if (all && !e->speaks && !last->speaks && !(e->noun & NOUN_BARE)) return 1 + weight;
    if (e->noun & NOUN_MANY) return agree(e->noun, both, e->modifiers, last->modifiers, weight) ? weight : 0;
    if (g->alone && e->alone) return 1 + weight;
    return both > 0 && (both == e->modifiers || both == last->modifiers) ? 1 + weight : 0;
}

/* Of each class, who is told of most in a report. */
static void find_most(finder *f) {
    for (uint32_t i = 0; i < f->found.n; i++) {
        unnamed *e = &f->found.at[i], *most = e;
        uint32_t steps = 0;
        if (e->mentions < MOST_TOLD) continue;
        e->most = true;
        for (uint32_t k = e->before; k != REPORT_NONE && steps < MOST_OF_CLASS; k = f->found.at[k].before, steps++) {
            unnamed *other = &f->found.at[k];
            if (other->most && other->mentions >= most->mentions) most->most = false, most = other;
            else other->most = false;
        }
    }
}

static bool tie_reports(finder *f) {
    find_most(f);
    syn_map latest;
    map_init(&latest, f->s->scratch);
    for (uint32_t i = 0; i < f->found.n; i++) {
        unnamed *e = &f->found.at[i];
        if (e->named != REPORT_NONE) continue;
        uint32_t *slot = map_slot_of(&latest, e->class, REPORT_NONE - 1);
        if (!slot) return false;
        uint32_t before = *slot == REPORT_NONE - 1 ? REPORT_NONE : *slot, best = REPORT_NONE, steps = 0;
        double most = 0;
        for (uint32_t g = before; g != REPORT_NONE && steps < MOST_OF_CLASS; g = f->groups.at[g].before, steps++) {
            double fit = fits(f, &f->groups.at[g], e);
            if (fit > most) most = fit, best = g;
        }
        if (best == REPORT_NONE) {
            best = *slot = f->groups.n;
            group g = {.class = e->class, .before = before, .alone = true, .best = REPORT_NONE, .last_report = REPORT_NONE};
            if (!VEC_PUSH(f->s->scratch, &f->groups, g)) return false;
        }
        group *g = &f->groups.at[best];
        g->reports += g->last_report != e->report;
        g->last_report = e->report;
        g->last = i;
        g->mentions += e->mentions;
        g->speaks |= e->speaks;
        g->alone &= e->alone;
        e->group = best;
    }
    return true;
}

/* ---- who is listed ---- */
/* One that is told of once, without speaking: brought in as one of a kind. */
static bool tells_of_one(const unnamed *e) {
    if (e->noun & NOUN_PLURAL) return (e->noun & NOUN_KIN) != 0;
    if (e->noun & NOUN_BARE) return false;
    if (e->by == BY_THE) return !(e->noun & (NOUN_MANY | NOUN_OFFICE));
    return !(e->noun & NOUN_MANY) || (e->modifiers > 0 && e->by != BY_ONE_OF);
}

/* How much a description says as a name: its length, if that is none of a line; "one of the passengers" little. */
static uint32_t telling(const description *d) {
    uint32_t length = span_length(d->span);
    return length > NAME_BYTES ? 1 : d->by == BY_ONE_OF ? length / 4 : length;
}

static void choose(finder *f) {
    for (uint32_t i = 0; i < f->found.n; i++) {
        const unnamed *e = &f->found.at[i];
        if (e->group == REPORT_NONE) continue;
        group *g = &f->groups.at[e->group];
        bool bare = (e->noun & NOUN_BARE) != 0, lead = bare && f->all.at[e->first].leads;
        bool several = g->mentions > 1 && (!bare || e->modifiers > 0);
        bool speaks = e->speaks && !(bare && (e->modifiers == 0 || lead));
        bool aged = f->all.at[e->first].aged && e->by == BY_A && !lead;
        if (speaks || several || aged || tells_of_one(e)) g->listed = true;
    }
    for (uint32_t i = 0; i < f->all.n; i++) {
        const description *d = &f->all.at[i];
        if (d->entity == REPORT_NONE || f->found.at[d->entity].group == REPORT_NONE) continue;
        group *g = &f->groups.at[f->found.at[d->entity].group];
        if (g->best == REPORT_NONE || telling(d) > telling(&f->all.at[g->best])) g->best = i;
    }
}

static int by_place(const void *left, const void *right) {
    const syn_place *a = left, *b = right;
    if (a->report != b->report) return a->report < b->report ? -1 : 1;
    if (a->span.begin != b->span.begin) return a->span.begin < b->span.begin ? -1 : 1;
    return a->span.end < b->span.end ? -1 : a->span.end > b->span.end;
}

static bool add_person(finder *f, group *g) {
    syn_collation *out = f->s->out;
    const description *d = &f->all.at[g->best];
    collation_person person = {.form = PERSON_UNNAMED, .type = NAME_PERSON, .name = report_slice(f->s->reports[d->report], d->span),
                               .name_place = {d->report, d->span, false}};
    g->person = out->people.n;
    return VEC_PUSH(f->s->keep, &out->people, person);
}

/* One role a report: the longest that a description says beyond its noun. */
static bool add_role(finder *f, collation_person *person, const description *d) {
    syn_place place = {d->report, d->full, false};
    if (d->full.end == d->span.end) return true;
    uint32_t n = person->roles.n;
    if (n && person->roles.at[n - 1].report == d->report) {
        if (span_length(d->full) > span_length(person->roles.at[n - 1].span)) person->roles.at[n - 1] = place;
        return true;
    }
    return VEC_PUSH(f->s->keep, &person->roles, place);
}

static bool add_mentions(finder *f) {
    syn_collation *out = f->s->out;
    for (uint32_t i = 0; i < f->all.n; i++) {
        description *d = &f->all.at[i];
        if (d->entity == REPORT_NONE) continue;
        const unnamed *e = &f->found.at[d->entity];
        group *g = e->group == REPORT_NONE ? NULL : &f->groups.at[e->group];
        if (g && !g->listed) continue;
        uint32_t person = g ? g->person : e->named;
        if (g && !add_role(f, &out->people.at[person], d)) return false;
        syn_place place = {d->report, d->span, false};
        if (!VEC_PUSH(f->s->keep, &out->people.at[person].mentions, place)) return false;
        if (!VEC_PUSH(f->s->lasting, &f->s->unnamed, ((described){place, person, d->speaks}))) return false;
    }
    return true;
}

bool story_unnamed(story *s) {
    finder f = {.s = s};
    if (!note_titles(&f) || !settle_reports(&f) || !tie_reports(&f)) return false;
    choose(&f);
    for (uint32_t g = 0; g < f.groups.n; g++)
        if (f.groups.at[g].listed && !add_person(&f, &f.groups.at[g])) return false;
    if (!add_mentions(&f) || !story_described_roles(s, &f.all) || !people_signers(s)) return false;
    for (uint32_t i = 0; i < s->out->people.n; i++) {
        syn_places *places = &s->out->people.at[i].mentions;
        if (s->out->people.at[i].form == PERSON_NAMED && places->n) qsort(places->at, places->n, sizeof *places->at, by_place);
    }
    return true;
}

syn_slice story_called(const story *s, uint32_t person) {
    const collation_person *p = &s->out->people.at[person];
    if (p->form != PERSON_UNNAMED || !p->roles.n) return p->name;
    return place_slice(s->out, p->roles.at[0]);
}

uint32_t story_unnamed_at(const story *s, uint32_t report, syn_span span) {
    uint32_t low = 0, high = s->unnamed.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        syn_place at = s->unnamed.at[middle].place;
        if (at.report < report || (at.report == report && at.span.end <= span.begin)) low = middle + 1;
        else high = middle;
    }
    if (low >= s->unnamed.n || s->unnamed.at[low].place.report != report) return REPORT_NONE;
    return span_overlaps(s->unnamed.at[low].place.span, span) ? s->unnamed.at[low].person : REPORT_NONE;
}
