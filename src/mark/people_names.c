/* people_names.c - which names are one person.
 *
 * In: mentions of persons. Out: persons, and for each mention its person. The idea: the longest names settle who there is,
 * and shorter ones choose among these.
 * 1. Full names, those with middle names first, those with initials last: the same surname (or another spelling of it) and a
 *    given name that fits: the same, another spelling, a nickname, an initial. Two persons stay apart when the given or
 *    middle names, the genders or the suffixes differ: "Jane Hartley", "Peter Hartley"; "Lee Hartley", "Lee Hartley Jr.". A
 *    long name is also found by what is left of it: "Mohammed bin Example al-Sample" by "Mohammed bin Example".
 * 2. Single names in order of the text. A title that says the gender or an office chooses; then who is called by the bare
 *    surname elsewhere; then who was named last. Two who were named last in one sentence are left alone: the mention has no
 *    entity. A name that is no one's surname may be a given name; "Bill and Jane Example" are two Examples.
 * 3. Handles, which must be the whole name, or a surname behind a title or a given name that fits.
 * A family ("the Example family", "the Examples") is a thing of its own.
 * Bounds: lookups by hash; of one surname or given name the PEOPLE_SAME made last are looked at, whole names are always
 * found. Sources: H. Lee and others (Computational Linguistics 2013), whose order of sieves this follows. */
#include "mark/people.h"

#include "mark/lexicon/lexicon.gen.h"

enum { KEY_PAIR = 3, KEY_FAMILY = 5, KEY_HANDLE = 7, KEY_SURNAME = 9 };  /* what a key joins first, to keep kinds of keys apart */
enum { NAME_PASSES = 3, LEAST_HANDLE = 4 /* letters of a surname that may close a handle without a given name */ };

typedef struct name_reading {
    syn_mention *mention;
    name_parts parts;
    char gender;          /* by the title, else by the given name */
    bool gender_told;     /* by the title */
    const char *office;   /* class of the office in the title, or NULL */
} name_reading;

static void read_name(const people_context *context, syn_mention *mention, name_reading *out) {
    const syn_report *report = context->report;
    uint32_t first = report_word_at(report, mention->span.begin), end = people_words_end(report, mention->span);
    *out = (name_reading){.mention = mention};
    name_parts_read(&out->parts, report->text, report->words.at, first, end);
    while (first + 1 < end && !(report->words.at[first].flags & WORD_CAPITAL)) first++;
    const lexicon_entry *given = lexicon_word(&lexicon_mark_name_given, report->words.at[first].fold);
    out->gender = title_gender(report, mention->title);
    out->gender_told = out->gender != 'u';
    if (!out->gender_told && given && out->parts.count > 1) out->gender = given->value[0];
    out->office = title_office(report, mention->title);
}

static bool genders_clash(char a, char b) { return a != b && a != 'u' && b != 'u'; }

/* ---- full names --------------------------------------------------------------------------------------------------- */

/* "Example Jr." beside "Example": two persons when the bare name came first, one when it is short for what was said. */
static bool suffix_clash(const person_thing *thing, const name_reading *name) {
    char own = name->parts.suffix, other = thing->parts.suffix;
    if (own == other) return false;
    if (own && other) return true;
    return own ? thing->first < name->mention->span.begin : name->mention->span.begin < thing->first;
}

/* How well a full name fits a person of its surname's skeleton; 0 = not. */
static int full_fit(const person_thing *thing, const name_reading *name) {
    const name_parts *parts = &name->parts;
    bool equal = name_part_equal(name_surname(&thing->parts), name_surname(parts));
    given_fit fit = name_given_fit(&thing->parts, parts);
    if (fit == GIVEN_APART || suffix_clash(thing, name) || !listed_fits(thing, name->mention)) return 0;
    if (genders_clash(thing->gender, name->gender) && fit != GIVEN_SAME) return 0;
    if (!equal && (fit < GIVEN_LIKE || !name_part_like(name_surname(&thing->parts), name_surname(parts)))) return 0;
    return (equal ? 20 : 0) + 2 * (int)fit + (thing->parts.suffix == parts->suffix);
}

static uint64_t full_key(const name_parts *parts) { return hash_join(name_parts_joined(parts), (uint64_t)parts->suffix); }
static uint64_t pair_key(const name_part *a, const name_part *b) {
    return hash_join(hash_join(KEY_PAIR, name_part_hash(a)), name_part_hash(b));
}

