/* feed_walk.c - the elements of a feed, as the parser meets them: which fields they open and close, and what they hold.
 *
 * feed_names.c says which element is which field. Only direct children of an entry, of the feed and of an entry's `source`
 * are fields (those of a media:group count as the entry's); elements inside a field are markup and become HTML again.
 * xml:base and xml:lang hold for what stands below them; the document's own address is the outermost base. An entry is
 * given away at its end. All stacks are bounded. */
#include "read/feed_walk.h"

#include "base/caps.h"

#define FEED_NAMESPACES 1024u  /* declared by open elements together: each lookup walks them */

static syn_slice xml_slice(const xmlChar *text) { return slice_str((const char *)text); }
static bool is_name(syn_slice name, const char *what) { return slice_equal_ascii_case(name, slice_str(what)); }

/* The attributes of an element. libxml2 gives (name, prefix, URI, begin, end) for each. */
typedef struct feed_attributes { const xmlChar **at; int count; } feed_attributes;

static syn_slice attribute_value(const feed_attributes *all, int i) {
    return slice_of((const char *)all->at[5 * i + 3], (size_t)(all->at[5 * i + 4] - all->at[5 * i + 3]));
}

/* The value of an attribute; *found says whether it is there. */
static syn_slice attribute_find(const feed_attributes *all, const char *prefix, const char *name, bool *found) {
    for (int i = 0; i < all->count; i++) {
        if (!is_name(xml_slice(all->at[5 * i]), name)) continue;
        if (prefix && !slice_equal(xml_slice(all->at[5 * i + 1]), slice_str(prefix))) continue;
        *found = true;
        return attribute_value(all, i);
    }
    *found = false;
    return SLICE_NONE;
}

