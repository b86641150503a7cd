/* json_feed.c - JSON Feed 1.0 and 1.1: each item becomes a report, as an entry of an XML feed does (feed_entry.c).
 *
 * In: the bytes of an object whose `version` stands in the head of the input, as they come; or an object that turned out to
 * be a feed once it was whole. Out: one item for each item. The feed is never held: its members are read one by one, and its
 * items one by one, so memory is that of the longest. So what the feed says of itself (title, authors, language) reaches the
 * items that come after it. A member that cannot be read is passed over; an item that cannot be read is one malformed
 * report, and the rest goes on. Where the feed breaks off, a malformed report says so behind its whole items.
 *
 * `content_html` is parsed as a page; `content_text`, and `summary` where there is no content, are plain text. */
#include <stdio.h>
#include <stdlib.h>

#include "read/feed.h"
#include "read/json_door.h"

#define AUTHOR_RANK 2  /* named as authors, not as contributors */

struct json_feed {
    feed_entry entry;
    uint32_t entries;
};

static syn_code feed_new(json_door *door, syn_error *error) {
    door->feed = calloc(1, sizeof *door->feed);
    if (!door->feed) return error_memory(error, READ_STAGE);
    feed_entry_reset(&door->feed->entry);
    return SYN_OK;
}

void json_feed_free(json_feed *feed) {
    if (!feed) return;
    feed_entry_free(&feed->entry);
    free(feed);
}

bool json_feed_is(const json_node *object, syn_arena *scratch) {
    syn_slice version = json_text(json_member(object, "version"), scratch);
    return slice_find(version, SLICE_LIT("jsonfeed.org/version"), 0) != SIZE_MAX;
}

bool json_feed_begins(json_door *door, syn_slice head) {
    static const syn_slice bom = {"\xEF\xBB\xBF", 3};
    if (slice_starts(head, bom)) head = slice_cut(head, 3, head.len);
    head = slice_trim(head);
    if (!head.len || head.ptr[0] != '{') return false;
    json_doc doc;
    arena_reset(&door->nodes);
    json_read(&doc, head, JSON_TOLERANT, CAP_JSON_NODES, &door->nodes);
    return json_feed_is(doc.root, &door->nodes);
}

/* ---- fields ---- */

static void put(feed_values *values, feed_field field, syn_slice text, feed_type type) {
    feed_value *value = &values->field[field];
    value->text.len = 0;
    buffer_add(&value->text, text);
    value->type = type;
}

/* The first of two members that is a string and not blank. */
static syn_slice either(const json_node *item, const char *one, const char *other, syn_arena *scratch) {
    syn_slice s = slice_trim(json_text(json_member(item, one), scratch));
    return s.len || !other ? s : slice_trim(json_text(json_member(item, other), scratch));
}

/* An author is an object with a name; a bare string is taken, too. */
static syn_slice author_of(const json_node *author, syn_arena *scratch) {
    return slice_trim(json_text(json_is(author, JSON_OBJECT) ? json_member(author, "name") : author, scratch));
}

/* The authors of a feed or an item: a list (1.1), or a single one (1.0). */
static void take_authors(feed_values *values, const json_node *from, syn_arena *scratch) {
    const json_node *list = json_member(from, "authors");
    const json_node *one = json_is(list, JSON_ARRAY) ? json_first(list) : list;
    for (; one; one = json_is(list, JSON_ARRAY) ? json_next(list, one) : NULL)
        feed_author(values, author_of(one, scratch), AUTHOR_RANK);
    if (!values->authors.len) feed_author(values, author_of(json_member(from, "author"), scratch), AUTHOR_RANK);
}

/* What the feed says of itself, as far as this object says it. */
static void take_feed(json_feed *feed, const json_node *object, syn_arena *scratch) {
    static const struct { const char *name; feed_field field; } rows[] = {
        {"title", FIELD_TITLE}, {"home_page_url", FIELD_LINK}, {"feed_url", FIELD_ID}, {"language", FIELD_LANGUAGE},
    };
    feed_values *values = &feed->entry.values[SCOPE_FEED];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        syn_slice text = either(object, rows[i].name, NULL, scratch);
        if (text.len) put(values, rows[i].field, text, TYPE_TEXT);
    }
    take_authors(values, object, scratch);
}

