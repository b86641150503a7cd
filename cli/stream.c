/* stream.c - what read and mark share: each report is printed as soon as its turn has come. */
#include "stream.h"

#include <stdio.h>
#include <unistd.h>

#include "output.h"
#include "session.h"
#include "terminal.h"

typedef struct streaming {
    cli_session *session;
    syn_form form;
    syn_code code;     /* of printing */
    bool write_failed;
    size_t printed;
} streaming;

static int print(const syn_report *report, void *payload) {
    streaming *s = payload;
    char *text;
    size_t length;
    s->code = syn_report_print(&text, &length, report, s->form, &s->session->error);
    if (s->code != SYN_OK) return 1;
    if (terminal_is(STDOUT_FILENO)) session_clear(s->session);
    bool good = true;
    if (s->form != SYN_FORM_JSON && s->form != SYN_FORM_JSON_WORDS && s->printed) good = output_print("\n", 1);
    if (good) good = output_print(text, length);
    if (good && (length == 0 || text[length - 1] != '\n')) good = output_print("\n", 1);
    syn_free(text);
    s->printed++;
    s->write_failed = !good;
    return !good;
}

int stream_run(const cli_settings *settings, syn_depth depth) {
    cli_session session;
    streaming s = {.session = &session, .form = settings->has_form ? settings->form : SYN_FORM_JSON};
    if (settings->words && s.form == SYN_FORM_JSON) s.form = SYN_FORM_JSON_WORDS;
    int ended = session_begin(&session, settings);
    if (ended == EXIT_DONE) {
        syn_reading reading = settings->plain ? SYN_READING_PLAIN : SYN_READING_CLEAN;
        syn_code code = syn_read_each(session.engine, settings->inputs, settings->count, reading, depth, print, &s,
                                      &session.error);
        if (s.write_failed) ended = output_closed() ? EXIT_DONE : EXIT_IO;
        else if (code != SYN_OK) ended = session_failed(&session, s.code != SYN_OK ? s.code : code);
        else if (session_unreadable(settings)) ended = EXIT_IO;
    }
    session_end(&session);
    return ended;
}
