/* session.h - what every command that works needs: an engine made from the settings, Ctrl-C, progress, exit codes. */
#ifndef SYN_CLI_SESSION_H
#define SYN_CLI_SESSION_H

#include "command.h"

typedef struct cli_session {
    const cli_settings *settings;
    syn_engine *engine;
    syn_names *names;        /* NULL: no list was given */
    syn_error error;
    uint64_t began, shown;   /* ms; shown 0: no line stands on the terminal */
} cli_session;

/* EXIT_DONE, or another code after a message. End with session_end whatever it returned. */
int session_begin(cli_session *session, const cli_settings *settings);
void session_end(cli_session *session);
/* Says what session->error says, and returns the exit code for `code`. */
int session_failed(cli_session *session, syn_code code);
/* The same with the name of the file that it is about in front. */
int session_failed_on(cli_session *session, syn_code code, const char *name);
/* Removes the line of progress. Call before anything is printed. */
void session_clear(cli_session *session);
/* One line on standard error for an input that is no article. */
void session_note(cli_session *session, const syn_report *report);
/* True if none of the inputs can even be opened. */
bool session_unreadable(const cli_settings *settings);
/* Says lines on standard error. */
void session_remark(cli_session *session, const char *lines);
#endif
