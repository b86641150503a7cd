/* page_title.c - a page's headline.
 *
 * In: the titles that the page's head and JSON-LD give, and its headings. Out: the report's title. Readers see the heading,
 * search engines the head's title, and they often differ: so a heading that stands in a title of the head wins (the longest
 * one), then the only <h1> if it reads like a headline, then JSON-LD and og:title, then <title>. The site's name is cut off
 * the end or the start of what comes from the head. Comparisons are over folded letters and digits. */
#include "base/caps.h"
#include "clean/parts.h"
#include "text/fold.h"
#include "text/utf8.h"

#define BARE_BYTES 640   /* of a title that is compared */

/* Letters and digits only, folded, in `out`; returns the length. */
static size_t bare(syn_slice s, char out[BARE_BYTES]) {
    if (s.len > BARE_BYTES / 4) s = slice_cut(s, 0, utf8_cut(s, BARE_BYTES / 4));
    char folded[BARE_BYTES + 8];
    size_t n = fold_text(s, folded), length = 0;
    for (size_t i = 0; i < n && length < BARE_BYTES; i++) {
        char c = folded[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80) out[length++] = c;
    }
    return length;
}

static bool same_bare(syn_slice a, syn_slice b) {
    char x[BARE_BYTES], y[BARE_BYTES];
    size_t n = bare(a, x);
    return n && n == bare(b, y) && memcmp(x, y, n) == 0;
}

static bool holds_bare(syn_slice whole, syn_slice part) {
    char x[BARE_BYTES], y[BARE_BYTES];
    size_t n = bare(whole, x), m = bare(part, y);
    return m && n >= m && slice_find(slice_of(x, n), slice_of(y, m), 0) != SIZE_MAX;
}

static unsigned words_in(syn_slice s) {
    unsigned count = 0;
    bool inside = false;
    for (size_t i = 0; i < s.len; i++) {
        bool blank = blank_at(s, i) > 0;
        count += !blank && !inside;
        inside = !blank;
    }
    return count;
}

static const char *const separators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " : ",
                                         " < ", " « ", "|", " -- "};

/* The site's name, its host without "www.", or the host's own label. */
static bool is_site(const clean_meta *meta, syn_slice part) {
    part = blank_trim(part);
    if (same_bare(part, meta->site)) return true;
    syn_slice host = meta->host;
    if (!host.len) return false;
    const char *dot = memchr(host.ptr, '.', host.len);
    syn_slice label = dot ? slice_of(host.ptr, (size_t)(dot - host.ptr)) : host;
    if (same_bare(part, host) || same_bare(part, label)) return true;
    return part.len > 4 && slice_equal_ascii_case(slice_cut(part, 0, 4), SLICE_LIT("the ")) &&
           same_bare(slice_cut(part, 4, part.len), label);
}

/* Where the last (or first) separator stands, and its length; SIZE_MAX if there is none. */
static size_t separator_at(syn_slice s, bool last, size_t *length) {
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        syn_slice separator = slice_str(separators[i]);
        for (size_t at = slice_find(s, separator, 0); at != SIZE_MAX; at = slice_find(s, separator, at + 1)) {
            if (best == SIZE_MAX || (last ? at > best : at < best)) best = at, *length = separator.len;
            if (!last) break;
        }
    }
    return best;
}

/* Cuts the site's name off a title; `eager`: any short last part goes (of <title>, which nearly always has one). */
static syn_slice without_site(const clean_meta *meta, syn_slice title, bool eager) {
    for (unsigned turns = 0; turns < 4; turns++) {
        size_t length = 0, at = separator_at(title, true, &length);
        if (at == SIZE_MAX) return title;
        syn_slice head = slice_cut(title, 0, at), tail = slice_cut(title, at + length, title.len);
        if (is_site(meta, tail) || (eager && tail.len <= 40 && head.len > tail.len)) {
            title = blank_trim(head);
            continue;
        }
        at = separator_at(title, false, &length);
        head = slice_cut(title, 0, at), tail = slice_cut(title, at + length, title.len);
        if (!is_site(meta, head)) return title;
        title = blank_trim(tail);
    }
    return title;
}

syn_slice plain_references(clean_work *work, syn_slice s) {
    static const struct { const char *name, *text; } known[] = {
        {"&amp;", "&"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&#039;", "'"},
        {"&apos;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&rsquo;", "’"}, {"&lsquo;", "‘"},
        {"&ldquo;", "“"}, {"&rdquo;", "”"}, {"&ndash;", "–"}, {"&mdash;", "—"}, {"&hellip;", "…"},
        {"&#8217;", "’"}, {"&#8216;", "‘"}, {"&#8220;", "“"}, {"&#8221;", "”"}, {"&#8211;", "–"},
            {"&#8212;", "—"}, {"&#x27;", "'"}, {"&#038;", "&"}, {"&#38;", "&"}};
    if (!s.len || !memchr(s.ptr, '&', s.len)) return s;
    char *out = arena_alloc(work->scratch, s.len + 1);
    if (!out) return SLICE_NONE;
    size_t length = 0;
    for (size_t at = 0; at < s.len;) {
        size_t used = 0;
        for (size_t i = 0; s.ptr[at] == '&' && i < sizeof known / sizeof *known && !used; i++) {
            if (!slice_starts(slice_cut(s, at, s.len), slice_str(known[i].name))) continue;
            used = strlen(known[i].name);
            memcpy(out + length, known[i].text, strlen(known[i].text));
            length += strlen(known[i].text);
        }
        if (!used) out[length++] = s.ptr[at], used = 1;
        at += used;
    }
    return slice_of(out, length);
}

/* The longest heading that stands in one of the head's titles. */
static syn_slice heading_in_title(const clean_meta *meta) {
    syn_slice best = SLICE_NONE;
    for (uint32_t i = 0; i < meta->head_count; i++) {
        syn_slice head = meta->heads[i];
        if (head.len <= best.len || is_site(meta, head)) continue;
        const syn_slice titles[] = {meta->title, meta->head_title};
        for (unsigned k = 0; k < 2; k++)
            if (holds_bare(titles[k], head) && (words_in(head) >= 4 || head.len * 5 >= titles[k].len * 2)) best = head;
    }
    return best;
}

/* The page's only <h1>, if it reads like a headline. */
static syn_slice only_h1(const clean_meta *meta) {
    syn_slice found = SLICE_NONE;
    unsigned count = 0;
    for (uint32_t i = 0; i < meta->head_count; i++) {
        if (meta->levels[i] != 1) continue;
        count++;
        if (!is_site(meta, meta->heads[i]) && !found.len) found = meta->heads[i];
    }
    return count == 1 && words_in(found) >= 4 && found.len <= 300 ? found : SLICE_NONE;
}

void page_title(clean_work *work, clean_meta *meta) {
    syn_report *report = work->report;
    if (report->title.len) return;
    meta->title = plain_references(work, meta->title);
    syn_slice title = heading_in_title(meta);
    if (!title.len) title = only_h1(meta);
    if (!title.len) title = without_site(meta, meta->title, false);
    if (!title.len) title = without_site(meta, meta->head_title, true);
    for (uint32_t i = 0; !title.len && i < meta->head_count; i++)
        if (meta->levels[i] == 1) title = meta->heads[i];
    report->title = meta_copy(report, blank_fold(work->scratch, title));
}
