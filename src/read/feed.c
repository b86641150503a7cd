/* feed.c - the door for feeds: RSS 0.9x, 1.0, 2.0 and Atom 0.3, 1.0.
 *
 * In: the whole document. Out: one item for each entry, in order. The document is decoded, mended (feed_mend.c) and
 * pushed through libxml2's SAX2 parser, which recovers from most faults; no tree is built. Elements are known by their
 * local name and by what their namespace is about, so that a missing declaration does no harm. Only direct children of an
 * entry are fields; elements inside a field are markup and become HTML again.
 *
 * Where the document breaks off, whole entries stand, and one malformed report says that it broke off. */
#include <libxml/parser.h>
#include <stdlib.h>

#include "base/caps.h"
#include "read/feed.h"

#define FEED_DEPTH 256u        /* of elements; deeper documents are read up to there */
#define FEED_NAMESPACES 1024u  /* declared by open elements together: each lookup walks them */
#define FEED_BLOCK 32768u

typedef enum feed_space { SPACE_PLAIN, SPACE_DUBLIN, SPACE_CONTENT, SPACE_XHTML, SPACE_OTHER } feed_space;

typedef struct feed_parse {
    const read_options *options;
    syn_error *error;
    syn_code code;
    xmlParserCtxtPtr parser;
    feed_entry entry;
    unsigned depth;                /* open elements */
    unsigned namespaces[FEED_DEPTH], namespaces_sum;
    unsigned channel;              /* depth of the channel's children; 0 = outside */
    unsigned inside;               /* depth of the entry's children; 0 = outside */
    feed_field field;              /* what is being collected */
    unsigned field_depth;          /* depth of what stands in it */
    unsigned skip;                 /* depth from which on nothing is collected; 0 = all is */
    bool markup;                   /* the field's own text is XHTML, so its text must be escaped again */
    uint32_t entries;
    bool too_deep;
} feed_parse;

static syn_slice xml_slice(const xmlChar *text) { return slice_str((const char *)text); }

static feed_space space_of(const xmlChar *prefix, const xmlChar *uri) {
    syn_slice u = xml_slice(uri), p = xml_slice(prefix);
    if (slice_find(u, SLICE_LIT("purl.org/dc/"), 0) != SIZE_MAX) return SPACE_DUBLIN;
    if (slice_find(u, SLICE_LIT("modules/content"), 0) != SIZE_MAX) return SPACE_CONTENT;
    if (slice_find(u, SLICE_LIT("xhtml"), 0) != SIZE_MAX) return SPACE_XHTML;
    if (u.len == 0 && (slice_equal(p, SLICE_LIT("dc")) || slice_equal(p, SLICE_LIT("dcterms")))) return SPACE_DUBLIN;
    if (u.len == 0 && slice_equal(p, SLICE_LIT("content"))) return SPACE_CONTENT;
    static const char *const plain[] = {"Atom", "atom", "purl.org/rss", "netscape.com", "backend.userland.com"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (slice_find(u, slice_str(plain[i]), 0) != SIZE_MAX) return SPACE_PLAIN;
    return p.len == 0 ? SPACE_PLAIN : SPACE_OTHER;
}

typedef struct field_row { const char *name; feed_space space; feed_field field; } field_row;
/* The first in a group that gives something wins, but for authors. */
static const field_row field_rows[] = {
    {"title", SPACE_PLAIN, FIELD_TITLE}, {"title", SPACE_DUBLIN, FIELD_TITLE}, {"link", SPACE_PLAIN, FIELD_LINK},
    {"guid", SPACE_PLAIN, FIELD_ID}, {"id", SPACE_PLAIN, FIELD_ID}, {"identifier", SPACE_DUBLIN, FIELD_ID},
    {"author", SPACE_PLAIN, FIELD_AUTHOR}, {"creator", SPACE_DUBLIN, FIELD_AUTHOR}, {"author", SPACE_DUBLIN, FIELD_AUTHOR},
    {"pubDate", SPACE_PLAIN, FIELD_PUBLISHED}, {"published", SPACE_PLAIN, FIELD_PUBLISHED},
    {"issued", SPACE_PLAIN, FIELD_PUBLISHED}, {"issued", SPACE_DUBLIN, FIELD_PUBLISHED},
    {"date", SPACE_DUBLIN, FIELD_PUBLISHED}, {"created", SPACE_DUBLIN, FIELD_PUBLISHED},
    {"created", SPACE_PLAIN, FIELD_PUBLISHED},
    {"updated", SPACE_PLAIN, FIELD_UPDATED}, {"modified", SPACE_PLAIN, FIELD_UPDATED},
    {"modified", SPACE_DUBLIN, FIELD_UPDATED}, {"encoded", SPACE_CONTENT, FIELD_CONTENT},
    {"content", SPACE_PLAIN, FIELD_CONTENT}, {"body", SPACE_XHTML, FIELD_CONTENT}, {"div", SPACE_XHTML, FIELD_CONTENT},
    {"summary", SPACE_PLAIN, FIELD_SUMMARY}, {"description", SPACE_PLAIN, FIELD_SUMMARY},
    {"abstract", SPACE_DUBLIN, FIELD_SUMMARY}, {"description", SPACE_DUBLIN, FIELD_SUMMARY},
};

static feed_field field_by_name(syn_slice name, feed_space space) {
    for (size_t i = 0; i < sizeof field_rows / sizeof *field_rows; i++) {
        const field_row *row = &field_rows[i];
        if (row->space == space && slice_equal_ascii_case(name, slice_str(row->name))) return row->field;
    }
    return FIELD_NONE;
}

/* The value of an attribute, or an empty slice. libxml2 gives (name, prefix, URI, begin, end) for each. */
static syn_slice attribute_of(const xmlChar **attributes, int count, const char *name) {
    for (int i = 0; i < count; i++)
        if (slice_equal(xml_slice(attributes[5 * i]), slice_str(name)))
            return slice_of((const char *)attributes[5 * i + 3], (size_t)(attributes[5 * i + 4] - attributes[5 * i + 3]));
    return SLICE_NONE;
}

static void escape(syn_buffer *out, syn_slice s) {
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '<') buffer_add_str(out, "&lt;");
        else if (s.ptr[i] == '&') buffer_add_str(out, "&amp;");
        else if (s.ptr[i] == '"') buffer_add_str(out, "&quot;");
        else buffer_add_char(out, s.ptr[i]);
    }
}

