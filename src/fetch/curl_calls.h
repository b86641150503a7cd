/* curl_calls.h - the functions of libcurl that are called, found when the first address is fetched.
 *
 * Linked as usual, libcurl and the forty libraries behind it would be loaded by every program that uses this one, whether it
 * fetches or not: 6 ms and 6 MB each time. The types are those of the header, so a call is checked as any other. */
#ifndef SYN_FETCH_CURL_CALLS_H
#define SYN_FETCH_CURL_CALLS_H

#include <curl/curl.h>

#include "synoptic.h"

#define CURL_CALLS(X)                                                                                                      \
    X(easy_cleanup) X(easy_getinfo) X(easy_init) X(easy_pause) X(easy_setopt) X(easy_strerror) X(free) X(global_cleanup)    \
    X(global_init) X(multi_add_handle) X(multi_cleanup) X(multi_info_read) X(multi_init) X(multi_perform) X(multi_poll)     \
    X(multi_remove_handle) X(multi_strerror) X(multi_wakeup) X(slist_append) X(slist_free_all) X(url) X(url_cleanup)        \
    X(url_get) X(url_set) X(version_info)

typedef struct curl_calls {
#define CURL_CALL(name) __typeof__(curl_##name) *name;
    CURL_CALLS(CURL_CALL)
#undef CURL_CALL
} curl_calls;

/* SYN_ERR_IO says why libcurl cannot be used. It is never unloaded. */
syn_code curl_calls_load(curl_calls *out, syn_error *error);
#endif
