/* transfer.c - one request and its answer.
 *
 * The idea: curl does the protocol, we decide. Redirects are not followed here, since each is a request of its own with its
 * own robots.txt, pace and checks. Every socket is opened by us: there, and nowhere else, it is decided whether the address
 * is of the public network. The body is stopped at its maximum while it comes. HTTP/1.1 only: with one request at a time to
 * a host the later versions gain nothing, and what is saved is what was on the wire.
 *
 * What is off: cookies, names and passwords, HTTP 0.9, protocols other than http and https.
 * What is always on: the check of certificates. */
#include "fetch/transfer.h"

#include <stdio.h>

#include "base/caps.h"
#include "base/error.h"
#include "fetch/answer_head.h"
#include "fetch/robots.h"
#include "os/socket.h"

#define HEAD_MOST ((size_t)256 << 10)
#define UNWANTED_MOST ((size_t)256 << 10)      /* of a body that nobody reads, so that the connection can be used again */
#define HELD_MOST ((size_t)CAP_INPUT_BYTES)    /* of bodies that wait for their turn */
#define CONNECT_MOST_MS 15000u
#define CURL_OF(t) ((t)->plan->curl)
#define CAST_LONG(ms) ((long)((ms) < 1000000000u ? (ms) : 1000000000u))

bool transfer_reads(unsigned status) {
    return (status >= 200 && status < 300) || status == 401 || status == 402 || status == 403 || status == 429 ||
           status == 451 || status >= 500;
}

bool transfer_refused(const transfer_plan *plan, const fetch_url *url, char reason[TRANSFER_REASON]) {
    if (plan->allow_private) return false;
    const char *kind = address_host_refused(url->host, proxy_of(&plan->proxies, url) != NULL);
    if (kind) snprintf(reason, TRANSFER_REASON, "%.120s is a %s address; --allow-private reads it", url->host, kind);
    return kind != NULL;
}

/* ---- what curl calls ---- */

static curl_socket_t on_socket(void *payload, curlsocktype purpose, struct curl_sockaddr *to) {
    transfer *t = payload;
    unsigned char bytes[16];
    if (purpose != CURLSOCKTYPE_IPCXN) return CURL_SOCKET_BAD;
    if (!t->proxied && !t->plan->allow_private) {
        size_t length = os_socket_address(&to->addr, to->addrlen, bytes);
        const char *kind = address_refused(bytes, length);
        if (kind) {
            char text[ADDRESS_TEXT] = "";
            if (length) address_print(bytes, length, text);
            snprintf(t->refused, sizeof t->refused, "%s is a %s", text, kind);
            return CURL_SOCKET_BAD;
        }
    }
    return os_socket_open(to->family, to->socktype, to->protocol);
}

static size_t on_head(char *bytes, size_t one, size_t length, void *payload) {
    transfer *t = payload;
    length *= one;
    if (t->body_begun) return length;  /* trailers */
    /* What came before was "100 Continue" or the like. */
    if (length >= 5 && memcmp(bytes, "HTTP/", 5) == 0) t->head.len = 0;
    if (t->head.len + length > HEAD_MOST) {
        t->broken = true;
        return 0;
    }
    buffer_add(&t->head, slice_of(bytes, length));
    t->memory = t->head.failed != SYN_OK;
    return t->memory ? 0 : length;
}

/* The first bytes of a body came: is it wanted, and how much of it? */
static bool begin_body(transfer *t) {
    long status = 0;
    curl_off_t length = -1;
    t->body_begun = true;
    CURL_OF(t)->easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    CURL_OF(t)->easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    t->most = t->plan->most;
    if (t->kind == TRANSFER_ROBOTS) {
        t->most = ROBOTS_BYTES + 1;  /* one more, so that it shows that there is more */
        t->cut_is_fine = true;
    } else if (!transfer_reads((unsigned)status)) {
        t->most = UNWANTED_MOST;
        t->cut_is_fine = true;
    } else {
        t->type_refused = head_type_refused(head_field(slice_of(t->head.ptr, t->head.len), "content-type"));
        t->large = length > 0 && (uint64_t)length > t->most;
    }
    return !t->type_refused && !t->large;
}

