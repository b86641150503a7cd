/* inner.h - what the files of this folder share about a fetcher at work; nothing outside includes it.
 *
 * A task is one thing that is to be had: the page of an address, over redirects and tries, or the robots.txt of an origin.
 * A host is what is asked one thing at a time; an origin (scheme, host, port) is what a robots.txt speaks for. */
#ifndef SYN_FETCH_INNER_H
#define SYN_FETCH_INNER_H

#include "base/map.h"
#include "fetch/robots.h"
#include "fetch/transfer.h"
#include "fetch/warc_write.h"
#include "os/store.h"
#include "os/thread.h"

#define NO_HOST UINT32_MAX

typedef enum task_state { TASK_FREE, TASK_WAITS, TASK_RUNS, TASK_DONE } task_state;

typedef struct fetch_task {
    task_state state;
    transfer_kind kind;
    fetch_url url;
    uint32_t host, origin;
    unsigned hops, tries;
    uint64_t due_ms;         /* not before */
    bool follows;            /* a hop of a redirect: it need not wait for the pace */
    transfer run;
    cache_entry kept;
    fetch_answer answer;     /* of a page */
    syn_buffer saved;        /* WARC records */
} fetch_task;

typedef struct fetch_host {
    syn_slice name;
    bool busy;
    uint64_t next_ms;        /* the earliest time of the next page */
    uint64_t delay_ms;       /* Crawl-delay */
} fetch_host;

typedef enum robots_state { ROBOTS_NONE, ROBOTS_ASKED, ROBOTS_KNOWN, ROBOTS_UNKNOWN } robots_state;

typedef struct fetch_origin {
    syn_slice name;          /* "https://host:port" */
    robots_state state;
    fetch_task *task;        /* while it is asked */
    syn_arena arena;         /* of the rules */
    syn_robots rules;
    syn_outcome outcome;     /* where it is unknown: how the pages of the origin end, and why */
    char reason[TRANSFER_REASON];
} fetch_origin;

struct syn_fetcher {
    fetch_options set;       /* with the defaults filled in */
    transfer_plan plan;
    char *user_agent;
    CURLM *multi;
    curl_calls curl;
    bool curl_ready;
    syn_error unusable;      /* where there is no `multi`: why libcurl cannot be used */
    os_thread *thread;
    os_lock *lock;           /* guards everything below; curl itself is only used by the thread, but for its wake-up call */
    bool ends;               /* fetch_free was called */
    syn_code stopped;        /* why nothing goes on, with `error` */
    syn_error error;
    fetch_task tasks[FETCH_AHEAD];
    uint64_t asked, taken;   /* task n stands at n % FETCH_AHEAD */
    syn_arena names;
    syn_map host_map, origin_map;
    SYN_VEC(fetch_host) hosts;
    SYN_VEC(fetch_origin) origins;
    uint32_t asking[FETCH_AHEAD];  /* origins whose robots.txt is asked for */
    uint32_t asking_count;
    size_t rule_bytes;       /* in the arenas of all origins */
    unsigned running;
    warc_writer warc;
    os_growing *saving;
    syn_buffer info;         /* the warcinfo record, until it is written */
};

/* hosts.c: the host and the origin of an address, made where they are new. False without memory. */
bool hosts_find(syn_fetcher *fetcher, const fetch_url *url, uint32_t *host, uint32_t *origin);
void hosts_free(syn_fetcher *fetcher);
/* Milliseconds from the end of an answer to the next request. */
uint64_t hosts_pace(const syn_fetcher *fetcher, const fetch_host *host);
/* Begins to ask for the robots.txt of an origin; false without memory. */
bool hosts_ask_robots(syn_fetcher *fetcher, uint32_t origin, const fetch_url *page);
/* The robots.txt of an origin is known: `bytes` of it, or none (everything is allowed). */
bool hosts_set_robots(syn_fetcher *fetcher, uint32_t origin, syn_slice bytes);
/* ... or it cannot be had, and so nothing may be. */
void hosts_refuse(syn_fetcher *fetcher, uint32_t origin, syn_outcome outcome, const char *reason);

/* follow.c: what follows from an answer. SYN_ERR_MEMORY, or SYN_ERR_IO where the cache cannot be written. */
syn_code follow_over(syn_fetcher *fetcher, fetch_task *task, CURLcode result, syn_error *error);
/* Points a page's task at an address: finds host and origin. Where it is refused the task is done. */
syn_code follow_aim(syn_fetcher *fetcher, fetch_task *task, syn_error *error);
/* A page's task ends without bytes. */
syn_code follow_end(syn_fetcher *fetcher, fetch_task *task, syn_outcome outcome, const char *reason, syn_error *error);
#endif
