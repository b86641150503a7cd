/* transfer.h - one request and its answer, by libcurl. */
#ifndef SYN_FETCH_TRANSFER_H
#define SYN_FETCH_TRANSFER_H

#include "base/buffer.h"
#include "fetch/address.h"
#include "fetch/cache.h"
#include "fetch/fetch.h"
#include "fetch/proxy.h"

#define TRANSFER_REASON 200

/* What holds for all transfers of a fetcher. */
typedef struct transfer_plan {
    const curl_calls *curl;
    bool allow_private, keep_request;
    uint64_t timeout_ms, idle_ms;
    size_t most;
    const char *user_agent;
    proxy_choice proxies;
    atomic_size_t held;       /* bytes of bodies in memory */
} transfer_plan;

typedef enum transfer_kind { TRANSFER_PAGE, TRANSFER_ROBOTS } transfer_kind;

typedef struct transfer {
    CURL *easy;               /* NULL: none under way */
    struct curl_slist *fields;
    transfer_plan *plan;
    transfer_kind kind;
    const char *host;         /* borrowed, for messages */
    bool proxied;
    bool may_hold;            /* may pass the maximum of bytes held, since it is what is waited for */
    bool paused, was_paused;
    bool body_begun, cut_is_fine;
    bool large, type_refused, broken, memory;  /* why a callback ended it */
    char refused[ADDRESS_TEXT + 40];           /* the address that may not be reached, and what it is */
    size_t most;
    syn_buffer head, body, request;
    char text[CURL_ERROR_SIZE];
} transfer;

/* How it ended. Where `answered` is false, `outcome` and `reason` say why; `again`: another try may do better. */
typedef struct transfer_result {
    bool answered, again;
    bool whole;               /* the body is all that was sent */
    unsigned status;
    syn_outcome outcome;
    char reason[TRANSFER_REASON];
    char ip[ADDRESS_TEXT];    /* of the server; empty behind a proxy */
} transfer_result;

/* Makes the request ready; t->easy is then to be given to a curl multi handle. `kept` may be NULL. SYN_ERR_MEMORY only. */
syn_code transfer_begin(transfer *t, transfer_plan *plan, transfer_kind kind, const fetch_url *url, const cache_entry *kept,
                        syn_error *error);
/* Goes on after it paused itself for memory, if it may now. */
void transfer_go_on(transfer *t);
/* What became of it; SYN_ERR_MEMORY where that was it. */
syn_code transfer_over(transfer *t, CURLcode code, transfer_result *out, syn_error *error);
/* Releases what it holds; it must stand in no multi handle. */
void transfer_free(transfer *t);

/* Why a host that is written as an address, or behind a proxy, may not be reached; false where it may. */
bool transfer_refused(const transfer_plan *plan, const fetch_url *url, char reason[TRANSFER_REASON]);
/* Whether an answer of this status has a body that is worth reading. */
bool transfer_reads(unsigned status);
#endif