static syn_slice attribute_of(const feed_attributes *all, const char *name) {
    bool found;
    return attribute_find(all, NULL, name, &found);
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

static syn_slice base_of(const feed_parse *feed) {
    const feed_level *level = &feed->level[feed->depth];
    return slice_of(feed->bases.ptr ? feed->bases.ptr + level->base_begin : NULL, level->base - level->base_begin);
}

/* ---- a field's value ---- */

/* Puts the text in the field's place, unless what stands there is worth more. The buffers change places. */
static void value_take(feed_parse *feed, feed_scope scope, feed_field field, uint8_t rank) {
    feed_value *value = &feed->entry.values[scope].field[field];
    bool dated = field >= FIELD_PUBLISHED && field <= FIELD_UPDATED;  /* of several dates the last one counts */
    if (value->text.len && (dated ? rank < value->rank : rank <= value->rank)) return;
    syn_buffer old = value->text;
    value->text = feed->text;
    feed->text = old;
    feed->text.len = 0;
    value->rank = rank;
    value->name = feed->name;
    value->type = feed->type;
    value->spoken = feed->level[feed->depth].spoken;
    memcpy(value->language, feed->level[feed->depth].language, FEED_LANGUAGE);
}

/* An address, as seen from the base in force. */
static void link_take(feed_parse *feed, feed_scope scope, syn_slice link, uint8_t rank) {
    feed_value *value = &feed->entry.values[scope].field[FIELD_LINK];
    link = slice_trim(link);
    bool script = link.len >= 11 && slice_equal_ascii_case(slice_cut(link, 0, 11), SLICE_LIT("javascript:"));
    if (link.len > CAP_META_BYTES || script || (value->text.len && rank <= value->rank)) return;
    value->text.len = 0;
    value->rank = rank;
    link_resolve(&value->text, base_of(feed), link);
}

/* A value that stands in an attribute. */
static void attribute_take(feed_parse *feed, feed_scope scope, feed_field field, syn_slice value, uint8_t rank) {
    if (value.len == 0) return;
    feed->text.len = 0;
    feed->type = TYPE_TEXT;
    buffer_add(&feed->text, value);
    value_take(feed, scope, field, rank);
}

/* The field's element is over. */
static void field_end(feed_parse *feed) {
    feed_values *values = &feed->entry.values[feed->scope];
    if (feed->encoded && !feed_base64(&feed->text)) feed->text.len = 0;
    syn_slice text = slice_trim(slice_of(feed->text.ptr, feed->text.len));
    feed_field field = feed->field;
    feed->field = FIELD_NONE;
    if (text.len == 0) return;
    if (field == FIELD_AUTHOR) {
        feed_author(values, feed_person(text), feed->rank);
    } else if (field == FIELD_LINK) {
        link_take(feed, feed->scope, text, feed->rank);
    } else {
        const feed_value *summary = &values->field[FIELD_SUMMARY];
        /* Of a summary and a description, the first sums up what the second says. */
        bool second = field == FIELD_SUMMARY && summary->text.len && summary->rank == feed->rank &&
                      summary->name != feed->name;
        if (second) value_take(feed, feed->scope, FIELD_CONTENT, 1);
        else value_take(feed, feed->scope, field, feed->rank);
    }
}

static void field_begin(feed_parse *feed, feed_scope scope, feed_field field, uint8_t rank, syn_slice name,
                        const feed_attributes *attributes) {
    syn_slice type = attribute_of(attributes, "type"), mode = attribute_of(attributes, "mode");
    feed->field = field;
    feed->scope = scope;
    feed->rank = rank;
    feed->name = name.len ? (char)(name.ptr[0] | 0x20) : '\0';
    feed->text.len = 0;
    feed->field_depth = feed->depth;
    feed->skip = 0;
    feed->encoded = feed->escaped = false;
    feed->type = TYPE_TEXT;
    feed->markup = false;
    if (field != FIELD_TITLE && field != FIELD_CONTENT && field != FIELD_SUMMARY) return;
    feed->type = feed_type_of(type, mode, &feed->encoded);
    bool inline_markup = slice_find(type, SLICE_LIT("xml"), 0) != SIZE_MAX || slice_equal(type, SLICE_LIT("xhtml"));
    feed->escaped = slice_equal(type, SLICE_LIT("html")) || is_name(mode, "escaped");
    feed->markup = inline_markup && !feed->encoded && !is_name(mode, "escaped");
}

/* An element inside a field: a part of a person, or markup. */
static void field_markup(feed_parse *feed, syn_slice name, const feed_attributes *attributes) {
    syn_buffer *out = &feed->text;
    if (feed->field == FIELD_AUTHOR) {
        if (is_name(name, "name")) out->len = 0;
        else if (!feed->skip) feed->skip = feed->depth;
        return;
    }
    feed->type = TYPE_HTML;
    buffer_add_char(out, '<');
    buffer_add(out, name);
    for (int i = 0; i < attributes->count; i++) {
        buffer_add_char(out, ' ');
        buffer_add(out, xml_slice(attributes->at[5 * i]));
        buffer_add_str(out, "=\"");
        escape(out, attribute_value(attributes, i));
        buffer_add_char(out, '"');
    }
    buffer_add_char(out, '>');
}

static void markup_end(feed_parse *feed, syn_slice name) {
    static const char *const empty[] = {"br", "hr", "img", "input", "col", "area", "base", "link", "meta", "embed", "wbr",
                                        "param", "source", "track"};
    if (feed->field == FIELD_AUTHOR) {
        if (is_name(name, "name") && !feed->skip) feed->skip = feed->depth - 1;
        else if (feed->skip == feed->depth) feed->skip = 0;
        return;
    }
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        if (is_name(name, empty[i])) return;
    buffer_add_str(&feed->text, "</");
    buffer_add(&feed->text, name);
    buffer_add_char(&feed->text, '>');
}

/* ---- elements ---- */

/* How much a link is worth as the entry's address; 0 if it leads to something else. */
static uint8_t link_rank(const feed_attributes *attributes) {
    syn_slice rel = slice_trim(attribute_of(attributes, "rel")), type = attribute_of(attributes, "type");
    if (rel.len && !is_name(rel, "alternate") && !slice_ends(rel, SLICE_LIT("/alternate"))) return 0;
    return type.len == 0 || slice_find(type, SLICE_LIT("html"), 0) != SIZE_MAX ? 5 : 3;
}

/* An element right inside an entry, the feed, or a source. */
static void child_begin(feed_parse *feed, feed_scope scope, syn_slice name, feed_space space,
                        const feed_attributes *attributes) {
    uint8_t rank = 0;
    feed_field field = feed_field_of(name, space, scope, &rank);
    if (field == FIELD_NONE) return;
    if (field == FIELD_LINK && space == SPACE_PLAIN) {
        syn_slice href = attribute_of(attributes, "href");
        if ((rank = link_rank(attributes)) == 0) return;
        if (href.len) {
            link_take(feed, scope, href, rank);
            return;
        }
    }
    if (field == FIELD_CATEGORY) {
        static const char *const named[] = {"label", "term", "text"};
        for (size_t i = 0; i < sizeof named / sizeof *named; i++)
            attribute_take(feed, scope, field, attribute_of(attributes, named[i]), rank);
    }
    if (field == FIELD_ID && is_name(attribute_of(attributes, "isPermaLink"), "false")) feed->entry.permalink = false;
    field_begin(feed, scope, field, rank, name, attributes);
    if (space == SPACE_XHTML) feed->markup = true, feed->type = TYPE_HTML;
    if (space == SPACE_CONTENT || is_name(name, "fullitem")) feed->type = TYPE_HTML;
}

static void entry_begin(feed_parse *feed, const feed_attributes *attributes) {
    feed_entry_reset(&feed->entry);
    feed->inside = feed->depth;
    if (++feed->entries > CAP_FEED_ENTRIES) stop(feed, SYN_OK);
    else if ((feed->code = item_begin(feed->options, &feed->entry.item, feed->error)) != SYN_OK) stop(feed, feed->code);
    attribute_take(feed, SCOPE_ENTRY, FIELD_ID, attribute_of(attributes, "about"), 2);
}

/* What CDF says of a channel or an item in attributes. */
static void channel_attributes(feed_parse *feed, feed_scope scope, const feed_attributes *attributes) {
    syn_slice href = attribute_of(attributes, "href");
    if (href.len) link_take(feed, scope, href, 2);
    attribute_take(feed, scope, FIELD_UPDATED, attribute_of(attributes, "lastmod"), 1);
}

/* Opens a level: its namespaces, base and language. False where the document is too deep. */
static bool level_begin(feed_parse *feed, unsigned namespaces, const feed_attributes *attributes) {
    if (feed->depth >= FEED_DEPTH || feed->namespaces_sum + namespaces > FEED_NAMESPACES) {
        feed->too_deep = true;
        stop(feed, SYN_OK);
        return false;
    }
    bool based, spoken;
    syn_slice base = slice_trim(attribute_find(attributes, "xml", "base", &based));
    syn_slice language = attribute_find(attributes, "xml", "lang", &spoken);
    syn_slice above = base_of(feed);
    feed_level *level = &feed->level[feed->depth + 1];
    *level = feed->level[feed->depth];
    level->namespaces = namespaces;
    feed->namespaces_sum += namespaces;
    if (spoken) feed_language(language, level->language), level->spoken = true;
    if (base.len && above.len + base.len <= FEED_BASE_BYTES) {
        syn_buffer joined = BUFFER_EMPTY;
        link_resolve(&joined, above, base);
        feed->bases.len = level->base;
        level->base_begin = level->base;
        buffer_add(&feed->bases, slice_of(joined.ptr, joined.len));
        level->base = feed->bases.len;
        if (joined.failed) feed->bases.failed = joined.failed;
        buffer_free(&joined);
    }
    feed->depth++;
    return true;
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **declared, int count, int defaulted, const xmlChar **values) {
    (void)declared, (void)defaulted;
    feed_parse *feed = context;
    feed_attributes attributes = {values, count};
    if (feed->code != SYN_OK || feed->too_deep || !level_begin(feed, (unsigned)namespaces, &attributes)) return;
    syn_slice name = xml_slice(local);
    unsigned at = feed->depth - 1;
    /* A source begins as the name of one (RSS); its first child says that it is a feed's head (Atom). */
    if (feed->source && feed->field == FIELD_TITLE && feed->field_depth == feed->source) feed->field = FIELD_NONE;
    if (feed->field != FIELD_NONE) {
        field_markup(feed, name, &attributes);
        return;
    }
    feed_space space = feed_space_of(xml_slice(prefix), xml_slice(uri));
    if (feed->source) {
        if (at == feed->source) child_begin(feed, SCOPE_SOURCE, name, space, &attributes);
    } else if (feed->inside) {
        if (at != feed->inside && (!feed->group || at != feed->group)) return;
        if (space == SPACE_PLAIN && is_name(name, "source")) {
            feed->source = feed->depth;
            field_begin(feed, SCOPE_SOURCE, FIELD_TITLE, 1, name, &attributes);
        } else if (space == SPACE_MEDIA && (is_name(name, "group") || is_name(name, "content"))) {
            feed->group = feed->depth;
        } else {
            child_begin(feed, SCOPE_ENTRY, name, space, &attributes);
        }
    } else if (space == SPACE_PLAIN && (is_name(name, "item") || is_name(name, "entry"))) {
        entry_begin(feed, &attributes);
        channel_attributes(feed, SCOPE_ENTRY, &attributes);
    } else if (is_name(name, "channel") || (at == 0 && is_name(name, "feed"))) {
        feed->channel = feed->depth;
        channel_attributes(feed, SCOPE_FEED, &attributes);
        const feed_level *level = &feed->level[feed->depth];
        attribute_take(feed, SCOPE_FEED, FIELD_LANGUAGE, slice_str(level->language), 3);
    } else if (feed->channel && at == feed->channel) {
        child_begin(feed, SCOPE_FEED, name, space, &attributes);
    }
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)prefix, (void)uri;
    feed_parse *feed = context;
    if (feed->code != SYN_OK || feed->too_deep || feed->depth == 0) return;
    if (feed->field != FIELD_NONE && feed->depth > feed->field_depth) markup_end(feed, xml_slice(local));
    else if (feed->field != FIELD_NONE) field_end(feed);
    feed->namespaces_sum -= feed->level[feed->depth].namespaces;
    feed->depth--;
    if (feed->source && feed->depth < feed->source) feed->source = 0;
    if (feed->group && feed->depth < feed->group) feed->group = feed->group > feed->inside + 1 ? feed->inside + 1 : 0;
    if (feed->inside && feed->depth < feed->inside) {
        feed->inside = feed->group = 0;
        syn_code code = feed_entry_give(feed->options, &feed->entry, true, feed->error);
        if (code != SYN_OK) stop(feed, code);
    }
    if (feed->channel && feed->depth < feed->channel) feed->channel = 0;
}

static void on_text(void *context, const xmlChar *text, int length) {
    feed_parse *feed = context;
    if (feed->code != SYN_OK || feed->field == FIELD_NONE || length <= 0 || (feed->skip && feed->depth >= feed->skip))
        return;
    syn_buffer *out = &feed->text;
    syn_slice s = slice_of((const char *)text, (size_t)length);
    if (feed->markup || (feed->depth > feed->field_depth && !feed->escaped)) escape(out, s);
    else buffer_add(out, s);
    if (out->failed) stop(feed, buffer_check(out, READ_STAGE, feed->error));
}

void feed_walk(xmlSAXHandler *handler) {
    handler->startElementNs = on_start;
    handler->endElementNs = on_end;
    handler->characters = handler->cdataBlock = handler->ignorableWhitespace = on_text;
}
