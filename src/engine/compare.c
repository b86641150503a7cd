/* compare.c - marked reports become stories, and each story a collation.
 *
 * In: reports that were read and marked. Out: one collation per story, and the list of every input with its outcome.
 *
 * The idea: the articles among the reports are grouped leniently (whoever compares files holds that they belong together),
 * then each story is laid out on its own. A report that states no date, in a story whose other reports do, is taken to
 * speak from the story's day: the commonest day of publication, where all of them lie within STORY_DAYS. Its times and
 * quotes are marked anew against that day, on a shallow copy, since reports never change once made.
 *
 * What it does not do: guess a day where the story's reports are spread further, or where none has one. */
#include "compare/compare.h"

#include <stdlib.h>

#include "base/caps.h"
#include "engine/engine.h"
#include "group/group.h"
#include "mark/mark.h"

#define STORY_DAYS 14  /* reports of one event are published within so many days */
#define NO_DAY INT32_MIN

/* The day a report was published on, as days since 1970, or NO_DAY. */
static long day_of(const syn_report *report) {
    syn_civil moment;
    if (!civil_parse(report->published, &moment) || moment.grain < CIVIL_DAY) return NO_DAY;
    return civil_days(moment.year, moment.month, moment.day);
}

/* The commonest day of publication, ties to the earlier; NO_DAY where there is none or they lie too far apart. */
static long story_day(const syn_report *const *reports, uint32_t count) {
    long first = NO_DAY, last = NO_DAY;
    for (uint32_t i = 0; i < count; i++) {
        long day = day_of(reports[i]);
        if (day == NO_DAY) continue;
        if (first == NO_DAY || day < first) first = day;
        if (last == NO_DAY || day > last) last = day;
    }
    if (first == NO_DAY || last - first > STORY_DAYS) return NO_DAY;
    uint32_t votes[STORY_DAYS + 1] = {0};
    for (uint32_t i = 0; i < count; i++) {
        long day = day_of(reports[i]);
        if (day != NO_DAY) votes[day - first]++;
    }
    long best = 0;
    for (long day = 1; day <= last - first; day++)
        if (votes[day] > votes[best]) best = day;
    return first + best;
}

/* A shallow copy of `report` whose times and quotes are counted from `anchor`; it borrows everything else. */
static syn_code mark_anew(syn_comparison *made, const syn_report **report, const mark_options *anchored, syn_arena *scratch,
                          syn_error *error) {
    syn_report *copy = report_new(&made->shared->budget);
    if (!copy) return error_memory(error, "compare");
    syn_arena own = copy->arena;
    *copy = **report;
    copy->arena = own;
    memset(&copy->times, 0, sizeof copy->times);
    memset(&copy->quotes, 0, sizeof copy->quotes);
    made->copies[made->copy_count++] = copy;
    syn_code code = mark_times(anchored, copy, scratch, error);
    arena_reset(scratch);
    if (code == SYN_OK) code = mark_quotes(anchored, copy, scratch, error);
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
        if (day_of(story->reports[i]) != NO_DAY || !story->sources) continue;
        story->sources[i].day = arena_copy(&story->arena, slice_of(printed, length));
        story->sources[i].day_inferred = true;
    }
    return arena_check(&story->arena, "compare", error);
}

static syn_code lay_out(syn_comparison *made, const syn_compare_options *wanted, const syn_report **reports, uint32_t count,
                        syn_arena *scratch, syn_error *error) {
    syn_collation *story = &made->stories[made->story_count++];
    arena_init(&story->arena, &made->shared->budget);
    long day = story_day(reports, count);
    mark_options anchored = {0};
    if (day != NO_DAY) anchored.anchor = civil_from_days(day);
    for (uint32_t i = 0; day != NO_DAY && i < count; i++) {
        if (day_of(reports[i]) != NO_DAY) continue;
        syn_code code = mark_anew(made, &reports[i], &anchored, scratch, error);
        if (code != SYN_OK) return code;
    }
    compare_options options = {wanted->brief_sentences, wanted->brief_words, wanted->why != 0};
    syn_code code = compare_run(&options, reports, count, story, scratch, error);
    arena_reset(scratch);
    return code == SYN_OK && day != NO_DAY ? set_inferred(story, day, error) : code;
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
        if (code == SYN_OK && many) code = lay_out(made, &engine->compare, lists.reports + begin, many, scratch, error);
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
