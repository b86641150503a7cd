/* people_names.c - which names are one thing.
 *
 * In: mentions of names. Out: things, and for each mention its thing. Persons: full names first (one pass), keyed by the
 * skeleton of the surname, so that transliterations meet ("Sergey", "Sergei"); two persons of one surname stay apart
 * when their given names differ. Then single names in order of the text: the latest person of that surname, else of that
 * first name. Other things: equal words, an acronym in brackets behind the name, the initials, the name without its last
 * word ("Example Airways", "Example"). All lookups by hash; among persons of one surname at most PEOPLE_SAME are looked
 * at. */
#include "mark/people.h"

#include "base/caps.h"
#include "mark/lexicon/lexicon.gen.h"
#include "text/fold.h"

enum { NAME_WORDS = 8 };  /* weighty words kept of one name */

typedef struct name_parts {
    name_part at[NAME_WORDS];
    uint32_t count;
    uint32_t full;  /* of them not initials */
    char gender;    /* by the given name */
} name_parts;

static bool is_weighty(const syn_report *report, uint32_t at) {
    const syn_word *word = &report->words.at[at];
    if (word->kind != WORD_LETTERS || !(word->flags & WORD_CAPITAL)) return false;
    syn_slice text = slice_cut(report->text, word->begin, word->end);
    static const char *const suffixes[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "VI", "XVI"};
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
        if (slice_equal(text, slice_str(suffixes[i]))) return false;
    return true;
}

/* Adds the letters of a word to a part. */
static void part_add(name_part *part, syn_slice text) {
    char folded[PEOPLE_NAME_BYTES * 4];
    if (fold_max(text.len) > sizeof folded) return;
    size_t length = fold_text(text, folded);
    for (size_t i = 0; i < length && part->length < PEOPLE_NAME_BYTES; i++) {
        char c = folded[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80) part->text[part->length++] = c;
    }
}

uint64_t people_fold(const syn_report *report, uint32_t at) {
    const syn_word *word = &report->words.at[at];
    syn_slice text = slice_cut(report->text, word->begin, word->end);
    if (word->kind != WORD_LETTERS || text.len > PEOPLE_NAME_BYTES || !memchr(text.ptr, '.', text.len)) return word->fold;
    char plain[PEOPLE_NAME_BYTES];
    size_t kept = 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '.') plain[kept++] = text.ptr[i];
    return word_hash(slice_of(plain, kept));
}

uint64_t part_skeleton(const name_part *part) {
    char bones[PEOPLE_NAME_BYTES];
    size_t count = 0;
    for (uint32_t i = 0; i < part->length; i++) {
        char c = part->text[i];
        if (c == 'w') c = 'v';
        if (c == 'c' || c == 'q') c = 'k';
        if (c == 'z') c = 's';
        if (i > 0 && strchr("aeiouyhj", c)) continue;
        if (i == 0 && (c == 'y' || c == 'j')) c = 'i';
        if (count && bones[count - 1] == c) continue;
        bones[count++] = c;
    }
    return slice_hash(slice_of(bones, count));
}

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }

/* Edits from one part to the other; parts are short, so the table is bounded. */
static uint32_t part_distance(const name_part *a, const name_part *b) {
    uint32_t row[PEOPLE_NAME_BYTES + 1];
    for (uint32_t j = 0; j <= b->length; j++) row[j] = j;
    for (uint32_t i = 1; i <= a->length; i++) {
        uint32_t corner = row[0];
        row[0] = i;
        for (uint32_t j = 1; j <= b->length; j++) {
            uint32_t best = least(least(row[j], row[j - 1]) + 1, corner + (a->text[i - 1] != b->text[j - 1]));
            corner = row[j];
            row[j] = best;
        }
    }
    return row[b->length];
}

static bool part_equal(const name_part *a, const name_part *b) {
    return slice_equal(slice_of(a->text, a->length), slice_of(b->text, b->length));
}

bool part_like(const name_part *a, const name_part *b) {
    if (part_equal(a, b)) return true;
    if (part_skeleton(a) != part_skeleton(b)) return false;
    uint32_t shorter = least(a->length, b->length);
    return part_distance(a, b) <= (shorter < 4 ? 0u : shorter < 7 ? 1u : 2u);
}