static size_t on_body(char *bytes, size_t one, size_t length, void *payload) {
    transfer *t = payload;
    length *= one;
    if (!t->body_begun && !begin_body(t)) return 0;
    size_t take = t->most - t->body.len < length ? t->most - t->body.len : length;
    if (!t->may_hold && atomic_load(&t->plan->held) + take > HELD_MOST) {
        t->paused = t->was_paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    buffer_add(&t->body, slice_of(bytes, take));
    t->memory = t->body.failed != SYN_OK;
    if (t->memory) return 0;
    atomic_fetch_add(&t->plan->held, take);
    t->large = take < length;
    return take < length ? 0 : length;
}

static int on_debug(CURL *easy, curl_infotype type, char *bytes, size_t length, void *payload) {
    transfer *t = payload;
    (void)easy;
    if (type != CURLINFO_HEADER_OUT || slice_starts(slice_of(bytes, length), SLICE_LIT("CONNECT "))) return 0;
    if (slice_starts(slice_of(bytes, length), SLICE_LIT("GET "))) t->request.len = 0;
    if (t->request.len + length <= HEAD_MOST) buffer_add(&t->request, slice_of(bytes, length));
    return 0;
}

/* ---- the request ---- */

static bool add_field(transfer *t, const char *name, syn_slice value) {
    syn_buffer line = BUFFER_EMPTY;
    buffer_add_format(&line, "%s: %.*s", name, (int)value.len, value.ptr);
    struct curl_slist *more = line.failed ? NULL : CURL_OF(t)->slist_append(t->fields, line.ptr);
    buffer_free(&line);
    if (more) t->fields = more;
    return more != NULL;
}

/* The codings of a page are undone by who reads it, since what is saved must be what was sent; those of robots.txt by
 * curl. */
static bool set_codings(transfer *t) {
    if (t->kind == TRANSFER_ROBOTS) return CURL_OF(t)->easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, "gzip") == CURLE_OK;
    return add_field(t, "Accept-Encoding", SLICE_LIT("gzip, br, zstd"));
}

static bool set_fields(transfer *t, const cache_entry *kept) {
    bool good = add_field(t, "Accept", SLICE_LIT("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")) &&
                set_codings(t);
    if (good && kept && kept->etag.len) good = add_field(t, "If-None-Match", kept->etag);
    if (good && kept && kept->modified.len) good = add_field(t, "If-Modified-Since", kept->modified);
    return good && CURL_OF(t)->easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->fields) == CURLE_OK;
}

static bool set_callbacks(transfer *t) {
    CURL *e = t->easy;
    bool good = CURL_OF(t)->easy_setopt(e, CURLOPT_PRIVATE, t) == CURLE_OK &&
                CURL_OF(t)->easy_setopt(e, CURLOPT_ERRORBUFFER, t->text) == CURLE_OK &&
                CURL_OF(t)->easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_socket) == CURLE_OK &&
                CURL_OF(t)->easy_setopt(e, CURLOPT_OPENSOCKETDATA, t) == CURLE_OK &&
                CURL_OF(t)->easy_setopt(e, CURLOPT_HEADERFUNCTION, on_head) == CURLE_OK &&
                CURL_OF(t)->easy_setopt(e, CURLOPT_HEADERDATA, t) == CURLE_OK &&
                CURL_OF(t)->easy_setopt(e, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
                CURL_OF(t)->easy_setopt(e, CURLOPT_WRITEDATA, t) == CURLE_OK;
    /* The debug function prevents that anything is printed. */
    return good && (!t->plan->keep_request || (CURL_OF(t)->easy_setopt(e, CURLOPT_DEBUGFUNCTION, on_debug) == CURLE_OK &&
                                               CURL_OF(t)->easy_setopt(e, CURLOPT_DEBUGDATA, t) == CURLE_OK &&
                                               CURL_OF(t)->easy_setopt(e, CURLOPT_VERBOSE, 1L) == CURLE_OK));
}

