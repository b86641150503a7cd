/* proxy.h - which proxy an address goes through. */
#ifndef SYN_FETCH_PROXY_H
#define SYN_FETCH_PROXY_H

#include "fetch/address.h"

/* What the user says about proxies: by the option, or else by the variables of the environment that curl heeds. Borrowed. */
typedef struct proxy_choice {
    const char *http, *https;  /* NULL or "": none */
    const char *except;        /* hosts that are reached without one, as in no_proxy; may be NULL */
} proxy_choice;

/* `option`: --proxy, or NULL. Looks at http_proxy, https_proxy, HTTPS_PROXY, all_proxy, ALL_PROXY, no_proxy, NO_PROXY. */
proxy_choice proxy_choose(const char *option);
/* The proxy for an address, or NULL. */
const char *proxy_of(const proxy_choice *choice, const fetch_url *url);
#endif