/* Of equally good ones the one named last before the mention, else the first. */
static bool nearer(const person_thing *a, const person_thing *b, uint32_t at) {
    if ((a->first <= at) != (b->first <= at)) return a->first <= at;
    return a->first <= at ? a->first > b->first : a->first < b->first;
}

static uint32_t find_full(const people_context *context, const name_reading *name) {
    const name_parts *parts = &name->parts;
    uint32_t best = listed_thing(context, name->mention);
    if (best != MAP_NONE) return best;
    best = people_find(&context->full, full_key(parts));
    if (best != MAP_NONE && full_fit(&context->things.at[best], name)) return best;
    int best_fit = 0;
    uint32_t at = map_get(&context->surnames, name_part_skeleton(name_surname(parts)));
    for (uint32_t n = 0; at != MAP_NONE && n < PEOPLE_SAME; n++, at = context->things.at[at].same) {
        int fit = full_fit(&context->things.at[at], name);
        if (!fit || fit < best_fit) continue;
        bool better = fit > best_fit || nearer(&context->things.at[at], &context->things.at[best], name->mention->span.begin);
        if (better) best = at;
        best_fit = fit;
    }
    if (best_fit) return best;
    if (parts->count != 2 || parts->full < 2) return MAP_NONE;
    at = people_find(&context->full, pair_key(&parts->at[0], &parts->at[1]));
    return at != MAP_NONE && !suffix_clash(&context->things.at[at], name) ? at : MAP_NONE;
}

/* Where a shorter name of a person ends otherwise than the fullest, that is a surname too. */
static bool offer_surname(people_context *context, uint32_t at, const name_part *surname) {
    if (name_part_equal(name_surname(&context->things.at[at].parts), surname)) return true;
    uint64_t key = hash_join(KEY_SURNAME, name_part_hash(surname));
    return people_find(&context->full, key) == at || people_offer(&context->full, key, at);
}

/* Puts a thing first in the chain of a key. */
static bool link_in(syn_map *map, uint64_t key, uint32_t at, uint32_t *next) {
    uint32_t *slot = map_slot_of(map, key, PEOPLE_MANY);
    if (!slot) return false;
    *next = *slot == PEOPLE_MANY ? MAP_NONE : *slot;
    *slot = at;
    return true;
}

/* Puts a new person under its names. */
static bool enter_person(people_context *context, uint32_t at, const name_reading *name) {
    person_thing *thing = &context->things.at[at];
    const name_parts *parts = &thing->parts;
    thing->parts = name->parts;
    thing->gender = name->gender;
    if (!link_in(&context->surnames, name_part_skeleton(name_surname(parts)), at, &thing->same)) return false;
    if (parts->count < 2) return true;
    if (!link_in(&context->givens, name_part_skeleton(&parts->at[0]), at, &thing->same_given)) return false;
    if (!people_offer(&context->full, full_key(parts), at)) return false;
    if (parts->count < 3) return true;
    for (uint32_t i = 1; i + 1 < parts->count; i++)
        if (!people_offer(&context->full, pair_key(&parts->at[0], &parts->at[i]), at)) return false;
    return people_offer(&context->full, pair_key(&parts->at[parts->count - 2], name_surname(parts)), at);
}

static bool join_full(people_context *context, const name_reading *name) {
    syn_mention *mention = name->mention;
    uint32_t at = find_full(context, name);
    if (at == MAP_NONE) {
        at = thing_new(context, mention, name->parts.full);
        if (at == MAP_NONE) return context->scratch->failed == SYN_OK;
        if (!enter_person(context, at, name)) return false;
    }
    person_thing *thing = &context->things.at[at];
    thing_name(thing, mention, name->parts.full);
    if (thing->gender == 'u' || name->gender_told) thing->gender = name->gender == 'u' ? thing->gender : name->gender;
    mention->entity = at;
    thing_learn(context, at, mention);
    return listed_set(context, at, mention) && offer_surname(context, at, name_surname(&name->parts));
}

/* Which pass a name belongs to: 0 with middle names, 1 given name and surname, 2 with initials; else NAME_PASSES. */
static unsigned pass_of(const name_parts *parts) {
    if (parts->count < 2) return NAME_PASSES;
    return parts->full < 2 ? 2 : parts->count > 2 ? 0 : 1;
}