static void stop(feed_parse *feed, syn_code code) {
    if (feed->code == SYN_OK) feed->code = code;
    xmlStopParser(feed->parser);
}

static void field_begin(feed_parse *feed, feed_field field, syn_slice type) {
    syn_buffer *out = &feed->entry.field[field];
    bool author = field == FIELD_AUTHOR || field == FIELD_FEED_AUTHOR;
    if (out->len && !author) return;  /* the first one wins */
    out->len = 0;
    feed->field = field;
    feed->field_depth = feed->depth;
    feed->skip = 0;
    feed->markup = slice_find(type, SLICE_LIT("xhtml"), 0) != SIZE_MAX;
    bool html = slice_find(type, SLICE_LIT("html"), 0) != SIZE_MAX;
    bool text = slice_equal(type, SLICE_LIT("text")) || slice_equal(type, SLICE_LIT("text/plain"));
    feed->entry.type[field] = html ? TYPE_HTML : text ? TYPE_TEXT : TYPE_UNKNOWN;
}

/* An element inside a field: a part of a person, or markup. */
static void field_markup(feed_parse *feed, syn_slice name, int count, const xmlChar **attributes) {
    syn_buffer *out = &feed->entry.field[feed->field];
    if (feed->field == FIELD_AUTHOR || feed->field == FIELD_FEED_AUTHOR) {
        if (slice_equal(name, SLICE_LIT("name"))) out->len = 0;
        else if (!feed->skip) feed->skip = feed->depth;
        return;
    }
    feed->entry.type[feed->field] = TYPE_HTML;
    buffer_add_char(out, '<');
    buffer_add(out, name);
    for (int i = 0; i < count; i++) {
        buffer_add_char(out, ' ');
        buffer_add(out, xml_slice(attributes[5 * i]));
        buffer_add_str(out, "=\"");
        escape(out, slice_of((const char *)attributes[5 * i + 3], (size_t)(attributes[5 * i + 4] - attributes[5 * i + 3])));
        buffer_add_char(out, '"');
    }
    buffer_add_char(out, '>');
}

