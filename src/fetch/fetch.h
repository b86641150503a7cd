/* fetch.h - addresses become bytes: many hosts at once, each asked politely; answers come in the order of the questions.
 *
 * In: addresses of http and https, options. Out: for each address one answer: the bytes and what is known of them, or an
 * outcome and a reason. No stage and no report is known here. One thread works beside the caller; a fetcher is used by one
 * thread. */
#ifndef SYN_FETCH_FETCH_H
#define SYN_FETCH_FETCH_H

#include "base/arena.h"
#include "base/buffer.h"

#define FETCH_AHEAD 64     /* addresses that may be asked for before their answers are taken */

/* 0 and NULL stand for the defaults. Strings are borrowed until fetch_free. */
typedef struct fetch_options {
    bool allow_private;    /* addresses of private networks and of this machine may be reached */
    bool ignore_robots;    /* robots.txt is not asked for */
    uint64_t pace_ms;      /* from the end of one answer of a host to the next request to it; 0 = 1000 */
    uint64_t timeout_ms;   /* of one request with its answer; 0 = 60000 */
    uint64_t idle_ms;      /* in which nothing comes; 0 = 20000 */
    uint64_t retry_ms;     /* before the second try, twice that before the third ...; 0 = 1000 */
    int retries;           /* after the first try; 0 = 2, less than 0 = none */
    unsigned at_once;      /* requests at one time; 0 = 16 */
    size_t most;           /* bytes of one answer as they are sent; 0, or more than CAP_INPUT_BYTES: that */
    const char *software;  /* name and version, "synoptic/1.2.3"; never NULL; only looked at by fetch_new */
    const char *user_agent, *proxy, *cache, *save;
    syn_budget *budget;    /* of the answers' arenas */
    /* Asked ten times a second, from another thread; anything but SYN_OK ends all. */
    syn_code (*go_on)(const void *payload);
    const void *payload;
} fetch_options;

typedef struct fetch_answer {
    syn_arena arena;       /* owns the texts below; owned by the receiver */
    syn_buffer held;       /* owns `bytes`, outside the budget; owned by the receiver too */
    syn_outcome outcome;   /* SYN_OUTCOME_ARTICLE: `bytes` are to be read; else `reason` says why there are none */
    syn_slice reason;
    unsigned status;       /* of HTTP; 0 where there was no answer. 400 and more with an outcome of article: a page that
                              may be a wall (of payment, of robots), else has no report */
    syn_slice url;         /* after redirects */
    syn_slice bytes, content_type;
    syn_slice encoding;    /* content codings that are still to be undone, as Content-Encoding has them, or empty */
    syn_slice fetched;     /* ISO 8601 */
} fetch_answer;

void fetch_answer_free(fetch_answer *answer);

typedef struct syn_fetcher syn_fetcher;

/* SYN_ERR_IO where the folder of `cache` or the file of `save` cannot be made. Release with fetch_free. */
syn_code fetch_new(syn_fetcher **out, const fetch_options *options, syn_error *error);
/* Whether one more address may be asked for. */
bool fetch_room(const syn_fetcher *fetcher);
/* Begins to fetch an address (NUL-terminated, copied). Only memory fails. */
syn_code fetch_ask(syn_fetcher *fetcher, const char *address, syn_error *error);
/* Whether fetch_take would return at once. */
bool fetch_ready(syn_fetcher *fetcher);
/* Waits for the answer to the oldest question that has none yet. Fails with what go_on returned, with SYN_ERR_MEMORY, or
 * with SYN_ERR_IO where the cache or the saved file cannot be written; then *out is empty. */
syn_code fetch_take(syn_fetcher *fetcher, fetch_answer *out, syn_error *error);
/* Ends what is under way. Takes NULL. SYN_ERR_IO where what was saved could not be written after all. */
syn_code fetch_free(syn_fetcher *fetcher, syn_error *error);
#endif
