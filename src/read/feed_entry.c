/* feed_entry.c - the fields of one feed entry become an item.
 *
 * The body is the entry's content, or its summary where it has no content (then the report says so, and clean judges
 * whether it is a teaser); HTML is parsed as a fragment of a page, plain text is kept. The id is the guid (RSS 1.0:
 * rdf:about), else the link, else the title. An entry without an address has that of its guid, unless that says that it is
 * none; one without authors has those of its source, else of the feed. Published is in ISO 8601: the date of publication,
 * else dc:date, else of making, else of the update; never an expiry. A feed without entries gives one report with what it
 * says of itself. */
#include "base/caps.h"
#include "read/entities.h"
#include "read/feed.h"
#include "text/utf8.h"

#define REFERENCE_BYTES 34u

static syn_slice value_of(const feed_value *value) { return slice_trim(slice_of(value->text.ptr, value->text.len)); }
static syn_slice field_of(const feed_entry *entry, feed_scope scope, feed_field field) {
    return value_of(&entry->values[scope].field[field]);
}

static void values_reset(feed_values *values) {
    for (int i = 0; i < FIELDS; i++) {
        feed_value *value = &values->field[i];
        *value = (feed_value){.text = value->text};
        value->text.len = 0;
    }
    values->authors.len = 0;
    values->authors_rank = 0;
}

void feed_entry_reset(feed_entry *entry) {
    read_item_free(&entry->item);
    entry->permalink = true;
    values_reset(&entry->values[SCOPE_ENTRY]);
    values_reset(&entry->values[SCOPE_SOURCE]);
}

