/* synoptic.h - lay many reports of the same events side by side.
 *
 * The one simple call: files in, collation out.
 *
 *     char *page; size_t length; syn_error error;
 *     const char *paths[] = {"a.txt", "b.html", "c.jsonl"};
 *     if (syn_compare_files(&page, &length, paths, 3, SYN_FORM_TEXT, &error) != SYN_OK)
 *         fprintf(stderr, "%s: %s\n", syn_code_name(error.code), error.msg);
 *     else
 *         fwrite(page, 1, length, stdout), syn_free(page);
 *
 * The rest of this header goes noun by noun: codes and errors, names, engine, report, story, comparison, version.
 *
 * What holds for every function:
 * - Strings are UTF-8. A length, a span and a position count bytes unless the name says otherwise.
 * - A pointer that goes in is borrowed for the call. An object that comes out through the first parameter is owned by
 *   the caller and is released by the function named beside it. What a getter returns is borrowed from its object and
 *   lives as long as that object.
 * - `error` comes last and may be NULL. It is written only when the call fails.
 * - NULL for any other pointer is SYN_ERR_ARGUMENT, unless the function says otherwise; release functions take NULL.
 * - An engine may be used by one thread at a time. Reports and comparisons never change once made, so any number of
 *   threads may read one. Different engines are independent: the library has no global state.
 * - The same input gives the same bytes out, whatever the number of threads.
 * - The library never prints and never exits. It opens a network connection only to read an input that is an address
 *   (http:// or https://), and for no address where the engine's options say so (syn_fetch_options.offline).
 * - Every text in an output is a verbatim span of a report, and no output rates a source. (Names and ids of the caller's
 *   own list, "list_name" and "list_id", are printed beside the texts of reports, as the list has them.)
 */
#ifndef SYNOPTIC_H
#define SYNOPTIC_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define SYN_API
#elif defined(__GNUC__)
#define SYN_API __attribute__((visibility("default")))
#else
#define SYN_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- the simple call ------------------------------------------------------------------------------------------ */

/* The forms in which a result can be told. */
typedef enum syn_form {
    SYN_FORM_TEXT = 0,     /* for a person, in a terminal */
    SYN_FORM_JSON = 1,     /* one JSON object (compare) or JSONL (read, mark, group), as docs/manual.md says */
    SYN_FORM_HTML = 2,     /* one self-contained page */
    SYN_FORM_MARKDOWN = 3,
    SYN_FORM_JSON_WORDS = 4 /* JSON of one report, and each of its words with its part of speech (syn_report_print only) */
} syn_form;

/* Every code that a function returns. New codes are only ever added at the end. */
typedef enum syn_code {
    SYN_OK = 0,
    SYN_ERR_MEMORY = 1,    /* the system has no more memory */
    SYN_ERR_ARGUMENT = 2,  /* the caller gave something that cannot be */
    SYN_ERR_IO = 3,        /* the system could not read or write */
    SYN_ERR_LIMIT = 4,     /* a named maximum, --limit-memory or --limit-time was reached */
    SYN_ERR_FORMAT = 5,    /* the input is not what it says it is */
    SYN_ERR_VERIFY = 6,    /* a text of a collation is not verbatim */
    SYN_ERR_STOPPED = 7,   /* syn_engine_stop was called */
    SYN_ERR_EMPTY = 8      /* no input held an article */
} syn_code;

/* What went wrong, filled in by the function that failed. Owned by the caller; needs no release. */
typedef struct syn_error {
    syn_code code;
    const char *stage;     /* the stage that failed ("read", "mark", ...), a constant */
    uint64_t pos;          /* byte position in the input where it makes sense, else 0 */
    char msg[240];         /* a sentence, NUL-terminated */
} syn_error;

/* Compares the files and writes the collation in the given form into a NUL-terminated text of *length bytes.
 * Release with syn_free. A file that is missing, empty or broken becomes an outcome that the collation names; the call
 * fails with SYN_ERR_EMPTY only if no input at all holds an article. `length` may be NULL. */
SYN_API syn_code syn_compare_files(char **out, size_t *length, const char *const *paths, size_t count, syn_form form,
                                   syn_error *error);

/* Releases a text that the library gave out. */
SYN_API void syn_free(char *text);

/* ---- codes and errors ----------------------------------------------------------------------------------------- */

