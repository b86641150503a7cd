/* cmd_compare.c - `synoptic compare`: one story's reports side by side. */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "command.h"
#include "output.h"
#include "session.h"
#include "terminal.h"

static bool ends_with(const char *name, const char *ending) {
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcasecmp(name + length - tail, ending) == 0;
}

static syn_form form_of(const cli_settings *settings) {
    if (settings->has_form || !settings->output) return settings->form;
    if (ends_with(settings->output, ".json")) return SYN_FORM_JSON;
    if (ends_with(settings->output, ".html") || ends_with(settings->output, ".htm")) return SYN_FORM_HTML;
    if (ends_with(settings->output, ".md") || ends_with(settings->output, ".markdown")) return SYN_FORM_MARKDOWN;
    return SYN_FORM_TEXT;
}

static syn_print_options print_options(const cli_settings *settings) {
    syn_print_options options = {.size = sizeof options, .width = settings->width, .show = settings->show};
    bool color = !settings->output && terminal_color(STDOUT_FILENO);
    options.color = settings->color == COLOR_ALWAYS || (settings->color == COLOR_AUTO && color);
    if (!options.width) options.width = settings->output ? 100 : terminal_width(STDOUT_FILENO);
    return options;
}

static int print(cli_session *session, const syn_comparison *comparison) {
    const cli_settings *settings = session->settings;
    syn_print_options options = print_options(settings);
    char *text;
    size_t length;
    syn_code code = syn_comparison_print(&text, &length, comparison, form_of(settings), &options, &session->error);
    if (code != SYN_OK) return session_failed(session, code);
    session_clear(session);
    bool good = settings->output ? output_file(settings->output, text, length) : output_print(text, length);
    syn_free(text);
    return good || output_closed() ? EXIT_DONE : EXIT_IO;
}

/* Names every input that is no article; true if one of them was too large. */
static bool name_others(cli_session *session, const syn_reports *reports) {
    bool large = false;
    for (size_t i = 0; i < syn_reports_count(reports); i++) {
        const syn_report *report = syn_reports_at(reports, i);
        if (syn_report_outcome(report) == SYN_OUTCOME_ARTICLE) continue;
        session_note(session, report);
        large = large || syn_report_outcome(report) == SYN_OUTCOME_TOO_LARGE;
    }
    return large;
}

/* The exit code where no input held an article. */
static int nothing(const cli_settings *settings, bool large) {
    if (large) return EXIT_LIMIT;
    return session_unreadable(settings) ? EXIT_IO : EXIT_DIFFERS;
}

static int run(const cli_settings *settings) {
    cli_session session;
    syn_reports *reports = NULL;
    syn_comparison *comparison = NULL;
    int ended = session_begin(&session, settings);
    bool large = false;
    if (ended == EXIT_DONE) {
        syn_reading reading = settings->plain ? SYN_READING_PLAIN : SYN_READING_CLEAN;
        syn_code code = syn_read(&reports, session.engine, settings->inputs, settings->count, reading, SYN_DEPTH_MARK,
                                 &session.error);
        if (code == SYN_OK) large = name_others(&session, reports);
        if (code == SYN_OK) code = syn_compare(&comparison, session.engine, reports, &session.error);
        ended = code == SYN_OK ? print(&session, comparison) : session_failed(&session, code);
        if (code == SYN_ERR_EMPTY) ended = nothing(settings, large);
    }
    syn_comparison_free(comparison);
    syn_reports_free(reports);
    session_end(&session);
    return ended;
}

static const cli_option *const options[] = {
    &option_format_all, &option_output, &option_show, &option_brief_sentences, &option_brief_words, &option_why, &option_width,
    &option_color, &option_names, &option_plain, &option_threads, &option_limit_memory, &option_limit_time, &option_progress,
    OPTIONS_FETCH, &option_help, NULL};

static const cli_example examples[] = {
    {"synoptic compare a.txt b.html c.jsonl", "Lay three reports side by side in the terminal."},
    {"synoptic compare -o story.html reports/", "Write one page for the browser from all files of a folder."},
    {"synoptic compare --format json reports/*.txt > story.json",
     "Write the collation as JSON, which synoptic verify can check."},
    {"synoptic compare --show differ,quotes reports/", "Show at length only where the reports differ, and the quotes."},
    {"synoptic compare --sentences 3 --words 60 reports/", "Tell the story in three sentences and no more than 60 words."},
    {"synoptic compare --why --show agreed reports/", "Show what tied together the words on which the reports agree."},
    {NULL, NULL},
};

const cli_command cmd_compare = {
    "compare", "INPUT...", "lay the reports of one event side by side",
    "Reads the inputs, groups them into stories, and lays out each story: a brief in which every sentence cites its "
    "places, what the "
    "reports agree on (copies count once), where they differ, who said what, what only one of them says, what was copied, "
    "in what "
    "order things happened.\n"
    "Inputs that hold no article are named on standard error and in the result, and the others go on.",
    options, examples, 1, run};
