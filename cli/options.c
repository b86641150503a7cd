/* options.c - the options of all commands, and the one parser that reads them.
 *
 * In: the arguments behind a command's name. Out: settings, and the inputs in their order.
 *
 * What is understood: --name, --name=value, --name value, -n, -n value, -nvalue; "--" ends the options; "-" alone is an
 * input. Options and inputs may be mixed. A message says which argument is wrong and what would be right. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal.h"
#include "command.h"
#include "near.h"
#include "values.h"

/* ---- values ---- */

bool value_wrong(char why[CLI_WHY], const char *text) {
    snprintf(why, CLI_WHY, "%s", text);
    return false;
}

/* A whole number below `most`; the rest of the text behind it. No locale, no sign, no overflow. */
static bool read_number(const char **text, uint64_t most, uint64_t *out) {
    const char *at = *text;
    uint64_t number = 0;
    if (*at < '0' || *at > '9') return false;
    for (; *at >= '0' && *at <= '9'; at++) {
        uint64_t digit = (uint64_t)(*at - '0');
        if (number > (most - digit) / 10) return false;
        number = number * 10 + digit;
    }
    *text = at;
    *out = number;
    return true;
}

bool value_seconds(const char *text, uint64_t *ms) {
    uint64_t seconds, part = 0, scale = 100;
    if (!read_number(&text, 1u << 30, &seconds)) return false;
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9'; text++, scale /= 10) part += (uint64_t)(*text - '0') * scale;
    if (*text == 's') text++;
    *ms = seconds * 1000 + part;
    return !*text;
}

static bool read_whole(const char *text, uint64_t least, uint64_t most, unsigned *out) {
    uint64_t number;
    if (!read_number(&text, most, &number) || *text || number < least) return false;
    *out = (unsigned)number;
    return true;
}

static bool set_format(cli_settings *settings, const char *value, bool html, char why[CLI_WHY]) {
    static const struct { const char *name; syn_form form; } forms[] = {
        {"text", SYN_FORM_TEXT}, {"json", SYN_FORM_JSON}, {"html", SYN_FORM_HTML}, {"markdown", SYN_FORM_MARKDOWN},
        {"md", SYN_FORM_MARKDOWN},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(value, forms[i].name) != 0 || (!html && forms[i].form == SYN_FORM_HTML)) continue;
        settings->form = forms[i].form;
        settings->has_form = true;
        return true;
    }
    return value_wrong(why, html ? "give text, json, html or markdown" : "give json, text or markdown");
}
static bool set_format_all(cli_settings *s, const char *value, char why[CLI_WHY]) { return set_format(s, value, true, why); }
static bool set_format_report(cli_settings *s, const char *value, char why[CLI_WHY]) {
    return set_format(s, value, false, why);
}

static bool set_output(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (!*value) return value_wrong(why, "give the name of a file");
    settings->output = value;
    return true;
}

static bool set_show(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    static const struct { const char *name; unsigned part; } shown[] = {
        {"brief", SYN_SHOW_BRIEF}, {"agreed", SYN_SHOW_AGREED}, {"differ", SYN_SHOW_DIFFER}, {"quotes", SYN_SHOW_QUOTES},
        {"only", SYN_SHOW_ONLY}, {"copied", SYN_SHOW_COPIED}, {"timeline", SYN_SHOW_TIMELINE}, {"people", SYN_SHOW_PEOPLE},
        {"all", 255},
    };
    settings->show = 0;
    for (const char *at = value; *at;) {
        size_t length = strcspn(at, ","), i = 0, all = sizeof shown / sizeof *shown;
        while (i < all && (strlen(shown[i].name) != length || memcmp(at, shown[i].name, length) != 0)) i++;
        if (i == all) {
            snprintf(why, CLI_WHY, "there is no part \"%.*s\"; the parts are brief, agreed, differ, quotes, only, copied, "
                     "timeline, people, all", (int)(length < 20 ? length : 20), at);
            return false;
        }
        settings->show |= shown[i].part;
        at += length;
        if (*at == ',') at++;
    }
    return settings->show ? true : value_wrong(why, "name one part or more, parted by commas");
}

static bool set_width(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    return read_whole(value, 20, UINT32_MAX, &settings->width) ? true : value_wrong(why, "give a number of columns, 20 or more");
}

