/* page_site.c - which site a page is from: source, URL, section, language.
 *
 * In: what the head and JSON-LD say (clean_meta), the address that was read (report->url, if known). Out: the report's
 * - url: the canonical link, the address in JSON-LD, or og:url, the first that can be the page's: resolved against <base>
 *   or the address that was read, on the same site as that, and no home page; else the address that was read. Parameters
 *   that only follow readers (lexicon/en/tracking.txt) and the fragment go.
 * - source: og:site_name, the publisher of JSON-LD, application-name, the holder of the copyright, else the host.
 * - section: articleSection or article:section, else the last name of the breadcrumb but the title's.
 * - language: what the page declares, for texts that are too short to tell (clean.c).
 * Linear. */
#include "base/caps.h"
#include "clean/claims.h"
#include "clean/lexicon/lexicon.gen.h"
#include "text/language.h"

#define SECTION_BYTES 80
#define SOURCE_BYTES 120
#define SOURCE_LONG 32    /* a longer name of a site is cut where a slogan begins */
#define URL_BYTES 2048

/* ---- addresses ---- */
typedef struct address {
    syn_slice origin, host, path, query;   /* "https://www.example.org", "example.org", "/a/b", "x=1" */
} address;

static bool address_read(syn_slice url, address *out) {
    url = blank_trim(url);
    *out = (address){0};
    if (url.len < 10 || url.len > URL_BYTES) return false;
    size_t scheme = slice_find(url, SLICE_LIT("://"), 0);
    if (scheme != 4 && scheme != 5) return false;
    if (!slice_equal_ascii_case(slice_cut(url, 0, scheme), slice_of("https", scheme))) return false;
    size_t begin = scheme + 3, end = begin;
    while (end < url.len && !strchr("/?#", url.ptr[end])) end++;
    out->origin = slice_cut(url, 0, end);
    out->host = slice_cut(url, begin, end);
    const char *port = out->host.len ? memchr(out->host.ptr, ':', out->host.len) : NULL;
    if (port) {
        out->host.len = (size_t)(port - out->host.ptr);
        syn_slice number = slice_cut(url, (size_t)(port - url.ptr), end);
        if (slice_equal(number, scheme == 5 ? SLICE_LIT(":443") : SLICE_LIT(":80"))) out->origin.len -= number.len;
    }
    if (slice_starts(out->host, SLICE_LIT("www."))) out->host = slice_cut(out->host, 4, out->host.len);
    size_t path = end, query;
    while (end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#') end++;
    out->path = slice_cut(url, path, end);
    query = end < url.len && url.ptr[end] == '?' ? ++end : end;
    while (end < url.len && url.ptr[end] != '#') end++;
    out->query = slice_cut(url, query, end);
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] <= ' ') return false;
    return out->host.len > 3 && memchr(out->host.ptr, '.', out->host.len);
}

/* "m.example.org" and "example.org", but not "example.com" and "example.org". */
static bool same_site(syn_slice a, syn_slice b) {
    if (a.len < b.len) {
        syn_slice swap = a;
        a = b;
        b = swap;
    }
    if (slice_equal_ascii_case(a, b)) return true;
    if (a.len > b.len && a.ptr[a.len - b.len - 1] == '.' && slice_ends(a, b)) return true;
    const char *dot = memchr(b.ptr, '.', b.len);   /* "amp.example.org" and "www2.example.org" */
    syn_slice rest = dot ? slice_cut(b, (size_t)(dot - b.ptr) + 1, b.len) : SLICE_NONE;
    return rest.len > 6 && memchr(rest.ptr, '.', rest.len) && a.len > rest.len && slice_ends(a, rest) &&
           a.ptr[a.len - rest.len - 1] == '.';
}

static bool is_home(const address *a) {
    syn_slice path = a->path;
    while (path.len && path.ptr[path.len - 1] == '/') path.len--;
    return !path.len && !a->query.len;
}

