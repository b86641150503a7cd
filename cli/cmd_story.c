/* cmd_story.c - `synoptic story`: the stories of a state, and what a person decides about them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "output.h"
#include "session.h"
#include "terminal.h"

typedef struct story_run {
    cli_session *session;
    syn_grouping *grouping;
    syn_form form;
} story_run;

static int print(story_run *run, syn_code code, char *text, size_t length) {
    if (code != SYN_OK) return session_failed(run->session, code);
    bool good = !length || output_print(text, length);
    syn_free(text);
    return good || output_closed() ? EXIT_DONE : EXIT_IO;
}

static int unread(const char *path, int number) {
    terminal_say("synoptic: cannot read %s: %s\n", path, strerror(number));
    return EXIT_IO;
}

/* Prints the lines of the log that tell of a story. */
static int print_log(const char *path, const char *story) {
    char first[40], from[40], *line = NULL;
    size_t room = 0;
    ssize_t length;
    FILE *log = fopen(path, "re");
    if (!log) return unread(path, errno);
    snprintf(first, sizeof first, "\"story\":\"%.20s\"", story);
    snprintf(from, sizeof from, "\"from\":\"%.20s\"", story);
    bool good = true;
    errno = 0;
    while (good && (length = getline(&line, &room, log)) > 0)
        if (strstr(line, first) || strstr(line, from)) good = output_print(line, (size_t)length);
    int number = good && !feof(log) ? errno : 0;
    free(line);
    fclose(log);
    if (number) return unread(path, number);
    return good || output_closed() ? EXIT_DONE : EXIT_IO;
}

static int list(story_run *run, const char *const *words, size_t count) {
    char *text = NULL;
    size_t length = 0;
    (void)words, (void)count;
    syn_code code = syn_grouping_list(&text, &length, run->grouping, run->form, &run->session->error);
    return print(run, code, text, length);
}

static int show(story_run *run, const char *const *words, size_t count) {
    char *text = NULL;
    size_t length = 0;
    (void)count;
    syn_code code = syn_grouping_show(&text, &length, run->grouping, words[0], run->form, &run->session->error);
    int ended = print(run, code, text, length);
    const char *log = run->session->settings->log;
    return ended == EXIT_DONE && log ? print_log(log, words[0]) : ended;
}

/* A decision was taken: the state is saved, and what happened is told. */
static int decided(story_run *run, syn_code code) {
    char *text = NULL;
    size_t length = 0;
    if (code == SYN_OK) code = syn_grouping_save(run->grouping, &run->session->error);
    if (code == SYN_OK) code = syn_grouping_news(&text, &length, run->grouping, &run->session->error);
    return print(run, code, text, length);
}

static int merge(story_run *run, const char *const *words, size_t count) {
    (void)count;
    return decided(run, syn_grouping_merge(run->grouping, words[0], words[1], &run->session->error));
}

static int split(story_run *run, const char *const *words, size_t count) {
    return decided(run, syn_grouping_split(run->grouping, words, count, &run->session->error));
}

static int move(story_run *run, const char *const *words, size_t count) {
    (void)count;
    return decided(run, syn_grouping_move(run->grouping, words[0], words[1], &run->session->error));
}

static const struct verb {
    const char *name, *words;
    size_t least, most;
    bool looks;              /* changes nothing */
    int (*run)(story_run *run, const char *const *words, size_t count);
} verbs[] = {
    {"list", "", 0, 0, true, list}, {"show", " STORY", 1, 1, true, show}, {"merge", " STORY STORY", 2, 2, false, merge},
    {"split", " REPORT...", 1, SIZE_MAX, false, split}, {"move", " REPORT STORY", 2, 2, false, move},
};

static int usage(const char *wrong, const char *about) {
    terminal_say("synoptic story: %s%s\n", wrong, about);
    fputs("  `synoptic story --help` has examples.\n", stderr);
    return EXIT_USAGE;
}

static const struct verb *find(const cli_settings *settings) {
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(settings->inputs[0], verbs[i].name) == 0) return &verbs[i];
    return NULL;
}

static int run(const cli_settings *settings) {
    cli_session session;
    const struct verb *verb = find(settings);
    size_t words = settings->count - 1;
    char wanted[64];
    if (!verb) return usage("give list, show, merge, split or move, not ", settings->inputs[0]);
    if (words < verb->least || words > verb->most) {
        snprintf(wanted, sizeof wanted, "%s%s", verb->name, verb->words);
        return usage("give it as: synoptic story --state FILE ", wanted);
    }
    if (!settings->state) return usage("name the state with --state FILE", "");
    int ended = session_begin(&session, settings);
    if (ended == EXIT_DONE) {
        story_run story = {.session = &session, .form = settings->form};
        syn_grouping_options options = {.size = sizeof options, .live = 1, .state = settings->state, .looks = verb->looks,
                                        .there = 1, .log = verb->looks ? NULL : settings->log};
        syn_code code = syn_grouping_new(&story.grouping, session.engine, &options, &session.error);
        if (code == SYN_OK) session_remark(&session, syn_grouping_remarks(story.grouping));
        ended = code == SYN_OK ? verb->run(&story, settings->inputs + 1, words) : session_failed(&session, code);
        syn_grouping_free(story.grouping);
    }
    session_end(&session);
    return ended;
}

static const cli_option *const options[] = {&option_state, &option_log, &option_format_story, &option_limit_memory,
                                            &option_help, NULL};

static const cli_example examples[] = {
    {"synoptic story --state week.state list", "List the stories, those told by the most sources first."},
    {"synoptic story --state week.state --log week.log show s5", "Show the reports of a story, and how it came about."},
    {"synoptic story --state week.state merge s5 s9", "Put two stories together: s9 goes into s5."},
    {"synoptic story --state week.state split a17 a19", "Take two reports out of their story into a new one."},
    {"synoptic story --state week.state move a17 s5", "Put a report into another story."},
    {NULL, NULL},
};

const cli_command cmd_story = {
    "story", "list | show STORY | merge STORY STORY | split REPORT... | move REPORT STORY",
    "look at stories, and put them right",
    "Works on a state that `synoptic group --state FILE` keeps. A merge, a split or a move is what you decide: it holds for "
    "reports that come later, and is written to FILE.decisions, from where it holds for a state that begins anew.\n"
    "A story that went into another is known by both names.",
    options, examples, 1, run};
