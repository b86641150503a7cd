/* feed_entry.c - the fields of one feed entry become an item.
 *
 * The body is the entry's content, or its summary where it has no content; HTML is parsed as a page, plain text is kept.
 * The id is the guid (RSS 1.0: rdf:about), else the link, else the title. Published is in ISO 8601; an entry with only an
 * update has that as its date. */
#include "base/caps.h"
#include "read/entities.h"
#include "read/feed.h"
#include "text/utf8.h"

#define REFERENCE_BYTES 34u

static syn_slice field_of(const feed_entry *entry, feed_field field) {
    return slice_trim(slice_of(entry->field[field].ptr, entry->field[field].len));
}

void feed_entry_reset(feed_entry *entry) {
    read_item_free(&entry->item);
    entry->about.len = 0;
    for (int i = 0; i < FIELD_FEED_TITLE; i++) {
        entry->field[i].len = 0;
        entry->type[i] = TYPE_UNKNOWN;
    }
}

void feed_entry_free(feed_entry *entry) {
    read_item_free(&entry->item);
    buffer_free(&entry->about);
    for (int i = 0; i < FIELDS; i++) buffer_free(&entry->field[i]);
}

/* "jane@example.org (Jane Doe)" is Jane Doe. */
static syn_slice author_name(syn_slice author) {
    const char *open = author.len ? memchr(author.ptr, '(', author.len) : NULL;
    const char *mail = author.len ? memchr(author.ptr, '@', author.len) : NULL;
    if (open && mail && mail < open && author.ptr[author.len - 1] == ')')
        return slice_trim(slice_cut(author, (size_t)(open - author.ptr) + 1, author.len - 1));
    return author;
}