/* Cuts a mention's words into parts: words joined by hyphens are one. */
static void mention_parts(const syn_report *report, const syn_mention *mention, name_parts *parts) {
    *parts = (name_parts){.gender = 'u'};
    uint32_t at = report_word_at(report, mention->span.begin);
    bool joined = false;
    for (; at < report->words.n && report->words.at[at].begin < mention->span.end; at++) {
        const syn_word *word = &report->words.at[at];
        syn_slice text = slice_cut(report->text, word->begin, word->end);
        if (parts->count && joined) part_add(&parts->at[parts->count - 1], text);
        else if (is_weighty(report, at) && parts->count < NAME_WORDS) {
            if (parts->count == 0) {
                const lexicon_entry *given = lexicon_word(&lexicon_mark_name_given, word->fold);
                parts->gender = given ? given->value[0] : 'u';
            }
            part_add(&parts->at[parts->count++], text);
            if (parts->at[parts->count - 1].length > 1) parts->full++;
        }
        joined = text.len && text.ptr[0] == '-';
        /* "al-Bashir": a small particle and its hyphen open no part. */
        if (joined && at > 0 && report->words.at[at - 1].kind == WORD_LETTERS &&
            !(report->words.at[at - 1].flags & WORD_CAPITAL) && report->words.at[at - 1].begin >= mention->span.begin &&
            parts->count == 0)
            joined = false;
    }
    /* "De los Santos": a capital particle before the only weighty word is no given name. */
    uint64_t first = slice_hash(slice_of(parts->at[0].text, parts->at[0].length));
    if (parts->count == 2 && lexicon_word(&lexicon_mark_name_particle, first)) {
        parts->at[0] = parts->at[1];
        parts->count = 1;
    }
}

/* ---- things ------------------------------------------------------------------------------------------------------- */

static uint32_t thing_new(people_context *context, const syn_mention *mention, uint32_t words) {
    if (context->things.n >= CAP_ENTITIES) return MAP_NONE;
    person_thing thing = {.type = mention->type, .gender = 'u', .name = mention->span, .words = (uint8_t)words,
                          .same = MAP_NONE, .seen = UINT32_MAX, .first = mention->span.begin};
    return VEC_PUSH(context->scratch, &context->things, thing) ? context->things.n - 1 : MAP_NONE;
}

/* A fuller name replaces the one kept; of equals the first stays. */
static void thing_name(person_thing *thing, const syn_mention *mention, uint32_t words) {
    if (words > thing->words) {
        thing->words = (uint8_t)words;
        thing->name = mention->span;
    }
    if (mention->span.begin < thing->first) thing->first = mention->span.begin;
}

static bool given_fit(const person_thing *thing, const name_parts *parts) {
    const name_part *given = &parts->at[0];
    if (!thing->given.length || part_like(&thing->given, given)) return true;
    if (given->length == 1 || thing->given.length == 1) return given->text[0] == thing->given.text[0];
    /* One is a short form of the other ("Rob", "Robert"), or stands as a middle name. */
    uint32_t shorter = least(given->length, thing->given.length);
    if (shorter >= 3 && memcmp(given->text, thing->given.text, shorter) == 0) return true;
    for (uint32_t i = 1; i + 1 < parts->count; i++)
        if (part_like(&parts->at[i], &thing->given)) return true;
    return false;
}

static uint32_t find_full(const people_context *context, const syn_mention *mention, const name_parts *parts) {
    uint32_t listed = listed_thing(context, mention);
    if (listed != MAP_NONE) return listed;
    const name_part *surname = &parts->at[parts->count - 1];
    uint32_t at = map_get(&context->surnames, part_skeleton(surname));
    for (uint32_t n = 0; at != MAP_NONE && n < PEOPLE_SAME; n++, at = context->things.at[at].same) {
        const person_thing *thing = &context->things.at[at];
        if (part_like(&thing->surname, surname) && given_fit(thing, parts) && listed_fits(thing, mention)) return at;
    }
    return MAP_NONE;
}

/* Puts a new person under its surname. */
static bool link_surname(people_context *context, uint32_t at) {
    person_thing *thing = &context->things.at[at];
    uint32_t *slot = map_slot_of(&context->surnames, part_skeleton(&thing->surname), MAP_NONE - 1);
    if (!slot) return false;
    thing->same = *slot == MAP_NONE - 1 ? MAP_NONE : *slot;
    *slot = at;
    return true;
}

