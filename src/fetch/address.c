/* address.c - which addresses may be fetched.
 *
 * In: the address as somebody wrote it, or the bytes of an IP address that is about to be connected. Out: its parts, or why
 * it is refused.
 *
 * The idea: what is written is taken apart by curl's own parser, which is the one that later connects, so there are no two
 * readings of one address. Whether a name leads to the public network is judged on the bytes of the IP address at the very
 * moment at which the socket is made (transfer.c), so neither a redirect nor a name that changes its address gets around it.
 *
 * Sources: the IANA special-purpose address registries of IPv4 and IPv6 (RFC 6890 and what was added since); RFC 4291 and
 * 6052 (IPv4 inside IPv6), 3056 (6to4), 4380 (Teredo), 5214 (ISATAP), 2765 (IPv4-translated). 168.63.129.16 is where virtual
 * machines of one cloud reach their host; the metadata addresses of the others lie in ranges below. */
#include "fetch/address.h"

#include <arpa/inet.h>
#include <stdlib.h>

#include "base/error.h"

#define URL_BYTES 8192  /* of one address; longer ones are refused */

/* ---- IP addresses ---- */

typedef struct range {
    unsigned char bytes[16];
    unsigned char bits;
    const char *kind;
} range;

static const range ranges_4[] = {
    {{0}, 8, "unspecified"}, {{10}, 8, "private"}, {{100, 64}, 10, "shared (carrier-grade NAT)"}, {{127}, 8, "loopback"},
    {{168, 63, 129, 16}, 32, "cloud host"}, {{169, 254}, 16, "link-local"}, {{172, 16}, 12, "private"},
    {{192, 0, 0}, 24, "reserved"}, {{192, 0, 2}, 24, "documentation"}, {{192, 88, 99}, 24, "reserved"},
    {{192, 168}, 16, "private"}, {{198, 18}, 15, "benchmarking"}, {{198, 51, 100}, 24, "documentation"},
    {{203, 0, 113}, 24, "documentation"}, {{224}, 4, "multicast"}, {{240}, 4, "reserved"},
};

/* Inside 2000::/3, which holds all of the public network of today but the two prefixes that carry an IPv4 address. */
static const range ranges_6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23, "reserved"},  /* Teredo, ORCHID, benchmarking ... */
    {{0x20, 0x01, 0x0d, 0xb8}, 32, "documentation"}, {{0x3f, 0xff}, 20, "documentation"},
};

/* Outside of it: only for the word in the message. */
static const range ranges_6_local[] = {
    {{0xfc}, 7, "private"}, {{0xfe, 0x80}, 10, "link-local"}, {{0xfe, 0xc0}, 10, "private"}, {{0xff}, 8, "multicast"},
};

/* Where an IPv4 address stands inside: after a prefix of so many bits, at a byte. */
static const struct { range prefix; unsigned char at; } carriers[] = {
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, "mapped"}, 12},
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, "translated"}, 12},
    {{{0x00, 0x64, 0xff, 0x9b}, 96, "NAT64"}, 12},
    {{{0x20, 0x02}, 16, "6to4"}, 2},
};

static bool inside(const unsigned char *bytes, const range *of) {
    size_t whole = of->bits / 8, rest = of->bits % 8;
    if (memcmp(bytes, of->bytes, whole) != 0) return false;
    return rest == 0 || (bytes[whole] >> (8 - rest)) == (of->bytes[whole] >> (8 - rest));
}

static const char *kind_in(const unsigned char *bytes, const range *ranges, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (inside(bytes, &ranges[i])) return ranges[i].kind;
    return NULL;
}
#define KIND_IN(bytes, ranges) kind_in((bytes), (ranges), sizeof(ranges) / sizeof *(ranges))

