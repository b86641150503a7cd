/* commands.c - the list of commands, and what the exit codes mean. */
#include <string.h>

#include "command.h"
#include "near.h"

const cli_command *const cli_commands[] = {&cmd_compare, &cmd_read, &cmd_mark, &cmd_group, &cmd_story, &cmd_verify,
                                           &cmd_help, &cmd_version, NULL};

const cli_exit cli_exits[] = {
    {EXIT_DONE, "done"},
    {EXIT_DIFFERS, "verify found a text that is not verbatim; or no input held an article"},
    {EXIT_USAGE, "the command line cannot be understood, or a list of names has a fault"},
    {EXIT_IO, "no input could be read at all, the output could not be written, or verify was given a file that is no "
              "collation"},
    {EXIT_LIMIT, "a limit on memory, time or size was reached, and there is no result"},
    {EXIT_MEMORY, "the system has no more memory"},
    {EXIT_INTERRUPTED, "interrupted"},
    {0, NULL},
};

const cli_command *command_named(const char *name) {
    for (size_t i = 0; cli_commands[i]; i++)
        if (strcmp(cli_commands[i]->name, name) == 0) return cli_commands[i];
    return NULL;
}

const char *command_near(const char *name) {
    const char *names[16];
    size_t count = 0;
    for (size_t i = 0; cli_commands[i] && count < 16; i++) names[count++] = cli_commands[i]->name;
    return near_word(name, strlen(name), names, count);
}
