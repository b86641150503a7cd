/* grouping.c - the state of a stream: what has come, where it stands, and what happens when a report comes.
 *
 * A copy stands where its model stands and adds no weight there; any other report joins the story that stories.h chooses,
 * or begins one. Copies: a report of which COPY_SHARE of the sampled runs stand in one earlier report is its copy. */
#include <stdlib.h>

#include "base/error.h"
#include "base/map.h"
#include "group/group.h"
#include "group/stories.h"

#define COPY_SHARE 0.8
#define FEWEST_RUNS 5        /* sampled runs that a copy needs */
#define LENIENT_MOST 32      /* reports that a caller can have put together by hand */

typedef struct kept_report {
    uint32_t story;
    uint32_t hits;           /* runs shared with the report at hand; 0 between calls */
} kept_report;

struct grouping {
    syn_arena arena;
    stories stories;
    SYN_VEC(kept_report) reports;
    syn_map runs;            /* sampled run -> first report that has it */
};

syn_code grouping_new(grouping **out, const group_options *options, syn_budget *budget, syn_error *error) {
    *out = calloc(1, sizeof **out);
    if (!*out) return error_memory(error, "group");
    arena_init(&(*out)->arena, budget);
    stories_init(&(*out)->stories, options && options->lenient, &(*out)->arena);
    map_init(&(*out)->runs, &(*out)->arena);
    return SYN_OK;
}

void grouping_free(grouping *g) {
    if (!g) return;
    arena_free(&g->arena);
    free(g);
}

uint32_t grouping_count(const grouping *g) { return g->reports.n; }

uint32_t grouping_story(const grouping *g, uint32_t report) { return g->reports.at[report].story; }

/* Looks up the sampled runs of a report, and adds those that are new. The earlier report that it is a copy of, if it is one. */
static bool find_copy(grouping *g, const portrait *p, uint32_t report, uint32_t *out, syn_arena *scratch) {
    uint32_t best = REPORT_NONE;
    SYN_VEC(uint32_t) touched = {0};
    for (uint32_t i = 0; i < p->runs.n; i++) {
        uint32_t *first = map_slot_of(&g->runs, p->runs.at[i], report);
        if (!first) return false;
        if (*first == report) continue;
        if (!g->reports.at[*first].hits++ && !VEC_PUSH(scratch, &touched, *first)) return false;
    }
    for (uint32_t i = 0; i < touched.n; i++) {
        uint32_t other = touched.at[i], hits = g->reports.at[other].hits;
        uint32_t most = best == REPORT_NONE ? 0 : g->reports.at[best].hits;
        if (hits > most || (hits == most && other < best)) best = other;
    }
    if (best != REPORT_NONE && p->runs.n >= FEWEST_RUNS && g->reports.at[best].hits >= COPY_SHARE * p->runs.n) *out = best;
    for (uint32_t i = 0; i < touched.n; i++) g->reports.at[touched.at[i]].hits = 0;
    return true;
}

/* The words that tie a report to its story: the heaviest that both have. Whole names where the word is part of one. */
static void find_reasons(const grouping *g, const portrait *p, group_placing *out) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->features.n && n < GROUP_REASONS; i++) {
        const portrait_feature *f = &p->features.at[i];
        if (!span_present(f->place) || !stories_holds(&g->stories, out->story, f)) continue;
        bool known = false;
        for (uint32_t k = 0; k < n; k++) known |= out->why[k].begin == f->place.begin;
        if (!known) out->why[n++] = f->place;
    }
}

static bool place(grouping *g, const portrait *p, group_placing *out, syn_arena *scratch) {
    story_choice choice = {REPORT_NONE, 0, REPORT_NONE, 0};
    if (!find_copy(g, p, out->report, &out->copy_of, scratch)) return false;
    if (out->copy_of != REPORT_NONE) choice.story = g->reports.at[out->copy_of].story;
    else if (p->features.n) choice = stories_choose(&g->stories, p);
    bool begins = choice.story == REPORT_NONE;
    out->story = begins ? stories_begin(&g->stories) : choice.story;
    out->score = choice.score;
    out->rival = choice.rival;
    out->rival_score = choice.rival_score;
    if (out->story == REPORT_NONE) return false;
    if (!begins) find_reasons(g, p, out);
    group_event event = {begins ? EVENT_START : EVENT_JOIN, out->report, out->story, REPORT_NONE, out->score};
    return VEC_PUSH(&g->arena, &g->reports, (kept_report){out->story, 0}) && VEC_PUSH(scratch, &out->events, event) &&
           (out->copy_of != REPORT_NONE || stories_join(&g->stories, out->story, out->report, p));
}

syn_code grouping_add(grouping *g, const portrait *p, group_placing *out, syn_arena *scratch, syn_error *error) {
    *out = (group_placing){.report = g->reports.n, .story = REPORT_NONE, .copy_of = REPORT_NONE, .rival = REPORT_NONE};
    if (place(g, p, out, scratch)) return SYN_OK;
    syn_code code = arena_check(&g->arena, "group", error);
    return code == SYN_OK ? arena_check(scratch, "group", error) : code;
}

syn_code group_run(const group_options *options, const syn_report *const *reports, uint32_t count, group_placing *out,
                   syn_arena *scratch, syn_error *error) {
    group_options used = {.lenient = options && options->lenient && count <= LENIENT_MOST};
    grouping *g;
    syn_code code = grouping_new(&g, &used, scratch->budget, error);
    for (uint32_t i = 0; code == SYN_OK && i < count; i++) {
        portrait p;
        code = portrait_of(reports[i], &p, scratch, error);
        if (code == SYN_OK) code = grouping_add(g, &p, &out[i], scratch, error);
    }
    for (uint32_t i = 0; code == SYN_OK && i < count; i++) out[i].story = grouping_story(g, i);
    grouping_free(g);
    return code;
}
