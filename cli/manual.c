/* manual.c - man pages and shell completions, made from the same tables as --help when the program is built.
 *
 * Out: pages in the man macros of roff (man-pages(7)); scripts for bash, zsh and fish. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "command.h"

/* ---- roff ---- */

/* Text for roff: a dash must stay a dash, a backslash must not begin a macro, nor a point or quote a line. */
static void add_roff(syn_buffer *out, const char *text) {
    bool line = true;
    for (; *text; text++) {
        if (line && (*text == '.' || *text == '\'')) buffer_add_str(out, "\\&");
        if (*text == '\\') buffer_add_str(out, "\\e");
        else if (*text == '-') buffer_add_str(out, "\\-");
        else if (*text == '\n') buffer_add_str(out, "\n.PP\n");
        else buffer_add_char(out, *text);
        line = *text == '\n';
    }
    buffer_add_char(out, '\n');
}

static void add_head(syn_buffer *out, const char *page, const char *summary) {
    buffer_add_str(out, ".TH \"");
    for (const char *c = page; *c; c++) buffer_add_char(out, *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c);
    buffer_add_format(out, "\" \"1\" \"\" \"synoptic %s\" \"User commands\"\n.SH NAME\n", syn_version());
    add_roff(out, page);
    buffer_add_str(out, "\\- ");
    add_roff(out, summary);
}

static void add_tail(syn_buffer *out, const cli_command *own) {
    buffer_add_str(out, ".SH \"EXIT STATUS\"\n");
    for (const cli_exit *e = cli_exits; e->meaning; e++) {
        buffer_add_format(out, ".TP\n.B %d\n", e->code);
        add_roff(out, e->meaning);
    }
    buffer_add_str(out, ".SH \"SEE ALSO\"\n");
    if (own) buffer_add_str(out, ".BR synoptic (1)");
    const char *comma = own ? ",\n" : "";
    for (size_t i = 0; cli_commands[i]; i++) {
        if (cli_commands[i] == own || !cli_commands[i]->least) continue;  /* help and version have no page */
        buffer_add_format(out, "%s.BR synoptic\\-%s (1)", comma, cli_commands[i]->name);
        comma = ",\n";
    }
    buffer_add_char(out, '\n');
}

static char *page_of_command(const cli_command *command) {
    syn_buffer out = BUFFER_EMPTY;
    char page[64];
    snprintf(page, sizeof page, "synoptic-%s", command->name);
    add_head(&out, page, command->summary);
    buffer_add_format(&out, ".SH SYNOPSIS\n.B synoptic %s\n[\\fIOPTION\\fR]... \\fI", command->name);
    add_roff(&out, command->arguments);
    buffer_add_str(&out, "\\fR\n.SH DESCRIPTION\n");
    add_roff(&out, command->description);
    buffer_add_str(&out, ".SH OPTIONS\n");
    for (const cli_option *const *o = command->options; *o; o++) {
        if ((*o)->hidden) continue;
        buffer_add_str(&out, ".TP\n");
        if ((*o)->letter) buffer_add_format(&out, "\\fB\\-%c\\fR, ", (*o)->letter);
        buffer_add_str(&out, "\\fB\\-\\-");
        for (const char *c = (*o)->name; *c; c++) buffer_add_str(&out, *c == '-' ? "\\-" : (char[2]){*c, 0});
        if ((*o)->value) buffer_add_format(&out, "\\fR \\fI%s", (*o)->value);
        buffer_add_str(&out, "\\fR\n");
        add_roff(&out, (*o)->help);
    }
    buffer_add_str(&out, ".SH EXAMPLES\n");
    for (const cli_example *e = command->examples; e->line; e++) {
        buffer_add_str(&out, ".TP\n\\fB");
        for (const char *c = e->line; *c; c++) buffer_add_str(&out, *c == '-' ? "\\-" : (char[2]){*c, 0});
        buffer_add_str(&out, "\\fR\n");
        add_roff(&out, e->what);
    }
    add_tail(&out, command);
    return buffer_take(&out, NULL);
}

