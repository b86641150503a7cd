/* proxy.c - which proxy an address goes through, by the rules of curl.
 *
 * The idea: curl could find this out by itself, but then we could not tell whether a socket that it opens leads to the
 * proxy, which the user named and which may be private, or to the host, which may not. So the choice is made here and curl
 * is told.
 *
 * no_proxy: names parted by commas or blanks. "*" is every host; a name is itself and all names that end with "." and it (a
 * point at its beginning changes nothing); an IP address is itself, with /N all addresses that share N bits. */
#include "fetch/proxy.h"

#include "os/socket.h"

static const char *one_of(const char *const *names) {
    for (; *names; names++) {
        const char *value = os_environment(*names);
        if (value && *value) return value;
    }
    return NULL;
}

proxy_choice proxy_choose(const char *option) {
    /* HTTP_PROXY in capitals is left alone, as curl does: a web server sets it from a header of its client. */
    static const char *const http[] = {"http_proxy", "all_proxy", "ALL_PROXY", NULL};
    static const char *const https[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", NULL};
    static const char *const except[] = {"no_proxy", "NO_PROXY", NULL};
    proxy_choice choice = {option, option, one_of(except)};
    if (!option) {
        choice.http = one_of(http);
        choice.https = one_of(https);
    }
    return choice;
}

static bool same_bits(const unsigned char *a, const unsigned char *b, size_t bits) {
    size_t whole = bits / 8, rest = bits % 8;
    return memcmp(a, b, whole) == 0 && (rest == 0 || (a[whole] >> (8 - rest)) == (b[whole] >> (8 - rest)));
}

static bool covers_address(syn_slice entry, const unsigned char *host, size_t length) {
    unsigned char bytes[16];
    size_t bits = length * 8;
    const char *slash = memchr(entry.ptr, '/', entry.len);
    if (slash) {
        size_t given = 0;
        const char *end = entry.ptr + entry.len, *at = slash + 1;
        for (; at < end && *at >= '0' && *at <= '9' && given < 1000; at++) given = given * 10 + (size_t)(*at - '0');
        if (at < end || at == slash + 1 || given > bits) return false;
        bits = given;
        entry.len = (size_t)(slash - entry.ptr);
    }
    return address_of_host(entry, bytes) == length && same_bits(bytes, host, bits);
}

static bool covers_name(syn_slice entry, syn_slice host) {
    while (entry.len && entry.ptr[0] == '.') entry = slice_cut(entry, 1, entry.len);
    if (entry.len && entry.ptr[entry.len - 1] == '.') entry.len--;
    if (host.len && host.ptr[host.len - 1] == '.') host.len--;
    if (!entry.len || entry.len > host.len) return false;
    size_t before = host.len - entry.len;
    return slice_equal_ascii_case(slice_cut(host, before, host.len), entry) && (before == 0 || host.ptr[before - 1] == '.');
}

static bool excepted(const char *list, syn_slice host) {
    unsigned char bytes[16];
    size_t length = address_of_host(host, bytes);
    while (*list) {
        size_t n = strcspn(list, ", ");
        syn_slice entry = slice_of(list, n);
        if (slice_equal(entry, SLICE_LIT("*"))) return true;
        if (n && (length ? covers_address(entry, bytes, length) : covers_name(entry, host))) return true;
        list += n;
        if (*list) list++;
    }
    return false;
}

const char *proxy_of(const proxy_choice *choice, const fetch_url *url) {
    const char *proxy = strcmp(url->scheme, "https") == 0 ? choice->https : choice->http;
    if (!proxy || !*proxy) return NULL;
    return choice->except && excepted(choice->except, slice_str(url->host)) ? NULL : proxy;
}
