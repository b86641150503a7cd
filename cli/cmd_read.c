/* cmd_read.c - `synoptic read`: inputs become reports. */
#include "stream.h"

static int run(const cli_settings *settings) { return stream_run(settings, SYN_DEPTH_READ); }

static const cli_option *const options[] = {&option_format_report, &option_plain, &option_from, &option_threads, &option_limit_memory,
                                            &option_limit_time, &option_progress, OPTIONS_FETCH,
                                            &option_help, NULL};

static const cli_example examples[] = {
    {"synoptic read page.html", "Print the article of a page as one line of JSON."},
    {"synoptic read --format text page.html", "Print it for a person."},
    {"synoptic read archive.jsonl | jq -r .outcome | sort | uniq -c", "Count how the inputs of an archive ended."},
    {NULL, NULL},
};

const cli_command cmd_read = {
    "read", "INPUT...", "turn pages and files into reports, one line of JSON each",
    "Reads each input, removes what is not the article (menus, adverts, credits), and prints text, title, byline, dates, "
    "language and "
    "outcome. Every input gives at least one report; one that holds no article says why in its reason.",
    options, examples, 1, run};