/* The name of a code, such as "out of memory"; a constant, never NULL. */
SYN_API const char *syn_code_name(syn_code code);

/* ---- names: persons, bodies and places that the caller knows ------------------------------------------------------- */

/* A list of names with aliases, types and ids of the caller's own. While it is added to, one thread may use it; then it
 * never changes, and any number of engines and threads may read it. Release with syn_names_free, after the engines that
 * borrow it. */
typedef struct syn_names syn_names;

SYN_API syn_code syn_names_new(syn_names **out, syn_error *error);
/* Adds the entries of a file: JSONL or CSV with the fields name, aliases, type and id, as docs/manual.md says. It is
 * taken whole or not at all: SYN_ERR_FORMAT says where the first fault is, and syn_names_faults tells more of them.
 * SYN_ERR_LIMIT: the list would pass a maximum. After SYN_ERR_MEMORY the list can only be released. */
SYN_API syn_code syn_names_add_file(syn_names *names, const char *path, syn_error *error);
/* The same for bytes in memory; `name` stands where a file's name would. */
SYN_API syn_code syn_names_add_bytes(syn_names *names, const char *name, const char *bytes, size_t length, syn_error *error);
/* How many entries the list has. */
SYN_API size_t syn_names_count(const syn_names *names);
/* What was wrong with the file that was added last, a line for each fault ("FILE: line 3, column 7: ..."), ten at the
 * most; "" if nothing was. Lives until something is added to the list. `length` may be NULL. */
SYN_API const char *syn_names_faults(const syn_names *names, size_t *length);
SYN_API void syn_names_free(syn_names *names);

/* ---- engine: options and limits, and the stages behind every call ---------------------------------------------- */

typedef struct syn_engine syn_engine;

/* Called while long work goes on, from the thread that called the library: `done` of `total` inputs are finished. */
typedef void (*syn_progress_fn)(size_t done, size_t total, void *payload);

/* How inputs that are addresses are fetched. Set `size` to sizeof(syn_fetch_options) and everything else to 0 for the
 * defaults. Strings are copied. robots.txt is heeded, certificates are always checked, no cookies are kept; a host is asked
 * one thing at a time. Proxies are those of the environment (http_proxy, https_proxy, all_proxy, no_proxy). */
typedef struct syn_fetch_options {
    size_t size;
    int offline;              /* nonzero: no address is fetched; each has the outcome unsupported */
    int allow_private;        /* nonzero: also addresses of this machine and of private networks */
    int ignore_robots;        /* nonzero: robots.txt is not asked for; only for hosts that you may read without */
    int retries;              /* after a first try that failed for now; 0 = 2, less than 0 = none */
    unsigned at_once;         /* requests at one time, to as many hosts; 0 = 16, at most 64 */
    uint64_t pace_ms;         /* from the end of one answer of a host to the next request to it; 0 = 1000 */
    uint64_t timeout_ms;      /* of one request with its answer; 0 = 60000 */
    const char *user_agent;   /* NULL: "synoptic/VERSION (...)" */
    const char *proxy;        /* a proxy for all addresses instead of those of the environment; NULL: none */
    const char *cache;        /* a folder of answers, asked for again only if they changed; NULL: none */
    const char *save;         /* a WARC file to which what was sent and received is added; NULL: none */
} syn_fetch_options;

/* What a comparison is to hold. Set `size` to sizeof(syn_compare_options) and everything else to 0 for the defaults. */
typedef struct syn_compare_options {
    size_t size;
    unsigned brief_sentences; /* at most so many in a brief; 0 = 6 */
    unsigned brief_words;     /* at most so many words in a brief; 0 = any number. Both: whichever is reached first */
    int why;                  /* nonzero: each finding has its reasons, which every form then prints */
} syn_compare_options;

