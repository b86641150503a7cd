/* compare.c - the order in which one story is laid out.
 *
 * In: the marked reports of one story. Out: the collation. People first, since statements are about people; copies next,
 * since agreement counts independent accounts; then statements, their alignment, and the findings on top of it. */
#include "compare/compare.h"

#include <limits.h>

#include "base/caps.h"
#include "base/error.h"
#include "compare/story.h"

#define BRIEF_SENTENCES 6

long story_day(const story *s, uint32_t report) {
    syn_civil day;
    if (!civil_parse(s->out->sources[report].day, &day) || day.grain < CIVIL_DAY) return LONG_MIN;
    return civil_days(day.year, day.month, day.day);
}

/* The day each report speaks from, and the span of days of the story. */
bool story_days(story *s) {
    long first = LONG_MAX, last = LONG_MIN;
    for (uint32_t i = 0; i < s->count; i++) {
        collation_source *source = &s->out->sources[i];
        source->copy_of = REPORT_NONE;
        source->account = i;
        source->own_permille = 1000;
        syn_civil moment;
        if (!civil_parse(s->reports[i]->published, &moment) || moment.grain < CIVIL_DAY) continue;
        char text[40];
        moment.grain = CIVIL_DAY;
        source->day = arena_copy(s->keep, slice_of(text, civil_print(&moment, text)));
        if (!source->day.ptr) return false;
        long day = civil_days(moment.year, moment.month, moment.day);
        if (day < first) {
            first = day;
            s->out->first_day = source->day;
        }
        if (day > last) {
            last = day;
            s->out->last_day = source->day;
        }
    }
    return true;
}

/* SYN_ERR_MEMORY: an arena failed, which says why. */
static syn_code story_lay_out(story *s, const compare_options *options) {
    static bool (*const steps[])(story *) = {
        story_days,
        story_people,
        story_copies,
        story_statements, story_keys,
        story_align,
        story_utterances,
        story_numbers,
        story_records,
        story_facts,
        story_places,
        story_dates,
        story_due,
        story_edits,
        story_rewrites,
        story_denials,
        story_answers,
        story_claims,
        story_requests,
        story_agents,
        story_causes,
        story_kinds,
        story_progress,
        story_going,
        story_doubts,
        story_roles,
        story_frames,
        story_sums,
        story_clocks,
        story_spellings_of_persons,
        story_spellings,
        story_corrections,
        story_shared,
        story_only,
        story_timeline,
        story_brief,
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        syn_code code = options && options->go_on ? options->go_on(options->payload) : SYN_OK;
        if (code != SYN_OK) return code;
        if (!steps[i](s) || s->scratch->failed) return SYN_ERR_MEMORY;
        arena_reset(s->scratch);
    }
    return SYN_OK;
}

/* What an arena says, or why the steps ended. */
static syn_code why_not(const story *s, syn_code laid, syn_error *error) {
    const syn_arena *const arenas[] = {s->keep, s->lasting, s->scratch};
    for (size_t i = 0; i < sizeof arenas / sizeof *arenas; i++)
        if (arenas[i]->failed) return arena_check(arenas[i], "compare", error);
    return laid == SYN_ERR_MEMORY ? error_memory(error, "compare") : error_set(error, laid, "compare", 0, "stopped");
}

syn_code compare_run(const compare_options *options, const syn_report *const *reports, uint32_t count, syn_collation *out,
                     syn_arena *scratch, syn_error *error) {
    syn_arena step;
    arena_init(&step, scratch->budget);
    story s = {.out = out, .keep = &out->arena, .lasting = scratch, .scratch = &step};
    s.brief_sentences = BRIEF_SENTENCES;
    if (options) {
        s.brief_words = options->brief_words;
        s.brief_asked = options->brief_sentences || options->brief_words;
        if (s.brief_asked) s.brief_sentences = options->brief_sentences ? options->brief_sentences : UINT32_MAX;
        s.why = options->why;
    }
    if (count > CAP_STORY_REPORTS) {
        out->left_out = count - CAP_STORY_REPORTS;
        count = CAP_STORY_REPORTS;
    }
    out->headline = REPORT_NONE;
    out->count = count;
    out->reports = ARENA_ARRAY(&out->arena, const syn_report *, count);
    out->sources = ARENA_ARRAY(&out->arena, collation_source, count);
    syn_code laid = SYN_ERR_MEMORY;
    if (out->reports && out->sources) {
        for (uint32_t i = 0; i < count; i++) out->reports[i] = reports[i];
        s.reports = out->reports;
        s.count = count;
        laid = story_lay_out(&s, options);
    }
    syn_code code = laid == SYN_OK ? SYN_OK : why_not(&s, laid, error);
    arena_free(&step);
    return code;
}