static const char *refused_6(const unsigned char *bytes) {
    static const unsigned char zero[16] = {0};
    if (memcmp(bytes, zero, 12) == 0) {
        /* ::, ::1, and addresses of a transition that is over. */
        bool near_zero = memcmp(bytes + 12, zero, 3) == 0;
        if (near_zero) return bytes[15] == 1 ? "loopback" : bytes[15] == 0 ? "unspecified" : "reserved";
        const char *kind = KIND_IN(bytes + 12, ranges_4);
        return kind ? kind : "reserved";
    }
    for (size_t i = 0; i < sizeof carriers / sizeof *carriers; i++)
        if (inside(bytes, &carriers[i].prefix)) return KIND_IN(bytes + carriers[i].at, ranges_4);
    if ((bytes[0] & 0xe0) != 0x20) {
        const char *kind = KIND_IN(bytes, ranges_6_local);
        return kind ? kind : "reserved";
    }
    /* ISATAP carries its IPv4 address behind any prefix. */
    if ((bytes[8] & 0xfc) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe) {
        const char *kind = KIND_IN(bytes + 12, ranges_4);
        if (kind) return kind;
    }
    return KIND_IN(bytes, ranges_6);
}

const char *address_refused(const unsigned char *bytes, size_t length) {
    if (length == 4) return KIND_IN(bytes, ranges_4);
    return length == 16 ? refused_6(bytes) : "local";
}

size_t address_of_host(syn_slice host, unsigned char out[16]) {
    char text[ADDRESS_TEXT];
    bool six = host.len > 2 && host.ptr[0] == '[' && host.ptr[host.len - 1] == ']';
    if (six) host = slice_cut(host, 1, host.len - 1);
    const char *zone = six ? memchr(host.ptr, '%', host.len) : NULL;
    if (zone) host.len = (size_t)(zone - host.ptr);
    if (host.len >= sizeof text) return 0;
    memcpy(text, host.ptr, host.len);
    text[host.len] = 0;
    if (inet_pton(AF_INET, text, out) == 1) return 4;
    return inet_pton(AF_INET6, text, out) == 1 ? 16 : 0;
}

void address_print(const unsigned char *bytes, size_t length, char out[ADDRESS_TEXT]) {
    if (!inet_ntop(length == 4 ? AF_INET : AF_INET6, bytes, out, ADDRESS_TEXT)) out[0] = 0;
}

const char *address_host_refused(const char *host, bool named) {
    static const char *const local[] = {".local", ".internal", ".home.arpa", ".lan"};
    unsigned char bytes[16];
    syn_slice name = slice_str(host);
    size_t length = address_of_host(name, bytes);
    if (length) return address_refused(bytes, length);
    if (name.len && name.ptr[name.len - 1] == '.') name.len--;
    /* RFC 6761 */
    if (slice_equal(name, SLICE_LIT("localhost")) || slice_ends(name, SLICE_LIT(".localhost"))) return "loopback";
    if (!named) return NULL;
    if (!memchr(name.ptr, '.', name.len)) return "local";
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        if (slice_ends(name, slice_str(local[i]))) return "local";
    return NULL;
}

/* ---- addresses as they are written ---- */

bool fetch_url_user(syn_slice text, size_t *begin, size_t *end) {
    size_t start = slice_find(text, SLICE_LIT("://"), 0);
    if (start == SIZE_MAX) return false;
    *begin = start + 3;
    size_t stop = *begin, at = SIZE_MAX;
    for (; stop < text.len && !strchr("/?#\\", text.ptr[stop]); stop++)
        if (text.ptr[stop] == '@') at = stop;
    if (at == SIZE_MAX) return false;
    *end = at + 1;
    return true;
}

void fetch_url_free(fetch_url *url) {
    free(url->text);
    free(url->parts);
    *url = (fetch_url){0};
}