/* ---- single names ------------------------------------------------------------------------------------------------- */

typedef struct candidates {
    uint32_t at[PEOPLE_SAME];
    uint32_t count;
} candidates;

static bool may_be(const person_thing *thing, const name_reading *name) {
    if (name->gender_told && genders_clash(thing->gender, name->gender)) return false;
    return !name->parts.suffix || name->parts.suffix == thing->parts.suffix;
}

/* Keeps the candidates that hold the office, if any does. */
static void prefer_office(const people_context *context, candidates *list, const char *office) {
    candidates holders = {.count = 0};
    for (uint32_t i = 0; i < list->count; i++)
        if (thing_holds(&context->things.at[list->at[i]], office)) holders.at[holders.count++] = list->at[i];
    if (holders.count) *list = holders;
}

static bool later(const person_thing *a, const person_thing *b) {
    bool a_seen = a->seen != UINT32_MAX, b_seen = b->seen != UINT32_MAX;
    if (a_seen != b_seen) return a_seen;
    return a_seen ? a->seen > b->seen : a->first < b->first;
}

/* One of several; MAP_NONE where two are as likely. */
static uint32_t choose(const people_context *context, const candidates *list) {
    uint32_t best = list->at[0], bare = MAP_NONE, bares = 0, second = MAP_NONE;
    for (uint32_t i = 0; i < list->count; i++) {
        const person_thing *thing = &context->things.at[list->at[i]];
        if (thing->bare) {
            bare = list->at[i];
            bares++;
        }
        if (list->at[i] == best) continue;
        if (later(thing, &context->things.at[best])) {
            second = best;
            best = list->at[i];
        } else if (second == MAP_NONE || later(thing, &context->things.at[second])) second = list->at[i];
    }
    if (bares == 1) return bare;
    const person_thing *a = &context->things.at[best], *b = second == MAP_NONE ? NULL : &context->things.at[second];
    if (!b || a->seen == UINT32_MAX || b->seen == UINT32_MAX) return best;
    bool together = report_sentence_at(context->report, a->seen) == report_sentence_at(context->report, b->seen);
    return together ? MAP_NONE : best;
}

uint32_t people_surname(const people_context *context, const name_part *surname) {
    uint32_t found = MAP_NONE, at = map_get(&context->surnames, name_part_skeleton(surname));
    for (uint32_t n = 0; at != MAP_NONE && n < PEOPLE_SAME; n++, at = context->things.at[at].same) {
        const person_thing *thing = &context->things.at[at];
        if (thing->parts.count < 2 || !name_part_equal(name_surname(&thing->parts), surname)) continue;
        if (found != MAP_NONE) return MAP_NONE;
        found = at;
    }
    return found;
}

/* The persons whose surname it is; those that are only spelt alike when there are no others. */
static void of_surname(const people_context *context, const name_reading *name, candidates *out) {
    const name_part *part = name_surname(&name->parts);
    uint32_t other = people_find(&context->full, hash_join(KEY_SURNAME, name_part_hash(part)));
    if (other != MAP_NONE && may_be(&context->things.at[other], name)) out->at[out->count++] = other;
    for (int exact = 1; exact >= 0 && !out->count; exact--) {
        uint32_t at = map_get(&context->surnames, name_part_skeleton(part));
        for (uint32_t n = 0; at != MAP_NONE && n < PEOPLE_SAME && out->count < PEOPLE_SAME; n++, at = context->things.at[at].same) {
            const person_thing *thing = &context->things.at[at];
            const name_part *own = name_surname(&thing->parts);
            bool same = exact ? name_part_equal(own, part) : name_part_like(own, part);
            if (same && at != other && may_be(thing, name)) out->at[out->count++] = at;
        }
    }
}

/* The persons whose given name it is. An office in the title must be known of the person: "King Example" is no "Example
 * Smith". */
static void of_given(const people_context *context, const name_reading *name, candidates *out) {
    const name_part *part = name_surname(&name->parts);
    uint32_t at = map_get(&context->givens, name_part_skeleton(part));
    for (uint32_t n = 0; at != MAP_NONE && n < PEOPLE_SAME; n++, at = context->things.at[at].same_given) {
        const person_thing *thing = &context->things.at[at];
        if (!name_part_like(&thing->parts.at[0], part) || !may_be(thing, name)) continue;
        if (name->office && !thing_holds(thing, name->office)) continue;
        out->at[out->count++] = at;
    }
}