/* Whose word on certificates is taken, as the program curl has it; libcurl alone would not look at these variables. */
static bool set_trust(transfer *t) {
    const char *file = os_environment("CURL_CA_BUNDLE"), *folder = os_environment("SSL_CERT_DIR");
    if (!file || !*file) file = os_environment("SSL_CERT_FILE");
    if (file && *file && CURL_OF(t)->easy_setopt(t->easy, CURLOPT_CAINFO, file) != CURLE_OK) return false;
    if (folder && *folder && CURL_OF(t)->easy_setopt(t->easy, CURLOPT_CAPATH, folder) != CURLE_OK) return false;
    return CURL_OF(t)->easy_setopt(t->easy, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(t->easy, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK;
}

static bool set_rules(transfer *t, const char *url, const char *proxy) {
    CURL *e = t->easy;
    uint64_t timeout = t->plan->timeout_ms, connect = timeout < CONNECT_MOST_MS ? timeout : CONNECT_MOST_MS;
    return CURL_OF(t)->easy_setopt(e, CURLOPT_URL, url) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_HTTP09_ALLOWED, 0L) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_USERAGENT, t->plan->user_agent) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_PROXY, proxy ? proxy : "") == CURLE_OK &&  /* "": nor one of the environment */
           CURL_OF(t)->easy_setopt(e, CURLOPT_NOPROXY, "") == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_TIMEOUT_MS, CAST_LONG(timeout)) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, CAST_LONG(connect)) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, 1L) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_LOW_SPEED_TIME, CAST_LONG((t->plan->idle_ms + 999) / 1000)) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_BUFFERSIZE, 131072L) == CURLE_OK &&
           CURL_OF(t)->easy_setopt(e, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           /* A name that is being looked up holds up no stop. */
           CURL_OF(t)->easy_setopt(e, CURLOPT_QUICK_EXIT, 1L) == CURLE_OK;
}

syn_code transfer_begin(transfer *t, transfer_plan *plan, transfer_kind kind, const fetch_url *url, const cache_entry *kept,
                        syn_error *error) {
    const char *proxy = proxy_of(&plan->proxies, url);
    *t = (transfer){.plan = plan, .kind = kind, .host = url->host, .proxied = proxy != NULL};
    t->may_hold = kind == TRANSFER_ROBOTS;
    t->easy = CURL_OF(t)->easy_init();
    if (t->easy && set_callbacks(t) && set_trust(t) && set_rules(t, url->text, proxy) && set_fields(t, kept)) return SYN_OK;
    transfer_free(t);
    return error_memory(error, "fetch");
}

void transfer_go_on(transfer *t) {
    if (!t->paused || (!t->may_hold && atomic_load(&t->plan->held) > HELD_MOST / 2)) return;
    t->paused = false;
    CURL_OF(t)->easy_pause(t->easy, CURLPAUSE_CONT);
}

void transfer_free(transfer *t) {
    if (!t->plan) return;
    atomic_fetch_sub(&t->plan->held, t->body.len);
    if (t->easy) CURL_OF(t)->easy_cleanup(t->easy);
    CURL_OF(t)->slist_free_all(t->fields);
    buffer_free(&t->head);
    buffer_free(&t->body);
    buffer_free(&t->request);
    *t = (transfer){0};
}

/* ---- what became of it ---- */

#define SAY(out, ...) snprintf((out)->reason, TRANSFER_REASON, __VA_ARGS__)

static void say_late(const transfer *t, transfer_result *out) {
    curl_off_t took_us = 0, sent_us = 0;
    CURL_OF(t)->easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &took_us);
    CURL_OF(t)->easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &sent_us);
    unsigned long timeout_s = (unsigned long)((t->plan->timeout_ms + 999) / 1000);
    unsigned long idle_s = (unsigned long)((t->plan->idle_ms + 999) / 1000);
    bool timed_out = (uint64_t)took_us / 1000 + 50 >= t->plan->timeout_ms;
    if (!sent_us) SAY(out, "%.100s: no connection in time", t->host);
    else if (timed_out) SAY(out, "%.100s: the answer took more than %lu s", t->host, timeout_s);
    else SAY(out, "%.100s: nothing came for %lu s", t->host, idle_s);
}