static bool set_brief_sentences(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (read_whole(value, 1, 10000, &settings->brief_sentences)) return true;
    return value_wrong(why, "give a number of sentences from 1 to 10000");
}
static bool set_brief_words(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (read_whole(value, 1, 1000000, &settings->brief_words)) return true;
    return value_wrong(why, "give a number of words from 1 to 1000000");
}

static bool set_color(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (strcmp(value, "auto") == 0) settings->color = COLOR_AUTO;
    else if (strcmp(value, "always") == 0) settings->color = COLOR_ALWAYS;
    else if (strcmp(value, "never") == 0) settings->color = COLOR_NEVER;
    else return value_wrong(why, "give auto, always or never");
    return true;
}

static bool set_threads(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    return read_whole(value, 1, 64, &settings->threads) ? true : value_wrong(why, "give a number of threads from 1 to 64");
}

static bool set_limit_memory(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    static const char units[] = "BKMGT";
    uint64_t number;
    if (read_number(&value, UINT64_MAX >> 41, &number) && number > 0) {
        char unit = *value ? (char)(*value & ~0x20) : 'B';
        const char *found = unit ? strchr(units, unit) : NULL;
        if (*value) value++;
        if (*value == 'B' || *value == 'b') value++;
        if (found && !*value) {
            settings->limit_memory = number << (10 * (found - units));
            return true;
        }
    }
    return value_wrong(why, "give bytes, or a size such as 500M or 2G");
}

static bool set_limit_time(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (value_seconds(value, &settings->limit_time_ms) && settings->limit_time_ms > 0) return true;
    return value_wrong(why, "give seconds, such as 30 or 2.5");
}

static bool set_from(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (read_number(&value, UINT64_MAX, &settings->from) && !*value && settings->from <= INT64_MAX) return true;
    return value_wrong(why, "give a byte of the archive: the \"offset\" of a report");
}

static bool set_names(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (!*value) return value_wrong(why, "give the name of a file");
    if (settings->name_count == CLI_NAMES) return value_wrong(why, "more than 32 lists: put them into one file");
    settings->names[settings->name_count++] = value;
    return true;
}

static bool set_state(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    settings->state = value;
    return *value ? true : value_wrong(why, "give the name of a file");
}
static bool set_log(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    settings->log = value;
    return *value ? true : value_wrong(why, "give the name of a file");
}

static bool set_decisions(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    settings->decisions = value;
    return *value ? true : value_wrong(why, "give the name of a file");
}
static bool set_format_story(cli_settings *s, const char *value, char why[CLI_WHY]) {
    char unused[CLI_WHY];
    if (set_format(s, value, false, unused) && s->form != SYN_FORM_MARKDOWN) return true;
    return value_wrong(why, "give text or json");
}

static bool set_plain(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)value, (void)why;
    return settings->plain = true;
}
static bool set_words(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)value, (void)why;
    return settings->words = true;
}
static bool set_why(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)value, (void)why;
    return settings->why = true;
}
static bool set_live(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)value, (void)why;
    return settings->live = true;
}
static bool set_progress(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)value, (void)why;
    return settings->progress = true;
}
static bool set_help(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)value, (void)why;
    return settings->help = true;
}
static bool set_man(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)why;
    settings->man = value;
    return true;
}
static bool set_completion(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)why;
    settings->completion = value;
    return true;
}

/* ---- the options ---- */

const cli_option option_format_all = {
    "format", 'f', "FORM", "text json html markdown",
    "How the result is told: text for a terminal, json, html (one self-contained page), or markdown. Without it the "
    "ending of the "
    "-o file decides (.json, .html, .md), else text.", set_format_all, false};
const cli_option option_format_report = {
    "format", 'f', "FORM", "json text markdown", "How each report is told: json (one object a line, the default), text or "
    "markdown.",
    set_format_report, false};
const cli_option option_output = {
    "output", 'o', "FILE", NULL,
    "Write to FILE instead of standard output. FILE appears only once it is complete.", set_output, false};
const cli_option option_show = {
    "show", 0, "LIST", "brief agreed differ quotes only copied timeline people all",
    "Parts that the text shows at length, parted by commas: brief, agreed, differ, quotes, only, copied, timeline, "
    "people, all.",
    set_show, false};
