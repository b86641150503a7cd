/* main.c - finds the command and runs it.
 *
 * `synoptic COMMAND ...`; --help and --version work alone, too. Files without a command get a hint, since that is what one
 * tries first. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "terminal.h"
#include "command.h"
#include "output.h"

static int unknown_command(const char *name, int count) {
    const char *near = command_near(name);
    if (name[0] == '-' && name[1]) {
        terminal_say("synoptic: the command comes first, then its options: synoptic compare %s ...\n", name);
    } else if (access(name, F_OK) == 0 || strchr(name, '.') || strchr(name, '/') || strcmp(name, "-") == 0) {
        terminal_say("synoptic: no command given; did you mean: synoptic compare %s%s\n", name, count > 1 ? " ..." : "");
    } else {
        terminal_say("synoptic: there is no command %s", name);
        fprintf(stderr, near ? "; did you mean: synoptic %s ...\n" : "%s\n", near ? near : "");
    }
    fputs("  `synoptic --help` lists the commands.\n", stderr);
    return EXIT_USAGE;
}

static const cli_command *find_command(const char *name) {
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) return &cmd_help;
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) return &cmd_version;
    return command_named(name);
}

/* A program may be started with a standard stream closed; a file opened later would then take its place. */
static bool open_standard(void) {
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", O_RDWR) != fd) return false;
    return true;
}

int main(int argc, char **argv) {
    if (!open_standard()) return EXIT_IO;
    if (argc < 2) {
        char *text = help_program();
        if (text) fputs(text, stderr);
        free(text);
        return EXIT_USAGE;
    }
    cli_settings settings = {.command = find_command(argv[1])};
    if (!settings.command) return unknown_command(argv[1], argc - 1);
    const char **rest = calloc((size_t)argc, sizeof *rest);
    if (!rest) {
        fputs("synoptic: out of memory\n", stderr);
        return EXIT_MEMORY;
    }
    for (int i = 2; i < argc; i++) rest[i - 2] = argv[i];
    int ended = options_parse(&settings, argc - 2, rest);
    if (ended == EXIT_DONE && settings.help && settings.command != &cmd_help) {
        char *text = help_command(settings.command);
        if (!text) ended = EXIT_MEMORY;
        else if (!output_print(text, strlen(text)) && !output_closed()) ended = EXIT_IO;
        free(text);
    } else if (ended == EXIT_DONE) {
        ended = settings.command->run(&settings);
    }
    free(rest);
    return ended;
}