void feed_entry_free(feed_entry *entry) {
    read_item_free(&entry->item);
    buffer_free(&entry->html);
    for (int scope = 0; scope < SCOPES; scope++) {
        buffer_free(&entry->values[scope].authors);
        for (int i = 0; i < FIELDS; i++) buffer_free(&entry->values[scope].field[i].text);
    }
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

static bool is_html(const feed_value *value) {
    return value->type == TYPE_UNKNOWN ? looks_like_html(value_of(value)) : value->type == TYPE_HTML;
}

/* The texts of a bit of HTML, run together. */
static syn_slice plain_of(feed_entry *entry, syn_slice html) {
    syn_page page;
    size_t repaired = 0;
    syn_arena *scratch = &entry->item.page_arena;
    entry->html.len = 0;
    feed_fragment(&entry->html, html);
    html = slice_of(entry->html.ptr, entry->html.len);
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

static syn_slice title_of(feed_entry *entry, feed_scope scope) {
    const feed_value *value = &entry->values[scope].field[FIELD_TITLE];
    syn_slice title = value_of(value);
    if (title.len > CAP_META_BYTES * 4) title.len = CAP_META_BYTES * 4;
    return is_html(value) ? slice_trim(plain_of(entry, title)) : title;
}

/* The first list that names authors; contributors only where nobody is said to be the author. */
static void take_authors(feed_entry *entry) {
    syn_report *report = entry->item.report;
    const syn_buffer *list = NULL;
    for (int rank = 2; rank >= 1 && !list; rank--)
        for (int scope = SCOPE_ENTRY; scope < SCOPES && !list; scope++) {
            const feed_values *values = &entry->values[scope];
            if (values->authors.len && values->authors_rank >= rank) list = &values->authors;
        }
    for (size_t at = 0; list && at < list->len;) {
        const char *end = memchr(list->ptr + at, '\n', list->len - at);
        size_t to = end ? (size_t)(end - list->ptr) : list->len;
        syn_slice name = item_meta(report, slice_of(list->ptr + at, to - at));
        if (name.len) VEC_PUSH(&report->arena, &report->byline, name);
        at = to + 1;
    }
}

/* The first of the fields that holds a date. */
static syn_slice date_of(feed_entry *entry, feed_scope scope, const feed_field *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        syn_slice date = date_normal(&entry->item.report->arena, field_of(entry, scope, fields[i]));
        if (date.len) return date;
    }
    return SLICE_NONE;
}

static void take_dates(feed_entry *entry, feed_scope scope) {
    static const feed_field published[] = {FIELD_PUBLISHED, FIELD_DATE, FIELD_CREATED, FIELD_UPDATED};
    static const feed_field updated[] = {FIELD_UPDATED, FIELD_DATE};
    syn_report *report = entry->item.report;
    report->published = date_of(entry, scope, published, 4);
    report->updated = date_of(entry, scope, updated, 2);
    if (report->published.len) report->published_from = SLICE_LIT("feed");
    if (report->updated.len) report->updated_from = SLICE_LIT("feed");
}

/* The language that holds for the text; else what the entry or the feed says. */
static void take_language(feed_entry *entry) {
    static const feed_field texts[] = {FIELD_CONTENT, FIELD_SUMMARY, FIELD_TITLE};
    syn_report *report = entry->item.report;
    char code[FEED_LANGUAGE] = "";
    bool spoken = false;
    feed_language(field_of(entry, SCOPE_ENTRY, FIELD_LANGUAGE), code);
    for (size_t i = 0; i < 3 && !code[0] && !spoken; i++) {
        const feed_value *value = &entry->values[SCOPE_ENTRY].field[texts[i]];
        if (!value->text.len) continue;
        spoken = value->spoken;
        memcpy(code, value->language, FEED_LANGUAGE);
    }
    if (!code[0] && !spoken) feed_language(field_of(entry, SCOPE_FEED, FIELD_LANGUAGE), code);
    report->declared = arena_copy(&report->arena, slice_str(code));
}

static void take_id(feed_entry *entry, feed_scope scope) {
    syn_report *report = entry->item.report;
    syn_slice id = item_meta(report, field_of(entry, scope, FIELD_ID));
    syn_slice link = item_meta(report, field_of(entry, scope, FIELD_LINK));
    if (link.len == 0 && scope == SCOPE_ENTRY && entry->permalink && link_host(id).len) link = id;
    if (link.len || scope == SCOPE_ENTRY) report->url = link;
    if (id.len == 0 && scope == SCOPE_ENTRY) id = link.len ? link : report->title;
    if (id.len) report->id = id;
}

static void take_metadata(feed_entry *entry) {
    syn_report *report = entry->item.report;
    report->title = item_meta(report, title_of(entry, SCOPE_ENTRY));
    take_id(entry, SCOPE_ENTRY);
    report->source = item_meta(report, link_host(report->url));
    if (report->source.len == 0) report->source = item_meta(report, title_of(entry, SCOPE_SOURCE));
    if (report->source.len == 0) report->source = item_meta(report, title_of(entry, SCOPE_FEED));
    report->section = item_meta(report, field_of(entry, SCOPE_ENTRY, FIELD_CATEGORY));
    take_authors(entry);
    take_dates(entry, SCOPE_ENTRY);
    take_language(entry);
}

static syn_code take_body(feed_entry *entry, syn_error *error) {
    syn_report *report = entry->item.report;
    bool content = field_of(entry, SCOPE_ENTRY, FIELD_CONTENT).len > 0;
    const feed_value *body = &entry->values[SCOPE_ENTRY].field[content ? FIELD_CONTENT : FIELD_SUMMARY];
    syn_slice text = value_of(body);
    report->summary = !content;
    if (text.len == 0) {
        item_outcome(report, SYN_OUTCOME_EMPTY, "the feed's entry has no text");
        return SYN_OK;
    }
    size_t repaired = 0;
    bool html = is_html(body);
    entry->html.len = 0;
    if (html) {
        feed_fragment(&entry->html, text);
        text = slice_of(entry->html.ptr, entry->html.len);
        if (entry->html.failed) return buffer_check(&entry->html, READ_STAGE, error);
    }
    syn_arena *arena = html ? &entry->item.page_arena : &report->arena;
    syn_slice valid = utf8_repair(arena, text, &repaired);
    static const syn_slice bad = {"\xEF\xBF\xBD", 3};
    for (size_t at = 0; entry->repaired && (at = slice_find(valid, bad, at)) != SIZE_MAX; at++) repaired++;
    report->repaired += repaired;
    if (!html) {
        item_set_text(report, arena_copy(arena, valid));
        return SYN_OK;
    }
    syn_code code = item_set_page(&entry->item, valid, valid.ptr != text.ptr, error);
    if (code == SYN_OK && entry->item.page) entry->item.page->fragment = true;
    return code;
}

static syn_code give(const read_options *options, feed_entry *entry, syn_error *error) {
    read_item item = entry->item;
    entry->item = (read_item){0};
    /* What clean does not touch has the language that is declared. */
    if (item.report->outcome != SYN_OUTCOME_ARTICLE) item.report->language = item.report->declared;
    return item_emit(options, &item, error);
}

syn_code feed_entry_give(const read_options *options, feed_entry *entry, bool whole, syn_error *error) {
    take_metadata(entry);
    syn_code code = SYN_OK;
    if (whole) code = take_body(entry, error);
    else item_outcome(entry->item.report, SYN_OUTCOME_MALFORMED, "the feed breaks off inside this entry");
    if (code == SYN_OK) code = give(options, entry, error);
    feed_entry_reset(entry);
    return code;
}

syn_code feed_give(const read_options *options, feed_entry *entry, syn_outcome outcome, const char *reason,
                   syn_error *error) {
    feed_entry_reset(entry);
    syn_code code = item_begin(options, &entry->item, error);
    if (code != SYN_OK) return code;
    syn_report *report = entry->item.report;
    item_outcome(report, outcome, reason);
    report->title = item_meta(report, title_of(entry, SCOPE_FEED));
    take_id(entry, SCOPE_FEED);
    report->source = item_meta(report, link_host(report->url));
    if (report->source.len == 0) report->source = report->title;
    report->section = item_meta(report, field_of(entry, SCOPE_FEED, FIELD_CATEGORY));
    take_authors(entry);
    take_dates(entry, SCOPE_FEED);
    take_language(entry);
    code = give(options, entry, error);
    feed_entry_reset(entry);
    return code;
}
