/* people.c - one entity over many mentions.
 *
 * In: mentions of names with titles and roles. Out: entities in order of their first mention, every mention tied to one,
 * and new mentions: descriptions and pronouns where they are sure. The idea is in the files: names (people_names.c),
 * what titles and roles say (people_facts.c), descriptions and pronouns (people_refs.c). Rules, not weights: sieves from
 * the surest to the less sure (H. Lee and others, "Deterministic coreference resolution based on entity-centric,
 * precision-ranked rules", 2013). Past CAP_ENTITIES names get no entity. Plural persons, "her husband" and the like are
 * not resolved. */
#include "mark/people.h"

#include "base/caps.h"
#include "base/error.h"

static const char *const STAGE = "people";

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
            syn_entity entity = {.name = thing->name, .role = thing->role, .type = thing->type, .mentions = 0};
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
    map_init(&context.surnames, scratch);
    map_init(&context.firsts, scratch);
    map_init(&context.keys, scratch);
    map_init(&context.listed, scratch);
    map_init(&context.holders, scratch);
    bool going = people_join(&context);
    for (uint32_t i = 0; i < report->mentions.n && going; i++) {
        const syn_mention *mention = &report->mentions.at[i];
        if (mention->type == NAME_PERSON && mention->entity != REPORT_NONE)
            thing_learn(&context, mention->entity, mention->title, mention->role);
    }
    if (going && people_group_facts(&context) && people_refer(&context) && merge_mentions(&context))
        write_entities(&context, options ? options->names : NULL);
    syn_code code = arena_check(scratch, STAGE, error);
    return code == SYN_OK ? arena_check(&report->arena, STAGE, error) : code;
}
