/* people_list.c - names of the caller's list among the people.
 *
 * In: mentions with `listed` set by names_list.c. Out: things that know their entry. All mentions of one entry are one
 * thing, and no thing has two entries: two persons of one surname stay apart where the list has both. Names that are not
 * in the list join by the rules of people_names.c, and so get the entry. */
#include "mark/list.h"
#include "mark/people.h"

uint32_t listed_thing(const people_context *context, const syn_mention *mention) {
    return mention->listed ? map_get(&context->listed, mention->listed) : MAP_NONE;
}

bool listed_fits(const person_thing *thing, const syn_mention *mention) {
    return !thing->listed || !mention->listed || thing->listed == mention->listed;
}

uint32_t listed_single(const people_context *context, const syn_mention *mention, uint32_t found) {
    if (found == MAP_NONE) return listed_thing(context, mention);
    const person_thing *thing = &context->things.at[found];
    bool handle = context->report->text.ptr[mention->span.begin] == '@';
    if (!mention->listed || thing->listed == mention->listed || (thing->parts.count > 1 && !handle)) return found;
    return listed_thing(context, mention);
}

bool listed_set(people_context *context, uint32_t at, const syn_mention *mention) {
    person_thing *thing = &context->things.at[at];
    if (!mention->listed || thing->listed || listed_thing(context, mention) != MAP_NONE) return true;
    thing->listed = mention->listed;
    return map_set(&context->listed, mention->listed, at);
}

void listed_write(people_context *context, const syn_names *names, const person_thing *thing, syn_entity *entity) {
    if (!names || !thing->listed || thing->listed > names->entries.n) return;
    const list_entry *entry = &names->entries.at[thing->listed - 1];
    entity->list_name = arena_copy(&context->report->arena, entry->name);
    if (entry->id.len) entity->list_id = arena_copy(&context->report->arena, entry->id);
}
