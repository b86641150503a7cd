/* opml.c - the door for OPML 1.0, 1.1 and 2.0: a list of feeds, which is what feed readers export.
 *
 * In: the whole document. Out: for each outline that has an xmlUrl one report of outcome `listing`: url is the feed's
 * address, title its title, source the host of its site, and the reason says how to read it. Nothing is fetched. A list
 * without addresses gives one `empty` report.
 *
 * All that matters stands in the attributes of `outline` elements, so how they are nested plays no part: the mended
 * document (feed_mend.c) is walked tag by tag, at any depth, without a stack. Linear; at most CAP_FEED_ENTRIES reports.
 * Sources: OPML 2.0 (opml.org/spec2.opml). */
#include <stdio.h>

#include "base/caps.h"
#include "read/entities.h"
#include "read/feed.h"

typedef enum outline_field {
    OUTLINE_FEED, OUTLINE_SITE, OUTLINE_TITLE, OUTLINE_TEXT, OUTLINE_LANGUAGE, OUTLINE_FIELDS
} outline_field;
static const char *const outline_names[OUTLINE_FIELDS] = {"xmlUrl", "htmlUrl", "title", "text", "language"};

typedef struct opml_walk {
    const read_options *options;
    syn_slice xml;
    size_t at;
    syn_slice title;         /* of the list */
    syn_slice value[OUTLINE_FIELDS];
    syn_buffer text;         /* the values with their references resolved */
    bool open;               /* the last tag breaks off */
    bool titled;             /* the list's title was looked for */
    uint32_t feeds, others;
} opml_walk;

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* The next attribute of the tag in which `at` stands; false at the tag's end, behind which `at` then is. */
static bool next_attribute(opml_walk *walk, syn_slice *name, syn_slice *value) {
    syn_slice s = walk->xml;
    size_t at = walk->at;
    *value = SLICE_NONE;
    while (at < s.len && (is_blank(s.ptr[at]) || s.ptr[at] == '/')) at++;
    size_t begin = at;
    if (at >= s.len || s.ptr[at] == '>') {
        walk->open = at >= s.len;
        walk->at = walk->open ? at : at + 1;
        return false;
    }
    while (at < s.len && !is_blank(s.ptr[at]) && !strchr("=/>", s.ptr[at])) at++;
    *name = slice_cut(s, begin, at);
    while (at < s.len && is_blank(s.ptr[at])) at++;
    if (at < s.len && s.ptr[at] == '=') {
        at++;
        while (at < s.len && is_blank(s.ptr[at])) at++;
        if (at < s.len && (s.ptr[at] == '"' || s.ptr[at] == '\'')) {
            const char *close = memchr(s.ptr + at + 1, s.ptr[at], s.len - at - 1);
            size_t end = close ? (size_t)(close - s.ptr) : s.len;
            *value = slice_cut(s, at + 1, end);
            at = end < s.len ? end + 1 : end;
        } else {
            begin = at;
            while (at < s.len && !is_blank(s.ptr[at]) && s.ptr[at] != '>') at++;
            *value = slice_cut(s, begin, at);
        }
    }
    walk->at = at > walk->at ? at : walk->at + 1;
    return true;
}

/* A value without references, trimmed, as a slice of the walk's text, which must not grow while it is used. */
static syn_slice resolved(opml_walk *walk, syn_slice value) {
    if (value.len > CAP_META_BYTES) value.len = CAP_META_BYTES;
    char *out = walk->text.ptr + walk->text.len;
    size_t length = entity_decode(value, true, out);
    walk->text.len += length;
    return slice_trim(slice_of(out, length));
}

static syn_code outline_give(opml_walk *walk, syn_error *error) {
    read_item item;
    syn_code code = item_begin(walk->options, &item, error);
    if (code != SYN_OK) return code;
    syn_report *report = item.report;
    syn_slice value[OUTLINE_FIELDS];
    walk->text.len = 0;
    for (int i = 0; i < OUTLINE_FIELDS; i++) value[i] = resolved(walk, walk->value[i]);
    syn_buffer address = BUFFER_EMPTY;
    link_resolve(&address, walk->options->url, value[OUTLINE_FEED]);
    report->url = item_meta(report, slice_of(address.ptr, address.len));
    code = buffer_check(&address, READ_STAGE, error);
    buffer_free(&address);
    report->id = report->url;
    report->title = item_meta(report, value[value[OUTLINE_TITLE].len ? OUTLINE_TITLE : OUTLINE_TEXT]);
    report->source = item_meta(report, link_host(value[OUTLINE_SITE]));
    if (report->source.len == 0) report->source = report->title;
    if (report->source.len == 0) report->source = item_meta(report, link_host(report->url));
    char language[FEED_LANGUAGE];
    feed_language(value[OUTLINE_LANGUAGE], language);
    report->language = arena_copy(&report->arena, slice_str(language));
    item_outcome(report, SYN_OUTCOME_LISTING,
                 "the address of a feed in a list; `synoptic read URL` with its url reads the feed");
    if (code == SYN_OK) return item_emit(walk->options, &item, error);
    read_item_free(&item);
    return code;
}

