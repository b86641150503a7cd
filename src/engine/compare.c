/* compare.c - marked reports become stories, and each story a collation.
 *
 * In: reports that were read and marked. Out: one collation per story, and the list of every input with its outcome.
 *
 * The idea: the articles among the reports are grouped leniently (whoever compares files holds that they belong together),
 * then each story is laid out on its own. A report that states no date is taken to speak from the day of its story where that is known (compare/days.c):
 * its times and quotes are marked anew against that day, on a shallow copy, since reports never change once made. A report without
 * a dateline may be a day younger: what would then be another day keeps its open value. */
#include "compare/compare.h"

#include <limits.h>
#include <stdlib.h>

#include "base/caps.h"
#include "engine/engine.h"
#include "group/group.h"
#include "mark/mark.h"

/* Times that would have another value a day later stay open, as `before` has them. The marks are the same but for values. */
static void keep_open(syn_report *copy, const syn_report *before, const syn_report *later) {
    if (copy->times.n != before->times.n || copy->times.n != later->times.n) return;
    for (uint32_t t = 0; t < copy->times.n; t++) {
        bool same = slice_equal(copy->times.at[t].value, later->times.at[t].value);
        bool one = copy->times.at[t].span.begin == before->times.at[t].span.begin;
        if (!same && one) copy->times.at[t] = before->times.at[t];
    }
}

/* A shallow copy of `report` without times and quotes; NULL where there is no memory. */
static syn_report *copy_of(syn_comparison *made, const syn_report *report) {
    syn_report *copy = report_new(&made->shared->budget);
    if (!copy) return NULL;
    syn_arena own = copy->arena;
    *copy = *report;
    copy->arena = own;
    memset(&copy->times, 0, sizeof copy->times);
    memset(&copy->quotes, 0, sizeof copy->quotes);
    return copy;
}

/* Its times as they would be had it been written a day later: what differs stays open. */
static syn_code open_unsure(syn_comparison *made, syn_report *copy, const syn_report *before, long day, syn_arena *scratch,
                            syn_error *error) {
    syn_report *later = copy_of(made, before);
    if (!later) return error_memory(error, "compare");
    const mark_options anchored = {.anchor = civil_from_days(day + 1)};
    syn_code code = mark_times(&anchored, later, scratch, error);
    arena_reset(scratch);
    if (code == SYN_OK) keep_open(copy, before, later);
    report_free(later);
    return code;
}

/* Puts in the place of a report a copy whose times and quotes are counted from `day`. */
static syn_code mark_anew(syn_comparison *made, const syn_report **report, long day, syn_arena *scratch, syn_error *error) {
    syn_report *copy = copy_of(made, *report);
    if (!copy) return error_memory(error, "compare");
    made->copies[made->copy_count++] = copy;
    const mark_options anchored = {.anchor = civil_from_days(day)};
    syn_code code = mark_times(&anchored, copy, scratch, error);
    arena_reset(scratch);
    if (code == SYN_OK && !compare_has_dateline(*report)) code = open_unsure(made, copy, *report, day, scratch, error);
    if (code == SYN_OK) code = mark_quotes(&anchored, copy, scratch, error);
    arena_reset(scratch);
    *report = copy;
    return code;
}

/* compare_run took the day of each report from `published`; the others speak from the story's day. */
static syn_code set_inferred(syn_collation *story, long day, syn_error *error) {
    char printed[40];
    syn_civil moment = civil_from_days(day);
    size_t length = civil_print(&moment, printed);
    for (uint32_t i = 0; i < story->count; i++) {
        if (compare_published(story->reports[i]) != LONG_MIN || !story->sources) continue;
        story->sources[i].day = arena_copy(&story->arena, slice_of(printed, length));
        story->sources[i].day_inferred = true;
    }
    return arena_check(&story->arena, "compare", error);
}

static syn_code lay_out(syn_comparison *made, const syn_engine *engine, const syn_report **reports, uint32_t count,
                        syn_arena *scratch, syn_error *error) {
    syn_collation *story = &made->stories[made->story_count++];
    arena_init(&story->arena, &made->shared->budget);
    long day = compare_day_of(reports, count).day;
    for (uint32_t i = 0; day != LONG_MIN && i < count; i++) {
        if (compare_published(reports[i]) != LONG_MIN) continue;
        syn_code code = mark_anew(made, &reports[i], day, scratch, error);
        if (code != SYN_OK) return code;
    }
    const syn_compare_options *wanted = &engine->compare;
    compare_options options = {wanted->brief_sentences, wanted->brief_words, wanted->why != 0, engine_ask, engine};
    syn_code code = compare_run(&options, reports, count, story, scratch, error);
    arena_reset(scratch);
    return code == SYN_OK && day != LONG_MIN ? set_inferred(story, day, error) : code;
}

/* Lists of the reports of each story, one after the other, in the order of the reports. */
typedef struct story_lists {
    const syn_report **reports;
    uint32_t *begin;           /* story i is reports[begin[i]] to reports[begin[i + 1]] */
    uint32_t count;
} story_lists;