void feed_entry_author(feed_entry *entry, feed_field field) {
    syn_report *report = entry->item.report;
    if (!report) return;
    syn_slice name = item_meta(report, author_name(field_of(entry, field)));
    if (name.len) VEC_PUSH(&report->arena, &report->byline, name);
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* True if the text holds a tag, or a reference that has come through escaped twice. */
static bool looks_like_html(syn_slice s) {
    for (size_t i = 0; i + 2 < s.len; i++) {
        char c = s.ptr[i], next = s.ptr[i + 1];
        if (c == '<' && (is_letter(next) || (next == '/' && is_letter(s.ptr[i + 2])))) return true;
        if (c == '&' && (next == '#' || is_letter(next))) {
            const char *end = memchr(s.ptr + i, ';', s.len - i < REFERENCE_BYTES ? s.len - i : REFERENCE_BYTES);
            if (end && (next == '#' || entity_find(slice_of(s.ptr + i + 1, (size_t)(end - s.ptr) - i - 1)))) return true;
        }
    }
    return false;
}

static bool is_html(const feed_entry *entry, feed_field field) {
    if (entry->type[field] != TYPE_UNKNOWN) return entry->type[field] == TYPE_HTML;
    return looks_like_html(field_of(entry, field));
}

/* The texts of a bit of HTML, run together. */
static syn_slice plain_of(syn_arena *scratch, syn_slice html) {
    syn_page page;
    size_t repaired = 0;
    html = arena_copy(scratch, utf8_repair(scratch, html, &repaired));
    if (scratch->failed || page_parse(&page, html, scratch, NULL) != SYN_OK) return SLICE_NONE;
    size_t length = 0;
    for (uint32_t i = 0; i < page.nodes.n; i++) length += page.nodes.at[i].tag == TAG_TEXT ? page.nodes.at[i].text.len : 0;
    char *out = arena_alloc(scratch, length);
    if (!out) return SLICE_NONE;
    size_t n = 0;
    for (uint32_t i = 0; i < page.nodes.n; i++) {
        if (page.nodes.at[i].tag != TAG_TEXT || page.nodes.at[i].text.len == 0) continue;
        memcpy(out + n, page.nodes.at[i].text.ptr, page.nodes.at[i].text.len);
        n += page.nodes.at[i].text.len;
    }
    return slice_of(out, n);
}

static syn_slice title_of(feed_entry *entry, feed_field field) {
    syn_slice title = field_of(entry, field);
    if (title.len > CAP_META_BYTES * 4) title.len = CAP_META_BYTES * 4;
    return is_html(entry, field) ? slice_trim(plain_of(&entry->item.page_arena, title)) : title;
}

/* The host of a web address, without "www.". */
static syn_slice host_of(syn_slice url) {
    size_t at = slice_find(url, SLICE_LIT("://"), 0);
    if (at == SIZE_MAX || at > 8) return SLICE_NONE;
    syn_slice host = slice_cut(url, at + 3, url.len);
    for (size_t i = 0; i < host.len; i++)
        if (host.ptr[i] == '/' || host.ptr[i] == '?' || host.ptr[i] == '#' || host.ptr[i] == ':') host.len = i;
    if (slice_starts(host, SLICE_LIT("www."))) host = slice_cut(host, 4, host.len);
    return host;
}

static void take_metadata(feed_entry *entry) {
    syn_report *report = entry->item.report;
    report->title = item_meta(report, title_of(entry, FIELD_TITLE));
    report->url = item_meta(report, field_of(entry, FIELD_LINK));
    syn_slice id = item_meta(report, field_of(entry, FIELD_ID));
    if (id.len == 0) id = item_meta(report, slice_of(entry->about.ptr, entry->about.len));
    if (id.len == 0) id = report->url.len ? report->url : report->title;
    if (id.len) report->id = id;
    if (report->url.len == 0 && host_of(id).len) report->url = id;
    report->source = item_meta(report, host_of(report->url));
    if (report->source.len == 0) report->source = item_meta(report, title_of(entry, FIELD_FEED_TITLE));
    if (report->byline.n == 0) feed_entry_author(entry, FIELD_FEED_AUTHOR);
    report->published = date_normal(&report->arena, field_of(entry, FIELD_PUBLISHED));
    report->updated = date_normal(&report->arena, field_of(entry, FIELD_UPDATED));
    if (report->published.len == 0) report->published = report->updated;
    if (report->published.len) report->published_from = SLICE_LIT("feed");
}

static syn_code take_body(feed_entry *entry, syn_error *error) {
    syn_report *report = entry->item.report;
    feed_field body = field_of(entry, FIELD_CONTENT).len ? FIELD_CONTENT : FIELD_SUMMARY;
    syn_slice text = field_of(entry, body);
    if (text.len == 0) {
        item_outcome(report, SYN_OUTCOME_EMPTY, "the feed's entry has no text");
        return SYN_OK;
    }
    size_t repaired = 0;
    bool html = is_html(entry, body);
    syn_arena *arena = html ? &entry->item.page_arena : &report->arena;
    syn_slice valid = utf8_repair(arena, text, &repaired);
    static const syn_slice bad = {"\xEF\xBF\xBD", 3};
    for (size_t at = 0; entry->repaired && (at = slice_find(valid, bad, at)) != SIZE_MAX; at++) repaired++;
    report->repaired += repaired;
    if (html) return item_set_page(&entry->item, valid, valid.ptr != text.ptr, error);
    item_set_text(report, arena_copy(arena, valid));
    return SYN_OK;
}

syn_code feed_entry_give(const read_options *options, feed_entry *entry, bool whole, syn_error *error) {
    take_metadata(entry);
    syn_code code = SYN_OK;
    if (whole) code = take_body(entry, error);
    else item_outcome(entry->item.report, SYN_OUTCOME_MALFORMED, "the feed breaks off inside this entry");
    if (code == SYN_OK) {
        read_item item = entry->item;
        entry->item = (read_item){0};
        code = item_emit(options, &item, error);
    }
    feed_entry_reset(entry);
    return code;
}