const cli_option option_brief_sentences = {
    "sentences", 0, "N", NULL,
    "At most so many sentences in the brief, where the story has them (6 without this option).", set_brief_sentences, false};
const cli_option option_brief_words = {
    "words", 0, "N", NULL,
    "At most so many words in the brief. With --sentences, whichever is reached first. A brief that no sentence fits is "
    "left out.", set_brief_words, false};
const cli_option option_why = {
    "why", 0, NULL, NULL,
    "Below each finding, show what tied it together: names, values and words that reports have in common, what they "
    "weigh, and the score that decided.", set_why, false};
const cli_option option_width = {
    "width", 0, "N", NULL,
    "Columns of the text, 20 or more; more than 132 count as 132, which is as much as reads well. Without it the "
    "terminal's own width, 100 where there is no terminal.", set_width, false};
const cli_option option_color = {
    "color", 0, "WHEN", "auto always never",
    "Colours in the text: auto (the default: on a terminal, unless NO_COLOR is set or TERM is dumb), always or never.",
    set_color, false};
const cli_option option_threads = {
    "threads", 0, "N", NULL, "Threads that work at once; one per processor without it. The output is the same for any "
    "number.",
    set_threads, false};
const cli_option option_limit_memory = {
    "limit-memory", 0, "SIZE", NULL,
    "Memory that reports and results may take together, such as 500M or 2G (the default is 4G). A report that does not "
    "fit gets the "
    "outcome too_large; the others go on.", set_limit_memory, false};
const cli_option option_limit_time = {
    "limit-time", 0, "SECONDS", NULL,
    "Time for reading, and again for comparing. Inputs that are not read by then get the outcome too_large.",
    set_limit_time, false};
const cli_option option_from = {
    "from", 0, "OFFSET", NULL,
    "Go on with an archive (WARC, ARC, tar, zip) at this byte of it: the \"offset\" that was printed with a report.", set_from, false};
const cli_option option_names = {
    "names", 0, "FILE", NULL,
    "Names that you know: persons, organizations, places, with aliases and ids of your own, as JSONL or CSV (columns name, "
    "aliases, type, id). Where a report names one, its entity gets your name for it and your id. May be given several times.",
    set_names, false};
const cli_option option_plain = {
    "plain", 0, NULL, NULL,
    "Take each file as verbatim UTF-8 text: nothing is cleaned away, and every span is also a span of the file.", set_plain,
    false};
const cli_option option_words = {
    "words", 0, NULL, NULL, "In JSON, also print each word with its part of speech.", set_words, false};
const cli_option option_state = {
    "state", 0, "FILE", NULL,
    "Keep the stories in FILE: go on with those that it has, as if all had come in one run, and save them at the end. What "
    "came before the program was ended, however it was, stands in FILE.journal and is not lost.", set_state, false};
const cli_option option_log = {
    "log", 0, "FILE", NULL,
    "Add a line of JSON to FILE for each start, join, copy, version, merge, split and move, with its score and reasons.", set_log,
    false};
const cli_option option_reasons = {
    "why", 0, NULL, NULL,
    "In each line, also tell in words why: what the report shares with its story, the score that decided, and the nearest other "
    "story.", set_why, false};
const cli_option option_decisions = {
    "decisions", 0, "FILE", NULL,
    "Obey what a person decided with `synoptic story`, as FILE.decisions beside a state has it. A state has its own: this is for "
    "runs without one.", set_decisions, false};
const cli_option option_format_story = {
    "format", 'f', "FORM", "text json", "How it is told: text (the default) or json.", set_format_story, false};
const cli_option option_live = {
    "live", 0, NULL, NULL,
    "Print each line at once, with the report's story of that moment; a merge, a split or a move that comes later is a line of "
    "its own.", set_live, false};
const cli_option option_progress = {
    "progress", 0, NULL, NULL,
    "Show on standard error how far the work is, even where that is no terminal.", set_progress, false};
const cli_option option_help = {"help", 'h', NULL, NULL, "Show this help.", set_help, false};
const cli_option option_man = {"man", 0, "PAGE", NULL, "Print the man page of a command, or of synoptic.", set_man, true};
const cli_option option_completion = {
    "completion", 0, "SHELL", "bash zsh fish", "Print the completion script of a shell.", set_completion, true};