/* Set `size` to sizeof(syn_engine_options) and everything else to 0 for the defaults. */
typedef struct syn_engine_options {
    size_t size;
    unsigned threads;          /* worker threads; 0 = one per processor, at most 64 */
    /* At a limit a reading call gives what is left the outcome too_large; the other calls fail with SYN_ERR_LIMIT. */
    uint64_t limit_memory;     /* bytes that reports and results may take together; 0 = 4 GiB */
    uint64_t limit_time_ms;    /* wall-clock time for one call; 0 = none */
    syn_progress_fn progress;  /* may be NULL */
    void *progress_payload;
    /* Not 0: the one input is an archive (WARC, ARC, tar, zip), and reading begins at this byte of it: an `offset` that was
     * printed with a report. Where no record begins there, the call fails with SYN_ERR_ARGUMENT. */
    uint64_t from;
    const syn_fetch_options *fetch; /* NULL: the defaults */
    /* Names to be found in reports, tied to the list's entries; NULL: none. Borrowed: it must outlive the engine, and
     * nothing may be added to it any more. Reports hold copies of what they print of it. */
    const syn_names *names;
    const syn_compare_options *compare; /* NULL: the defaults */
} syn_engine_options;

/* Makes an engine; `options` may be NULL. Release with syn_engine_free. */
SYN_API syn_code syn_engine_new(syn_engine **out, const syn_engine_options *options, syn_error *error);
SYN_API void syn_engine_free(syn_engine *engine);

/* Asks the call that runs on `engine` to end soon with SYN_ERR_STOPPED. The one function that may be called from
 * another thread or from a signal handler. */
SYN_API void syn_engine_stop(syn_engine *engine);

/* ---- report: one input, cleaned and marked ---------------------------------------------------------------------- */

typedef struct syn_report syn_report;

/* How an input ended. New outcomes are only ever added at the end. */
typedef enum syn_outcome {
    SYN_OUTCOME_ARTICLE = 0,
    SYN_OUTCOME_TEASER = 1,
    SYN_OUTCOME_PAYWALL = 2,
    SYN_OUTCOME_CONSENT = 3,
    SYN_OUTCOME_BOTWALL = 4,
    SYN_OUTCOME_LISTING = 5,
    SYN_OUTCOME_EMPTY = 6,
    SYN_OUTCOME_MALFORMED = 7,
    SYN_OUTCOME_UNSUPPORTED = 8,
    SYN_OUTCOME_TOO_LARGE = 9
} syn_outcome;

/* How far a reading goes. New depths are only ever added at the end. */
typedef enum syn_depth {
    SYN_DEPTH_READ = 0,    /* read and clean */
    SYN_DEPTH_MARK = 1,    /* ... and mark: words, sentences, parts of speech, times, numbers, names, people, quotes */
    SYN_DEPTH_GROUP = 2    /* ... and mark all but numbers and quotes, which grouping needs not: enough for
                            * syn_group_print, which gives the same for both depths; syn_report_print prints such a
                            * report as SYN_DEPTH_READ does */
} syn_depth;

/* How an input is taken. */
typedef enum syn_reading {
    SYN_READING_CLEAN = 0, /* detect the kind of input, clean boilerplate away */
    SYN_READING_PLAIN = 1  /* verbatim UTF-8 text: the report's text is the input, byte for byte */
} syn_reading;

/* A list of reports in the order of their inputs. Release with syn_reports_free. */
typedef struct syn_reports syn_reports;

/* Reads inputs: files, folders (their files in order of name, below), addresses (http:// or https://), or "-" for standard
 * input. One input may hold several reports (JSONL, a feed). No input vanishes: each gives at least one report, whose outcome says how it ended. */
SYN_API syn_code syn_read(syn_reports **out, syn_engine *engine, const char *const *inputs, size_t count,
                          syn_reading reading, syn_depth depth, syn_error *error);
/* The same for one input in memory; `name` stands where a file's name would. */
SYN_API syn_code syn_read_bytes(syn_reports **out, syn_engine *engine, const char *name, const char *bytes, size_t length,
                                syn_reading reading, syn_depth depth, syn_error *error);
SYN_API void syn_reports_free(syn_reports *reports);

/* Called with each report, in the order of inputs, from the thread that called the library. The report is borrowed for
 * the call. Anything but 0 ends the reading with SYN_ERR_STOPPED. */
typedef int (*syn_report_fn)(const syn_report *report, void *payload);
/* The same as syn_read for a stream of any length: a few reports are in memory at a time. */
SYN_API syn_code syn_read_each(syn_engine *engine, const char *const *inputs, size_t count, syn_reading reading,
                               syn_depth depth, syn_report_fn each, void *payload, syn_error *error);

