/* command.h - what a command of the program is: one table from which parsing, --help, the man pages and the completions
 * come, so that nothing is said twice. */
#ifndef SYN_CLI_COMMAND_H
#define SYN_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "synoptic.h"

/* Exit codes, as the man page lists them. */
enum {
    EXIT_DONE = 0, EXIT_DIFFERS = 1, EXIT_USAGE = 2, EXIT_IO = 3, EXIT_LIMIT = 4, EXIT_MEMORY = 5, EXIT_INTERRUPTED = 130
};

typedef enum cli_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } cli_color;

enum { CLI_NAMES = 32 };  /* lists of names that one command takes */

/* What the command line asked for. */
typedef struct cli_settings {
    const struct cli_command *command;
    bool help, plain, progress, words, has_form, why, live;
    syn_form form;
    const char *state, *log, *decisions;    /* of a grouping; NULL = none */
    const char *output;         /* NULL = standard output */
    unsigned show, width, threads;
    cli_color color;
    uint64_t limit_memory, limit_time_ms, from;
    unsigned brief_sentences, brief_words;  /* 0 = not asked for */
    syn_fetch_options fetch;
    const char *names[CLI_NAMES];  /* lists of names, in order */
    size_t name_count;
    const char *man, *completion;
    const char *const *inputs;  /* what is no option, in order */
    size_t count;
} cli_settings;

#define CLI_WHY 160  /* bytes of a message that says what is wrong with a value */

typedef struct cli_option {
    const char *name;           /* without its two dashes */
    char letter;                /* or 0 */
    const char *value;          /* what its value is called; NULL: it takes none */
    const char *choices;        /* the values there are, parted by blanks; NULL: any */
    const char *help;
    bool (*set)(cli_settings *settings, const char *value, char why[CLI_WHY]);
    bool hidden;
} cli_option;

typedef struct cli_example {
    const char *line, *what;
} cli_example;

typedef struct cli_command {
    const char *name, *arguments, *summary;
    const char *description;                /* paragraphs parted by line breaks */
    const cli_option *const *options;       /* ends with NULL */
    const cli_example *examples;            /* ends with a NULL line */
    size_t least;                           /* arguments that it must have */
    int (*run)(const cli_settings *settings);
} cli_command;

/* Every command, in the order of --help; ends with a NULL. */
extern const cli_command *const cli_commands[];
extern const cli_command cmd_compare, cmd_read, cmd_mark, cmd_group, cmd_story, cmd_verify, cmd_help, cmd_version;
const cli_command *command_named(const char *name);
/* The name of the command that is spelled most like `name`, or NULL where none is near. */
const char *command_near(const char *name);

/* Options that commands share. */
extern const cli_option option_format_all, option_format_report, option_output, option_show, option_width, option_color,
    option_threads, option_limit_memory, option_limit_time, option_plain, option_progress, option_help, option_man,
    option_completion, option_from, option_names, option_words, option_brief_sentences, option_brief_words, option_why, option_live, option_state, option_log, option_decisions,
    option_format_story, option_reasons;
/* Those for addresses (options_fetch.c); every command that takes inputs has them all. */
extern const cli_option option_offline, option_allow_private, option_ignore_robots, option_pace, option_fetch_timeout,
    option_user_agent, option_proxy, option_cache, option_save;
#define OPTIONS_FETCH &option_save, &option_cache, &option_pace, &option_fetch_timeout, &option_user_agent, &option_proxy, \
    &option_offline, &option_allow_private, &option_ignore_robots

/* Reads the arguments after the command's name into `settings`, whose `command` is set; `argv` is reordered so that the
 * inputs stand together. EXIT_DONE, or EXIT_USAGE after a message on standard error. */
int options_parse(cli_settings *settings, int argc, const char **argv);

/* help.c and manual.c: texts made from the tables. Release with free; NULL when there is no memory. */
char *help_program(void);
char *help_command(const cli_command *command);
char *manual_page(const char *name);        /* a command's, or "synoptic"; NULL also for another name */
char *manual_completion(const char *shell); /* bash, zsh, fish; NULL also for another name */

/* What the exit codes mean: {code, meaning}, ends with a NULL meaning. */
typedef struct cli_exit {
    int code;
    const char *meaning;
} cli_exit;
extern const cli_exit cli_exits[];
#endif