static char *page_of_program(void) {
    syn_buffer out = BUFFER_EMPTY;
    add_head(&out, "synoptic", "lay many reports of the same events side by side");
    buffer_add_str(&out, ".SH SYNOPSIS\n.B synoptic\n\\fICOMMAND\\fR [\\fIOPTION\\fR]... \\fIINPUT\\fR...\n"
                         ".SH DESCRIPTION\n");
    add_roff(&out, "synoptic reads many reports of the same events and lays them side by side: what they agree on, what "
                   "only one of them says, where they differ, who said what, which passages were copied, in what order "
                   "things happened. Every "
                   "text that it shows stands word for word in a report, and synoptic verify proves it.\n"
                   "An input is a file (plain text, HTML, JSON or JSONL, a feed; gzip is unpacked), a folder (its files "
                   "in order of "
                   "name, and the folders in it), an address (http, https), or - for standard input. No input vanishes: one that is missing, empty, "
                   "binary, "
                   "too large or broken is named with the reason, and the others go on.");
    buffer_add_str(&out, ".SH COMMANDS\n");
    for (size_t i = 0; cli_commands[i]; i++) {
        buffer_add_format(&out, ".TP\n.B %s\n", cli_commands[i]->name);
        add_roff(&out, cli_commands[i]->summary);
    }
    buffer_add_str(&out, ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nIf it is set and not empty, the text has no colours.\n"
                         ".TP\n.B TERM\nIf it is dumb, the text has no colours.\n"
                         ".TP\n.B COLUMNS\nColumns of the text, where the terminal does not tell.\n"
                         ".TP\n.B http_proxy https_proxy all_proxy no_proxy\nProxies for inputs that are addresses, as curl(1) "
                         "has them; https_proxy, all_proxy and no_proxy also in capitals.\n"
                         ".TP\n.B CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR\nCertificates that are trusted, instead of the "
                         "system's.\n");
    add_tail(&out, NULL);
    return buffer_take(&out, NULL);
}

char *manual_page(const char *name) {
    if (strcmp(name, "synoptic") == 0) return page_of_program();
    const cli_command *command = command_named(name);
    return command ? page_of_command(command) : NULL;
}

/* ---- completions ---- */

/* Adds a text that stands inside single quotes of a shell; `zsh` also guards its own separators. */
static void add_quoted(syn_buffer *out, const char *text, bool zsh) {
    for (; *text; text++) {
        if (*text == '\'') buffer_add_str(out, "'\\''");
        else if (zsh && (*text == '[' || *text == ']' || *text == ':')) buffer_add_format(out, "\\%c", *text);
        else buffer_add_char(out, *text);
    }
}

static void add_command_names(syn_buffer *out) {
    for (size_t i = 0; cli_commands[i]; i++) buffer_add_format(out, "%s%s", i ? " " : "", cli_commands[i]->name);
}

static char *completion_bash(void) {
    syn_buffer out = BUFFER_EMPTY;
    buffer_add_str(&out, "# bash completion for synoptic, made by `synoptic help --completion bash`\n_synoptic() {\n"
                         "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options=\n"
                         "    COMPREPLY=()\n    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        COMPREPLY=($(compgen -W '");
    add_command_names(&out);
    buffer_add_str(&out, " --help --version' -- \"$current\"))\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; cli_commands[i]; i++) {
        buffer_add_format(&out, "    %s)\n        case $before in\n", cli_commands[i]->name);
        for (const cli_option *const *o = cli_commands[i]->options; *o; o++) {
            if ((*o)->hidden || !(*o)->value) continue;
            buffer_add_format(&out, "        --%s", (*o)->name);
            if ((*o)->letter) buffer_add_format(&out, "|-%c", (*o)->letter);
            if ((*o)->choices)
                buffer_add_format(&out, ") COMPREPLY=($(compgen -W '%s' -- \"$current\")); return ;;\n", (*o)->choices);
            else if (strcmp((*o)->value, "FILE") == 0)
                buffer_add_str(&out, ") COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n");
            else buffer_add_str(&out, ") return ;;\n");
        }
        buffer_add_str(&out, "        esac\n        options='");
        for (const cli_option *const *o = cli_commands[i]->options; *o; o++)
            if (!(*o)->hidden) buffer_add_format(&out, "--%s ", (*o)->name);
        buffer_add_str(&out, "' ;;\n");
    }
    buffer_add_str(&out, "    esac\n    case $current in\n    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$current\")) "
                         ";;\n    *) if [ \"${COMP_WORDS[1]}\" = help ]; then COMPREPLY=($(compgen -W '");
    add_command_names(&out);
    buffer_add_str(&out, "' -- \"$current\"))\n       else COMPREPLY=($(compgen -f -- \"$current\")); fi ;;\n    esac\n}\n"
                         "complete -o filenames -F _synoptic synoptic\n");
    return buffer_take(&out, NULL);
}

