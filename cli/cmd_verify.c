/* cmd_verify.c - `synoptic verify`: is every text of a collation verbatim in the files? */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "terminal.h"
#include "base/buffer.h"
#include "command.h"
#include "output.h"
#include "session.h"

/* A whole file; NULL after a message. */
static char *read_whole(const char *path, size_t *length) {
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    syn_buffer all = BUFFER_EMPTY;
    static char piece[1 << 16];
    ssize_t got = fd < 0 ? -1 : 0;
    while (fd >= 0 && (got = read(fd, piece, sizeof piece)) > 0) buffer_add(&all, slice_of(piece, (size_t)got));
    int number = errno;
    if (fd >= 0 && !standard) close(fd);
    char *text = got == 0 ? buffer_take(&all, length) : NULL;
    buffer_free(&all);
    if (!text) terminal_say("synoptic: cannot read %s: %s\n", path, got < 0 ? strerror(number) : "out of memory");
    return text;
}

static int check(cli_session *session, const char *json, size_t length) {
    const cli_settings *settings = session->settings;
    syn_reports *reports = NULL;
    size_t checked = 0;
    char line[160];
    syn_code code = syn_read(&reports, session->engine, settings->inputs + 1, settings->count - 1,
                             settings->plain ? SYN_READING_PLAIN : SYN_READING_CLEAN, SYN_DEPTH_READ, &session->error);
    if (code == SYN_OK) code = syn_verify(&checked, json, length, reports, &session->error);
    syn_reports_free(reports);
    if (code == SYN_ERR_VERIFY || code == SYN_ERR_FORMAT) return session_failed_on(session, code, settings->inputs[0]);
    if (code != SYN_OK) return session_failed(session, code);
    session_clear(session);
    int wrote = snprintf(line, sizeof line, "verified: all %zu texts and places stand word for word in the files\n",
                         checked);
    return output_print(line, (size_t)wrote) || output_closed() ? EXIT_DONE : EXIT_IO;
}

static int run(const cli_settings *settings) {
    cli_session session;
    size_t length;
    char *json = read_whole(settings->inputs[0], &length);
    if (!json) return EXIT_IO;
    int ended = session_begin(&session, settings);
    if (ended == EXIT_DONE) ended = check(&session, json, length);
    session_end(&session);
    free(json);
    return ended;
}

static const cli_option *const options[] = {&option_plain, &option_threads, &option_limit_memory, &option_limit_time,
                                            &option_progress,
    OPTIONS_FETCH, &option_help, NULL};

static const cli_example examples[] = {
    {"synoptic compare --format json reports/ > story.json && synoptic verify story.json reports/",
     "Write a collation, and prove that it is verbatim."},
    {"synoptic verify --plain story.json reports/*.txt", "The same for a collation that was made with --plain."},
    {NULL, NULL},
};

const cli_command cmd_verify = {
    "verify", "COLLATION.json FILE...", "prove that every text of a collation stands in the files",
    "Reads the files again and checks the JSON of a comparison against them: the text of each report must be the same, "
    "and each text "
    "that the collation shows must stand at its span. The first that does not is named with its part, its item, its "
    "report and its "
    "span, and the exit code is 1.",
    options, examples, 2, run};