/* "Bill and Jane Example": is the single name another given name before the full name that follows? */
static syn_mention *partner_of(const people_context *context, syn_mention *mention) {
    const syn_report *report = context->report;
    syn_mention *next = mention + 1;
    const syn_mention *end = report->mentions.at + report->mentions.n;
    if (next >= end || next->type != NAME_PERSON || next->entity == REPORT_NONE || next->span.begin < mention->span.end)
        return NULL;
    syn_slice between = slice_trim(slice_cut(report->text, mention->span.end, next->span.begin));
    if (!slice_equal(between, SLICE_LIT("and")) && !slice_equal(between, SLICE_LIT("&"))) return NULL;
    uint32_t word = report_word_at(report, mention->span.begin);
    return lexicon_word(&lexicon_mark_name_given, report->words.at[word].fold) && !span_present(next->title) ? next : NULL;
}

static bool join_partner(people_context *context, name_reading *name, syn_mention *partner) {
    name_reading other;
    read_name(context, partner, &other);
    if (other.parts.count < 2) return true;
    name_parts own = {.count = 2, .full = 2};
    own.at[0] = name->parts.at[0];
    own.at[1] = *name_surname(&other.parts);
    name->parts = own;
    uint32_t word = report_word_at(context->report, name->mention->span.begin);
    const lexicon_entry *given = lexicon_word(&lexicon_mark_name_given, context->report->words.at[word].fold);
    if (given && !name->gender_told) name->gender = given->value[0];
    uint32_t at = find_full(context, name);
    if (at == MAP_NONE) {
        at = thing_new(context, name->mention, 1);
        if (at == MAP_NONE) return context->scratch->failed == SYN_OK;
        if (!enter_person(context, at, name)) return false;
    }
    name->mention->entity = at;
    return true;
}

/* "the Example family": a thing of its own; its name takes the word in. */
static bool join_family(people_context *context, const name_reading *name, uint32_t word) {
    uint64_t key = hash_join(KEY_FAMILY, name_part_hash(name_surname(&name->parts)));
    uint32_t at = people_find(&context->full, key);
    if (at == MAP_NONE) {
        at = thing_new(context, name->mention, 1);
        if (at == MAP_NONE) return context->scratch->failed == SYN_OK;
        context->things.at[at].name.end = context->report->words.at[word].end;
        if (!people_offer(&context->full, key, at)) return false;
    }
    name->mention->entity = at;
    return true;
}

static bool is_family(const people_context *context, const syn_mention *mention, uint32_t *word) {
    const syn_report *report = context->report;
    *word = people_words_end(report, mention->span);
    if (*word >= report->words.n || (report->words.at[*word].flags & WORD_CAPITAL)) return false;
    return lexicon_word(&lexicon_mark_person_family, report->words.at[*word].fold) != NULL;
}

static bool join_new(people_context *context, const name_reading *name) {
    uint32_t at = thing_new(context, name->mention, 1);
    if (at == MAP_NONE) return context->scratch->failed == SYN_OK;
    if (!enter_person(context, at, name)) return false;
    name->mention->entity = at;
    return true;
}

static bool join_single(people_context *context, name_reading *name) {
    syn_mention *mention = name->mention;
    uint32_t word;
    if (is_family(context, mention, &word)) return join_family(context, name, word);
    candidates list = {.count = 0};
    of_surname(context, name, &list);
    bool surname = list.count > 0;
    if (!surname) {
        syn_mention *partner = partner_of(context, mention);
        if (partner) return join_partner(context, name, partner);
        of_given(context, name, &list);
    }
    if (name->office) prefer_office(context, &list, name->office);
    uint32_t at = listed_single(context, mention, list.count ? choose(context, &list) : MAP_NONE);
    if (at == MAP_NONE && list.count && !mention->listed) return true;  /* two are as likely */
    if (at == MAP_NONE && !join_new(context, name)) return false;
    if (at != MAP_NONE) {
        mention->entity = at;
        context->things.at[at].bare += surname;
    }
    if (mention->entity == REPORT_NONE) return true;
    person_thing *thing = &context->things.at[mention->entity];
    thing_name(thing, mention, 1);
    if (name->gender_told) thing->gender = name->gender;
    thing_learn(context, mention->entity, mention);
    return thing->parts.count > 1 || listed_set(context, mention->entity, mention);
}