/* An element right inside an entry. */
static void entry_child(feed_parse *feed, syn_slice name, feed_space space, int count, const xmlChar **attributes) {
    feed_field field = field_by_name(name, space);
    if (field == FIELD_LINK) {
        syn_slice href = attribute_of(attributes, count, "href"), rel = attribute_of(attributes, count, "rel");
        if (href.len && (rel.len == 0 || slice_equal(rel, SLICE_LIT("alternate"))) && feed->entry.field[FIELD_LINK].len == 0)
            buffer_add(&feed->entry.field[FIELD_LINK], href);
        if (href.len) return;
    }
    if (field == FIELD_NONE) return;
    field_begin(feed, field, attribute_of(attributes, count, "type"));
    if (space == SPACE_XHTML) feed->markup = true, feed->entry.type[field] = TYPE_HTML;
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **declared, int count, int defaulted, const xmlChar **attributes) {
    (void)declared, (void)defaulted;
    feed_parse *feed = context;
    if (feed->code != SYN_OK || feed->too_deep) return;
    if (feed->depth >= FEED_DEPTH || feed->namespaces_sum + (unsigned)namespaces > FEED_NAMESPACES) {
        feed->too_deep = true;
        stop(feed, SYN_OK);
        return;
    }
    feed->namespaces[feed->depth++] = (unsigned)namespaces;
    feed->namespaces_sum += (unsigned)namespaces;
    syn_slice name = xml_slice(local);
    feed_space space = space_of(prefix, uri);
    unsigned at = feed->depth - 1;
    if (feed->field != FIELD_NONE) {
        field_markup(feed, name, count, attributes);
    } else if (feed->inside) {
        if (at == feed->inside) entry_child(feed, name, space, count, attributes);
    } else if (space == SPACE_PLAIN && (slice_equal(name, SLICE_LIT("item")) || slice_equal(name, SLICE_LIT("entry")))) {
        feed_entry_reset(&feed->entry);
        feed->inside = feed->depth;
        if (++feed->entries > CAP_FEED_ENTRIES) stop(feed, SYN_OK);
        else if ((feed->code = item_begin(feed->options, &feed->entry.item, feed->error)) != SYN_OK) stop(feed, feed->code);
        buffer_add(&feed->entry.about, attribute_of(attributes, count, "about"));
    } else if (slice_equal(name, SLICE_LIT("channel")) || (at == 0 && slice_equal(name, SLICE_LIT("feed")))) {
        feed->channel = feed->depth;
    } else if (feed->channel && at == feed->channel && space != SPACE_OTHER) {
        if (slice_equal(name, SLICE_LIT("title")))
            field_begin(feed, FIELD_FEED_TITLE, attribute_of(attributes, count, "type"));
        if (slice_equal(name, SLICE_LIT("author"))) field_begin(feed, FIELD_FEED_AUTHOR, SLICE_NONE);
    }
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)prefix, (void)uri;
    feed_parse *feed = context;
    if (feed->code != SYN_OK || feed->too_deep || feed->depth == 0) return;
    if (feed->field != FIELD_NONE && feed->depth > feed->field_depth) {
        bool author = feed->field == FIELD_AUTHOR || feed->field == FIELD_FEED_AUTHOR;
        if (author && slice_equal(xml_slice(local), SLICE_LIT("name")) && !feed->skip) feed->skip = feed->depth - 1;
        else if (author && feed->skip == feed->depth) feed->skip = 0;
        else if (!author) {
            syn_buffer *out = &feed->entry.field[feed->field];
            buffer_add_str(out, "</");
            buffer_add(out, xml_slice(local));
            buffer_add_char(out, '>');
        }
    } else if (feed->field != FIELD_NONE) {
        if (feed->field == FIELD_AUTHOR) feed_entry_author(&feed->entry, FIELD_AUTHOR);
        feed->field = FIELD_NONE;
    }
    feed->depth--;
    feed->namespaces_sum -= feed->namespaces[feed->depth];
    if (feed->inside && feed->depth < feed->inside) {
        feed->inside = 0;
        syn_code code = feed_entry_give(feed->options, &feed->entry, true, feed->error);
        if (code != SYN_OK) stop(feed, code);
    }
    if (feed->channel && feed->depth < feed->channel) feed->channel = 0;
}

