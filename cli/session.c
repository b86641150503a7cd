/* session.c - an engine for one command, stopped by signals, with one line of progress on standard error.
 *
 * The first Ctrl-C asks the engine to stop, so that everything is released in order; the second ends the program at once,
 * after removing a file that is half written. */
#include "session.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "output.h"
#include "terminal.h"

#define PROGRESS_AFTER_MS 1000
#define PROGRESS_EVERY_MS 100

/* A signal handler gets no argument, so the engine to stop stands here. */
static syn_engine *volatile running;
static volatile sig_atomic_t interrupted;

static void on_signal(int number) {
    (void)number;
    if (interrupted || !running) {
        output_abandon();
        _exit(EXIT_INTERRUPTED);
    }
    interrupted = 1;
    syn_engine_stop(running);
}

static void catch_signals(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;  /* no SA_RESTART: a read that waits for a terminal or a pipe must end */
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    action.sa_handler = SIG_IGN;    /* a reader that goes away is an error of write, not a signal */
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL);  /* so is a file that may not grow */
}

static void on_progress(size_t done, size_t total, void *payload) {
    cli_session *session = payload;
    uint64_t now = terminal_clock_ms();
    bool forced = session->settings->progress;
    if (!forced && now - session->began < PROGRESS_AFTER_MS) return;
    if (session->shown && now - session->shown < PROGRESS_EVERY_MS && done < total) return;
    if (terminal_is(STDERR_FILENO)) fprintf(stderr, "\r%zu of %zu inputs\033[K", done, total);
    else fprintf(stderr, "%zu of %zu inputs\n", done, total);
    session->shown = now ? now : 1;
}

void session_clear(cli_session *session) {
    if (session->shown && terminal_is(STDERR_FILENO)) fputs("\r\033[K", stderr);
    session->shown = 0;
}

void session_remark(cli_session *session, const char *lines) {
    if (*lines) session_clear(session);
    for (const char *at = lines; *at;) {
        size_t length = strcspn(at, "\n");
        terminal_say("synoptic: %.*s\n", (int)length, at);
        at += length + (at[length] == '\n');
    }
}

/* Reads the lists of names. A list is taken whole or not at all, so that nobody is missed for a mistake in one line. */
static int read_names(cli_session *session) {
    const cli_settings *settings = session->settings;
    if (!settings->name_count) return EXIT_DONE;
    syn_code code = syn_names_new(&session->names, &session->error);
    for (size_t i = 0; i < settings->name_count && code == SYN_OK; i++) {
        code = syn_names_add_file(session->names, settings->names[i], &session->error);
        if (code != SYN_ERR_FORMAT) continue;
        session_remark(session, syn_names_faults(session->names, NULL));
        terminal_say("synoptic: --names %s: nothing was done; mend the list and try again\n", settings->names[i]);
        return EXIT_USAGE;
    }
    return code == SYN_OK ? EXIT_DONE : session_failed(session, code);
}

int session_begin(cli_session *session, const cli_settings *settings) {
    *session = (cli_session){.settings = settings, .began = terminal_clock_ms()};
    int ended = read_names(session);
    if (ended != EXIT_DONE) return ended;
    syn_fetch_options fetch = settings->fetch;
    fetch.size = sizeof fetch;
    syn_compare_options compare = {.size = sizeof compare, .brief_sentences = settings->brief_sentences,
                                   .brief_words = settings->brief_words, .why = settings->why};
    bool shows = settings->progress || terminal_is(STDERR_FILENO);
    syn_engine_options options = {.size = sizeof options, .threads = settings->threads,
                                  .limit_memory = settings->limit_memory, .limit_time_ms = settings->limit_time_ms,
                                  .progress = shows ? on_progress : NULL,
                                  .progress_payload = session, .from = settings->from, .fetch = &fetch,
                                  .names = session->names, .compare = &compare};
    syn_code code = syn_engine_new(&session->engine, &options, &session->error);
    if (code != SYN_OK) return session_failed(session, code);
    running = session->engine;
    catch_signals();
    return EXIT_DONE;
}

void session_end(cli_session *session) {
    running = NULL;
    session_clear(session);
    syn_engine_free(session->engine);
    session->engine = NULL;
    syn_names_free(session->names);
    session->names = NULL;
}

int session_failed(cli_session *session, syn_code code) { return session_failed_on(session, code, NULL); }

int session_failed_on(cli_session *session, syn_code code, const char *name) {
    session_clear(session);
    if (output_closed()) return EXIT_DONE;
    if (code == SYN_ERR_STOPPED && interrupted) {
        fputs("synoptic: interrupted\n", stderr);
        return EXIT_INTERRUPTED;
    }
    terminal_say("synoptic: %s%s%s\n", name ? name : "", name ? ": " : "",
            session->error.msg[0] ? session->error.msg : syn_code_name(code));
    switch (code) {
    case SYN_OK: return EXIT_DONE;
    case SYN_ERR_MEMORY: return EXIT_MEMORY;
    case SYN_ERR_ARGUMENT: return EXIT_USAGE;
    case SYN_ERR_LIMIT: return EXIT_LIMIT;
    case SYN_ERR_VERIFY:
    case SYN_ERR_EMPTY: return EXIT_DIFFERS;
    case SYN_ERR_IO:
    case SYN_ERR_FORMAT:
    case SYN_ERR_STOPPED:
    default: return EXIT_IO;
    }
}

void session_note(cli_session *session, const syn_report *report) {
    session_clear(session);
    terminal_say("synoptic: %s: %s: %s\n", syn_report_input(report, NULL), syn_outcome_name(syn_report_outcome(report)),
            syn_report_reason(report, NULL));
}

static bool is_address(const char *input) {
    return strncasecmp(input, "http://", 7) == 0 || strncasecmp(input, "https://", 8) == 0;
}

bool session_unreadable(const cli_settings *settings) {
    for (size_t i = 0; i < settings->count; i++)
        if (strcmp(settings->inputs[i], "-") == 0 || is_address(settings->inputs[i]) || access(settings->inputs[i], R_OK) == 0)
            return false;
    return true;
}