static bool join_full(people_context *context, syn_mention *mention, const name_parts *parts) {
    uint32_t at = find_full(context, mention, parts);
    if (at == MAP_NONE) {
        at = thing_new(context, mention, parts->full);
        if (at == MAP_NONE) return context->scratch->failed == SYN_OK;
        person_thing *thing = &context->things.at[at];
        thing->given = parts->at[0];
        thing->surname = parts->at[parts->count - 1];
        thing->gender = parts->gender;
        if (!link_surname(context, at)) return false;
        uint64_t first = part_skeleton(&thing->given);
        if (map_get(&context->firsts, first) == MAP_NONE && !map_set(&context->firsts, first, at)) return false;
    }
    thing_name(&context->things.at[at], mention, parts->full);
    mention->entity = at;
    return listed_set(context, at, mention);
}

static const char *title_gender(const syn_report *report, syn_span title) {
    if (!span_present(title)) return NULL;
    for (uint32_t w = report_word_at(report, title.begin); w < report->words.n && report->words.at[w].begin < title.end;
         w++) {
        const lexicon_entry *entry = lexicon_word(&lexicon_mark_person_gender, people_fold(report, w));
        if (entry) return entry->value;
    }
    return NULL;
}

/* Of the persons of this surname the one met last before the mention, else the one named first. */
static uint32_t find_single(const people_context *context, const name_part *name, const char *gender) {
    uint32_t best = MAP_NONE, at = map_get(&context->surnames, part_skeleton(name));
    for (uint32_t n = 0; at != MAP_NONE && n < PEOPLE_SAME; n++, at = context->things.at[at].same) {
        const person_thing *thing = &context->things.at[at];
        if (!part_like(&thing->surname, name)) continue;
        if (gender && thing->gender != 'u' && thing->gender != gender[0]) continue;
        if (best == MAP_NONE) best = at;
        else {
            const person_thing *old = &context->things.at[best];
            bool later = thing->seen != UINT32_MAX && (old->seen == UINT32_MAX || thing->seen > old->seen);
            bool earlier = thing->seen == UINT32_MAX && old->seen == UINT32_MAX && thing->first < old->first;
            if (later || earlier) best = at;
        }
    }
    if (best != MAP_NONE) return best;
    at = map_get(&context->firsts, part_skeleton(name));
    if (at != MAP_NONE && part_like(&context->things.at[at].given, name)) return at;
    return MAP_NONE;
}

/* "@RepJaneExample": the handle ends in a known surname, or is a first name and the surname run together. */
static uint32_t find_handle(const people_context *context, const name_part *handle) {
    for (uint32_t from = 0; from + 4 <= handle->length; from++) {
        name_part tail = {.length = handle->length - from};
        memcpy(tail.text, handle->text + from, tail.length);
        uint32_t at = map_get(&context->surnames, part_skeleton(&tail));
        if (at != MAP_NONE && part_equal(&context->things.at[at].surname, &tail)) return at;
    }
    return MAP_NONE;
}

static bool join_single(people_context *context, syn_mention *mention) {
    const syn_report *report = context->report;
    bool handle = report->text.ptr[mention->span.begin] == '@';
    name_parts parts;
    mention_parts(report, mention, &parts);
    if (handle) {
        parts = (name_parts){.count = 1, .gender = 'u'};
        part_add(&parts.at[0], slice_cut(report->text, mention->span.begin + 1, mention->span.end));
    }
    if (!parts.count) return true;
    const char *gender = title_gender(report, mention->title);
    uint32_t at = handle ? find_handle(context, &parts.at[0]) : find_single(context, &parts.at[parts.count - 1], gender);
    at = listed_single(context, mention, at);
    if (at == MAP_NONE) {
        at = thing_new(context, mention, handle ? 0 : 1);
        if (at == MAP_NONE) return context->scratch->failed == SYN_OK;
        context->things.at[at].surname = parts.at[parts.count - 1];
        if (!handle) context->things.at[at].gender = parts.gender;
        if (!link_surname(context, at)) return false;
    }
    person_thing *thing = &context->things.at[at];
    thing_name(thing, mention, handle ? 0 : 1);
    if (gender) thing->gender = gender[0];
    mention->entity = at;
    thing->seen = mention->span.begin;
    return thing->given.length || listed_set(context, at, mention);
}

/* ---- other things ------------------------------------------------------------------------------------------------- */

typedef struct name_shape {
    uint64_t key, initials, shorter, first_two;  /* 0 = none */
    uint32_t words;
    bool acronym;
} name_shape;

