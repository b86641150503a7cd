/* cmd_version.c - `synoptic version`. */
#include <stdio.h>

#include "command.h"
#include "output.h"

static int run(const cli_settings *settings) {
    char line[64];
    (void)settings;
    int length = snprintf(line, sizeof line, "synoptic %s\n", syn_version());
    return output_print(line, (size_t)length) || output_closed() ? EXIT_DONE : EXIT_IO;
}

static const cli_option *const options[] = {&option_help, NULL};

static const cli_example examples[] = {{"synoptic version", "Print the version."}, {NULL, NULL}};

const cli_command cmd_version = {
    "version", "", "print the version", "Prints the version of the program and its library.", options, examples, 0, run};
