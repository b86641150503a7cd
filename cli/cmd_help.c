/* cmd_help.c - `synoptic help`, and the hidden forms that print man pages and completions when the program is built. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal.h"
#include "command.h"
#include "output.h"

static int print(char *text) {
    if (!text) {
        fputs("synoptic help: out of memory\n", stderr);
        return EXIT_MEMORY;
    }
    bool good = output_print(text, strlen(text));
    free(text);
    return good || output_closed() ? EXIT_DONE : EXIT_IO;
}

static int unknown(const char *what, const char *name) {
    terminal_say("synoptic help: there is no %s %s\n", what, name);
    return EXIT_USAGE;
}

static int run(const cli_settings *settings) {
    if (settings->man) {
        bool known = strcmp(settings->man, "synoptic") == 0 || command_named(settings->man);
        return known ? print(manual_page(settings->man)) : unknown("page", settings->man);
    }
    if (settings->completion) {
        static const char *const shells[] = {"bash", "zsh", "fish"};
        for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
            if (strcmp(shells[i], settings->completion) == 0) return print(manual_completion(shells[i]));
        return unknown("completion for", settings->completion);
    }
    if (settings->count == 0) return print(help_program());
    const cli_command *command = command_named(settings->inputs[0]);
    if (command) return print(help_command(command));
    const char *near = command_near(settings->inputs[0]);
    terminal_say("synoptic help: there is no command %s", settings->inputs[0]);
    fprintf(stderr, near ? "; did you mean %s?\n" : "%s\n", near ? near : "");
    return EXIT_USAGE;
}

static const cli_option *const options[] = {&option_man, &option_completion, &option_help, NULL};

static const cli_example examples[] = {
    {"synoptic help", "List the commands."},
    {"synoptic help compare", "Show the options of compare."},
    {NULL, NULL},
};

const cli_command cmd_help = {
    "help", "[COMMAND]", "show the commands, or the options of one", "Shows the list of commands, or the options of one "
    "with examples.",
    options, examples, 0, run};
