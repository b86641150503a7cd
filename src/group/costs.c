/* costs.c - what a grouping holds, by part: the arrays, with the room that they have to grow. */
#include "group/inner.h"

#define VEC_BYTES(vec) ((size_t)(vec).cap * sizeof *(vec).at)

group_cost grouping_cost(const grouping *g) {
    const stories *s = &g->stories;
    const fingerprints *f = &g->prints;
    group_cost c = {.features = s->window.bytes.n * (size_t)SEATS_BYTES, .prints = prints_bytes(&f->prints), .all = g->arena.held};
    c.seats = s->window.blocks.n * (size_t)SEATS_BLOCK * (sizeof(seated_report) + sizeof(near_list));
    c.index = (size_t)s->index.size * sizeof *s->index.slots + VEC_BYTES(s->index.pool);
    c.slots = fingerprints_bytes(f) - c.prints;
    c.reports = VEC_BYTES(g->reports) + VEC_BYTES(s->seats);
    c.finders = index_bytes(&g->ids) + index_bytes(&g->renamed) + index_bytes(&g->pages);
    c.stories = VEC_BYTES(g->begun) + VEC_BYTES(g->copies) + VEC_BYTES(s->states);
    c.texts = c.all - c.features - c.seats - c.index - c.prints - c.slots - c.reports - c.finders - c.stories;
    return c;
}