/* Why there is no answer, by what curl says; `again` where it may pass. */
static void say_failed(const transfer *t, CURLcode code, transfer_result *out) {
    out->outcome = SYN_OUTCOME_EMPTY;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        SAY(out, "%.100s: there is no such host, or no name service", t->host);
        return;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
        SAY(out, "the proxy cannot be reached");
        return;
    case CURLE_COULDNT_CONNECT:
        SAY(out, "%.100s: cannot connect", t->proxied ? "the proxy" : t->host);
        out->again = true;
        return;
    case CURLE_OPERATION_TIMEDOUT:
        say_late(t, out);
        return;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        SAY(out, "%.100s: TLS: its certificate is not trusted", t->host);
        return;
    case CURLE_SSL_CACERT_BADFILE:
        SAY(out, "TLS: the certificates of this system cannot be read");
        return;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ENGINE_INITFAILED:
        SAY(out, "%.100s: TLS: no secure connection could be made", t->host);
        return;
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        SAY(out, "%.100s: the connection broke off", t->host);
        out->again = true;
        return;
    case CURLE_PARTIAL_FILE:
        SAY(out, "%.100s: the answer breaks off after %zu bytes", t->host, t->body.len);
        out->outcome = SYN_OUTCOME_MALFORMED;
        out->again = true;
        return;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_HTTP2:
        SAY(out, "%.100s: the answer is no HTTP", t->host);
        out->outcome = SYN_OUTCOME_MALFORMED;
        return;
    default:
        SAY(out, "%.80s: the transfer failed: %.80s", t->host, CURL_OF(t)->easy_strerror(code));
        return;
    }
}

/* What a callback ended. False where none did. */
static bool say_ended(const transfer *t, CURLcode code, transfer_result *out) {
    out->outcome = SYN_OUTCOME_EMPTY;
    /* A host may have an address that is refused beside one that is not: then it was connected, and failed later. */
    if (t->refused[0] && code == CURLE_COULDNT_CONNECT) {
        SAY(out, "%.70s: %s address; --allow-private reads it", t->host, t->refused);
    } else if (t->type_refused) {
        syn_slice type = head_field(slice_of(t->head.ptr, t->head.len), "content-type");
        out->outcome = SYN_OUTCOME_UNSUPPORTED;
        SAY(out, "its content type is %.*s", (int)(type.len < 80 ? type.len : 80), type.ptr);
    } else if (t->large && !t->cut_is_fine) {
        out->outcome = SYN_OUTCOME_TOO_LARGE;
        SAY(out, "the answer has more than %zu bytes", t->plan->most);
    } else if (t->broken) {
        out->outcome = SYN_OUTCOME_MALFORMED;
        SAY(out, "%.100s: the header of the answer has no end", t->host);
    } else {
        return false;
    }
    return true;
}

syn_code transfer_over(transfer *t, CURLcode code, transfer_result *out, syn_error *error) {
    long status = 0;
    const char *ip = NULL;
    *out = (transfer_result){0};
    CURL_OF(t)->easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    CURL_OF(t)->easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &ip);
    if (t->memory || code == CURLE_OUT_OF_MEMORY || t->request.failed) return error_memory(error, "fetch");
    if (!t->proxied && ip) snprintf(out->ip, sizeof out->ip, "%.46s", ip);
    out->status = status > 0 && status < 1000 ? (unsigned)status : 0;
    bool cut = t->large && t->cut_is_fine;
    if (code != CURLE_OK && !cut) {
        if (!say_ended(t, code, out)) say_failed(t, code, out);
        return SYN_OK;
    }
    out->answered = true;
    out->whole = !cut;
    return SYN_OK;
}
