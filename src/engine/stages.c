/* stages.c - the one place that knows the order of the stages.
 *
 * In: a raw report, its page tree if it has one. Out: the same report cleaned and marked.
 *
 * The order: clean, words, parts of speech, times, numbers, the title's numbers, names, people, quotes. Each stage sees only
 * the text and the marks before it; nothing before compare reads numbers. Grouping reads words, times, names, and the
 * descriptions that people adds ("the Ohio senator"), so its depth leaves out numbers and quotes; the others are the same.
 * Between two stages the scratch arena is reset and the engine is asked whether to go on. */
#include "clean/clean.h"
#include "engine/engine.h"
#include "mark/mark.h"

typedef syn_code (*mark_stage)(const mark_options *, syn_report *, syn_arena *, syn_error *);

static syn_code between(const syn_engine *engine, syn_arena *scratch, syn_error *error) {
    arena_reset(scratch);
    syn_code code = engine_go_on(engine);
    return code ? engine_stopped(engine, code, "engine", error) : SYN_OK;
}

static syn_code mark(const syn_engine *engine, syn_report *report, syn_depth depth, engine_worker *worker,
                     syn_error *error) {
    static const struct { mark_stage run; bool groups; } stages[] = {
        {mark_words, true}, {mark_tags, true}, {mark_times, true}, {mark_numbers, false},
        {mark_title, false}, {mark_names, true}, {mark_people, true}, {mark_quotes, false}};
    if (!worker->memory) worker->memory = mark_memory_of(&worker->kept);
    const mark_options options = {.names = engine->names, .memory = worker->memory};
    for (size_t i = 0; i < sizeof stages / sizeof *stages && report->text.len; i++) {
        if (depth == SYN_DEPTH_GROUP && !stages[i].groups) continue;
        syn_code code = between(engine, &worker->scratch, error);
        if (code == SYN_OK) code = stages[i].run(&options, report, &worker->scratch, error);
        if (code != SYN_OK) return code;
    }
    report->groupable = true;
    report->marked = depth == SYN_DEPTH_MARK;
    return SYN_OK;
}

syn_code stages_run(const syn_engine *engine, syn_report *report, const syn_page *page, syn_depth depth,
                    engine_worker *worker, syn_error *error) {
    /* An input that already ended (empty, broken, too large) and left no words has nothing to clean. */
    syn_code code = between(engine, &worker->scratch, error);
    if (code == SYN_OK && (page || report->text.len || report->outcome == SYN_OUTCOME_ARTICLE))
        code = clean_run(NULL, report, page, &worker->scratch, error);
    return code != SYN_OK || depth == SYN_DEPTH_READ ? code : mark(engine, report, depth, worker, error);
}