/* An address as the page gives it, made absolute. */
static syn_slice resolve(syn_arena *arena, syn_slice url, syn_slice base) {
    address b;
    url = blank_trim(url);
    if (!url.len || url.len > URL_BYTES || slice_find(url, SLICE_LIT("://"), 0) < 8) return url;
    if (!address_read(base, &b)) return SLICE_NONE;
    syn_slice head = b.origin, gap = SLICE_NONE;
    if (slice_starts(url, SLICE_LIT("//"))) {
        head = slice_cut(b.origin, 0, slice_find(b.origin, SLICE_LIT("//"), 0));
    } else if (url.ptr[0] != '/') {
        if (memchr(url.ptr, ':', url.len) || url.ptr[0] == '#' || url.ptr[0] == '?' || url.ptr[0] == '.') return SLICE_NONE;
        size_t slash = b.path.len;
        while (slash && b.path.ptr[slash - 1] != '/') slash--;
        head = slice_of(b.origin.ptr, b.origin.len + slash);
        if (!slash) gap = SLICE_LIT("/");
    }
    char *out = arena_alloc(arena, head.len + gap.len + url.len + 1);
    if (!out) return SLICE_NONE;
    memcpy(out, head.ptr, head.len);
    if (gap.len) memcpy(out + head.len, gap.ptr, gap.len);
    memcpy(out + head.len + gap.len, url.ptr, url.len);
    return slice_of(out, head.len + gap.len + url.len);
}

/* "utm_source", "fbclid": the whole name, or what stands before its first underscore. */
static bool is_tracking(syn_slice name) {
    uint64_t hash = slice_hash(SLICE_NONE);
    bool under = false;
    for (size_t at = 0; at < name.len && !under; at++) {
        char c = name.ptr[at];
        under = c == '_' && at > 0;
        if (!under) hash = (hash ^ (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c)) * 0x100000001b3u;
    }
    const lexicon_entry *entry = lexicon_word(&lexicon_clean_tracking, hash);
    return entry && (strcmp(entry->value, "prefix") == 0) == under;
}

/* The address without the port that goes without saying, the parameters that only follow readers, and its fragment. */
static syn_slice without_tracking(syn_arena *arena, syn_slice url, const address *a) {
    char *out = arena_alloc(arena, url.len + 1);
    if (!out) return SLICE_NONE;
    size_t length = a->origin.len + a->path.len, kept = 0;
    memcpy(out, a->origin.ptr, a->origin.len);
    if (a->path.len) memcpy(out + a->origin.len, a->path.ptr, a->path.len);
    for (size_t at = 0, begin = 0; at <= a->query.len; at++) {
        if (at < a->query.len && a->query.ptr[at] != '&') continue;
        syn_slice pair = slice_cut(a->query, begin, at);
        const char *equals = pair.len ? memchr(pair.ptr, '=', pair.len) : NULL;
        begin = at + 1;
        if (!pair.len || is_tracking(equals ? slice_of(pair.ptr, (size_t)(equals - pair.ptr)) : pair)) continue;
        out[length++] = kept++ ? '&' : '?';
        memcpy(out + length, pair.ptr, pair.len);
        length += pair.len;
    }
    return slice_of(out, length);
}

static void set_url(clean_work *work, clean_meta *meta) {
    syn_report *report = work->report;
    address read, own;
    bool known = address_read(report->url, &read);
    const syn_slice said[] = {meta->canonical, meta->ld_url, meta->url};
    syn_slice base = meta->base;
    if (known && !address_read(base, &own)) base = resolve(work->scratch, base, report->url);
    for (unsigned i = 0; i < 3 && !address_read(base, &own); i++)
        base = known ? report->url : said[i];
    for (unsigned i = 0; i < 3; i++) {
        syn_slice url = resolve(work->scratch, said[i], base);
        if (!address_read(url, &own)) continue;
        if (!meta->host.len) meta->host = own.host;
        if (is_home(&own) ? !known || !is_home(&read) : known && !same_site(own.host, read.host)) continue;
        if (known && !same_site(own.host, read.host)) continue;
        meta->host = own.host;
        report->url = meta_copy(report, without_tracking(work->scratch, blank_trim(url), &own));
        return;
    }
    if (!known) return;
    meta->host = read.host;
    report->url = meta_copy(report, without_tracking(work->scratch, blank_trim(report->url), &read));
}

/* ---- the site's name ---- */
static void add_key(page_claims *claims, syn_slice name) {
    char room[BARE_BYTES];
    bare_text bare = bare_of(name, room);
    if (bare.bytes.len && claims->key_count < CLAIMS_SITES + 3) claims->site_keys[claims->key_count++] = bare.hash;
}

