/* address.h - web addresses taken apart, and IP addresses that are not of the public network. */
#ifndef SYN_FETCH_ADDRESS_H
#define SYN_FETCH_ADDRESS_H

#include "base/slice.h"
#include "fetch/curl_calls.h"
#include "synoptic.h"

/* An address of http or https, in its normal form: no fragment, no default port, dots in the path resolved, an IPv4 host as
 * four decimal numbers, octets that may not stand in an address percent-encoded. */
typedef struct fetch_url {
    char *text;      /* the whole; the rest points into `parts` */
    char *parts;
    const char *scheme, *host, *port;  /* host in lower case, an IPv6 address in brackets; port always given */
    const char *path;                  /* path and query, from "/" */
} fetch_url;

/* Takes `text` apart, against `base` where that is not NULL (a redirect). SYN_ERR_FORMAT says why it is no address that can
 * be read; the message never holds a user name or password. Release with fetch_url_free; after a failure nothing is held. */
syn_code fetch_url_parse(const curl_calls *curl, fetch_url *out, const fetch_url *base, const char *text, syn_error *error);
void fetch_url_free(fetch_url *url);
/* Where the user name and password of an address stand, "@" included: [*begin, *end); false where there is none. */
bool fetch_url_user(syn_slice text, size_t *begin, size_t *end);

/* NULL for an IP address (4 or 16 bytes, network order) of the public network; else what it is: "private", "loopback" ...
 * Anything but 4 or 16 bytes is refused too. Addresses that carry an IPv4 address inside are judged by that one, too. */
const char *address_refused(const unsigned char *bytes, size_t length);
/* The same for the host of an address as it is written: an IP address, or with `named` a name that is only ever of a local
 * network (a proxy looks names up where we cannot see what they lead to). */
const char *address_host_refused(const char *host, bool named);
/* The bytes of a host that is written as an IP address, brackets allowed; 0 for a name. */
size_t address_of_host(syn_slice host, unsigned char out[16]);
/* Writes the bytes as text; `out` needs ADDRESS_TEXT. */
#define ADDRESS_TEXT 48
void address_print(const unsigned char *bytes, size_t length, char out[ADDRESS_TEXT]);
#endif