static syn_code list_stories(story_lists *lists, const syn_report *const *articles, const group_placing *placings,
                             uint32_t count, syn_arena *arena, syn_error *error) {
    lists->count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (placings[i].story >= lists->count) lists->count = placings[i].story + 1;
    lists->reports = ARENA_ARRAY(arena, const syn_report *, count);
    lists->begin = ARENA_ARRAY(arena, uint32_t, lists->count + 2u);
    if (!lists->reports || !lists->begin) return arena_check(arena, "compare", error);
    /* A counting sort that leaves in begin[s + 1] where story s ends. */
    for (uint32_t i = 0; i < count; i++) lists->begin[placings[i].story + 2]++;
    for (uint32_t s = 2; s <= lists->count; s++) lists->begin[s] += lists->begin[s - 1];
    for (uint32_t i = 0; i < count; i++) lists->reports[lists->begin[placings[i].story + 1]++] = articles[i];
    return SYN_OK;
}

/* The inputs and the articles among them. */
static syn_code list_articles(syn_comparison *made, const syn_reports *reports, const syn_report ***articles,
                              uint32_t *count, syn_error *error) {
    made->inputs = ARENA_ARRAY(&made->arena, const syn_report *, reports->count);
    *articles = ARENA_ARRAY(&made->arena, const syn_report *, reports->count);
    if (!made->inputs || !*articles) return arena_check(&made->arena, "compare", error);
    *count = 0;
    for (size_t i = 0; i < reports->count; i++) {
        const syn_report *report = reports->at[i];
        made->inputs[made->input_count++] = report;
        if (report->outcome != SYN_OUTCOME_ARTICLE) continue;
        if (!report->marked)
            return error_set(error, SYN_ERR_ARGUMENT, "compare", 0, "syn_compare needs reports read with SYN_DEPTH_MARK");
        (*articles)[(*count)++] = report;
    }
    return *count ? SYN_OK : error_set(error, SYN_ERR_EMPTY, "compare", 0, "no input held an article");
}

static syn_code compare_all(syn_comparison *made, syn_engine *engine, const syn_reports *reports, syn_arena *scratch,
                            syn_error *error) {
    const syn_report **articles = NULL;
    uint32_t count = 0;
    syn_code code = list_articles(made, reports, &articles, &count, error);
    if (code != SYN_OK) return code;
    group_placing *placings = ARENA_ARRAY(&made->arena, group_placing, count);
    if (!placings) return arena_check(&made->arena, "compare", error);
    group_options lenient = {.lenient = true};
    code = group_run(&lenient, articles, count, placings, scratch, error);
    arena_reset(scratch);
    story_lists lists = {0};
    if (code == SYN_OK) code = list_stories(&lists, articles, placings, count, &made->arena, error);
    if (code != SYN_OK) return code;
    made->stories = ARENA_ARRAY(&made->arena, syn_collation, lists.count);
    made->copies = ARENA_ARRAY(&made->arena, syn_report *, count);
    if (!made->stories || !made->copies) return arena_check(&made->arena, "compare", error);
    for (uint32_t s = 0; s < lists.count && code == SYN_OK; s++) {
        code = engine_go_on(engine);
        uint32_t begin = lists.begin[s], many = lists.begin[s + 1] - begin;
        if (code == SYN_OK && many) code = lay_out(made, engine, lists.reports + begin, many, scratch, error);
    }
    return code;
}

syn_code syn_compare(syn_comparison **out, syn_engine *engine, const syn_reports *reports, syn_error *error) {
    if (out) *out = NULL;
    if (!out || !engine || !reports)
        return error_set(error, SYN_ERR_ARGUMENT, "compare", 0, "syn_compare: out, engine or reports is NULL");
    if (reports->count > CAP_INPUTS)
        return error_set(error, SYN_ERR_LIMIT, "compare", 0, "more than %u reports", CAP_INPUTS);
    syn_comparison *made = calloc(1, sizeof *made);
    if (!made) return error_memory(error, "compare");
    made->shared = budget_hold(engine->shared);
    syn_arena scratch;
    arena_init(&made->arena, &made->shared->budget);
    arena_init(&scratch, &made->shared->budget);
    engine_begin(engine);
    syn_code code = compare_all(made, engine, reports, &scratch, error);
    engine_end(engine, engine_stopped(engine, code, "compare", error));
    arena_free(&scratch);
    if (code != SYN_OK) {
        syn_comparison_free(made);
        return code;
    }
    *out = made;
    return SYN_OK;
}

void syn_comparison_free(syn_comparison *comparison) {
    if (!comparison) return;
    for (uint32_t i = 0; i < comparison->story_count; i++) arena_free(&comparison->stories[i].arena);
    for (uint32_t i = 0; i < comparison->copy_count; i++) report_free(comparison->copies[i]);
    arena_free(&comparison->arena);
    budget_drop(comparison->shared);
    free(comparison);
}

size_t syn_comparison_stories(const syn_comparison *comparison) { return comparison ? comparison->story_count : 0; }