static char *completion_zsh(void) {
    syn_buffer out = BUFFER_EMPTY;
    buffer_add_str(&out, "#compdef synoptic\n# made by `synoptic help --completion zsh`\n_synoptic() {\n"
                         "    local -a commands\n    commands=(\n");
    for (size_t i = 0; cli_commands[i]; i++) {
        buffer_add_format(&out, "        '%s:", cli_commands[i]->name);
        add_quoted(&out, cli_commands[i]->summary, true);
        buffer_add_str(&out, "'\n");
    }
    buffer_add_str(&out, "    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n"
                         "    fi\n    local command=$words[2]\n    shift words\n    (( CURRENT-- ))\n"
                         "    case $command in\n");
    for (size_t i = 0; cli_commands[i]; i++) {
        buffer_add_format(&out, "    %s)\n        _arguments \\\n", cli_commands[i]->name);
        for (const cli_option *const *o = cli_commands[i]->options; *o; o++) {
            if ((*o)->hidden) continue;
            buffer_add_format(&out, "            '--%s%s[", (*o)->name, (*o)->value ? "=" : "");
            add_quoted(&out, (*o)->help, true);
            buffer_add_char(&out, ']');
            if ((*o)->value && (*o)->choices) buffer_add_format(&out, ":%s:(%s)", (*o)->value, (*o)->choices);
            else if ((*o)->value)
                buffer_add_format(&out, ":%s:%s", (*o)->value, strcmp((*o)->value, "FILE") == 0 ? "_files" : "");
            buffer_add_str(&out, "' \\\n");
        }
        buffer_add_str(&out, "            '*:input:_files' ;;\n");
    }
    buffer_add_str(&out, "    esac\n}\n_synoptic \"$@\"\n");
    return buffer_take(&out, NULL);
}

static char *completion_fish(void) {
    syn_buffer out = BUFFER_EMPTY;
    buffer_add_str(&out, "# fish completion for synoptic, made by `synoptic help --completion fish`\n");
    for (size_t i = 0; cli_commands[i]; i++) {
        const cli_command *command = cli_commands[i];
        buffer_add_format(&out, "complete -c synoptic -n __fish_use_subcommand -f -a %s -d '", command->name);
        add_quoted(&out, command->summary, false);
        buffer_add_str(&out, "'\n");
        for (const cli_option *const *o = command->options; *o; o++) {
            if ((*o)->hidden) continue;
            buffer_add_format(&out, "complete -c synoptic -n '__fish_seen_subcommand_from %s' -l %s", command->name,
                              (*o)->name);
            if ((*o)->letter) buffer_add_format(&out, " -s %c", (*o)->letter);
            if ((*o)->choices) buffer_add_format(&out, " -x -a '%s'", (*o)->choices);
            else if ((*o)->value) buffer_add_str(&out, " -r");
            buffer_add_str(&out, " -d '");
            add_quoted(&out, (*o)->help, false);
            buffer_add_str(&out, "'\n");
        }
    }
    return buffer_take(&out, NULL);
}

char *manual_completion(const char *shell) {
    if (strcmp(shell, "bash") == 0) return completion_bash();
    if (strcmp(shell, "zsh") == 0) return completion_zsh();
    if (strcmp(shell, "fish") == 0) return completion_fish();
    return NULL;
}