/* ---- handles ------------------------------------------------------------------------------------------------------ */

/* Does what stands before the surname in a handle fit the person? Nothing, a title, or a given name that fits. */
static bool handle_opens(const person_thing *thing, const name_part *handle, uint32_t length, uint32_t surname) {
    name_part before = {.length = length};
    memcpy(before.text, handle->text, length);
    for (uint32_t from = 0; from < length; from++) {
        name_parts two = {.count = 2, .full = 2};
        two.at[0].length = length - from;
        memcpy(two.at[0].text, before.text + from, length - from);
        two.at[1] = *name_surname(&thing->parts);
        bool given = thing->parts.count > 1 && length - from > 1 && name_given_fit(&thing->parts, &two) >= GIVEN_SHORT;
        bool title = from == 0 || lexicon_word(&lexicon_mark_person_handle, word_hash(slice_of(before.text, from)));
        if (given && title) return true;
    }
    if (surname < LEAST_HANDLE) return false;
    return length == 0 || lexicon_word(&lexicon_mark_person_handle, word_hash(slice_of(before.text, length)));
}

static uint32_t find_handle(const people_context *context, const name_part *handle) {
    for (uint32_t from = 0; from + 2 <= handle->length; from++) {
        name_part tail = {.length = handle->length - from};
        memcpy(tail.text, handle->text + from, tail.length);
        uint32_t at = map_get(&context->surnames, name_part_skeleton(&tail));
        for (uint32_t n = 0; at != MAP_NONE && n < PEOPLE_SAME; n++, at = context->things.at[at].same) {
            const person_thing *thing = &context->things.at[at];
            if (name_part_equal(name_surname(&thing->parts), &tail) && handle_opens(thing, handle, from, tail.length)) return at;
        }
    }
    return MAP_NONE;
}

static bool join_handle(people_context *context, syn_mention *mention) {
    name_part handle = {.length = 0};
    name_part_add(&handle, slice_cut(context->report->text, mention->span.begin + 1, mention->span.end));
    if (!handle.length) return true;
    uint64_t key = hash_join(KEY_HANDLE, name_part_hash(&handle));
    uint32_t at = people_find(&context->full, key);
    if (at == MAP_NONE) at = find_handle(context, &handle);
    at = listed_single(context, mention, at);
    if (at == MAP_NONE) at = thing_new(context, mention, 0);
    if (at == MAP_NONE) return context->scratch->failed == SYN_OK;
    thing_name(&context->things.at[at], mention, 0);
    mention->entity = at;
    if (!listed_set(context, at, mention)) return false;
    return people_find(&context->full, key) != MAP_NONE || people_offer(&context->full, key, at);
}

bool people_join(people_context *context) {
    syn_report *report = context->report;
    name_reading name;
    uint8_t *passes = ARENA_ARRAY(context->scratch, uint8_t, report->mentions.n + 1u);
    if (!passes) return false;
    for (unsigned pass = 0; pass < NAME_PASSES; pass++)
        for (uint32_t i = 0; i < report->mentions.n; i++) {
            syn_mention *mention = &report->mentions.at[i];
            bool handle = report->text.ptr[mention->span.begin] == '@';
            if (mention->type != NAME_PERSON || handle || (pass && passes[i] != pass)) continue;
            read_name(context, mention, &name);
            passes[i] = (uint8_t)pass_of(&name.parts);
            if (passes[i] == pass && !join_full(context, &name)) return false;
        }
    for (uint32_t i = 0; i < report->mentions.n; i++) {
        syn_mention *mention = &report->mentions.at[i];
        if (mention->type != NAME_PERSON) continue;
        if (mention->entity == REPORT_NONE) {
            read_name(context, mention, &name);
            bool handle = report->text.ptr[mention->span.begin] == '@';
            if (handle ? !join_handle(context, mention) : name.parts.count && !join_single(context, &name)) return false;
        }
        if (mention->entity != REPORT_NONE) context->things.at[mention->entity].seen = mention->span.begin;
    }
    return true;
}