/* ---- the parser ---- */

static int usage(const cli_command *command, const char *format, const char *argument, size_t length, const char *hint) {
    fputs("synoptic ", stderr);
    fputs(command->name, stderr);
    fputs(": ", stderr);
    terminal_say("%s: %.*s\n", format, (int)length, argument);
    if (hint && *hint) fprintf(stderr, "  %s\n", hint);
    fprintf(stderr, "  `synoptic %s --help` lists the options.\n", command->name);
    return EXIT_USAGE;
}

static int unknown_option(const cli_command *command, const char *argument, size_t length) {
    const char *names[32];
    size_t count = 0;
    for (const cli_option *const *o = command->options; *o && count < 32; o++)
        if (!(*o)->hidden) names[count++] = (*o)->name;
    const char *near = argument[1] == '-' && length > 2 ? near_word(argument + 2, length - 2, names, count) : NULL;
    char hint[CLI_WHY] = "";
    if (near) snprintf(hint, sizeof hint, "Did you mean --%s?", near);
    return usage(command, "unknown option", argument, length, hint);
}

static const cli_option *find_long(const cli_command *command, const char *name, size_t length) {
    for (const cli_option *const *o = command->options; *o; o++)
        if (strlen((*o)->name) == length && memcmp((*o)->name, name, length) == 0) return *o;
    return NULL;
}

static const cli_option *find_letter(const cli_command *command, char letter) {
    for (const cli_option *const *o = command->options; *o; o++)
        if ((*o)->letter == letter) return *o;
    return NULL;
}

/* Takes one option; *at is moved past a value that is an argument of its own. */
static int take_option(cli_settings *settings, int argc, const char **argv, int *at) {
    const char *argument = argv[*at], *value = NULL;
    const cli_option *option;
    size_t length = strlen(argument);
    if (argument[1] == '-') {
        const char *equals = strchr(argument, '=');
        if (equals) {
            length = (size_t)(equals - argument);
            value = equals + 1;
        }
        option = find_long(settings->command, argument + 2, length - 2);
    } else {
        option = find_letter(settings->command, argument[1]);
        if (option && option->value && argument[2]) value = argument + (argument[2] == '=' ? 3 : 2);
        length = option && option->value ? 2 : length;
        if (option && !option->value && argument[2]) option = NULL;
    }
    if (!option) return unknown_option(settings->command, argument, length);
    if (!option->value && value)
        return usage(settings->command, "this option takes no value", argument, strlen(argument), NULL);
    if (option->value && !value) {
        if (*at + 1 >= argc) return usage(settings->command, "this option needs a value", argument, length, option->help);
        value = argv[++*at];
    }
    char why[CLI_WHY] = "";
    if (option->set(settings, value, why)) return EXIT_DONE;
    terminal_say("synoptic %s: --%s %s: %s\n", settings->command->name, option->name, value, why);
    return EXIT_USAGE;
}

int options_parse(cli_settings *settings, int argc, const char **argv) {
    int kept = 0;
    bool over = false;
    for (int at = 0; at < argc; at++) {
        const char *argument = argv[at];
        if (!over && strcmp(argument, "--") == 0) {
            over = true;
        } else if (!over && argument[0] == '-' && argument[1]) {
            int code = take_option(settings, argc, argv, &at);
            if (code != EXIT_DONE) return code;
        } else if (!argument[0]) {
            return usage(settings->command, "an input has no name", "\"\"", 2, NULL);
        } else {
            argv[kept++] = argument;  /* kept <= at: nothing unread is overwritten */
        }
    }
    settings->inputs = argv;
    settings->count = (size_t)kept;
    if (settings->help || settings->man || settings->completion || settings->count >= settings->command->least)
        return EXIT_DONE;
    fprintf(stderr, "synoptic %s: no %s given\n  usage: synoptic %s [OPTION]... %s\n  `synoptic %s --help` has examples.\n",
            settings->command->name, settings->command->least > 1 ? "files" : "input", settings->command->name,
            settings->command->arguments, settings->command->name);
    return EXIT_USAGE;
}
