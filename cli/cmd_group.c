/* cmd_group.c - `synoptic group`: which reports tell of the same events. */
#include <stddef.h>

#include "command.h"
#include "output.h"
#include "session.h"

static int print(cli_session *session, const syn_reports *reports) {
    char *text;
    size_t length;
    syn_code code = syn_group_print(&text, &length, session->engine, reports, &session->error);
    if (code != SYN_OK) return session_failed(session, code);
    session_clear(session);
    for (size_t i = 0; i < syn_reports_count(reports); i++) {
        const syn_report *report = syn_reports_at(reports, i);
        if (syn_report_outcome(report) != SYN_OUTCOME_ARTICLE) session_note(session, report);
    }
    bool good = output_print(text, length);
    syn_free(text);
    if (!good && !output_closed()) return EXIT_IO;
    return session_unreadable(session->settings) ? EXIT_IO : EXIT_DONE;
}

static int run(const cli_settings *settings) {
    cli_session session;
    syn_reports *reports = NULL;
    int ended = session_begin(&session, settings);
    if (ended == EXIT_DONE) {
        syn_reading reading = settings->plain ? SYN_READING_PLAIN : SYN_READING_CLEAN;
        syn_code code = syn_read(&reports, session.engine, settings->inputs, settings->count, reading, SYN_DEPTH_GROUP,
                                 &session.error);
        ended = code == SYN_OK ? print(&session, reports) : session_failed(&session, code);
    }
    syn_reports_free(reports);
    session_end(&session);
    return ended;
}

static const cli_option *const options[] = {&option_names, &option_plain, &option_threads, &option_limit_memory, &option_limit_time,
                                            &option_progress,
    OPTIONS_FETCH, &option_help, NULL};

static const cli_example examples[] = {
    {"synoptic group reports/", "Put the files of a folder into stories, one line of JSON each."},
    {"synoptic group week.jsonl | jq -r .story | sort | uniq -c | sort -rn", "Show the largest stories of a week."},
    {NULL, NULL},
};

const cli_command cmd_group = {
    "group", "INPUT...", "put reports into stories",
    "Prints one line of JSON per report: its story, the words that tie it to the story, and the earlier report that it "
    "copies, if it "
    "does. Each report is placed by what came before it, so the order of inputs matters, and the same order gives the "
    "same stories.",
    options, examples, 1, run};