static name_shape shape_of(const syn_report *report, syn_span span) {
    name_shape shape = {0};
    name_part initials = {0};
    uint32_t begin = report_word_at(report, span.begin), at = begin, last_head = 0;
    uint64_t before_last = 0;
    for (; at < report->words.n && report->words.at[at].begin < span.end; at++) {
        const syn_word *word = &report->words.at[at];
        syn_slice text = slice_cut(report->text, word->begin, word->end);
        if (at == begin && slice_equal_ascii_case(text, SLICE_LIT("the"))) continue;
        if (word->kind == WORD_PUNCT || word->kind == WORD_POSSESSIVE) continue;
        before_last = shape.key;
        uint64_t fold = people_fold(report, at);
        shape.key = hash_join(shape.key, fold);
        if (!(word->flags & WORD_CAPITAL)) continue;
        shape.words++;
        if (shape.words == 2) shape.first_two = shape.key;
        shape.acronym = word->flags & WORD_ALL_CAPS;
        part_add(&initials, slice_cut(text, 0, 1));
        last_head = lexicon_word(&lexicon_mark_name_org_head, fold) != NULL;
    }
    shape.acronym = shape.acronym && shape.words == 1;
    if (shape.words >= 2) shape.initials = hash_join(1, slice_hash(slice_of(initials.text, initials.length)));
    if (shape.words >= 2 && last_head && before_last) shape.shorter = before_last;
    if (shape.words < 3) shape.first_two = 0;
    return shape;
}

/* The letters of an acronym, as a key of `initials`. */
static uint64_t acronym_key(const syn_report *report, syn_span span) {
    name_part letters = {0};
    part_add(&letters, report_slice(report, span));
    return hash_join(1, slice_hash(slice_of(letters.text, letters.length)));
}

/* Is the mention in brackets right behind the one before: "Example Peace Movement (EPM)"? */
static bool in_brackets_behind(const syn_report *report, const syn_mention *before, const syn_mention *mention) {
    uint32_t from = before->span.end, to = mention->span.begin;
    if (from >= to || to - from > 3) return false;
    syn_slice between = slice_trim(slice_cut(report->text, from, to));
    return slice_equal(between, SLICE_LIT("("));
}

static bool offer(people_context *context, uint64_t key, uint32_t thing) {
    if (!key || map_get(&context->keys, key) != MAP_NONE) return true;
    return map_set(&context->keys, key, thing);
}

static bool join_other(people_context *context, uint32_t index) {
    syn_report *report = context->report;
    syn_mention *mention = &report->mentions.at[index];
    const syn_mention *before = index ? mention - 1 : NULL;
    name_shape shape = shape_of(report, mention->span);
    uint32_t at = listed_thing(context, mention);
    if (at == MAP_NONE) at = map_get(&context->keys, shape.key);
    if (at == MAP_NONE && shape.acronym) {
        bool named = before && before->type != NAME_PERSON && before->entity != REPORT_NONE;
        if (named && in_brackets_behind(report, before, mention)) at = before->entity;
        else at = map_get(&context->keys, acronym_key(report, mention->span));
    }
    if (at == MAP_NONE || !listed_fits(&context->things.at[at], mention)) {
        at = thing_new(context, mention, shape.words);
        if (at == MAP_NONE) return context->scratch->failed == SYN_OK;
    }
    if (!listed_set(context, at, mention)) return false;
    mention->entity = at;
    thing_name(&context->things.at[at], mention, shape.acronym ? 1 : shape.words + 1);
    context->things.at[at].seen = mention->span.begin;
    bool short_forms = mention->type == NAME_ORGANIZATION;
    return offer(context, shape.key, at) && offer(context, shape.initials, at) &&
           offer(context, short_forms ? shape.shorter : 0, at) && offer(context, short_forms ? shape.first_two : 0, at);
}

bool people_join(people_context *context) {
    syn_report *report = context->report;
    name_parts parts;
    for (uint32_t i = 0; i < report->mentions.n; i++) {
        syn_mention *mention = &report->mentions.at[i];
        if (mention->type != NAME_PERSON || report->text.ptr[mention->span.begin] == '@') continue;
        mention_parts(report, mention, &parts);
        if (parts.count >= 2 && !join_full(context, mention, &parts)) return false;
    }
    for (uint32_t i = 0; i < report->mentions.n; i++) {
        syn_mention *mention = &report->mentions.at[i];
        if (mention->type != NAME_PERSON) {
            if (!join_other(context, i)) return false;
        } else if (mention->entity == REPORT_NONE) {
            if (!join_single(context, mention)) return false;
        } else context->things.at[mention->entity].seen = mention->span.begin;
    }
    return true;
}