static void take_item(json_feed *feed, const json_node *item, syn_arena *scratch) {
    feed_values *values = &feed->entry.values[SCOPE_ENTRY];
    const json_node *id = json_member(item, "id");
    put(values, FIELD_ID, json_is(id, JSON_NUMBER) ? slice_of(id->ptr, id->size) : json_text(id, scratch), TYPE_TEXT);
    put(values, FIELD_LINK, either(item, "url", "external_url", scratch), TYPE_TEXT);
    put(values, FIELD_TITLE, either(item, "title", NULL, scratch), TYPE_TEXT);
    put(values, FIELD_SUMMARY, either(item, "summary", NULL, scratch), TYPE_TEXT);
    put(values, FIELD_PUBLISHED, either(item, "date_published", NULL, scratch), TYPE_TEXT);
    put(values, FIELD_UPDATED, either(item, "date_modified", NULL, scratch), TYPE_TEXT);
    put(values, FIELD_LANGUAGE, either(item, "language", NULL, scratch), TYPE_TEXT);
    syn_slice html = either(item, "content_html", NULL, scratch);
    if (html.len) put(values, FIELD_CONTENT, html, TYPE_HTML);
    else put(values, FIELD_CONTENT, either(item, "content_text", NULL, scratch), TYPE_TEXT);
    take_authors(values, item, scratch);
}

/* Whether all that was taken found memory. */
static syn_code check(json_door *door, syn_error *error) {
    syn_code code = arena_check(&door->nodes, READ_STAGE, error);
    for (int scope = 0; scope < SCOPES && code == SYN_OK; scope++) {
        const feed_values *values = &door->feed->entry.values[scope];
        code = buffer_check(&values->authors, READ_STAGE, error);
        for (int i = 0; i < FIELDS && code == SYN_OK; i++) code = buffer_check(&values->field[i].text, READ_STAGE, error);
    }
    return code;
}

/* A report on the feed as a whole. */
static syn_code give_feed(json_door *door, syn_outcome outcome, const char *reason, syn_error *error) {
    return feed_give(&door->options, &door->feed->entry, outcome, reason, error);
}

/* An item that is no object gives the report that its verdict asks for. */
static syn_code give_item(json_door *door, const json_node *item, json_verdict verdict, const char *why, syn_error *error) {
    json_feed *feed = door->feed;
    if (++feed->entries > CAP_FEED_ENTRIES) {
        door->shape = SHAPE_OVER;
        return item_fail(&door->options, error, SLICE_NONE, SYN_OUTCOME_TOO_LARGE, "the feed has more than %u entries",
                         CAP_FEED_ENTRIES);
    }
    if (verdict != VERDICT_GOOD) return json_give(door, NULL, verdict, why, error);
    syn_code code = item_begin(&door->options, &feed->entry.item, error);
    if (code != SYN_OK) return code;
    take_item(feed, item, &door->nodes);
    code = check(door, error);
    return code == SYN_OK ? feed_entry_give(&door->options, &feed->entry, true, error) : code;
}

/* ---- a feed that comes in pieces ---- */

syn_code json_feed_open(json_door *door, syn_error *error) {
    door->shape = SHAPE_FEED;
    door->first = false;
    door->number = 1;
    return feed_new(door, error);
}

/* Moves over a member until it ends, or until an array begins as its value (then *array). */
static size_t scan_member(json_door *door, syn_slice bytes, bool *ended, bool *array) {
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        if (door->string) {
            if (door->escape) door->escape = false;
            else if (c == '\\') door->escape = true;
            else if (c == '"') door->string = false;
        } else if (c == '"') {
            door->string = true;
        } else if (c == '{' || c == '[') {
            *array = c == '[' && door->depth == 0;
            door->depth++;
            if (*array) return i + 1;
        } else if (door->depth) {
            door->depth -= c == '}' || c == ']';
        } else if (c == ',' || c == '}' || c == ']') {
            *ended = true;
            return i;
        }
    }
    return bytes.len;
}

