/* cmd_group.c - `synoptic group`: which reports tell of the same events. */
#include <stddef.h>
#include <unistd.h>

#include "command.h"
#include "output.h"
#include "session.h"
#include "terminal.h"

#define LINES 4096           /* printed at once */

typedef struct group_run {
    cli_session *session;
    syn_grouping *grouping;
    bool write_failed;
    syn_code code;           /* of printing */
} group_run;

/* Prints a text of the library, and releases it. */
static bool print(group_run *run, char *text, size_t length) {
    if (length && terminal_is(STDOUT_FILENO)) session_clear(run->session);
    run->write_failed = length && !output_print(text, length);
    syn_free(text);
    return !run->write_failed;
}

/* A report has been placed. */
static int on_report(const syn_report *report, void *payload) {
    group_run *run = payload;
    char *text;
    size_t length;
    if (syn_report_outcome(report) != SYN_OUTCOME_ARTICLE) session_note(run->session, report);
    if (!run->session->settings->live) return 0;
    run->code = syn_grouping_news(&text, &length, run->grouping, &run->session->error);
    return run->code != SYN_OK || !print(run, text, length);
}

static syn_code print_all(group_run *run) {
    size_t all = syn_grouping_count(run->grouping), length;
    session_clear(run->session);
    for (size_t from = 0; from < all; from += LINES) {
        char *text;
        syn_code code = syn_grouping_print(&text, &length, run->grouping, from, LINES, &run->session->error);
        if (code != SYN_OK) return code;
        if (!print(run, text, length)) break;
    }
    return SYN_OK;
}

static int stream(cli_session *session) {
    const cli_settings *settings = session->settings;
    group_run run = {.session = session};
    syn_grouping_options options = {.size = sizeof options, .live = settings->live, .why = settings->why,
                                    .state = settings->state, .log = settings->log, .decisions = settings->decisions};
    syn_reading reading = settings->plain ? SYN_READING_PLAIN : SYN_READING_CLEAN;
    syn_code code = syn_grouping_new(&run.grouping, session->engine, &options, &session->error);
    if (code == SYN_OK) session_remark(session, syn_grouping_remarks(run.grouping));
    if (code == SYN_OK)
        code = syn_grouping_read(run.grouping, settings->inputs, settings->count, reading, on_report, &run, &session->error);
    if (code == SYN_OK && settings->state) code = syn_grouping_save(run.grouping, &session->error);
    if (code == SYN_OK && !settings->live) code = print_all(&run);
    syn_grouping_free(run.grouping);
    if (run.write_failed) return output_closed() ? EXIT_DONE : EXIT_IO;
    if (code != SYN_OK) return session_failed(session, run.code != SYN_OK ? run.code : code);
    return session_unreadable(settings) ? EXIT_IO : EXIT_DONE;
}

static int run(const cli_settings *settings) {
    cli_session session;
    int ended = session_begin(&session, settings);
    if (ended == EXIT_DONE) ended = stream(&session);
    session_end(&session);
    return ended;
}

static const cli_option *const options[] = {
    &option_state, &option_log, &option_decisions, &option_live, &option_reasons, &option_names, &option_plain,
    &option_threads, &option_limit_memory, &option_limit_time, &option_progress, OPTIONS_FETCH, &option_help, NULL};

static const cli_example examples[] = {
    {"synoptic group reports/", "Put the files of a folder into stories, one line of JSON each."},
    {"synoptic group week.jsonl | jq -r .story | sort | uniq -c | sort -rn", "Show the largest stories of a week."},
    {NULL, NULL},
};

const cli_command cmd_group = {
    "group", "INPUT...", "put reports into stories",
    "Prints one line of JSON per report: its story, the words that tie it to the story, and the earlier report that it "
    "copies, if it does. Each report is placed when it comes, by what came before it, so the order of inputs matters, and "
    "the same order gives the same stories. A stream may be of any length: of a report only what placing needs is kept.\n"
    "Lines are printed at the end, with the stories as they are then; with --live as the reports come.",
    options, examples, 1, run};
