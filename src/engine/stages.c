/* stages.c - the one place that knows the order of the stages.
 *
 * In: a raw report, its page tree if it has one. Out: the same report cleaned and marked.
 *
 * The order: clean, words, parts of speech, times, numbers, the title's numbers, names, people, quotes. Each stage sees only
 * the text and the marks before it, so a depth that leaves out the last ones gives the same for the others.
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

static syn_code mark(const syn_engine *engine, syn_report *report, syn_depth depth, syn_arena *scratch, syn_error *error) {
    static const mark_stage stages[] = {mark_words, mark_tags, mark_times, mark_numbers,
                                        mark_title, mark_names, mark_people, mark_quotes};
    const mark_options options = {.names = engine->names};
    size_t count = sizeof stages / sizeof *stages - (depth == SYN_DEPTH_GROUP);
    for (size_t i = 0; i < count && report->text.len; i++) {
        syn_code code = between(engine, scratch, error);
        if (code == SYN_OK) code = stages[i](&options, report, scratch, error);
        if (code != SYN_OK) return code;
    }
    report->groupable = true;
    report->marked = depth == SYN_DEPTH_MARK;
    return SYN_OK;
}

syn_code stages_run(const syn_engine *engine, syn_report *report, const syn_page *page, syn_depth depth, syn_arena *scratch,
                    syn_error *error) {
    /* An input that already ended (empty, broken, too large) and left no words has nothing to clean. */
    syn_code code = between(engine, scratch, error);
    if (code == SYN_OK && (page || report->text.len || report->outcome == SYN_OUTCOME_ARTICLE))
        code = clean_run(NULL, report, page, scratch, error);
    return code != SYN_OK || depth == SYN_DEPTH_READ ? code : mark(engine, report, depth, scratch, error);
}