/* The tag whose name ends at `at`: an outline. */
static syn_code outline_read(opml_walk *walk, syn_error *error) {
    syn_slice name, value;
    memset(walk->value, 0, sizeof walk->value);
    while (next_attribute(walk, &name, &value))
        for (int i = 0; i < OUTLINE_FIELDS; i++)
            if (slice_equal_ascii_case(name, slice_str(outline_names[i])) && !walk->value[i].len) walk->value[i] = value;
    if (walk->open || slice_trim(walk->value[OUTLINE_FEED]).len == 0) walk->others++;
    else if (walk->feeds++ < CAP_FEED_ENTRIES) return outline_give(walk, error);
    return SYN_OK;
}

static syn_slice tag_name(syn_slice s, size_t at) {
    size_t end = at;
    while (end < s.len && !is_blank(s.ptr[end]) && s.ptr[end] != '/' && s.ptr[end] != '>') end++;
    return slice_cut(s, at, end);
}

/* Walks over the tags. *closed: the list's end was seen. */
static syn_code walk_tags(opml_walk *walk, bool *closed, syn_error *error) {
    syn_slice s = walk->xml;
    syn_code code = SYN_OK;
    while (code == SYN_OK && walk->at < s.len && walk->feeds <= CAP_FEED_ENTRIES) {
        const char *open = memchr(s.ptr + walk->at, '<', s.len - walk->at);
        if (!open) break;
        walk->at = (size_t)(open - s.ptr) + 1;
        if (slice_starts(slice_cut(s, walk->at, s.len), SLICE_LIT("![CDATA["))) {
            size_t end = slice_find(s, SLICE_LIT("]]>"), walk->at);
            walk->at = end == SIZE_MAX ? s.len : end + 3;
            continue;
        }
        bool end_tag = walk->at < s.len && s.ptr[walk->at] == '/';
        syn_slice name = tag_name(s, walk->at + end_tag);
        walk->at = (size_t)(name.ptr - s.ptr) + name.len;
        if (end_tag) {
            *closed = *closed || slice_equal_ascii_case(name, SLICE_LIT("opml"));
        } else if (slice_equal_ascii_case(name, SLICE_LIT("outline"))) {
            code = outline_read(walk, error);
        } else if (slice_equal_ascii_case(name, SLICE_LIT("title")) && !walk->titled) {
            walk->titled = true;
            const char *begin = memchr(s.ptr + walk->at, '>', s.len - walk->at);
            const char *end = begin ? memchr(begin, '<', s.len - (size_t)(begin - s.ptr)) : NULL;
            if (end) walk->title = slice_of(begin + 1, (size_t)(end - begin) - 1);
            if (end) walk->at = (size_t)(end - s.ptr);
        }
    }
    return code;
}

/* One report about the list as a whole. */
static syn_code list_give(opml_walk *walk, syn_outcome outcome, const char *reason, syn_error *error) {
    read_item item;
    syn_code code = item_begin(walk->options, &item, error);
    if (code != SYN_OK) return code;
    walk->text.len = 0;
    item.report->title = item_meta(item.report, resolved(walk, walk->title));
    item.report->source = item.report->title;
    item_outcome(item.report, outcome, reason);
    return item_emit(walk->options, &item, error);
}

static syn_code conclude(opml_walk *walk, bool whole, syn_error *error) {
    char reason[96];
    if (walk->feeds > CAP_FEED_ENTRIES) {
        snprintf(reason, sizeof reason, "the list has more than %u feeds", CAP_FEED_ENTRIES);
        return list_give(walk, SYN_OUTCOME_TOO_LARGE, reason, error);
    }
    if (!whole) {
        snprintf(reason, sizeof reason, "the list breaks off behind %u addresses of feeds", walk->feeds);
        return list_give(walk, SYN_OUTCOME_MALFORMED, reason, error);
    }
    if (walk->feeds) return SYN_OK;
    return list_give(walk, SYN_OUTCOME_EMPTY,
                     walk->others ? "the list has no addresses of feeds" : "the list has no outlines", error);
}

syn_code opml_read(const read_options *options, syn_slice bytes, syn_error *error) {
    syn_arena arena;
    arena_init(&arena, options->budget);
    decoded_text decoded = {0};
    syn_buffer xml = BUFFER_EMPTY;
    opml_walk walk = {.options = options};
    syn_code code = encoding_decode(&decoded, bytes, HINT_XML, options->content_type, &arena, error);
    if (code == SYN_OK && encoding_is_binary(&decoded)) {
        code = item_fail(options, error, SLICE_NONE, SYN_OUTCOME_MALFORMED, "the input looks like binary data");
    } else if (code == SYN_OK) {
        bool whole = feed_mend(decoded.text, &xml), closed = false;
        code = buffer_check(&xml, READ_STAGE, error);
        walk.xml = slice_of(xml.ptr, xml.len);
        walk.text.cap = OUTLINE_FIELDS * entity_room(CAP_META_BYTES);
        walk.text.ptr = arena_alloc(&arena, walk.text.cap);
        if (code == SYN_OK) code = arena_check(&arena, READ_STAGE, error);
        if (code == SYN_OK) code = walk_tags(&walk, &closed, error);
        if (code == SYN_OK) code = conclude(&walk, whole && closed, error);
    }
    buffer_free(&xml);
    arena_free(&arena);
    return code;
}