/* What the site is called: the names that it gives itself, its host, the host's first label, the same behind "the". */
static void make_keys(clean_meta *meta) {
    page_claims *claims = meta->claims;
    char with_the[72] = "the";
    for (uint32_t i = 0; i < claims->site_count; i++) add_key(claims, claims->sites[i]);
    syn_slice host = meta->host;
    if (!host.len) return;
    const char *dot = memchr(host.ptr, '.', host.len);
    syn_slice label = dot ? slice_of(host.ptr, (size_t)(dot - host.ptr)) : host;
    add_key(claims, host);
    add_key(claims, label);
    if (label.len > 64) return;
    memcpy(with_the + 3, label.ptr, label.len);
    add_key(claims, slice_of(with_the, label.len + 3));
}

bool site_is(const clean_meta *meta, bare_text text) {
    for (uint32_t i = 0; text.bytes.len && i < meta->claims->key_count; i++)
        if (meta->claims->site_keys[i] == text.hash) return true;
    return false;
}

bool site_is_text(const clean_meta *meta, syn_slice text) {
    char room[BARE_BYTES];
    return text.len <= CLAIM_BYTES && site_is(meta, bare_of(text, room));
}

/* "Copyright © 2019 The Arlen Mail. All rights reserved." -> "The Arlen Mail". */
static syn_slice holder_of(syn_slice s) {
    static const char *const words[] = {"copyright", "(c)", "©", "by", "&copy;"};
    for (bool more = true; more;) {
        size_t at = 0;
        more = false;
        while (at < s.len && (blank_at(s, at) || strchr("0123456789-,:.", s.ptr[at]))) at++;
        s = slice_cut(s, at, s.len);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            size_t n = strlen(words[i]);
            if (s.len <= n || !slice_equal_ascii_case(slice_cut(s, 0, n), slice_str(words[i]))) continue;
            s = slice_cut(s, n, s.len);
            more = true;
        }
    }
    size_t end = 0;
    while (end < s.len && !(strchr(".|", s.ptr[end]) && (end + 1 == s.len || blank_at(s, end + 1)))) end++;
    return blank_trim(slice_cut(s, 0, end));
}

static void set_source(clean_work *work, clean_meta *meta) {
    syn_report *report = work->report;
    syn_slice site = plain_references(work->scratch, meta->site);
    address a;
    if (meta->site_rank == 7) site = holder_of(site);
    if (site.len > SOURCE_LONG) {
        static const char *const marks[] = {" | ", " - ", " – ", " — ", ": "};
        size_t cut = site.len;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t at = slice_find(site, slice_str(marks[i]), 0);
            if (at != SIZE_MAX && at >= 3 && at < cut) cut = at;
        }
        site = slice_cut(site, 0, cut);
    }
    while (site.len && site.ptr[0] == '@') site = slice_cut(site, 1, site.len);
    if (address_read(site, &a)) site = a.host;
    if (report->source.len) return;
    if (site.len && site.len <= SOURCE_BYTES) report->source = meta_copy(report, site);
    else if (meta->host.len) report->source = meta_copy(report, meta->host);
}

/* ---- section and language ---- */
static bool is_title(const clean_meta *meta, syn_slice name) {
    char first[BARE_BYTES], second[BARE_BYTES];
    bare_text bare = bare_of(name, first), title = bare_of(meta->head_title, second);
    return bare_same(bare, title) || (bare.bytes.len > 20 && bare_holds(title, bare));
}

static void set_section(clean_work *work, clean_meta *meta) {
    syn_report *report = work->report;
    if (report->section.len) return;
    syn_slice section = plain_references(work->scratch, blank_trim(meta->section));
    bool link = slice_find(section, SLICE_LIT("://"), 0) != SIZE_MAX;
    for (uint32_t i = meta->crumb_count; i-- > 1 && (!section.len || link);) {
        syn_slice crumb = plain_references(work->scratch, blank_trim(meta->crumbs[i]));
        if (is_title(meta, crumb) || site_is_text(meta, crumb) || (i + 1 == meta->crumb_count && crumb.len > SECTION_BYTES / 2)) continue;
        section = crumb;
        link = false;
    }
    if (section.len && section.len <= SECTION_BYTES && !link) report->section = meta_copy(report, section);
}

static void set_language(clean_work *work, clean_meta *meta) {
    syn_slice code = language_of_tag(meta->declared.len ? meta->declared : meta->language);
    meta->language = code.len ? arena_copy(&work->report->arena, code) : SLICE_NONE;
}

void page_site(clean_work *work, clean_meta *meta) {
    set_url(work, meta);
    make_keys(meta);
    set_source(work, meta);
    set_section(work, meta);
    set_language(work, meta);
}