static void on_text(void *context, const xmlChar *text, int length) {
    feed_parse *feed = context;
    if (feed->code != SYN_OK || feed->field == FIELD_NONE || length <= 0 || (feed->skip && feed->depth >= feed->skip))
        return;
    syn_buffer *out = &feed->entry.field[feed->field];
    syn_slice s = slice_of((const char *)text, (size_t)length);
    if (feed->markup || feed->depth > feed->field_depth) escape(out, s);
    else buffer_add(out, s);
    if (out->failed) stop(feed, buffer_check(out, READ_STAGE, feed->error));
}

/* Faults of the document are recovered from in silence: what could not be read shows in what is missing at the end. */
static void on_problem(void *context, xmlErrorPtr problem) {
    feed_parse *feed = context;
    if (problem && problem->code == XML_ERR_NO_MEMORY && feed->code == SYN_OK)
        feed->code = error_memory(feed->error, READ_STAGE);
}

static syn_code push_all(feed_parse *feed, syn_slice xml) {
    xmlSAXHandler handler = {0};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = on_start;
    handler.endElementNs = on_end;
    handler.characters = handler.cdataBlock = handler.ignorableWhitespace = on_text;
    handler.serror = on_problem;
    feed->parser = xmlCreatePushParserCtxt(&handler, feed, NULL, 0, NULL);
    if (!feed->parser) return error_memory(feed->error, READ_STAGE);
    /* There are no entities to replace: NOENT makes "&#38;" in an attribute one character. */
    xmlCtxtUseOptions(feed->parser, XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                                        XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
    for (size_t at = 0; at < xml.len && feed->code == SYN_OK && !feed->too_deep; at += FEED_BLOCK) {
        size_t length = xml.len - at < FEED_BLOCK ? xml.len - at : FEED_BLOCK;
        xmlParseChunk(feed->parser, xml.ptr + at, (int)length, 0);
    }
    if (feed->code == SYN_OK && !feed->too_deep) xmlParseChunk(feed->parser, "", 0, 1);
    bool memory = feed->parser->errNo == XML_ERR_NO_MEMORY;
    xmlFreeParserCtxt(feed->parser);
    if (memory && feed->code == SYN_OK) return error_memory(feed->error, READ_STAGE);
    return feed->code;
}

/* What is left to say when the document is over. `whole`: no cap was reached. */
static syn_code conclude(feed_parse *feed, bool whole) {
    syn_code code = SYN_OK;
    if (feed->entries > CAP_FEED_ENTRIES)
        return item_fail(feed->options, feed->error, SLICE_NONE, SYN_OUTCOME_TOO_LARGE, "the feed has more than %u entries",
                         CAP_FEED_ENTRIES);
    if (feed->inside && feed->entry.item.report) return feed_entry_give(feed->options, &feed->entry, false, feed->error);
    if (!whole || feed->too_deep || feed->depth)
        code = item_fail(feed->options, feed->error, SLICE_NONE, SYN_OUTCOME_MALFORMED,
                         "the feed breaks off behind %u whole entries", feed->entries);
    else if (feed->entries == 0)
        code = item_fail(feed->options, feed->error, SLICE_NONE, SYN_OUTCOME_EMPTY, "the feed has no entries");
    return code;
}

syn_code feed_read(const read_options *options, syn_slice bytes, syn_error *error) {
    syn_arena arena;
    arena_init(&arena, options->budget);
    decoded_text decoded = {0};
    syn_buffer xml = BUFFER_EMPTY;
    feed_parse *feed = calloc(1, sizeof *feed);
    syn_code code = feed ? encoding_decode(&decoded, bytes, HINT_XML, options->content_type, &arena, error) : error_memory(error, READ_STAGE);
    if (code == SYN_OK && encoding_is_binary(&decoded)) {
        code = item_fail(options, error, SLICE_NONE, SYN_OUTCOME_MALFORMED, "the input looks like binary data");
    } else if (code == SYN_OK) {
        feed->options = options;
        feed->entry.repaired = decoded.repaired > 0;
        feed->error = error;
        bool whole = feed_mend(decoded.text, &xml);
        code = buffer_check(&xml, READ_STAGE, error);
        if (code == SYN_OK) code = push_all(feed, slice_trim(slice_of(xml.ptr, xml.len)));
        if (code == SYN_OK) code = conclude(feed, whole);
    }
    if (feed) feed_entry_free(&feed->entry);
    free(feed);
    buffer_free(&xml);
    arena_free(&arena);
    return code;
}
