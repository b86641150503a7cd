/* people.c - one entity over many mentions.
 *
 * In: mentions of names with titles and roles. Out: entities in order of their first mention, every mention tied to one,
 * and new mentions: descriptions and pronouns where they are sure. The idea is in the files: persons (people_names.c), all
 * other names (people_bodies.c), what titles and roles say (people_facts.c), descriptions and pronouns (people_refs.c).
 * Rules, not weights: sieves from the surest to the less sure (H. Lee and others, "Deterministic coreference resolution
 * based on entity-centric, precision-ranked rules", 2013). Past CAP_ENTITIES names get no entity. Plural persons, "her
 * husband" and the like are not resolved. */
#include "mark/people.h"

#include "base/caps.h"
#include "base/error.h"
#include "text/name_keys.h"

static const char *const STAGE = "people";

uint64_t people_fold(const syn_report *report, uint32_t at) { return name_plain_fold(report->text, &report->words.at[at]); }

uint32_t people_words_end(const syn_report *report, syn_span span) {
    uint32_t end = report_word_at(report, span.begin);
    while (end < report->words.n && report->words.at[end].begin < span.end) end++;
    return end;
}

uint32_t thing_new(people_context *context, const syn_mention *mention, uint32_t words) {
    if (context->things.n >= CAP_ENTITIES) return MAP_NONE;
    person_thing thing = {.type = mention->type, .gender = 'u', .name = mention->span, .words = (uint8_t)words,
                          .same = MAP_NONE, .same_given = MAP_NONE, .seen = UINT32_MAX, .first = mention->span.begin};
    return VEC_PUSH(context->scratch, &context->things, thing) ? context->things.n - 1 : MAP_NONE;
}

void thing_name(person_thing *thing, const syn_mention *mention, uint32_t words) {
    if (words > thing->words) {
        thing->words = (uint8_t)words;
        thing->name = mention->span;
    }
    if (mention->span.begin < thing->first) thing->first = mention->span.begin;
}

bool people_offer(syn_map *map, uint64_t key, uint32_t thing) {
    if (!key) return true;
    uint32_t *slot = map_slot_of(map, key, thing);
    if (!slot) return false;
    if (*slot != thing) *slot = PEOPLE_MANY;
    return true;
}

uint32_t people_find(const syn_map *map, uint64_t key) {
    uint32_t thing = key ? map_get(map, key) : MAP_NONE;
    return thing == PEOPLE_MANY ? MAP_NONE : thing;
}

/* The mentions of names and those added, in one order. */
static bool merge_mentions(people_context *context) {
    syn_report *report = context->report;
    uint32_t names = report->mentions.n, added = context->added.n, total = names + added;
    if (!added) return true;
    if (total > CAP_MENTIONS) added = CAP_MENTIONS > names ? CAP_MENTIONS - names : 0;
    total = names + added;
    syn_mention *all = ARENA_ARRAY(&report->arena, syn_mention, total);
    if (!all) return false;
    for (uint32_t i = 0, j = 0, k = 0; k < total; k++) {
        bool name = j >= added || (i < names && report->mentions.at[i].span.begin <= context->added.at[j].span.begin);
        all[k] = name ? report->mentions.at[i++] : context->added.at[j++];
    }
    report->mentions.at = all;
    report->mentions.n = report->mentions.cap = total;
    return true;
}

/* Numbers the things by their first mention and writes them out. */
static bool write_entities(people_context *context, const syn_names *names) {
    syn_report *report = context->report;
    uint32_t *number = ARENA_ARRAY(context->scratch, uint32_t, context->things.n + 1u);
    if (!number) return false;
    for (uint32_t i = 0; i < context->things.n; i++) number[i] = REPORT_NONE;
    for (uint32_t i = 0; i < report->mentions.n; i++) {
        syn_mention *mention = &report->mentions.at[i];
        if (mention->entity == REPORT_NONE) continue;
        const person_thing *thing = &context->things.at[mention->entity];
        uint32_t *own = &number[mention->entity];
        if (*own == REPORT_NONE) {
            *own = report->entities.n;
            syn_entity entity = {.name = thing->name, .role = thing->role, .type = thing->type, .gender = thing->gender};
            listed_write(context, names, thing, &entity);
            if (!VEC_PUSH(&report->arena, &report->entities, entity)) return false;
        }
        mention->entity = *own;
        report->entities.at[*own].mentions++;
    }
    return true;
}

syn_code mark_people(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    people_context context = {.report = report, .scratch = scratch};
    syn_map *const maps[] = {&context.surnames, &context.givens, &context.full, &context.bodies, &context.shorts, &context.holders,
                              &context.listed};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) map_init(maps[i], scratch);
    bool going = people_join(&context) && people_join_bodies(&context);
    if (going && people_group_facts(&context) && (!mark_knows(report) || people_refer(&context)) && merge_mentions(&context))
        write_entities(&context, options ? options->names : NULL);
    syn_code code = arena_check(scratch, STAGE, error);
    return code == SYN_OK ? arena_check(&report->arena, STAGE, error) : code;
}
