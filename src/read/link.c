/* link.c - an address as seen from another: RFC 3986, 5.2, on bytes, for the links of feeds.
 *
 * In: a base and a reference. Out: the address that is meant, appended to a buffer. Linear. Characters are not changed: what
 * is not ASCII stays as it is (RFC 3987). */
#include "read/feed.h"

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* Length of "scheme:", or 0. */
static size_t scheme_length(syn_slice s) {
    size_t i = 0;
    while (i < s.len && (is_letter(s.ptr[i]) || (i && strchr("0123456789+-.", s.ptr[i]) && s.ptr[i]))) i++;
    return i && i < s.len && s.ptr[i] == ':' ? i + 1 : 0;
}

bool link_is_whole(syn_slice link) {
    size_t scheme = scheme_length(link);
    return scheme > 1 && link.len > scheme + 2 && link.ptr[scheme] == '/' && link.ptr[scheme + 1] == '/';
}

syn_slice link_host(syn_slice url) {
    size_t scheme = scheme_length(url);
    if (!link_is_whole(url) || scheme > 6) return SLICE_NONE;
    syn_slice host = slice_cut(url, scheme + 2, url.len);
    for (size_t i = 0; i < host.len; i++)
        if (host.ptr[i] == '/' || host.ptr[i] == '?' || host.ptr[i] == '#') host.len = i;
    for (size_t i = host.len; i > 0; i--)
        if (host.ptr[i - 1] == '@') {
            host = slice_cut(host, i, host.len);
            break;
        }
    const char *colon = host.len && host.ptr[0] != '[' ? memchr(host.ptr, ':', host.len) : NULL;
    if (colon) host.len = (size_t)(colon - host.ptr);
    return slice_starts(host, SLICE_LIT("www.")) ? slice_cut(host, 4, host.len) : host;
}

/* Where the authority ends and the path begins. */
static size_t path_begin(syn_slice s, size_t at) {
    if (at + 2 > s.len || s.ptr[at] != '/' || s.ptr[at + 1] != '/') return at;
    at += 2;
    while (at < s.len && s.ptr[at] != '/' && s.ptr[at] != '?' && s.ptr[at] != '#') at++;
    return at;
}

static size_t first_of(syn_slice s, size_t at, const char *stops) {
    while (at < s.len && !strchr(stops, s.ptr[at])) at++;
    return at;
}

/* Appends a path without its "." and ".." segments; nothing before `root` in the buffer is taken back. */
static void add_path(syn_buffer *out, syn_slice path, size_t root) {
    for (size_t at = 0; at < path.len && !out->failed;) {
        size_t end = at + (path.ptr[at] == '/');
        while (end < path.len && path.ptr[end] != '/') end++;
        syn_slice segment = slice_cut(path, at + (path.ptr[at] == '/'), end);
        bool last = end == path.len;
        if (slice_equal(segment, SLICE_LIT(".."))) {
            while (out->len > root && out->ptr[out->len - 1] != '/') out->len--;
            if (out->len > root) out->len--;
            if (last) buffer_add_char(out, '/');
        } else if (slice_equal(segment, SLICE_LIT("."))) {
            if (last) buffer_add_char(out, '/');
        } else {
            buffer_add(out, slice_cut(path, at, end));
        }
        at = end;
    }
}

/* The base's path up to its last '/', then the link's; in one piece, so that ".." can go up. */
static void add_merged(syn_buffer *out, syn_slice before, syn_slice path) {
    size_t root = out->len, keep = before.len;
    while (keep > 0 && before.ptr[keep - 1] != '/') keep--;
    if (keep == 0) buffer_add_char(out, '/');
    else if (keep > 1) add_path(out, slice_cut(before, 0, keep - 1), root);
    /* out ends without '/', so each segment of the rest brings its own */
    if (out->len > root && out->ptr[out->len - 1] == '/') out->len--;
    syn_buffer rooted = BUFFER_EMPTY;
    buffer_add_char(&rooted, '/');
    buffer_add(&rooted, path);
    if (rooted.failed) out->failed = rooted.failed;
    else add_path(out, slice_of(rooted.ptr, rooted.len), root);
    buffer_free(&rooted);
}

void link_resolve(syn_buffer *out, syn_slice base, syn_slice link) {
    size_t scheme = scheme_length(link), base_scheme = scheme_length(base);
    if (scheme > 1 || !link_is_whole(base)) {
        buffer_add(out, link);
        return;
    }
    size_t base_path = path_begin(base, base_scheme);
    size_t base_end = first_of(base, base_path, "?#");
    if (link.len == 0 || link.ptr[0] == '#') {
        buffer_add(out, slice_cut(base, 0, first_of(base, base_end, "#")));
        buffer_add(out, link);
        return;
    }
    if (link.len > 1 && link.ptr[0] == '/' && link.ptr[1] == '/') {
        buffer_add(out, slice_cut(base, 0, base_scheme));
        buffer_add(out, link);
        return;
    }
    size_t end = first_of(link, 0, "?#");
    syn_slice path = slice_cut(link, 0, end);
    if (path.len == 0) {
        buffer_add(out, slice_cut(base, 0, base_end));
    } else {
        buffer_add(out, slice_cut(base, 0, base_path));
        if (path.ptr[0] == '/') add_path(out, path, out->len);
        else add_merged(out, slice_cut(base, base_path, base_end), path);
    }
    buffer_add(out, slice_cut(link, end, link.len));
}
