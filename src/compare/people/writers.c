/* writers.c - who wrote, edited or photographed the reports, as their bylines and credits say.
 *
 * In: the reports' bylines and credits; the people of the story. Out: people of form PERSON_WRITER behind all others, in
 * order of reports, one entry a name; `roles` has a place without a span for each report whose byline or credit names them. Who is
 * told of in the story under the same name stands there already. Linear. */
#include "base/caps.h"
#include "compare/people/people.h"

typedef struct adder {
    story *s;
    syn_map names;          /* of all people: index */
    uint32_t first;         /* the first writer */
} adder;

static bool add(adder *a, uint32_t report, syn_slice name, syn_slice credit) {
    syn_collation *out = a->s->out;
    if (!name.len || out->people.n >= CAP_ENTITIES) return true;
    uint32_t *slot = map_slot_of(&a->names, slice_hash(name), out->people.n);
    if (!slot) return false;
    if (*slot < a->first) return true;
    if (*slot == out->people.n) {
        collation_person writer = {.form = PERSON_WRITER, .type = NAME_PERSON, .name = name, .credit = credit,
                                   .name_place = {.report = report}};
        if (!VEC_PUSH(a->s->keep, &out->people, writer)) return false;
    }
    collation_person *writer = &out->people.at[*slot];
    if (!writer->credit.len) writer->credit = credit;
    if (writer->roles.n && writer->roles.at[writer->roles.n - 1].report == report) return true;
    return VEC_PUSH(a->s->keep, &writer->roles, ((syn_place){.report = report}));
}

bool story_writers(story *s) {
    adder a = {.s = s, .first = s->out->people.n};
    map_init(&a.names, s->scratch);
    for (uint32_t i = 0; i < a.first; i++)
        if (!map_slot_of(&a.names, slice_hash(s->out->people.at[i].name), i)) return false;
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        for (uint32_t i = 0; i < report->byline.n; i++)
            if (!add(&a, r, report->byline.at[i], SLICE_NONE)) return false;
        for (uint32_t i = 0; i < report->credits.n; i++)
            if (!add(&a, r, report->credits.at[i].name, report->credits.at[i].role)) return false;
    }
    return true;
}