static const char *wrong(CURLUcode code) {
    switch (code) {
    case CURLUE_USER_NOT_ALLOWED: return "an address with a user name or password is not fetched";
    case CURLUE_UNSUPPORTED_SCHEME: return "only http and https are fetched";
    case CURLUE_BAD_PORT_NUMBER: return "its port is no number up to 65535, so it is not fetched";
    case CURLUE_NO_HOST:
    case CURLUE_BAD_HOSTNAME: return "it names no host, so it is not fetched";
    case CURLUE_BAD_IPV6: return "its IPv6 address is none, so it is not fetched";
    default: return "it is no address that can be fetched";
    }
}

/* The parts into one run of memory. */
static bool set_parts(fetch_url *out, const char *const part[4], const char *query) {
    size_t sizes[5], all = 0;
    for (int i = 0; i < 4; i++) all += sizes[i] = strlen(part[i]) + 1;
    sizes[4] = query ? strlen(query) + 1 : 0;
    char *at = out->parts = malloc(all + sizes[4] + 1);
    if (!at) return false;
    const char **into[4] = {&out->scheme, &out->host, &out->port, &out->path};
    for (int i = 0; i < 4; i++) {
        memcpy(at, part[i], sizes[i]);
        *into[i] = at;
        at += sizes[i];
    }
    if (query) {
        at[-1] = '?';
        memcpy(at, query, sizes[4]);
    }
    for (char *c = out->parts; c < out->path; c++)
        if (*c >= 'A' && *c <= 'Z') *c = (char)(*c + 32);
    return true;
}

static CURLUcode take_apart(const curl_calls *curl, CURLU *parser, fetch_url *out, bool *memory) {
    char *got[5] = {NULL};
    static const CURLUPart part[4] = {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT, CURLUPART_PATH};
    CURLUcode code = curl->url_set(parser, CURLUPART_FRAGMENT, NULL, 0);
    for (int i = 0; i < 4 && code == CURLUE_OK; i++) {
        code = curl->url_get(parser, part[i], &got[i], CURLU_DEFAULT_PORT);
        bool web = got[0] && (strcmp(got[0], "http") == 0 || strcmp(got[0], "https") == 0);
        if (got[0] && !web) code = CURLUE_UNSUPPORTED_SCHEME;
    }
    if (code == CURLUE_OK) {
        CURLUcode query = curl->url_get(parser, CURLUPART_QUERY, &got[4], 0);
        if (query != CURLUE_OK && query != CURLUE_NO_QUERY) code = query;
    }
    char *whole = NULL;
    if (code == CURLUE_OK) code = curl->url_get(parser, CURLUPART_URL, &whole, CURLU_NO_DEFAULT_PORT);
    if (code == CURLUE_OK) {
        out->text = strdup(whole);
        *memory = out->text && set_parts(out, (const char *const *)got, got[4]);
    }
    curl->free(whole);
    for (int i = 0; i < 5; i++) curl->free(got[i]);
    return code;
}

syn_code fetch_url_parse(const curl_calls *curl, fetch_url *out, const fetch_url *base, const char *text, syn_error *error) {
    *out = (fetch_url){0};
    if (strlen(text) > URL_BYTES)
        return error_set(error, SYN_ERR_FORMAT, "fetch", 0, "an address of more than %d bytes is not fetched", URL_BYTES);
    CURLU *parser = curl->url();
    if (!parser) return error_memory(error, "fetch");
    CURLUcode code = base ? curl->url_set(parser, CURLUPART_URL, base->text, 0) : CURLUE_OK;
    bool memory = true;
    if (code == CURLUE_OK)
        code = curl->url_set(parser, CURLUPART_URL, text, CURLU_DISALLOW_USER | CURLU_URLENCODE | CURLU_ALLOW_SPACE);
    if (code == CURLUE_OK) code = take_apart(curl, parser, out, &memory);
    curl->url_cleanup(parser);
    if (code == CURLUE_OK && memory && strlen(out->text) <= URL_BYTES) return SYN_OK;
    fetch_url_free(out);
    if (code == CURLUE_OUT_OF_MEMORY || !memory) return error_memory(error, "fetch");
    return error_set(error, SYN_ERR_FORMAT, "fetch", 0, "%s", wrong(code));
}