/* The value's buffer holds `{"items" : [`. */
static bool items_begin(syn_slice value) {
    syn_slice name = slice_trim(slice_cut(value, 1, value.len - 1));
    if (!name.len || name.ptr[name.len - 1] != ':') return false;
    return slice_equal(slice_trim(slice_cut(name, 0, name.len - 1)), SLICE_LIT("\"items\""));
}

static syn_code take_member(json_door *door, syn_error *error) {
    buffer_add_char(&door->value, '}');
    syn_code code = buffer_check(&door->value, READ_STAGE, error);
    if (code != SYN_OK) return code;
    json_doc doc;
    arena_reset(&door->nodes);
    json_read(&doc, slice_of(door->value.ptr, door->value.len), JSON_TOLERANT, CAP_JSON_NODES, &door->nodes);
    take_feed(door->feed, doc.root, &door->nodes);
    json_forget(door);
    return check(door, error);
}

syn_code json_feed_push(json_door *door, syn_slice bytes, size_t *took, syn_error *error) {
    *took = 1;
    if (door->value.len == 0) {
        if (bytes.ptr[0] == '}') {
            door->shape = SHAPE_BEHIND;
            if (door->feed->entries) return SYN_OK;
            return give_feed(door, SYN_OUTCOME_EMPTY, "the feed has no entries", error);
        }
        if (bytes.ptr[0] != '"') return SYN_OK;  /* blanks, commas, and what is no member */
        buffer_add_char(&door->value, '{');
    }
    bool ended = false, array = false;
    *took = scan_member(door, bytes, &ended, &array);
    buffer_add(&door->value, slice_cut(bytes, 0, *took));
    syn_code code = buffer_check(&door->value, READ_STAGE, error);
    if (code == SYN_OK && array && items_begin(slice_of(door->value.ptr, door->value.len))) {
        json_forget(door);
        door->shape = SHAPE_ITEMS;
    }
    return code == SYN_OK && ended ? take_member(door, error) : code;
}

syn_code json_feed_item(json_door *door, syn_error *error) {
    char why[CAP_ERROR_MESSAGE];
    const json_node *item;
    json_verdict verdict = json_parse(door, slice_of(door->value.ptr, door->value.len), JSON_TOLERANT, &item, why);
    return give_item(door, item, verdict, why, error);
}

syn_code json_feed_cut(json_door *door, syn_error *error) {
    char reason[80];
    snprintf(reason, sizeof reason, "the feed breaks off behind %u whole entries", door->feed->entries);
    return give_feed(door, SYN_OUTCOME_MALFORMED, reason, error);
}

/* ---- a feed that is whole ---- */

syn_code json_feed_give(json_door *door, const json_node *object, syn_error *error) {
    json_feed_free(door->feed);
    syn_code code = feed_new(door, error);
    if (code == SYN_OK) code = json_release(door, false, error);
    if (code != SYN_OK) return code;
    take_feed(door->feed, object, &door->nodes);
    if ((code = check(door, error)) != SYN_OK) return code;
    const json_node *items = json_member(object, "items");
    const json_node *item = json_is(items, JSON_ARRAY) ? json_first(items) : NULL;
    if (!item) code = give_feed(door, SYN_OUTCOME_EMPTY, "the feed has no entries", error);
    size_t number = door->number;  /* of the line; a broken item is named by its place in the feed */
    door->first = false;
    for (door->number = 1; item && code == SYN_OK && door->shape != SHAPE_OVER; door->number++) {
        json_verdict verdict = json_is(item, JSON_OBJECT) ? VERDICT_GOOD : VERDICT_BAD;
        code = give_item(door, item, verdict, "the JSON value is no object", error);
        item = json_next(items, item);
    }
    door->number = number;
    return code;
}
