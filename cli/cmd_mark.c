/* cmd_mark.c - `synoptic mark`: reports with sentences, names, quotes, times and numbers. */
#include "stream.h"

static int run(const cli_settings *settings) { return stream_run(settings, SYN_DEPTH_MARK); }

static const cli_option *const options[] = {&option_format_report, &option_names, &option_words, &option_plain, &option_from,
                                            &option_threads, &option_limit_memory, &option_limit_time, &option_progress, OPTIONS_FETCH,
                                            &option_help, NULL};

static const cli_example examples[] = {
    {"synoptic mark report.txt | jq '.quotes[] | {speaker, content}'", "Show who said what in a report."},
    {"synoptic mark --plain report.txt", "Give spans that are also spans of the file."},
    {"cat archive.jsonl | synoptic mark - > marked.jsonl", "Mark a stream of reports of any length."},
    {NULL, NULL},
};

const cli_command cmd_mark = {
    "mark", "INPUT...", "find sentences, names, quotes, times and numbers in reports",
    "Does what read does, then marks each report: sentences, names (tied together where they mean one thing), quotes with "
    "their "
    "speakers, times resolved against the report's date, numbers. Every mark is a span of bytes in the report's text.",
    options, examples, 1, run};