SYN_API size_t syn_reports_count(const syn_reports *reports);
/* The report at `index`, or NULL past the end. */
SYN_API const syn_report *syn_reports_at(const syn_reports *reports, size_t index);

SYN_API syn_outcome syn_report_outcome(const syn_report *report);
/* The name of an outcome, such as "article"; a constant, never NULL. */
SYN_API const char *syn_outcome_name(syn_outcome outcome);
/* NUL-terminated; "" where the report has none. `length` may be NULL. */
SYN_API const char *syn_report_id(const syn_report *report, size_t *length);
SYN_API const char *syn_report_input(const syn_report *report, size_t *length);
SYN_API const char *syn_report_reason(const syn_report *report, size_t *length);
SYN_API const char *syn_report_title(const syn_report *report, size_t *length);
SYN_API const char *syn_report_text(const syn_report *report, size_t *length);

/* One report as text, Markdown or one line of JSON. Release with syn_free. */
SYN_API syn_code syn_report_print(char **out, size_t *length, const syn_report *report, syn_form form, syn_error *error);

/* ---- story: which reports tell of the same events ---------------------------------------------------------------- */

/* A stream of reports that becomes stories. Each report is placed when it comes, seeing only those before it, and nothing is
 * kept of it but what that needs. It borrows its engine; one thread at a time. Release with syn_grouping_free. */
typedef struct syn_grouping syn_grouping;

/* Set `size` to sizeof(syn_grouping_options) and everything else to 0 for the defaults. */
typedef struct syn_grouping_options {
    size_t size;
    int live;                 /* nonzero: syn_grouping_news tells of each report as it is placed */
    int why;                  /* nonzero: each line has its reasons in words */
    /* A file in which the grouping is kept, with FILE.journal beside it: loaded if it is there, gone on with, written by
     * syn_grouping_save. Each report is in the journal before it is told of: a program that ends without saving, however it
     * ends, loses at most the report in hand. One run at a time (else SYN_ERR_IO); SYN_ERR_FORMAT: it is no state, or
     * damaged. NULL: none. */
    const char *state;
    int there;                /* nonzero: a state that is not there is SYN_ERR_IO, and not one that begins */
    int looks;                /* nonzero: the state is only looked at, also while another run goes on with it */
    /* A file of decisions, as syn_grouping_merge and the like write them to FILE.decisions beside a state: a line of JSON
     * each, obeyed as the reports come that it names. Those beside a state are obeyed without this. NULL: none. */
    const char *decisions;
    const char *log;          /* a file to which a line of JSON is added for each event; NULL: none */
} syn_grouping_options;

/* `options` may be NULL. */
SYN_API syn_code syn_grouping_new(syn_grouping **out, syn_engine *engine, const syn_grouping_options *options, syn_error *error);
SYN_API void syn_grouping_free(syn_grouping *grouping);
/* Takes in a report read with SYN_DEPTH_GROUP or SYN_DEPTH_MARK, which is not needed any more afterwards. One that came before, with the same
 * id and the same content, changes nothing. After an error of memory or limit the grouping can only be released. */
SYN_API syn_code syn_grouping_add(syn_grouping *grouping, const syn_report *report, syn_error *error);
/* Reads inputs as syn_read_each does and takes in each report; then `each`, which may be NULL, is called with it. Reports
 * keep the ids that they came with: another one under the same id gets a number behind it ("x-2"). */
SYN_API syn_code syn_grouping_read(syn_grouping *grouping, const char *const *inputs, size_t count, syn_reading reading,
                                   syn_report_fn each, void *payload, syn_error *error);
/* How many reports were taken in; the lines of `count` of them from the one at `from` on, in the order in which they came:
 * {"id","story","why","copy_of"}, each with its story as it is now. `length` may be NULL. Release with syn_free. */
SYN_API size_t syn_grouping_count(const syn_grouping *grouping);
SYN_API syn_code syn_grouping_print(char **out, size_t *length, const syn_grouping *grouping, size_t from, size_t count,
                                    syn_error *error);
/* Of a live grouping: the lines of what was taken in since the last such call, each with the story of that moment, and
 * a line for each change of what was told before: {"event":"merge","story","from"}. Release with syn_free. */
SYN_API syn_code syn_grouping_news(char **out, size_t *length, syn_grouping *grouping, syn_error *error);

