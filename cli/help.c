/* help.c - what --help prints, made from the tables of commands and options. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "command.h"

#define HELP_WIDTH 90
#define HELP_INDENT 26
#define HELP_INDENT_EXIT 7

/* Adds words, broken so that no line passes HELP_WIDTH; `column` is where the cursor stands, new lines begin at `indent`. */
static void add_wrapped(syn_buffer *out, const char *text, size_t column, size_t indent) {
    bool first = true;
    while (*text) {
        size_t word = strcspn(text, " \n");
        if (!first && column + 1 + word > HELP_WIDTH) {
            buffer_add_format(out, "\n%*s", (int)indent, "");
            column = indent;
            first = true;
        }
        if (!first) buffer_add_char(out, ' ');
        buffer_add(out, slice_of(text, word));
        column += word + !first;
        first = false;
        text += word;
        if (*text == '\n') {
            buffer_add_format(out, "\n%*s", (int)indent, "");
            column = indent;
            first = true;
        }
        if (*text) text++;
    }
    buffer_add_char(out, '\n');
}

static void add_option(syn_buffer *out, const cli_option *option) {
    size_t from = out->len;
    if (option->letter) buffer_add_format(out, "  -%c, ", option->letter);
    else buffer_add_str(out, "      ");
    buffer_add_format(out, "--%s%s%s", option->name, option->value ? " " : "", option->value ? option->value : "");
    size_t column = out->len - from;
    if (column + 2 > HELP_INDENT) {
        buffer_add_char(out, '\n');
        column = 0;
    }
    buffer_add_format(out, "%*s", (int)(HELP_INDENT - column), "");
    add_wrapped(out, option->help, HELP_INDENT, HELP_INDENT);
}

char *help_command(const cli_command *command) {
    syn_buffer out = BUFFER_EMPTY;
    buffer_add_format(&out, "synoptic %s - %s\n\nUsage: synoptic %s [OPTION]...%s%s\n\n", command->name, command->summary,
                      command->name, *command->arguments ? " " : "", command->arguments);
    add_wrapped(&out, command->description, 0, 0);
    buffer_add_str(&out, "\nOptions:\n");
    for (const cli_option *const *o = command->options; *o; o++)
        if (!(*o)->hidden) add_option(&out, *o);
    buffer_add_str(&out, "\nExamples:\n");
    for (const cli_example *e = command->examples; e->line; e++)
        buffer_add_format(&out, "  %s\n      %s\n", e->line, e->what);
    return buffer_take(&out, NULL);
}

char *help_program(void) {
    syn_buffer out = BUFFER_EMPTY;
    buffer_add_str(&out, "synoptic lays many reports of the same events side by side: what they agree on, where they "
                         "differ, who\nsaid what, what was copied. Every text it shows stands word for word in a report.\n\n"
                         "Usage: synoptic COMMAND [OPTION]... INPUT...\n\nCommands:\n");
    for (size_t i = 0; cli_commands[i]; i++)
        buffer_add_format(&out, "  %-10s %s\n", cli_commands[i]->name, cli_commands[i]->summary);
    buffer_add_str(&out, "\nAn INPUT is a file (plain text, HTML, JSON or JSONL, a feed; gzip is unpacked), a folder, or - "
                         "for\nstandard input. `synoptic COMMAND --help` has the options of a command, and examples.\n\n"
                         "Examples:\n"
                         "  synoptic compare reports/*.txt                      in the terminal\n"
                         "  synoptic compare -o story.html reports/             one page for the browser\n"
                         "  synoptic mark page.html | jq .quotes                who said what in one report\n\n"
                         "Exit codes:\n");
    for (const cli_exit *e = cli_exits; e->meaning; e++) {
        buffer_add_format(&out, "  %-4d ", e->code);
        add_wrapped(&out, e->meaning, HELP_INDENT_EXIT, HELP_INDENT_EXIT);
    }
    return buffer_take(&out, NULL);
}