/* What a person decides: the second story goes into the first ("s5", "s9"); reports of one story go into a new one; a report goes
 * to another story. It holds for what comes later, and is written down beside the state, for a stream that begins anew.
 * SYN_ERR_ARGUMENT: there is no such story or report. */
SYN_API syn_code syn_grouping_merge(syn_grouping *grouping, const char *into, const char *from, syn_error *error);
SYN_API syn_code syn_grouping_split(syn_grouping *grouping, const char *const *ids, size_t count, syn_error *error);
SYN_API syn_code syn_grouping_move(syn_grouping *grouping, const char *id, const char *story, syn_error *error);
/* The stories, the one with the most independent sources first, as text or as a line of JSON each; one story with its
 * reports ("s5"). Release with syn_free. */
SYN_API syn_code syn_grouping_list(char **out, size_t *length, const syn_grouping *grouping, syn_form form, syn_error *error);
SYN_API syn_code syn_grouping_show(char **out, size_t *length, const syn_grouping *grouping, const char *story, syn_form form,
                                   syn_error *error);
/* Writes the state. */
SYN_API syn_code syn_grouping_save(syn_grouping *grouping, syn_error *error);
/* What was found when the state was loaded and is no error, a line each; "" if there is nothing. */
SYN_API const char *syn_grouping_remarks(const syn_grouping *grouping);

/* All at once: puts each report (SYN_DEPTH_GROUP or SYN_DEPTH_MARK) into a story and prints one JSON line per report:
 * {"id","story","why","copy_of"}.
 * One that is no article gets a story of its own, and its line has "outcome" and "reason". Release with syn_free. */
SYN_API syn_code syn_group_print(char **out, size_t *length, syn_engine *engine, const syn_reports *reports,
                                 syn_error *error);

/* ---- comparison: the reports of each story side by side ----------------------------------------------------------- */

typedef struct syn_comparison syn_comparison;

/* Groups marked reports (SYN_DEPTH_MARK) into stories and lays out each story. The comparison borrows the reports,
 * which must outlive it. Release with syn_comparison_free. */
SYN_API syn_code syn_compare(syn_comparison **out, syn_engine *engine, const syn_reports *reports, syn_error *error);
SYN_API void syn_comparison_free(syn_comparison *comparison);

SYN_API size_t syn_comparison_stories(const syn_comparison *comparison);

/* Parts of a comparison that a terminal shows at length; the others get a line. */
typedef enum syn_show {
    SYN_SHOW_BRIEF = 1, SYN_SHOW_AGREED = 2, SYN_SHOW_DIFFER = 4, SYN_SHOW_QUOTES = 8, SYN_SHOW_ONLY = 16,
    SYN_SHOW_COPIED = 32, SYN_SHOW_TIMELINE = 64, SYN_SHOW_PEOPLE = 128
} syn_show;

/* Set `size` to sizeof(syn_print_options) and everything else to 0 for the defaults. */
typedef struct syn_print_options {
    size_t size;
    unsigned width;        /* columns for SYN_FORM_TEXT: less than 20 counts as 20, more than 132 as 132; 0 = 100 */
    int color;             /* nonzero: ANSI colours in SYN_FORM_TEXT */
    unsigned show;         /* a set of syn_show; 0 = the default choice */
} syn_print_options;

/* Prints a comparison; `options` may be NULL. Release with syn_free. */
SYN_API syn_code syn_comparison_print(char **out, size_t *length, const syn_comparison *comparison, syn_form form,
                                      const syn_print_options *options, syn_error *error);

/* Checks the JSON of a comparison against reports read again from their sources: every text must be verbatim at its
 * span. SYN_ERR_VERIFY names the first span that is not; SYN_ERR_FORMAT: this is no JSON of a comparison. `checked` (may
 * be NULL) gets the number of texts checked. */
SYN_API syn_code syn_verify(size_t *checked, const char *json, size_t length, const syn_reports *reports,
                            syn_error *error);

/* ---- version ------------------------------------------------------------------------------------------------------ */

#define SYN_VERSION_MAJOR 0
#define SYN_VERSION_MINOR 1
#define SYN_VERSION_PATCH 0

/* The version of the library that runs, such as "0.1.0"; a constant. */
SYN_API const char *syn_version(void);

#ifdef __cplusplus
}
#endif
#endif
